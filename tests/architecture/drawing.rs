//! The drawing of the graph in `docs/ARCHITECTURE.md`: the modules, what each may use, and its files in
//! layers, each of which uses only the layers below it.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::architecture::LAYERS;
use crate::architecture::graph::{Graph, top};

/// Columns of a line.
const WIDTH: usize = 100;

/// Draws the graph as text.
pub fn draw(graph: &Graph) -> String {
    let mut drawing = String::new();
    for (module, allowed) in LAYERS.into_iter().filter(|(module, _)| *module != "lib") {
        let uses = if allowed.is_empty() { String::new() } else { format!("  uses {}", allowed.join(", ")) };
        writeln!(drawing, "{module}{uses}").unwrap();
        for (height, files) in heights(graph, module).into_iter().rev() {
            let mut line = format!("  {height} ");
            for file in files {
                if line.chars().count() + 1 + file.len() > WIDTH {
                    writeln!(drawing, "{line}").unwrap();
                    line = "    ".to_owned();
                }
                write!(line, " {file}").unwrap();
            }
            writeln!(drawing, "{line}").unwrap();
        }
    }
    drawing
}

/// The files of a module by height: 1 uses no other file of the module, 2 uses such files, and so on. A
/// `mod.rs` that only lists the others is left out, as is a module of one file.
fn heights<'g>(graph: &'g Graph, module: &str) -> BTreeMap<usize, Vec<&'g str>> {
    let inside =
        |file: &str| top(file) == module && (file != module || graph.uses[file].iter().any(|used| top(used) == module));
    let mut heights: BTreeMap<&str, usize> = BTreeMap::new();
    for file in graph.layers().into_iter().flatten().filter(|file| inside(file)) {
        let below = graph.uses[file].iter().filter_map(|used| heights.get(used.as_str())).max();
        heights.insert(file, below.map_or(1, |height| height + 1));
    }
    let mut layers: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (file, height) in heights {
        layers.entry(height).or_default().push(file.split_once("::").map_or("mod", |(_, name)| name));
    }
    layers
}
