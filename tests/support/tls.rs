//! A certificate authority of the test’s own, and TLS in front of a scripted server. Both are the
//! openssl of the machine.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// An authority that nobody trusts unless told to.
pub struct Authority {
    folder: tempfile::TempDir,
}

/// A certificate and its key.
#[derive(Clone, Debug)]
pub struct Certificate {
    pub chain: PathBuf,
    pub key: PathBuf,
}

impl Authority {
    pub fn new() -> Self {
        let authority = Self { folder: tempfile::tempdir().unwrap() };
        authority.request("ca", &["-subj", "/CN=Authority of a test", "-addext", "keyUsage=critical,keyCertSign"]);
        authority
    }

    /// Its own certificate, for whoever is to trust it.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// A certificate for `IP:…` or `DNS:…`; it lives in the authority’s folder.
    pub fn certificate(&self, name: &str) -> Certificate {
        let stem = name.replace(':', "-");
        let (ca, key) = (self.path(), self.folder.path().join("ca.key"));
        let [ca, key] = [ca.to_str().unwrap(), key.to_str().unwrap()];
        let name = format!("subjectAltName={name}");
        let extensions = ["-addext", &name, "-addext", "basicConstraints=critical,CA:FALSE"];
        self.request(&stem, &[&["-CA", ca, "-CAkey", key, "-subj", "/CN=mail"][..], &extensions].concat());
        let file = |ending| self.folder.path().join(format!("{stem}.{ending}"));
        Certificate { chain: file("pem"), key: file("key") }
    }

    /// The authority’s own certificate as that of a server: one that is signed by itself.
    pub fn self_signed(&self) -> Certificate {
        Certificate { chain: self.path(), key: self.folder.path().join("ca.key") }
    }

    fn request(&self, stem: &str, options: &[&str]) {
        let curve = "ec_paramgen_curve:P-256";
        let mut request = Command::new("openssl");
        request.args(["req", "-x509", "-nodes", "-days", "2", "-newkey", "ec", "-pkeyopt", curve]);
        request.arg("-keyout").arg(self.folder.path().join(format!("{stem}.key")));
        request.arg("-out").arg(self.folder.path().join(format!("{stem}.pem"))).args(options);
        let output = request.output().expect("openssl is needed; tests/run installs it");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The server’s end of a connection, in the clear; its other end speaks TLS. A handshake that
/// fails shows as the end of the input.
pub struct Clear {
    pub input: ChildStdout,
    pub output: ChildStdin,
    /// To be kept as long as the connection.
    pub front: Front,
}

/// The process that speaks TLS; the connection ends with it.
pub struct Front(Child);

impl Drop for Front {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Speaks TLS from here on.
pub fn accept(stream: TcpStream, certificate: &Certificate) -> io::Result<Clear> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("front");
    let mut openssl = Command::new("openssl");
    // Quiet: otherwise it takes letters at the beginning of a line for commands.
    openssl.args(["s_server", "-quiet", "-naccept", "1", "-unix"]).arg(&path);
    openssl.arg("-cert").arg(&certificate.chain).arg("-key").arg(&certificate.key);
    let mut child = openssl.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let (input, output) = (child.stdout.take().unwrap(), child.stdin.take().unwrap());
    let clear = Clear { input, output, front: Front(child) };
    let deadline = Instant::now() + Duration::from_secs(10);
    let inner = loop {
        match UnixStream::connect(&path) {
            Err(_) if Instant::now() < deadline => std::thread::sleep(Duration::from_millis(2)),
            connected => break connected?,
        }
    };
    let (to_client, to_front) = (stream.try_clone()?, inner.try_clone()?);
    std::thread::spawn(move || {
        pump(stream, to_front);
    });
    std::thread::spawn(move || {
        let client = pump(inner, to_client);
        let _ = client.shutdown(Shutdown::Both);
    });
    Ok(clear)
}

/// Passes on what comes, as it comes, until nothing more does.
fn pump<W: Write>(mut from: impl Read, mut to: W) -> W {
    let _ = io::copy(&mut from, &mut to);
    to
}
