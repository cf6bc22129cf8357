//! The kinds of requests whose cost is measured: every route, every outcome of a form, and what a stranger may send to
//! make an answer dear. Knows no measurement.

/// What an answer may cost, as a multiple of a hot page.
pub const GET_BAR: f64 = 5.0;
/// The same where a form is sent.
pub const POST_BAR: f64 = 20.0;

/// The state of the server that answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Condition {
    /// Without limits on messages.
    Usual,
    /// The limit of a minute is reached.
    MinuteFull,
    /// The limit of a day is reached.
    DayFull,
    /// The client has as many bodies under way as it may.
    ShareFull,
    /// There are as many bodies under way as there may be.
    BodiesFull,
    /// The file of the inbox is gone.
    StorageFails,
}

/// What is found out from the running server.
pub struct Known {
    /// The path of a receipt.
    pub receipt: String,
    /// The entity tag of the hot page.
    pub etag: String,
    /// The date of the hot page.
    pub last_modified: String,
}

/// A kind of request.
pub struct Row {
    /// What it is.
    pub name: &'static str,
    /// The name of its route in the metrics.
    pub route: &'static str,
    /// The name of its outcome in the metrics, where a form is sent.
    pub outcome: Option<&'static str>,
    /// The status of the answer.
    pub status: u16,
    /// The state of the server.
    pub condition: Condition,
    /// The bytes of one such request; by the number, since a stranger does not send the same twice.
    pub request: fn(&Known, u64) -> Vec<u8>,
}

impl Row {
    /// What it may cost, as a multiple of a hot page.
    pub fn bar(&self) -> f64 {
        if self.outcome.is_some() { POST_BAR } else { GET_BAR }
    }
}

/// The ten languages.
pub const TAGS: [&str; 10] = ["en", "az", "ru", "tr", "ar", "fa", "fr", "es", "de", "zh-Hans"];
const TOPICS: [&str; 5] = ["", "material", "text", "accessibility", "other"];

/// A request without a body.
fn ask(method: &str, target: &str, headers: &str) -> Vec<u8> {
    format!("{method} {target} HTTP/1.1\r\nhost: www.example.org\r\n{headers}\r\n").into_bytes()
}

fn get(target: &str) -> Vec<u8> {
    ask("GET", target, BROTLI)
}

const BROTLI: &str = "accept-encoding: br\r\n";
const STATEMENT: &str = "/en/fight-against-terrorism";
const FORM: &str = "content-type: application/x-www-form-urlencoded\r\n";

fn send(target: &str, headers: &str, body: &str) -> Vec<u8> {
    ask("POST", target, &format!("{BROTLI}{headers}content-length: {}\r\n\r\n{body}", body.len()))
        .strip_suffix(b"\r\n")
        .map_or_else(Vec::new, <[u8]>::to_vec)
}

fn encoded(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// A right form with some of its fields replaced.
fn form(number: u64, other: &[(&str, &str)]) -> Vec<u8> {
    form_with(number, FORM, other)
}

fn form_with(number: u64, headers: &str, other: &[(&str, &str)]) -> Vec<u8> {
    let text = format!("We should like to reprint the statement with its notes in our quarterly. ({number})");
    let mut fields = vec![
        ("topic", "material"),
        ("about", ""),
        ("name", "Ayşə Məmmədova"),
        ("email", "ayse@example.org"),
        ("organisation", ""),
        ("reply", ""),
        ("message", text.as_str()),
        ("memo", ""),
        ("consent", "yes"),
    ];
    for (name, value) in other {
        match fields.iter_mut().find(|field| field.0 == *name) {
            Some(field) => field.1 = value,
            None => fields.push((name, value)),
        }
    }
    send(&format!("/{}/contact", tag(number)), headers, &encoded(&fields))
}

fn tag(number: u64) -> &'static str {
    TAGS[(number % 10) as usize]
}

/// Arabic text, as long as a message may be.
fn arabic(number: u64) -> String {
    let text = "ندين الإرهاب بجميع أشكاله ومظاهره. ".repeat(200);
    text.chars().take(4980).chain(format!(" {number}").chars()).collect()
}

fn prefilled(number: u64, passage: &str) -> Vec<u8> {
    let topic = TOPICS[(number / 10 % 5) as usize];
    get(&format!("/{}/contact?topic={topic}&about={passage}", tag(number)))
}

const PASSAGES: [&str; 6] = [
    "background-acts",
    "national-measures-law",
    "national-measures-finance",
    "patriotic-war-fighters",
    "note-report",
    "",
];

/// The rows of requests that are read and answered with something ready.
pub fn rows() -> Vec<Row> {
    let row = |name, route, status, request| {
        let condition = Condition::Usual;
        Row { name, route, outcome: None, status, condition, request }
    };
    let mut rows = vec![
        row("the statement, zstd", "/{tag}/{statement}", 200, |_, _| {
            ask("GET", STATEMENT, "accept-encoding: zstd\r\n")
        }),
        row("the statement, gzip", "/{tag}/{statement}", 200, |_, _| {
            ask("GET", STATEMENT, "accept-encoding: gzip\r\n")
        }),
        row("the statement as it is", "/{tag}/{statement}", 200, |_, _| ask("GET", STATEMENT, "")),
        row("the statement, HEAD", "/{tag}/{statement}", 200, |_, _| ask("HEAD", STATEMENT, BROTLI)),
        row("the statement, 304 by its tag", "/{tag}/{statement}", 304, |known, _| {
            ask("GET", STATEMENT, &format!("{BROTLI}if-none-match: {}\r\n", known.etag))
        }),
        row("the statement, 304 by its date", "/{tag}/{statement}", 304, |known, _| {
            ask("GET", STATEMENT, &format!("{BROTLI}if-modified-since: {}\r\n", known.last_modified))
        }),
        row("the statement, 1,500 other tags", "/{tag}/{statement}", 200, |_, n| {
            ask("GET", STATEMENT, &format!("{BROTLI}if-none-match: {}\r\n", format!("\"{n:08}-br\",").repeat(500)))
        }),
        row("the statement, 30 codings with qualities", "/{tag}/{statement}", 200, |_, n| {
            let codings: Vec<String> = (0..28).map(|at| format!("c{at}-{n};q=0.{at:03}")).collect();
            ask("GET", STATEMENT, &format!("accept-encoding: {}, gzip;q=0.5, br;q=0.9\r\n", codings.join(", ")))
        }),
        row("the statement, 6 KB of codings in 60 lines", "/{tag}/{statement}", 200, |_, _| {
            let line = format!("accept-encoding: {}\r\n", "x;q=0.5,".repeat(12));
            ask("GET", STATEMENT, &format!("{}{BROTLI}", line.repeat(60)))
        }),
        row("the statement beside another language, all pairs", "/{tag}/{statement}", 200, |_, n| {
            let other = TAGS[((n + 1 + n / 10 % 9) % 10) as usize];
            get(&format!("/{}/fight-against-terrorism?with={other}", tag(n)))
        }),
        row("the statement beside an unknown language", "/{tag}/{statement}", 308, |_, n| {
            get(&format!("{STATEMENT}?with=x{n}"))
        }),
        row("the statement beside itself", "/{tag}/{statement}", 308, |_, _| get(&format!("{STATEMENT}?with=en"))),
        row("the statement beside a tag in another form", "/{tag}/{statement}", 308, |_, _| {
            get(&format!("{STATEMENT}?with=ZH-cn"))
        }),
        row("the statement beside 8 KB of a tag", "/{tag}/{statement}", 308, |_, n| {
            get(&format!("{STATEMENT}?with=en-{n}{}", "-abcdefgh".repeat(800)))
        }),
        row("the statement with 2,500 parameters", "/{tag}/{statement}", 200, |_, n| {
            get(&format!("{STATEMENT}?n={n}{}", "&a=".repeat(2500)))
        }),
        row("the share page", "/{tag}/share", 200, |_, n| get(&format!("/{}/share", tag(n)))),
        row("the privacy page", "/{tag}/privacy", 200, |_, n| get(&format!("/{}/privacy", tag(n)))),
        row("the accessibility page", "/{tag}/accessibility", 200, |_, n| get(&format!("/{}/accessibility", tag(n)))),
        row("the statement as plain text", "/{tag}/{statement}.txt", 200, |_, n| {
            get(&format!("/{}/fight-against-terrorism.txt", tag(n)))
        }),
        row("the form", "/{tag}/contact", 200, |_, n| get(&format!("/{}/contact", tag(n)))),
        row("the form, prefilled with a topic", "/{tag}/contact", 200, |_, n| prefilled(n / 10 * 10 + 10 + n % 10, "")),
        row("the form, prefilled in every way", "/{tag}/contact", 200, |_, n| {
            prefilled(n, PASSAGES[(n / 50 % 6) as usize])
        }),
        row("the form, prefilled, gzip", "/{tag}/contact", 200, |_, n| {
            ask("GET", &format!("/{}/contact?topic=text&about=background-acts", tag(n)), "accept-encoding: gzip\r\n")
        }),
        row("the form, prefilled, zstd", "/{tag}/contact", 200, |_, n| {
            ask("GET", &format!("/{}/contact?topic=text&about=background-acts", tag(n)), "accept-encoding: zstd\r\n")
        }),
        row("the form, prefilled, as it is", "/{tag}/contact", 200, |_, n| {
            ask("GET", &format!("/{}/contact?topic=text&about=background-acts", tag(n)), "")
        }),
        row("the form, prefilled, HEAD", "/{tag}/contact", 200, |_, n| {
            ask("HEAD", &format!("/{}/contact?topic=text&about=background-acts", tag(n)), BROTLI)
        }),
        row("the form, prefilled with nothing known", "/{tag}/contact", 200, |_, n| {
            get(&format!("/en/contact?topic=x{n}&about=y{n}"))
        }),
        row("the form, prefilled with 8 KB", "/{tag}/contact", 200, |_, n| {
            get(&format!("/en/contact?topic=x{n}&about={}", "%22%3C".repeat(1300)))
        }),
        row("a receipt", "/{tag}/contact/received/{reference}", 200, |known, _| get(&known.receipt)),
        row("a receipt, gzip", "/{tag}/contact/received/{reference}", 200, |known, _| {
            ask("GET", &known.receipt, "accept-encoding: gzip\r\n")
        }),
        row("a receipt as it is", "/{tag}/contact/received/{reference}", 200, |known, _| {
            ask("GET", &known.receipt, "")
        }),
        row("a receipt of nothing", "/{tag}/contact/received/{reference}", 404, |_, n| {
            get(&format!("/{}/contact/received/00000-00000", tag(n)))
        }),
        row("a receipt, mistyped", "/{tag}/contact/received/{reference}", 404, |_, n| {
            get(&format!("/{}/contact/received/00000-00001", tag(n)))
        }),
        row("a receipt, malformed", "/{tag}/contact/received/{reference}", 404, |_, n| {
            get(&format!("/{}/contact/received/x{n}", tag(n)))
        }),
        row("a receipt, 8 KB", "/{tag}/contact/received/{reference}", 404, |_, n| {
            get(&format!("/en/contact/received/{n}{}", "%3C0".repeat(1900)))
        }),
        row("a receipt in another form", "/{tag}/contact/received/{reference}", 308, |_, _| {
            get("/en/contact/received/ooooo-ooooo")
        }),
        row("the bare address, no language", "/", 200, |_, _| get("/")),
        row("the bare address, one language", "/", 302, |_, _| {
            ask("GET", "/", &format!("{BROTLI}accept-language: az\r\n"))
        }),
        row("the bare address, a language whose readers have learnt another", "/", 200, |_, _| {
            ask("GET", "/", &format!("{BROTLI}accept-language: be\r\n"))
        }),
        row("the bare address, 30 languages", "/", 302, |_, n| {
            let many: Vec<String> = (0..30).map(|at| format!("x{at}-Latn-{n};q=0.{:03}", 999 - at)).collect();
            ask("GET", "/", &format!("{BROTLI}accept-language: {}, tr;q=0.1\r\n", many.join(",")))
        }),
        row("the bare address, 8 KB of languages", "/", 200, |_, n| {
            let many: Vec<String> = (0..1000).map(|at| format!("q{:03x}{}", at, n % 10)).collect();
            ask("GET", "/", &format!("{BROTLI}accept-language: {}\r\n", many.join(",")))
        }),
        row("the bare address, 24 KB of languages in 80 lines", "/", 302, |_, n| {
            let many: Vec<String> = (0..50).map(|at| format!("zh-{}{at:02}", n % 10)).collect();
            ask("GET", "/", &format!("{BROTLI}{}", format!("accept-language: {}\r\n", many.join(",")).repeat(80)))
        }),
        row("nothing there", "none", 404, |_, n| get(&format!("/nothing-{n}"))),
        row("nothing there in a language", "none", 404, |_, n| get(&format!("/{}/nothing-{n}", tag(n)))),
        row("nothing there, 8 KB", "none", 404, |_, n| get(&format!("/{n}{}", "/a".repeat(3900)))),
        row("nothing there, 8 KB of one part", "none", 404, |_, n| get(&format!("/{n}{}", "a-".repeat(3900)))),
        row("nothing there, 8 KB percent-encoded", "none", 404, |_, n| get(&format!("/{n}{}", "%C3%A9".repeat(1300)))),
        row("nothing there, 8 KB of languages", "none", 404, |_, n| {
            let many: Vec<String> = (0..1000).map(|at| format!("q{:03x}{}", at, n % 10)).collect();
            ask("GET", &format!("/nothing-{n}"), &format!("{BROTLI}accept-language: {}\r\n", many.join(",")))
        }),
        row("moved: a language alone", "moved", 308, |_, n| get(&format!("/{}", tag(n)))),
        row("moved: a tag in another form", "moved", 308, |_, _| get("/ZH-hans-cn/share")),
        row("moved: the page’s old address", "moved", 308, |_, n| {
            get(&format!("/{}/category/tehlukesizlik/terrorculuga-qarsi-mubarize", tag(n)))
        }),
        row("moved: letters that need no encoding", "moved", 308, |_, _| get("/en/%73hare")),
        row("moved: with 7 KB of a query", "moved", 308, |_, n| get(&format!("/en/?{n}{}", "x".repeat(7000)))),
        row("robots.txt", "/{well-known}", 200, |_, _| get("/robots.txt")),
        row("sitemap.xml", "/{well-known}", 200, |_, _| get("/sitemap.xml")),
        row("security.txt", "/{well-known}", 200, |_, _| get("/.well-known/security.txt")),
        row("favicon.ico", "/{file}", 200, |_, _| get("/favicon.ico")),
        row("favicon.svg", "/{file}", 200, |_, _| get("/favicon.svg")),
        row("the method DELETE", "/{tag}/share", 405, |_, n| ask("DELETE", &format!("/{}/share", tag(n)), BROTLI)),
        row("a method that nobody knows", "/{tag}/contact", 405, |_, n| {
            ask("PROPFIND", &format!("/{}/contact", tag(n)), BROTLI)
        }),
        row("a form sent to a page", "/{tag}/share", 405, |_, _| send("/en/share", FORM, "message=x")),
        row("OPTIONS *", "options", 204, |_, _| ask("OPTIONS", "*", "")),
        row("a head of 30 KB in 90 lines", "/{tag}/share", 200, |_, n| {
            ask("GET", "/en/share", &format!("{BROTLI}{}", format!("x-{n}: {}\r\n", "v".repeat(320)).repeat(90)))
        }),
        row("a request line that is none", "refused", 400, |_, _| b"GET\r\n\r\n".to_vec()),
        row("a target of 9 KB", "refused", 414, |_, n| get(&format!("/{n}{}", "a".repeat(9000)))),
        row("a head of 33 KB", "refused", 431, |_, _| {
            ask("GET", "/", &format!("x: {}\r\n", "v".repeat(1000)).repeat(33))
        }),
    ];
    rows.push(Row {
        condition: Condition::StorageFails,
        ..row("a receipt that cannot be looked up", "/{tag}/contact/received/{reference}", 503, |_, n| {
            get(&format!("/{}/contact/received/00000-00000", tag(n)))
        })
    });
    rows.extend(forms());
    rows
}

/// The rows of forms.
fn forms() -> Vec<Row> {
    let row = |name, outcome, status, request| {
        let condition = Condition::Usual;
        Row { name, route: "/{tag}/contact", outcome: Some(outcome), status, condition, request }
    };
    let under = |condition, row| Row { condition, ..row };
    vec![
        row("a right form", "accepted", 303, |_, n| form(n, &[])),
        row("a right form, the longest in Arabic", "accepted", 303, |_, n| form(n, &[("message", &arabic(n))])),
        row("a form that was sent before", "accepted", 303, |_, _| form(0, &[("message", "The same again.")])),
        row("a form that looks like a machine’s", "held", 303, |_, n| form(n, &[("memo", "x")])),
        row("no topic", "faults", 422, |_, n| form(n, &[("topic", "")])),
        row("no name", "faults", 422, |_, n| form(n, &[("name", " ")])),
        row("a long name", "faults", 422, |_, n| form(n, &[("name", &"ə".repeat(201))])),
        row("no address", "faults", 422, |_, n| form(n, &[("email", "")])),
        row("a long address", "faults", 422, |_, n| form(n, &[("email", &format!("a@{}.org", "b".repeat(260)))])),
        row("a wrong address", "faults", 422, |_, n| form(n, &[("email", "nobody")])),
        row("an address of 60 KB", "faults", 422, |_, n| {
            let label: String = (0..300).filter_map(|at| char::from_u32(0x4e00 + at)).collect();
            form(n, &[("email", &format!("a@{}", vec![label; 22].join(".")))])
        }),
        row("an address of 240 characters that Punycode makes longer", "faults", 422, |_, n| {
            let label: String = (0..57).filter_map(|at| char::from_u32(0x4e00 + 7 * at)).collect();
            form(n, &[("email", &format!("a@{}", vec![label; 4].join(".")))])
        }),
        row("a long organisation", "faults", 422, |_, n| form(n, &[("organisation", &"o".repeat(201))])),
        row("no message", "faults", 422, |_, n| form(n, &[("message", "")])),
        row("a long message", "faults", 422, |_, n| form(n, &[("message", &"m".repeat(5001))])),
        row("no consent", "faults", 422, |_, n| form(n, &[("consent", "")])),
        row("no consent, gzip", "faults", 422, |_, n| {
            let sent = String::from_utf8(form(n, &[("consent", "")])).unwrap_or_default();
            sent.replace(BROTLI, "accept-encoding: gzip\r\n").into_bytes()
        }),
        row("no consent, the longest in Arabic", "faults", 422, |_, n| {
            form(n, &[("message", &arabic(n)), ("consent", "")])
        }),
        row("nothing right", "faults", 422, |_, n| send(&format!("/{}/contact", tag(n)), FORM, "message=")),
        row("60 KB of quotes in a name", "faults", 422, |_, n| {
            send(&format!("/{}/contact", tag(n)), FORM, &format!("message=x&name={}", "\"".repeat(60_000)))
        }),
        row("20,000 fields", "faults", 422, |_, n| {
            send(&format!("/{}/contact", tag(n)), FORM, &format!("message={n}{}", "&a=".repeat(20_000)))
        }),
        row("malformed encoding", "faults", 422, |_, n| {
            send(&format!("/{}/contact", tag(n)), FORM, &format!("message=%GG%{n}{}", "%ff%".repeat(15_000)))
        }),
        row("in another language", "shown", 200, |_, n| form(n, &[("show", "form")])),
        row("another site’s form", "refused_origin", 403, |_, n| {
            form_with(n, &format!("{FORM}origin: https://other.example\r\n"), &[])
        }),
        row("70 KB of a message", "refused_size", 413, |_, n| form(n, &[("message", &"m".repeat(70_000))])),
        row("250 KB of quotes", "refused_size", 413, |_, _| {
            send("/en/contact", FORM, &format!("message={}", "\"".repeat(250_000)))
        }),
        row("a body of 10 MB, announced", "refused_size", 413, |_, _| {
            ask("POST", "/en/contact", &format!("{BROTLI}{FORM}content-length: 10000000\r\n"))
        }),
        row("no form", "refused_damaged", 400, |_, n| send(&format!("/{}/contact", tag(n)), FORM, "colour=red")),
        row("another media type", "refused_damaged", 415, |_, n| {
            send(&format!("/{}/contact", tag(n)), "content-type: text/plain\r\n", "message=x")
        }),
        row("a form that stops", "refused_slow", 408, |_, _| {
            ask("POST", "/en/contact", &format!("{BROTLI}{FORM}content-length: 100\r\n"))
        }),
        under(Condition::MinuteFull, row("one too many in a minute", "refused_rate", 429, |_, n| form(n, &[]))),
        under(
            Condition::MinuteFull,
            row("one too many, the longest in Arabic", "refused_rate", 429, |_, n| form(n, &[("message", &arabic(n))])),
        ),
        under(Condition::DayFull, row("one too many in a day", "refused_day", 429, |_, n| form(n, &[]))),
        under(Condition::ShareFull, row("one too many at once", "refused_share", 429, |_, n| form(n, &[]))),
        under(Condition::BodiesFull, row("one too many at once, of all", "refused_busy", 503, |_, n| form(n, &[]))),
        under(Condition::StorageFails, row("storage that fails", "refused_storage", 503, |_, n| form(n, &[]))),
    ]
}
