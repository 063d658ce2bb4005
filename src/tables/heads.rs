//! Rows of column heads, found by their labels: `Indicatore | Algoritmo | Valore 2022 | Target 2023`, on
//! one line or several.

use super::pieces::Head;
use crate::geometry::{Length, Rect};
use crate::labels::{self, Label, Role};
use crate::layout::cells::{Cell, Line, bounds};
use crate::layout::words::{WordId, Words};

/// Column heads wrap over at most this many lines.
const MOST_LINES: usize = 4;

/// A first word of a head that is no label itself has at least this many letters.
const SHORTEST_BEGINNING: usize = 4;

/// Lines of one row of heads are no further apart than this many type sizes.
const LINE_GAP: Length = 1.2;

/// Words of one head are no further apart than these; the widest that gives known heads is taken.
const WORD_GAPS: [Length; 4] = [0.7, 0.45, 0.32, 0.0];

/// Column heads that begin at a line, and how many lines they take.
pub(crate) fn heads_at(lines: &[Line], all: &Words) -> Option<(Vec<Head>, usize)> {
    // Cheap refusals first: nearly every line of a document is none.
    if !may_hold_heads(&lines[..lines.len().min(MOST_LINES)], all) {
        return None;
    }
    let begins = lines[0].words.first().map(|id| labels::fold(all.text(*id)))?;
    // `di` and `N.` begin labels too, and half the lines of a plan.
    let long_enough = begins.len() >= SHORTEST_BEGINNING || labels::exact_folded(&begins).is_some();
    let names_indicator = |id: &WordId| labels::exact(all.text(*id)).is_some_and(|l| l.role == Role::Indicator);
    let begins_head = long_enough && labels::begins_label(&begins, Role::heads_column);
    if !begins_head && !lines[0].words.iter().any(names_indicator) {
        return None;
    }
    let mut reach = 1;
    while reach < lines.len().min(MOST_LINES)
        && follows(&lines[reach - 1], &lines[reach])
        && goes_on(&lines[reach], all)
    {
        reach += 1;
    }
    let hint = lines[..reach].iter().flat_map(|l| l.words.iter()).any(|id| labels::is_telling(all.text(*id)));
    // One word is one head: a ruled cell's.
    if !hint || lines[..reach].iter().map(|l| l.words.len()).sum::<usize>() < 2 {
        return None;
    }
    // As many lines as leave no head unknown: `Target` is known without the `2023` below it, too.
    let windows = (1..=reach).rev().filter_map(|count| {
        let heads =
            least_unknown(WORD_GAPS.iter().filter_map(|gap| clustered(&lines[..count], *gap, all)), |h| unknown(h))?;
        begins_with_heads(&lines[0], &heads, all).then_some((heads, count))
    });
    least_unknown(windows, |(heads, _)| unknown(heads))
}

fn unknown(heads: &[Head]) -> usize {
    heads.iter().filter(|h| h.label.is_none()).count()
}

/// The first that leaves fewest heads unknown; none after one that leaves none is looked at.
fn least_unknown<T>(found: impl Iterator<Item = T>, unknown: impl Fn(&T) -> usize) -> Option<T> {
    let mut best: Option<(usize, T)> = None;
    for candidate in found {
        let count = unknown(&candidate);
        if count == 0 {
            return Some(candidate);
        }
        if best.as_ref().is_none_or(|(fewest, _)| count < *fewest) {
            best = Some((count, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Is there a word without which there are no heads?
pub(crate) fn may_hold_heads(lines: &[Line], all: &Words) -> bool {
    lines.iter().flat_map(|line| line.words.iter()).any(|id| labels::is_telling(all.text(*id)))
}

/// The first line belongs to the heads: a word of it begins a known head, or names an indicator.
fn begins_with_heads(first: &Line, heads: &[Head], all: &Words) -> bool {
    let stray = |id: &WordId| heads.iter().any(|h| h.label.is_none() && h.words.contains(id));
    !first.words.iter().any(stray) || first.words.iter().any(|id| labels::is_telling(all.text(*id)))
}

/// Most words of a further line of heads are known: a line of text has `di` in common with them.
fn goes_on(line: &Line, all: &Words) -> bool {
    let known = line.words.iter().filter(|id| labels::is_head_word(all.text(**id))).count();
    known * 2 >= line.words.len()
}

fn follows(above: &Line, below: &Line) -> bool {
    // Heads may be cut by a page break as everything else.
    below.page == above.page + 1
        || below.page == above.page && below.rect.y0 - above.rect.y1 < LINE_GAP * below.rect.height()
}

/// The heads that the cells of a ruled row are.
pub(crate) fn heads_of_cells(cells: &[(Rect, Cell)], all: &Words) -> Option<Vec<Head>> {
    let heads: Vec<Head> = cells
        .iter()
        .map(|(rect, cell)| {
            let words: Vec<WordId> = cell.words().collect();
            // Most cells are too long, and need not be joined.
            let long = words.iter().map(|id| all.text(*id).len()).sum::<usize>() > labels::longest();
            let label = if long { None } else { head_label(&cell.text(all).text) };
            Head { label, words, rect: *rect }
        })
        .collect();
    accept(heads)
}

fn head_label(text: &str) -> Option<Label> {
    labels::exact(text).filter(|label| label.role.heads_column())
}

/// Heads make a table of indicators when they name the indicator and something said of it.
fn accept(heads: Vec<Head>) -> Option<Vec<Head>> {
    let known = heads.iter().filter(|h| h.label.is_some()).count();
    let unknown = heads.iter().filter(|h| h.label.is_none() && !h.words.is_empty()).count();
    let has = |role| heads.iter().any(|h| h.label.is_some_and(|l| l.role == role));
    let telling = has(Role::Indicator) && (has(Role::Algorithm) || has(Role::Target) || has(Role::Numerator));
    (telling && known >= 2 && unknown < known).then_some(heads)
}

/// Words to heads: words above one another or close beside are one head; a head of one line that holds
/// several labels is cut by the labels.
fn clustered(lines: &[Line], word_gap: Length, all: &Words) -> Option<Vec<Head>> {
    let mut clusters: Vec<Vec<WordId>> = Vec::new();
    let mut extents: Vec<Rect> = Vec::new();
    for id in lines.iter().flat_map(|line| line.words.iter()) {
        let rect = all.get(*id).rect;
        let gap = word_gap * rect.height();
        let beside = |other: &WordId| {
            let other = all.get(*other);
            (other.baseline() - all.get(*id).baseline()).abs() < 0.3 * rect.height()
                && rect.x0 - other.rect.x1 < gap
                && other.rect.x0 - rect.x1 < gap
        };
        // Every cluster that this word touches becomes one.
        let touching: Vec<usize> = (0..clusters.len())
            .filter(|i| {
                let above = extents[*i].x0 < rect.x1 && rect.x0 < extents[*i].x1;
                above || clusters[*i].iter().any(beside)
            })
            .collect();
        let mut words = Vec::new();
        let mut extent = rect;
        for index in touching.into_iter().rev() {
            let mut other = clusters.remove(index);
            extent = extent.union(extents.remove(index));
            other.append(&mut words);
            words = other;
        }
        words.push(*id);
        clusters.push(words);
        extents.push(extent);
    }
    let mut heads = Vec::new();
    for mut words in clusters {
        words.sort_by(|a, b| {
            let (a, b) = (all.get(*a), all.get(*b));
            let by_line = a.page.cmp(&b.page).then(a.baseline().total_cmp(&b.baseline()));
            by_line.then(a.rect.x0.total_cmp(&b.rect.x0))
        });
        match head_label(&crate::layout::cells::join_words(&words, all)) {
            Some(label) => heads.push(Head { label: Some(label), rect: bounds(&words, all), words }),
            None => heads.append(&mut cut_by_labels(&words, all)),
        }
    }
    heads.sort_by(|a, b| a.rect.x0.total_cmp(&b.rect.x0));
    accept(heads)
}

/// `Valore 2022 Target 2023` is two heads: the longest label at each word, what lies between kept apart.
fn cut_by_labels(words: &[WordId], all: &Words) -> Vec<Head> {
    let mut heads = Vec::new();
    let mut unknown: Vec<WordId> = Vec::new();
    let mut start = 0;
    let head = |label, words: &[WordId]| Head { label, words: words.to_vec(), rect: bounds(words, all) };
    while start < words.len() {
        let longest = (start + 1..=words.len()).rev().find_map(|end| {
            head_label(&crate::layout::cells::join_words(&words[start..end], all)).map(|label| (label, end))
        });
        match longest {
            Some((label, end)) => {
                if !unknown.is_empty() {
                    heads.push(head(None, &unknown));
                    unknown.clear();
                }
                heads.push(head(Some(label), &words[start..end]));
                start = end;
            }
            None => {
                unknown.push(words[start]);
                start += 1;
            }
        }
    }
    if !unknown.is_empty() {
        heads.push(head(None, &unknown));
    }
    heads
}
