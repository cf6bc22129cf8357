//! Writes PO files. The path of a text is its context (`msgctxt`). Knows no locale.

use jiff::civil::Date;

use super::unit::Unit;
use crate::l10n::check::SAME;

/// A PO file.
pub(super) fn write(units: &[Unit], tag: &str, day: Date) -> String {
    let mut po = String::from("msgid \"\"\nmsgstr \"\"\n");
    for (name, value) in [
        ("Project-Id-Version", concat!("communique ", env!("CARGO_PKG_VERSION"))),
        ("Report-Msgid-Bugs-To", ""),
        ("POT-Creation-Date", &format!("{day} 00:00+0000")),
        ("PO-Revision-Date", &format!("{day} 00:00+0000")),
        ("Last-Translator", ""),
        ("Language-Team", &tag.replace('-', "_")),
        ("Language", &tag.replace('-', "_")),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ] {
        po.push_str(&quoted(&format!("{name}: {value}\n")));
        po.push('\n');
    }
    for unit in units {
        po.push('\n');
        if unit.is_same {
            po.push_str(&format!("# {SAME}\n"));
        }
        for note in unit.notes.iter().filter(|note| !note.is_empty()) {
            po.push_str(&format!("#. {note}\n"));
        }
        if unit.standing.is_fuzzy() {
            po.push_str(&format!("#. {}\n", unit.standing));
        }
        po.push_str(&format!("#: {}\n", unit.file));
        if unit.standing.is_fuzzy() {
            po.push_str("#, fuzzy\n");
        }
        if let Some(former) = &unit.former {
            po.push_str(&keyword("#| msgid", former).replace("\n\"", "\n#| \""));
        }
        po.push_str(&keyword("msgctxt", &unit.path.to_string()));
        po.push_str(&keyword("msgid", &unit.source));
        po.push_str(&keyword("msgstr", unit.target.as_deref().unwrap_or_default()));
    }
    po
}

/// A keyword with its text; of several lines each stands on its own.
fn keyword(keyword: &str, text: &str) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    match lines.as_slice() {
        [] => format!("{keyword} \"\"\n"),
        [line] => format!("{keyword} {}\n", quoted(line)),
        lines => {
            let lines: Vec<String> = lines.iter().map(|line| quoted(line)).collect();
            format!("{keyword} \"\"\n{}\n", lines.join("\n"))
        }
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            '"' | '\\' => quoted.extend(['\\', c]),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
