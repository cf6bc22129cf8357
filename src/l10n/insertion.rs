//! Where in a file of a translation the messages belong that the source has and it lacks: behind what stands above them in the
//! source, or before what stands below. Knows no text of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use fluent_syntax::ast::{Entry, Resource};

use super::check::start_of;
use super::definition::Definition;

/// Places in a file, in bytes, each with the numbers of the entries of the source that belong there.
type Insertions = BTreeMap<usize, Vec<usize>>;

/// A group of the source: the numbers of its comment, if it has one, and of its messages and terms.
struct MessageGroup {
    comment: Option<usize>,
    entries: Vec<usize>,
}

/// A file that lacks some of the source.
struct IncompleteFile<'f> {
    source: &'f Resource<&'f str>,
    /// The messages that are to be inserted.
    ids: &'f HashSet<&'f str>,
    /// Where each entry starts, with its comment, and where its last line ends.
    entries: HashMap<String, (usize, usize)>,
    /// The same of each group.
    groups: Vec<(usize, usize)>,
    /// A file without groups gets none: what stands below a new one would belong to it. An empty one gets all.
    has_groups: bool,
}

/// Where in a file the messages with these ids belong that it lacks. A group of which nothing is there comes with its
/// comment, between the groups that it stands between in the source.
pub(super) fn insertions(own: &Resource<&str>, text: &str, source: &Resource<&str>, ids: &HashSet<&str>) -> Insertions {
    let file = IncompleteFile::new(own, text, source, ids);
    let mut insertions = Insertions::new();
    // The end of the group above, and what waits for a group below it.
    let mut end_above: Option<usize> = None;
    let mut waiting: Vec<usize> = Vec::new();
    for group in groups_of(source) {
        let present: Vec<(usize, usize)> = group.entries.iter().filter_map(|number| file.place(*number)).collect();
        let Some(((start, _), (last_start, last_end))) = present.first().zip(present.last()).map(|(a, b)| (*a, *b))
        else {
            let whole = file.whole(&group);
            match end_above {
                Some(at) if !whole.is_empty() => insertions.entry(at).or_default().extend(whole),
                _ => waiting.extend(whole),
            }
            continue;
        };
        if !waiting.is_empty() {
            let start = file.group_around(start).map_or(start, |(start, _)| start);
            insertions.entry(start).or_default().append(&mut waiting);
        }
        file.insert_into(&group, &mut insertions);
        let group_end = file.group_around(last_start).map(|(_, end)| end).filter(|_| file.has_groups);
        end_above = Some(group_end.unwrap_or(last_end));
    }
    if !waiting.is_empty() {
        insertions.entry(text.len()).or_default().append(&mut waiting);
    }
    insertions
}

impl<'f> IncompleteFile<'f> {
    fn new(own: &Resource<&str>, text: &str, source: &'f Resource<&'f str>, ids: &'f HashSet<&'f str>) -> Self {
        let (mut entries, mut groups) = (HashMap::new(), Vec::new());
        for (number, entry) in own.body.iter().enumerate() {
            let (start, end, id) = (start_of(text, entry), end_of(own, number, text), id_of(entry));
            if matches!(entry, Entry::GroupComment(_)) || groups.is_empty() && id.is_some() {
                groups.push((start, start));
            }
            let Some(id) = id else { continue };
            if let Some((_, end_of_group)) = groups.last_mut() {
                *end_of_group = end;
            }
            entries.entry(id).or_insert((start, end));
        }
        let has_groups = entries.is_empty() || own.body.iter().any(|entry| matches!(entry, Entry::GroupComment(_)));
        Self { source, ids, entries, groups, has_groups }
    }

    fn id(&self, number: usize) -> String {
        self.source.body.get(number).and_then(id_of).unwrap_or_default()
    }

    /// Where an entry of the source stands here.
    fn place(&self, number: usize) -> Option<(usize, usize)> {
        self.entries.get(&self.id(number)).copied()
    }

    /// Whether an entry of the source is to be inserted.
    fn is_wanted(&self, number: usize) -> bool {
        self.ids.contains(self.id(number).as_str()) && self.place(number).is_none()
    }

    /// The group in which a place is.
    fn group_around(&self, at: usize) -> Option<(usize, usize)> {
        self.groups.iter().rev().find(|(start, _)| *start <= at).copied()
    }

    /// What is to be inserted of a group of which nothing is here.
    fn whole(&self, group: &MessageGroup) -> Vec<usize> {
        let mut lacking: Vec<usize> = group.entries.iter().copied().filter(|number| self.is_wanted(*number)).collect();
        if !lacking.is_empty() && self.has_groups {
            lacking.splice(0..0, group.comment);
        }
        lacking
    }

    /// Inserts what is wanted of a group of which something is here.
    fn insert_into(&self, group: &MessageGroup, insertions: &mut Insertions) {
        let mut above: Option<usize> = None;
        let mut before_first: Vec<usize> = Vec::new();
        for number in &group.entries {
            if let Some((start, end)) = self.place(*number) {
                if !before_first.is_empty() {
                    insertions.entry(start).or_default().append(&mut before_first);
                }
                above = Some(end);
            } else if self.is_wanted(*number) {
                match above {
                    Some(at) => insertions.entry(at).or_default().push(*number),
                    None => before_first.push(*number),
                }
            }
        }
    }
}

/// The groups of the source; the first has no comment.
fn groups_of(source: &Resource<&str>) -> Vec<MessageGroup> {
    let mut groups = Vec::new();
    let mut group = MessageGroup { comment: None, entries: Vec::new() };
    for (number, entry) in source.body.iter().enumerate() {
        if matches!(entry, Entry::GroupComment(_)) {
            groups.push(std::mem::replace(&mut group, MessageGroup { comment: Some(number), entries: Vec::new() }));
        } else if id_of(entry).is_some() {
            group.entries.push(number);
        }
    }
    groups.push(group);
    groups
}

/// The id of an entry, with the dash of a term.
fn id_of(entry: &Entry<&str>) -> Option<String> {
    Definition::of(entry).map(|it| it.id().into_owned())
}

/// Where the last line of an entry of a file ends.
fn end_of(resource: &Resource<&str>, number: usize, text: &str) -> usize {
    let next = resource.body.get(number + 1).map_or(text.len(), |next| start_of(text, next));
    let start = resource.body.get(number).map_or(next, |entry| start_of(text, entry));
    let own = text.get(start..next).unwrap_or_default();
    let length = own.trim_end().len();
    // With the end of its line.
    let rest = &own[length..];
    start + length + rest.find('\n').map_or(rest.len(), |at| at + 1)
}
