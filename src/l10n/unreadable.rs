//! Why a locale file is not read, and the bounds by which one is refused before it is parsed.

/// Why a file is not read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It has more than `MAX_FILE_BYTES`.
    Large,
    /// It is in UTF-16 or UTF-32.
    Utf16,
    /// Zeros stand in the place of its text.
    Zeros,
    /// It is in an older encoding.
    OtherEncoding,
    /// It is of a word processor, or an archive.
    Document,
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

/// Bytes; far above any locale file.
pub(super) const MAX_FILE_BYTES: usize = 1 << 20;
/// Fluent’s parser and our walks recurse for each open bracket: more would overflow the stack. The 2 MiB
/// of the thread that reloads hold about 200 in an unoptimized build.
pub(super) const MAX_OPEN_BRACKETS: usize = 50;
/// Fluent’s parser compares each named argument of a call with all before it.
pub(super) const MAX_COLONS_IN_BRACKETS: usize = 200;
