//! Work that may never end, such as reading a file of a mount that is away: on a thread of its own, which nobody waits for in
//! the end. A runtime does wait for its blocking threads when it ends.

use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::timeout;

/// Why work has come to nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum OwnThreadError {
    /// There is no thread for it.
    #[error("no thread can be started")]
    Start(#[source] std::io::Error),
    /// It is still at work.
    #[error("what is read has not come to its end within {} s: is the file a pipe, or its disk away?", .0.as_secs())]
    Late(Duration),
    /// It has panicked, which the log says.
    #[error("a defect in the program has ended it")]
    Defect,
}

/// Does work on a thread of its own. What takes longer than `limit` is left to itself.
pub(super) async fn on_own_thread<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, OwnThreadError> {
    let (sender, result) = oneshot::channel();
    // Whoever has gone needs no result.
    let run = move || drop(sender.send(work()));
    std::thread::Builder::new().name("reading".into()).spawn(run).map_err(OwnThreadError::Start)?;
    let done = timeout(limit, result).await.map_err(|_| OwnThreadError::Late(limit))?;
    done.map_err(|_| OwnThreadError::Defect)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::mpsc;
    use std::time::Instant;

    use super::*;

    #[test]
    fn work_that_never_ends_holds_up_neither_whoever_asks_nor_the_end_of_the_runtime() {
        let began = Instant::now();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (end, ended) = mpsc::channel::<()>();
        runtime.block_on(async {
            assert_eq!(on_own_thread(Duration::from_secs(60), || 7).await.unwrap(), 7);
            let never = on_own_thread(Duration::from_millis(50), move || ended.recv()).await;
            assert!(matches!(never, Err(OwnThreadError::Late(_))), "{never:?}");
            let defect = on_own_thread(Duration::from_secs(60), || panic!("on purpose")).await;
            assert!(matches!(defect, Err(OwnThreadError::Defect)), "{defect:?}");
        });
        drop(runtime);
        assert!(began.elapsed() < Duration::from_secs(50));
        drop(end);
    }
}
