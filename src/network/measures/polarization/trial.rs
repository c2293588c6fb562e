//! All divisions of a few actors into groups, one after the other.

/// Up to how many ways of naming the groups (groups to the power of actors less one) all are tried: two groups of
/// eighteen actors.
pub const EXACT_PARTITIONS: usize = 1 << 17;

/// Whether there are few enough divisions of so many actors to try all.
pub(super) fn can_try_all(nodes: usize, groups: usize) -> bool {
    let ways = u32::try_from(nodes.saturating_sub(1)).ok().and_then(|power| groups.checked_pow(power));
    ways.is_some_and(|ways| ways <= EXACT_PARTITIONS)
}

/// The division into `count` groups, none empty, of the greatest value; `None` if there is none. `balanced` groups
/// differ by one actor at most. Of divisions whose values differ by no more than `least` it is the first.
///
/// `value` is given the group of each actor and the size of each group.
pub(super) fn best_of_all(
    nodes: usize,
    count: usize,
    balanced: bool,
    least: f64,
    value: &dyn Fn(&[usize], &[usize]) -> f64,
) -> Option<Vec<usize>> {
    let mut trial = Trial { nodes, count, balanced, least, value, best: None };
    trial.place(&mut Vec::new(), &mut Vec::new());
    trial.best.map(|best| best.1)
}

/// Each division once: an actor's group is at most one above those before it.
struct Trial<'v> {
    nodes: usize,
    count: usize,
    balanced: bool,
    least: f64,
    value: &'v dyn Fn(&[usize], &[usize]) -> f64,
    best: Option<(f64, Vec<usize>)>,
}

impl Trial<'_> {
    fn place(&mut self, groups: &mut Vec<usize>, sizes: &mut Vec<usize>) {
        let left = self.nodes - groups.len();
        // Each group must still get a member.
        if left < self.count - sizes.len() {
            return;
        }
        if left == 0 {
            let value = (self.value)(groups, sizes);
            if self.best.as_ref().is_none_or(|best| value > best.0 + self.least) {
                self.best = Some((value, groups.clone()));
            }
            return;
        }
        let most = if self.balanced { self.nodes.div_ceil(self.count) } else { self.nodes };
        for group in 0..self.count.min(sizes.len() + 1) {
            let fresh = group == sizes.len();
            if fresh {
                sizes.push(0);
            }
            if sizes[group] < most && self.can_fill(sizes, group, left - 1) {
                sizes[group] += 1;
                groups.push(group);
                self.place(groups, sizes);
                groups.pop();
                sizes[group] -= 1;
            }
            if fresh {
                sizes.pop();
            }
        }
    }

    /// Whether balanced groups can still be filled when one more goes to `group` and `left` actors remain.
    fn can_fill(&self, sizes: &[usize], group: usize, left: usize) -> bool {
        if !self.balanced {
            return true;
        }
        let least = self.nodes / self.count;
        let size = |index: usize| sizes.get(index).copied().unwrap_or_default() + usize::from(index == group);
        (0..self.count).map(|index| least.saturating_sub(size(index))).sum::<usize>() <= left
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn divisions(nodes: usize, count: usize, balanced: bool) -> usize {
        let seen = RefCell::new(Vec::new());
        best_of_all(nodes, count, balanced, 0.0, &|groups, _| {
            seen.borrow_mut().push(groups.to_vec());
            0.0
        });
        let mut seen = seen.into_inner();
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), all, "each once");
        all
    }

    #[test]
    fn each_division_is_tried_once() {
        // Stirling numbers of the second kind.
        assert_eq!((divisions(5, 2, false), divisions(5, 3, false), divisions(6, 3, false)), (15, 25, 90));
        // Halves of six; of seven, four and three.
        assert_eq!((divisions(6, 2, true), divisions(7, 2, true), divisions(6, 3, true)), (10, 35, 15));
        assert_eq!(divisions(2, 3, false), 0);
    }

    #[test]
    fn few_enough_are_tried() {
        assert!(can_try_all(18, 2) && !can_try_all(19, 2) && can_try_all(11, 3) && !can_try_all(400, 2));
    }
}
