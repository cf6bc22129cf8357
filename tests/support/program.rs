//! The real binary, and real servers around it, as children that end with their test.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A child that is ended with its test.
pub struct Process(pub Child);

impl Process {
    pub fn signal(&self, name: &str) {
        assert!(Command::new("kill").args([format!("-{name}"), self.0.id().to_string()]).status().unwrap().success());
    }

    /// How long it takes to end, and with which code.
    pub fn end(&mut self) -> (Duration, Option<i32>) {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(60) {
            if let Some(status) = self.0.try_wait().unwrap() {
                return (started.elapsed(), status.code());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it does not stop");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Its number may belong to somebody else by now.
        if !matches!(self.0.try_wait(), Ok(None)) {
            return;
        }
        // nginx ends its workers only if it is asked.
        let _ = Command::new("kill").arg(self.0.id().to_string()).stderr(Stdio::null()).status();
        let deadline = Instant::now() + Duration::from_secs(20);
        while matches!(self.0.try_wait(), Ok(None)) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(5));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The server as a child, with what it has logged.
pub struct Program {
    pub process: Process,
    /// Where it listens.
    pub listen: String,
    log: Arc<Mutex<Vec<String>>>,
}

impl Program {
    /// Starts the server with its messages in a folder.
    pub fn start(folder: &Path, flags: &[&str]) -> Self {
        Self::from(serve(folder, flags))
    }

    /// Starts a command that becomes the server.
    pub fn from(mut command: Command) -> Self {
        Self::try_from(&mut command).unwrap_or_else(|(status, log)| panic!("it does not start: {status}: {log}"))
    }

    /// Starts a command that becomes the server, or says how it ended before it served.
    pub fn try_from(command: &mut Command) -> Result<Self, (ExitStatus, String)> {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let log = Arc::<Mutex<Vec<String>>>::default();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let serving = lines
            .by_ref()
            .inspect(|line| log.lock().unwrap().push(line.clone()))
            .find(|line| line.contains("\"serving\""));
        let Some(serving) = serving else {
            return Err((child.wait().unwrap(), log.lock().unwrap().join("\n")));
        };
        let written = Arc::clone(&log);
        std::thread::spawn(move || lines.for_each(|line| written.lock().unwrap().push(line)));
        let listen = serving.split("\"listen\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        Ok(Self { process: Process(child), listen, log })
    }

    /// Where it listens, if that is an address.
    pub fn address(&self) -> SocketAddr {
        self.listen.parse().unwrap()
    }

    /// Everything that it has logged so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap().join("\n")
    }

    /// The memory that it takes, in KiB.
    pub fn memory(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.0.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// SIGKILL, and nothing else.
    pub fn kill(&mut self) {
        self.process.0.kill().unwrap();
        self.process.0.wait().unwrap();
    }
}

pub const BINARY: &str = env!("CARGO_BIN_EXE_communique");

/// The program as somebody who may not do everything: root may.
pub fn unprivileged(folder: &Path) -> Command {
    if std::fs::metadata("/proc/self").unwrap().uid() != 0 {
        return Command::new(BINARY);
    }
    // Where it was built may be closed to others.
    let program = folder.join("communique");
    // By another process: while this one has it open for writing, a child of another test keeps it so, and
    // then it cannot be run.
    assert!(Command::new("cp").arg(BINARY).arg(&program).status().unwrap().success());
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"]).arg(program);
    command
}

/// The command that serves, with its messages in a folder unless told otherwise.
pub fn serve(folder: &Path, flags: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.args(["serve", "--log-format=json"]);
    if !flags.iter().any(|flag| flag.starts_with("--listen")) {
        command.arg("--listen=127.0.0.1:0");
    }
    command.args(flags).env("STATE_DIRECTORY", folder);
    command
}

/// Where [`serve`] keeps its messages.
pub fn database(folder: &Path) -> PathBuf {
    folder.join("communique.db")
}

/// What a command of the program says.
pub fn communique(folder: &Path, args: &[&str]) -> Output {
    Command::new(BINARY).args(args).env("STATE_DIRECTORY", folder).output().unwrap()
}

/// What it says on standard output, if all went well.
pub fn said(folder: &Path, args: &[&str]) -> String {
    let output = communique(folder, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A port for programs that cannot tell which one they took. It is none of those that the system gives to connections,
/// and no other test gets it while this one runs.
pub fn free_port() -> u16 {
    static HELD: Mutex<Vec<File>> = Mutex::new(Vec::new());
    let range = std::fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range").unwrap();
    let [low, high] = [0, 1].map(|at| range.split_whitespace().nth(at).unwrap().parse::<u32>().unwrap());
    let ports: Vec<u32> = (10_240..65_536).filter(|port| !(low..=high).contains(port)).collect();
    assert!(ports.len() > 100, "net.ipv4.ip_local_port_range leaves no ports to programs: {range}");
    let folder = std::env::temp_dir().join(format!("communique-ports-{}", rustix::process::getuid().as_raw()));
    std::fs::create_dir_all(&folder).unwrap();
    // Each test begins elsewhere, so that they seldom meet.
    let begin = std::process::id() as usize * 97;
    for step in 0..ports.len() {
        let port = u16::try_from(ports[(begin + step) % ports.len()]).unwrap();
        let file = File::create(folder.join(port.to_string())).unwrap();
        if file.try_lock().is_ok() && TcpListener::bind(("127.0.0.1", port)).is_ok() {
            HELD.lock().unwrap().push(file);
            return port;
        }
    }
    panic!("no port is free");
}

pub fn wait_until(what: &str, happened: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !happened() {
        assert!(Instant::now() < deadline, "in vain: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
