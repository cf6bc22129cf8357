//! What the source must say: a message that it lacks, or that has no place, stops the start by name.

use std::path::Path;
use std::sync::Arc;

use communique::l10n::disk::read_folder;
use communique::l10n::{Catalog, LocaleFile};
use communique::site::outline::Outline;
use communique::site::{Addresses, Basis, REQUIREMENTS, RenderError, Site, abbreviations};
use scraper::{ElementRef, Html};

use crate::support::html::{all, attribute, one, text};
use crate::support::site::{document, settings};

/// The source, and beside it a language that says nothing but its name.
fn source() -> Vec<LocaleFile> {
    let mut files = source_alone();
    files.push(LocaleFile::new("fr/site.ftl", "language-name = Français\n".as_bytes()));
    files
}

fn source_alone() -> Vec<LocaleFile> {
    let mut files = read_folder(Path::new("locales")).unwrap();
    files.retain(|file| file.path.starts_with("en/"));
    files
}

/// What a site of these files is made from.
fn basis_of(files: &[LocaleFile]) -> Result<Basis, RenderError> {
    let addresses = Addresses::new("https://www.example.org".parse().unwrap(), files).unwrap();
    let catalog = Arc::new(Catalog::load(files, &REQUIREMENTS).unwrap());
    Basis::new(catalog, addresses, settings(&[]).publication, settings(&[]).logging)
}

/// The site of these files.
fn site_of(files: &[LocaleFile]) -> Site {
    Site::new(Arc::new(basis_of(files).unwrap())).unwrap()
}

/// Replaces a text in the source’s statement.
fn edit(files: &mut [LocaleFile], old: &str, new: &str) {
    let file = files.iter_mut().find(|file| file.path == "en/statement.ftl").unwrap();
    assert_eq!(file.text.matches(old).count(), 1, "{old}");
    file.text = file.text.replace(old, new);
}

/// Why a site of these files does not start, with all causes; `None` if it does.
fn refusal(files: &[LocaleFile]) -> Option<String> {
    let error = basis_of(files).err()?;
    Some(format!("{:#}", anyhow::Error::from(error)))
}

/// The lines of an entry: its own, and those that are indented below it.
fn without(text: &str, at: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let own = indent(lines[at]);
    let end =
        (at + 1..lines.len()).find(|&n| indent(lines[n]) <= own && !lines[n].starts_with('}')).unwrap_or(lines.len());
    [&lines[..at], &lines[end..]].concat().join("\n") + "\n"
}

#[test]
fn every_english_message_and_every_part_of_one_is_asked_for_at_the_start() {
    // Whether there are other languages or none: what is missed is missed before one is added.
    let files = source_alone();
    assert_eq!(refusal(&files), None);
    let catalog = Catalog::load(&files, &REQUIREMENTS).unwrap();
    let outline = Outline::of(&catalog).unwrap();
    let abbreviations = catalog.messages_in(abbreviations::FILE);
    let paragraphs: Vec<String> = outline.sections.iter().flat_map(|section| section.paragraphs.clone()).collect();
    let mut deleted = 0;
    for (number, file) in
        files.iter().enumerate().filter(|(_, file)| file.path.starts_with("en/") && file.is_messages())
    {
        let mut message = "";
        for (at, line) in file.text.lines().enumerate() {
            let Some((name, _)) = line.split_once(" =") else { continue };
            let named = match name.trim_start() {
                id if id == name && id.starts_with(|c: char| c.is_ascii_lowercase()) => {
                    message = id;
                    id.to_owned()
                }
                part if part.starts_with('.') => format!("{message}{part}"),
                _ => continue,
            };
            // A language without a name is called by its tag, and a paragraph and an abbreviation may be withdrawn.
            if named == "language-name" || paragraphs.contains(&named) || abbreviations.contains(&named) {
                continue;
            }
            let mut changed = files.clone();
            changed[number] = LocaleFile::new(file.path.clone(), without(&file.text, at).as_bytes());
            let refusal = refusal(&changed).unwrap_or_else(|| panic!("the start does not miss {named}"));
            // The id of a note is anybody’s choice, its beginning is not.
            let missed = if outline.notes.iter().any(|note| note == message) { "note-" } else { message };
            assert!(refusal.contains(missed), "without {named}: {refusal}");
            deleted += 1;
        }
    }
    assert!(deleted > 180, "only {deleted} messages and parts were deleted");
}

#[test]
fn what_the_start_accepts_can_be_rendered_in_every_language() {
    let mut files = read_folder(Path::new("locales")).unwrap();
    files.retain(|file| ["en/", "ar/", "fr/"].iter().any(|folder| file.path.starts_with(folder)));
    // A language in every state: passages that are missing, out of date, and changed since they were approved.
    let statement = files.iter_mut().find(|file| file.path == "fr/statement.ftl").unwrap();
    let at = statement.text.lines().position(|line| line.starts_with("background-origins =")).unwrap();
    statement.text = without(&statement.text, at);
    for (path, old, new) in [
        ("fr/statement.ftl", "background-acts = ", "background-acts = Voici. "),
        ("en/statement.ftl", "background-contribution = ", "background-contribution = Indeed. "),
    ] {
        let file = files.iter_mut().find(|file| file.path == path).unwrap();
        assert!(file.text.contains(old), "{path}");
        file.text = file.text.replace(old, new);
    }
    let (mut accepted, mut refused) = (0, 0);
    for (number, file) in files.iter().enumerate().filter(|(_, file)| file.path.starts_with("en/")) {
        // What is filled in, and what becomes a link, taken out one at a time.
        for (at, sign) in file.text.match_indices(['{', '<']) {
            let end = file.text[at..].find(if sign == "{" { '}' } else { '>' }).map(|length| at + length + 1);
            let Some(end) = end.filter(|end| !file.text[at..*end].contains('\n')) else { continue };
            let mut changed = files.clone();
            let text = format!("{}x{}", &file.text[..at], &file.text[end..]);
            changed[number] = LocaleFile::new(file.path.clone(), text.as_bytes());
            match basis_of(&changed) {
                Ok(basis) => {
                    let site = Site::new(Arc::new(basis));
                    assert!(site.is_ok(), "{}: {}: {:?}", file.path, &file.text[at..end], site.err());
                    accepted += 1;
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert!(accepted > 40 && refused > 60, "{accepted} are accepted, {refused} refused");
}

#[test]
fn a_passage_without_a_place_stops_the_start_by_name() {
    for (after, added, named) in [
        ("background-acts", "background = A second heading\n", "background"),
        ("background-acts", "national-measures-late = In the wrong section.\n", "national-measures-late"),
        ("background-acts", "sources = Sources\n", "sources"),
        ("note-report", "note-second = [1] Before the first note.\n", "note-report"),
        ("rights", "## Notes\n\nnote-second = Without a number.\n", "note-second"),
        ("background-acts", "background-marked = A mark<note-link>[2]</note-link>.\n", "background-marked"),
        ("background-acts", "background-marked = A mark<note-link>note-report</note-link>.\n", "background-marked"),
        ("rights", "## Contents\n\ncontents = A heading\n\ncontents-a = Text.\n", "contents"),
        ("rights", "imprint = Imprint\n", "imprint"),
        ("rights", "## Sources\n\nsources = A heading alone\n", "sources"),
    ] {
        let mut files = source();
        let file = files.iter_mut().find(|file| file.path == "en/statement.ftl").unwrap();
        let at = file.text.find(&format!("\n{after} =")).unwrap() + 1;
        file.text.insert_str(at, &format!("{added}\n"));
        let refusal = refusal(&files);
        assert!(refusal.as_ref().is_some_and(|why| why.contains(named)), "{added}: {refusal:?}");
    }
}

#[test]
fn a_folder_says_under_which_address_its_statement_is() {
    let addresses = |files: &[LocaleFile]| Addresses::new("https://www.example.org".parse().unwrap(), files);
    let mut files = source();
    files.retain(|file| file.path != "en/statement.toml");
    assert!(addresses(&files).unwrap_err().to_string().contains("en/statement.toml"));
    files.push(LocaleFile::new(
        "en/statement.toml",
        b"address = \"privacy\"\noriginal = \"https://www.example.org/a\"\n",
    ));
    assert!(addresses(&files).unwrap_err().to_string().starts_with("en/statement.toml:1:11: "));
}

#[test]
fn a_paragraph_added_to_the_source_is_shown_and_a_withdrawn_one_is_not() {
    let mut files = source();
    let file = files.iter_mut().find(|file| file.path == "en/statement.ftl").unwrap();
    let at = file.text.find("\nbackground-acts =").unwrap() + 1;
    file.text.insert_str(at, "background-new = A paragraph between two others.\n\n");
    let at = file.text.lines().position(|line| line.starts_with("background-origins =")).unwrap();
    file.text = without(&file.text, at);
    let site = site_of(&files);
    for path in
        ["/en/fight-against-terrorism", "/fr/fight-against-terrorism", "/en/fight-against-terrorism.txt", "/en/contact"]
    {
        let text = String::from_utf8(site.document(path).unwrap().text().to_vec()).unwrap();
        assert!(text.contains("A paragraph between two others."), "{path}");
        assert!(!text.contains("The scourge of terrorism"), "{path}");
    }
}

#[test]
fn a_statement_has_any_number_of_notes_and_each_mark_leads_to_its_own() {
    let mut files = source();
    edit(
        &mut files,
        "Azerbaijan as it has",
        "Azerbaijan<note-link>[2]</note-link> as it<note-link>[1]</note-link> has",
    );
    edit(&mut files, "\n## The end of the page", "\nnote-other = [2] A second note.\n\n## The end of the page");
    files.push(LocaleFile::new(
        "ar/statement.ftl",
        "background-origins = نص<note-link>[٢]</note-link> ثم<note-link>[١]</note-link>\nnote-other = [٢] ملاحظة ثانية\n"
            .as_bytes(),
    ));
    let site = site_of(&files);
    for (tag, numbers) in [("en", ["1", "2"]), ("ar", ["١", "٢"])] {
        let html = document(&site, &format!("/{tag}/fight-against-terrorism"));
        let marks: Vec<(String, String)> = all(&html, "article [role=doc-noteref]")
            .iter()
            .map(|mark| (attribute(mark, "id").to_owned(), attribute(mark, "href").to_owned()))
            .collect();
        let expected =
            [("note-2-mark", "#note-other"), ("note-1-mark", "#note-report"), ("note-1-mark-2", "#note-report")];
        assert_eq!(marks, expected.map(|(id, href)| (id.to_owned(), href.to_owned())), "{tag}");
        let notes: Vec<String> =
            all(&html, "section.note > p").iter().map(|note| attribute(note, "id").to_owned()).collect();
        assert_eq!(notes, ["note-report", "note-other"]);
        let back = |note: &str| -> Vec<String> {
            all(&html, &format!("#{note} .back")).iter().map(|link| attribute(link, "href").to_owned()).collect()
        };
        assert_eq!(back("note-report"), ["#note-1-mark", "#note-1-mark-2"]);
        assert_eq!(back("note-other"), ["#note-2-mark"]);
        let several: Vec<String> = all(&html, "#note-report .back").iter().map(text).collect();
        assert!(
            several.iter().zip(["1", "2"]).all(|(link, number)| link.ends_with(&format!(" {number}"))),
            "{several:?}"
        );
        let mark = text(&one(&html, "#note-2-mark"));
        assert!(mark.ends_with(&format!("[{}]", numbers[1])), "{mark}");
        for link in all(&html, ".back") {
            let language = link.ancestors().filter_map(ElementRef::wrap).find_map(|around| around.value().attr("lang"));
            assert_eq!(language, Some(tag), "the way back is in the language of the page, whatever that of its note");
        }
        let form = document(&site, &format!("/{tag}/contact"));
        assert!(all(&form, "#about option").iter().any(|choice| attribute(choice, "value") == "note-other"));
        let plain = site.document(&format!("/{tag}/fight-against-terrorism.txt")).unwrap().text();
        let plain = String::from_utf8(plain.to_vec()).unwrap();
        let [first, second] = numbers.map(|number| plain.rfind(&format!("[{number}] ")));
        assert!(second.is_some() && (tag == "ar" || first < second), "{plain}");
    }
    let (en, ar) = (site.catalog().source(), site.catalog().by_tag("ar").unwrap());
    let both = Html::parse_document(std::str::from_utf8(site.parallel(en, ar).unwrap().text()).unwrap());
    let ids: Vec<String> = all(&both, "[id]").iter().map(|element| attribute(element, "id").to_owned()).collect();
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(ids.len(), once.len(), "an id stands twice");
    assert_eq!(all(&both, ".beside [href='#note-other']").len(), 1);
}

#[test]
fn a_statement_can_do_without_notes_and_without_sections() {
    let mut files = source();
    let file = files.iter_mut().find(|file| file.path == "en/statement.ftl").unwrap();
    let (start, end) = (file.text.find("## Background").unwrap(), file.text.find("## The end of the page").unwrap());
    file.text.replace_range(start..end, "");
    let site = site_of(&files);
    let html = document(&site, "/en/fight-against-terrorism");
    assert!(all(&html, "nav.contents, section.note, article section").is_empty());
    let form = document(&site, "/en/contact");
    assert!(all(&form, "#about optgroup").is_empty());
}

#[test]
fn sections_and_paragraphs_follow_the_order_of_the_source_whatever_that_of_a_translation() {
    let mut files = source();
    let file = files.iter_mut().find(|file| file.path == "en/statement.ftl").unwrap();
    let [background, measures, rest] =
        ["## Background", "## Measures", "## International"].map(|group| file.text.find(group).unwrap());
    let moved =
        [&file.text[..background], &file.text[measures..rest], &file.text[background..measures], &file.text[rest..]];
    file.text = moved.concat();
    let translation =
        "background-acts = Deux\nbackground-origins = Un\nbackground = Contexte\nnational-measures = Mesures\n";
    files.push(LocaleFile::new("fr/statement.ftl", translation.as_bytes()));
    let english = &files.iter().find(|file| file.path == "en/statement.ftl").unwrap().text;
    let ids = english.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id.to_owned());
    let in_file: Vec<String> = ids.filter(|id| id.starts_with("background-")).collect();
    assert!(in_file.len() >= 2, "{in_file:?}");
    let site = site_of(&files);
    for tag in ["en", "fr"] {
        let html = document(&site, &format!("/{tag}/fight-against-terrorism"));
        let headings: Vec<String> =
            all(&html, "article h3").iter().map(|heading| attribute(heading, "id").to_owned()).collect();
        assert_eq!(headings[..2], ["national-measures", "background"], "{tag}");
        let contents: Vec<String> =
            all(&html, ".contents a").iter().map(|link| attribute(link, "href").to_owned()).collect();
        assert_eq!(contents[..2], ["#national-measures", "#background"], "{tag}");
        let paragraphs: Vec<String> = all(&html, "article section:has(#background) p[id]")
            .iter()
            .map(|p| attribute(p, "id").to_owned())
            .collect();
        assert_eq!(paragraphs, in_file, "{tag}");
    }
}
