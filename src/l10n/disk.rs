//! Reads the locale files of a folder on a disk. Knows no message.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::file::{LocaleFile, is_locale_file};
use super::pool::in_pool;
use super::stand_in;
use super::unreadable::{MAX_FILE_BYTES, Unreadable};

/// Reads the locale files of a folder: `*/*.ftl`, `*/.made-from.ftl`, `*/*.toml`. A file or a
/// folder of a locale that cannot be read does not fail the others: it is refused, and so are files with messages in
/// other places.
pub fn read_folder(folder: &Path) -> io::Result<Vec<LocaleFile>> {
    let entries: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    let in_entry = |entry: &PathBuf| read_entry(folder, entry);
    let read = in_pool(|| entries.par_iter().flat_map_iter(in_entry).collect());
    let mut files: Vec<LocaleFile> = read.unwrap_or_else(|_| entries.iter().flat_map(in_entry).collect());
    files.sort_by(|a, b| a.path.cmp(&b.path));
    stand_in::place(&mut files);
    Ok(files)
}

/// What the folder of all locales holds: the folder of one, or a file that does not belong there.
fn read_entry(folder: &Path, entry: &Path) -> Vec<LocaleFile> {
    let mut files = Vec::new();
    if entry.is_dir() {
        let inside = inside(folder, entry);
        if let Err(error) = read_locale(folder, entry, &mut files)
            && !inside.starts_with('.')
        {
            files.push(LocaleFile::refused(inside + "/", Unreadable::Folder(error.to_string())));
        }
    } else if is_visible_ftl(entry) {
        files.push(LocaleFile::refused(inside(folder, entry), Unreadable::Outside));
    }
    files
}

fn read_locale(folder: &Path, locale: &Path, files: &mut Vec<LocaleFile>) -> io::Result<()> {
    for entry in std::fs::read_dir(locale)? {
        let path = entry?.path();
        let inside = inside(folder, &path);
        if path.is_dir() && !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            // One of them tells of all.
            let mut deep = std::fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path());
            if let Some(deep) = deep.find(|path| is_visible_ftl(path)) {
                files.push(LocaleFile::refused(self::inside(folder, &deep), Unreadable::Deep));
            }
        }
        if is_locale_file(&inside) {
            files.push(match read(&path) {
                Ok(Ok(bytes)) => LocaleFile::new(inside, &bytes),
                Ok(Err(reason)) => LocaleFile::refused(inside, reason),
                Err(error) => LocaleFile::refused(inside, Unreadable::File(error.to_string())),
            });
        }
    }
    Ok(())
}

/// Whether a file is one with messages by its name.
fn is_visible_ftl(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && name.ends_with(".ftl")
}

fn inside(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned()
}

/// The bytes of a file, no more than are needed to refuse it, or why they are not read: a pipe would be
/// waited for without end.
fn read(path: &Path) -> io::Result<Result<Vec<u8>, Unreadable>> {
    if !std::fs::metadata(path)?.is_file() {
        return Ok(Err(Unreadable::NoFile));
    }
    let mut bytes = Vec::new();
    // One byte too many, however large the file is, and it is refused.
    std::fs::File::open(path)?.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Ok(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::file::MANIFEST_FILE;

    #[test]
    fn files_with_messages_in_other_places_are_refused_and_one_of_a_folder_tells_of_all() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        for path in ["fr/old", "fr/.git", "archive/de"] {
            std::fs::create_dir_all(folder.path().join(path))?;
        }
        let paths = ["fr/site.ftl", "fr/old/a.ftl", "fr/old/b.ftl", "fr/.git/c.ftl", "site.ftl", ".d.ftl", "README.md"];
        for path in paths.iter().chain(&["archive/de/site.ftl"]) {
            std::fs::write(folder.path().join(path), "a = x\n")?;
        }
        let mut files = read_folder(folder.path())?.into_iter();
        let deep = files.next().map(|file| (file.path.starts_with("archive/de/"), file.refused));
        assert_eq!(deep, Some((true, Some(Unreadable::Deep))));
        let deep = files.next().map(|file| (file.path.starts_with("fr/old/"), file.refused));
        assert_eq!(deep, Some((true, Some(Unreadable::Deep))));
        let rest: Vec<_> = files.map(|file| (file.path, file.refused)).collect();
        assert_eq!(rest, [("fr/site.ftl".to_owned(), None), ("site.ftl".to_owned(), Some(Unreadable::Outside))]);
        Ok(())
    }

    #[test]
    fn what_is_no_file_of_some_size_is_refused_without_being_read() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let locale = folder.path().join("fr");
        std::fs::create_dir_all(locale.join("folder.ftl"))?;
        std::os::unix::net::UnixListener::bind(locale.join("socket.ftl"))?;
        std::os::unix::fs::symlink("/dev/zero", locale.join("endless.ftl"))?;
        std::os::unix::fs::symlink("nowhere", locale.join(MANIFEST_FILE))?;
        std::fs::File::create(locale.join("large.ftl"))?.set_len(1 << 40)?;
        std::fs::write(locale.join("good.ftl"), "a = x\n")?;
        let status = std::process::Command::new("mkfifo").arg(locale.join("pipe.ftl")).status()?;
        assert!(status.success());
        let files = read_folder(folder.path())?;
        let reason = |name: &str| {
            let file = files.iter().find(|file| file.path == format!("fr/{name}"));
            file.and_then(|file| file.refused.clone())
        };
        for name in ["folder.ftl", "socket.ftl", "endless.ftl", "pipe.ftl"] {
            assert_eq!(reason(name), Some(Unreadable::NoFile), "{name}");
        }
        assert_eq!(reason("large.ftl"), Some(Unreadable::Large));
        assert!(matches!(reason(MANIFEST_FILE), Some(Unreadable::File(_))));
        assert_eq!((reason("good.ftl"), files.len()), (None, 7));
        Ok(())
    }
}
