//! From the text of a message to safe HTML.
//!
//! A translator may write `<em>`, `<strong>`, `<sup>`, `<br>` and the *named* elements that the
//! page offers for the message (`<contact-link>…</contact-link>`); what those become is the
//! page’s business. Everything else, balanced or not, is shown as the characters it is.
//! Fluent’s isolation marks become `<bdi>`, as Unicode’s “Bidirectional Algorithm” (UAX #9)
//! and the HTML standard recommend, around what may have another direction than the sentence (`isolates`).

use std::borrow::Cow;
use std::ops::Range;

use foldhash::HashMap;
use icu_properties::CodePointMapData;
use icu_properties::props::{EastAsianWidth, Script};

use super::isolates::{DIRECTED_ISOLATES, ISOLATE, POP_ISOLATE, is_mark, place_of};

/// Stands for `<` in a value that was filled in, so that it never reads as an element.
const LESS_THAN: char = '\u{e000}';
const PLAIN_ELEMENTS: [&str; 3] = ["em", "strong", "sup"];
/// Around the symbol of a document (`A/75/625`), in any text: it is written from left to right, is never translated and
/// stays together.
pub const SYMBOL: &str = "symbol";
/// What it becomes.
pub const SYMBOL_TAGS: (&str, &str) = ("<bdi dir=\"ltr\" translate=\"no\">", "</bdi>");

/// From the content of an element, without markup, to the HTML that opens and closes it; `None` for neither.
pub type Tags<'a> = Box<dyn Fn(&str) -> Option<(String, String)> + 'a>;

/// What a named element becomes.
pub struct Element<'a> {
    /// Its name in messages.
    pub name: &'static str,
    /// Its tags in HTML.
    pub tags: Tags<'a>,
}

/// From characters outside of named elements to the first word among them that gets tags: where it stands, what opens it and
/// what closes it, as HTML; `None` if there is none. It is asked again behind that word.
pub type Words<'a> = Box<dyn Fn(&str) -> Option<(Range<usize>, (String, String))> + 'a>;

/// A value made safe to be filled in: it can be no element and no name that says its language, and directs no text outside
/// it (U+202A–202E, U+2066–2069 and U+E000–E0FF are taken out).
pub fn sanitize_argument(value: &str) -> String {
    value
        .chars()
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e000}'..='\u{e0ff}'))
        .map(|c| if c == '<' { LESS_THAN } else { c })
        .collect()
}

/// A text that stands on several lines of its file, on one: a line break is a space, or nothing between wide
/// characters other than Hangul, which have no spaces between words (CSS Text 4, “Segment Break Transformation Rules”).
pub fn on_one_line(text: Cow<'_, str>) -> String {
    if !text.contains('\n') {
        return text.into_owned();
    }
    let lines = text.split('\n').map(|line| line.trim_matches([' ', '\r'])).filter(|line| !line.is_empty());
    lines.fold(String::with_capacity(text.len()), |mut joined, line| {
        let is_without_space = joined.ends_with(is_wide) && line.starts_with(is_wide);
        if !joined.is_empty() && !is_without_space {
            joined.push(' ');
        }
        joined + line
    })
}

fn is_wide(c: char) -> bool {
    let width = CodePointMapData::<EastAsianWidth>::new().get(c);
    matches!(width, EastAsianWidth::Wide | EastAsianWidth::Fullwidth)
        && CodePointMapData::<Script>::new().get(c) != Script::Hangul
}

/// A piece of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Plain characters.
    Text(&'a str),
    /// `<name>`.
    Open(&'a str),
    /// `</name>`.
    Close(&'a str),
    /// `<br>`.
    Break,
}

/// Cuts a text into elements and plain characters. What is not exactly an element is text.
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_element = |at: &usize| element(&rest[*at..]).is_some();
        let plain = rest.match_indices('<').map(|(at, _)| at).find(is_element).unwrap_or(rest.len());
        if plain > 0 {
            let (text, after) = rest.split_at(plain);
            rest = after;
            return Some(Token::Text(text));
        }
        let (token, length) = element(rest)?;
        rest = &rest[length..];
        Some(token)
    })
}

/// The element at the start of a text, and its length in bytes.
fn element(text: &str) -> Option<(Token<'_>, usize)> {
    let inside = text.strip_prefix('<')?;
    let (rest, closing) = match inside.strip_prefix('/') {
        Some(rest) => (rest, true),
        None => (inside, false),
    };
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let (name, after) = rest.split_at(rest.find(|c| !is_name(c))?);
    if !after.starts_with('>') || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let length = text.len() - after.len() + 1;
    match (name, closing) {
        ("br", false) => Some((Token::Break, length)),
        ("br", true) => None,
        (name, false) => Some((Token::Open(name), length)),
        (name, true) => Some((Token::Close(name), length)),
    }
}

/// Whether an element becomes itself: `<em>`, `<strong>`, `<sup>`.
pub fn is_plain_element(name: &str) -> bool {
    PLAIN_ELEMENTS.contains(&name)
}

/// The indices of the tokens that open and close something, in pairs.
fn pairs(tokens: &[Token<'_>], known: impl Fn(&str) -> bool) -> Vec<Option<usize>> {
    let mut pairs = vec![None; tokens.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    // How many of each name, so that what closes nothing is not looked for among all that is open.
    let mut names: HashMap<&str, usize> = HashMap::default();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(name) if known(name) => {
                open.push((at, name));
                *names.entry(name).or_default() += 1;
            }
            Token::Close(name) if names.get(name).is_some_and(|number| *number > 0) => {
                while let Some((start, opened)) = open.pop() {
                    names.entry(opened).and_modify(|number| *number -= 1);
                    if opened == *name {
                        pairs[start] = Some(at);
                        pairs[at] = Some(start);
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    pairs
}

/// What is open in HTML that is being written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// An element of the text.
    Element,
    /// A `<bdi>` that stands for an FSI.
    Bdi,
    /// An LRI or RLI, which stays a character.
    Directed,
    /// A name of the language at a place among those of the text.
    Name(usize),
}

/// The HTML that opens and closes the element around a name.
pub(super) type NameTags = (String, String);

/// Safe HTML for element content. Isolates are paired inside each element. `names` has the tags around names of each
/// language of the text. A word gets tags only where it stands in no named element, which may be a link already.
pub fn to_html(text: &str, elements: &[Element<'_>], names: &[NameTags], words: Option<&Words<'_>>) -> String {
    let (mut html, mut open) = (String::with_capacity(text.len() + 64), Vec::new());
    if !text.contains('<') {
        push_text(&mut html, text, &mut open, names, words);
        close_isolates(&mut html, &mut open, names);
        return html;
    }
    let tokens: Vec<Token<'_>> = tokens(text).collect();
    let named = |name: &str| elements.iter().find(|e| e.name == name);
    let pairs = pairs(&tokens, |name| is_plain_element(name) || name == SYMBOL || named(name).is_some());
    // What closes the named elements, by the index of their end.
    let mut closing: Vec<Option<String>> = vec![None; tokens.len()];
    let mut named_around = 0_usize;
    for (at, (token, pair)) in tokens.iter().zip(&pairs).enumerate() {
        match (token, pair) {
            (Token::Text(plain), _) => {
                push_text(&mut html, plain, &mut open, names, words.filter(|_| named_around == 0));
            }
            (Token::Break, _) => html.push_str("<br>"),
            (Token::Open(name), Some(end)) => {
                open.push(Open::Element);
                named_around += usize::from(!is_plain_element(name));
                match named(name) {
                    Some(element) => {
                        if let Some((opening, ending)) = (element.tags)(&content(&tokens[at + 1..*end])) {
                            html.push_str(&opening);
                            closing[*end] = Some(ending);
                        }
                    }
                    None if *name == SYMBOL => html.push_str(SYMBOL_TAGS.0),
                    None => html.extend(["<", name, ">"]),
                }
            }
            (Token::Close(name), Some(_)) => {
                close_isolates(&mut html, &mut open, names);
                open.pop();
                named_around -= usize::from(!is_plain_element(name));
                match named(name) {
                    Some(_) => html.push_str(closing[at].as_deref().unwrap_or_default()),
                    None if *name == SYMBOL => html.push_str(SYMBOL_TAGS.1),
                    None => html.extend(["</", name, ">"]),
                }
            }
            (Token::Open(name), None) => html.extend(["&lt;", name, "&gt;"]),
            (Token::Close(name), None) => html.extend(["&lt;/", name, "&gt;"]),
        }
    }
    close_isolates(&mut html, &mut open, names);
    html
}

/// Ends the isolates of the innermost element.
fn close_isolates(html: &mut String, open: &mut Vec<Open>, names: &[NameTags]) {
    while let Some(isolate) = open.pop_if(|open| *open != Open::Element) {
        push_end(html, isolate, names);
    }
}

fn push_end(html: &mut String, isolate: Open, names: &[NameTags]) {
    match isolate {
        Open::Name(place) => html.push_str(names.get(place).map_or("", |(_, ending)| ending)),
        Open::Bdi => html.push_str("</bdi>"),
        Open::Directed => html.push(POP_ISOLATE),
        Open::Element => {}
    }
}

/// The named elements of a text, in its order.
pub fn named(text: &str) -> impl Iterator<Item = &str> {
    tokens(text).filter_map(|token| match token {
        Token::Open(name) | Token::Close(name) if !is_plain_element(name) => Some(name),
        _ => None,
    })
}

/// What stands inside each element of a name, without markup.
pub fn contents_of(text: &str, name: &str) -> Vec<String> {
    let tokens: Vec<Token<'_>> = tokens(text).collect();
    let pairs = pairs(&tokens, |known| known == name);
    let inside = tokens.iter().zip(pairs).enumerate().filter_map(|(at, (token, pair))| match (token, pair) {
        (Token::Open(_), Some(end)) => Some(content(&tokens[at + 1..end])),
        _ => None,
    });
    inside.collect()
}

/// Tokens without markup.
fn content(tokens: &[Token<'_>]) -> String {
    let plain = |token: &Token<'_>| match token {
        Token::Text(text) => without_isolates(text).replace(LESS_THAN, "<"),
        Token::Break => " ".to_owned(),
        Token::Open(_) | Token::Close(_) => String::new(),
    };
    tokens.iter().map(plain).collect()
}

/// Plain characters, with tags around the words that get some.
fn push_text(html: &mut String, mut text: &str, open: &mut Vec<Open>, names: &[NameTags], words: Option<&Words<'_>>) {
    let mut push = |html: &mut String, text: &str| {
        push_runs(html, text, stands_for_more, |html, c| push_content(html, c, open, names))
    };
    while let Some((at, (opening, closing))) = words.and_then(|words| words(text)) {
        push(html, &text[..at.start]);
        html.push_str(&opening);
        push(html, &text[at.clone()]);
        html.push_str(&closing);
        text = &text[at.end..];
    }
    push(html, text);
}

/// A text of which some characters are written otherwise, by `push`; what stands between them is copied as it is.
fn push_runs(
    html: &mut String,
    mut text: &str,
    is_written_otherwise: impl Fn(char) -> bool,
    mut push: impl FnMut(&mut String, char),
) {
    while let Some((at, c)) = text.char_indices().find(|(_, c)| is_written_otherwise(*c)) {
        html.push_str(&text[..at]);
        push(html, c);
        text = &text[at + c.len_utf8()..];
    }
    html.push_str(text);
}

/// Whether a character of a text stands for something else than itself in HTML.
fn stands_for_more(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | LESS_THAN) || is_mark(c)
}

fn push_content(html: &mut String, c: char, open: &mut Vec<Open>, names: &[NameTags]) {
    match c {
        LESS_THAN => html.push_str("&lt;"),
        ISOLATE => {
            open.push(Open::Bdi);
            html.push_str("<bdi>");
        }
        POP_ISOLATE => {
            // One that ends nothing is left out.
            if let Some(isolate) = open.pop_if(|open| *open != Open::Element) {
                push_end(html, isolate, names);
            }
        }
        c if let Some(place) = place_of(c) => {
            open.push(Open::Name(place));
            html.push_str(names.get(place).map_or("", |(opening, _)| opening));
        }
        c if DIRECTED_ISOLATES.contains(&c) => {
            open.push(Open::Directed);
            html.push(c);
        }
        c => push_escaped(html, c),
    }
}

/// A text as the value of an attribute in double quotes, or as the content of an element.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_runs(&mut html, text, |c| matches!(c, '&' | '<' | '>' | '"'), push_escaped);
    html
}

fn push_escaped(html: &mut String, c: char) {
    match c {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        c => html.push(c),
    }
}

/// The text without elements and isolation marks, for titles, labels, addresses and the statement as plain text, which
/// are saved, copied and searched. A line break is a space. An unknown element that is balanced is taken out too; the
/// checks have reported it.
pub fn to_plain(text: &str) -> String {
    if !text.contains('<') {
        return without_isolates(text).replace(LESS_THAN, "<");
    }
    let tokens: Vec<Token<'_>> = tokens(text).collect();
    let pairs = pairs(&tokens, |_| true);
    let mut plain = String::with_capacity(text.len());
    let mut is_after_break = false;
    for (token, pair) in tokens.iter().zip(&pairs) {
        match (token, pair) {
            (Token::Text(text), _) => {
                // A break is one space, whatever stands on either side of it.
                let text = if is_after_break { text.trim_start_matches(' ') } else { text };
                is_after_break &= text.is_empty();
                plain.push_str(text);
            }
            (Token::Break, _) => {
                plain.truncate(plain.trim_end_matches(' ').len());
                plain.push(' ');
                is_after_break = true;
            }
            (Token::Open(name), None) => plain.extend(["<", name, ">"]),
            (Token::Close(name), None) => plain.extend(["</", name, ">"]),
            (Token::Open(_) | Token::Close(_), Some(_)) => {}
        }
    }
    without_isolates(&plain).replace(LESS_THAN, "<")
}

/// The text without isolation marks and those of names.
pub fn without_isolates(text: &str) -> String {
    text.replace(is_mark, "")
}

#[cfg(test)]
mod tests {
    use super::super::words::first_word;
    use super::*;
    use proptest::prelude::*;

    fn link() -> Vec<Element<'static>> {
        vec![Element { name: "contact-link", tags: Box::new(|_| Some(("<a href=\"/x\">".into(), "</a>".into()))) }]
    }

    #[test]
    fn a_text_on_several_lines_is_one_line() {
        for (text, line) in [
            ("one", "one"),
            ("one\ntwo", "one two"),
            ("one \n\n  two\r\nthree\n", "one two three"),
            ("一致\n反对，\n恐怖主义", "一致反对，恐怖主义"),
            ("一致\nUN\n反对", "一致 UN 反对"),
            ("한국\n정부", "한국 정부"),
            ("<br>\n一", "<br> 一"),
        ] {
            assert_eq!(on_one_line(text.into()), line);
        }
    }

    #[test]
    fn only_the_elements_that_are_offered_become_markup() {
        for (text, html) in [
            ("a & b > c", "a &amp; b &gt; c"),
            ("<em>a</em> <strong>b</strong><br>c<sup>2</sup>", "<em>a</em> <strong>b</strong><br>c<sup>2</sup>"),
            ("<contact-link>us</contact-link>", "<a href=\"/x\">us</a>"),
            ("<other-link>us</other-link>", "&lt;other-link&gt;us&lt;/other-link&gt;"),
            ("<a href=\"//evil\">x</a>", "&lt;a href=\"//evil\"&gt;x&lt;/a&gt;"),
            ("<em onclick=x>a</em>", "&lt;em onclick=x&gt;a&lt;/em&gt;"),
            ("<em>never closed", "&lt;em&gt;never closed"),
            ("never opened</em>", "never opened&lt;/em&gt;"),
            ("<em><strong>crossed</em></strong>", "<em>&lt;strong&gt;crossed</em>&lt;/strong&gt;"),
            ("<br/>", "&lt;br/&gt;"),
            ("</br>", "&lt;/br&gt;"),
            ("<>", "&lt;&gt;"),
            ("</>", "&lt;/&gt;"),
            ("<EM>a</EM>", "&lt;EM&gt;a&lt;/EM&gt;"),
            ("<1em>a</1em>", "&lt;1em&gt;a&lt;/1em&gt;"),
            ("<em>a<em>b</em></em>", "<em>a<em>b</em></em>"),
            ("<em>a<sup>b</em>c</sup>", "<em>a&lt;sup&gt;b</em>c&lt;/sup&gt;"),
            ("<em><em>a</em>", "&lt;em&gt;<em>a</em>"),
            ("<contact-link>a<em>b</contact-link></em>", "<a href=\"/x\">a&lt;em&gt;b</a>&lt;/em&gt;"),
            ("a<b<em>c</em>>", "a&lt;b<em>c</em>&gt;"),
            ("\u{2069}\u{2068}x\u{2068}y", "<bdi>x<bdi>y</bdi></bdi>"),
            ("1 < 2", "1 &lt; 2"),
            ("&lt;", "&amp;lt;"),
            ("\u{2068}x\u{2069}", "<bdi>x</bdi>"),
            ("\u{2068}x\u{2069} y", "<bdi>x</bdi> y"),
            ("\u{2068}x", "<bdi>x</bdi>"),
            ("x\u{2069}", "x"),
            ("<symbol>A/75</symbol>", "<bdi dir=\"ltr\" translate=\"no\">A/75</bdi>"),
            ("<symbol>A", "&lt;symbol&gt;A"),
            // Those of another kind stay, each with its end.
            ("\u{2066}AZ\u{2069} x", "\u{2066}AZ\u{2069} x"),
            ("\u{2067}a\u{2068}b\u{2069}c\u{2069}\u{2069}d", "\u{2067}a<bdi>b</bdi>c\u{2069}d"),
            ("\u{2068}a\u{2066}b\u{2069}c\u{2069}d", "<bdi>a\u{2066}b\u{2069}c</bdi>d"),
            ("\u{2066}a\u{2068}b", "\u{2066}a<bdi>b</bdi>\u{2069}"),
            ("<em>\u{2068}a\u{2067}b</em>\u{2069}c", "<em><bdi>a\u{2067}b\u{2069}</bdi></em>c"),
            ("\u{2066}<em>a\u{2069}b</em>\u{2069}", "\u{2066}<em>ab</em>\u{2069}"),
        ] {
            assert_eq!(to_html(text, &link(), &[], None), html, "{text}");
        }
    }

    fn names() -> [NameTags; 1] {
        [("<i>".into(), "</i>".into())]
    }

    #[test]
    fn a_name_that_says_its_language_has_an_element_and_none_in_plain_text() {
        for (text, html, plain) in [
            ("in \u{e001}Türkçe\u{2069}.", "in <i>Türkçe</i>.", "in Türkçe."),
            ("<em>\u{e001}a</em>\u{2069}b", "<em><i>a</i></em>b", "ab"),
            ("\u{2068}\u{e001}a\u{2069}b\u{2069}", "<bdi><i>a</i>b</bdi>", "ab"),
            ("<contact-link>\u{e001}a\u{2069}</contact-link>", "<a href=\"/x\"><i>a</i></a>", "a"),
            ("\u{e002}a\u{2069} b", "a b", "a b"),
        ] {
            assert_eq!(to_html(text, &link(), &names(), None), html);
            assert_eq!(to_plain(text), plain);
        }
    }

    #[test]
    fn what_an_element_becomes_can_depend_on_what_it_holds() {
        let tags = |content: &str| (content != "[3]").then(|| (format!("<a href=\"#{content}\">"), "</a>".into()));
        let elements = [Element { name: "note-link", tags: Box::new(tags) }];
        for (text, html) in [
            ("a<note-link>[1]</note-link>", "a<a href=\"#[1]\">[1]</a>"),
            ("<note-link>[<em>2</em>\u{2068}3\u{2069}]</note-link>", "<a href=\"#[23]\">[<em>2</em><bdi>3</bdi>]</a>"),
            ("<note-link>[3]</note-link> <note-link>[4]</note-link>", "[3] <a href=\"#[4]\">[4]</a>"),
        ] {
            assert_eq!(to_html(text, &elements, &[], None), html);
        }
        assert_eq!(contents_of("<l>a<em>b</em></l> c <l></l> <l>d<br>e</l> <l>", "l"), ["ab", "", "d e"]);
    }

    /// Tags for whole words, each as often as it stands there.
    fn tagged(words: &'static [&'static str]) -> Words<'static> {
        let tags = || ("<b>".to_owned(), "</b>".to_owned());
        Box::new(move |text| Some((first_word(text, words.iter().copied())?.1, tags())))
    }

    #[test]
    fn words_get_tags_where_they_stand_in_no_named_element() {
        for (text, html) in [
            ("UN, UNO & UN", "<b>UN</b>, UNO &amp; <b>UN</b>"),
            ("<em>UN</em>", "<em><b>UN</b></em>"),
            ("<contact-link>UN <em>UN</em></contact-link> UN", "<a href=\"/x\">UN <em>UN</em></a> <b>UN</b>"),
            ("<symbol>UN/1</symbol> UN", "<bdi dir=\"ltr\" translate=\"no\">UN/1</bdi> <b>UN</b>"),
            ("\u{2068}UN\u{2069}", "<bdi><b>UN</b></bdi>"),
            ("U<br>N <contact-link>UN", "U<br>N &lt;contact-link&gt;<b>UN</b>"),
        ] {
            assert_eq!(to_html(text, &link(), &[], Some(&tagged(&["UN"]))), html, "{text}");
        }
    }

    #[test]
    fn a_text_is_cut_into_elements_and_what_stands_between_them() {
        use Token::*;
        let tokens = |text| super::tokens(text).collect::<Vec<_>>();
        assert_eq!(tokens("<em>a</em><br><l-2>"), [Open("em"), Text("a"), Close("em"), Break, Open("l-2")]);
        assert_eq!(tokens("a<b c"), [Text("a<b c")]);
        assert_eq!(tokens("1 < 2 <b> c"), [Text("1 < 2 "), Open("b"), Text(" c")]);
        assert_eq!(tokens(""), []);
    }

    #[test]
    fn a_value_cannot_bring_an_element_along() {
        let text = format!("Hello \u{2068}{}\u{2069}", sanitize_argument("<em>x</em>\u{2069}\u{202e}"));
        assert_eq!(to_html(&text, &[], &[], None), "Hello <bdi>&lt;em&gt;x&lt;/em&gt;</bdi>");
        assert_eq!(to_plain(&text), "Hello <em>x</em>");
    }

    #[test]
    fn an_escaped_text_ends_neither_an_attribute_nor_an_element() {
        assert_eq!(escape("a \"b\" <c> & &amp; 'd' ü"), "a &quot;b&quot; &lt;c&gt; &amp; &amp;amp; 'd' ü");
        assert_eq!(to_html("say \"b\"", &[], &[], None), "say \"b\"", "content may hold quotes");
    }

    #[test]
    fn a_value_keeps_everything_but_what_directs_the_text_around_it() {
        let text = "a\u{2029}\u{202a}\u{202e}\u{202f}\u{2065}\u{2066}\u{2069}\u{206a}\u{e000}\u{e0ff}\u{e100}>&b";
        assert_eq!(sanitize_argument(text), "a\u{2029}\u{202f}\u{2065}\u{206a}\u{e100}>&b");
        assert_eq!(
            without_isolates("a\u{2068}b\u{2069}c\u{2067}d\u{2066}e\u{2069}\u{e001}\u{e0ff}\u{e100}"),
            "abcde\u{e100}"
        );
    }

    #[test]
    fn plain_text_loses_the_elements_and_nothing_else() {
        assert_eq!(to_plain("a<br>b <contact-link>c</contact-link> <em>d"), "a b c <em>d");
        for text in ["a<br>b", "a <br> b", "a  <br>b", "a<br> <em>b</em>", "a<br><br>b", "a <em> </em><br> b"] {
            assert_eq!(to_plain(text), "a b", "{text}");
        }
        assert_eq!(to_plain(&on_one_line("a<br>\n    b".into())), "a b");
        assert_eq!(to_plain("a</em> <b>c</b> 1 < 2 & 3"), "a</em> c 1 < 2 & 3");
        assert_eq!(to_plain("a\u{2069}\u{2066}b\u{2068}c\u{2069} <symbol>A/1</symbol>"), "abc A/1");
    }

    proptest! {
        #[test]
        fn no_text_makes_an_element_that_was_not_offered(text in "[<>/a-z\"= \u{2068}\u{2069}&]{0,60}") {
            let html = to_html(&text, &[], &[], None);
            let mut rest = html.as_str();
            while let Some(at) = rest.find('<') {
                rest = &rest[at..];
                let known = ["<em>", "</em>", "<strong>", "</strong>", "<sup>", "</sup>", "<br>", "<bdi>", "<bdi ", "</bdi>"];
                prop_assert!(known.iter().any(|k| rest.starts_with(k)), "{html}");
                rest = &rest[1..];
            }
        }

        #[test]
        fn tags_around_words_change_nothing_else(
            text in "(<em>|</em>|<contact-link>|</contact-link>|<symbol>|</symbol>|<br>|UN|OSCE|[ a’<>&\u{2068}\u{2069}经]){0,30}"
        ) {
            let html = to_html(&text, &link(), &[], Some(&tagged(&["UN", "OSCE", "经"])));
            prop_assert_eq!(html.replace("<b>", "").replace("</b>", ""), to_html(&text, &link(), &[], None));
        }

        #[test]
        fn what_is_opened_is_closed_inside_what_it_was_opened_in(
            text in "(<em>|</em>|<contact-link>|</contact-link>|[ab\u{2066}\u{2067}\u{2068}\u{2069}\u{e001}\u{e002}]){0,30}"
        ) {
            let html = to_html(&text, &link(), &names(), None);
            let mut open = Vec::new();
            let mut rest = html.as_str();
            let marks = [
                ("<em>", "</em>"), ("<a href=\"/x\">", "</a>"), ("<bdi>", "</bdi>"), ("<i>", "</i>"),
                ("\u{2066}", "\u{2069}"), ("\u{2067}", "\u{2069}"),
            ];
            while let Some(c) = rest.chars().next() {
                if let Some((start, end)) = marks.iter().find(|(start, _)| rest.starts_with(start)) {
                    open.push(end);
                    rest = &rest[start.len()..];
                } else if let Some((_, end)) = marks.iter().find(|(_, end)| rest.starts_with(end)) {
                    prop_assert_eq!(open.pop(), Some(end), "{}", html);
                    rest = &rest[end.len()..];
                } else {
                    rest = &rest[c.len_utf8()..];
                }
            }
            prop_assert!(open.is_empty(), "{}", html);
        }
    }
}
