//! Labels and the text beside them where nothing is ruled: which words are label, which lines of value
//! belong to which label.

use super::pieces::Piece;
use crate::geometry::{Length, PageNumber};
use crate::grammar::heading;
use crate::labels::{self, Label, Role};
use crate::layout::cells::{Cell, Line};
use crate::layout::lines::gap_before;
use crate::layout::words::{WordId, Words};

/// Lines that begin within this many type sizes of one another begin at one margin.
pub(crate) const SAME_MARGIN: Length = 0.8;

/// A gap of this many type sizes separates a label from its value (a space is 0.5 in text, 0.3 in PDF).
pub(crate) const LABEL_GAP: Length = 0.7;

/// An objective's label, as found at the beginning of a line.
#[derive(Debug, Clone)]
pub(crate) struct ObjectiveLabel {
    /// Where its value begins, where one stands on the label's own line.
    pub(crate) value_x: Option<Length>,
}

/// The label of an objective at the left of this line: alone, before a gap, or before a code. A label may
/// go on below (`Obiettivo` / `operativo`), at the same margin.
pub(crate) fn objective_label_at(lines: &[Line], at: usize, all: &Words) -> Option<ObjectiveLabel> {
    let line = &lines[at];
    let mut folded = String::new();
    for (count, id) in line.words.iter().enumerate() {
        labels::fold_into(&mut folded, all.text(*id));
        if !labels::begins_label(&folded, Role::opens_objective) {
            return None;
        }
        let ended = count + 1 == line.words.len();
        let before_gap = !ended && gap_before(line, count + 1, all) >= LABEL_GAP;
        let known = labels::exact_folded(&folded).is_some_and(|l| l.role.opens_objective());
        let longer = !ended && !before_gap && {
            let mut longer = folded.clone();
            labels::fold_into(&mut longer, all.text(line.words[count + 1]));
            labels::begins_label(&longer, Role::opens_objective)
        };
        if longer {
            continue;
        }
        let before_code =
            !ended && heading::begins_with_code(&crate::layout::cells::join_words(&line.words[count + 1..], all));
        let whole = known || completed_below(lines, at, &folded, all);
        let apart = ended || before_gap || before_code;
        return (whole && apart)
            .then(|| ObjectiveLabel { value_x: line.words.get(count + 1).map(|id| all.get(*id).rect.x0) });
    }
    None
}

/// Do the next lines at the same margin complete the label?
fn completed_below(lines: &[Line], at: usize, folded: &str, all: &Words) -> bool {
    const DEEPEST: usize = 6;
    let mut folded = folded.to_owned();
    for line in lines[at + 1..].iter().take(DEEPEST).take_while(|l| l.page == lines[at].page) {
        if (line.rect.x0 - lines[at].rect.x0).abs() > SAME_MARGIN * line.rect.height() {
            continue;
        }
        for (index, id) in line.words.iter().enumerate() {
            if index > 0 && gap_before(line, index, all) >= LABEL_GAP {
                break;
            }
            labels::fold_into(&mut folded, all.text(*id));
        }
        if labels::exact_folded(&folded).is_some_and(|l| l.role.opens_objective()) {
            return true;
        }
        if !labels::begins_label(&folded, Role::opens_objective) {
            return false;
        }
    }
    false
}

/// A label with its lines, and later its value.
struct Labelled {
    label: Option<Label>,
    words: Vec<WordId>,
    page: PageNumber,
    top: Length,
    bottom: Length,
}

/// The fields of an objective's head: from its first line to its column heads.
pub(crate) fn lines_to_fields(lines: &[Line], all: &Words) -> Vec<Piece> {
    let mut labelled: Vec<Labelled> = Vec::new();
    let mut values: Vec<Line> = Vec::new();
    let label_x = lines.iter().map(|l| l.rect.x0).fold(Length::MAX, Length::min);
    for part in lines.chunk_by(|a, b| a.page == b.page) {
        let value_x = value_margin(part, label_x, all);
        let mut parts: Vec<(Vec<WordId>, &Line)> = Vec::new();
        for line in part {
            let cut = label_words(line, label_x, value_x, parts.last(), all);
            let (label, value) = line.words.split_at(cut);
            if !label.is_empty() {
                parts.push((label.to_vec(), line));
            }
            values.extend(Line::new(value.to_vec(), all));
        }
        join_label_parts(parts, &mut labelled, all);
    }
    let groups = assign(&labelled, &values, all);
    let mut pieces = Vec::new();
    let mut rest = values.into_iter();
    let before: Vec<Line> = rest.by_ref().take(groups.first().map_or(0, |g| g.start)).collect();
    if !before.is_empty() {
        pieces.push(Piece::FieldTail { label_words: Vec::new(), value: Cell::new(before) });
    }
    for (field, group) in labelled.into_iter().zip(groups) {
        let value = Cell::new(rest.by_ref().take(group.len()).collect());
        pieces.push(Piece::Field { label: field.label, label_words: field.words, value });
    }
    pieces.extend(rest.map(|line| Piece::Loose(Cell::new(vec![line]))));
    pieces
}

/// How many words of a line are label. Column-aligned text does not keep the margin of values from line to
/// line: there a known label ends where it ends.
fn label_words(
    line: &Line,
    label_x: Length,
    value_x: Length,
    above: Option<&(Vec<WordId>, &Line)>,
    all: &Words,
) -> usize {
    let by_margin = line.words.partition_point(|id| all.get(*id).rect.x0 < value_x);
    if line.rect.x0 > label_x + SAME_MARGIN * line.rect.height() || by_margin == 0 {
        return by_margin;
    }
    let open = above.map(|(words, _)| labels::fold(&crate::layout::cells::join_words(words, all))).unwrap_or_default();
    let longest = |folded: &str| {
        let mut folded = folded.to_owned();
        let mut count = 0;
        for (index, id) in line.words.iter().enumerate() {
            labels::fold_into(&mut folded, all.text(*id));
            if index > 0 && gap_before(line, index, all) >= 2.0 * LABEL_GAP
                || !labels::begins_label(&folded, Role::names_field)
            {
                break;
            }
            count = index + 1;
        }
        count
    };
    let by_label = longest("").max(longest(&open));
    if by_label > 0 && by_label < by_margin { by_label } else { by_margin }
}

/// Where values begin on this page, right of the labels' margin: where lines begin that have no label's
/// words.
fn value_margin(lines: &[Line], label_x: Length, all: &Words) -> Length {
    let mut candidates: Vec<(Length, Length)> = Vec::new();
    for line in lines {
        let size = line.rect.height();
        if line.rect.x0 > label_x + SAME_MARGIN * size {
            candidates.push((line.rect.x0, size));
            continue;
        }
        // After the longest beginning of a label on the line.
        let mut folded = String::new();
        for (index, id) in line.words.iter().enumerate() {
            labels::fold_into(&mut folded, all.text(*id));
            let gap = gap_before(line, index, all);
            let outside = !labels::begins_label(&folded, Role::names_field);
            if index > 0 && (outside || gap >= 2.0 * LABEL_GAP) {
                candidates.push((all.get(*id).rect.x0, size));
                break;
            }
        }
    }
    // The leftmost margin that at least a third of the lines share, else the leftmost.
    let shared =
        |x: Length, size: Length| candidates.iter().filter(|(o, _)| (o - x).abs() < SAME_MARGIN * size).count();
    let most = candidates.iter().map(|(x, size)| shared(*x, *size)).max().unwrap_or(0);
    let margin = candidates
        .iter()
        .filter(|(x, size)| shared(*x, *size) * 2 > most)
        .map(|(x, size)| x - 0.4 * size)
        .fold(Length::MAX, Length::min);
    // A block with labels only has no margin of values: everything is label.
    margin.max(label_x + 0.1)
}

/// The words left of the values, as labels: a label that wraps has its parts in consecutive lines.
fn join_label_parts(parts: Vec<(Vec<WordId>, &Line)>, labelled: &mut Vec<Labelled>, all: &Words) {
    // A label may go on from the page before.
    let mut folded =
        labelled.last().map(|l| labels::fold(&crate::layout::cells::join_words(&l.words, all))).unwrap_or_default();
    let mut open = !labelled.is_empty();
    for (words, line) in parts {
        let part = labels::fold(&crate::layout::cells::join_words(&words, all));
        let longer = format!("{folded}{part}");
        let grows = open && labels::begins_label(&longer, Role::names_field);
        let near =
            labelled.last().is_some_and(|l| l.page != line.page || line.rect.y0 - l.bottom < 1.6 * line.rect.height());
        let unknown_goes_on = open
            && near
            && labelled.last().is_some_and(|l| l.label.is_none())
            && !labels::begins_label(&part, Role::names_field);
        if (grows && near || unknown_goes_on)
            && let Some(last) = labelled.last_mut()
        {
            last.words.extend(words);
            last.label = field_label(&longer);
            if last.page == line.page {
                last.bottom = line.rect.y1;
            }
            folded = longer;
            continue;
        }
        labelled.push(Labelled {
            label: field_label(&part),
            words,
            page: line.page,
            top: line.rect.y0,
            bottom: line.rect.y1,
        });
        folded = part;
        open = true;
    }
}

fn field_label(folded: &str) -> Option<Label> {
    labels::exact_folded(folded).filter(|l| l.role.names_field())
}

/// Which run of value lines each label has: the cheapest way to deal the lines out in order, where a value
/// is centred on its label, or begins or ends with it.
fn assign(labelled: &[Labelled], values: &[Line], all: &Words) -> Vec<std::ops::Range<usize>> {
    let (fields, lines) = (labelled.len(), values.len());
    let codes: Vec<bool> = values.iter().map(|line| heading::begins_with_code(&line.text(all))).collect();
    // cost[f][n]: the first f labels have the first n lines.
    let mut cost = vec![vec![Length::MAX; lines + 1]; fields + 1];
    let mut from = vec![vec![0usize; lines + 1]; fields + 1];
    for (n, first) in cost[0].iter_mut().enumerate() {
        // Lines above the first label are the end of a field of the page before.
        *first = n as Length * 3.0;
    }
    for f in 0..fields {
        for n in 0..=lines {
            for start in 0..=n {
                if n - start > MOST_LINES && start > 0 {
                    continue;
                }
                let total = cost[f][start] + misplacement(&labelled[f], &values[start..n], &codes[start..n], all);
                if total < cost[f + 1][n] {
                    cost[f + 1][n] = total;
                    from[f + 1][n] = start;
                }
            }
        }
    }
    let mut end = (0..=lines)
        .min_by(|a, b| {
            let left = |n: usize| cost[fields][n] + (lines - n) as Length * 3.0;
            left(*a).total_cmp(&left(*b))
        })
        .unwrap_or(0);
    let mut groups = vec![0..0; fields];
    for f in (0..fields).rev() {
        let start = from[f + 1][end];
        groups[f] = start..end;
        end = start;
    }
    groups
}

/// A value has rarely more lines.
const MOST_LINES: usize = 60;

/// How badly these lines, of which some begin with a code, stand to this label, in type sizes.
fn misplacement(field: &Labelled, lines: &[Line], codes: &[bool], all: &Words) -> Length {
    /// A value on another page than its label costs this, whatever its place.
    const ACROSS_PAGES: Length = 0.2;
    const WORST: Length = 3.0;
    let opens = field.label.is_some_and(|l| l.role.opens_objective());
    let Some(first) = lines.first() else { return if opens { WORST } else { 0.3 } };
    let mut cost = 0.0;
    let first_is_code = codes.first() == Some(&true);
    if opens && !first_is_code && codes.contains(&true)
        || !opens && first_is_code && field.label.is_some_and(|l| l.role != Role::Area) && is_objective_code(first, all)
    {
        cost += WORST;
    }
    if lines.iter().any(|l| l.page != field.page) {
        cost += ACROSS_PAGES;
    }
    let here: Vec<&Line> = lines.iter().filter(|l| l.page == field.page).collect();
    if let (Some(first), Some(last)) = (here.first(), here.last()) {
        let size = first.rect.height().max(f32::EPSILON);
        let (top, bottom) = (first.rect.y0, last.rect.y1);
        let centre = ((top + bottom) / 2.0 - (field.top + field.bottom) / 2.0).abs();
        let begin = (top - field.top).abs() + 0.05 * size;
        let end = (bottom - field.bottom).abs() + 0.6 * size;
        cost += (centre.min(begin).min(end) / size).min(WORST);
        // Lines set further apart than a paragraph's.
        let apart = here.windows(2).filter(|pair| match all.blank_lines_between(pair[0].rect.y0, pair[1].rect.y0) {
            Some(blank) => blank > 0,
            None => pair[1].rect.y0 - pair[0].rect.y1 > size,
        });
        let apart = apart.count();
        cost += 0.4 * apart as Length;
    }
    cost
}

fn is_objective_code(line: &Line, all: &Words) -> bool {
    let text = line.text(all);
    heading::objective_code(&text).is_some_and(|code| {
        code.contains(['.', '_'])
            && code.chars().any(|c| c.is_ascii_digit())
            && text[code.len()..].trim_start().starts_with('-')
    })
}
