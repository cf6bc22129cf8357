//! The formats of translators’ tools, and which of them a file is in. Knows no locale.

use jiff::civil::Date;

use super::delivery::{Delivery, MAX_BYTES, Unusable};
use super::unit::Unit;
use super::{po, po_text, sheet, xliff, xliff_text};
use crate::l10n::position::Position;

/// A format of translators’ tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// XLIFF 1.2.
    Xliff,
    /// XLIFF 2.0; 2.1 is the same.
    Xliff2,
    /// The PO format of gettext.
    Po,
    /// A table with commas.
    Csv,
}

impl FileFormat {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Xliff, Self::Xliff2, Self::Po, Self::Csv];

    /// What a name of a file in this format ends with.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xliff | Self::Xliff2 => "xlf",
            Self::Po => "po",
            Self::Csv => "csv",
        }
    }
}

/// The texts of a language as a file; `day` is when it is written.
pub fn write(units: &[Unit], tag: &str, format: FileFormat, day: Date) -> String {
    match format {
        FileFormat::Xliff => xliff_text::one(units, tag),
        FileFormat::Xliff2 => xliff_text::two(units, tag),
        FileFormat::Po => po_text::write(units, tag, day),
        FileFormat::Csv => sheet::write(units),
    }
}

/// Reads a file in any of the formats.
pub fn read(bytes: &[u8]) -> Result<Delivery, (Position, Unusable)> {
    let start = Position { line: 1, column: 1 };
    if bytes.len() > MAX_BYTES {
        return Err((start, Unusable::Large));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        (crate::l10n::position::Lines::new(&before).position(&before, before.len()), Unusable::Encoding)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        return Err((start, Unusable::Encoding));
    }
    let begin = text.trim_start();
    if begin.starts_with('<') {
        return xliff::read(text);
    }
    let is_po = |line: &str| line.starts_with("msgid ") || line.starts_with("msgctxt ");
    if text.lines().map(str::trim_start).any(is_po) {
        return po::read(text);
    }
    if text.trim().is_empty() { Err((start, Unusable::Format)) } else { sheet::read(text) }
}
