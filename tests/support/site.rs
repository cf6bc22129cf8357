//! The site as a value: made from settings and locales, and read page by page.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use clap::Parser;
use communique::cli::publish::publish;
use communique::config::Settings;
use communique::l10n::{Locale, LocaleKey};
use communique::site::{Page, Site};
use scraper::Html;

use super::html::{all, one, parsed, raw_text};
use super::program::BINARY;

/// The languages that the project lists, in the order of their own names.
pub const LANGUAGES: &[&str] = &["az", "de", "en", "es", "fr", "tr", "ru", "ar", "fa", "zh-Hans"];

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    settings: Settings,
}

/// Settings as the command line gives them.
pub fn settings(flags: &[&str]) -> Settings {
    Line::try_parse_from(["communique"].iter().chain(flags)).unwrap_or_else(|error| panic!("{error}")).settings
}

/// The site that these flags publish.
pub fn site(flags: &[&str]) -> Arc<Site> {
    let settings = settings(flags);
    let public_url =
        settings.publication.public_url.clone().unwrap_or_else(|| "https://www.example.org".parse().unwrap());
    publish(&settings, &public_url).unwrap().site
}

/// The site of a folder of locales.
pub fn site_of(locales: &Path) -> Arc<Site> {
    site(&[&format!("--locales={}", locales.display())])
}

/// A document of a site, by its path.
pub fn document(site: &Site, path: &str) -> Html {
    parsed(site.document(path).unwrap_or_else(|| panic!("{path} is not there")))
}

/// A page of a site in a language.
pub fn page(site: &Site, page: Page, locale: &Locale) -> Html {
    document(site, &site.addresses().page(page, locale))
}

/// The statement in a language, by its tag.
pub fn statement(site: &Site, tag: &str) -> Html {
    page(site, Page::Statement, site.catalog().locale(site.catalog().by_tag(tag).unwrap()))
}

/// What a page shows at an anchor: the text alone, without its number on the line, what only screen readers hear, and
/// the way back from a note.
pub fn passage(html: &Html, id: &str) -> String {
    let mut shown = raw_text(&one(html, &format!("#{id}")));
    for apparatus in all(html, &format!("#{id} .number, #{id} .hidden, #{id} .back")) {
        shown = shown.replacen(&raw_text(&apparatus), "", 1);
    }
    shown.trim().to_owned()
}

/// Every language that is listed; an unfinished one may well show English.
pub fn each_locale(site: &Site, mut check: impl FnMut(LocaleKey, &Locale)) {
    site.catalog().listed().for_each(|(key, locale)| check(key, locale));
}

/// Every page of every locale.
pub fn each_page(site: &Site, mut check: impl FnMut(Page, LocaleKey, &Locale, &Html)) {
    each_locale(site, |key, locale| {
        for &kind in Page::ALL {
            check(kind, key, locale, &page(site, kind, locale));
        }
    });
}

/// A folder with the project’s own locales, to be changed.
pub fn locales_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new("locales"), folder.path());
    folder
}

/// A folder with some of the project’s own locales.
pub fn folder_of(languages: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    languages.iter().for_each(|language| copy(&Path::new("locales").join(language), &folder.path().join(language)));
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for path in std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// Changes a file in a folder of locales.
pub fn edit(folder: &Path, file: &str, edit: impl Fn(String) -> String) {
    let path = folder.join(file);
    std::fs::write(&path, edit(std::fs::read_to_string(&path).unwrap())).unwrap();
}

/// A file of messages with one left out.
pub fn without(text: &str, id: &str) -> String {
    let mut inside = false;
    let keep = |line: &&str| {
        if !line.starts_with([' ', '.', '}']) || line.is_empty() {
            inside = line.starts_with(&format!("{id} ="));
        }
        !inside
    };
    text.lines().filter(keep).collect::<Vec<_>>().join("\n") + "\n"
}

/// A run of a command of translators: its exit code, and what it says.
pub fn locales(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(BINARY);
    let output = command.args(["locales", "--locales"]).arg(folder).args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}
