//! From what was typed to a submission or the list of faults: addresses of all kinds, lengths
//! as people count them, and input that nobody has thought of.

use std::time::{Duration, Instant};

use communique::contact::email::parse as email;
use communique::contact::form::{
    Field, MAX_EMAIL_CHARS, MAX_MESSAGE_CHARS, MAX_NAME_CHARS, MAX_ORGANISATION_CHARS, Submission, Topic, Typed,
};
use proptest::prelude::*;

/// Everything right.
fn right() -> Typed {
    Typed {
        topic: "material".into(),
        name: "Ayşə Məmmədova".into(),
        email: "ayse@example.org".into(),
        body: "Salam".into(),
        consent: true,
        ..Typed::default()
    }
}

/// What is wrong with something that is right but for a change.
fn faults(change: impl FnOnce(&mut Typed)) -> Vec<(Field, Option<&'static str>, Option<usize>)> {
    let mut typed = right();
    change(&mut typed);
    let faults = Submission::parse(&typed, "en").err().unwrap_or_default();
    faults.into_iter().map(|fault| (fault.field(), fault.text().1, fault.limit())).collect()
}

#[test]
fn an_address_is_read_as_it_can_be_written_to() {
    for (typed, read) in [
        // As most are.
        ("ayse@example.org", "ayse@example.org"),
        ("a@b.co", "a@b.co"),
        ("First.Last+tag@mail.example.co.uk", "First.Last+tag@mail.example.co.uk"),
        ("o'brien@example.ie", "o'brien@example.ie"),
        ("x_y-z@example.org", "x_y-z@example.org"),
        ("!#$%&'*+-/=?^_`{|}~@example.org", "!#$%&'*+-/=?^_`{|}~@example.org"),
        ("12345@qq.com", "12345@qq.com"),
        // Japanese providers gave such addresses out.
        ("a..b.@docomo.example.jp", "a..b.@docomo.example.jp"),
        // A domain is written small.
        ("Ayse@EXAMPLE.ORG", "Ayse@example.org"),
        // Registries gave these names out too.
        ("a@ab--cd.example.org", "a@ab--cd.example.org"),
        // International, before the @ and after it.
        ("用户@例子.广告", "用户@例子.广告"),
        ("अजय@डाटा.भारत", "अजय@डाटा.भारत"),
        ("квіточка@пошта.укр", "квіточка@пошта.укр"),
        ("χρήστης@παράδειγμα.ελ", "χρήστης@παράδειγμα.ελ"),
        ("Dörte@Sörensen.example.com", "Dörte@sörensen.example.com"),
        ("коля@пример.рф", "коля@пример.рф"),
        ("عربي@مثال.مصر", "عربي@مثال.مصر"),
        ("כתובת@דוגמה.ישראל", "כתובת@דוגמה.ישראל"),
        ("ยูเซอร์@ตัวอย่าง.ไทย", "ยูเซอร์@ตัวอย่าง.ไทย"),
        ("사용자@예시.한국", "사용자@예시.한국"),
        ("info@straße.de", "info@straße.de"),
        ("ayşə@nümunə.az", "ayşə@nümunə.az"),
        // A Turkish or Azerbaijani keyboard: its capital İ is the i of all others, never one with a second dot.
        ("İlqar@example.az", "Ilqar@example.az"),
        ("İNFO@example.az", "INFO@example.az"),
        ("anna@GMAİL.COM", "anna@gmail.com"),
        ("anna@GMAI\u{307}L.COM", "anna@gmail.com"),
        ("anna@gmai\u{307}l.com", "anna@gmail.com"),
        ("i\u{307}nfo@example.az", "info@example.az"),
        ("İlqar.Əliyev@NÜMUNƏ.AZ", "Ilqar.Əliyev@nümunə.az"),
        // That very domain is another one, and stays what it is.
        ("anna@xn--gmail-bgd.com", "anna@xn--gmail-bgd.com"),
        ("anna@xn--gmal-nza.com", "anna@xn--gmal-nza.com"),
        ("info@ışık.example.tr", "info@ışık.example.tr"),
        // Digits of other keyboards; those of a name in other letters belong to it.
        ("user١٢@example.org", "user12@example.org"),
        ("user۱۲۳@example۴.org", "user123@example4.org"),
        ("user०१@example.org", "user01@example.org"),
        ("٠١٢٣٤٥٦٧٨٩@example.org", "0123456789@example.org"),
        ("۰۱۲۳۴۵۶۷۸۹@example.org", "0123456789@example.org"),
        ("علی۱۲@مثال.ایران", "علی۱۲@مثال.ایران"),
        // What comes along when it is copied.
        ("ayse@example.org.", "ayse@example.org"),
        ("ayse@example.org;", "ayse@example.org"),
        ("ayse@example.org, ", "ayse@example.org"),
        ("ayse@example.org؛", "ayse@example.org"),
        ("ayse@example.org。", "ayse@example.org"),
        ("mailto:ayse@example.org", "ayse@example.org"),
        ("MailTo: ayse@example.org?subject=x", "ayse@example.org"),
        ("<ayse@example.org>", "ayse@example.org"),
        ("Ayşə <ayse@example.org>", "ayse@example.org"),
        ("ayse@example.org <ayse@example.org>", "ayse@example.org"),
        ("\"Məmmədova, Ayşə\" < mailto:ayse@example.org. >;", "ayse@example.org"),
        ("ayse@example.org።", "ayse@example.org"),
        ("ayse@example.org։", "ayse@example.org"),
        ("ayse@example.org!", "ayse@example.org"),
        ("ayse@example.org—", "ayse@example.org"),
        ("\"ayse@example.org\"", "ayse@example.org"),
        ("'ayse@example.org'", "ayse@example.org"),
        ("“ayse@example.org”", "ayse@example.org"),
        ("„ayse@example.org“,", "ayse@example.org"),
        ("«ayse@example.org»", "ayse@example.org"),
        ("« ayse@example.org ».", "ayse@example.org"),
        ("‘ayse@example.org’", "ayse@example.org"),
        ("»ayse@example.org«", "ayse@example.org"),
        ("「ayse@example.org」", "ayse@example.org"),
        ("《ayse@example.org》", "ayse@example.org"),
        ("（ayse@example.org）", "ayse@example.org"),
        ("[mailto:ayse@example.org]", "ayse@example.org"),
        ("mailto://ayse@example.org", "ayse@example.org"),
        ("o’neil@example.org", "o'neil@example.org"),
        // Signs that stand in names of domains.
        ("info@col·legi.cat", "info@col·legi.cat"),
        ("info@ドメイン・名.example", "info@ドメイン・名.example"),
        ("info@சிங்கப்பூர்.example", "info@சிங்கப்பூர்.example"),
        // The form for machines is shown as people write it.
        ("info@xn--bcher-kva.example", "info@bücher.example"),
        // Joiners that belong to a name: without them it is another one.
        ("info@نامه\u{200c}ای.ایران", "info@نامه\u{200c}ای.ایران"),
        ("info@ශ්\u{200d}රී.ලංකා", "info@ශ්\u{200d}රී.ලංකා"),
        ("نامه\u{200c}ها@مثال.ایران", "نامه\u{200c}ها@مثال.ایران"),
        // Between letters alone do they belong, and nothing else that is unseen does.
        ("نامه\u{200c}@مثال.ایران", "نامه@مثال.ایران"),
        ("\u{200c}نامه@مثال.ایران", "نامه@مثال.ایران"),
        ("نامه\u{200b}ها@مثال.ایران", "نامهها@مثال.ایران"),
        // A Chinese or Japanese keyboard.
        ("user＠example.org", "user@example.org"),
        ("user@example。org", "user@example.org"),
        ("user＠example．org", "user@example.org"),
        ("ｚｈａｎｇ．ｓａｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", "zhang.san@example.com"),
        ("zhang。san@example｡com", "zhang.san@example.com"),
        // What comes along unseen.
        ("ay\u{180e}se@example.org", "ayse@example.org"),
        ("ay\u{3164}se@exam\u{3164}ple.org", "ayse@example.org"),
        ("\u{2800}ayse\u{fe0f}@example.org\u{e0041}", "ayse@example.org"),
        ("\u{fffc}ay\u{34f}se@example.org", "ayse@example.org"),
        ("  ayse@example.org\t", "ayse@example.org"),
        ("\u{3000}ayse@example.org\u{a0}", "ayse@example.org"),
        ("\u{feff}ayse@example.org\u{200b}", "ayse@example.org"),
        ("ayse@exam\u{ad}ple.org", "ayse@example.org"),
        ("\u{200f}ayse@example.org\u{200e}", "ayse@example.org"),
        ("\u{2068}ayse\u{2069}@\u{202a}example.org\u{202c}", "ayse@example.org"),
        ("ay\u{200d}se@example\u{200c}.org", "ayse@example.org"),
        ("\u{200b}ayse@example.org ", "ayse@example.org"),
    ] {
        assert_eq!(email(typed).as_deref(), Some(read), "{typed:?}");
    }
}

#[test]
fn what_no_mail_can_be_written_to_is_no_address() {
    let (long_local, long_domain) = ("a".repeat(65), format!("{}.org", "a".repeat(64)));
    for typed in [
        "",
        " ",
        "\u{200b}",
        "ayse",
        "@",
        "@example.org",
        "ayse@",
        "ayse@example",
        "ayse@.org",
        "ayse@example.",
        "ayse@example..org",
        "ayse@-example.org",
        "ayse@example-.org",
        "ayse@exam ple.org",
        "ay se@example.org",
        "a@b@example.org",
        "ayse@exam_ple!.org",
        // An I of a Turkish keyboard, and letters that only look like Latin ones: the domains of strangers.
        "anna@gmaıl.com",
        "anna@MAıL.ru",
        "anna@gm\u{430}il.com",
        "anna@g\u{3bf}ogle.com",
        "anna@g\u{585}ogle.com",
        "anna@mail.\u{441}om",
        "ayse@example.org, b@example.org",
        "ayse@example.org;b@example.org",
        "Ayse <ayse>",
        "Ayse <ayse@example.org> x",
        "<ayse@example.org",
        "ayse@example.org>",
        "<a@example.org> <b@example.org>",
        "mailto:",
        "mailto:?to=ayse@example.org",
        "xmailto:ayse@example.org",
        "\"ay se\"@example.org",
        "ayse@[127.0.0.1]",
        "ayse@[IPv6:::1]",
        "ayse@example.org\nBcc: all@example.org",
        "ayse\r@example.org",
        "ayse\0@example.org",
        "ayse\u{7f}@example.org",
        "ayse@example.org/path",
        "ayse@example.org?subject=x",
        "ayse@xn--a.org",
        "ayse@exam”ple.org",
        "ayse@example.org€",
        "ayse@😀.org",
        "ayse@a⁄b.org",
        "ayse@a∕b.org",
        "ay\u{fffd}se@example.org",
        "ayse@192.0.2.1",
        "ayse@127.1",
        "ayse@0x7f.1",
        "ayse@example.0x",
        "ayse@1.2.3.4.5",
        "ayse@example.org-",
        "ayse@\u{200d}.org",
        "(ayse)@example.org",
        "ayse\\@example.org",
        &format!("{long_local}@example.org"),
        &format!("ayse@{long_domain}"),
    ] {
        assert_eq!(email(typed), None, "{typed:?}");
    }
}

#[test]
fn an_address_is_measured_before_anything_else_is_done_with_it() {
    // Distinct characters make the reading of a domain dear: its time grows with their square.
    let label: String = ('\u{4e00}'..).take(995).collect();
    let address = format!("a@{}", vec![label.as_str(); 22].join("."));
    let started = Instant::now();
    for _ in 0..1000 {
        assert_eq!(email(&address), None);
        let faults = faults(|typed| typed.email = address.clone());
        assert_eq!(faults, [(Field::Email, Some("long"), Some(MAX_EMAIL_CHARS))]);
    }
    // Once was 40 ms; this is a thousand times twice.
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    let with_label = |chars: usize| email(&format!("a@{}.org", "é".repeat(chars)));
    assert!(with_label(50).is_some() && with_label(64).is_none());
    let with_length = |chars: usize| {
        email(&format!("a@{}.{}.{}.{}", "b".repeat(63), "c".repeat(63), "d".repeat(63), "e".repeat(chars)))
    };
    assert!(with_length(60).is_some(), "254 characters");
    assert_eq!(with_length(61), None);
}

#[test]
fn every_field_that_is_wrong_is_named_in_the_order_of_the_form_with_what_is_wrong() {
    let long = |most: usize| "字".repeat(most + 1);
    assert_eq!(faults(|_| {}), []);
    assert_eq!(
        faults(|typed| *typed = Typed::default()).iter().map(|(field, ..)| *field).collect::<Vec<_>>(),
        [Field::Topic, Field::Name, Field::Email, Field::Message, Field::Consent]
    );
    for blank in [
        "",
        " ",
        "\t\n",
        "\u{a0}\u{3000}",
        "\u{200b}\u{200e}\u{feff}",
        "\u{1}",
        "\u{ad}",
        // What Hangul and Braille keyboards, pictures and flags leave behind.
        "\u{3164}\u{115f}\u{ffa0}",
        "\u{2800}",
        "\u{fffc}\n",
        "\u{fe0f}\u{e0067}\u{34f}",
    ] {
        assert_eq!(faults(|typed| typed.name = blank.into()), [(Field::Name, None, None)], "{blank:?}");
        assert_eq!(faults(|typed| typed.email = blank.into()), [(Field::Email, None, None)], "{blank:?}");
        assert_eq!(faults(|typed| typed.body = blank.into()), [(Field::Message, None, None)], "{blank:?}");
        assert_eq!(faults(|typed| typed.organisation = blank.into()), [], "nobody needs one: {blank:?}");
    }
    for topic in ["", "Material", "materials", "other "] {
        assert_eq!(faults(|typed| typed.topic = topic.into()), [(Field::Topic, None, None)], "{topic:?}");
    }
    for topic in Topic::ALL {
        assert_eq!(faults(|typed| typed.topic = topic.as_str().into()), []);
    }
    let too_long = |field, most| [(field, Some("long"), Some(most))];
    assert_eq!(faults(|typed| typed.name = long(MAX_NAME_CHARS)), too_long(Field::Name, MAX_NAME_CHARS));
    assert_eq!(faults(|typed| typed.email = long(MAX_EMAIL_CHARS)), too_long(Field::Email, MAX_EMAIL_CHARS));
    assert_eq!(faults(|typed| typed.body = long(MAX_MESSAGE_CHARS)), too_long(Field::Message, MAX_MESSAGE_CHARS));
    let organisation = [(Field::Organisation, None, Some(MAX_ORGANISATION_CHARS))];
    assert_eq!(faults(|typed| typed.organisation = long(MAX_ORGANISATION_CHARS)), organisation);
    assert_eq!(faults(|typed| typed.email = "ayse".into()), [(Field::Email, Some("form"), None)]);
    assert_eq!(faults(|typed| typed.consent = false), [(Field::Consent, None, None)]);
}

#[test]
fn nobodys_name_is_held_against_them() {
    for name in [
        "X",
        "李",
        "Nguyễn Thị Minh Khai",
        "Björk Guðmundsdóttir",
        "O’Neill-Smith, Jr.",
        "عبد‌الرحمن",
        "சுப்பிரமணியன்",
        "Jean  Paul",
        "null",
        "<b>",
        "'; DROP TABLE message; --",
        "١٢٣",
        "🙂",
        "X Æ A-12",
    ] {
        let submission = Submission::parse(&Typed { name: name.into(), ..right() }, "en").unwrap();
        assert_eq!(submission.name, name);
    }
    let typed = Typed { name: " Ayşə\n\tMəmmədova ".into(), organisation: "\u{200b}".into(), ..right() };
    let submission = Submission::parse(&typed, "en").unwrap();
    assert_eq!((submission.name.as_str(), submission.organisation), ("Ayşə Məmmədova", None));
}

/// A body with only a message, as it arrives.
fn message_of(body: &str) -> String {
    Typed::parse(body.as_bytes()).unwrap().body
}

#[test]
fn characters_are_counted_as_unicode_scalars_and_a_line_end_as_one() {
    for (line_end, character) in
        [("%0D%0A", "\n"), ("%0A", "\n"), ("%0D", "\n"), ("%E5%AD%97", "字"), ("%F0%9F%99%82", "🙂")]
    {
        for (times, fits) in [(MAX_MESSAGE_CHARS - 2, true), (MAX_MESSAGE_CHARS - 1, false)] {
            let message = message_of(&format!("message=a{}b", line_end.repeat(times)));
            assert_eq!(message, format!("a{}b", character.repeat(times)), "{line_end}");
            assert_eq!(faults(|typed| typed.body = message).is_empty(), fits, "{line_end} {times} times");
        }
    }
    // A family is one picture and seven scalars.
    let family = "👨‍👩‍👧‍👦";
    assert_eq!(family.chars().count(), 7);
    assert_eq!(faults(|typed| typed.body = family.repeat(MAX_MESSAGE_CHARS / 7)), []);
    assert_eq!(faults(|typed| typed.body = family.repeat(MAX_MESSAGE_CHARS / 7 + 1)).len(), 1);
    assert_eq!(message_of("message=a%0D%0D%0A%0Ab%00c"), "a\n\n\nb\u{fffd}c");
}

#[test]
fn a_body_is_this_form_if_it_has_a_message_and_the_first_of_two_fields_counts() {
    for body in ["", "&", "=", "name=x", "Message=x", "{\"message\":\"x\"}", "\0\u{1}", "messages=x"] {
        assert_eq!(Typed::parse(body.as_bytes()), None, "{body:?}");
    }
    assert_eq!(Typed::parse(b"\xff\xfe=%ff"), None);
    let typed = Typed::parse(b"message=a&message=b&name=x&colour=red&name=y&consent=on&%6e%61me=z&show").unwrap();
    assert_eq!((typed.body.as_str(), typed.name.as_str(), typed.consent), ("a", "x", false));
    assert!(typed.switches_language);
    assert_eq!(message_of("message=%zz%ff+b"), "%zz\u{fffd} b");
    // A hundred fields that nobody has asked for hide none.
    let strangers: String = (0..100).map(|n| format!("f{n}=x&")).collect();
    assert_eq!(message_of(&format!("{strangers}message=x")), "x");
}

#[test]
fn the_reply_is_in_the_language_that_was_chosen_or_in_that_of_the_page() {
    for (reply, language) in
        [("", "az"), ("ar", "ar"), ("zh-Hans", "zh-Hans"), ("ZH-hans", "zh-Hans"), ("<b>", "az"), ("en; x", "az")]
    {
        let submission = Submission::parse(&Typed { reply_language: reply.into(), ..right() }, "az").unwrap();
        assert_eq!(submission.reply_language, language, "{reply}");
    }
    // Whatever Fluent takes for an id.
    for (about, id) in [
        ("", None),
        ("background-acts", Some("background-acts")),
        ("Acts_of-2026", Some("Acts_of-2026")),
        ("A b", None),
        ("<b>", None),
        ("2026", None),
        ("-ministry", None),
        ("ə", None),
    ] {
        let submission = Submission::parse(&Typed { about: about.into(), ..right() }, "az").unwrap();
        assert_eq!(submission.about.as_deref(), id, "{about}");
    }
}

/// What people type, what machines send, and parts of addresses.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "[\\x00-\\u{2fff}]{0,40}",
        "[a-z.@＠。\\u{200b}-\\u{200f} -]{0,20}",
        "[a-zé字]{1,12}@[a-zü例-]{1,12}\\.[a-z例]{1,6}",
        Just("x".repeat(MAX_MESSAGE_CHARS + 1)),
        Just("yes".to_owned()),
        Just("text".to_owned()),
    ]
}

fn any_typed() -> impl Strategy<Value = Typed> {
    (proptest::collection::vec(anything(), 10), any::<bool>()).prop_map(|(parts, consent)| {
        let [topic, about, name, email, organisation, reply_language, body, honeypot, elapsed, refused] =
            parts.try_into().unwrap();
        Typed {
            topic,
            about,
            name,
            email,
            organisation,
            reply_language,
            body,
            consent,
            honeypot,
            elapsed,
            switches_language: false,
            refused,
        }
    })
}

proptest! {
    #[test]
    fn whatever_was_typed_gives_a_submission_or_at_least_one_fault(typed in any_typed(), page in "az|zh-Hans") {
        match Submission::parse(&typed, &page) {
            Ok(submission) => {
                prop_assert!(typed.consent && Topic::parse(&typed.topic) == Some(submission.topic));
                prop_assert!(submission.body.chars().count() <= MAX_MESSAGE_CHARS);
                prop_assert!(!submission.body.trim().is_empty() && !submission.name.trim().is_empty());
                prop_assert!(!submission.name.contains('\n') && !submission.email.contains(char::is_whitespace));
            }
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                let fields: std::collections::HashSet<Field> = faults.iter().map(|fault| fault.field()).collect();
                prop_assert_eq!(fields.len(), faults.len(), "one fault a field");
            }
        }
    }

    #[test]
    fn no_body_is_too_strange_to_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[a-z&=%+;0-9]{0,80}") {
        for body in [bytes.clone(), text.clone().into_bytes(), [b"message=", &bytes[..]].concat()] {
            if let Some(typed) = Typed::parse(&body) {
                prop_assert!(!typed.body.contains(['\r', '\0']));
                let _ = Submission::parse(&typed, "en");
            }
        }
    }

    #[test]
    fn what_a_browser_encodes_is_read_back(name in "\\PC{0,30}", message in "[\\PC\n]{0,80}") {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("name", name.as_str()), ("message", &message.replace('\n', "\r\n"))])
            .finish();
        let typed = Typed::parse(body.as_bytes()).unwrap();
        prop_assert_eq!((typed.name, typed.body), (name, message));
    }

    #[test]
    fn an_address_that_was_read_reads_as_itself(typed in anything()) {
        if let Some(address) = email(&typed) {
            prop_assert_eq!(email(&address), Some(address.clone()));
            prop_assert!(!address.chars().any(|c| c.is_whitespace() || c.is_control()));
            prop_assert_eq!(address.matches('@').count(), 1);
        }
    }
}
