//! Slips in the elements of a text, whatever its English has of them: each is told once, with what to write. Knows no number
//! of elements.

use fluent_syntax::ast::PatternElement;
use foldhash::HashSet;

use super::element_signs::{Mistyped, between, with_signs, without_sign};
use super::finding::{Problem, Reporter};
use super::graph::Item;
use super::markup_use::{MarkupSlip, Use};
use super::pattern::{Node, walk};
use super::rule;
use super::sentence::Sentence;
use crate::l10n::markup::is_plain_element;
use crate::l10n::near::nearest;

/// Bytes of a name that no other begins with by chance.
const MIN_NAME: usize = 6;
/// What is typed instead of `<` and `>`, and what other formats write for them.
const ANGLES: [(&str, &str); 10] = [
    ("[", "]"),
    ("【", "】"),
    ("&lt;", "&gt;"),
    ("‹", "›"),
    ("〈", "〉"),
    ("⟨", "⟩"),
    ("＜", "＞"),
    ("«", "»"),
    ("《", "》"),
    ("˂", "˃"),
];

/// Tells the slips of a text. The names are of elements of which nothing else is to be told.
pub(super) fn report(
    item: &Item<'_>,
    used: &Use<'_>,
    english: Option<&Use<'_>>,
    reporter: &mut Reporter<'_>,
) -> HashSet<String> {
    let id = item.target.id();
    let mut slips = Slips { used, english, told: HashSet::default(), is_left: vec![true; used.slips.len()] };
    let mut report = |slice: &str, sentence| {
        reporter.add(Problem::error(rule::MALFORMED_ELEMENT, slice, id.as_str(), sentence));
    };
    slips.other_angles(item, &mut report);
    slips.mistyped(item, &mut report);
    slips.crossed(&mut report);
    slips.slashes(&mut report);
    slips.html(&mut report);
    slips.other_names(&mut report);
    let not_opened = |slip: &MarkupSlip<'_>| match slip {
        MarkupSlip::NotOpened { name, .. } => Some(name.clone()),
        _ => None,
    };
    let closed: Vec<String> = slips.left().filter_map(|(_, slip)| not_opened(slip)).collect();
    for (_, slip) in slips.left() {
        match slip {
            MarkupSlip::NotOpened { name, slice, .. } => {
                report(slice, Sentence::ElementNotOpened { name: name.clone() })
            }
            MarkupSlip::NotClosed { name, slice, .. } => {
                report(slice, Sentence::ElementNotClosed { name: name.clone() })
            }
            MarkupSlip::Html { text, slice } => report(slice, Sentence::Html { text: shortened(text) }),
        }
    }
    // That it is missing is said.
    slips.told.extend(closed);
    slips.told
}

struct Slips<'u, 't> {
    used: &'u Use<'t>,
    english: Option<&'u Use<'t>>,
    told: HashSet<String>,
    /// Of each slip, whether it is not told yet.
    is_left: Vec<bool>,
}

impl<'u, 't> Slips<'u, 't> {
    fn has(&self, name: &str) -> bool {
        self.english.is_some_and(|english| english.counts.contains_key(name))
    }

    /// The slips that are not told yet, by number.
    fn left(&self) -> impl Iterator<Item = (usize, &'u MarkupSlip<'t>)> {
        self.used.slips.iter().enumerate().filter(|(number, slip)| {
            self.is_left[*number] && !slip.named().is_some_and(|(name, _)| self.told.contains(name))
        })
    }

    /// What opens or closes an element of this name is told.
    fn tell(&mut self, name: &str) {
        self.told.insert(name.to_owned());
    }

    /// Elements of the English between other signs than `<` and `>`.
    fn other_angles(&mut self, item: &Item<'_>, report: &mut impl FnMut(&str, Sentence)) {
        let Some(english) = self.english.filter(|english| !english.counts.is_empty()) else { return };
        let mut found: Vec<(String, &str)> = Vec::new();
        walk(item.pattern, &mut |node| {
            let Node::Pattern(pattern) = node else { return };
            for element in &pattern.elements {
                let PatternElement::TextElement { value } = element else { continue };
                for (open, close) in ANGLES.iter().filter(|(open, _)| value.contains(open)) {
                    found.extend(between(value, open, close, |name| english.counts.contains_key(name)));
                }
            }
        });
        let mut seen = HashSet::default();
        found.retain(|(name, _)| seen.insert(name.clone()));
        for (name, slice) in found {
            let is_whole = self.used.counts.contains_key(&name) && !self.left().any(|(_, slip)| slip.is_of(&name));
            if !is_whole && !self.told.contains(&name) {
                self.tell(&name);
                report(slice, Sentence::OtherAngles { written: slice.to_owned(), name });
            }
        }
    }

    /// Elements with a space or a sign in them, and those without their `<`.
    fn mistyped(&mut self, item: &Item<'_>, report: &mut impl FnMut(&str, Sentence)) {
        let left: HashSet<&str> = self.left().filter_map(|(_, slip)| slip.named()).map(|(name, _)| name).collect();
        let open: HashSet<&str> = self.left().filter_map(|(_, slip)| slip.not_closed()).collect();
        let mut found: Vec<Mistyped<'_>> = Vec::new();
        walk(item.pattern, &mut |node| {
            let Node::Pattern(pattern) = node else { return };
            for element in &pattern.elements {
                let PatternElement::TextElement { value } = element else { continue };
                let of_others = without_sign(value).filter(|it| left.contains(it.name));
                let is_known = |name: &str| name == "br" || is_plain_element(name) || self.has(name);
                found.extend(with_signs(value).chain(of_others).filter(|it| is_known(it.name)));
            }
        });
        // One that is opened again where it is to be closed is told as that.
        found.retain(|it| !(open.contains(it.name) && it.slice.ends_with("/>") && !it.closes));
        let slices: HashSet<*const u8> = found.iter().map(|it| it.slice.as_ptr()).collect();
        for (is_left, slip) in self.is_left.iter_mut().zip(&self.used.slips) {
            *is_left &= !matches!(slip, MarkupSlip::Html { slice, .. } if slices.contains(&slice.as_ptr()));
        }
        for Mistyped { slice, name, closes } in found {
            if self.told.insert(name.to_owned()) {
                let slash = if closes || open.contains(name) { "/" } else { "" };
                let sentence =
                    Sentence::MistypedElement { written: slice.to_owned(), meant: format!("<{slash}{name}>") };
                report(slice, sentence);
            }
        }
    }

    /// Elements that are closed in the order in which they are opened: `<em><l>…</em></l>`.
    fn crossed(&mut self, report: &mut impl FnMut(&str, Sentence)) {
        let open: HashSet<&str> = self.left().filter_map(|(_, slip)| slip.not_closed()).collect();
        let mut crossed: Vec<(&String, &String, &str)> = Vec::new();
        let mut seen = HashSet::default();
        for (_, slip) in self.left() {
            if let MarkupSlip::NotOpened { name, slice, inside: Some(inner) } = slip
                && open.contains(name.as_str())
                && !open.contains(inner.as_str())
                && seen.insert(name)
            {
                crossed.push((name, inner, slice));
            }
        }
        for (outer, inner, slice) in crossed {
            self.tell(outer);
            report(slice, Sentence::CrossedElement { outer: outer.clone(), inner: inner.clone() });
        }
    }

    /// Elements that are opened again where they are to be closed.
    fn slashes(&mut self, report: &mut impl FnMut(&str, Sentence)) {
        let most = |name: &str| self.english.and_then(|english| english.counts.get(name)).map_or(1, |often| often.most);
        let again = |slip: &&'u MarkupSlip<'t>| match slip {
            MarkupSlip::NotClosed { name, slice, inside } => {
                (inside.as_ref() == Some(name) && most(name) <= 1).then_some((name, *slice))
            }
            _ => None,
        };
        let again: Vec<_> = self.left().filter_map(|(_, slip)| again(&slip)).collect();
        let number_of = |name: &str| self.left().filter(|(_, slip)| slip.is_of(name)).count();
        if let [(name, slice)] = again[..]
            && number_of(name) == 2
        {
            self.tell(name);
            report(slice, Sentence::ElementWithoutSlash { name: name.clone() });
        }
    }

    /// What looks like an element and is none.
    fn html(&mut self, report: &mut impl FnMut(&str, Sentence)) {
        let html = |(number, slip): (usize, &'u MarkupSlip<'t>)| match slip {
            MarkupSlip::Html { text, slice } => Some((number, text.as_str(), *slice)),
            _ => None,
        };
        let all: Vec<_> = self.left().filter_map(html).collect();
        let is_only = all.len() == 1;
        let open: HashSet<&str> = self.left().filter_map(|(_, slip)| slip.not_closed()).collect();
        let mut words = HashSet::default();
        for (number, text, slice) in all {
            let name = text.trim_matches(['<', '>', '/', ' ']);
            let word = name.split_whitespace().next().unwrap_or_default();
            if text.ends_with("/>") && open.contains(name) {
                self.tell(name);
                report(slice, Sentence::ElementWithoutSlash { name: name.to_owned() });
            } else if let Some(name) = not_ended(text, self.english) {
                self.tell(name.trim_start_matches('/'));
                report(slice.get(..1 + name.len()).unwrap_or(slice), Sentence::ElementNotEnded { name });
            } else if let Some(meant) =
                self.meant_by(name).or_else(|| self.only_closed().filter(|_| is_only && !text.starts_with("</")))
            {
                self.tell(&meant);
                let name = if self.meant_by(name).is_some() { name } else { word }.to_owned();
                report(slice, Sentence::MisspelledElement { name, meant });
            } else {
                words.insert(word.to_lowercase());
                report(slice, Sentence::Html { text: shortened(text) });
            }
            self.is_left[number] = false;
        }
        // What opens as HTML is closed as what looks like an element.
        let slips = self.is_left.iter_mut().zip(&self.used.slips);
        slips.for_each(|(is_left, slip)| {
            *is_left &= !matches!(slip, MarkupSlip::NotOpened { name, .. } if words.contains(name))
        });
    }

    /// The element of the English whose name this is but for capitals, spaces and other lines between its words.
    fn meant_by(&self, name: &str) -> Option<String> {
        let name = name.to_lowercase().replace([' ', '_'], "-");
        self.has(&name).then_some(name)
    }

    /// The named element of the English that is closed and not opened, if it is the only slip of its kind.
    fn only_closed(&self) -> Option<String> {
        let mut left = self.left().filter(|(_, slip)| !matches!(slip, MarkupSlip::Html { .. }));
        match (left.next(), left.next()) {
            (Some((_, MarkupSlip::NotOpened { name, .. })), None) if self.has(name) && !is_plain_element(name) => {
                Some(name.clone())
            }
            _ => None,
        }
    }

    /// An element that is opened by one name and closed by another, of which the English has one.
    fn other_names(&mut self, report: &mut impl FnMut(&str, Sentence)) {
        let left: Vec<_> = self.left().map(|(_, slip)| slip).collect();
        let [one, other] = left[..] else { return };
        let (Some(first), Some(second)) = (one.named(), other.named()) else { return };
        let (wrong, right) = match (self.has(first.0), self.has(second.0)) {
            (false, true) => (first, second),
            (true, false) => (second, first),
            _ => return,
        };
        let is_other = !is_plain_element(wrong.0) || nearest(wrong.0, [right.0]).is_some();
        if one.not_closed().is_some() != other.not_closed().is_some() && is_other {
            self.tell(wrong.0);
            self.tell(right.0);
            report(wrong.1, Sentence::MisspelledElement { name: wrong.0.to_owned(), meant: right.0.to_owned() });
        }
    }
}

impl<'t> MarkupSlip<'t> {
    fn named(&self) -> Option<(&str, &'t str)> {
        match self {
            Self::NotOpened { name, slice, .. } | Self::NotClosed { name, slice, .. } => Some((name, slice)),
            Self::Html { .. } => None,
        }
    }

    fn is_of(&self, name: &str) -> bool {
        self.named().is_some_and(|(named, _)| named == name)
    }

    fn not_closed(&self) -> Option<&str> {
        matches!(self, Self::NotClosed { .. }).then(|| self.named()).flatten().map(|(name, _)| name)
    }
}

/// The element of the English, with a slash if it closes one, whose sign is not written behind its name.
fn not_ended(text: &str, english: Option<&Use<'_>>) -> Option<String> {
    let name = text.strip_prefix('<')?;
    let (slash, name) = name.strip_prefix('/').map_or(("", name), |name| ("/", name));
    let begins = |known: &&String| {
        // Behind a long name a word may begin at once.
        let is_apart =
            |rest: &str| known.len() >= MIN_NAME || !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        name.strip_prefix(known.as_str()).is_some_and(|rest| !rest.starts_with(['>', '-']) && is_apart(rest))
            && !name.contains('=')
    };
    let known = english?.counts.keys().filter(begins).max_by_key(|known| known.len())?;
    Some(format!("{slash}{known}"))
}

/// The first characters of what may be a whole paragraph.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    #[test]
    fn one_slip_in_an_element_is_one_finding_that_says_what_to_write() {
        let other = "names of elements are not translated; write <a-link>…</a-link>";
        let wrong = |meant: &str| format!("write {meant}: nothing else stands between the < and the >");
        for (german, shown, help) in [
            ("<a-link>y<a-link>", "a-link", "write </a-link>"),
            ("<a-link>y<a-link/>", "<a-link/>", "write </a-link>"),
            ("<em>y<em> <a-link>z</a-link>", "em", "write </em>"),
            ("<lien>y</a-link>", "lien", other),
            ("<a-link>y</lien>", "lien", other),
            ("<a link>y</a-link>", "<a link>", other),
            ("<a_link>y</a_link>", "<a_link>", other),
            ("<a href=\"/\">y</a-link>", "<a href=\"/\">", other),
            ("‹a-link›y‹/a-link›", "‹a-link›", "type the < and > of the keyboard: <a-link>…</a-link>"),
            ("‹a-link›y</a-link>", "‹a-link›", "type the < and > of the keyboard: <a-link>…</a-link>"),
            ("[a-link]y[/a-link]", "[a-link]", "type the < and > of the keyboard: <a-link>…</a-link>"),
            ("[a-link]y</a-link>", "[a-link]", "type the < and > of the keyboard: <a-link>…</a-link>"),
            ("＜a-link＞y＜/a-link＞", "＜a-link＞", "type the < and > of the keyboard: <a-link>…</a-link>"),
            (
                "&lt;a-link&gt;y&lt;/a-link&gt;",
                "&lt;a-link&gt;",
                "type the < and > of the keyboard: <a-link>…</a-link>",
            ),
            ("< a-link>y</a-link>", "< a-link>", &wrong("<a-link>")),
            ("<a-link >y</a-link>", "<a-link >", &wrong("<a-link>")),
            ("<a-link\u{a0}>y</a-link>", "<a-link\u{a0}>", &wrong("<a-link>")),
            ("<a-link/>y</a-link>", "<a-link/>", &wrong("<a-link>")),
            ("<a-link.>y</a-link>", "<a-link.>", &wrong("<a-link>")),
            ("<a-link>y</ a-link>", "</ a-link>", &wrong("</a-link>")),
            ("<a-link>y< /a-link>", "< /a-link>", &wrong("</a-link>")),
            ("<a-link>y</a-link />", "</a-link />", &wrong("</a-link>")),
            ("<a-link>y<a-link >", "<a-link >", &wrong("</a-link>")),
            ("< a-link>y</ a-link>", "< a-link>", &wrong("<a-link>")),
            ("<<a-link>y</a-link>", "<<a-link>", &wrong("<a-link>")),
            ("<a-link>>y</a-link>", "<a-link>>", &wrong("<a-link>")),
            ("<a-link>y<</a-link>", "<</a-link>", &wrong("</a-link>")),
            ("a-link>y</a-link>", "a-link>", &wrong("<a-link>")),
            ("<a-link>y/a-link>", "/a-link>", &wrong("</a-link>")),
            ("<em><a-link>y</em></a-link>", "em", "write </a-link> before </em>"),
            ("<a-link><em>y</a-link></em>", "a-link", "write </em> before </a-link>"),
        ] {
            let (english, text) = ("a = x <a-link>x</a-link> x", format!("a = w {german} z"));
            assert_eq!(found("de", english, &[&text]), format!("error malformed-element `{shown}` a"), "{german}");
            assert_eq!(told("de", english, &text)[0].1, help, "{german}");
        }
        for (english, german, expected) in [
            ("a = <l>x</l>", "a = <l>y</l> «l»", ""),
            (
                "a = <l>x</l> <l>x</l>",
                "a = <l>y <l>z",
                "error malformed-element `l` a, error malformed-element `l` a, error nested-element `l` a",
            ),
            ("a = x", "a = «em»", ""),
            (
                "a = <l>x</l>",
                "a = v</l> <l>z<l>w",
                "error malformed-element `l` a, error malformed-element `l` a, error malformed-element `l` a",
            ),
            // Nothing is open, or it is no end.
            ("a = <l>x</l>", "a = y<l/>z", "error malformed-element `<l/>` a"),
            ("a = <l>x</l>", "a = <l>y<l >z", "error malformed-element `<l >` a"),
            ("a = <l>x</l>", "a = y</l> z", "error malformed-element `l` a"),
            ("a = <l>x</l>", "a = 1 < 2 <l>y</l> l > 2", ""),
            ("a = <l>x</l>", "a = <em >y</em> <l>z</l>", "error malformed-element `<em >` a"),
            ("a = x", "a = y<br/>z", "error malformed-element `<br/>` a"),
            ("a = x", "a = y</br>z", "error malformed-element `</br>` a"),
            ("-t = x", "-t = < em>y</em>", "error malformed-element `< em>` -t"),
            (
                "a = <l>x</l>",
                "a = &lt;l&gt;y&lt;/l&gt; &nbsp; z",
                "error malformed-element `&lt;l&gt;` a, error entity `&nbsp;` a",
            ),
        ] {
            assert_eq!(found("de", english, &[german]), expected, "{german}");
        }
    }
}
