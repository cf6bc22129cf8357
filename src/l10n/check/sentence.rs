//! What findings say: which sentence of `sentences.ftl`, with which values. Nothing is put into words before somebody
//! reads it. Knows no rule and no locale.

mod declaration;

use fluent::FluentArgs;
use strum::IntoStaticStr;

use self::declaration::sentences;
use super::render::render;
#[cfg(test)]
use super::values::CHOICES;
use super::values::Value;
pub(crate) use super::values::{Begins, EntryKind, Escaped, Place, Purpose, Recorded, Remedy, Shown, Side, Typed};

// In the order of the file, and in its groups.
sentences! {
    // arguments.rs
    PositionalArgument { term: String },
    RowWithoutArgument { term: String, row: String, argument: String },
    MissingArgument { variable: String, term: String },
    MisspelledArgument { term: String, argument: String, meant: String },
    UnusedArgument { term: String, argument: String },
    ArgumentWithoutQuotes { argument: String, meant: String },
    MisspelledRowOfTerm { term: String, row: String, meant: String, argument: String },
    MisspelledRowInTerm { term: String, row: String, meant: String },
    UnknownRowOfTerm { term: String, row: String, default: String, known: String },
    // characters.rs
    LostCharacter,
    ControlCharacter { code: String },
    UnknownCharacter { code: String },
    LineSeparator { code: String },
    ForcedDirection,
    DirectionIsolate { code: String },
    DirectionMark { code: String },
    SoftHyphen,
    ByteOrderMark,
    InvisibleCharacter { code: String },
    // comments.rs
    VariableWithoutExample { variable: String, name: String },
    UnreadableLength { line: String },
    // conflicts.rs
    MergeConflict,
    // cut_short.rs
    FalseIndentCuts { space: String, id: String },
    SignCuts { sign: char, id: String },
    MissingIndentCuts { id: String },
    CommentCuts { id: String },
    MistypedCommentCuts { id: String },
    TermCuts { id: String },
    NameCuts { id: String, meant: String },
    // cut_end.rs
    EntryCuts { id: String, name: String },
    EndCuts { id: String },
    FewerSentences { id: String, here: usize, english: usize },
    MuchShorter { id: String, here: usize, english: usize },
    NoLineEnd { id: String },
    // english_cut.rs
    EnglishCut { id: String, lost: String },
    EnglishShorter { id: String, lost: String },
    // element_slips.rs
    Html { text: String },
    OtherAngles { written: String, name: String },
    MistypedElement { written: String, meant: String },
    ElementNotEnded { name: String },
    ElementWithoutSlash { name: String },
    CrossedElement { outer: String, inner: String },
    ElementNotOpened { name: String },
    ElementNotClosed { name: String },
    // elements.rs
    ElementInTerm { name: String },
    ElementOfReference { name: String, reference: String },
    MisspelledElement { name: String, meant: String },
    UnknownElement { name: String },
    UnexpectedElement { name: String },
    MissingElement { name: String },
    ElementMissingInRow { name: String },
    RareElement { name: String, here: usize, expected: usize },
    RepeatedElement { name: String, here: usize, expected: usize },
    EmptyElement { name: String },
    NestedElement { inner: String, outer: String },
    WrongSymbol { name: String, expected: String },
    // empty.rs
    EmptyText { of: EntryKind },
    UnseenText { of: EntryKind },
    EmptyRow { of: EntryKind },
    EmptyEnglish,
    // encoded.rs
    EncodedCharacter { written: String, kind: Typed, characters: String },
    // encoding.rs
    WrongEncoding { shown: String, meant: char },
    WrongEncodingOfText { shown: String, meant: char },
    LostCharacters { number: usize, lines: String, count: usize },
    // endonym.rs
    OwnName { variable: String },
    // escapes.rs
    Entity { entity: String, kind: Typed, characters: String },
    EscapeByNumber { escape: String, kind: Typed, characters: String },
    Escape { escape: String, means: Escaped, sign: char },
    // files.rs
    CopiedFile { original: String },
    OverwrittenFile { name: String, original: String },
    OtherText { name: String },
    ExchangedFile { name: String, meant: String },
    MisspelledFile { name: String, meant: String },
    StrayFile { name: String, meant: String },
    StrayCopy { name: String, meant: String },
    MisnamedFile { name: String, meant: String },
    // foreign_names.rs
    TranslatedName { name: String, meant: String },
    ForeignName { name: String },
    QuotedName { id: String },
    // functions.rs
    MisspelledFunction { name: String, meant: String },
    UnknownFunction { name: String },
    FunctionArgument { given: usize },
    NumberOfVariable { variable: String },
    NumberOfArgument { argument: String, term: String },
    MisspelledOption { option: String, meant: String },
    UnknownOption { option: String, known: String },
    OptionOfOneText { option: String, text: &'static str },
    OptionOfTwoTexts { option: String, first: &'static str, second: &'static str },
    OptionOfDigits { option: String, most: usize },
    // in_braces.rs
    OtherChoice { selector: String },
    CopiedGain { change: String },
    // indented.rs
    IndentedComment,
    IndentedId { name: String, id: String },
    AttributeWithoutDot { name: String, id: String },
    // joined.rs
    JoinedLine { name: String, begins: Begins },
    // left_over.rs
    SignAtStart { sign: String },
    SignAtEnd { sign: String },
    SignsInARow { signs: String },
    OtherMarkup { mark: String, element: String },
    OtherLink { mark: String },
    Unfinished { note: String },
    CopiedChange { change: String },
    CommentBehind,
    QuestionMarkInWord { word: String },
    // length.rs
    TooLong { length: usize, most: usize },
    // lists.rs
    WrongArrow { arrow: String },
    RowInBrackets { row: String },
    NoDefaultRow { row: String },
    OtherStar { sign: char, code: String },
    StarOfRow { row: String },
    NoRow,
    RowWithoutText { row: String },
    BraceBehindRow,
    // marks.rs
    LooseMark { mark: &'static str },
    UnknownMark { line: String, known: String },
    // mistyped.rs
    MistypedComment { line: String },
    SpaceInName { id: String },
    ForeignCharacter { character: char, code: String, id: String },
    OtherEquals { sign: char, code: String, id: String },
    MissingEqualsOf { id: String },
    // nameless.rs
    LostName { id: String },
    NoName,
    HangingText { id: String, meant: String },
    MayHang { id: String, meant: String },
    GoesOn { id: String },
    // numbers.rs
    OtherNumber { found: String, missing: String, mark: &'static str },
    NeedlessNumbersMark { mark: &'static str },
    // notes.rs
    WrongNote { name: String, number: String, expected: String },
    MarkWithoutNumber { name: String, expected: String },
    MissingMark { name: String, number: String },
    WrongNumberOfNote { number: String, expected: String },
    NoteWithoutNumber { expected: String },
    BareMark { number: usize, name: String },
    // placeholders.rs
    OtherPlaceholder { written: String, meant: String },
    DoubledBraces { written: String, meant: String },
    // plurals.rs
    NoCategory { row: String, meant: &'static str, tag: String, categories: String },
    CategoryWithoutNumbers { row: String, tag: String, categories: String },
    UnreachableRow { row: String },
    RowOfNoNumber { row: String },
    MissingCategory { tag: String, number: usize, category: &'static str },
    RowWithoutNumber { row: String, first: usize, second: usize, variable: String },
    // references.rs
    VariableOfReference { variable: String, reference: String },
    MisspelledReference { name: String, meant: String },
    UntranslatedReference { name: String },
    UnknownReference { name: String },
    UnknownReferences { name: String, number: usize, places: String },
    ReferenceWithoutText { name: String },
    MisspelledAttributeOfReference { name: String, attribute: String, meant: String },
    UnknownAttributeOfReference { name: String, attribute: String },
    CyclicReference { of: EntryKind },
    TooManyPlaceables { most: usize },
    TooDeep { most: usize },
    // repeated.rs
    RepeatedText { id: String },
    DoubledText,
    // resolution.rs
    Unresolvable,
    NumberOfText,
    // scripts.rs
    ForeignLetter { word: String, letter: char, code: String, meant: char, number: String },
    ForeignDigit { digit: char, code: String, meant: char, number: String },
    // shape.rs
    MisspelledId { id: String, meant: String },
    Obsolete,
    DuplicateId { id: String, file: String, line: usize },
    IdOfFunction { name: String },
    IdOfMessageAndTerm { name: String },
    DuplicateAttribute { name: String },
    DuplicateRow { row: String },
    MissingText,
    UnexpectedText,
    MisspelledAttribute { name: String, meant: String },
    TranslatedAttribute { name: String, meant: String },
    UnexpectedAttribute { name: String },
    MissingAttribute { name: String, text: String, lines: usize },
    // syntax.rs
    FalseIndent { space: String },
    FalseSpaceInside { space: String, place: Place },
    NoLatinLetter { letter: char, code: String, place: Place },
    NoLatinDigit { letter: char, code: String, meant: usize, place: Place },
    FalseIndentOfText { space: String },
    SignBeginsText { sign: char },
    MissingIndent { id: String, line: usize },
    BraceNotClosed,
    StrayBrace,
    MissingEquals,
    MissingToken { token: char },
    ChoicesOnOneLine,
    MissingNumber,
    NoEntry,
    NoText,
    ManyDefaultRows,
    BraceNotOpened,
    QuotesNotClosed,
    NothingInBraces,
    WrongSelector,
    AttributeOfTermShown,
    ArgumentBehindNamed,
    DuplicateArgument,
    UnknownEscape,
    WrongNumberOfCharacter,
    // term_names.rs
    MisspelledTerm { id: String, meant: String },
    // text_rows.rs
    MisspelledRow { row: String, meant: String },
    UnknownRow { row: String, known: String },
    MissingRow { row: String },
    RowOfText { row: String, variable: String },
    // typography.rs
    BreakingSpace { side: Side, sign: char },
    FirstOfMonth { month: String },
    SplitSymbol { symbol: String },
    // variables.rs
    MisspelledVariable { variable: String, meant: String },
    UnknownVariable { variable: String, known: String },
    UnexpectedVariable { variable: String },
    MissingVariable { variable: String },
    VariableMissingInRow { variable: String },
    MissingRows { variable: String, known: String },
    ShownWord { variable: String },
    // finding.rs
    ManyAlike { message: String, help: String, more: usize },
    // What is found by others: ../folder.rs, the names of folders
    NoTag { name: String },
    UnknownLanguage { name: String },
    DeepFile,
    FileOutside,
    UnknownScript { name: String, part: String },
    UnknownRegion { name: String, part: String },
    UnknownVariant { name: String, part: String },
    TagOfCountry { name: String, tag: String },
    OtherTag { name: String, tag: String },
    // ../manifest.rs, locale.toml
    MalformedManifest,
    ConflictOfManifest,
    EntryWithoutText { key: &'static str, found: &'static str },
    MisspelledKey { key: String, meant: String },
    UnknownKey { key: String, known: String },
    MisspelledState { meant: String },
    UnknownState { known: String },
    ShareWithoutList { known: String },
    MisspelledService { name: String, meant: String, known: String },
    UnknownService { name: String, known: String },
    ReviewWithoutDay,
    ReviewWithoutName,
    UnreadableDay { day: String },
    FutureDay { day: String },
    // ../project.rs, l10n.toml
    MalformedProject,
    // ../report.rs, files as a whole
    FileInUtf16 { file: Purpose },
    FileInOtherEncoding { file: Purpose },
    FileOfDocument { file: Purpose },
    FileWithZeros { file: Purpose },
    LargeFile { most: usize, file: Purpose },
    OpenBrackets { most: usize, file: Purpose },
    ColonsInBracket { most: usize, file: Purpose },
    NoFile { file: Purpose },
    UnreadableFile { reason: String, file: Purpose },
    UnreadableFolder { reason: String, file: Purpose },
    EmptiedFile,
    CutFile { number: usize },
    LostFile { name: String, number: usize },
    LostEnglishFile { name: String },
    LostFolder { tag: String },
    DamagedRecords,
    // ../report.rs, the states of translations
    OutOfDate { tag: String, id: String },
    ToBeConfirmed { tag: String, id: String },
    NoLongerFits { reason: String, help: String, shown: Shown },
    TermOutOfDate { tag: String, term: String },
    NoRecord { tag: String, number: usize },
    NotRecorded { tag: String, number: usize },
    Renamed { old: String, id: String },
    RenamedSection { old: String, new: String, number: usize },
    Untranslated { of: EntryKind, mark: &'static str },
    UntranslatedOfFormerDays { of: EntryKind, mark: &'static str },
    NeedlessMark { mark: &'static str },
    ForeignFile { language: String, path: String },
    ForeignText { language: String, path: String, tag: String, id: String },
    SameFile { path: String },
    UnrecordedApproval { records: Recorded, tag: String },
    ListedIncomplete { number: usize, missing: String },
    ListedWithFewWords { percent: usize },
    NameOfCldr { name: String },
    WordsLeaveMenu { language: String, tag: String, percent: usize, needed: usize },
    RequiredLeaveMenu { language: String, tag: String, number: usize, missing: String },
    NotInMenu { language: String, tag: String, percent: usize, needed: usize, number: usize },
    RequiredGained { language: String, tag: String, number: usize, missing: String },
    // What is found by whoever shows the messages
    NoSource,
    UnusedText { part: String },
    AbbreviationNowhere { abbreviation: String },
    AskedFor { template: String, part: String, reason: String, remedy: Remedy, name: String },
    NoSite { reason: String },
    StatementData { reason: String },
    FutureRetrieval { day: String },
}

impl Sentence {
    /// What is wrong.
    pub(crate) fn message(&self) -> String {
        render(self.into(), None, &self.values())
    }

    /// What to do.
    pub(crate) fn help(&self) -> String {
        render(self.into(), Some("help"), &self.values())
    }
}

#[cfg(test)]
mod tests;
