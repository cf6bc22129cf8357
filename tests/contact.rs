//! The contact form from end to end: what the page offers, what a sent form leads to, and that
//! nobody’s text is lost on the way, whatever comes between.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use communique::contact::form::{MAX_MESSAGE, Topic, Typed};
use communique::contact::suspicion::Suspicion;
use communique::contact::{Message, NewMessage, Reference, State};
use communique::l10n::{Locale, LocaleKey, View, format};
use communique::site::Site;
use communique::site::pages::receipt::Lookup;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use percent_encoding::percent_decode_str;
use scraper::Html;
use support::form::{Form, controls};
use support::moody::{Mood, Moody};
use support::postgres::Postgres;
use support::program::{BINARY, Program, database, serve, wait_until};
use support::smtp::{Answer as Answered, Asked, Smtp, Step, says};
use support::{Answer, Running, SECURITY, all, ask, attribute, encoded, letter, one, send, text};

const PUBLIC: &str = "--public-url=https://www.example.org";
const UNLIMITED: [&str; 3] = [PUBLIC, "--contact-per-client=0", "--contact-total=0"];
const OFFICE: &str = "--contact-email=office@example.org";

/// Texts that a page could break, or that could break a page.
const NAUGHTY: [&str; 12] = [
    "\nIt begins with an empty line",
    "\n\n\nThree of them, and at the end \n\n",
    "  spaces \t and tabs\t ",
    "</textarea><script>alert(1)</script><textarea>",
    "\"double\" 'single' `back` <b>&amp;&lt;&#60; & < >",
    "نص من اليمين \u{202e}معكوس\u{202c} \u{2067}x\u{2069} \u{200f}",
    "می‌خواهم 👨‍👩‍👧 e\u{301} Ａ",
    "{{ typed.name }} {% raw %} ${7*7} %s %0d%0a",
    "'; DROP TABLE message; --",
    "\u{feff}\u{1}\u{7f}\u{85}\u{2028}\u{fffd}",
    "a+b=c&message=d;e",
    "请允许我们转载这份声明的中文译文，谢谢。",
];

/// What every answer to a form has, whatever became of it.
fn personal(answer: Answer) -> Answer {
    let status = answer.status;
    assert_eq!(answer.header("cache-control"), "no-store", "{status}");
    for name in SECURITY {
        assert!(!answer.header(name).is_empty(), "{status} lacks {name}");
    }
    for name in ["set-cookie", "etag", "last-modified"] {
        assert!(!answer.headers.contains_key(name), "{status} has {name}");
    }
    if status != 303 {
        assert_eq!(answer.header("x-robots-tag"), "noindex", "{status}");
        assert_eq!(attribute(&one(&answer.html(), "meta[name=robots]"), "content"), "noindex", "{status}");
    }
    answer
}

/// The form of a page, filled in by somebody who makes no mistakes.
fn filled(server: &Running, tag: &str, message: &str) -> Form {
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
fn sent(server: &Running, form: &Form) -> Answer {
    personal(form.send(server, &[("sec-fetch-site", "same-origin"), ("origin", &server.public_url.origin)]))
}

/// The path and the reference of the receipt that an answer leads to.
fn receipt_of(server: &Running, answer: &Answer) -> (String, Reference) {
    assert_eq!(answer.status, 303, "{}", answer.text());
    let path = answer.header("location");
    let below = path.strip_prefix(&server.public_url.base).unwrap_or_else(|| panic!("{path}"));
    let [tag, reference] = below.split("/contact/received/").collect::<Vec<_>>()[..] else { panic!("{path}") };
    assert!(tag.starts_with('/') && tag[1..].chars().all(|c| c.is_ascii_alphabetic() || c == '-'), "{path}");
    let parsed: Reference = reference.parse().unwrap();
    assert_eq!(parsed.as_str(), reference);
    (path.to_owned(), parsed)
}

/// What is shown again of a form: all but what only a fresh page can tell.
fn shown_again(form: &Form) -> BTreeMap<&str, &str> {
    let shown = form.fields.iter().filter(|(name, _)| name != "elapsed" && name != Typed::SHOW);
    shown.map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// That a page shows what stood in a form, to the letter.
fn shows(html: &Html, form: &Form) {
    let again = Form::of(html);
    let (again, expected) = (shown_again(&again), shown_again(form));
    let differing: Vec<_> = expected.iter().filter(|(name, value)| again.get(*name) != Some(*value)).collect();
    assert!(differing.is_empty() && again.len() == expected.len(), "{differing:.60?} in {again:.60?}");
}

/// That a refusal holds the text, in a form that can be sent again, and names other ways.
fn keeps(answer: &Answer, form: &Form) {
    let html = answer.html();
    shows(&html, form);
    assert_eq!(Form::of(&html).action, form.action);
    let refused = one(&html, "#refused");
    assert_eq!(attribute(&refused, "tabindex"), "-1");
    assert!(!text(&one(&html, "#refused [role=alert]")).is_empty());
    one(&html, "#contact-other");
    let title = text(&one(&html, "title"));
    assert!(title.contains(&text(&one(&html, "h1"))) && !title.starts_with(&text(&one(&html, "h1"))), "{title}");
}

fn each_locale(site: &Site, mut check: impl FnMut(LocaleKey, &Locale)) {
    site.catalog().locales().for_each(|(key, locale)| check(key, locale));
}

/// Words as [`text`] gives them: white space folded, without marks for isolation.
fn folded(words: &str) -> String {
    communique::l10n::markup::without_isolates(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn html_of(document: &communique::site::Rendered) -> Html {
    Html::parse_document(std::str::from_utf8(document.text()).unwrap())
}

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
        assert_eq!((attribute(&form, "method"), attribute(&form, "action")), ("post", path.as_str()));
        assert_eq!(attribute(&form, "enctype"), "", "what browsers send by themselves");
        let hidden = all(&html, "input[type=hidden]");
        assert!(hidden.iter().all(|field| attribute(field, "value").is_empty()), "no token");
        // Enter in a field sends the form; it does not press the first button of the language menu.
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
fn every_field_has_a_label_and_says_what_describes_it_and_whether_it_is_needed() {
    let site = support::site(&[PUBLIC]);
    let typed = Typed { organisation: "x".repeat(300), ..Typed::default() };
    let faults = communique::contact::form::Submission::parse(&typed, "en").unwrap_err();
    each_locale(&site, |key, locale| {
        let faulty = communique::site::pages::contact::Filled { faults: faults.clone(), ..Default::default() };
        for (state, filled) in [("fresh", communique::site::pages::contact::Filled::default()), ("faulty", faulty)] {
            let at = format!("{} {state}", locale.id);
            let html = html_of(&site.filled(key, &filled).unwrap());
            let ids: HashSet<&str> = all(&html, "[id]").iter().map(|e| attribute(e, "id")).collect();
            let mut described = HashSet::new();
            for control in controls(&html) {
                if control.value().name() == "button" || attribute(&control, "type") == "hidden" {
                    continue;
                }
                let id = attribute(&control, "id");
                let label = text(&one(&html, &format!("label[for={id}]")));
                assert!(!label.is_empty(), "{at}: {id}");
                let required = control.value().attr("required").is_some();
                match attribute(&control, "name") {
                    "topic" | "name" | "email" | "message" | "consent" => assert!(required, "{at}: {id}"),
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
            let trap = one(&html, ".trap");
            assert_eq!((attribute(&trap, "aria-hidden"), trap.value().name()), ("true", "div"), "{at}");
            assert_eq!(attribute(&one(&html, ".trap input"), "tabindex"), "-1", "{at}");
        }
    });
}

#[test]
fn the_address_fills_in_the_topic_and_the_passage_and_nothing_else() {
    let server = Running::start(&UNLIMITED);
    let site = Arc::clone(&server.app.published.load().site);
    let form_of = |tag: &str, query: &str| {
        let answer = server.get(&format!("/{tag}/contact?{query}"), &[]);
        assert_eq!((answer.status, answer.header("x-robots-tag")), (200, "noindex"), "{query}");
        assert!(answer.header("cache-control").starts_with("public, max-age=60"), "{query}");
        let canonical = format!("https://www.example.org/{tag}/contact");
        assert_eq!(answer.header("link"), format!("<{canonical}>; rel=\"canonical\""), "{query}");
        let html = answer.html();
        assert_eq!(attribute(&one(&html, "link[rel=canonical]"), "href"), canonical);
        assert!(all(&html, "#refused, .fault").is_empty(), "{query}");
        Form::of(&html)
    };
    assert_eq!(form_of("en", "topic="), Form::of(&server.get("/en/contact", &[]).html()));
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
    for query in [
        "topic=weather",
        "topic=Text",
        "about=weather",
        "about=%3Cscript%3E",
        "about=rights",
        "topic=%ff&about=%00",
        "about=background&about=patriotic-war&topic=&topic=text",
    ] {
        let form = form_of("en", query);
        assert!(form.value("topic").is_empty() && !form.value("about").contains("war"), "{query}");
    }
}

#[test]
fn whatever_is_asked_for_only_so_many_filled_in_forms_are_kept() {
    let site = support::site(&[PUBLIC]);
    let key = site.catalog().source();
    let unknown = site.prefilled(key, Some("weather"), Some("weather")).unwrap();
    for n in 0..1000 {
        let (topic, about) = (format!("t{n}"), format!("a{n}"));
        let again = site.prefilled(key, Some(&topic), Some(&about)).unwrap();
        assert!(Arc::ptr_eq(&unknown, &again), "an unknown value is no value");
    }
    drop(unknown);
    let mut kept: Vec<Weak<_>> = Vec::new();
    each_locale(&site, |key, _| {
        for (heading, _) in site.outline().by_section() {
            for topic in ["", "material", "text", "accessibility", "other"] {
                kept.push(Arc::downgrade(&site.prefilled(key, Some(topic), Some(heading)).unwrap()));
            }
            kept.push(Arc::downgrade(&site.prefilled(key, None, Some("note-report")).unwrap()));
        }
    });
    assert_eq!(kept.len(), 240);
    assert!(kept.iter().filter(|document| document.strong_count() > 0).count() <= 200);
}

/// When a message came in, as its receipt says it.
fn moment(at: Timestamp) -> DateTime {
    TimeZone::UTC.to_datetime(at)
}

#[test]
fn a_right_form_leads_to_a_receipt_in_every_language() {
    let server =
        Running::start(&["--public-url=https://www.example.org/a/b", "--contact-per-client=0", "--contact-total=0"]);
    let site = Arc::clone(&server.app.published.load().site);
    each_locale(&site, |key, locale| {
        let answer = sent(&server, &filled(&server, &locale.id, &format!("Sirr {}", locale.id)));
        let (path, reference) = receipt_of(&server, &answer);
        assert!(path.starts_with(&format!("/a/b/{}/contact/received/", locale.id)), "{path}");

        let stored: Vec<Message> = server.stored().into_iter().filter(|m| m.reference == reference).collect();
        let [message] = &stored[..] else { panic!("{} stored", stored.len()) };
        assert_eq!((&message.page_language, &message.reply_language), (&locale.id, &locale.id));
        assert_eq!((message.state, message.topic), (State::Queued, Topic::Material));
        assert_eq!(message.body, format!("Sirr {}", locale.id));
        assert_eq!(message.consent, communique::site::pages::privacy::version());

        let answer = personal(server.get(&path, &[]));
        assert_eq!((answer.status, answer.header("content-language")), (200, locale.id.as_str()));
        let head = server.ask("HEAD", &path, &[]);
        assert_eq!((head.status, head.body.len(), head.header("cache-control")), (200, 0, "no-store"));
        let html = answer.html();
        assert_eq!(text(&one(&html, ".reference bdi[dir=ltr]")), reference.as_str());
        let received = moment(message.received_at);
        let when = one(&html, "main time");
        assert_eq!(attribute(&when, "datetime"), received.date().to_string());
        assert!(text(&when).contains(&format::time(&locale.tag, received.time())), "{}: {}", locale.id, text(&when));
        let view = View::new(site.catalog(), key);
        let whole = text(&one(&html, "main"));
        for part in ["copy", "reply", "again"] {
            assert!(whole.contains(&folded(&view.part("receipt-next", part).plain())), "{}: {part}", locale.id);
        }
        for typed in ["Sirr", "Ayşə", "ayse", "example.org"] {
            let visible = text(&one(&html, "body")).replace("www.example.org", "");
            assert!(!visible.contains(typed), "{}: {typed} is personal", locale.id);
        }
        assert!(all(&html, "form").is_empty() && !text(&one(&html, "title")).contains(reference.as_str()));

        let menu = all(&html, "nav.menu a[hreflang]");
        assert_eq!(menu.len(), 10);
        for link in menu {
            let (href, tag) = (attribute(&link, "href"), attribute(&link, "hreflang"));
            assert_eq!(href, format!("/a/b/{tag}/contact/received/{reference}"));
            // All ten from one page; from the others only one.
            if locale.id == "ar" || tag == "ar" {
                let answer = server.get(href, &[]);
                assert_eq!((answer.status, answer.header("content-language")), (200, tag));
                assert_eq!(text(&one(&answer.html(), ".reference bdi[dir=ltr]")), reference.as_str());
            }
        }
    });
}

#[test]
fn form_and_receipt_say_how_long_messages_are_kept_as_it_is_set() {
    for days in [0_u8, 1, 30, 180] {
        let site = support::site(&[PUBLIC, &format!("--retention-days={days}")]);
        each_locale(&site, |key, locale| {
            let view = View::new(site.catalog(), key);
            let found = Lookup::Found(jiff::civil::date(2026, 3, 5).at(14, 5, 0, 0));
            let pages = [
                (
                    "contact-consent",
                    html_of(&site.filled(key, &communique::site::pages::contact::Filled::default()).unwrap()),
                ),
                ("receipt-next", html_of(&site.receipt(key, "00000-00000", found).unwrap())),
            ];
            for (id, html) in pages {
                let at = format!("{} {days}: {id}", locale.id);
                let sentence = view.part(id, "kept").count("days", usize::from(days)).plain();
                let sentence = folded(&sentence);
                assert!(text(&one(&html, "main")).contains(&sentence), "{at}: {sentence}");
                let number = format::number(&locale.tag, days.into());
                // One day may be a word.
                assert!(days == 1 || sentence.contains(&number) == (days > 1), "{at}: {sentence}");
            }
        });
    }
}

#[test]
fn a_reference_is_found_as_people_write_it_and_a_wrong_one_is_told_apart() {
    let server = Running::start(&UNLIMITED);
    let (path, reference) = receipt_of(&server, &sent(&server, &filled(&server, "fa", "سلام")));
    let code = reference.as_str();
    let lower = code.to_lowercase();
    let bare = code.replace('-', "");
    for written in [&lower, &bare, &bare.to_lowercase(), &format!("{code}/"), &format!("%20{}", bare.to_lowercase())] {
        let answer = server.get(&format!("/fa/contact/received/{written}"), &[]);
        let expected = format!("https://www.example.org{path}");
        let is_same = written.trim_end_matches('/') == code;
        assert!(answer.status == if is_same { 200 } else { 308 }, "{written}: {}", answer.status);
        assert!(is_same || answer.header("location") == expected, "{written}: {}", answer.header("location"));
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    let other = server.get(&format!("/FA/contact/received/{code}"), &[]);
    assert_eq!((other.status, other.header("location")), (308, format!("https://www.example.org{path}").as_str()));

    let site = Arc::clone(&server.app.published.load().site);
    let digit = |c: char| if c == '7' { '8' } else { '7' };
    let mistyped = format!("{}{}", digit(code.chars().next().unwrap()), &code[1..]);
    let swapped = Some(code).filter(|code| code.as_bytes()[1] != code.as_bytes()[2]);
    let swapped = swapped.map(|code| format!("{}{}{}{}", &code[..1], &code[2..3], &code[1..2], &code[3..]));
    each_locale(&site, |key, locale| {
        let view = View::new(site.catalog(), key);
        let words = |part| folded(&view.part("receipt-unknown", part).plain());
        let mistyped = [Some(mistyped.clone()), swapped.clone(), Some("00000-00001".into())].into_iter().flatten();
        for (written, says) in mistyped.map(|code| (code, "mistyped")).chain([("00000-00000".into(), "text")]) {
            let answer = personal(server.get(&format!("/{}/contact/received/{written}", locale.id), &[]));
            assert_eq!(answer.status, 404, "{} {written}", locale.id);
            let html = answer.html();
            assert!(text(&one(&html, "main")).contains(&words(says)), "{} {written}", locale.id);
            assert_eq!(text(&one(&html, ".reference bdi[dir=ltr]")), written);
            let form = format!("main a[href='/{}/contact']", locale.id);
            assert_eq!(all(&html, &form).len(), 1, "the way to write to us");
        }
        for written in ["x", "00000", "00000-000000", "UUUUU-UUUUU", "", "%3Cscript%3E", "..%2f..", "%ff%fe", "a/b"] {
            let answer = personal(server.get(&format!("/{}/contact/received/{written}", locale.id), &[]));
            assert_eq!((answer.status, answer.header("content-language")), (404, locale.id.as_str()), "{written}");
        }
    });
}

#[test]
fn the_same_text_gets_the_same_reference_and_an_edited_one_another() {
    let server = Running::start(&UNLIMITED);
    let reference = |form: &Form| receipt_of(&server, &sent(&server, form)).1;
    let first = filled(&server, "en", "One\nTwo");
    let original = reference(&first);
    assert_eq!(reference(&first), original);
    // A browser that sends LF, and the form again after a refusal.
    let bare: Vec<(&str, &str)> = first.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(receipt_of(&server, &server.post("/en/contact", &bare, &[])).1, original);
    let refused = Form::of(&first.send(&server, &[("sec-fetch-site", "cross-site")]).html());
    assert_eq!(reference(&refused), original);
    let mut references = HashSet::from([original.to_string()]);
    for (name, value) in [
        ("message", "One\nTwo."),
        ("message", "One Two"),
        ("name", "Ayşə"),
        ("email", "ayse@example.com"),
        ("organisation", "BDU"),
        ("topic", "text"),
        ("about", "background"),
        ("reply", "ar"),
    ] {
        assert!(references.insert(reference(first.clone().fill(name, value)).to_string()), "{name}: {value}");
    }
    assert_eq!(server.stored().len(), references.len());
}

#[test]
fn many_who_press_the_button_at_once_store_one_message() {
    let server = Running::start(&[PUBLIC]);
    let form = filled(&server, "en", "Once");
    let references: HashSet<String> = std::thread::scope(|scope| {
        let press = || receipt_of(&server, &sent(&server, &form)).1.to_string();
        let pressing: Vec<_> = (0..12).map(|_| scope.spawn(press)).collect();
        pressing.into_iter().map(|pressed| pressed.join().unwrap()).collect()
    });
    assert_eq!((references.len(), server.stored().len()), (1, 1));
}

#[test]
fn five_thousand_characters_pass_in_every_script_and_one_more_does_not() {
    let server = Running::start(&UNLIMITED);
    for (what, character) in [("Latin", "a"), ("Chinese", "字"), ("line ends", "\n"), ("emoji", "🙏"), ("Arabic", "ع")]
    {
        let message = |times: usize| format!("^{}$", character.repeat(times - 2));
        let form = filled(&server, "zh-Hans", &message(MAX_MESSAGE));
        let (_, reference) = receipt_of(&server, &sent(&server, &form));
        let stored = server.messages.block_on(server.inbox.message(&reference)).unwrap().unwrap();
        assert!(stored.body == message(MAX_MESSAGE), "{what}");
        let form = filled(&server, "zh-Hans", &message(MAX_MESSAGE + 1));
        let answer = sent(&server, &form);
        assert_eq!(answer.status, 422, "{what}");
        keeps(&answer, &form);
        let most = format::number(&"zh-Hans".parse().unwrap(), 5000);
        assert!(text(&one(&answer.html(), "#message-fault")).contains(&most), "{what}");
    }
}

#[test]
fn every_fault_is_told_above_the_form_and_beside_its_field() {
    let server = Running::start(&UNLIMITED);
    let site = Arc::clone(&server.app.published.load().site);
    let long = |most: usize| "x".repeat(most + 1);
    let everything =
        [("topic", ""), ("name", ""), ("email", ""), ("organisation", &long(200)), ("message", ""), ("consent", "")];
    let mut cases: Vec<(&Locale, Vec<(&str, &str)>)> = Vec::new();
    cases.extend(site.catalog().locales().map(|(_, locale)| (locale, everything.to_vec())));
    let english = site.catalog().locale(site.catalog().source());
    let alone = [
        ("topic", ""),
        ("name", " \u{200b}"),
        ("name", &long(200)),
        ("email", ""),
        ("email", "ayse"),
        ("email", &format!("{}@example.org", long(250))),
        ("organisation", &long(200)),
        ("message", "\n \n"),
        ("message", &long(MAX_MESSAGE)),
        ("consent", ""),
    ];
    cases.extend(alone.map(|fault| (english, vec![fault])));
    for (locale, faults) in cases {
        let tag = locale.id.as_str();
        let mut form = filled(&server, tag, "Text");
        let title = text(&one(&server.get(&form.action, &[]).html(), "title"));
        for (field, value) in &faults {
            // A choice that is not made is not sent.
            if ["topic", "consent"].contains(field) {
                form.without(field)
            } else {
                form.fill(field, value)
            };
        }
        let targets: Vec<&str> =
            faults.iter().map(|(field, _)| if *field == "topic" { "topic-material" } else { *field }).collect();
        let answer = sent(&server, &form);
        assert_eq!((answer.status, answer.header("content-language")), (422, tag), "{targets:?}");
        keeps(&answer, &form);
        let html = answer.html();
        assert_ne!(text(&one(&html, "title")), title);
        let heading = text(&one(&html, "#refused h2"));
        let count = format::number(&locale.tag, targets.len().try_into().unwrap());
        assert!(targets.len() == 1 || heading.contains(&count), "{tag}: {heading}");
        let links = all(&html, "#refused li a");
        let hrefs: Vec<&str> = links.iter().map(|link| &attribute(link, "href")[1..]).collect();
        assert_eq!(hrefs, targets, "{tag}");
        assert_eq!(all(&html, "p.fault").len(), targets.len(), "{tag}");
        for (link, target) in links.iter().zip(targets) {
            let field = one(&html, &format!("#{target}"));
            let name = attribute(&field, "name");
            let fault = text(&one(&html, &format!("#{name}-fault")));
            assert!(fault.ends_with(&text(link)) && fault.len() > text(link).len(), "{tag}: {fault}");
            let described = if name == "topic" { one(&html, "fieldset") } else { field };
            let ids = attribute(&described, "aria-describedby");
            assert!(ids.split(' ').any(|id| id == format!("{name}-fault")), "{tag}: {name}");
            // The faults of a group are its own, not those of each choice.
            assert_eq!(attribute(&field, "aria-invalid"), if name == "topic" { "" } else { "true" }, "{tag}: {name}");
        }
        assert!(all(&html, "[aria-invalid]").len() <= all(&html, "p.fault").len());
    }
    assert!(server.stored().is_empty());
}

/// A server whose storage does what it is told.
fn with_moods(flags: &[&str]) -> (Running, Arc<Moody>) {
    let mut moody = None;
    let server = Running::with_inbox(flags, |inbox| Arc::clone(moody.insert(Moody::around(inbox))) as _);
    (server, moody.unwrap())
}

#[test]
fn everything_that_was_typed_is_shown_again_exactly_after_every_refusal() {
    let (server, moody) = with_moods(&[PUBLIC, "--contact-total=1", OFFICE]);
    let (blank, mut texts) = (filled(&server, "ar", ""), Vec::new());
    for naughty in NAUGHTY {
        let line = naughty.replace('\n', " ");
        let mut whole = blank.clone();
        whole.fill("name", &line).fill("organisation", &line).fill("memo", &line).fill("message", naughty);
        whole.fill("topic", "accessibility").fill("about", "note-report").fill("reply", "zh-Hans");
        let mut faulty = whole.clone();
        faulty.without("consent").fill("email", &line);
        let mut long = whole.clone();
        long.fill("message", &format!("{naughty}{}", "字".repeat(10_000)));
        let mut shown = whole.clone();
        shown.fill(Typed::SHOW, "form");
        let foreign = [("origin", "https://other.example")];
        for (status, form, headers, mood) in [
            (422, &faulty, &[][..], Mood::Works),
            (403, &whole, &foreign[..], Mood::Works),
            (413, &long, &[], Mood::Works),
            (503, &whole, &[], Mood::Fails),
            (200, &shown, &[], Mood::Works),
        ] {
            moody.set(mood);
            let answer = personal(form.send(&server, headers));
            assert_eq!(answer.status, status, "{naughty:?}");
            let html = answer.html();
            shows(&html, form);
            assert_eq!(all(&html, "#refused").is_empty(), status == 200, "{naughty:?}");
            assert_eq!(all(&html, "script:not([type])").len(), 1, "{naughty:?}");
        }
        texts.push(whole);
    }
    assert!(server.stored().is_empty());
    // The one message of this minute; then there is no room for any of them.
    moody.set(Mood::Works);
    receipt_of(&server, &sent(&server, &filled(&server, "en", "First")));
    for form in texts {
        refused_for(&sent(&server, &form), &form);
    }
}

#[test]
fn another_site_cannot_send_the_form_but_its_reader_can() {
    let server = Running::start(&UNLIMITED);
    let cases: [(&[(&str, &str)], bool); 16] = [
        (&[], true),
        (&[("sec-fetch-site", "same-origin")], true),
        (&[("sec-fetch-site", "none")], true),
        (&[("sec-fetch-site", "same-origin"), ("origin", "null")], true),
        (&[("origin", "https://www.example.org")], true),
        (&[("origin", "https://WWW.example.org:443")], true),
        (&[("sec-fetch-site", "cross-site"), ("origin", "https://other.example")], false),
        (&[("sec-fetch-site", "same-site"), ("origin", "https://other.example.org")], false),
        (&[("sec-fetch-site", "cross-site")], false),
        (&[("sec-fetch-site", "")], false),
        (&[("origin", "https://other.example")], false),
        (&[("origin", "null")], false),
        (&[("origin", "http://www.example.org")], false),
        (&[("origin", "https://www.example.org.other.example")], false),
        (&[("origin", "https://other.example"), ("host", "other.example")], false),
        (&[("origin", "https://other.example"), ("x-forwarded-host", "other.example")], false),
    ];
    for (number, (headers, is_ours)) in cases.into_iter().enumerate() {
        let form = filled(&server, "ru", &format!("Письмо {number}"));
        let answer = personal(form.send(&server, headers));
        let form = if is_ours {
            form
        } else {
            assert_eq!(answer.status, 403, "{headers:?}");
            keeps(&answer, &form);
            assert_eq!(server.stored().len(), number, "nothing is stored");
            // One press of the button on the page that came back.
            Form::of(&answer.html())
        };
        let answer = if is_ours { answer } else { sent(&server, &form) };
        receipt_of(&server, &answer);
        assert_eq!(server.stored().len(), number + 1, "{headers:?}");
    }
    // Bytes that are no text are not our own page’s.
    let mut stream = TcpStream::connect(server.address).unwrap();
    let body = encoded(&letter("x"));
    let head = "POST /ru/contact HTTP/1.1\r\nhost: x\r\nconnection: close\r\norigin: ";
    stream.write_all(&[head.as_bytes(), b"https://www.example.org\xff\r\n"].concat()).unwrap();
    let rest = "content-type: application/x-www-form-urlencoded\r\ncontent-length";
    write!(stream, "{rest}: {}\r\n\r\n{body}", body.len()).unwrap();
    assert_eq!(answered(&mut stream).0, 403);
}

/// What comes back on a connection: status, head and page.
fn answered(stream: &mut TcpStream) -> (u16, String, Html) {
    stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
    let (mut bytes, mut buffer) = (Vec::new(), [0; 16 * 1024]);
    loop {
        let read = stream.read(&mut buffer).unwrap();
        bytes.extend_from_slice(&buffer[..read]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.split("content-length: ").nth(1).unwrap().split("\r\n").next().unwrap();
        if body.len() >= length.parse::<usize>().unwrap() || read == 0 {
            return (head[9..12].parse().unwrap(), head.to_owned(), Html::parse_document(body));
        }
    }
}

/// The head of a form on its way.
fn head(path: &str, more: &str) -> String {
    let form = "content-type: application/x-www-form-urlencoded";
    format!("POST {path} HTTP/1.1\r\nhost: x\r\n{form}\r\n{more}\r\n\r\n")
}

#[test]
fn a_form_that_is_too_long_is_shown_again_as_far_as_anybody_reads_it() {
    let server = Running::start(&UNLIMITED);
    let form = filled(&server, "tr", "");
    let others = encoded(&form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect::<Vec<_>>()).len();
    for (bytes, status) in [(64 * 1024, 422), (64 * 1024 + 1, 413), (256 * 1024, 413)] {
        let mut form = form.clone();
        form.fill("message", &"m".repeat(bytes - others));
        let answer = sent(&server, &form);
        assert_eq!(answer.status, status, "{bytes}");
        keeps(&answer, &form);
        // It is not asked to be sent in pieces: shortened, it passes.
        let mut again = Form::of(&answer.html());
        receipt_of(&server, &sent(&server, again.fill("message", &format!("shorter than {bytes}"))));
    }
    assert_eq!(server.stored().len(), 3);
    // Beyond that nobody waits for the rest, nor reads more of one that does not say how long it is.
    let mut announced = TcpStream::connect(server.address).unwrap();
    announced.write_all(head("/tr/contact", "content-length: 262145").as_bytes()).unwrap();
    let mut chunked = TcpStream::connect(server.address).unwrap();
    chunked.write_all(head("/tr/contact", "transfer-encoding: chunked").as_bytes()).unwrap();
    let chunk = format!("4000\r\n{}\r\n", "message=".repeat(0x4000 / 8));
    (0..17).for_each(|_| chunked.write_all(chunk.as_bytes()).unwrap());
    for mut stream in [announced, chunked] {
        let (status, head, html) = answered(&mut stream);
        assert!(status == 413 && head.contains("connection: close"), "{head}");
        assert_eq!(Form::of(&html).value("message"), "", "half of a text would look whole");
        one(&html, "#contact-other");
    }
}

#[test]
fn what_is_not_this_form_is_refused_with_an_empty_one() {
    let server = Running::start(&UNLIMITED);
    let form = "application/x-www-form-urlencoded";
    let right = encoded(&letter("Text"));
    for (media, body, status) in [
        (form, "", 400),
        (form, "colour=red", 400),
        (form, "{\"message\":\"x\"}", 400),
        (form, "\0\u{1}\u{7f}", 400),
        ("text/plain", right.as_str(), 415),
        ("multipart/form-data; boundary=x", right.as_str(), 415),
        ("application/json", "{}", 415),
        ("", right.as_str(), 415),
        ("application/x-www-form-urlencoded-x", right.as_str(), 415),
        ("APPLICATION/X-WWW-FORM-URLENCODED ; charset=UTF-8", right.as_str(), 303),
    ] {
        let answer = personal(send(server.address, "POST", "/de/contact", &[("content-type", media)], body.into()));
        assert_eq!(answer.status, status, "{media} {body}");
        if status != 303 {
            let html = answer.html();
            shows(&html, &Form::of(&server.get("/de/contact", &[]).html()));
            assert!(!text(&one(&html, "#refused")).is_empty());
        }
    }
    for method in ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"] {
        let answer = send(server.address, method, "/de/contact", &[("content-type", form)], right.clone().into());
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD, POST"), "{method}");
    }
    // Another form of the address leads there with the text: 308 keeps method and body.
    let elsewhere = send(server.address, "POST", "/DE/contact/", &[("content-type", form)], right.clone().into());
    assert_eq!((elsewhere.status, elsewhere.header("location")), (308, "https://www.example.org/de/contact"));
    assert_eq!(server.stored().len(), 1);
}

/// That a message is refused for a while, with the text kept; how many seconds.
fn refused_for(answer: &Answer, form: &Form) -> u64 {
    assert_eq!(answer.status, 429);
    keeps(answer, form);
    answer.header("retry-after").parse().unwrap()
}

#[test]
fn only_so_many_messages_a_minute_are_taken_from_one_network_and_in_all() {
    let server =
        Running::start(&[PUBLIC, "--contact-per-client=2", "--contact-total=0", "--trusted-proxies=127.0.0.1"]);
    let form = filled(&server, "fr", "");
    let mut number = 0;
    let mut from = |forwarded: &str| {
        number += 1;
        let mut form = form.clone();
        let answer = form.fill("message", &format!("Lettre {number}")).send(&server, &[("x-forwarded-for", forwarded)]);
        (personal(answer), form)
    };
    for (network, again) in [
        (["203.0.113.1", "203.0.113.1"], "203.0.113.1"),
        (["203.0.113.2", "203.0.113.2:4711"], "1.2.3.4, 203.0.113.2"),
        (["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"], "2001:db8:1:2:aaaa:bbbb:cccc:dddd"),
        (["2001:db8:1:3::1", "[2001:db8:1:3::2]:443"], "2001:db8:1:3::3"),
        (["::ffff:203.0.113.3", "203.0.113.3"], "203.0.113.3"),
        // A proxy that does not say for whom it speaks stands for itself.
        (["unknown", ""], "127.0.0.1"),
    ] {
        for forwarded in network {
            receipt_of(&server, &from(forwarded).0);
        }
        let (answer, form) = from(again);
        let seconds = refused_for(&answer, &form);
        assert!((1..=61).contains(&seconds), "{seconds}");
    }
    assert_eq!(server.stored().len(), 12);

    // Whoever is not trusted is not believed.
    let server = Running::start(&[PUBLIC, "--contact-per-client=1"]);
    for (forwarded, taken) in [("203.0.113.1", true), ("203.0.113.2", false)] {
        let form = filled(&server, "fr", forwarded);
        let answer = form.send(&server, &[("x-forwarded-for", forwarded)]);
        assert_eq!(answer.status, if taken { 303 } else { 429 });
    }

    let server = Running::start(&[PUBLIC, "--contact-per-client=0", "--contact-total=3"]);
    let forms: Vec<Form> = (0..4).map(|number| filled(&server, "fa", &number.to_string())).collect();
    for form in &forms[..3] {
        receipt_of(&server, &sent(&server, form));
    }
    refused_for(&sent(&server, &forms[3]), &forms[3]);
}

#[test]
fn mistakes_and_an_impatient_finger_lock_nobody_out() {
    let server = Running::start(&[PUBLIC, "--contact-per-client=2", "--contact-total=2"]);
    let first = filled(&server, "es", "Primera");
    for _ in 0..4 {
        assert_eq!(sent(&server, first.clone().without("consent")).status, 422);
        assert_eq!(first.send(&server, &[("origin", "https://other.example")]).status, 403);
        assert_eq!(sent(&server, first.clone().fill("message", &"m".repeat(70_000))).status, 413);
        assert_eq!(server.post("/es/contact", &[("show", "form"), ("message", "x")], &[]).status, 200);
    }
    let (path, _) = receipt_of(&server, &sent(&server, &first));
    for _ in 0..5 {
        assert_eq!(receipt_of(&server, &sent(&server, &first)).0, path);
    }
    receipt_of(&server, &sent(&server, &filled(&server, "es", "Segunda")));
    let third = filled(&server, "es", "Tercera");
    refused_for(&sent(&server, &third), &third);
    // To say now that the first was not sent would be untrue.
    assert_eq!(receipt_of(&server, &sent(&server, &first)).0, path);
    assert_eq!(server.stored().len(), 2);
}

/// The text that a link to a mail program takes along, if it does.
fn mail_text(html: &Html) -> Option<String> {
    let link = one(html, "#contact-other ~ p a[href^='mailto:office@example.org']");
    assert_eq!(text(&link), "office@example.org");
    let (_, body) = attribute(&link, "href").split_once("?body=")?;
    Some(percent_decode_str(body).decode_utf8().unwrap().replace("\r\n", "\n"))
}

#[test]
fn storage_that_fails_keeps_the_text_and_the_site_and_is_forgiven_at_once() {
    let (server, moody) = with_moods(&[PUBLIC, "--contact-per-client=2", OFFICE]);
    let (kept_path, reference) = receipt_of(&server, &sent(&server, &filled(&server, "ar", "الأولى")));
    let form = filled(&server, "ar", "رسالة\nإلى \"المكتب\" & <غيره>\n");
    moody.set(Mood::Fails);
    for _ in 0..4 {
        let answer = sent(&server, &form);
        assert_eq!((answer.status, answer.header("retry-after")), (503, "120"));
        keeps(&answer, &form);
        assert_eq!(mail_text(&answer.html()).as_deref(), Some(form.value("message")));
    }
    assert_eq!(ask(server.admin, "GET", "/readyz/contact", &[]).status, 503);
    for path in ["/ar/fight-against-terrorism", "/ar/contact", "/en/privacy"] {
        assert_eq!(server.get(path, &[]).status, 200, "{path}");
    }
    assert_eq!(ask(server.admin, "GET", "/readyz", &[]).status, 200, "the pages are not taken away");
    // Whoever comes back to a receipt is told that it holds.
    let answer = personal(server.get(&kept_path, &[]));
    assert_eq!((answer.status, answer.header("retry-after")), (503, "120"));
    assert_eq!(text(&one(&answer.html(), ".reference bdi[dir=ltr]")), reference.as_str());

    moody.set(Mood::Works);
    assert_eq!(server.get(&kept_path, &[]).status, 200);
    // The four have cost nobody a place: one more is free, and then none.
    receipt_of(&server, &sent(&server, &form));
    assert_eq!(ask(server.admin, "GET", "/readyz/contact", &[]).status, 200);
    let third = filled(&server, "ar", "الثالثة");
    let answer = sent(&server, &third);
    refused_for(&answer, &third);
    assert_eq!(mail_text(&answer.html()).as_deref(), Some("الثالثة"));
    assert_eq!(server.stored().len(), 2);

    // Mail programs cut off long links; and whose fault it is not, needs no other way.
    let server = Running::start(&[PUBLIC, OFFICE]);
    let mut form = filled(&server, "zh-Hans", &"字".repeat(5000));
    assert_eq!(mail_text(&sent(&server, form.without("consent")).html()), None);
    let (server, moody) = with_moods(&[PUBLIC, OFFICE]);
    moody.set(Mood::Fails);
    let long = sent(&server, form.fill("consent", "yes"));
    assert_eq!((long.status, mail_text(&long.html())), (503, None));
}

#[test]
fn storage_that_hangs_is_not_waited_for_and_stores_the_message_once_when_it_comes_back() {
    let (server, moody) = with_moods(&[PUBLIC, OFFICE]);
    let form = filled(&server, "fa", "پیام");
    moody.set(Mood::Hangs);
    let (took, answer) = std::thread::scope(|scope| {
        let sending = scope.spawn(|| {
            let started = Instant::now();
            let answer = sent(&server, &form);
            (started.elapsed(), answer)
        });
        wait_until("the storage is asked", || moody.asked() == 1);
        // Meanwhile the pages are there.
        for path in ["/fa/fight-against-terrorism", "/fa/contact", "/en/contact?topic=text"] {
            assert_eq!(server.get(path, &[]).status, 200, "{path}");
        }
        sending.join().unwrap()
    });
    assert!(answer.status == 503 && took < Duration::from_secs(15), "{} after {took:?}", answer.status);
    keeps(&answer, &form);
    assert_eq!(mail_text(&answer.html()).as_deref(), Some("پیام"));
    // The commit comes after all; and the text sent again is the same message.
    moody.set(Mood::Works);
    wait_until("the commit comes", || server.stored().len() == 1);
    let (_, reference) = receipt_of(&server, &sent(&server, &form));
    assert_eq!(server.stored().iter().map(|message| &message.reference).collect::<Vec<_>>(), [&reference]);
}

#[test]
fn more_messages_than_can_wait_for_the_storage_are_told_so_at_once() {
    let (server, moody) = with_moods(&[PUBLIC, "--contact-per-client=0", "--contact-total=0", OFFICE]);
    let form = filled(&server, "en", "");
    moody.set(Mood::Hangs);
    let under_way: Vec<TcpStream> = (0..64)
        .map(|number| {
            let mut form = form.clone();
            let fields = form.fill("message", &number.to_string()).encoded();
            let body = encoded(&fields.iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>());
            let mut stream = TcpStream::connect(server.address).unwrap();
            stream.write_all(head("/en/contact", &format!("content-length: {}", body.len())).as_bytes()).unwrap();
            stream.write_all(body.as_bytes()).unwrap();
            stream
        })
        .collect();
    wait_until("all are under way", || moody.asked() == 64);
    let mut one_more = form.clone();
    let answer = sent(&server, one_more.fill("message", "one more"));
    assert_eq!(answer.status, 503);
    keeps(&answer, &one_more);
    moody.set(Mood::Works);
    for mut stream in under_way {
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut status = [0; 12];
        stream.read_exact(&mut status).unwrap();
        assert_eq!(&status, b"HTTP/1.1 303");
    }
    receipt_of(&server, &sent(&server, &one_more));
    assert_eq!(server.stored().len(), 65);
}

#[test]
fn a_client_that_hangs_up_does_not_cancel_the_commit() {
    let (server, moody) = with_moods(&UNLIMITED);
    moody.set(Mood::Hangs);
    let body = encoded(&letter("Sent, and gone"));
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream.write_all(head("/en/contact", &format!("content-length: {}", body.len())).as_bytes()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
    wait_until("the storage is asked", || moody.asked() == 1);
    stream.shutdown(Shutdown::Both).unwrap();
    drop(stream);
    // A worker that ends drops whatever waits on it.
    let typed = Typed::read(encoded(&letter("Dropped")).as_bytes()).unwrap();
    let submission = communique::contact::form::Submission::parse(&typed, "en").unwrap();
    let message = NewMessage {
        submission,
        page_language: "en".into(),
        consent: "2026-01-01".into(),
        suspicions: vec![],
        received_at: Timestamp::now(),
    };
    server.messages.block_on(async {
        let accepting = server.app.submissions.acceptance.accept(message, |_| {});
        let asked = async {
            while moody.asked() < 2 {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            _ = accepting => panic!("it hangs"),
            () = asked => {}
        }
    });
    moody.set(Mood::Works);
    wait_until("both are stored", || server.stored().len() == 2);
}

/// How many submissions ended in this way.
fn submissions(server: &Running, outcome: &str) -> u64 {
    let metrics = ask(server.admin, "GET", "/metrics", &[]).text();
    let line = format!("contact_submissions_total{{outcome=\"{outcome}\"}} ");
    metrics.lines().find_map(|metric| metric.strip_prefix(&line)).map_or(0, |number| number.parse().unwrap())
}

#[test]
fn a_client_that_hangs_up_before_the_end_stores_nothing() {
    let server = Running::start(&UNLIMITED);
    let body = encoded(&letter("Half of it"));
    let whole = head("/en/contact", &format!("content-length: {}", body.len())) + &body;
    let chunked = head("/en/contact", "transfer-encoding: chunked") + &format!("{:x}\r\n{body}\r\n", body.len());
    let begun = whole.find("\r\n\r\n").unwrap() + 4;
    let cuts: Vec<&str> = [begun, begun + 1, begun + body.len() / 2, whole.len() - 1].map(|cut| &whole[..cut]).into();
    // The message is all there, but not the end that was promised.
    let almost = format!("{chunked}0\r\n");
    let cuts = [&cuts[..], &[&chunked, &almost]].concat();
    for half in &cuts {
        let mut stream = TcpStream::connect(server.address).unwrap();
        stream.write_all(half.as_bytes()).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
    }
    wait_until("all are given up", || submissions(&server, "refused_damaged") == cuts.len() as u64);
    receipt_of(&server, &sent(&server, &filled(&server, "en", "Whole")));
    let stored: Vec<String> = server.stored().into_iter().map(|message| message.body).collect();
    assert_eq!(stored, ["Whole"]);
}

#[test]
#[ignore = "takes 20 seconds; tests/run has them"]
fn a_form_that_drips_is_told_so_and_holds_nobody_else() {
    let server = Running::start(&UNLIMITED);
    let started = Instant::now();
    let dripping: Vec<TcpStream> = (0..100)
        .map(|_| {
            let mut stream = TcpStream::connect(server.address).unwrap();
            let request = head("/en/contact", "content-length: 5000") + "message=It+begins+well&name=x";
            stream.write_all(request.as_bytes()).unwrap();
            stream
        })
        .collect();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while started.elapsed() < Duration::from_secs(18) {
                dripping.iter().for_each(|mut stream| stream.write_all(b"y").unwrap());
                std::thread::sleep(Duration::from_millis(500));
            }
        });
        for number in 0..10 {
            let asked = Instant::now();
            receipt_of(&server, &sent(&server, &filled(&server, "en", &number.to_string())));
            assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
        }
        for stream in &dripping {
            let (status, head, html) = answered(&mut stream.try_clone().unwrap());
            assert!(status == 408 && head.contains("connection: close"), "{head}");
            assert_eq!(Form::of(&html).value("message"), "", "half of a text would look whole");
        }
    });
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
    assert_eq!(server.stored().len(), 10);
}

#[test]
fn more_forms_than_there_is_memory_for_wait_and_are_told_so() {
    let server = Running::start(&UNLIMITED);
    let bodies = &server.app.submissions.bodies;
    let read = bodies.try_acquire_many(bodies.available_permits().try_into().unwrap()).unwrap();
    let form = filled(&server, "en", "Text");
    let answer = sent(&server, &form);
    assert_eq!((answer.status, answer.header("retry-after")), (503, "1"));
    one(&answer.html(), "#refused");
    drop(read);
    receipt_of(&server, &sent(&server, &form));
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
        let menu = all(&html, "nav.menu button[formaction]");
        assert_eq!(menu.len(), 10);
        let button = menu.iter().find(|button| attribute(button, "lang") == locale.id).unwrap();
        let mut pressed = Form::pressed(&html, button);
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

#[test]
fn what_looks_like_a_machine_is_held_and_its_sender_sees_the_same_as_everybody() {
    let server = Running::start(&UNLIMITED);
    let site = Arc::clone(&server.app.published.load().site);
    let key = site.catalog().by_tag("az").unwrap();
    let mut usual = None;
    let links = |number: usize| "see https://example.org/x and\n".repeat(number);
    for (message, memo, elapsed, expected) in [
        ("A person", "", "", &[][..]),
        ("Somebody quick", "", "2.0", &[]),
        ("Somebody who came back after a week", "", "604800", &[]),
        (&links(8), "", "", &[]),
        ("请允许我们转载这份声明的中文译文", "", "", &[]),
        ("ПИШУ ЗАГЛАВНЫМИ БУКВАМИ!!!", " ", "", &[]),
        ("Filled in everywhere", "x", "", &[Suspicion::Trap]),
        ("In a moment", "", "0.4", &[Suspicion::Haste]),
        (&links(9), "", "", &[Suspicion::Links]),
        (&format!("All of it {}", links(20)), "x", "0", &[Suspicion::Trap, Suspicion::Haste, Suspicion::Links]),
    ] {
        let mut form = filled(&server, "az", message);
        form.fill("memo", memo).fill("elapsed", elapsed);
        let answer = sent(&server, &form);
        let (path, reference) = receipt_of(&server, &answer);
        let stored = server.messages.block_on(server.inbox.message(&reference)).unwrap().unwrap();
        let state = if expected.is_empty() { State::Queued } else { State::Held };
        assert_eq!((stored.state, stored.suspicions.as_slice()), (state, expected), "{message:.20}");
        assert_eq!(stored.body, message.trim_end());
        let mut headers = answer.headers.clone();
        ["location", "date"].iter().for_each(|name| drop(headers.remove(*name)));
        assert_eq!(usual.get_or_insert_with(|| headers.clone()), &headers, "{message:.20}");
        assert!(answer.body.is_empty());
        let found = Lookup::Found(moment(stored.received_at));
        let expected = site.receipt(key, reference.as_str(), found).unwrap();
        assert!(server.get(&path, &[]).body == expected.text(), "{message:.20}");
        // A held message that is sent again stays one message.
        assert_eq!(receipt_of(&server, &sent(&server, &form)).1, reference);
    }
    assert_eq!(server.stored().len(), 10);
}

#[test]
fn a_forged_host_changes_no_address() {
    let server = Running::start(&["--public-url=https://www.example.org/a", "--contact-total=0"]);
    let forged = [
        ("host", "other.example"),
        ("x-forwarded-host", "other.example"),
        ("x-forwarded-proto", "http"),
        ("forwarded", "host=other.example;proto=http"),
        ("x-forwarded-prefix", "/other"),
    ];
    let form = filled(&server, "de", "Brief");
    let answer = personal(form.send(&server, &forged));
    let (path, _) = receipt_of(&server, &answer);
    assert!(path.starts_with("/a/de/"), "{path}");
    for answer in [server.get(&path, &forged), form.clone().without("consent").send(&server, &forged)] {
        assert!(!answer.text().contains("other.example"), "{}", answer.status);
        let html = answer.html();
        let links = all(&html, "[href], [action], [formaction]");
        assert!(links.len() > 20);
        for link in links {
            let given = ["href", "action", "formaction"].map(|name| attribute(&link, name));
            let is_ours = |to: &&str| {
                ["/a/", "#", "https://www.example.org/a/", "https://mfa.gov.az/"]
                    .iter()
                    .any(|start| to.starts_with(start))
            };
            assert!(given.iter().filter(|to| !to.is_empty()).all(is_ours), "{given:?}");
        }
    }
    let lower = path.to_lowercase();
    assert!(server.get(&lower, &forged).header("location").starts_with("https://www.example.org/a/de/contact/"));
}

/// A word that nobody logs by chance.
const MARKER: &str = "Zxqv7kumquat";

/// Forms and requests that fail in every way there is, all of them full of the marker.
fn fail_in_every_way(address: SocketAddr) {
    let marked = |name: &'static str| (name, MARKER);
    let text = format!("{MARKER}\n{MARKER}");
    let right = [
        ("topic", "other"),
        marked("about"),
        marked("name"),
        ("email", "Zxqv7kumquat@zxqv7kumquat.example"),
        marked("organisation"),
        marked("reply"),
        ("message", text.as_str()),
        ("memo", ""),
        marked("elapsed"),
        ("consent", "yes"),
        marked(MARKER),
    ];
    let post =
        |fields: &[(&str, &str)], headers: &[(&str, &str)]| support::post(address, "/en/contact", fields, headers);
    let (one_mark, foreign) = (format!("{MARKER}/5.0"), format!("https://{MARKER}.example"));
    let spoken =
        [("user-agent", one_mark.as_str()), ("referer", &foreign), ("cookie", MARKER), ("x-forwarded-for", MARKER)];
    let long = MARKER.repeat(6000);
    let faulty: Vec<(&str, &str)> = right.iter().map(|(name, _)| (*name, MARKER)).collect();
    let held = [&[("memo", MARKER)], &right[..]].concat();
    for (fields, headers, status) in [
        (faulty.clone(), vec![], 422),
        (right.to_vec(), vec![("origin", foreign.as_str())], 403),
        ([&[("message", long.as_str())], &right[..]].concat(), vec![], 413),
        (right.to_vec(), vec![("content-length", "9999999")], 413),
        (vec![marked("colour"), marked(MARKER)], vec![], 400),
        ([&right[..], &[marked("show")]].concat(), vec![], 200),
        (held, vec![], 303),
    ] {
        // The length is told by hand where the body is not sent at all.
        if headers.iter().any(|(name, _)| *name == "content-length") {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all((head("/en/contact", "content-length: 9999999") + &encoded(&fields)).as_bytes()).unwrap();
            assert_eq!(answered(&mut stream).0, status);
            continue;
        }
        assert_eq!(post(&fields, &[&spoken[..], &headers].concat()).status, status, "{:.100?}", fields);
    }
    let media = send(address, "POST", "/en/contact", &[("content-type", MARKER)], text.clone().into());
    assert_eq!(media.status, 415);
    for (method, path) in [
        ("GET", format!("/en/contact?topic={MARKER}&about={MARKER}")),
        ("GET", format!("/en/contact/received/{MARKER}")),
        ("GET", "/en/contact/received/00000-00001".to_owned()),
        ("GET", format!("/{MARKER}/contact")),
        ("POST", format!("/en/contact?{MARKER}={MARKER}")),
        (MARKER, "/en/contact".to_owned()),
    ] {
        ask(address, method, &path, &spoken);
    }
    for garbage in [
        format!("{MARKER}\r\n\r\n"),
        format!("POST /en/contact HTTP/1.1\r\n{MARKER}\r\n\r\n"),
        head("/en/contact", &format!("content-length: {MARKER}")),
        head("/en/contact", "content-length: 5000") + &encoded(&right),
        head("/en/contact", "transfer-encoding: chunked") + MARKER,
    ] {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(garbage.as_bytes()).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let _ = stream.read_to_end(&mut Vec::new());
    }
}

#[test]
fn nothing_that_a_person_typed_is_ever_in_the_log() {
    use sqlx::{Connection, Executor, SqliteConnection};
    // A mail server that quotes the mail in its answers, as filters do.
    let quotes = |asked: &Asked| match asked.step {
        Step::End if asked.connection == 0 => says(&format!("554 5.7.1 refused for {MARKER}")),
        Step::End if asked.connection == 1 => says(&format!("{MARKER} is no answer at all")),
        Step::End => says(&format!("250 2.0.0 taken, {MARKER} and all")),
        _ => Answered::Usual,
    };
    let folder = tempfile::tempdir().unwrap();
    let server = Smtp::start(quotes);
    let flags = [
        &format!("--smtp-url={}", server.url()),
        "--mail-from=form@example.org",
        "--mail-to=office@example.org",
        "--contact-per-client=4",
        "--trusted-proxies=127.0.0.1",
        "--log-ip=full",
    ];
    let out = std::fs::File::create(folder.path().join("stdout")).unwrap();
    let mut command = serve(folder.path(), &flags);
    command.stdout(out);
    let mut program = Program::from(command);
    let address = program.address();
    fail_in_every_way(address);
    let send = |number: u8, forwarded: &str| {
        let (message, mut form) = (format!("{MARKER} {number}"), letter(MARKER));
        form.iter_mut().filter(|(name, _)| *name == "message").for_each(|(_, value)| *value = &message);
        support::post(address, "/en/contact", &form, &[("x-forwarded-for", forwarded)]).status
    };
    assert_eq!([1, 2].map(|number| send(number, "127.0.0.1")), [303, 303]);
    wait_until("both are mailed or refused", || program.log().matches("\"mail\"").count() >= 2);

    // A database that says no; one that is busy; one that is not there any more.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let url = format!("sqlite://{}", database(folder.path()).display());
    let mut other = runtime.block_on(SqliteConnection::connect(&url)).unwrap();
    let ask_database =
        |other: &mut SqliteConnection, query: &'static str| runtime.block_on(other.execute(query)).unwrap();
    ask_database(&mut other, "CREATE TRIGGER no BEFORE INSERT ON message BEGIN SELECT RAISE(ABORT, 'not today'); END");
    assert_eq!(send(3, "127.0.0.1"), 503);
    ask_database(&mut other, "DROP TRIGGER no");
    ask_database(&mut other, "BEGIN IMMEDIATE");
    assert_eq!(send(3, "127.0.0.1"), 503);
    ask_database(&mut other, "ROLLBACK");
    assert_eq!([3, 4].map(|number| send(number, "127.0.0.1")), [303, 429]);
    runtime.block_on(other.close()).unwrap();
    std::fs::remove_file(database(folder.path())).unwrap();
    assert_eq!(send(4, "203.0.113.1"), 503);
    program.process.signal("TERM");
    assert_eq!(program.process.end().1, Some(0));

    let log = program.log() + &std::fs::read_to_string(folder.path().join("stdout")).unwrap();
    for happened in ["\"mail\"", "a message could not be stored", "a request failed", "\"status\":503", "stopped"] {
        assert!(log.contains(happened), "{happened}: {log}");
    }
    let found: Vec<&str> = log.lines().filter(|line| line.to_lowercase().contains("zxqv7kumquat")).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
#[ignore = "needs postgresql; tests/run installs it"]
fn the_log_does_not_repeat_the_row_that_a_database_server_complains_of() {
    let (folder, postgres) = (tempfile::tempdir().unwrap(), Postgres::start());
    let program = Program::start(folder.path(), &[&format!("--database-url={}", postgres.url())]);
    // Its errors come with “Failing row contains (…)”.
    postgres.ask("ALTER TABLE message ADD CONSTRAINT no CHECK (state = 'sent')");
    assert_eq!(support::post(program.address(), "/en/contact", &letter(MARKER), &[]).status, 503);
    wait_until("it is logged", || program.log().contains("a request failed"));
    let log = program.log();
    assert!(log.contains("violates check constraint") && !log.contains(MARKER) && !log.contains("ayse"), "{log}");
}

#[test]
fn settings_for_messages_that_are_wrong_are_told_in_one_line_without_any_password() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).unwrap();
        folder.path().join(name).display().to_string()
    };
    let socket = format!("--listen=unix:{}", folder.path().join("s").display());
    let no_url = format!("--smtp-url-file={}", file("no-url", "user:secret@mail"));
    let no_database = format!("--database-url-file={}", file("no-database", "mysql://user:secret@db/x"));
    let no_file = format!("--database-url-file={}", folder.path().join("nowhere").display());
    let (local, from, to) = ("--smtp-url=smtp://localhost", "--mail-from=a@example.org", "--mail-to=b@example.org");
    let secret = ("COMMUNIQUE_SMTP_URL", "smtps://user:secret@mail.example.org");
    for (args, variables, says) in [
        (&[&socket, PUBLIC][..], &[][..], "--trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) must name unix"),
        (&[&socket, PUBLIC, "--trusted-proxies=127.0.0.1"], &[], "or set --contact-per-client"),
        (&["--database-url=postgres://u:secret@db/x"], &[], "--database-url holds a password"),
        (&["--database-url=postgres://u@db/x?password=secret"], &[], "COMMUNIQUE_DATABASE_URL, or --database-url-file"),
        (&["--smtp-url=smtps://u:secret@mail"], &[], "--smtp-url holds a password"),
        (&["deliver", "--smtp-url=smtps://u:secret@mail"], &[], "COMMUNIQUE_SMTP_URL, or --smtp-url-file"),
        (&["inbox", "list", "--database-url=postgres://u:secret@db/x"], &[], "--database-url holds a password"),
        (&[local], &[], "--mail-from (COMMUNIQUE_MAIL_FROM) is needed"),
        (&[local, from], &[], "--mail-to (COMMUNIQUE_MAIL_TO) is needed"),
        (&[local, to], &[], "--mail-from (COMMUNIQUE_MAIL_FROM) is needed"),
        (&[from, to], &[], "--smtp-url (COMMUNIQUE_SMTP_URL) is needed"),
        (&["deliver"], &[], "--smtp-url (COMMUNIQUE_SMTP_URL) is needed to deliver"),
        (&["deliver", from], &[secret], "--mail-to (COMMUNIQUE_MAIL_TO) is needed"),
        (&[from], &[secret], "--mail-to (COMMUNIQUE_MAIL_TO) is needed"),
        (&["--smtp-url=smtp://mail.example.org", from, to], &[], "smtp:// without TLS goes to this machine only"),
        (&[from, to], &[("COMMUNIQUE_SMTP_URL", "imap://user:secret@mail")], "--smtp-url (COMMUNIQUE_SMTP_URL): "),
        (&[], &[("COMMUNIQUE_DATABASE_URL", "mysql://user:secret@db/x")], "--database-url (COMMUNIQUE_DATABASE_URL): "),
        (&["--database-url=sqlite::memory:"], &[], "accepted: sqlite:FILE"),
        (&[&no_url, from, to], &[], "--smtp-url-file (COMMUNIQUE_SMTP_URL_FILE): "),
        (&[&no_database], &[], "a file that holds one line: sqlite:FILE"),
        (&[&no_file], &[], "a file that can be read"),
        (&["--mail-from=office", to, local], &[], "--mail-from (COMMUNIQUE_MAIL_FROM): “office”"),
        (&["--mail-to=büro@example.org", from, local], &[], "in Latin letters before the @"),
        (&["--deliver=outside"], &[], "--deliver (COMMUNIQUE_DELIVER): “outside”"),
        (&["--contact-per-client=many"], &[], "--contact-per-client (COMMUNIQUE_CONTACT_PER_CLIENT): “many”"),
        (&["--contact-total=-1"], &[], "--contact-total (COMMUNIQUE_CONTACT_TOTAL): “-1”"),
        (&["--retention-days=36501"], &[], "a whole number of days, 0 to 36500"),
        (&["--contact-email=office"], &[], "--contact-email (COMMUNIQUE_CONTACT_EMAIL): “office”"),
    ] {
        let mut command = std::process::Command::new(BINARY);
        command.args(args).envs(variables.iter().copied()).env("STATE_DIRECTORY", folder.path());
        if !args.iter().any(|arg| arg.starts_with("--listen") || !arg.starts_with('-')) {
            command.arg("--listen=127.0.0.1:0");
        }
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{args:?}: {said}");
        assert!(said.starts_with("communique: ") && said.contains(says), "{args:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{args:?}: {said}");
        assert!(!said.contains("secret"), "{args:?}: {said}");
    }
    assert!(!database(folder.path()).exists(), "nothing is made before the settings are right");
    // What the refusals ask for.
    for more in ["--trusted-proxies=unix", "--contact-per-client=0"] {
        drop(Program::start(folder.path(), &[&socket, PUBLIC, more]));
    }
}
