//! Pairs over all candidates at once: those that together gain most over being left alone (an assignment
//! problem), and of these only those that no other pairing comes near.

use pathfinding::prelude::{Matrix, kuhn_munkres, separate_components};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How alike a row and a column are; pairs that are not listed cannot be.
pub(super) type Scores = HashMap<(usize, usize), f64>;

/// When a pair counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Below this likeness two nodes are two: a wrong pair is worse than none.
    pub(super) threshold: f64,
    /// Another pairing that gains nearly as much leaves it open which is right.
    pub(super) margin: f64,
}

/// Gains are whole numbers: the same on every machine, and no sum depends on its order.
const STEPS: f64 = 1e6;

/// The pairs, by row. `twins` says whether two rows (or, if the first argument is false, two columns) are so
/// much the same that it does not matter which of them is taken.
pub(super) fn assign(
    scores: &Scores,
    limits: Limits,
    twins: impl Fn(bool, usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let mut edges: Vec<(usize, usize)> =
        scores.iter().filter(|(_, score)| **score >= limits.threshold).map(|(pair, _)| *pair).collect();
    edges.sort_unstable();
    let mut components = components(&edges);
    // The small ones first, which cost little.
    components.sort_by_key(Vec::len);
    let mut work = WORK;
    let mut pairs: Vec<(usize, usize)> =
        components.iter().flat_map(|edges| solve(edges, scores, limits.threshold, &mut work)).collect();
    pairs.sort_unstable();
    let settled = Settled::new(&pairs, &edges, scores);
    pairs.iter().copied().filter(|pair| settled.is_clear(*pair, limits.margin, &twins)).collect()
}

/// Edges that share no row and no column with others are problems of their own.
fn components(edges: &[(usize, usize)]) -> Vec<Vec<(usize, usize)>> {
    // Rows and columns in one numbering: even and odd.
    let groups: Vec<Vec<usize>> = edges.iter().map(|(row, column)| vec![2 * row, 2 * column + 1]).collect();
    let (_, of_edge) = separate_components(&groups);
    let mut parts = BTreeMap::<usize, Vec<(usize, usize)>>::new();
    for (edge, part) in edges.iter().zip(of_edge) {
        parts.entry(part).or_default().push(*edge);
    }
    parts.into_values().collect()
}

/// Steps that the best pairs may cost: those of 512 nodes with as many, about a second. Where more would be needed, nodes are so much
/// alike that few pairs are clear in any case.
const WORK: usize = 1 << 27;

/// The best pairs of one component; as far as the work goes, those that are alike most come first.
fn solve(edges: &[(usize, usize)], scores: &Scores, threshold: f64, work: &mut usize) -> Vec<(usize, usize)> {
    if let [edge] = edges {
        return vec![*edge];
    }
    let numbers = |side: fn(&(usize, usize)) -> usize| {
        let mut nodes: Vec<usize> = edges.iter().map(side).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    };
    let (rows, columns) = (numbers(|edge| edge.0), numbers(|edge| edge.1));
    let steps = rows.len().min(columns.len()).saturating_mul(rows.len().saturating_mul(columns.len()));
    let Some(left) = work.checked_sub(steps) else { return most_alike(edges, scores) };
    *work = left;
    // The method wants no more rows than columns.
    let turned = rows.len() > columns.len();
    let (short, long) = if turned { (&columns, &rows) } else { (&rows, &columns) };
    let mut gains = Matrix::new(short.len(), long.len(), 0_i64);
    for edge in edges {
        let (one, other) = if turned { (edge.1, edge.0) } else { *edge };
        if let (Ok(row), Ok(column)) = (short.binary_search(&one), long.binary_search(&other)) {
            gains[(row, column)] = 1 + ((scores[edge] - threshold) * STEPS).round() as i64;
        }
    }
    let (_, chosen) = kuhn_munkres(&gains);
    let pairs = chosen.iter().enumerate().filter(|(row, column)| gains[(*row, **column)] > 0);
    pairs.map(|(row, column)| if turned { (long[*column], short[row]) } else { (short[row], long[*column]) }).collect()
}

/// Pairs one after the other, the most alike first. What another pairing would gain is looked at for each in any case.
fn most_alike(edges: &[(usize, usize)], scores: &Scores) -> Vec<(usize, usize)> {
    let gain = |edge: &(usize, usize)| (scores.get(edge).copied().unwrap_or_default() * STEPS).round() as i64;
    let mut edges = edges.to_vec();
    edges.sort_by_cached_key(|edge| (Reverse(gain(edge)), *edge));
    let (mut rows, mut columns) = (HashSet::new(), HashSet::new());
    edges.retain(|(row, column)| {
        let are_free = !rows.contains(row) && !columns.contains(column);
        if are_free {
            rows.insert(*row);
            columns.insert(*column);
        }
        are_free
    });
    edges
}

/// The chosen pairs, to be held against their alternatives.
struct Settled<'s> {
    scores: &'s Scores,
    column_of: HashMap<usize, usize>,
    row_of: HashMap<usize, usize>,
    columns_near: HashMap<usize, Vec<usize>>,
    rows_near: HashMap<usize, Vec<usize>>,
}

impl<'s> Settled<'s> {
    fn new(pairs: &[(usize, usize)], edges: &[(usize, usize)], scores: &'s Scores) -> Settled<'s> {
        let (mut columns_near, mut rows_near) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (row, column) in edges {
            columns_near.entry(*row).or_default().push(*column);
            rows_near.entry(*column).or_default().push(*row);
        }
        Settled {
            scores,
            column_of: pairs.iter().copied().collect(),
            row_of: pairs.iter().map(|(row, column)| (*column, *row)).collect(),
            columns_near,
            rows_near,
        }
    }

    fn score(&self, row: usize, column: usize) -> f64 {
        self.scores.get(&(row, column)).copied().unwrap_or_default()
    }

    /// Does every other partner, with whom that one would then be without, gain less by the margin?
    fn is_clear(
        &self,
        (row, column): (usize, usize),
        margin: f64,
        twins: &impl Fn(bool, usize, usize) -> bool,
    ) -> bool {
        let own = self.score(row, column);
        let near = |near: &HashMap<usize, Vec<usize>>, of: usize| near.get(&of).cloned().unwrap_or_default();
        let other_columns = near(&self.columns_near, row).into_iter().filter(|other| *other != column).all(|other| {
            let taken = self.row_of.get(&other);
            let (theirs, swapped) =
                taken.map_or((0.0, 0.0), |rival| (self.score(*rival, other), self.score(*rival, column)));
            let same = twins(false, column, other) || taken.is_some_and(|rival| twins(true, row, *rival));
            same || own + theirs - self.score(row, other) - swapped >= margin
        });
        // A pairing in which both partners are taken was looked at from the row.
        other_columns
            && near(&self.rows_near, column).into_iter().filter(|other| *other != row).all(|other| {
                self.column_of.contains_key(&other)
                    || twins(true, row, other)
                    || own - self.score(other, column) >= margin
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { threshold: 0.5, margin: 0.05 };

    fn assigned(scores: &[(usize, usize, f64)]) -> Vec<(usize, usize)> {
        let scores = scores.iter().map(|(row, column, score)| ((*row, *column), *score)).collect();
        assign(&scores, LIMITS, |_, _, _| false)
    }

    #[test]
    fn the_pairs_that_together_gain_most_are_taken() {
        // Greedy would take (0, 0) and leave (1, 1) with nothing.
        assert_eq!(assigned(&[(0, 0, 0.9), (0, 1, 0.85), (1, 0, 0.8)]), [(0, 1), (1, 0)]);
        // Two poor pairs are not better than a good one.
        assert_eq!(assigned(&[(0, 0, 0.95), (0, 1, 0.55), (1, 0, 0.55)]), [(0, 0)]);
    }

    #[test]
    fn what_is_below_the_threshold_or_nearly_as_good_otherwise_is_left_alone() {
        assert_eq!(assigned(&[(0, 0, 0.49)]), []);
        assert_eq!(assigned(&[(0, 0, 0.80), (0, 1, 0.78)]), []);
        assert_eq!(assigned(&[(0, 0, 0.80), (1, 0, 0.78)]), []);
        assert_eq!(assigned(&[(0, 0, 0.8), (1, 1, 0.8), (0, 1, 0.79), (1, 0, 0.79)]), []);
        assert_eq!(assigned(&[(0, 0, 0.80), (0, 1, 0.70)]), [(0, 0)]);
        // The other column has a better partner of its own.
        assert_eq!(assigned(&[(0, 0, 0.80), (0, 1, 0.79), (1, 1, 0.95)]), [(0, 0), (1, 1)]);
    }

    #[test]
    fn where_the_best_pairs_cost_too_much_the_most_alike_are_taken() {
        let scores: Scores = [((0, 0), 0.9), ((0, 1), 0.8), ((1, 0), 0.7), ((1, 1), 0.6)].into_iter().collect();
        let edges: Vec<(usize, usize)> = scores.keys().copied().collect();
        assert_eq!(solve(&edges, &scores, 0.5, &mut 7), [(0, 0), (1, 1)]);
        let mut work = 8;
        solve(&edges, &scores, 0.5, &mut work);
        assert_eq!(work, 0);
    }

    #[test]
    fn which_of_two_twins_is_taken_does_not_matter() {
        let scores = [((0, 0), 0.8), ((0, 1), 0.8)].into_iter().collect();
        assert_eq!(assign(&scores, LIMITS, |row, _, _| !row).len(), 1);
        assert_eq!(assign(&scores, LIMITS, |row, _, _| row).len(), 0);
    }

    #[test]
    fn rows_and_columns_may_be_turned() {
        let scores = [(0, 0, 0.9), (1, 0, 0.6), (2, 0, 0.55), (2, 1, 0.8), (1, 1, 0.51)];
        let turned: Vec<_> = scores.iter().map(|(row, column, score)| (*column, *row, *score)).collect();
        let mut back: Vec<_> = assigned(&turned).into_iter().map(|(row, column)| (column, row)).collect();
        back.sort_unstable();
        assert_eq!(assigned(&scores), back);
        assert_eq!(back, [(0, 0), (2, 1)]);
    }
}
