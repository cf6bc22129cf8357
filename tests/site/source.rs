//! What the source must say: a message that it lacks, or that has no place, stops the start by name.

use std::path::Path;

use communique::l10n::file::read_folder;
use communique::l10n::{Catalog, LocaleFile};
use communique::site::outline::Outline;
use communique::site::{Addresses, EXPECTED, Site};

use crate::support::site::settings;

/// The source, and beside it a language that says nothing but its name.
fn source() -> Vec<LocaleFile> {
    let mut files = read_folder(Path::new("locales")).unwrap();
    files.retain(|file| file.path.starts_with("en/"));
    files.push(LocaleFile::new("fr/site.ftl", "language-name = Français\n".as_bytes()));
    files
}

/// Why a site of these files does not start, with all causes; `None` if it does.
fn refusal(files: &[LocaleFile]) -> Option<String> {
    let publication = settings(&[]).publication;
    let addresses = Addresses::new("https://www.example.org".parse().unwrap());
    let catalog = Catalog::load(files, &EXPECTED).unwrap();
    let error = Site::new(catalog, addresses, publication, settings(&[]).logging.log_ip).err()?;
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
    let files = source();
    assert_eq!(refusal(&files), None);
    let outline = Outline::of(&Catalog::load(&files, &EXPECTED).unwrap()).unwrap();
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
            // A language without a name is called by its tag, and a paragraph may be withdrawn.
            if named == "language-name" || paragraphs.contains(&named) {
                continue;
            }
            let mut changed = files.clone();
            changed[number] = LocaleFile::new(file.path.clone(), without(&file.text, at).as_bytes());
            let refusal = refusal(&changed).unwrap_or_else(|| panic!("the start does not miss {named}"));
            // The id of a note is anybody’s choice, its beginning is not.
            let missed = if message == outline.note { "note-" } else { message };
            assert!(refusal.contains(missed), "without {named}: {refusal}");
            deleted += 1;
        }
    }
    assert!(deleted > 180, "only {deleted} messages and parts were deleted");
}

#[test]
fn a_passage_without_a_place_stops_the_start_by_name() {
    for (after, added, named) in [
        ("background-acts", "background = A second heading\n", "background"),
        ("background-acts", "national-measures-late = In the wrong section.\n", "national-measures-late"),
        ("background-acts", "sources = Sources\n", "sources"),
        ("note-report", "note-second = [2] A second note.\n", "note-second"),
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
fn a_paragraph_added_to_the_source_is_shown_and_a_withdrawn_one_is_not() {
    let mut files = source();
    let file = files.iter_mut().find(|file| file.path == "en/statement.ftl").unwrap();
    let at = file.text.find("\nbackground-acts =").unwrap() + 1;
    file.text.insert_str(at, "background-new = A paragraph between two others.\n\n");
    let at = file.text.lines().position(|line| line.starts_with("background-origins =")).unwrap();
    file.text = without(&file.text, at);
    let publication = settings(&[]).publication;
    let addresses = Addresses::new("https://www.example.org".parse().unwrap());
    let catalog = Catalog::load(&files, &EXPECTED).unwrap();
    let site = Site::new(catalog, addresses, publication, settings(&[]).logging.log_ip).unwrap();
    for path in
        ["/en/fight-against-terrorism", "/fr/fight-against-terrorism", "/en/fight-against-terrorism.txt", "/en/contact"]
    {
        let text = String::from_utf8(site.document(path).unwrap().text().to_vec()).unwrap();
        assert!(text.contains("A paragraph between two others."), "{path}");
        assert!(!text.contains("The scourge of terrorism"), "{path}");
    }
}
