//! Real proxies with the example configurations, their ports and folders replaced, in front of whatever listens.

use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};

use super::program::{Process, free_port, wait_until};

/// The proxies that there are examples for, and that Debian has.
pub const PROXIES: [&str; 5] = ["nginx", "HAProxy", "Apache", "Caddy", "Varnish"];
/// Those of them that keep pages.
pub const CACHES: [&str; 2] = ["nginx", "Varnish"];
/// What a test changes of a configuration so that nobody is refused for asking too often.
const UNLIMITED: [(&str, &str, &str); 5] = [
    ("nginx", "zone=communique_requests:10m rate=50r/s", "zone=communique_requests:10m rate=1000000r/s"),
    ("nginx", "zone=communique_forms:10m rate=2r/s", "zone=communique_forms:10m rate=1000000r/s"),
    ("nginx", "limit_conn communique_connections 256", "limit_conn communique_connections 60000"),
    ("HAProxy", "{ sc0_http_req_rate(clients) gt 1000 }", "{ sc0_http_req_rate(clients) gt 1000000000 }"),
    ("HAProxy", "sc0_conn_cur(clients) gt 256", "sc0_conn_cur(clients) gt 60000"),
];

/// An example configuration, as it is to be started: as it is given, but for ports and folders.
pub struct Example<'a> {
    name: &'a str,
    folder: &'a Path,
    /// Where the servers listen: an address and port, or `unix:` and a path.
    servers: Vec<&'a str>,
    /// Where the first of them is asked for its health.
    admin: &'a str,
    /// Where it listens itself, if that is set.
    port: Option<u16>,
    changes: Vec<(String, String)>,
}

impl<'a> Example<'a> {
    /// In front of a server with an admin listener.
    pub fn new(name: &'a str, folder: &'a Path, listen: &'a str, admin: &'a str) -> Self {
        Self { name, folder, servers: vec![listen], admin, port: None, changes: Vec::new() }
    }

    /// In front of several servers, as the example says how.
    pub fn several(mut self, servers: &[&'a str]) -> Self {
        self.servers = servers.to_vec();
        self
    }

    /// At a port that is known before.
    pub fn at(mut self, port: u16) -> Self {
        self.port = Some(port);
        self
    }

    /// With something else in the place of what is given.
    pub fn with(mut self, given: impl Into<String>, replaced: impl Into<String>) -> Self {
        self.changes.push((given.into(), replaced.into()));
        self
    }

    /// Without the limits of its own, for a crowd that has one address.
    pub fn unlimited(self) -> Self {
        let name = self.name;
        let of_this = UNLIMITED.iter().filter(|(of, ..)| *of == name);
        of_this.fold(self, |example, (_, given, replaced)| example.with(*given, *replaced))
    }

    /// Starts it.
    pub fn start(self) -> (Process, SocketAddr) {
        let port = self.port.unwrap_or_else(free_port);
        let (mut command, name) = match self.name {
            "nginx" => (self.nginx(port), "nginx"),
            "HAProxy" => (self.haproxy(port), "HAProxy"),
            "Apache" => (self.apache(port), "Apache"),
            "Caddy" => (self.caddy(port), "Caddy"),
            "Varnish" => (self.varnish(port), "Varnish"),
            other => panic!("there is no example for {other}"),
        };
        command.stdin(Stdio::null());
        started(command, port, name)
    }

    /// The example with what is changed, and with these in the place of what is given.
    fn text(&self, file: &str, places: &[(&str, String)]) -> String {
        let mut text = std::fs::read_to_string(file).unwrap();
        let changes = self.changes.iter().map(|(given, replaced)| (given.as_str(), replaced.clone()));
        for (given, replaced) in changes.chain(places.iter().cloned()) {
            assert_eq!(text.matches(given).count(), 1, "{file} no longer says “{given}” once");
            text = text.replace(given, &replaced);
        }
        text
    }

    fn written(&self, file: &str, text: &str) -> String {
        let path = self.folder.join(file);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn nginx(&self, port: u16) -> Command {
        let folder = self.folder.display();
        let servers: Vec<String> = self.servers.iter().map(|server| format!("server {server} max_fails=0;")).collect();
        let site = self.text(
            "deploy/nginx.conf",
            &[
                ("server 127.0.0.1:8080 max_fails=0;", servers.join(" ")),
                (
                    "server 127.0.0.1:8080 max_fails=0 backup;",
                    format!("server {} max_fails=0 backup;", self.servers[0]),
                ),
                ("listen 80;", format!("listen 127.0.0.1:{port};")),
                ("/var/lib/nginx/communique", format!("{folder}/cache")),
            ],
        );
        let configuration = format!(
            "daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n\
             events {{ worker_connections 4096; }}\nhttp {{ access_log off; client_body_temp_path {folder}/body;\n\
             proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u;\n\
             scgi_temp_path {folder}/s;\n{site}\n}}\n"
        );
        let path = self.written("nginx.conf", &configuration);
        checked(Command::new("nginx").args(["-t", "-q", "-c", &path]));
        let mut command = Command::new("nginx");
        command.args(["-c", &path]);
        command
    }

    fn haproxy(&self, port: u16) -> Command {
        let server = self.servers[0].replace("unix:", "unix@");
        let check = match self.admin.strip_prefix("unix:") {
            Some(path) => format!("addr unix@{path}"),
            None => format!("addr 127.0.0.1 port {}", self.admin.rsplit(':').next().unwrap()),
        };
        let configuration = self.text(
            "deploy/haproxy.cfg",
            &[
                // A test has its sockets in a folder of its own.
                ("    user haproxy\n    group haproxy\n    chroot /var/lib/haproxy\n", String::new()),
                ("bind :80\n", format!("bind 127.0.0.1:{port}\n")),
                ("server one 127.0.0.1:8080 check port 8081", format!("server one {server} check {check}")),
                ("server anyway 127.0.0.1:8080", format!("server anyway {server}")),
            ],
        );
        let path = self.written("haproxy.cfg", &configuration);
        let said = checked(Command::new("haproxy").args(["-c", "-f", &path]));
        assert!(!said.contains("WARNING"), "{said}");
        let mut command = Command::new("haproxy");
        command.args(["-db", "-f", &path]);
        command
    }

    fn apache(&self, port: u16) -> Command {
        let server = match self.servers[0].strip_prefix("unix:") {
            Some(path) => format!("unix:{path}|http://communique/"),
            None => format!("http://{}/", self.servers[0]),
        };
        let site = self.text(
            "deploy/apache.conf",
            &[
                ("<VirtualHost *:80>", format!("<VirtualHost 127.0.0.1:{port}>")),
                ("\"http://127.0.0.1:8080/\"", format!("\"{server}\"")),
            ],
        );
        let folder = self.folder.display();
        let modules: String =
            ["mpm_event", "authz_core", "alias", "headers", "proxy", "proxy_http", "remoteip", "reqtimeout"]
                .map(|module| format!("LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so\n"))
                .concat();
        let configuration = format!(
            "ServerRoot {folder}\nPidFile {folder}/apache.pid\nErrorLog {folder}/apache.log\nServerName localhost\n\
             DefaultRuntimeDir {folder}\nUser www-data\nGroup www-data\nListen 127.0.0.1:{port}\n{modules}\
             Include /etc/apache2/mods-available/mpm_event.conf\nInclude /etc/apache2/mods-available/reqtimeout.conf\n{site}"
        );
        let path = self.written("apache.conf", &configuration);
        checked(Command::new("apache2").args(["-t", "-f", &path]));
        let mut command = Command::new("apache2");
        command.args(["-DFOREGROUND", "-f", &path]);
        command
    }

    fn caddy(&self, port: u16) -> Command {
        let server = self.servers[0].replace("unix:", "unix/");
        let site = self.text(
            "deploy/Caddyfile",
            &[
                ("\n:80 {", format!("\nhttp://:{port} {{\n\tbind 127.0.0.1")),
                ("reverse_proxy 127.0.0.1:8080 {", format!("reverse_proxy {server} {{")),
            ],
        );
        let path =
            self.written("Caddyfile", &format!("{{\n\tadmin off\n\tauto_https off\n\tskip_install_trust\n}}\n{site}"));
        let mut command = Command::new("caddy");
        command.args(["run", "--adapter", "caddyfile", "--config", &path]);
        command.env("HOME", self.folder).env("XDG_DATA_HOME", self.folder).env("XDG_CONFIG_HOME", self.folder);
        command
    }

    fn varnish(&self, port: u16) -> Command {
        let place = |server: &str| match server.strip_prefix("unix:") {
            Some(path) => format!(".path = \"{path}\";"),
            None => {
                let (host, port) = server.rsplit_once(':').unwrap();
                format!(".host = \"{host}\"; .port = \"{port}\";")
            }
        };
        let mut text = self
            .text("deploy/varnish.vcl", &[(".host = \"127.0.0.1\";\n    .port = \"8080\";", place(self.servers[0]))]);
        if let [_, others @ ..] = &self.servers[..]
            && !others.is_empty()
        {
            text = with_several_servers(&text, &others.iter().map(|server| place(server)).collect::<Vec<_>>());
        }
        let path = self.written("varnish.vcl", &text);
        let mut command = Command::new("varnishd");
        command.args([
            "-F",
            "-p",
            "http_gzip_support=off",
            "-p",
            "http_resp_hdr_len=16k",
            "-s",
            "malloc,64m",
            "-j",
            "none",
        ]);
        command.args(["-a", &format!("127.0.0.1:{port}"), "-f", &path, "-n"]).arg(self.folder.join("varnish"));
        command
    }
}

/// The example of Varnish with its part for several servers, and with these in the place of its second one.
fn with_several_servers(text: &str, others: &[String]) -> String {
    const SECOND: &str = ".host = \"10.0.0.2\"; .port = \"8080\";";
    assert!(["/*", "*/"].iter().all(|mark| text.lines().filter(|line| line == mark).count() == 1), "{text}");
    assert_eq!((text.matches(SECOND).count(), text.matches("add_backend(two)").count()), (1, 1), "{text}");
    let part = text.lines().filter(|line| !["/*", "*/"].contains(line));
    let lines = part.flat_map(|line| {
        let each =
            if line.starts_with("backend two ") || line.contains("add_backend(two)") { others } else { &others[..1] };
        let of = |(number, other): (usize, &String)| {
            let named = line.replace("backend two", &format!("backend further{number}"));
            named.replace("add_backend(two)", &format!("add_backend(further{number})")).replace(SECOND, other)
        };
        each.iter().enumerate().map(of).collect::<Vec<_>>()
    });
    lines.map(|line| line + "\n").collect()
}

/// What a command says that ends well.
fn checked(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

/// A proxy that has begun to listen.
pub fn started(mut command: Command, port: u16, name: &str) -> (Process, SocketAddr) {
    let process = Process(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    wait_until(&format!("{name} listens"), || TcpStream::connect(address).is_ok());
    (process, address)
}

/// A real nginx in front of several servers, without limits of its own.
pub fn nginx(folder: &Path, servers: &[&str]) -> (Process, SocketAddr) {
    Example::new("nginx", folder, servers[0], servers[0]).unlimited().several(servers).start()
}
