//! A real PostgreSQL on a free port of loopback, in a folder of its own; ends with its test.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::program::{free_port, wait_until};

/// A database server.
pub struct Postgres {
    folder: tempfile::TempDir,
    port: u16,
}

impl Postgres {
    /// Makes a new server and starts it.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        if is_root() {
            let given = Command::new("chown").arg("postgres").arg(folder.path()).status().unwrap();
            assert!(given.success(), "PostgreSQL refuses to run as root, and there is no user postgres");
        }
        let server = Self { folder, port: free_port() };
        let data = server.data();
        run(tool("initdb").args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-D"]).arg(&data));
        server.resume();
        server
    }

    /// A second server that follows it, and only reads until it is promoted.
    pub fn standby(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        if is_root() {
            assert!(Command::new("chown").arg("postgres").arg(folder.path()).status().unwrap().success());
        }
        let server = Self { folder, port: free_port() };
        let primary = format!("postgres://postgres@127.0.0.1:{}", self.port);
        run(tool("pg_basebackup").args(["-R", "-X", "stream", "-c", "fast", "-d", &primary, "-D"]).arg(server.data()));
        server.resume();
        server
    }

    /// Makes a standby a server that writes.
    pub fn promote(&self) {
        run(tool("pg_ctl").args(["promote", "-w", "-D"]).arg(self.data()));
    }

    /// The URL of its database.
    pub fn url(&self) -> String {
        self.url_as("postgres")
    }

    /// The same for another user.
    pub fn url_as(&self, user: &str) -> String {
        format!("postgres://{user}@127.0.0.1:{}/postgres", self.port)
    }

    /// Where it listens, as a URL has it.
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Puts a file into its folder, for it alone, and says where.
    pub fn keep(&self, name: &str, text: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        if is_root() {
            assert!(Command::new("chown").arg("postgres").arg(&path).status().unwrap().success());
        }
        path
    }

    /// Sets something, and has it read.
    pub fn set(&self, setting: &str, value: &str) {
        self.ask(&format!("ALTER SYSTEM SET {setting} = '{value}'"));
        self.ask("SELECT pg_reload_conf()");
    }

    /// Stops it: `fast` ends connections, `immediate` is like a crash.
    pub fn stop(&self, mode: &str) {
        run(tool("pg_ctl").args(["stop", "-w", "-m", mode, "-D"]).arg(self.data()));
    }

    /// Starts it again, and waits until it answers.
    pub fn resume(&self) {
        let options = format!("-p {} -c listen_addresses=127.0.0.1 -k {}", self.port, self.folder.path().display());
        let mut start = tool("pg_ctl");
        start.args(["start", "-w", "-t", "60", "-o", &options, "-l"]).arg(self.folder.path().join("log"));
        run(start.arg("-D").arg(self.data()));
        wait_until("PostgreSQL answers", || self.try_ask("SELECT 1").is_some());
    }

    /// What a query gives, as psql prints it without decoration.
    pub fn ask(&self, query: &str) -> String {
        self.try_ask(query).unwrap_or_else(|| panic!("{query}"))
    }

    fn try_ask(&self, query: &str) -> Option<String> {
        let output = Command::new("psql").args([&self.url(), "-XAtqc", query]).stderr(Stdio::null()).output().unwrap();
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap().trim_end().to_owned())
    }

    /// The folder of its database.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // It may have been stopped already.
        let _ = tool("pg_ctl").args(["stop", "-w", "-m", "immediate", "-D"]).arg(self.data()).output();
    }
}

pub(super) fn is_root() -> bool {
    String::from_utf8(Command::new("id").arg("-u").output().unwrap().stdout).unwrap().trim() == "0"
}

/// A program of the newest PostgreSQL that Debian has installed, as a user that it accepts.
fn tool(name: &str) -> Command {
    let versions = std::fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is needed; tests/run installs it");
    let newest = versions.map(|entry| entry.unwrap().path()).max_by_key(|path| version(path)).unwrap();
    let program = newest.join("bin").join(name);
    if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]).arg(program).current_dir("/");
        command
    } else {
        Command::new(program)
    }
}

fn version(path: &Path) -> u32 {
    path.file_name().unwrap().to_string_lossy().parse().unwrap_or(0)
}

fn run(command: &mut Command) {
    // No pipes: the server inherits them and would hold them open.
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(status.success(), "{command:?}");
}
