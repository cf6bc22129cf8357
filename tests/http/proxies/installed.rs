//! The examples as an operator installs them: the packages of Debian, each file at its place as it is.

use std::process::{Command, Stdio};

use crate::support::fast_program::FastProgram;
use crate::support::program::{BINARY, free_port};
use crate::support::proxies::Example;
use crate::support::request::ask;
use crate::support::tls::Authority;

/// How each is put in its place and started, as its unit of systemd does.
const INSTALLED: [(&str, &str, u16); 5] = [
    (
        "nginx",
        "cp deploy/nginx.conf /etc/nginx/conf.d/communique.conf; rm /etc/nginx/sites-enabled/default; nginx -t; nginx",
        80,
    ),
    (
        "Apache",
        "cp deploy/apache.conf /etc/apache2/sites-available/communique.conf; a2enmod headers proxy proxy_http reqtimeout
         a2dissite 000-default; a2ensite communique; apache2ctl configtest; apache2ctl start",
        80,
    ),
    (
        "HAProxy",
        "cp deploy/haproxy.cfg /etc/haproxy/haproxy.cfg; haproxy -c -f /etc/haproxy/haproxy.cfg; haproxy -D -f /etc/haproxy/haproxy.cfg
         mount -t proc proc /proc; ps -C haproxy -o user= | grep -qx haproxy",
        80,
    ),
    ("Caddy", "cp deploy/Caddyfile /etc/caddy/Caddyfile; caddy validate --config /etc/caddy/Caddyfile; HOME=/tmp caddy start --config /etc/caddy/Caddyfile", 80),
    (
        "Varnish",
        "cp deploy/varnish.vcl /etc/varnish/default.vcl; eval \"$(sed -n 's/^ExecStart=\\(.*varnishd .*\\)/\\1/p' docs/OPERATING.md |
         sed 's/ -F / /; s|-S [^ ]*||')\"",
        6081,
    ),
];

/// In a machine of its own as far as files, network and processes go, so that nothing is changed or left behind.
const SCRIPT: &str = r#"
set -eu
ip link set lo up
for folder in /etc /var; do
    mkdir -p "$work$folder/upper" "$work$folder/work"
    mount -t overlay overlay -o "lowerdir=$folder,upperdir=$work$folder/upper,workdir=$work$folder/work" "$folder"
done
mount -t tmpfs tmpfs /run
mkdir -p /run/lock /run/apache2 /run/haproxy /run/communique /var/lib/haproxy
systemctl() {
    for unit in "${@:2}"; do
        case $unit in
            nginx) nginx -t && nginx ;;
            apache2) apache2ctl configtest && apache2ctl start ;;
            haproxy) haproxy -c -f /etc/haproxy/haproxy.cfg && haproxy -D -f /etc/haproxy/haproxy.cfg ;;
            caddy) caddy validate --config /etc/caddy/Caddyfile && HOME=/tmp caddy start --config /etc/caddy/Caddyfile ;;
            communique | communique.socket) ;;
            *) echo "no unit $unit"; return 1 ;;
        esac || return 1
    done
}
cd "$project"
STATE_DIRECTORY=$work "$communique" --public-url https://www.example.org --trusted-proxies "$trusted" \
    --listen "$listen" --admin-listen 127.0.0.1:8081 --log-format json 2>"$work/log" &
for n in $(seq 600); do grep -q '"serving"' "$work/log" && break; sleep 0.1; done
eval "$install" >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
ask() {
    curl --silent --insecure --output "$work/page" --resolve www.example.org:80:127.0.0.1 \
        --resolve www.example.org:443:127.0.0.1 --write-out "$@"
}
for n in $(seq 100); do
    status=$(ask '%{http_code} %header{content-encoding}' --header 'accept-encoding: br' "$site/en/fight-against-terrorism") ||
        status=none
    [ "$status" = '200 br' ] && break
    sleep 0.1
done
equal() { [ "$1" = "$2" ] || { echo "“$1” is not “$2”"; false; }; }
[ "$status" = '200 br' ] && eval "$then" && exit 0
cat "$work/said" "$work/log"
echo "status: $status"
exit 1
"#;

/// What is said by a proxy that is installed by some commands and shows no page; `listen` is where communique does.
fn failure(install: &str, port: u16, listen: &str, trusted: &str) -> Option<String> {
    failure_of_site(install, &format!("http://127.0.0.1:{port}"), "true", listen, trusted)
}

/// The same of a site at an address, after whose first page some more commands have to succeed.
fn failure_of_site(install: &str, site: &str, then: &str, listen: &str, trusted: &str) -> Option<String> {
    let work = tempfile::tempdir().unwrap();
    let mut command = Command::new("unshare");
    command.args(["--mount", "--net", "--pid", "--fork", "--kill-child", "bash", "-c", SCRIPT]);
    command.env("work", work.path()).env("project", env!("CARGO_MANIFEST_DIR")).env("communique", BINARY);
    command.env("install", install).env("site", site).env("then", then).env("listen", listen).env("trusted", trusted);
    let output = command.stdin(Stdio::null()).output().unwrap();
    let said = || String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned();
    (!output.status.success()).then(said)
}

#[test]
#[ignore = "needs nginx, apache2, haproxy, caddy, varnish, curl and unshare, and to be root; tests/run installs them"]
fn each_example_works_as_it_is_at_the_place_that_the_package_of_debian_has_for_it() {
    for (name, install, port) in INSTALLED {
        let failure = failure(install, port, "127.0.0.1:8080", "127.0.0.1");
        assert!(failure.is_none(), "{name}: {}", failure.unwrap_or_default());
    }
}

/// The commands that the manual has under a heading, from the last block that has any of a kind.
fn told(heading: &str, kind: &str) -> String {
    let manual = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let section = manual.split("\n### ").find(|part| part.starts_with(&format!("{heading}\n"))).unwrap();
    let blocks = section.split("\n```").skip(1).step_by(2).filter_map(|block| block.strip_prefix('\n'));
    let block = blocks.filter(|block| block.contains(kind)).last();
    block.unwrap_or_else(|| panic!("no commands under “{heading}”")).to_owned()
}

#[test]
#[ignore = "needs nginx, apache2, haproxy, caddy, varnish, curl and unshare, and to be root; tests/run installs them"]
fn the_commands_of_the_manual_put_each_proxy_before_the_socket_of_the_units() {
    let (_, varnish, _) = INSTALLED[4];
    let start = varnish.split_once("; ").unwrap().1;
    for (name, commands, port) in [
        ("nginx", told("On Debian: the package", "nginx.conf"), 80),
        ("Apache", told("Apache", "apache.conf"), 80),
        ("HAProxy", told("HAProxy", "haproxy.cfg"), 80),
        ("Caddy", told("Caddy", "Caddyfile"), 80),
        ("Varnish", format!("{}\n{start}", told("Varnish", "varnish.vcl")), 6081),
    ] {
        // Their places are those of the package.
        let commands = commands.replace("/usr/share/doc/communique/examples/", "deploy/");
        assert!(commands.contains("deploy/"), "{name}: {commands}");
        let sockets = "unix:/run/communique/site.sock,unix:/var/lib/haproxy/communique.sock";
        let failure = failure(&format!("set -e\n{commands}"), port, sockets, "unix");
        assert!(failure.is_none(), "{name}: {}", failure.unwrap_or_default());
    }
}

/// A form as a browser sends it from a page of an address; what must be known is that address.
const POST: &str = r#"
post() {
    ask '%{http_code}' --header "Origin: $1" --data-urlencode topic=other --data-urlencode name=A --data-urlencode consent=yes \
        --data-urlencode email=a@example.org --data-urlencode 'message=Salam' "$1/en/contact"
}
"#;

#[test]
#[ignore = "needs nginx, curl and unshare, and to be root; tests/run installs them"]
fn without_https_the_site_of_the_manual_takes_no_form_and_with_it_it_does() {
    let authority = Authority::new();
    let certificate = authority.certificate("DNS:www.example.org");
    let heading = "On Debian: the package";
    let plain = told(heading, "nginx.conf").replace("/usr/share/doc/communique/examples/", "deploy/");
    let https = told(heading, "ssl_certificate");
    let listen = "unix:/run/communique/site.sock";
    // Until then.
    let then = format!(
        r#"{POST}
        equal "$(ask '%{{http_code}} %{{redirect_url}}' --header 'accept-language: en' http://www.example.org/)" '302 https://www.example.org/en/fight-against-terrorism' &&
        equal "$(post http://www.example.org)" 403"#
    );
    let install = format!("set -e\n{plain}");
    let failure = failure_of_site(&install, "http://www.example.org", &then, listen, "unix");
    assert!(failure.is_none(), "{}", failure.unwrap_or_default());
    // The certificate is where the one who makes it leaves it.
    let place = "/etc/letsencrypt/live/www.example.org";
    let certify = format!(
        "mkdir -p {place}; cp {} {place}/fullchain.pem; cp {} {place}/privkey.pem",
        certificate.chain.display(),
        certificate.key.display()
    );
    // nginx is running from the step before.
    let install = format!("set -e\n{plain}\n{certify}\nnginx -s stop\n{https}");
    let then = format!(
        r#"{POST}
        equal "$(post https://www.example.org)" 303 &&
        equal "$(ask '%{{http_code}} %{{redirect_url}}' http://www.example.org/en/share)" '301 https://www.example.org/en/share'"#
    );
    let failure = failure_of_site(&install, "https://www.example.org", &then, listen, "unix");
    assert!(failure.is_none(), "{}", failure.unwrap_or_default());
}

#[test]
#[ignore = "needs nginx, curl and unshare, and to be root; tests/run installs them"]
fn a_prometheus_on_another_machine_and_nobody_else_is_let_in_by_the_file_of_the_manual() {
    let manual = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let (_, file) = manual.split_once("\n```nginx\n").unwrap();
    let file = file.split_once("\n```").unwrap().0;
    let plain = told("On Debian: the package", "nginx.conf").replace("/usr/share/doc/communique/examples/", "deploy/");
    let install = format!(
        "set -e\nip address add 192.0.2.10/32 dev lo\nip address add 192.0.2.20/32 dev lo\n\
         cat >/etc/nginx/conf.d/metrics.conf <<'END'\n{file}\nEND\n{plain}"
    );
    let then = r#"
        equal "$(ask '%{http_code}' --interface 192.0.2.20 http://192.0.2.10:8081/metrics)" 200 &&
        grep -q ^communique_build_info "$work/page" &&
        equal "$(ask '%{http_code}' --interface 192.0.2.20 http://192.0.2.10:8081/readyz)" 404 &&
        equal "$(ask '%{http_code}' --interface 192.0.2.20 http://192.0.2.10:8082/metrics)" 502 &&
        equal "$(ask '%{http_code}' --interface 192.0.2.10 http://192.0.2.10:8081/metrics)" 403"#;
    let failure = failure_of_site(&install, "http://www.example.org", then, "unix:/run/communique/site.sock", "unix");
    assert!(failure.is_none(), "{}", failure.unwrap_or_default());
}

#[test]
#[ignore = "needs haproxy, openssl and curl; tests/run installs them"]
fn the_lines_for_https_of_haproxy_serve_http_2_and_lead_readers_there_for_good() {
    let (folder, authority) = (tempfile::tempdir().unwrap(), Authority::new());
    let certificate = authority.certificate("DNS:localhost");
    let pem = folder.path().join("site.pem");
    let parts = [&certificate.chain, &certificate.key].map(|path| std::fs::read(path).unwrap());
    std::fs::write(&pem, parts.concat()).unwrap();
    let port = free_port();
    let public_url = format!("--public-url=https://localhost:{port}");
    let admin = format!("127.0.0.1:{}", free_port());
    let flags = ["--trusted-proxies=127.0.0.1", &public_url, &format!("--admin-listen={admin}")];
    let server = FastProgram::speaking(&["en"], &flags).start(folder.path());
    // Taken as they are: HAProxy warns of a rule at a wrong place.
    let example = Example::new("HAProxy", folder.path(), &server.listen, &admin)
        .with("# For https, here: bind :443", format!("bind 127.0.0.1:{port}"))
        .with("/etc/haproxy/site.pem", pem.display().to_string())
        .with("# For https, here: http-request", "http-request");
    let (_proxy, in_the_clear) = example.start();
    let answer = ask(in_the_clear, "GET", "/en/share", &[("host", "localhost")]);
    assert_eq!((answer.status, answer.header("location")), (301, "https://localhost/en/share"));
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--output", "/dev/null", "--write-out", "%{http_version} %{http_code}", "--cacert"]);
    let output = curl.arg(authority.path()).arg(format!("https://localhost:{port}/en/share")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "2 200");
}
