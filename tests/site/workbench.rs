//! The commands by which translators see what is left to do: `locales status`, `todo`, `show` and `new`.

use std::path::Path;

use serde_json::Value;

use crate::support::program::BINARY;
use crate::support::site::{edit, locales, locales_folder, site_of, without};

/// What a command says, if it went well.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let (code, said) = locales(folder, arguments);
    assert_eq!(code, Some(0), "{arguments:?}: {said}");
    said
}

/// The block of a text in what `todo` says.
fn block<'s>(said: &'s str, id: &str) -> &'s str {
    let blocks = said.split("\n\n");
    let is_it = |block: &&str| block.lines().next().is_some_and(|line| line.contains(&format!("  {id}: ")));
    blocks.into_iter().find(is_it).unwrap_or_else(|| panic!("{id} is not in {said}"))
}

#[test]
fn a_language_that_is_whole_has_nothing_left_to_do() {
    let folder = locales_folder();
    for locale in std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()) {
        let tag = locale.file_name().unwrap().to_str().unwrap();
        if locale.is_dir() && tag != "en" {
            assert_eq!(said(folder.path(), &["todo", tag]), format!("{tag}: nothing is left to do\n"));
        }
    }
}

#[test]
fn what_is_left_to_do_is_told_with_its_english_its_comment_and_its_next_step() {
    let folder = locales_folder();
    let path = folder.path();
    edit(path, "en/statement.ftl", |text| text.replace("background-origins = ", "background-origins = Today: "));
    edit(path, "fr/site.ftl", |text| without(&text, "skip"));
    edit(path, "fr/receipt.ftl", |text| without(&text, "receipt-title"));
    edit(path, "fr/contact.ftl", |text| text.replacen("contact-send = ", "contact-send = <b>", 1));
    let said = said(path, &["todo", "fr"]);
    let first = said.lines().next().unwrap();
    assert_eq!(first, "fr: 4 texts left to do (2 missing, 1 wrong, 1 out of date)");
    let stale = block(&said, "background-origins");
    for part in ["{+Today:", "yours, fr/statement.ftl:", "communique locales accept fr background-origins"] {
        assert!(stale.contains(part), "{part}: {stale}");
    }
    assert!(block(&said, "receipt-title").contains("write it into fr/receipt.ftl"), "{said}");
    assert!(block(&said, "contact-send").contains("communique locales check fr"), "{said}");
    let at = |id: &str| said.find(&format!("  {id}: ")).unwrap();
    assert!(at("skip") < at("background-origins"), "what the menu needs comes first: {said}");
    assert!(at("background-origins") < at("receipt-title"), "the statement comes before the other pages: {said}");
}

#[test]
fn what_is_missing_is_written_into_the_files_in_english_and_shown_as_english() {
    let folder = locales_folder();
    let path = folder.path();
    let taken_out = ["skip", "notice-stale"];
    let before = std::fs::read_to_string(path.join("ru/site.ftl")).unwrap();
    edit(path, "ru/site.ftl", |text| without(&without(&text, taken_out[0]), taken_out[1]));
    let left = std::fs::read_to_string(path.join("ru/site.ftl")).unwrap();
    assert_ne!(before, left);
    let english = std::fs::read_to_string(path.join("en/site.ftl")).unwrap();
    assert!(said(path, &["todo", "--write", "ru"]).contains("ru/site.ftl: 2 texts added"));
    let after = std::fs::read_to_string(path.join("ru/site.ftl")).unwrap();
    let lines = |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (left, mut added) = (lines(&left), Vec::new());
    let mut rest = left.iter().peekable();
    for line in lines(&after) {
        match rest.next_if(|next| **next == line) {
            Some(_) => {}
            None => added.push(line),
        }
    }
    assert_eq!(rest.next(), None, "what was there stays, in its order");
    let added = added.join("\n");
    let ids = |text: &str| -> Vec<String> {
        let id =
            |line: &str| Some(line.split_once(" =")?.0.to_owned()).filter(|id| id.starts_with(char::is_alphabetic));
        text.lines().filter_map(id).collect()
    };
    for id in taken_out {
        let before = |text: &str| ids(text).iter().rev().skip_while(|found| *found != id).nth(1).cloned();
        assert_eq!(before(&after), before(&english), "{id} stands where the English has it");
    }
    for row in ["[one]", "[few]", "*[many]"] {
        assert!(added.contains(row), "{row}: {added}");
    }
    assert!(added.contains("# $count (Number)"), "the comment comes with it: {added}");
    let todo = said(path, &["todo", "ru"]);
    assert!(todo.starts_with("ru: 2 texts left to do (2 still English)"), "{todo}");
    assert!(said(path, &["todo", "--write", "ru"]).contains("nothing is missing"));
}

#[test]
fn a_new_section_and_a_new_name_are_written_where_the_english_has_them() {
    let folder = locales_folder();
    let path = folder.path();
    let section = "## New\n\nnew = New things\n\nnew-one = One of them.\n\n## Patriotic War\n";
    let english = std::fs::read_to_string(path.join("en/statement.ftl")).unwrap();
    let group = english.split("\n## ").find(|group| group.contains("\npatriotic-war =")).unwrap();
    let line = format!("\n## {}\n", group.lines().next().unwrap());
    edit(path, "en/statement.ftl", |text| {
        text.replace(&line, &section.replace("## Patriotic War", line.trim()).replacen("## New", "\n## New", 1))
    });
    edit(path, "en/terms.ftl", |text| text + "-office = Press Office\n");
    let todo = said(path, &["todo", "fr"]);
    assert!(block(&todo, "-office").contains("write it into fr/terms.ftl"), "{todo}");
    assert!(todo.starts_with("fr: 3 texts left to do (3 missing)"), "{todo}");
    said(path, &["todo", "--write", "fr"]);
    let french = std::fs::read_to_string(path.join("fr/statement.ftl")).unwrap();
    let lines: Vec<&str> = french.lines().filter(|line| line.starts_with("## ") || line.starts_with("new")).collect();
    let at = lines.iter().position(|line| *line == "## New").unwrap();
    assert_eq!(lines[at..at + 4], ["## New", "new = New things", "new-one = One of them.", line.trim()]);
    assert!(std::fs::read_to_string(path.join("fr/terms.ftl")).unwrap().ends_with("-office = Press Office\n"));
    assert!(said(path, &["todo", "--write", "fr"]).contains("nothing is missing"));
    // Who does without the name says so by writing down what there is.
    assert!(said(path, &["todo", "ru"]).contains("  -office: missing"));
    said(path, &["record", "ru"]);
    assert!(!said(path, &["todo", "ru"]).contains("-office"));
}

#[test]
fn a_file_that_was_emptied_is_not_begun_anew() {
    let folder = locales_folder();
    edit(folder.path(), "fr/share.ftl", |_| String::new());
    let (code, said) = locales(folder.path(), &["todo", "--write", "fr"]);
    assert!(code == Some(2) && said.contains("fr/share.ftl: the file is empty; take it from its last good"), "{said}");
    assert_eq!(std::fs::read_to_string(folder.path().join("fr/share.ftl")).unwrap(), "");
}

#[test]
fn a_text_is_shown_in_every_language_as_its_readers_see_it() {
    let folder = locales_folder();
    let said_of = |arguments: &[&str]| said(folder.path(), &[&["show"], arguments].concat());
    let all = said_of(&["receipt-next"]);
    for tag in ["en", "ar", "zh-Hans"] {
        assert!(all.contains(&format!("\n{tag}  ")), "{tag}: {all}");
    }
    assert!(all.contains("180") && all.contains("۱۸۰"), "the example stands in it: {all}");
    let dated = said_of(&["receipt-time", "en", "es"]).replace('\u{a0}', " ");
    assert!(
        dated.contains("5 March 2026") && dated.contains("5 de marzo de 2026"),
        "in the words of each language: {dated}"
    );
    let two = said_of(&["-ministry", "de"]);
    assert!(two.contains("\nde  up to date  de/terms.ftl:") && !two.contains("\nfr  "), "{two}");
    let (code, refused) = locales(folder.path(), &["show", "no-such-text"]);
    assert_eq!(code, Some(2));
    assert!(refused.contains("the English has no text no-such-text"), "{refused}");
}

#[test]
fn a_language_begins_as_a_folder_in_english_that_is_not_in_the_menu() {
    let folder = locales_folder();
    let path = folder.path();
    let begun = said(path, &["new", "cy"]);
    assert!(begun.contains("communique locales todo cy") && begun.contains("l10n.toml names cy"), "{begun}");
    let project = std::fs::read_to_string(path.join("l10n.toml")).unwrap();
    assert!(project.contains("\"az\", \"cy\", \"de\""), "{project}");
    let (code, check) = locales(path, &["check", "--format", "short", "cy"]);
    assert_eq!(code, Some(0), "{check}");
    let todo = said(path, &["todo", "cy"]);
    assert!(todo.contains("still English") && !todo.contains("missing,"), "{}", todo.lines().next().unwrap());
    let status: Value = serde_json::from_str(&said(path, &["status", "--format", "json", "cy"])).unwrap();
    assert_eq!(status[0]["state"], "by link");
    assert_eq!(status[0]["percent"], 0);
    assert_eq!(status[0]["texts"]["missing"], 0);
    assert!(status[0]["texts"]["still_english"].as_u64().unwrap() > 100, "{status}");
    let is_rows =
        |text: &str| ["[zero]", "[one]", "[two]", "[few]", "[many]", "*[other]"].iter().all(|row| text.contains(row));
    assert!(is_rows(&std::fs::read_to_string(path.join("cy/site.ftl")).unwrap()));
    for (tag, reason) in
        [("cy", "is there already"), ("ua", "uk"), ("no tag", "is no tag of a language"), ("zh-hant", "zh-Hant")]
    {
        let (code, said) = locales(path, &["new", tag]);
        assert_eq!(code, Some(2), "{tag}: {said}");
        assert!(said.contains(reason), "{tag}: {said}");
        assert!(tag == "cy" || !path.join(tag).exists(), "{tag}: nothing is written");
    }
}

#[test]
fn the_table_says_of_each_language_how_far_it_is_and_what_is_next() {
    let folder = locales_folder();
    let path = folder.path();
    edit(path, "en/statement.ftl", |text| text.replace("background-origins = ", "background-origins = Today: "));
    edit(path, "fr/contact.ftl", |text| text.replacen("contact-send = ", "contact-send = <b>", 1));
    let table = said(path, &["status"]);
    let row = |tag: &str| -> Vec<&str> {
        let line = table.lines().find(|line| line.split_whitespace().next() == Some(tag)).unwrap();
        line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()
    };
    let words = {
        let site = site_of(path);
        let coverage = site.catalog().coverage(site.catalog().by_tag("de").unwrap());
        format!("{} of {}", coverage.translated_words, coverage.total_words)
    };
    let (ltr, rtl) = ("left-to-right", "right-to-left");
    let todo = |tag: &str| format!("communique locales todo {tag}");
    assert_eq!(row("de"), ["de", "100 %", &words, "all", "0", "0", "0", "1", "0", "0", ltr, "listed", &todo("de")]);
    assert_eq!(
        row("fr"),
        ["fr", "100 %", &words, "all", "0", "0", "1", "1", "0", "1", ltr, "listed", "communique locales check fr"]
    );
    assert_eq!(row("ar")[10], rtl);
    let files = said(path, &["status", "fr"]);
    let of_file = |name: &str| -> Vec<&str> {
        files.lines().find(|line| line.starts_with(name)).unwrap().split_whitespace().skip(1).collect()
    };
    assert_eq!(of_file("fr/contact.ftl"), ["0", "0", "1", "0", "0"], "wrong: {files}");
    assert!(!files.contains("fr/share.ftl"), "only what is left to do: {files}");
}

#[test]
fn what_keeps_a_language_from_being_listed_is_next_to_do_and_a_language_that_is_whole_has_no_table() {
    let folder = locales_folder();
    let path = folder.path();
    edit(path, "ru/site.ftl", |text| without(&without(&text, "skip"), "notice-stale"));
    said(path, &["todo", "--write", "ru"]);
    let status: Value = serde_json::from_str(&said(path, &["status", "--format", "json", "ru", "ar"])).unwrap();
    let of = |tag: &str| status.as_array().unwrap().iter().find(|one| one["language"] == tag).unwrap();
    assert_eq!(of("ru")["errors"], 1);
    assert_eq!(of("ru")["next"], "communique locales todo ru");
    assert_eq!(of("ar")["direction"], "right-to-left");
    assert_eq!(of("ar")["words"]["translated"], of("ar")["words"]["all"]);
    let whole = said(path, &["status", "fr"]);
    assert!(whole.starts_with("fr: 100 % of the words of the statement (") && whole.lines().count() == 1, "{whole}");
    let (code, refused) = locales(path, &["status", "en"]);
    assert_eq!(code, Some(2), "{refused}");
}

#[test]
fn a_variety_of_a_language_begins_with_its_name_and_lacks_nothing_that_it_inherits() {
    let folder = locales_folder();
    let path = folder.path();
    let begun = said(path, &["new", "fr-CA"]);
    assert!(begun.contains("fr-CA: a variety of fr, whose texts it shows"), "{begun}");
    let mut files: Vec<_> =
        std::fs::read_dir(path.join("fr-CA")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, [".made-from.ftl", "site.ftl"]);
    let site = std::fs::read_to_string(path.join("fr-CA/site.ftl")).unwrap();
    assert_eq!(site.lines().filter(|line| line.contains(" = ")).count(), 1, "{site}");
    let todo = said(path, &["todo", "fr-CA"]);
    assert!(todo.starts_with("fr-CA: 1 text left to do (1 still English)\n"), "{todo}");
    assert!(todo.contains("  language-name: "), "{todo}");
    // Whoever has all of it in English lacks no more, and its own name can come from nobody else.
    for file in ["contact.ftl", "statement.ftl", "terms.ftl"] {
        std::fs::copy(path.join("en").join(file), path.join("fr-CA").join(file)).unwrap();
    }
    std::fs::remove_file(path.join("fr-CA/site.ftl")).unwrap();
    let todo = said(path, &["todo", "fr-CA"]);
    assert!(todo.starts_with("fr-CA: 2 texts left to do (1 missing, 1 still English)\n"), "{todo}");
    assert!(said(path, &["todo", "--write", "fr-CA"]).contains("fr-CA/site.ftl: 1 text added"));
    let check = said(path, &["check", "fr-CA"]);
    assert!(check.contains("fr-CA: 100 % of the words of the statement"), "{check}");
    let copied = "fr-CA/statement.ftl: 25 still English, taken from the language that it varies; take them out\n";
    assert!(check.contains(copied) && check.lines().count() < 30, "{check}");
}

#[test]
fn a_translation_that_is_asked_for_of_the_english_is_said_to_be_none() {
    let folder = locales_folder();
    for arguments in [
        &["new", "en"][..],
        &["todo", "en"],
        &["export", "en", "--format", "po"],
        &["accept", "en", "skip"],
        &["status", "en"],
    ] {
        let (code, said) = locales(folder.path(), arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {said}");
        assert!(said.contains("en is the English that all is translated from"), "{arguments:?}: {said}");
        assert!(!said.contains("locales new en"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_new_language_is_told_by_the_check_one_line_a_file() {
    let folder = locales_folder();
    let path = folder.path();
    said(path, &["new", "ka"]);
    edit(path, "ka/site.ftl", |text| without(&text, "skip"));
    let check = said(path, &["check", "ka"]);
    assert!(check.lines().count() < 40, "{check}");
    let line = |file: &str| check.lines().find(|line| line.starts_with(&format!("ka/{file}: "))).unwrap();
    assert!(line("contact.ftl").ends_with(" still English, shown in English"), "{check}");
    assert!(line("site.ftl").starts_with("ka/site.ftl: 1 missing, "), "{check}");
    assert!(check.contains("communique locales todo ka"), "{check}");
    let found = serde_json::from_str::<Value>(&said(path, &["check", "--format", "json", "ka"])).unwrap();
    let untranslated = found.as_array().unwrap().iter().filter(|finding| finding["rule"] == "untranslated").count();
    assert!(untranslated > 100, "programs are told of each: {untranslated}");
    assert!(check.ends_with(&format!("0 errors, {} warnings\n", found.as_array().unwrap().len())), "{check}");
}

#[test]
fn accepting_says_what_was_accepted_what_was_right_already_and_what_stays_to_be_confirmed() {
    let folder = locales_folder();
    let path = folder.path();
    let id = "background-origins";
    assert_eq!(said(path, &["accept", "fr", id]), format!("fr: {id} is up to date; there was nothing to accept\n"));
    edit(path, "en/statement.ftl", |text| text.replace("background-origins = ", "background-origins = Today: "));
    edit(path, "fr/statement.ftl", |text| text.replace("background-origins = ", "background-origins = Ce jour : "));
    let all = said(path, &["accept", "--every-language", id]);
    assert!(all.contains(&format!("de: {id} accepted\n")) && !all.contains(&format!("fr: {id} accepted")), "{all}");
    let stays = format!("fr: {id} stays to be confirmed: its text has changed too;  communique locales todo fr\n");
    assert!(all.contains(&stays), "{all}");
    assert_eq!(said(path, &["accept", "fr", id]), format!("fr: {id} accepted\n"));
}

#[test]
fn a_file_that_cannot_be_read_is_left_as_it_is() {
    let folder = locales_folder();
    let path = folder.path();
    let utf16: Vec<u8> = "\u{feff}skip = x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(path.join("fr/receipt.ftl"), &utf16).unwrap();
    let (code, said) = locales(path, &["todo", "--write", "fr"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("fr/receipt.ftl cannot be read"), "{said}");
    assert_eq!(std::fs::read(path.join("fr/receipt.ftl")).unwrap(), utf16);
}

#[test]
fn a_language_that_is_hidden_is_said_to_be() {
    let folder = locales_folder();
    std::fs::write(folder.path().join("fr/locale.toml"), "state = \"hidden\"\n").unwrap();
    let (code, said) = locales(folder.path(), &["todo", "fr"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("state = \"by-link\""), "{said}");
}

#[test]
fn what_a_terminal_would_obey_is_shown_by_its_number() {
    let folder = locales_folder();
    edit(folder.path(), "fr/receipt.ftl", |text| text.replacen("receipt-title = ", "receipt-title = \u{1b}]0;x", 1));
    for arguments in [&["show", "receipt-title"][..], &["todo", "fr"]] {
        let said = said(folder.path(), arguments);
        assert!(!said.contains('\u{1b}') && said.contains("001B"), "{said:?}");
    }
}

#[test]
fn the_files_of_this_project_are_in_the_standard_form_and_others_become_so_with_the_same_pages() {
    let folder = locales_folder();
    let path = folder.path();
    assert_eq!(said(path, &["fmt", "--check"]), "", "communique locales fmt writes them so");
    let (before, standard) = (site_of(path), std::fs::read(path.join("fr/contact.ftl")).unwrap());
    // Less of an indent, and characters taken apart (é is e and an accent).
    edit(path, "fr/contact.ftl", |text| text.replace("\n    .", "\n  .").replace('é', "e\u{301}"));
    assert_eq!(locales(path, &["fmt", "--check"]).0, Some(1));
    assert_eq!(said(path, &["fmt"]), "fr/contact.ftl: written in the standard form\n");
    assert!(std::fs::read(path.join("fr/contact.ftl")).unwrap() == standard);
    let after = site_of(path);
    for (address, document) in before.documents() {
        assert_eq!(after.document(address).unwrap().text(), document.text(), "{address}");
    }
    assert!(!said(path, &["status"]).contains("todo"), "nothing is left to do");

    edit(path, "fr/contact.ftl", |text| text + "\n# Of former days.\nold-message = Vieux\n\nout-of-place = Autre\n");
    let (code, said_before) = locales(path, &["fmt", "--check", "--prune", "fr"]);
    assert_eq!(code, Some(1));
    assert!(said_before.contains("fr/contact.ftl: old-message would be taken out"), "{said_before}");
    // What cannot be read of the English only seems to be gone.
    let english = std::fs::read_to_string(path.join("en/share.ftl")).unwrap();
    edit(path, "en/share.ftl", |text| text.replace("\nshare-link = ", "\nshare link = "));
    assert_eq!(locales(path, &["fmt", "--prune"]).0, Some(2));
    std::fs::remove_file(path.join("en/share.ftl")).unwrap();
    assert_eq!(locales(path, &["fmt", "--prune"]).0, Some(2));
    std::fs::write(path.join("en/share.ftl"), english).unwrap();
    let pruned = said(path, &["fmt", "--prune", "fr"]);
    assert!(pruned.contains("fr/contact.ftl: old-message is taken out"), "{pruned}");
    assert!(std::fs::read(path.join("fr/contact.ftl")).unwrap() == standard);

    edit(path, "fr/share.ftl", |text| text + "nothing\n");
    let left = std::fs::read(path.join("fr/share.ftl")).unwrap();
    let (code, refused) = locales(path, &["fmt", "fr"]);
    assert_eq!(code, Some(1), "{refused}");
    assert!(refused.contains("fr/share.ftl: left as it is"), "{refused}");
    assert_eq!(std::fs::read(path.join("fr/share.ftl")).unwrap(), left);
}

#[test]
fn a_new_paragraph_goes_the_way_that_the_page_for_translators_shows() {
    let folder = locales_folder();
    let path = folder.path();
    let page = std::fs::read_to_string("locales/README.md").unwrap();
    let (_, line) = page.split_once("`background-new = ").unwrap();
    let line = format!("background-new = {}", line.split_once('`').unwrap().0);
    let begin = "\nbackground-origins = ";
    edit(path, "en/statement.ftl", |text| {
        let (before, rest) = text.split_once(begin).unwrap();
        let (paragraph, after) = rest.split_once("\n\n").unwrap();
        [before, begin, paragraph, "\n\n", &line, "\n\n", after].concat()
    });
    let (code, checked) = locales(path, &["check"]);
    assert_eq!(code, Some(0), "{checked}");
    let said = "statement.ftl: 1 missing, shown in English\n";
    let languages = checked.lines().filter(|line| line.contains(" of the words of the statement, ")).count();
    assert!(page.contains("“1 missing, shown in English”") && languages > 5, "{checked}");
    assert_eq!(checked.matches(said).count(), languages, "{checked}");
    assert_eq!(checked.matches(": listed\n").count(), languages, "{checked}");

    let (code, written) = locales(path, &["todo", "--write", "fr"]);
    assert_eq!(code, Some(0), "{written}");
    edit(path, "fr/statement.ftl", |text| {
        let (before, after) = text.split_once(&line).expect("it is written in English");
        assert!(before.contains(begin) && !after.contains(begin), "it stands where the English has it");
        [before, "background-new = Le nouveau paragraphe.", after].concat()
    });
    assert_eq!(locales(path, &["record", "fr"]).0, Some(0));
    let (code, checked) = locales(path, &["check", "fr"]);
    assert!(code == Some(0) && !checked.contains("missing"), "{checked}");
}

#[test]
fn every_command_in_the_page_for_translators_does_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::rename(locales_folder().keep(), folder.path().join("locales")).unwrap();
    let page = std::fs::read_to_string("locales/README.md").unwrap();
    // In blocks each line is one; in a line, what stands between backticks.
    let blocks = page.split("\n```\n").skip(1).step_by(2).flat_map(str::lines).map(str::to_owned);
    let flowing: String = page.split("\n```\n").step_by(2).collect::<Vec<_>>().join("\n");
    let inline: Vec<String> = flowing.split('`').skip(1).step_by(2).map(|code| code.replace('\n', " ")).collect();
    let named =
        |code: &String| code.starts_with("communique ") || code.starts_with("locales ") && code.contains("locales ");
    // A server does not end by itself; the tests of previews start it.
    let is_ending = |code: &String| !code.starts_with("communique serve ");
    let mut commands: Vec<String> = inline.into_iter().chain(blocks).filter(named).filter(is_ending).collect();
    // The language begins with its folder, wherever the page has the other commands.
    commands.sort_by_key(|command| !command.contains(" new "));
    // What is renamed is called otherwise in what follows.
    commands.sort_by_key(|command| command.contains(" rename "));
    for verb in ["new", "todo", "show", "check", "record", "status", "fmt", "export", "import", "accept", "rename"] {
        assert!(commands.iter().any(|command| command.contains(&format!("locales {verb}"))), "{verb}: {commands:?}");
    }
    for command in commands {
        let words: Vec<&str> = command.trim_start_matches("communique ").split_whitespace().collect();
        let words = words.iter().map(|word| if *word == "FOLDER" { "locales" } else { word });
        let output = std::process::Command::new(BINARY).args(words).current_dir(folder.path()).output().unwrap();
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert_eq!(output.status.code(), Some(0), "{command}: {said}");
    }
}
