//! Catalogs of files that are written for it: what is listed, what answers, what is found.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::l10n::exchange::units;
use crate::l10n::records::fingerprint;
use crate::l10n::unreadable::Unreadable;

/// A file of records that holds none.
const NOTHING_RECORDED: &str = "### end of the records\n";

fn catalog(files: &[(&str, &str)]) -> Catalog {
    let files: Vec<LocaleFile> = files.iter().map(|(path, text)| LocaleFile::new(*path, text.as_bytes())).collect();
    Catalog::load(&files, &Requirements { passages_in: "statement.ftl", share_services: &["x", "y"] }).unwrap()
}

fn key(catalog: &Catalog, tag: &str) -> LocaleKey {
    catalog.by_tag(tag).unwrap()
}

fn rules(catalog: &Catalog) -> Vec<&str> {
    catalog.findings().iter().map(|finding| finding.rule).collect()
}

/// A message of so many words.
fn words(id: &str, number: usize) -> String {
    format!("{id} ={}\n", " word".repeat(number))
}

#[test]
fn a_locale_is_listed_from_eighty_percent_of_the_words_on() {
    for (translated, rest, percent, visibility) in [
        (80, 20, 80, Visibility::Listed),
        (79, 21, 79, Visibility::ByLink),
        (81, 19, 81, Visibility::Listed),
        (799, 201, 79, Visibility::ByLink),
        (800, 200, 80, Visibility::Listed),
    ] {
        let english = words("a", translated) + &words("b", rest);
        let menu = words("menu", 1000);
        let catalog = catalog(&[
            ("en/statement.ftl", &english),
            ("en/site.ftl", &menu),
            // How many words the translation takes does not matter, nor what is no passage.
            ("de/statement.ftl", "a = Wort\n"),
        ]);
        let de = key(&catalog, "de");
        assert_eq!(catalog.coverage(de).percent(), percent);
        assert_eq!(catalog.coverage(de).total_words, translated + rest);
        assert_eq!(catalog.coverage(de).missing, ["b"]);
        assert_eq!(catalog.locale(de).visibility, visibility, "{translated} of {}", translated + rest);
        assert_eq!(catalog.listed().any(|(key, _)| key == de), visibility == Visibility::Listed);
    }
}

#[test]
fn words_of_attributes_and_around_variables_count() {
    let english = "a = one { $n } two\n    .hint = three four\nb = { $n ->\n    [one] five\n   *[other] six\n }\n";
    let catalog = catalog(&[("en/statement.ftl", english), ("de/statement.ftl", "b = { $n }\n")]);
    let coverage = catalog.coverage(key(&catalog, "de"));
    assert_eq!((coverage.translated_words, coverage.total_words), (2, 6));
}

#[test]
fn a_source_without_words_is_covered() {
    let catalog = catalog(&[("en/statement.ftl", "a = { $n }\n"), ("de/site.ftl", "b = x\n")]);
    assert_eq!(catalog.coverage(key(&catalog, "de")).percent(), 100);
}

#[test]
fn a_required_message_that_is_missing_keeps_a_locale_out_of_the_menu_and_no_fault_does() {
    let english = "a = x\n\n## Required everywhere\n\nb = x\nc = x\n\n## Not Required\n\nd = x\n\n##\n\ne = x\n";
    let visibility = |german: &str, manifest: &str| {
        let manifest = if manifest.is_empty() { "# nothing" } else { manifest };
        let files = [("en/site.ftl", english), ("de/site.ftl", german), ("de/locale.toml", manifest)];
        let catalog = catalog(&files);
        let de = key(&catalog, "de");
        (catalog.locale(de).visibility, catalog.coverage(de).required_missing.clone())
    };
    assert_eq!(visibility("b = y\nc = y\n", ""), (Visibility::Listed, vec![]));
    assert_eq!(visibility("b = y\n", ""), (Visibility::ByLink, vec!["c".to_owned()]));
    assert_eq!(visibility("b = y\n", "state = \"listed\""), (Visibility::Listed, vec!["c".to_owned()]));
    for fault in ["c = { $n }", "c = <b>", "c = {", "c = { $n ->\n    [one] y\n }"] {
        assert_eq!(visibility(&format!("b = y\n{fault}\n"), ""), (Visibility::Listed, vec![]), "{fault}");
    }
    assert_eq!(visibility("b = y\nc = y\na = { $n }\n", "").0, Visibility::Listed, "an error in another one");
    assert_eq!(visibility("?\u{fffd}\n\nb = y\nc = y\n", "").0, Visibility::Listed, "an error in none");
    assert_eq!(visibility("b = y\nc = y\n\nf = y\n", "").0, Visibility::Listed, "a warning");
    assert_eq!(visibility("b = y\nc = y\n", "state = \"by-link\"").0, Visibility::ByLink);
    for (manifest, expected) in [
        ("state = 1", Visibility::ByLink),
        ("reviewer = \"\"\nstate = \"by-link\"", Visibility::ByLink),
        (" state = \"by link\"", Visibility::ByLink),
        ("reviewer = \"\"\nstate = \"listed\"", Visibility::Listed),
        ("reviewer = \"\"\n# no state", Visibility::Listed),
    ] {
        assert_eq!(visibility("b = y\nc = y\n", manifest).0, expected, "with an error: {manifest}");
    }
}

#[test]
fn a_language_that_is_listed_by_decision_says_what_readers_lack() {
    let listed = |german: &[(&str, &str)]| {
        let english = [("en/statement.ftl", "a = one two\n"), ("en/site.ftl", "## Required\n\nb = x\n")];
        let files = [&english[..], german, &[("de/locale.toml", "state = \"listed\"")]].concat();
        let catalog = catalog(&files);
        let found = catalog.findings().iter().find(|finding| finding.rule == "listed-incomplete");
        found.map(Finding::message)
    };
    let (site, statement) = (("de/site.ftl", "b = y\n"), ("de/statement.ftl", "a = eins zwei\n"));
    assert_eq!(listed(&[site, statement]), None);
    let few = "the language is listed although only 0 % of the words of the statement are in it";
    assert_eq!(listed(&[site]).as_deref(), Some(few));
    assert_eq!(
        listed(&[statement]).as_deref(),
        Some("the language is listed although a text is missing that is needed to be listed: b")
    );
}

#[test]
fn the_source_is_listed_whatever_is_said_of_it() {
    let catalog = catalog(&[("en/statement.ftl", "a = { b }\n"), ("en/locale.toml", "state = \"hidden\"")]);
    assert_eq!(catalog.locale(catalog.source()).visibility, Visibility::Listed);
    let none = [LocaleFile::new("de/statement.ftl", b"a = x\n"), LocaleFile::new("en/locale.toml", b"")];
    assert!(matches!(
        Catalog::load(&none, &Requirements { passages_in: "statement.ftl", share_services: &[] }),
        Err(CatalogError::NoSource)
    ));
}

#[test]
fn locales_stand_in_the_order_of_their_own_names_and_hidden_ones_not_at_all() {
    let catalog = catalog(&[
        ("en/site.ftl", "language-name = English\n"),
        ("fr/site.ftl", "language-name = Français\n"),
        ("de/site.ftl", "language-name = Deutsch\n"),
        // Without a name the tag stands for it, and for one that has an error the name of CLDR.
        ("az/site.ftl", "other = x\n"),
        ("ru/site.ftl", "language-name = { $n }\n"),
        ("es/site.ftl", "language-name = Español\n"),
        ("es/locale.toml", "state = \"hidden\""),
        ("pt-PT/site.ftl", "language-name = Português\n"),
        ("pt-BR/site.ftl", "language-name = Português\n"),
        ("tr/site.ftl", "language-name = Türkçe\n"),
        ("tr/locale.toml", "state = \"hiden\"\n# it was hidden\n"),
        // No messages, no locale.
        ("pt/locale.toml", ""),
    ]);
    let names: Vec<&str> = catalog.locales().map(|(_, locale)| locale.endonym.as_str()).collect();
    assert_eq!(names, ["Deutsch", "English", "Français", "Português", "Português", "az", "Русский"]);
    assert!(key(&catalog, "pt-BR") < key(&catalog, "pt-PT"));
    for (key, locale) in catalog.locales() {
        assert_eq!(catalog.by_tag(&locale.id), Some(key));
        assert_eq!(catalog.locale(key).id, locale.id);
    }
    assert_eq!(catalog.by_tag("FR"), None);
}

#[test]
fn a_locale_has_what_its_manifest_says() {
    let manifest = "reviewed_by = \"A. B.\"\nreviewed_on = \"2026-03-05\"\nshare = [\"x\", \"y\"]\n";
    let catalog = catalog(&[
        ("en/site.ftl", "a = x\n"),
        ("ar/site.ftl", "a = y\n"),
        ("ar/locale.toml", manifest),
        ("ar/.made-from.ftl", &format!("### approved by A. B. on 2026-03-05\n{NOTHING_RECORDED}")),
    ]);
    let locale = catalog.locale(key(&catalog, "ar"));
    let review = locale.review.as_ref().unwrap();
    assert_eq!((review.by.as_str(), review.on), ("A. B.", jiff::civil::date(2026, 3, 5)));
    assert_eq!((locale.share_services.join(" "), locale.direction), ("x y".to_owned(), crate::l10n::Direction::Rtl));
    assert_eq!(catalog.locale(catalog.source()).review, None);
}

#[test]
fn a_folder_is_named_by_a_tag_in_its_standard_form() {
    let files: Vec<(&str, &str)> =
        [("en/site.ftl", "a = x\n"), ("zh_CN/site.ftl", "a = y\n"), ("iw/site.ftl", "a = y\n")]
            .into_iter()
            .chain([("deutsch!/site.ftl", "a = y\n"), ("README.md", "x"), ("en/old/site.ftl", "a = z\n")])
            .collect();
    let catalog = catalog(&files);
    assert_eq!(catalog.locales().count(), 1);
    assert_eq!(rules(&catalog), ["folder-name"; 3]);
    let help: Vec<String> = catalog.findings().iter().map(Finding::help).collect();
    assert_eq!(help[1..], ["rename the folder to he", "rename the folder to zh-CN"]);
    assert!(help[0].contains("for example uk"));
}

#[test]
fn a_message_comes_from_the_locale_its_parents_or_the_source() {
    let all = "a = x\nb = x\nc = x\n";
    let catalog = catalog(&[
        ("en/site.ftl", all),
        ("es/site.ftl", "a = y\nb = y\n"),
        ("es-419/site.ftl", "a = y\n"),
        ("es-AR/site.ftl", "z = y\n"),
        ("zh-Hans/site.ftl", "a = y\nb = y\nc = y\n"),
        ("zh-Hant/site.ftl", "z = y\n"),
        ("zh-MO/site.ftl", "y = y\n"),
        ("zh-Hant-HK/site.ftl", "z = y\nb = y\n"),
        ("zh-Hans-MO/site.ftl", "z = y\n"),
        ("yue/site.ftl", "z = y\n"),
    ]);
    let answer = |tag: &str, id: &str| -> Vec<&str> {
        catalog.locales_with(key(&catalog, tag), id).map(|loaded| loaded.locale.id.as_str()).collect()
    };
    assert_eq!(answer("es-AR", "a"), ["es-419", "es", "en"]);
    assert_eq!(answer("es-AR", "b"), ["es", "en"]);
    assert_eq!(answer("es-AR", "c"), ["en"]);
    assert_eq!(answer("es-AR", "z"), ["es-AR"]);
    assert_eq!(answer("zh-Hant", "a"), ["en"], "never from another script");
    assert_eq!(answer("zh-MO", "z"), ["zh-Hant-HK", "zh-Hant"], "Macau is nearer to Hong Kong than to Taiwan");
    assert_eq!(answer("zh-MO", "b"), ["zh-Hant-HK", "en"]);
    assert_eq!(answer("zh-MO", "a"), ["en"]);
    assert_eq!(answer("zh-Hans-MO", "a"), ["zh-Hans", "en"]);
    assert_eq!(answer("yue", "a"), ["en"], "Cantonese is another language");
    assert_eq!(answer("en", "a"), ["en"]);
    assert_eq!(answer("en", "z"), Vec::<&str>::new());
}

#[test]
fn what_refers_to_something_broken_is_broken_too() {
    let english = "a = x\nb = x\nc = x\nd = x\n-t = x\n-u = x\n";
    let german = "a = { b }\nb = { -t }\nc = y\nd = y\n    .hint = { a }\n-t = { -u }\n-u = <b>y</b>\n";
    let catalog = catalog(&[("en/statement.ftl", &format!("{english}    .hint = x\n")), ("de/statement.ftl", german)]);
    let missing = catalog.missing(key(&catalog, "de"));
    assert_eq!(missing.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["a", "b", "d"]);
    assert_eq!(missing[0].1, "a = x\n");
}

/// A text that is refused whatever it says.
fn refused(text: &str) -> String {
    format!("{text}\n# {}", "x".repeat(1 << 20))
}

#[test]
fn a_manifest_that_cannot_be_read_hides_the_language() {
    let utf_16: String = "state = \"hidden\"\n".chars().flat_map(|c| [c, '\0']).collect();
    for (manifest, is_hidden) in [
        ("# nothing", false),
        ("", true),
        (" \n", true),
        ("st", true),
        (refused("").as_str(), true),
        (refused("state = \"listed\"").as_str(), true),
        ("{".repeat(1000).as_str(), true),
        (("share = ".to_owned() + &"[".repeat(100_000) + "\n").as_str(), false),
        (utf_16.as_str(), true),
        ("\u{fffd}", true),
    ] {
        let catalog = catalog(&[
            ("en/site.ftl", "a = x\n"),
            ("de/site.ftl", "a = y\n"),
            ("de/locale.toml", manifest),
            ("de/.made-from.ftl", NOTHING_RECORDED),
        ]);
        assert_eq!(catalog.by_tag("de").is_none(), is_hidden, "{:.40}", manifest);
        let findings = catalog.findings().iter().filter(|finding| finding.rule != "not-recorded");
        assert_eq!(findings.count() == 0, manifest.starts_with('#'), "{:.40}", manifest);
    }
}

#[test]
fn a_folder_of_which_nothing_can_be_read_is_told() {
    let catalog = catalog(&[("en/site.ftl", "a = x\n"), ("de/locale.toml", &"{".repeat(1000))]);
    assert_eq!(rules(&catalog), ["refused-file"]);
    assert_eq!(catalog.findings()[0].message(), "more than 50 brackets are open at once; close them with } or )");
}

#[test]
fn findings_stand_in_the_order_of_the_files_and_always_the_same() {
    let ids = || (0..40).map(|n| format!("a{n}"));
    let english: String = ids().map(|id| format!("{id} = the same old text\n")).collect();
    let german: String =
        ids().map(|id| format!("{id} = {}\n", if id.ends_with('1') { "the same old text" } else { "alt" })).collect();
    let record = |id: String| format!("\n# {}\n{id} = old\n", fingerprint(&format!("{id} = alt\n")));
    let records: String = ids().map(record).collect();
    let found = || {
        let catalog = catalog(&[
            ("en/statement.ftl", &english),
            ("de/statement.ftl", &german),
            ("de/.made-from.ftl", &format!("{records}?\n")),
            ("de/z.ftl", "b = x\u{fffd}\n"),
            ("de/locale.toml", "share = [\"u\", \"v\"]"),
        ]);
        catalog.findings().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let first = found();
    let order: Vec<&str> = first.iter().filter_map(|finding| finding.split(':').next()).collect();
    assert!(order.is_sorted() && order.len() > 40, "{first:#?}");
    let lines: Vec<usize> = first
        .iter()
        .filter_map(|finding| finding.strip_prefix("de/statement.ftl:")?.split(':').next()?.parse().ok())
        .collect();
    assert!(lines.is_sorted() && lines.len() == 40, "{first:#?}");
    for _ in 0..5 {
        assert_eq!(found(), first);
    }
}

/// A catalog of what is read on a thread with the stack of those that reload.
fn on_a_small_stack(name: &'static str, text: String) -> Catalog {
    let thread = std::thread::Builder::new().name(name.to_owned()).stack_size(2 << 20);
    let load = move || {
        let catalog = catalog(&[("en/site.ftl", "a0 = x\n"), ("de/site.ftl", &text)]);
        let message = catalog.locales[catalog.by_tag("de").unwrap().0].bundle.get_message("a0").and_then(|m| m.value());
        if let Some(pattern) = message.filter(|_| catalog.locales_with(key(&catalog, "de"), "a0").count() > 1) {
            catalog.locales[key(&catalog, "de").0].bundle.format_pattern(pattern, None, &mut Vec::new());
        }
        catalog
    };
    thread.spawn(load).unwrap().join().unwrap()
}

#[test]
fn nothing_that_stands_inside_something_else_overflows_the_stack() {
    let nests: [(&str, &str, &str); 7] = [
        ("braces", "{", "}"),
        ("calls", "{NUMBER(", ")}"),
        ("strings", "{F(\"})\",", ")}"),
        ("choices", "{ $n ->\n *[x] ", "\n }"),
        ("choices of a parenthesis", "{ $n ->\n *[x] ) ", "\n }"),
        ("choices in calls", "{NUMBER({ $n ->\n *[x] ", "\n })}"),
        ("arguments of terms", "{-t(", ")}"),
    ];
    for (name, open, close) in nests {
        for depth in [10, 24, 49, 50, 51, 500, 60_000] {
            let nest = |inside: &str| format!("{}{inside}{}", open.repeat(depth), close.repeat(depth));
            let size = 2 * depth * (open.len() + close.len());
            if size > 1 << 20 {
                on_a_small_stack(name, format!("a0 = {}", open.repeat((1 << 20) / open.len() - 1)));
                continue;
            }
            on_a_small_stack(name, format!("a0 = {}\n", nest("1")));
            on_a_small_stack(name, format!("a0 = {}\n", open.repeat(depth)));
            if depth < 100 {
                // As deep as a file goes, many times over: each message refers to the next.
                let links: String =
                    (0..95).map(|n| format!("a{n} = {}\n", nest(&format!("{{ a{} }}", n + 1)))).collect();
                on_a_small_stack(name, links + "a95 = x\n");
            }
        }
    }
}

mod resolver {
    use super::*;
    use proptest::prelude::*;

    /// Pieces of messages, right and wrong, that refer to each other in all ways.
    fn pattern() -> impl Strategy<Value = String> {
        let inline = prop_oneof![
            Just("$n".to_owned()),
            Just("\"x\"".to_owned()),
            Just("1".to_owned()),
            Just("NUMBER($n)".to_owned()),
            Just("NUMBER()".to_owned()),
            Just("LIST($n)".to_owned()),
            "[abcd](\\.x)?",
            "-[stu](\\(n: [1\"]\\))?".prop_map(|term| term.replace('"', "\"y\"")),
            "-[stu]\\(([ab]|\\$n)\\)",
        ];
        let selector = prop_oneof![Just("$n"), Just("NUMBER($n)"), Just("-s.x"), Just("-t.x"), Just("\"k\"")];
        let placeable = prop_oneof![
            3 => inline.clone().prop_map(|inline| format!("{{ {inline} }}")),
            1 => (selector, inline.clone(), inline).prop_map(|(selector, one, other)| {
                format!("{{ {selector} ->\n    [one] {{ {one} }}\n   *[other] {{ {other} }} y\n }}")
            }),
        ];
        proptest::collection::vec(prop_oneof![1 => Just("x ".to_owned()), 1 => placeable], 1..3)
            .prop_map(|p| p.concat())
    }

    fn entry(id: &'static str) -> impl Strategy<Value = String> {
        (pattern(), proptest::option::of(pattern())).prop_map(move |(value, attribute)| {
            let attribute = attribute.map(|attribute| format!("    .x = {attribute}\n")).unwrap_or_default();
            format!("{id} = {value}\n{attribute}")
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]
        #[test]
        fn what_the_checks_pass_is_filled_in_by_fluent(
            german in (entry("a"), entry("b"), entry("c"), entry("d"), entry("-s"), entry("-t"), entry("-u"))
        ) {
            let german = [german.0, german.1, german.2, german.3, german.4, german.5, german.6].concat();
            let english = german.replace("-s", "-S").replace("-t", "-T").replace("-u", "-U");
            let catalog = catalog(&[("en/site.ftl", &english), ("de/site.ftl", &german)]);
            for loaded in &catalog.locales {
                for id in &loaded.usable {
                    let message = loaded.bundle.get_message(id).unwrap();
                    let attributes = message.attributes().map(|attribute| attribute.value());
                    for pattern in message.value().into_iter().chain(attributes) {
                        for n in [0, 1, 5] {
                            let args = [("n", fluent::FluentValue::from(n))].into_iter().collect();
                            let mut errors = Vec::new();
                            let text = loaded.bundle.format_pattern(pattern, Some(&args), &mut errors);
                            prop_assert!(errors.is_empty() && !text.contains(['{', '(']), "{} {}: {:?} {}", id, german, errors, text);
                        }
                    }
                }
            }
        }
    }
}

/// The findings of some files, each with its file, level, rule and help.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let catalog = catalog(files);
    let told = |finding: &Finding| {
        assert!(finding.span.end <= files.iter().find(|(path, _)| *path == finding.path).unwrap().1.len());
        format!("{} {}[{}] {}", finding.path, finding.level, finding.rule, finding.help())
    };
    // None of these has records.
    catalog.findings().iter().filter(|finding| finding.rule != "no-record").map(told).collect()
}

#[test]
fn a_copy_that_was_left_behind_is_one_finding_and_duplicates_nothing() {
    let text = "a = x\nb = x\nc = x\n";
    let english = [("en/statement.ftl", text), ("en/site.ftl", "d = x\n")];
    for (name, is_copy) in [
        ("statement (copy).ftl", true),
        ("statement.orig.ftl", true),
        ("Kopie von statement.ftl", true),
        ("old.ftl", true),
        ("statement-2.ftl", true),
        ("0.ftl", true),
    ] {
        let path = format!("de/{name}");
        let german = text.replace('x', "y");
        let files = [&english[..], &[("de/statement.ftl", german.as_str()), (&path, &german)]].concat();
        let told = told(&files);
        let expected =
            format!("{path} warning[copied-file] take what is right into statement.ftl and delete this file");
        assert_eq!(told == [expected], is_copy, "{told:?}");
        let catalog = catalog(&files);
        assert_eq!(catalog.coverage(key(&catalog, "de")).missing, Vec::<String>::new(), "{name}");
    }
    let copy = [("en/statement.ftl", text), ("en/statement (1).ftl", text)];
    assert_eq!(
        told(&copy),
        ["en/statement (1).ftl warning[copied-file] take what is right into statement.ftl and delete this file"]
    );
    let german = text.replace('x', "y");
    let copy = [("en/statement.ftl", text), ("en/notes.ftl", text), ("de/statement.ftl", &german)];
    assert_eq!(
        told(&copy),
        ["en/notes.ftl warning[copied-file] take what is right into statement.ftl and delete this file"]
    );
    let other = [("en/statement.ftl", text), ("en/statement-two.ftl", "e = x\n")];
    assert_eq!(told(&other), Vec::<String>::new(), "another file of a like name");
}

#[test]
fn what_a_conflict_of_versions_holds_is_not_shown() {
    let english = "a = x\nb = x\nc = { -t }\nd = x\n-t = x\n";
    let german = "a = halb\n<<<<<<< A\n    y\n=======\n    z\n>>>>>>> B\n\nc = { -t }\n\nd = y\n\n<<<<<<< A\nb = y\n-t = y\n=======\nb = z\n-t = z\n>>>>>>> B\n";
    let catalog = catalog(&[("en/statement.ftl", english), ("de/statement.ftl", german)]);
    assert_eq!(catalog.coverage(key(&catalog, "de")).missing, ["a", "b", "c"]);
    assert_eq!(rules(&catalog), ["no-record", "not-in-menu", "merge-conflict", "merge-conflict"]);
}

#[test]
fn a_file_whose_name_has_a_slip_is_one_finding() {
    let english = [("en/statement.ftl", "a = x\n"), ("en/site.ftl", "b = x\n")];
    for (file, expected) in [
        (("de/statment.ftl", "a = y\n"), "warning[near-file] rename the file to statement.ftl"),
        (("de/Statement.ftl", "a = y\n"), "warning[near-file] rename the file to statement.ftl"),
        (("de/statement.FTL", ""), "error[near-file] rename the file to statement.ftl"),
        (("de/statement.ftl.txt", ""), "error[near-file] rename the file to statement.ftl"),
        (("de/statement.flt", ""), "error[near-file] rename the file to statement.ftl"),
    ] {
        assert_eq!(told(&[english[0], english[1], file]), [format!("{} {expected}", file.0)]);
    }
    let bak = [english[0], english[1], ("de/statement.ftl", "a = y\n"), ("de/statement.ftl.bak", "")];
    assert_eq!(
        told(&bak),
        ["de/statement.ftl.bak warning[copied-file] take what is right into statement.ftl and delete this file"]
    );
}

#[test]
fn a_file_in_the_wrong_place_or_under_another_name_is_told() {
    let files = [("en/site.ftl", "a = x\n"), ("de/site.ftl", "a = y\n")];
    for (name, meant) in [
        ("locale.TOML", "locale.toml"),
        ("Locale.toml", "locale.toml"),
        ("local.toml", "locale.toml"),
        ("locale.toml.txt", "locale.toml"),
        ("made-from.ftl", ".made-from.ftl"),
        ("made-from.ftl.bak", ".made-from.ftl"),
    ] {
        let path = format!("de/{name}");
        let help =
            format!("rename the file to {meant}; if that is there too, take what is right into it and delete this one");
        // Nothing in it is used: no id stands twice.
        assert_eq!(told(&[files[0], files[1], (&path, "a = z\n")]), [format!("{path} error[near-file] {help}")]);
    }
    let refused = |path: &str, reason| LocaleFile::refused(path, reason);
    let mut all: Vec<LocaleFile> = files.iter().map(|(path, text)| LocaleFile::new(*path, text.as_bytes())).collect();
    all.push(refused("de/old/site.ftl", Unreadable::Deep));
    all.push(refused("archive/de/site.ftl", Unreadable::Deep));
    all.push(refused("site.ftl", Unreadable::Outside));
    let catalog = Catalog::load(&all, &Requirements { passages_in: "statement.ftl", share_services: &[] }).unwrap();
    let told_of: Vec<String> =
        catalog.findings().iter().map(|found| format!("{} {}", found.path, found.rule)).collect();
    assert_eq!(told_of, ["de/.made-from.ftl no-record", "de/old/site.ftl refused-file", "site.ftl refused-file"]);
    assert_eq!(told(&[files[0], files[1], ("de/statement.toml", "")]), Vec::<String>::new(), "data of another kind");
}

#[test]
fn a_folder_is_named_by_a_language_and_a_country_is_none() {
    for (name, language) in [
        ("cn", "zh"),
        ("gb", "en-GB"),
        ("gr", "el"),
        ("ua", "uk"),
        ("jp", "ja"),
        ("cz", "cs"),
        ("dk", "da"),
        ("kz", "kk"),
        ("br", ""),
        ("xx", "no"),
        ("french", "no"),
        ("q", "no"),
        ("zz", "no"),
        ("deu", "de"),
        ("sr-Latn", ""),
        ("gsw", ""),
        ("eo", ""),
        ("nan-Hant", ""),
        ("fr-backup", "part"),
        ("de-ZZ", "part"),
        ("en-XA", "part"),
    ] {
        let path = format!("{name}/site.ftl");
        let told = told(&[("en/site.ftl", "a = x\n"), (&path, "a = y\n")]);
        let expected = match language {
            "" => vec![],
            "no" => {
                vec![format!("{path} error[folder-name] name the folder by its language, for example uk or zh-Hant")]
            }
            "part" => vec![format!(
                "{path} error[folder-name] name the folder by its language, for example fr or fr-CA; copies and drafts belong outside of the folder of the locales"
            )],
            "de" => vec![format!("{path} error[folder-name] rename the folder to de")],
            tag => vec![format!(
                "{path} error[folder-name] rename the folder to {tag}, or to the tag of the language that it is in"
            )],
        };
        assert_eq!(told, expected, "{name}");
    }
}

#[test]
fn an_unknown_id_that_the_english_had_is_no_rest_of_the_text_above_it() {
    let of = |records: &str| {
        let files = [("en/site.ftl", "a = x\n"), ("de/site.ftl", "a = y\nold = y\n"), ("de/.made-from.ftl", records)];
        rules(&catalog(&files)).join(" ")
    };
    assert_eq!(of("# 0123456789ab\nold = x\n"), "not-recorded obsolete");
    assert_eq!(of(NOTHING_RECORDED), "cut-short");
}

#[test]
fn a_text_of_a_variety_stands_by_itself_as_it_does_in_what_is_left_to_do() {
    let english = "language-name = English\na = one\nb = two\nc = three\nd = four\n-name = name\ne = five { -name }\n";
    let french = "language-name = français\na = un\nb = deux\n-name = nom\ne = cinq { -name }\n";
    // Copied, its own, copied where nobody has another, and its own that shows a copied name.
    let canadian = "a = one\nb = deux!\nd = four\n-name = name\ne = 5 { -name }\n";
    let files: Vec<LocaleFile> = [("en", english), ("fr", french), ("fr-CA", canadian)]
        .map(|(tag, text)| LocaleFile::new(format!("{tag}/a.ftl"), text.as_bytes()))
        .into();
    let catalog = Catalog::load(&files, &Requirements { passages_in: "statement.ftl", share_services: &[] }).unwrap();
    let key = key(&catalog, "fr-CA");
    let outstanding = catalog.outstanding(key);
    for (id, standing) in [
        ("language-name", Standing::Missing),
        ("a", Standing::Inherited),
        ("b", Standing::ToBeConfirmed),
        ("c", Standing::Missing),
        ("d", Standing::StillEnglish),
        ("-name", Standing::StillEnglish),
        ("e", Standing::Inherited),
    ] {
        assert_eq!(catalog.standing(key, id), standing, "{id}");
        let left_to_do = outstanding.iter().find(|text| text.id == id).map(|text| text.standing);
        assert_eq!(left_to_do, Some(standing).filter(|standing| standing.is_left_to_do()), "{id}");
    }
    let units = units(&files, &catalog, key);
    let exported: Vec<_> = units.iter().map(|unit| (unit.path.id.as_str(), unit.target.as_deref())).collect();
    let missing = ["language-name", "c", "d", "-name"].map(|id| (id, None));
    for text in missing.into_iter().chain([("b", Some("deux!")), ("e", Some("5 { -name }"))]) {
        assert!(exported.contains(&text), "{text:?} {exported:?}");
    }
    assert_eq!(exported.len(), 6, "what is copied and inherited is not to be translated: {exported:?}");
}
