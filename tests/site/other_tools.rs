//! What other tools make of the files of `locales/`, and what is left when they have written them.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use communique::l10n::disk::read_folder;
use communique::l10n::exchange::{FileFormat, plan, read, units, write};

use crate::support::site::{edit, locales, locales_folder, site_of, without};

/// What a program says.
fn ran(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{command:?}: {said}");
    said
}

fn python(program: &str, arguments: &[&Path]) -> String {
    ran(Command::new("python3").args(["-c", program]).args(arguments))
}

fn translations(folder: &Path) -> BTreeSet<String> {
    let folders = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let tags = folders.map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
    tags.filter(|tag| tag != "en").collect()
}

#[test]
fn the_project_file_of_other_tools_names_every_language_and_is_no_finding() {
    let folder = locales_folder();
    let project: toml::Table = std::fs::read_to_string(folder.path().join("l10n.toml")).unwrap().parse().unwrap();
    let named: BTreeSet<String> =
        project["locales"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap().to_owned()).collect();
    assert_eq!(named, translations(folder.path()));
    let (code, check) = locales(folder.path(), &["check", "--format", "short"]);
    assert_eq!((code, check.contains("l10n.toml")), (Some(0), false), "{check}");
}

const COMPARE_LOCALES: &str = "import sys; from compare_locales.commands import CompareLocales; \
    sys.argv[0] = 'compare-locales'; sys.exit(CompareLocales.call())";

#[test]
#[ignore = "needs compare-locales, which tests/run installs"]
fn compare_locales_opens_the_folder_as_it_is_and_finds_what_is_missing() {
    let folder = locales_folder();
    let compared = |folder: &Path| python(COMPARE_LOCALES, &[&folder.join("l10n.toml"), folder]);
    let whole = compared(folder.path());
    for tag in translations(folder.path()) {
        assert!(whole.lines().any(|line| line == format!("{tag}:")), "{tag}: {whole}");
    }
    for word in ["missing", "obsolete", "errors", "warnings", "remove", "// add"] {
        assert!(!whole.contains(word), "{word}: {whole}");
    }
    edit(folder.path(), "fr/site.ftl", |text| without(&text, "skip"));
    assert!(compared(folder.path()).contains("+skip"));
}

#[test]
#[ignore = "needs fluent.syntax and moz.l10n, which tests/run installs"]
fn what_fluent_syntax_and_moz_l10n_write_says_the_same_and_nothing_is_out_of_date() {
    let by_fluent = "import glob, sys\nfrom fluent.syntax import parse, serialize\n\
        for path in glob.glob(sys.argv[1] + '/*/*.ftl'):\n\
        \x20   text = serialize(parse(open(path, encoding='utf-8').read()), with_junk=True)\n\
        \x20   open(path, 'w', encoding='utf-8').write(text)\n";
    let by_mozilla = "import glob, sys\nfrom moz.l10n.resource import parse_resource, serialize_resource\n\
        for path in glob.glob(sys.argv[1] + '/*/*.ftl'):\n\
        \x20   text = ''.join(serialize_resource(parse_resource(path)))\n\
        \x20   open(path, 'w', encoding='utf-8').write(text)\n";
    for program in [by_fluent, by_mozilla] {
        let folder = locales_folder();
        let before = site_of(folder.path());
        python(program, &[folder.path()]);
        let (code, status) = locales(folder.path(), &["status"]);
        assert_eq!(code, Some(0));
        assert!(!status.contains("todo") && !status.contains("check"), "{program}{status}");
        let after = site_of(folder.path());
        for (address, document) in before.documents() {
            assert_eq!(after.document(address).unwrap().text(), document.text(), "{address}\n{program}");
        }
    }
}

#[test]
#[ignore = "needs gettext, which tests/run installs"]
fn gettext_finds_nothing_wrong_in_our_files_and_writes_them_so_that_nothing_changes() {
    let folder = locales_folder();
    edit(folder.path(), "en/site.ftl", |text| text.replace("contents = On", "contents = All on"));
    let site = site_of(folder.path());
    let files = read_folder(folder.path()).unwrap();
    for tag in translations(folder.path()) {
        let units = units(&files, site.catalog(), site.catalog().by_tag(&tag).unwrap());
        let (ours, theirs) = (folder.path().join("ours.po"), folder.path().join("theirs.po"));
        std::fs::write(&ours, write(&units, &tag, FileFormat::Po, jiff::civil::date(2026, 3, 5))).unwrap();
        let said = ran(Command::new("msgfmt")
            .args(["--check", "--statistics", "-o", "/dev/null"])
            .arg(&ours)
            .env("LC_ALL", "C"));
        assert_eq!(said.trim(), format!("{} translated messages, 1 fuzzy translation.", units.len() - 1), "{tag}");
        ran(Command::new("msgcat").args(["--width=40", "--sort-output", "-o"]).args([&theirs, &ours]));
        let plan = plan(&units, &read(&std::fs::read(&theirs).unwrap()).unwrap());
        assert!(plan.changes.is_empty() && plan.told.is_empty(), "{tag}: {plan:?}");
        assert_eq!(plan.unchanged, units.len(), "{tag}");
    }
}
