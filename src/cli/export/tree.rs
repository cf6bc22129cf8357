//! Which file shows which answer: the layout of the public folder. Knows no disk.
//!
//! A page at `/en/share` is the file `en/share.html`, which static hosts show there by themselves or by one rule. Its
//! compressed forms lie beside it.

use crate::http::{Content, FixedAnswer, Headers, Published};
use crate::l10n::LocaleKey;
use crate::site::{Coding, Document, Media};

/// The page that says that there is nothing, in the folder below which it says so.
pub(super) const NOT_FOUND: &str = "404";

/// A file of the public folder.
pub(super) struct PublicFile<'s> {
    /// Its path in the folder: `en/share.html`.
    pub(super) file: String,
    /// The path at which it is shown; none for the pages of what is not there.
    pub(super) address: Option<String>,
    /// The header fields with which it is shown.
    pub(super) headers: Headers,
    /// What it holds.
    pub(super) content: Content<'s>,
}

impl PublicFile<'_> {
    /// Whether it is a page with an address.
    pub(super) fn is_page(&self) -> bool {
        self.address.is_some() && self.file.ends_with(".html")
    }

    /// The document that it shows, if it is none that is served as it is.
    pub(super) fn document(&self) -> Option<&Document> {
        match self.content {
            Content::Document(document) => Some(document),
            Content::File(_) => None,
        }
    }

    /// The file in all its codings, each with its path.
    pub(super) fn forms(&self) -> Vec<(String, Vec<u8>)> {
        let document = match self.content {
            Content::Document(document) => document,
            Content::File(file) => return vec![(self.file.clone(), file.body.to_vec())],
        };
        let form = |coding| {
            let path = format!("{}{}", self.file, ending(coding));
            (path, document.representation(coding).body.to_vec())
        };
        Coding::ALL.into_iter().map(form).collect()
    }
}

/// What the name of a file in a coding ends with.
pub(super) fn ending(coding: Coding) -> &'static str {
    match coding {
        Coding::Brotli => ".br",
        Coding::Zstd => ".zst",
        Coding::Gzip => ".gz",
        Coding::Identity => "",
    }
}

/// The files of the public folder, by their paths.
pub(super) fn public_files(published: &Published) -> Vec<PublicFile<'_>> {
    let catalog = published.site.catalog();
    let base = published.site.addresses().base();
    let not_found = |folder: &str, key: LocaleKey| {
        let (document, headers) = published.not_found(key);
        let content = Content::Document(document);
        PublicFile { file: file_of(&format!("{base}/{folder}{NOT_FOUND}"), content), address: None, headers, content }
    };
    let shown = published.fixed_answers().into_iter().map(|FixedAnswer { path, headers, content }| PublicFile {
        file: file_of(&path, content),
        address: Some(path),
        headers,
        content,
    });
    let in_languages = catalog.locales().map(|(key, locale)| not_found(&format!("{}/", locale.id), key));
    let mut files: Vec<_> = shown.chain(in_languages).chain([not_found("", catalog.source())]).collect();
    files.sort_by(|one, other| one.file.cmp(&other.file));
    files
}

/// The file that shows what is at a path.
fn file_of(path: &str, content: Content<'_>) -> String {
    let path = path.trim_start_matches('/');
    let is_page = matches!(content, Content::Document(document) if document.media == Media::Html);
    match is_page {
        false => path.to_owned(),
        true if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
        true => format!("{path}.html"),
    }
}
