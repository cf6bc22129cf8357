//! What nginx is told. Knows the rules, and not where they come from.

use super::rules::{CopyRules, Language, Rule, literal, quoted, values};

/// The head of the file, for whoever puts it there.
const HEAD: &str = "\
# A copy of the site with nginx 1.19 or newer: a file for /etc/nginx/conf.d/, written by `communique export`.
# The folder `public` beside it is expected at /srv/communique/public: another place is set at `root`.
# For https: listen 443 ssl; ssl_certificate …; and a server on port 80 that redirects.

map_hash_bucket_size 256;
map $request_method $communique_allow {
    GET \"\";
    HEAD \"\";
    default \"GET, HEAD\";
}
";

/// How files are shown, whatever they are.
const SERVER: &str = "
server {
    listen 80;
    server_name _;
    root /srv/communique/public;

    # The privacy policy says that there is no list of visits.
    access_log off;
    log_not_found off;
    server_tokens off;
    # Redirects lead to the host that was asked.
    absolute_redirect off;
    # Pages are given whole.
    max_ranges 0;
    gzip off;
    gzip_static on;
    # With the module for it (Debian: libnginx-mod-http-brotli-static), for pages a fifth smaller:
    # brotli_static on;
";

/// The configuration.
pub(super) fn configuration(rules: &CopyRules) -> String {
    let mut text = HEAD.to_owned();
    text += &map_of("$uri", "$communique_moved", &moved(rules));
    text += &map_of("$uri", "$communique_not_found", &not_found(rules));
    for name in rules.names() {
        let otherwise = rules.otherwise.get(name).map_or("", String::as_str);
        let if_moved = rules.moved.get(name).map_or("", String::as_str);
        let mut default = otherwise.to_owned();
        if if_moved != otherwise {
            default = variable(name, "_otherwise");
            // A path, and no method that is refused.
            let rows = [("~^/".into(), if_moved.into()), ("default".into(), otherwise.into())];
            text += &map_of("$communique_allow$communique_moved", &default, &rows);
        }
        let values = values(rules.shown(), |rule: &Rule| &rule.file, name, otherwise);
        let values = values.into_iter().map(|value| (format!("~{}", value.expression("")), value.value.to_owned()));
        let values: Vec<_> = values.chain([("default".to_owned(), default)]).collect();
        text += &map_of("$uri", &variable(name, ""), &values);
    }
    text += SERVER;
    text += "    types {\n";
    for (ending, media) in &rules.types {
        text += &format!("        {} {ending};\n", quoted(media));
    }
    text += "    }\n\n";
    for (name, value) in &rules.always {
        text += &format!("    add_header {name} {} always;\n", quoted(value));
    }
    for name in rules.names() {
        text += &format!("    add_header {name} {} always;\n", variable(name, ""));
    }
    text += "    add_header allow $communique_allow always;\n    error_page 404 $communique_not_found;\n";
    text + &locations(&rules.base)
}

fn locations(base: &str) -> String {
    format!(
        "
    if ($communique_allow) {{
        return 405;
    }}
    location / {{
        try_files $uri $uri.html @elsewhere;
    }}
    location = {base}/ {{
        try_files {base}/index.html =404;
    }}
    # What lies there under another name than its address is no address.
    location ~ (\\.(html|br|zst|gz)|/404)$ {{
        internal;
    }}
    location @elsewhere {{
        if ($communique_moved) {{
            return 308 $communique_moved$is_args$args;
        }}
        return 404;
    }}
}}
"
    )
}

/// The new addresses of other forms of right ones.
fn moved(rules: &CopyRules) -> Vec<(String, String)> {
    let base = &rules.base;
    let of = |language: &Language| {
        let below = format!("~^{}/{}", literal(base), language.any_tag());
        [
            (format!("{below}{}$", language.any_alias()), language.statement.clone()),
            (
                format!("{below}/(?<communique_name>{})/?$", language.any_target()),
                format!("{base}/{}/$communique_name", language.tag),
            ),
        ]
    };
    let root = (!base.is_empty()).then(|| (format!("~^{}$", literal(base)), format!("{base}/")));
    let languages = rules.languages.iter().flat_map(of);
    languages.chain(root).chain([("default".into(), String::new())]).collect()
}

/// The pages of what is not there.
fn not_found(rules: &CopyRules) -> Vec<(String, String)> {
    let of = |language: &Language| {
        (format!("~^{}/{}(?:/|$)", literal(&rules.base), language.any_tag()), language.not_found.file.clone())
    };
    rules.languages.iter().map(of).chain([("default".into(), rules.not_found.file.clone())]).collect()
}

/// The variable that holds a header field.
fn variable(name: &str, more: &str) -> String {
    format!("$communique_{}{more}", name.replace('-', "_"))
}

fn map_of(from: &str, to: &str, values: &[(String, String)]) -> String {
    let row = |(key, value): &(String, String)| {
        let key = if key.starts_with('~') { quoted(key) } else { key.clone() };
        format!("    {key} {};\n", quoted(value))
    };
    format!("map {from} {to} {{\n{}}}\n", values.iter().map(row).collect::<String>())
}
