//! Locale files: a file’s path inside the locales folder and its text, and the way from a place
//! in that text to a line and column.
//!
//! Parsed names and texts are slices of the file, so a place is found by arithmetic; Fluent’s
//! syntax tree itself keeps no positions.

use std::io;
use std::path::Path;

use super::freshness::FILE as RECORDS_FILE;
use super::locale::MANIFEST_FILE;

/// One file of the locales folder.
#[derive(Clone, Debug)]
pub struct LocaleFile {
    /// Its path inside the folder, with `/`: `fr/statement.ftl`.
    pub path: String,
    /// Its text. Bytes that are not UTF-8 have become U+FFFD, which the checks report.
    pub text: String,
    /// Why the file is not read at all; its text is empty then.
    pub refused: Option<String>,
}

/// Far above any locale file.
const MAX_BYTES: usize = 1 << 20;
/// The parser of Fluent calls itself for each bracket; a stack has an end.
const MAX_OPEN_BRACKETS: usize = 500;

impl LocaleFile {
    /// A file from its bytes.
    pub fn new(path: impl Into<String>, bytes: &[u8]) -> Self {
        let path = path.into();
        if let Some(reason) = refusal(bytes) {
            return Self { path, text: String::new(), refused: Some(reason.to_owned()) };
        }
        let text = String::from_utf8_lossy(bytes);
        Self { path, text: text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned(), refused: None }
    }

    /// The locale folder and the name of the file: `fr`, `statement.ftl`.
    pub fn split(&self) -> Option<(&str, &str)> {
        let (folder, name) = self.path.split_once('/')?;
        (!name.contains('/')).then_some((folder, name))
    }

    /// Whether this is a file with messages, as opposed to a record, a manifest or an editor’s copy.
    pub fn is_messages(&self) -> bool {
        self.split().is_some_and(|(_, name)| name.ends_with(".ftl") && !name.starts_with('.'))
    }
}

/// Why a file could not be parsed safely.
fn refusal(bytes: &[u8]) -> Option<&'static str> {
    if bytes.len() > MAX_BYTES {
        return Some("the file is larger than a megabyte");
    }
    let (mut open, mut most) = (0_usize, 0);
    for byte in bytes {
        match byte {
            b'{' | b'(' => open += 1,
            b'}' | b')' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    (most > MAX_OPEN_BRACKETS).then_some("hundreds of brackets are open at once")
}

/// Reads the locale files of a folder: `*/*.ftl`, `*/.made-from.ftl`, `*/locale.toml`.
pub fn read_folder(folder: &Path) -> io::Result<Vec<LocaleFile>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let locale = entry?.path();
        if !locale.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&locale)? {
            let path = entry?.path();
            let inside = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            if is_locale_file(&inside) {
                // One file that cannot be read does not take the others along.
                files.push(match std::fs::read(&path) {
                    Ok(bytes) => LocaleFile::new(inside, &bytes),
                    Err(error) => LocaleFile {
                        path: inside,
                        text: String::new(),
                        refused: Some(format!("the file cannot be read: {error}")),
                    },
                });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// Whether a path inside the locales folder is one that is read.
pub fn is_locale_file(path: &str) -> bool {
    match path.split_once('/') {
        Some((folder, name)) => {
            !folder.starts_with('.')
                && !name.contains('/')
                && (name == MANIFEST_FILE || name == RECORDS_FILE || (name.ends_with(".ftl") && !name.starts_with('.')))
        }
        None => false,
    }
}

/// A place in a file, for people: lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Position {
    /// The place of a byte offset.
    pub fn of(text: &str, offset: usize) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        Self { line: before.matches('\n').count() + 1, column: before[start..].chars().count() + 1 }
    }
}

/// The byte offset of a slice inside the text that it was cut from.
pub fn offset_in(text: &str, slice: &str) -> usize {
    (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_in_lines_and_characters() {
        let text = "a = ü\nbü = {\n";
        let brace = text.find('{').unwrap_or_default();
        assert_eq!(Position::of(text, brace), Position { line: 2, column: 6 });
        assert_eq!(Position::of(text, 999), Position { line: 3, column: 1 });
        assert_eq!(Position::of(text, 5), Position { line: 1, column: 5 }, "inside a character is before it");
        assert_eq!(offset_in(text, &text[brace..]), brace);
    }

    #[test]
    fn only_locale_files_are_read() {
        for (path, expected) in [
            ("fr/site.ftl", true),
            ("fr/.made-from.ftl", true),
            ("fr/locale.toml", true),
            ("fr/.site.ftl.swp", false),
            ("fr/.site.ftl", false),
            ("fr/old/site.ftl", false),
            ("README.md", false),
            (".git/config.ftl", false),
        ] {
            assert_eq!(is_locale_file(path), expected, "{path}");
        }
    }

    #[test]
    fn a_file_that_could_not_be_parsed_safely_is_refused() {
        let refused = |bytes: &[u8]| LocaleFile::new("fr/a.ftl", bytes).refused.is_some();
        assert!(!refused(&vec![b'#'; MAX_BYTES]));
        assert!(refused(&vec![b'#'; MAX_BYTES + 1]));
        let (open, half) = ("{".repeat(MAX_OPEN_BRACKETS), "(".repeat(MAX_OPEN_BRACKETS / 2));
        assert!(!refused(open.as_bytes()));
        assert!(refused(format!("{open}{{").as_bytes()));
        assert!(refused(format!("{open}(").as_bytes()));
        assert!(!refused(format!("{open}}}{{").as_bytes()), "what is closed is not open");
        assert!(!refused(format!("{half}){half}").as_bytes()));
        assert!(refused(format!("}}))){open}{{").as_bytes()), "nor is anything owed");
        let file = LocaleFile::new("fr/a.ftl", format!("{open}{{").as_bytes());
        assert!(file.text.is_empty());
    }

    #[test]
    fn bytes_that_are_no_text_are_kept_as_a_mark_and_the_byte_order_mark_is_dropped() {
        assert_eq!(LocaleFile::new("fr/a.ftl", b"a = \xff\n").text, "a = \u{fffd}\n");
        assert_eq!(LocaleFile::new("fr/a.ftl", b"\xef\xbb\xbfa = x\n").text, "a = x\n");
    }

    #[test]
    fn a_file_of_messages_is_one_directly_in_a_folder() {
        for (path, is) in [
            ("fr/site.ftl", true),
            ("fr/.made-from.ftl", false),
            ("fr/locale.toml", false),
            ("fr/old/site.ftl", false),
            ("site.ftl", false),
        ] {
            assert_eq!(LocaleFile::new(path, b"").is_messages(), is, "{path}");
        }
    }

    #[test]
    fn a_place_never_falls_into_a_character() {
        assert_eq!(Position::of("üx", 1), Position { line: 1, column: 1 });
        assert_eq!(Position::of("üx", 2), Position { line: 1, column: 2 });
        assert_eq!(Position::of("", 0), Position { line: 1, column: 1 });
        assert_eq!(Position::of("\n\nx", 2), Position { line: 3, column: 1 });
    }
}
