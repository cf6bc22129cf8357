//! XML as a row of elements and texts, each with its place. Nothing is expanded, and nothing grows: a document type is
//! refused, and so are names of characters that XML itself does not have. Knows no vocabulary.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::delivery::Unusable;
use crate::l10n::position::{Lines, Position};

/// Elements that may be open at once.
const MAX_DEPTH: usize = 64;

/// What stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum XmlNode {
    /// An element opens: its name without a prefix, and its attributes.
    Open(String, Vec<(String, String)>),
    /// An element closes.
    Close(String),
    /// Text.
    Text(String),
}

/// Reads XML, in order.
pub(super) struct Xml<'t> {
    text: &'t str,
    lines: Lines,
    reader: Reader<&'t [u8]>,
    depth: usize,
    /// Of an element that is empty, the end.
    pending: Option<String>,
}

/// Where something cannot be used, and why.
pub(super) type UnusableAt = (Position, Unusable);

impl<'t> Xml<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        Self { text, lines: Lines::new(text), reader, depth: 0, pending: None }
    }

    /// The next node and where it begins; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<(XmlNode, Position)>, UnusableAt> {
        let offset = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let at = self.lines.position(self.text, offset);
        if let Some(name) = self.pending.take() {
            return Ok(Some((XmlNode::Close(name), at)));
        }
        loop {
            let offset = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
            let at = self.lines.position(self.text, offset);
            let node = match self.reader.read_event() {
                Err(error) => return Err((at, Unusable::Xml(error.to_string()))),
                Ok(event) => match event {
                    Event::Eof if self.depth > 0 => {
                        return Err((at, Unusable::Xml("it ends before its elements do".to_owned())));
                    }
                    Event::Eof => return Ok(None),
                    Event::DocType(_) => return Err((at, Unusable::DocType)),
                    Event::Start(start) => {
                        self.depth += 1;
                        if self.depth > MAX_DEPTH {
                            return Err((at, Unusable::Deep));
                        }
                        opened(&start, at)?
                    }
                    Event::Empty(start) => {
                        let node = opened(&start, at)?;
                        self.pending = Some(start.local_name().as_ref().to_owned());
                        node
                    }
                    Event::End(end) => {
                        self.depth = self.depth.saturating_sub(1);
                        XmlNode::Close(end.local_name().as_ref().to_owned())
                    }
                    Event::Text(text) => XmlNode::Text(text.xml10_content().into_owned()),
                    Event::CData(text) => XmlNode::Text(text.xml10_content().into_owned()),
                    Event::GeneralRef(reference) => XmlNode::Text(character(&reference, at)?),
                    Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
                },
            };
            return Ok(Some((node, at)));
        }
    }
}

fn opened(start: &BytesStart<'_>, at: Position) -> Result<XmlNode, UnusableAt> {
    let mut attributes = Vec::new();
    // To look for one that stands twice takes time by the square of their number; the first counts.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| (at, Unusable::Xml(error.to_string())))?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|error| (at, Unusable::Xml(error.to_string())))?;
        attributes.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
    }
    Ok(XmlNode::Open(start.local_name().as_ref().to_owned(), attributes))
}

fn character(reference: &BytesRef<'_>, at: Position) -> Result<String, UnusableAt> {
    let by_number = reference.resolve_char_ref().map_err(|error| (at, Unusable::Xml(error.to_string())))?;
    let by_name = || resolve_xml_entity(reference).map(str::to_owned);
    by_number.map(String::from).or_else(by_name).ok_or_else(|| (at, Unusable::Entity((**reference).to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> Result<Vec<XmlNode>, UnusableAt> {
        let mut xml = Xml::new(text);
        let mut nodes = Vec::new();
        while let Some((node, _)) = xml.next()? {
            nodes.push(node);
        }
        Ok(nodes)
    }

    #[test]
    fn nothing_is_expanded_and_nothing_is_read_without_end() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<x>&b;</x>";
        assert_eq!(all(bomb).map_err(|(_, why)| why), Err(Unusable::DocType));
        let entity = all("<x>\n&b;</x>");
        assert_eq!(entity, Err((Position { line: 2, column: 1 }, Unusable::Entity("b".to_owned()))));
        assert_eq!(all(&"<x>".repeat(MAX_DEPTH + 1)).map_err(|(_, why)| why), Err(Unusable::Deep));
        for broken in ["<x>", "<x></y>", "<x", "<x>&#0;</x>", "<x a='&b;'/>"] {
            assert!(matches!(all(broken), Err((_, Unusable::Xml(_)))), "{broken}: {:?}", all(broken));
        }
    }

    #[test]
    fn texts_are_what_they_say() {
        let nodes = all("<n:x a='&lt;&#65;'>&amp;<![CDATA[<]]>\r\n&#x42;</n:x>");
        let expected = [
            XmlNode::Open("x".to_owned(), vec![("a".to_owned(), "<A".to_owned())]),
            XmlNode::Text("&".to_owned()),
            XmlNode::Text("<".to_owned()),
            XmlNode::Text("\n".to_owned()),
            XmlNode::Text("B".to_owned()),
            XmlNode::Close("x".to_owned()),
        ];
        assert_eq!(nodes, Ok(expected.into()));
    }

    proptest! {
        #[test]
        fn whatever_a_file_holds_it_is_read_or_told(text in "(</?[a-c]|/?>|[a-c]=['\"]|&|;|#|<!|\\[CDATA\\[|\\]\\]|--|<\\?|[xü \n]){0,60}") {
            let _ = all(&text);
        }
    }
}
