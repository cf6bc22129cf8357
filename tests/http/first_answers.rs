//! What somebody gets who is the first to ask: nothing has been compressed as small as it gets by then.

use std::sync::Arc;

use communique::site::assets::{Inlined, Styles};
use communique::site::page::Page;

use crate::support::response::Response;
use crate::support::running::Running;
use crate::support::site::each_locale;

/// What a page may weigh, head and body: a little less than what may be sent before a reader’s first answer.
const MOST: usize = 14_000;
/// What the style of a page may weigh by itself.
const MOST_OF_A_STYLE: usize = 4_000;

fn length(answer: &Response) -> usize {
    let head: usize = answer.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    "HTTP/1.1 200 OK\r\n\r\n".len() + head + answer.body.len()
}

#[test]
fn the_first_answer_of_every_page_in_every_language_fits_into_the_first_flight() {
    let server =
        Running::start(&["--public-url=https://www.ministry.example", "--contact-email=office@ministry.example"]);
    let site = Arc::clone(&server.app.published.load().site);
    let get = |path: &str| {
        let answer = server.get(path, &[("accept-encoding", "br")]);
        assert_eq!((answer.status, answer.header("content-encoding")), (200, "br"), "{path}");
        assert!(answer.header("etag").ends_with("-quick\""), "{path} is not asked for first");
        answer
    };
    let catalog = site.catalog();
    let russian = catalog.locale(catalog.by_tag("ru").unwrap());
    each_locale(&site, |_, locale| {
        for page in Page::ALL {
            let path = site.addresses().page(*page, locale);
            let length = length(&get(&path));
            assert!(length <= MOST, "{path}: {length} of {MOST}");
        }
        // The longest language beside each other one.
        for (one, other) in [(locale, russian), (russian, locale)] {
            if locale.id != russian.id {
                let path = site.addresses().parallel(one, other);
                let length = length(&get(&path));
                assert!(length <= MOST, "{path}: {length} of {MOST}");
            }
        }
    });
}

#[test]
fn the_style_of_no_page_takes_more_than_four_kilobytes() {
    let styles = Styles::new(&["Arab", "Cyrl", "Hans", "Latn"].into_iter().collect());
    for page in Inlined::ALL {
        let style = styles.of(*page).unwrap_or_default();
        let mut packed = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams::default();
        brotli::BrotliCompress(&mut style.as_bytes(), &mut packed, &parameters).unwrap();
        assert!(packed.len() <= MOST_OF_A_STYLE, "{page:?}: {} of {MOST_OF_A_STYLE}", packed.len());
    }
}
