//! Reading the locales again: what has changed is shown in every coding, and nothing else is
//! compressed anew.

use std::sync::Arc;

use communique::site::compress::compress_best;
use communique::site::{Coding, Document, Failure, Site};

use crate::support::program::{Program, wait_until};
use crate::support::request::ask;
use crate::support::response::decoded;
use crate::support::site::{edit, folder_of, site_of};

const STATEMENT: &str = "/en/fight-against-terrorism";

fn reworded(text: String) -> String {
    assert!(text.contains("The scourge of"), "the statement begins in other words");
    text.replace("The scourge of", "The evil of")
}

/// The tag of the smallest coding.
fn tag(document: &Document) -> String {
    document.representation(Coding::Brotli).etag.to_string()
}

#[test]
fn a_site_takes_over_what_was_compressed_only_where_the_text_is_the_same() {
    let locales = folder_of(&["en"]);
    let older = site_of(locales.path());
    compress_best(&Arc::downgrade(&older));
    edit(locales.path(), "en/statement.ftl", reworded);
    let newer = site_of(locales.path());
    newer.take_over(&older);

    let mut changed = Vec::new();
    for (path, document) in newer.documents() {
        let before = older.document(path).unwrap();
        let is_same = document.text() == before.text();
        if !is_same {
            changed.push(path);
        }
        for coding in Coding::COMPRESSED {
            let (now, then) = (document.representation(coding), before.representation(coding));
            assert!(decoded(now.coding.name(), &now.body) == document.text(), "{path} {coding:?}: another text");
            assert_eq!(Arc::ptr_eq(&now, &then), is_same, "{path} {coding:?}");
            assert_eq!(now.etag == then.etag, is_same, "{path} {coding:?}");
        }
    }
    assert!(changed.contains(&STATEMENT) && changed.len() < newer.documents().count(), "{changed:?}");
    // What has no path in a language is taken over too, from the same language if there are others now.
    let shared = |site: &Site| {
        ["robots.txt", "sitemap.xml", ".well-known/security.txt"].map(|name| tag(site.well_known(name).unwrap()))
    };
    assert_eq!(shared(&newer), shared(&older));
    assert_eq!(tag(newer.languages()), tag(older.languages()));
    let failure = |site: &Site| tag(site.failure(Failure::NotFound, site.catalog().source()));
    assert!(!failure(&older).contains("quick"), "{}", failure(&older));
    assert_eq!(failure(&newer), failure(&older));
}

#[test]
fn after_a_reload_every_coding_holds_the_new_text() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en"]));
    let server = Program::start(folder.path(), &[&format!("--locales={}", locales.path().display())]);
    let get = |coding: &str, tag: &str| {
        let headers = [("accept-encoding", coding), ("if-none-match", tag)];
        ask(server.address(), "GET", STATEMENT, &headers)
    };
    let codings = ["br", "zstd", "gzip", "identity"];
    let tags = codings.map(|coding| get(coding, "\"x\"").header("etag").to_owned());
    edit(locales.path(), "en/statement.ftl", reworded);
    server.process.signal("HUP");
    wait_until("the new text is shown", || get("identity", "\"x\"").text().contains("The evil of"));
    let text = get("identity", "\"x\"").body;
    for (coding, tag) in codings.iter().zip(tags) {
        let answer = get(coding, &tag);
        assert_eq!((answer.status, answer.decoded() == text), (200, true), "{coding}");
    }
}
