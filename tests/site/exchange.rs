//! Translations as files for other tools, and back: `locales export` and `locales import`.

use std::collections::BTreeMap;
use std::path::Path;

use communique::l10n::disk::read_folder;
use communique::l10n::exchange::{FileFormat, Merge, Unit, plan, read, units, write};
use communique::l10n::records::{Condition, Records};
use communique::l10n::{LocaleKey, Standing, draft};

use crate::support::site::{LANGUAGES, edit, locales, locales_folder, site_of, without};

const FORMATS: [&str; 4] = ["xliff", "xliff2", "po", "csv"];

/// Everything in a folder, by its path.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for locale in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for path in std::fs::read_dir(locale).unwrap().map(|entry| entry.unwrap().path()) {
            all.insert(path.display().to_string(), std::fs::read(&path).unwrap());
        }
    }
    all
}

fn translations() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().copied().filter(|tag| *tag != "en")
}

/// The texts of a language in a folder.
fn units_of(folder: &Path, tag: &str) -> Vec<Unit> {
    let site = site_of(folder);
    let key: LocaleKey = site.catalog().by_tag(tag).unwrap();
    units(&read_folder(folder).unwrap(), site.catalog(), key)
}

fn said(folder: &Path, arguments: &[&str], code: i32) -> String {
    let (ended, said) = locales(folder, arguments);
    assert_eq!(ended, Some(code), "{arguments:?}: {said}");
    said
}

/// The PO file of a language, which a test changes and gives back.
struct Po {
    folder: tempfile::TempDir,
    tag: &'static str,
}

impl Po {
    fn new(tag: &'static str) -> Self {
        Self { folder: locales_folder(), tag }
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("delivery.po")
    }

    fn export(&self) -> String {
        let path = self.path();
        said(self.folder.path(), &["export", self.tag, "--format", "po", "--output", path.to_str().unwrap()], 0);
        std::fs::read_to_string(path).unwrap()
    }

    fn import(&self, po: &str, code: i32) -> String {
        std::fs::write(self.path(), po).unwrap();
        said(self.folder.path(), &["import", self.tag, self.path().to_str().unwrap()], code)
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(self.tag).join(file)).unwrap()
    }
}

/// A PO file with another translation of one text, which is not unfinished.
fn translated(po: &str, path: &str, translation: &str) -> String {
    let entry = |entry: &str| {
        if !entry.contains(&format!("msgctxt \"{path}\"\n")) {
            return entry.to_owned();
        }
        let (before, _) = entry.split_once("\nmsgstr ").unwrap();
        let translation = translation.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        format!("{}\nmsgstr \"{translation}\"", before.replace("#, fuzzy\n", ""))
    };
    let changed = po.split("\n\n").map(entry).collect::<Vec<_>>().join("\n\n");
    assert_ne!(changed, po, "{path} is not in the file, or says that already");
    changed.trim_end().to_owned() + "\n"
}

#[test]
fn what_is_exported_and_comes_back_changes_nothing_in_any_language_and_format() {
    let folder = locales_folder();
    let site = site_of(folder.path());
    let files = read_folder(folder.path()).unwrap();
    let day = jiff::civil::date(2026, 3, 5);
    for tag in translations() {
        let all = units(&files, site.catalog(), site.catalog().by_tag(tag).unwrap());
        assert!(all.iter().all(|unit| unit.standing == Standing::UpToDate), "{tag}");
        for format in FileFormat::ALL {
            let delivery = read(write(&all, tag, format, day).as_bytes()).unwrap();
            assert_eq!(delivery.unread, [], "{tag} {format:?}");
            let paths = |units: Vec<String>| units;
            assert_eq!(
                paths(delivery.units.iter().map(|unit| unit.path.clone()).collect()),
                paths(all.iter().map(|unit| unit.path.to_string()).collect()),
                "{tag} {format:?}"
            );
            let plan = plan(&all, &delivery);
            assert!(plan.changes.is_empty() && plan.told.is_empty(), "{tag} {format:?}: {plan:?}");
            assert_eq!((plan.unchanged, plan.untranslated), (all.len(), 0), "{tag} {format:?}");
        }
    }
    let before = contents(folder.path());
    for format in FORMATS {
        let path = folder.path().join("delivery");
        let path = path.to_str().unwrap();
        said(folder.path(), &["export", "ar", "--format", format, "--output", path], 0);
        assert!(said(folder.path(), &["import", "ar", path], 0).starts_with("ar: 0 texts imported"), "{format}");
        assert!(contents(folder.path()) == before, "{format}");
    }
}

#[test]
fn a_language_that_is_put_together_from_a_delivery_shows_the_same_pages() {
    let folder = locales_folder();
    let path = folder.path();
    let before = site_of(path);
    let files = read_folder(path).unwrap();
    let day = jiff::civil::date(2026, 3, 5);
    let whole: Vec<(&str, LocaleKey)> =
        translations().map(|tag| (tag, before.catalog().by_tag(tag).unwrap())).collect();
    // Each language is begun anew.
    for (tag, _) in &whole {
        for file in files.iter().filter(|file| file.path.starts_with("en/") && file.is_messages()) {
            let drafted = draft::file(&tag.parse().unwrap(), &file.text);
            std::fs::write(path.join(tag).join(file.folder_and_name().unwrap().1), drafted).unwrap();
        }
        let records = Records { condition: Condition::Whole, ..Records::default() };
        std::fs::write(path.join(tag).join(".made-from.ftl"), records.to_ftl()).unwrap();
    }
    let begun = site_of(path);
    let drafted = read_folder(path).unwrap();
    for ((tag, key), format) in whole.into_iter().zip(FileFormat::ALL.into_iter().cycle()) {
        let exported = write(&units(&files, before.catalog(), key), tag, format, day);
        let key = begun.catalog().by_tag(tag).unwrap();
        let units = units(&drafted, begun.catalog(), key);
        let plan = plan(&units, &read(exported.as_bytes()).unwrap());
        assert!(plan.told.is_empty(), "{tag}: {:?}", plan.told);
        let merge = Merge { files: &drafted, tag: &begun.catalog().locale(key).tag, units: &units, day };
        let merged = merge.merge(&plan.changes.iter().collect::<Vec<_>>());
        assert!(merged.told.is_empty(), "{tag}: {:?}", merged.told);
        merged.files.iter().for_each(|file| std::fs::write(path.join(&file.path), &file.text).unwrap());
    }
    // The texts are those of the records, by their fingerprints.
    for file in files.iter().filter(|file| file.path.ends_with("/.made-from.ftl")) {
        std::fs::write(path.join(&file.path), &file.text).unwrap();
    }
    assert!(!said(path, &["status"], 0).contains("todo"), "nothing is left to do");
    let after = site_of(path);
    for (address, document) in before.documents() {
        assert_eq!(after.document(address).unwrap().text(), document.text(), "{address}");
    }
}

#[test]
fn a_row_is_asked_for_in_each_form_that_the_language_has() {
    let folder = locales_folder();
    said(folder.path(), &["new", "cy"], 0);
    let all = units_of(folder.path(), "cy");
    let rows: Vec<&str> =
        all.iter().filter(|unit| unit.path.id == "notice-stale").filter_map(|unit| unit.path.row.as_deref()).collect();
    assert_eq!(rows, ["zero", "one", "two", "few", "many", "other"]);
    let of = |path: &str| all.iter().find(|unit| unit.path.to_string() == path).unwrap();
    assert!(of("notice-stale#[few]").source.contains("{ $count } passages"), "the nearest row of the English");
    assert!(
        of("notice-stale#[few]").notes.iter().any(|note| note.starts_with("$count (Number)")),
        "the comment comes along"
    );
    assert_eq!((of("share-link.copy").standing, of("share-link.copy").target.as_deref()), (Standing::Missing, None));
    // A row that a translation has lost is asked for again.
    edit(folder.path(), "ru/site.ftl", |text| {
        text.lines().filter(|line| !line.contains("[few]")).collect::<Vec<_>>().join("\n") + "\n"
    });
    let lost = units_of(folder.path(), "ru").into_iter().find(|unit| unit.path.to_string() == "notice-stale#[few]");
    assert_eq!(lost.map(|unit| unit.standing), Some(Standing::Missing));
}

#[test]
fn a_text_is_put_into_its_place_and_everything_else_stays_byte_for_byte() {
    for (byte_order_mark, line_end) in [("", "\n"), ("\u{feff}", "\r\n")] {
        let po = Po::new("fr");
        edit(po.folder.path(), "fr/site.ftl", |text| format!("{byte_order_mark}{}", text.replace('\n', line_end)));
        let before = contents(po.folder.path());
        let old = po.read("site.ftl");
        let exported = po.export();
        let changed = translated(&exported, "contents", "Sommaire, en \"bref\"\nici");
        let changed = translated(&changed, "notice-stale#[one]", "[1] Un passage :");
        let report = po.import(&changed, 0);
        assert!(report.contains("fr: 2 texts imported, 0 not imported"), "{report}");
        let new = po.read("site.ftl");
        assert!(
            new.contains("contents = Sommaire, en \"bref\" ici") && new.contains("[one] [1] Un passage :"),
            "{new}"
        );
        let others = |text: &str| without(&without(text, "contents"), "notice-stale");
        assert_eq!(others(&new), others(&old));
        assert_eq!(new.starts_with('\u{feff}'), !byte_order_mark.is_empty());
        assert_eq!(new.matches("\r\n").count(), if line_end == "\r\n" { new.matches('\n').count() } else { 0 });
        let comments =
            |text: &str| text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(comments(&new), comments(&old));
        let after = contents(po.folder.path());
        let others = |all: &BTreeMap<String, Vec<u8>>| {
            all.iter()
                .filter(|(path, _)| !path.ends_with("fr/site.ftl"))
                .map(|(p, c)| (p.clone(), c.clone()))
                .collect::<Vec<_>>()
        };
        assert!(others(&after) == others(&before), "no other file changes");
    }
}

#[test]
fn a_fault_costs_its_text_alone_and_is_told_with_its_place_and_its_english() {
    let po = Po::new("de");
    let exported = po.export();
    let mut changed = exported.clone();
    for (path, translation) in [
        ("contents", "Inhalt dieser Seite"),
        ("note-back", "Zurück { zum Text"),
        ("retrieved", "Text abgerufen"),
        ("attribution", "Eine Erklärung: { -ministry }."),
        ("contact-fault-name.long", "Der Name ist zu lang: { $nummer }."),
        ("contact-faults#[other]", "Bitte berichtigen Sie Angaben"),
    ] {
        changed = translated(&changed, path, translation);
    }
    changed.push_str("\nmsgctxt \"contentss\"\nmsgid \"x\"\nmsgstr \"y\"\n\nmsgctxt \"a\"\nmsgid \"x\"\nmsgstr \"y\n");
    let report = po.import(&changed, 1);
    let line_of = |text: &str| changed.lines().position(|line| line.contains(text)).unwrap() + 1;
    for (path, text, part) in [
        ("note-back", "Zurück { zum", "brace"),
        ("retrieved", "\"Text abgerufen\"", "$date"),
        ("attribution", "Eine Erklärung: {", "original-link"),
        ("contact-fault-name.long", "$nummer", "$nummer"),
        ("contact-faults#[other]", "Sie Angaben\"", "$count"),
        ("contentss", "msgstr \"y\"", "did you mean contents?"),
    ] {
        let start = format!("delivery.po:{}:1: {path}: not imported: ", line_of(text));
        let told =
            report.lines().find(|line| line.contains(&start)).unwrap_or_else(|| panic!("{start} is not in {report}"));
        assert!(told.contains(part), "{told}");
    }
    assert!(
        report.contains(&format!("delivery.po:{}:1: not imported: the text in quotes", changed.lines().count())),
        "{report}"
    );
    assert!(report.contains("the English: Text retrieved on { $date }"), "{report}");
    assert!(report.contains("de: 1 text imported, 7 not imported"), "{report}");
    assert!(po.read("site.ftl").contains("contents = Inhalt dieser Seite"));
    let (code, check) = locales(po.folder.path(), &["check", "de"]);
    assert_eq!(code, Some(0), "{check}");
}

#[test]
fn where_nothing_can_be_taken_nothing_changes() {
    let po = Po::new("de");
    let exported = po.export();
    let before = contents(po.folder.path());
    let bad = translated(&exported, "contents", "{");
    assert!(po.import(&bad, 1).contains("de: 0 texts imported, 1 not imported"));
    let fuzzy = translated(&exported, "contents", "Vielleicht")
        .replace("msgctxt \"contents\"", "#, fuzzy\nmsgctxt \"contents\"");
    assert!(po.import(&fuzzy, 1).contains("marked as unfinished"));
    for (file, reason, code) in [
        ("<!DOCTYPE x [<!ENTITY a \"b\">]><xliff/>", "DOCTYPE", 1),
        ("<xliff><file><body><trans-unit id='a'>", "the XML cannot be read", 1),
        ("<html/>", "it is no XLIFF, PO or CSV file", 1),
        ("name,text\na,b\n", "id, source and target", 1),
        ("", "it is no XLIFF, PO or CSV file", 1),
        ("<xliff srcLang='en' trgLang='fr'/>", "is in the language fr, not in de", 2),
    ] {
        let said = po.import(file, code);
        assert!(said.contains(reason), "{file}: {said}");
    }
    std::fs::write(po.path(), b"msgid \"\xff\"").unwrap();
    assert!(
        said(po.folder.path(), &["import", "de", po.path().to_str().unwrap()], 1)
            .contains("delivery.po:1:8: it is not in UTF-8")
    );
    let large = std::fs::File::create(po.path()).unwrap();
    large.set_len(1 << 40).unwrap();
    assert!(said(po.folder.path(), &["import", "de", po.path().to_str().unwrap()], 1).contains("larger than 16 MiB"));
    let nobody = said(po.folder.path(), &["import", "ka", po.path().to_str().unwrap()], 1);
    assert!(nobody.contains("larger"), "{nobody}");
    assert!(contents(po.folder.path()) == before);
}

#[test]
fn a_delivery_made_from_other_english_cannot_pass_for_one_of_today() {
    let po = Po::new("de");
    let old = po.export();
    edit(po.folder.path(), "en/site.ftl", |text| {
        text.replace("contents = On this page", "contents = Contents of this page")
    });
    // Of another attribute, of a row, of what is new, and of what has been brought up to date meanwhile.
    edit(po.folder.path(), "en/contact.ftl", |text| text.replace(".hint = We need it", ".hint = Today, we need it"));
    edit(po.folder.path(), "en/site.ftl", |text| {
        text.replace("*[other] In { $count } languages", "*[other] In all { $count } languages")
    });
    edit(po.folder.path(), "de/site.ftl", |text| without(&text, "contents"));
    said(po.folder.path(), &["accept", "de", "in-languages"], 0);
    let mut changed = old;
    for (path, translation) in [
        ("contents", "Auf dieser Seite hier"),
        ("contact-address-field.hint", "Wir brauchen sie. Zum Beispiel: name@example.org"),
        ("in-languages#[other]", "In { $count } verschiedenen Sprachen"),
    ] {
        changed = translated(&changed, path, translation);
    }
    let report = po.import(&changed, 0);
    assert!(report.contains("de: 3 texts imported"), "{report}");
    assert_eq!(report.matches("made from other English").count(), 3, "{report}");
    said(po.folder.path(), &["record"], 0);
    let todo = said(po.folder.path(), &["todo", "de"], 0);
    for id in ["contents", "contact-address-field", "in-languages"] {
        assert!(todo.contains(&format!("  {id}: out of date")), "{id}: {todo}");
    }
    assert!(todo.contains("{+Today, we+}") && todo.contains("In {+all +}{ $count }"), "{todo}");
    let (path, of_today) = ("in-languages#[one]", units_of(po.folder.path(), "de"));
    let state = of_today.iter().find(|unit| unit.path.to_string() == path).unwrap().standing;
    assert_eq!(state, Standing::UpToDate, "only what has changed is out of date");
}

#[test]
fn what_makes_another_text_wrong_is_not_taken_and_new_warnings_are_counted() {
    let po = Po::new("de");
    let term = |row: &str| {
        let rows = format!("    [genitive] Ministeriums\n    [{row}] dem Ministerium\n   *[nominative] Ministerium\n");
        format!("{{ $case ->\n{rows}}}")
    };
    // One text asks for the row, which only the term can have wrong in the delivery.
    edit(po.folder.path(), "de/site.ftl", |text| {
        without(&text, "contents") + "contents = Inhalt von { -ministry(case: \"dative\") }\n"
    });
    po.import(&translated(&po.export(), "-ministry", &term("dative")), 0);
    let (exported, before) = (po.export(), po.read("terms.ftl"));
    let changed = translated(&exported, "-ministry", &term("dativ"));
    let report = po.import(&translated(&changed, "skip", "Zum Inhalt der Seite"), 1);
    assert!(report.contains("-ministry: not imported: it makes contents wrong: "), "{report}");
    assert!(report.contains("de: 1 text imported, 1 not imported"), "{report}");
    assert!(!report.contains("new warning"), "{report}");
    assert_eq!(po.read("terms.ftl"), before);
    assert!(po.read("site.ftl").contains("skip = Zum Inhalt der Seite"), "the others are taken");
    // Where all other texts ask for a row, the term is what is wrong.
    let misspelled =
        "{ $case ->\n    [genetive] Ministeriums\n    [dative] dem Ministerium\n   *[nominative] Ministerium\n}";
    let report = po.import(&translated(&exported, "-ministry", misspelled), 1);
    assert!(report.contains("-ministry: not imported: -ministry has a row [genetive]"), "{report}");
    said(po.folder.path(), &["check", "de"], 0);

    let report = po.import(&translated(&exported, "-ministry", "Außenministerium"), 0);
    assert!(report.contains("The check has 4 new warnings"), "{report}");
    assert!(report.contains("communique locales check de"), "{report}");
}

#[test]
fn a_text_that_cannot_be_written_costs_itself_and_not_its_message() {
    let po = Po::new("de");
    // One text in place of rows, and a row: what has rows cannot be one text as well.
    let changed = translated(&po.export(), "in-languages#[one]", "In { $count } einzigen Sprache")
        + "\nmsgctxt \"in-languages\"\nmsgid \"In { $count } languages\"\nmsgstr \"Sprachen: { $count }\"\n";
    let report = po.import(&changed, 1);
    assert!(report.contains(": in-languages: not imported: Fluent cannot write it"), "{report}");
    assert_eq!(report.matches("not imported: ").count(), 1, "{report}");
    assert!(report.contains("de: 1 text imported, 1 not imported"), "{report}");
    let site = po.read("site.ftl");
    assert!(site.contains("[one] In { $count } einzigen Sprache") && !site.contains("Sprachen: {"), "{site}");
}

#[test]
fn without_records_other_english_is_to_be_confirmed_and_accepting_is_named() {
    let po = Po::new("de");
    let old = po.export();
    std::fs::remove_file(po.folder.path().join("de/.made-from.ftl")).unwrap();
    edit(po.folder.path(), "en/site.ftl", |text| {
        text.replace("contents = On this page", "contents = Contents of this page")
    });
    let changed = translated(&old, "contents", "Auf dieser Seite hier");
    let report = po.import(&translated(&changed, "skip", "Zum Inhalt springen"), 0);
    let told = report.lines().find(|line| line.contains(": contents: imported: ")).unwrap();
    assert!(told.contains("no records") && told.contains("accept it") && !told.contains("out of date"), "{told}");
    assert!(!report.contains("locales record"), "{report}");
    let accept = report.lines().find(|line| line.contains("communique locales accept de ")).unwrap();
    let ids: Vec<&str> = accept.split("accept de ").nth(1).unwrap().split(' ').collect();
    assert!(ids.contains(&"skip") && !ids.contains(&"contents"), "{accept}");
    let todo = said(po.folder.path(), &["todo", "de"], 0);
    assert!(todo.contains("  contents: to be confirmed"), "{todo}");
}

#[test]
fn a_change_of_the_english_goes_out_as_unfinished_and_comes_back_to_be_accepted() {
    let po = Po::new("fr");
    edit(po.folder.path(), "en/site.ftl", |text| {
        text.replace("contents = On this page", "contents = Contents of this page")
    });
    edit(po.folder.path(), "en/contact.ftl", |text| text.replace(".hint = We need it", ".hint = Today, we need it"));
    let exported = po.export();
    let entry = exported.split("\n\n").find(|entry| entry.contains("msgctxt \"contents\"")).unwrap();
    assert!(
        entry.contains("#, fuzzy\n#| msgid \"On this page\"\nmsgctxt \"contents\"\nmsgid \"Contents of this page\"\n"),
        "{entry}"
    );
    assert_eq!(exported.matches("#, fuzzy").count(), 2, "only the texts whose English has changed");
    let untouched = contents(po.folder.path());
    assert!(!po.import(&exported, 0).contains("accept"), "what is still unfinished is not confirmed");
    assert!(contents(po.folder.path()) == untouched);

    let changed = translated(&exported, "contents", "Contenu de cette page");
    let hint = exported.split("\n\n").find(|entry| entry.contains("msgctxt \"contact-address-field.hint\"")).unwrap();
    let changed = changed.replace(hint, &hint.replace("#, fuzzy\n", ""));
    let report = po.import(&changed, 0);
    assert!(report.contains("communique locales accept fr contact-address-field contents"), "{report}");
    assert!(!report.contains("locales record"), "there is nothing new that a record would write down: {report}");
    assert!(said(po.folder.path(), &["todo", "fr"], 0).contains("  contents: to be confirmed"));
    said(po.folder.path(), &["accept", "fr", "contact-address-field", "contents"], 0);
    assert_eq!(said(po.folder.path(), &["todo", "fr"], 0), "fr: nothing is left to do\n");
    assert_eq!(po.export().matches("fuzzy").count(), 0);
}

#[test]
fn what_the_file_says_is_done_is_accepted_at_once_if_that_is_asked_for() {
    let po = Po::new("fr");
    edit(po.folder.path(), "en/site.ftl", |text| {
        text.replace("contents = On this page", "contents = Contents of this page")
    });
    edit(po.folder.path(), "en/contact.ftl", |text| text.replace(".hint = We need it", ".hint = Today, we need it"));
    edit(po.folder.path(), "fr/receipt.ftl", |text| without(&text, "receipt-title"));
    let changed = translated(&po.export(), "contents", "Contenu de cette page");
    let changed = translated(&changed, "receipt-title", "Votre message est arrivé");
    std::fs::write(po.path(), &changed).unwrap();
    let report = said(po.folder.path(), &["import", "--accept", "fr", po.path().to_str().unwrap()], 0);
    assert!(report.contains("fr: contents accepted") && !report.contains("locales accept"), "{report}");
    assert!(report.contains("locales record fr"), "what is new is still to be written down: {report}");
    let todo = said(po.folder.path(), &["todo", "fr"], 0);
    assert!(todo.starts_with("fr: 1 text left to do (1 out of date)"), "what is unfinished is not accepted: {todo}");
    assert!(todo.contains("  contact-address-field: "), "{todo}");
}

#[test]
fn what_the_file_says_is_done_is_not_accepted_where_it_does_not_fit_the_english_of_today() {
    let po = Po::new("fr");
    edit(po.folder.path(), "en/statement.ftl", |text| {
        text.replace("= The scourge", "= The<note-link>[1]</note-link> scourge")
    });
    let exported = po.export();
    let entry = exported.split("\n\n").find(|entry| entry.contains("msgctxt \"background-origins\"")).unwrap();
    let done = exported.replace(entry, &entry.replace("#, fuzzy\n", ""));
    assert_ne!(done, exported, "it goes out as unfinished");
    std::fs::write(po.path(), &done).unwrap();
    let before = contents(po.folder.path());
    let report = said(po.folder.path(), &["import", "--accept", "fr", po.path().to_str().unwrap()], 0);
    assert!(!report.contains("background-origins accepted") && !report.contains("locales accept"), "{report}");
    assert!(contents(po.folder.path()) == before, "{report}");
}

#[test]
fn each_format_says_why_a_text_is_to_be_looked_at() {
    let folder = locales_folder();
    edit(folder.path(), "en/statement.ftl", |text| {
        text.replace("background-origins = ", "background-origins = Today: ")
    });
    edit(folder.path(), "fr/contact.ftl", |text| text.replacen("contact-send = ", "contact-send = <b>", 1));
    for format in FORMATS {
        let exported = said(folder.path(), &["export", "fr", "--format", format], 0);
        assert!(exported.contains("Required: a language is listed only"), "{format}: the comment of the group");
        let unit = |id: &str| {
            let separator = if format == "po" { "\n\n" } else { "</trans-unit>" };
            let separator = if format == "xliff2" { "</unit>" } else { separator };
            let separator = if format == "csv" { "\r\n" } else { separator };
            let is_it =
                |unit: &&str| [format!("\"{id}\""), format!("\"{id}\"\n")].iter().any(|name| unit.contains(name));
            exported.split(separator).find(is_it).unwrap_or_else(|| panic!("{format}: {id}")).to_owned()
        };
        assert!(unit("background-origins").contains("out of date"), "{format}: {}", unit("background-origins"));
        let wrong = unit("contact-send");
        assert!(wrong.contains("wrong") && !wrong.contains("out of date"), "{format}: {wrong}");
    }
}

#[test]
fn a_new_language_takes_what_is_whole_and_the_english_only_if_it_is_said_to_be_right() {
    let po = Po { folder: locales_folder(), tag: "ka" };
    said(po.folder.path(), &["new", "ka"], 0);
    let exported = po.export();
    let mut changed = exported;
    for (path, translation) in [
        ("language-name", "ქართული"),
        ("contact-title", "Contact"),
        ("contents", "On this page"),
        ("contact-rights", "უფლებები"),
        ("contact-faults#[other]", "გთხოვთ, შეასწოროთ { $count }"),
    ] {
        changed = translated(&changed, path, translation);
    }
    let changed =
        changed.replace("msgctxt \"contact-title\"", "# L10n-same: a word of ours\nmsgctxt \"contact-title\"");
    let report = po.import(&changed, 1);
    assert!(report.contains("contents: not imported: it is the same as the English"), "{report}");
    assert!(report.contains("contact-rights: not imported: its message is shown only when it is whole, and there is no translation yet of contact-rights.text, contact-rights.how"), "{report}");
    assert!(report.contains("ka: 3 texts imported, 2 not imported"), "{report}");
    assert!(po.read("contact.ftl").contains("# l10n-same\ncontact-title = Contact"));
    let faults = po.read("contact.ftl");
    let faults = faults.split("contact-faults =").nth(1).unwrap().split("\n\n").next().unwrap();
    assert!(
        faults.contains("*[other] გთხოვთ") && !faults.contains("[one]"),
        "a row that is not there is no English: {faults}"
    );
    assert!(po.read("site.ftl").contains("# The language’s own name"), "the comments of the draft stay");
    said(po.folder.path(), &["check", "ka"], 0);
}

#[test]
fn a_message_that_a_language_lacks_is_added_behind_the_others_with_its_comment() {
    let po = Po::new("ru");
    edit(po.folder.path(), "ru/site.ftl", |text| without(&text, "notice-stale"));
    std::fs::remove_file(po.folder.path().join("ru/receipt.ftl")).unwrap();
    let before = po.read("site.ftl");
    let mut changed = po.export();
    for row in ["one", "few", "many"] {
        changed =
            translated(&changed, &format!("notice-stale#[{row}]"), &format!("{row} {{ $count }} отрывков изменены:"));
    }
    changed = translated(&changed, "receipt-title", "Сообщение получено");
    let report = po.import(&changed, 0);
    assert!(report.contains("ru: 4 texts imported"), "{report}");
    let after = po.read("site.ftl");
    assert!(after.starts_with(&before), "what was there stays");
    let added = &after[before.len()..];
    assert!(added.contains("# $count (Number)") && added.contains("*[many] many { $count }"), "{added}");
    assert!(po.read("receipt.ftl").ends_with("receipt-title = Сообщение получено\n"));
}

#[test]
fn in_a_pipe_nothing_is_drawn_and_nothing_is_coloured() {
    let po = Po::new("de");
    let exported = po.export();
    for arguments in [&["status"][..], &["todo", "de"], &["check"], &["export", "de", "--format", "po"]] {
        let said = said(po.folder.path(), arguments, 0);
        assert!(
            !said.contains('\u{1b}') && !said.contains('\r') && !said.contains("step 1 of"),
            "{arguments:?}: {said}"
        );
    }
    assert!(!po.import(&exported, 0).contains("step"));
}

#[test]
#[ignore = "needs `script`, which gives a program a terminal"]
fn on_a_terminal_long_work_says_how_far_it_is_in_words_and_without_colour() {
    let po = Po::new("de");
    let exported = po.export();
    std::fs::write(po.path(), translated(&exported, "contents", "Inhalt")).unwrap();
    for (arguments, steps) in [
        (format!("import de {}", po.path().display()), &["reads the file", "checks what is new"][..]),
        ("export de --format csv".to_owned(), &["reads and checks the languages"]),
        ("status".to_owned(), &["reads and checks the languages: language 1 of 10: "]),
        ("todo de".to_owned(), &["reads and checks the languages"]),
        ("check".to_owned(), &["reads and checks the languages"]),
    ] {
        let line =
            format!("{} locales --locales {} {arguments}", crate::support::program::BINARY, po.folder.path().display());
        for no_colour in ["", "1"] {
            let mut command = std::process::Command::new("script");
            command.args(["--quiet", "--return", "--command", &line, "/dev/null"]).env("TERM", "xterm-256color");
            command.stdin(std::process::Stdio::null());
            if !no_colour.is_empty() {
                command.env("NO_COLOR", no_colour);
            }
            let output = command.output().unwrap();
            let said = String::from_utf8_lossy(&output.stdout);
            for step in steps {
                assert!(said.contains(step), "{line}: {step} is not in {said:?}");
            }
            assert!(!said.contains("step 0"), "{said:?}");
            assert!(said.matches("reads and checks").count() < 10, "no line without news: {said:?}");
            assert!(!said.contains("\u{1b}[3") && !said.contains("\u{1b}[1m"), "colours: {said:?}");
        }
    }
}
