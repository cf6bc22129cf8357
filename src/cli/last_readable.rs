//! The files of messages, and what `locale.toml` says, as they were when they were last whole. A file that is saved empty, in
//! part, in another encoding, or over another file would take its language out of the menu, or put a hidden one into it: in a
//! reload it counts as it was. Knows no message.

use std::collections::HashMap;

use crate::l10n::LocaleFile;
use crate::l10n::saved::{Damage, damage};

/// Each file as it was when it was last whole, by its path.
#[derive(Default)]
pub(super) struct LastReadable(HashMap<String, LocaleFile>);

impl LastReadable {
    /// Puts files that are no longer whole back to what they were; gives their paths, each with the reason. A file that is gone
    /// is gone.
    pub(super) fn stand_in(&mut self, files: &mut [LocaleFile]) -> Vec<(String, Damage)> {
        let damaged = files.iter().enumerate().filter(|(_, file)| file.is_kept()).filter_map(|(number, file)| {
            let former = self.0.get(&file.path)?;
            Some((number, former.clone(), damage(former, file, files)?))
        });
        let damaged: Vec<(usize, LocaleFile, Damage)> = damaged.collect();
        let stood_in = damaged.into_iter().map(|(number, former, damage)| {
            files[number] = former;
            (files[number].path.clone(), damage)
        });
        let stood_in = stood_in.collect();
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
