//! What is found in the files of a catalog.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::l10n::check::rule;
use crate::l10n::exchange::units;
use crate::l10n::records::fingerprint;
use crate::l10n::unreadable::Unreadable;

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
fn a_slip_in_a_manifest_that_takes_a_language_out_of_the_menu_is_told_as_that() {
    let recorded = "### listed\n\n### end of the records\n";
    for (manifest, leaves) in [
        ("state = \"listed\"\n", false),
        ("state = \"lsted\"\n", false),
        ("reviewed_by = “A”\n", false),
        // As somebody has decided.
        ("state = \"hidden\"\n", false),
        ("state = \"by-link\"\n", false),
        // What only may say so.
        ("state = \"hiden\"\n", true),
        ("state = hidden\n", true),
        ("state = \"\"\n", true),
        ("state = \"by link\"\n", true),
        ("stat = \"by-link\"\n", true),
        ("[locale]\nstate = \"by-link\"\n", true),
        ("# It is no longer hidden.\nreviewed_by = “A”\n", true),
        ("<<<<<<< a\nstate = \"hidden\"\n=======\nstate = \"listed\"\n>>>>>>> b\n", true),
        // One that is empty may have said so, too.
        ("", true),
    ] {
        let catalog = catalog(&[
            ("en/site.ftl", "a = x\n"),
            ("de/site.ftl", "a = y\n"),
            ("de/locale.toml", manifest),
            ("de/.made-from.ftl", recorded),
        ]);
        let left = catalog.findings().iter().filter(|finding| finding.rule == rule::LEAVES_MENU).count();
        assert_eq!(left, usize::from(leaves), "{manifest}");
    }
}

#[test]
fn a_text_without_a_record_is_not_new_where_another_language_was_made_from_other_english() {
    let none = "### listed\n\n### end of the records\n";
    let of_german = |french: &str| {
        let catalog = catalog(&[
            ("en/site.ftl", "a = new\n"),
            ("de/site.ftl", "a = b\n"),
            ("de/.made-from.ftl", none),
            ("fr/site.ftl", "a = c\n"),
            ("fr/.made-from.ftl", french),
        ]);
        catalog.states(catalog.by_tag("de").unwrap())[0].1
    };
    let old = format!("# {}\na = old\n\n{none}", fingerprint("a = c\n"));
    assert_eq!(of_german(&old), Freshness::Unknown, "its own record may be lost");
    assert_eq!(of_german(&old.replace("old", "new")), Freshness::New);
    assert_eq!(of_german(none), Freshness::New);
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
    let two = [("en/statement.ftl", text), ("de/statement (1).ftl", &german), ("de/statement (2).ftl", &german)];
    assert_eq!(
        told(&two),
        [
            "de/statement (1).ftl warning[near-file] rename the file to statement.ftl; other tools do not find it by this name",
            "de/statement (2).ftl warning[copied-file] take what is right into statement (1).ftl and delete this file",
        ],
        "without the original"
    );
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
        ("locale (copy).toml", "locale.toml"),
        ("Copy of locale.toml", "locale.toml"),
        ("locale2.toml", "locale.toml"),
        ("made-from.ftl", ".made-from.ftl"),
        ("made-from.ftl.bak", ".made-from.ftl"),
    ] {
        let path = format!("de/{name}");
        let help =
            format!("rename the file to {meant}; if that is there too, take what is right into it and delete this one");
        // Nothing in it is used: no id stands twice.
        assert_eq!(told(&[files[0], files[1], (&path, "a = z\n")]), [format!("{path} error[near-file] {help}")]);
    }
    let manifest = ("de/locale.toml", "state = \"listed\"\n");
    for copy in ["de/locale (copy).toml", "de/locale.toml.bak"] {
        let told = told(&[files[0], files[1], manifest, (copy, "")]);
        let expected = format!("{copy} warning[copied-file] take what is right into locale.toml and delete this file");
        assert!(told.contains(&expected) && !told.iter().any(|told| told.contains("near-file")), "{told:?}");
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
        ("gr-GR", "el"),
        ("jp-JP", "ja"),
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
