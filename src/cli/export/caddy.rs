//! What Caddy is told. Knows the rules, and not where they come from.

use std::fmt::Write;

use super::rules::{CopyRules, Language, Rule, literal, quoted, values};

/// The head of the file, for whoever puts it there.
const HEAD: &str = "\
# A copy of the site with Caddy 2.6 or newer, written by `communique export`. The folder `public` beside it is expected at
# /srv/communique/public: another place is set at `root`. The name of the host in the place of `:80` gives it https.
# Caddy keeps no list of visits unless it is told to; the privacy policy says that there is none.
:80 {
	root * /srv/communique/public
	# In this order: of several header fields of a name the last counts.
	route {
";

/// What is no address, and what no file can answer.
const REFUSED: &str = "		# What lies there under another name than its address is no address.
		@names path *.html *.br *.zst *.gz */404
		error @names 404
		@methods not method GET HEAD
		header @methods allow \"GET, HEAD\"
		error @methods 405
";

/// The field that says what a file is: Caddy would ask the system.
const CONTENT_TYPE: &str = "content-type";

/// Files in the forms in which they lie there.
const FILES: &str = "		try_files {path} {path}.html
		file_server {
			precompressed br zstd gzip
			disable_canonical_uris
		}
";

/// The configuration.
pub(super) fn configuration(rules: &CopyRules) -> String {
    let base = &rules.base;
    let mut text = HEAD.to_owned() + "\t\theader -server\n";
    for (name, value) in rules.always.iter().chain(&rules.otherwise) {
        let _ = writeln!(text, "\t\theader {name} {}", quoted(value));
    }
    text += REFUSED;
    text += &moved(rules);
    text += &headers(rules);
    let _ = writeln!(text, "\t\trewrite {base}/ {base}/index.html");
    text + FILES + "\t}\n" + &not_found(rules) + "}\n"
}

/// The header fields of what is shown, by address.
fn headers(rules: &CopyRules) -> String {
    let mut text = String::new();
    for (ending, media) in &rules.types {
        let matcher = format!("@content-type-{ending}");
        let _ = writeln!(text, "\t\t{matcher} path *.{ending}\n\t\theader {matcher} {}", field(CONTENT_TYPE, media));
    }
    for name in rules.names() {
        let default = rules.otherwise.get(name).map_or("", String::as_str);
        let values = values(rules.files.iter(), |rule: &Rule| &rule.address, name, default);
        // Of several that fit the last counts here.
        for (number, value) in values.iter().rev().enumerate() {
            let below = value.below.iter().map(|folder| format!("{folder}*"));
            let paths: Vec<String> = value.at.iter().map(|path| (*path).to_owned()).chain(below).collect();
            let matcher = format!("@{name}-{number}");
            let _ = writeln!(text, "\t\t{matcher} path {}", paths.join(" "));
            let _ = writeln!(text, "\t\theader {matcher} {}", field(name, value.value));
        }
    }
    text
}

/// Redirects from other forms of right addresses.
fn moved(rules: &CopyRules) -> String {
    let base = &rules.base;
    let (mut all, mut redirects) = (Vec::new(), String::new());
    let mut redirect = |name: &str, expression: String, to: &str| {
        let _ = write!(redirects, "\t\t@moved-{name} {{\n{}\t\t}}\n", is_moved(name, &expression));
        let _ = writeln!(redirects, "\t\tredir @moved-{name} {to} 308");
        all.push(expression);
    };
    for language in &rules.languages {
        let Language { tag, statement, .. } = language;
        let below = format!("{}/{}", literal(base), language.any_tag());
        let name = format!("{tag}-page");
        redirect(&format!("{tag}-statement"), format!("{below}{}", language.any_alias()), statement);
        redirect(&name, format!("{below}/({})/?", language.any_target()), &format!("{base}/{tag}/{{re.{name}.1}}"));
    }
    if !base.is_empty() {
        redirect("base", literal(base), &format!("{base}/"));
    }
    let all = format!("(?:{})", all.join("|"));
    let mut text = format!("\t\t@moved {{\n{}\t\t}}\n", is_moved("", &all));
    for (name, value) in rules.moved.iter().filter(|(name, value)| rules.otherwise.get(*name) != Some(*value)) {
        let _ = writeln!(text, "\t\theader @moved {}", field(name, value));
    }
    text + &redirects
}

/// Paths that fit an expression and are not right: in another case a right address may fit, too.
fn is_moved(name: &str, expression: &str) -> String {
    format!("\t\t\tpath_regexp {name} ^{expression}$\n\t\t\tnot file {{path}}.html {{path}}\n")
}

/// What is shown where nothing is.
fn not_found(rules: &CopyRules) -> String {
    let mut text = String::from("\thandle_errors {\n\t\theader -server\n");
    for (name, value) in &rules.otherwise {
        let _ = writeln!(text, "\t\theader {name} {}", quoted(value));
    }
    let mut page = |name: &str, expression: &str, rule: &Rule| {
        let condition = "\t\t\texpression {err.status_code} == 404\n";
        let _ = writeln!(text, "\t\t@{name} {{\n{condition}\t\t\tpath_regexp {expression}\n\t\t}}");
        let _ = writeln!(text, "\t\thandle @{name} {{");
        let media = (CONTENT_TYPE, rules.types.get("html").map_or("", String::as_str));
        let fields = rule.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain([media]);
        for (name, value) in fields {
            let _ = writeln!(text, "\t\t\theader {}", field(name, value));
        }
        let _ = writeln!(text, "\t\t\trewrite * {}\n\t\t\tfile_server {{", rule.file);
        text += "\t\t\t\tprecompressed br zstd gzip\n\t\t\t}\n\t\t}\n";
    };
    for language in &rules.languages {
        let expression = format!("^{}/{}(?:/|$)", literal(&rules.base), language.any_tag());
        page(&format!("not-found-{}", language.tag), &expression, &language.not_found);
    }
    page("not-found", "^", &rules.not_found);
    text + "\t}\n"
}

/// A header field as it is set. Caddy adds `Vary` to what it gives compressed: set late, it stands there once.
fn field(name: &str, value: &str) -> String {
    let field = format!("{name} {}", quoted(value));
    if name == "vary" { format!("{{\n\t\t\t{field}\n\t\t\tdefer\n\t\t}}") } else { field }
}
