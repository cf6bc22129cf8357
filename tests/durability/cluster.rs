//! Several servers over one database, alone or behind a real proxy.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use tempfile::TempDir;

use crate::durability::visitors::Visitors;
use crate::support::postgres::Postgres;
use crate::support::program::{Process, Program, free_port, said};
use crate::support::proxies::Example;
use crate::support::request::ask;
use crate::support::site::folder_of;

/// One of several servers.
pub struct Replica {
    _locales: Arc<TempDir>,
    pub folder: TempDir,
    pub flags: Vec<String>,
    pub program: Program,
}

impl Replica {
    fn start(locales: Arc<TempDir>, flags: &[String]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = Self::run(folder.path(), flags);
        Self { _locales: locales, folder, flags: flags.to_vec(), program }
    }

    fn run(folder: &Path, flags: &[String]) -> Program {
        Program::start(folder, &flags.iter().map(String::as_str).collect::<Vec<_>>())
    }

    pub fn start_again(&mut self) {
        self.program = Self::run(self.folder.path(), &self.flags);
    }

    pub fn stop(&mut self) {
        self.program.process.signal("TERM");
        let (took, code) = self.program.process.end();
        assert_eq!(code, Some(0), "after {took:?}:\n{}", self.program.log());
    }

    /// Whether a local port is that of one of its own connections.
    pub fn connects_from(&self, port: u16) -> bool {
        let process = format!("/proc/{}", self.program.process.0.id());
        let table = std::fs::read_to_string(format!("{process}/net/tcp")).unwrap();
        let local = format!(":{port:04X}");
        let sockets = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        let inodes: Vec<String> = sockets
            .filter(|socket| socket[1].ends_with(&local))
            .map(|socket| format!("socket:[{}]", socket[9]))
            .collect();
        let files = std::fs::read_dir(format!("{process}/fd")).unwrap().filter_map(Result::ok);
        let mut links = files.filter_map(|file| std::fs::read_link(file.path()).ok());
        links.any(|link| inodes.iter().any(|inode| link.as_os_str() == inode.as_str()))
    }

    /// The status of a question to its admin listener.
    pub fn says(&self, path: &str) -> u16 {
        let log = self.program.log();
        let admin = log.split("\"admin\":\"").nth(1).unwrap().split('"').next().unwrap();
        ask(admin.parse().unwrap(), "GET", path, &[]).status
    }
}

/// Three servers that start at the same moment, and where each listens: at an address of its
/// own, as machines have, so that one that starts again finds its port free.
pub fn three(flags: &[&str]) -> (Vec<Replica>, Vec<String>) {
    let port = free_port();
    let addresses: Vec<String> = (2..5).map(|host| format!("127.0.0.{host}:{port}")).collect();
    // One language: the machine has other things to do than to compress ten three times over.
    let locales = Arc::new(folder_of(&["en"]));
    let only_english = format!("--locales={}", locales.path().display());
    let common = [
        &*only_english,
        "--admin-listen=127.0.0.1:0",
        "--contact-per-client=0",
        "--contact-total=0",
        "--contact-per-day=0",
    ];
    let replicas = std::thread::scope(|scope| {
        let starting: Vec<_> = addresses
            .iter()
            .map(|address| {
                let listen = format!("--listen={address}");
                let flags = common.iter().chain(flags).map(|flag| (*flag).to_owned()).chain([listen]);
                let (locales, flags) = (Arc::clone(&locales), flags.collect::<Vec<String>>());
                scope.spawn(move || Replica::start(locales, &flags))
            })
            .collect();
        starting.into_iter().map(|starting| starting.join().unwrap()).collect()
    });
    (replicas, addresses)
}

/// All messages in the inbox, as staff see them.
pub fn exported(folder: &Path, database: &str) -> Vec<Value> {
    let database = format!("--database-url={database}");
    let document: Value =
        serde_json::from_str(&said(folder, &["inbox", "export", "--format=json", &database])).unwrap();
    document["messages"].as_array().unwrap().clone()
}

/// Three servers over one database behind one proxy.
pub struct Cluster {
    pub proxy: (Process, SocketAddr),
    pub replicas: Vec<Replica>,
    pub folder: TempDir,
    pub database: Postgres,
}

impl Cluster {
    /// All at the same moment, on a database that is empty, behind nginx.
    pub fn build(flags: &[String]) -> Self {
        Self::behind("nginx", flags)
    }

    /// The same behind a proxy whose example names several servers.
    pub fn behind(name: &str, flags: &[String]) -> Self {
        let (database, folder) = (Postgres::start(), tempfile::tempdir().unwrap());
        let url = format!("--database-url={}", database.url());
        let given = ["--trusted-proxies=127.0.0.1", "--public-url=https://www.example.org", &url];
        let flags: Vec<&str> = given.into_iter().chain(flags.iter().map(String::as_str)).collect();
        let (replicas, addresses) = three(&flags);
        let servers: Vec<&str> = addresses.iter().map(String::as_str).collect();
        let example = Example::new(name, folder.path(), servers[0], servers[0]).unlimited().several(&servers);
        let proxy = example.start();
        assert_eq!(database.ask("SELECT count(*), min(success::int) FROM _sqlx_migrations"), "2|1");
        Self { proxy, replicas, folder, database }
    }

    pub fn visitors(&self) -> Visitors {
        Visitors::come(&[self.proxy.1], &[self.proxy.1])
    }

    pub fn inbox(&self) -> Vec<Value> {
        exported(self.folder.path(), &self.database.url())
    }

    pub fn all_say(&self, path: &str, status: u16) -> bool {
        self.replicas.iter().all(|replica| replica.says(path) == status)
    }
}
