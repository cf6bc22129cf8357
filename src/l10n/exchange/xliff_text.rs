//! Writes XLIFF 1.2 and 2.0. Codes are `<ph>`: tools keep them whole. Knows no locale.

use quick_xml::escape::escape;

use super::codes::{TextPiece, pieces};
use super::unit::Unit;
use crate::l10n::check::SAME;
use crate::l10n::locale::SOURCE;
use crate::l10n::standing::Standing;

/// XLIFF 1.2.
pub(super) fn one(units: &[Unit], tag: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\">\n",
    );
    for of_file in units.chunk_by(|a, b| a.file == b.file) {
        let file = text(&of_file[0].file);
        xml.push_str(&format!(
            "  <file original=\"{file}\" source-language=\"{SOURCE}\" target-language=\"{}\" datatype=\"plaintext\">\n    <body>\n",
            text(tag)
        ));
        of_file.iter().for_each(|unit| xml.push_str(&unit_of_one(unit)));
        xml.push_str("    </body>\n  </file>\n");
    }
    xml + "</xliff>\n"
}

fn unit_of_one(unit: &Unit) -> String {
    let (state, approved) = match unit.standing {
        standing if standing.is_untranslated() => ("new", ""),
        Standing::OutOfDate | Standing::Wrong => ("needs-translation", ""),
        Standing::ToBeConfirmed => ("needs-review-translation", ""),
        _ => ("translated", " approved=\"yes\""),
    };
    let width = unit.max_length.map(|length| format!(" maxwidth=\"{length}\" size-unit=\"char\"")).unwrap_or_default();
    let mut xml = format!(
        "      <trans-unit id=\"{}\" xml:space=\"preserve\"{approved}{width}>\n        <source>{}</source>\n        \
         <target state=\"{state}\">{}</target>\n",
        text(&unit.path.to_string()),
        inline_codes(&unit.source, &unit.source),
        inline_codes(shown_target(unit), &unit.source),
    );
    for note in notes(unit) {
        xml.push_str(&format!("        <note from=\"developer\">{}</note>\n", text(note)));
    }
    // Of what is to be looked at the state of XLIFF does not say why.
    if unit.standing.is_fuzzy() {
        xml.push_str(&format!("        <note from=\"communique\">{}</note>\n", unit.standing));
    }
    if unit.is_same {
        xml.push_str(&format!("        <note from=\"translator\">{SAME}</note>\n"));
    }
    if let Some(former) = &unit.former {
        xml.push_str(&format!(
            "        <alt-trans alttranstype=\"previous-version\" xml:space=\"preserve\">\n          <source>{}</source>\n          \
             <target>{}</target>\n        </alt-trans>\n",
            inline_codes(former, former),
            inline_codes(shown_target(unit), former),
        ));
    }
    xml + "      </trans-unit>\n"
}

fn shown_target(unit: &Unit) -> &str {
    unit.target.as_deref().unwrap_or_default()
}

/// The codes of a text, each with its id: that of the same code of the English, by which tools pair them.
fn ids<'t>(content: &'t str, english: &str) -> Vec<(TextPiece<'t>, usize)> {
    let codes = |text| pieces(text).into_iter().filter(|piece| matches!(piece, TextPiece::Code(_)));
    let mut free: Vec<(usize, TextPiece<'_>)> = codes(english).enumerate().map(|(at, code)| (at + 1, code)).collect();
    let mut further = free.len();
    let id = |piece: TextPiece<'t>| {
        let id = match free.iter().position(|(_, code)| *code == piece) {
            Some(at) => free.remove(at).0,
            None if matches!(piece, TextPiece::Code(_)) => {
                further += 1;
                further
            }
            None => 0,
        };
        (piece, id)
    };
    pieces(content).into_iter().map(id).collect()
}

/// The code itself stands in its element.
fn inline_codes(content: &str, english: &str) -> String {
    let piece = |(piece, id): (TextPiece<'_>, usize)| match piece {
        TextPiece::Text(plain) => text(plain),
        TextPiece::Code(code) => format!("<ph id=\"{id}\">{}</ph>", text(code)),
    };
    ids(content, english).into_iter().map(piece).collect()
}

/// XLIFF 2.0.
pub(super) fn two(units: &[Unit], tag: &str) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"{SOURCE}\" trgLang=\"{}\">\n",
        text(tag)
    );
    for of_file in units.chunk_by(|a, b| a.file == b.file) {
        let file = text(&of_file[0].file);
        xml.push_str(&format!("  <file id=\"{file}\" original=\"{file}\">\n"));
        of_file.iter().for_each(|unit| xml.push_str(&unit_of_two(unit)));
        xml.push_str("  </file>\n");
    }
    xml + "</xliff>\n"
}

fn unit_of_two(unit: &Unit) -> String {
    let mut codes: Vec<&str> = Vec::new();
    let all = [unit.source.as_str(), shown_target(unit)];
    for piece in all.iter().flat_map(|text| pieces(text)) {
        if let TextPiece::Code(code) = piece
            && !codes.contains(&code)
        {
            codes.push(code);
        }
    }
    let mut xml = format!(
        "    <unit id=\"{}\" name=\"{}\" xml:space=\"preserve\">\n",
        text(&unit.path.token()),
        text(&unit.path.to_string())
    );
    let former = unit.former.as_ref().map(|former| ("previous-source", former.as_str()));
    let same = unit.is_same.then_some(("translator", SAME));
    let standing = unit.standing.to_string();
    let state = Some(("state", standing.as_str()));
    let all = notes(unit).map(|note| ("developer", note)).chain(former).chain(same).chain(state);
    let all: String =
        all.map(|(category, note)| format!("        <note category=\"{category}\">{}</note>\n", text(note))).collect();
    xml.push_str(&format!("      <notes>\n{all}      </notes>\n"));
    if !codes.is_empty() {
        let data =
            codes.iter().enumerate().map(|(at, code)| format!("        <data id=\"d{at}\">{}</data>\n", text(code)));
        xml.push_str(&format!("      <originalData>\n{}      </originalData>\n", data.collect::<String>()));
    }
    let state = match unit.standing {
        fuzzy if fuzzy.is_fuzzy() => {
            format!("state=\"initial\" subState=\"communique:{}\"", fuzzy.to_string().replace(' ', "-"))
        }
        standing if standing.is_untranslated() => "state=\"initial\"".to_owned(),
        _ => "state=\"final\"".to_owned(),
    };
    let target = match shown_target(unit) {
        "" => String::new(),
        target => format!("        <target>{}</target>\n", referenced_codes(target, &unit.source, &codes)),
    };
    xml + &format!(
        "      <segment {state}>\n        <source>{}</source>\n{target}      </segment>\n    </unit>\n",
        referenced_codes(&unit.source, &unit.source, &codes)
    )
}

/// The code stands in the data of the unit.
fn referenced_codes(content: &str, english: &str, codes: &[&str]) -> String {
    let piece = |(piece, id): (TextPiece<'_>, usize)| match piece {
        TextPiece::Text(plain) => text(plain),
        TextPiece::Code(code) => {
            let data = codes.iter().position(|known| *known == code).unwrap_or_default();
            format!("<ph id=\"{id}\" dataRef=\"d{data}\" disp=\"{}\"/>", text(code))
        }
    };
    ids(content, english).into_iter().map(piece).collect()
}

fn notes(unit: &Unit) -> impl Iterator<Item = &str> {
    unit.notes.iter().map(String::as_str).filter(|note| !note.is_empty())
}

/// XML has no other control characters than these; the check reports them in a text.
fn text(text: &str) -> String {
    let is_none = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t' | '\u{80}'..='\u{9f}') || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    escape(text.replace(is_none, "\u{fffd}")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_the_id_of_the_same_code_of_the_english_wherever_it_stands() {
        let english = "On { $date } at { $time } and <em>again</em> { $date }";
        let of = |content: &str| -> Vec<usize> {
            ids(content, english)
                .into_iter()
                .filter(|(piece, _)| matches!(piece, TextPiece::Code(_)))
                .map(|(_, id)| id)
                .collect()
        };
        assert_eq!(of(english), [1, 2, 3, 4, 5]);
        assert_eq!(of("{ $time } { $date } { -x } { $date } { $date }"), [2, 1, 6, 5, 7]);
    }
}
