//! How a text ends beside its English: with a sign that closes a sentence, or before it. Whether a language writes such
//! signs is told by its other texts. Knows no rule.

use std::cell::OnceCell;

use fluent_syntax::ast::Pattern;
use icu_properties::CodePointMapData;
use icu_properties::props::LineBreak;

use super::english::English;
use super::filled::filled;
use super::index::{Index, ParsedFile};
use super::pattern::{Target, parts};
use super::text_end::{Last, ends_sentence, is_closing, last, last_of_rows, sentences};
use super::visible::is_visible;
use crate::l10n::normal;
use crate::l10n::records::fingerprint;

/// How the end of a text compares with that of its English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// It ends like the English, and has as many sentences.
    Whole,
    /// It ends like the English, and has fewer sentences.
    Fewer {
        /// Its sentences.
        here: usize,
        /// Those of the English.
        english: usize,
    },
    /// It does not end with a sign that closes a sentence, as the English does.
    Open,
    /// The English ends with no such sign, or the language writes none.
    Unknown {
        /// The words of the English, what is filled in left out.
        words: usize,
    },
}

/// So many texts that are closed say, for one that is not, that the one has lost its end.
const EVIDENCE: usize = 20;

/// The texts of a language beside those of the English.
pub(super) struct Endings<'a> {
    locale: &'a Index<'a>,
    english: &'a English<'a>,
    /// Of the texts whose English ends with a sentence: those that do too, and those that do not.
    habit: OnceCell<(usize, usize)>,
    /// The characters of all texts that have an English, and those of their English.
    lengths: OnceCell<(usize, usize)>,
}

impl<'a> Endings<'a> {
    pub(super) fn new(locale: &'a Index<'a>, english: &'a English<'a>) -> Self {
        Self { locale, english, habit: OnceCell::new(), lengths: OnceCell::new() }
    }

    /// The tag of the language.
    pub(super) fn tag(&self) -> String {
        self.locale.tag.to_string()
    }

    /// Compares a text with its English; `None` if there is none.
    pub(super) fn compare(&self, target: Target<'_>, pattern: &Pattern<&str>) -> Option<Ending> {
        let english = self.english.ends.get(&target)?;
        let unknown = Ending::Unknown { words: english.words };
        let here = last_of_rows(pattern).or(last(pattern))?;
        Some(match (english.last, here) {
            (Last::Value, Last::Value) => Ending::Whole,
            (Last::Character(sign), here) if is_closing(sign, sign) => match here {
                Last::Character(c) if is_closing(c, sign) => match sentences(&filled(pattern), c) {
                    here if here < english.sentences => Ending::Fewer { here, english: english.sentences },
                    _ => Ending::Whole,
                },
                _ if self.is_written(pattern) => Ending::Open,
                _ => unknown,
            },
            (_, Last::Character(c)) if ends_sentence(c) => Ending::Whole,
            _ => unknown,
        })
    }

    /// The English of a text, to be shown beside it.
    pub(super) fn english(&self, target: Target<'_>, beside: &ParsedFile<'_>) -> Option<String> {
        self.english.text_of(target, beside)
    }

    /// Whether the English has a line of a comment, too.
    pub(super) fn is_comment_of_english(&self, line: &str) -> bool {
        self.english.comment(line).is_some()
    }

    /// Whether the language writes signs at the end of sentences, by all texts but this one, which has none.
    fn is_written(&self, pattern: &Pattern<&str>) -> bool {
        let (closed, open) = *self.habit.get_or_init(|| self.habit());
        // Scripts that write no spaces between words mostly have none at the end either; one text says nothing.
        let is_shown = closed > 1 || !filled(pattern).chars().any(is_without_spaces);
        is_shown && closed >= open.saturating_sub(1)
    }

    /// Whether the language has shown that it closes its sentences: of a good many texts all but a few end with a sign.
    pub(super) fn are_closed(&self) -> bool {
        let (closed, open) = *self.habit.get_or_init(|| self.habit());
        closed >= EVIDENCE && open * EVIDENCE <= closed
    }

    /// Whether a message says something else than when it was written down: what it lacks may have been lost since.
    pub(super) fn has_changed(&self, target: Target<'_>) -> bool {
        let recorded = self.locale.recorded().get(target.name).filter(|_| !target.is_term);
        let Some((recorded, located)) = recorded.zip(self.locale.message(target.name)) else { return false };
        let was = |text: String| **recorded == *fingerprint(&text);
        // As earlier versions wrote it down, too.
        let is_as_it_was = || was(normal::of_message(located.message)) || was(normal::as_written(located.message));
        !recorded.is_empty() && !is_as_it_was()
    }

    /// Whether a text is not half as long as its English has texts of the language on the whole.
    pub(super) fn is_much_shorter(&self, target: Target<'_>, pattern: &Pattern<&str>) -> bool {
        let Some((_, english)) = self.english.pattern(target) else { return false };
        let (here, of_english) = *self.lengths.get_or_init(|| self.lengths());
        length(pattern) * of_english * 2 < length(english) * here
    }

    fn lengths(&self) -> (usize, usize) {
        let (mut here, mut of_english) = (0, 0);
        for located in self.locale.messages() {
            for (attribute, pattern) in parts(located.message) {
                let target = Target { is_term: false, name: located.message.id.name, attribute };
                if let Some((_, english)) = self.english.pattern(target) {
                    here += length(pattern);
                    of_english += length(english);
                }
            }
        }
        (here, of_english)
    }

    fn habit(&self) -> (usize, usize) {
        let (mut closed, mut open) = (0, 0);
        for located in self.locale.messages() {
            for (attribute, pattern) in parts(located.message) {
                let target = Target { is_term: false, name: located.message.id.name, attribute };
                let Some(english) = self.english.ends.get(&target) else { continue };
                let (Last::Character(sign), Some(Last::Character(c))) = (english.last, last(pattern)) else { continue };
                // What is still English says nothing of the language.
                if ends_sentence(sign) && filled(pattern) != english.text {
                    *(if is_closing(c, sign) { &mut closed } else { &mut open }) += 1;
                }
            }
        }
        (closed, open)
    }
}

/// Whether a character is one of a script that writes no spaces between words.
fn is_without_spaces(c: char) -> bool {
    CodePointMapData::<LineBreak>::new().get(c) == LineBreak::ComplexContext
}

/// The characters of a text.
fn length(pattern: &Pattern<&str>) -> usize {
    filled(pattern).chars().filter(|c| is_visible(*c)).count()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::l10n::file::LocaleFile;

    /// How the message `a` of a language ends beside its English.
    fn ending(tag: &str, english: &str, text: &str) -> Ending {
        let files =
            [("en", english), (tag, text)].map(|(tag, text)| LocaleFile::new(format!("{tag}/a.ftl"), text.as_bytes()));
        let [en, de] = [&files[0], &files[1]].map(|file| [ParsedFile::new(file)]);
        let (en, de) = (Index::new("en".parse().unwrap(), &en), Index::new(tag.parse().unwrap(), &de));
        let english = English::new(&en);
        let (_, pattern) = parts(de.message("a").unwrap().message).last().unwrap();
        let target = Target { is_term: false, name: "a", attribute: "" };
        Endings::new(&de, &english).compare(target, pattern).unwrap()
    }

    #[test]
    fn a_text_is_whole_if_it_ends_with_a_sign_as_its_english_does() {
        for (tag, english, text) in [
            ("de", "x y.", "y."),
            ("de", "x y.", "y…"),
            ("de", "x y!", "y?"),
            ("de", "x <l>y</l>.", "<l>y.</l>"),
            ("de", "x “y”.", "„y.“"),
            ("fr", "x y.", "« y. »"),
            ("ja", "x y.", "「y。」"),
            ("zh-Hans", "x y.", "国际合作。"),
            ("hi", "x y.", "सहयोग।"),
            ("ar", "x y?", "لماذا؟"),
            ("ur", "x y.", "تعاون۔"),
            ("hy", "x y.", "համագործակցություն։"),
            ("am", "x y.", "ትብብር።"),
            ("my", "x y.", "ပူးပေါင်းမှု။"),
            ("bo", "x y.", "མཉམ་ལས།"),
            ("el", "x y?", "γιατί;"),
            ("fa", "x y.", "همکاری.\u{200f}"),
            ("fr", "x y:", "x\u{a0}:"),
            ("zh-Hans", "x y:", "合作："),
            ("de", "x { $n }", "y { $n }"),
            ("de", "x y", "y z."),
        ] {
            assert_eq!(ending(tag, &format!("a = {english}"), &format!("a = {text}")), Ending::Whole, "{text}");
        }
    }

    #[test]
    fn a_text_without_the_sign_of_its_english_is_open() {
        for (tag, english, text) in [
            ("de", "x y.", "y"),
            ("de", "x y.", "y,"),
            ("de", "x { $n }.", "y { $n }"),
            ("de", "x <l>y</l>.", "x <l>y</l>"),
            ("de", "x y.", "x 3.5"),
            ("zh-Hans", "x y.", "国际"),
            ("hi", "x y.", "सहयोग"),
            ("ar", "x y.", "تعاون،"),
            ("de", "x y:", "y"),
            ("el", "x y.", "γιατί;"),
        ] {
            assert_eq!(ending(tag, &format!("a = {english}"), &format!("a = {text}")), Ending::Open, "{text}");
        }
    }

    #[test]
    fn a_language_that_writes_no_such_signs_is_asked_for_none() {
        let english = "a = x y.\nb = x y.\nc = x y.\n";
        let thai = "ความร่วมมือ";
        let unknown = Ending::Unknown { words: 2 };
        assert_eq!(ending("th", english, &format!("a = {thai}")), unknown, "nothing says whether it does");
        assert_eq!(ending("th", english, &format!("a = {thai}\nb = {thai}\nc = {thai}")), unknown);
        assert_eq!(ending("th", english, &format!("a = {thai}\nb = {thai}.\nc = {thai}.")), Ending::Open);
        for text in [format!("{thai} 1992"), format!("{thai} (OSCE)")] {
            assert_eq!(ending("th", english, &format!("a = {text}")), unknown, "{text}");
        }
        assert_eq!(ending("de", english, "a = y\nb = y\nc = y"), unknown, "whatever the script is");
        assert_eq!(ending("de", english, "a = y\nb = y.\nc = y."), Ending::Open);
        assert_eq!(ending("de", "a = x y", "a = y"), unknown);
    }

    #[test]
    fn what_is_still_english_does_not_say_how_a_language_closes_its_sentences() {
        let english = "a = x y.\nb = x y.\nc = x y.\nd = { $n ->\n [one] x z.\n *[other] x y.\n }\n";
        let rest = "b = x y.\nc = x y.\nd = { $n ->\n *[other] x y.\n }\n";
        let unknown = Ending::Unknown { words: 2 };
        for (tag, text) in [("th", "ความร่วมมือ"), ("lo", "ການຮ່ວມມື"), ("km", "កិច្ចសហប្រតិបត្តិការ"), ("my", "ပူးပေါင်းမှု")]
        {
            assert_eq!(ending(tag, english, &format!("a = {text}\n{rest}")), unknown, "{tag}");
        }
        assert_eq!(ending("de", english, &format!("a = y\n{rest}")), Ending::Open);
    }

    #[test]
    fn sentences_are_counted_in_any_script() {
        for (tag, english, text, expected) in [
            ("de", "x y. x y. x y.", "y. y.", Ending::Fewer { here: 2, english: 3 }),
            ("de", "x y. x y.", "y z… y?", Ending::Whole),
            ("de", "x y. x y.", "y 3.5 y.", Ending::Fewer { here: 1, english: 2 }),
            ("zh-Hans", "x y. x y.", "合作。合作。", Ending::Whole),
            ("zh-Hans", "x y. x y.", "合作，合作。", Ending::Fewer { here: 1, english: 2 }),
            ("hi", "x y. x y.", "सहयोग। सहयोग।", Ending::Whole),
            ("de", "x y. <l>x</l>.", "<l>y</l>. y.", Ending::Whole),
            ("de", "x y... x.", "y. y.", Ending::Whole),
            // As a tool writes the text around a choice into its rows.
            ("de", "x { $k ->\n [a] y\n *[b] z\n }. x.", "{ $k ->\n [a] x y. x.\n *[b] x z. x.\n }", Ending::Whole),
            (
                "de",
                "x { $k ->\n [a] y\n *[b] z\n }. x.",
                "{ $k ->\n [a] x y. x.\n *[b] x z.\n }",
                Ending::Fewer { here: 1, english: 2 },
            ),
            ("de", "x { $k ->\n [a] y\n *[b] z\n }. x.", "x { $k ->\n [a] y\n *[b] z\n }", Ending::Open),
            ("de", "x { $k ->\n [a] y\n *[b] z\n }.", "{ $k ->\n [a] x y.\n *[b] x z\n }", Ending::Open),
        ] {
            assert_eq!(ending(tag, &format!("a = {english}"), &format!("a = {text}")), expected, "{text}");
        }
    }
}
