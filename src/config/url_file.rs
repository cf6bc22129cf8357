//! A URL from a file: where one with a password may stand, since others can read the command line. Knows no kind of URL.

use std::fmt::Display;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::str::FromStr;

/// More than any URL takes: of what never ends no more is read.
const MAX_BYTES: u64 = 1 << 16;

/// A URL, and the file that it was read from.
#[derive(Clone, Debug)]
pub struct UrlFile<U> {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub url: U,
}

impl<U: FromStr<Err: Display>> UrlFile<U> {
    /// Reads a URL from a file, as systemd hands over a credential. The error never quotes it.
    pub fn read(path: &str) -> Result<Self, String> {
        if path.contains("://") {
            return Err("the name of a file that holds the URL, not the URL itself".to_owned());
        }
        let mut text = String::new();
        let read = File::open(path).and_then(|file| file.take(MAX_BYTES).read_to_string(&mut text));
        read.map_err(|error| format!("a file that can be read ({error})"))?;
        let text = text.trim();
        if text.contains('\n') {
            return Err("a file that holds one line, the URL; no comment, and no second URL".to_owned());
        }
        let url = text.parse().map_err(|accepted| format!("a file that holds one line: {accepted}"))?;
        Ok(Self { path: path.into(), url })
    }

    /// The same file as it is now. What was handed over as a pipe gives its URL once, and whoever reads it again may wait
    /// for ever.
    pub fn reread(&self) -> Result<Self, String> {
        let path = self.path.to_string_lossy();
        if std::fs::metadata(&self.path).is_ok_and(|found| !found.is_file()) {
            return Err(format!("“{path}” is no ordinary file, which is read at the start alone; restart to read it"));
        }
        Self::read(&path).map_err(|accepted| format!("“{path}” is not accepted; accepted: {accepted}"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Write;

    use super::*;
    use crate::config::SmtpUrl;

    #[test]
    fn a_pipe_gives_its_url_once_and_is_not_waited_for_again() {
        let (read, mut write) = std::io::pipe().unwrap();
        write.write_all(b"smtp://127.0.0.1:25\n").unwrap();
        drop(write);
        let path = format!("/dev/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&read));
        let file = UrlFile::<SmtpUrl>::read(&path).unwrap();
        let wrong = file.reread().unwrap_err();
        assert!(wrong.contains(&path) && wrong.contains("no ordinary file"), "{wrong}");
    }

    #[test]
    fn a_file_that_was_changed_is_read_again_or_said_to_be_not_accepted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("smtp-url").display().to_string();
        std::fs::write(&path, "smtp://127.0.0.1:25").unwrap();
        let file = UrlFile::<SmtpUrl>::read(&path).unwrap();
        std::fs::write(&path, "smtp://127.0.0.1:26").unwrap();
        assert_eq!(file.reread().unwrap().url.port, 26);
        std::fs::write(&path, "secret").unwrap();
        let wrong = file.reread().unwrap_err();
        assert!(wrong.contains("is not accepted; accepted: a file that holds one line"), "{wrong}");
        assert!(!wrong.contains("secret"), "{wrong}");
        std::fs::write(&path, "smtp://127.0.0.1:25\n# secret\n").unwrap();
        let wrong = file.reread().unwrap_err();
        assert!(wrong.contains("holds one line, the URL") && !wrong.contains("secret"), "{wrong}");
    }
}
