//! An error as one line for a log or a terminal.

/// An error with its causes on one line, as far as they say something new.
pub fn with_causes(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    for cause in std::iter::successors(error.source(), |cause| cause.source()) {
        let words = cause.to_string();
        if !line.contains(&words) {
            line = format!("{line}: {words}");
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("{0}")]
    struct Caused(&'static str, #[source] Option<Box<Self>>);

    #[test]
    fn causes_follow_the_error_unless_it_has_said_them() {
        let cause = Caused("the disk is full", None);
        let error = Caused("cannot write: the disk is full", Some(Box::new(cause)));
        assert_eq!(with_causes(&error), "cannot write: the disk is full");
        let error = Caused("nothing was stored", Some(Box::new(error)));
        assert_eq!(with_causes(&error), "nothing was stored: cannot write: the disk is full");
    }
}
