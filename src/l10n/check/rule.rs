//! The names of the rules that are asked for by others than those who tell them, or that several tell: what they say is
//! why something else is not told, or not taken. A rule that nobody asks for has its name where it is told.

/// The rule of a character that no text has.
pub(crate) const CONTROL_CHARACTER: &str = "control-character";
/// The rule of a file that was saved in part.
pub(crate) const CUT_FILE: &str = "cut-file";
/// The rule of a text that has lost its rest.
pub(crate) const CUT_SHORT: &str = "cut-short";
/// The rule of a character that nobody sees and that turns the text around it.
pub(crate) const DIRECTION_CONTROL: &str = "direction-control";
/// The rule of another sign in an element than the English has.
pub(crate) const ELEMENT_SYMBOL: &str = "element-symbol";
/// The rule of a file that was emptied.
pub(crate) const EMPTY_FILE: &str = "empty-file";
/// The rule of characters that were read or saved in another encoding.
pub(crate) const ENCODING: &str = "encoding";
/// The rule of a character that is written with a backslash.
pub(crate) const ESCAPE: &str = "escape";
/// The rule of what a function is given that takes something else.
pub(crate) const FUNCTION_ARGUMENT: &str = "function-argument";
/// The rule of a comment behind spaces.
pub(crate) const INDENTED_COMMENT: &str = "indented-comment";
/// The rule of a message, a term or an attribute that begins as a line of a text.
pub(crate) const INDENTED_ID: &str = "indented-id";
/// The rule of a character that nobody sees.
pub(crate) const INVISIBLE_CHARACTER: &str = "invisible-character";
/// The rule of a name or a row inside a line, whose line break was lost.
pub(crate) const JOINED_LINE: &str = "joined-line";
/// The rule of a language that would no longer be listed.
pub(crate) const LEAVES_MENU: &str = "leaves-menu";
/// The rule of signs that are left of another format.
pub(crate) const LEFT_OVER: &str = "left-over";
/// The rule of a file that is not there.
pub(crate) const LOST_FILE: &str = "lost-file";
/// The rule of a text that has lost its name and hangs on to the one above.
pub(crate) const LOST_NAME: &str = "lost-name";
/// The rule of an element that has lost its beginning or its end.
pub(crate) const MALFORMED_ELEMENT: &str = "malformed-element";
/// The rule of both sides of a conflict.
pub(crate) const MERGE_CONFLICT: &str = "merge-conflict";
/// The rule of an attribute that a translation lacks.
pub(crate) const MISSING_ATTRIBUTE: &str = "missing-attribute";
/// The rule of an element that a translation lacks.
pub(crate) const MISSING_ELEMENT: &str = "missing-element";
/// The rule of a value that a translation lacks.
pub(crate) const MISSING_TEXT: &str = "missing-text";
/// The rule of a variable that a translation lacks.
pub(crate) const MISSING_VARIABLE: &str = "missing-variable";
/// The rule of a mark that silences nothing.
pub(crate) const NEEDLESS_MARK: &str = "needless-mark";
/// The rule of another number of a note than the English has.
pub(crate) const NOTE_NUMBER: &str = "note-number";
/// The rule of a message that the English no longer has.
pub(crate) const OBSOLETE: &str = "obsolete";
/// The rule of a number that the English has not.
pub(crate) const OTHER_NUMBER: &str = "other-number";
/// The rule of a translation whose English has changed.
pub(crate) const OUT_OF_DATE: &str = "out-of-date";
/// The rule of a file over which another was saved.
pub(crate) const OVERWRITTEN_FILE: &str = "overwritten-file";
/// The rule of a variable, a message or a term that is not written as Fluent reads it.
pub(crate) const PLACEHOLDER: &str = "placeholder";
/// The rule of a row whose name is no category.
pub(crate) const PLURAL_CATEGORY: &str = "plural-category";
/// The rule of a category without a row.
pub(crate) const PLURAL_FORMS: &str = "plural-forms";
/// The rule of a row that does not show its number.
pub(crate) const PLURAL_NUMBER: &str = "plural-number";
/// The rule of a row that is none of those of the English.
pub(crate) const SELECTOR_ROW: &str = "selector-row";
/// The rule of what Fluent does not read.
pub(crate) const SYNTAX: &str = "syntax";
/// The rule of a line behind a tab, or another space that does not count.
pub(crate) const TAB_INDENT: &str = "tab-indent";
/// The rule of a translation that somebody has to say is right.
pub(crate) const TO_BE_CONFIRMED: &str = "to-be-confirmed";
/// The rule of a reference to what is not there.
pub(crate) const UNDEFINED_REFERENCE: &str = "undefined-reference";
/// The rule of an attribute that the English has not.
pub(crate) const UNEXPECTED_ATTRIBUTE: &str = "unexpected-attribute";
/// The rule of a message or a term that nobody asks for.
pub(crate) const UNKNOWN_ID: &str = "unknown-id";
/// The rule of a text that is still English.
pub(crate) const UNTRANSLATED: &str = "untranslated";
