//! Files are written whole or not at all: a translator’s editor may be reading, and the disk may be full.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

/// Writes a file, or leaves what was there as it was.
pub(super) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // A name that begins with a stop is no locale file.
    let new = path.with_file_name(format!(".{}.new", name.trim_start_matches('.')));
    fs::write(&new, bytes)
        .and_then(|()| fs::rename(&new, path))
        .with_context(|| format!("cannot write {}", path.display()))
        .inspect_err(|_| _ = fs::remove_file(&new))
}
