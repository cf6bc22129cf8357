//! What refers to what, from pattern to pattern. Follows references without recursion: a chain may be as
//! long as a file. Knows no rule.

use fluent_syntax::ast::Pattern;
use foldhash::HashMap;

use super::index::{Index, ParsedFile};
use super::pattern::{Target, references};

/// A value or an attribute, with the file and the entry that it stands in.
pub(super) struct Item<'i> {
    pub(super) parsed: &'i ParsedFile<'i>,
    pub(super) target: Target<'i>,
    pub(super) pattern: &'i Pattern<&'i str>,
}

impl<'i> Item<'i> {
    /// The name to point at.
    pub(super) fn slice(&self) -> &'i str {
        if self.target.attribute.is_empty() { self.target.name } else { self.target.attribute }
    }
}

/// The values and attributes of a locale and what each refers to.
pub(super) struct Graph<'i> {
    pub(super) items: Vec<Item<'i>>,
    pub(super) by_target: HashMap<Target<'i>, usize>,
    /// By item, those that it refers to.
    pub(super) edges: Vec<Vec<usize>>,
    /// The items, those first that others refer to; those that refer to each other in a circle together.
    pub(super) components: Vec<Vec<usize>>,
}

impl<'i> Graph<'i> {
    pub(super) fn new(index: &Index<'i>) -> Self {
        let items = index.definitions().flat_map(|(parsed, definition)| {
            definition.parts().map(move |(attribute, pattern)| {
                let target = Target { is_term: definition.is_term(), name: definition.name(), attribute };
                Item { parsed, target, pattern }
            })
        });
        let items: Vec<Item<'i>> = items.collect();
        let mut by_target = HashMap::default();
        for (number, item) in items.iter().enumerate() {
            by_target.entry(item.target).or_insert(number);
        }
        let targets =
            |item: &Item<'i>| references(item.pattern).iter().filter_map(|t| by_target.get(t).copied()).collect();
        let edges = items.iter().map(targets).collect();
        let mut graph = Self { items, by_target, edges, components: Vec::new() };
        graph.components = graph.find_components();
        graph
    }

    /// Tarjan’s strongly connected components.
    fn find_components(&self) -> Vec<Vec<usize>> {
        let unseen = usize::MAX;
        let (mut number, mut lowest) = (vec![unseen; self.edges.len()], vec![unseen; self.edges.len()]);
        let mut is_open = vec![false; self.edges.len()];
        let (mut open, mut components, mut next) = (Vec::new(), Vec::new(), 0);
        for root in 0..self.edges.len() {
            if number[root] != unseen {
                continue;
            }
            let mut visits = vec![(root, 0)];
            while let Some((item, edge)) = visits.last_mut() {
                let item = *item;
                if *edge == 0 {
                    (number[item], lowest[item], is_open[item]) = (next, next, true);
                    open.push(item);
                    next += 1;
                }
                if let Some(&target) = self.edges[item].get(*edge) {
                    *edge += 1;
                    if number[target] == unseen {
                        visits.push((target, 0));
                    } else if is_open[target] {
                        lowest[item] = lowest[item].min(number[target]);
                    }
                    continue;
                }
                visits.pop();
                if let Some((user, _)) = visits.last() {
                    lowest[*user] = lowest[*user].min(lowest[item]);
                }
                if lowest[item] == number[item] {
                    let first = open.iter().rposition(|&member| member == item).unwrap_or(0);
                    let component = open.split_off(first);
                    component.iter().for_each(|&member| is_open[member] = false);
                    components.push(component);
                }
            }
        }
        components
    }

    pub(super) fn is_circle(&self, component: &[usize]) -> bool {
        component.len() > 1 || component.iter().any(|item| self.edges[*item].contains(item))
    }
}
