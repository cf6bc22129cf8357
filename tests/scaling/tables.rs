//! The tables and sentences of `docs/SCALING.md` that hold figures.

use std::fmt::Write;

use crate::scaling::figures::{Figures, Machine, SetUp, Spread};
use crate::scaling::numbers::{
    LOCATIONS, READERS, cores, entries, entries_by_links, entries_with_forms, gigabits, rough, shown, to_origin, whole,
};

/// Each by its name in the document.
pub fn all(figures: &Figures) -> [(&'static str, String); 8] {
    [
        ("machine", machine(figures)),
        ("bytes", bytes(figures)),
        ("hot page", hot_page(figures)),
        ("messages", messages(figures)),
        ("memory", memory(figures)),
        ("what to run", what_to_run(figures)),
        ("locations", locations(figures)),
        ("rehearsal", rehearsal(figures)),
    ]
}

fn machine(figures: &Figures) -> String {
    let machine = &figures.machine;
    let quiet = Machine::QUIET_LOAD_PER_CORE;
    let load = match machine.is_busy() {
        true => {
            format!("more than {quiet} a core. Others worked there as well: times are longer than on a quiet machine")
        }
        false => format!("at most {quiet} a core, which counts as a quiet machine"),
    };
    format!(
        "Measured on {}: {} cores of {} in a virtual machine, Linux {}, nginx {}, Varnish {}, PostgreSQL {}. The load \
         before anything was started was {}, {load}.\n",
        figures.measured_on,
        machine.cores,
        machine.processor,
        machine.linux.split('-').next().unwrap_or_default(),
        machine.nginx,
        machine.varnish,
        machine.postgresql,
        machine.load_average_before
    )
}

fn bytes(figures: &Figures) -> String {
    let Spread { median, lowest, highest } = figures.pages.statement_bytes;
    format!(
        "The statement takes {} to {} B by language, {} B in the middle one, head and body, by brotli; and nothing besides, but for \
         an icon. So a million readers a minute are {} B × 8 × 1,000,000 / 60 s = {} Gbit/s, and TLS, TCP and IP come on top of it.\n",
        whole(lowest),
        whole(highest),
        whole(median),
        whole(median),
        shown(gigabits(figures, 1e6))
    )
}

fn spread(spread: Spread) -> String {
    format!("{} ({}–{})", shown(spread.median), shown(spread.lowest), shown(spread.highest))
}

fn of(processes: &std::collections::BTreeMap<String, Spread>, name: &str) -> String {
    processes.get(name).map_or_else(|| "—".to_owned(), |took| spread(*took))
}

fn hot_page(figures: &Figures) -> String {
    let mut table = "| set-up | communique, µs | proxy or cache, µs | together, µs | pages a core-second |\n\
                     | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for set_up in &figures.hot_page {
        let processes = &set_up.cpu_us_per_request;
        let proxy = processes.keys().find(|name| *name != "communique");
        let proxy = proxy.map_or_else(|| "—".to_owned(), |name| of(processes, name));
        let (ours, all) = (of(processes, "communique"), set_up.cpu_us());
        writeln!(table, "| {} | {ours} | {proxy} | {} | {} |", set_up.name, shown(all), shown(1e6 / all)).unwrap();
    }
    let rounds = figures.hot_page.first().map_or(0, |set_up| set_up.rounds);
    table + &format!("\nMedian of {rounds} rounds that took turns; in brackets the lowest and the highest.\n")
}

fn messages(figures: &Figures) -> String {
    let mut table =
        "| database | communique, µs | PostgreSQL, µs | accepted a second |\n| --- | --- | --- | --- |\n".to_owned();
    for storage in &figures.messages {
        let took = &storage.cpu_us_per_message;
        let (ours, theirs) = (of(took, "communique"), of(took, "PostgreSQL"));
        let accepted = spread(storage.accepted_per_second);
        writeln!(table, "| {} | {ours} | {theirs} | {accepted} |", storage.database).unwrap();
    }
    table
}

fn memory(figures: &Figures) -> String {
    let memory = &figures.memory;
    format!(
        "A replica takes {} MiB at rest with {} languages once all its pages are compressed, {} MiB at the most under the load of \
         a hot page, {} MiB under that of messages.\n",
        shown(memory.at_rest_mib),
        figures.pages.languages,
        shown(memory.hot_page_peak_mib),
        shown(memory.messages_peak_mib)
    )
}

/// A set-up by its name.
fn set_up<'f>(figures: &'f Figures, name: &str) -> &'f SetUp {
    figures.hot_page.iter().find(|set_up| set_up.name == name).unwrap_or_else(|| panic!("no set-up {name}"))
}

fn what_to_run(figures: &Figures) -> String {
    let mut table =
        "| readers a minute | Gbit/s | cores of nginx, new TLS each | cores of communique, no cache | what to run |\n\
                     | --- | --- | --- | --- | --- |\n"
            .to_owned();
    let took = &set_up(figures, "nginx, new TLS each, no cache").cpu_us_per_request;
    let advice = [
        "one small machine with SQLite",
        "the same; a second replica with PostgreSQL if it must be there while the first is not",
        "two replicas with PostgreSQL, on two machines; limits that let the readers in (below)",
        "a CDN for pages, and two or three replicas; without one, these cores twice over in front and a line of 10 Gbit/s",
    ];
    for (readers, advice) in READERS.into_iter().zip(advice) {
        let [nginx, ours] = ["nginx", "communique"].map(|name| rough(cores(readers, took[name].median)));
        let (readers, gigabits) = (whole(readers), rough(gigabits(figures, readers)));
        writeln!(table, "| {readers} | {gigabits} | {nginx} | {ours} | {advice} |").unwrap();
    }
    table
}

fn locations(figures: &Figures) -> String {
    let pages = &figures.pages;
    let [single, linked, forms] = [entries(figures), entries_by_links(figures), entries_with_forms(figures)];
    let mut table = format!(
        "{} pages × {} languages × {} codings are {} entries. Pages link to {} addresses with a query in each language (the \
         statement beside another language, the form with a topic): {} entries with those. By `topic` and `about` an address \
         fills in the form in {} ways more, to which no page links: {} entries with all of them. All of these say max-age={}, \
         s-maxage={}, stale-while-revalidate={}: a location asks for each once in {} s, and answers by itself meanwhile.\n\n\
         | locations | requests a minute to the servers, pages | all that pages link to | cores of communique for those | and \
         every form |\n\
         | --- | --- | --- | --- | --- |\n",
        pages.addresses_per_language,
        pages.languages,
        pages.codings,
        whole(single),
        pages.linked_queries_per_language,
        whole(linked),
        pages.other_filled_forms_per_language,
        whole(forms),
        pages.max_age_seconds,
        pages.shared_max_age_seconds,
        pages.stale_while_revalidate_seconds,
        pages.shared_max_age_seconds
    );
    let direct = set_up(figures, "direct, connections kept").cpu_us();
    for locations in LOCATIONS {
        let [single, linked, forms] = [single, linked, forms].map(|entries| to_origin(figures, entries, locations));
        let busy = rough(cores(linked, direct));
        let [locations, single, linked, forms] = [locations, single, linked, forms].map(whole);
        writeln!(table, "| {locations} | {single} | {linked} | {busy} | {forms} |").unwrap();
    }
    table
}

fn rehearsal(figures: &Figures) -> String {
    let rehearsal = &figures.rehearsal;
    let (seconds, count) = (&rehearsal.seconds, rehearsal.seconds.len() as f64);
    let sorted = |value: fn(&crate::scaling::figures::Second) -> f64| {
        let mut values: Vec<f64> = seconds.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        (values[values.len() / 2], values[0], values[values.len() - 1])
    };
    let (p50, _, _) = sorted(|second| second.p50_ms);
    let (p99, _, worst) = sorted(|second| second.p99_ms);
    let (from_cache, least_from_cache, _) = sorted(|second| second.from_cache_percent);
    let cpu = |part: &str| {
        let of = |(name, ms): (&String, &f64)| if name.starts_with(part) { *ms } else { 0.0 };
        seconds.iter().map(|second| second.cpu_ms.iter().map(of).sum::<f64>()).sum::<f64>() / count / 10.0
    };
    format!(
        "| what | result |\n| --- | --- |\n\
         | pages answered | {} in {} s: {} to readers, who asked for {} a second, and {} to the separate reader, who asked for {} |\n\
         | requests that failed, forms too | {} |\n\
         | messages acknowledged | {}; {} a second were sent |\n\
         | of those not in the database exactly once | {} |\n\
         | until a writer saw the reference, p50 and p99 | {} and {} ms |\n\
         | a page for a separate reader, p50 and p99 of a second in the middle | {} and {} ms |\n\
         | p99 of the worst second | {} ms |\n\
         | pages from the cache, a second in the middle; the least | {} %; {} % |\n\
         | from the first signal until a reader saw the corrected text | {} ms |\n\
         | cores busy on average: Varnish, three replicas, PostgreSQL, the clients | {} %, {} %, {} %, {} % of one |\n\
         | memory of a replica, at the most | {} MiB |\n",
        whole(rehearsal.answered_pages as f64),
        count,
        whole((rehearsal.answered_pages - rehearsal.timed_pages) as f64),
        whole(rehearsal.readers_per_second as f64),
        whole(rehearsal.timed_pages as f64),
        rehearsal.timed_per_second,
        whole(rehearsal.failed_requests as f64),
        whole(rehearsal.acknowledged_messages as f64),
        rehearsal.writers_per_second,
        rehearsal.acknowledged_but_not_stored_once,
        shown(rehearsal.form_p50_ms),
        shown(rehearsal.form_p99_ms),
        shown(p50),
        shown(p99),
        shown(worst),
        shown(from_cache),
        shown(least_from_cache),
        whole(rehearsal.correction_seen_after_ms),
        shown(cpu("Varnish")),
        shown(cpu("replica")),
        shown(cpu("PostgreSQL")),
        shown(cpu("clients")),
        shown(rehearsal.replica_peak_mib)
    )
}
