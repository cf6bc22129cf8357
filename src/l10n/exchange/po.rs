//! Reads PO files. The crates for it keep neither the places of texts nor what stands behind a fault. Knows no locale.

use super::delivery::{Delivered, DeliveredFile, MAX_UNITS, Unusable};
use super::unit::says_same;
use crate::l10n::position::{Lines, Position};

/// Reads a PO file. An entry that cannot be read costs itself alone.
pub(super) fn read(text: &str) -> Result<DeliveredFile, (Position, Unusable)> {
    let lines = Lines::new(text);
    let mut reader = PoReader::default();
    let mut at = 0;
    for line in text.split('\n') {
        let content = line.trim();
        let start = at + line.len() - line.trim_start().len();
        reader.line(content, lines.position(text, start))?;
        at += line.len() + 1;
    }
    reader.finish_entry()?;
    Ok(reader.delivery)
}

/// What a text in quotes is a part of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum PoPart {
    #[default]
    None,
    Context,
    Source,
    Target,
    /// Of a plural of gettext, which our files have not.
    Plural,
}

#[derive(Default)]
struct PoReader {
    delivery: DeliveredFile,
    context: Option<String>,
    source: Option<String>,
    target: Option<(String, Position)>,
    /// Whether the keyword of a translation was there, readable or not: what follows is of the next entry.
    has_translation: bool,
    part: PoPart,
    is_fuzzy: bool,
    is_same: bool,
    fault: Option<(Position, Unusable)>,
}

impl PoReader {
    fn line(&mut self, line: &str, at: Position) -> Result<(), (Position, Unusable)> {
        if line.is_empty() {
            return Ok(());
        }
        if let Some(comment) = line.strip_prefix('#') {
            // A comment begins an entry, but for one between its keywords.
            if self.has_translation {
                self.finish_entry()?;
            }
            // What is obsolete is no entry, and the comments above it are of it alone.
            if comment.starts_with('~') {
                if self.context.is_none() && self.source.is_none() {
                    (self.is_fuzzy, self.is_same) = (false, false);
                }
                return Ok(());
            }
            if let Some(flags) = comment.strip_prefix(',') {
                self.is_fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
            }
            // Only a translator says so: `#.` is copied from the English.
            let of_translator = comment.strip_prefix([' ', '\t']).unwrap_or_default();
            self.is_same |= says_same(of_translator);
            return Ok(());
        }
        let (keyword, rest) = match line.find(['"', ' ', '\t']) {
            Some(at) => line.split_at(at),
            None => (line, ""),
        };
        let part = match keyword {
            "" => self.part,
            "msgctxt" => PoPart::Context,
            "msgid" => PoPart::Source,
            "msgstr" => PoPart::Target,
            "msgid_plural" => PoPart::Plural,
            _ if keyword.starts_with("msgstr[") && keyword.ends_with(']') => PoPart::Plural,
            _ => PoPart::None,
        };
        let begins =
            !keyword.is_empty() && (part == PoPart::Context || part == PoPart::Source && self.source.is_some());
        if begins && (self.source.is_some() || self.has_translation) {
            self.finish_entry()?;
        }
        self.part = part;
        self.has_translation |= keyword.starts_with("msgstr");
        if part == PoPart::Plural {
            self.fault.get_or_insert((at, Unusable::Plural));
        }
        if part == PoPart::None {
            self.fault.get_or_insert((at, Unusable::Line));
            return Ok(());
        }
        let Some(text) = unquoted(rest.trim()) else {
            self.fault.get_or_insert((at, Unusable::Quote));
            return Ok(());
        };
        match part {
            PoPart::Context => self.context.get_or_insert_default().push_str(&text),
            PoPart::Source => self.source.get_or_insert_default().push_str(&text),
            PoPart::Target => self.target.get_or_insert_with(|| (String::new(), at)).0.push_str(&text),
            PoPart::Plural | PoPart::None => {}
        }
        Ok(())
    }

    fn finish_entry(&mut self) -> Result<(), (Position, Unusable)> {
        let (context, source, target) = (self.context.take(), self.source.take(), self.target.take());
        let (is_fuzzy, is_same) = (std::mem::take(&mut self.is_fuzzy), std::mem::take(&mut self.is_same));
        (self.part, self.has_translation) = (PoPart::None, false);
        if let Some((at, why)) = self.fault.take() {
            self.delivery.unread.push((at, why));
            return Ok(());
        }
        let Some((target, at)) = target else { return Ok(()) };
        match (context, source) {
            (None, Some(source)) if source.is_empty() => self.header(&target, at)?,
            (None, _) => self.delivery.unread.push((at, Unusable::Context)),
            (Some(path), source) => {
                self.delivery.units.push(Delivered { path, source, target, is_fuzzy, is_same, at });
                if self.delivery.units.len() > MAX_UNITS {
                    return Err((at, Unusable::Many));
                }
            }
        }
        Ok(())
    }

    fn header(&mut self, header: &str, at: Position) -> Result<(), (Position, Unusable)> {
        for (name, value) in header.lines().filter_map(|line| line.split_once(':')) {
            match name.trim().to_ascii_lowercase().as_str() {
                "language" if !value.trim().is_empty() => {
                    self.delivery.language = Some(value.trim().replace('_', "-"));
                }
                "content-type" => {
                    let charset = value.split("charset=").nth(1).unwrap_or("UTF-8").trim().to_ascii_uppercase();
                    if !["UTF-8", "UTF8", "CHARSET", "ASCII", "US-ASCII"].contains(&charset.as_str()) {
                        return Err((at, Unusable::Encoding));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// What a text in quotes says.
fn unquoted(quoted: &str) -> Option<String> {
    let inside = quoted.strip_prefix('"')?;
    let mut text = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    loop {
        match chars.next()? {
            '"' => break,
            '\\' => text.push(match chars.next()? {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                other => other,
            }),
            c => text.push(c),
        }
    }
    chars.next().is_none().then_some(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const HEADER: &str =
        "msgid \"\"\nmsgstr \"\"\n\"Language: zh_Hans\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";

    #[test]
    fn an_entry_is_read_however_a_tool_breaks_its_lines() {
        let text = format!(
            "{HEADER}# by hand\n#. note\n#: site.ftl\n#, fuzzy, no-wrap\n#| msgid \"old\"\nmsgctxt \"a\"\nmsgid \"\"\n\"x \"\n\"y\"\nmsgstr \"\"\n\"\\\"u\\\\\\n\"\n\"v\"\n\
             # l10n-same\nmsgctxt \"b\"\nmsgid \"z\"\nmsgstr \"z\"\n#~ msgctxt \"c\"\n#~ msgid \"w\"\n#~ msgstr \"w\"\n"
        );
        let delivery = read(&text).unwrap();
        assert_eq!(delivery.language.as_deref(), Some("zh-Hans"));
        assert_eq!(delivery.unread, []);
        let [a, b] = delivery.units.as_slice() else { panic!("{delivery:?}") };
        assert_eq!((a.path.as_str(), a.source.as_deref(), a.target.as_str()), ("a", Some("x y"), "\"u\\\nv"));
        assert_eq!((a.is_fuzzy, a.is_same, b.is_fuzzy, b.is_same), (true, false, false, true));
        assert_eq!((b.path.as_str(), b.at), ("b", Position { line: 21, column: 1 }));
    }

    #[test]
    fn a_fault_costs_its_entry_alone_and_is_told_where_it_stands() {
        let good = "msgctxt \"b\"\nmsgid \"z\"\nmsgstr \"z\"\n";
        for (bad, line, why) in [
            ("msgctxt \"a\"\nmsgid \"x\"\nmsgstr \"y\n", 3, Unusable::Quote),
            ("msgctxt \"a\"\nmsgid \"x\"\nmsgstr \"y\" z\n", 3, Unusable::Quote),
            ("msgctxt \"a\"\nmsgid \"x\"\nsomething\nmsgstr \"y\"\n", 3, Unusable::Line),
            ("msgid \"x\"\nmsgstr \"y\"\n", 2, Unusable::Context),
            (
                "msgctxt \"a\"\nmsgid \"x\"\nmsgid_plural \"xs\"\nmsgstr[0] \"y\"\nmsgstr[1] \"ys\"\n",
                3,
                Unusable::Plural,
            ),
            ("msgctxt \"a\"\nmsgid \"x\"\nmsgstr[0] \"y\"\nmsgstr[1] \"ys\"\n", 3, Unusable::Plural),
        ] {
            let delivery = read(&format!("{bad}\n{good}")).unwrap();
            assert_eq!(delivery.unread, [(Position { line, column: 1 }, why)], "{bad}");
            assert_eq!(delivery.units.len(), 1, "{bad}");
        }
        let latin = HEADER.replace("UTF-8", "ISO-8859-1");
        assert_eq!(read(&latin), Err((Position { line: 2, column: 1 }, Unusable::Encoding)));
    }

    #[test]
    fn a_comment_is_of_the_entry_below_it_alone() {
        let good = "msgctxt \"b\"\nmsgid \"z\"\nmsgstr \"z\"\n";
        let flags = |text: &str| {
            let delivery = read(text).unwrap();
            let [unit] = delivery.units.as_slice() else { panic!("{text}: {delivery:?}") };
            (unit.is_fuzzy, unit.is_same)
        };
        let obsolete = "#~| msgid \"o\"\n#~ msgctxt \"c\"\n#~ msgid \"w\"\n#~ msgstr \"w\"\n";
        for (above, expected) in [
            (format!("# l10n-same\n#, fuzzy\n{obsolete}\n"), (false, false)),
            (format!("{obsolete}# l10n-same\n#, fuzzy\n"), (true, true)),
            (format!("# l10n-same\n{obsolete}#, fuzzy\n"), (true, false)),
            ("#. l10n-same\n".to_owned(), (false, false)),
            ("#l10n-same\n#: l10n-same\n".to_owned(), (false, false)),
            ("#\tl10n-same\n".to_owned(), (false, true)),
            // An entry that cannot be used keeps nothing of the next one.
            ("msgctxt \"a\"\nmsgid \"x\"\nmsgstr \"y\n#, fuzzy\n".to_owned(), (true, false)),
            (
                "msgctxt \"a\"\nmsgid \"x\"\nmsgid_plural \"x\"\nmsgstr[0] \"y\"\n# l10n-same\n".to_owned(),
                (false, true),
            ),
        ] {
            assert_eq!(flags(&format!("{above}{good}")), expected, "{above}");
        }
        assert_eq!(flags(&format!("{good}# l10n-same\n#, fuzzy\n{obsolete}")), (false, false));
        assert_eq!(flags(&format!("# l10n-same\n#, fuzzy\n{good}{obsolete}")), (true, true));
    }

    proptest! {
        #[test]
        fn whatever_a_file_holds_it_is_read_or_told(text in "(msgctxt|msgid|msgstr|msgid_plural|msgstr\\[0\\]|#[,.|~: ]?|fuzzy|\"|\\\\|\\\\n|[a-zü ]|\n){0,60}") {
            let _ = read(&text);
        }
    }
}
