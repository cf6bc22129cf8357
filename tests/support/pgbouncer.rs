//! A real PgBouncer in front of a real PostgreSQL; ends with its test.

use std::net::TcpStream;
use std::process::{Command, Stdio};

use super::postgres::{Postgres, is_root};
use super::program::{Process, free_port, wait_until};

/// A PgBouncer.
pub struct PgBouncer {
    folder: tempfile::TempDir,
    port: u16,
    process: Option<Process>,
}

impl PgBouncer {
    /// Starts one that hands out connections for a `session` or a `transaction`, with some more settings.
    pub fn start(database: &Postgres, mode: &str, more: &str) -> Self {
        let (folder, port) = (tempfile::tempdir().unwrap(), free_port());
        let (host, database_port) = database.host().split_once(':').map(|(h, p)| (h.to_owned(), p.to_owned())).unwrap();
        let users = folder.path().join("users.txt");
        std::fs::write(&users, "\"postgres\" \"\"\n").unwrap();
        let settings = format!(
            "[databases]\n* = host={host} port={database_port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n\
             unix_socket_dir =\nauth_type = trust\nauth_file = {}\npool_mode = {mode}\n{more}\n",
            users.display()
        );
        std::fs::write(folder.path().join("pgbouncer.ini"), settings).unwrap();
        if is_root() {
            let given = Command::new("chown").args(["-R", "postgres"]).arg(folder.path()).status().unwrap();
            assert!(given.success());
        }
        let mut started = Self { folder, port, process: None };
        started.resume();
        started
    }

    /// Ends it at once, with every connection.
    pub fn kill(&mut self) {
        let mut process = self.process.take().unwrap();
        process.0.kill().unwrap();
        process.0.wait().unwrap();
    }

    /// Starts it again at the same port.
    pub fn resume(&mut self) {
        let program = "/usr/sbin/pgbouncer";
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--", program]);
            command
        } else {
            Command::new(program)
        };
        command.arg(self.folder.path().join("pgbouncer.ini")).stdin(Stdio::null()).stdout(Stdio::null());
        let started = command.stderr(Stdio::null()).spawn().expect("pgbouncer is needed; tests/run installs it");
        self.process = Some(Process(started));
        wait_until("PgBouncer listens", || TcpStream::connect(("127.0.0.1", self.port)).is_ok());
    }

    /// The URL of a database through it.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// What a query through it gives, as psql prints it without decoration.
    pub fn ask(&self, query: &str) -> String {
        let output = Command::new("psql").args([&self.url(), "-XAtqc", query]).output().unwrap();
        assert!(output.status.success(), "{query}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }
}
