//! `locales check`: what it finds in the source, that it says what a server would do, and in which formats.

use std::path::Path;

use communique::cli::publish::publish;
use serde_json::Value;

use crate::support::site::{edit, folder_of, locales, settings, without};

/// Whether a server would publish the folder.
fn is_published(folder: &Path) -> bool {
    let settings = settings(&[&format!("--locales={}", folder.display())]);
    publish(&settings, &"https://www.example.org".parse().unwrap()).is_ok()
}

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut contents = Vec::new();
    for locale in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        for file in std::fs::read_dir(locale).unwrap().map(|entry| entry.unwrap().path()) {
            contents.push((file.display().to_string(), std::fs::read(&file).unwrap()));
        }
    }
    contents.sort();
    contents
}

#[test]
fn what_a_server_refuses_the_check_refuses_with_its_place() {
    type Edit = fn(String) -> String;
    let edits: [(&str, Edit, &str); 22] = [
        // A message that a template needs, or a part of one; it belongs in the file of the page.
        ("site.ftl", |text| without(&text, "contents"), "en/site.ftl:1:1: error[asked-for]"),
        ("contact.ftl", |text| without(&text, "contact-send"), "en/contact.ftl:1:1: error[asked-for]"),
        ("receipt.ftl", |text| without(&text, "receipt-title"), "en/receipt.ftl:1:1: error[asked-for]"),
        (
            "contact.ftl",
            |text| text.replacen("    .hint =", "    .hnt =", 1),
            "error[asked-for]: templates/contact.html asks for",
        ),
        // A variable or an element that the page does not know.
        ("site.ftl", |text| text.replace("skip = Skip", "skip = { $who } Skip"), "en/site.ftl:"),
        ("site.ftl", |text| text.replace("original-link>", "original>"), "the page does not know <original>"),
        ("error.ftl", |text| text.replace("contact-link>", "contacts-link>"), "en/error.ftl:16:57: error[asked-for]"),
        ("statement.ftl", |text| text.replace("<symbol>", "<number>").replace("</symbol>", "</number>"), "<number>"),
        // One that it needs and that is lost, or stands there twice or inside another.
        (
            "site.ftl",
            |text| text.replace(" “{ $heading }”", ""),
            "heading-link: { $heading }, which the page fills in, is",
        ),
        (
            "privacy.ftl",
            |text| text.replace("of { $date }", "of today"),
            "privacy-dated: { $date }, which the page fills",
        ),
        (
            "statement.ftl",
            |text| text.replace("<contact-link>", "").replace("</contact-link>", ""),
            "rights: <contact-link>, which the page makes a link, is missing",
        ),
        (
            "statement.ftl",
            |text| text.replace("<contact-link>Contact us", "<contact-link>Contact</contact-link> <contact-link>us"),
            "rights: <contact-link> stands there more than once",
        ),
        (
            "statement.ftl",
            |text| text.replace("<contact-link>Contact", "<contact-link><contact-link>Contact</contact-link>"),
            "error[nested-element]: <contact-link> stands inside <contact-link>",
        ),
        ("site.ftl", |text| text.replace("{ $heading }”", "{ NUMBER($heading) }”"), "error[function-argument]: NUMBER"),
        (
            "terms.ftl",
            |text| text.replace("-ministry =", "ministry ="),
            "en/terms.ftl:6:1: error[unknown-id]: ministry",
        ),
        // The statement’s structure.
        (
            "statement.ftl",
            |text| text.replace("<note-link>[1]</note-link>", ""),
            "error[statement]: note-report is note 1 of the statement, and no text has its mark",
        ),
        (
            "statement.ftl",
            |text| text.replace("\nrights =", "\nimprint = Imprint\n\nrights ="),
            "en/statement.ftl:73:1: error[statement]: imprint has no place",
        ),
        (
            "statement.ftl",
            |text| text.replace("<note-link>[1]", "<note-link>[2]"),
            "error[statement]: patriotic-war-report",
        ),
        ("statement.ftl", |text| text.replace("= [1] For", "= For"), "error[statement]: note-report"),
        (
            "statement.ftl",
            |text| text.replace("## Note\n", "## Trail\n\ntrail = A heading\n\ntrail-a = Text.\n\n## Note\n"),
            ": error[statement]: the id trail stands twice",
        ),
        // What is particular to it.
        (
            "statement.toml",
            |text| text.replace("address = \"fight-against-terrorism\"", "address = \"Fight!\""),
            "en/statement.toml:5:11: error[statement-data]: “Fight!” is not accepted",
        ),
        ("statement.toml", |_| String::new(), "en/statement.toml:1:1: error[statement-data]"),
    ];
    for (file, change, expected) in edits {
        let folder = folder_of(&["en", "fr"]);
        edit(folder.path(), &format!("en/{file}"), change);
        assert!(!is_published(folder.path()), "{expected}: it is published");
        let (code, said) = locales(folder.path(), &["check", "--format=short"]);
        assert_eq!(code, Some(1), "{expected}: {said}");
        assert!(said.contains(expected), "{expected}: {said}");
        let (code, said) = locales(folder.path(), &["check", "fr"]);
        assert_eq!(code, Some(1), "whatever is selected, the site is told: {said}");
    }
}

#[test]
fn what_a_page_asks_of_the_english_is_told_where_it_stands_with_what_to_write() {
    let (link, mark) = ("<contact-link>Contact us</contact-link>", "<note-link>[1]</note-link>");
    for (file, old, new, place, help) in [
        ("site.ftl", "skip = Skip", "skip = { $who } Skip", "9:11", "take { $who } out"),
        ("privacy.ftl", "of { $date }", "of today", "11:1", "write { $date } where its value belongs"),
        ("statement.ftl", link, "Contact us", "73:1", "put <contact-link> and </contact-link> around the words"),
        ("statement.ftl", link, &link.repeat(2), "73:32", "keep one <contact-link>…</contact-link>"),
        ("statement.ftl", link, "<contact>Contact us</contact>", "73:32", "write <contact-link>…</contact-link>"),
        ("statement.ftl", "All rights", "All <x>rights</x>", "73:15", "delete <x> and </x>"),
        (
            "statement.ftl",
            mark,
            &(mark.to_owned() + &mark.replace('1', "3")),
            "58:71",
            "a server does not start with it",
        ),
    ] {
        let folder = folder_of(&["en"]);
        edit(folder.path(), &format!("en/{file}"), |text| text.replacen(old, new, 1));
        let (code, said) = locales(folder.path(), &["check"]);
        assert_eq!(code, Some(1), "{new}");
        assert!(
            said.contains(&format!("--> en/{file}:{place}\n")) && said.contains(&format!("help: {help}")),
            "{said}"
        );
        assert!(said.contains("\n1 error, "), "{said}");
        assert!(!is_published(folder.path()), "{new}");
    }
}

#[test]
fn a_text_that_no_language_has_is_asked_for_in_the_file_where_it_belongs() {
    for (file, id) in [("site.ftl", "skip"), ("contact.ftl", "contact-nowhere"), ("receipt.ftl", "receipt-title")] {
        let folder = folder_of(&["en"]);
        edit(folder.path(), &format!("en/{file}"), |text| without(&text, id));
        let (code, said) = locales(folder.path(), &["check", "--format=short"]);
        assert_eq!(code, Some(1), "{id}: {said}");
        assert!(said.contains(&format!("en/{file}:1:1: error[asked-for]")), "{id}: {said}");
    }
}

#[test]
fn a_slip_of_the_english_is_one_finding_and_none_of_the_translations() {
    type Edit = fn(String) -> String;
    let edits: [(&str, Edit); 11] = [
        ("site.ftl", |text| without(&text, "contents")),
        // A name without its sign: the translations were made from it, which says that it is one.
        ("statement.ftl", |text| text.replace("\nbackground-acts = ", "\nbackground-acts ")),
        ("site.ftl", |text| text.replace("\nheading-link = ", "\nheading-link: ")),
        ("site.ftl", |text| text.replace("\ncontents =", "\ncontnets =")),
        ("contact.ftl", |text| text.replace(".hint = We need", ".hnt = We need")),
        ("site.ftl", |text| text.replace("contents = On", "contents = { On")),
        ("statement.ftl", |text| text.replace("The scourge", "The <b>scourge")),
        ("statement.ftl", |text| text.replace("The scourge", "The { -scourge }")),
        ("statement.ftl", |text| text.replace("<contact-link>", "").replace("</contact-link>", "")),
        ("terms.ftl", |text| text.replace("-ministry =", "ministry =")),
        ("terms.ftl", |text| text.trim_end().to_owned() + " {\n"),
    ];
    for (number, (file, change)) in edits.into_iter().enumerate() {
        let folder = folder_of(&["en", "fr", "ru"]);
        edit(folder.path(), &format!("en/{file}"), change);
        assert!(!is_published(folder.path()), "{number}: with a text less");
        let (code, said) = locales(folder.path(), &["check", "--format=short"]);
        assert_eq!((code, said.lines().count()), (Some(1), 1), "{number}: {said}");
        assert!(said.contains("/en/"), "{number}: {said}");
        let (_, text) = locales(folder.path(), &["check"]);
        assert_eq!(text.matches(" 0 out of date, 0 to be confirmed").count(), 2, "{number}: {text}");
    }
    let folder = folder_of(&["en", "fr", "ru"]);
    edit(folder.path(), "en/statement.ftl", |text| without(&text, "background-acts"));
    let (_, said) = locales(folder.path(), &["check", "--format=short"]);
    assert_eq!(said.matches("warning[obsolete]").count(), 2, "a passage that was taken out: {said}");
}

#[test]
fn a_section_that_the_english_alone_has_renamed_is_one_finding_a_language_and_mended_by_its_command() {
    let folder = folder_of(&["en", "fr", "ru"]);
    let rename = |text: String| text.replace("\nbackground", "\ncontext");
    let whole = contents(folder.path());
    edit(folder.path(), "en/statement.ftl", rename);
    let (_, said) = locales(folder.path(), &["check", "--format=short"]);
    let command = "communique locales rename background context";
    assert_eq!((said.matches("warning[obsolete]").count(), said.matches(command).count()), (2, 2), "{said}");
    assert!(!said.contains("unused-text"), "{said}");
    assert_eq!(locales(folder.path(), &["rename", "background", "context"]).0, Some(0));
    assert_eq!(locales(folder.path(), &["check", "--format=short"]), (Some(0), String::new()));
    // Days and fingerprints come along.
    assert_eq!(locales(folder.path(), &["record"]), (Some(0), String::new()));
    assert_eq!(locales(folder.path(), &["rename", "context", "background"]).0, Some(0));
    assert!(contents(folder.path()) == whole, "every byte is as it was");
    // Begun by hand: the heading alone, or the paragraphs.
    for (old, new) in [("\nbackground =", "\ncontext ="), ("\nbackground-", "\ncontext-")] {
        edit(folder.path(), "en/statement.ftl", |text| text.replace(old, new));
        assert_eq!(locales(folder.path(), &["rename", "background", "context"]).0, Some(0), "{old}");
        assert_eq!(locales(folder.path(), &["check", "--format=short"]), (Some(0), String::new()), "{old}");
        assert_eq!(locales(folder.path(), &["rename", "context", "background"]).0, Some(0), "{old}");
        assert!(contents(folder.path()) == whole, "{old}");
    }
    for names in [["contact-send", "send"], ["background-acts", "background-origins"], ["nothing", "x"], ["title", "x"]]
    {
        assert_eq!(locales(folder.path(), &["rename", names[0], names[1]]).0, Some(2), "{names:?}");
        assert!(contents(folder.path()) == whole, "{names:?}");
    }
}

#[test]
fn a_name_that_cannot_be_changed_is_refused_in_plain_words_and_nothing_is_written() {
    let folder = folder_of(&["en", "fr"]);
    let before = contents(folder.path());
    for (names, reason) in [
        (["share-heading", "x"], "a page of the program asks for share-heading by this name"),
        (["footer-contact", "x"], "a page of the program asks for footer-contact by this name"),
        (["contact-send", "send"], "a page of the program asks for contact-send by this name"),
        (["title", "title"], "title is both the old name and the new one"),
        (["nothing", "x"], "no language has a text nothing"),
    ] {
        let (code, said) = locales(folder.path(), &["rename", names[0], names[1]]);
        assert!(code == Some(2) && said.contains(reason), "{names:?}: {said}");
    }
    edit(folder.path(), "fr/privacy.ftl", |text| text + "\n<<<<<<< HEAD\n=======\n>>>>>>> other\n");
    let (code, said) = locales(folder.path(), &["rename", "background", "context"]);
    assert!(code == Some(2) && said.contains("fr/privacy.ftl, line ") && said.contains("keep the text"), "{said}");
    edit(folder.path(), "fr/privacy.ftl", |text| text.split("\n<<<<<<<").next().unwrap().to_owned());
    assert!(contents(folder.path()) == before, "nothing is written");
    let copy = std::fs::read(folder.path().join("fr/statement.ftl")).unwrap();
    std::fs::write(folder.path().join("fr/statement (2).ftl"), &copy).unwrap();
    let (code, said) = locales(folder.path(), &["rename", "background", "context"]);
    assert!(code == Some(0) && said.contains("fr/.made-from.ftl: renamed") && !said.contains("(2)"), "{said}");
    assert!(std::fs::read(folder.path().join("fr/statement (2).ftl")).unwrap() == copy, "a copy is left alone");
}

#[test]
fn a_text_in_a_file_that_stands_in_for_another_is_renamed_with_its_record() {
    let folder = folder_of(&["en", "fr"]);
    std::fs::rename(folder.path().join("fr/statement.ftl"), folder.path().join("fr/statement.FTL")).unwrap();
    let (code, said) = locales(folder.path(), &["rename", "background", "context"]);
    assert!(code == Some(0) && said.contains("fr/statement.FTL: renamed"), "{said}");
    let (code, said) = locales(folder.path(), &["check", "--format=short"]);
    let is_all = said.trim().lines().count() == 1 && said.contains("warning[near-file]");
    assert!(code == Some(0) && is_all, "nothing is out of date: {said}");
}

#[test]
fn a_command_without_what_it_needs_says_what_to_write_and_one_beside_lost_english_says_so() {
    let folder = folder_of(&["en", "de", "fr"]);
    let (code, said) = locales(folder.path(), &["accept", "fr"]);
    assert!(code == Some(2) && said.contains("communique locales accept fr --all"), "{said}");
    std::fs::remove_file(folder.path().join("en/share.ftl")).unwrap();
    for arguments in [&["todo", "fr"][..], &["todo", "--write", "fr"]] {
        let (_, said) = locales(folder.path(), arguments);
        assert!(said.contains("en/share.ftl: there is no file share.ftl"), "{said}");
    }
    for records in ["de/.made-from.ftl", "fr/.made-from.ftl"] {
        std::fs::remove_file(folder.path().join(records)).unwrap();
    }
    let (code, said) = locales(folder.path(), &["fmt", "--prune", "fr"]);
    assert!(code == Some(2) && said.contains("fr/share.ftl") && !said.contains("de/share.ftl"), "{said}");
    let folder = folder_of(&["en", "fr"]);
    edit(folder.path(), "en/share.ftl", |text| text.replacen("share-on = ", "share-on = { \"\" }\nx = ", 1));
    let (_, said) = locales(folder.path(), &["check", "--format=short"]);
    assert!(said.contains("the English text is empty") && !said.contains("the English is shown"), "{said}");
}

#[test]
fn english_that_ends_inside_a_sentence_is_not_published_until_the_rest_is_there_or_it_is_closed() {
    let folder = folder_of(&["en", "fr"]);
    edit(folder.path(), "en/statement.ftl", |text| text.replace(" starting from the 1980s.", " starting fr"));
    let (code, said) = locales(folder.path(), &["check"]);
    assert!(code == Some(1) && said.contains("error[cut-short]: background-origins ends in the middle"), "{said}");
    assert!(said.contains("A server does not start with this") && !is_published(folder.path()), "{said}");
    for arguments in [&["accept", "fr", "background-origins"][..], &["accept", "fr", "--all"]] {
        let (code, said) = locales(folder.path(), arguments);
        assert!(code == Some(1) && said.contains("is not accepted, because its English is wrong"), "{said}");
    }
    let (_, said) = locales(folder.path(), &["accept", "--every-language", "background-origins"]);
    assert!(said.contains("stays out of date, because its English is wrong"), "{said}");
    assert!(!is_published(folder.path()), "nobody can accept it");
    edit(folder.path(), "en/statement.ftl", |text| text.replace(" starting fr", " starting early."));
    assert!(locales(folder.path(), &["check"]).0 == Some(0) && is_published(folder.path()));
}

#[test]
fn a_file_that_is_empty_or_gone_is_told_as_that() {
    for (lost, expected) in [
        ("en/share.ftl", "/en/share.ftl:1:1: error[lost-file]: there is no file share.ftl"),
        ("fr/share.ftl", "/fr/share.ftl:1:1: warning[lost-file]: there is no file share.ftl"),
    ] {
        let folder = folder_of(&["en", "fr"]);
        edit(folder.path(), lost, |_| String::new());
        let (code, said) = locales(folder.path(), &["check", "--format=short"]);
        assert_eq!((code, said.lines().count()), (Some(1), 1), "{said}");
        assert!(said.contains("error[empty-file]: the file is empty"), "{said}");
        std::fs::remove_file(folder.path().join(lost)).unwrap();
        let (_, said) = locales(folder.path(), &["check", "--format=short"]);
        assert!(said.lines().count() == 1 && said.contains(expected), "{said}");
    }
}

#[test]
fn a_file_that_is_called_otherwise_is_shown_and_not_lost() {
    let folder = folder_of(&["en", "fr"]);
    for name in
        ["shares.ftl", "partage.ftl", "Share.ftl", "share.FTL", "share.ftl.txt", "share.flt", "share (copy).ftl"]
    {
        std::fs::rename(folder.path().join("fr/share.ftl"), folder.path().join("fr").join(name)).unwrap();
        let (code, said) = locales(folder.path(), &["check", "--format=short"]);
        assert_eq!((code, said.lines().count()), (Some(0), 1), "{name}: {said}");
        let finding = format!("fr/{name}:1:1: warning[near-file]: ");
        assert!(said.contains(&finding) && said.contains("rename the file to share.ftl"), "{name}: {said}");
        std::fs::rename(folder.path().join("fr").join(name), folder.path().join("fr/share.ftl")).unwrap();
    }
}

#[test]
fn a_last_sentence_that_was_taken_out_of_a_translation_is_told_until_it_is_recorded() {
    let all = ["en", "ar", "az", "de", "es", "fa", "fr", "ru", "tr", "zh-Hans"];
    let is_end = |c: char| ".。".contains(c);
    for id in ["background-acts", "background-contribution", "national-measures-agencies"] {
        let folder = folder_of(&all);
        for tag in &all[1..] {
            edit(folder.path(), &format!("{tag}/statement.ftl"), |text| {
                let line = text.lines().find(|line| line.starts_with(&format!("{id} = "))).unwrap();
                let end = line.trim_end_matches(is_end).rfind(is_end).unwrap();
                let sign = line[end..].chars().next().unwrap();
                text.replace(line, &line[..end + sign.len_utf8()])
            });
        }
        let (code, said) = locales(folder.path(), &["check", "--format=short"]);
        assert_eq!((code, said.lines().count()), (Some(0), all.len() - 1), "{said}");
        for tag in &all[1..] {
            let finding = said.lines().find(|line| line.contains(&format!("{tag}/statement.ftl:"))).unwrap();
            assert!(finding.contains("warning[cut-short]") && finding.contains(id), "{said}");
            assert_eq!(locales(folder.path(), &["record", tag]).0, Some(0));
        }
        let (_, said) = locales(folder.path(), &["check", "--format=short"]);
        assert!(said.lines().all(|line| line.contains("not half as long")), "{said}");
    }
}

#[test]
fn whatever_takes_a_language_out_of_the_menu_is_told_as_that_and_fails() {
    let remove = |path: &Path| match path.is_dir() {
        true => std::fs::remove_dir_all(path).unwrap(),
        false => std::fs::remove_file(path).unwrap(),
    };
    let edits: [&dyn Fn(&Path); 9] = [
        &|fr| std::fs::write(fr.join("statement.ftl"), "").unwrap(),
        &|fr| remove(&fr.join("statement.ftl")),
        &|fr| {
            let text = std::fs::read_to_string(fr.join("statement.ftl")).unwrap();
            let bytes: Vec<u8> =
                std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
            std::fs::write(fr.join("statement.ftl"), bytes).unwrap();
        },
        &|fr| _ = std::fs::copy(fr.join("statement.ftl"), fr.join("site.ftl")).unwrap(),
        &|fr| _ = std::fs::copy("locales/es/statement.ftl", fr.join("statement.ftl")).unwrap(),
        &|fr| std::fs::write(fr.join("locale.toml"), "").unwrap(),
        &|fr| std::fs::write(fr.join("locale.toml"), [0; 50]).unwrap(),
        &|fr| _ = std::fs::copy(fr.join("site.ftl"), fr.join("locale.toml")).unwrap(),
        &|fr| {
            let files = std::fs::read_dir(fr).unwrap().map(|entry| entry.unwrap().path());
            let is_of_messages = |path: &std::path::PathBuf| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                name.ends_with(".ftl") && !name.starts_with('.')
            };
            files.filter(is_of_messages).for_each(|path| remove(&path));
        },
    ];
    for (number, edit) in edits.iter().enumerate() {
        let (code, said) = told(|folder| edit(&folder.join("fr")));
        let of_menu = said.iter().filter(|line| line.contains("error[leaves-menu]")).count();
        assert_eq!((code, of_menu), (Some(1), 1), "{number}: {said:?}");
    }
}

/// What the check says of English and French after an edit, a line for each finding, and its exit code.
fn told(edit: impl Fn(&Path)) -> (Option<i32>, Vec<String>) {
    let folder = folder_of(&["en", "es", "fr"]);
    edit(folder.path());
    let (code, said) = locales(folder.path(), &["check", "--format=short"]);
    let inside = format!("{}/", folder.path().display());
    (code, said.lines().map(|line| line.replace(&inside, "")).collect())
}

#[test]
fn a_file_that_another_was_saved_over_is_one_finding() {
    let over = |from: &str, to: &str| {
        told(|folder| {
            let from = if from == "README.md" { Path::new("locales").join(from) } else { folder.join(from) };
            _ = std::fs::copy(from, folder.join(to)).unwrap();
        })
    };
    for (from, to, expected) in [
        ("fr/site.ftl", "fr/share.ftl", "error[overwritten-file]: this is the text of site.ftl, not that of share.ftl"),
        ("fr/statement.ftl", "fr/site.ftl", "error[overwritten-file]: this is the text of statement.ftl, not that"),
        ("fr/site.ftl", "fr/terms.ftl", "error[overwritten-file]: this is the text of site.ftl, not that of terms.ftl"),
        ("en/site.ftl", "fr/share.ftl", "error[overwritten-file]: this is the text of site.ftl, not that of share.ftl"),
        ("en/site.ftl", "en/share.ftl", "error[overwritten-file]: this is the text of site.ftl, not that of share.ftl"),
        ("en/site.ftl", "en/terms.ftl", "error[overwritten-file]: this is the text of site.ftl, not that of terms.ftl"),
        ("en/site.ftl", "en/abbreviations.ftl", "error[overwritten-file]: this is the text of site.ftl"),
        ("en/abbreviations.ftl", "en/statement.ftl", "error[overwritten-file]: this is the text of abbreviations.ftl"),
        (
            "fr/.made-from.ftl",
            "fr/site.ftl",
            "error[overwritten-file]: this is the text of .made-from.ftl, not that of",
        ),
        ("fr/locale.toml", "fr/site.ftl", "error[overwritten-file]: nothing that stands in site.ftl elsewhere stands"),
        ("en/statement.toml", "fr/site.ftl", "error[overwritten-file]: nothing that stands in site.ftl elsewhere"),
        ("README.md", "fr/site.ftl", "error[overwritten-file]: nothing that stands in site.ftl elsewhere stands here"),
        (
            "README.md",
            "en/share.ftl",
            "error[overwritten-file]: nothing that stands in share.ftl elsewhere stands here",
        ),
        ("fr/site.ftl", "fr/locale.toml", "error[overwritten-file]: nothing that stands in locale.toml elsewhere"),
        ("fr/site.ftl", "fr/.made-from.ftl", "error[damaged-records]"),
        ("es/statement.ftl", "fr/statement.ftl", "error[other-language]: these are the texts of Español"),
        ("es/terms.ftl", "fr/terms.ftl", "error[other-language]: these are the texts of Español"),
    ] {
        // That the language leaves the menu is told beside it.
        let (code, mut said) = over(from, to);
        said.retain(|line| !line.contains("[leaves-menu]"));
        assert_eq!((code, said.len()), (Some(1), 1), "{from} over {to}: {said:?}");
        assert!(said[0].starts_with(&format!("{to}:1:1: {expected}")), "{from} over {to}: {said:?}");
    }
    let (code, said) = over("fr/site.ftl", "fr/kopie.ftl");
    assert!(code == Some(0) && said.len() == 1 && said[0].contains("warning[copied-file]"), "{said:?}");
    // What stands in a file of another name is used all the same.
    let (code, said) = told(|folder| {
        let [site, share, other] = ["site", "share", "x"].map(|name| folder.join(format!("fr/{name}.ftl")));
        std::fs::rename(&site, &other).unwrap();
        std::fs::rename(&share, &site).unwrap();
        std::fs::rename(&other, &share).unwrap();
    });
    assert!(code == Some(0) && said.len() == 2, "{said:?}");
    assert!(said[0].contains("fr/share.ftl:1:1: warning[near-file]: this is the text of site.ftl"), "{said:?}");
    let (code, said) = told(|folder| std::fs::rename(folder.join("fr/site.ftl"), folder.join("fr/share.ftl")).unwrap());
    assert!(code == Some(0) && said.len() == 1 && said[0].contains("this is the text of site.ftl"), "{said:?}");
}

#[test]
fn a_file_that_was_saved_in_part_is_one_finding_at_its_end_and_one_with_less_in_it_is_none() {
    let cut = |file: &str, percent: usize| {
        told(|folder| {
            let path = folder.join(file);
            let text = std::fs::read(&path).unwrap();
            std::fs::write(path, &text[..text.len() * percent / 100]).unwrap();
        })
    };
    for file in ["fr/statement.ftl", "fr/contact.ftl", "en/statement.ftl", "en/privacy.ftl", "en/contact.ftl"] {
        // A piece may end where nothing says that it is none.
        for percent in [15, 30, 55, 70].into_iter().take(if file.ends_with("statement.ftl") { 4 } else { 2 }) {
            let (code, mut said) = cut(file, percent);
            said.retain(|line| !line.contains("[leaves-menu]"));
            assert_eq!((code, said.len()), (Some(1), 1), "{file} {percent}: {said:?}");
            let line = std::fs::read(Path::new("locales").join(file)).unwrap();
            let line = line[..line.len() * percent / 100].split(|byte| *byte == b'\n').count();
            assert!(said[0].starts_with(&format!("{file}:{line}:")), "{line}: {said:?}");
            assert!(said[0].contains("error[cut-file]: the file ends here inside a text"), "{said:?}");
        }
    }
    // What a translator has taken out with whole lines was meant.
    let (_, said) = told(|folder| {
        edit(folder, "fr/statement.ftl", |text| text[..text.find("\nnational-measures-law").unwrap()].to_owned());
    });
    assert!(said.len() == 1 && said[0].contains("error[leaves-menu]"), "{said:?}");
}

#[test]
fn an_english_passage_that_is_no_message_is_told_at_its_line_and_not_shown_in_part() {
    for (added, is_refused, expected) in [
        ("\nbackground-new This is new.\n", true, "22:1: error[syntax]: there is no = between background-new and"),
        ("\nbackground new = This is new.\n", true, "22:1: error[cut-short]: background-origins ends above this line"),
        ("background new = This is new.\n", true, "21:1: error[cut-short]: background-origins ends above this line"),
        ("\nbackground-new\n    This is new.\n", true, "22:1: error[syntax]: there is no = between background-new"),
        ("\nbackground-new =\nThis is new.\n", true, "23:1: error[syntax]: the text of background-new begins here"),
        ("\n= This is new.\n", true, "22:1: error[lost-name]: no name stands before this ="),
        ("\nThis is new.\n", true, "22:1: error[cut-short]: background-origins ends above this line"),
        ("\n    This is new.\n", true, "22:5: error[lost-name]: background-origins goes on here behind an empty line"),
        ("\n background-new = This is new.\n", true, "22:2: error[indented-id]: background-new is part of the text of"),
        ("\n-background-new = This is new.\n", false, "22:2: error[unused-text]: no page shows -background-new"),
    ] {
        let folder = folder_of(&["en", "fr"]);
        edit(folder.path(), "en/statement.ftl", |text| {
            text.replace("\nbackground-acts =", &format!("{added}\nbackground-acts ="))
        });
        let (code, said) = locales(folder.path(), &["check", "--format=short"]);
        assert_eq!((code, said.lines().count()), (Some(1), 1), "{added}: {said}");
        assert!(said.contains(&format!("/en/statement.ftl:{expected}")), "{added}: {said}");
        assert_eq!(is_published(folder.path()), !is_refused, "{added}");
    }
}

#[test]
fn a_needed_text_without_its_sign_or_its_name_leaves_the_language_in_the_menu() {
    for (from, to, expected) in [
        ("\nskip = ", "\nskip ", "fr/site.ftl:7:1: error[syntax]: there is no = between skip and its text"),
        ("\nmenu = ", "\nmenu ", "fr/site.ftl:9:1: error[syntax]: there is no = between menu and its text"),
        ("\nmenu = ", "\nmenu: ", "fr/site.ftl:9:1: error[syntax]: there is no = between menu and its text"),
        ("\nmenu = ", "\n= ", "fr/site.ftl:9:1: error[lost-name]: this text has lost the name before it"),
        ("\nmenu = ", "\n", "fr/site.ftl:9:1: error[lost-name]: this text has lost the name before it"),
    ] {
        let (code, said) = told(|folder| edit(folder, "fr/site.ftl", |text| text.replacen(from, to, 1)));
        assert_eq!((code, said.len()), (Some(1), 1), "{to}: {said:?}");
        assert!(said[0].starts_with(expected), "{said:?}");
    }
    let (code, said) = told(|folder| edit(folder, "en/site.ftl", |text| text.replacen("\nmenu = ", "\nmenu ", 1)));
    assert_eq!((code, said.len()), (Some(1), 1), "{said:?}");
    assert!(
        said[0].starts_with("en/site.ftl:13:1: error[syntax]: there is no = between menu and its text"),
        "{said:?}"
    );
}

#[test]
fn a_text_that_has_lost_its_name_is_told_whose_it_is() {
    let help = |file: &str, from: &str, to: &str| {
        let (_, said) = told(|folder| edit(folder, file, |text| text.replacen(from, to, 1)));
        assert_eq!(said.len(), 1, "{to:?} for {from:?}: {said:?}");
        said[0].clone()
    };
    let (acts, statement) = ("background-acts = ", "fr/statement.ftl");
    let did_you_mean = "this text has lost the name before it; did you mean background-acts?";
    for (from, to, expected) in [
        (acts, "= ", format!("{statement}:22:1: error[lost-name]: {did_you_mean}")),
        ("\n\nbackground-acts = ", "\n= ", format!("{statement}:21:1: error[lost-name]: {did_you_mean}")),
        (acts, "", format!("{statement}:22:1: error[lost-name]: {did_you_mean}")),
        (acts, "= Et ", format!("{statement}:22:1: error[lost-name]: {did_you_mean}")),
        (
            acts,
            "    ",
            format!("{statement}:22:5: error[lost-name]: this line is not of background-origins: it begins"),
        ),
        (
            "\n\nbackground-acts = ",
            "\n    ",
            format!("{statement}:21:5: error[lost-name]: this line is not of background-origins: it begins"),
        ),
        // Another text, of which only the place tells.
        (acts, "Et ", format!("{statement}:22:1: error[cut-short]: background-origins ends above this line")),
        // A part of the name, or another one.
        (
            acts,
            "acts = ",
            format!("{statement}:22:1: warning[unknown-id]: the English has no message acts; did you mean"),
        ),
        (
            acts,
            "xyz = ",
            format!("{statement}:22:1: warning[unknown-id]: the English has no message xyz; did you mean"),
        ),
    ] {
        let said = help(statement, from, to);
        assert!(
            said.starts_with(&expected) && said.contains("background-acts = …")
                || said.contains("background-acts = above"),
            "{said}"
        );
    }
    let said = help("fr/terms.ftl", "-ministry = ", "= ");
    assert!(said.contains("did you mean -ministry? Write -ministry = …"), "{said}");
    let said = help("fr/abbreviations.ftl", "abbreviation-osce = OSCE\n", "");
    assert!(said.contains("it begins the text of abbreviation-osce, which has lost its name"), "{said}");
}

#[test]
fn a_manifest_that_is_saved_empty_is_told_and_shows_nothing_that_was_hidden() {
    let folder = folder_of(&["en", "de", "fr"]);
    let is_shown = || locales(folder.path(), &["status"]).1.lines().any(|line| line.starts_with("fr"));
    for blank in ["", " \n\n"] {
        std::fs::write(folder.path().join("fr/locale.toml"), blank).unwrap();
        let (code, said) = locales(folder.path(), &["check", "--format=short"]);
        assert_eq!((code, said.lines().count()), (Some(1), 2), "{said}");
        assert!(said.contains("fr/locale.toml:1:1: error[leaves-menu]"), "{said}");
        assert!(said.contains("fr/locale.toml:1:1: error[empty-file]: the file is empty"), "{said}");
        assert!(!is_shown(), "{blank:?}");
    }
    std::fs::remove_file(folder.path().join("fr/locale.toml")).unwrap();
    assert!(is_shown());
}

#[test]
fn a_translation_that_would_no_longer_be_shown_is_not_accepted() {
    let folder = folder_of(&["en", "fr"]);
    edit(folder.path(), "en/statement.ftl", |text| {
        text.replace("= The scourge", "= The<note-link>[1]</note-link> scourge")
    });
    let before = contents(folder.path());
    // Neither the check nor the list of what is left to do names a command that is refused.
    for arguments in [&["check", "fr"][..], &["todo", "fr"]] {
        let (_, said) = locales(folder.path(), arguments);
        assert!(said.contains("<note-link> is missing") && said.contains("cannot be accepted"), "{said}");
        assert!(!said.contains("locales accept"), "{said}");
    }
    assert!(locales(folder.path(), &["check", "fr"]).1.contains("readers see the English"));
    for arguments in [&["accept", "fr", "background-origins"][..], &["accept", "fr", "--all"]] {
        let (code, said) = locales(folder.path(), arguments);
        assert!(code == Some(1) && said.contains("would not be shown: <note-link> is missing"), "{said}");
    }
    let (_, said) = locales(folder.path(), &["accept", "--every-language", "background-origins"]);
    assert!(said.contains("fr: background-origins stays out of date"), "{said}");
    assert!(contents(folder.path()) == before, "nothing is written");
}

#[test]
fn one_slip_of_a_term_is_one_finding() {
    type Edit = fn(String) -> String;
    let edits: [Edit; 5] = [
        |text| text.replace("-ministry =", "-minister ="),
        |text| text.replace("-ministry =", "ministry ="),
        |text| text.replace("-ministry =", "-amt ="),
        |text| text.trim_end().to_owned() + " {\n",
        |text| text.replace("-ministry =", "-ministry = { $count }"),
    ];
    for change in edits {
        let folder = folder_of(&["en", "fr"]);
        edit(folder.path(), "fr/terms.ftl", change);
        let (code, said) = locales(folder.path(), &["check", "--format=short"]);
        assert_eq!((code, said.lines().count()), (Some(1), 1), "{said}");
        assert!(is_published(folder.path()), "it is shown in English");
    }
}

#[test]
fn a_text_that_is_cut_at_the_end_of_its_file_is_not_published() {
    let folder = folder_of(&["en", "fr"]);
    edit(folder.path(), "fr/error.ftl", |text| {
        text.trim_end().trim_end_matches("</contact-link>.").to_owned() + "</contact-link>"
    });
    let (code, said) = locales(folder.path(), &["check", "--format=short"]);
    assert!(code == Some(1) && said.contains("error[cut-short]: error-contact ends here"), "{said}");
    let (_, text) = locales(folder.path(), &["check", "fr"]);
    assert!(text.contains("fr/error.ftl: 1 wrong, shown in English\n"), "{text}");
}

#[test]
fn programs_are_told_that_there_is_no_source() {
    let folder = folder_of(&["fr"]);
    let (code, json) = locales(folder.path(), &["check", "--format=json"]);
    let findings: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, &findings[0]["rule"], &findings[0]["level"]), (Some(1), &"no-source".into(), &"error".into()));
    let (code, github) = locales(folder.path(), &["check", "--format=github"]);
    assert!(code == Some(1) && github.starts_with("::error file=") && github.contains("title=no-source"), "{github}");
}

#[test]
fn what_nobody_sees_is_shown_to_people_by_its_number() {
    let folder = folder_of(&["en", "fr"]);
    edit(folder.path(), "fr/site.ftl", |text| text.replace("\nskip = ", "\nskip = \u{200f}\u{200b}"));
    let (_, text) = locales(folder.path(), &["check"]);
    assert!(!text.contains(['\u{200f}', '\u{200b}']), "{text}");
    assert!(text.contains("skip = U+200FU+200B"), "{text}");
}

#[test]
fn english_that_no_page_shows_is_told_with_its_place() {
    for (file, old, new, expected) in [
        ("site.ftl", "skip =", "imprint = Imprint\nskip =", "error[unused-text]: no page shows imprint;"),
        (
            "site.ftl",
            "skip = Skip to the text",
            "skip = Skip to the text\n    .hint = Hint",
            ":6: error[unused-text]: no page shows skip.hint;",
        ),
        (
            "contact.ftl",
            "contact-send =",
            "contact-send-late = Late\ncontact-send =",
            "no page shows contact-send-late;",
        ),
    ] {
        let folder = folder_of(&["en", "fr"]);
        assert_eq!(locales(folder.path(), &["check"]).0, Some(0));
        edit(folder.path(), &format!("en/{file}"), |text| text.replacen(&format!("\n{old}"), &format!("\n{new}"), 1));
        assert!(is_published(folder.path()), "it takes nothing away");
        let (code, said) = locales(folder.path(), &["check", "--format=short"]);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn english_alone_has_no_text_too_many() {
    let folder = folder_of(&["en"]);
    assert_eq!(locales(folder.path(), &["check", "--format=short"]), (Some(0), String::new()));
}

#[test]
fn a_statement_whose_day_is_not_known_has_no_text_too_many_and_none_that_nobody_looked_for() {
    let folder = folder_of(&["en", "fr"]);
    edit(folder.path(), "en/statement.toml", |text| text.replace("\nretrieved = ", "\n# "));
    assert_eq!(locales(folder.path(), &["check", "--format=short"]), (Some(0), String::new()));
    let folder = folder_of(&["en", "fr"]);
    edit(folder.path(), "en/site.ftl", |text| text.replace("\nabout-text = ", "\nabout-texts = "));
    let (code, said) = locales(folder.path(), &["check", "--format=short"]);
    assert!(code == Some(1) && said.contains("error[asked-for]") && said.contains("about-text"), "{said}");
}

#[test]
fn a_check_writes_nothing_and_a_record_only_what_is_new() {
    let folder = folder_of(&["en", "fr"]);
    let records = folder.path().join("fr/.made-from.ftl");
    let whole = std::fs::read_to_string(&records).unwrap();
    let (others, last) = whole.rsplit_once("\n\n# ").unwrap();
    // What is written down anew has the day of today.
    let (fingerprint, text) = last.split_once('\n').unwrap();
    let today = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date();
    let whole = format!("{others}\n\n# {} {today}\n{text}", fingerprint.split(' ').next().unwrap());
    let without_one = format!("{others}\n\n### end of the records\n");
    std::fs::write(&records, &without_one).unwrap();
    let before = contents(folder.path());
    for arguments in [&["check"][..], &["check", "fr"], &["check", "--format=json"]] {
        assert_eq!(locales(folder.path(), arguments).0, Some(0));
        assert!(contents(folder.path()) == before, "{arguments:?} has written something");
    }
    assert_eq!(locales(folder.path(), &["check", "--record", "fr"]).0, Some(0));
    assert_eq!(std::fs::read_to_string(&records).unwrap(), whole);
    std::fs::write(&records, &without_one).unwrap();
    assert!(contents(folder.path()) == before, "the records alone are written");
    std::fs::write(&records, &whole).unwrap();
    let recorded = contents(folder.path());
    assert_eq!(locales(folder.path(), &["record"]), (Some(0), String::new()), "there is nothing to record");
    assert!(contents(folder.path()) == recorded);
    for arguments in [&["check", "xx"][..], &["record", "xx"], &["check", "--format=xml"]] {
        assert_eq!(locales(folder.path(), arguments).0, Some(2), "{arguments:?}");
    }
}

#[test]
fn findings_are_written_for_people_for_editors_for_programs_and_for_reviews() {
    let folder = folder_of(&["en", "fr"]);
    edit(folder.path(), "fr/site.ftl", |text| text.replace("footer-contact =", "footer-contact = { $x: } 100 %"));
    let path = folder.path().join("fr/site.ftl").display().to_string();
    let line =
        std::fs::read_to_string(&path).unwrap().lines().position(|line| line.starts_with("footer-contact")).unwrap()
            + 1;

    let (code, text) = locales(folder.path(), &["check"]);
    assert_eq!(code, Some(1));
    assert!(
        text.contains(&format!("fr/site.ftl:{line}:")) && text.contains("help: ") && text.contains("1 error,"),
        "{text}"
    );

    let (_, short) = locales(folder.path(), &["check", "--format=short"]);
    let lines: Vec<&str> = short.lines().collect();
    assert_eq!(lines.len(), 1, "one line a finding, and nothing else: {short}");
    assert!(lines[0].starts_with(&format!("{path}:{line}:")) && lines[0].contains(": error[syntax]: "), "{short}");

    let (_, json) = locales(folder.path(), &["check", "--format=json"]);
    let findings: Value = serde_json::from_str(&json).unwrap();
    let [finding] = findings.as_array().unwrap().as_slice() else { panic!("{json}") };
    assert_eq!((&finding["path"], &finding["line"]), (&path.clone().into(), &line.into()), "{json}");
    assert_eq!((&finding["level"], &finding["rule"]), (&"error".into(), &"syntax".into()), "{json}");
    assert!(finding["column"].is_u64() && finding["help"].is_string() && finding["message"].is_string(), "{json}");

    let (_, github) = locales(folder.path(), &["check", "--format=github"]);
    let expected = format!("::error file={},line={line},col=", path.replace(',', "%2C"));
    assert!(github.starts_with(&expected) && github.contains(",title=syntax::"), "{github}");
    assert_eq!(github.lines().count(), 1, "line breaks are escaped: {github}");

    edit(folder.path(), "fr/site.ftl", |text| text.replace("{ $x: } 100 %", ""));
    assert_eq!(locales(folder.path(), &["check", "--format=json"]), (Some(0), "[]\n".to_owned()));
    assert_eq!(locales(folder.path(), &["check", "--format=short"]), (Some(0), String::new()));
}
