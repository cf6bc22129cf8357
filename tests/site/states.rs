//! How translations stand to their English, and what is written down of it.

use communique::l10n::check::{Finding, Level};
use communique::l10n::freshness::Freshness;
use communique::l10n::recordable::RecordError;
use communique::l10n::records::Condition;
use communique::l10n::{Catalog, LocaleFile, LocaleKey, Visibility};
use communique::site::REQUIREMENTS;

/// A file of records that holds none.
const NOTHING_RECORDED: &str = "### end of the records\n";

/// A catalog of small files; those of messages are passages.
fn catalog(files: &[(&str, &str)]) -> Catalog {
    let files: Vec<LocaleFile> = files.iter().map(|(path, text)| LocaleFile::new(*path, text.as_bytes())).collect();
    Catalog::load(&files, &REQUIREMENTS).unwrap()
}

/// English and German, with a file of records.
fn pair(english: &str, german: &str, records: &str) -> (Catalog, LocaleKey) {
    let catalog =
        catalog(&[("en/statement.ftl", english), ("de/statement.ftl", german), ("de/.made-from.ftl", records)]);
    let german = catalog.by_tag("de").unwrap();
    (catalog, german)
}

/// The same without records.
fn unrecorded(english: &str, german: &str) -> (Catalog, LocaleKey) {
    let catalog = catalog(&[("en/statement.ftl", english), ("de/statement.ftl", german)]);
    let german = catalog.by_tag("de").unwrap();
    (catalog, german)
}

/// The records of a translation that was made from this English.
fn made(english: &str, german: &str) -> String {
    let (catalog, german) = pair(english, german, NOTHING_RECORDED);
    catalog.recorded(german).unwrap().unwrap().to_ftl()
}

/// The states of a translation whose English and text were once others.
fn states(then: (&str, &str), now: (&str, &str)) -> Vec<(String, Freshness)> {
    let (catalog, german) = pair(now.0, now.1, &made(then.0, then.1));
    catalog.states(german).to_vec()
}

fn found(catalog: &Catalog) -> Vec<(&str, Option<&str>)> {
    catalog.findings().iter().map(|finding| (finding.rule, finding.id.as_deref())).collect()
}

fn errors(catalog: &Catalog) -> Vec<String> {
    let is_in_a_text = |finding: &&Finding| finding.level == Level::Error && finding.rule != "leaves-menu";
    let errors = catalog.findings().iter().filter(is_in_a_text);
    errors.map(ToString::to_string).collect()
}

const NONE: Vec<String> = Vec::new();

#[test]
fn a_translation_is_fresh_stale_or_to_be_confirmed() {
    for (then, now, state) in [
        (("a = one\n", "a = eins\n"), ("a = one\n", "a = eins\n"), Freshness::Fresh),
        (("a = one\n", "a = eins\n"), ("a = one\n", "a = Eins\n"), Freshness::Fresh),
        (("a = one\n", "a = eins\n"), ("a = two\n", "a = eins\n"), Freshness::Stale),
        (("a = one\n", "a = eins\n"), ("a = two\n", "a = zwei\n"), Freshness::Renewed),
        (("a = one\n", "a = eins\n"), ("a = two\n", "a = Eins\n"), Freshness::Renewed),
        (("b = one\n", "b = eins\n"), ("a = two\n", "a = zwei\n"), Freshness::New),
        (("-a = one\n", "-a = eins\n"), ("-a = one\n", "-a = eins\n"), Freshness::Fresh),
        (("-a = one\n", "-a = eins\n"), ("-a = two\n", "-a = eins\n"), Freshness::Stale),
        (("-a = one\n", "-a = eins\n"), ("-a = two\n", "-a = zwei\n"), Freshness::Renewed),
        (("a = one\n", "a = eins\n"), ("-a = one\n", "-a = eins\n"), Freshness::New),
    ] {
        let own: Vec<Freshness> = states(then, now).into_iter().map(|(_, state)| state).collect();
        assert_eq!(own, [state], "{then:?} {now:?}");
        let (catalog, german) = pair(now.0, now.1, &made(then.0, then.1));
        let is_stale = state == Freshness::Stale && now.0.starts_with('a');
        assert_eq!(catalog.coverage(german).stale.is_empty(), !is_stale, "only what is stale is told to readers");
        let to_be_confirmed: Vec<Freshness> = catalog.to_be_confirmed(german).map(|(_, state)| state).collect();
        assert_eq!(to_be_confirmed.is_empty(), !state.is_to_be_confirmed());
        assert_eq!(errors(&catalog), NONE);
    }
}

#[test]
fn findings_say_what_the_english_was_and_is() {
    let records = made("a = one\nb = one\n-t = one\n", "a = eins\nb = eins\n-t = eins\n");
    let (catalog, _) = pair("a = two\nb = two\n-t = two\n", "a = eins\nb = zwei\n-t = eins\n", &records);
    assert_eq!(
        found(&catalog),
        [("out-of-date", Some("a")), ("to-be-confirmed", Some("b")), ("out-of-date", Some("-t"))]
    );
    let [a, b, t] = catalog.findings() else { panic!("{:?}", catalog.findings()) };
    assert_eq!(a.english.as_deref(), Some("was: a = one\nnow: a = two"));
    assert_eq!(b.english.as_deref(), Some("was: b = one\nnow: b = two"));
    assert!(
        a.help().contains("locales accept de a") && t.help().contains("locales accept de -t"),
        "{} {}",
        a.help(),
        t.help()
    );
    assert_eq!((t.position.line, t.position.column), (3, 2));
}

#[test]
fn without_records_everything_is_to_be_confirmed_and_one_finding_says_so() {
    let english = "a = one\nb = two\n-t = x\n";
    let (catalog, german) = unrecorded(english, "a = eins\nb = zwei\n-t = y\n");
    let all: Vec<(&str, Freshness)> = catalog.to_be_confirmed(german).collect();
    assert_eq!(all, [("a", Freshness::Unknown), ("b", Freshness::Unknown), ("-t", Freshness::Unknown)]);
    assert_eq!(found(&catalog), [("no-record", None)]);
    assert_eq!(catalog.findings()[0].path, "de/.made-from.ftl");
    assert!(catalog.findings()[0].help().contains("locales accept de --all"));
    assert_eq!(catalog.coverage(german).stale, NONE, "readers see no mark");
    assert_eq!(catalog.recorded(german), Ok(None), "what nobody has confirmed is not written down");

    // What is accepted first does not make the rest new.
    let some = catalog.accepted(german, &["b".to_owned()]).unwrap();
    assert_eq!((some.condition, some.entries.len()), (Condition::Incomplete, 1));
    let (catalog, german) = pair(english, "a = eins\nb = zwei\n-t = y\n", &some.to_ftl());
    assert_eq!(catalog.to_be_confirmed(german).map(|(id, _)| id).collect::<Vec<_>>(), ["a", "-t"]);
    assert_eq!(catalog.recorded(german).unwrap().unwrap().entries.len(), 1);
    let rest = ["a".to_owned(), "-t".to_owned()];
    let all = catalog.accepted(german, &rest).unwrap();
    assert_eq!((all.condition, all.entries.len()), (Condition::Whole, 3));
    assert!(!all.to_ftl().contains("incomplete"));
}

#[test]
fn damage_to_the_records_costs_what_is_lost_alone_and_nothing_is_written() {
    let english = "a = one\nb = two\nc = three\n";
    let (old, german) = ("a = old\nb = two\nc = three\n", "a = eins\nb = zwei\nc = drei\n");
    let damaged = made(old, german).replace("\nb = two", "\n<<<<<<< HEAD b = two");
    let (catalog, german_key) = pair(english, german, &damaged);
    let states: Vec<Freshness> = catalog.states(german_key).iter().map(|(_, state)| *state).collect();
    assert_eq!(states, [Freshness::Stale, Freshness::Unknown, Freshness::Fresh]);
    assert_eq!(catalog.coverage(german_key).stale, ["a"]);
    assert_eq!(catalog.locale(german_key).visibility, Visibility::Listed);
    assert_eq!(found(&catalog), [("damaged-records", None), ("out-of-date", Some("a"))]);
    assert_eq!(catalog.recorded(german_key), Err(RecordError::Damaged));
    assert_eq!(catalog.accepted(german_key, &["b".to_owned()]), Err(RecordError::Damaged));

    let refused = format!("{damaged}\n# {}", "x".repeat(1 << 20));
    let (catalog, german_key) = pair(english, german, &refused);
    assert!(catalog.states(german_key).iter().all(|(_, state)| *state == Freshness::Unknown));
    assert_eq!(catalog.recorded(german_key), Err(RecordError::Damaged));
    assert_eq!(found(&catalog), [("refused-file", None)]);
    assert!(catalog.findings()[0].help().contains("out of date is not known"), "{}", catalog.findings()[0].help());
}

#[test]
fn record_writes_what_is_new_or_unchanged_and_accept_what_is_named() {
    let then = [
        "stale = old\n",
        "fresh = e\n",
        "renewed = old\n",
        "broken = old\n",
        "copied = Old text\n",
        "-term = old\n",
        "gone = f\n",
    ];
    let german = "stale = g\nfresh = g\nrenewed = g\nbroken = g\ncopied = Text\n-term = g\ngone = g\n";
    let records = made(&then.concat(), german);
    let english = "stale = e\nfresh = e\nrenewed = e\nbroken = e\ncopied = New text\n-term = e\nnew = e\n";
    let german =
        "stale = g\nfresh = h\nrenewed = h\nbroken = { $n }\ncopied = New text\n-term = g\nnew = g\n\nown = g\n";
    let (catalog, key) = pair(english, german, &records);
    let written = catalog.recorded(key).unwrap().unwrap();
    let english_of = |records: &communique::l10n::records::Records, id: &str| {
        records.entries.get(id).map(|record| record.english.written.split_once('=').unwrap().1.trim().to_owned())
    };
    for (id, expected) in [
        ("stale", Some("old")),
        ("fresh", Some("e")),
        ("renewed", Some("old")),
        ("broken", Some("old")),
        ("copied", Some("Old text")),
        ("-term", Some("old")),
        ("new", Some("e")),
        ("gone", Some("f")),
        ("own", None),
    ] {
        assert_eq!(english_of(&written, id), expected.map(str::to_owned), "{id}");
    }
    let before = communique::l10n::records::Records::parse(&records);
    assert_ne!(written.entries["fresh"].fingerprint, before.entries["fresh"].fingerprint, "the better text counts");
    assert_eq!(written.entries["renewed"], before.entries["renewed"]);

    let accepted = catalog.accepted(key, &["renewed".to_owned(), "-term".to_owned()]).unwrap();
    assert_eq!(english_of(&accepted, "renewed"), Some("e".to_owned()));
    assert_eq!(english_of(&accepted, "-term"), Some("e".to_owned()));
    assert_eq!((english_of(&accepted, "stale"), english_of(&accepted, "new")), (Some("old".to_owned()), None));
    for (id, error) in [
        ("broken", RecordError::NotShown("broken".to_owned())),
        ("copied", RecordError::NotShown("copied".to_owned())),
        ("own", RecordError::Unknown("own".to_owned())),
        ("gone", RecordError::Unknown("gone".to_owned())),
        ("term", RecordError::Unknown("term".to_owned())),
    ] {
        assert_eq!(catalog.accepted(key, &["stale".to_owned(), id.to_owned()]), Err(error));
    }
    assert_eq!(catalog.recorded(catalog.source()), Ok(None));
    assert!(catalog.accepted(catalog.source(), &[]).is_err());
}

#[test]
fn a_language_that_would_leave_the_menu_is_an_error_until_somebody_decides_that_it_may() {
    let english = "a = one two three four\nb = one\n";
    let records = made(english, "a = eins\nb = zwei\n");
    assert!(records.contains("\n### listed\n"));
    let left = |catalog: &Catalog| {
        let left = catalog.findings().iter().find(|finding| finding.rule == "leaves-menu");
        left.map(|finding| (finding.level, finding.path.clone(), finding.message()))
    };
    let by_words = "Deutsch (de) would no longer be listed, because only 20 % of the words of the statement are in it, and 80 % are needed";
    let error = |file: &str, message: &str| Some((Level::Error, format!("de/{file}"), message.to_owned()));

    let (without, german) = pair(english, "b = zwei\n", &records);
    assert_eq!(without.locale(german).visibility, Visibility::ByLink);
    assert_eq!(left(&without), error("statement.ftl", by_words));
    // Nor is it forgotten by writing down what is there.
    let recorded = without.recorded(german).unwrap().unwrap().to_ftl();
    assert_eq!(left(&pair(english, "b = zwei\n", &recorded).0), error("statement.ftl", by_words));
    assert_eq!(left(&pair(english, "a = eins\nb = zwei\n", &recorded).0), None);

    let whole = |german: &str, manifest: &str, records: &str| {
        let manifest = if manifest.is_empty() { "# nothing" } else { manifest };
        catalog(&[
            ("en/statement.ftl", english),
            ("en/site.ftl", "## Required\n\nmenu = x\n"),
            ("de/statement.ftl", "a = eins\nb = zwei\n"),
            ("de/site.ftl", german),
            ("de/locale.toml", manifest),
            ("de/.made-from.ftl", records),
        ])
    };
    let had = whole("menu = y\n", "", &records);
    let had = had.recorded(had.by_tag("de").unwrap()).unwrap().unwrap().to_ftl();
    let site = |german: &str, manifest: &str| left(&whole(german, manifest, &had));
    let by_required =
        "Deutsch (de) would no longer be listed, because a text is missing that is needed to be listed: menu";
    assert_eq!(site("menu = y\n", ""), None);
    assert_eq!(site("", ""), error("site.ftl", by_required));
    assert_eq!(site("menu = { $n }\n", ""), None, "a fault costs the message alone");
    for decision in ["by-link", "hidden", "listed"] {
        assert_eq!(site("", &format!("state = \"{decision}\"")), None, "{decision}");
    }
    // No edit of the English takes a language out: it may gain a required message.
    let gained = whole("", "", &records);
    let german = gained.by_tag("de").unwrap();
    assert!(gained.locale(german).is_listed() && gained.coverage(german).required_missing.is_empty());
    let told: Vec<_> =
        gained.findings().iter().map(|finding| (finding.level, finding.rule, finding.message())).collect();
    let lacks =
        "Deutsch (de) lacks a text that is needed to be listed and that the English has gained: menu".to_owned();
    assert_eq!(told, [(Level::Warning, "lacks-required", lacks)]);
    // A language that is not there yet needs all of them.
    let new = whole("", "", &records.replace("### listed\n", ""));
    assert!(!new.locale(new.by_tag("de").unwrap()).is_listed());
    // One that never was there may still come to be.
    assert_eq!(left(&pair(english, "b = zwei\n", &made(english, "b = zwei\n")).0), None);
}

#[test]
fn a_language_that_is_not_in_the_menu_says_so_where_nothing_tells_whether_it_was() {
    let (english, german) = ("a = one two three four\nb = one\n", "b = zwei\n");
    let listed = |records: Option<&str>, manifest: &str| {
        let manifest = if manifest.is_empty() { "# nothing" } else { manifest };
        let mut files = vec![("en/statement.ftl", english), ("de/statement.ftl", german), ("de/locale.toml", manifest)];
        files.extend(records.map(|records| ("de/.made-from.ftl", records)));
        let catalog = catalog(&files);
        let found = catalog.findings().iter().find(|finding| finding.rule == "not-in-menu");
        found.map(|finding| (finding.level, finding.message()))
    };
    let told = "de (de) is not listed: 20 % of the words of the statement are in it, and no text is missing that is needed to be listed";
    let warning = Some((Level::Warning, told.to_owned()));
    assert_eq!(listed(None, ""), warning);
    assert_eq!(listed(Some("?"), ""), warning, "damaged");
    assert_eq!(listed(None, "state = \"by-link\""), None, "it is meant to be");
    assert_eq!(listed(Some(NOTHING_RECORDED), ""), None, "it has not been in the menu");
}

/// A statement of some length in a language of its own.
fn statement(word: &str) -> String {
    let passages = ["a", "b", "c", "d"].map(|id| format!("{id} = {}\n", [word; 12].join(" ")));
    passages.concat()
}

#[test]
fn a_file_of_another_language_is_told_and_shown_to_nobody() {
    let [english, french, turkish] = ["word", "mot", "söz"].map(statement);
    let whole = |fr: (&str, &str), tr: (&str, &str)| {
        catalog(&[
            ("en/statement.ftl", &english),
            ("fr/statement.ftl", fr.0),
            ("fr/.made-from.ftl", fr.1),
            ("tr/statement.ftl", tr.0),
            ("tr/.made-from.ftl", tr.1),
        ])
    };
    let (in_french, in_turkish) = (made(&english, &french), made(&english, &turkish));
    let told = |catalog: &Catalog| -> Vec<String> {
        let found = catalog.findings().iter().filter(|finding| finding.rule == "other-language");
        found.map(|finding| format!("{} {} {}", finding.path, finding.level, finding.message())).collect()
    };
    assert_eq!(told(&whole((&french, &in_french), (&turkish, &in_turkish))), NONE);

    let copied = whole((&french, &in_french), (&french, &in_turkish));
    let [fr, tr] = ["fr", "tr"].map(|tag| copied.by_tag(tag).unwrap());
    let shown_here = "tr/statement.ftl error these are the texts of Français, word for word those of fr/statement.ftl; none of them is shown here";
    assert_eq!(told(&copied), [shown_here]);
    assert_eq!((copied.coverage(fr).percent(), copied.coverage(tr).percent()), (100, 0));
    // The other way round.
    let copied = whole((&turkish, &in_french), (&turkish, &in_turkish));
    assert_eq!(told(&copied).len(), 1);
    assert!(told(&copied)[0].starts_with("fr/statement.ftl error"));

    // Most of a file says whose it is: what is short, or is in neither language by what was written down, goes with it.
    let short = |word: &str| format!("{}e = {word}\nf = {word} {word}\n", statement(word));
    let [english, french, turkish] = ["word", "mot", "söz"].map(short);
    let (short_fr, short_tr) = (made(&english, &french), made(&english, &turkish));
    let with = |tr: &str, records: &str| {
        catalog(&[
            ("en/statement.ftl", &english),
            ("fr/statement.ftl", &french),
            ("fr/.made-from.ftl", &short_fr),
            ("tr/statement.ftl", tr),
            ("tr/.made-from.ftl", records),
        ])
    };
    let missing = |catalog: &Catalog| catalog.coverage(catalog.by_tag("tr").unwrap()).missing.clone();
    assert_eq!(missing(&with(&french, &short_tr)), ["a", "b", "c", "d", "e", "f"]);
    let (a, of_a) = (["mot"; 12].join(" "), ["söz"; 12].join(" "));
    let mostly = french.replacen(&format!("a = {a}"), &format!("a = {of_a}"), 1).replace("e = mot", "e = yeni");
    assert_eq!(
        missing(&with(&mostly, &short_tr)),
        ["b", "c", "d", "e", "f"],
        "what stands as it was written down stays"
    );
    assert_eq!(missing(&with(&mostly, NOTHING_RECORDED)), NONE, "nothing says that others stood in their place");
    let [english, french, turkish] = ["word", "mot", "söz"].map(statement);

    // A folder that is a copy with its records: nobody knows which is right, and both are shown.
    let twice = whole((&french, &in_french), (&french, &in_french));
    assert_eq!(
        told(&twice),
        [
            "fr/statement.ftl warning this file is word for word the same as tr/statement.ftl: one of the two is in the wrong language",
            "tr/statement.ftl warning this file is word for word the same as fr/statement.ftl: one of the two is in the wrong language",
        ]
    );
    assert_eq!(twice.coverage(twice.by_tag("tr").unwrap()).percent(), 100);

    // What two languages have alike: English that nobody has translated yet, short words, a text or two.
    assert_eq!(told(&whole((&english, &in_french), (&english, &in_turkish))), NONE);
    let shared = |word: &str| {
        statement(word)
            .replace(&format!("b = {}", [word; 12].join(" ")), "b = Organisation des Nations unies pour l’éducation")
    };
    assert_eq!(told(&whole((&shared("mot"), &in_french), (&shared("söz"), &in_turkish))), NONE);
    // The records tell of a single one, too, that it was moved; it is shown until somebody has looked.
    let pasted = turkish.replacen(&["söz"; 12].join(" "), &["mot"; 12].join(" "), 1);
    let one = whole((&french, &in_french), (&pasted, &in_turkish));
    assert_eq!(
        told(&one),
        ["tr/statement.ftl warning this is the text of Français, word for word that of fr/statement.ftl"]
    );
    assert_eq!(one.coverage(one.by_tag("tr").unwrap()).percent(), 100);
    assert_eq!(told(&whole((&french, &in_french), (&pasted, &made(&english, &pasted)))), NONE, "somebody has looked");
    // What has no words, and what is the English, is no language's.
    for alike in ["{ $page-of-the-site } – { $name-of-the-site }", &["word"; 12].join(" ")] {
        let [english, turkish] = [&english, &turkish].map(|text| format!("{text}e = {alike}\n"));
        let texts = [english.as_str(), &turkish, &made(&english, &turkish)];
        let drafted = catalog(&[
            ("en/statement.ftl", texts[0]),
            ("cs/statement.ftl", texts[0]),
            ("tr/statement.ftl", texts[1]),
            ("tr/.made-from.ftl", texts[2]),
        ]);
        assert_eq!(told(&drafted), NONE, "{alike}");
    }
    // Two variants of one language share what they will.
    let variants =
        catalog(&[("en/statement.ftl", &english), ("fr/statement.ftl", &french), ("fr-CA/statement.ftl", &french)]);
    assert_eq!(told(&variants), NONE);
}

#[test]
fn a_term_whose_english_has_changed_makes_stale_what_says_it_in_either_language() {
    let german = "direct = { -t }\n    .x = y\nthrough-message = { direct }\nthrough-term = { -u }\nin-english = In Worten\nthrough-english = Auch\nnone = x\n-t = T\n-u = U { -t }\n";
    let english = |t: &str| {
        "direct = x\n    .x = x\nthrough-message = x\nthrough-term = x\nin-english = { -t }\nthrough-english = { in-english }\nnone = e\n-t = T0\n-u = u\n".replace("T0", t)
    };
    let records = made(&english("old"), german);
    let (catalog, key) = pair(&english("new"), german, &records);
    let stale = ["direct", "through-message", "through-term", "in-english", "through-english"];
    assert_eq!(catalog.coverage(key).stale, stale);
    assert_eq!(catalog.to_be_confirmed(key).collect::<Vec<_>>(), [("-t", Freshness::Stale)]);
    assert_eq!(found(&catalog), [("out-of-date", Some("-t"))], "the term alone is to be changed or accepted");
    let records = catalog.accepted(key, &["-t".to_owned()]).unwrap().to_ftl();
    let (catalog, key) = pair(&english("new"), german, &records);
    assert_eq!((catalog.coverage(key).stale.clone(), found(&catalog)), (NONE, vec![]));
}

#[test]
fn a_language_that_does_without_a_term_is_stale_where_the_english_says_it() {
    let (english, german) = ("a = { -t }\nb = x\n-t = old\n", "a = In Worten\nb = y\n");
    let records = made(english, german);
    let english = english.replace("old", "new");
    let (catalog, key) = pair(&english, german, &records);
    assert_eq!(catalog.coverage(key).stale, ["a"]);
    assert_eq!(catalog.to_be_confirmed(key).collect::<Vec<_>>(), [("-t", Freshness::Stale)]);
    assert_eq!(found(&catalog), [("out-of-date", Some("a"))]);
    let records = catalog.accepted(key, &["-t".to_owned()]).unwrap().to_ftl();
    let (catalog, key) = pair(&english, german, &records);
    assert_eq!((catalog.coverage(key).stale.clone(), found(&catalog)), (NONE, vec![]));
}

#[test]
fn text_that_is_still_english_is_no_translation() {
    let english = "long = the same old text\nshort = Contact\nattribute = Contact\n    .x = here\nnumbers = 2026 – 27 { $n }\nelement = <l>{ $n }</l>\nreference = { -name }\nliteral = { \"Contact\" }\n-name = Name\n";
    let untranslated = |tag: &str, text: &str| {
        let catalog = catalog(&[
            ("en/statement.ftl", english),
            (&format!("{tag}/statement.ftl"), text),
            (&format!("{tag}/.made-from.ftl"), NOTHING_RECORDED),
        ]);
        let key = catalog.by_tag(tag).unwrap();
        let found: Vec<String> = catalog
            .findings()
            .iter()
            .filter(|finding| finding.rule == "untranslated")
            .filter_map(|finding| finding.id.clone())
            .collect();
        let recorded = catalog.recorded(key).unwrap().unwrap();
        assert!(found.iter().all(|id| !recorded.entries.contains_key(id) || id.starts_with('-')), "{found:?}");
        assert_eq!(errors(&catalog), NONE);
        (found, catalog.coverage(key).missing.clone())
    };
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let copied = ["long", "short", "attribute", "literal", "-name"];
    assert_eq!(
        untranslated("de", english),
        (ids(&copied), ids(&["long", "short", "attribute", "reference", "literal"])),
        "what refers to a name that is English falls back with it"
    );
    assert_eq!(untranslated("de", "# note\nlong =\n    the same old\n    text\n").0, ["long"]);
    assert_eq!(untranslated("de", "attribute = Kontakt\n    .x = here\n").0, NONE, "a message is one");
    let marked = english.replace("short =", "# note\n# l10n-same\nshort =").replace("-name =", "# l10n-same\n-name =");
    assert_eq!(
        untranslated("de", &marked),
        (ids(&["long", "attribute", "literal"]), ids(&["long", "attribute", "literal"]))
    );
    assert_eq!(untranslated("de", "# l10n-same here\nshort = Contact\n").0, NONE, "with its reason");
    assert_eq!(untranslated("de", "# l10n-samely\nshort = Contact\n").0, ["short"]);
    assert_eq!(untranslated("en-GB", english).0, NONE, "a variety of English");
}

#[test]
fn a_mark_that_a_text_is_rightly_the_same_is_told_when_it_is_not() {
    let german = "# l10n-same\na = Kontakt\n\n# l10n-same\nb = Contact\n\n# l10n-same\nc = 2026\n";
    let catalog = catalog(&[
        ("en/statement.ftl", "a = Contact\nb = Contact\nc = 2026\n"),
        ("de/statement.ftl", german),
        ("de/.made-from.ftl", NOTHING_RECORDED),
    ]);
    let needless = catalog.findings().iter().filter(|finding| finding.rule == "needless-mark");
    assert_eq!(needless.filter_map(|finding| finding.id.as_deref()).collect::<Vec<_>>(), ["a"]);
}

#[test]
fn the_english_of_former_days_is_no_translation_either() {
    let (old, new) = ("a = the old text\nb = Old\n", "a = the new text\nb = New\n");
    let records = made(old, "a = der Text\nb = Alt\n");
    let missing = |swedish: &str| {
        let catalog = catalog(&[
            ("en/statement.ftl", new),
            ("de/statement.ftl", "a = der Text\nb = Alt\n"),
            ("de/.made-from.ftl", &records),
            ("sv/statement.ftl", swedish),
        ]);
        let sv = catalog.by_tag("sv").unwrap();
        (catalog.coverage(sv).missing.clone(), catalog.coverage(sv).percent())
    };
    // A copy that nobody has recorded: the other languages know what the English was.
    assert_eq!(missing(old), (vec!["a".to_owned(), "b".to_owned()], 0));
    assert_eq!(missing("a = den gamla texten\nb = Old\n").0, ["b"]);
    assert_eq!(missing("a = den gamla texten\n# l10n-same\nb = Old\n").0, NONE);
    // In its own records.
    let (catalog, key) = pair(new, "a = der Text\nb = Old\n", &records);
    assert_eq!(catalog.coverage(key).missing, ["b"]);
    assert_eq!(catalog.coverage(key).stale, ["a"]);
}

#[test]
fn a_change_of_the_english_makes_translations_stale_or_incomplete_never_wrong() {
    let required = |text: &str| format!("## Required\n\n{text}");
    for (name, then, now, german, is_shown) in [
        ("a new attribute", "a = x\n", "a = x\n    .b = x\n", "a = y\n", true),
        ("an attribute that is gone", "a = x\n    .b = x\n", "a = x\n", "a = y\n    .b = y\n", true),
        ("a renamed attribute", "a = x\n    .b = x\n", "a = x\n    .c = x\n", "a = y\n    .b = y\n", true),
        ("a text before the attributes", "a =\n    .b = x\n", "a = x\n    .b = x\n", "a =\n    .b = y\n", false),
        ("a new variable", "a = x\n", "a = { $n }\n", "a = y\n", true),
        ("a variable that is gone", "a = { $n }\n", "a = x\n", "a = { $n }\n", false),
        ("a renamed variable", "a = { $n }\n", "a = { $m } x\n", "a = y { $n }\n", false),
        (
            "a variable that is only chosen by",
            "a = { $n }\n",
            "a = x\n",
            "a = { $n ->\n    [one] y\n   *[other] { $n } ys\n}\n",
            false,
        ),
        ("a new element", "a = x\n", "a = <l>x</l>\n", "a = y\n", true),
        ("an element that is gone", "a = <l>x</l>\n", "a = x\n", "a = <l>y</l>\n", false),
        ("a renamed element", "a = <l>x</l>\n", "a = <m>x</m>\n", "a = <l>y</l>\n", false),
        (
            "a renamed variable in a message that is referred to",
            "a = { b }\nb = { $n }\n",
            "a = { b }\nb = { $m } x\n",
            "a = { b }\nb = { $n } y\n",
            false,
        ),
    ] {
        let records = made(&required(then), german);
        let files = [
            ("en/statement.ftl", "p = one two three\n".to_owned()),
            ("en/site.ftl", required(now)),
            ("de/statement.ftl", "p = eins\n".to_owned()),
            ("de/site.ftl", german.to_owned()),
            ("de/.made-from.ftl", records),
        ];
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let catalog = catalog(&files);
        let key = catalog.by_tag("de").unwrap();
        assert_eq!(errors(&catalog), NONE, "{name}");
        assert!(found(&catalog).iter().any(|(rule, _)| *rule == "out-of-date"), "{name}: {:?}", found(&catalog));
        assert_eq!(catalog.coverage(key).required_missing, NONE, "{name}: a stale message is there");
        assert_eq!(catalog.locale(key).visibility, Visibility::Listed, "{name}");
        let is_missing = catalog.missing(key).iter().any(|(id, _)| *id == "a");
        assert_eq!(!is_missing, is_shown, "{name}: what the page no longer fills in falls back");
    }
}

#[test]
fn a_passage_that_falls_back_because_its_english_changed_is_not_covered() {
    let passages = |element: &str| format!("a = one two three four <{element}>x</{element}>\nb = five\n");
    let german = "a = eins <l>y</l>\nb = zwei\n";
    let (catalog, key) = pair(&passages("m"), german, &made(&passages("l"), german));
    let coverage = catalog.coverage(key);
    assert_eq!((coverage.missing.as_slice(), coverage.stale.as_slice()), (&["a".to_owned()][..], &[][..]));
    assert_eq!(catalog.locale(key).visibility, Visibility::ByLink);

    let records = made("a = one\n", "a = eins\n");
    let (catalog, key) = pair("a = one\n    .x = two three four\n", "a = eins\n", &records);
    assert_eq!(catalog.coverage(key).percent(), 25, "an attribute that a translation lacks is in English");
}

#[test]
fn a_translation_that_changed_along_with_its_english_is_held_to_the_one_that_it_fits() {
    let records = made("a = x\n    .b = x\n", "a = y\n    .b = y\n");
    for (german, is_right) in [
        ("a = Y\n    .b = Y\n", true),
        ("a = Y\n    .b = Y\n    .c = y\n", true),
        ("a = Y\n", false),
        ("a = Y { $n }\n    .b = Y\n", false),
    ] {
        let (catalog, key) = pair("a = x\n    .b = x\n    .c = x\n", german, &records);
        assert_eq!(errors(&catalog).is_empty(), is_right, "{german} {:?}", errors(&catalog));
        assert_eq!(catalog.coverage(key).missing.is_empty(), is_right, "{german}");
    }
}

#[test]
fn an_error_that_the_english_does_not_explain_stays_one_when_it_changes() {
    let records = made("a = x { $n }\n", "a = y { $n }\n");
    let (catalog, _) = pair("a = x { $m }\n", "a = y { $o }\n", &records);
    assert_eq!(errors(&catalog).len(), 1, "it has a variable of neither: {:?}", errors(&catalog));
    // It is told against the English that the translation was made from, not against what it cannot know.
    let german = "a = <em>y { $n }\n";
    let records = format!("# {}\na = x {{ $n }}\n", communique::l10n::records::fingerprint(german));
    let (catalog, _) = pair("a = x { $n } { $m }\n    .b = x\n", german, &records);
    let found: Vec<&str> =
        catalog.findings().iter().filter(|f| f.level == Level::Error).map(|finding| finding.rule).collect();
    assert_eq!(found, ["malformed-element"]);
    // Without a record nothing says what it was made from.
    let (catalog, _) = pair("a = x { $m }\n", "a = y { $n }\n", NOTHING_RECORDED);
    assert!(!errors(&catalog).is_empty());
}

#[test]
fn how_a_file_is_written_down_makes_nothing_stale() {
    let written = [
        "# $n (Number) how many, for example 3\na = [1] one two { $n ->\n        [one] x\n       *[other] y\n    } three\n    .b = b\n    .c = c\n",
        "# $n (Number) how many, for example 3\na =\n    { \"[\" }1] one\n    two { $n ->\n        [one] x\n       *[other] y\n    } three\n    .c = c\n    .b = b\n",
        "# $n (Number) how many, for example 3\na =\n    { $n ->\n        [one] {\"[\"}1] one two x three\n       *[other] {\"[\"}1] one two y three\n    }\n    .c = { \"c\" }\n    .b = b\n",
    ];
    let german = |text: &str| text.replace("one", "eins").replace("[eins]", "[one]");
    for then in written {
        for now in written {
            let records = made(then, &german(then));
            let (catalog, key) = pair(now, &german(then), &records);
            assert_eq!(
                (catalog.states(key).to_vec(), found(&catalog)),
                (vec![("a".to_owned(), Freshness::Fresh)], vec![])
            );
            let changed = now.replace("three", "four");
            let (catalog, key) = pair(&changed, &german(now), &records);
            assert_eq!(catalog.states(key)[0].1, Freshness::Stale, "the same German, written down otherwise: {now}");
        }
    }
}

#[test]
fn the_records_of_earlier_versions_are_read() {
    // The fingerprint was that of the message as it is written.
    let german = "a = eins\n    .c = zwei\n    .b = drei\n";
    let fingerprint = communique::l10n::records::fingerprint(german);
    let records = format!("# {fingerprint}\na = one\n    .c = two\n    .b = three\n");
    let (catalog, key) = pair("a = other\n    .c = two\n    .b = three\n", german, &records);
    assert_eq!(catalog.states(key), [("a".to_owned(), Freshness::Stale)]);
    let (catalog, key) = pair("a = one\n    .b = three\n    .c = two\n", german, &records);
    assert_eq!(catalog.states(key), [("a".to_owned(), Freshness::Fresh)]);
}

#[test]
fn a_variant_covers_what_its_parents_answer() {
    let english = "a = one\nb = two\nc = three\n";
    let site = "## Required\n\nlanguage-name = English\nskip = Skip\n";
    let french = "a = un\nb = deux\n";
    let with = |variant: &str, name: &str| {
        let files = [
            ("en/statement.ftl", english),
            ("en/site.ftl", site),
            ("fr/statement.ftl", french),
            ("fr/site.ftl", "language-name = Français\nskip = Sauter\n"),
            ("fr-CA/statement.ftl", variant),
            ("fr-CA/site.ftl", name),
            ("en-GB/statement.ftl", "a = won\n"),
            ("en-GB/site.ftl", "language-name = British\n"),
            ("fr/.made-from.ftl", &made(&english.replace("two", "zwei"), french)),
        ];
        catalog(&files)
    };
    let catalog = with("a = une\n", "language-name = Français (Canada)\n");
    let [fr, fr_ca, en_gb] = ["fr", "fr-CA", "en-GB"].map(|tag| catalog.by_tag(tag).unwrap());
    assert_eq!((catalog.coverage(fr).percent(), catalog.coverage(fr_ca).percent()), (66, 66));
    assert_eq!(catalog.coverage(fr_ca).missing, ["c"], "what French shows is not missing");
    assert_eq!(catalog.coverage(fr_ca).stale, ["b"], "what is stale in French is stale here");
    assert_eq!(catalog.coverage(fr_ca).required_missing, NONE);
    assert_eq!((catalog.coverage(en_gb).percent(), catalog.locale(en_gb).visibility), (100, Visibility::Listed));
    let catalog = with("b = deuze\n", "x = y\n");
    let fr_ca = catalog.by_tag("fr-CA").unwrap();
    assert_eq!(catalog.coverage(fr_ca).stale, NONE);
    assert_eq!(catalog.coverage(fr_ca).required_missing, ["language-name"], "two of one name could not be told apart");
}

#[test]
fn an_approval_holds_for_the_texts_that_were_approved() {
    let english = "title = T\na = one\nb = { -t }\nc = three\n-t = x\n";
    let german = "title = Titel\na = eins\nb = { -t }\nc = drei\n-t = y\n";
    let manifest = "reviewed_by = \"Press\"\nreviewed_on = \"2026-03-05\"\n";
    let with = |german: &str, manifest: &str, records: Option<&str>| {
        let manifest = if manifest.is_empty() { "# nothing" } else { manifest };
        let mut files = vec![("en/statement.ftl", english), ("de/statement.ftl", german), ("de/locale.toml", manifest)];
        files.extend(records.map(|records| ("de/.made-from.ftl", records)));
        let catalog = catalog(&files);
        let key = catalog.by_tag("de").unwrap();
        (catalog, key)
    };
    let reviewed = |(catalog, key): &(Catalog, LocaleKey)| {
        (
            catalog.is_approved(*key, "title"),
            catalog.coverage(*key).changed.clone(),
            found(catalog).into_iter().map(|(rule, _)| rule.to_owned()).collect::<Vec<_>>(),
        )
    };
    let rules = |rules: &[&str]| rules.iter().map(|rule| (*rule).to_owned()).collect::<Vec<_>>();

    // Not recorded yet: nothing is called approved.
    let records = made(english, german);
    let loaded = with(german, manifest, Some(&records));
    assert_eq!(reviewed(&loaded), (false, NONE, rules(&["unrecorded-approval"])));
    let finding = &loaded.0.findings()[0];
    assert_eq!((finding.position.line, finding.position.column), (1, 15), "{finding}");
    assert!(finding.help().contains("locales record de"), "{}", finding.help());

    // Recorded: for those.
    let records = loaded.0.recorded(loaded.1).unwrap().unwrap().to_ftl();
    assert!(records.contains("### approved by Press on 2026-03-05\n"), "{records}");
    assert_eq!(reviewed(&with(german, manifest, Some(&records))), (true, NONE, vec![]));
    let changed = german.replace("eins", "Eins!");
    let loaded = with(&changed, manifest, Some(&records));
    assert_eq!(reviewed(&loaded), (true, vec!["a".to_owned()], vec![]));
    let later = loaded.0.recorded(loaded.1).unwrap().unwrap().to_ftl();
    assert_eq!(reviewed(&with(&changed, manifest, Some(&later))).1, ["a"], "record does not approve what has changed");
    assert_eq!(reviewed(&with(german, manifest, Some(&later))).1, NONE, "the text that was approved is");
    let accepted = loaded.0.accepted(loaded.1, &["a".to_owned()]).unwrap().to_ftl();
    assert_eq!(reviewed(&with(&changed, manifest, Some(&accepted))).1, ["a"], "nor does accept");
    let by_term = with(&german.replace("-t = y", "-t = z"), manifest, Some(&records));
    assert_eq!(reviewed(&by_term).1, ["b"], "a term is part of what says it");
    let written_otherwise = german.replace("eins", "{ \"eins\" }");
    assert_eq!(reviewed(&with(&written_otherwise, manifest, Some(&records))).1, NONE);
    let added = with(german, manifest, Some(&made(english, &german.replace("c = drei\n", ""))));
    assert_eq!(reviewed(&added).1, NONE);

    // Approved again: until that is recorded, the approval before holds.
    let again = manifest.replace("-05", "-06");
    let loaded = with(&changed, &again, Some(&records));
    assert_eq!(reviewed(&loaded), (true, vec!["a".to_owned()], rules(&["unrecorded-approval"])));
    let before = loaded.0.locale(loaded.1).review.as_ref().map(|review| review.on);
    assert_eq!(before, Some(jiff::civil::date(2026, 3, 5)));
    let records_again = loaded.0.recorded(loaded.1).unwrap().unwrap().to_ftl();
    assert_eq!(reviewed(&with(&changed, &again, Some(&records_again))), (true, NONE, vec![]));
    assert_eq!(reviewed(&with(german, &again, Some(&records_again))).1, ["a"]);

    // Withdrawn.
    let loaded = with(german, "", Some(&records));
    assert_eq!(reviewed(&loaded), (false, NONE, vec![]));
    assert!(!loaded.0.recorded(loaded.1).unwrap().unwrap().to_ftl().contains("approved"));

    // Without records, nothing is called approved.
    let missing = with(german, manifest, None);
    assert_eq!(reviewed(&missing), (false, NONE, rules(&["no-record", "unrecorded-approval"])));
    assert_eq!(missing.0.locale(missing.1).review, None);
    let damaged = with(german, manifest, Some(&format!("{records}<<<<<<<\n")));
    assert_eq!(reviewed(&damaged), (false, NONE, rules(&["damaged-records", "unrecorded-approval"])));

    // Nor above a title or a text that is another language’s.
    assert!(!reviewed(&with(&german.replace("title = Titel\n", ""), manifest, Some(&records))).0);
    assert!(!reviewed(&with("title = Titel\n", manifest, Some(&records))).0);
    assert!(reviewed(&with(&german.replace("c = drei\n", ""), manifest, Some(&records))).0);
}

#[test]
fn an_approval_does_not_stand_above_another_page_that_has_changed_since() {
    let english = [("en/statement.ftl", "title = T\n"), ("en/share.ftl", "share-title = S\nshare-text = x\n")];
    let manifest = ("de/locale.toml", "reviewed_by = \"Press\"\nreviewed_on = \"2026-03-05\"\n");
    let with = |share: &str, records: &str| {
        let german = [("de/statement.ftl", "title = Titel\n"), ("de/share.ftl", share), ("de/.made-from.ftl", records)];
        let catalog = catalog(&[&english[..], &german[..], &[manifest]].concat());
        let key = catalog.by_tag("de").unwrap();
        (
            catalog.recorded(key).unwrap().unwrap().to_ftl(),
            catalog.is_approved(key, "title"),
            catalog.is_approved(key, "share-title"),
        )
    };
    let (records, ..) = with("share-title = Teilen\nshare-text = y\n", NOTHING_RECORDED);
    assert_eq!(
        (
            with("share-title = Teilen\nshare-text = y\n", &records).1,
            with("share-title = Teilen\nshare-text = y\n", &records).2
        ),
        (true, true)
    );
    let (_, statement, share) = with("share-title = Teilen\nshare-text = z\n", &records);
    assert_eq!((statement, share), (true, false));
}

#[test]
fn a_manifest_is_told_what_is_wrong_at_its_place() {
    let site = "## Required\n\nskip = Skip\n";
    let told = |manifest: &str| {
        let catalog = catalog(&[
            ("en/site.ftl", site),
            ("de/site.ftl", "x = y\n"),
            ("de/locale.toml", manifest),
            ("de/.made-from.ftl", NOTHING_RECORDED),
        ]);
        let told = catalog.findings().iter().filter(|finding| finding.path == "de/locale.toml");
        told.map(|finding| format!("{}:{} {}", finding.position.line, finding.position.column, finding.rule))
            .collect::<Vec<_>>()
            .join(", ")
    };
    for (manifest, expected) in [
        ("# nothing", ""),
        ("", "1:1 empty-file"),
        ("# x\nshare = [\"x\",\n  \"facebok\"]\n", "3:3 unknown-service"),
        ("reviewed_by = \"A\"\nreviewed_on = \"2999-01-01\"\n", "2:15 review-day"),
        ("# x\nreviewed_by = \"A\"\n", "2:15 review-incomplete"),
        ("# x\nreviewed_on = \"2026-01-01\"\n", "2:15 review-incomplete"),
        ("\n state = \"listed\"\n", "2:10 listed-incomplete"),
        ("state = \"by-link\"\nreviewd_by = \"\"\n", "2:1 unknown-key"),
        ("share = []\nstate = \"hiddn\"\n", "2:9 state"),
        ("share = []\nreviewed_by = [\n", "2:16 manifest"),
    ] {
        assert_eq!(told(manifest), expected, "{manifest}");
    }
}

#[test]
fn one_fault_costs_one_message() {
    let english = "a = x\n    .b = x\nc = x\n-t = x\nd = { -t }\n";
    let good = "a = y\n    .b = y\nc = z\n-t = y\nd = { -t }\n";
    for (german, missing) in [
        (good.replace(".b = y", ".b = <b>y"), vec!["a"]),
        (good.replace("c = z", "c = { $n }"), vec!["c"]),
        (good.replace("c = z", "c = { }"), vec!["c"]),
        (good.replace("-t = y", "-t = <b>"), vec!["d"]),
        (good.replace("-t = y\n", ""), vec!["d"]),
        (good.replace("-t = y", "-t = x"), vec!["d"]),
    ] {
        let (catalog, key) = pair(english, &german, &made(english, good));
        assert_eq!(catalog.coverage(key).missing, missing, "{german}");
    }
}

#[test]
fn what_shows_something_that_is_not_translated_is_neither_there_nor_recorded() {
    let english = "## Required\n\na = { -t }\nb = { c }\n\n##\n\nc = Text\n-t = Name\n";
    for (german, unfit, is_missing) in [
        ("a = { -t }\nb = { c }\nc = y\n-t = Name\n", "a", true),
        ("a = { -t }\nb = { c }\nc = Text\n-t = y\n", "b", true),
        // What has a fault is there, and not shown.
        ("a = { -t }\nb = { c }\nc = <b>\n-t = y\n", "b", false),
    ] {
        let (catalog, key) = pair(english, german, NOTHING_RECORDED);
        assert_eq!(catalog.coverage(key).required_missing.contains(&unfit.to_owned()), is_missing, "{german}");
        assert!(catalog.missing(key).iter().any(|(id, _)| *id == unfit), "{german}");
        assert!(!catalog.recorded(key).unwrap().unwrap().entries.contains_key(unfit), "{german}");
    }
}

#[test]
fn a_mark_or_a_note_whose_number_the_english_has_changed_is_shown_in_english() {
    let then = "title = T\na = x<note-link>[1]</note-link>\nb = x<note-link>[2]</note-link> y\nnote-a = [1] A\nnote-b = [2] B\n";
    let now = "title = T\na = x<note-link>[2]</note-link>\nb = x<note-link>[2]</note-link> z\nnote-b = [1] B\nnote-a = [2] A\n";
    let german = "title = Titel\na = y<note-link>[1]</note-link>\nb = y<note-link>[2]</note-link>\nnote-a = [1] A.\nnote-b = [2] B.\n";
    let (catalog, key) = pair(now, german, &made(then, german));
    let missing: Vec<&str> = catalog.missing(key).into_iter().map(|(id, _)| id).collect();
    assert_eq!(missing, ["a", "note-a", "note-b"], "a mark would lead to another note; another change leaves it");
    assert_eq!(catalog.coverage(key).stale, ["b"]);
}

#[test]
fn a_text_that_is_not_recorded_is_told_and_one_that_the_english_has_renamed_is_not_to_be_deleted() {
    let records = made("a = one\n", "a = eins\n");
    let (catalog, key) = pair("a = one\nb = two\n", "a = eins\nb = zwei\n", &records);
    assert_eq!(found(&catalog), [("not-recorded", None)]);
    assert_eq!(catalog.findings()[0].help(), "run  communique locales record de");
    let recorded = catalog.recorded(key).unwrap().unwrap().to_ftl();
    assert_eq!(found(&pair("a = one\nb = two\n", "a = eins\nb = zwei\n", &recorded).0), []);

    let (catalog, _) = pair("c = one\n", "a = eins\n", &records);
    let help = |catalog: &Catalog| {
        catalog.findings().iter().find(|finding| finding.rule == "obsolete").map(communique::l10n::check::Finding::help)
    };
    let by_command = "write c = …, or do so in every language:  communique locales rename a c";
    assert_eq!(help(&catalog).as_deref(), Some(by_command));
    for english in ["c = other\n", "a-b = other\nc = one two\n"] {
        assert_eq!(help(&pair(english, "a = eins\n", &records).0).as_deref(), Some("delete it"), "{english}");
    }
}
