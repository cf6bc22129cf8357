//! Elements of texts, and texts without them.

use super::*;

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
fn a_text_is_cut_into_elements_and_what_stands_between_them() {
    use Token::*;
    let tokens = |text| super::tokens(text).collect::<Vec<_>>();
    assert_eq!(tokens("<em>a</em><br><l-2>"), [Open("em"), Text("a"), Close("em"), Break, Open("l-2")]);
    assert_eq!(tokens("a<b c"), [Text("a<b c")]);
    assert_eq!(tokens("1 < 2 <b> c"), [Text("1 < 2 "), Open("b"), Text(" c")]);
    assert_eq!(tokens(""), []);
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
