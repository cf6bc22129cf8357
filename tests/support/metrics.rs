//! What a server or a delivery counts.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use super::request::ask;

/// The value of a series, which has to be there.
pub fn metric(admin: SocketAddr, name: &str, labels: &[(&str, &str)]) -> usize {
    let text = ask(admin, "GET", "/metrics", &[]).text();
    let wanted: BTreeSet<String> = labels.iter().map(|(label, value)| format!("{label}=\"{value}\"")).collect();
    let value = text.lines().find_map(|line| {
        let (series, value) = line.rsplit_once(' ')?;
        let (family, labels) = series.split_once('{').unwrap_or((series, "}"));
        let labels = labels.strip_suffix('}')?.split(',').filter(|label| !label.is_empty());
        (family == name && labels.map(str::to_owned).collect::<BTreeSet<_>>() == wanted).then_some(value)
    });
    value.unwrap_or_else(|| panic!("there is no {name} {labels:?}: {text}")).parse().unwrap()
}
