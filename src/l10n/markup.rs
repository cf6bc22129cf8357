//! From the text of a message to safe HTML.
//!
//! A translator may write `<em>`, `<strong>`, `<sup>`, `<br>` and the *named* elements that the
//! page offers for the message (`<contact-link>…</contact-link>`); what those become is the
//! page’s business. Everything else, balanced or not, is shown as the characters it is.
//! Fluent’s isolation marks become `<bdi>`, as Unicode’s “Bidirectional Algorithm” (UAX #9)
//! and the HTML standard recommend for text of unknown direction.

use std::fmt::Write;

/// Stands for `<` in a value that was filled in, so that it never reads as an element.
const LESS_THAN: char = '\u{e000}';
const ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';
const INLINE: [&str; 3] = ["em", "strong", "sup"];

/// What a named element becomes: the HTML before and after its content.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its name in messages.
    pub name: &'static str,
    /// HTML that opens it.
    pub open: String,
    /// HTML that closes it.
    pub close: String,
}

/// A value made safe to be filled into a message: no element, no isolation mark of its own.
pub fn argument(value: &str) -> String {
    value
        .chars()
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e000}'))
        .map(|c| if c == '<' { LESS_THAN } else { c })
        .collect()
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
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(found) = text[at..].find('<').map(|i| at + i) {
        let Some((token, length)) = element(&text[found..]) else {
            at = found + 1;
            continue;
        };
        if plain < found {
            tokens.push(Token::Text(&text[plain..found]));
        }
        tokens.push(token);
        at = found + length;
        plain = at;
    }
    if plain < text.len() {
        tokens.push(Token::Text(&text[plain..]));
    }
    tokens
}

/// The element at the start of a text, and its length in bytes.
fn element(text: &str) -> Option<(Token<'_>, usize)> {
    let end = text.find('>')?;
    let inside = &text[1..end];
    let (name, closing) = match inside.strip_prefix('/') {
        Some(name) => (name, true),
        None => (inside, false),
    };
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    match (is_name, name, closing) {
        (false, ..) => None,
        (true, "br", false) => Some((Token::Break, end + 1)),
        (true, "br", true) => None,
        (true, name, false) => Some((Token::Open(name), end + 1)),
        (true, name, true) => Some((Token::Close(name), end + 1)),
    }
}

/// Whether an element needs nothing from the page.
pub fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// The indices of the tokens that open and close something, in pairs.
fn pairs(tokens: &[Token<'_>], known: impl Fn(&str) -> bool) -> Vec<Option<usize>> {
    let mut pairs = vec![None; tokens.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(name) if known(name) => open.push((at, name)),
            Token::Close(name) if known(name) => {
                if let Some(depth) = open.iter().rposition(|(_, n)| n == name) {
                    let (start, _) = open[depth];
                    open.truncate(depth);
                    pairs[start] = Some(at);
                    pairs[at] = Some(start);
                }
            }
            _ => {}
        }
    }
    pairs
}

/// Safe HTML for element content.
pub fn to_html(text: &str, elements: &[Element]) -> String {
    let tokens = tokens(text);
    let named = |name: &str| elements.iter().find(|e| e.name == name);
    let pairs = pairs(&tokens, |name| is_inline(name) || named(name).is_some());
    let mut html = String::with_capacity(text.len() + 64);
    let mut isolates = 0_usize;
    for (token, pair) in tokens.iter().zip(&pairs) {
        match (token, pair) {
            (Token::Text(plain), _) => plain.chars().for_each(|c| push_content(&mut html, c, &mut isolates)),
            (Token::Break, _) => html.push_str("<br>"),
            (Token::Open(name), Some(_)) => match named(name) {
                Some(element) => html.push_str(&element.open),
                None => drop(write!(html, "<{name}>")),
            },
            (Token::Close(name), Some(_)) => match named(name) {
                Some(element) => html.push_str(&element.close),
                None => drop(write!(html, "</{name}>")),
            },
            (Token::Open(name), None) => drop(write!(html, "&lt;{name}&gt;")),
            (Token::Close(name), None) => drop(write!(html, "&lt;/{name}&gt;")),
        }
    }
    html.push_str(&"</bdi>".repeat(isolates));
    html
}

fn push_content(html: &mut String, c: char, isolates: &mut usize) {
    match c {
        LESS_THAN => html.push_str("&lt;"),
        ISOLATE => {
            *isolates += 1;
            html.push_str("<bdi>");
        }
        POP_ISOLATE if *isolates > 0 => {
            *isolates -= 1;
            html.push_str("</bdi>");
        }
        POP_ISOLATE => {}
        // Only an attribute ends with it.
        '"' => html.push('"'),
        c => push_escaped(html, c),
    }
}

/// A text as the value of an attribute in double quotes, or as the content of an element.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    text.chars().for_each(|c| push_escaped(&mut html, c));
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

/// The text without elements, for titles, attributes and the plain-text twin. A line break is
/// a space; isolation marks stay.
pub fn to_plain(text: &str) -> String {
    let tokens = tokens(text);
    let pairs = pairs(&tokens, |_| true);
    let mut plain = String::with_capacity(text.len());
    for (token, pair) in tokens.iter().zip(&pairs) {
        match (token, pair) {
            (Token::Text(text), _) => plain.push_str(text),
            (Token::Break, _) => plain.push(' '),
            (Token::Open(name), None) => drop(write!(plain, "<{name}>")),
            (Token::Close(name), None) => drop(write!(plain, "</{name}>")),
            (Token::Open(_) | Token::Close(_), Some(_)) => {}
        }
    }
    plain.replace(LESS_THAN, "<")
}

/// The text without isolation marks, for addresses and for readers that do not know them.
pub fn without_isolates(text: &str) -> String {
    text.replace([ISOLATE, POP_ISOLATE], "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn link() -> Vec<Element> {
        vec![Element { name: "contact-link", open: "<a href=\"/x\">".into(), close: "</a>".into() }]
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
        ] {
            assert_eq!(to_html(text, &link()), html, "{text}");
        }
    }

    #[test]
    fn a_text_is_cut_into_elements_and_what_stands_between_them() {
        use Token::*;
        assert_eq!(tokens("<em>a</em><br><l-2>"), [Open("em"), Text("a"), Close("em"), Break, Open("l-2")]);
        assert_eq!(tokens("a<b c"), [Text("a<b c")]);
        assert_eq!(tokens("1 < 2 <b> c"), [Text("1 < 2 "), Open("b"), Text(" c")]);
        assert_eq!(tokens(""), []);
    }

    #[test]
    fn a_value_cannot_bring_an_element_along() {
        let text = format!("Hello \u{2068}{}\u{2069}", argument("<em>x</em>\u{2069}\u{202e}"));
        assert_eq!(to_html(&text, &[]), "Hello <bdi>&lt;em&gt;x&lt;/em&gt;</bdi>");
        assert_eq!(to_plain(&text), "Hello \u{2068}<em>x</em>\u{2069}");
    }

    #[test]
    fn an_escaped_text_ends_neither_an_attribute_nor_an_element() {
        assert_eq!(escape("a \"b\" <c> & &amp; 'd' ü"), "a &quot;b&quot; &lt;c&gt; &amp; &amp;amp; 'd' ü");
        assert_eq!(to_html("say \"b\"", &[]), "say \"b\"", "content may hold quotes");
    }

    #[test]
    fn a_value_keeps_everything_but_what_directs_the_text_around_it() {
        let text = "a\u{2029}\u{202a}\u{202e}\u{202f}\u{2065}\u{2066}\u{2069}\u{206a}\u{e000}\u{e001}>&b";
        assert_eq!(argument(text), "a\u{2029}\u{202f}\u{2065}\u{206a}\u{e001}>&b");
        assert_eq!(without_isolates("a\u{2068}b\u{2069}c\u{2067}"), "abc\u{2067}");
    }

    #[test]
    fn plain_text_loses_the_elements_and_nothing_else() {
        assert_eq!(to_plain("a<br>b <contact-link>c</contact-link> <em>d"), "a b c <em>d");
        assert_eq!(to_plain("a</em> <b>c</b> 1 < 2 & 3"), "a</em> c 1 < 2 & 3");
    }

    proptest! {
        #[test]
        fn no_text_makes_an_element_that_was_not_offered(text in "[<>/a-z\"= \u{2068}\u{2069}&]{0,60}") {
            let html = to_html(&text, &[]);
            let mut rest = html.as_str();
            while let Some(at) = rest.find('<') {
                rest = &rest[at..];
                let known = ["<em>", "</em>", "<strong>", "</strong>", "<sup>", "</sup>", "<br>", "<bdi>", "</bdi>"];
                prop_assert!(known.iter().any(|k| rest.starts_with(k)), "{html}");
                rest = &rest[1..];
            }
        }
    }
}
