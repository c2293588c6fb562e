//! Nodes in groups: communities, coalitions, components.

/// Which node is in which group. Groups are numbered from 0, the largest first; among equals, the one with the first
/// node: two partitions are equal when they put the same nodes together.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Partition {
    groups: Vec<usize>,
    sizes: Vec<usize>,
}

impl Partition {
    /// Takes any numbers as names of groups, one for each node.
    #[must_use]
    pub fn new(names: &[usize]) -> Self {
        let mut members = std::collections::BTreeMap::<usize, (usize, usize)>::new();
        for (node, name) in names.iter().enumerate() {
            members.entry(*name).or_insert((0, node)).0 += 1;
        }
        let mut order: Vec<(usize, usize, usize)> =
            members.into_iter().map(|(name, (size, first))| (size, first, name)).collect();
        order.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let number: std::collections::BTreeMap<usize, usize> =
            order.iter().enumerate().map(|(number, (_, _, name))| (*name, number)).collect();
        Self {
            groups: names.iter().map(|name| number[name]).collect(),
            sizes: order.into_iter().map(|(size, _, _)| size).collect(),
        }
    }

    /// The group of each node.
    #[must_use]
    pub fn groups(&self) -> &[usize] {
        &self.groups
    }

    /// How many nodes each group has, in order of the groups.
    #[must_use]
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// How many groups there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.sizes.len()
    }

    /// Whether two nodes are in the same group.
    #[must_use]
    pub fn together(&self, a: usize, b: usize) -> bool {
        self.groups[a] == self.groups[b]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_matter_and_the_largest_group_is_the_first() {
        let partition = Partition::new(&[9, 4, 4, 2, 9, 4]);
        assert_eq!(partition.groups(), [1, 0, 0, 2, 1, 0]);
        assert_eq!(partition.sizes(), [3, 2, 1]);
        assert_eq!(partition, Partition::new(&[0, 7, 7, 5, 0, 7]));
        assert!(partition.together(0, 4) && !partition.together(0, 1));
        assert_eq!(Partition::new(&[]).count(), 0);
    }
}
