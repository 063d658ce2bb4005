//! Phases of an objective: a table of names with dates, weights, results, or marks under twelve months.

use super::cuts::begins_small;
use super::nodes::{Entry, Meaning, NodeId};
use crate::geometry::Length;
use crate::grammar::code::is_only_code;
use crate::labels::fold;
use crate::layout::cells::Cell;
use crate::layout::grid::{Grid, GridCell};
use crate::layout::words::{WordId, Words};
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::known;

/// The months, by their first three letters.
const MONTHS: [&str; 12] = ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"];

/// So many heads in the months' order are months: a half year's Gantt.
const FEWEST_MONTHS: usize = 6;

/// A name's cell has at most this many words; a paragraph in a table has more.
const MOST_NAME_WORDS: usize = 60;

/// `1`, `F1`, `1.2`: a phase's number is no longer.
const LONGEST_NUMBER: usize = 5;

/// The same columns on two pages differ by less than this, in points.
const SAME_EDGE: Length = 6.0;

/// What a column of the table holds.
#[derive(Debug, Clone, PartialEq)]
enum Column {
    Name,
    /// The first and last month that a mark under it says.
    Months(u8, u8),
    Field(Field, String),
}

/// A table of phases that may go on overleaf.
#[derive(Debug)]
pub(crate) struct Phases {
    objective: NodeId,
    columns: Vec<Column>,
    edges: Vec<Length>,
    last: Option<NodeId>,
}

fn text(cell: &GridCell, words: &Words) -> String {
    cell.cell.text(words).text
}

fn starting(grid: &Grid, row: usize) -> Vec<&GridCell> {
    grid.cells.iter().filter(|c| c.rows.start == row).collect()
}

/// Parts of a year that heads name, with how many there are.
const PARTS: [(&str, u8); 4] = [("bimestre", 6), ("trimestre", 4), ("quadrimestre", 3), ("semestre", 2)];

/// The months of parts of a year: `I trim.`, `2° semestre`, all of them side by side.
fn parts(heads: &[String]) -> Vec<Option<(u8, u8)>> {
    let part = |head: &String| {
        let mut words = head.split(|c: char| c.is_whitespace() || matches!(c, '°' | '.')).filter(|w| !w.is_empty());
        let (one, other) = (words.next()?, words.next()?);
        let place = |word: &str| {
            const ROMAN: [&str; 6] = ["i", "ii", "iii", "iv", "v", "vi"];
            let word = fold(word);
            let roman = ROMAN.iter().position(|roman| *roman == word);
            roman.or_else(|| word.parse::<usize>().ok().and_then(|n| n.checked_sub(1)))
        };
        let named = |word: &str| {
            let word = fold(word);
            PARTS.iter().find(|(name, _)| word.len() >= FEWEST_LETTERS && name.starts_with(&word)).map(|(_, n)| *n)
        };
        let (place, count) = place(one).zip(named(other)).or_else(|| place(other).zip(named(one)))?;
        let place = u8::try_from(place).ok().filter(|place| *place < count)?;
        Some((place * 12 / count + 1, (place + 1) * 12 / count))
    };
    let found: Vec<Option<(u8, u8)>> = heads.iter().map(part).collect();
    let all: Vec<(u8, u8)> = found.iter().copied().flatten().collect();
    // The whole year, one part after the other.
    let whole = all.first().is_some_and(|(first, _)| *first == 1)
        && all.last().is_some_and(|(_, last)| *last == 12)
        && all.windows(2).all(|pair| pair[0].1 + 1 == pair[1].0);
    if whole { found } else { vec![None; heads.len()] }
}

/// `trim.`, `sem.`: a part's name is shortened to no fewer letters.
const FEWEST_LETTERS: usize = 3;

/// The months that heads are, in order: `G F M A ..`, `Gen Feb ..`, `Gennaio ..`.
fn months(heads: &[String]) -> Vec<Option<u8>> {
    let folded: Vec<String> = heads.iter().map(|h| fold(h)).collect();
    let mut best = vec![None; heads.len()];
    let mut most = 0;
    for start in 0..heads.len() {
        for first in 0..MONTHS.len() {
            let fits = |at: usize, month: usize| {
                let head = folded[at].as_str();
                !head.is_empty()
                    && (head.starts_with(MONTHS[month]) || head.len() == 1 && MONTHS[month].starts_with(head))
            };
            let run = (start..heads.len()).zip(first..MONTHS.len()).take_while(|(at, month)| fits(*at, *month)).count();
            if run > most {
                most = run;
                best = vec![None; heads.len()];
                for (offset, month) in (first..first + run).enumerate() {
                    best[start + offset] = Some(month as u8 + 1);
                }
            }
        }
    }
    if most >= FEWEST_MONTHS { best } else { vec![None; heads.len()] }
}

/// The columns of a table of phases whose heads begin at this row, the words of the heads, and where its rows begin.
fn heads(grid: &Grid, row: usize, words: &Words) -> Option<(Vec<Column>, Vec<WordId>, usize)> {
    let count = grid.columns.len() - 1;
    let one_tier = tier(grid, row..row + 1, count, words);
    // `Mesi` or a year over the months.
    let found =
        one_tier.or_else(|| if row + 2 < grid.rows.len() { tier(grid, row..row + 2, count, words) } else { None });
    found.map(|(columns, end)| {
        let over = grid.cells.iter().filter(|c| c.rows.start >= row && c.rows.start < end);
        (columns, over.flat_map(|c| c.cell.words()).collect(), end)
    })
}

fn tier(grid: &Grid, rows: std::ops::Range<usize>, count: usize, words: &Words) -> Option<(Vec<Column>, usize)> {
    let end = rows.end;
    let over = |column: usize| {
        grid.cells.iter().filter(move |c| c.columns.contains(&column) && c.rows.start < end && c.rows.end > rows.start)
    };
    // The lowest text over each column is its head.
    let lowest: Vec<String> = (0..count)
        .map(|at| over(at).rfind(|c| !c.cell.is_empty()).map(|c| text(c, words)).unwrap_or_default())
        .collect();
    let single = months(&lowest).into_iter().map(|month| month.map(|month| (month, month)));
    let months: Vec<Option<(u8, u8)>> = single.zip(parts(&lowest)).map(|(month, part)| month.or(part)).collect();
    let fields: Vec<Option<Field>> = lowest.iter().map(|head| known(head).map(|k| k.field)).collect();
    let has = |wanted: &[Field]| fields.iter().flatten().any(|f| wanted.contains(f));
    let indicator = has(&[Field::Indicator, Field::Target, Field::Objective, Field::Algorithm, Field::Baseline]);
    let told = has(&[Field::Start, Field::End, Field::Expected, Field::Progress, Field::Weight]);
    let gantt = months.iter().any(Option::is_some);
    // `Fase | Descrizione attività`: the first is a number where all its cells are.
    let below = |column: usize| {
        let cells = grid.cells.iter().filter(move |c| c.columns.contains(&column) && c.rows.start >= end);
        cells.map(|c| text(c, words)).filter(|text| !text.is_empty())
    };
    let is_number = |text: String| {
        let bare = text.trim_end_matches(['.', ')']);
        bare.len() <= LONGEST_NUMBER && (is_only_code(bare) || bare.chars().all(|c| c.is_ascii_digit()))
    };
    let named: Vec<usize> =
        (0..count).filter(|at| fields[*at] == Some(Field::Phase) && months[*at].is_none()).collect();
    let numbered = named.len() > 1 && below(named[0]).count() > 0 && below(named[0]).all(is_number);
    let name = named.get(usize::from(numbered)).copied().or_else(|| {
        // A Gantt without a head over the names.
        let free = |at: &usize| gantt && months[*at].is_none() && lowest[*at].is_empty();
        (0..count).filter(free).max_by(|a, b| width(grid, *a).total_cmp(&width(grid, *b)))
    })?;
    if indicator || !(told || gantt) {
        return None;
    }
    let column = |at: usize| match (months[at], fields[at]) {
        _ if at == name => Column::Name,
        _ if numbered && at == named[0] => Column::Field(Field::Code, lowest[at].clone()),
        (Some((first, last)), _) => Column::Months(first, last),
        (None, field) => Column::Field(field.unwrap_or(Field::Other), lowest[at].clone()),
    };
    Some(((0..count).map(column).collect(), end))
}

fn width(grid: &Grid, column: usize) -> Length {
    grid.columns[column + 1] - grid.columns[column]
}

/// Do the heads of a table of phases stand in this row?
pub(crate) fn begin(grid: &Grid, row: usize, words: &Words) -> bool {
    heads(grid, row, words).is_some()
}

impl Phases {
    /// Reads the table whose heads stand in this row, down to a row that `ends` it; answers the row after it.
    pub(crate) fn read(
        grid: &Grid,
        row: usize,
        objective: NodeId,
        ends: impl Fn(usize) -> bool,
        meaning: &mut Meaning,
        words: &Words,
    ) -> Option<(Phases, usize)> {
        let (columns, head_words, from) = heads(grid, row, words)?;
        meaning.labels.extend(head_words);
        let mut phases = Phases { objective, columns, edges: grid.columns.clone(), last: None };
        let end = (from..grid.rows.len() - 1).find(|row| ends(*row)).unwrap_or(grid.rows.len() - 1);
        (from..end).for_each(|row| phases.row(grid, row, false, meaning, words));
        Some((phases, end))
    }

    /// Takes the next page's grid, if it is the same table; answers the row after what is the table's.
    pub(crate) fn goes_on(
        &mut self,
        grid: &Grid,
        ends: impl Fn(usize) -> bool,
        meaning: &mut Meaning,
        words: &Words,
    ) -> Option<usize> {
        let same = self.edges.len() == grid.columns.len()
            && self.edges.iter().zip(&grid.columns).all(|(a, b)| (a - b).abs() < SAME_EDGE);
        let repeated = heads(grid, 0, words).filter(|(columns, ..)| *columns == self.columns);
        if !same || repeated.is_none() && (heads(grid, 0, words).is_some() || ends(0)) {
            return None;
        }
        let from = repeated.map_or(0, |(_, head_words, end)| {
            meaning.labels.extend(head_words);
            end
        });
        let end = (from..grid.rows.len() - 1).find(|row| ends(*row)).unwrap_or(grid.rows.len() - 1);
        (from..end).for_each(|row| self.row(grid, row, row == from, meaning, words));
        Some(end)
    }

    fn row(&mut self, grid: &Grid, row: usize, first: bool, meaning: &mut Meaning, words: &Words) {
        let cells = starting(grid, row);
        let at = |column: usize| cells.iter().find(|c| c.columns.contains(&column));
        let Some(name) = self.columns.iter().position(|c| *c == Column::Name) else { return };
        let name = at(name).map(|c| c.cell.clone()).unwrap_or_default();
        let said = name.text(words).text;
        let total = fold(&said).starts_with("totale");
        let rest = first && begins_small(&said) || name.is_empty();
        if total || name.is_empty() && self.last.is_none() || said.split_whitespace().count() > MOST_NAME_WORDS {
            let all = cells.iter().flat_map(|c| c.cell.words()).collect();
            meaning.left.push(super::nodes::Left::Unread(all, crate::plan::model::Reason::Total));
            return;
        }
        let node = match self.last.filter(|_| rest) {
            Some(last) => {
                if let Some(node) = meaning.nodes.get_mut(last) {
                    node.title.append(name);
                }
                last
            }
            None => meaning.nodes.open(Level::Phase, Field::Phase, Some(self.objective), name),
        };
        self.last = Some(node);
        let marks_by_fill = self.filled_months(&cells);
        for cell in &cells {
            for column in cell.columns.clone() {
                match self.columns.get(column) {
                    Some(Column::Months(first, last)) => {
                        let marked = !cell.cell.is_empty() || marks_by_fill && cell.filled;
                        let Some(node) = meaning.nodes.get_mut(node).filter(|_| marked) else { continue };
                        node.months.extend(*first..=*last);
                        node.repeated.extend(cell.cell.words());
                    }
                    Some(Column::Field(field, label)) if column == cell.columns.start && !cell.cell.is_empty() => {
                        set(node, *field, label, cell.cell.clone(), meaning);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Are the months of this row marked by a background? Not where all have one: that is the row's.
    fn filled_months(&self, cells: &[&GridCell]) -> bool {
        let is_month = |c: &&&GridCell| matches!(self.columns.get(c.columns.start), Some(Column::Months(..)));
        let filled = cells.iter().filter(is_month).filter(|c| c.filled).count();
        let all = cells.iter().filter(is_month).count();
        let name_filled = cells.iter().any(|c| self.columns.get(c.columns.start) == Some(&Column::Name) && c.filled);
        filled > 0 && !(name_filled && filled == all)
    }
}

fn set(node: NodeId, field: Field, label: &str, cell: Cell, meaning: &mut Meaning) {
    let found =
        meaning.nodes.get_mut(node).and_then(|n| n.entries.iter_mut().find(|e| e.field == field && e.label == label));
    match found {
        Some(entry) => entry.cell.append(cell),
        None => {
            meaning.nodes.set(node, Entry { field, year: None, ordinal: None, label: label.to_owned(), cell });
        }
    }
}
