//! A form that is not taken: why, told where it helps, and with everything that was typed.

use std::io::Write;
use std::sync::Arc;

use communique::contact::form::{MAX_MESSAGE_CHARS, Typed};
use communique::l10n::Locale;
use communique::l10n::format::NumberFormat;

use crate::contact::sender::{
    OFFICE, PUBLIC, UNLIMITED, filled, keeps, personal, receipt_of, refused_for, sent, shows,
};
use crate::support::faulty_inbox::{Storage, with_faults};
use crate::support::form::Form;
use crate::support::html::{all, attribute, one, text};
use crate::support::request::{connect, encoded, form_head, form_request, letter, send};
use crate::support::response::Response;
use crate::support::running::Running;

#[test]
fn five_thousand_characters_pass_in_every_script_and_one_more_does_not() {
    let server = Running::start(&UNLIMITED);
    for (what, character) in [("Latin", "a"), ("Chinese", "字"), ("line ends", "\n"), ("emoji", "🙏"), ("Arabic", "ع")]
    {
        let message = |times: usize| format!("^{}$", character.repeat(times - 2));
        let form = filled(&server, "zh-Hans", &message(MAX_MESSAGE_CHARS));
        let (_, reference) = receipt_of(&server, &sent(&server, &form));
        let stored = server.messages.block_on(server.inbox.message(&reference)).unwrap().unwrap();
        assert!(stored.body == message(MAX_MESSAGE_CHARS), "{what}");
        let form = filled(&server, "zh-Hans", &message(MAX_MESSAGE_CHARS + 1));
        let answer = sent(&server, &form);
        assert_eq!(answer.status, 422, "{what}");
        keeps(&answer, &form);
        let most = NumberFormat::new(&"zh-Hans".parse().unwrap(), true).written(5000, 0);
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
        ("message", &long(MAX_MESSAGE_CHARS)),
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
        // In the order of the page.
        let place =
            |field: &str| ["topic", "message", "name", "organisation", "email"].iter().position(|f| *f == field);
        let mut faults = faults.clone();
        faults.sort_by_key(|(field, _)| place(field).unwrap_or(usize::MAX));
        let targets: Vec<&str> =
            faults.iter().map(|(field, _)| if *field == "topic" { "topic-material" } else { *field }).collect();
        let answer = sent(&server, &form);
        assert_eq!((answer.status, answer.header("content-language")), (422, tag), "{targets:?}");
        keeps(&answer, &form);
        let html = answer.html();
        assert_ne!(text(&one(&html, "title")), title);
        let heading = text(&one(&html, "#refused h2"));
        let count = NumberFormat::new(&locale.tag, true).written(targets.len().try_into().unwrap(), 0);
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

#[test]
fn everything_that_was_typed_is_shown_again_exactly_after_every_refusal() {
    let (server, storage) = with_faults(&[PUBLIC, "--contact-total=1", OFFICE]);
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
        shown.fill(Typed::LANGUAGE_BUTTON, "form");
        let foreign = [("origin", "https://other.example")];
        for (status, form, headers, does) in [
            (422, &faulty, &[][..], Storage::Works),
            (403, &whole, &foreign[..], Storage::Works),
            (413, &long, &[], Storage::Works),
            (503, &whole, &[], Storage::Fails),
            (200, &shown, &[], Storage::Works),
        ] {
            storage.set(does);
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
    storage.set(Storage::Works);
    receipt_of(&server, &sent(&server, &filled(&server, "en", "First")));
    for form in texts {
        refused_for(&sent(&server, &form), &form);
    }
}

/// The words of what is said above a form, as a list.
fn said(html: &scraper::Html) -> Vec<String> {
    all(html, "#refused h2, #refused p, #refused li, .fault, title").iter().map(text).collect()
}

#[test]
fn what_was_said_of_a_form_is_said_again_in_another_language() {
    let (server, storage) = with_faults(&[PUBLIC, OFFICE, "--contact-total=1"]);
    let whole = filled(&server, "ar", "Text");
    let mut faulty = whole.clone();
    faulty.without("consent").fill("email", "ayse").fill("message", &"m".repeat(40_000));
    let long = "字".repeat(20_000);
    let mut large = whole.clone();
    large.fill("message", &long);
    let foreign = [("origin", "https://other.example")];
    for (status, form, headers, does) in [
        (422, &faulty, &[][..], Storage::Works),
        (403, &whole, &foreign[..], Storage::Works),
        (413, &large, &[], Storage::Works),
        (503, &whole, &[], Storage::Fails),
        (429, &whole, &[], Storage::Works),
    ] {
        storage.set(does);
        if status == 429 {
            receipt_of(&server, &sent(&server, &filled(&server, "en", "First")));
        }
        let answer = personal(form.send(&server, headers));
        assert_eq!(answer.status, status);
        let arabic = said(&answer.html());
        let mut html = answer.html();
        // There and back again.
        for tag in ["zh-Hans", "de", "ar"] {
            let button = format!("button[formaction='/{tag}/contact']");
            let again = personal(Form::pressed(&html, &one(&html, &button)).send(&server, &[]));
            // Too much to be read is that in any language.
            let expected = if status == 413 { 413 } else { 200 };
            assert_eq!((again.status, again.header("content-language")), (expected, tag), "{status}");
            html = again.html();
            shows(&html, form);
            assert_eq!(said(&html).len(), arabic.len(), "{status}, {tag}: {:?}", said(&html));
        }
        assert_eq!(said(&html), arabic, "{status}");
    }
    // What has been corrected is not said to be wrong.
    let mut corrected = Form::of(&sent(&server, &faulty).html());
    corrected.fill("message", "Text").fill("consent", "yes").fill("show", "form");
    let html = corrected.send(&server, &[]).html();
    assert_eq!(attribute(&one(&html, "#refused li a"), "href"), "#email");
    corrected.fill("email", "ayse@example.org");
    assert!(all(&corrected.send(&server, &[]).html(), "#refused").is_empty(), "nothing is left");
    // One of which nothing could be read holds nothing, and says so.
    let unread = server.ask("POST", "/ar/contact", &[("content-type", "text/plain")]).html();
    let again = Form::pressed(&unread, &one(&unread, "button[formaction='/ar/contact']")).send(&server, &[]);
    assert_eq!(said(&again.html()), said(&unread));
    // Whoever changes the language before anything was refused is told nothing.
    let untouched = server.get("/ar/contact", &[]).html();
    assert!(all(&untouched, &format!("[name={}]", Typed::REFUSED)).is_empty());
    assert!(!text(&one(&untouched, "form")).contains("faulty"), "nothing of it is shown");
    let again = Form::pressed(&untouched, &one(&untouched, "button[formaction='/de/contact']")).send(&server, &[]);
    assert!(all(&again.html(), "#refused, .fault").is_empty());
}

#[test]
fn another_site_cannot_send_the_form_but_its_reader_can() {
    let server = Running::start(&UNLIMITED);
    let cases: [(&[(&str, &str)], bool); 23] = [
        // Which of two lines counts, nobody can tell.
        (&[("origin", "https://www.example.org"), ("origin", "https://www.example.org")], true),
        (&[("origin", "https://www.example.org"), ("origin", "https://other.example")], false),
        (&[("origin", "https://other.example"), ("origin", "https://www.example.org")], false),
        (
            &[
                ("sec-fetch-site", "same-origin"),
                ("origin", "https://www.example.org"),
                ("origin", "https://other.example"),
            ],
            false,
        ),
        (&[("origin", "https://www.example.org, https://other.example")], false),
        (&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")], false),
        (&[("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-origin")], false),
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
            // Under another name of the server it is refused each time: there is a way to the name that is known.
            let page = answer.html();
            let known = one(&page, "#refused [role=alert] p a");
            assert_eq!(attribute(&known, "href"), "https://www.example.org/ru/contact", "{headers:?}");
            // One press of the button on the page that came back.
            Form::of(&page)
        };
        let answer = if is_ours { answer } else { sent(&server, &form) };
        receipt_of(&server, &answer);
        assert_eq!(server.stored().len(), number + 1, "{headers:?}");
    }
    // Bytes that are no text are not our own page’s.
    let request = form_request("/ru/contact", &letter("x"));
    let (line, rest) = request.split_once("\r\n").unwrap();
    let head = [line.as_bytes(), b"\r\norigin: https://www.example.org\xff\r\n"].concat();
    let mut stream = connect(server.address);
    stream.write_all(&[&head, rest.as_bytes()].concat()).unwrap();
    assert_eq!(Response::read(&mut stream).status, 403);
}

#[test]
fn what_follows_a_form_in_pieces_says_nothing_of_it_and_has_to_be_fields() {
    let server = Running::start(&UNLIMITED);
    let head = form_head("/de/contact", "transfer-encoding: chunked\r\norigin: https://www.example.org");
    let send = |head: &str, text: &str, trailers: &str| {
        let body = encoded(&letter(text));
        let request = format!("{head}{:x}\r\n{body}\r\n0\r\n{trailers}\r\n", body.len());
        let mut stream = connect(server.address);
        stream.write_all(request.as_bytes()).unwrap();
        let answer = Response::read(&mut stream);
        let goes_on = answer.header("connection").is_empty() && {
            stream.write_all(form_request("/de/contact", &[("colour", "red")]).as_bytes()).unwrap();
            Response::read(&mut stream).status == 400
        };
        (answer.status, goes_on)
    };
    for (number, trailers) in [
        "",
        "digest: x\r\nexpires: y\r\n",
        "origin: https://other.example\r\n",
        "content-type: text/plain\r\ncontent-length: 1\r\ntransfer-encoding: gzip\r\nhost: other.example\r\n",
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(send(&head, &format!("Text {number}"), trailers), (303, true), "{trailers}");
        assert_eq!(server.stored().len(), number + 1);
    }
    // Nor does it make one of our own page of another site’s.
    let foreign = head.replace("www.example.org", "other.example");
    assert_eq!(send(&foreign, "Other", "origin: https://www.example.org\r\n"), (403, true));
    for trailers in ["no field\r\n", "x : y\r\n", "x: y\r\n folded\r\n"] {
        assert_eq!(send(&head, "Other", trailers), (400, false), "{trailers}");
    }
    assert_eq!(server.stored().len(), 4);
}

#[test]
fn a_form_that_is_too_long_is_shown_again_as_far_as_anybody_reads_it() {
    let server = Running::start(&UNLIMITED);
    let form = filled(&server, "tr", "");
    let others = encoded(&form.pairs()).len();
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
    // What is no text takes three times the room when it is read: there is none for that, and there never will be.
    let no_text = [b"message=", [0xff; 250_000].as_slice()].concat();
    let mut stream = connect(server.address);
    let head = form_head("/tr/contact", &format!("content-length: {}", no_text.len()));
    stream.write_all(&[head.as_bytes(), &no_text].concat()).unwrap();
    let answer = Response::read(&mut stream);
    assert_eq!((answer.status, answer.header("retry-after")), (413, ""));
    assert_eq!(Form::of(&answer.html()).value("message"), "");
    // Beyond that nobody waits for the rest, nor reads more of one that does not say how long it is.
    let mut announced = connect(server.address);
    announced.write_all(form_head("/tr/contact", "content-length: 262145").as_bytes()).unwrap();
    let mut chunked = connect(server.address);
    chunked.write_all(form_head("/tr/contact", "transfer-encoding: chunked").as_bytes()).unwrap();
    let chunk = format!("4000\r\n{}\r\n", "message=".repeat(0x4000 / 8));
    (0..17).for_each(|_| chunked.write_all(chunk.as_bytes()).unwrap());
    for mut stream in [announced, chunked] {
        let answer = Response::read(&mut stream);
        assert_eq!((answer.status, answer.header("connection")), (413, "close"));
        assert_eq!(Form::of(&answer.html()).value("message"), "", "half of a text would look whole");
        one(&answer.html(), "#contact-other");
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
        ("application/x-www-form-urlencoded;charset=\"utf-8\"", right.as_str(), 303),
        ("application/x-www-form-urlencoded; charset=utf-16", right.as_str(), 415),
        ("application/x-www-form-urlencoded; x=y; CharSet=\"ISO-8859-1\"", right.as_str(), 415),
        // On two lines.
        ("application/x-www-form-urlencoded|application/x-www-form-urlencoded", right.as_str(), 303),
        ("application/x-www-form-urlencoded|text/plain", right.as_str(), 415),
        ("text/plain|application/x-www-form-urlencoded", right.as_str(), 415),
        ("application/x-www-form-urlencoded, text/plain", right.as_str(), 415),
    ] {
        let media_lines: Vec<(&str, &str)> = media.split('|').map(|media| ("content-type", media)).collect();
        let answer = personal(send(server.address, "POST", "/de/contact", &media_lines, body.into()));
        assert_eq!(answer.status, status, "{media} {body}");
        if status != 303 {
            let html = answer.html();
            shows(&html, &Form::of(&server.get("/de/contact", &[]).html()));
            assert!(!text(&one(&html, "#refused")).is_empty());
        }
    }
    // A connection goes on behind a body that was read to its end, and ends behind one that was not.
    for (request, status, connection) in [
        (form_request("/de/contact", &[("colour", "red")]), 400, ""),
        (form_request("/de/contact", &[("message", "Text")]), 422, ""),
        (form_request("/de/contact", &letter("Text")).replace("x-www-form-urlencoded", "json"), 415, "close"),
    ] {
        let mut stream = connect(server.address);
        stream.write_all(request.as_bytes()).unwrap();
        let answer = Response::read(&mut stream);
        assert_eq!((answer.status, answer.header("connection")), (status, connection), "{request}");
        if connection.is_empty() {
            stream.write_all(request.as_bytes()).unwrap();
            assert_eq!(Response::read(&mut stream).status, status, "{request}");
        }
    }
    for method in ["PUT", "PATCH", "DELETE", "TRACE", "QUERY"] {
        let answer = send(server.address, method, "/de/contact", &[("content-type", form)], right.clone().into());
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD, POST, OPTIONS"), "{method}");
    }
    // Another form of the address leads there with the text: 308 keeps method and body.
    let elsewhere = send(server.address, "POST", "/DE/contact/", &[("content-type", form)], right.clone().into());
    assert_eq!((elsewhere.status, elsewhere.header("location")), (308, "https://www.example.org/de/contact"));
    assert_eq!(server.stored().len(), 1);
}
