//! What Apache httpd is told. Knows the rules, and not where they come from.

use std::fmt::Write;

use crate::site::Coding;

use super::rules::{CopyRules, Language, Rule, literal, quoted, values};
use super::tree::ending;

/// The head of the file, for whoever puts it there.
const HEAD: &str = "\
# A copy of the site with Apache httpd 2.4, written by `communique export`. Either this file is put into the folder `public`
# beside it as `.htaccess` (AllowOverride All), or a <Directory> of that folder includes it, which is
# quicker. Modules: dir, headers, mime, rewrite. The host shows the folder at its root.
# The privacy policy says that there is no list of visits: no CustomLog, or one without addresses.

Options -Indexes -MultiViews +SymLinksIfOwnerMatch
DirectoryIndex index.html
# /en is no folder but an address that has moved.
DirectorySlash Off
FileETag MTime Size
";

/// What is no address, and what no file can answer.
const REFUSED: &str = "\
RewriteEngine On
RewriteCond %{REQUEST_METHOD} !^(GET|HEAD)$
RewriteRule ^ - [R=405,L]
# What lies there under another name than its address is no address, but where this file leads by itself.
RewriteCond %{ENV:REDIRECT_STATUS} ^$
RewriteRule (\\.(html|br|zst|gz)|(^|/)(404|\\.htaccess))$ - [R=404,L]
# Of the forms that the reader takes the smallest.
";

/// That the name of the file is the whole path: nothing stands behind it.
const IS_WHOLE: &str = "RewriteCond %{PATH_INFO} ^$\n";

/// The configuration.
pub(super) fn configuration(rules: &CopyRules) -> String {
    [HEAD.to_owned(), types(rules), headers(rules), not_found(rules), rewriting(rules)].join("\n")
}

/// The media types, which stay those of the page in every coding.
fn types(rules: &CopyRules) -> String {
    let mut text = String::new();
    for coding in Coding::COMPRESSED {
        let _ = writeln!(text, "AddEncoding {} {}", coding.name(), ending(coding));
    }
    for (name, media) in &rules.types {
        let _ = writeln!(
            text,
            "<FilesMatch \"\\.{name}(\\.(br|zst|gz))?$\">\n    ForceType {}\n</FilesMatch>",
            quoted(media)
        );
    }
    text
}

/// The header fields: what every answer has, what most have, and what is of some.
fn headers(rules: &CopyRules) -> String {
    let mut text = String::from("# Pages are given whole.\nRequestHeader unset Range\nHeader set accept-ranges none\n");
    text += &field("allow", "GET, HEAD", "%{REQUEST_STATUS} == 405");
    for (name, value) in rules.always.iter().chain(&rules.otherwise) {
        let _ = writeln!(text, "Header always set {name} {}", quoted(value));
    }
    for name in rules.names() {
        let (otherwise, if_moved) = (rules.otherwise.get(name), rules.moved.get(name));
        let default = otherwise.map_or("", String::as_str);
        if if_moved != otherwise {
            text += &field(name, if_moved.map_or("", String::as_str), "%{REQUEST_STATUS} == 308");
        }
        // Of several that fit the last counts here.
        for value in values(rules.shown(), |rule: &Rule| &rule.file, name, default).into_iter().rev() {
            let expression = value.expression("(?:\\.(?:br|zst|gz))?");
            text += &field(name, value.value, &format!("%{{REQUEST_URI}} =~ m#{expression}#"));
        }
    }
    text
}

fn field(name: &str, value: &str, condition: &str) -> String {
    match value {
        "" => format!("Header always unset {name} \"expr={condition}\"\n"),
        value => format!("Header always set {name} {} \"expr={condition}\"\n", quoted(value)),
    }
}

fn not_found(rules: &CopyRules) -> String {
    let base = literal(&rules.base);
    let mut text = format!("ErrorDocument 404 {}\n", rules.not_found.file);
    for language in &rules.languages {
        let _ = writeln!(
            text,
            "<If \"%{{REQUEST_URI}} =~ m#^{base}/{}(/|$)#\">\n    ErrorDocument 404 {}\n</If>",
            language.any_tag(),
            language.not_found.file
        );
    }
    text
}

/// Which file is shown, and where other addresses lead.
fn rewriting(rules: &CopyRules) -> String {
    let base = &rules.base;
    let below = literal(base.trim_start_matches('/'));
    let slash = if below.is_empty() { "" } else { "/" };
    let mut text = String::from(REFUSED);
    for coding in Coding::COMPRESSED {
        let (name, ending) = (coding.name(), ending(coding));
        let condition =
            format!("RewriteCond %{{HTTP:Accept-Encoding}} (?i)(^|,)\\s*{name}\\s*(,|$|;\\s*q=(1|0?\\.\\d*[1-9]))\n");
        for name in [".html", ""] {
            let _ = write!(
                text,
                "{condition}{IS_WHOLE}RewriteCond %{{REQUEST_FILENAME}}{name}{ending} -f\nRewriteRule ^(.*[^/])$ /$1{name}{ending} [L]\n"
            );
        }
        let _ = writeln!(text, "{condition}RewriteRule ^{below}{slash}$ {base}/index.html{ending} [L]");
    }
    let _ = writeln!(text, "{IS_WHOLE}RewriteCond %{{REQUEST_FILENAME}}.html -f\nRewriteRule ^(.*[^/])$ /$1.html [L]");
    let _ = writeln!(text, "RewriteRule ^{below}{slash}$ {base}/index.html [L]");
    text += "RewriteCond %{REQUEST_FILENAME} -f\nRewriteRule ^ - [L]\n# Other forms of right addresses.\n";
    if !base.is_empty() {
        let _ = writeln!(text, "RewriteRule ^{below}$ {base}/ [R=308,L]");
    }
    for language in &rules.languages {
        let Language { tag, statement, .. } = language;
        let any = format!("{below}{slash}{}", language.any_tag());
        let _ = writeln!(text, "RewriteRule ^{any}{}$ {statement} [R=308,L]", language.any_alias());
        let _ = writeln!(text, "RewriteRule ^{any}/({})/?$ {base}/{tag}/$1 [R=308,L]", language.any_target());
    }
    text
}
