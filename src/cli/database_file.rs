//! Whether the file of a database is there that a command is to work with. Opens nothing.

use std::path::Path;

use anyhow::bail;

/// Fails where there is no such file, or where this user cannot know: the folder may be another’s. A server makes its
/// database; here a slip in the path would look like an empty one. `setting` names it.
pub(super) fn refuse_missing(setting: &str, path: &Path) -> anyhow::Result<()> {
    match path.try_exists() {
        Ok(true) => Ok(()),
        Ok(false) => bail!("{setting}: there is no database {}", path.display()),
        Err(error) => bail!("{setting}: {}: {error}; run this as the user of the server", path.display()),
    }
}
