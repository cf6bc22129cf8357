//! The folder of an export: written beside its place and put there whole, where there is nothing or an older export. Knows
//! no page.
//!
//! An export is known by its list of sums, which `sha256sum --check` reads. What is not in it, or not as it says, is
//! somebody else’s, and is left alone.

use std::collections::BTreeMap;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, bail};
use rustix::fs::{CWD, RenameFlags, renameat_with, syncfs};
use rustix::io::Errno;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// The list of sums.
const SUMS: &str = "SHA256SUMS";
/// Its first line.
const HEAD: &str = "# Written by `communique export`; the next one replaces this folder.";

/// A place where an export may be written.
pub(super) struct ExportFolder {
    path: PathBuf,
    /// The folder that it is in.
    parent: PathBuf,
}

/// What a folder has at a name.
struct FoundFile {
    /// The sum of a file; nothing of a folder or of anything else.
    sum: String,
    modified: SystemTime,
}

/// How much was written.
pub(super) struct Written {
    /// Files.
    pub(super) files: usize,
    /// Bytes in all of them.
    pub(super) bytes: u64,
}

impl ExportFolder {
    /// A place at which there is nothing, an empty folder, or an export.
    pub(super) fn new(path: &Path) -> anyhow::Result<Self> {
        // A slash at the end would follow a symbolic link.
        let path: PathBuf = path.components().collect();
        let parent = path.parent().map(|parent| if parent == Path::new("") { Path::new(".") } else { parent });
        let Some(parent) = parent.filter(|_| path.file_name().is_some()) else {
            bail!("{}: this folder has no name of its own; name a new one", path.display());
        };
        if !parent.is_dir() {
            bail!("{}: there is no folder {} to write it in; make it first", path.display(), parent.display());
        }
        let folder = Self { parent: parent.to_owned(), path };
        folder.refuse_mount_point()?;
        folder.former()?;
        Ok(folder)
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts these files there, in the place of whatever export was there. `modified` is when they last changed.
    pub(super) fn replace(&self, files: &[(String, Vec<u8>)], modified: SystemTime) -> anyhow::Result<Written> {
        let beside = tempfile::Builder::new().prefix(".export-").suffix(".partial").tempdir_in(&self.parent);
        let beside = beside.with_context(|| format!("cannot write in {}", self.parent.display()))?;
        // Again: it took a while.
        let former = self.former()?;
        let written = write_all(beside.path(), files, &former, modified)
            .with_context(|| format!("cannot write {}", beside.path().display()))?;
        self.put(beside).with_context(|| format!("cannot write {}", self.path.display()))?;
        Ok(written)
    }

    /// A mount point cannot be exchanged for another folder.
    fn refuse_mount_point(&self) -> anyhow::Result<()> {
        let around = fs::metadata(&self.parent).with_context(|| format!("cannot look at {}", self.parent.display()))?;
        let own = fs::symlink_metadata(&self.path).ok().filter(fs::Metadata::is_dir);
        if own.is_some_and(|own| own.dev() != around.dev()) {
            bail!("{} is a mount point; name a folder in it", self.path.display());
        }
        Ok(())
    }

    /// The files of the export that is there; none if there is nothing or an empty folder. Anything else is refused.
    fn former(&self) -> anyhow::Result<BTreeMap<String, FoundFile>> {
        let path = self.path.display();
        match fs::symlink_metadata(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(error) => return Err(error).with_context(|| format!("cannot look at {path}")),
            Ok(metadata) if metadata.is_symlink() => bail!("{path} is a symbolic link; name the folder itself"),
            Ok(metadata) if !metadata.is_dir() => bail!("{path} is no folder; name a new one"),
            Ok(_) => {}
        }
        let found = files_in(&self.path).with_context(|| format!("cannot read {path}"))?;
        if found.is_empty() {
            return Ok(BTreeMap::new());
        }
        let sums = fs::read_to_string(self.path.join(SUMS)).ok().and_then(|text| read_sums(&text));
        let Some(sums) = sums else {
            bail!(
                "{path} is no export, and is left as it is: {SUMS} is not there, or not what an export has; name a new folder"
            );
        };
        for (name, found) in found.iter().filter(|(name, _)| *name != SUMS) {
            match sums.get(name) {
                // A folder of an export, of which the files are gone.
                None if name.ends_with('/') && sums.keys().any(|file| file.starts_with(name)) => {}
                None => {
                    bail!("{path} holds {name}, which no export has written; put it elsewhere, or name a new folder")
                }
                Some(known) if *known != found.sum => {
                    bail!(
                        "{path} holds {name}, which was changed after it was written; put it elsewhere, or name a new folder"
                    )
                }
                Some(_) => {}
            }
        }
        Ok(found)
    }

    /// Puts a folder that was written into its place; the one that was there goes.
    fn put(&self, beside: TempDir) -> anyhow::Result<()> {
        let move_there = || fs::rename(beside.path(), &self.path);
        if !self.path.exists() {
            return Ok(move_there()?);
        }
        match renameat_with(CWD, beside.path(), CWD, &self.path, RenameFlags::EXCHANGE) {
            // What is beside it now is the former one.
            Ok(()) => Ok(beside.close()?),
            Err(Errno::INVAL | Errno::NOSYS) => put_in_two_steps(&self.path, &self.parent, move_there),
            Err(error) => Err(error.into()),
        }
    }
}

/// Where the file system cannot exchange two folders: the former one is moved aside, and for a moment there is none. It comes
/// back if the new one cannot be moved there.
fn put_in_two_steps(place: &Path, parent: &Path, move_there: impl FnOnce() -> io::Result<()>) -> anyhow::Result<()> {
    let aside = tempfile::Builder::new().prefix(".export-").suffix(".former").tempdir_in(parent)?;
    let former = aside.path().join("folder");
    fs::rename(place, &former)?;
    let Err(error) = move_there() else {
        return Ok(aside.close()?);
    };
    if fs::rename(&former, place).is_err() {
        // Dropped it would be deleted, and the former export with it.
        let _kept = aside.keep();
        return Err(error).with_context(|| format!("the former export is in {} now; move it back", former.display()));
    }
    Err(error.into())
}

/// Writes files and their sums into a folder.
fn write_all(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    former: &BTreeMap<String, FoundFile>,
    modified: SystemTime,
) -> io::Result<Written> {
    let mut sums = BTreeMap::new();
    for (name, bytes) in files {
        let sum = sum_of(bytes);
        let modified = if former.is_empty() { modified } else { time_beside(former.get(name), &sum) };
        write(&folder.join(name), bytes, modified)?;
        sums.insert(name.clone(), sum);
    }
    let lines: String = sums.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect();
    let list = format!("{HEAD}\n{lines}");
    write(&folder.join(SUMS), list.as_bytes(), modified)?;
    open_for_all(folder, files)?;
    syncfs(File::open(folder)?)?;
    let bytes = files.iter().map(|(_, bytes)| bytes.len() as u64).sum::<u64>() + list.len() as u64;
    Ok(Written { files: files.len() + 1, bytes })
}

/// When a file of this sum has changed, in an export that replaces one. Servers tell two versions of a file apart by time, in
/// seconds, and length: one that is not the former keeps no time that a version before it may have had.
fn time_beside(former: Option<&FoundFile>, sum: &str) -> SystemTime {
    match former {
        Some(former) if former.sum == sum => former.modified,
        Some(former) => SystemTime::now().max(former.modified + Duration::from_secs(1)),
        None => SystemTime::now(),
    }
}

fn write(path: &Path, bytes: &[u8], modified: SystemTime) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.set_permissions(Permissions::from_mode(0o644))?;
    file.set_modified(modified)
}

/// Everybody may enter the folders, whatever the umask is: a web server is another user.
fn open_for_all(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    for (name, _) in files {
        let folders = Path::new(name).ancestors().skip(1);
        folders
            .map(|below| folder.join(below))
            .try_for_each(|f| fs::set_permissions(f, Permissions::from_mode(0o755)))?;
    }
    Ok(())
}

/// What is below a folder: the files, and with a slash at the end the folders in which there is nothing.
fn files_in(folder: &Path) -> io::Result<BTreeMap<String, FoundFile>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let mut is_empty = true;
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            is_empty = false;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push((entry.path(), format!("{name}/")));
            } else {
                let sum = if kind.is_file() { sum_of(&fs::read(entry.path())?) } else { String::new() };
                found.insert(name, FoundFile { sum, modified: entry.metadata()?.modified()? });
            }
        }
        if is_empty && !prefix.is_empty() {
            found.insert(prefix, FoundFile { sum: String::new(), modified: fs::metadata(&folder)?.modified()? });
        }
    }
    Ok(found)
}

/// The sums of a list, by name; `None` if an export has not written it.
fn read_sums(text: &str) -> Option<BTreeMap<String, String>> {
    let lines = text.strip_prefix(HEAD)?.lines().skip(1);
    lines.map(|line| line.split_once("  ").map(|(sum, name)| (name.to_owned(), sum.to_owned()))).collect()
}

fn sum_of(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes)[..])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// A folder with a former export in it, and the place of that.
    fn with_a_former_export() -> (TempDir, PathBuf) {
        let parent = tempfile::tempdir().unwrap();
        let place = parent.path().join("copy");
        fs::create_dir(&place).unwrap();
        fs::write(place.join("page"), "former").unwrap();
        (parent, place)
    }

    fn entries(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn where_folders_cannot_be_exchanged_the_new_one_takes_the_place_of_the_former() {
        let (parent, place) = with_a_former_export();
        let new = parent.path().join("new");
        fs::create_dir(&new).unwrap();
        put_in_two_steps(&place, parent.path(), || fs::rename(&new, &place)).unwrap();
        assert_eq!((entries(&place), entries(parent.path())), (0, 1));
    }

    #[test]
    fn a_new_export_that_cannot_be_moved_there_leaves_the_former_in_its_place() {
        let (parent, place) = with_a_former_export();
        let absent = parent.path().join("absent");
        put_in_two_steps(&place, parent.path(), || fs::rename(absent, &place)).unwrap_err();
        assert_eq!(fs::read_to_string(place.join("page")).unwrap(), "former");
        assert_eq!(entries(parent.path()), 1);
    }

    #[test]
    fn a_former_export_that_cannot_be_moved_back_is_kept_and_named() {
        let (parent, place) = with_a_former_export();
        let error = put_in_two_steps(&place, parent.path(), || {
            fs::create_dir(&place)?;
            fs::write(place.join("page"), "somebody else’s")?;
            Err(io::ErrorKind::DirectoryNotEmpty.into())
        });
        let said = error.unwrap_err().to_string();
        let kept = said.strip_prefix("the former export is in ").unwrap().split(" now").next().unwrap();
        assert_eq!(fs::read_to_string(Path::new(kept).join("page")).unwrap(), "former");
    }
}
