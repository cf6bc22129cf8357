//! Makes every document of a site as small as it gets, off the request path. Knows no template.

use std::sync::{Arc, Weak};

use rayon::prelude::*;

use super::page::Page;
use super::representation::Document;
use super::site::Site;

/// Makes every coding of every document as small as it gets, the statement first. Stops when
/// the site is gone, so that a reload does not leave two of these at work.
pub fn compress_best(site: &Weak<Site>) {
    let Some(paths) = site.upgrade().map(|site| {
        let mut paths: Vec<String> = site.documents().map(|(path, _)| path.to_owned()).collect();
        paths.sort_by_key(|path| (!path.ends_with(site.addresses().slug(Page::Statement)), path.clone()));
        paths
    }) else {
        return;
    };
    for path in paths {
        let Some(site) = site.upgrade() else { return };
        if let Some(document) = site.document(&path) {
            document.compress_best();
        }
    }
    if let Some(site) = site.upgrade() {
        site.without_path_in_a_language().for_each(|document| document.compress_best());
    }
}

/// Makes every coding of some documents as small as it gets, with all processors, and returns when it is done.
pub fn compress_now(documents: &[&Document]) {
    documents.par_iter().for_each(|document| document.compress_best());
}

/// Starts a thread that does it, which steps back wherever readers are to be answered.
pub fn compress_in_background(site: &Arc<Site>) -> std::io::Result<()> {
    let site = Arc::downgrade(site);
    let compress = move || {
        // On Linux a thread has a priority of its own (sched(7)). One that may not give it up works as the others do.
        let _ = rustix::process::nice(19);
        compress_best(&site);
    };
    std::thread::Builder::new().name("compress".into()).spawn(compress).map(drop)
}
