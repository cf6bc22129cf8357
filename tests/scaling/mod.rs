//! The charts and the tables of `docs/SCALING.md` are what the figures give: `tests/run drawing` draws them.

mod charts;
mod counted;
mod figures;
mod numbers;
mod svg;
mod tables;

use communique::site::Coding;

use self::figures::Figures;
use crate::support::fast_program::FastProgram;
use crate::support::html;
use crate::support::request::ask;
use crate::support::site::site;

/// The head of a page in bytes, much the same for all.
const HEAD_BYTES: usize = 1_200;

const DOCUMENT: &str = "docs/SCALING.md";

fn figures() -> Figures {
    serde_json::from_str(&std::fs::read_to_string(figures::PATH).unwrap()).unwrap()
}

/// Writes a file anew where a drawing was asked for, else holds it against what it should be.
fn draws(path: &str, drawn: &str) {
    if std::env::var_os("COMMUNIQUE_DRAW").is_some() {
        std::fs::write(path, drawn).unwrap();
    } else {
        let shown = std::fs::read_to_string(path).unwrap_or_default();
        assert!(shown == drawn, "{path} shows other figures; run  tests/run drawing  and look at what it changed");
    }
}

#[test]
fn the_charts_show_the_figures_as_they_are() {
    for (path, chart) in charts::all(&figures()) {
        draws(path, &chart);
    }
}

#[test]
fn the_tables_of_the_document_show_the_figures_as_they_are() {
    let mut text = std::fs::read_to_string(DOCUMENT).unwrap();
    for (name, table) in tables::all(&figures()) {
        let begin = format!("<!-- drawn by `tests/run drawing`: {name} -->\n");
        let (before, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("{DOCUMENT} has no place for {name}"));
        let (_, after) = rest.split_once("<!-- end -->").unwrap_or_else(|| panic!("{name} has no end"));
        text = [before, &begin, &table, "<!-- end -->", after].concat();
    }
    draws(DOCUMENT, &text);
}

#[test]
fn every_chart_is_told_in_words_and_has_its_words_as_text() {
    for (path, chart) in charts::all(&figures()) {
        let svg = scraper::Html::parse_document(&chart);
        let one = |selector: &str| {
            let selector = scraper::Selector::parse(selector).unwrap();
            let found: Vec<String> = svg.select(&selector).map(|element| element.text().collect()).collect();
            assert!(!found.is_empty() && found.iter().all(|text| !text.is_empty()), "{path}: {selector:?}");
            found
        };
        let named = one("svg[role=img][aria-labelledby='title description']");
        assert_eq!(named.len(), 1, "{path}");
        one("title#title");
        one("desc#description");
        // Each line has another shape, and its name stands beside it.
        let names = one("text");
        assert!(names.len() > 10, "{path} says little: {names:?}");
    }
}

#[test]
fn every_chart_is_in_the_document_with_what_it_shows_in_words() {
    let text = std::fs::read_to_string(DOCUMENT).unwrap();
    for (path, _) in charts::all(&figures()) {
        let file = path.strip_prefix("docs/").unwrap();
        let (before, _) = text.split_once(&format!("]({file})")).unwrap_or_else(|| panic!("{DOCUMENT} lacks {file}"));
        let alternative = before.rsplit_once("![").unwrap().1;
        assert!(alternative.len() > 20, "{file} has no words: {alternative}");
    }
}

#[test]
fn the_figures_count_the_languages_addresses_and_codings_of_the_program_and_how_long_its_pages_keep() {
    let folder = tempfile::tempdir().unwrap();
    let program = FastProgram::speaking(&["en"], &[]).start(folder.path());
    let page = ask(program.address(), "GET", "/en/share", &[]);
    let pages = figures().pages;
    let counted = counted::pages(&site(&[]), page.header("cache-control"), pages.statement_bytes);
    assert_eq!(
        pages,
        counted,
        "left: {}, right: the program; cargo bench --bench scaling measures anew",
        figures::PATH
    );
}

#[test]
fn the_statement_weighs_what_the_figures_say_to_within_a_fiftieth() {
    let site = site(&[]);
    let mut bodies: Vec<usize> = site
        .documents()
        .filter(|(path, _)| path.ends_with("/fight-against-terrorism"))
        .map(|(_, document)| {
            document.compress_best();
            document.representation(Coding::Brotli).body.len()
        })
        .collect();
    bodies.sort_unstable();
    let told = figures().pages.statement_bytes;
    assert_eq!(bodies.len(), figures().pages.languages);
    let places = [(0, told.lowest), (bodies.len() / 2, told.median), (bodies.len() - 1, told.highest)];
    for (at, told) in places {
        let whole = (bodies[at] + HEAD_BYTES) as f64;
        assert!(
            (told - whole).abs() < 0.02 * whole,
            "{told} B in {}, {whole} of the program; cargo bench --bench scaling measures anew",
            figures::PATH
        );
    }
}

#[test]
fn the_figures_are_of_a_rehearsal_in_which_nothing_failed_and_nothing_was_lost() {
    let whole = figures().rehearsal;
    assert_eq!(whole.fault(), None);
    let with = |change: fn(&mut figures::Rehearsal)| {
        let mut rehearsal = figures().rehearsal;
        change(&mut rehearsal);
        rehearsal.fault()
    };
    let faults = [
        with(|rehearsal| rehearsal.failed_requests = 1),
        with(|rehearsal| rehearsal.acknowledged_but_not_stored_once = 1),
        with(|rehearsal| rehearsal.answered_pages -= 1),
        with(|rehearsal| rehearsal.timed_pages -= 1),
    ];
    assert!(faults.iter().all(Option::is_some), "{faults:?}");
}

#[test]
fn numbers_are_shown_with_three_digits_that_count() {
    let shown: Vec<String> =
        [0.0, 0.00123, 0.0204, 1.0, 9.999, 12.34, 123.4, 1234.5, 1e6].into_iter().map(numbers::shown).collect();
    assert_eq!(shown, ["0", "0.00123", "0.0204", "1", "10", "12.3", "123", "1,230", "1,000,000"]);
}
