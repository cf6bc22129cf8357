//! Somebody who fills in the form and sends it, and what every answer to them must be.

use std::collections::BTreeMap;

use communique::contact::Reference;
use communique::contact::form::Typed;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use scraper::Html;

use crate::support::form::Form;
use crate::support::html::{all, attribute, one, text};
use crate::support::response::Response;
use crate::support::running::Running;
use crate::support::security::assert_security_headers;

pub const PUBLIC: &str = "--public-url=https://www.example.org";
pub const UNLIMITED: [&str; 3] = [PUBLIC, "--contact-per-client=0", "--contact-total=0"];
pub const OFFICE: &str = "--contact-email=office@example.org";

/// How long a form with somebody’s text is kept.
const TYPED_FORM: &str = "private, no-cache, no-transform";
/// The fields that people write in.
const TEXTS: [&str; 4] = ["name", "email", "organisation", "message"];

/// What every answer to a form has, whatever became of it.
pub fn personal(answer: Response) -> Response {
    let status = answer.status;
    // Back restores a form that somebody has filled in. Nobody else keeps it, and nobody anything else.
    let html = answer.html();
    let holds_text = !all(&html, "form").is_empty() && TEXTS.iter().any(|name| !Form::of(&html).value(name).is_empty());
    let policy = answer.header("cache-control");
    let is_right = policy == TYPED_FORM || (policy == "no-store" && !holds_text);
    assert!(is_right && (status != 303 || policy == "no-store"), "{status}: {policy}");
    assert_security_headers(&answer, true, &format!("a personal response, {status}"));
    for name in ["etag", "last-modified"] {
        assert!(!answer.headers.contains_key(name), "{status} has {name}");
    }
    if status != 303 {
        assert_eq!(answer.header("x-robots-tag"), "noindex", "{status}");
        assert_eq!(attribute(&one(&answer.html(), "meta[name=robots]"), "content"), "noindex", "{status}");
    }
    answer
}

/// The form of a page, filled in by somebody who makes no mistakes.
pub fn filled(server: &Running, tag: &str, message: &str) -> Form {
    let base = &server.public_url.base;
    let page = server.get(&format!("{base}/{tag}/contact"), &[]);
    assert_eq!(page.status, 200);
    let mut form = Form::of(&page.html());
    for (name, value) in [
        ("topic", "material"),
        ("name", "Ayşə Məmmədova"),
        ("email", "ayse@example.org"),
        ("message", message),
        ("consent", "yes"),
    ] {
        form.fill(name, value);
    }
    form
}

/// Sends a form as a browser does that says where it comes from.
pub fn sent(server: &Running, form: &Form) -> Response {
    personal(form.send(server, &[("sec-fetch-site", "same-origin"), ("origin", &server.public_url.origin)]))
}

/// The path and the reference of the receipt that an answer leads to.
pub fn receipt_of(server: &Running, answer: &Response) -> (String, Reference) {
    assert_eq!(answer.status, 303, "{}", answer.text());
    let path = answer.header("location");
    let below = path.strip_prefix(&server.public_url.base).unwrap_or_else(|| panic!("{path}"));
    let [tag, reference] = below.split("/contact/received/").collect::<Vec<_>>()[..] else { panic!("{path}") };
    assert!(tag.starts_with('/') && tag[1..].chars().all(|c| c.is_ascii_alphabetic() || c == '-'), "{path}");
    let parsed: Reference = reference.parse().unwrap();
    assert_eq!(parsed.as_str(), reference);
    (path.to_owned(), parsed)
}

/// What is shown again of a form: all but what only a fresh page can tell, and what a form says of itself.
pub fn shown_again(form: &Form) -> BTreeMap<&str, &str> {
    let own = ["elapsed", Typed::LANGUAGE_BUTTON, Typed::REFUSED];
    let shown = form.fields.iter().filter(|(name, _)| !own.contains(&name.as_str()));
    shown.map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// That a page shows what stood in a form, to the letter.
pub fn shows(html: &Html, form: &Form) {
    let again = Form::of(html);
    let (again, expected) = (shown_again(&again), shown_again(form));
    let differing: Vec<_> = expected.iter().filter(|(name, value)| again.get(*name) != Some(*value)).collect();
    assert!(differing.is_empty() && again.len() == expected.len(), "{differing:.60?} in {again:.60?}");
}

/// That a refusal holds the text, in a form that can be sent again, and names other ways.
pub fn keeps(answer: &Response, form: &Form) {
    let html = answer.html();
    shows(&html, form);
    let page = |action: &str| action.split('?').next().map(str::to_owned);
    let again = Form::of(&html).action;
    assert!(page(&again) == page(&form.action) && again != form.action, "{again} of {}", form.action);
    let refused = one(&html, "#refused");
    assert_eq!(attribute(&refused, "tabindex"), "-1");
    assert!(!text(&one(&html, "#refused [role=alert]")).is_empty());
    one(&html, "#contact-other");
    let title = text(&one(&html, "title"));
    assert!(title.contains(&text(&one(&html, "h1"))) && !title.starts_with(&text(&one(&html, "h1"))), "{title}");
}

/// Words as [`text`] gives them: white space folded, without marks for isolation.
pub fn folded(words: &str) -> String {
    communique::l10n::markup::without_isolates(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// When a message came in, as its receipt says it.
pub fn in_utc(at: Timestamp) -> DateTime {
    TimeZone::UTC.to_datetime(at)
}

/// That a message is refused for a while, with the text kept; how many seconds.
pub fn refused_for(answer: &Response, form: &Form) -> u64 {
    assert_eq!(answer.status, 429);
    keeps(answer, form);
    answer.header("retry-after").parse().unwrap()
}
