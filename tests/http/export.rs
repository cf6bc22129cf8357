//! The site as files: what is in them, what hosts of static sites are told, and what becomes of the folder.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use communique::config::Live;
use communique::http::{Content, FixedAnswer};
use communique::site::Document;
use communique::site::compress::compress_now;
use reqwest::header::HeaderMap;

use crate::support::program::BINARY;
use crate::support::response::Response;
use crate::support::running::Running;
use crate::support::site::{LANGUAGES, folder_of, settings};

/// The field whose value is another one on each kind of page.
const POLICY: &str = "content-security-policy";

pub const LIVE: &str = "https://live.example.org";
const CODINGS: [(&str, &str); 4] = [("br", ".br"), ("zstd", ".zst"), ("gzip", ".gz"), ("identity", "")];

/// An export, run as an operator does.
pub fn export(folder: &Path, flags: &[&str]) -> Output {
    Command::new(BINARY).arg("export").args(flags).arg(folder).output().unwrap()
}

/// An export that has to be written.
pub fn exported(folder: &Path, flags: &[&str]) -> String {
    let output = export(folder, flags);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A server of the very site that is exported, every page as small as it gets.
pub fn live_server(public_url: &str, flags: &[&str]) -> Running {
    let mut settings = settings(&[&[&*format!("--public-url={public_url}")], flags].concat());
    settings.publication.live = Live::At(LIVE.parse().unwrap());
    let server = Running::with_settings(settings, |inbox| inbox);
    let published = server.app.published.load();
    let not_found = published.site.catalog().locales().map(|(key, _)| published.not_found(key).0);
    let documents: Vec<_> = published.fixed_answers().iter().filter_map(document_of).chain(not_found).collect();
    compress_now(&documents);
    drop(published);
    server
}

fn document_of<'s>(answer: &FixedAnswer<'s>) -> Option<&'s Document> {
    match answer.content {
        Content::Document(document) => Some(document),
        Content::File(_) => None,
    }
}

/// The files below a folder, by their paths in it.
fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut files, mut folders) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for path in std::fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                files.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    files
}

/// The file that shows an address.
fn file_of(address: &str, answer: &Response) -> String {
    let path = &address[1..];
    match answer.header("content-type").starts_with("text/html") {
        true if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
        true => format!("{path}.html"),
        false => path.to_owned(),
    }
}

/// What `_headers` says of an address: the fields of all rules that fit.
fn told_headers(rules: &str, address: &str) -> BTreeMap<String, String> {
    let (mut told, mut fits) = (BTreeMap::new(), false);
    for line in rules.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("  ") {
            None => fits = line.strip_suffix('*').map_or(line == address, |below| address.starts_with(below)),
            Some(field) if fits => {
                let (name, value) = field.split_once(": ").unwrap();
                assert_eq!(told.insert(name.to_owned(), value.to_owned()), None, "hosts join {name} of {address}");
            }
            Some(_) => {}
        }
    }
    told
}

/// The header fields that are not of the server, the connection or the coding.
fn of_the_site(headers: &HeaderMap) -> BTreeMap<String, String> {
    const OTHERS: [&str; 8] = [
        "accept-ranges",
        "content-encoding",
        "content-length",
        "content-type",
        "date",
        "etag",
        "last-modified",
        "transfer-encoding",
    ];
    let fields = headers.iter().map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap().to_owned()));
    fields.filter(|(name, _)| !OTHERS.contains(&name.as_str())).collect()
}

#[test]
fn an_export_is_what_a_server_of_the_same_site_gives_in_every_coding() {
    for base in ["", "/mfa/terrorism"] {
        let (folder, public_url) = (tempfile::tempdir().unwrap(), format!("https://www.example.org{base}"));
        let folder = folder.path().join("copy");
        let only_two = folder_of(&["en", "ar"]);
        let locales = format!("--locales={}", only_two.path().display());
        // All languages at the root, two of them below a path.
        let flags: &[&str] = if base.is_empty() { &[] } else { &[&locales] };
        let languages = if base.is_empty() { LANGUAGES.len() } else { 2 };
        let said = exported(
            &folder,
            &[&[&*format!("--public-url={public_url}"), &format!("--live-url={LIVE}")], flags].concat(),
        );
        let server = live_server(&public_url, flags);
        let published = server.app.published.load();
        let mut files = files_below(&folder);
        let told = String::from_utf8(files["deploy/_headers"].clone()).unwrap();
        let all = (files.len(), files.values().map(Vec::len).sum::<usize>());
        let addresses: Vec<String> = published.fixed_answers().into_iter().map(|answer| answer.path).collect();
        let (mut compared, mut pages) = (0, 0);
        let (mut told_hashes, mut sent_hashes) = (BTreeSet::new(), BTreeSet::new());
        for address in &addresses {
            for (coding, ending) in CODINGS {
                let answer = server.get(address, &[("accept-encoding", coding)]);
                let is_coded = !answer.header("etag").is_empty();
                if !is_coded && coding != "identity" {
                    continue;
                }
                let name = format!("public/{}{ending}", file_of(address, &answer));
                let file = files.remove(&name).unwrap_or_else(|| panic!("{name} is not there"));
                assert!(file == answer.body, "{name} is not what the server gives");
                compared += 1;
                pages += usize::from(name.ends_with(".html"));
                let mut headers = of_the_site(&answer.headers);
                if *address == format!("{base}/") {
                    // Files are chosen for nobody.
                    headers.insert("vary".into(), "Accept-Encoding".into());
                    let page = server.get(&format!("{base}/en/share"), &[]);
                    headers.insert("cache-control".into(), page.header("cache-control").into());
                }
                // Hosts of static sites have one policy for all pages.
                let policy = headers.remove(POLICY).unwrap();
                let mut told = told_headers(&told, address);
                let told_policy = told.remove(POLICY).unwrap();
                assert_eq!(told, headers, "_headers of {address}");
                let hashes = |policy: &str| -> BTreeSet<String> {
                    policy
                        .split([' ', ';'])
                        .filter(|source| source.starts_with("'sha256-"))
                        .map(str::to_owned)
                        .collect()
                };
                assert!(hashes(&told_policy).is_superset(&hashes(&policy)), "{address}: {told_policy}");
                told_hashes.extend(hashes(&told_policy));
                sent_hashes.extend(hashes(&policy));
            }
        }
        assert!(told_hashes == sent_hashes, "_headers allow what no page holds");
        assert!(compared > languages * 6 * 4 && pages == languages * 5 + 1, "{compared} {pages}");
        for tag in [""].iter().chain(LANGUAGES).filter(|tag| base.is_empty() || ["", "en", "ar"].contains(tag)) {
            for (coding, ending) in CODINGS {
                let in_folder = if tag.is_empty() { String::new() } else { format!("{tag}/") };
                let nowhere = server.get(&format!("{base}/{in_folder}nowhere"), &[("accept-encoding", coding)]);
                assert_eq!(nowhere.status, 404);
                let name = format!("public{base}/{in_folder}404.html{ending}");
                assert!(files.remove(&name) == Some(nowhere.body), "{name}");
            }
        }
        let rest: BTreeSet<String> = files.into_keys().collect();
        let beside = [
            "SHA256SUMS",
            "deploy/Caddyfile",
            "deploy/_headers",
            "deploy/_redirects",
            "deploy/htaccess",
            "deploy/nginx.conf",
        ];
        assert_eq!(rest, beside.map(str::to_owned).into(), "nothing else is there");
        assert_eq!(
            said,
            format!("{}: {languages} languages, {pages} pages, {} files, {} bytes\n", folder.display(), all.0, all.1)
        );
    }
}

#[test]
fn every_redirect_that_hosts_are_told_is_one_of_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("copy");
    let only_two = folder_of(&["en", "zh-Hans"]);
    let locales = format!("--locales={}", only_two.path().display());
    exported(&folder, &["--public-url=https://www.example.org/a", "--contact-email=office@example.org", &locales]);
    let server = Running::start(&["--public-url=https://www.example.org/a", &locales]);
    let told = std::fs::read_to_string(folder.join("deploy/_redirects")).unwrap();
    let mut codes = BTreeMap::new();
    for line in told.lines().filter(|line| !line.starts_with('#')) {
        let [from, to, code] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        *codes.entry(code).or_insert(0) += 1;
        if code == "404" {
            assert!(folder.join("public").join(&to[1..]).exists(), "{line}");
            continue;
        }
        let answer = server.get(from, &[]);
        assert_eq!(
            (answer.status.to_string().as_str(), answer.header("location")),
            (code, &*format!("https://www.example.org{to}")),
            "{line}"
        );
    }
    assert_eq!((codes["404"], codes["308"] > 100), (2, true), "{codes:?}");
    for from in [
        "/a",
        "/a/en",
        "/a/en/",
        "/a/zh/share",
        "/a/zh-CN/contact",
        "/a/zh_Hans/privacy/",
        "/a/zh-hans/fight-against-terrorism.txt",
    ] {
        assert!(told.contains(&format!("\n{from} /a/")), "{from}");
    }
}

/// An export of one language, quickly.
struct Small {
    folder: tempfile::TempDir,
    locales: tempfile::TempDir,
}

impl Small {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), locales: folder_of(&["en"]) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, name: &str) -> Output {
        self.run_for("office@example.org", name)
    }

    fn run_for(&self, email: &str, name: &str) -> Output {
        self.run_with(&[&format!("--contact-email={email}")], name)
    }

    fn run_with(&self, flags: &[&str], name: &str) -> Output {
        let locales = format!("--locales={}", self.locales.path().display());
        export(&self.path(name), &[&["--public-url=https://www.example.org", &*locales], flags].concat())
    }

    /// The line that a refusal says.
    fn refused(&self, name: &str) -> String {
        let output = self.run(name);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        said.lines().find(|line| line.starts_with("communique: ")).unwrap().to_owned()
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

#[test]
fn two_exports_are_the_same_and_an_export_is_replaced_whole() {
    let small = Small::new();
    for name in ["one", "two"] {
        assert!(small.run(name).status.success());
    }
    let one = files_below(&small.path("one"));
    assert!(one == files_below(&small.path("two")), "the same files with the same bytes");
    let modified = |file: &str| small.path(file).metadata().unwrap().mtime();
    assert_eq!(modified("one/public/en/share.html"), modified("two/public/en/share.html"));
    let mode = |file: &str| small.path(file).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!([mode("one"), mode("one/public/en"), mode("one/public/en/share.html")], [0o755, 0o755, 0o644]);
    let sums = Command::new("sha256sum")
        .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
        .current_dir(small.path("one"))
        .output();
    assert!(sums.unwrap().status.success());

    // Another site in its place: what is in it no more is gone, and a changed file is newer than it was.
    let before = (modified("two/public/en/contact.html"), modified("two/public/en/share.html"));
    assert!(small.run_for("bureau@example.org", "two").status.success());
    assert!(modified("two/public/en/contact.html") > before.0 && modified("two/public/en/share.html") == before.1);
    let other = files_below(&small.path("two"));
    assert!(other.keys().eq(one.keys()) && other != one);
    // Once more with nothing changed: the time of the first would be that of other bytes.
    let second = modified("two/public/en/contact.html");
    assert!(small.run_for("bureau@example.org", "two").status.success());
    assert!(files_below(&small.path("two")) == other);
    assert_eq!((modified("two/public/en/contact.html"), modified("two/public/en/share.html")), (second, before.1));
    // A file that was away, too.
    std::fs::remove_file(small.path("two/public/en/share.html")).unwrap();
    assert!(small.run_for("bureau@example.org", "two").status.success());
    assert!(modified("two/public/en/share.html") > before.1);
    assert_eq!(small.names(), ["one", "two"], "nothing is left beside them");
}

#[test]
fn the_access_log_of_a_server_is_nothing_to_an_export() {
    let small = Small::new();
    assert!(small.run("one").status.success());
    assert!(small.run_with(&["--contact-email=office@example.org", "--access-log"], "two").status.success());
    assert!(files_below(&small.path("one")) == files_below(&small.path("two")));
}

#[test]
fn a_folder_with_anything_else_in_it_is_left_alone_and_what_it_is_is_said() {
    let small = Small::new();
    std::fs::create_dir(small.path("empty")).unwrap();
    assert!(small.run("empty").status.success(), "an empty folder is as good as none");

    std::fs::create_dir(small.path("theirs")).unwrap();
    std::fs::write(small.path("theirs/letter"), "Salam").unwrap();
    assert!(small.refused("theirs").contains("theirs is no export"));
    std::fs::write(small.path("theirs/SHA256SUMS"), "00  letter\n").unwrap();
    assert!(small.refused("theirs").contains("theirs is no export"), "somebody else’s sums");

    std::fs::create_dir_all(small.path("plan/drafts/may")).unwrap();
    assert!(small.refused("plan").contains("plan is no export"), "somebody’s empty folders");
    std::fs::create_dir(small.path("empty/public/drafts")).unwrap();
    assert!(small.refused("empty").contains("holds public/drafts/, which no export has written"));
    std::fs::remove_dir(small.path("empty/public/drafts")).unwrap();

    std::fs::write(small.path("empty/public/en/letter"), "Salam").unwrap();
    assert!(small.refused("empty").contains("holds public/en/letter, which no export has written"));
    std::fs::remove_file(small.path("empty/public/en/letter")).unwrap();
    symlink("/etc", small.path("empty/public/etc")).unwrap();
    assert!(small.refused("empty").contains("holds public/etc, which no export has written"));
    std::fs::remove_file(small.path("empty/public/etc")).unwrap();
    let configuration = small.path("empty/deploy/nginx.conf");
    let written = std::fs::read_to_string(&configuration).unwrap();
    std::fs::write(&configuration, written.replace("listen 80;", "listen 81;")).unwrap();
    assert!(small.refused("empty").contains("holds deploy/nginx.conf, which was changed after it was written"));
    assert!(std::fs::read_to_string(&configuration).unwrap().contains("listen 81;"), "it is still there");
    std::fs::remove_dir_all(small.path("empty/deploy")).unwrap();
    std::fs::create_dir(small.path("empty/deploy")).unwrap();
    assert!(small.run("empty").status.success(), "what is missing is no loss");

    symlink("empty", small.path("link")).unwrap();
    for name in ["link", "link/", "link/."] {
        assert!(small.refused(name).contains("link is a symbolic link"), "{name}");
    }
    assert!(small.refused("/dev/shm").contains("/dev/shm is a mount point; name a folder in it"));
    std::fs::write(small.path("file"), "").unwrap();
    assert!(small.refused("file").contains("file is no folder"));
    assert!(small.refused("nowhere/copy").contains("there is no folder"));
    assert!(small.refused("..").contains("no name of its own"));
    assert_eq!(small.names(), ["empty", "file", "link", "plan", "theirs"], "nothing is left beside them");
}

#[test]
fn what_an_export_needs_is_said_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("copy");
    let (url, email) = ("--public-url=https://www.example.org", "--contact-email=office@example.org");
    for (flags, needed) in [
        (&[email][..], "--public-url (COMMUNIQUE_PUBLIC_URL) is needed for an export"),
        (
            &[url],
            "--live-url (COMMUNIQUE_LIVE_URL) or --contact-email (COMMUNIQUE_CONTACT_EMAIL) is needed for an export",
        ),
        (&[url, email, "--preview"], "--preview (COMMUNIQUE_PREVIEW) is for a server that translators use"),
        (&[url, "--live-url=live"], "--live-url (COMMUNIQUE_LIVE_URL)"),
        (&[url, email, "--locales=/nowhere"], "--locales (COMMUNIQUE_LOCALES)"),
    ] {
        let output = export(&place, flags);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.contains(needed)), (Some(2), true), "{flags:?}: {said}");
        assert!(!place.exists());
    }
}
