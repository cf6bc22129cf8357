//! What a server of files has to be told, whichever it is: the header fields of each file, which addresses have moved, and
//! what is shown where nothing is. Knows no server.

use std::collections::BTreeMap;

use crate::http::{Headers, Published};
use crate::site::page::PathTarget;

use super::tree::{NOT_FOUND, PublicFile};

/// What servers write by themselves: from the file, or from its name.
const OF_THE_SERVER: [&str; 3] = ["accept-ranges", "content-type", "last-modified"];

/// So many paths stand in one expression at most: nginx takes no word of more than 4,096 bytes.
const MOST_PATHS: usize = 40;

/// The field whose value is another one on each kind of page.
pub(super) const POLICY: &str = "content-security-policy";

/// The rules of a copy.
pub(super) struct CopyRules {
    /// The path below which everything lies: empty, or `/a/b`.
    pub(super) base: String,
    /// The files at addresses of their own.
    pub(super) files: Vec<Rule>,
    /// The languages.
    pub(super) languages: Vec<Language>,
    /// The page of what is not there, where the path names no language.
    pub(super) not_found: Rule,
    /// The header fields that every answer has.
    pub(super) always: Headers,
    /// The others of an address that moved.
    pub(super) moved: Headers,
    /// The others of any other answer that is no file.
    pub(super) otherwise: Headers,
    /// The media types, by the endings of names.
    pub(super) types: BTreeMap<String, String>,
    /// A value of [`POLICY`] that is right for every page.
    pub(super) policy_of_all_pages: String,
}

/// A file, and how it is shown.
pub(super) struct Rule {
    /// The path of the file below the root of the server: `/en/share.html`.
    pub(super) file: String,
    /// The address at which it is shown; that of the file if it has none.
    pub(super) address: String,
    /// Its header fields, but for those that every answer has and those that servers write by themselves.
    pub(super) headers: Headers,
}

/// The addresses of a language.
pub(super) struct Language {
    /// The tag as it stands in its addresses.
    pub(super) tag: String,
    /// Other forms of the tag that lead to it.
    pub(super) spellings: Vec<String>,
    /// What stands behind the tag in other addresses of the statement; empty for the tag alone.
    pub(super) aliases: Vec<String>,
    /// What stands behind the tag in right addresses.
    pub(super) targets: Vec<String>,
    /// The address of the statement.
    pub(super) statement: String,
    /// The page of what is not there.
    pub(super) not_found: Rule,
}

/// A value of a header field, and what it is for.
pub(super) struct ValueFor<'r> {
    /// The value; empty for none.
    pub(super) value: &'r str,
    /// The very paths.
    pub(super) at: Vec<&'r str>,
    /// Folders, each with its slash: all that is below.
    pub(super) below: Vec<&'r str>,
}

impl CopyRules {
    /// The rules of a site whose public files these are.
    pub(super) fn of(published: &Published, files: &[PublicFile<'_>]) -> Self {
        let (site, base) = (&published.site, published.site.addresses().base());
        let (moved, otherwise) = (published.moved_headers(), published.other_headers());
        let all = || files.iter().map(|file| &file.headers).chain([&moved, &otherwise]);
        let is_everywhere =
            |(name, value): &(&String, &String)| all().all(|headers| headers.get(*name) == Some(*value));
        let always: Headers = otherwise.iter().filter(is_everywhere).map(|(n, v)| (n.clone(), v.clone())).collect();
        let rest = |headers: &Headers| {
            let is_told = |name: &str| !always.contains_key(name) && !OF_THE_SERVER.contains(&name);
            headers.iter().filter(|(name, _)| is_told(name)).map(|(n, v)| (n.clone(), v.clone())).collect()
        };
        let rule = |file: &PublicFile<'_>| {
            let path = format!("/{}", file.file);
            Rule {
                address: file.address.clone().unwrap_or_else(|| path.clone()),
                file: path,
                headers: rest(&file.headers),
            }
        };
        let types = files.iter().filter_map(|file| {
            let (_, ending) = file.file.rsplit_once('.')?;
            Some((ending.to_owned(), file.headers.get("content-type")?.clone()))
        });
        let not_found = |folder: &str| {
            let path = format!("{base}/{folder}{NOT_FOUND}.html");
            let headers = files.iter().find(|file| format!("/{}", file.file) == path).map(|file| rest(&file.headers));
            Rule { address: path.clone(), file: path, headers: headers.unwrap_or_default() }
        };
        let (aliases, targets): (Vec<_>, Vec<_>) =
            site.addresses().targets().into_iter().partition(|(_, target)| *target == PathTarget::StatementAlias);
        let names = |targets: &[(String, PathTarget)]| targets.iter().map(|(name, _)| name.clone()).collect();
        let languages = site.catalog().locales().map(|(key, locale)| Language {
            tag: locale.id.clone(),
            spellings: published.spellings(key),
            aliases: names(&aliases),
            targets: names(&targets),
            statement: site.addresses().target(PathTarget::StatementAlias, locale),
            not_found: not_found(&format!("{}/", locale.id)),
        });
        Self {
            base: base.to_owned(),
            files: files.iter().filter(|file| file.address.is_some()).map(rule).collect(),
            languages: languages.collect(),
            not_found: not_found(""),
            types: types.collect(),
            moved: rest(&moved),
            otherwise: rest(&otherwise),
            always,
            policy_of_all_pages: published.policy_of(files.iter().filter_map(PublicFile::document)),
        }
    }

    /// Everything that is shown: files at addresses, and the pages of what is not there.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Rule> {
        self.files.iter().chain(self.languages.iter().map(|language| &language.not_found)).chain([&self.not_found])
    }

    /// The names of the header fields that are not the same on every answer.
    pub(super) fn names(&self) -> Vec<&str> {
        let all = self.shown().map(|rule| &rule.headers).chain([&self.moved, &self.otherwise]);
        let mut names: Vec<&str> = all.flat_map(|headers| headers.keys().map(String::as_str)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// The values of a header field that are not the default one: first those of single paths, then those that most files of
/// a folder have. Of several that are for a path the first counts.
pub(super) fn values<'r>(
    rules: impl Iterator<Item = &'r Rule>,
    path: impl Fn(&'r Rule) -> &'r str,
    name: &str,
    default: &'r str,
) -> Vec<ValueFor<'r>> {
    let mut folders: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for rule in rules {
        let path = path(rule);
        let folder = path.rfind('/').map_or("", |at| &path[..=at]);
        folders.entry(folder).or_default().push((path, rule.headers.get(name).map_or("", String::as_str)));
    }
    let mut single: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut common: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (folder, members) in &folders {
        let count = |value: &str| members.iter().filter(|(_, other)| *other == value).count();
        let most =
            members.iter().map(|(_, value)| *value).max_by_key(|value| (count(value), *value)).unwrap_or(default);
        // What is for the files of a folder is not for those of the folders in it.
        let has_folders = folders.keys().any(|other| other != folder && other.starts_with(folder));
        let of_folder = if has_folders || members.len() == 1 { default } else { most };
        members
            .iter()
            .filter(|(_, value)| *value != of_folder)
            .for_each(|(path, v)| single.entry(v).or_default().push(path));
        if of_folder != default {
            common.entry(of_folder).or_default().push(folder);
        }
    }
    let in_groups = |map: BTreeMap<&'r str, Vec<&'r str>>| -> Vec<(&'r str, Vec<&'r str>)> {
        let groups = |(value, paths): (&'r str, Vec<&'r str>)| {
            paths.chunks(MOST_PATHS).map(|paths| (value, paths.to_vec())).collect::<Vec<_>>()
        };
        map.into_iter().flat_map(groups).collect()
    };
    let single = in_groups(single).into_iter().map(|(value, at)| ValueFor { value, at, below: Vec::new() });
    let common = in_groups(common).into_iter().map(|(value, below)| ValueFor { value, at: Vec::new(), below });
    single.chain(common).collect()
}

impl ValueFor<'_> {
    /// A regular expression for the files. `ending` is one for what may stand behind their names.
    pub(super) fn expression(&self, ending: &str) -> String {
        let any = |paths: &[&str]| paths.iter().map(|path| literal(path)).collect::<Vec<_>>().join("|");
        match self.below.is_empty() {
            true => format!("^(?:{}){ending}$", any(&self.at)),
            // Files have an ending; what is asked for in vain, or by a method that it does not take, has none.
            false => format!("^(?:{})[^/]+\\.[^/]+$", any(&self.below)),
        }
    }
}

/// A text in quotes, in which no header field and no path has any.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

/// A text as a regular expression that means it.
pub(super) fn literal(text: &str) -> String {
    let special = |c: char| !(c.is_ascii_alphanumeric() || "-_/".contains(c));
    text.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

impl Language {
    /// A regular expression for its tag in any form.
    pub(super) fn any_tag(&self) -> String {
        let forms: Vec<String> = [&self.tag].into_iter().chain(&self.spellings).map(|form| literal(form)).collect();
        format!("(?i:{})", forms.join("|"))
    }

    /// A regular expression for what is behind the tag, slash included, in other addresses of the statement.
    pub(super) fn any_alias(&self) -> String {
        let named = self.aliases.iter().filter(|alias| !alias.is_empty()).map(|alias| format!("/{}", literal(alias)));
        format!("(?:{})?/?", named.collect::<Vec<_>>().join("|"))
    }

    /// A regular expression for what is behind the tag and its slash in right addresses.
    pub(super) fn any_target(&self) -> String {
        self.targets.iter().map(|target| literal(target)).collect::<Vec<_>>().join("|")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(file: &str, value: &str) -> Rule {
        let headers =
            if value.is_empty() { Headers::new() } else { Headers::from([("x".to_owned(), value.to_owned())]) };
        Rule { file: file.to_owned(), address: file.to_owned(), headers }
    }

    #[test]
    fn each_file_gets_its_own_value() {
        let rules = [
            rule("/index.html", "all"),
            rule("/robots.txt", "all"),
            rule("/.well-known/security.txt", "all"),
            rule("/favicon.ico", "default"),
            rule("/en/a.html", "en"),
            rule("/en/b.html", "en"),
            rule("/en/c.txt", "other"),
            rule("/en/d.txt", "default"),
            rule("/az/a.html", ""),
            rule("/az/b.html", ""),
            rule("/az/c.txt", "az"),
            rule("/tr/a.html", "default"),
            rule("/tr/b.html", "default"),
        ];
        let values = values(rules.iter(), |rule| &rule.file, "x", "default");
        let value_at = |path: &str| {
            let fits =
                |value: &&ValueFor<'_>| value.at.contains(&path) || value.below.iter().any(|f| path.starts_with(f));
            values.iter().find(fits).map_or("default", |value| value.value)
        };
        for rule in &rules {
            assert_eq!(value_at(&rule.file), rule.headers.get("x").map_or("", String::as_str), "{}", rule.file);
        }
        assert_eq!(value_at("/en/nowhere.html"), "en");
        assert_eq!(value_at("/nowhere.html"), "default", "what is at the root says nothing of what is below");
        assert!(values.iter().all(|value| value.below != ["/tr/"]), "the default needs no words");
    }

    #[test]
    fn a_literal_means_itself() {
        assert_eq!(literal("zh-Hans_CN/on.peace+1"), "zh-Hans_CN/on\\.peace\\+1");
    }
}
