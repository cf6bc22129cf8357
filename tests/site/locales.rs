//! What becomes of locale files that are incomplete, wrong or out of date.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use communique::l10n::check::Level;
use communique::l10n::position::Position;
use communique::l10n::records::{Condition, Records, fingerprint};
use communique::l10n::{Catalog, Locale, LocaleFile, Visibility};
use communique::site::{Page, REQUIREMENTS};
use proptest::prelude::*;

use crate::support::html::{all, attribute, one, text};
use crate::support::program::BINARY;
use crate::support::site::{
    edit, folder_of, locales, locales_folder, page, passage, settings, site, site_of, statement, without,
};

#[test]
fn a_missing_passage_is_shown_in_english_marked_and_announced() {
    let folder = locales_folder();
    edit(folder.path(), "ar/statement.ftl", |t| without(&without(&t, "background-acts"), "patriotic-war"));
    let site = site_of(folder.path());
    let html = statement(&site, "ar");
    for id in ["background-acts", "patriotic-war"] {
        let element = one(&html, &format!("#{id}"));
        assert_eq!((attribute(&element, "lang"), attribute(&element, "dir")), ("en", "ltr"), "{id}");
    }
    assert!(passage(&html, "background-acts").starts_with("There are documented facts"));
    let number = one(&html, "#background-acts .number");
    assert_eq!((attribute(&number, "lang"), text(&number).as_str()), ("ar", "2"), "the number is the page’s own");
    assert_eq!(attribute(&one(&html, "#background-origins"), "lang"), "");
    let links: Vec<&str> = all(&html, ".notice a[href^='#']").iter().map(|a| attribute(a, "href")).collect();
    assert_eq!(links, ["#background-acts", "#patriotic-war"]);
    let missing = site.catalog().missing(site.catalog().by_tag("ar").unwrap());
    assert_eq!(missing.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["background-acts", "patriotic-war"]);
    assert!(missing[0].1.starts_with("background-acts = There are documented facts"), "{missing:?}");
    let twin = site.document("/ar/fight-against-terrorism.txt").unwrap();
    assert!(std::str::from_utf8(twin.text()).unwrap().contains("[English] There are documented facts"));
}

#[test]
fn a_malformed_file_never_stops_the_server_and_says_where_it_is_wrong() {
    let folder = locales_folder();
    edit(folder.path(), "de/statement.ftl", |t| {
        t.replace("\nbackground-origins =", "\nbackground-origins = {\nlost =")
    });
    let site = site_of(folder.path());
    let finding = site.catalog().findings().iter().find(|f| f.rule == "syntax").expect("the slip is found");
    assert_eq!(finding.path, "de/statement.ftl");
    assert!(finding.position.line > 1 && finding.position.column == 22, "{finding}");
    assert!(finding.message().contains("never closed"), "{finding}");
    let html = statement(&site, "de");
    assert_eq!(attribute(&one(&html, "#background-origins"), "lang"), "en");
    assert_eq!(attribute(&one(&html, "#background-acts"), "lang"), "");
    let key = site.catalog().by_tag("de").unwrap();
    assert_eq!(site.catalog().locale(key).visibility, Visibility::Listed, "a fault costs its message alone");
}

#[test]
fn no_bytes_in_a_locale_file_stop_the_server() {
    let folder = locales_folder();
    std::fs::write(folder.path().join("tr/statement.ftl"), b"\xff\xfe\x00garbage = { { {\n\xc3\x28 = \n*[\nskip = {")
        .unwrap();
    std::fs::write(folder.path().join("tr/locale.toml"), b"reviewed_by = [").unwrap();
    std::fs::create_dir(folder.path().join("zh_CN")).unwrap();
    std::fs::write(folder.path().join("zh_CN/site.ftl"), "language-name = x\n").unwrap();
    let site = site_of(folder.path());
    let rules: Vec<&str> = site.catalog().findings().iter().map(|f| f.rule).collect();
    for rule in ["syntax", "encoding", "manifest", "folder-name"] {
        assert!(rules.contains(&rule), "{rule} is not among {rules:?}");
    }
    assert_eq!(attribute(&one(&statement(&site, "tr"), "#background-acts"), "lang"), "en");
}

#[test]
fn each_slip_of_a_translator_is_an_error_with_a_place_and_a_remedy() {
    let slips: [(&str, &[(&str, &str)]); 6] = [
        ("unknown-variable", &[("{ $count }", "{ $anzahl }")]),
        ("missing-variable", &[("{ $heading }", "heading")]),
        ("undefined-reference", &[("{ -ministry }", "{ -ministerium }")]),
        ("missing-element", &[("<original-link>", ""), ("</original-link>", "")]),
        ("unknown-element", &[("source-link>", "quelle>")]),
        ("malformed-element", &[("</source-link>", "")]),
    ];
    for (rule, edits) in slips {
        let folder = locales_folder();
        edit(folder.path(), "es/site.ftl", |t| edits.iter().fold(t, |t, (from, to)| t.replace(from, to)));
        let site = site_of(folder.path());
        let finding =
            site.catalog().findings().iter().find(|f| f.rule == rule).unwrap_or_else(|| panic!("{rule} is not found"));
        assert_eq!((finding.level, finding.path.as_str()), (Level::Error, "es/site.ftl"));
        assert!(!finding.help().is_empty() && finding.position.line > 3, "{finding}");
    }
}

#[test]
fn brackets_without_end_and_files_without_measure_do_not_end_the_server() {
    let folder = locales_folder();
    edit(folder.path(), "fr/site.ftl", |t| t + "\ndeep = " + &"{".repeat(20_000));
    edit(folder.path(), "de/share.ftl", |t| t + &"# x\n".repeat(400_000));
    let site = site_of(folder.path());
    for path in ["fr/site.ftl", "de/share.ftl"] {
        assert!(site.catalog().findings().iter().any(|f| f.rule == "refused-file" && f.path == path), "{path}");
    }
    assert_eq!(attribute(&all(&statement(&site, "fr"), ".notice")[0], "lang"), "en");
}

#[test]
fn a_copy_of_the_english_is_not_a_translation() {
    let folder = locales_folder();
    std::fs::create_dir(folder.path().join("eo")).unwrap();
    for entry in std::fs::read_dir("locales/en").unwrap().flatten() {
        std::fs::copy(entry.path(), folder.path().join("eo").join(entry.file_name())).unwrap();
    }
    let site = site_of(folder.path());
    let key = site.catalog().by_tag("eo").unwrap();
    assert_eq!(site.catalog().locale(key).visibility, Visibility::ByLink);
    assert!(site.catalog().coverage(key).percent() < 20);
    let finding = site.catalog().findings().iter().find(|f| f.rule == "untranslated").unwrap();
    assert_eq!(Some(finding.span.len()), finding.id.as_ref().map(String::len), "it points to the id");
    assert_eq!(attribute(&one(&statement(&site, "eo"), "#background-acts"), "lang"), "en");
}

#[test]
fn many_missing_passages_are_told_in_a_sentence_that_folds_their_links() {
    let is_folded = |count: usize| {
        let folder = locales_folder();
        let all_there = site_of(folder.path());
        let ids = all_there.catalog().passages().iter().filter(|id| id.starts_with("national-") || *id == "section");
        let ids: Vec<&String> = ids.take(count).collect();
        edit(folder.path(), "de/statement.ftl", |t| ids.iter().fold(t, |t, id| without(&t, id)));
        let html = statement(&site_of(folder.path()), "de");
        assert_eq!(all(&html, ".notice a[href^='#']").len(), count);
        let folded = all(&html, "details.notice > ul > li > a[href^='#']").len();
        if folded > 0 {
            assert_eq!(all(&html, "details.notice > ul > li[lang=en]").len(), count, "each is in its own language");
            assert_eq!(folded, count);
            assert!(text(&one(&html, "details.notice > summary")).contains(&count.to_string()));
        }
        folded > 0
    };
    assert!(!is_folded(5), "a few are shown");
    assert!(is_folded(6));
}

#[test]
fn a_missing_or_broken_name_makes_what_uses_it_fall_back_marked() {
    for terms in
        ["", "-ministry = Ministerium { -nothing }\n", "-ministry = <b>Ministerium</b>\n", "-ministry = M\u{fffd}\n"]
    {
        let folder = locales_folder();
        std::fs::write(folder.path().join("de/terms.ftl"), terms).unwrap();
        let site = site_of(folder.path());
        assert_eq!(attribute(&one(&statement(&site, "de"), ".name span"), "lang"), "en", "{terms}");
        assert!(
            site.catalog().findings().iter().any(|f| f.level == Level::Error && f.path.starts_with("de/")),
            "{terms}"
        );
    }
}

#[test]
fn damaged_records_are_told_and_never_written_over() {
    let folder = locales_folder();
    edit(folder.path(), "en/statement.ftl", |t| t.replace("The scourge of", "The evil of"));
    let damage = |t: String| t.replace("\nbackground-origins =", "\n<<<<<<< HEAD\nbackground-origins =");
    edit(folder.path(), "az/.made-from.ftl", damage);
    let before = std::fs::read_to_string(folder.path().join("az/.made-from.ftl")).unwrap();
    let check = Command::new(BINARY).args(["locales", "check", "az", "--locales"]).arg(folder.path()).output().unwrap();
    assert_eq!(check.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&check.stdout).contains("damaged-records"));
    let record = Command::new(BINARY).args(["locales", "record", "--locales"]).arg(folder.path()).output().unwrap();
    assert_eq!(record.status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(folder.path().join("az/.made-from.ftl")).unwrap(), before);
}

#[test]
fn records_that_are_refused_are_told_and_never_written_over() {
    let folder = locales_folder();
    edit(folder.path(), "en/statement.ftl", |t| t.replace("The scourge of", "The evil of"));
    edit(folder.path(), "az/.made-from.ftl", |t| t + &"# x\n".repeat(300_000));
    let before = std::fs::read_to_string(folder.path().join("az/.made-from.ftl")).unwrap();
    let check = Command::new(BINARY).args(["locales", "check", "az", "--locales"]).arg(folder.path()).output().unwrap();
    assert_eq!(check.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&check.stdout).contains("refused-file"));
    let record = Command::new(BINARY).args(["locales", "record", "--locales"]).arg(folder.path()).output().unwrap();
    assert_eq!(record.status.code(), Some(1));
    assert!(
        std::fs::read_to_string(folder.path().join("az/.made-from.ftl")).unwrap() == before,
        "they were written over"
    );
}

#[test]
fn a_manifest_that_is_refused_does_not_publish_what_is_hidden() {
    let folder = locales_folder();
    edit(folder.path(), "es/locale.toml", |_| "state = \"hidden\"\n".to_owned() + &"# x\n".repeat(300_000));
    assert!(site_of(folder.path()).catalog().by_tag("es").is_none());
}

#[test]
fn a_language_that_lacks_what_is_required_is_by_link_and_the_check_says_so() {
    let folder = locales_folder();
    edit(folder.path(), "fr/site.ftl", |t| without(&t, "skip"));
    // An error in a message that is not required changes nothing.
    edit(folder.path(), "de/share.ftl", |t| t.replacen("share-on =", "share-on = <b>", 1));
    let check = Command::new(BINARY).args(["locales", "check", "--locales"]).arg(folder.path()).output().unwrap();
    let shown = String::from_utf8_lossy(&check.stdout);
    let line = |tag: &str| shown.lines().find(|line| line.starts_with(tag) && line.contains('%')).unwrap_or_default();
    assert_eq!(
        line("fr: "),
        "fr: 100 % of the words of the statement, 1 text missing that is needed to be listed, 0 out of date, 0 to be confirmed: by link"
    );
    assert_eq!(
        line("de: "),
        "de: 100 % of the words of the statement, all that is needed to be listed, 0 out of date, 0 to be confirmed: listed"
    );
    assert_eq!(check.status.code(), Some(1), "{shown}");
}

#[test]
fn a_language_whose_own_name_has_a_fault_stays_in_the_menu_by_the_name_that_cldr_has() {
    for (slip, rule) in [
        ("language-name = { Français", "error[syntax]"),
        ("language-name =\nFrançais", "error[syntax]"),
        ("language-name Français", "error[syntax]"),
        ("language-name = <b>Français", "error[malformed-element]"),
        ("= Français", "error[lost-name]"),
    ] {
        let folder = folder_of(&["en", "fr"]);
        edit(folder.path(), "fr/site.ftl", |text| text.replace("language-name = Français", slip));
        let site = site_of(folder.path());
        let french = site.catalog().locale(site.catalog().by_tag("fr").unwrap());
        assert!(french.is_listed() && french.endonym == "Français", "{slip}: {}", french.endonym);
        let menu = all(&statement(&site, "en"), "a[hreflang=fr]").iter().map(text).collect::<String>();
        assert!(menu.contains("Français"), "{slip}: {menu}");
        let (code, said) = locales(folder.path(), &["check", "--format=short"]);
        assert_eq!((code, said.lines().count()), (Some(1), 2), "{slip}: {said}");
        assert!(
            said.contains(rule) && said.contains("readers see “Français”, as Unicode CLDR has it"),
            "{slip}: {said}"
        );
    }
    // One that was in the menu has the name that it lost.
    let folder = folder_of(&["en", "fr"]);
    edit(folder.path(), "fr/site.ftl", |text| text.replace("language-name = Français", ""));
    let (code, said) = locales(folder.path(), &["check", "--format=short"]);
    assert_eq!((code, said.lines().count()), (Some(0), 1), "{said}");
    assert!(said.contains("language-name is missing") && said.contains("“Français”"), "{said}");
    // Of a variety that CLDR has no name for nothing says how it is to be called.
    std::fs::create_dir(folder.path().join("fr-BE")).unwrap();
    std::fs::write(folder.path().join("fr-BE/site.ftl"), "language-name = { Belge\n").unwrap();
    let site = site_of(folder.path());
    let is_listed = |tag: &str| site.catalog().locale(site.catalog().by_tag(tag).unwrap()).is_listed();
    assert!(is_listed("fr") && !is_listed("fr-BE"));
}

#[test]
fn a_slip_in_the_manifest_does_not_publish_what_is_hidden() {
    let folder = locales_folder();
    std::fs::write(folder.path().join("es/locale.toml"), "state = \"hidden\"\nreviewd_by = \"\"\n").unwrap();
    assert!(site_of(folder.path()).catalog().by_tag("es").is_none());
}

#[test]
fn html_in_a_message_never_becomes_markup() {
    let folder = locales_folder();
    edit(folder.path(), "fr/site.ftl", |t| {
        t.replace("contents =", "contents = <script>alert(1)</script><a href=x>F</a>")
    });
    let site = site_of(folder.path());
    assert!(site.catalog().findings().iter().any(|f| f.rule == "malformed-element" && f.path == "fr/site.ftl"));
    let html = statement(&site, "fr");
    assert_eq!(all(&html, "script:not([type])").len(), 1);
    assert_eq!(text(&one(&html, ".contents summary")), "On this page", "the English answers for it");
}

#[test]
fn coverage_is_counted_in_words_and_decides_the_state() {
    let folder = locales_folder();
    let long = [
        "background-acts",
        "background-contribution",
        "national-measures-agencies",
        "patriotic-war-report",
        "patriotic-war-funds",
    ];
    edit(folder.path(), "ru/statement.ftl", |t| long.iter().fold(t, |t, id| without(&t, id)));
    edit(folder.path(), "fr/statement.ftl", |t| without(&t, "section"));
    edit(folder.path(), "fa/site.ftl", |t| without(&t, "skip"));
    std::fs::write(folder.path().join("es/locale.toml"), "state = \"hidden\"\n").unwrap();
    std::fs::write(folder.path().join("tr/locale.toml"), "state = \"by-link\"\n").unwrap();
    let site = site_of(folder.path());
    let state = |tag: &str| site.catalog().by_tag(tag).map(|key| site.catalog().locale(key).visibility);
    assert_eq!(state("ru"), Some(Visibility::ByLink), "5 of 29 passages, and more than half of the words, are missing");
    assert_eq!(state("fr"), Some(Visibility::Listed));
    assert_eq!(state("fa"), Some(Visibility::ByLink), "a required message is missing");
    assert_eq!((state("es"), state("tr")), (None, Some(Visibility::ByLink)));
    let html = statement(&site, "ru");
    assert_eq!(attribute(&one(&html, "meta[name=robots]"), "content"), "noindex");
    assert!(all(&html, "link[hreflang]").is_empty());
    assert!(
        all(&statement(&site, "en"), ".menu a")
            .iter()
            .all(|a| !["ru", "fa", "es", "tr"].contains(&attribute(a, "lang")))
    );
    assert!(site.negotiate("ru").reads().is_none());
}

#[test]
fn a_variant_inherits_from_its_parent_before_the_source() {
    let folder = locales_folder();
    std::fs::create_dir(folder.path().join("es-AR")).unwrap();
    std::fs::write(folder.path().join("es-AR/statement.ftl"), "title = Lucha\n").unwrap();
    let site = site_of(folder.path());
    let html = statement(&site, "es-AR");
    assert_eq!(text(&one(&html, "h1")), "Lucha");
    assert_eq!(attribute(&one(&html, "#background-acts"), "lang"), "es");
}

#[test]
fn a_translation_is_stale_when_only_the_english_has_changed_until_it_is_accepted() {
    let folder = locales_folder();
    edit(folder.path(), "en/statement.ftl", |t| t.replace("The scourge of terrorism", "The evil of terrorism"));
    let stale = |folder: &Path| {
        let site = site_of(folder);
        let notices = all(&statement(&site, "az"), ".notice a[href='#background-origins']").len();
        let key = site.catalog().by_tag("az").unwrap();
        (site.catalog().coverage(key).stale.clone(), notices, site.catalog().locale(key).visibility)
    };
    assert_eq!(stale(folder.path()), (vec!["background-origins".to_owned()], 1, Visibility::Listed));

    let communique = |args: &[&str]| {
        let output =
            Command::new(BINARY).args(["locales", "--locales"]).arg(folder.path()).args(args).output().unwrap();
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr),
        )
    };
    let (code, shown) = communique(&["check", "az"]);
    assert_eq!(code, Some(0), "{shown}");
    assert!(
        shown.contains("out-of-date")
            && shown.contains("was: ")
            && shown.contains("locales accept az background-origins"),
        "{shown}"
    );
    assert_eq!(stale(folder.path()).1, 1, "checking does not accept");
    assert_eq!(communique(&["accept", "az", "nothing"]).0, Some(2));
    assert_eq!(communique(&["accept", "xx", "title"]).0, Some(2));
    assert_eq!(communique(&["accept", "az", "background-origins"]).0, Some(0));
    assert_eq!(stale(folder.path()), (vec![], 0, Visibility::Listed));
}

#[test]
fn a_sharing_service_that_there_is_not_is_told_with_its_place_and_costs_itself_alone() {
    let folder = locales_folder();
    edit(folder.path(), "de/locale.toml", |_| "# Services\nshare = [\n  \"facebok\",\n  \"x\",\n]\n".to_owned());
    let site = site_of(folder.path());
    let finding = site.catalog().findings().iter().find(|f| f.path == "de/locale.toml").unwrap();
    assert_eq!((finding.level, finding.position), (Level::Error, Position { line: 3, column: 3 }), "{finding}");
    assert!(
        finding.message().contains("“facebok”") && finding.help().contains("facebook"),
        "{finding} {}",
        finding.help()
    );
    let key = site.catalog().by_tag("de").unwrap();
    assert_eq!(site.catalog().locale(key).visibility, Visibility::Listed);
    let shown = statement(&site, "de");
    let services: Vec<String> = all(&shown, ".use .services [translate=no]").iter().map(text).collect();
    assert_eq!(services, ["X"]);
    let check = Command::new(BINARY).args(["locales", "check", "--locales"]).arg(folder.path()).output().unwrap();
    assert_eq!(check.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&check.stdout).contains("facebok"));
}

#[test]
fn a_slip_that_is_mended_does_not_make_what_is_stale_look_new() {
    let folder = locales_folder();
    let path = |file: &str| folder.path().join(file);
    edit(folder.path(), "en/statement.ftl", |t| t.replace("The scourge of", "The evil of"));
    let good = std::fs::read_to_string(path("az/statement.ftl")).unwrap();
    let check = || {
        let mut command = Command::new(BINARY);
        command
            .args(["locales", "check", "--record", "az", "--locales"])
            .arg(folder.path())
            .output()
            .unwrap()
            .status
            .code()
    };
    std::fs::write(path("az/statement.ftl"), good.replace("background-origins =", "background-origins = {")).unwrap();
    assert_eq!(check(), Some(1));
    std::fs::write(path("az/statement.ftl"), good).unwrap();
    assert_eq!(check(), Some(0));
    let site = site_of(folder.path());
    let key = site.catalog().by_tag("az").unwrap();
    assert_eq!(site.catalog().coverage(key).stale, ["background-origins"]);
}

#[test]
fn every_translation_has_a_record_of_the_english_it_was_made_from() {
    let site = site(&[]);
    for (_, locale) in site.catalog().locales().filter(|(_, l)| l.id != "en") {
        let path = Path::new("locales").join(&locale.id).join(".made-from.ftl");
        let records = Records::parse(&std::fs::read_to_string(&path).unwrap());
        assert!(records.entries.len() > 80 && records.condition == Condition::Whole, "{}", locale.id);
        let key = site.catalog().by_tag(&locale.id).unwrap();
        assert!(site.catalog().recorded(key) == Ok(Some(records)), "{}: something is left to record", locale.id);
    }
}

#[test]
fn a_message_that_english_lacks_stops_the_start_by_name() {
    for (file, id, template) in [
        ("en/site.ftl", "skip", "statement.html"),
        ("en/share.ftl", "share-on", "statement.html"),
        ("en/share.ftl", "share-citation-text", "statement.html"),
        ("en/share.ftl", "share-email", "share.html"),
        ("en/contact.ftl", "contact-address", "contact.html"),
        ("en/error.ftl", "error-statement", "error.html"),
        ("en/languages.ftl", "languages-title", "languages.html"),
    ] {
        refused_by_name(file, id, template);
    }
}

fn refused_by_name(file: &str, id: &str, template: &str) {
    let folder = locales_folder();
    edit(folder.path(), file, |t| without(&t, id));
    let settings = settings(&[&format!("--locales={}", folder.path().display())]);
    let error = communique::cli::publish::publish(&settings, &"http://x".parse().unwrap())
        .err()
        .map(|e| format!("{e:#}"))
        .unwrap_or_default();
    assert!(error.contains(template) && error.contains(id), "{id}: {error}");
}

/// Two languages, and of their files those through which a passage speaks.
static PASSAGES: LazyLock<Vec<LocaleFile>> = LazyLock::new(|| {
    let files = ["site.ftl", "statement.ftl", "terms.ftl"];
    let of_a_passage = |file: &LocaleFile| {
        file.path
            .split_once('/')
            .is_some_and(|(language, name)| ["en", "de"].contains(&language) && files.contains(&name))
    };
    communique::cli::publish::locale_files(None).unwrap().into_iter().filter(of_a_passage).collect()
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_text_in_a_locale_file_gives_a_catalog(noise in "[ -~\\n{}\\[\\]*=.<>é؀-ۿ]{0,200}") {
        let mut files = PASSAGES.clone();
        for file in files.iter_mut().filter(|f| f.path == "de/statement.ftl") {
            file.text = format!("{noise}\n{}", file.text);
        }
        let catalog = Catalog::load(&files, &REQUIREMENTS).unwrap();
        prop_assert!(catalog.by_tag("de").is_some());
    }
}

/// The notices of a page, without markup.
fn notices(html: &scraper::Html) -> Vec<String> {
    all(html, ".notice").iter().map(text).collect()
}

const APPROVED: &str = "reviewed_by = \"Presse\"\nreviewed_on = \"2026-03-05\"\n";

#[test]
fn an_approval_stands_above_what_was_approved_and_what_has_changed_since_is_told_with_links() {
    let folder = locales_folder();
    let record = || {
        let tags = ["locales", "check", "--record", "--locales"];
        assert_eq!(Command::new(BINARY).args(tags).arg(folder.path()).output().unwrap().status.code(), Some(0));
    };
    let shown = |tag: &str, kind: Page| {
        let site = site_of(folder.path());
        let locale = site.catalog().locale(site.catalog().by_tag(tag).unwrap());
        page(&site, kind, locale)
    };
    edit(folder.path(), "fr/locale.toml", |_| APPROVED.to_owned());
    let reviewed = "Traduction révisée le 5 mars 2026 (révision : Presse).";
    let unreviewed = "Ceci est une traduction non officielle. Le texte anglais fait foi.";
    assert_eq!(notices(&shown("fr", Page::Statement)), [unreviewed], "not recorded yet");
    record();
    for &kind in Page::ALL {
        assert_eq!(notices(&shown("fr", kind)), [reviewed], "{kind:?}");
    }

    edit(folder.path(), "fr/statement.ftl", |t| t.replace("\nbackground-acts =", "\nbackground-acts = Autrement :"));
    edit(folder.path(), "fr/privacy.ftl", |t| t.replace("\nprivacy-title =", "\nprivacy-title = Autre"));
    record();
    let html = shown("fr", Page::Statement);
    let [first, second] = &notices(&html)[..] else { panic!("{:?}", notices(&html)) };
    assert!(
        first == reviewed && second.starts_with("Un passage a été modifié ou ajouté depuis la révision"),
        "{second}"
    );
    let links: Vec<&str> = all(&html, ".notice a[href^='#']").iter().map(|a| attribute(a, "href")).collect();
    assert_eq!(links, ["#background-acts"]);
    let unofficial = |kind: Page| notices(&shown("fr", kind))[0].starts_with("Ceci est une traduction non officielle");
    assert!(unofficial(Page::Privacy), "this page has changed, and nobody has approved it");
    assert!(!unofficial(Page::Contact), "this one is as it was");

    // Without an approval above it, nothing can have changed since.
    let good = std::fs::read_to_string(folder.path().join("fr/statement.ftl")).unwrap();
    edit(folder.path(), "fr/statement.ftl", |t| without(&t, "title"));
    assert!(unofficial(Page::Statement));
    assert!(!notices(&shown("fr", Page::Statement)).iter().any(|notice| notice.contains("depuis la révision")));
    std::fs::write(folder.path().join("fr/statement.ftl"), good).unwrap();

    // Nothing of a page in English is called approved, nor a text without records.
    std::fs::remove_file(folder.path().join("fr/accessibility.ftl")).unwrap();
    assert!(unofficial(Page::Accessibility));
    std::fs::remove_file(folder.path().join("fr/.made-from.ftl")).unwrap();
    assert!(unofficial(Page::Statement) && unofficial(Page::Contact));
    let site = site_of(folder.path());
    let twin = site.document("/fr/fight-against-terrorism.txt").unwrap().text();
    assert!(std::str::from_utf8(twin).unwrap().contains("Ceci est une traduction non officielle"));
}

#[test]
fn a_translation_that_is_to_be_confirmed_has_no_mark() {
    let folder = locales_folder();
    edit(folder.path(), "en/statement.ftl", |t| t.replace("The scourge of terrorism", "The evil of terrorism"));
    edit(folder.path(), "az/statement.ftl", |t| t.replace("\nbackground-origins =", "\nbackground-origins = Yeni:"));
    std::fs::remove_file(folder.path().join("tr/.made-from.ftl")).unwrap();
    let site = site_of(folder.path());
    for tag in ["az", "tr"] {
        assert!(all(&statement(&site, tag), ".notice a[href^='#']").is_empty(), "{tag}");
        let key = site.catalog().by_tag(tag).unwrap();
        assert!(site.catalog().to_be_confirmed(key).count() > 0, "{tag}");
    }
    assert_eq!(all(&statement(&site, "de"), ".notice a[href='#background-origins']").len(), 1);
}

#[test]
fn the_notice_of_what_is_missing_names_the_language_that_is_shown() {
    let folder = locales_folder();
    edit(folder.path(), "de/statement.ftl", |t| without(&t, "background-acts"));
    std::fs::create_dir(folder.path().join("fr-CA")).unwrap();
    std::fs::write(folder.path().join("fr-CA/statement.ftl"), "background-acts = Faits\n").unwrap();
    edit(folder.path(), "fr/statement.ftl", |t| without(&t, "background-origins"));
    let site = site_of(folder.path());
    let notice = notices(&statement(&site, "de")).remove(1);
    assert!(notice.contains("in einer anderen Sprache (English) angezeigt"), "{notice}");
    let html = statement(&site, "fr-CA");
    let links: Vec<&str> = all(&html, ".notice a[href^='#']").iter().map(|a| attribute(a, "href")).collect();
    assert_eq!(links, ["#background-origins"], "what French answers is not missing");
    assert_eq!(attribute(&one(&html, "#title"), "lang"), "fr");
}

#[test]
fn names_and_short_texts_that_are_left_in_english_are_marked_as_english() {
    let folder = locales_folder();
    std::fs::create_dir(folder.path().join("ka")).unwrap();
    for file in ["terms.ftl", "site.ftl"] {
        std::fs::copy(format!("locales/en/{file}"), folder.path().join("ka").join(file)).unwrap();
    }
    let html = statement(&site_of(folder.path()), "ka");
    assert_eq!(attribute(&one(&html, ".name span"), "lang"), "en");
    let contact = all(&html, "footer li:last-child span");
    assert_eq!((attribute(&contact[0], "lang"), text(&contact[0])), ("en", "Contact".to_owned()));
    let html = statement(&site_of(folder.path()), "fr");
    assert!(all(&html, "footer li span").is_empty(), "where it is said to be the same it is French");
}

#[test]
fn a_name_that_has_changed_is_accepted_by_its_name() {
    let folder = locales_folder();
    edit(folder.path(), "en/terms.ftl", |t| t.replace("-ministry = Ministry", "-ministry = The Ministry"));
    let open = || -> Vec<String> {
        let site = site_of(folder.path());
        let key = site.catalog().by_tag("tr").unwrap();
        site.catalog().to_be_confirmed(key).map(|(id, _)| id.to_owned()).collect()
    };
    assert_eq!(open(), ["-ministry"]);
    let mut accept = Command::new(BINARY);
    accept.args(["locales", "--locales"]).arg(folder.path()).args(["accept", "tr", "-ministry"]);
    let output = accept.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(open().is_empty());
}

#[test]
fn after_a_slip_of_the_pen_in_the_english_every_language_is_accepted_at_once() {
    let folder = locales_folder();
    edit(folder.path(), "en/statement.ftl", |t| t.replace("the 1980s.", "the late 1980s."));
    edit(folder.path(), "en/terms.ftl", |t| t.replace("-ministry = Ministry", "-ministry = The Ministry"));
    // What its translator has changed as well is not accepted by somebody else.
    edit(folder.path(), "de/terms.ftl", |t| t.replace("] Ministerium", "] Das Ministerium"));
    let open = || -> BTreeMap<String, Vec<String>> {
        let site = site_of(folder.path());
        let catalog = site.catalog();
        let locales = catalog.locales().filter(|(_, locale)| locale.id != "en");
        let open = |(key, locale): (_, &Locale)| {
            (locale.id.clone(), catalog.to_be_confirmed(key).map(|(id, _)| id.to_owned()).collect::<Vec<_>>())
        };
        locales.map(open).collect()
    };
    let changed = open()["fr"].clone();
    assert_eq!(changed.len(), 2, "{changed:?}");
    assert!(open().values().all(|ids| ids.len() == 2));
    let accept = |ids: &[&str]| {
        let mut accept = Command::new(BINARY);
        accept.args(["locales", "--locales"]).arg(folder.path()).args(["accept", "--every-language"]).args(ids);
        let output = accept.output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).lines().count())
    };
    assert_eq!(accept(&["no-such-text"]), (Some(2), 0));
    assert_eq!(accept(&[]).0, Some(2));
    let mut ids: Vec<&str> = changed.iter().map(String::as_str).collect();
    // The term comes first, where a locale would be named.
    ids.sort_unstable();
    assert_eq!(ids[0], "-ministry");
    // One line for each text: what is accepted, and what stays to be confirmed.
    assert_eq!(accept(&ids), (Some(0), 2 * 9));
    let left: Vec<(String, Vec<String>)> = open().into_iter().filter(|(_, ids)| !ids.is_empty()).collect();
    assert_eq!(left, [("de".to_owned(), vec!["-ministry".to_owned()])]);
    assert_eq!(accept(&ids), (Some(0), 2), "one stays, and there is nothing to accept");
}

#[test]
fn a_fault_in_one_attribute_and_damage_to_the_records_leave_the_language_in_the_menu() {
    let folder = locales_folder();
    edit(folder.path(), "fr/share.ftl", |t| t.replacen("    .", "    .x = <b>\n    .", 1));
    edit(folder.path(), "fr/.made-from.ftl", |t| t.replacen("\n# ", "\n<<<<<<< HEAD\n# ", 1));
    edit(folder.path(), "en/site.ftl", |t| t.replace("\nskip = Skip", "\nskip = Jump"));
    let site = site_of(folder.path());
    let key = site.catalog().by_tag("fr").unwrap();
    assert_eq!(site.catalog().locale(key).visibility, Visibility::Listed);
    assert!(all(&statement(&site, "fr"), "meta[name=robots]").is_empty());
    assert_eq!(site.catalog().missing(key).len(), 1);
}

#[test]
fn a_new_attribute_of_the_english_is_shown_in_english_beside_the_translation() {
    let folder = locales_folder();
    let without_hint = |t: String| {
        let at = t.find("\nshare-link =").unwrap();
        let start = at + t[at..].find("    .hint =").unwrap();
        let end = start + t[start..].find('\n').unwrap() + 1;
        format!("{}{}", &t[..start], &t[end..])
    };
    // As if the English had got it after everything was translated.
    edit(folder.path(), "fr/share.ftl", without_hint);
    edit(folder.path(), "fr/.made-from.ftl", |t| {
        let t = without_hint(t);
        let french = "share-link = Lien\n    .copied = Le lien a été copié.\n    .copy = Copier le lien\n";
        let at = t.find("\nshare-link =").unwrap();
        let line = t[..at].rfind("# ").unwrap();
        format!("{}# {}{}", &t[..line], fingerprint(french), &t[at..])
    });
    let site = site_of(folder.path());
    let key = site.catalog().by_tag("fr").unwrap();
    let found: Vec<_> = site.catalog().findings().iter().map(|f| (f.rule, f.path.as_str(), f.id.as_deref())).collect();
    assert_eq!(found, [("out-of-date", "fr/share.ftl", Some("share-link"))]);
    assert_eq!(site.catalog().locale(key).visibility, Visibility::Listed);
    let html = page(&site, Page::Share, site.catalog().locale(key));
    assert!(all(&html, "h2").iter().any(|h| text(h) == "Lien" && attribute(h, "lang").is_empty()));
    assert!(all(&html, "main [lang=en]").iter().any(|e| text(e) == "The address of the page in this language."));
}

#[test]
fn a_text_over_several_lines_is_one_line_wherever_lines_count() {
    let folder = locales_folder();
    for (file, id) in [("site.ftl", "description"), ("statement.ftl", "background-origins")] {
        edit(folder.path(), &format!("fr/{file}"), |t| {
            let (before, text) = t.split_once(&format!("\n{id} = ")).unwrap();
            let (first, rest) = text.split_once(", ").or_else(|| text.split_once(' ')).unwrap();
            format!("{before}\n{id} =\n    {first},\n\n    {rest}")
        });
    }
    let site = site_of(folder.path());
    let html = statement(&site, "fr");
    let description = attribute(&one(&html, "meta[name=description]"), "content").to_owned();
    assert!(description.len() > 100 && !description.contains('\n'), "{description:?}");
    let twin = String::from_utf8(site.document("/fr/fight-against-terrorism.txt").unwrap().text().to_vec()).unwrap();
    assert!(twin.split("\n\n").all(|paragraph| !paragraph.trim_end().contains('\n')), "{twin}");
    assert_eq!(twin.split("\n\n").count(), {
        let twin = site_of(locales_folder().path());
        let twin = twin.document("/fr/fight-against-terrorism.txt").unwrap().text();
        String::from_utf8_lossy(twin).split("\n\n").count()
    });
}

#[test]
fn a_language_in_two_scripts_is_one_locale_to_open_graph() {
    let folder = locales_folder();
    for (tag, name) in [("sr", "Српски"), ("sr-Latn", "Srpski")] {
        let new = folder.path().join(tag);
        std::fs::create_dir(&new).unwrap();
        for file in std::fs::read_dir(folder.path().join("de")).unwrap().map(|entry| entry.unwrap().path()) {
            std::fs::copy(&file, new.join(file.file_name().unwrap())).unwrap();
        }
        edit(folder.path(), &format!("{tag}/site.ftl"), |t| {
            t.replace("language-name = Deutsch", &format!("language-name = {name}"))
        });
    }
    let site = site_of(folder.path());
    for tag in ["sr", "sr-Latn"] {
        assert_eq!(attribute(&one(&statement(&site, tag), "meta[property='og:locale']"), "content"), "sr_RS", "{tag}");
    }
}

#[test]
fn a_day_is_written_in_the_language_of_its_sentence() {
    let folder = locales_folder();
    edit(folder.path(), "ar/privacy.ftl", |t| without(&t, "privacy-dated"));
    let site = site_of(folder.path());
    let locale = site.catalog().locale(site.catalog().by_tag("ar").unwrap());
    let dated = text(&one(&page(&site, Page::Privacy, locale), ".side time"));
    assert!(dated.starts_with("Version of ") && dated.is_ascii(), "{dated}");
}

#[test]
fn the_plain_text_says_what_the_page_says_of_its_passages() {
    let folder = locales_folder();
    edit(folder.path(), "en/statement.ftl", |t| t.replace("the 1980s.", "the late 1980s."));
    edit(folder.path(), "fr/statement.ftl", |t| without(&t, "background-acts"));
    let site = site_of(folder.path());
    let twin = String::from_utf8(site.document("/fr/fight-against-terrorism.txt").unwrap().text().to_vec()).unwrap();
    for notice in notices(&statement(&site, "fr")) {
        let notice = notice.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(twin.replace(['\u{a0}', '\u{202f}'], " ").contains(&notice), "“{notice}” is not in {twin}");
    }
    assert_eq!(notices(&statement(&site, "fr")).len(), 3);
    // One that is in another language itself says so, as a passage does.
    edit(folder.path(), "fr/site.ftl", |t| without(&without(&t, "notice-missing"), "notice-unreviewed"));
    let site = site_of(folder.path());
    let twin = String::from_utf8(site.document("/fr/fight-against-terrorism.txt").unwrap().text().to_vec()).unwrap();
    for notice in ["[English] One passage has not been translated yet", "[English] This is an unofficial translation"] {
        assert!(twin.contains(notice), "“{notice}” is not in {twin}");
    }
}

#[test]
fn whatever_is_not_written_down_is_accepted_together_and_named() {
    let folder = locales_folder();
    edit(folder.path(), "en/statement.ftl", |t| t.replace("the 1980s.", "the late 1980s."));
    edit(folder.path(), "fr/.made-from.ftl", |t| without(&t, "rights"));
    let accept = |arguments: &[&str]| {
        let command = ["locales", "accept", "--locales", folder.path().to_str().unwrap()];
        let output = Command::new(BINARY).args(command).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said, _) = accept(&["fr", "--all"]);
    assert_eq!((code, said.as_str()), (Some(0), "fr: background-origins accepted\nfr: rights accepted\n"));
    assert_eq!(accept(&["fr", "--all"]).1, "fr: there is nothing to accept\n");
    let (code, _, said) = accept(&["fr", "rights", "--locales", "x"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("--locales is no text; options stand first"), "{said}");
}

#[test]
fn a_variant_lacks_only_what_its_parents_lack_too() {
    let folder = locales_folder();
    let variant = folder.path().join("fr-CA");
    std::fs::create_dir(&variant).unwrap();
    std::fs::write(variant.join("site.ftl"), "language-name = Français (Canada)\n").unwrap();
    edit(folder.path(), "fr/share.ftl", |t| without(&t, "share-title"));
    let site = site_of(folder.path());
    let missing = site.catalog().missing(site.catalog().by_tag("fr-CA").unwrap());
    assert_eq!(missing.into_iter().map(|(id, _)| id).collect::<Vec<_>>(), ["share-title"]);
}
