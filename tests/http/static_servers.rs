//! An export, shown by real servers of files with what it says of them: as the server of the same site shows it.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};

use communique::http::Published;
use reqwest::Method;

use crate::http::export::{LIVE, exported, live_server};
use crate::support::program::{Process, free_port, wait_until};
use crate::support::request::ask;
use crate::support::response::Response;
use crate::support::running::Running;
use crate::support::site::folder_of;

/// The servers, and the codings in which each gives pages.
const SERVERS: [(&str, &[&str]); 4] = [
    ("nginx", &["gzip", "identity"]),
    ("nginx with its module for Brotli", &["br", "gzip", "identity"]),
    ("Apache", &["br", "zstd", "gzip", "identity"]),
    ("Caddy", &["br", "zstd", "gzip", "identity"]),
];

/// Starts a server of an export.
fn start(name: &str, export: &Path, folder: &Path) -> (Process, SocketAddr) {
    let port = free_port();
    let mut command = match name {
        "Apache" => apache(export, folder, port),
        "Caddy" => caddy(export, folder, port),
        name => nginx(export, folder, port, name.contains("Brotli")),
    };
    let process = Process(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    wait_until(&format!("{name} listens"), || TcpStream::connect(address).is_ok());
    (process, address)
}

/// What the export tells a server, with other places.
fn told(export: &Path, file: &str, places: &[(&str, String)]) -> String {
    let mut text = std::fs::read_to_string(export.join("deploy").join(file)).unwrap();
    for (given, here) in places {
        assert_eq!(text.matches(given).count(), 1, "{file} no longer says “{given}” once");
        text = text.replace(given, here);
    }
    text
}

fn nginx(export: &Path, folder: &Path, port: u16, has_brotli: bool) -> Command {
    let mut places = vec![
        ("listen 80;", format!("listen 127.0.0.1:{port};")),
        ("root /srv/communique/public;", format!("root {}/public;", export.display())),
    ];
    let mut modules = "";
    if has_brotli {
        places.push(("# brotli_static on;", "brotli_static on;".into()));
        modules = "load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;";
    }
    let server = told(export, "nginx.conf", &places);
    let folder = folder.display();
    let text = format!(
        "{modules} daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n\
         events {{}}\nhttp {{ client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n\
         fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n{server}\n}}\n"
    );
    let path = format!("{folder}/nginx.conf");
    std::fs::write(&path, text).unwrap();
    let mut command = Command::new("nginx");
    let test = Command::new("nginx").args(["-t", "-q", "-c", &path]).output().unwrap();
    assert!(test.status.success() && test.stderr.is_empty(), "{}", String::from_utf8_lossy(&test.stderr));
    command.args(["-c", &path]);
    command
}

fn apache(export: &Path, folder: &Path, port: u16) -> Command {
    // As whoever has no access to the configuration of the server puts it there.
    std::fs::copy(export.join("deploy/htaccess"), export.join("public/.htaccess")).unwrap();
    let modules: String = ["mpm_event", "authz_core", "dir", "headers", "mime", "negotiation", "rewrite"]
        .map(|module| format!("LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so\n"))
        .concat();
    let (folder, public) = (folder.display(), export.join("public").display().to_string());
    let text = format!(
        "ServerRoot {folder}\nPidFile {folder}/apache.pid\nErrorLog {folder}/apache.log\nServerName localhost\n\
         DefaultRuntimeDir {folder}\nUser www-data\nGroup www-data\nListen 127.0.0.1:{port}\n{modules}\
         TypesConfig /etc/mime.types\nDocumentRoot {public}\n\
         <Directory {public}>\nAllowOverride All\nRequire all granted\n</Directory>\n"
    );
    let path = format!("{folder}/apache.conf");
    std::fs::write(&path, text).unwrap();
    let mut command = Command::new("apache2");
    command.args(["-DFOREGROUND", "-f", &path]);
    command
}

fn caddy(export: &Path, folder: &Path, port: u16) -> Command {
    let places = [
        ("\n:80 {", format!("\nhttp://:{port} {{\n\tbind 127.0.0.1")),
        ("root * /srv/communique/public", format!("root * {}/public", export.display())),
    ];
    let site = told(export, "Caddyfile", &places);
    let path = folder.join("Caddyfile");
    std::fs::write(&path, format!("{{\n\tadmin off\n\tauto_https off\n}}\n{site}")).unwrap();
    let mut command = Command::new("caddy");
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&path);
    command.env("HOME", folder).env("XDG_DATA_HOME", folder).env("XDG_CONFIG_HOME", folder);
    command
}

/// What a server of files cannot say as ours does, and what is only of it:
/// - it makes its own entity tags, and dates pages of what is not there;
/// - some give ranges;
/// - a redirect leads to the host that was asked, and has a body.
const OF_THE_SERVER: [&str; 9] = [
    "accept-ranges",
    "connection",
    "content-length",
    "date",
    "etag",
    "keep-alive",
    "last-modified",
    "server",
    "transfer-encoding",
];

/// The header fields that have to be the same.
fn fields(answer: &Response, but: &[&str]) -> BTreeMap<String, Vec<String>> {
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in answer.headers.iter().filter(|(name, _)| !OF_THE_SERVER.contains(&name.as_str())) {
        if !but.contains(&name.as_str()) {
            fields.entry(name.as_str().to_owned()).or_default().push(value.to_str().unwrap().to_owned());
        }
    }
    fields
}

/// A path with the host that was asked, or without.
fn path_of(location: &str) -> &str {
    location.split_once("://").map_or(location, |(_, rest)| &rest[rest.find('/').unwrap()..])
}

/// Every page and file, in every coding, with GET and HEAD, and again.
fn compare_what_is_there(name: &str, at: SocketAddr, codings: &[&str], server: &Running, published: &Published) {
    let root = published.site.addresses().root();
    for address in published.fixed_answers().into_iter().map(|answer| answer.path) {
        for coding in codings {
            let (what, accept) = (format!("{name}: {address} in {coding}"), ("accept-encoding", *coding));
            let ours = server.get(&address, &[accept]);
            let theirs = ask(at, "GET", &address, &[accept]);
            assert_eq!(theirs.status, 200, "{what}");
            assert!(theirs.body == ours.body, "{what}: {} bytes for {}", theirs.body.len(), ours.body.len());
            let mut expected = fields(&ours, &[]);
            if address == root {
                // Nothing is chosen for anybody.
                let page = server.get(&format!("{root}en/share"), &[]);
                expected.insert("cache-control".into(), vec![page.header("cache-control").into()]);
                expected.insert("vary".into(), vec!["Accept-Encoding".into()]);
            }
            assert_eq!(fields(&theirs, &[]), expected, "{what}");
            let date = ours.header("last-modified");
            assert!(date.is_empty() || theirs.header("last-modified") == date, "{what}");
            let head = ask(at, "HEAD", &address, &[accept]);
            assert_eq!((head.status, head.body.len(), fields(&head, &[])), (200, 0, expected), "HEAD of {what}");
            for (field, value) in
                [("if-none-match", theirs.header("etag")), ("if-modified-since", theirs.header("last-modified"))]
            {
                let again = ask(at, "GET", &address, &[accept, (field, value)]);
                assert_eq!((again.status, again.body.len()), (304, 0), "{what}, {field}: {value}");
                assert_eq!(again.header("cache-control"), theirs.header("cache-control"), "{what}: 304");
                for field in ["vary", "content-security-policy"] {
                    assert_eq!(again.header(field), theirs.header(field), "{what}: 304");
                }
            }
        }
    }
}

/// What is not there, in the language of its path; what is elsewhere; what files do not take.
fn compare_the_rest(name: &str, at: SocketAddr, server: &Running, base: &str) {
    for path in [
        "/nowhere",
        "/ar/nowhere",
        "/ar/nowhere/else/",
        "/zh-cn/nowhere",
        "/en/share.html",
        "/en/share.html.br",
        "/en/fight-against-terrorism.txt.gz",
        "/en/Share",
        "/en/404",
        "/en/404.html",
        "/index.html",
        "/iw/share",
        "/static/",
        "/SHA256SUMS",
        "/.htaccess",
        "/deploy/nginx.conf",
        "/en/contact/received/00000-00000",
    ] {
        let (ours, theirs) = (server.get(&format!("{base}{path}"), &[]), ask(at, "GET", &format!("{base}{path}"), &[]));
        assert_eq!((theirs.status, ours.status), (404, 404), "{name}: {path}");
        let language = |answer: &Response| answer.header("content-language").to_owned();
        assert_eq!(language(&theirs), language(&ours), "{name}: {path}");
        // Of the language of the path alone: no reader is asked. A receipt of nothing is another page.
        let but = if path.contains("/received/") { &["vary", "content-security-policy"][..] } else { &["vary"] };
        assert_eq!(fields(&theirs, but), fields(&ours, but), "{name}: {path}");
        if !path.contains("/received/") {
            assert!(theirs.body == ours.body, "{name}: {path}");
        }
    }
    for path in [
        "/en",
        "/en/",
        "/EN",
        "/en-US/",
        "/zh/share",
        "/zh-CN/share/",
        "/ZH_hans/contact",
        "/ar/privacy/",
        "/AR/fight-against-terrorism.txt",
        "/en/category/tehlukesizlik/terrorculuga-qarsi-mubarize",
        "/zh-cn/category/tehlukesizlik/terrorculuga-qarsi-mubarize/",
    ] {
        let (ours, theirs) = (server.get(&format!("{base}{path}"), &[]), ask(at, "GET", &format!("{base}{path}"), &[]));
        assert_eq!((theirs.status, ours.status), (308, 308), "{name}: {path}");
        assert_eq!(path_of(theirs.header("location")), path_of(ours.header("location")), "{name}: {path}");
        let but = ["location", "content-type"];
        assert_eq!(fields(&theirs, &but), fields(&ours, &but), "{name}: {path}");
    }
    for method in [Method::POST, Method::DELETE] {
        let refused = ask(at, method.as_str(), &format!("{base}/en/share"), &[]);
        assert_eq!((refused.status, refused.header("allow")), (405, "GET, HEAD"), "{name}");
        assert_eq!(refused.header("cache-control"), "no-store", "{name}");
        assert!(!refused.header("content-security-policy").is_empty(), "{name}");
    }
}

#[test]
#[ignore = "needs nginx with its module for Brotli, apache2 and caddy; tests/run installs them"]
fn servers_of_files_show_an_export_as_the_server_shows_the_site() {
    for base in ["", "/mfa/terrorism"] {
        let locales = folder_of(&["en", "ar", "zh-Hans"]);
        let locales = format!("--locales={}", locales.path().display());
        let public_url = format!("https://www.example.org{base}");
        let server = live_server(&public_url, &[&locales]);
        let published = server.app.published.load();
        for (name, codings) in SERVERS {
            let (folder, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            // Servers run as other users.
            open_for_all(place.path());
            let export = place.path().join("copy");
            exported(&export, &[&format!("--public-url={public_url}"), &format!("--live-url={LIVE}"), &locales]);
            let (_process, address) = start(name, &export, folder.path());
            compare_what_is_there(name, address, codings, &server, &published);
            compare_the_rest(name, address, &server, base);
        }
    }
}

fn open_for_all(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
}
