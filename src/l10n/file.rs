//! Locale files: path and text, what each is for, and which are refused before they are parsed.

use std::io::{self, Read};
use std::path::Path;

/// The file of records in a locale’s folder.
pub const RECORDS_FILE: &str = ".made-from.ftl";
/// The file in a locale’s folder that says what is known about the translation.
pub const MANIFEST_FILE: &str = "locale.toml";

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
    let is_near = |known: &str| lower.starts_with(known) || strsim::osa_distance(&lower, known) <= 1;
    let visible = RECORDS_FILE.trim_start_matches('.');
    [(MANIFEST_FILE, MANIFEST_FILE), (visible, RECORDS_FILE)]
        .into_iter()
        .find(|(known, file)| name != *file && is_near(known))
        .map(|(_, file)| file)
}

/// Whether a name is that of a file with messages but for its end.
fn is_stray(name: &str) -> bool {
    let name = name.to_lowercase();
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    name.contains(".ftl") || end.len() > 1 && strsim::osa_distance(end, "ftl") <= 1
}

/// Why a file is not read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It has more than `MAX_FILE_BYTES`.
    Large,
    /// It is in UTF-16 or UTF-32.
    Utf16,
    /// It is in an encoding of one byte for each character.
    OneByte,
    /// More than `MAX_OPEN_BRACKETS` are open at once.
    OpenBrackets,
    /// More than `MAX_COLONS_IN_BRACKETS` stand in one bracket.
    ColonsInBracket,
    /// A folder, a pipe, a socket or a device.
    NoFile,
    /// It is in a folder inside that of a language.
    Deep,
    /// It is in no folder of a language.
    Outside,
    /// The system does not give the file.
    File(String),
    /// The system does not give the folder that it would be in.
    Folder(String),
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
}

/// Bytes; far above any locale file.
pub(super) const MAX_FILE_BYTES: usize = 1 << 20;
/// Fluent’s parser and our walks recurse for each open bracket: more would overflow the stack. The 2 MiB
/// of the thread that reloads hold about 200 in an unoptimized build.
pub(super) const MAX_OPEN_BRACKETS: usize = 50;
/// Fluent’s parser compares each named argument of a call with all before it.
pub(super) const MAX_COLONS_IN_BRACKETS: usize = 200;

impl LocaleFile {
    /// A file from its bytes.
    pub fn new(path: impl Into<String>, bytes: &[u8]) -> Self {
        let path = path.into();
        // What is in a file that is not read is not asked for.
        let bytes = if Kind::of(&path) == Some(Kind::Stray) { &[] } else { bytes };
        if bytes.len() > MAX_FILE_BYTES {
            return Self::refused(path, Unreadable::Large);
        }
        if let Some(encoding) = other_encoding(bytes) {
            return Self::refused(path, encoding);
        }
        let text = String::from_utf8_lossy(bytes);
        let mut text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
        if text.contains('\r') {
            text = with_line_ends(&text);
        }
        if text.contains('\\') {
            text = without_cut_escapes(&text);
        }
        if let Some(reason) = refusal(&text) {
            return Self::refused(path, reason);
        }
        Self { path, text, refused: None }
    }

    /// A file that is not read.
    fn refused(path: impl Into<String>, reason: Unreadable) -> Self {
        Self { path: path.into(), text: String::new(), refused: Some(reason) }
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

    /// Whether this is a file with messages.
    pub fn is_messages(&self) -> bool {
        self.kind() == Some(Kind::Messages)
    }
}

/// From so many line ends of Macs before 2001 on, they are meant as such in a file that has others too.
const MIN_BARE_RETURNS: usize = 4;

/// The text with line ends that Fluent knows: to it, a return that stands alone ends no line. One that a program has
/// doubled (CR CR LF) is one; a few that stand alone are told where they stand.
fn with_line_ends(text: &str) -> String {
    let bare = text.split('\n').map(|line| line.trim_end_matches('\r').matches('\r').count()).sum::<usize>();
    let is_of_macs = !text.contains('\n') || bare >= MIN_BARE_RETURNS;
    let mut lines = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.find('\r').map(|at| rest.split_at(at)) {
        let after = from.trim_start_matches('\r');
        let returns = from.len() - after.len();
        lines.push_str(before);
        match after.starts_with('\n') {
            true => lines.push('\r'),
            false => lines.push_str(&if is_of_macs { "\n" } else { "\r" }.repeat(returns)),
        }
        rest = after;
    }
    lines + rest
}

/// The characters that a file must have lost to be in another encoding as a whole.
const MIN_LOST: usize = 4;

/// The encoding of a file that is not UTF-8, if it is so as a whole. A character or two that are wrong are told
/// where they stand.
fn other_encoding(bytes: &[u8]) -> Option<Unreadable> {
    let zeros = bytes.iter().filter(|&&byte| byte == 0).count();
    // Ids, spaces and line ends have a zero byte each, however few of the letters have.
    if zeros > 2 && zeros * 16 >= bytes.len() {
        return Some(Unreadable::Utf16);
    }
    let (mut lost, mut kept) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        kept += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        lost += usize::from(!chunk.invalid().is_empty());
    }
    (lost >= MIN_LOST && lost > kept).then_some(Unreadable::OneByte)
}

/// The text with `\?` for `\u` where a character that is not ASCII stands among the digits: Fluent’s parser cuts it in
/// the middle and panics. Either way the check tells of the escape, and the message is not used.
fn without_cut_escapes(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        safe.push_str(before);
        let digits = match escape.as_bytes().get(1) {
            Some(b'u') => 4,
            Some(b'U') => 6,
            // A backslash behind a backslash begins nothing.
            Some(b'\\') => 0,
            _ => {
                safe.push('\\');
                rest = &escape[1..];
                continue;
            }
        };
        let found = escape.bytes().skip(2).take(digits).take_while(u8::is_ascii_hexdigit).count();
        let is_cut = found < digits && escape.as_bytes().get(2 + found).is_some_and(|byte| !byte.is_ascii());
        safe.push_str(if is_cut { "\\?" } else { &escape[..2] });
        rest = &escape[2..];
    }
    safe + rest
}

/// Why a file could not be parsed safely.
fn refusal(text: &str) -> Option<Unreadable> {
    let mut open = OpenBrackets::default();
    text.split('\n').find_map(|line| open.read(line.as_bytes()))
}

/// The brackets that are open, never fewer than the parser has open: braces, and the parentheses behind a name inside
/// of them. All others are characters of a text.
#[derive(Default)]
struct OpenBrackets {
    /// Each with the colons directly inside it.
    open: Vec<(u8, usize)>,
    /// The last byte that is no blank: a call is a name and its parenthesis, with blanks between them at most.
    before: u8,
}

impl OpenBrackets {
    /// Reads a line. Why the file is to be refused, if it is.
    fn read(&mut self, line: &[u8]) -> Option<Unreadable> {
        // The parser gives up what is open where an entry or a comment begins.
        if begins_entry(line) {
            self.open.clear();
        }
        // A bracket in a string literal closes nothing. A literal ends with its line, so that only
        // such a line can hide one; which quotes belong together cannot be told without parsing.
        let closes = !line.contains(&b'"');
        for &byte in line {
            let is_behind_name = self.before.is_ascii_alphanumeric() || matches!(self.before, b'-' | b'_');
            match byte {
                b'{' => self.open.push((byte, 0)),
                b'(' if is_behind_name && !self.open.is_empty() => self.open.push((byte, 0)),
                // Both in the placeable that they close and in a text, where they are characters, a
                // parenthesis never closes a brace.
                b')' if closes && self.open.last().is_some_and(|(bracket, _)| *bracket == b'(') => {
                    self.open.pop();
                }
                b'}' if closes => {
                    let brace = self.open.iter().rposition(|(bracket, _)| *bracket == b'{');
                    self.open.truncate(brace.unwrap_or(0));
                }
                b':' => {
                    // What is open inside of a call may be closed without that being seen.
                    if let Some((_, colons)) = self.open.iter_mut().rev().find(|(bracket, _)| *bracket == b'(') {
                        *colons += 1;
                        if *colons > MAX_COLONS_IN_BRACKETS {
                            return Some(Unreadable::ColonsInBracket);
                        }
                    }
                }
                _ => {}
            }
            if self.open.len() > MAX_OPEN_BRACKETS {
                return Some(Unreadable::OpenBrackets);
            }
            if !matches!(byte, b' ' | b'\r') {
                self.before = byte;
            }
        }
        None
    }
}

/// Whether a line begins a message (`id =`), a term (`-id =`) or a comment.
fn begins_entry(line: &[u8]) -> bool {
    if line.first() == Some(&b'#') {
        return true;
    }
    let id = line.strip_prefix(b"-").unwrap_or(line);
    let length = id.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
    let rest = &id[length..];
    let spaces = rest.iter().take_while(|&&b| b == b' ').count();
    id.first().is_some_and(u8::is_ascii_alphabetic) && rest.get(spaces) == Some(&b'=')
}

/// Reads the locale files of a folder: `*/*.ftl`, `*/.made-from.ftl`, `*/*.toml`. A file or a
/// folder of a locale that cannot be read does not fail the others: it is refused, and so are files with messages in
/// other places.
pub fn read_folder(folder: &Path) -> io::Result<Vec<LocaleFile>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let locale = entry?.path();
        if locale.is_dir() {
            let inside = inside(folder, &locale);
            if let Err(error) = read_locale(folder, &locale, &mut files)
                && !inside.starts_with('.')
            {
                files.push(LocaleFile::refused(inside + "/", Unreadable::Folder(error.to_string())));
            }
        } else if is_visible_ftl(&locale) {
            files.push(LocaleFile::refused(inside(folder, &locale), Unreadable::Outside));
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
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

/// Whether a path inside the locales folder is one that is read.
pub fn is_locale_file(path: &str) -> bool {
    Kind::of(path).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn is_refused(text: &str) -> bool {
        LocaleFile::new("fr/a.ftl", text.as_bytes()).refused.is_some()
    }

    #[test]
    fn a_file_that_could_not_be_parsed_safely_is_refused() {
        let refused = |bytes: &[u8]| LocaleFile::new("fr/a.ftl", bytes).refused.is_some();
        assert!(!refused(&vec![b'#'; MAX_FILE_BYTES]));
        assert!(refused(&vec![b'#'; MAX_FILE_BYTES + 1]));
        let (open, half) = ("{".repeat(MAX_OPEN_BRACKETS), "{F(".repeat(MAX_OPEN_BRACKETS / 4));
        assert!(!is_refused(&open));
        assert!(is_refused(&format!("{open}{{")));
        assert!(is_refused(&format!("{open}F(")) && is_refused(&format!("{open}F \n (")));
        assert!(!is_refused(&format!("{open}}}{{")), "what is closed is not open");
        assert!(!is_refused(&format!("{half}){half}")));
        for text in ["(", "(((", " (", "a (b ", "[", "F(", "(a: b) ", "((a: b "] {
            let text = text.repeat(400);
            assert!(!is_refused(&format!("a = {text}")), "brackets of a text are text: {text}");
        }
        let row = |text: &str| format!("a = {{ $n ->\n   *[x] {}\n }}", text.repeat(400));
        assert!(!is_refused(&row("(")) && !is_refused(&row(" ( ")) && !is_refused(&row("a: ")), "in a row too");
        assert!(is_refused(&format!("}}))){open}{{")), "nor is anything owed");
        let file = LocaleFile::new("fr/a.ftl", format!("{open}{{").as_bytes());
        assert!(file.text.is_empty());
        assert_eq!(file.refused, Some(Unreadable::OpenBrackets));
    }

    #[test]
    fn no_bracket_that_closes_nothing_hides_one_that_is_open() {
        let often = MAX_OPEN_BRACKETS + 1;
        for nested in [
            // In a string literal, also where a quote in the text turns inside and outside round.
            "{F(\"})\",",
            "{F(\"\\\"})\",",
            // In the text of a variant, where a parenthesis is a character.
            "{ $n ->\n *[x] ) ",
            "{F({ $n ->\n *[x] ) ",
            "{ $n ->\n *[x] ( ) ) ",
        ] {
            let deep = nested.repeat(often);
            for before in ["", "\"", "5\" of ", "}}}", ")))", "{ $n } ("] {
                assert!(is_refused(&format!("a = {before}{deep}")), "{before} {nested}");
            }
            assert!(!is_refused(&format!("a = {nested}\n").repeat(often)), "each message stands for itself: {nested}");
            assert!(!is_refused(&format!("# {nested}\n").repeat(often)), "{nested}");
        }
        assert!(is_refused(&("a = ".to_owned() + &"{ F(b,\nc ".repeat(often))), "a line of arguments is no entry");
        let named = |number: usize| format!("a = {{ F({}) }}", "b: 1, ".repeat(number));
        assert!(!is_refused(&named(MAX_COLONS_IN_BRACKETS)) && is_refused(&named(MAX_COLONS_IN_BRACKETS + 1)));
    }

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

    #[test]
    fn bytes_that_are_no_text_are_kept_as_a_mark_and_the_byte_order_mark_is_dropped() {
        assert_eq!(LocaleFile::new("fr/a.ftl", b"a = \xff\n").text, "a = \u{fffd}\n");
        assert_eq!(LocaleFile::new("fr/a.ftl", b"\xef\xbb\xbfa = x\n").text, "a = x\n");
    }

    #[test]
    fn a_file_in_another_encoding_is_refused_as_a_whole() {
        let refused = |bytes: &[u8]| LocaleFile::new("fr/a.ftl", bytes).refused.is_some();
        let text = "a = Déclaration arrêtée\nb = été\n";
        let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        assert!(refused(&utf_16(&format!("\u{feff}{text}"))) && refused(&utf_16(text)), "UTF-16");
        assert!(refused(&text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()));
        assert!(refused(&text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect::<Vec<u8>>()));
        // Cyrillic in Windows-1251.
        let cyrillic = "a = Заявление о борьбе\n";
        let windows = |c: char| u8::try_from(u32::from(c)).unwrap_or((u32::from(c).saturating_sub(0x350)) as u8);
        assert!(refused(&cyrillic.chars().map(windows).collect::<Vec<u8>>()));
        assert_eq!(LocaleFile::new("ru/a.ftl", &utf_16(cyrillic)).refused, Some(Unreadable::Utf16));
        assert!(!refused(text.as_bytes()) && !refused(cyrillic.as_bytes()));
        let damaged = [cyrillic.as_bytes(), b"b = \xff \xfe \xfd \xfc\n"].concat();
        assert!(!refused(&damaged), "a few characters are lost, and told where they stand");
        assert_eq!(LocaleFile::new("fr/a.ftl", &utf_16(text)).refused, Some(Unreadable::Utf16));
    }

    #[test]
    fn an_escape_that_the_parser_would_cut_is_no_escape() {
        for (text, safe) in [
            ("a = { \"\\uб\" }", "a = { \"\\?б\" }"),
            ("a = { \"\\u00é0\" }", "a = { \"\\?00é0\" }"),
            ("a = { \"\\U0000é\" }", "a = { \"\\?0000é\" }"),
            ("a = { \"\\\\uб \\\\\\uб\" }", "a = { \"\\\\uб \\\\\\?б\" }"),
            ("a = { \"\\u00e9é\\u\" } \\", "a = { \"\\u00e9é\\u\" } \\"),
        ] {
            let file = LocaleFile::new("fr/a.ftl", text.as_bytes());
            assert_eq!(file.text, safe);
            let _ = fluent_syntax::parser::parse(file.text.as_str());
        }
    }

    #[test]
    fn the_line_ends_of_old_macs_are_read() {
        assert_eq!(LocaleFile::new("fr/a.ftl", b"a = x\rb =\r    y\r").text, "a = x\nb =\n    y\n");
        assert_eq!(LocaleFile::new("fr/a.ftl", b"a = x\r\nb = y\r\n").text, "a = x\r\nb = y\r\n");
        assert_eq!(LocaleFile::new("fr/a.ftl", b"a = x\r\r\nb = y\r\r\n").text, "a = x\r\nb = y\r\n");
        assert_eq!(
            LocaleFile::new("fr/a.ftl", b"a = x\rb = y\rc = z\r\rd = w\n").text,
            "a = x\nb = y\nc = z\n\nd = w\n"
        );
        assert_eq!(LocaleFile::new("fr/a.ftl", b"a = x\ry\nb = y\n").text, "a = x\ry\nb = y\n", "a slip");
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
