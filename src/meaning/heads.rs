//! The heads of a table: which rows they are, and what each column is.

use super::headings::heading;
use super::labels::{before_colons, sure_label};
use crate::layout::cells::Cell;
use crate::layout::grid::Grid;
use crate::layout::words::{WordId, Words};
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::{self, Degree, Known, is_description, level_of_target};
use std::ops::Range;

/// A column under its head.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// `Other` for a head that no label matches.
    pub(crate) field: Field,
    pub(crate) level: Level,
    pub(crate) year: Option<i32>,
    pub(crate) ordinal: Option<u8>,
    /// The head's words as printed, its tiers joined.
    pub(crate) label: String,
    /// Those of the lowest tier.
    lowest: String,
    /// The head was matched by a label of the table.
    pub(crate) known: bool,
}

/// The heads of a table.
#[derive(Debug, Clone)]
pub(crate) struct Heads {
    /// The grid's rows that they fill.
    pub(crate) rows: Range<usize>,
    /// One a column of the grid.
    pub(crate) columns: Vec<Column>,
    pub(crate) words: Vec<WordId>,
}

/// Heads stand in at most this many tiers.
const MOST_TIERS: usize = 4;

/// Of the columns that have a head this share must be known: with fewer, a row of values that happen to be words of
/// labels passes for heads.
const KNOWN_SHARE: f32 = 0.5;

/// The heads that begin at this row of a grid, if heads do.
pub(crate) fn heads_at(grid: &Grid, row: usize, words: &Words) -> Option<Heads> {
    let mut best: Option<(usize, Heads)> = None;
    for end in row + 1..=(row + MOST_TIERS).min(grid.rows.len() - 1) {
        // A cell that goes on below this row is cut by no tier.
        if grid
            .cells
            .iter()
            .any(|c| c.rows.start >= row && c.rows.start < end && c.rows.end > end && !c.cell.is_empty())
        {
            continue;
        }
        let Some((rank, heads)) = read_heads(grid, row..end, words) else { continue };
        if best.as_ref().is_none_or(|(other, _)| rank > *other) {
            best = Some((rank, heads));
        }
    }
    best.map(|(_, heads)| heads)
}

/// The text of each tier over a column, top down.
fn tiers(grid: &Grid, rows: &Range<usize>, column: usize, words: &Words) -> Vec<String> {
    let over = grid.cells.iter().filter(|c| {
        c.columns.contains(&column) && c.rows.start >= rows.start && c.rows.start < rows.end && !c.cell.is_empty()
    });
    over.map(|c| c.cell.text(words).text).collect()
}

fn read_heads(grid: &Grid, rows: Range<usize>, words: &Words) -> Option<(usize, Heads)> {
    let count = grid.columns.len() - 1;
    let cells: Vec<&Cell> = grid
        .cells
        .iter()
        .filter(|c| c.rows.start >= rows.start && c.rows.start < rows.end && !c.cell.is_empty())
        .map(|c| &c.cell)
        .collect();
    // Values are no heads, and one cell over all columns is a band.
    let whole =
        |c: &&Cell| grid.cells.iter().any(|g| std::ptr::eq(&g.cell, *c) && g.columns.len() == count && count > 1);
    let is_head = |c: &Cell| {
        let text = c.text(words).text;
        !(is_value(&text) || is_sentence(&text) || c.lines.iter().any(|line| is_told(&line.text(words))))
    };
    if cells.is_empty() || !cells.iter().all(|c| is_head(c)) || cells.iter().any(whole) {
        return None;
    }
    if rows.len() > 1 && rows.clone().any(|row| is_sheet_row(grid, row, words)) {
        return None;
    }
    let mut columns = Vec::with_capacity(count);
    let (mut named, mut known) = (0, 0);
    for index in 0..count {
        let tiers = tiers(grid, &rows, index, words);
        named += usize::from(!tiers.is_empty());
        let found = meaning_of(&tiers);
        known += usize::from(found.is_some());
        let field = found.map_or(Field::Other, |k| k.field);
        columns.push(Column {
            field,
            level: field.level(),
            year: found.and_then(|k| k.year),
            ordinal: found.and_then(|k| k.ordinal),
            label: tiers.join(" "),
            lowest: tiers.last().cloned().unwrap_or_default(),
            known: found.is_some(),
        });
    }
    let guessed = if known < 2 { 0 } else { guess(&mut columns, |column| is_pair(grid, &rows, column, words)) };
    if known < 2 || ((known + guessed) as f32) < KNOWN_SHARE * named as f32 {
        return None;
    }
    let mut different: Vec<Field> = columns.iter().filter(|c| c.known).map(|c| c.field).collect();
    different.sort_by_key(|f| *f as u8);
    different.dedup();
    if different.len() < 2 {
        return None;
    }
    settle(&mut columns);
    let words = cells.iter().flat_map(|c| c.words()).collect();
    // More known columns count most; of heads as good, those of fewer rows.
    let rank = 100 * known + 50 * usize::from(columns.iter().all(|c| c.known)) + (MOST_TIERS - rows.len());
    Some((rank, Heads { rows, columns, words }))
}

/// A label or an objective's heading, and its value over all other columns: a row of a sheet above the table's heads.
fn is_sheet_row(grid: &Grid, row: usize, words: &Words) -> bool {
    let mut cells = grid.cells.iter().filter(|c| c.rows.start == row && !c.cell.is_empty());
    let (Some(one), Some(other), None) = (cells.next(), cells.next(), cells.next()) else { return false };
    let (label, value) = if one.columns.start < other.columns.start { (one, other) } else { (other, one) };
    let text = label.cell.text(words).text;
    let labelled = sure_label(&text).is_some() || heading(&text, false).is_some();
    let over = value.columns.len() > 1 && value.columns.end == grid.columns.len() - 1 && label.columns.start == 0;
    label.rows.len() == 1 && over && labelled && vocabulary::known(&value.cell.text(words).text).is_none()
}

/// Heads that no label fits, beside others that labels fit, are told by their nouns; answers how many.
fn guess(columns: &mut [Column], is_pair: impl Fn(usize) -> bool) -> usize {
    let mut guessed = 0;
    for at in 0..columns.len() {
        let unknown = Some(&columns[at]).filter(|c| !c.known && !is_pair(at));
        let Some(found) = unknown.and_then(|c| vocabulary::by_noun(&c.label)) else { continue };
        let is = |c: &Column| c.known && c.field == found.field;
        let field = match found.field {
            // Of two objectives' columns the left one is of the higher level.
            Field::Objective if columns[at..].iter().any(is) => Field::Strategic,
            Field::Objective | Field::Indicator if columns[..at].iter().any(is) => continue,
            field => field,
        };
        (columns[at].field, columns[at].level, columns[at].year) = (field, field.level(), found.year);
        columns[at].known = true;
        guessed += 1;
    }
    guessed
}

/// Is over a column a label with its value on the lines below it?
fn is_pair(grid: &Grid, rows: &Range<usize>, column: usize, words: &Words) -> bool {
    let mut over = grid.cells.iter().filter(|c| c.columns.contains(&column) && rows.contains(&c.rows.start));
    let pair = |cell: &Cell| {
        let text = cell.text(words);
        let small = text.text.contains(char::is_lowercase);
        text.breaks.iter().any(|line| {
            let (label, value) = (text.text[..line.at].trim(), text.text[line.at..].trim_start());
            small && value.starts_with(char::is_uppercase) && vocabulary::known(label).is_some_and(|known| known.whole)
        })
    };
    over.any(|c| pair(&c.cell))
}

/// `70,00 %`, `>= 5`, a date: what a body has and a head has not. A year alone is a head.
pub(crate) fn is_value(text: &str) -> bool {
    use crate::grammar::target::{Value, value};
    let year = text.trim().len() == 4;
    text.starts_with(|c: char| c.is_ascii_digit() || "<>=≥≤".contains(c))
        && !year
        && matches!(value(text, None), Value::Threshold { .. } | Value::Deadline { .. } | Value::Range { .. })
}

/// A head says no sentence, and nothing in brackets that a title says of itself.
fn is_sentence(text: &str) -> bool {
    let ended = text.ends_with('.') && text.split_whitespace().count() > MOST_ABBREVIATED;
    ended || !crate::grammar::heading::attributes(text).is_empty()
}

/// `Peso: 6%`: a label with its value, not `Target: 2025` or `Peso: %`.
fn is_told(line: &str) -> bool {
    let is_head = |value: &str| matches!(value, "" | "%") || vocabulary::known(value).is_some_and(|k| k.whole);
    before_colons(line, |_| true).iter().any(|label| !is_head(line[label.value.clone()].trim()))
}

/// A head that ends with a full stop is an abbreviation of at most so many words.
const MOST_ABBREVIATED: usize = 6;

/// What the tiers over a column say together: the whole path, else its lowest part that says something, with the year
/// of the others.
fn meaning_of(tiers: &[String]) -> Option<Known> {
    let whole = vocabulary::known(&tiers.join(" "));
    if let Some(found) = whole.filter(|k| k.whole) {
        return Some(found);
    }
    let parts: Vec<Option<Known>> = tiers.iter().map(|tier| vocabulary::known(tier)).collect();
    let last = parts.iter().rev().flatten().next().copied();
    let above = parts.iter().rev().flatten().nth(1).copied();
    match (last, above) {
        (Some(last), Some(above)) if last.field == Field::Year => Some(Known { year: last.year, ..above }),
        (Some(last), Some(above)) if last.year.is_none() && above.field == Field::Year => {
            Some(Known { year: above.year, ..last })
        }
        // `Target` over `Primo anno`, `Peso` under `Obiettivo`.
        (Some(last), Some(above)) if last.level_is_open() && above.field.opens() => Some(under(last, above)),
        (Some(last), _) => Some(last),
        (None, _) => whole,
    }
}

/// A field of any level under a head that names one.
fn under(last: Known, above: Known) -> Known {
    let field = match (last.field, above.field.level()) {
        (Field::Weight, Level::Objective | Level::Strategic) => Field::ObjectiveWeight,
        (Field::Weight, Level::Indicator) => Field::IndicatorWeight,
        (Field::Code, Level::Indicator) => Field::IndicatorCode,
        (Field::Code, Level::Section) => Field::AreaCode,
        (Field::Code, Level::Objective) => Field::ObjectiveCode,
        (Field::Title | Field::Description, _) => above.field,
        (field, _) => field,
    };
    Known { field, ..last }
}

impl Known {
    fn level_is_open(&self) -> bool {
        self.field.level() == Level::Nearest
    }
}

/// Heads that name no field by themselves are told by the columns beside them.
fn settle(columns: &mut [Column]) {
    settle_levels_of_target(columns);
    settle_years(columns);
    settle_actions(columns);
    settle_titles(columns);
    settle_results(columns);
    settle_levels(columns);
}

/// `Soglia minima | Target | Eccellenza`, `Livello minimo | atteso | massimo`: the levels of one target, a column each,
/// whatever stands over them.
fn settle_levels_of_target(columns: &mut [Column]) {
    let has_year = |tier: &str| tier.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
    let is_level = |c: &Column| level_of_target(&c.lowest).is_some() && !has_year(&c.lowest);
    let mut at = 0;
    while at < columns.len() {
        let end = (at..columns.len()).find(|index| !is_level(&columns[*index])).unwrap_or(columns.len());
        let said: Vec<Degree> = columns[at..end].iter().filter_map(|c| level_of_target(&c.lowest)).collect();
        let graded = said.contains(&Degree::Low) && said.contains(&Degree::High) || said.len() >= FEWEST_LEVELS;
        let reached = columns[at..end].iter().any(|c| c.field == Field::Target);
        if graded && said.len() > 1 && (reached || said.len() >= FEWEST_LEVELS) {
            for column in &mut columns[at..end] {
                (column.field, column.level, column.known) = (Field::TargetLevel, Level::Indicator, true);
                column.label.clone_from(&column.lowest);
            }
        }
        at = end.max(at + 1);
    }
}

/// So many columns of levels are levels, whatever they are called.
const FEWEST_LEVELS: usize = 3;

/// A year alone is a target's after a target's column, else a past value's before one.
fn settle_years(columns: &mut [Column]) {
    for at in 0..columns.len() {
        if columns[at].field != Field::Year {
            continue;
        }
        // Columns without a head are the gaps between boxes.
        let says = |c: &&Column| c.field != Field::Year && !c.label.is_empty();
        let before = columns[..at].iter().rev().find(says).map(|c| c.field);
        let after = columns[at..].iter().find(says).map(|c| c.field);
        columns[at].field = match (before, after) {
            (Some(Field::Target), _) => Field::Target,
            (_, Some(Field::Target)) => Field::Baseline,
            (Some(Field::Baseline), _) => Field::Target,
            (Some(Field::Indicator | Field::Algorithm | Field::UnitOfMeasure | Field::Typology | Field::Source), _) => {
                Field::Target
            }
            _ => Field::Other,
        };
        columns[at].level = columns[at].field.level();
    }
    // `Risultato atteso` beside target columns is the objective's own; alone it is the target.
    let has = |columns: &[Column], field| columns.iter().any(|c| c.field == field);
    let targets = has(columns, Field::Target);
    for column in columns.iter_mut().filter(|c| c.field == Field::Expected) {
        column.field = if targets { Field::Other } else { Field::Target };
        column.level = if targets { Level::Objective } else { Level::Indicator };
    }
}

/// `Azione` between a strategic objective and its indicators is the objective; anywhere else it says more of what it
/// stands beside.
fn settle_actions(columns: &mut [Column]) {
    let at = |columns: &[Column], field| columns.iter().position(|c| c.field == field);
    let strategic = at(columns, Field::Strategic);
    let indicator = at(columns, Field::Indicator);
    let objective = at(columns, Field::Objective).or(at(columns, Field::Individual));
    let is_action = |c: &Column| matches!(c.field, Field::Action | Field::Phase);
    let action = columns.iter().position(is_action);
    if let (Some(strategic), Some(indicator), None, Some(action)) = (strategic, indicator, objective, action)
        && (strategic..indicator).contains(&action)
    {
        (columns[action].field, columns[action].level) = (Field::Objective, Level::Objective);
    }
    // What is described beside an objective that is measured is the objective.
    let measured = columns.iter().any(|c| c.field == Field::Indicator) && objective.is_some();
    for column in columns.iter_mut().filter(|c| c.field == Field::Action || measured && c.field == Field::Phase) {
        let described = column.field == Field::Phase && is_description(&column.label);
        let field = if described { Field::Description } else { Field::Other };
        (column.field, column.level, column.known) = (field, Level::Nearest, described);
    }
}

/// Does a description's head say that it is the objective's?
fn of_objective(label: &str) -> bool {
    let mut words = label.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| vocabulary::known(word).is_some_and(|k| k.field == Field::Objective && k.whole))
}

/// `Descrizione` or `Titolo` beside `Codice` is the title of a level that has no other.
fn settle_titles(columns: &mut [Column]) {
    let has = |columns: &[Column], fields: &[Field]| columns.iter().any(|c| fields.contains(&c.field));
    let objective = has(columns, &[Field::Objective, Field::Individual]);
    let first_indicator = columns.iter().position(|c| c.level == Level::Indicator).unwrap_or(columns.len());
    // A title is an objective's only beside what only an objective has.
    let own = [
        Field::Weight,
        Field::ObjectiveWeight,
        Field::End,
        Field::Start,
        Field::Units,
        Field::Responsible,
        Field::Indicator,
    ];
    if !objective && has(columns, &own) {
        let code =
            columns[..first_indicator].iter().position(|c| matches!(c.field, Field::ObjectiveCode | Field::Code));
        let title = columns[..first_indicator].iter().position(|c| c.field == Field::Title).or_else(|| {
            let described = columns[..first_indicator].iter().position(|c| c.field == Field::Description);
            // `Descrizione dell'obiettivo` names the level; a mere `Descrizione` does beside a code.
            described.filter(|at| code.is_some() || of_objective(&columns[*at].label))
        });
        if let Some(at) = title {
            columns[at].field = Field::Objective;
            columns[at].level = Level::Objective;
        }
    }
    let indicator = has(columns, &[Field::Indicator, Field::TypologyAndIndicator]);
    if !indicator
        && let Some(first) = columns.iter().position(|c| c.field == Field::IndicatorCode)
        && let Some(at) =
            (first + 1..columns.len()).find(|at| matches!(columns[*at].field, Field::Title | Field::Description))
    {
        columns[at].field = Field::Indicator;
        columns[at].level = Level::Indicator;
    }
    // Of two heads that could name the indicator the barest is the name.
    let named: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].field == Field::Indicator).collect();
    if let Some(name) = named.iter().copied().min_by_key(|at| columns[*at].label.len()) {
        for at in named.into_iter().filter(|at| *at != name) {
            columns[at].field = Field::Other;
            columns[at].level = Level::Indicator;
        }
    }
    // The same of the objective: `Obiettivo` over a code and a title.
    let titled: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].field == Field::Objective).collect();
    if let [first, second] = titled[..]
        && second == first + 1
        && columns[first].label == columns[second].label
    {
        columns[first].field = Field::ObjectiveCode;
    }
}

/// `Consuntivo 2022` beside `Target 2023` is a past value, beside `Target 2022` a result. Where the heads print no year
/// to compare, what stands left of the first target is past, unless a degree of achievement stands beside it.
fn settle_results(columns: &mut [Column]) {
    let is_target = |c: &Column| c.field == Field::Target;
    let year = columns.iter().filter(|c| is_target(c)).filter_map(|c| c.year).min();
    let first = columns.iter().position(is_target);
    let last = columns.iter().rposition(|c| c.field == Field::Result);
    let achieved = columns.iter().any(|c| matches!(c.field, Field::Achieved | Field::Gap));
    for (at, column) in columns.iter_mut().enumerate().filter(|(_, c)| c.field == Field::Result) {
        let past = match (year, column.year) {
            (Some(target), Some(own)) => own < target,
            _ => first.is_some_and(|first| at < first && (!achieved || last.is_some_and(|last| last > first))),
        };
        if past {
            column.field = Field::Baseline;
        }
    }
}

/// A field of no level of its own belongs to the nearest level's column on its left; a code before any level's column,
/// or right before one without a code, to that on its right.
fn settle_levels(columns: &mut [Column]) {
    let openers: Vec<(usize, Level)> =
        columns.iter().enumerate().filter(|(_, c)| c.field.opens()).map(|(at, c)| (at, c.level)).collect();
    let first_indicator = columns.iter().position(|c| c.level == Level::Indicator);
    // Where objectives are strategic only, what an objective has is theirs.
    let has = |level| openers.iter().any(|(_, own)| *own == level);
    if has(Level::Strategic) && !has(Level::Objective) {
        columns.iter_mut().filter(|c| c.level == Level::Objective).for_each(|c| c.level = Level::Strategic);
    }
    for (at, column) in columns.iter_mut().enumerate() {
        let left = openers.iter().rev().find(|(opener, _)| *opener < at).map(|(_, level)| *level);
        let right = openers.iter().find(|(opener, _)| *opener > at).map(|(opener, level)| (*opener, *level));
        if matches!(column.field, Field::Code | Field::Counter) {
            let next = right.filter(|(opener, _)| *opener == at + 1).map(|(_, level)| level);
            let level = next.or(left).or(right.map(|(_, level)| level));
            column.level = level.unwrap_or(Level::Objective);
            // A counter that is not the indicator's own counts the rows.
            if column.field == Field::Counter && first_indicator.is_some() {
                column.level = Level::Indicator;
            }
            column.field = match (column.field, column.level) {
                (Field::Counter, _) => Field::Counter,
                (_, Level::Section) => Field::AreaCode,
                (_, Level::Indicator) => Field::IndicatorCode,
                (_, Level::Strategic) => Field::Code,
                _ => Field::ObjectiveCode,
            };
        } else if column.level == Level::Nearest {
            let indicator = first_indicator.is_some_and(|first| at > first);
            column.level = match left {
                Some(level) if !indicator || level == Level::Indicator => level,
                _ if indicator => Level::Indicator,
                _ => Level::Objective,
            };
            if column.level == Level::Section && !matches!(column.field, Field::Weight | Field::Other) {
                column.level = Level::Objective;
            }
        }
        if matches!(column.field, Field::Units | Field::Responsible | Field::Stakeholders)
            && left == Some(Level::Strategic)
            && right.is_none_or(|(_, level)| level != Level::Objective)
        {
            column.level = Level::Strategic;
        }
        match column.field {
            Field::ObjectiveWeight => column.field = Field::Weight,
            Field::IndicatorWeight => column.field = Field::Weight,
            _ => {}
        }
    }
}
