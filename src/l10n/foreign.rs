//! Files and texts that are, word for word, those of another language: copied over, or in the wrong folder. Compares texts
//! in normal form; knows no rule of the checks.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use fluent_syntax::ast::Entry;
use fluent_syntax::parser;
use foldhash::quality::RandomState;
use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use super::check::pattern::{literal_text, parts};
use super::coverage::Counted;
use super::entry::has_letters;
use super::loaded::LoadedLocale;
use super::locale::SOURCE;
use super::records::fingerprint;

/// Shorter texts may be the same in two languages. Bytes, the id included.
const MIN_BYTES: usize = 40;
/// A file is foreign by at least so many of its texts, if nothing was written down of others in their place,
const MIN_TEXTS: usize = 3;
/// and by at least this share of them.
const PERCENT: usize = 90;
/// So many of its texts are most, where others were written down that they have taken the place of.
const MOST_PERCENT: usize = 51;

/// So many locales that have a text are looked at, so that many copies of one take no time.
const MAX_HOLDERS: usize = 8;

/// A file of a locale whose texts are those of another language.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ForeignFile<'l> {
    /// The place of the locale among those that were compared.
    pub(super) locale: usize,
    /// The name of the file.
    pub(super) file: &'l str,
    /// The place of the one whose texts they are.
    pub(super) of: usize,
    /// The messages.
    pub(super) ids: Vec<String>,
    /// Whether the records tell that this is the wrong place for them. Else it may be the other one.
    pub(super) is_certain: bool,
}

/// A text of a locale that is that of another language, as the records of both tell.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ForeignText<'l> {
    /// The place of the locale among those that were compared.
    pub(super) locale: usize,
    /// The message.
    pub(super) id: &'l str,
    /// The name of its file.
    pub(super) file: &'l str,
    /// The place of the one whose text it is.
    pub(super) of: usize,
}

/// What is in the wrong place.
pub(super) struct Foreign<'l> {
    /// Whole files.
    pub(super) files: Vec<ForeignFile<'l>>,
    /// Single texts of other files.
    pub(super) texts: Vec<ForeignText<'l>>,
}

/// A text that is compared with those of other languages.
struct ComparedText<'l> {
    id: &'l str,
    text: &'l str,
    hash: u64,
}

/// The texts of a translation that are long enough to be a language’s own, and not those of the source.
fn compared<'l>(
    loaded: &'l LoadedLocale,
    source: Option<&LoadedLocale>,
    hasher: &RandomState,
) -> Vec<ComparedText<'l>> {
    let is_compared = |(id, text): &(&String, &String)| {
        text.len() >= MIN_BYTES
            && loaded.attempted.contains(*id)
            && source.is_none_or(|source| source.translations.get(*id) != Some(*text))
    };
    let own = loaded.translations.iter().filter(|_| loaded.locale.id != SOURCE).filter(is_compared);
    own.map(|(id, text)| ComparedText { id, text, hash: hasher.hash_one(text) }).collect()
}

/// Looks for what is foreign; for each at most one other language. What is still English is not looked at.
pub(super) fn find<'l>(locales: &[&'l LoadedLocale], counted: &'l Counted) -> Foreign<'l> {
    let source = locales.iter().copied().find(|loaded| loaded.locale.id == SOURCE);
    let hasher = RandomState::default();
    let mut compared: Vec<Vec<ComparedText<'l>>> =
        locales.par_iter().map(|loaded| compared(loaded, source, &hasher)).collect();
    let mut once: HashSet<u64> = HashSet::default();
    let hashes = compared.iter().flatten().map(|text| text.hash);
    let in_several: HashSet<u64> = hashes.filter(|hash| !once.insert(*hash)).collect();
    // Signs alone are of no language.
    compared.iter_mut().for_each(|texts| texts.retain(|it| !in_several.contains(&it.hash) || has_words(it.text)));
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::default();
    for (number, texts) in compared.iter().enumerate() {
        for found in texts.iter().filter(|found| in_several.contains(&found.hash)) {
            let holders = holders.entry(found.text).or_default();
            if holders.len() < MAX_HOLDERS {
                holders.push(number);
            }
        }
    }
    let is_other = |a: usize, b: usize| locales[a].locale.tag.language != locales[b].locale.tag.language;
    // By locale and file: of each other language the texts that are its too.
    let mut shared: SharedTexts<'_> = BTreeMap::new();
    let mut lengths: HashMap<(usize, &str), usize> = HashMap::default();
    let of_file = |id: &str| counted.file(id);
    for (number, texts) in compared.iter().enumerate() {
        let is_alone = !texts.iter().any(|found| in_several.contains(&found.hash));
        for found in texts.iter().filter(|_| !is_alone) {
            let own = [number];
            let holders = holders.get(found.text).map_or(&own[..], Vec::as_slice);
            let Some(file) = of_file(found.id).filter(|_| holders.contains(&number)) else { continue };
            *lengths.entry((number, file)).or_default() += 1;
            for other in holders.iter().filter(|other| is_other(number, **other)) {
                shared.entry((number, file)).or_default().entry(*other).or_default().push(found.id);
            }
        }
    }
    judge(locales, shared, &lengths)
}

/// By locale and file, of each other language the texts that are its too.
type SharedTexts<'l> = BTreeMap<(usize, &'l str), BTreeMap<usize, Vec<&'l str>>>;

/// What of the texts that several languages have is in the wrong place. `lengths` says how many texts each file has.
fn judge<'l>(
    locales: &[&'l LoadedLocale],
    shared: SharedTexts<'l>,
    lengths: &HashMap<(usize, &'l str), usize>,
) -> Foreign<'l> {
    let (mut files, mut texts) = (Vec::new(), Vec::new());
    for ((locale, file), others) in shared {
        let all = lengths.get(&(locale, file)).copied().unwrap_or_default();
        let is_at_home = |number: usize, ids: &[&str]| are_as_recorded(locales[number], ids);
        let is_foreign = |(of, ids): &(&usize, &Vec<&str>)| {
            let were_replaced = || have_replaced_others(locales[locale], ids) && is_at_home(**of, ids);
            match ids.len() * 100 / all.max(1) {
                PERCENT.. => ids.len() >= MIN_TEXTS || were_replaced(),
                MOST_PERCENT.. => were_replaced(),
                _ => false,
            }
        };
        let most = others.iter().max_by_key(|(_, ids)| ids.len());
        if let Some((&of, ids)) = most.filter(is_foreign) {
            files.push(ForeignFile {
                is_certain: !is_at_home(locale, ids) && is_at_home(of, ids),
                ids: ids.iter().map(|id| (*id).to_owned()).collect(),
                locale,
                file,
                of,
            });
            continue;
        }
        // A text or two may be the same in two languages; only of those that were moved the records tell.
        let single: BTreeMap<&'l str, usize> = others
            .into_iter()
            .flat_map(|(of, ids)| ids.into_iter().map(move |id| (id, of)))
            .filter(|(id, of)| !is_at_home(locale, &[id]) && is_at_home(*of, &[id]))
            .collect();
        texts.extend(single.into_iter().map(|(id, of)| ForeignText { locale, id, file, of }));
    }
    // Where it is certain which of two is in the wrong place, nothing is to be said of the other one.
    let is_original = |file: &ForeignFile<'_>| {
        files.iter().any(|other| other.is_certain && (other.of, other.file) == (file.locale, file.file))
    };
    let at_home: Vec<bool> = files.iter().map(is_original).collect();
    let files = files.into_iter().zip(at_home).filter(|(_, at_home)| !at_home).map(|(file, _)| file).collect();
    Foreign { files, texts }
}

/// Whether there is a letter in a text beside what is filled in.
fn has_words(text: &str) -> bool {
    let (Ok(resource) | Err((resource, _))) = parser::parse(text);
    resource.body.iter().any(|entry| match entry {
        Entry::Message(message) => parts(message).any(|(_, pattern)| has_letters(&literal_text(pattern))),
        // Terms are not compared.
        _ => true,
    })
}

/// Whether most of these translations are those that were written down.
fn are_as_recorded(loaded: &LoadedLocale, ids: &[&str]) -> bool {
    ids.iter().filter(|id| is_as_recorded(loaded, id)).count() * 2 > ids.len()
}

/// Whether most of these translations stand where others were written down.
fn have_replaced_others(loaded: &LoadedLocale, ids: &[&str]) -> bool {
    let is_other = |id: &&&str| loaded.records.of(id).next().is_some() && !is_as_recorded(loaded, id);
    ids.iter().filter(is_other).count() * 2 > ids.len()
}

/// Whether a translation is the one that was written down.
pub(super) fn is_as_recorded(loaded: &LoadedLocale, id: &str) -> bool {
    let text = loaded.translations.get(id).map_or("", String::as_str);
    loaded.records.of(id).any(|record| record.fingerprint == fingerprint(text))
}
