//! Watches the folder of locales and says when to read it again. Knows no locale and no site.
//!
//! The system tells of changes at once where it can. On a network folder it does not tell what other machines do, and a
//! folder that was replaced is told of no more, so that the files are also looked at in intervals.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc::Sender;
use tokio::sync::mpsc::error::TrySendError;

use crate::causes::with_causes;
use crate::l10n::file::is_locale_file;

/// How often the files are looked at, unless that takes long.
const INTERVAL: Duration = Duration::from_secs(1);
/// At most a twentieth of the time is spent on looking: on a network folder each look takes a while.
const SHARE: u32 = 20;

/// How long a folder is left alone before it is read: somebody may be writing several files.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calm {
    /// Without another change.
    pub(super) quiet: Duration,
    /// In all, however many changes there are.
    pub(super) most: Duration,
}

/// A folder that is watched, and how it was when it was last looked at.
pub(super) struct Watch {
    folder: PathBuf,
    calm: Calm,
    /// Ends with what it watches; `None` where the system does not watch.
    watcher: Option<RecommendedWatcher>,
    changes: Receiver<()>,
    /// Of each file its path, size and time.
    seen: Vec<(PathBuf, u64, Option<SystemTime>)>,
    interval: Duration,
}

impl Watch {
    /// Begins to watch: what changes from now on is told, once somebody waits for it.
    pub(super) fn new(folder: PathBuf, calm: Calm) -> Self {
        let (watcher, changes) = watch(&folder);
        let mut watch = Self { folder, calm, watcher, changes, seen: Vec::new(), interval: INTERVAL };
        watch.look();
        watch
    }

    /// Tells of changes until nobody waits for `requests` any more. A full channel holds a request already.
    pub(super) fn tell(mut self, requests: Sender<()>) -> std::io::Result<()> {
        let tell = move || {
            loop {
                self.wait_for_change();
                if matches!(requests.try_send(()), Err(TrySendError::Closed(()))) {
                    return;
                }
            }
        };
        std::thread::Builder::new().name("watch".to_owned()).spawn(tell).map(drop)
    }

    /// Returns when something has changed, and nothing for a while.
    fn wait_for_change(&mut self) {
        loop {
            match self.changes.recv_timeout(self.interval) {
                Ok(()) => {
                    self.wait_for_calm();
                    // Before it is read: what changes from now on is a change again.
                    self.look();
                    return;
                }
                Err(RecvTimeoutError::Timeout) => {}
                // Without a watcher nothing is told.
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(self.interval),
            }
            if self.look() {
                // Nobody has told: the folder may be another one by now.
                (self.watcher, self.changes) = watch(&self.folder);
                let since = Instant::now();
                while since.elapsed() < self.calm.most && self.look_after(self.calm.quiet) {}
                return;
            }
        }
    }

    fn wait_for_calm(&self) {
        let since = Instant::now();
        while since.elapsed() < self.calm.most && self.changes.recv_timeout(self.calm.quiet).is_ok() {}
    }

    fn look_after(&mut self, pause: Duration) -> bool {
        std::thread::sleep(pause);
        self.look()
    }

    /// Whether a file is another one than when it was last looked at.
    fn look(&mut self) -> bool {
        let started = Instant::now();
        let now = files(&self.folder);
        self.interval = INTERVAL.max(started.elapsed() * SHARE);
        let has_changed = now != self.seen;
        self.seen = now;
        has_changed
    }
}

/// A watcher of a folder, and what it tells.
fn watch(folder: &Path) -> (Option<RecommendedWatcher>, Receiver<()>) {
    let (tell, changes) = mpsc::channel();
    let inside = folder.to_owned();
    let told = move |event: notify::Result<Event>| {
        // What is lost or unclear counts as a change.
        if event.as_ref().is_ok_and(|event| !is_change(event, &inside)) {
            return;
        }
        let _ = tell.send(());
    };
    let watcher = notify::recommended_watcher(told).and_then(|mut watcher| {
        watcher.watch(folder, RecursiveMode::Recursive)?;
        Ok(watcher)
    });
    let watcher = watcher.inspect_err(|error| {
        tracing::warn!(error = with_causes(error), "changes of the locales are noticed after a second, not at once");
    });
    (watcher.ok(), changes)
}

/// Whether an event changes a locale file, or a folder that may hold some.
fn is_change(event: &Event, folder: &Path) -> bool {
    if matches!(event.kind, EventKind::Access(_)) {
        return false;
    }
    let may_be_locale = |path: &PathBuf| {
        let Ok(inside) = path.strip_prefix(folder) else { return true };
        inside.components().count() < 2 || is_locale_file(&inside.to_string_lossy())
    };
    event.need_rescan() || event.paths.iter().any(may_be_locale)
}

/// The locale files of a folder. One that cannot be looked at is there all the same.
fn files(folder: &Path) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    let entries = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten();
    let inside = entries(folder).flat_map(|locale| entries(&locale.path()));
    let is_locale = |path: &Path| path.strip_prefix(folder).is_ok_and(|path| is_locale_file(&path.to_string_lossy()));
    let mut files: Vec<_> = inside
        .map(|entry| entry.path())
        .filter(|path| is_locale(path))
        .map(|path| {
            let metadata = std::fs::metadata(&path).ok();
            let size = metadata.as_ref().map_or(0, std::fs::Metadata::len);
            (path, size, metadata.and_then(|metadata| metadata.modified().ok()))
        })
        .collect();
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const CALM: Calm = Calm { quiet: Duration::from_millis(20), most: Duration::from_millis(200) };

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("en")).unwrap();
        std::fs::write(folder.path().join("en/site.ftl"), "a = x\n").unwrap();
        folder
    }

    type Change = dyn Fn(&Path);

    /// Requests for what is done to a folder. Nothing of the system is waited for if `is_deaf`.
    fn requests(folder: &Path, is_deaf: bool, change: impl FnOnce()) -> usize {
        let (request, mut requested) = tokio::sync::mpsc::channel(1);
        let mut watch = Watch::new(folder.to_owned(), CALM);
        if is_deaf {
            (watch.watcher, watch.changes) = (None, mpsc::channel().1);
        }
        std::thread::spawn(move || {
            watch.wait_for_change();
            let _ = request.blocking_send(());
        });
        change();
        let until = Instant::now() + 3 * INTERVAL;
        while Instant::now() < until && requested.is_empty() {
            std::thread::sleep(Duration::from_millis(5));
        }
        usize::from(requested.try_recv().is_ok())
    }

    #[test]
    fn a_file_that_is_written_renamed_added_or_taken_away_is_a_change_with_and_without_the_system() {
        for is_deaf in [false, true] {
            let changes: [(&str, &Change); 5] = [
                ("written", &|folder| std::fs::write(folder.join("en/site.ftl"), "a = xy\n").unwrap()),
                ("saved by rename", &|folder| {
                    std::fs::write(folder.join("en/.site.ftl.swp"), "a = z z\n").unwrap();
                    std::fs::rename(folder.join("en/.site.ftl.swp"), folder.join("en/site.ftl")).unwrap();
                }),
                ("added", &|folder| std::fs::write(folder.join("en/terms.ftl"), "-t = x\n").unwrap()),
                ("a folder added", &|folder| {
                    std::fs::create_dir(folder.join("fr")).unwrap();
                    std::fs::write(folder.join("fr/site.ftl"), "a = y\n").unwrap();
                }),
                ("taken away", &|folder| std::fs::remove_file(folder.join("en/site.ftl")).unwrap()),
            ];
            for (what, change) in changes {
                let folder = folder();
                assert_eq!(requests(folder.path(), is_deaf, || change(folder.path())), 1, "{what}, deaf: {is_deaf}");
            }
        }
    }

    #[test]
    fn what_is_no_locale_file_is_no_change() {
        let folder = folder();
        std::fs::create_dir(folder.path().join("en/old")).unwrap();
        let change = || {
            std::fs::write(folder.path().join("en/.site.ftl.swp"), "x").unwrap();
            std::fs::write(folder.path().join("en/notes.txt"), "x").unwrap();
            std::fs::write(folder.path().join("en/old/site.ftl"), "x").unwrap();
            std::fs::read(folder.path().join("en/site.ftl")).unwrap();
        };
        assert_eq!(requests(folder.path(), false, change), 0);
    }
}
