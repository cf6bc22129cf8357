//! The answers that are the same for whoever asks, as values: for copies of the site that other servers show. Knows no
//! request, and no other server.

use std::collections::BTreeMap;

use actix_web::http::header::{self, HeaderMap};

use crate::l10n::LocaleKey;
use crate::l10n::locale::Locale;
use crate::site::static_files::{self, StaticFile};
use crate::site::{Coding, Document, Failure};

use super::answer::{write_body_headers, write_date, write_document_headers, write_file_headers, write_no_ranges};
use super::content_policy;
use super::headers::Caching;
use super::published::Published;

/// Header fields by their names in lower case.
pub type Headers = BTreeMap<String, String>;

/// An answer that can be known before anybody asks.
pub struct FixedAnswer<'s> {
    /// The path at which it is given, with the base path.
    pub path: String,
    /// Its header fields, but for those of its coding.
    pub headers: Headers,
    /// What it shows.
    pub content: Content<'s>,
}

/// What an answer shows.
#[derive(Clone, Copy)]
pub enum Content<'s> {
    /// A document, in every coding.
    Document(&'s Document),
    /// A file as it is.
    File(&'static StaticFile),
}

/// The files with fixed names that machines ask for.
const WELL_KNOWN: [&str; 3] = ["robots.txt", "sitemap.xml", ".well-known/security.txt"];

impl Published {
    /// All that is there: 200. The choice of languages is kept like any page, because nothing is chosen for anybody.
    pub fn fixed_answers(&self) -> Vec<FixedAnswer<'_>> {
        let (site, addresses) = (&self.site, self.site.addresses());
        let well_known = WELL_KNOWN.into_iter().filter_map(|name| Some((addresses.file(name), site.well_known(name)?)));
        let documents = site.documents().map(|(path, document)| (path.to_owned(), document));
        let documents = documents.chain(well_known).chain([(addresses.root(), site.languages())]);
        let documents = documents.map(|(path, document)| FixedAnswer {
            path,
            headers: self.written(|headers| {
                write_document_headers(headers, self, document, Caching::Page);
                write_body_headers(headers, document, Coding::Identity);
                write_date(headers, self);
                write_no_ranges(headers);
            }),
            content: Content::Document(document),
        });
        let files = static_files::all().map(|file| FixedAnswer {
            path: addresses.file(&file.path),
            headers: self.written(|headers| write_file_headers(headers, file)),
            content: Content::File(file),
        });
        let mut answers: Vec<_> = documents.chain(files).collect();
        answers.sort_by(|one, other| one.path.cmp(&other.path));
        answers
    }

    /// What a language says where nothing is: 404.
    pub fn not_found(&self, key: LocaleKey) -> (&Document, Headers) {
        let document = self.site.failure(Failure::NotFound, key);
        let headers = self.written(|headers| {
            write_document_headers(headers, self, document, Caching::Never);
            write_body_headers(headers, document, Coding::Identity);
        });
        (document, headers)
    }

    /// The header fields of an address that moved for good, but for the new one: 308.
    pub(crate) fn moved_headers(&self) -> Headers {
        self.written(|headers| Caching::Moved.apply(headers))
    }

    /// The header fields of any other answer.
    pub(crate) fn other_headers(&self) -> Headers {
        self.written(|headers| Caching::Never.apply(headers))
    }

    /// A Content-Security-Policy that is right for each of these, for servers that can say but one.
    pub(crate) fn policy_of<'d>(&self, documents: impl Iterator<Item = &'d Document>) -> String {
        content_policy::of_several(&self.site, documents.filter_map(|document| document.inlined))
    }

    /// What a handler writes, and what stands on every answer.
    fn written(&self, write: impl FnOnce(&mut HeaderMap)) -> Headers {
        let mut headers = HeaderMap::new();
        write(&mut headers);
        self.security.apply(&mut headers);
        let text = |(name, value): (&header::HeaderName, &header::HeaderValue)| {
            Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
        };
        headers.iter().filter_map(text).collect()
    }

    /// Other forms of a locale’s tag that lead to it: without and with the likely script and region, joined in either way.
    /// Case, which means nothing either, is that of BCP 47.
    pub(crate) fn spellings(&self, key: LocaleKey) -> Vec<String> {
        let Locale { tag, likely, id, .. } = self.site.catalog().locale(key);
        let language = Some(tag.language.to_string());
        let script = likely.script.map(|script| script.to_string());
        let region = likely.region.map(|region| region.to_string());
        let mut spellings = Vec::new();
        for parts in [
            [&language, &None, &None],
            [&language, &script, &None],
            [&language, &None, &region],
            [&language, &script, &region],
        ] {
            let parts: Vec<&str> = parts.into_iter().filter_map(Option::as_deref).collect();
            spellings.extend([parts.join("-"), parts.join("_")]);
        }
        spellings.push(id.replace('-', "_"));
        spellings.sort();
        spellings.dedup();
        spellings.retain(|spelling| spelling != id && self.site.locale_for_tag(spelling) == Some(key));
        spellings
    }
}
