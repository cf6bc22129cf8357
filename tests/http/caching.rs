//! What may be kept, by whom and for how long, and when it is sent again.

use crate::support::running::Running;

#[test]
fn pages_can_be_cached_and_say_what_they_depend_on() {
    let server = Running::start(&[]);
    for path in ["/en/fight-against-terrorism", "/ar/privacy", "/fa/fight-against-terrorism.txt"] {
        for coding in ["br", "zstd", "gzip", "identity"] {
            let first = server.get(path, &[("accept-encoding", coding)]);
            assert_eq!(first.status, 200);
            assert_eq!(first.header("content-encoding"), if coding == "identity" { "" } else { coding }, "{path}");
            assert_eq!(
                first.header("cache-control"),
                "public, max-age=60, s-maxage=600, stale-while-revalidate=3600, stale-if-error=604800"
            );
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
fn the_smaller_form_of_a_page_replaces_the_quick_one_under_a_tag_of_its_own() {
    let server = Running::start(&[]);
    let headers = [("accept-encoding", "br")];
    let quick = server.get("/en/fight-against-terrorism", &headers);
    communique::site::compress::compress_best(&std::sync::Arc::downgrade(&server.app.published.load().site));
    let best = server.get("/en/fight-against-terrorism", &headers);
    assert!(best.body.len() < quick.body.len(), "{} and {}", best.body.len(), quick.body.len());
    assert_ne!(best.header("etag"), quick.header("etag"));
}
