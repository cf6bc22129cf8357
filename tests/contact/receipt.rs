//! What a right form leads to: a reference, and the receipt that it is found by.

use std::collections::HashSet;
use std::sync::Arc;

use communique::contact::form::Topic;
use communique::contact::suspicion::Suspicion;
use communique::contact::{Message, State};
use communique::l10n::View;
use communique::l10n::dates::DateFormats;
use communique::l10n::format::NumberFormat;
use communique::site::pages::contact::FormState;
use communique::site::pages::receipt::Lookup;

use crate::contact::sender::{PUBLIC, UNLIMITED, filled, folded, in_utc, personal, receipt_of, sent};
use crate::support::form::Form;
use crate::support::html::{all, attribute, one, parsed, text};
use crate::support::running::Running;
use crate::support::site::{each_locale, site};

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
        let received = in_utc(message.received_at);
        let when = one(&html, "main time");
        assert_eq!(attribute(&when, "datetime"), received.strftime("%Y-%m-%dT%H:%MZ").to_string());
        assert!(
            text(&when).contains(&DateFormats::new(&locale.tag).time(received.time())),
            "{}: {}",
            locale.id,
            text(&when)
        );
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

        let menu = all(&html, ".menu a[hreflang]");
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
        let site = site(&[PUBLIC, &format!("--retention-days={days}")]);
        each_locale(&site, |key, locale| {
            let view = View::new(site.catalog(), key);
            let found = Lookup::Found(jiff::civil::date(2026, 3, 5).at(14, 5, 0, 0));
            let pages = [
                ("contact-consent", parsed(&site.contact_form(key, &FormState::default()).unwrap())),
                ("receipt-next", parsed(&site.receipt(key, "00000-00000", found).unwrap())),
            ];
            for (id, html) in pages {
                let at = format!("{} {days}: {id}", locale.id);
                let sentence = view.part(id, "kept").count("days", usize::from(days)).plain();
                let sentence = folded(&sentence);
                assert!(text(&one(&html, "main")).contains(&sentence), "{at}: {sentence}");
                let number = NumberFormat::new(&locale.tag, true).written(days.into(), 0);
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
    assert_eq!(other.header("cache-control"), "no-store", "a reference is in it");

    let site = Arc::clone(&server.app.published.load().site);
    let digit = |c: char| if c == '7' { '8' } else { '7' };
    let mistyped = format!("{}{}", digit(code.chars().next().unwrap()), &code[1..]);
    let swapped = Some(code).filter(|code| code.as_bytes()[1] != code.as_bytes()[2]);
    let swapped = swapped.map(|code| format!("{}{}{}{}", &code[..1], &code[2..3], &code[1..2], &code[3..]));
    each_locale(&site, |key, locale| {
        let view = View::new(site.catalog(), key);
        let words = |part| folded(&view.part("receipt-unknown", part).plain());
        let spaced = "00000\u{2010} 00001".to_owned();
        let mistyped = [Some(mistyped.clone()), swapped.clone(), Some("00000-00001".into()), Some(spaced)];
        let mistyped = mistyped.into_iter().flatten();
        for (written, says) in mistyped.map(|code| (code, "mistyped")).chain([("00000-00000".into(), "text")]) {
            let answer = personal(server.get(&format!("/{}/contact/received/{written}", locale.id), &[]));
            assert_eq!(answer.status, 404, "{} {written}", locale.id);
            let html = answer.html();
            assert!(text(&one(&html, "main")).contains(&words(says)), "{} {written}", locale.id);
            assert_eq!(text(&one(&html, ".reference bdi[dir=ltr]")), written);
            let form = format!("main a[href='/{}/contact']", locale.id);
            assert_eq!(all(&html, &form).len(), 1, "the way to write to us");
            for link in all(&html, "a[href*=received]") {
                let href = attribute(&link, "href");
                assert!(href.bytes().all(|b| b.is_ascii_graphic()), "{href}");
            }
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
    assert_eq!(receipt_of(&server, &server.post("/en/contact", &first.pairs(), &[])).1, original);
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
        ("Filled in everywhere", "x", "", &[Suspicion::Honeypot]),
        ("In a moment", "", "0.4", &[Suspicion::TooFast]),
        (&links(9), "", "", &[Suspicion::ManyLinks]),
        (
            &format!("All of it {}", links(20)),
            "x",
            "0",
            &[Suspicion::Honeypot, Suspicion::TooFast, Suspicion::ManyLinks],
        ),
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
        ["location", "date", "x-request-id"].iter().for_each(|name| drop(headers.remove(*name)));
        assert_eq!(usual.get_or_insert_with(|| headers.clone()), &headers, "{message:.20}");
        assert!(answer.body.is_empty());
        let found = Lookup::Found(in_utc(stored.received_at));
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
