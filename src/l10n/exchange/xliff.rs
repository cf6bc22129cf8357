//! Reads XLIFF 1.2, 2.0 and 2.1. A text may hold its codes as elements or typed out. Knows no locale.

use std::collections::HashMap;

use super::delivery::{Delivered, DeliveredFile, MAX_UNITS, Unusable};
use super::unit::says_same;
use super::xml::{UnusableAt, Xml, XmlNode};
use crate::l10n::position::Position;

type Attributes = [(String, String)];

/// Reads a file.
pub(super) fn read(text: &str) -> Result<DeliveredFile, UnusableAt> {
    let mut xml = Xml::new(text);
    let mut reader = XliffReader::default();
    while let Some((node, at)) = xml.next()? {
        match node {
            XmlNode::Open(name, attributes) => reader.open(name, &attributes, at),
            XmlNode::Close(name) => reader.close(&name)?,
            XmlNode::Text(text) => reader.text(&text),
        }
    }
    match reader.is_xliff {
        true => Ok(reader.delivery),
        false => Err((Position { line: 1, column: 1 }, Unusable::Format)),
    }
}

#[derive(Default)]
struct XliffReader {
    delivery: DeliveredFile,
    is_xliff: bool,
    /// The open elements.
    open: Vec<String>,
    unit: Option<OpenUnit>,
}

/// A unit that is being read.
#[derive(Default)]
struct OpenUnit {
    path: String,
    source: String,
    has_source: bool,
    target: String,
    target_at: Option<Position>,
    is_fuzzy: bool,
    note: String,
    is_same: bool,
    /// The codes of XLIFF 2, by the id of their data.
    data: HashMap<String, String>,
    data_id: Option<String>,
    /// The codes of the English, by their id: one may be repeated without its text.
    codes: HashMap<String, String>,
    code: Option<(String, String)>,
    fault: Option<UnusableAt>,
    /// Where the unit begins.
    at: Option<Position>,
}

/// Elements whose texts are no part of the unit: suggestions, and the same English once more.
const APART: [&str; 3] = ["alt-trans", "seg-source", "matches"];

fn value<'a>(attributes: &'a Attributes, name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

impl XliffReader {
    fn is_apart(&self) -> bool {
        self.open.iter().any(|name| APART.contains(&name.as_str()))
    }

    /// Which text of the unit is being read, if any.
    fn place(&self) -> Option<&str> {
        let texts = ["source", "target", "note", "data"];
        (!self.is_apart()).then(|| self.open.iter().rev().map(String::as_str).find(|name| texts.contains(name)))?
    }

    fn open(&mut self, name: String, attributes: &Attributes, at: Position) {
        let place = self.place().map(str::to_owned);
        match name.as_str() {
            "xliff" => {
                self.is_xliff = true;
                self.delivery.language = value(attributes, "trgLang").map(str::to_owned);
            }
            "file" => {
                let language = value(attributes, "target-language").map(str::to_owned);
                self.delivery.language = self.delivery.language.take().or(language);
            }
            "trans-unit" | "unit" => {
                let path = value(attributes, "name").filter(|_| name == "unit").or(value(attributes, "id"));
                self.unit =
                    Some(OpenUnit { path: path.unwrap_or_default().to_owned(), at: Some(at), ..OpenUnit::default() });
            }
            _ => {}
        }
        let is_apart = self.is_apart();
        if let Some(unit) = self.unit.as_mut().filter(|_| !is_apart) {
            unit.open(&name, place.as_deref(), attributes, at);
        }
        self.open.push(name);
    }

    fn text(&mut self, text: &str) {
        let place = self.place().map(str::to_owned);
        if let (Some(unit), Some(place)) = (&mut self.unit, place) {
            unit.add(&place, text);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), UnusableAt> {
        let is_apart = self.is_apart();
        self.open.pop();
        let Some(unit) = self.unit.as_mut().filter(|_| !is_apart) else { return Ok(()) };
        match name {
            "note" => unit.is_same |= says_same(&std::mem::take(&mut unit.note)),
            "data" => unit.data_id = None,
            "ph" | "it" | "bpt" | "ept" => {
                if let Some((id, code)) = unit.code.take() {
                    unit.codes.insert(id, code);
                }
            }
            "trans-unit" | "unit" => {
                let unit = self.unit.take().unwrap_or_default();
                let start = Position { line: 1, column: 1 };
                let at = unit.target_at.or(unit.at).unwrap_or(start);
                match unit.fault {
                    Some(fault) => self.delivery.unread.push(fault),
                    None => self.delivery.units.push(Delivered {
                        path: unit.path,
                        source: unit.has_source.then_some(unit.source),
                        target: unit.target,
                        is_fuzzy: unit.is_fuzzy,
                        is_same: unit.is_same,
                        at,
                    }),
                }
                if self.delivery.units.len() > MAX_UNITS {
                    return Err((at, Unusable::Many));
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl OpenUnit {
    /// An element inside of the unit.
    fn open(&mut self, name: &str, place: Option<&str>, attributes: &Attributes, at: Position) {
        match (name, place) {
            ("source", _) => self.has_source = true,
            ("target", _) => {
                self.target_at.get_or_insert(at);
                self.is_fuzzy |= value(attributes, "state").is_some_and(|state| state.starts_with("needs-"));
            }
            ("segment", _) => {
                self.is_fuzzy |= value(attributes, "subState").is_some()
                    && value(attributes, "state").unwrap_or("initial") == "initial";
            }
            ("data", _) => self.data_id = value(attributes, "id").map(str::to_owned),
            ("cp", Some(place)) => {
                let number = value(attributes, "hex").and_then(|hex| u32::from_str_radix(hex, 16).ok());
                let character = number.and_then(char::from_u32).unwrap_or('\u{fffd}');
                self.add(place, &character.to_string());
            }
            ("ph" | "x" | "bx" | "ex" | "it" | "bpt" | "ept" | "sc" | "ec", Some(place @ ("source" | "target"))) => {
                self.code(name, place, attributes, at);
            }
            _ => {}
        }
    }

    /// A code: its text stands in the element, or in the data of the unit, or with the code of the English that has the
    /// same id.
    fn code(&mut self, name: &str, place: &str, attributes: &Attributes, at: Position) {
        let id = value(attributes, "id").or(value(attributes, "startRef")).unwrap_or_default();
        let of_data = value(attributes, "dataRef").map(|data| self.data.get(data).cloned());
        let of_english = || self.codes.get(id).cloned();
        match of_data {
            Some(Some(code)) => {
                self.add(place, &code);
                self.codes.insert(id.to_owned(), code);
            }
            Some(None) => _ = self.fault.get_or_insert((at, Unusable::Code(id.to_owned()))),
            None if matches!(name, "x" | "bx" | "ex" | "sc" | "ec") => match of_english() {
                Some(code) => self.add(place, &code),
                None => _ = self.fault.get_or_insert((at, Unusable::Code(id.to_owned()))),
            },
            None if place == "source" => self.code = Some((id.to_owned(), String::new())),
            None => {}
        }
    }

    fn add(&mut self, place: &str, text: &str) {
        match place {
            "source" => {
                self.source.push_str(text);
                if let Some((_, code)) = &mut self.code {
                    code.push_str(text);
                }
            }
            "target" => self.target.push_str(text),
            "note" => self.note.push_str(text),
            "data" => {
                if let Some(id) = &self.data_id {
                    self.data.entry(id.clone()).or_default().push_str(text);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn one(inside: &str) -> Delivered {
        let delivery =
            read(&format!("<xliff><file target-language='ka'><body>{inside}</body></file></xliff>")).unwrap();
        assert_eq!((delivery.language.as_deref(), &delivery.unread[..]), (Some("ka"), &[][..]));
        delivery.units.into_iter().next().unwrap()
    }

    #[test]
    fn a_code_may_stand_as_an_element_or_typed_out_or_by_the_id_of_the_english() {
        for target in
            ["<ph id='1'>{ $n }</ph> y", "{ $n } y", "<x id='1'/> y", "<g id='9'><ph id='1'>{ $n }</ph> y</g>"]
        {
            let unit = one(&format!(
                "<trans-unit id='a.b#[one]'><source>x <ph id='1'>{{ $n }}</ph></source><target state='new'>{target}</target></trans-unit>"
            ));
            assert_eq!((unit.path.as_str(), unit.target.as_str()), ("a.b#[one]", "{ $n } y"), "{target}");
            assert_eq!((unit.source.as_deref(), unit.is_fuzzy), (Some("x { $n }"), false));
        }
        let unit = one(
            "<unit id='a..one' name='a#[one]'><notes><note>l10n-same</note></notes><originalData><data id='d'>&lt;em></data></originalData>\
             <segment state='initial' subState='communique:out-of-date'><source><ph id='1' dataRef='d'/>x</source><target>y<ph id='1' dataRef='d'/></target></segment>\
             <segment><source> z</source><target> w<cp hex='0041'/></target></segment></unit>",
        );
        assert_eq!((unit.path.as_str(), unit.target.as_str()), ("a#[one]", "y<em> wA"));
        assert_eq!((unit.source.as_deref(), unit.is_fuzzy, unit.is_same), (Some("<em>x z"), true, true));
    }

    #[test]
    fn suggestions_are_no_translation_and_an_unknown_code_costs_its_text_alone() {
        let unit = one(
            "<trans-unit id='a'><source>x</source><seg-source>x</seg-source><target state='needs-translation'>y</target>\
             <alt-trans><source>o</source><target state='needs-review-translation'>p</target></alt-trans></trans-unit>",
        );
        assert_eq!((unit.source.as_deref(), unit.target.as_str(), unit.is_fuzzy), (Some("x"), "y", true));
        let delivery = read(
            "<xliff><trans-unit id='a'><source>x</source><target><x id='7'/></target></trans-unit>\n\
             <trans-unit id='b'><source>x</source><target>y</target></trans-unit></xliff>",
        )
        .unwrap();
        assert_eq!(delivery.units.len(), 1);
        assert_eq!(delivery.unread[0].1, Unusable::Code("7".to_owned()));
        assert_eq!(read("<html></html>").map_err(|(_, why)| why), Err(Unusable::Format));
    }
}
