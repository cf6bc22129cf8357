//! Which values need to be set apart from the sentence that they stand in: those that have, or may have, another
//! direction (UAX #9). Knows no markup.

use std::ops::RangeInclusive;

use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;

use super::language::Direction;

/// FSI, which Fluent puts before a value.
pub(super) const ISOLATE: char = '\u{2068}';
/// PDI, which ends any isolate.
pub(super) const POP_ISOLATE: char = '\u{2069}';
/// LRI and RLI.
pub(super) const DIRECTED_ISOLATES: [char; 2] = ['\u{2066}', '\u{2067}'];

/// One of these stands before a name that says its language, and PDI behind it: the first of them before a name of the
/// first language of a text, and so on.
pub(super) const NAMES: RangeInclusive<char> = '\u{e001}'..='\u{e0ff}';

/// Whether a character is a mark that a text is set apart with, one before a name included.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, ISOLATE | POP_ISOLATE) || DIRECTED_ISOLATES.contains(&c) || NAMES.contains(&c)
}

/// A name that says its language, the one at a place among those of its text. No text has more
/// languages than there are marks.
pub(super) fn marked(place: usize, name: &str) -> String {
    match NAMES.clone().nth(place) {
        Some(mark) => format!("{mark}{name}{POP_ISOLATE}"),
        None => isolated(name),
    }
}

/// The place among the languages of a text that a mark before a name stands for.
pub(super) fn place_of(mark: char) -> Option<usize> {
    NAMES.contains(&mark).then(|| (u32::from(mark) - u32::from(*NAMES.start())) as usize)
}

/// A value that is set apart, whatever its direction.
pub(super) fn isolated(value: &str) -> String {
    format!("{ISOLATE}{value}{POP_ISOLATE}")
}

/// What stands directly in an isolate, isolates inside it left aside.
#[derive(Default)]
struct OpenIsolate {
    /// Where it begins in the text that is written. `None` if it is no FSI.
    start: Option<usize>,
    may_differ: bool,
    /// Whether it has a letter from right to left, and so that direction by itself.
    is_rtl: bool,
    numbers: NumberRun,
}

/// The numbers of a value: of several with spaces between them the first stands on the side where the text begins.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum NumberRun {
    #[default]
    None,
    One,
    /// And something without a direction behind it.
    OneAndSpace,
    Several,
}

impl OpenIsolate {
    fn add(&mut self, c: char, direction: Direction) {
        let class = CodePointMapData::<BidiClass>::new().get(c);
        self.may_differ |= may_differ(c, class, direction);
        self.is_rtl |= matches!(class, BidiClass::RightToLeft | BidiClass::ArabicLetter);
        self.numbers = match (self.numbers, class) {
            (NumberRun::None, BidiClass::EuropeanNumber | BidiClass::ArabicNumber) => NumberRun::One,
            (NumberRun::One, BidiClass::WhiteSpace | BidiClass::OtherNeutral) => NumberRun::OneAndSpace,
            (NumberRun::OneAndSpace, BidiClass::EuropeanNumber | BidiClass::ArabicNumber) => NumberRun::Several,
            (numbers, _) => numbers,
        };
    }

    /// Whether it would look otherwise in a sentence of a direction if it were not set apart.
    fn is_needed(&self, direction: Direction) -> bool {
        self.may_differ || direction == Direction::Rtl && self.numbers == NumberRun::Several && !self.is_rtl
    }
}

/// A sentence in a direction without the isolates (FSI to PDI) around what has that direction too. Those of another
/// kind, those that are not closed, and the marks of names stay; a name that says its language is set apart by that.
pub(super) fn needed_isolates(text: String, direction: Direction) -> String {
    if !text.contains(POP_ISOLATE) {
        return text;
    }
    let mut written = String::with_capacity(text.len());
    let mut open: Vec<OpenIsolate> = Vec::new();
    for c in text.chars() {
        match c {
            ISOLATE => open.push(OpenIsolate { start: Some(written.len()), ..OpenIsolate::default() }),
            c if DIRECTED_ISOLATES.contains(&c) || NAMES.contains(&c) => open.push(OpenIsolate::default()),
            POP_ISOLATE => {
                let needless = open.pop().filter(|closed| !closed.is_needed(direction));
                if let Some(start) = needless.and_then(|closed| closed.start) {
                    written.replace_range(start..start + ISOLATE.len_utf8(), "");
                    continue;
                }
            }
            c => {
                if let Some(innermost) = open.last_mut() {
                    innermost.add(c, direction);
                }
            }
        }
        written.push(c);
    }
    written
}

/// What is set the same in a sentence from left to right.
const LIKE_LTR: [BidiClass; 9] = [
    BidiClass::LeftToRight,
    BidiClass::EuropeanNumber,
    BidiClass::EuropeanSeparator,
    BidiClass::EuropeanTerminator,
    BidiClass::CommonSeparator,
    BidiClass::NonspacingMark,
    BidiClass::BoundaryNeutral,
    BidiClass::WhiteSpace,
    BidiClass::OtherNeutral,
];

/// The same from right to left. A number goes with such a sentence, and so does what separates the digits of a time (14:05);
/// a hyphen would turn 2026-11-25 round.
const LIKE_RTL: [BidiClass; 9] = [
    BidiClass::RightToLeft,
    BidiClass::ArabicLetter,
    BidiClass::ArabicNumber,
    BidiClass::EuropeanNumber,
    BidiClass::CommonSeparator,
    BidiClass::NonspacingMark,
    BidiClass::BoundaryNeutral,
    BidiClass::WhiteSpace,
    BidiClass::OtherNeutral,
];

/// Whether a character may be set otherwise in a sentence of a direction than by itself. Nobody knows that of one for
/// private use.
fn may_differ(c: char, class: BidiClass, direction: Direction) -> bool {
    let alike = match direction {
        Direction::Ltr => LIKE_LTR,
        Direction::Rtl => LIKE_RTL,
    };
    matches!(c, '\u{e000}'..='\u{f8ff}') || !alike.contains(&class)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_may_have_another_direction_is_set_apart() {
        use Direction::{Ltr, Rtl};
        for (text, direction, expected) in [
            ("on \u{2068}5 March 2026\u{2069}", Ltr, "on 5 March 2026"),
            ("\u{2068}12,345\u{2069} x", Ltr, "12,345 x"),
            ("\u{2068}−5 % (€)\u{2069}", Ltr, "−5 % (€)"),
            ("by \u{2068}وزارة\u{2069}", Ltr, "by \u{2068}وزارة\u{2069}"),
            ("\u{2068}٢٠\u{2069} days", Ltr, "\u{2068}٢٠\u{2069} days"),
            ("\u{2068}a\u{200f}\u{2069}", Ltr, "\u{2068}a\u{200f}\u{2069}"),
            ("\u{2068}\u{e000}A>\u{2069}", Ltr, "\u{2068}\u{e000}A>\u{2069}"),
            ("\u{2068}\u{2069}", Ltr, ""),
            ("في \u{2068}5 مارس 2026\u{2069}", Rtl, "في 5 مارس 2026"),
            ("\u{2068}۱۴:۰۵\u{2069}", Rtl, "۱۴:۰۵"),
            ("\u{2068}می\u{200c}شود\u{2069}", Rtl, "می\u{200c}شود"),
            ("\u{2068}English\u{2069}", Rtl, "\u{2068}English\u{2069}"),
            // A telephone number has no direction of its own, and a day with a month has.
            ("\u{2068}596 90 00\u{2069}", Rtl, "\u{2068}596 90 00\u{2069}"),
            ("\u{2068}(012) 596\u{2069}", Rtl, "\u{2068}(012) 596\u{2069}"),
            ("\u{2068}٠١٢ ٥٩٦\u{2069}", Rtl, "\u{2068}٠١٢ ٥٩٦\u{2069}"),
            ("\u{2068}(012)\u{2069}", Rtl, "(012)"),
            ("\u{2068}5 6 مارس\u{2069}", Rtl, "5 6 مارس"),
            ("\u{2068}596 90 00\u{2069}", Ltr, "596 90 00"),
            ("\u{2068}2026-11-25\u{2069}", Rtl, "\u{2068}2026-11-25\u{2069}"),
            // Each value by itself: what is inside another is set apart there.
            ("\u{2068}a, \u{2068}وزارة\u{2069}, b\u{2069}", Ltr, "a, \u{2068}وزارة\u{2069}, b"),
            ("\u{2068}a \u{2068}b\u{2069} و\u{2069}", Ltr, "\u{2068}a b و\u{2069}"),
            // What somebody has typed.
            ("\u{2066}998-IIIQ\u{2069} \u{2068}a\u{2069}", Ltr, "\u{2066}998-IIIQ\u{2069} a"),
            ("\u{2069}a \u{2068}b", Ltr, "\u{2069}a \u{2068}b"),
            ("\u{2068}a\u{2067}و\u{2069}\u{2069}", Ltr, "a\u{2067}و\u{2069}"),
            // Names that say their language.
            ("\u{2068}\u{e001}English\u{2069}\u{2069}", Rtl, "\u{e001}English\u{2069}"),
            ("\u{2068}\u{e001}a\u{2069}، \u{e002}b\u{2069}\u{2069}", Rtl, "\u{e001}a\u{2069}، \u{e002}b\u{2069}"),
            ("\u{2068}\u{e0ff}a\u{2069} b\u{2069}", Rtl, "\u{2068}\u{e0ff}a\u{2069} b\u{2069}"),
        ] {
            assert_eq!(needed_isolates(text.to_owned(), direction), expected, "{text:?}");
        }
    }

    #[test]
    fn a_mark_tells_the_place_of_its_language() {
        for place in [0, 1, 254] {
            let marked = marked(place, "a");
            assert_eq!(marked.chars().next().and_then(place_of), Some(place));
            assert!(marked.ends_with("a\u{2069}"));
        }
        assert_eq!(marked(255, "a"), isolated("a"));
        assert_eq!([ISOLATE, '\u{e000}', '\u{e100}'].map(place_of), [None; 3]);
    }

    proptest! {
        #[test]
        fn nothing_but_isolates_is_taken_out(text in "[aو1 \u{2066}\u{2067}\u{2068}\u{2069}-]{0,30}") {
            let without = |text: &str| text.replace([ISOLATE, POP_ISOLATE], "");
            for direction in [Direction::Ltr, Direction::Rtl] {
                prop_assert_eq!(without(&needed_isolates(text.clone(), direction)), without(&text));
            }
        }
    }
}
