//! `--watch`: what is saved in the folder of locales is shown without a signal, whole, and no request fails meanwhile.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::support::program::{Program, wait_until};
use crate::support::request::ask;
use crate::support::site::{edit, folder_of, locales_folder};

const STATEMENT: &str = "/en/fight-against-terrorism";

fn watching(folder: &Path, locales: &Path) -> Program {
    Program::start(folder, &["--watch", &format!("--locales={}", locales.display())])
}

fn shows(server: &Program, text: &str) -> bool {
    ask(server.address(), "GET", STATEMENT, &[]).text().contains(text)
}

/// The title of the English statement, with a number.
fn save(locales: &Path, title: &str) {
    edit(locales, "en/site.ftl", |text| {
        let line = text.lines().find(|line| line.starts_with("skip = ")).unwrap().to_owned();
        text.replace(&line, &format!("skip = {title}"))
    });
}

#[test]
fn of_fifty_saves_in_a_row_the_last_is_shown_and_no_request_fails_meanwhile() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "de"]));
    let server = watching(folder.path(), locales.path());
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let readers: Vec<_> = [STATEMENT, "/de/contact", "/en/share"]
            .map(|path| {
                let (is_over, address) = (&is_over, server.address());
                scope.spawn(move || {
                    let mut answers = 0;
                    while !is_over.load(Ordering::Relaxed) {
                        assert_eq!(ask(address, "GET", path, &[]).status, 200, "{path}");
                        answers += 1;
                    }
                    answers
                })
            })
            .into();
        for number in 1..=50 {
            save(locales.path(), &format!("Save number {number}."));
            std::thread::sleep(Duration::from_millis(20));
        }
        wait_until("the last save is shown", || shows(&server, "Save number 50."));
        is_over.store(true, Ordering::Relaxed);
        let answers: usize = readers.into_iter().map(|reader| reader.join().unwrap()).sum();
        assert!(answers > 100, "{answers}");
    });
}

#[test]
fn a_broken_folder_keeps_the_last_good_text_is_told_in_the_log_and_is_shown_when_mended() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en"]));
    let server = watching(folder.path(), locales.path());
    let good = std::fs::read_to_string(locales.path().join("en/site.ftl")).unwrap();
    std::fs::write(locales.path().join("en/site.ftl"), "skip = Skip\n").unwrap();
    wait_until("the log tells", || server.log().contains("the old ones stay"));
    assert!(shows(&server, "<h1"));
    std::fs::write(locales.path().join("en/site.ftl"), good).unwrap();
    save(locales.path(), "Mended.");
    wait_until("it is shown", || shows(&server, "Mended."));
}

#[test]
fn a_file_that_is_saved_empty_or_in_another_encoding_takes_no_language_out_of_the_menu_and_is_told_until_it_is_mended()
{
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "de"]));
    let server = watching(folder.path(), locales.path());
    let statement = locales.path().join("de/statement.ftl");
    let good = std::fs::read_to_string(&statement).unwrap();
    let menu = |server: &Program| shows(server, "hreflang=\"de\"");
    assert!(menu(&server));
    let utf_16: Vec<u8> = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
    // As a reader of Western European or of Chinese files would save it.
    let one_byte: Vec<u8> = good.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    for (number, bytes) in [Vec::new(), utf_16, one_byte].iter().enumerate() {
        std::fs::write(&statement, bytes).unwrap();
        // What is saved beside it is shown.
        save(locales.path(), &format!("Beside number {number}."));
        wait_until("the other file is shown", || shows(&server, &format!("Beside number {number}.")));
        assert!(menu(&server), "{number}");
        let german = ask(server.address(), "GET", "/de/fight-against-terrorism", &[]).text();
        assert!(german.contains("Kampf gegen den Terrorismus"), "{number}");
        wait_until("the log tells", || server.log().matches("it counts as it was").count() > number);
        assert!(server.log().contains("de/statement.ftl"));
    }
    std::fs::write(&statement, good.replace("Kampf gegen den", "Einsatz gegen den")).unwrap();
    let mended = || {
        ask(server.address(), "GET", "/de/fight-against-terrorism", &[])
            .text()
            .contains("Einsatz gegen den Terrorismus")
    };
    wait_until("it is shown", mended);
    // Whoever takes a file away means it.
    std::fs::remove_file(&statement).unwrap();
    wait_until("German is in English", || !menu(&server));
}

#[test]
fn a_file_that_is_saved_in_part_or_over_another_counts_as_it_was_and_what_is_taken_out_is_gone() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "de", "es"]));
    let server = watching(folder.path(), locales.path());
    let read = |path: &str| std::fs::read(locales.path().join(path)).unwrap();
    let cut = |path: &str, percent: usize| read(path)[..read(path).len() * percent / 100].to_vec();
    let german = || ask(server.address(), "GET", "/de/fight-against-terrorism", &[]).text();
    let shown = german();
    let mut number = 0;
    for (path, bytes, reason) in [
        ("de/statement.ftl", cut("de/statement.ftl", 20), "the file was saved in part"),
        ("de/statement.ftl", cut("de/statement.ftl", 80), "the file was saved in part"),
        ("en/statement.ftl", cut("en/statement.ftl", 60), "the file was saved in part"),
        ("en/abbreviations.ftl", cut("en/abbreviations.ftl", 60), "the file was saved in part"),
        ("de/site.ftl", read("de/share.ftl"), "the file holds the text of another"),
        ("de/statement.ftl", read("es/statement.ftl"), "the file holds the text of another"),
    ] {
        let good = read(path);
        let number_told = || server.log().matches(reason).count();
        let before = number_told();
        std::fs::write(locales.path().join(path), bytes).unwrap();
        // What is saved beside it is shown.
        if path != "de/site.ftl" {
            number += 1;
            save(locales.path(), &format!("Beside number {number}."));
            wait_until("the other file is shown", || shows(&server, &format!("Beside number {number}.")));
        }
        wait_until("the log tells", || number_told() > before);
        assert!(shows(&server, "hreflang=\"de\"") && german() == shown, "{path}: {reason}");
        std::fs::write(locales.path().join(path), good).unwrap();
    }
    // Whoever takes out a section means it, and most of a file, too, if its last line is whole.
    edit(locales.path(), "de/statement.ftl", |text| text[..text.find("\n## Measures").unwrap()].to_owned() + "\n");
    wait_until("German is in English", || !shows(&server, "hreflang=\"de\""));
}

#[test]
fn a_hidden_language_stays_hidden_while_what_is_said_of_it_cannot_be_read_and_a_listed_one_listed() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "de", "fr"]));
    let said = |tag: &str| locales.path().join(tag).join("locale.toml");
    std::fs::write(said("fr"), "state = \"hidden\"\n").unwrap();
    let server = watching(folder.path(), locales.path());
    let utf_16: Vec<u8> = "state = \"listed\"\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (number, bytes) in [b"".to_vec(), b"st".to_vec(), utf_16, vec![0; 40]].iter().enumerate() {
        std::fs::write(said("fr"), bytes).unwrap();
        std::fs::write(said("de"), bytes).unwrap();
        save(locales.path(), &format!("Beside number {number}."));
        wait_until("the other file is shown", || shows(&server, &format!("Beside number {number}.")));
        assert!(shows(&server, "hreflang=\"de\"") && !shows(&server, "hreflang=\"fr\""), "{number}");
        let french = ask(server.address(), "GET", "/fr/fight-against-terrorism", &[]);
        assert_eq!(french.status, 404, "{number}");
    }
    assert!(server.log().contains("fr/locale.toml"));
}

#[test]
fn many_files_that_git_writes_at_once_are_read_together() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), locales_folder());
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=x", "-c", "user.email=x@example.org", "-C"]).arg(locales.path()).args(arguments);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["init", "-q", "-b", "one"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "one"]);
    git(&["checkout", "-q", "-b", "two"]);
    for language in
        std::fs::read_dir(locales.path()).unwrap().flatten().filter(|entry| entry.path().join("site.ftl").exists())
    {
        let path = language.path().join("site.ftl");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text + "\n# Two.\n").unwrap();
    }
    save(locales.path(), "The second branch.");
    git(&["commit", "-q", "-a", "-m", "two"]);
    git(&["checkout", "-q", "one"]);
    let server = watching(folder.path(), locales.path());
    let reloads = || server.log().matches("the locales were read again").count();
    git(&["checkout", "-q", "two"]);
    wait_until("the other branch is shown", || shows(&server, "The second branch."));
    wait_until("the log tells", || reloads() > 0);
    // Twice on a machine that has so much else to do that git pauses.
    assert!(reloads() <= 2, "{}", server.log());
}

#[test]
fn without_a_folder_nothing_can_be_watched_and_the_start_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = crate::support::program::serve(folder.path(), &["--watch"]);
    let (status, said) = Program::try_from(&mut command).err().unwrap();
    assert_eq!(status.code(), Some(2));
    assert!(said.contains("--watch (COMMUNIQUE_WATCH)") && said.contains("--locales (COMMUNIQUE_LOCALES)"), "{said}");
}
