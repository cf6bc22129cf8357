//! The end of a start that hangs: what it reads may hang for ever, on a network mount or at a pipe, and a signal is acted upon
//! only once it is over. Knows not what it reads.

use std::io;
use std::thread;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;
use tokio::time::sleep;

/// How long a start may go on that is to stop: one that does not hang is over by then, and stops in order.
const GRACE: Duration = Duration::from_secs(10);
/// The same where there is no time to wait.
const GRACE_IF_URGENT: Duration = Duration::from_secs(1);

/// Until it is dropped, a signal to stop ends the process if the start is not over soon. Nothing has been accepted yet that
/// could be lost.
pub(super) struct StartGuard {
    /// Its end says that the start is over.
    _under_way: oneshot::Sender<()>,
}

impl StartGuard {
    /// Begins to listen.
    pub(super) fn new() -> io::Result<Self> {
        let (under_way, over) = oneshot::channel();
        thread::Builder::new().name("start-guard".to_owned()).spawn(move || {
            let Ok(runtime) = Builder::new_current_thread().enable_all().build() else { return };
            runtime.block_on(async {
                tokio::select! {
                    _ = over => {}
                    () = hanging_after_signal() => {
                        // A line of the log would wait for a thread that ends with the process.
                        eprintln!("communique: stopped, although the start was not over: something that it reads does not come to its end");
                        std::process::exit(1);
                    }
                }
            });
        })?;
        Ok(Self { _under_way: under_way })
    }
}

/// Completes when a signal to stop has come, and its time is over.
async fn hanging_after_signal() {
    let signals = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    let (Ok(mut terminate), Ok(mut interrupt)) = signals else { return std::future::pending().await };
    tokio::select! {
        _ = terminate.recv() => {
            tokio::select! {
                () = sleep(GRACE) => return,
                _ = interrupt.recv() => {}
            }
        }
        _ = interrupt.recv() => {}
    }
    sleep(GRACE_IF_URGENT).await;
}
