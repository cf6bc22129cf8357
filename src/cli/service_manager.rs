//! What the service manager is told (sd_notify(3)): nothing where none has asked (`$NOTIFY_SOCKET`). Knows nothing of what
//! the program does.

use sd_notify::NotifyState;

/// The program does what it is for, as this line says.
pub(super) fn ready(status: &str) {
    tell(&[NotifyState::Ready, NotifyState::Status(status)]);
}

/// What can be read again is being read; [`ready`] says that it was.
pub(super) fn reloading() {
    match NotifyState::monotonic_usec_now() {
        Ok(now) => tell(&[NotifyState::Reloading, now, NotifyState::Status("reading again what has changed")]),
        Err(error) => tracing::warn!(%error, "the system has no clock by which a reload could be announced"),
    }
}

/// How it stands, for `systemctl status`.
pub(super) fn status(status: &str) {
    tell(&[NotifyState::Status(status)]);
}

/// The program is about to end.
pub(super) fn stopping() {
    tell(&[NotifyState::Stopping, NotifyState::Status("finishing what has begun")]);
}

/// The program works.
pub(super) fn alive() {
    tell(&[NotifyState::Watchdog]);
}

fn tell(states: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::warn!(%error, "the service manager cannot be told how the program stands");
    }
}
