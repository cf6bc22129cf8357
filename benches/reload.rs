//! Time from a save to the new text at a page of a preview that waits for it, with the ten locales, and from a broken save
//! to what is said of it. What the browser does then comes on top. Bar: 0.3 s.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "support.rs"]
mod support;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use support::{BINARY, communique, raw};

const SAVES: usize = 50;

fn text(address: SocketAddr, path: &str) -> String {
    String::from_utf8(raw(address, path, "identity").1).unwrap()
}

/// Waits until a page says something, as the script of a preview does; seconds since the save.
fn seconds(address: SocketAddr, known: &mut String, path: &str, says: &str, save: impl FnOnce() + Send) -> f64 {
    let waiting = known.clone();
    std::thread::scope(|scope| {
        let answer = scope.spawn(move || text(address, &format!("/_l10n/wait?after={waiting}")));
        // The page waits already when somebody saves.
        std::thread::sleep(Duration::from_millis(100));
        let saved = Instant::now();
        save();
        let mut answer = answer.join().unwrap();
        while !text(address, path).contains(says) {
            assert!(saved.elapsed() < Duration::from_secs(30), "{says} is not shown");
            answer = text(address, &format!("/_l10n/wait?after={}", version(&answer)));
        }
        *known = version(&answer);
        saved.elapsed().as_secs_f64()
    })
}

fn version(answer: &str) -> String {
    answer.chars().filter(char::is_ascii_digit).collect()
}

/// The file with the heading of a section replaced.
fn reword(path: &Path, original: &str, heading: &str) {
    let line = original.lines().find(|line| line.starts_with("background =")).unwrap();
    std::fs::write(path, original.replace(line, &format!("background = {heading}"))).unwrap();
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    support::locales(folder.path(), 10);
    let locales = format!("--locales={}", folder.path().display());
    let (_server, address) = communique(Command::new(BINARY), &["--preview", &locales]);
    let mut known = version(&text(address, "/_l10n/wait?after="));
    for (name, tag, query) in
        [("a translation", "de", ""), ("a translation, with marks", "de", "?l10n=marks"), ("the English", "en", "")]
    {
        let path: PathBuf = folder.path().join(tag).join("statement.ftl");
        let original = std::fs::read_to_string(&path).unwrap();
        let page = format!("/{tag}/fight-against-terrorism{query}");
        let save = |number: usize, known: &mut String| {
            let heading = format!("Heading {number} {name}");
            seconds(address, known, &page, &heading, || reword(&path, &original, &heading))
        };
        report(&format!("{name} on the screen"), (0..SAVES).map(|number| save(number, &mut known)).collect());
        let broken = |number: usize, known: &mut String| {
            let seconds = seconds(address, known, "/_l10n/findings", "is never closed", || {
                reword(&path, &original, &format!("{{ {number}"));
            });
            let mended = format!("Mended {number} {name}");
            self::seconds(address, known, &page, &mended, || reword(&path, &original, &mended));
            seconds
        };
        report(
            &format!("what is wrong with {name}"),
            (0..SAVES / 5).map(|number| broken(number, &mut known)).collect(),
        );
        std::fs::write(&path, &original).unwrap();
        std::thread::sleep(Duration::from_secs(1));
        known = version(&text(address, "/_l10n/wait?after="));
    }
}

fn report(what: &str, mut seconds: Vec<f64>) {
    seconds.sort_by(f64::total_cmp);
    println!(
        "{what}: {:.3} s, at most {:.3} s of {} saves; bar 0.3 s",
        seconds[seconds.len() / 2],
        seconds[seconds.len() - 1],
        seconds.len()
    );
}
