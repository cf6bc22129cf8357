//! What hosts of static sites are told by the files `_headers` and `_redirects`. Knows the rules, and not where they come
//! from.
//!
//! On such a host every rule that fits adds its fields, so that none may name a field that another one has. The pages of what
//! is not there get the fields of all paths alone. So one Content-Security-Policy stands there, with the hashes of all pages.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::rules::{CopyRules, Language, POLICY, Rule};

/// `_headers`.
pub(super) fn headers(rules: &CopyRules) -> String {
    let mut text =
        String::from("# Written by `communique export`, for hosts of static sites that read this file.\n/*\n");
    write_fields(&mut text, rules.always.iter().filter(|(name, _)| *name != POLICY));
    let _ = writeln!(text, "  {POLICY}: {}", rules.policy_of_all_pages);
    let mut folders: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
    for rule in &rules.files {
        let folder = rule.address.rfind('/').map_or("", |at| &rule.address[..=at]);
        folders.entry(folder).or_default().push(rule);
    }
    for (folder, members) in &folders {
        let has_folders = folders.keys().any(|other| other != folder && other.starts_with(folder));
        let is_common = |(name, value): &(&String, &String)| {
            *name != POLICY
                && !has_folders
                && members.len() > 1
                && members.iter().all(|rule| rule.headers.get(*name) == Some(*value))
        };
        let common: Vec<_> = members[0].headers.iter().filter(is_common).collect();
        if !common.is_empty() {
            let _ = writeln!(text, "{folder}*");
            write_fields(&mut text, common.into_iter());
        }
        for rule in members {
            let own: Vec<_> = rule.headers.iter().filter(|field| field.0 != POLICY && !is_common(field)).collect();
            if !own.is_empty() {
                let _ = writeln!(text, "{}", rule.address);
                write_fields(&mut text, own.into_iter());
            }
        }
    }
    text
}

fn write_fields<'f>(text: &mut String, fields: impl Iterator<Item = (&'f String, &'f String)>) {
    for (name, value) in fields {
        let _ = writeln!(text, "  {name}: {value}");
    }
}

/// `_redirects`: other forms of right addresses, each as it stands, and the pages of what is not there.
pub(super) fn redirects(rules: &CopyRules) -> String {
    let base = &rules.base;
    let mut text = String::from("# Written by `communique export`, for hosts of static sites that read this file.\n");
    if !base.is_empty() {
        let _ = writeln!(text, "{base} {base}/ 308");
    }
    for language in &rules.languages {
        let Language { tag, statement, .. } = language;
        let lower = [tag.to_lowercase()];
        let mut forms: Vec<&String> = [tag].into_iter().chain(&language.spellings).chain(&lower).collect();
        forms.sort();
        forms.dedup();
        for form in forms {
            for alias in &language.aliases {
                let address = format!("{base}/{form}/{alias}");
                let _ = writeln!(
                    text,
                    "{} {statement} 308\n{}/ {statement} 308",
                    address.trim_end_matches('/'),
                    address.trim_end_matches('/')
                );
            }
            for target in &language.targets {
                if form != tag {
                    let _ = writeln!(text, "{base}/{form}/{target} {base}/{tag}/{target} 308");
                }
                let _ = writeln!(text, "{base}/{form}/{target}/ {base}/{tag}/{target} 308");
            }
        }
    }
    for language in &rules.languages {
        let _ = writeln!(text, "{base}/{}/* {} 404", language.tag, language.not_found.file);
    }
    text
}
