-- What citizens have sent, and what became of it. The same text for SQLite and PostgreSQL.
-- Times are seconds since 1970-01-01T00:00:00Z.
CREATE TABLE message (
    id              TEXT   NOT NULL PRIMARY KEY,
    reference       TEXT   NOT NULL UNIQUE,
    -- The same content has the same key; let go when a day has passed.
    submit_key      TEXT   UNIQUE,
    received_at     BIGINT NOT NULL,
    page_language   TEXT   NOT NULL,
    topic           TEXT   NOT NULL,
    about           TEXT,
    name            TEXT   NOT NULL,
    email           TEXT   NOT NULL,
    organisation    TEXT,
    reply_language  TEXT   NOT NULL,
    body            TEXT   NOT NULL,
    -- The version of the privacy policy that was agreed to.
    consent         TEXT   NOT NULL,
    -- Signs that a machine has written it, with commas.
    suspicions      TEXT   NOT NULL,
    state           TEXT   NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'parked', 'held')),
    attempts        BIGINT NOT NULL DEFAULT 0,
    -- How often the mail server refused it for good.
    refusals        BIGINT NOT NULL DEFAULT 0,
    next_attempt_at BIGINT NOT NULL,
    lease_owner     TEXT,
    lease_until     BIGINT,
    -- Whether a mail server may have taken it without our hearing of it.
    maybe_duplicate BIGINT NOT NULL DEFAULT 0,
    sent_at         BIGINT,
    -- Whether only the receipt is left of it.
    erased          BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX message_due ON message (state, next_attempt_at);

-- Every attempt to mail it; rows are only ever added.
CREATE TABLE attempt (
    message_id TEXT   NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    made_at    BIGINT NOT NULL,
    outcome    TEXT   NOT NULL,
    answer     TEXT   NOT NULL
);
CREATE INDEX attempt_of_message ON attempt (message_id, made_at);

-- One row, written when storing has failed, to find out whether it works again.
CREATE TABLE probe (
    id         BIGINT NOT NULL PRIMARY KEY,
    written_at BIGINT NOT NULL
);
