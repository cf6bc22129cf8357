//! The site as its readers get it: asks at the public URL, in the order in which a reader’s browser would, and has each
//! answer judged.

use std::path::Path;

use jiff::Timestamp;
use jiff::fmt::rfc2822;

use crate::config::{Proxy, PublicUrl};
use crate::http::probe::{Exchange, PARAMETER};
use crate::l10n::Locale;
use crate::site::{Page, Site};

use super::admin::AdminListener;
use super::client::{Answer, DoctorRequest, NoAnswer, Place, ask};
use super::connection::{Host, certificate};
use super::finding::{DoctorFinding, DoctorReport};
use super::host_files::HostFile;
use super::incoming::{self, FORGED, Judged};
use super::proxy::{ProxyKind, Subject};
use super::{changed, kept};

/// How often the same is asked, where several servers share the work: one of them is asked what it saw.
const TRIES: usize = 8;

/// A reference that is none: nobody has that message.
const NO_REFERENCE: &str = "22222-22222";

/// A form in which nobody has typed anything.
const EMPTY_FORM: &str = "topic=&name=&email=&organisation=&message=";

/// The codings by which pages are compared; what can be read first.
const CODINGS: [&str; 4] = ["identity", "br", "zstd", "gzip"];

/// What the doctor knows before it asks.
pub(super) struct Examination<'e> {
    /// The address of the site.
    pub(super) public_url: &'e PublicUrl,
    /// What the server believes of its proxies.
    pub(super) proxy: &'e Proxy,
    /// The site as these settings give it.
    pub(super) site: &'e Site,
    /// The server’s admin listener.
    pub(super) admin: Option<&'e AdminListener>,
    /// Certificates that are right beside those of public authorities.
    pub(super) authorities: Option<&'e Path>,
}

/// The way to the site, once it is found.
struct ReachedSite<'e> {
    examination: &'e Examination<'e>,
    host: Host,
    place: Place,
    proxy: Option<ProxyKind>,
}

impl Examination<'_> {
    /// Asks, and tells what was found.
    pub(super) async fn run(&self, report: &mut DoctorReport) -> anyhow::Result<()> {
        let host = Host::of(self.public_url, self.authorities)?;
        let statement = self.address(Page::Statement);
        let (reached, findings) = host.reach(&statement).await;
        report.tell(findings)?;
        let Some((place, answer)) = reached else { return Ok(()) };
        let statement_fault = statement_answer(&answer, self.public_url);
        let is_statement = statement_fault.is_none();
        report.tell(statement_fault)?;
        report.tell(answer.certificate.as_deref().map(|der| certificate(der, Timestamp::now())))?;
        report.tell(clock(&answer, Timestamp::now()))?;
        if answer.header("location").is_some() {
            // What else is asked would be answered likewise.
            return Ok(());
        }
        let mut reached = ReachedSite { examination: self, host, place, proxy: ProxyKind::of_answer(&answer) };
        report.tell(reached.plain_http(&statement).await)?;
        let now = match self.admin {
            Some(admin) => reached.probe(admin, &statement, report).await?,
            None => {
                report.tell([DoctorFinding::note("probe", "--admin-listen (COMMUNIQUE_ADMIN_LISTEN) is not set: what the server sees of a visitor, and what proxies change, cannot be told")])?;
                None
            }
        };
        if is_statement {
            report.tell(reached.copies(&statement, now.as_ref()).await)?;
        }
        report.tell(reached.files_of_the_host().await)?;
        Ok(())
    }

    fn source(&self) -> &Locale {
        let catalog = self.site.catalog();
        catalog.locale(catalog.source())
    }

    fn address(&self, page: Page) -> String {
        self.site.addresses().page(page, self.source())
    }

    /// Two languages of the menu, neither of them the source.
    fn two_languages(&self) -> Option<[&str; 2]> {
        let catalog = self.site.catalog();
        let mut others =
            catalog.listed().filter(|(key, _)| *key != catalog.source()).map(|(_, locale)| locale.id.as_str());
        Some([others.next()?, others.next()?])
    }
}

fn statement_answer(answer: &Answer, public_url: &PublicUrl) -> Option<DoctorFinding> {
    if answer.status == 200 {
        return None;
    }
    let location = answer.header("location");
    let leads = location.map_or_else(String::new, |location| format!(" and leads to {location}"));
    let finding = DoctorFinding::failed("statement", format!("its address answers {}{leads}", answer.status))
        .because("readers do not get the page");
    let in_the_clear = public_url.origin.strip_prefix("http://");
    let is_https = |location: &str| {
        let rest = location.strip_prefix("https://").zip(in_the_clear).and_then(|(rest, host)| rest.strip_prefix(host));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    Some(if location.is_some_and(is_https) {
        finding.change("the site is at https://: --public-url (COMMUNIQUE_PUBLIC_URL) must say so, too")
    } else {
        finding.change(
            "the proxy must pass the site’s addresses on to the server, below the path of --public-url if it has one",
        )
    })
}

/// How far the clock of whoever wrote the answer is from ours.
fn clock(answer: &Answer, now: Timestamp) -> Option<DoctorFinding> {
    const CHECK: &str = "clock";
    let date = rfc2822::parse(answer.header("date")?).ok()?.timestamp();
    // A copy has the time of its making.
    let age: i64 = answer.header("age").and_then(|age| age.parse().ok()).unwrap_or(0);
    let apart = (now.duration_since(date).as_secs() - age).abs();
    let found = format!("{apart} s from the one by which answers are dated");
    if apart <= 60 {
        return Some(DoctorFinding::ok(CHECK, found));
    }
    Some(
        DoctorFinding::warning(CHECK, found)
            .because("caches, certificates and the times of messages go by the clock")
            .change("let the machines take their time from the network (NTP)"),
    )
}

impl ReachedSite<'_> {
    async fn get(&self, target: &str, headers: &[(&str, &str)]) -> Result<Answer, NoAnswer> {
        self.ask("GET", target, headers, "").await
    }

    async fn ask(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &'static str,
    ) -> Result<Answer, NoAnswer> {
        ask(&self.place, &DoctorRequest { method, target, host: &self.host.authority, headers, body }).await
    }

    fn lines(&self, subject: Subject) -> Option<(&'static str, &'static str)> {
        self.proxy.and_then(|proxy| proxy.lines(subject))
    }

    /// Whether plain HTTP leads to HTTPS.
    async fn plain_http(&self, target: &str) -> Option<DoctorFinding> {
        const CHECK: &str = "plain HTTP";
        let place = self.host.in_the_clear(&self.place)?;
        let asked = DoctorRequest { method: "GET", target, host: &self.host.authority, headers: &[], body: "" };
        let expected = format!("{}{target}", self.examination.public_url.origin);
        let warning = |found: String| {
            DoctorFinding::warning(CHECK, found)
                .because("who types the address without https:// may be shown another page by whoever is on the line")
                .change(format!("the proxy must lead plain HTTP to {expected} (301 or 308)"))
                .lines(self.lines(Subject::Https))
        };
        Some(match ask(&place, &asked).await {
            Err(_) => DoctorFinding::note(CHECK, "nobody answers at port 80: old links without https:// lead nowhere"),
            Ok(answer) => match (answer.status, answer.header("location")) {
                (301 | 308, Some(location)) if location == expected => DoctorFinding::ok(CHECK, "it leads to HTTPS"),
                (300..=399, Some(location)) => warning(format!("it answers {} to {location}", answer.status)),
                (status, _) => warning(format!("it answers {status}")),
            },
        })
    }

    /// Asks with the secret of a probe until the server that is asked has seen it; what it saw and what came.
    async fn seen(
        &self,
        admin: &AdminListener,
        secret: &str,
        asked: (&str, &str),
        headers: &[(&str, &str)],
        body: &'static str,
    ) -> Option<(Exchange, Answer)> {
        let (method, path) = asked;
        for _ in 0..TRIES {
            let answer = self.ask(method, &format!("{path}?{PARAMETER}={secret}"), headers, body).await.ok()?;
            if let Some(seen) = admin.last_seen(secret).await {
                return Some((seen, answer));
            }
        }
        None
    }

    /// How requests come in and what becomes of answers. The statement as it came just now.
    async fn probe(
        &mut self,
        admin: &AdminListener,
        statement: &str,
        report: &mut DoctorReport,
    ) -> anyhow::Result<Option<Answer>> {
        const CHECK: &str = "probe";
        let Some(secret) = admin.begin_probe().await else {
            report.tell([DoctorFinding::note(CHECK, "the server begins none; is it of another version?")])?;
            return Ok(None);
        };
        let forged = format!("for={FORGED}");
        let mut compared = Vec::new();
        for coding in CODINGS {
            let headers = [("accept-encoding", coding), ("x-forwarded-for", FORGED), ("forwarded", &forged)];
            compared.extend(
                self.seen(admin, &secret, ("GET", statement), &headers, "")
                    .await
                    .map(|(seen, came)| (coding, seen, came)),
            );
        }
        // A cache may well ask for no coding where a reader’s browser accepts none.
        let packed = compared.iter().find(|(coding, ..)| *coding == "br");
        let (Some((_, _, came)), Some((coding, seen, _))) = (compared.first(), packed.or(compared.first())) else {
            report.tell([self.unseen()])?;
            return Ok(None);
        };
        self.proxy = self.proxy.or(ProxyKind::of_request(&seen.request));
        let judged = Judged {
            request: &seen.request,
            path: statement,
            coding,
            settings: self.examination.proxy,
            public_url: self.examination.public_url,
            proxy: self.proxy,
        };
        report.tell(incoming::findings(&judged))?;
        if incoming::is_kept(&judged) {
            report.tell([match admin.idle_connections().await {
                Some(closed) => incoming::idle(&closed, self.proxy),
                None => DoctorFinding::note("idle connections", "the server does not say who closes them"),
            }])?;
        }
        report.tell(changed::findings(&compared, self.proxy))?;
        report.tell(self.form(admin, &secret).await)?;
        Ok(Some(came.clone()))
    }

    fn unseen(&self) -> DoctorFinding {
        DoctorFinding::failed("probe", format!("no request at {} comes to this server", self.examination.public_url))
            .because("readers are answered by another server, or by a cache that does not look at the query")
            .change(
                "the proxy must send its requests to where --listen (COMMUNIQUE_LISTEN) says; a cache must keep pages by path and query",
            )
    }

    /// An empty form, which the server refuses without storing anything.
    async fn form(&self, admin: &AdminListener, secret: &str) -> Option<DoctorFinding> {
        const CHECK: &str = "form";
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("origin", self.examination.public_url.origin.as_str()),
            ("sec-fetch-site", "same-origin"),
        ];
        let path = self.examination.address(Page::Contact);
        let seen = self.seen(admin, secret, ("POST", &path), &headers, EMPTY_FORM).await;
        let failed = |found: String| {
            DoctorFinding::failed(CHECK, found)
                .because("citizens cannot send a message")
                .change("the proxy must pass POST on to the server, with its body and with Origin as it is")
        };
        Some(match seen {
            None => failed("a form does not come to the server".to_owned()),
            Some((seen, came)) if (seen.status, came.status) == (422, 422) => {
                DoctorFinding::ok(CHECK, "it comes to the server; an empty one is refused as it should be (422)")
            }
            Some((seen, came)) => failed(format!(
                "an empty one is answered {} by the server, and {} comes; 422 is right",
                seen.status, came.status
            )),
        })
    }

    /// What caches do.
    async fn copies(&self, statement: &str, now: Option<&Answer>) -> Vec<DoctorFinding> {
        let mut findings = Vec::new();
        // An address that no cache has a copy of yet.
        let new = format!("{statement}?copies={}", Timestamp::now().as_nanosecond());
        let (packed, plain) = (
            self.get(&new, &[("accept-encoding", "br")]).await,
            self.get(&new, &[("accept-encoding", "identity")]).await,
        );
        if let (Ok(packed), Ok(plain)) = (packed, plain) {
            findings.push(kept::codings(&packed, &plain, self.proxy));
        }
        if let Ok(plain) = self.get(statement, &[("accept-encoding", "identity")]).await {
            findings.push(kept::age(&plain, now.map(|now| now.body.as_ref())));
        }
        let root = self.examination.site.addresses().root();
        if let Some(languages) = self.examination.two_languages() {
            let [first, second] = languages.map(|language| [("accept-language", language)]);
            if let (Ok(first), Ok(second)) = (self.get(&root, &first).await, self.get(&root, &second).await) {
                findings.push(kept::languages(languages, [&first, &second], self.proxy));
            }
        }
        let receipt = self.examination.site.addresses().receipt(NO_REFERENCE, self.examination.source());
        if let (Ok(first), Ok(second)) = (self.get(&receipt, &[]).await, self.get(&receipt, &[]).await) {
            findings.push(kept::receipt([&first, &second]));
        }
        findings
    }

    /// The files that programs ask for at the root of the host alone, below a base path, too.
    async fn files_of_the_host(&self) -> Vec<DoctorFinding> {
        let mut findings = Vec::new();
        let addresses = self.examination.site.addresses();
        for file in HostFile::ALL {
            if let Ok(answer) = self.get(&file.path(), &[]).await {
                findings.push(file.finding(&answer, &addresses.file(file.name()), Timestamp::now()));
            }
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_address_that_leads_to_https_is_told_from_one_that_is_not_passed_on() {
        let told = |public_url: &str, status: u16, location: Option<&str>| {
            let public_url: PublicUrl = public_url.parse().unwrap();
            let headers = location.iter().map(|location| ("location".to_owned(), (*location).to_owned())).collect();
            let answer = Answer { status, headers, body: "".into(), certificate: None };
            statement_answer(&answer, &public_url).map(|finding| finding.change.unwrap_or_default())
        };
        assert_eq!(told("http://www.example.org", 200, None), None);
        for (public_url, status, location, change) in [
            ("http://www.example.org", 301, Some("https://www.example.org/en"), "--public-url (COMMUNIQUE_PUBLIC_URL)"),
            ("http://www.example.org/a", 302, Some("https://www.example.org"), "--public-url (COMMUNIQUE_PUBLIC_URL)"),
            ("http://www.example.org", 301, Some("https://www.example.organic/"), "the proxy must pass"),
            ("https://www.example.org", 301, Some("https://www.example.org/en"), "the proxy must pass"),
            ("http://www.example.org", 404, None, "the proxy must pass"),
        ] {
            let said = told(public_url, status, location).unwrap();
            assert!(said.contains(change), "{public_url} {status} {location:?}: {said}");
        }
    }
}
