//! `--preview`: what translators see of what they save, and that nothing of it exists without the flag.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use scraper::Html;

use crate::support::html::{all, attribute, one, text};
use crate::support::program::{Program, serve, wait_until};
use crate::support::request::ask;
use crate::support::response::Response;
use crate::support::running::Running;
use crate::support::security::assert_security_headers;
use crate::support::site::{edit, folder_of, locales_folder, page, site};
use communique::site::Page;

const STATEMENT: &str = "/de/fight-against-terrorism";

fn preview(folder: &Path, locales: &Path) -> Program {
    Program::start(folder, &["--preview", &format!("--locales={}", locales.display())])
}

fn get(server: &Program, path: &str) -> Response {
    ask(server.address(), "GET", path, &[])
}

/// What the server says is the version of what it shows, once it is another than this one.
fn version(server: &Program, after: &str) -> String {
    let answer = get(server, &format!("/_l10n/wait?after={after}"));
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    answer.text().trim_start_matches("{\"version\":").trim_end_matches('}').to_owned()
}

/// What is wrong, as the strip of each page shows it.
fn wrong(server: &Program) -> String {
    text(&one(&get(server, "/_l10n/findings").html(), "#wrong"))
}

/// Gives a message of a file another text.
fn reword(locales: &Path, file: &str, id: &str, text: &str) {
    edit(locales, file, |messages| {
        let line = messages.lines().find(|line| line.starts_with(&format!("{id} ="))).unwrap().to_owned();
        messages.replace(&line, &format!("{id} = {text}"))
    });
}

#[test]
fn a_preview_answers_by_no_name_that_somebody_else_can_give_this_machine() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), locales_folder());
    let server = preview(folder.path(), locales.path());
    for path in [STATEMENT, "/_l10n/de", "/_l10n/findings"] {
        let answer = ask(server.address(), "GET", path, &[("host", "evil.example")]);
        assert_eq!(answer.status, 421, "{path}");
        assert!(!answer.text().contains("Terrorismus"), "{path}");
        assert_eq!(ask(server.address(), "GET", path, &[("host", "localhost:8080")]).status, 200, "{path}");
        assert_eq!(get(&server, path).status, 200, "{path}");
    }
}

#[test]
fn without_the_flag_no_page_no_route_and_no_header_of_a_preview_exists() {
    let server = Running::start(&[]);
    for path in ["/_l10n", "/_l10n/", "/_l10n/wait", "/_l10n/findings", "/_l10n/en", "/_l10n/EN"] {
        assert_eq!(server.get(path, &[]).status, 404, "{path}");
    }
    let moved = server.get("/en-XA/share", &[]);
    assert!(moved.header("location").ends_with("/en/share"), "{} is a form of English", moved.status);
    let published = server.app.published.load();
    for (path, document) in published.site.documents() {
        let text = std::str::from_utf8(document.text()).unwrap();
        assert!(!text.contains("l10n"), "{path} has something of a preview");
        let answer = server.get(&format!("{path}?l10n=keys"), &[]);
        assert!(answer.decoded() == document.text(), "{path} is another page if it is asked for marks");
        assert_security_headers(&answer, false, path);
        assert!(answer.header("cache-control").starts_with("public"), "{path}");
    }
}

#[test]
fn every_answer_of_a_preview_is_kept_by_nobody_and_every_page_says_what_it_is() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "de", "ar"]));
    let server = preview(folder.path(), locales.path());
    let pages = [
        "share",
        "privacy",
        "accessibility",
        "contact",
        "contact?topic=text",
        "nowhere",
        "fight-against-terrorism",
        "fight-against-terrorism?with=en",
    ];
    let mut paths = vec!["/".to_owned()];
    paths
        .extend(["en", "de", "ar", "en-XA", "ar-XB"].iter().flat_map(|tag| pages.map(|page| format!("/{tag}/{page}"))));
    paths.extend(["", "?l10n=marks", "?l10n=keys"].map(|query| format!("/de/contact/received/2345{query}")));
    let own =
        ["/_l10n", "/_l10n/", "/_l10n/findings", "/_l10n/de", "/_l10n/wait", "/favicon.svg", "/robots.txt", "/de"];
    for path in paths.iter().map(String::as_str).chain(own) {
        let answer = get(&server, path);
        assert_eq!((answer.header("cache-control"), answer.header("x-robots-tag")), ("no-store", "noindex"), "{path}");
        assert_security_headers(&answer, false, path);
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let html = answer.html();
        let (strip, scripts) = (one(&html, "aside#l10n[lang=en][dir=ltr]"), all(&html, "aside#l10n + script"));
        assert!(text(&strip).starts_with("Preview") && scripts.len() == 1, "{path}");
        assert_eq!(attribute(&strip, "data-wait"), "/_l10n/wait", "{path}");
        assert_eq!(all(&html, "#l10n [role=status], #wrong[role=status]").len(), 1, "{path}");
        for link in all(&html, "#l10n a[href^='/']") {
            assert_eq!(get(&server, attribute(&link, "href")).status, 200, "{path}: {}", attribute(&link, "href"));
        }
    }
}

#[test]
fn the_menu_of_a_preview_has_the_hidden_languages_and_those_by_link_and_the_pseudo_locales() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "de", "fr", "ar"]));
    std::fs::write(locales.path().join("de/locale.toml"), "state = \"hidden\"\n").unwrap();
    std::fs::write(locales.path().join("fr/locale.toml"), "state = \"by-link\"\n").unwrap();
    let server = preview(folder.path(), locales.path());
    let html = get(&server, "/ar/share").html();
    let menu: BTreeSet<_> = all(&html, ".menu a").iter().map(|link| attribute(link, "hreflang").to_owned()).collect();
    assert_eq!(menu, ["ar", "ar-XB", "de", "en", "en-XA", "fr"].map(str::to_owned).into());
    for link in all(&html, ".menu a") {
        assert_eq!(get(&server, attribute(&link, "href")).status, 200);
    }
    assert!(!get(&server, "/sitemap.xml").text().contains("/de/"), "search engines are told of none of them");
}

#[test]
fn each_of_fifty_saves_in_a_row_is_told_to_a_page_that_waits_and_is_shown() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "de"]));
    let server = preview(folder.path(), locales.path());
    let mut shown = version(&server, "");
    for number in 1..=50 {
        let text = format!("Fassung {number}.");
        shown = std::thread::scope(|scope| {
            let waiting = scope.spawn(|| version(&server, &shown));
            reword(locales.path(), "de/statement.ftl", "background", &text);
            waiting.join().unwrap()
        });
        // A write may be seen half done; the rest is told then.
        while !get(&server, STATEMENT).text().contains(&text) {
            shown = version(&server, &shown);
        }
    }
}

#[test]
fn a_broken_save_keeps_the_last_good_text_of_its_file_and_says_where_what_and_what_to_do_until_it_is_mended() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "de"]));
    let server = preview(folder.path(), locales.path());
    assert_eq!(wrong(&server), "");
    let shows = |path: &str, text: &str| get(&server, path).text().contains(text);
    reword(locales.path(), "de/statement.ftl", "background", "Gutes");
    wait_until("it is shown", || shows(STATEMENT, "Gutes"));
    for (file, id, broken, said) in [
        ("de/statement.ftl", "background", "Kaputtes { $nix }", &["{ $nix }", "English: Background information"][..]),
        ("de/statement.ftl", "background", "Kaputtes { $nix", &["this { is never closed", "What to do: add }"]),
        ("en/statement.ftl", "background", "Broken { $no }", &["{ $no }"]),
    ] {
        let good = std::fs::read_to_string(locales.path().join(file)).unwrap();
        reword(locales.path(), file, id, broken);
        wait_until("it is said", || wrong(&server).contains("error in "));
        let found = wrong(&server);
        assert!(
            found.contains(&format!("error in {file}:")) && found.contains("The last good text is shown"),
            "{found}"
        );
        assert!(said.iter().all(|said| found.contains(said)), "{found}");
        assert!(shows(STATEMENT, "Gutes") && shows("/en/fight-against-terrorism", "Background"), "{broken}");
        // What is saved elsewhere meanwhile is shown.
        reword(locales.path(), "de/site.ftl", "share-more", &format!("Neben {broken:.3}"));
        wait_until("the other file is shown", || shows(STATEMENT, &format!("Neben {broken:.3}")));
        assert!(shows(STATEMENT, "Gutes"));
        std::fs::write(locales.path().join(file), good).unwrap();
        wait_until("it is mended", || wrong(&server).is_empty());
        assert!(shows(STATEMENT, "Gutes"));
    }
    std::fs::rename(locales.path().join("en"), locales.path().join("english")).unwrap();
    wait_until("it is said", || wrong(&server).contains("there is no folder en/"));
    assert!(shows(STATEMENT, "Gutes"));
    std::fs::rename(locales.path().join("english"), locales.path().join("en")).unwrap();
    wait_until("it is mended", || wrong(&server).is_empty());
}

#[test]
fn a_translation_that_is_saved_in_a_preview_is_right_for_the_english_of_now_and_nothing_else_is_written_down() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "de", "fr"]));
    reword(locales.path(), "en/statement.ftl", "background", "What happened");
    reword(locales.path(), "en/statement.ftl", "heading", "AGAINST TERROR");
    let records = |tag: &str| std::fs::read_to_string(locales.path().join(tag).join(".made-from.ftl")).unwrap();
    let (german, french) = (records("de"), records("fr"));
    let server = preview(folder.path(), locales.path());
    let todo = || text(&one(&get(&server, "/_l10n/de").html(), "main"));
    let out_of_date = |count: usize| wait_until("it is said", || todo().matches("out of date").count() == count);
    let before = todo().matches("out of date").count();
    assert!(before >= 2, "{}", todo());
    reword(locales.path(), "de/statement.ftl", "background", "Was geschah");
    wait_until("it is written down", || records("de").contains("background = What happened"));
    assert!(
        !records("de").contains("heading = AGAINST TERROR") && records("fr") == french,
        "what nobody has touched stays"
    );
    out_of_date(before - 1);
    // Nothing is written down of a mistake, nor of a change of the English.
    let written = records("de");
    reword(locales.path(), "de/statement.ftl", "heading", "GEGEN { $nix }");
    wait_until("it is said", || wrong(&server).contains("{ $nix }"));
    reword(locales.path(), "en/statement.ftl", "background", "What has happened");
    wait_until("it is shown", || get(&server, "/en/fight-against-terrorism").text().contains("What has happened"));
    assert!(records("de") == written && written != german);
    reword(locales.path(), "de/statement.ftl", "heading", "GEGEN TERROR");
    wait_until("it is written down", || records("de").contains("heading = AGAINST TERROR"));
    assert!(records("de").contains("background = What happened\n"), "its English has changed since");
}

#[test]
fn a_preview_of_files_that_nobody_may_write_says_that_it_writes_nothing_down() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "de"]));
    let server = preview(folder.path(), locales.path());
    // Where the new records are to be made, something else stands.
    std::fs::create_dir(locales.path().join("de/.made-from.ftl.new")).unwrap();
    reword(locales.path(), "de/statement.ftl", "background", "Was geschah");
    wait_until("it is shown", || get(&server, STATEMENT).text().contains("Was geschah"));
    wait_until("it is told", || server.log().contains("what was saved is not written down"));
}

#[test]
fn marks_say_which_text_stands_where_and_what_is_to_be_done_for_it() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "de"]));
    reword(locales.path(), "en/statement.ftl", "background-acts", "Another English.");
    edit(locales.path(), "de/statement.ftl", |text| crate::support::site::without(&text, "background-origins"));
    reword(locales.path(), "en/statement.ftl", "national-measures-law", "Law on the fight (1999).");
    reword(locales.path(), "de/statement.ftl", "national-measures-law", "Gesetz über den Kampf (1999).");
    let server = preview(folder.path(), locales.path());
    let html = get(&server, &format!("{STATEMENT}?l10n=marks")).html();
    let file = |tag: &str| std::fs::read_to_string(locales.path().join(tag).join("statement.ftl")).unwrap();
    for (passage, tag, standing, state) in [
        ("background", "de", "up to date", None),
        ("background-acts", "de", "out of date", Some("[out of date]")),
        ("background-origins", "en", "missing", Some("[missing]")),
        ("national-measures-law", "de", "to be confirmed", Some("[to be confirmed]")),
    ] {
        let mark = one(&html, &format!("#{passage} .l10n-text"));
        let line = |tag| file(tag).lines().position(|line| line.starts_with(&format!("{passage} ="))).unwrap() + 1;
        let lines: Vec<&str> = attribute(&mark, "title").lines().collect();
        let [head, place, english] = lines[..] else { panic!("{lines:?}") };
        assert_eq!(head, format!("{passage}: {standing}"));
        assert_eq!(place, format!("{tag}/statement.ftl:{}", line(tag)));
        let written = file("en").lines().nth(line("en") - 1).unwrap().split_once("= ").unwrap().1.to_owned();
        let begins = written.split(['<', '{']).next().unwrap();
        assert!(english.starts_with(&format!("English: {begins}")), "{english}");
        let said = all(&html, &format!("#{passage} .l10n-state")).iter().map(text).collect::<Vec<_>>();
        assert_eq!(said, state.into_iter().collect::<Vec<_>>());
    }
    let titles = |html: &Html| {
        all(html, ".l10n-text").iter().map(|mark| attribute(mark, "title").to_owned()).collect::<Vec<_>>()
    };
    let own = titles(&get(&server, "/en/share?l10n=marks").html());
    assert!(!own.is_empty() && own.iter().all(|title| title.lines().count() == 2), "the English has none: {own:?}");
    for page in ["fight-against-terrorism", "share", "privacy", "accessibility", "contact"] {
        let path = format!("/de/{page}");
        let html = get(&server, &format!("{path}?l10n=marks")).html();
        assert!(all(&html, "main .l10n-text[title]").len() > 5, "{path}");
        assert_eq!(all(&get(&server, &path).html(), ".l10n-text").len(), 0, "{path}");
    }
}

#[test]
fn the_other_forms_of_two_languages_are_of_two_languages() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "de", "fr"]));
    let server = preview(folder.path(), locales.path());
    for (path, expected) in [
        (STATEMENT.to_owned(), ["?", "?l10n=marks", "?l10n=keys"]),
        (format!("{STATEMENT}?with=fr"), ["?with=fr", "?with=fr&l10n=marks", "?with=fr&l10n=keys"]),
    ] {
        for link in expected.iter().map(|link| format!("{STATEMENT}{link}")).chain([path]) {
            let html = get(&server, &link).html();
            let links = all(&html, "#l10n a[href^='?']");
            assert_eq!(links.iter().map(|link| attribute(link, "href")).collect::<Vec<_>>(), expected, "{link}");
        }
    }
}

#[test]
fn messages_of_a_preview_without_a_database_of_its_own_go_with_it() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en"]));
    let temporary = tempfile::tempdir().unwrap();
    let left = |folder: &Path| std::fs::read_dir(folder).unwrap().count();
    let flag = format!("--locales={}", locales.path().display());
    let mut command = serve(folder.path(), &["--preview", &flag]);
    command.env_remove("STATE_DIRECTORY").env("TMPDIR", temporary.path()).current_dir(folder.path());
    let mut server = Program::from(command);
    assert_eq!((left(folder.path()), left(temporary.path())), (0, 1));
    server.process.signal("TERM");
    assert_eq!(server.process.end().1, Some(0));
    assert_eq!((left(folder.path()), left(temporary.path())), (0, 0));
    let chosen = preview(folder.path(), locales.path());
    assert_eq!(get(&chosen, "/en/share").status, 200);
    assert!(crate::support::program::database(folder.path()).exists(), "systemd says where");
}

#[test]
fn names_stand_in_the_place_of_texts_if_they_are_asked_for() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "ar"]));
    let server = preview(folder.path(), locales.path());
    let keyed = |path: &str| get(&server, &format!("{path}?l10n=keys")).html();
    let html = keyed("/ar/contact");
    assert_eq!(text(&one(&html, "h1")), "contact-title");
    assert_eq!(text(&one(&html, "title")), "document-title");
    assert!(all(&html, "label, legend").iter().any(|label| text(label).contains("contact-topic")));
    assert_eq!(text(&one(&keyed("/ar/fight-against-terrorism"), "h1")), "title");
    assert_eq!(text(&one(&keyed("/ar/nowhere"), "h1")), "error-not-found");
    // A save is shown by name, too.
    reword(locales.path(), "ar/contact.ftl", "contact-title", "كلمة");
    wait_until("it is shown", || text(&one(&get(&server, "/ar/contact").html(), "h1")) == "كلمة");
    assert_eq!(text(&one(&keyed("/ar/contact"), "h1")), "contact-title");
}

#[test]
fn all_texts_of_a_language_stand_on_one_page_filled_in_beside_their_english() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), locales_folder());
    let server = preview(folder.path(), locales.path());
    let english: Vec<String> =
        communique::l10n::placed(&communique::l10n::disk::read_folder(locales.path()).unwrap(), "en")
            .into_iter()
            .map(|placed| placed.id)
            .collect();
    for (tag, rows) in [("de", 2), ("ru", 3), ("ar", 6), ("zh-Hans", 1), ("en-XA", 2)] {
        let html = get(&server, &format!("/_l10n/{tag}")).html();
        let row = |id: &str| one_with_id(&html, id);
        for id in &english {
            assert!(all_lines(&html, &row(id)) > 0, "{tag}: {id}");
        }
        let counted = row("in-languages");
        assert_eq!(all_lines(&html, &counted), rows, "{tag}");
        let language = if tag == "en-XA" { "en-XA" } else { tag };
        assert!(!all(&html, &format!("[id='{counted}'] td [lang='{language}']")).is_empty(), "{tag}");
    }
    let html = get(&server, "/_l10n/de").html();
    let heading = "Wie es weitergeht";
    let told = all(&html, "td").into_iter().filter(|cell| text(cell) == heading).count();
    assert_eq!(told, 1, "only another part of that text chooses");
    let html = get(&server, "/_l10n/ru").html();
    let passage = one(&html, "#text-background-origins");
    let shown = text(&passage);
    assert!(shown.contains("up to date") && shown.contains("ru/statement.ftl:"), "{shown}");
    let link = attribute(&one(&html, "#text-background-origins a"), "href").to_owned();
    assert_eq!(link, "/ru/fight-against-terrorism#background-origins");
    assert_eq!(all(&html, "th[scope=col]").len() % 4, 0);
    for link in all(&html, "a[href^='/']") {
        let href = attribute(&link, "href").split('#').next().unwrap();
        assert_eq!(get(&server, href).status, 200, "{href}");
    }
    assert_eq!(get(&server, "/_l10n/xx").status, 404);
    for (asked, right) in [("FR", "fr"), ("fr/", "fr"), ("ZH_hans", "zh-Hans"), ("En", "en")] {
        let moved = get(&server, &format!("/_l10n/{asked}"));
        assert_eq!(moved.status, 308, "{asked}");
        assert!(moved.header("location").ends_with(&format!("/_l10n/{right}")), "{asked}");
    }
}

#[test]
fn a_preview_lists_its_languages_with_what_is_to_be_done_for_each_and_leads_to_their_texts() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "de", "fr"]));
    std::fs::write(locales.path().join("fr/locale.toml"), "state = \"hidden\"\n").unwrap();
    reword(locales.path(), "en/statement.ftl", "background-acts", "Another English.");
    edit(locales.path(), "de/statement.ftl", |text| crate::support::site::without(&text, "background-origins"));
    let server = preview(folder.path(), locales.path());
    for path in ["/_l10n", "/_l10n/"] {
        let html = get(&server, path).html();
        let entry = |tag: &str| text(&one(&html, &format!("li[id='{tag}']")));
        assert!(entry("de").starts_with("Deutsch de"), "{}", entry("de"));
        assert!(entry("de").contains("listed, ") && entry("de").contains("1 missing"), "{}", entry("de"));
        assert!(entry("de").contains(", 1 out of date"), "{}", entry("de"));
        assert!(entry("fr").contains("hidden, 100 % of the words of the statement; "), "{}", entry("fr"));
        assert!(entry("en").contains("the English") && entry("ar-XB").contains("made of the English"));
        assert_eq!(all(&html, "main li").len(), 5);
        for link in all(&html, "main a") {
            assert_eq!(get(&server, attribute(&link, "href")).status, 200, "{}", attribute(&link, "href"));
        }
        assert_eq!(attribute(&one(&html, "li#de h2 a"), "href"), "/_l10n/de");
        assert_eq!(text(&one(&html, "#l10n [aria-current=page]")), "Languages");
    }
}

#[test]
fn where_the_english_says_how_long_a_text_may_be_its_length_is_told_as_the_check_counts_it() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "de"]));
    edit(locales.path(), "en/share.ftl", |text| {
        text + "\n# max-length: 9\n# $n (Number) how many, for example 7\nmeasured = { $n } or more\n    .short = { $n }\n"
    });
    edit(locales.path(), "de/share.ftl", |text| {
        text + "\nmeasured = <strong>{ $n }</strong> oder\u{ad} mehr\n    .short = { $n }\n"
    });
    let server = preview(folder.path(), locales.path());
    let html = get(&server, "/_l10n/de").html();
    let told = |id: &str| all(&html, &format!("#text-{id} td p")).iter().map(text).collect::<Vec<_>>();
    assert_eq!(told("measured"), ["11 of 9 characters, 2 too many", "1 of 9 characters"]);
    assert!(told("share-title").is_empty(), "nothing is said of it");
}

fn one_with_id(html: &Html, id: &str) -> String {
    let anchor = format!("text{}{id}", if id.starts_with('-') { "" } else { "-" });
    assert_eq!(all(html, &format!("[id='{anchor}']")).len(), 1, "{id}");
    anchor
}

fn all_lines(html: &Html, anchor: &str) -> usize {
    all(html, &format!("[id='{anchor}'] tr")).len()
}

#[test]
fn a_page_that_waits_does_not_hold_up_the_stop() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en"]));
    let mut server = preview(folder.path(), locales.path());
    let (shown, address) = (version(&server, ""), server.address());
    let waiting = std::thread::spawn(move || {
        crate::support::request::try_send(address, "GET", &format!("/_l10n/wait?after={shown}"), &[], Vec::new())
            .is_ok()
    });
    std::thread::sleep(Duration::from_millis(300));
    let started = Instant::now();
    server.process.signal("TERM");
    assert_eq!(server.process.end().1, Some(0));
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    assert!(waiting.join().unwrap(), "it is answered");
}

#[test]
fn a_preview_needs_a_folder_and_says_so_where_others_can_reach_it() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en"]));
    let (status, said) = Program::try_from(&mut serve(folder.path(), &["--preview"])).err().unwrap();
    assert_eq!(status.code(), Some(2));
    assert!(said.contains("--preview (COMMUNIQUE_PREVIEW)"), "{said}");
    let locales = format!("--locales={}", locales.path().display());
    let flags = ["--preview", &locales, "--listen=0.0.0.0:0", "--public-url=http://127.0.0.1"];
    assert!(Program::start(folder.path(), &flags).log().contains("others can reach this preview"));
    let server = Program::start(folder.path(), &["--preview", &locales]);
    assert!(server.address().ip().is_loopback() && !server.log().contains("others can reach"));
}

#[test]
fn what_is_shown_is_what_is_published_but_for_the_strip() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), locales_folder());
    let server = preview(folder.path(), locales.path());
    let published = site(&[]);
    for (_, locale) in published.catalog().listed() {
        for &kind in Page::ALL {
            let html = page(&published, kind, locale);
            let shown = get(&server, &published.addresses().page(kind, locale)).html();
            let main = |html: &Html| {
                let mut shown = text(&one(html, "main"));
                // Somebody may want an answer in any language that there is.
                for pseudo in all(html, "option[value='en-XA'], option[value='ar-XB'], #to-en-XA, #to-ar-XB") {
                    shown = shown.replacen(&text(&pseudo), "", 1);
                }
                shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
                shown.replace("http://", "").replace("https://", "").replace(&server.listen, "www.example.org")
            };
            assert_eq!(main(&shown), main(&html), "{} {kind:?}", locale.id);
        }
    }
}
