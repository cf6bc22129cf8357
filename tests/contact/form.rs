//! The page with the form: the same for everybody, labelled, filled in by the address, and kept in
//! whatever language it is read on.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use communique::contact::form::{Fault, Submission, Topic, Typed};
use communique::site::Coding;
use communique::site::pages::contact::{FormState, Refusal};

use crate::contact::sender::{PUBLIC, UNLIMITED, filled, personal, receipt_of, sent, shown_again, shows};
use crate::support::form::{Form, controls};
use crate::support::html::{all, attribute, one, parsed, text};
use crate::support::running::Running;
use crate::support::site::{each_locale, site};

#[test]
fn the_form_is_the_same_for_everybody_and_needs_no_cookie_token_or_script() {
    let server = Running::start(&UNLIMITED);
    each_locale(&server.app.published.load().site, |_, locale| {
        let path = format!("/{}/contact", locale.id);
        let one_reader = server.get(&path, &[]);
        let another =
            server.get(&path, &[("cookie", "a=b"), ("user-agent", "x"), ("referer", "https://other.example/")]);
        assert!(one_reader.header("cache-control").starts_with("public, max-age=60, s-maxage=600"));
        assert_eq!((one_reader.header("vary"), one_reader.header("set-cookie")), ("Accept-Encoding", ""));
        assert!(one_reader.header("etag") == another.header("etag") && one_reader.body == another.body);
        let again = server.get(&path, &[("if-none-match", one_reader.header("etag"))]);
        assert_eq!(again.status, 304);

        let html = one_reader.html();
        let form = one(&html, "form");
        let action = format!("{path}?send");
        assert_eq!((attribute(&form, "method"), attribute(&form, "action")), ("post", action.as_str()));
        assert_eq!(attribute(&form, "enctype"), "", "what browsers send by themselves");
        let hidden = all(&html, "input[type=hidden]");
        assert!(hidden.iter().all(|field| attribute(field, "value").is_empty()), "no token");
        // Enter in a field sends the form; it does not press the button of a language.
        let first = controls(&html).into_iter().find(|control| control.value().name() == "button").unwrap();
        assert_eq!(
            (attribute(&first, "name"), attribute(&first, "formaction"), attribute(&first, "type")),
            ("", "", "")
        );
        one(&html, "form button.main");
        let names: BTreeSet<&str> = controls(&html).iter().map(|control| attribute(control, "name")).collect();
        let expected = "about consent elapsed email memo message name organisation reply show topic";
        assert_eq!(names.into_iter().collect::<Vec<_>>().join(" ").trim(), expected);
        for (selector, autocomplete) in [("#name", "name"), ("#email", "email"), ("#organisation", "organization")] {
            assert_eq!(attribute(&one(&html, selector), "autocomplete"), autocomplete);
        }
        assert!(all(&html, "[maxlength], [pattern]").is_empty(), "nothing is cut off");
    });
}

#[test]
fn a_form_is_never_sent_to_the_address_that_it_stands_at() {
    let server = Running::start(&UNLIMITED);
    each_locale(&server.app.published.load().site, |_, locale| {
        let mut address = format!("/{}/contact", locale.id);
        let mut form = Form::of(&server.get(&address, &[]).html());
        // Fresh, and each time that it comes back.
        for sending in 0..4 {
            assert!(form.action != address && form.action.split('?').next() == address.split('?').next(), "{form:?}");
            address.clone_from(&form.action);
            form = if sending == 1 {
                let button = format!("button[formaction='/{}/contact']", if locale.id == "fr" { "de" } else { "fr" });
                let html = form.send(&server, &[]).html();
                let pressed = Form::pressed(&html, &one(&html, &button));
                address.clone_from(&pressed.action);
                Form::of(&pressed.send(&server, &[]).html())
            } else {
                Form::of(&form.fill("email", "wrong").send(&server, &[]).html())
            };
        }
        // Of one that could not be read nothing is kept, but what is typed then is.
        let action = form.action;
        let unread = server.ask("POST", &action, &[("content-type", "text/plain")]);
        assert_ne!(Form::of(&unread.html()).action, format!("/{}/contact?send", locale.id), "{}", unread.status);
    });
}

#[test]
fn a_form_that_was_refused_unread_is_one_document_for_all_and_what_was_typed_is_in_nobody_elses() {
    let site = site(&[PUBLIC]);
    each_locale(&site, |key, locale| {
        let mut texts = HashSet::new();
        for refusal in [Refusal::Size, Refusal::Damaged, Refusal::Slow, Refusal::Busy] {
            let unread = FormState { refusal: Some(refusal), lost: true, ..FormState::default() };
            let shared = site.contact_form(key, &unread).unwrap();
            let typed = Typed { name: "Anna".into(), ..Typed::default() };
            for own in [
                FormState { lost: false, ..unread.clone() },
                FormState { typed, ..unread.clone() },
                FormState { faults: Fault::ALL.to_vec(), ..unread.clone() },
            ] {
                let document = site.contact_form(key, &own).unwrap();
                assert_ne!(document.text(), shared.text(), "{} {refusal:?} {own:?}", locale.id);
            }
            assert!(Arc::ptr_eq(&shared, &site.contact_form(key, &unread).unwrap()), "{} {refusal:?}", locale.id);
            texts.insert(shared.text().to_vec());
        }
        assert_eq!(texts.len(), 4, "{}", locale.id);
    });
}

#[test]
fn every_field_has_a_label_and_says_what_describes_it_and_whether_it_is_needed() {
    let site = site(&[PUBLIC]);
    let typed = Typed { organisation: "x".repeat(300), ..Typed::default() };
    let faults = Submission::parse(&typed, "en").unwrap_err();
    each_locale(&site, |key, locale| {
        let faulty = FormState { faults: faults.clone(), ..Default::default() };
        for (state, filled) in [("fresh", FormState::default()), ("faulty", faulty)] {
            let at = format!("{} {state}", locale.id);
            let html = parsed(&site.contact_form(key, &filled).unwrap());
            let ids: HashSet<&str> = all(&html, "[id]").iter().map(|e| attribute(e, "id")).collect();
            let mut described = HashSet::new();
            for control in controls(&html) {
                if control.value().name() == "button" || attribute(&control, "type") == "hidden" {
                    continue;
                }
                let id = attribute(&control, "id");
                let label = text(&one(&html, &format!("label[for={id}]")));
                assert!(!label.is_empty(), "{at}: {id}");
                // A browser says of an empty choice that is “required” that it is invalid, before anybody has chosen.
                let required =
                    control.value().attr("required").is_some() || attribute(&control, "aria-required") == "true";
                match attribute(&control, "name") {
                    "topic" => {
                        let group = one(&html, "fieldset[role=radiogroup][aria-required=true]");
                        assert!(!required && group.descendants().any(|node| node.id() == control.id()), "{at}: {id}");
                    }
                    "name" | "email" | "message" | "consent" => assert!(required, "{at}: {id}"),
                    "about" | "organisation" => {
                        assert!(!required && label.contains(['(', '（']), "{at}: {id} is optional: {label}");
                    }
                    _ => assert!(!required, "{at}: {id}"),
                }
            }
            for element in all(&html, "[aria-describedby]") {
                described.extend(attribute(&element, "aria-describedby").split(' '));
            }
            for id in &described {
                assert!(ids.contains(id) && !text(&one(&html, &format!("#{id}"))).is_empty(), "{at}: {id}");
            }
            for note in all(&html, "p.hint, p.fault") {
                let id = attribute(&note, "id");
                assert!(described.contains(id), "{at}: “{}” belongs to no field", text(&note));
            }
            assert!(!text(&one(&html, "fieldset legend")).is_empty(), "{at}");
            let trap = one(&html, "form > .hidden");
            assert_eq!((attribute(&trap, "aria-hidden"), trap.value().name()), ("true", "div"), "{at}");
            assert_eq!(attribute(&one(&html, "form > .hidden input"), "tabindex"), "-1", "{at}");
        }
    });
}

/// What may be sent before a reader’s first answer, head and body: ten segments of 1,460 bytes (RFC 6928).
const FIRST_FLIGHT: usize = 14_600;
/// What a page may weigh where the reader takes brotli, as all browsers of today do.
const BUDGET: usize = 14_000;

#[test]
fn a_form_that_the_address_fills_in_fits_into_the_first_flight_in_every_language_and_coding() {
    let server = Running::start(&UNLIMITED);
    let site = Arc::clone(&server.app.published.load().site);
    each_locale(&site, |_, locale| {
        for query in ["about=background-origins&topic=material", "about=note-report", "topic=accessibility"] {
            for coding in ["br", "gzip", "zstd"] {
                let answer = server.get(&format!("/{}/contact?{query}", locale.id), &[("accept-encoding", coding)]);
                assert_eq!((answer.status, answer.header("content-encoding")), (200, coding));
                let head: usize =
                    answer.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
                let bytes = "HTTP/1.1 200 OK\r\n\r\n".len() + head + answer.body.len();
                let most = if coding == "br" { BUDGET } else { FIRST_FLIGHT };
                assert!(bytes <= most, "{} {query} {coding}: {bytes} of {most}", locale.id);
            }
        }
    });
}

#[test]
fn the_address_fills_in_the_topic_and_the_passage_and_nothing_else() {
    let server = Running::start(&UNLIMITED);
    let site = Arc::clone(&server.app.published.load().site);
    let form_of = |tag: &str, query: &str| {
        let answer = server.get(&format!("/{tag}/contact?{query}"), &[]);
        assert_eq!((answer.status, answer.header("x-robots-tag")), (200, ""), "{query}");
        assert!(answer.header("cache-control").starts_with("public, max-age=60"), "{query}");
        let canonical = format!("https://www.example.org/{tag}/contact");
        let html = answer.html();
        assert_eq!(attribute(&one(&html, "link[rel=canonical]"), "href"), canonical);
        assert!(all(&html, "meta[name=robots]").is_empty(), "{query}");
        assert!(all(&html, "#refused, .fault").is_empty(), "{query}");
        Form::of(&html)
    };
    let passages = site.outline().passages();
    assert_eq!(passages.len(), 19);
    for (topic, about) in Topic::ALL.iter().map(|topic| topic.as_str()).cycle().zip(&passages) {
        let form = form_of("en", &format!("topic={topic}&about={about}"));
        assert_eq!((form.value("topic"), form.value("about")), (topic, *about));
    }
    each_locale(&site, |_, locale| {
        let form = form_of(&locale.id, "about=patriotic-war-report&topic=text&name=x&message=y&consent=yes&email=z");
        let mut expected = Form::of(&server.get(&format!("/{}/contact", locale.id), &[]).html());
        expected.fill("topic", "text").fill("about", "patriotic-war-report");
        assert_eq!(shown_again(&form), shown_again(&expected), "{}", locale.id);
    });
    let background = form_of("en", "about=background&about=patriotic-war&topic=&topic=text");
    assert_eq!((background.value("topic"), background.value("about")), ("", "background"), "the first of each");
    // What names neither is the form as everybody gets it, whose tag and whose place in search engines it has.
    let plain = server.get("/en/contact", &[]);
    for query in [
        "topic=",
        "topic=weather",
        "topic=Text",
        "about=weather",
        "about=%3Cscript%3E",
        "about=rights",
        "topic=%ff&about=%00",
    ] {
        let answer = server.get(&format!("/en/contact?{query}"), &[]);
        assert!(answer.status == 200 && answer.body == plain.body, "{query}");
        for name in ["etag", "x-robots-tag", "cache-control"] {
            assert_eq!(answer.header(name), plain.header(name), "{query}: {name}");
        }
    }
}

#[test]
fn a_form_is_the_same_from_whichever_pieces_it_is_put_together() {
    let site = site(&[PUBLIC]);
    let unknown = site.prefilled(site.catalog().source(), Some("weather"), Some("weather"));
    assert!(unknown.is_none(), "an unknown value is no value");
    each_locale(&site, |key, locale| {
        // A language that is not offered changes nothing but the pieces.
        let of = |typed: Typed, faults: &[Fault], reply: &str| {
            let typed = Typed { reply_language: reply.to_owned(), ..typed };
            let state = FormState { typed, faults: faults.to_vec(), ..FormState::default() };
            site.contact_form(key, &state).unwrap().text().to_vec()
        };
        let mut tags = HashSet::new();
        for about in ["", "background-acts", "note-report"] {
            for topic in ["", "material", "text", "accessibility", "other"] {
                let typed = Typed { topic: topic.into(), about: about.into(), ..Typed::default() };
                assert_eq!(of(typed.clone(), Fault::ALL, ""), of(typed.clone(), Fault::ALL, "xx"), "{}", locale.id);
                let Some(prefilled) = site.prefilled(key, Some(topic), Some(about)) else { continue };
                let prefilled = prefilled.unwrap();
                // What was sent is for no search engine; nothing else differs.
                let sent = String::from_utf8(of(typed, &[], "xx")).unwrap();
                let sent = sent.replacen("\n<meta name=\"robots\" content=\"noindex\">", "", 1);
                assert!(prefilled.text() == sent.as_bytes(), "{}: {topic} {about}", locale.id);
                assert!(Coding::ALL.iter().all(|coding| tags.insert(prefilled.representation(*coding).etag.clone())));
            }
        }
        assert_eq!(tags.len(), 14 * 4, "each has a tag of its own");
    });
}

#[test]
fn the_language_can_be_changed_on_a_half_filled_form_and_changed_back() {
    let server = Running::start(&UNLIMITED);
    let site = Arc::clone(&server.app.published.load().site);
    let mut form = filled(&server, "en", "\nHalf of it <b>&\n");
    form.without("consent").fill("email", "not yet").fill("reply", "de").fill("about", "background-acts");
    let mut html = server.get("/en/contact", &[]).html();
    let start = form.clone();
    each_locale(&site, |_, locale| {
        let menu = all(&html, ".menu a[hreflang]");
        assert_eq!(menu.len(), 10);
        let link = menu.iter().find(|link| attribute(link, "hreflang") == locale.id).unwrap();
        let target = attribute(link, "href").strip_prefix('#').unwrap();
        let mut pressed = Form::pressed(&html, &one(&html, &format!("form button[id='{target}']")));
        assert_eq!(pressed.action, format!("/{}/contact", locale.id));
        // At first nothing stands on the page but what the person types; later what was shown.
        for (name, value) in &form.fields {
            pressed.fill(name, value);
        }
        let answer = personal(pressed.send(&server, &[("sec-fetch-site", "same-origin")]));
        assert_eq!((answer.status, answer.header("content-language")), (200, locale.id.as_str()));
        html = answer.html();
        shows(&html, &start);
        assert!(all(&html, "#refused, .fault, [aria-invalid]").is_empty(), "{}", locale.id);
        let title = text(&one(&server.get(&pressed.action, &[]).html(), "title"));
        assert_eq!(text(&one(&html, "title")), title, "nothing is wrong");
        form = Form::of(&html);
    });
    assert!(server.stored().is_empty());
    form.fill("email", "ayse@example.org").fill("consent", "yes");
    receipt_of(&server, &sent(&server, &form));
    let [message] = &server.stored()[..] else { panic!() };
    assert_eq!((message.reply_language.as_str(), message.page_language.as_str()), ("de", "zh-Hans"));
    assert_eq!(message.body, "Half of it <b>&");
    // Without anything typed it is the form.
    let empty = server.post("/az/contact", &[("show", "form"), ("message", "")], &[]);
    assert_eq!(empty.status, 200);
    shows(&empty.html(), &Form::of(&server.get("/az/contact", &[]).html()));
}
