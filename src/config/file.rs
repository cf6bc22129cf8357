//! The configuration file: TOML, in which each key is the name of a flag with `_` for `-`. Knows what stands at which line,
//! and no setting.

use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::PathBuf;

use toml::de::{DeTable, DeValue};

/// Far more than all settings take: what never ends is not read for ever.
const MAX_BYTES: u64 = 1 << 20;

/// A configuration file as it was read.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds.
    pub text: String,
}

/// A key with its value.
#[derive(Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// The key.
    pub key: String,
    /// The line at which it stands, from 1 on.
    pub line: usize,
    /// Its value.
    pub value: FileValue,
    /// The value as it is written.
    pub written: String,
}

/// A value, by what TOML calls it.
#[derive(Debug, PartialEq, Eq)]
pub enum FileValue {
    /// A string.
    Text(String),
    /// An integer, as its decimal digits.
    Number(String),
    /// A boolean.
    Switch(bool),
    /// An array of strings.
    List(Vec<String>),
    /// A table.
    Table,
    /// What no setting is: a float, a date, an array of something else.
    Other,
}

/// What is not TOML.
#[derive(Debug, PartialEq, Eq)]
pub struct NotToml {
    /// At which line, from 1 on.
    pub line: usize,
    /// Why, without a word of what stands there: it may be a password.
    pub why: String,
}

impl ConfigFile {
    /// Reads a file.
    pub fn read(path: &str) -> Result<Self, String> {
        let mut text = String::new();
        let read = File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_string(&mut text));
        match read {
            Ok(_) if text.len() as u64 <= MAX_BYTES => Ok(Self { path: path.into(), text }),
            Ok(_) => Err("a file of TOML of at most 1 MiB".to_owned()),
            Err(error) => Err(format!("a file of TOML that can be read ({error})")),
        }
    }

    /// Its keys in their order.
    pub fn entries(&self) -> Result<Vec<FileEntry>, NotToml> {
        let line = |at: usize| 1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        let table = DeTable::parse(&self.text).map_err(|error| NotToml {
            line: line(error.span().map_or(0, |span| span.start)),
            why: error.message().split_whitespace().collect::<Vec<_>>().join(" "),
        })?;
        let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<_>)| FileEntry {
            key: AsRef::<std::borrow::Cow<'_, str>>::as_ref(key).to_string(),
            line: line(key.span().start),
            value: read_value(value.get_ref()),
            written: self.written(value.span()),
        };
        let mut entries: Vec<FileEntry> = table.get_ref().iter().map(entry).collect();
        entries.sort_by_key(|entry| entry.line);
        Ok(entries)
    }

    fn written(&self, span: Range<usize>) -> String {
        self.text.get(span).unwrap_or_default().to_owned()
    }
}

fn read_value(value: &DeValue<'_>) -> FileValue {
    match value {
        DeValue::String(text) => FileValue::Text(text.to_string()),
        // In another base it would be no number of a flag.
        DeValue::Integer(number) if number.radix() == 10 => FileValue::Number(number.as_str().replace('_', "")),
        DeValue::Boolean(switch) => FileValue::Switch(*switch),
        DeValue::Array(items) => {
            let texts: Option<Vec<String>> =
                items.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect();
            texts.map_or(FileValue::Other, FileValue::List)
        }
        DeValue::Table(_) => FileValue::Table,
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => FileValue::Other,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn file(text: &str) -> ConfigFile {
        ConfigFile { path: "communique.toml".into(), text: text.to_owned() }
    }

    #[test]
    fn each_key_has_its_line_its_value_and_how_that_is_written() {
        let text = "# a comment\n\nlisten = '127.0.0.1:0' # here\nretention_days = 1_80\nofficial = true\n\
                    trusted_proxies = [\n  \"unix\",\n  \"::1\",\n]\nreview_days = 0x5a\nlog_ip = 1.5\n[mail]\nfrom = 'x'\n";
        let entries = file(text).entries().unwrap();
        let found: Vec<_> = entries.iter().map(|entry| (entry.line, entry.key.as_str(), &entry.value)).collect();
        let texts = |all: &[&str]| FileValue::List(all.iter().map(|text| (*text).to_owned()).collect());
        assert_eq!(
            found,
            [
                (3, "listen", &FileValue::Text("127.0.0.1:0".into())),
                (4, "retention_days", &FileValue::Number("180".into())),
                (5, "official", &FileValue::Switch(true)),
                (6, "trusted_proxies", &texts(&["unix", "::1"])),
                (10, "review_days", &FileValue::Other),
                (11, "log_ip", &FileValue::Other),
                (12, "mail", &FileValue::Table),
            ]
        );
        assert_eq!(entries[0].written, "'127.0.0.1:0'");
    }

    #[test]
    fn what_is_not_toml_is_told_by_its_line_without_what_stands_there() {
        for (text, line) in [
            ("a = 1\nsmtp_url = smtps://user:secret@mail\n", 2),
            ("a = 1\n\nsmtp_url: 'smtps://user:secret@mail'\n", 3),
            ("smtp_url = 'smtps://user:secret@mail\nb = 1", 1),
            ("secret\n", 1),
            ("secret = 1\nsecret = 2\n", 2),
            ("secret = [1, secret]\n", 1),
            ("a = \"\\secret\"", 1),
        ] {
            let wrong = file(text).entries().unwrap_err();
            assert_eq!(wrong.line, line, "{text}: {}", wrong.why);
            assert!(!wrong.why.contains("secret") && wrong.why.lines().count() == 1, "{text}: {}", wrong.why);
        }
    }
}
