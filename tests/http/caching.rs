//! What may be kept, by whom and for how long, and when it is sent again.

use std::collections::BTreeSet;
use std::time::Duration;

use communique::site::compress::compress_in_background;
use httpdate::{fmt_http_date, parse_http_date};

use crate::http::kinds::{FILE, IMMUTABLE, MOVED, NEGOTIATED, NEVER, PAGE, TYPED_FORM, every_kind};
use crate::support::program::wait_until;
use crate::support::running::Running;
use crate::support::site::folder_of;

#[test]
fn everything_is_kept_as_long_as_its_policy_says() {
    let kinds = every_kind("https://www.example.org");
    for kind in &kinds {
        let sent: Vec<_> = kind.response.headers.get_all("cache-control").iter().collect();
        assert_eq!(sent, [kind.policy], "{}", kind.what);
        let is_kept = ![NEVER, TYPED_FORM].contains(&kind.policy);
        assert!(kind.response.status < 400 || !is_kept, "{}: a failure is not kept", kind.what);
    }
    let policies: BTreeSet<&str> = kinds.iter().map(|kind| kind.policy).collect();
    assert_eq!(policies, BTreeSet::from([PAGE, NEGOTIATED, MOVED, FILE, IMMUTABLE, TYPED_FORM, NEVER]));
}

#[test]
fn pages_can_be_cached_and_say_what_they_depend_on() {
    let server = Running::start(&[]);
    for path in ["/en/fight-against-terrorism", "/ar/privacy", "/fa/fight-against-terrorism.txt"] {
        for coding in ["br", "zstd", "gzip", "identity"] {
            let first = server.get(path, &[("accept-encoding", coding)]);
            assert_eq!(first.status, 200);
            assert_eq!(first.header("content-encoding"), if coding == "identity" { "" } else { coding }, "{path}");
            assert_eq!(first.header("cache-control"), PAGE);
            assert_eq!(first.header("vary"), "Accept-Encoding");
            assert_eq!(first.header("content-language"), &path[1..3]);
            assert_eq!(first.header("content-length"), first.body.len().to_string());
            let etag = first.header("etag");
            assert!(etag.starts_with('"') && etag.ends_with('"'), "{etag}");
            let again =
                server.get(path, &[("accept-encoding", coding), ("if-none-match", &format!("W/{etag}, \"x\""))]);
            assert_eq!((again.status, again.body.len()), (304, 0));
            for name in ["etag", "cache-control", "vary", "content-language", "last-modified"] {
                assert_eq!(again.header(name), first.header(name), "{name} on 304");
            }
            let since =
                server.get(path, &[("accept-encoding", coding), ("if-modified-since", first.header("last-modified"))]);
            assert_eq!(since.status, 304);
            let other = server.get(
                path,
                &[
                    ("accept-encoding", coding),
                    ("if-none-match", "\"x\""),
                    ("if-modified-since", first.header("last-modified")),
                ],
            );
            assert_eq!(other.status, 200, "If-None-Match decides alone");
        }
    }
}

#[test]
fn a_date_counts_only_if_it_is_the_very_one_that_was_sent() {
    let server = Running::start(&[]);
    for path in ["/en/fight-against-terrorism", "/ar/contact?topic=text", "/sitemap.xml"] {
        let sent = server.get(path, &[]).header("last-modified").to_owned();
        let since = |date: &str| server.get(path, &[("if-modified-since", date)]).status;
        assert_eq!(since(&sent), 304, "{path}");
        // Files that were restored are older, and yet other ones.
        let date = parse_http_date(&sent).unwrap();
        for seconds in [1, 60, 24 * 60 * 60, 10 * 365 * 24 * 60 * 60].map(Duration::from_secs) {
            assert_eq!(since(&fmt_http_date(date + seconds)), 200, "{path}: {seconds:?} later");
            assert_eq!(since(&fmt_http_date(date - seconds)), 200, "{path}: {seconds:?} earlier");
        }
        for no_date in ["", "yesterday", "0", &sent.replace("GMT", "CET")] {
            assert_eq!(since(no_date), 200, "{path}: “{no_date}”");
        }
    }
}

#[test]
fn the_smaller_form_of_a_page_replaces_the_quick_one_under_a_tag_of_its_own() {
    let locales = folder_of(&["en"]);
    let server = Running::start(&[&format!("--locales={}", locales.path().display())]);
    let compressed = || server.get("/en/fight-against-terrorism", &[("accept-encoding", "br")]);
    let quick = compressed();
    // The statement comes first; the rest ends with the server.
    compress_in_background(&server.app.published.load().site).unwrap();
    wait_until("the statement is smaller", || compressed().header("etag") != quick.header("etag"));
    let best = compressed();
    assert!(best.body.len() < quick.body.len(), "{} and {}", best.body.len(), quick.body.len());
    for answer in [quick, best] {
        assert!(answer.decoded() == server.get("/en/fight-against-terrorism", &[]).body, "the same text");
    }
}

#[test]
fn codings_on_several_lines_are_one_list() {
    let server = Running::start(&[]);
    for (lines, coding) in [
        (&["gzip", "br"][..], "br"),
        (&["gzip;q=1", "br;q=0.5", "zstd;q=0.7"], "gzip"),
        (&["", "zstd"], "zstd"),
        (&["br;q=0", "br"], ""),
    ] {
        let headers: Vec<_> = lines.iter().map(|line| ("accept-encoding", *line)).collect();
        assert_eq!(server.get("/en/share", &headers).header("content-encoding"), coding, "{lines:?}");
    }
}
