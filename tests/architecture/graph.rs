//! The graph of files: which file of `src/` uses which other file and which foreign crates, read from
//! its `use` lines and from every path in its code, macros included. Tests do not count, whether they stand inside
//! a file or are files of their own (`#[cfg(test)] mod tests;`).

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{Attribute, Item, ItemUse, Macro, UseTree, Visibility};

/// A path as it stands in the code, by its parts.
type Segments = Vec<String>;

/// A file of `src/`.
pub struct File {
    /// Its name as a module: `site::pages::contact`; of a `mod.rs` that of its folder; `main`, `lib`.
    pub module: String,
    /// Its path.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The paths in its code.
    paths: Vec<Segments>,
    /// What its code calls by a name of its own (`use`).
    imports: HashMap<String, Segments>,
    /// What it hands on (`pub use`), by name.
    exports: HashMap<String, Segments>,
    /// Its children that hold tests alone.
    tests: Vec<String>,
}

/// The files and what they use.
pub struct Graph {
    /// All files of code, by module.
    pub files: BTreeMap<String, File>,
    /// All files of tests, by module.
    pub tests: BTreeMap<String, File>,
    /// For each module the modules that it uses.
    pub uses: BTreeMap<String, BTreeSet<String>>,
    /// For each foreign crate the modules that use it.
    pub foreign: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// Reads all files below `src/`. `crates` are the names of the dependencies, as code writes them.
    pub fn read(crates: &BTreeSet<String>) -> Self {
        let mut files = BTreeMap::new();
        walk(Path::new("src"), &mut |path| {
            if path.extension().is_some_and(|ending| ending == "rs") {
                let file = File::read(path);
                files.insert(file.module.clone(), file);
            }
        });
        let of_tests: Vec<String> = files.values().flat_map(|file| file.tests.clone()).collect();
        let is_below =
            |module: &str, tests: &str| module.strip_prefix(tests).is_some_and(|rest| rest.starts_with("::"));
        let is_test = |module: &str| of_tests.iter().any(|tests| module == tests || is_below(module, tests));
        let (tests, files) = files.into_iter().partition(|(module, _)| is_test(module));
        let mut graph = Self { files, tests, uses: BTreeMap::new(), foreign: BTreeMap::new() };
        for (module, file) in &graph.files {
            let mut used = BTreeSet::new();
            // A single name is a variable, or was imported; `self` is a value, `pub(crate)` a visibility.
            for path in file.paths.iter().filter(|path| path.len() > 1).chain(file.imports.values()) {
                match &*path[0] {
                    first if is_ours(first) => {
                        used.extend(graph.resolve(&absolute(module, path), 0));
                    }
                    name if crates.contains(name) => {
                        graph.foreign.entry(name.to_owned()).or_default().insert(module.clone());
                    }
                    name => {
                        // A module that was imported, or a child.
                        let imported = file.imports.get(name).filter(|import| import[0] != name);
                        let path = imported.map_or(path.clone(), |import| [import, &path[1..]].concat());
                        let is_child = graph.files.contains_key(&format!("{module}::{name}"));
                        if is_child || imported.is_some_and(|import| is_ours(&import[0])) {
                            used.extend(graph.resolve(&absolute(module, &path), 0));
                        }
                    }
                }
            }
            used.remove(module);
            graph.uses.insert(module.clone(), used);
        }
        graph
    }

    /// The file that defines what a path names; what a file hands on belongs to the file that it comes from.
    fn resolve(&self, path: &[String], depth: usize) -> Option<String> {
        assert!(depth < 8, "{} is handed on in a circle", path.join("::"));
        let (file, rest) = (0..=path.len()).rev().find_map(|length| {
            let module = if length == 0 { "lib".to_owned() } else { path[..length].join("::") };
            self.files.get(&module).map(|file| (file, &path[length..]))
        })?;
        match rest.first().and_then(|name| file.exports.get(name)) {
            Some(target) => self.resolve(&[target, &rest[1..]].concat(), depth + 1),
            None => Some(file.module.clone()),
        }
    }

    /// The modules in layers, the lowest first: each uses only modules of the layers before it. Those
    /// that stand in no layer use each other in a circle, or what does.
    pub fn layers(&self) -> Vec<Vec<&str>> {
        let mut left: BTreeSet<&str> = self.uses.keys().map(String::as_str).collect();
        let mut layers = Vec::new();
        loop {
            let free = |module: &&str| !self.uses[*module].iter().any(|used| left.contains(used.as_str()));
            let layer: Vec<&str> = left.iter().copied().filter(free).collect();
            if layer.is_empty() {
                return layers;
            }
            left.retain(|module| !layer.contains(module));
            layers.push(layer);
        }
    }

    /// A module that uses itself, by way of the others; the shortest way there is.
    pub fn circle(&self) -> Option<Vec<&str>> {
        let circle = |start: &'_ str| {
            let mut ways: VecDeque<Vec<&str>> = [vec![self.uses.get_key_value(start)?.0.as_str()]].into();
            let mut seen = BTreeSet::new();
            while let Some(way) = ways.pop_front() {
                for used in &self.uses[*way.last()?] {
                    if used == start {
                        return Some([&way[..], &[used]].concat());
                    }
                    if seen.insert(used) {
                        ways.push_back([&way[..], &[used]].concat());
                    }
                }
            }
            None
        };
        self.uses.keys().filter_map(|module| circle(module)).min_by_key(Vec::len)
    }
}

/// The module at the top that a file belongs to: `site` of `site::pages::contact`.
pub fn top(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

/// Visits all files below a folder.
pub fn walk(folder: &Path, visit: &mut impl FnMut(&Path)) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { walk(&path, visit) } else { visit(&path) }
    }
}

impl File {
    fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap();
        let inside = path.strip_prefix("src").unwrap().with_extension("");
        let module = inside.to_string_lossy().replace('/', "::");
        let module = module.strip_suffix("::mod").unwrap_or(&module).to_owned();
        let mut reader = Reader::default();
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        reader.visit_file(&parsed);
        let mut file = Self {
            module,
            path: path.to_string_lossy().into_owned(),
            text,
            paths: reader.paths,
            imports: reader.imports,
            exports: HashMap::new(),
            tests: Vec::new(),
        };
        file.tests =
            reader.tests.iter().map(|name| absolute(&file.module, std::slice::from_ref(name)).join("::")).collect();
        for (name, path) in reader.exports {
            let target = absolute(&file.module, &path);
            file.exports.insert(name, target);
        }
        file
    }
}

/// Whether a path that begins so leads into this crate.
fn is_ours(first: &str) -> bool {
    ["crate", "self", "super", "communique"].contains(&first)
}

/// A path from the root of the crate. `super` in a `mod.rs` is its parent, as in any other file.
fn absolute(module: &str, path: &[String]) -> Segments {
    let mut at: Segments = if module == "lib" { Vec::new() } else { module.split("::").map(str::to_owned).collect() };
    let mut rest = path;
    match &*path[0] {
        "crate" | "communique" => {
            at.clear();
            rest = &path[1..];
        }
        "self" => rest = &path[1..],
        "super" => {
            while rest.first().is_some_and(|part| part == "super") {
                at.pop();
                rest = &rest[1..];
            }
        }
        // `pub use child::Name`.
        _ => {}
    }
    at.extend_from_slice(rest);
    at
}

/// Collects paths.
#[derive(Default)]
struct Reader {
    paths: Vec<Segments>,
    imports: HashMap<String, Segments>,
    exports: Vec<(String, Segments)>,
    tests: Vec<String>,
}

impl<'a> Visit<'a> for Reader {
    fn visit_item(&mut self, item: &'a Item) {
        let attributes = match item {
            Item::Mod(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            _ => &Vec::new(),
        };
        match item {
            Item::Mod(tests) if tests.content.is_none() && attributes.iter().any(is_test) => {
                self.tests.push(tests.ident.to_string());
            }
            _ if attributes.iter().any(is_test) => {}
            _ => syn::visit::visit_item(self, item),
        }
    }

    fn visit_item_use(&mut self, item: &'a ItemUse) {
        let mut found = Vec::new();
        expand(&item.tree, &mut Vec::new(), &mut found);
        for (name, path) in found {
            if matches!(item.vis, Visibility::Inherited) {
                self.imports.insert(name, path);
            } else if path.len() > 1 {
                // A macro that is handed on by its bare name is the file’s own.
                self.exports.push((name, path));
            }
        }
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        self.paths.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        syn::visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, attribute: &'a Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.scan(list.tokens.clone());
        }
        syn::visit::visit_attribute(self, attribute);
    }

    fn visit_macro(&mut self, item: &'a Macro) {
        self.scan(item.tokens.clone());
        syn::visit::visit_macro(self, item);
    }
}

impl Reader {
    /// Paths among tokens that are not parsed: the arguments of macros.
    fn scan(&mut self, tokens: TokenStream) {
        let mut path: Segments = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) if colons == 2 && !path.is_empty() => {
                    path.push(ident.to_string());
                    colons = 0;
                }
                other => {
                    self.paths.extend(Some(std::mem::take(&mut path)).filter(|path| path.len() > 1));
                    colons = 0;
                    match other {
                        TokenTree::Ident(ident) => path.push(ident.to_string()),
                        TokenTree::Group(group) => self.scan(group.stream()),
                        _ => {}
                    }
                }
            }
        }
        self.paths.extend(Some(path).filter(|path| path.len() > 1));
    }
}

fn is_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
}

/// A `use` tree as whole paths, each with the name that it gives.
fn expand(tree: &UseTree, before: &mut Segments, found: &mut Vec<(String, Segments)>) {
    let mut whole = |last: String, name: String| {
        let path = if last == "self" { before.clone() } else { [&before[..], &[last]].concat() };
        let name = if name == "self" { path.last().cloned().unwrap_or_default() } else { name };
        found.push((name, path));
    };
    match tree {
        UseTree::Name(name) => whole(name.ident.to_string(), name.ident.to_string()),
        UseTree::Rename(rename) => whole(rename.ident.to_string(), rename.rename.to_string()),
        UseTree::Glob(_) => whole("*".to_owned(), "*".to_owned()),
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            expand(&path.tree, before, found);
            before.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| expand(tree, before, found)),
    }
}
