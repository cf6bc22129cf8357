//! A base path that does not arrive: told, not served.

use std::net::SocketAddr;

use crate::support::fast_program::FastProgram;
use crate::support::metrics::metric;
use crate::support::program::{Program, free_port, wait_until};
use crate::support::proxies::{Example, PROXIES};
use crate::support::request::ask;

const BASE: &str = "https://www.example.org/terrorism";
const TOLD: &str = "without the base path of --public-url";

fn missing(admin: SocketAddr) -> usize {
    metric(admin, "http_base_path_missing_total", &[])
}

/// How often the log has told it; it is read by another thread.
fn told(server: &Program, at_least: usize) -> usize {
    let times = || server.log().matches(TOLD).count();
    wait_until("it is told", || times() >= at_least);
    times()
}

#[test]
fn a_page_without_its_base_path_is_not_there_and_the_log_says_once_why() {
    let (prefix, other) = (("x-forwarded-prefix", "/terrorism"), ("x-forwarded-prefix", "/other"));
    for (trusted, says_so) in [("127.0.0.1", 1), ("192.0.2.1", 0)] {
        let (folder, admin) = (tempfile::tempdir().unwrap(), format!("127.0.0.1:{}", free_port()));
        let (public, trusted) = (format!("--public-url={BASE}"), format!("--trusted-proxies={trusted}"));
        let flags = [public.as_str(), &trusted, &format!("--admin-listen={admin}")];
        let server = FastProgram::speaking(&["en", "az", "ru", "ar", "zh-Hans"], &flags).start(folder.path());
        let (address, admin) = (server.address(), admin.parse().unwrap());
        // Whoever looks at the bare host does not say anything of a proxy.
        for (path, status, headers) in [
            ("/", 404, &[][..]),
            ("/robots.txt", 404, &[]),
            ("/nowhere", 404, &[]),
            ("/nowhere", 404, &[other]),
            ("/terrorism/nowhere", 404, &[]),
            ("/terrorism/en/nowhere", 404, &[prefix]),
            ("/terrorism/en/share", 200, &[prefix]),
        ] {
            assert_eq!(ask(address, "GET", path, headers).status, status, "{path}");
        }
        assert_eq!((missing(admin), told(&server, 0)), (0, 0), "{trusted}");
        // Only a trusted proxy is believed to have taken it away.
        assert_eq!(ask(address, "GET", "/", &[prefix]).status, 404);
        assert_eq!((missing(admin), told(&server, says_so)), (says_so, says_so), "{trusted}");
        for path in ["/en/fight-against-terrorism", "/ar/contact"] {
            assert_eq!(ask(address, "GET", path, &[]).status, 404);
        }
        assert_eq!((missing(admin), told(&server, 1)), (says_so + 2, 1), "{trusted}");
        assert!(server.log().contains("\"base_path\":\"/terrorism\""), "{}", server.log());
    }
}

#[test]
#[ignore = "needs nginx, haproxy, apache2, caddy and varnish; tests/run installs them"]
fn every_proxy_passes_a_base_path_on_and_one_that_takes_it_away_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (listen, admin) = (format!("127.0.0.1:{}", free_port()), format!("127.0.0.1:{}", free_port()));
    let flags = [
        &format!("--public-url={BASE}"),
        "--trusted-proxies=127.0.0.1",
        &format!("--listen={listen}"),
        &format!("--admin-listen={admin}"),
    ];
    let server = Program::start(folder.path(), &flags);
    let admin_address = admin.parse().unwrap();
    for name in PROXIES {
        let own = tempfile::tempdir().unwrap();
        let (_proxy, address) = Example::new(name, own.path(), &listen, &admin).start();
        let get = |path: &str| ask(address, "GET", path, &[("accept-language", "az")]);
        wait_until("it answers", || get("/terrorism/en/share").status == 200);
        let root = get("/terrorism/");
        assert_eq!(root.status, 302, "{name}");
        assert_eq!(root.header("location"), format!("{BASE}/az/fight-against-terrorism"), "{name}");
        assert_eq!(get("/terrorism/az/fight-against-terrorism").status, 200, "{name}");
    }
    assert_eq!((missing(admin_address), told(&server, 0)), (0, 0));
    const TAKING_AWAY: [(&str, &[(&str, &str)]); 5] = [
        (
            "nginx",
            &[
                ("location / {", "location /terrorism/ {"),
                ("proxy_pass http://communique;", "proxy_pass http://communique/;"),
            ],
        ),
        (
            "HAProxy",
            &[(
                "default_backend communique",
                "http-request replace-path /terrorism/(.*) /\\1\n default_backend communique",
            )],
        ),
        ("Apache", &[("ProxyPass \"/\"", "ProxyPass \"/terrorism/\"")]),
        ("Caddy", &[("\treverse_proxy ", "\turi strip_prefix /terrorism\n\treverse_proxy ")]),
        ("Varnish", &[("unset req.http.Forwarded;", "set req.url = regsub(req.url, \"^/terrorism\", \"\");")]),
    ];
    for (name, changes) in TAKING_AWAY {
        let own = tempfile::tempdir().unwrap();
        let before = missing(admin_address);
        let example = Example::new(name, own.path(), &listen, &admin);
        let changed = changes.iter().fold(example, |example, (given, replaced)| example.with(*given, *replaced));
        let (_proxy, address) = changed.start();
        let get = || ask(address, "GET", "/terrorism/az/share", &[]).status;
        // HAProxy asks nothing before its own check has passed.
        wait_until("it answers", || get() != 503);
        assert_eq!(get(), 404, "{name}");
        assert!(missing(admin_address) > before, "{name}");
    }
    assert_eq!(told(&server, 1), 1, "{}", server.log());
}
