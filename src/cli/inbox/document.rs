//! The JSON that `inbox export` writes and `inbox import` reads: a version, and the messages one after the other, so that
//! memory is needed for one at a time. Knows no database.

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::contact::sanitize::readable_json;
use crate::contact::stored::{StoredMessage, VERSION};

/// Writes a document, message by message.
pub(super) struct Writer<W> {
    out: W,
    separator: &'static str,
}

impl<W: Write> Writer<W> {
    /// Begins a document.
    pub(super) fn begin(mut out: W) -> std::io::Result<Self> {
        write!(out, "{{\"version\":{VERSION},\"messages\":[")?;
        Ok(Self { out, separator: "" })
    }

    /// Writes a message, on a line of its own.
    pub(super) fn write(&mut self, message: &StoredMessage) -> anyhow::Result<()> {
        let object = serde_json::to_string(message)?;
        write!(self.out, "{}\n{}", std::mem::replace(&mut self.separator, ","), readable_json(&object))?;
        Ok(())
    }

    /// Ends the document.
    pub(super) fn end(mut self) -> std::io::Result<()> {
        writeln!(self.out, "\n]}}")?;
        self.out.flush()
    }
}

/// Reads a document, and hands on each message that an inbox can have stored. The error says in which line it is.
pub(super) fn read(
    document: impl Read,
    mut each: impl FnMut(StoredMessage) -> Result<(), String>,
) -> Result<(), serde_json::Error> {
    let mut document = BufReader::new(document);
    skip_mark(&mut document).map_err(serde_json::Error::custom)?;
    let mut json = serde_json::Deserializer::from_reader(document);
    DocumentVisitor(&mut each).deserialize(&mut json)?;
    json.end()
}

/// Passes over the mark with which some programs begin UTF-8; fails if a document is in UTF-16, as a Windows shell may have
/// made it of what it was to write into a file.
fn skip_mark(document: &mut impl BufRead) -> Result<(), String> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    let begin = document.fill_buf().map_err(|error| error.to_string())?;
    if begin.starts_with(b"\xff\xfe") || begin.starts_with(b"\xfe\xff") || begin.iter().take(2).any(|byte| *byte == 0) {
        return Err("the document is in UTF-16; accepted: UTF-8".to_owned());
    }
    if begin.starts_with(MARK) {
        document.consume(MARK.len());
    }
    Ok(())
}

/// What each message is handed to.
type Each<'e> = &'e mut dyn FnMut(StoredMessage) -> Result<(), String>;

struct DocumentVisitor<'e>(Each<'e>);

impl<'de> DeserializeSeed<'de> for DocumentVisitor<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for DocumentVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what `communique inbox export --format json` writes")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if map.next_key::<String>()?.as_deref() != Some("version") {
            return Err(A::Error::custom("the document does not begin with its version"));
        }
        let version: u32 = map.next_value()?;
        if version != VERSION {
            let why = format!("the document has version {version}, and this program reads {VERSION}");
            return Err(A::Error::custom(why));
        }
        if map.next_key::<String>()?.as_deref() != Some("messages") {
            return Err(A::Error::custom("after the version come the messages"));
        }
        map.next_value_seed(MessagesVisitor(self.0))?;
        match map.next_entry::<String, IgnoredAny>()? {
            Some(_) => Err(A::Error::custom("after the messages nothing more is known")),
            None => Ok(()),
        }
    }
}

struct MessagesVisitor<'e>(Each<'e>);

impl<'de> DeserializeSeed<'de> for MessagesVisitor<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for MessagesVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of messages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut messages: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(message) = messages.next_element::<StoredMessage>()? {
            number += 1;
            if let Some(flaw) = message.flaw() {
                return Err(A::Error::custom(format!("message {number}: {flaw}")));
            }
            (self.0)(message).map_err(A::Error::custom)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_may_begin_with_a_mark_and_is_told_where_it_is_no_utf_8() {
        const TEXT: &str = "{\"version\":1,\"messages\":[]}";
        let said = |document: &[u8]| read(document, |_| Ok(())).err().map(|error| error.to_string());
        assert_eq!(said(TEXT.as_bytes()), None);
        assert_eq!(said(["\u{feff}", TEXT].concat().as_bytes()), None);
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for document in [&little, &big, &[b"\xff\xfe", &*little].concat(), &[b"\xfe\xff", &*big].concat()] {
            assert_eq!(said(document).as_deref(), Some("the document is in UTF-16; accepted: UTF-8"));
        }
        assert!(said(b"").is_some_and(|said| said.starts_with("EOF")), "nothing is nothing");
    }
}
