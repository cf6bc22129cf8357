//! Real proxies with the example configurations, their ports replaced, in front of whatever listens.

use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};

use super::program::{Process, free_port, haproxy, nginx, wait_until};

/// The proxies that there are examples for.
pub const PROXIES: [&str; 4] = ["nginx", "HAProxy", "Apache", "Caddy"];

/// One of them in front of a server with an admin listener.
pub fn proxy(name: &str, folder: &Path, listen: &str, admin: &str) -> (Process, SocketAddr) {
    match name {
        "nginx" => nginx(folder, &[listen]),
        "HAProxy" => haproxy(folder, listen, admin),
        "Apache" => apache(folder, listen),
        _ => caddy(folder, listen, ""),
    }
}

/// A text in which each of these stands once, with what replaces it.
fn replaced(file: &str, pairs: &[(&str, String)]) -> String {
    let mut text = std::fs::read_to_string(file).unwrap();
    for (given, replaced) in pairs {
        assert_eq!(text.matches(given).count(), 1, "{file} no longer says “{given}” once");
        text = text.replace(given, replaced);
    }
    text
}

fn started(mut command: Command, port: u16, name: &str) -> (Process, SocketAddr) {
    let process = Process(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    wait_until(&format!("{name} listens"), || TcpStream::connect(address).is_ok());
    (process, address)
}

/// A real Apache httpd.
pub fn apache(folder: &Path, listen: &str) -> (Process, SocketAddr) {
    apache_with(folder, listen, "")
}

/// A real Apache httpd with more configuration.
pub fn apache_with(folder: &Path, listen: &str, more: &str) -> (Process, SocketAddr) {
    let port = free_port();
    let site = replaced(
        "deploy/apache.conf",
        &[
            ("<VirtualHost *:80>", format!("<VirtualHost 127.0.0.1:{port}>\n{more}")),
            ("http://127.0.0.1:8080/", format!("http://{listen}/")),
        ],
    );
    let folder = folder.display();
    let modules: String = ["mpm_event", "authz_core", "headers", "proxy", "proxy_http", "remoteip", "reqtimeout"]
        .map(|module| format!("LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so\n"))
        .concat();
    let configuration = format!(
        "ServerRoot {folder}\nPidFile {folder}/apache.pid\nErrorLog {folder}/apache.log\nServerName localhost\n\
         DefaultRuntimeDir {folder}\nUser www-data\nGroup www-data\nListen 127.0.0.1:{port}\n{modules}{site}"
    );
    let path = format!("{folder}/apache.conf");
    std::fs::write(&path, configuration).unwrap();
    let test = Command::new("apache2").args(["-t", "-f", &path]).output().unwrap();
    assert!(test.status.success(), "{}", String::from_utf8_lossy(&test.stderr));
    let mut command = Command::new("apache2");
    command.args(["-DFOREGROUND", "-f", &path]);
    started(command, port, "Apache")
}

/// A real Caddy, with more in its block for the server.
pub fn caddy(folder: &Path, listen: &str, more: &str) -> (Process, SocketAddr) {
    let port = free_port();
    let site = replaced(
        "deploy/Caddyfile",
        &[
            (":80 {", format!("http://:{port} {{\n\tbind 127.0.0.1")),
            ("reverse_proxy 127.0.0.1:8080 {", format!("reverse_proxy {listen} {{\n{more}")),
        ],
    );
    let path = folder.join("Caddyfile");
    std::fs::write(&path, format!("{{\n\tadmin off\n\tauto_https off\n}}\n{site}")).unwrap();
    let mut command = Command::new("caddy");
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&path);
    command.env("HOME", folder).env("XDG_DATA_HOME", folder).env("XDG_CONFIG_HOME", folder);
    started(command, port, "Caddy")
}
