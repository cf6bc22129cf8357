//! The folder of an export: written beside its place and put there whole, where there is nothing or an older export. Knows
//! no page.
//!
//! An export is known by its list of sums, which `sha256sum --check` reads. What is not in it, or not as it says, is
//! somebody else’s, and is left alone.

use std::collections::BTreeMap;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

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
pub(super) struct Folder {
    path: PathBuf,
    /// The folder that it is in.
    parent: PathBuf,
}

/// How much was written.
pub(super) struct Written {
    /// Files.
    pub(super) files: usize,
    /// Bytes in all of them.
    pub(super) bytes: u64,
}

impl Folder {
    /// A place at which there is nothing, an empty folder, or an export.
    pub(super) fn new(path: PathBuf) -> anyhow::Result<Self> {
        let parent = path.parent().map(|parent| if parent == Path::new("") { Path::new(".") } else { parent });
        let Some(parent) = parent.filter(|_| path.file_name().is_some()) else {
            bail!("{}: this folder has no name of its own; name a new one", path.display());
        };
        if !parent.is_dir() {
            bail!("{}: there is no folder {} to write it in; make it first", path.display(), parent.display());
        }
        let folder = Self { parent: parent.to_owned(), path };
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

    /// The sums of the export that is there; none if there is nothing or an empty folder. Anything else is refused.
    fn former(&self) -> anyhow::Result<BTreeMap<String, String>> {
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
        for (name, sum) in found.iter().filter(|(name, _)| *name != SUMS) {
            match sums.get(name) {
                None => {
                    bail!("{path} holds {name}, which no export has written; put it elsewhere, or name a new folder")
                }
                Some(known) if known != sum => {
                    bail!(
                        "{path} holds {name}, which was changed after it was written; put it elsewhere, or name a new folder"
                    )
                }
                Some(_) => {}
            }
        }
        Ok(sums)
    }

    /// Puts a folder that was written into its place; the one that was there goes.
    fn put(&self, beside: TempDir) -> io::Result<()> {
        if !self.path.exists() {
            return fs::rename(beside.keep(), &self.path);
        }
        match renameat_with(CWD, beside.path(), CWD, &self.path, RenameFlags::EXCHANGE) {
            // What is beside it now is the former one.
            Ok(()) => beside.close(),
            // The file system cannot exchange them: for a moment there is none.
            Err(Errno::INVAL | Errno::NOSYS) => {
                let former = tempfile::Builder::new().prefix(".export-").suffix(".former").tempdir_in(&self.parent)?;
                fs::rename(&self.path, former.path().join("folder"))?;
                fs::rename(beside.keep(), &self.path)?;
                former.close()
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// Writes files and their sums into a folder.
fn write_all(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    former: &BTreeMap<String, String>,
    modified: SystemTime,
) -> io::Result<Written> {
    let mut sums = BTreeMap::new();
    for (name, bytes) in files {
        let sum = sum_of(bytes);
        // Servers tell two versions of a file apart by time and length: a new one is not as old as the former.
        let is_new = former.get(name).is_some_and(|former| *former != sum);
        write(&folder.join(name), bytes, if is_new { SystemTime::now() } else { modified })?;
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

/// The files below a folder with their sums. What is neither a file nor a folder counts as a file without one.
fn files_in(folder: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push((entry.path(), format!("{name}/")));
            } else {
                let sum = if kind.is_file() { sum_of(&fs::read(entry.path())?) } else { String::new() };
                found.insert(name, sum);
            }
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
