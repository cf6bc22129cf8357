//! Locale files: path and text, and what each is for by its name. Knows no disk.

use toml::de::DeTable;

use super::brackets;
use super::decode;
use super::unreadable::Unreadable;

/// The file of records in a locale’s folder.
pub const RECORDS_FILE: &str = ".made-from.ftl";
/// The file in a locale’s folder that says what is known about the translation.
pub const MANIFEST_FILE: &str = "locale.toml";
/// What ends the name of a file of messages.
const MESSAGES_END: &str = ".ftl";
/// What programs add behind it. What backups end with is not among it: they are older than what was deleted.
const ADDED_ENDS: [&str; 4] = [".txt", ".text", ".ftl", ".utf8"];
/// What a value of TOML may be that is a word.
const TOML_WORDS: [&str; 4] = ["true", "false", "inf", "nan"];

/// What a locale file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Messages and terms: `site.ftl`.
    Messages,
    /// What the translations were made from: `.made-from.ftl`.
    Records,
    /// What is known about the translation: `locale.toml`.
    Manifest,
    /// Data that whoever shows the messages asks for: any other `.toml`.
    Data,
    /// What was meant to be one of those by its name, and is not read: `site.FTL`, `site.ftl.txt`, `made-from.ftl`,
    /// `Locale.toml`.
    Stray,
}

impl Kind {
    /// What a file is for, by its path inside the locales folder. `None` for hidden files, files in
    /// deeper folders and everything else.
    pub fn of(path: &str) -> Option<Self> {
        let (folder, name) = path.split_once('/')?;
        match name {
            _ if folder.starts_with('.') || name.contains('/') => None,
            MANIFEST_FILE => Some(Self::Manifest),
            RECORDS_FILE => Some(Self::Records),
            _ if name.starts_with('.') => None,
            _ if meant(name).is_some() => Some(Self::Stray),
            _ if name.ends_with(".ftl") => Some(Self::Messages),
            _ if name.ends_with(".toml") => Some(Self::Data),
            _ => is_stray(name).then_some(Self::Stray),
        }
    }
}

/// The file of records, or what is known about the translation, if a name is meant for it and is not it.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let is_copy = |known: &str| known == MANIFEST_FILE && lower.ends_with(".toml") && is_derived(&lower, known);
    let is_near = |known: &str| lower.starts_with(known) || strsim::osa_distance(&lower, known) <= 1 || is_copy(known);
    let visible = RECORDS_FILE.trim_start_matches('.');
    [(MANIFEST_FILE, MANIFEST_FILE), (visible, RECORDS_FILE)]
        .into_iter()
        .find(|(known, file)| name != *file && is_near(known))
        .map(|(_, file)| file)
}

/// The name without what stands from its last dot on.
pub(super) fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a name is that of another with something before or behind it: `statement (2).ftl`, `Copy of
/// statement.ftl`, `statement.orig.ftl`.
pub(super) fn is_derived(name: &str, of: &str) -> bool {
    let (name, of) = (stem(name), stem(of));
    let is_separate = |rest: &str, first: Option<char>| {
        rest.bytes().all(|byte| byte.is_ascii_digit()) || first.is_some_and(|c| !c.is_alphanumeric())
    };
    name.strip_prefix(of).is_some_and(|rest| !rest.is_empty() && is_separate(rest, rest.chars().next()))
        || name.strip_suffix(of).is_some_and(|rest| !rest.is_empty() && is_separate(rest, rest.chars().next_back()))
}

/// Whether a name is that of a file with messages but for its end.
fn is_stray(name: &str) -> bool {
    let name = name.to_lowercase();
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    name.contains(".ftl") || end.len() > 1 && strsim::osa_distance(end, "ftl") <= 1
}

/// The name that a file of messages was to have, if its own is a slip of it. `None` of a backup, and of every other file.
pub(super) fn right_name(name: &str) -> Option<String> {
    if name.starts_with('.') || meant(name).is_some() {
        return None;
    }
    let lower = name.to_lowercase();
    let stem = match lower.find(".ftl.") {
        Some(at) => lower
            .get(at + MESSAGES_END.len()..)
            .filter(|rest| ADDED_ENDS.contains(rest))
            .and_then(|_| lower.get(..at))?,
        None => {
            let (stem, end) = lower.rsplit_once('.')?;
            (end == "ftl" || end.len() > 1 && strsim::osa_distance(end, "ftl") <= 1 && end != "ftl~").then_some(stem)?
        }
    };
    let right = format!("{stem}{MESSAGES_END}");
    (right != name && !stem.is_empty()).then_some(right)
}

/// One file of the locales folder.
#[derive(Clone, Debug)]
pub struct LocaleFile {
    /// Its path inside the folder, with `/`: `fr/statement.ftl`.
    pub path: String,
    /// Its text. Bytes that are not UTF-8 have become U+FFFD, which the checks report.
    pub text: String,
    /// Why the file is not read at all; its text is empty then.
    pub refused: Option<Unreadable>,
    /// Whether it was made from the source and is on no disk: its folder need not be a language that there is.
    pub(super) is_pseudo: bool,
    /// The file of messages that it stands in for, by its name: that is not there, and the name of this one is a slip of it.
    pub(super) stands_for: Option<String>,
}

impl LocaleFile {
    /// A file from its bytes.
    pub fn new(path: impl Into<String>, bytes: &[u8]) -> Self {
        let path = path.into();
        // What is in a file that is not read is not asked for.
        let may_be_read = |path: &str| path.rsplit('/').next().is_some_and(|name| right_name(name).is_some());
        let bytes = if Kind::of(&path) == Some(Kind::Stray) && !may_be_read(&path) { &[] } else { bytes };
        let text = match decode::text(bytes) {
            // Its names are of ASCII, so that it says in any encoding whether the language is hidden.
            Err(Unreadable::OtherEncoding) if Kind::of(&path) == Some(Kind::Manifest) => Ok(decode::lossy(bytes)),
            text => text,
        };
        let text = text.and_then(|text| match brackets::refusal(&text) {
            Some(reason) => Err(reason),
            None => Ok(text),
        });
        match text {
            Ok(text) => Self { path, text, refused: None, is_pseudo: false, stands_for: None },
            Err(reason) => Self::refused(path, reason),
        }
    }

    /// The same file with other bytes.
    pub(crate) fn with_bytes(&self, bytes: &[u8]) -> Self {
        Self { stands_for: self.stands_for.clone(), ..Self::new(self.path.clone(), bytes) }
    }

    /// A file that is not read.
    pub(super) fn refused(path: impl Into<String>, reason: Unreadable) -> Self {
        Self { path: path.into(), text: String::new(), refused: Some(reason), is_pseudo: false, stands_for: None }
    }

    /// The locale folder and the name of the file: `fr`, `statement.ftl`.
    pub fn folder_and_name(&self) -> Option<(&str, &str)> {
        let (folder, name) = self.path.split_once('/')?;
        (!name.contains('/')).then_some((folder, name))
    }

    /// What the file is for.
    pub fn kind(&self) -> Option<Kind> {
        Kind::of(&self.path)
    }

    /// Whether it holds something that can be read, up to its end.
    pub fn is_readable(&self) -> bool {
        let is_cut_off = || self.kind() == Some(Kind::Manifest) && is_cut_off(&self.text);
        self.refused.is_none() && !self.text.trim().is_empty() && !is_cut_off()
    }

    /// Whether this is a file that counts on a running server as it was once it can no longer be read.
    pub fn is_kept(&self) -> bool {
        matches!(self.kind(), Some(Kind::Messages | Kind::Manifest))
    }

    /// Whether this is a file with messages.
    pub fn is_messages(&self) -> bool {
        self.kind() == Some(Kind::Messages) || self.stands_for.is_some()
    }
}

/// Whether a `locale.toml` ends inside its last line, as one that was saved in part. What says that the language is hidden
/// is said.
pub(super) fn is_cut_off(manifest: &str) -> bool {
    if manifest.ends_with('\n') || manifest.contains("hidden") {
        return false;
    }
    let last_line = manifest.rfind('\n').map_or(0, |at| at + 1);
    let (_, errors) = DeTable::parse_recoverable(manifest);
    errors.iter().any(|error| error.span().is_none_or(|span| span.end > last_line))
}

/// Whether a text is TOML, and says something: no file of messages is, unless each of its texts stands in quotation marks.
pub(super) fn is_toml(text: &str) -> bool {
    may_be_toml(text) && DeTable::parse(text).is_ok_and(|table| !table.get_ref().is_empty())
}

/// Whether the first line that says something can stand in TOML: the name of a table, or a value that no word begins. A text
/// of messages is not read to its end for that.
fn may_be_toml(text: &str) -> bool {
    let first = text.lines().map(str::trim_start).find(|line| !line.is_empty() && !line.starts_with('#'));
    let value = first.and_then(|line| line.split_once('=')).map(|(_, value)| value.trim_start());
    let is_word =
        |value: &str| value.starts_with(char::is_alphabetic) && !TOML_WORDS.iter().any(|word| value.starts_with(word));
    first.is_some_and(|line| line.starts_with(['[', '"', '\''])) || value.is_some_and(|value| !is_word(value))
}

/// Whether a path inside the locales folder is one that is read.
pub fn is_locale_file(path: &str) -> bool {
    Kind::of(path).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_is_known_by_what_it_says_and_messages_are_not_it() {
        for (text, expected) in [
            ("a = 1\n", true),
            ("# a note\n\n  a = true\n", true),
            ("\"a=b\" = nan\n", true),
            ("[a]\nb = [1]\n", true),
            ("a.b = 2026-01-01\n", true),
            ("# a note\n", false),
            ("a = Text\n", false),
            ("a = Text\nb = 1\n", false),
            ("a = { $b }\n", false),
            ("a =\n    1\n", false),
        ] {
            assert_eq!(is_toml(text), expected, "{text:?}");
        }
    }

    #[test]
    fn only_locale_files_are_read() {
        for (path, expected) in [
            ("fr/site.ftl", true),
            ("fr/.made-from.ftl", true),
            ("fr/locale.toml", true),
            ("en/statement.toml", true),
            ("fr/site.FTL", true),
            ("fr/site.ftl.txt", true),
            ("fr/site.ftl~", true),
            ("fr/made-from.ftl", true),
            ("fr/locale.TOML", true),
            ("fr/locale.toml.txt", true),
            ("fr/site.txt", false),
            ("fr/NOTES.md", false),
            ("en/.statement.toml", false),
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
    fn a_file_that_is_refused_has_no_text() {
        let refused = [vec![b'{'; 100], "a = x".encode_utf16().flat_map(u16::to_le_bytes).collect()];
        let files = refused.map(|bytes| LocaleFile::new("fr/a.ftl", &bytes));
        let reasons = files.map(|file| (file.text, file.refused));
        let expected = [Unreadable::OpenBrackets, Unreadable::Utf16].map(|reason| (String::new(), Some(reason)));
        assert_eq!(reasons, expected);
    }

    #[test]
    fn a_manifest_that_ends_inside_its_last_line_cannot_be_read() {
        for (text, expected) in [
            ("state = \"listed\"\n", true),
            ("state = \"listed\"", true),
            ("# a note", true),
            ("state = \"hidden\"\nreviewed_by = [", true),
            ("reviewed_by = [\nstate = \"listed\"\n", true),
            ("st", false),
            ("state = \"hid", false),
            ("state =", false),
            ("# a note\nreviewed_by = \"A", false),
            ("", false),
            (" \n\n", false),
            ("\0\0\0", false),
        ] {
            assert_eq!(LocaleFile::new("fr/locale.toml", text.as_bytes()).is_readable(), expected, "{text:?}");
        }
        assert!(LocaleFile::new("fr/site.ftl", b"st").is_readable());
    }

    #[test]
    fn a_file_of_messages_stands_directly_in_a_folder() {
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
}
