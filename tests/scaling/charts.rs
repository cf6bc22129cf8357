//! The charts: what is drawn from which figures.

use crate::scaling::figures::{Figures, Second};
use crate::scaling::numbers::{
    LOCATIONS, READERS, cores, entries, entries_by_links, entries_with_forms, shown, to_origin, whole,
};
use crate::scaling::svg::{Axis, Drawing};

/// Each chart by its file.
pub fn all(figures: &Figures) -> [(&'static str, String); 3] {
    [
        ("docs/scaling/cores.svg", cores_chart(figures)),
        ("docs/scaling/origin.svg", origin_chart(figures)),
        ("docs/scaling/rehearsal.svg", rehearsal_chart(figures)),
    ]
}

/// Lines and numbers of two axes of powers of ten.
fn decades(drawing: &mut Drawing, x: Axis, y: Axis) {
    for value in x.decades() {
        drawing.line("grid", (x.place(value), y.places.0), (x.place(value), y.places.1));
        drawing.text((x.place(value), y.places.0 + 18.0), "middle", &shown(value));
    }
    for value in y.decades() {
        drawing.line("grid", (x.places.0, y.place(value)), (x.places.1, y.place(value)));
        drawing.text((x.places.0 - 8.0, y.place(value) + 4.5), "end", &shown(value));
    }
}

/// A straight line: its name, and its value at a place of the axis.
type Line<'a> = (String, Box<dyn Fn(f64) -> f64 + 'a>);

/// Straight lines between the ends of an axis, with their names beside them.
fn straight(drawing: &mut Drawing, x: Axis, y: Axis, lines: Vec<Line<'_>>) {
    let mut names = Vec::new();
    for (number, (name, value)) in lines.into_iter().enumerate() {
        let ends = [x.values.0, x.values.1].map(|at| (x.place(at), y.place(value(at))));
        drawing.curve(number, ends);
        names.push((ends[1].1, number, name));
    }
    drawing.names(x.places.1, y.places.0, names);
}

fn cores_chart(figures: &Figures) -> String {
    let last = READERS[READERS.len() - 1];
    let at_last = |cpu_us: f64| cores(last, cpu_us);
    let set_ups: Vec<String> = figures
        .hot_page
        .iter()
        .map(|set_up| format!("{}: {} cores", set_up.name, shown(at_last(set_up.cpu_us()))))
        .collect();
    let mut drawing = Drawing::new(
        440.0,
        "Cores that are busy, against readers a minute",
        &format!("At {} readers a minute, one page each: {}.", whole(last), set_ups.join("; ")),
    );
    let took: Vec<f64> = figures.hot_page.iter().map(crate::scaling::figures::SetUp::cpu_us).collect();
    let (least, most) = (took.iter().copied().fold(f64::MAX, f64::min), took.iter().copied().fold(0.0, f64::max));
    let power = |value: f64| 10f64.powf(value);
    let x = Axis { values: (READERS[0], last), places: (64.0, 440.0), is_log: true };
    let y = Axis {
        values: (power(cores(READERS[0], least).log10().floor()), power(at_last(most).log10().ceil().max(1.0))),
        places: (384.0, 40.0),
        is_log: true,
    };
    drawing.text((8.0, 22.0), "start", "cores busy with it, the cache and TLS included");
    drawing.text((x.places.1, 424.0), "end", "readers a minute, one page each");
    decades(&mut drawing, x, y);
    drawing.line("mark", (x.places.0, y.place(1.0)), (x.places.1, y.place(1.0)));
    drawing.text((x.places.0 + 6.0, y.place(1.0) - 6.0), "start", "one core");
    let lines = figures
        .hot_page
        .iter()
        .map(|set_up| {
            let line: Box<dyn Fn(f64) -> f64> = Box::new(|readers| cores(readers, set_up.cpu_us()));
            (set_up.name.clone(), line)
        })
        .collect();
    straight(&mut drawing, x, y, lines);
    drawing.finish()
}

fn origin_chart(figures: &Figures) -> String {
    let last = LOCATIONS[LOCATIONS.len() - 1];
    let (pages, linked, forms) = (entries(figures), entries_by_links(figures), entries_with_forms(figures));
    let mut drawing = Drawing::new(
        360.0,
        "Requests a minute that reach the servers for their pages, against locations of a CDN",
        &format!(
            "Arithmetic, not measured. At {} locations, each of which asks for each of {} entries once in {} \
             seconds: {} requests a minute; with all that pages link to, {} entries: {}; with every form that an address fills in, {} \
             entries: {}. A million readers a minute without a \
             CDN are the line at the top.",
            whole(last),
            whole(pages),
            figures.pages.shared_max_age_seconds,
            whole(to_origin(figures, pages, last)),
            whole(linked),
            whole(to_origin(figures, linked, last)),
            whole(forms),
            whole(to_origin(figures, forms, last))
        ),
    );
    let x = Axis { values: (LOCATIONS[0], last), places: (76.0, 440.0), is_log: true };
    let y = Axis { values: (10.0, 1e6), places: (304.0, 40.0), is_log: true };
    drawing.text((8.0, 22.0), "start", "requests a minute to the servers for these entries: arithmetic, not measured");
    drawing.text((x.places.1, 344.0), "end", "locations that keep pages, each for itself");
    decades(&mut drawing, x, y);
    let lines: Vec<Line<'_>> = vec![
        (format!("{} entries: every page", whole(pages)), Box::new(|at| to_origin(figures, pages, at))),
        (format!("{} with all that is linked", whole(linked)), Box::new(|at| to_origin(figures, linked, at))),
        (format!("{} with every form", whole(forms)), Box::new(|at| to_origin(figures, forms, at))),
        ("no cache, a million readers".to_owned(), Box::new(|_| 1e6)),
    ];
    straight(&mut drawing, x, y, lines);
    drawing.finish()
}

/// A curve of a panel: its name, and its value in a second.
type Curve<'a> = (&'a str, Box<dyn Fn(&Second) -> f64 + 'a>);

/// Part of a chart, with an axis of its own.
struct Panel<'a> {
    heading: &'a str,
    y: Axis,
    /// The values that have a line.
    lines: Vec<f64>,
    curves: Vec<Curve<'a>>,
}

fn rehearsal_chart(figures: &Figures) -> String {
    let rehearsal = &figures.rehearsal;
    let replicas = |second: &Second| {
        second.cpu_ms.iter().filter(|(name, _)| name.starts_with("replica")).map(|(_, ms)| ms).sum::<f64>()
    };
    let of = |name: &'static str| move |second: &Second| second.cpu_ms.get(name).copied().unwrap_or(0.0);
    let slowest = rehearsal.seconds.iter().map(|second| second.p99_ms).fold(0.0, f64::max);
    let p99_to = 10f64.powf(slowest.max(10.0).log10().ceil());
    let heading = format!("in a second (0 is drawn at 1); requests that failed in all: {}", rehearsal.failed_requests);
    let panel = |heading, (top, bottom), values, is_log, lines, curves| Panel {
        heading,
        y: Axis { values, places: (bottom, top), is_log },
        lines,
        curves,
    };
    let panels = [
        panel(
            &heading,
            (62.0, 182.0),
            (1.0, 10_000.0),
            true,
            vec![1.0, 10.0, 100.0, 1_000.0, 10_000.0],
            vec![
                (
                    "pages answered",
                    Box::new(|second: &Second| second.answered_pages as f64) as Box<dyn Fn(&Second) -> f64>,
                ),
                ("messages accepted", Box::new(|second: &Second| second.accepted_messages as f64)),
                ("requests to replicas", Box::new(|second: &Second| second.requests_to_replicas as f64)),
            ],
        ),
        panel(
            "ms until a page is there, for a separate reader",
            (224.0, 314.0),
            (0.1, p99_to),
            true,
            vec![],
            vec![
                ("p99", Box::new(|second: &Second| second.p99_ms)),
                ("p50", Box::new(|second: &Second| second.p50_ms)),
            ],
        ),
        panel(
            "% of pages from the cache",
            (356.0, 426.0),
            (0.0, 100.0),
            false,
            vec![0.0, 50.0, 100.0],
            vec![("from the cache", Box::new(|second: &Second| second.from_cache_percent))],
        ),
        panel(
            "ms of CPU in a second (1,000 are one core)",
            (468.0, 588.0),
            (0.0, 2_000.0),
            false,
            vec![0.0, 500.0, 1_000.0, 1_500.0, 2_000.0],
            vec![
                ("Varnish", Box::new(of("Varnish"))),
                ("three replicas", Box::new(replicas)),
                ("PostgreSQL", Box::new(of("PostgreSQL"))),
                ("the clients", Box::new(of("clients"))),
            ],
        ),
    ];
    let mut drawing = Drawing::new(
        640.0,
        "Three replicas over one PostgreSQL behind Varnish, second by second",
        &format!(
            "{} pages were answered and {} messages acknowledged in {} seconds; {} requests failed. One replica was killed at \
             second {} and started again at {}; the text was corrected at {}, when the cache was emptied.",
            whole(rehearsal.answered_pages as f64),
            whole(rehearsal.acknowledged_messages as f64),
            rehearsal.seconds.len(),
            rehearsal.failed_requests,
            rehearsal.killed_at_second,
            rehearsal.started_at_second,
            rehearsal.corrected_at_second
        ),
    );
    let x = Axis { values: (0.0, rehearsal.seconds.len() as f64), places: (64.0, 530.0), is_log: false };
    let marks = [
        (rehearsal.killed_at_second, "one killed", "end"),
        (rehearsal.started_at_second, "started again", "start"),
        (rehearsal.corrected_at_second, "text corrected", "start"),
    ];
    for (second, name, anchor) in marks {
        let at = x.place(second as f64);
        for panel in &panels {
            drawing.line("mark", (at, panel.y.places.1), (at, panel.y.places.0));
        }
        drawing.text((at + if anchor == "end" { 4.0 } else { -4.0 }, 20.0), anchor, name);
    }
    for (at, second) in rehearsal.seconds.iter().enumerate().filter(|(_, second)| second.failed_requests > 0) {
        drawing.text((x.place(at as f64 + 0.5), 60.0), "middle", &format!("✕{}", second.failed_requests));
    }
    for panel in &panels {
        draw(&mut drawing, rehearsal.seconds.as_slice(), x, panel);
    }
    for second in (0..=rehearsal.seconds.len()).step_by(10) {
        drawing.text((x.place(second as f64), 606.0), "middle", &second.to_string());
    }
    drawing.text((x.places.1, 630.0), "end", "seconds");
    drawing.finish()
}

fn draw(drawing: &mut Drawing, seconds: &[Second], x: Axis, panel: &Panel<'_>) {
    let y = panel.y;
    drawing.text((8.0, y.places.1 - 10.0), "start", panel.heading);
    let lines = if panel.lines.is_empty() { y.decades() } else { panel.lines.clone() };
    for value in lines {
        drawing.line("grid", (x.places.0, y.place(value)), (x.places.1, y.place(value)));
        drawing.text((x.places.0 - 8.0, y.place(value) + 4.5), "end", &shown(value));
    }
    let mut names = Vec::new();
    for (number, (name, value)) in panel.curves.iter().enumerate() {
        let points: Vec<(f64, f64)> =
            seconds.iter().enumerate().map(|(at, second)| (x.place(at as f64 + 0.5), y.place(value(second)))).collect();
        names.push((points.last().map_or(0.0, |last| last.1), number, (*name).to_owned()));
        drawing.curve(number, points);
    }
    drawing.names(x.place(seconds.len() as f64 - 0.5), y.places.0, names);
}
