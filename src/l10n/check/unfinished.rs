//! Notes of whoever works on a text, in the place of a text or beside it: readers would see them. Knows no rule.

use fluent_syntax::ast::{Pattern, PatternElement};

/// What people write where a text is not finished.
const UNFINISHED: [&str; 8] = ["TODO", "FIXME", "TBD", "TBC", "TBA", "XXX", "WIP", "N/A"];
/// Those of them that are no abbreviations of anything else and stand without brackets.
const ALONE: [&str; 3] = ["TODO", "FIXME", "TBD"];
/// Languages in which one of them is a word.
const TODO_IS_A_WORD: [&str; 4] = ["es", "pt", "gl", "ast"];
/// What says in any language that a text is still to be translated.
const TO_TRANSLATE: [&str; 36] = [
    "to translate",
    "to be translated",
    "translate me",
    "translation needed",
    "needs translation",
    "not translated",
    "untranslated",
    "à traduire",
    "a traduire",
    "non traduit",
    "zu übersetzen",
    "noch übersetzen",
    "nicht übersetzt",
    "перевести",
    "не переведено",
    "нужен перевод",
    "перекласти",
    "не перекладено",
    "por traducir",
    "sin traducir",
    "a traduzir",
    "por traduzir",
    "da tradurre",
    "do przetłumaczenia",
    "çevrilecek",
    "çevrilmedi",
    "tərcümə edilməli",
    "tərcümə olunmalı",
    "待译",
    "待翻译",
    "未翻译",
    "需要翻译",
    "要翻訳",
    "未翻訳",
    "للترجمة",
    "ترجمه شود",
];
/// What says so in brackets, where it may be the label of a button elsewhere.
const TO_DO: [&str; 28] = [
    "translate",
    "check",
    "please check",
    "to check",
    "review",
    "to review",
    "placeholder",
    "missing",
    "à vérifier",
    "à relire",
    "à revoir",
    "à compléter",
    "vérifier",
    "prüfen",
    "übersetzen",
    "проверить",
    "уточнить",
    "перевод",
    "revisar",
    "traducir",
    "verificar",
    "tradurre",
    "kontrol et",
    "yoxla",
    "待校对",
    "待定",
    "مراجعة",
    "بررسی شود",
];
/// Brackets that a note stands in. Round ones hold what readers are to read, too.
const BRACKETS: [(char, char); 5] = [('[', ']'), ('(', ')'), ('【', '】'), ('［', '］'), ('〔', '〕')];
/// The characters of the longest note in brackets.
const MAX_NOTE: usize = 80;

/// A note.
pub(super) struct WorkNote<'t> {
    pub(super) slice: &'t str,
    /// Whether it surely is one.
    pub(super) is_sure: bool,
}

/// What is no word in the place of a whole text.
pub(super) struct NoWord<'t> {
    pub(super) note: WorkNote<'t>,
    /// From so many words of the English on, it is no translation of that.
    pub(super) least_words: usize,
}

/// Something that is no word in the place of a whole text, whatever its language: signs, figures, or one letter of an
/// alphabet.
pub(super) fn no_word<'t>(pattern: &Pattern<&'t str>) -> Option<NoWord<'t>> {
    let [PatternElement::TextElement { value }] = pattern.elements.as_slice() else { return None };
    let text = value.trim();
    let mut characters = text.chars();
    let is_single = characters.next().is_some() && characters.next().is_none();
    // A letter without capitals may be a whole word.
    let is_word = |c: char| c.is_alphabetic() && !(is_single && (c.is_lowercase() || c.is_uppercase()));
    if text.is_empty() || text.chars().any(is_word) {
        return None;
    }
    let is_letter = text.contains(char::is_alphabetic);
    let are_figures = text.chars().all(char::is_numeric);
    // Figures and signs may be the number of a telephone.
    let is_told = is_single || are_figures || !text.contains(char::is_numeric);
    let note = WorkNote { slice: text, is_sure: is_single || !are_figures };
    is_told.then_some(NoWord { note, least_words: if is_letter { 2 } else { 1 } })
}

/// A note in the place of the whole text.
pub(super) fn whole<'t>(pattern: &Pattern<&'t str>, language: &str) -> Option<WorkNote<'t>> {
    let [PatternElement::TextElement { value }] = pattern.elements.as_slice() else { return None };
    let text = value.trim();
    if text.len() > 4 * MAX_NOTE {
        return None;
    }
    let upper = text.to_uppercase();
    let is_word = UNFINISHED.contains(&upper.as_str()) && !(upper == "TODO" && TODO_IS_A_WORD.contains(&language));
    let is_of_x = text.chars().nth(2).is_some() && upper.chars().all(|c| matches!(c, 'X' | 'Х'));
    if is_word || is_of_x || is_one_of(text, &TO_TRANSLATE) {
        return Some(WorkNote { slice: text, is_sure: true });
    }
    // In a row, an ellipsis or a dash stands for what somebody is to write.
    let is_sign = |c: char| matches!(c, '.' | '…' | '–' | '—');
    if matches!(text, "-" | "?" | "–" | "—" | "…") || text.len() > 1 && text.chars().all(is_sign) {
        return Some(WorkNote { slice: text, is_sure: false });
    }
    let (open, close) = BRACKETS.into_iter().find(|(open, _)| *open != '(' && text.starts_with(*open))?;
    let inside = text.strip_prefix(open)?.strip_suffix(close)?;
    let is_alone = inside.contains(char::is_alphabetic) && !inside.contains([open, close]);
    is_alone.then(|| in_brackets(text).unwrap_or(WorkNote { slice: text, is_sure: false }))
}

/// A note in brackets.
pub(super) fn in_brackets(text: &str) -> Option<WorkNote<'_>> {
    text.match_indices(BRACKETS.map(|(open, _)| open)).find_map(|(at, open)| {
        let close = BRACKETS.iter().find(|(known, _)| open.starts_with(*known))?.1;
        let (length, _) = text[at..].char_indices().take(MAX_NOTE).find(|(_, c)| *c == close)?;
        let slice = &text[at..at + length + close.len_utf8()];
        let inside = text[at + open.len()..at + length].trim();
        let first = inside.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_round = open == "(";
        let is_word = if is_round { UNFINISHED.contains(&first) } else { UNFINISHED.contains(&&*first.to_uppercase()) };
        let is_phrase = || is_one_of(inside, &TO_TRANSLATE) || !is_round && is_one_of(inside, &TO_DO);
        let begins = || !is_round && TO_TRANSLATE.iter().any(|phrase| inside.to_lowercase().starts_with(phrase));
        if is_word || is_phrase() || begins() {
            return Some(WorkNote { slice, is_sure: true });
        }
        let is_doubt = !inside.is_empty() && inside.chars().all(|c| matches!(c, '?' | '!'));
        is_doubt.then_some(WorkNote { slice, is_sure: false })
    })
}

/// A note as the first or the last word.
pub(super) fn at_ends<'t>(text: &'t str, language: &str) -> Option<WorkNote<'t>> {
    let trimmed = text.trim();
    let is_word = |word: &&&str| **word != "TODO" || !TODO_IS_A_WORD.contains(&language);
    let ends_word = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    // With a colon behind it, it is no numeral either.
    let before_colon = || {
        UNFINISHED
            .iter()
            .filter(is_word)
            .find(|word| trimmed.strip_prefix(**word).is_some_and(|rest| rest.starts_with([':', '：'])))
    };
    let alone = || {
        ALONE.iter().filter(is_word).find_map(|word| {
            if trimmed.strip_prefix(*word).is_some_and(ends_word) {
                return Some(&trimmed[..word.len()]);
            }
            let before = trimmed.strip_suffix(*word)?;
            (!before.ends_with(char::is_alphanumeric)).then(|| &trimmed[before.len()..])
        })
    };
    alone().or_else(|| before_colon().map(|word| &trimmed[..word.len()])).map(|slice| WorkNote { slice, is_sure: true })
}

/// Whether a text says one of these and nothing else.
fn is_one_of(text: &str, known: &[&str]) -> bool {
    let words = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    known.contains(&words.as_str())
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::found;

    #[test]
    fn a_note_for_whoever_works_on_the_text_is_told() {
        for (tag, text, expected) in [
            ("fr", "[à traduire]", "error left-over `[à traduire]` a"),
            ("fr", "[À TRADUIRE]", "error left-over `[À TRADUIRE]` a"),
            ("fr", "à traduire", "error left-over `à traduire` a"),
            ("fr", "[À traduire, le menu]", "error left-over `[À traduire, le menu]` a"),
            ("ru", "[проверить]", "error left-over `[проверить]` a"),
            ("ru", "Слово [проверить] и слово", "error left-over `[проверить]` a"),
            ("zh-Hans", "【待译】", "error left-over `【待译】` a"),
            ("zh-Hans", "中文【待译】", "error left-over `【待译】` a"),
            ("ja", "［要翻訳］", "error left-over `［要翻訳］` a"),
            ("de", "XXX", "error left-over `XXX` a"),
            ("ru", "ХХХ", "error left-over `ХХХ` a"),
            ("de", "xxxxx", "error left-over `xxxxx` a"),
            ("de", "XXX: y", "error left-over `XXX` a"),
            ("de", "[todo]", "error left-over `[todo]` a"),
            ("de", "tbd", "error left-over `tbd` a"),
            ("de", "[to translate]", "error left-over `[to translate]` a"),
            ("de", "y (to be translated)", "error left-over `(to be translated)` a"),
            ("de", "[Sprache]", "warning left-over `[Sprache]` a"),
            ("de", "…", "error left-over `…` a"),
            ("de", "...", "error left-over `...` a"),
            ("de", "—", "error left-over `—` a"),
            ("de", ".", "error left-over `.` a"),
            ("de", "«»", "error left-over `«»` a"),
            ("de", "*", "error left-over `*` a"),
            ("de", "1", "error left-over `1` a"),
            ("ar", "٣", "error left-over `٣` a"),
            ("de", "12", "warning left-over `12` a"),
            ("de", "n/a", "error left-over `n/a` a"),
            ("de", "y", "error left-over `y` a"),
            ("ru", "Ы", "error left-over `Ы` a"),
            ("de", "{ $n ->\n    [one] …\n   *[other] y y\n }", "warning left-over `…` a"),
            ("ar", "[للترجمة]", "error left-over `[للترجمة]` a"),
            ("de", "y y\n    .b = [à traduire]", "error unexpected-attribute `b` a, error left-over `[à traduire]` a"),
            ("de", "{ $n ->\n    [one] y\n   *[other] XXX\n }", "error left-over `XXX` a"),
        ] {
            let english = "# $n (Number) how many, for example 3\na = { $n ->\n    [one] x\n   *[other] x y\n }\n";
            let english = if text.contains("$n") { english } else { "a = Send it now" };
            assert_eq!(found(tag, english, &[&format!("a = {text}")]), expected, "{text}");
        }
    }

    #[test]
    fn what_readers_are_to_read_is_no_note() {
        for (tag, text) in [
            ("es", "TODO"),
            ("es", "Todo"),
            ("de", "Kapitel XXX"),
            ("de", "XXX Olympiade"),
            ("de", "y [sic] z"),
            ("de", "[2] y"),
            ("de", "[2]"),
            ("de", "[…] y"),
            ("de", "Prüfen"),
            ("ru", "Проверить"),
            ("fr", "y (à vérifier auprès du ministère)"),
            ("fr", "Document à traduire en français"),
            ("fr", "y [traduction non officielle]"),
            ("zh-Hans", "【公告】正文"),
            ("ja", "〔注〕本文"),
        ] {
            assert_eq!(found(tag, "a = x", &[&format!("a = {text}")]), "", "{text}");
        }
        assert_eq!(found("de", "a = –", &["a = —"]), "", "the English is no word either");
        assert_eq!(found("de", "a = 1", &["a = 1."]), "", "the English is no word either");
        assert_eq!(found("de", "a = Send it now", &["a = +49 30"]), "", "a number of a telephone");
        assert_eq!(found("de", "a = The old one.", &["a = TODO"]), "error left-over `TODO` a", "told once");
        assert_eq!(found("es", "a = and", &["a = y"]), "", "a word of one letter");
        assert_eq!(found("zh-Hans", "a = Send it", &["a = 发"]), "", "a word of one letter");
        assert_eq!(found("de", "a = One { $n }", &["a = { $n }"]), "", "what is filled in");
        assert_eq!(found("de", "-t = The x\na = { -t } is", &["-t = 1\na = { -t } ist"]), "error left-over `1` -t");
        assert_eq!(found("de", "a = [x]", &["a = [y]"]), "", "as the English");
    }
}
