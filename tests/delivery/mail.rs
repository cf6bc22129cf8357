//! The mail about a message, parsed as a mail program would: its headers are ours, whatever
//! somebody typed, and what they typed arrives as text.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use communique::contact::delivery::mail::{self, Envelope};
use communique::contact::delivery::smtp::MailServer;
use communique::contact::delivery::stage::MailTimeouts;
use communique::contact::form::{Submission, Typed};
use communique::contact::sanitize::plain_text;
use communique::contact::{Message, Reference, State};
use jiff::Timestamp;
use mail_parser::Message as Parsed;
use proptest::prelude::*;
use tokio::runtime::Runtime;

use crate::support::mails::{parsed, typed};
use crate::support::request::encoded;
use crate::support::smtp::{Smtp, usual};

/// The message that comes of a form, as the inbox would keep it.
pub fn message(fields: &[(&str, &str)]) -> Option<Message> {
    let form = [("topic", "material"), ("name", "N"), ("email", "n@example.org"), ("message", "M"), ("consent", "yes")];
    // Of a field that comes twice the first counts.
    let typed = Typed::parse(encoded(&[fields, &form].concat()).as_bytes()).unwrap();
    let submission = Submission::parse(&typed, "ar").ok()?;
    let received_at: Timestamp = "2026-02-28T23:59:59Z".parse().unwrap();
    Some(Message {
        id: "0199f3a2-7b1c-7def-8123-456789abcdef".into(),
        reference: Reference::random().unwrap(),
        received_at,
        page_language: "ar".into(),
        topic: submission.topic,
        about: submission.about,
        name: submission.name,
        email: submission.email,
        organisation: submission.organisation,
        reply_language: submission.reply_language,
        body: submission.body,
        consent: "2026-01-01".into(),
        suspicions: vec![],
        state: State::Sending,
        attempts: 1,
        refusals: 0,
        next_attempt_at: received_at,
        maybe_duplicate: false,
        sent_at: None,
    })
}

/// A mail server, and a way to it.
struct Way {
    runtime: Runtime,
    server: Smtp,
    envelope: Envelope,
}

impl Way {
    fn new() -> Self {
        let envelope =
            Envelope::new(&"site@example.org".parse().unwrap(), &["office@example.org".parse().unwrap()]).unwrap();
        Self { runtime: Runtime::new().unwrap(), server: Smtp::start(usual), envelope }
    }

    /// The mail about a message, as it arrives.
    fn bytes(&self, message: &Message) -> Vec<u8> {
        let long = Duration::from_secs(20);
        let timeouts = MailTimeouts { connect: long, command: long, content: long };
        let server = MailServer::new(self.server.url().parse().unwrap(), "www.example.org", timeouts).unwrap();
        let mail = mail::build(message, &self.envelope).unwrap();
        self.runtime.block_on(server.send(&mail, &self.envelope, true, &AtomicBool::default())).unwrap();
        self.server.mails().pop().unwrap().mail
    }
}

/// The one address of a header.
fn address<'m>(mail: &'m Parsed<'_>, header: &str) -> Option<&'m str> {
    let addresses = mail.header(header.to_owned())?.as_address()?;
    assert_eq!(addresses.iter().count(), 1);
    addresses.first()?.address()
}

/// Everything that is claimed of the mail about any message.
fn is_ours(bytes: &[u8], message: &Message) {
    let shown = String::from_utf8_lossy(bytes);
    assert!(bytes.is_ascii(), "no server need know more than RFC 5321: {shown}");
    assert!(shown.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])), "{shown}");
    let mail = parsed(bytes);
    let mut names: Vec<&str> = mail.headers().iter().map(|header| header.name()).collect();
    names.sort_unstable();
    let local = message.email.split('@').next().unwrap();
    // Two dots in a row are no address by RFC 5321, though some people have such a one; and an encoded word would
    // be decoded.
    let is_encoded = local.split_once("=?").is_some_and(|(_, rest)| rest.contains("?="));
    let reply_to = local.split('.').all(|atom| atom.is_ascii() && !atom.is_empty()) && !is_encoded;
    let mut expected = vec!["Auto-Submitted", "Content-Transfer-Encoding", "Content-Type", "Date", "From"];
    expected.extend(["MIME-Version", "Message-ID"]);
    expected.extend(reply_to.then_some("Reply-To"));
    expected.extend(["Subject", "To"]);
    assert_eq!(names, expected, "{shown}");

    assert_eq!(address(&mail, "From"), Some("site@example.org"));
    assert_eq!(address(&mail, "To"), Some("office@example.org"));
    if reply_to {
        let (local, domain) = message.email.rsplit_once('@').unwrap();
        let ascii = format!("{local}@{}", idna::domain_to_ascii(domain).unwrap());
        assert_eq!(address(&mail, "Reply-To"), Some(ascii.as_str()), "{shown}");
    }
    let subject = format!("{} [{}]", mail::topic_name(message.topic), message.reference);
    assert_eq!(mail.subject(), Some(subject.as_str()));
    assert_eq!(mail.date().unwrap().to_timestamp(), message.received_at.as_second());
    assert_eq!(mail.message_id(), Some(format!("{}@example.org", message.id).as_str()));
    assert_eq!(mail.header("Auto-Submitted").unwrap().as_text(), Some("auto-generated"));
    let content = mail.header("Content-Type").unwrap().as_content_type().unwrap();
    assert_eq!((content.ctype(), content.subtype()), ("text", Some("plain")));
    assert_eq!(content.attribute("charset").map(str::to_lowercase).as_deref(), Some("utf-8"));
    assert_eq!((mail.text_body_count(), mail.attachment_count(), mail.parts.len()), (1, 0, 1));

    let text = mail.body_text(0).unwrap().replace("\r\n", "\n");
    let (fields, body) = text.split_once("\n\n").unwrap();
    assert_eq!(typed(body, message.reference.as_str()), plain_text(&message.body), "{shown}");
    let mut labels: Vec<&str> = fields.lines().map(|line| line.split(": ").next().unwrap()).collect();
    labels.retain(|label| !matches!(*label, "Passage" | "Organisation"));
    let mut lines = vec!["Reference", "Received", "About", "Name", "E-mail"];
    lines.extend((!reply_to).then_some("How to answer"));
    lines.extend(["Language of the page", "Language for the reply", "Agreed to the privacy policy of"]);
    assert_eq!(labels, lines, "a line that is not ours: {fields}");
}

/// What has broken mail programs, and people’s trust in them.
const NAUGHTY: &[&str] = &[
    "x\r\nBcc: all@example.org\r\n\r\nBody",
    "x\nBcc: all@example.org",
    "x\rBcc: all@example.org",
    "x%0d%0aBcc: all@example.org",
    "a\u{2028}\u{2028}Agreed to the privacy policy of: 2099-01-01",
    "a\u{2029}Reference: 00000-00000",
    "a\u{85}b\u{b}c\u{c}d\u{1c}e\u{1d}f\u{1e}g",
    ".",
    ".\r\n.\r\n..\r\n...",
    "a\r\n.\r\nMAIL FROM:<evil@example.org>\r\nRCPT TO:<all@example.org>\r\nDATA\r\n",
    "\n.\nQUIT",
    ".leading\n..twice\nmiddle . dot\n.",
    "From evil@example.org Thu Jan  1 00:00:00 1970\nFrom here",
    "nul\0nul",
    "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m",
    "\u{202e}gnp.exe\u{202c} \u{2066}isolate\u{2069}",
    "\u{feff}mark\u{200b}zero\u{ad}soft",
    "👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽 é e\u{301} \u{fdfd} \u{10ffff} \u{fffe}",
    "می‌خواهم مطالب دارای مجوز را استفاده کنم",
    "我想使用获得许可的材料。",
    "=?utf-8?B?RXZpbA==?= =?utf-8?Q?=0D=0ABcc=3A?=",
    "trailing spaces   \nand a tab\t\n  leading",
    "=3D =20 =\n= soft",
    "--boundary\nContent-Type: text/html\n\n<script>alert(1)</script>",
    "\"quoted\" <angle@example.org>, (comment); \\ back",
    "Bcc: all@example.org\n\nX-Evil: yes",
    "ÿþ\u{0}\u{80}\u{9f}",
];

#[test]
fn what_is_naughty_arrives_as_text_in_every_field_and_changes_no_header() {
    let way = Way::new();
    let long = ["a".repeat(5000), "é".repeat(5000), "字".repeat(5000), ". ".repeat(2500), "\n.".repeat(2500)];
    let long = long.each_ref().map(String::as_str);
    for text in NAUGHTY.iter().copied().chain(long) {
        let short: String = text.chars().take(200).collect();
        let fields =
            [("name", short.as_str()), ("organisation", &short), ("message", text), ("about", text), ("reply", text)];
        for fields in [&fields[..], &fields[..1], &fields[1..2], &fields[2..3]] {
            // A name or a message that shows nothing is asked for again.
            if let Some(message) = message(fields) {
                is_ours(&way.bytes(&message), &message);
                // Nor does the mail rely on what the form has let through.
                let raw = Message { name: short.clone(), organisation: Some(short.clone()), ..message };
                is_ours(&way.bytes(&raw), &raw);
            } else {
                assert!(fields.iter().any(|(_, text)| plain_text(text).trim().is_empty()), "{fields:?}");
            }
        }
    }
}

#[test]
fn the_answer_goes_to_the_visitor_where_every_server_can_carry_the_address() {
    let way = Way::new();
    for (typed, reply_to) in [
        ("ayse@example.org", Some("ayse@example.org")),
        ("ayse+press.2026@mail.example.org", Some("ayse+press.2026@mail.example.org")),
        ("info@пример.рф", Some("info@xn--e1afmkfd.xn--p1ai")),
        ("info@مثال.إختبار", Some("info@xn--mgbh0fb.xn--kgbechtv")),
        ("用户@例子.广告", None),
        ("müller@example.org", None),
        ("two..dots@example.org", None),
        ("a..b@example.org", None),
        (".a@example.org", None),
        // Some mail programs decode such a word wherever it stands, and answer somebody else.
        ("=?utf-8?q?x=40evil.example=3E=00?=@example.org", None),
        ("x=?utf-8?b?ZXZpbA==?=y@example.org", None),
        ("anna@GMAİL.COM", Some("anna@gmail.com")),
        ("İNFO@example.az", Some("INFO@example.az")),
        ("user١٢@example.org", Some("user12@example.org")),
        (&format!("{}@example.org", "a".repeat(64)), Some(&*format!("{}@example.org", "a".repeat(64)))),
        ("o'brien!#$%&*/=?^_`{|}~-@example.org", Some("o'brien!#$%&*/=?^_`{|}~-@example.org")),
    ] {
        let message = message(&[("email", typed)]).unwrap_or_else(|| panic!("{typed} is refused"));
        let bytes = way.bytes(&message);
        is_ours(&bytes, &message);
        let mail = parsed(&bytes);
        assert_eq!(address(&mail, "Reply-To"), reply_to, "{typed}");
        // In any case a person can read it, and is told where answering the mail would not reach the sender.
        let text = mail.body_text(0).unwrap();
        assert!(text.contains(&format!("E-mail: {}", message.email)), "{typed}");
        assert_eq!(text.contains("How to answer: copy that address"), reply_to.is_none(), "{typed}");
    }
}

#[test]
fn what_somebody_typed_imitates_no_line_of_ours() {
    let way = Way::new();
    let imitation = "Salam\n--- End of the message 00000-00000 ---\n\nState: sent\n2026-03-01 10:00 UTC  sent  250 ok\n\nReference: 4T7QK-9HX2W\nName: Somebody";
    let message = message(&[("message", imitation)]).unwrap();
    let bytes = way.bytes(&message);
    is_ours(&bytes, &message);
    let text = parsed(&bytes).body_text(0).unwrap().replace("\r\n", "\n");
    for ours in ["State:", "Reference:", "Name:", "--- End", "2026-"] {
        let lines = text.lines().filter(|line| line.starts_with(ours)).count();
        assert_eq!(lines, usize::from(["Reference:", "Name:", "--- End"].contains(&ours)), "{ours}: {text}");
    }
    assert!(text.trim_end().ends_with(&format!("\n--- End of the message {} ---", message.reference)), "{text}");
}

#[test]
fn the_same_message_gives_the_same_bytes_at_every_attempt() {
    let way = Way::new();
    let message = message(&[("message", NAUGHTY[17])]).unwrap();
    let later = Message { attempts: 9, maybe_duplicate: true, refusals: 2, ..message.clone() };
    assert_eq!(way.bytes(&message), way.bytes(&later));
}

#[test]
fn an_office_with_a_domain_in_another_script_gets_its_mail() {
    let way = Way {
        envelope: Envelope::new(&"site@пример.рф".parse().unwrap(), &["office@例子.广告".parse().unwrap()]).unwrap(),
        ..Way::new()
    };
    let message = message(&[]).unwrap();
    let bytes = way.bytes(&message);
    let received = way.server.mails().pop().unwrap();
    assert_eq!(
        (received.from.as_str(), received.to.as_str()),
        ("site@xn--e1afmkfd.xn--p1ai", "office@xn--fsqu00a.xn--4rr70v")
    );
    let mail = parsed(&bytes);
    assert_eq!(mail.message_id(), Some(format!("{}@xn--e1afmkfd.xn--p1ai", message.id).as_str()));
}

/// Text of everything that Unicode has, and of what is naughty.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => proptest::sample::select(NAUGHTY).prop_map(str::to_owned),
        3 => "[a-z .\n\r=]{0,30}",
        2 => "[\\x00-\\u{2fff}]{0,20}",
        2 => proptest::collection::vec(any::<char>(), 0..20).prop_map(String::from_iter),
        1 => "[.a字]{300,1200}",
    ];
    proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

fn some_email() -> impl Strategy<Value = String> {
    let local = prop_oneof!["[a-z0-9][a-z0-9.+_-]{0,20}", "[a-zа-я字]{1,10}", "[!#-'*/-9=?^-~+-]{1,64}"];
    let domain =
        prop_oneof!["[a-z0-9]{1,20}\\.example\\.org", Just("пример.рф".to_owned()), "[a-zäöü]{1,30}\\.example"];
    (local, domain).prop_map(|(local, domain)| format!("{local}@{domain}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_submission_becomes_a_mail_with_our_headers_and_its_text(
        name in text(), organisation in text(), email in some_email(), about in "[a-z-]{0,20}", message in text(),
    ) {
        let cut = |text: &str| text.chars().take(200).collect::<String>();
        let (name, organisation) = (cut(&name), cut(&organisation));
        let fields = [("name", name.as_str()), ("organisation", &organisation), ("email", &email), ("about", &about), ("message", &message)];
        thread_local!(static WAY: Way = Way::new());
        let message = self::message(&fields);
        // A form that is refused is no mail; if too many are, proptest says so.
        prop_assume!(message.is_some());
        let message = message.unwrap();
        WAY.with(|way| is_ours(&way.bytes(&message), &message));
    }
}
