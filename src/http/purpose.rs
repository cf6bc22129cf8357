//! What a socket is for. Knows no socket.

use super::bounds::{MAX_ADMIN_CONNECTIONS, MAX_CONNECTIONS};

/// What a socket is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The site.
    Site,
    /// Health and metrics.
    Admin,
}

impl Purpose {
    /// Its name in the log of actix.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Admin => "admin",
        }
    }

    /// The most connections of a worker. They are counted where one can be let go for another.
    pub(super) fn max_connections(self) -> usize {
        match self {
            Self::Site => 2 * MAX_CONNECTIONS,
            Self::Admin => 2 * MAX_ADMIN_CONNECTIONS,
        }
    }
}
