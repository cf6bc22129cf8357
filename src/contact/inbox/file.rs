//! The file of an SQLite database: where it may lie, who may read it, and whether it is still the
//! one that was opened. Knows no SQL.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock, statfs, statvfs};

/// A file by its identity on the disk, whatever its name is by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileId {
    device: u64,
    inode: u64,
}

impl FileId {
    /// The file at a path, if there is one.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|file| Self { device: file.dev(), inode: file.ino() })
    }
}

/// A file beside another: `communique.db-wal`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Finds the file, which is there.
pub(super) fn find(path: &Path) -> io::Result<FileId> {
    FileId::of(path).ok_or_else(|| io::ErrorKind::NotFound.into())
}

/// What is at a path, links followed, where it is no ordinary file: to open it might wait for ever.
pub(super) fn other_than_file(path: &Path) -> io::Result<Option<&'static str>> {
    let kind = std::fs::metadata(path)?.file_type();
    Ok(match kind {
        kind if kind.is_file() => None,
        kind if kind.is_dir() => Some("a folder"),
        kind if kind.is_fifo() => Some("a pipe"),
        kind if kind.is_socket() => Some("a socket"),
        _ => Some("a device"),
    })
}

/// Whether a file is there and has nothing left of what it held: a single byte, or none beside a journal. SQLite takes both
/// for new, and throws away the journal (<https://sqlite.org/src/file/src/os_unix.c>, `unixFileSize`).
pub(super) fn is_emptied(path: &Path) -> bool {
    let length = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|file| file.len());
    length == Some(1) || length == Some(0) && has_journal(path)
}

/// Whether a file is there and holds nothing, as one does that somebody has made for a database to come.
pub(super) fn is_empty(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() == 0)
}

/// Whether there is a journal that holds something, of a database that was not closed.
pub(super) fn has_journal(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-wal")).is_ok_and(|journal| journal.len() > 0)
}

/// Creates a file that is to have a path, beside it, readable by nobody else. What an attempt has left that was
/// interrupted goes.
pub(super) fn create_beside(path: &Path) -> io::Result<PathBuf> {
    let new = beside(path, ".creating");
    for ending in ["", "-journal", "-wal", "-shm"] {
        remove_if_there(&beside(&new, ending))?;
    }
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(&new)?;
    Ok(new)
}

/// Gives a file its path, also after a power cut.
pub(super) fn put_in_place(new: &Path, path: &Path) -> io::Result<()> {
    std::fs::rename(new, path)?;
    sync_folder_of(path)
}

/// Whether a second name was refused because the file system has none, such as that of many disks to carry away.
pub(super) fn is_without_links(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported)
}

/// Removes a file, if it is there.
pub(super) fn remove_if_there(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Copies all that can be read. `read_error` and `write_error` say of which of the two an error is.
pub(crate) fn copy_all<E>(
    mut from: impl Read,
    mut to: impl Write,
    read_error: impl Fn(io::Error) -> E,
    write_error: impl Fn(io::Error) -> E,
) -> Result<(), E> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(length) => to.write_all(&buffer[..length]).map_err(&write_error)?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(read_error(error)),
        }
    }
}

/// Makes sure that the names of the files in the folder of one are on disk.
pub(super) fn sync_folder_of(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

/// Takes from everybody else the right to read the file, and its journal, which holds messages too.
pub(super) fn make_private(path: &Path) -> io::Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let path = beside(path, ending);
        let mode = match std::fs::metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            file => file?.permissions().mode(),
        };
        if mode & 0o077 != 0 {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode & 0o700))?;
        }
    }
    Ok(())
}

/// How long a folder is waited for: a start holds it for as long as it takes to make the tables.
pub(super) const LOCK_TIMEOUT: Duration = Duration::from_secs(30);

/// Waits for the lock on a folder, which is held until dropped. Fails with `WouldBlock` if another
/// process has held it all the time.
pub(super) async fn lock_folder(folder: &Path, timeout: Duration) -> io::Result<File> {
    let (folder, since) = (File::open(folder)?, Instant::now());
    loop {
        match flock(&folder, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(folder),
            Err(rustix::io::Errno::WOULDBLOCK) if since.elapsed() < timeout => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// How many bytes a user without privileges can still write where a folder is.
pub(super) fn free_bytes(folder: &Path) -> Option<u64> {
    let system = statvfs(folder).ok()?;
    Some(system.f_bavail.saturating_mul(system.f_frsize))
}

/// The kind of network file system that a folder is on, if it is on one.
pub(super) fn network_file_system(folder: &Path) -> io::Result<Option<&'static str>> {
    Ok(network_kind(statfs(folder)?.f_type as u64))
}

/// The kind of network file system that has a number (statfs(2): 32 bits, sign-extended on 64-bit machines).
fn network_kind(file_system: u64) -> Option<&'static str> {
    match file_system & 0xffff_ffff {
        0x6969 => Some("NFS"),
        0x517b | 0xff53_4d42 | 0xfe53_4d42 => Some("SMB"),
        0x0102_1997 => Some("9P"),
        0x00c3_6400 => Some("Ceph"),
        0x5346_414f | 0x6b41_4653 => Some("AFS"),
        0x0bd0_0bd0 => Some("Lustre"),
        0x7375_7245 => Some("Coda"),
        0x0116_1970 => Some("GFS2"),
        0x7461_636f => Some("OCFS2"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_file_is_made_for_nobody_else_to_read_and_an_old_one_closed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("messages %?#&=ü.db");
        let mode = || std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        std::fs::write(folder.path().join("messages %?#&=ü.db.creating-journal"), "of an attempt that was interrupted")
            .unwrap();
        for _ in 0..2 {
            put_in_place(&create_beside(&path).unwrap(), &path).unwrap();
        }
        let made = find(&path).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(mode(), 0o600);
        for (old, closed) in [(0o644, 0o600), (0o444, 0o400)] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(old)).unwrap();
            assert_eq!(find(&path).unwrap(), made);
            assert_eq!(mode(), old, "it may be anybody’s");
            make_private(&path).unwrap();
            assert_eq!(mode(), closed);
        }
        for (text, empty, emptied) in [("", true, false), ("x", false, true), ("xx", false, false)] {
            std::fs::write(&path, text).unwrap();
            assert_eq!((is_empty(&path), is_emptied(&path)), (empty, emptied), "{text}");
        }
        std::fs::write(&path, "").unwrap();
        std::fs::write(beside(&path, "-wal"), "messages").unwrap();
        assert!(is_emptied(&path), "its journal holds what it has lost");
        for other in [folder.path(), &folder.path().join("nowhere")] {
            assert!(!is_empty(other) && !is_emptied(other), "no file");
        }
        assert_eq!(
            (other_than_file(&path).unwrap(), other_than_file(folder.path()).unwrap()),
            (None, Some("a folder"))
        );
        assert!(make_private(&path.join("below a file")).is_err(), "only what is not there needs no closing");
    }

    #[test]
    fn a_file_that_nobody_else_can_read_is_left_alone() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let changed = || file.as_file().metadata().map(|found| (found.ctime(), found.ctime_nsec())).unwrap();
        let before = changed();
        // Longer than the clock of a file system takes to go on.
        std::thread::sleep(Duration::from_millis(20));
        make_private(file.path()).unwrap();
        assert_eq!(changed(), before);
    }

    #[tokio::test]
    async fn a_lock_that_another_holds_is_waited_for_but_not_for_ever() {
        let (folder, long) = (tempfile::tempdir().unwrap(), Duration::from_secs(20));
        let held = lock_folder(folder.path(), long).await.unwrap();
        let short = lock_folder(folder.path(), Duration::from_millis(50));
        let refused = tokio::time::timeout(long, short).await.expect("it is not waited for").unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::WouldBlock);
        let release = async {
            tokio::time::sleep(Duration::from_millis(50)).await;
            drop(held);
        };
        let (locked, ()) = tokio::join!(lock_folder(folder.path(), long), release);
        locked.unwrap();
        assert!(lock_folder(&folder.path().join("nowhere"), long).await.is_err());
    }

    #[test]
    fn a_local_disk_is_no_network() {
        assert_eq!(network_file_system(tempfile::tempdir().unwrap().path()).unwrap(), None);
        assert!(network_file_system(Path::new("/nowhere")).is_err());
        for (file_system, kind) in [
            (0x6969, "NFS"),
            (0x517b, "SMB"),
            (0xff53_4d42, "SMB"),
            (0xfe53_4d42, "SMB"),
            (0x0102_1997, "9P"),
            (0x00c3_6400, "Ceph"),
            (0x5346_414f, "AFS"),
            (0x6b41_4653, "AFS"),
            (0x0bd0_0bd0, "Lustre"),
            (0x7375_7245, "Coda"),
            (0x0116_1970, "GFS2"),
            (0x7461_636f, "OCFS2"),
        ] {
            assert_eq!(network_kind(file_system), Some(kind), "{file_system:x}");
        }
        assert_eq!(network_kind(0xffff_ffff_ff53_4d42), Some("SMB"), "with the sign of a machine of 64 bits");
        assert_eq!(network_kind(0xef53), None, "ext4");
    }
}
