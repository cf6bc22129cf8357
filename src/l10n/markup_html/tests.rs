//! The HTML that is made of texts.

use super::*;
use crate::l10n::markup::{contents_of, sanitize_argument, to_plain};
use crate::l10n::words::first_word;
use proptest::prelude::*;

fn link() -> Vec<Element<'static>> {
    vec![Element { name: "contact-link", tags: Box::new(|_| Some(("<a href=\"/x\">".into(), "</a>".into()))) }]
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
