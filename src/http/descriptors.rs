//! File descriptors: every connection takes one, and the system sets how many there are. Knows no connection.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::bounds::{MAX_CONNECTIONS, MIN_CONNECTIONS, OTHER_DESCRIPTORS};

/// The system gives fewer file descriptors than are worth a start.
#[derive(Debug, thiserror::Error)]
#[error(
    "only {given} files may be open at once, and at least {} are needed: raise the limit (ulimit -n, LimitNOFILE=)",
    MIN_CONNECTIONS + OTHER_DESCRIPTORS
)]
pub struct TooFewDescriptors {
    given: usize,
}

/// How many there may be now.
fn limit() -> usize {
    getrlimit(Resource::Nofile).current.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX))
}

/// How many connections there may be with so many.
fn connections_with(descriptors: usize) -> usize {
    descriptors.saturating_sub(OTHER_DESCRIPTORS).min(MAX_CONNECTIONS)
}

/// How many connections there may be.
pub(super) fn connections() -> usize {
    connections_with(limit())
}

/// Raises the limit to the highest that is allowed; how many connections there may be, and whether those are as many as
/// the server is made for.
pub fn raise() -> Result<(usize, bool), TooFewDescriptors> {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    // One that cannot be raised stays, and is looked at.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
    let connections = connections();
    if connections < MIN_CONNECTIONS {
        return Err(TooFewDescriptors { given: limit() });
    }
    Ok((connections, connections == MAX_CONNECTIONS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_descriptors_for_everything_else() {
        for (descriptors, connections) in
            [(0, 0), (256, 0), (1024, 768), (8448, 8192), (20_000, 8192), (usize::MAX, 8192)]
        {
            assert_eq!(connections_with(descriptors), connections, "{descriptors}");
        }
    }
}
