//! How a request came in through the proxies: who asks as the server sees it, which path, over what kind of connection.
//! Judges what was seen, and asks nobody.

use std::net::SocketAddr;

use crate::config::{Forwarded, Proxy, PublicUrl};
use crate::http::probe::ProbedRequest;

use super::finding::DoctorFinding;
use super::proxy::{ProxyKind, Subject};

/// What the doctor writes into the forwarding headers of its own requests: an address that is nobody’s (RFC 5737).
pub(super) const FORGED: &str = "192.0.2.1";

/// A request that came in, and what is known of how it was to come in.
pub(super) struct Judged<'j> {
    /// The request as the server saw it.
    pub(super) request: &'j ProbedRequest,
    /// The path that was asked for, below the host.
    pub(super) path: &'j str,
    /// The coding that was asked for.
    pub(super) coding: &'j str,
    /// The settings of the server.
    pub(super) settings: &'j Proxy,
    /// The address of the site.
    pub(super) public_url: &'j PublicUrl,
    /// The proxy, if it was recognised.
    pub(super) proxy: Option<ProxyKind>,
}

/// All that follows from how a request came in.
pub(super) fn findings(judged: &Judged<'_>) -> Vec<DoctorFinding> {
    vec![who_asks(judged), path(judged), connection(judged), coding(judged)]
}

/// Who asks, by what the proxies wrote and whom the server believes.
enum WhoAsks<'j> {
    /// Whomever a visitor names, in the family of headers that the server reads; the proxy writes the other one.
    AnybodyInOwnFamily,
    /// Whomever a visitor names: the proxy writes nothing.
    Anybody,
    /// The visitor whom a trusted proxy names.
    Visitor(String),
    /// Whomever a trusted proxy names in the other family.
    InOtherFamily,
    /// Nobody, as a trusted proxy has it, and why.
    Nobody(&'j str),
    /// The proxy: what it writes is not believed.
    ProxyNotBelieved(String),
    /// The proxy, which writes nothing.
    Proxy,
    /// Whoever has the connection.
    Peer,
}

/// What the proxies wrote about who asks, without what the doctor itself did.
struct ForwardedWords {
    /// The header of the family that the server reads, and what it says.
    header: &'static str,
    value: Option<String>,
    /// That of the other family.
    other: &'static str,
    other_value: Option<String>,
}

impl ForwardedWords {
    fn of(judged: &Judged<'_>) -> Self {
        let (header, other) = match judged.settings.forwarded {
            Forwarded::XForwarded => ("x-forwarded-for", "forwarded"),
            Forwarded::Forwarded => ("forwarded", "x-forwarded-for"),
        };
        let of_proxies = |name| {
            let all = values(judged.request, name).replace(&format!("for={FORGED}"), "").replace(FORGED, "");
            Some(all.trim_matches([',', ' ']).to_owned()).filter(|value| !value.is_empty())
        };
        Self { header, value: of_proxies(header), other, other_value: of_proxies(other) }
    }
}

impl<'j> WhoAsks<'j> {
    fn of(judged: &Judged<'j>, written: &ForwardedWords) -> Self {
        let Judged { request, .. } = *judged;
        let is_in_other_family = written.value.is_none() && written.other_value.is_some();
        let client = request.client.as_deref().unwrap_or("nobody");
        match (request.is_trusted, request.unnamed.as_deref(), &written.value) {
            (.., None) if client == FORGED && is_in_other_family => Self::AnybodyInOwnFamily,
            (.., None) if client == FORGED => Self::Anybody,
            // Whoever runs the doctor may be at a trusted address, whose word counts, too.
            (true, None, Some(named)) if client == FORGED => Self::Visitor(named.clone()),
            (true, None, _) => Self::Visitor(client.to_owned()),
            (true, Some("other_family"), _) if is_in_other_family => Self::InOtherFamily,
            (true, Some(why), _) => Self::Nobody(why),
            (false, _, Some(named)) => Self::ProxyNotBelieved(named.clone()),
            (false, _, None) if is_proxied(judged) => Self::Proxy,
            (false, _, None) => Self::Peer,
        }
    }
}

fn who_asks(judged: &Judged<'_>) -> DoctorFinding {
    let Judged { request, .. } = *judged;
    let written = ForwardedWords::of(judged);
    let ForwardedWords { header, other, .. } = written;
    let peer = peer(request.peer);
    let trust = request.peer.map_or_else(|| "unix".to_owned(), |peer| peer.ip().to_canonical().to_string());
    let lines = judged.proxy.and_then(|proxy| proxy.lines(Subject::Client));
    let failed = |found: String| DoctorFinding::failed("who asks", found);
    let ok = |found: String| DoctorFinding::ok("who asks", found);
    let in_other = format!("{peer} names the visitor in {other}, and the server reads {header}");
    let change_family = "set --forwarded (COMMUNIQUE_FORWARDED) to the family of headers that the proxy sends";
    let no_limit = "whoever writes another address each time has no limit";
    let one_limit = match request.unnamed {
        Some(_) => "all visitors share one limit: half of the messages that are taken in a minute (--contact-total)",
        None => "all visitors are one client, who may send only so many messages a minute (--contact-per-client)",
    };
    match WhoAsks::of(judged, &written) {
        WhoAsks::AnybodyInOwnFamily => {
            failed(format!("{in_other}, as the visitor wrote it")).because(no_limit).change(change_family)
        }
        WhoAsks::Anybody => {
            failed(format!("the server takes what a visitor writes into {header} for the address of that visitor"))
                .because(no_limit)
                .change(format!(
                    "the proxy ({peer}) must append to {header}, or put the address that it sees in its place"
                ))
                .lines(lines)
        }
        WhoAsks::Visitor(client) => {
            ok(format!("{client}, as {peer} says in {header}; what a visitor writes there does not count"))
        }
        WhoAsks::InOtherFamily => failed(in_other).because(one_limit).change(change_family),
        WhoAsks::Nobody(why) => {
            let shown = written.value.map_or_else(String::new, |value| format!(": {header}: {value}"));
            failed(format!("{peer} is trusted and does not name the visitor ({why}{shown})"))
                .because(one_limit)
                .change(format!("the proxy must send {header} with the address that it sees"))
                .lines(lines)
        }
        WhoAsks::ProxyNotBelieved(named) => {
            failed(format!("{peer} says in {header} who asks ({named}), and is not believed"))
                .because(one_limit)
                .change(format!("name it in --trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES): {trust}"))
        }
        WhoAsks::Proxy => {
            failed(format!("a proxy is in front ({peer}), which is not trusted and does not say who asks"))
                .because(one_limit)
                .change(format!(
                    "the proxy must send {header}, and --trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) name it: {trust}"
                ))
                .lines(lines)
        }
        WhoAsks::Peer => {
            let client = request.client.as_deref().unwrap_or("nobody");
            ok(format!("{client}, who has the connection; no proxy says anything else"))
        }
    }
}

/// Whether the connections of the proxy are kept, and counted as those of one: it is trusted, and names nobody by the PROXY
/// protocol.
pub(super) fn is_kept(judged: &Judged<'_>) -> bool {
    let Judged { request, settings, .. } = judged;
    let is_of_proxy = request.is_trusted || request.peer.is_none();
    is_of_proxy && !settings.proxy_protocol && request.is_http_11 && !is_closed(request)
}

fn is_closed(request: &ProbedRequest) -> bool {
    values(request, "connection").to_ascii_lowercase().contains("close")
}

/// Whether a proxy must be in front: the server itself speaks no TLS.
fn is_proxied(judged: &Judged<'_>) -> bool {
    judged.public_url.is_https() || judged.request.peer.is_none() || judged.proxy.is_some()
}

fn path(judged: &Judged<'_>) -> DoctorFinding {
    const CHECK: &str = "path";
    let (base, target) = (&judged.public_url.base, &judged.request.target);
    let arrived = target.split('?').next().unwrap_or_default();
    let lines = judged.proxy.and_then(|proxy| proxy.lines(Subject::Path));
    if arrived == judged.path {
        return DoctorFinding::ok(CHECK, format!("{arrived} comes in as it was asked for"));
    }
    let taken = !base.is_empty() && format!("{base}{arrived}") == judged.path;
    let found = if taken {
        format!("the proxy takes {base} away: {} comes in as {arrived}", judged.path)
    } else {
        format!("{} comes in as {arrived}", judged.path)
    };
    DoctorFinding::failed(CHECK, found)
        .because("every page has its address below the path of --public-url, and is found nowhere else")
        .change("the proxy must pass the path on as it is")
        .lines(lines)
}

fn connection(judged: &Judged<'_>) -> DoctorFinding {
    const CHECK: &str = "connections";
    let found = match judged.request.is_http_11 {
        true if !is_closed(judged.request) => {
            return DoctorFinding::ok(CHECK, "the proxy keeps its connection to the server open");
        }
        true => "the proxy ends its connection to the server after each request",
        false => "the proxy speaks HTTP/1.0, with a connection for each request",
    };
    DoctorFinding::note(CHECK, found)
        .because("each reader waits for a connection more, and each takes a file descriptor")
        .change("HTTP/1.1 with connections that stay open for less than the 150 s for which the server keeps them")
        .lines(judged.proxy.and_then(|proxy| proxy.lines(Subject::KeepAlive)))
}

/// Connections of proxies that were closed while they were idle, since the server started, by who did so.
pub(super) struct IdleConnections {
    pub(super) closed_by_server: u64,
    pub(super) closed_by_proxy: u64,
}

/// Whether the proxy is the one that closes idle connections, as it must be (RFC 9112 §9.3.1: a request that is sent at
/// that moment is lost).
pub(super) fn idle(closed: &IdleConnections, proxy: Option<ProxyKind>) -> DoctorFinding {
    const CHECK: &str = "idle connections";
    match *closed {
        IdleConnections { closed_by_server: 0, closed_by_proxy: 0 } => {
            DoctorFinding::note(CHECK, "no proxy’s connection has been idle yet until one side closed it")
                .change("ask again some minutes after the last reader")
        }
        IdleConnections { closed_by_server: 0, closed_by_proxy } => {
            DoctorFinding::ok(CHECK, format!("the proxy closes them first: {closed_by_proxy} since the server started"))
        }
        IdleConnections { closed_by_server, closed_by_proxy } => DoctorFinding::warning(
            CHECK,
            format!("the server closed {closed_by_server} of the proxy’s, the proxy {closed_by_proxy}, since the server started"),
        )
        .because("a request that the proxy sends at that very moment is lost: its reader sees a 502")
        .change("the proxy must close connections to the server that are idle for less than the 150 s after which the server does; then restart the server, or see whether the number still grows")
        .lines(proxy.and_then(|proxy| proxy.lines(Subject::KeepAlive))),
    }
}

fn coding(judged: &Judged<'_>) -> DoctorFinding {
    const CHECK: &str = "accepted codings";
    let arrived = values(judged.request, "accept-encoding");
    if arrived == judged.coding {
        return DoctorFinding::ok(CHECK, "the server learns what a reader’s browser can unpack");
    }
    let found = if arrived.is_empty() {
        "the proxy does not tell the server what a browser can unpack".to_owned()
    } else {
        format!("the proxy changes what a browser can unpack: “{}” comes in as “{arrived}”", judged.coding)
    };
    DoctorFinding::warning(CHECK, found)
        .because("pages go out larger than they need to be: the server has the smallest form of each ready")
        .change("the proxy must pass Accept-Encoding on as it is")
}

/// All lines of a header of the request.
fn values(request: &ProbedRequest, name: &str) -> String {
    let values = request.headers.iter().filter(|(known, _)| known == name);
    values.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", ")
}

fn peer(peer: Option<SocketAddr>) -> String {
    peer.map_or_else(|| "the proxy on the Unix socket".to_owned(), |peer| peer.ip().to_canonical().to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::cli::doctor::finding::Verdict;

    fn request(peer: &str, headers: &[(&str, &str)]) -> ProbedRequest {
        ProbedRequest {
            target: "/a/en/share?probe=x".into(),
            is_http_11: true,
            headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            peer: peer.parse().ok(),
            is_trusted: true,
            client: Some("203.0.113.9".into()),
            unnamed: None,
        }
    }

    fn judged(request: &ProbedRequest, public_url: &str) -> Vec<DoctorFinding> {
        let settings = Proxy { trusted_proxies: Vec::new(), forwarded: Forwarded::XForwarded, proxy_protocol: false };
        let public_url: PublicUrl = public_url.parse().unwrap();
        let proxy = Some(ProxyKind::Nginx).filter(|_| public_url.is_https());
        findings(&Judged {
            request,
            path: "/a/en/share",
            coding: "br",
            settings: &settings,
            public_url: &public_url,
            proxy,
        })
    }

    const HTTPS: &str = "https://www.example.org/a";

    #[test]
    fn what_comes_in_as_it_should_is_fine() {
        let headers = [("x-forwarded-for", "192.0.2.1, 203.0.113.9"), ("accept-encoding", "br")];
        // The doctor’s own address may be trusted: then what it wrote itself counts.
        for client in ["203.0.113.9", FORGED] {
            let request = ProbedRequest { client: Some(client.into()), ..request("127.0.0.1:1", &headers) };
            let findings = judged(&request, HTTPS);
            assert!(findings.iter().all(|finding| finding.verdict == Verdict::Ok), "{findings:?}");
            assert!(findings[0].found.starts_with("203.0.113.9, as 127.0.0.1 says"), "{findings:?}");
        }
    }

    #[test]
    fn who_asks_is_judged_by_what_was_seen_and_whom_the_server_believes() {
        let nobody = |why: &str| (Some("127.0.0.1".to_owned()), Some(why.to_owned()));
        type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], bool, (Option<String>, Option<String>), &'c str);
        let cases: [Case<'_>; 8] = [
            ("127.0.0.1:1", &[("x-forwarded-for", "192.0.2.1")], true, (Some(FORGED.into()), None), "must append"),
            ("127.0.0.1:1", &[("forwarded", "for=203.0.113.9")], true, nobody("other_family"), "--forwarded"),
            // The family that is read is the visitor’s own, the other one the proxy’s.
            (
                "127.0.0.1:1",
                &[("x-forwarded-for", "192.0.2.1"), ("forwarded", "for=192.0.2.1, for=203.0.113.9")],
                true,
                (Some(FORGED.into()), None),
                "--forwarded",
            ),
            ("127.0.0.1:1", &[], true, nobody("no_header"), "must send x-forwarded-for"),
            ("127.0.0.1:1", &[("x-forwarded-for", "192.0.2.1, unknown")], true, nobody("unreadable"), "must send"),
            (
                "[::ffff:10.0.0.7]:1",
                &[("x-forwarded-for", "192.0.2.1, 203.0.113.9")],
                false,
                (Some("10.0.0.7".into()), None),
                ": 10.0.0.7",
            ),
            (
                "a unix socket",
                &[("x-forwarded-for", "203.0.113.9")],
                false,
                (None, Some("unix_socket".into())),
                ": unix",
            ),
            // What is there is the doctor’s own.
            (
                "127.0.0.1:1",
                &[("x-forwarded-for", "192.0.2.1"), ("forwarded", "for=192.0.2.1")],
                false,
                (Some("127.0.0.1".into()), None),
                "must send",
            ),
        ];
        for (peer, headers, is_trusted, (client, unnamed), change) in cases {
            let request = ProbedRequest { is_trusted, client, unnamed, ..request(peer, headers) };
            let found = &judged(&request, HTTPS)[0];
            assert_eq!(found.verdict, Verdict::Failed, "{peer} {headers:?}");
            assert!(found.change.as_ref().unwrap().contains(change), "{found:?} should say {change}");
        }
        let direct = ProbedRequest { is_trusted: false, ..request("203.0.113.9:1", &[("x-forwarded-for", FORGED)]) };
        assert_eq!(judged(&direct, "http://203.0.113.1/a")[0].verdict, Verdict::Ok, "there is no proxy");
    }

    #[test]
    fn whoever_does_not_close_idle_connections_before_the_server_does_is_told() {
        for (closed_by_server, closed_by_proxy, expected) in
            [(0, 0, Verdict::Note), (0, 9, Verdict::Ok), (1, 9, Verdict::Warning)]
        {
            let found = idle(&IdleConnections { closed_by_server, closed_by_proxy }, Some(ProxyKind::Nginx));
            assert_eq!(found.verdict, expected, "{found:?}");
            assert_eq!(found.lines.is_some(), expected == Verdict::Warning, "{found:?}");
        }
    }

    #[test]
    fn a_path_that_is_taken_away_and_a_connection_for_each_request_are_told() {
        let request =
            ProbedRequest { target: "/en/share?probe=x".into(), is_http_11: false, ..request("127.0.0.1:1", &[]) };
        let findings = judged(&request, HTTPS);
        assert!(findings[1].found.contains("takes /a away") && findings[1].lines.is_some(), "{:?}", findings[1]);
        assert!(findings[2].found.contains("HTTP/1.0"), "{:?}", findings[2]);
        assert_eq!(findings[3].verdict, Verdict::Warning, "nothing is accepted any more");
    }
}
