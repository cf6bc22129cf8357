//! What a file of another tool holds, read: texts with their places in it, and what in it cannot be used. Knows no locale.

use crate::l10n::position::Position;

/// Bytes of a delivery; far above that of a language with every text.
pub const MAX_BYTES: usize = 16 << 20;
/// Texts of a delivery.
pub(super) const MAX_UNITS: usize = 50_000;

/// A file that has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveredFile {
    /// The tag of the language that it says it is in.
    pub language: Option<String>,
    /// Its texts, in their order.
    pub units: Vec<Delivered>,
    /// What in it could not be read and cost one text each.
    pub unread: Vec<(Position, Unusable)>,
}

/// A text as it was delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// Its path, as [`super::Path`] writes it.
    pub path: String,
    /// The English that was translated; `None` if the file does not say.
    pub source: Option<String>,
    /// The translation; empty if there is none.
    pub target: String,
    /// Whether the tool says that somebody still has to look at it.
    pub is_fuzzy: bool,
    /// Whether it is marked as rightly the same as the English.
    pub is_same: bool,
    /// Where its translation stands.
    pub at: Position,
}

/// Why a delivery, or a text of it, is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It has more than [`MAX_BYTES`].
    #[error("it is larger than {} MiB; deliver it in parts", MAX_BYTES >> 20)]
    Large,
    /// It has more than `MAX_UNITS`.
    #[error("it holds more than {MAX_UNITS} texts; deliver it in parts")]
    Many,
    /// It is not in UTF-8.
    #[error("it is not in UTF-8; save it as UTF-8")]
    Encoding,
    /// Its texts were read in another encoding and saved so.
    #[error(
        "it was read in the wrong encoding and saved again: “{0}” stands for “{1}”; export it again, and open it as UTF-8"
    )]
    Misread(String, char),
    /// Its format is none that is read.
    #[error("it is no XLIFF, PO or CSV file")]
    Format,
    /// The XML is not whole.
    #[error("the XML cannot be read: {0}; save the file again from the tool that wrote it")]
    Xml(String),
    /// A document type could define text that grows without end.
    #[error("it has a DOCTYPE, which is not read; XLIFF needs none: take that line out")]
    DocType,
    /// A name between `&` and `;` that XML itself does not have.
    #[error("&{0}; is no character of XML; type the character itself")]
    Entity(String),
    /// Elements stand in one another too deep.
    #[error("its elements stand in one another too deep")]
    Deep,
    /// A code that stands for nothing.
    #[error("the code with the id {0} is not in the English; copy the codes from there")]
    Code(String),
    /// A line of a PO file that is none.
    #[error("this is no line of a PO file; each is a comment, a keyword such as msgstr, or a text in quotes")]
    Line,
    /// A text in quotes that does not end, or with something behind.
    #[error("the text in quotes does not end; write \\\" for a quotation mark inside it")]
    Quote,
    /// A text without its path.
    #[error("it has no msgctxt, by which a text is found; export the file again and translate that")]
    Context,
    /// A plural as gettext has it.
    #[error(
        "plurals are not read from msgid_plural and msgstr[0]; each row of one is an entry of its own, named in msgctxt as \
         notice-stale#[few]: export the file again and translate that"
    )]
    Plural,
    /// A table without the columns that are needed.
    #[error("its first line must name the columns id, source and target")]
    Columns,
    /// A cell of a table that does not end, or ends where it goes on.
    #[error(
        "the quotation marks of a cell do not go together from here on: the file is cut, or one of them is lost; save it again from the spreadsheet"
    )]
    Cell,
    /// A row of a table that cannot be read.
    #[error("the row cannot be read: {0}")]
    Row(String),
}
