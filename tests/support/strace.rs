//! strace around the real server: it kills it at chosen calls, or makes its calls fail or wait.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::program::Program;

/// A command under strace, which stays our own child: it is killed when one of its threads makes
/// a call for the n-th time, to a certain file if one is named. (With --seccomp-bpf, which would be
/// faster, strace 6.1 never counts further than one.)
pub fn killed_at(call: &str, nth: usize, file: Option<&Path>, server: &Command) -> Command {
    let mut command = Command::new("strace");
    command.args(["-D", "-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
    command.args(["-e", &format!("inject={call}:signal=KILL:when={nth}")]);
    if let Some(file) = file {
        command.arg("-P").arg(file);
    }
    command.arg("--").arg(server.get_program()).args(server.get_args());
    command.envs(server.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command
}

/// strace on a server that runs, until it is dropped.
pub struct Strace {
    tracer: Child,
    folder: tempfile::TempDir,
}

impl Strace {
    /// Does to a call what an expression for `inject=` says, on certain files only if any are named.
    pub fn inject(server: &Program, inject: &str, files: &[&Path]) -> Self {
        let call = inject.split(':').next().unwrap();
        Self::attach(server, &[&format!("trace={call}"), &format!("inject={inject}")], files)
    }

    /// Counts the calls.
    pub fn count(server: &Program, calls: &str, files: &[&Path]) -> Self {
        Self::attach(server, &[&format!("trace={calls}")], files)
    }

    fn attach(server: &Program, expressions: &[&str], files: &[&Path]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("strace");
        command.arg("-f").arg("-o").arg(folder.path().join("calls"));
        expressions.iter().for_each(|expression| {
            command.args(["-e", expression]);
        });
        files.iter().for_each(|file| {
            command.arg("-P").arg(file);
        });
        command.args(["-p", &server.process.0.id().to_string()]);
        let mut tracer = command.stderr(Stdio::piped()).spawn().expect("strace is needed; tests/run installs it");
        let mut lines = BufReader::new(tracer.stderr.take().unwrap()).lines().map_while(Result::ok);
        assert!(lines.any(|line| line.contains("attached with")), "strace cannot attach");
        // Threads that come and go are told too; nobody wants to know.
        std::thread::spawn(move || lines.for_each(drop));
        Self { tracer, folder }
    }

    /// How many calls have succeeded so far.
    pub fn calls(&self) -> usize {
        std::fs::read_to_string(self.folder.path().join("calls")).unwrap().matches(" = 0\n").count()
    }
}

impl Drop for Strace {
    fn drop(&mut self) {
        // Asked, it lets go of the server first; it may have ended with it already.
        if matches!(self.tracer.try_wait(), Ok(None)) {
            let _ = Command::new("kill").arg(self.tracer.id().to_string()).stderr(Stdio::null()).status();
        }
        let deadline = Instant::now() + Duration::from_secs(20);
        while matches!(self.tracer.try_wait(), Ok(None)) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(5));
        }
        // Killed, it lets go as well: the kernel sees to that.
        let _ = self.tracer.kill();
        let _ = self.tracer.wait();
    }
}
