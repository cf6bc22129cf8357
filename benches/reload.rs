//! Time from a save to the new text at a page of a preview that waits for it, with the ten locales: as readers see it, with
//! marks, among all texts of its language, and in two tabs at once; and from a broken save to what is said of it. What the
//! browser does then comes on top. Bar: 0.3 s.
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

/// Waits in so many tabs until a page says something, as the script of a preview does; seconds from the save to the last.
fn seconds_in_tabs(
    tabs: usize,
    address: SocketAddr,
    known: &mut String,
    path: &str,
    says: &str,
    save: impl FnOnce() + Send,
) -> f64 {
    let started = Instant::now();
    let waiting = known.clone();
    // The version that the tab has in the end, and when.
    let tab = || {
        let mut version = version(&text(address, &format!("/_l10n/wait?after={waiting}")));
        loop {
            let page = text(address, path);
            // The strip asks each time what is wrong.
            text(address, "/_l10n/findings");
            if page.contains(says) {
                return (version, Instant::now());
            }
            assert!(started.elapsed() < Duration::from_secs(30), "{says} is not shown");
            version = self::version(&text(address, &format!("/_l10n/wait?after={version}")));
        }
    };
    std::thread::scope(|scope| {
        let open: Vec<_> = (0..tabs).map(|_| scope.spawn(tab)).collect();
        // The pages wait already when somebody saves.
        std::thread::sleep(Duration::from_millis(100));
        let saved = Instant::now();
        save();
        let shown: Vec<(String, Instant)> = open.into_iter().map(|tab| tab.join().unwrap()).collect();
        let (version, last) = shown.into_iter().max_by_key(|(_, at)| *at).unwrap();
        *known = version;
        (last - saved).as_secs_f64()
    })
}

/// The same in one tab.
fn seconds(address: SocketAddr, known: &mut String, path: &str, says: &str, save: impl FnOnce() + Send) -> f64 {
    seconds_in_tabs(1, address, known, path, says, save)
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
    for (name, tag, page, tabs) in [
        ("a translation", "de", "/de/fight-against-terrorism", 1),
        ("a translation, with marks", "de", "/de/fight-against-terrorism?l10n=marks", 1),
        ("a translation, among all its texts", "de", "/_l10n/de", 1),
        ("a translation, in two tabs", "de", "/de/fight-against-terrorism", 2),
        ("a translation, with marks in two tabs", "de", "/de/fight-against-terrorism?l10n=marks", 2),
        ("a translation, among all its texts in two tabs", "de", "/_l10n/de", 2),
        ("the English", "en", "/en/fight-against-terrorism", 1),
    ] {
        let path: PathBuf = folder.path().join(tag).join("statement.ftl");
        let original = std::fs::read_to_string(&path).unwrap();
        let save = |number: usize, known: &mut String| {
            let heading = format!("Heading {number} {name}");
            seconds_in_tabs(tabs, address, known, page, &heading, || reword(&path, &original, &heading))
        };
        report(&format!("{name} on the screen"), (0..SAVES).map(|number| save(number, &mut known)).collect());
        let broken = |number: usize, known: &mut String| {
            let seconds = seconds(address, known, "/_l10n/findings", "is never closed", || {
                reword(&path, &original, &format!("{{ {number}"));
            });
            let mended = format!("Mended {number} {name}");
            self::seconds(address, known, page, &mended, || reword(&path, &original, &mended));
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
