-- The messages that `communique inbox import` has added, also after they are deleted: none is added a second time.
CREATE TABLE moved (
    id TEXT NOT NULL PRIMARY KEY
);
