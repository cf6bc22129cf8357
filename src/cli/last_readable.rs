//! The files of messages, and what `locale.toml` says, as they were when they could last be read. A file that is saved empty,
//! or in another encoding, would take its language out of the menu, or put a hidden one into it: in a reload it counts as it
//! was. Knows no message.

use std::collections::HashMap;

use crate::l10n::LocaleFile;

/// Each file as it was when it could last be read, by its path.
#[derive(Default)]
pub(super) struct LastReadable(HashMap<String, LocaleFile>);

impl LastReadable {
    /// Puts files that can no longer be read back to what they were; gives their paths. A file that is gone is gone.
    pub(super) fn stand_in(&mut self, files: &mut [LocaleFile]) -> Vec<String> {
        let mut stood_in = Vec::new();
        for file in files.iter_mut().filter(|file| file.is_kept() && !file.is_readable()) {
            if let Some(former) = self.0.get(&file.path) {
                *file = former.clone();
                stood_in.push(file.path.clone());
            }
        }
        let readable = files.iter().filter(|file| file.is_kept() && file.is_readable());
        self.0 = readable.map(|file| (file.path.clone(), file.clone())).collect();
        stood_in
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_can_no_longer_be_read_counts_as_it_was_until_it_can_or_is_gone() {
        let utf_16: Vec<u8> = "a = fünf".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut last = LastReadable::default();
        let mut read = |bytes: Option<&[u8]>| {
            let mut files: Vec<LocaleFile> =
                bytes.map(|bytes| LocaleFile::new("de/a.ftl", bytes)).into_iter().collect();
            let stood_in = last.stand_in(&mut files);
            (files.first().map(|file| file.text.clone()), stood_in.len())
        };
        for (bytes, expected) in [
            (Some(&b""[..]), (Some(""), 0)),
            (Some(b"a = eins"), (Some("a = eins"), 0)),
            (Some(b""), (Some("a = eins"), 1)),
            (Some(b"\n \n"), (Some("a = eins"), 1)),
            (Some(&utf_16), (Some("a = eins"), 1)),
            (Some(b"a = zwei"), (Some("a = zwei"), 0)),
            (None, (None, 0)),
            (Some(b""), (Some(""), 0)),
        ] {
            assert_eq!(read(bytes), (expected.0.map(str::to_owned), expected.1), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_said_of_a_language_counts_as_it_was_until_it_can_be_read() {
        const HIDDEN: &str = "state = \"hidden\"\n";
        let utf_16: Vec<u8> = "state = \"listed\"".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut last = LastReadable::default();
        for (bytes, expected, stood_in) in [
            (HIDDEN.as_bytes(), HIDDEN, 0),
            (b"", HIDDEN, 1),
            (b" \n", HIDDEN, 1),
            (b"st", HIDDEN, 1),
            (b"\0\0\0\0", HIDDEN, 1),
            (&utf_16, HIDDEN, 1),
            (b"state = \"listed\"\n", "state = \"listed\"\n", 0),
            (b"state = \"hidden", "state = \"hidden", 0),
        ] {
            let mut files = [LocaleFile::new("de/locale.toml", bytes)];
            let number = last.stand_in(&mut files).len();
            assert_eq!((files[0].text.as_str(), number), (expected, stood_in), "{bytes:?}");
        }
    }
}
