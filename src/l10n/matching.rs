//! How far a language is from another for a reader of the first, by CLDR’s data (UTS #35, “Language Matching”). Knows
//! no header and no list of locales.
//!
//! The data are in `cldr/matching.txt`, as `tests/cldr` has taken them from CLDR. A distance is the sum of three: that of
//! the languages, that of their scripts and that of their regions, each by the first row that fits.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;
use std::sync::LazyLock;

use unic_langid::LanguageIdentifier;
use unic_langid::subtags::{Language, Region, Script};

use super::language::{maximize, parents};

static CLDR: LazyLock<Data> = LazyLock::new(|| Data::read(include_str!("cldr/matching.txt")));

/// Where CLDR has no row for two languages, or two scripts. Its last rows say the same.
const UNRELATED: u16 = 80;
const OTHER_SCRIPT: u16 = 50;

/// Languages of the same people: Swiss German and German, Bosnian and Croatian.
const OF_THE_SAME: u16 = 4;
/// Whoever reads the one of two languages can read the other without having learnt it: Czech and Slovak. A row of one
/// way at this distance is about a language that is learnt: Belarusian readers read Russian, Welsh ones English.
const LIKE_ANOTHER: u16 = 20;
/// Scripts in which the same people read: Serbian in either, Japanese in kana alone.
const READ_BY_THE_SAME: u16 = 5;
/// From here on nothing can be read: another script of one language, or a language without a row.
const UNREADABLE: u16 = 50;

/// A tag with its likely script and region, as it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Likely {
    pub(super) language: Language,
    pub(super) script: Option<Script>,
    pub(super) region: Option<Region>,
}

impl Likely {
    /// The likely parts of a tag.
    pub(super) fn of(tag: &LanguageIdentifier) -> Self {
        let LanguageIdentifier { language, script, region, .. } = maximize(tag);
        Self { language, script, region }
    }

    /// The same under another name of the language.
    pub(super) fn under(self, language: Language) -> Self {
        Self { language, ..self }
    }
}

/// How far a language is from what a reader has asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Distance {
    /// 0 to 134, as CLDR counts.
    pub(super) total: u16,
    language: Related,
    script: u16,
    has_one_root: bool,
}

impl Distance {
    /// Whether the same people read both: the one is as good as the other.
    pub(super) fn is_of_the_same(self) -> bool {
        self.script <= READ_BY_THE_SAME && (self.has_one_root || self.language.distance <= OF_THE_SAME)
    }

    /// Whether those who read the one can read the other: it can be given for it where nothing else is wanted.
    pub(super) fn is_near(self) -> bool {
        let Related { distance, is_mutual } = self.language;
        self.script <= READ_BY_THE_SAME && (distance < LIKE_ANOTHER || is_mutual && distance == LIKE_ANOTHER)
    }

    /// Whether those who read the one have mostly learnt the other: it can be offered.
    pub(super) fn can_be_read(self) -> bool {
        self.total < UNREADABLE
    }

    /// Whether both are one language in one script, whatever the regions.
    pub(super) fn is_same_language(self) -> bool {
        // What is one apart is one language under two names: Norwegian, and Norwegian Bokmål.
        self.script == 0 && self.language.distance <= 1
    }
}

/// How far two languages are apart, scripts and regions left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Related {
    distance: u16,
    /// Whether it holds both ways.
    is_mutual: bool,
}

/// The languages of which CLDR knows how far they are from one, besides itself.
pub(super) fn related(language: Language) -> impl Iterator<Item = Language> {
    CLDR.languages.get(&language).into_iter().flatten().map(|(related, _)| *related)
}

/// How far what is offered is from what a reader wants.
pub(super) fn distance(wanted: Likely, offered: Likely) -> Distance {
    let language = CLDR.between_languages(wanted.language, offered.language);
    let script = if wanted.script == offered.script { 0 } else { CLDR.between_scripts(wanted, offered) };
    let region = if wanted.region == offered.region { 0 } else { CLDR.between_regions(wanted, offered) };
    let has_one_root = CLDR.root(wanted.language) == CLDR.root(offered.language);
    Distance { total: language.distance + script + region, language, script, has_one_root }
}

/// Whether a locale stands for others that are as far from a reader (`en-GB` for all English outside America).
pub(super) fn is_paradigm(likely: Likely) -> bool {
    CLDR.paradigms.contains(&likely)
}

/// The rows of CLDR.
#[derive(Default)]
struct Data {
    /// By the wanted language.
    languages: HashMap<Language, Vec<(Language, Related)>>,
    /// What these inherit from, where that is another language: both Nynorsk and Bokmål from Norwegian.
    roots: HashMap<Language, Language>,
    scripts: Vec<DistanceRow<ScriptPattern>>,
    regions: Vec<DistanceRow<RegionPattern>>,
    paradigms: HashSet<Likely>,
    /// The regions that are told apart, by their name.
    groups: HashMap<&'static str, HashSet<Region>>,
}

/// A row: what is wanted, what is offered, whether it holds the other way too, and how far that is.
struct DistanceRow<P> {
    wanted: P,
    offered: P,
    is_mutual: bool,
    distance: u16,
}

impl<P> DistanceRow<P> {
    fn fits(&self, is: impl Fn(&P, Likely) -> bool, wanted: Likely, offered: Likely) -> bool {
        let one_way = is(&self.wanted, wanted) && is(&self.offered, offered);
        one_way || self.is_mutual && is(&self.wanted, offered) && is(&self.offered, wanted)
    }
}

/// A language in a script; `None` is any.
struct ScriptPattern {
    language: Option<Language>,
    script: Option<Script>,
}

/// A language in a script and a region; `None` is any.
struct RegionPattern {
    written: ScriptPattern,
    region: Option<RegionIs>,
}

/// Which regions a row is about.
enum RegionIs {
    Exactly(Region),
    In(&'static str),
    NotIn(&'static str),
}

impl ScriptPattern {
    fn is(&self, likely: Likely) -> bool {
        self.language.is_none_or(|language| language == likely.language)
            && self.script.is_none_or(|script| Some(script) == likely.script)
    }
}

impl Data {
    fn root(&self, language: Language) -> Language {
        self.roots.get(&language).copied().unwrap_or(language)
    }

    fn between_languages(&self, wanted: Language, offered: Language) -> Related {
        if wanted == offered {
            return Related { distance: 0, is_mutual: true };
        }
        let mut rows = self.languages.get(&wanted).into_iter().flatten();
        let row = rows.find(|(language, _)| *language == offered).map(|(_, related)| *related);
        row.unwrap_or(Related { distance: UNRELATED, is_mutual: true })
    }

    fn between_scripts(&self, wanted: Likely, offered: Likely) -> u16 {
        let mut rows = self.scripts.iter();
        rows.find(|row| row.fits(ScriptPattern::is, wanted, offered)).map_or(OTHER_SCRIPT, |row| row.distance)
    }

    fn between_regions(&self, wanted: Likely, offered: Likely) -> u16 {
        let is = |pattern: &RegionPattern, likely: Likely| {
            let in_group = |name: &str| likely.region.is_some_and(|region| self.groups[name].contains(&region));
            pattern.written.is(likely)
                && match &pattern.region {
                    None => true,
                    Some(RegionIs::Exactly(region)) => Some(*region) == likely.region,
                    Some(RegionIs::In(name)) => in_group(name),
                    Some(RegionIs::NotIn(name)) => !in_group(name),
                }
        };
        self.regions.iter().find(|row| row.fits(is, wanted, offered)).map_or(0, |row| row.distance)
    }

    /// Reads the rows. What is none is left out; a test holds that there is no such line.
    fn read(text: &'static str) -> Self {
        let mut data = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let _ = data.read_line(line);
        }
        data.roots = data.languages.keys().filter_map(|language| Some((*language, inherited(*language)?))).collect();
        data
    }

    fn read_line(&mut self, line: &'static str) -> Option<()> {
        let mut words = line.split(' ');
        match words.next()? {
            "paradigm" => {
                let tags = words.map(|tag| tag.parse().ok()).collect::<Option<Vec<LanguageIdentifier>>>()?;
                self.paradigms = tags.iter().map(Likely::of).collect();
            }
            "regions" => {
                let name = words.next()?.strip_prefix('$')?;
                self.groups.insert(name, words.map(|region| region.parse().ok()).collect::<Option<_>>()?);
            }
            kind @ ("match" | "oneway") => {
                let (wanted, offered) = (words.next()?, words.next()?);
                self.read_row(wanted, offered, kind == "match", words.next()?.parse().ok()?)?;
            }
            _ => return None,
        }
        Some(())
    }

    fn read_row(&mut self, wanted: &'static str, offered: &'static str, is_mutual: bool, distance: u16) -> Option<()> {
        match wanted.split('-').count() {
            1 if wanted == "*" => {}
            1 => {
                let (wanted, offered): (Language, Language) = (wanted.parse().ok()?, offered.parse().ok()?);
                let mut put = |wanted, offered| {
                    let related = Related { distance, is_mutual };
                    self.languages.entry(wanted).or_default().push((offered, related));
                };
                put(wanted, offered);
                if is_mutual {
                    put(offered, wanted);
                }
            }
            2 => {
                let (wanted, offered) = (script_pattern(wanted)?, script_pattern(offered)?);
                self.scripts.push(DistanceRow { wanted, offered, is_mutual, distance });
            }
            _ => {
                let (wanted, offered) = (self.region_pattern(wanted)?, self.region_pattern(offered)?);
                self.regions.push(DistanceRow { wanted, offered, is_mutual, distance });
            }
        }
        Some(())
    }

    fn region_pattern(&self, text: &'static str) -> Option<RegionPattern> {
        let (written, region) = text.rsplit_once('-')?;
        let known = |name: &'static str| self.groups.contains_key(name).then_some(name);
        let region = match region.strip_prefix('$') {
            Some(name) => Some(match name.strip_prefix('!') {
                Some(name) => RegionIs::NotIn(known(name)?),
                None => RegionIs::In(known(name)?),
            }),
            None => part::<Region>(region)?.map(RegionIs::Exactly),
        };
        Some(RegionPattern { written: script_pattern(written)?, region })
    }
}

/// The language that another one inherits from in the end.
fn inherited(language: Language) -> Option<Language> {
    let bare = LanguageIdentifier::from_parts(language, None, None, &[]);
    parents(&bare).last().map(|parent| parent.language).filter(|root| *root != language)
}

fn script_pattern(text: &str) -> Option<ScriptPattern> {
    let (language, script) = text.split_once('-')?;
    Some(ScriptPattern { language: part(language)?, script: part(script)? })
}

/// A subtag, or `*` for any.
fn part<T: FromStr>(text: &str) -> Option<Option<T>> {
    if text == "*" { Some(None) } else { text.parse().ok().map(Some) }
}

#[cfg(test)]
mod tests;
