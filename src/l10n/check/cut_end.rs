//! Texts that are cut off: at the end of their file, where a line right below them begins like another entry, and, in a
//! language that closes its sentences, anywhere. What says so is the sign that closes their English, the line end of the
//! file, and an entry that stands where it does not belong.

use fluent_syntax::ast::{Entry, Pattern, PatternElement};

use super::conflicts::ends_block;
use super::cuts::{Cuts, start_of};
use super::endings::{Ending, Endings};
use super::finding::{Finding, Level, Problem, Reporter};
use super::ids::{Ids, Name};
use super::index::ParsedFile;
use super::lines::{line_at, line_start};
use super::pattern::Target;
use super::rule;
use super::sentence::Sentence;
use super::text_end::ends_sentence;
use crate::l10n::definition::Definition;
use crate::l10n::position::offset_in;

/// The last text of an entry.
struct LastText<'a> {
    id: String,
    target: Target<'a>,
    pattern: &'a Pattern<&'a str>,
    /// Its English, to show.
    english: Option<String>,
}

impl<'a> LastText<'a> {
    fn of(entry: &'a Entry<&'a str>) -> Option<Self> {
        let definition = Definition::of(entry)?;
        let (attribute, pattern) = definition.parts().last()?;
        let target = Target { is_term: definition.is_term(), name: definition.name(), attribute };
        Some(Self { id: target.id(), target, pattern, english: None })
    }

    fn name(&self) -> Name<'a> {
        (self.target.is_term, self.target.name)
    }

    /// Its last word, to point at.
    fn last_word(&self) -> &'a str {
        let word = match self.pattern.elements.last() {
            Some(PatternElement::TextElement { value }) => value.split_whitespace().next_back(),
            _ => None,
        };
        word.unwrap_or(self.target.name)
    }
}

pub(super) fn check<'a>(
    parsed: &'a ParsedFile<'a>,
    ids: &Ids<'_>,
    endings: &Endings<'_>,
    cuts: &mut Cuts,
    findings: &'a mut Vec<Finding>,
) {
    let file = parsed.file.text.as_str();
    let reporter = Reporter::new(parsed, findings);
    let mut ends = TextEnds { parsed, file, ids, endings, cuts, reporter };
    let body = &parsed.resource.body;
    for (number, entry) in body.iter().enumerate() {
        if let Some(text) = LastText::of(entry) {
            let after = body.get(number + 2).map_or(file.len(), |after| start_of(file, after));
            ends.check(text, body.get(number + 1), after);
        }
    }
}

/// The ends of the texts of a file, looked at one after the other.
struct TextEnds<'a, 'c, 'i> {
    parsed: &'a ParsedFile<'a>,
    file: &'a str,
    ids: &'c Ids<'i>,
    endings: &'c Endings<'c>,
    cuts: &'c mut Cuts,
    reporter: Reporter<'a>,
}

impl TextEnds<'_, '_, '_> {
    /// Checks a text by the entry that follows it, whose end is `after`.
    fn check(&mut self, mut text: LastText<'_>, next: Option<&Entry<&str>>, after: usize) {
        let conflicts = self.parsed.conflicts();
        let start = offset_in(self.file, text.target.name);
        if self.cuts.is_cut(&text.id) || self.cuts.is_rest(start) || conflicts.covers(start) {
            return;
        }
        let Some(next) = next else { return self.at_end_of_file(&mut text) };
        let end = start_of(self.file, next);
        if conflicts.covers(end) {
            return;
        }
        let Some(ending) = self.endings.compare(text.target, text.pattern) else { return };
        // Whole ones, nearly all, need no English beside them.
        if ending != Ending::Whole {
            text.english = self.endings.english(text.target, self.parsed);
        }
        let is_apart = ends_block(self.file, end);
        if is_apart && self.may_go_on_in_comment(&text, ending, end) {
            return;
        }
        match comment_right_below(next, &text.id).filter(|_| !is_apart) {
            Some(sentence) => self.above_comment(&text, ending, end, sentence),
            // What stands apart is no rest of it, and junk that is one is told.
            None if is_apart || matches!(next, Entry::Comment(_) | Entry::Junk { .. }) => self.alone(&text, ending),
            None => self.above_entry(&text, ending, next, after),
        }
    }

    fn at_end_of_file(&mut self, text: &mut LastText<'_>) {
        text.english = self.endings.english(text.target, self.parsed);
        let has_line_end = self.file.ends_with('\n');
        let id = || text.id.clone();
        let (level, sentence) = match self.endings.compare(text.target, text.pattern) {
            Some(Ending::Open) => (Level::Error, Sentence::EndCuts { id: id() }),
            Some(Ending::Fewer { here, english }) => {
                // What is told in fewer sentences is about as long.
                let is_whole = has_line_end && !self.endings.is_much_shorter(text.target, text.pattern);
                let level = if is_whole { Level::Warning } else { Level::Error };
                (level, Sentence::FewerSentences { id: id(), here, english })
            }
            // A single word is not cut between words.
            Some(Ending::Unknown { words: 2.. }) if !has_line_end => (Level::Warning, Sentence::NoLineEnd { id: id() }),
            _ => return,
        };
        if level == Level::Error {
            self.cuts.cut(&text.id);
        }
        self.report(text, level, text.last_word(), sentence);
    }

    /// A text right above a comment of no entry, which begins at `start`, may go on in it.
    fn above_comment(&mut self, text: &LastText<'_>, ending: Ending, start: usize, sentence: Sentence) {
        match ending {
            Ending::Open => self.report_open(text),
            Ending::Fewer { .. } => {
                self.cuts.cut(&text.id);
                let sign = line_at(self.file, start).split_whitespace().next().unwrap_or_default();
                self.report(text, Level::Error, sign, sentence);
            }
            _ => {}
        }
    }

    /// Tells a text that has fewer sentences than its English, where a comment that ends like a sentence and is not of the English
    /// stands below it, at `start`.
    fn may_go_on_in_comment(&mut self, text: &LastText<'_>, ending: Ending, start: usize) -> bool {
        let Ending::Fewer { here, english } = ending else { return false };
        let line = line_at(self.file, start);
        let Some(comment) = line.strip_prefix('#').map(|rest| rest.trim_start_matches('#').trim()) else {
            return false;
        };
        if !comment.ends_with(ends_sentence) || self.endings.is_comment_of_english(comment) {
            return false;
        }
        let sign = line.split_whitespace().next().unwrap_or_default();
        self.report(text, Level::Warning, sign, Sentence::CommentMayGoOn { id: text.id.clone(), here, english });
        true
    }

    /// Of a text that no rest follows, nothing but a sign that is missing or its length says that it is cut.
    fn alone(&mut self, text: &LastText<'_>, ending: Ending) {
        match ending {
            Ending::Open if self.endings.are_closed() => self.report_open(text),
            Ending::Fewer { here, english } if self.endings.is_much_shorter(text.target, text.pattern) => {
                let sentence = Sentence::MuchShorter { id: text.id.clone(), here, english };
                self.report(text, Level::Warning, text.last_word(), sentence);
            }
            Ending::Fewer { here, english } if self.endings.has_changed(text.target) => {
                let tag = self.endings.tag();
                let sentence = Sentence::FewerSinceRecord { id: text.id.clone(), here, english, tag };
                self.report(text, Level::Warning, text.last_word(), sentence);
            }
            _ => {}
        }
    }

    /// A text right above another entry may go on in it, up to `after`.
    fn above_entry(&mut self, text: &LastText<'_>, ending: Ending, next: &Entry<&str>, after: usize) {
        let rest = LastText::of(next).filter(|next| is_rest(text, next, ending, self.parsed.name(), self.ids));
        match rest {
            Some(next) => {
                let start = line_start(self.file, offset_in(self.file, next.target.name));
                self.cuts.is_the_rest(start..after);
                self.cuts.cut(&text.id);
                let line = line_at(self.file, start);
                let word = line.split([' ', '=']).next().unwrap_or(line);
                let sentence = Sentence::EntryCuts { id: text.id.clone(), name: next.id };
                self.report(text, Level::Error, word, sentence);
            }
            None if ending == Ending::Open => self.report_open(text),
            None => self.alone(text, ending),
        }
    }

    /// Tells a text that ends before it should, where nothing that follows is its rest.
    fn report_open(&mut self, text: &LastText<'_>) {
        self.cuts.cut(&text.id);
        self.report(text, Level::Error, text.last_word(), Sentence::EndCuts { id: text.id.clone() });
    }

    fn report(&mut self, text: &LastText<'_>, level: Level, slice: &str, sentence: Sentence) {
        let problem = match level {
            Level::Error => Problem::error(rule::CUT_SHORT, slice, text.id.as_str(), sentence),
            Level::Warning => Problem::warning(rule::CUT_SHORT, slice, text.id.as_str(), sentence),
        };
        self.reporter.add(match &text.english {
            Some(english) => problem.english(english.as_str()),
            None => problem,
        });
    }
}

/// What is said of a text that may go on in what follows it, if that is a comment of no entry: of a group or of the file, or one
/// with a slip.
fn comment_right_below(next: &Entry<&str>, id: &str) -> Option<Sentence> {
    let id = id.to_owned();
    match next {
        Entry::GroupComment(_) | Entry::ResourceComment(_) => Some(Sentence::CommentCuts { id }),
        Entry::Junk { content } if content.starts_with("##") => Some(Sentence::MistypedCommentCuts { id }),
        _ => None,
    }
}

/// Whether an entry right below a text is its rest, by how the text ends and by where the entry belongs.
fn is_rest(text: &LastText<'_>, next: &LastText<'_>, ending: Ending, file_name: &str, ids: &Ids<'_>) -> bool {
    if ids.is_below(text.name(), next.name()) || text.id == next.id {
        return false;
    }
    let stands_twice = ids.stands_twice(next.name());
    match ending {
        Ending::Whole => false,
        Ending::Open => !ids.is_former(next.name()),
        Ending::Fewer { .. } => stands_twice || !ids.is_former(next.name()) && !ids.is_of_file(next.name(), file_name),
        Ending::Unknown { .. } => stands_twice,
    }
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found_in, told};

    const ENGLISH: &str = "a = The scourge is not new.\nb = It is old. It is here.\n\n## Titles\n\ntitle = Fight Against Terrorism\nheading = COUNTERING TERRORISM\nhint = x\n    .text = It is long.\n-t = Ministry of Affairs\n";

    #[test]
    fn a_file_that_ends_in_the_middle_of_a_text_is_told_after_whatever_word() {
        for (tag, text) in [
            ("fr", "Le fléau du terrorisme n’est pas un phénomène nouveau."),
            ("ru", "Терроризм не является новым явлением."),
            ("ar", "إن آفة الإرهاب ليست ظاهرة جديدة."),
            ("hi", "आतंकवाद कोई नई घटना नहीं है।"),
            ("zh-Hans", "恐怖 主义 祸害 并非 新 现象。"),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            for end in ["", "\n"] {
                for number in 1..words.len() {
                    let last = words[number - 1];
                    let cut = format!("a = {}{end}", words[..number].join(" "));
                    assert_eq!(found_in(tag, ENGLISH, &[&cut]), format!("error cut-short `{last}` a"), "{cut:?}");
                }
                assert_eq!(found_in(tag, ENGLISH, &[&format!("a = {text}{end}")]), "", "{text}");
            }
        }
        let thai = "a = ภัย การก่อการร้าย ไม่ใช่";
        assert_eq!(found_in("th", ENGLISH, &[thai]), "warning cut-short `ไม่ใช่` a", "it writes no full stop");
        assert_eq!(found_in("th", ENGLISH, &[&format!("{thai}\n")]), "");
    }

    #[test]
    fn what_is_told_at_the_end_of_a_file_goes_by_what_says_that_the_rest_is_lost() {
        for (german, expected) in [
            // Whole sentences, but not all.
            ("b = Es ist alt.", "error cut-short `alt.` b"),
            ("b = Es ist alt.\n", "warning cut-short `alt.` b"),
            ("b = Es ist alt. Es ist hier.", ""),
            // Titles.
            ("title = Kampf gegen", "warning cut-short `gegen` title"),
            ("title = Kampf gegen\n", ""),
            ("title = Kampf gegen\r\n", ""),
            ("-t = Ministerium für", "warning cut-short `für` -t"),
            ("title = Kampf gegen den Terrorismus\n\nheading = KAMPF GEGEN\n", ""),
            // An attribute.
            ("hint = y\n    .text = Es ist", "error cut-short `ist` hint"),
            ("hint = y\n    .text = Es ist lang.", ""),
            ("a = Es\n    ist", "error cut-short `ist` a"),
            // In a text that is not the last nothing says so, while the language has shown little.
            ("a = Es ist\n\nb = Es ist alt. Es ist hier.\n", ""),
            ("a = Es ist\n\n# note\n", ""),
        ] {
            assert_eq!(found_in("de", ENGLISH, &[german]), expected, "{german:?}");
        }
    }

    #[test]
    fn a_text_that_has_lost_a_sentence_to_a_comment_right_below_it_is_not_shown() {
        for (german, expected) in [
            ("b = Es ist alt.\n## Es ist hier.\n\ntitle = Kampf\n", "error cut-short `##` b"),
            ("b = Es ist alt.\r\n### Es ist hier.\r\n\r\ntitle = Kampf\r\n", "error cut-short `###` b"),
            ("b = Es ist alt.\n## Es ist hier.\n", "error cut-short `##` b"),
            ("b = Es ist alt. Es ist\n## hier.\n\ntitle = Kampf\n", "error cut-short `ist` b"),
            // The same with a slip of the comment.
            ("b = Es ist alt.\n##Es ist hier.\n\ntitle = Kampf\n", "error cut-short `##Es` b"),
            ("b = Es ist alt.\n####Es ist hier.\n\ntitle = Kampf\n", "error cut-short `####Es` b"),
            // A comment below a text that is whole, and one that stands apart.
            ("b = Es ist alt. Es ist hier.\n## Titel\n\ntitle = Kampf\n", ""),
            ("b = Es ist alt. Es ist hier.\n##Titel\n\ntitle = Kampf\n", "error syntax `##Titel` "),
            ("b = Es ist alt, und hier.\n\n## Titel\n\ntitle = Kampf\n", ""),
            // One that may be its rest all the same, and a note.
            ("b = Es ist alt.\n\n# Es ist hier.\ntitle = Kampf\n", "warning cut-short `#` b"),
            ("b = Es ist alt.\n\n## Es ist hier.\n\ntitle = Kampf\n", "warning cut-short `##` b"),
            ("b = Es ist alt.\n\n# ist hier\ntitle = Kampf\n", ""),
            ("b = Es ist alt. Es ist hier.\n\n# So ist es.\ntitle = Kampf\n", ""),
        ] {
            assert_eq!(found_in("de", ENGLISH, &[german]), expected, "{german:?}");
        }
    }

    #[test]
    fn a_line_that_begins_like_another_entry_is_the_rest_of_a_text_that_is_not_finished() {
        for (german, other, expected) in [
            // An id of another file that stands there too.
            ("a = Es ist\nmenu = neu.\n", "menu = Sprache\n", "error cut-short `menu` a"),
            ("a = Es ist\nmenu = neu.\n", "", "error cut-short `menu` a"),
            ("a = Es ist\n# x\nmenu = neu.\n", "menu = Sprache\n", "error cut-short `menu` a"),
            ("a = Es ist\n# x\nneu = war.\n", "", "error cut-short `neu` a"),
            ("a = Es ist\n-t = neu.\n", "-t = Ministerium\n", "error cut-short `-t` a"),
            ("heading = KAMPF\nmenu = NEU\n", "menu = Sprache\n", "error cut-short `menu` heading"),
            // One of the same file that does not belong below it.
            ("a = Es ist\ntitle = neu.\n", "", "error cut-short `title` a"),
            ("a = Es ist\ntitle = neu.\n\ntitle = Kampf\n", "", "error cut-short `title` a"),
            ("a = Es ist\n## Titel\n\ntitle = Kampf\n", "", "error cut-short `ist` a"),
            // One that does: the text is not finished, and what follows is an entry.
            ("a = Es ist\nb = Es ist alt. Es ist hier.\n", "", "error cut-short `ist` a"),
            // Whole texts.
            ("a = Es ist neu.\nb = Es ist alt. Es ist hier.\n", "", ""),
            ("title = Kampf\nheading = KAMPF\n", "", ""),
            ("a = Es ist neu.\ntitle = Kampf\n", "", ""),
            ("a = Es ist neu.\n# x\nold = z\n", "", "warning obsolete `old` old"),
        ] {
            let english = format!("{ENGLISH}\nmenu = Language\n");
            assert_eq!(found_in("de", &english, &[german, other]), expected, "{german:?}");
        }
    }

    #[test]
    fn in_a_language_that_closes_its_sentences_a_text_that_does_not_is_cut_wherever_it_stands() {
        let message = |id: usize, end: &str| format!("m{id} = Es ist lang{end}\n\n");
        let texts = |closed, open| {
            let closed = (0..closed).map(|id| message(id, "."));
            closed.chain((0..open).map(|id| message(100 + id, ""))).collect::<String>()
        };
        let long = texts(60, 0) + &texts(0, 9).replace("lang", "lang.");
        let english = format!("{ENGLISH}{}", long.replace("Es ist lang", "It is long"));
        let german = |closed, open, text: &str| format!("{text}\n\n{}title = Kampf\n", texts(closed, open));
        for (closed, open, text, expected) in [
            (20, 0, "a = Es ist,", "error cut-short `ist,` a"),
            (20, 0, "a = Es ist", "error cut-short `ist` a"),
            (20, 0, "a = Es ist\n# x", "error cut-short `#` a"),
            (20, 0, "hint = y\n    .text = Es ist", "error cut-short `ist` hint"),
            (20, 0, "a = Es ist.", ""),
            (20, 0, "heading = KAMPF", ""),
            // Too few that say so, or too many that say otherwise.
            (18, 0, "a = Es ist", ""),
            (20, 1, "a = Es ist", ""),
        ] {
            let found = found_in("de", &english, &[&german(closed, open, text)]);
            assert_eq!(found, expected, "{text:?} among {closed} and {open}");
        }
    }

    #[test]
    fn a_text_that_lacks_sentences_and_is_much_shorter_than_others_beside_theirs_is_cut() {
        let english = "a = It is old and it is here. It goes on for ever and ever. We say it again.\nb = It is as long as the other one is, and says no more.\nc = x\n";
        let rest = "b = Es ist so lang wie das andere, und es sagt nicht mehr als dieses.\n";
        for (german, expected) in [
            (format!("{rest}\na = Es ist alt.\n"), "error cut-short `alt.` a"),
            (format!("a = Es ist alt.\n\n{rest}"), "warning cut-short `alt.` a"),
            // In fewer sentences.
            (
                format!("{rest}\na = Es ist alt und es ist hier, es geht weiter, und wir sagen es.\n"),
                "warning cut-short `es.` a",
            ),
            (format!("a = Es ist alt und es ist hier, es geht weiter, und wir sagen es.\n\n{rest}"), ""),
        ] {
            assert_eq!(found_in("de", english, &[&german]), expected, "{german}");
        }
    }

    #[test]
    fn what_is_told_is_what_is_missing() {
        for (german, message) in [
            ("a = Es ist\n", "a ends here without the sign that closes its English, as if the rest were lost"),
            ("b = Es ist alt.\n", "b has one sentence here, its English has 2"),
            ("title = Kampf gegen", "the file ends here without the end of a line; nothing says that title is whole"),
            (
                "a = Es ist\n# x\ntitle = neu.\n",
                "a ends above this line, which begins like title and stands where that does not belong",
            ),
        ] {
            assert_eq!(told("de", ENGLISH, german)[0].0, message, "{german:?}");
        }
    }
}
