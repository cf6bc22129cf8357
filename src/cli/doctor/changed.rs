//! What was changed between the server and the reader: the status, headers, and the page itself. Compares an answer as
//! it came with the one that the server gave, and asks nobody.

use std::collections::BTreeSet;

use crate::http::probe::Exchange;

use super::client::Answer;
use super::finding::DoctorFinding;
use super::proxy::{ProxyKind, Subject};

/// Headers that every proxy may write by itself (a cache has ranges of its own copy), or that belong to one connection.
const OF_PROXIES: [&str; 15] = [
    "accept-ranges",
    "age",
    "alt-svc",
    "cf-cache-status",
    "connection",
    "content-length",
    "date",
    "keep-alive",
    "nel",
    "report-to",
    "server",
    "transfer-encoding",
    "via",
    "x-cache",
    "x-varnish",
];

/// What tells programs that change pages on the way: words that they leave in a page, and what they are.
const CHANGERS: [(&str, &str); 7] = [
    ("/cdn-cgi/l/email-protection", "Cloudflare’s Email Address Obfuscation"),
    ("rocket-loader", "Cloudflare’s Rocket Loader"),
    ("static.cloudflareinsights.com", "Cloudflare’s Web Analytics"),
    ("/cdn-cgi/", "Cloudflare"),
    ("pagespeed", "a PageSpeed module"),
    ("googletagmanager.com", "a tag manager"),
    ("NREUM", "a monitor of New Relic"),
];

/// What answers have become on their way: of each, the coding that was asked for, what was sent and what came. The same
/// is said once.
pub(super) fn findings(compared: &[(&str, Exchange, Answer)], proxy: Option<ProxyKind>) -> Vec<DoctorFinding> {
    let lines = proxy.and_then(|proxy| proxy.lines(Subject::Unchanged));
    let mut findings: Vec<DoctorFinding> = Vec::new();
    for (coding, sent, came) in compared {
        let changes = status(sent, came).into_iter().chain(body(sent, came, coding)).chain(headers(sent, came));
        for change in changes.map(|change| change.lines(lines)) {
            if !findings.contains(&change) {
                findings.push(change);
            }
        }
    }
    if findings.is_empty() {
        let codings: Vec<&str> = compared.iter().map(|(coding, ..)| *coding).collect();
        let found = format!("pages ({}) and their headers reach readers as the server sent them", codings.join(", "));
        return vec![DoctorFinding::ok("on the way", found)];
    }
    findings
}

fn status(sent: &Exchange, came: &Answer) -> Option<DoctorFinding> {
    (sent.status != came.status).then(|| {
        DoctorFinding::failed("status", format!("the server answered {}, and {} came", sent.status, came.status))
            .because("the proxy answers in the server’s place")
            .change("the proxy must pass answers on, failed ones too: they hold what a citizen typed")
    })
}

fn body(sent: &Exchange, came: &Answer, coding: &str) -> Option<DoctorFinding> {
    const CHECK: &str = "page";
    let body = sent.body()?;
    if body == came.body.as_ref() {
        return None;
    }
    let coding_of = |headers: &[(String, String)]| {
        headers.iter().find(|(name, _)| name == "content-encoding").map_or("identity", |(_, value)| value).to_owned()
    };
    let (sent_coding, came_coding) = (coding_of(&sent.headers), coding_of(&came.headers));
    if sent_coding != came_coding || came_coding != "identity" {
        return Some(
            DoctorFinding::warning(CHECK, format!("{coding} was asked for; the server sent {sent_coding}, and {came_coding} of {} bytes came instead of {}", came.body.len(), body.len()))
                .because("the server’s own compression is smaller, and made once; a proxy’s takes its processor for each reader")
                .change("the proxy must not compress or unpack"),
        );
    }
    let (before, after) = (String::from_utf8_lossy(&body), String::from_utf8_lossy(&came.body));
    let changer = CHANGERS.iter().find(|(word, _)| after.contains(word) && !before.contains(word));
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let what = match changer {
        Some((_, name)) => format!("{name} changes the page"),
        None if squeezed(&before) == squeezed(&after) => {
            "something on the way takes white space out of the page".to_owned()
        }
        None => format!("something on the way changes the page: {}", first_difference(&before, &after)),
    };
    Some(
        DoctorFinding::failed(CHECK, what)
            .because("style and script are allowed by their hash: a browser refuses what was changed, and shows the page without")
            .change("pages say no-transform; the proxy must leave them as they are"),
    )
}

/// The first line that differs, in both.
fn first_difference(before: &str, after: &str) -> String {
    let shown = |line: Option<&str>| {
        line.map_or("nothing more".to_owned(), |line| format!("“{}”", line.trim().chars().take(80).collect::<String>()))
    };
    let (mut before, mut after) = (before.lines(), after.lines());
    let mut number = 0;
    loop {
        number += 1;
        let (old, new) = (before.next(), after.next());
        if old != new || old.is_none() {
            return format!("line {number} was {} and is {}", shown(old), shown(new));
        }
    }
}

fn headers(sent: &Exchange, came: &Answer) -> Vec<DoctorFinding> {
    const CHECK: &str = "headers";
    let of = |headers: &[(String, String)], name: &str| -> Vec<String> {
        headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.clone()).collect()
    };
    let names: BTreeSet<&str> = sent.headers.iter().map(|(name, _)| name.as_str()).collect();
    let mut findings = Vec::new();
    for name in names {
        let (before, after) = (of(&sent.headers, name), of(&came.headers, name));
        // A tag that was weakened says so truly: the bytes may have changed.
        if before == after || name == "content-encoding" || OF_PROXIES.contains(&name) {
            continue;
        }
        let found = match after.as_slice() {
            [] => format!("{name} is taken away"),
            [one] => format!("{name} was “{}” and is “{one}”", before.join("”, “")),
            many => format!("{name} comes {} times", many.len()),
        };
        findings.push(
            DoctorFinding::warning(CHECK, found)
                .because("the server sets every header that its pages need, each once")
                .change(format!("the proxy must not set or remove {name} for this site")),
        );
    }
    if came.header("set-cookie").is_some() {
        findings.push(
            DoctorFinding::warning(CHECK, "a cookie is set on the way")
                .because("the privacy policy says that none is")
                .change("the proxy must not set cookies for this site, or the privacy policy must say so"),
        );
    }
    findings
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::cli::doctor::finding::Verdict;
    use crate::http::probe::ProbedRequest;

    const PAGE: &str = "<html>\n  <p>a</p>\n</html>\n";

    fn sent(headers: &[(&str, &str)]) -> Exchange {
        let request = ProbedRequest {
            target: "/".into(),
            is_http_11: true,
            headers: Vec::new(),
            peer: None,
            is_trusted: true,
            client: None,
            unnamed: None,
        };
        Exchange::new(request, 200, owned(headers), Some(PAGE.as_bytes()))
    }

    fn owned(headers: &[(&str, &str)]) -> Vec<(String, String)> {
        headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn found(headers: &[(&str, &str)], body: &str) -> Vec<DoctorFinding> {
        let sent = sent(&[("etag", "\"x\""), ("vary", "Accept-Encoding")]);
        let came = Answer { status: 200, headers: owned(headers), body: body.to_owned().into(), certificate: None };
        // The same twice is told once.
        findings(&[("identity", sent.clone(), came.clone()), ("br", sent, came)], None)
    }

    const SAME: [(&str, &str); 2] = [("etag", "\"x\""), ("vary", "Accept-Encoding")];

    #[test]
    fn what_proxies_write_by_themselves_is_no_change() {
        let own = [("server", "nginx"), ("via", "1.1 x"), ("age", "3"), ("date", "now"), ("accept-ranges", "bytes")];
        let sent = sent(&[&SAME[..], &[("accept-ranges", "none")]].concat());
        let came =
            Answer { status: 200, headers: owned(&[&SAME[..], &own].concat()), body: PAGE.into(), certificate: None };
        let findings = findings(&[("identity", sent, came)], None);
        assert_eq!(findings.iter().map(|finding| finding.verdict).collect::<Vec<_>>(), [Verdict::Ok], "{findings:?}");
    }

    #[test]
    fn who_changes_a_page_is_named_or_the_first_line_that_differs() {
        for (body, expected) in [
            ("<html><p>a</p></html>", "white space"),
            ("<html>\n  <a href=\"/cdn-cgi/l/email-protection\">a</a>\n</html>\n", "Email Address Obfuscation"),
            ("<html>\n  <p>b</p>\n</html>\n", "line 2 was “<p>a</p>” and is “<p>b</p>”"),
            ("<html>\n  <p>a</p>\n", "line 3 was “</html>” and is nothing more"),
        ] {
            let findings = found(&SAME, body);
            assert_eq!((findings.len(), findings[0].verdict), (1, Verdict::Failed), "{findings:?}");
            assert!(findings[0].found.contains(expected), "{findings:?}");
        }
    }

    #[test]
    fn headers_that_are_gone_changed_or_doubled_are_named() {
        for (came, expected) in [
            (vec![SAME[0]], "vary is taken away"),
            (vec![("etag", "W/\"x\""), SAME[1]], "etag was “\"x\"” and is “W/\"x\"”"),
            (vec![SAME[0], SAME[1], SAME[1]], "vary comes 2 times"),
            (vec![SAME[0], SAME[1], ("set-cookie", "a=b")], "cookie"),
        ] {
            let findings = found(&came, PAGE);
            assert_eq!((findings.len(), findings[0].verdict), (1, Verdict::Warning), "{findings:?}");
            assert!(findings[0].found.contains(expected), "{findings:?}");
        }
    }

    #[test]
    fn a_proxy_that_packs_again_is_told_from_one_that_changes_the_page() {
        let came = [&SAME[..], &[("content-encoding", "gzip")]].concat();
        let findings = found(&came, "\u{1f}\u{8b}");
        assert_eq!(findings.iter().map(|finding| finding.verdict).collect::<Vec<_>>(), [Verdict::Warning; 2]);
        assert!(findings[0].found.contains("the server sent identity, and gzip of"), "{findings:?}");
    }
}
