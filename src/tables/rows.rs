//! Bands to rows: which bands of a table are one row, also when a page break has cut it.
//!
//! ```text
//! row   = band { band } ;
//! band  = [ name-part ] [ algorithm-part ] [ baseline ] { target } ;
//! ```
//!
//! A row has one name, which nothing follows once `(Peso: ..)` or `(Tipologia: ..)` has closed it; one
//! algorithm, which does not begin with its denominator; one target a target column. Of all ways to cut
//! an objective's bands into rows the one that breaks these rules least is taken, over all pages at once:
//! a tail at the head of a page (`telematica`, `(Peso: 20,00%)`, `/ N. ..`) cannot be a row of its own.

use super::pieces::{Edge, Head, Row};
use crate::geometry::{Length, Rect};
use crate::grammar::heading;
use crate::grammar::target;
use crate::labels::Role;
use crate::layout::cells::Cell;
use crate::layout::words::Words;

/// A row of more bands than this is none: a page of type has fewer lines.
const MOST_BANDS: usize = 80;

/// What a breach of the grammar costs; larger for what no plan does, smaller for what some do.
mod cost {
    /// Text after the name was closed, a second target: two rows were joined.
    pub(super) const TWO_ROWS: f32 = 20.0;
    /// A row that begins with a denominator, a weight or a typology.
    pub(super) const BEGINS_WITH_TAIL: f32 = 15.0;
    pub(super) const NO_NAME: f32 = 12.0;
    pub(super) const NO_TARGET: f32 = 6.0;
    pub(super) const NO_ALGORITHM: f32 = 3.0;
    /// No `(Peso: ..)` and no `(Tipologia: ..)` where other rows have them.
    pub(super) const NOT_CLOSED: f32 = 2.0;
    /// A name that begins with a small letter: many do, more tails do.
    pub(super) const SMALL_LETTER: f32 = 1.0;
    /// An algorithm that begins so: most begin with a capital, or with `n.`.
    pub(super) const ALGORITHM_SMALL_LETTER: f32 = 0.7;
    /// The same on a line without a name: the rest of the algorithm above.
    pub(super) const BEGINS_WITH_REST: f32 = 1.5;
    pub(super) const OPEN_BRACKET: f32 = 1.5;
    /// A target that is neither number, date nor yes.
    pub(super) const FREE_TEXT: f32 = 1.5;
    /// Rows parted by no more than the space between lines.
    pub(super) const TIGHT: f32 = 0.8;
    /// A row over a page break.
    pub(super) const ACROSS_PAGES: f32 = 0.3;
    /// A cell neither centred on its row, nor at its top or bottom, per type size.
    pub(super) const OFF_CENTRE: f32 = 0.3;
}

/// The rows of one objective: for each, its cells by head, and the bands in order.
pub(crate) fn bands_to_rows(heads: &[Head], bands: Vec<Row>, all: &Words) -> Vec<Vec<Cell>> {
    if bands.iter().all(|band| band.edge == Edge::Certain) {
        return bands.into_iter().map(|band| band.cells).collect();
    }
    let parts: Vec<Band> = bands.iter().map(|band| Band::new(heads, band, all)).collect();
    let closes = parts.iter().any(|b| !heading::attributes(&b.name).is_empty());
    let tight = typical_gap(&parts);
    let has = |role| heads.iter().any(|h| h.label.is_some_and(|l| l.role == role));
    let habits =
        Habits { closes, has_target: has(Role::Target), has_algorithm: has(Role::Algorithm) || has(Role::Numerator) };
    let count = parts.len();
    let mut best = vec![f32::MAX; count + 1];
    let mut from = vec![0; count + 1];
    best[0] = 0.0;
    for start in 0..count {
        let mut draft = Draft::default();
        let beginning = if start > 0 && !parts[start].parted(&parts[start - 1], tight) { cost::TIGHT } else { 0.0 };
        for end in start..count.min(start + MOST_BANDS) {
            let begins_row = match parts[end].edge {
                Edge::Certain => true,
                Edge::Ruled => end > 0 && parts[end].page == parts[end - 1].page,
                Edge::Gap(_) => false,
            };
            if end > start && begins_row {
                break;
            }
            draft.add(&parts[end]);
            let total = best[start] + beginning + draft.cost(habits);
            if total < best[end + 1] {
                best[end + 1] = total;
                from[end + 1] = start;
            }
        }
    }
    let mut cuts = vec![count];
    while let Some(end) = cuts.last().copied().filter(|end| *end > 0) {
        cuts.push(from[end]);
    }
    cuts.reverse();
    let mut rest = bands.into_iter();
    cuts.windows(2)
        .map(|pair| {
            let mut cells = vec![Cell::default(); heads.len()];
            for band in rest.by_ref().take(pair[1] - pair[0]) {
                for (cell, part) in cells.iter_mut().zip(band.cells) {
                    cell.append(part);
                }
            }
            cells
        })
        .collect()
}

/// What this objective's table has and does.
#[derive(Clone, Copy)]
struct Habits {
    closes: bool,
    has_target: bool,
    has_algorithm: bool,
}

/// The texts of a band.
struct Band {
    name: String,
    algorithm: String,
    baseline: Value,
    targets: Vec<Value>,
    edge: Edge,
    page: u32,
    rect: Rect,
    /// Boxes of the name, the algorithm and the targets; empty where there is none.
    cells: [Rect; 3],
    size: Length,
}

impl Band {
    fn new(heads: &[Head], row: &Row, all: &Words) -> Band {
        let mut band = Band {
            name: String::new(),
            algorithm: String::new(),
            baseline: Value::default(),
            targets: Vec::new(),
            edge: row.edge,
            page: row.lines().next().map_or(0, |l| l.page),
            rect: row.lines().fold(Rect::EMPTY, |rect, line| rect.union(line.rect)),
            cells: [Rect::EMPTY; 3],
            size: row.lines().next().map_or(1.0, |l| l.rect.height()),
        };
        for (head, cell) in heads.iter().zip(&row.cells) {
            let text = cell.text(all).text;
            let rect = cell.lines.iter().fold(Rect::EMPTY, |rect, line| rect.union(line.rect));
            match head.label.map(|l| l.role) {
                Some(Role::Indicator) => (band.name, band.cells[0]) = (text, rect),
                Some(Role::Algorithm | Role::Numerator) => (band.algorithm, band.cells[1]) = (text, rect),
                Some(Role::Baseline) => band.baseline = Value::new(text),
                Some(Role::Target) => {
                    band.targets.push(Value::new(text));
                    band.cells[2] = band.cells[2].union(rect);
                }
                _ => {}
            }
        }
        band
    }

    /// Is there more between this band and the one above than between two lines?
    fn parted(&self, above: &Band, tight: Length) -> bool {
        match self.edge {
            Edge::Ruled | Edge::Certain => true,
            Edge::Gap(gap) => above.page != self.page || gap > tight,
        }
    }
}

/// A gap no larger than this is that between two lines of a paragraph: a little over the smallest.
fn typical_gap(bands: &[Band]) -> Length {
    let gaps = bands.iter().filter_map(|b| match b.edge {
        Edge::Gap(gap) if gap > 0.0 => Some(gap),
        _ => None,
    });
    let smallest = gaps.fold(Length::MAX, Length::min);
    if smallest == Length::MAX { 0.0 } else { (smallest + 0.1).min(0.6) }
}

/// A row as far as it goes.
#[derive(Default)]
struct Draft {
    name: String,
    /// Whether it is closed.
    closed: bool,
    algorithm: String,
    baselines: Column,
    targets: Vec<Column>,
    breaches: f32,
    /// Of open brackets in the name and the algorithm.
    open_brackets: [i32; 2],
    pages: Vec<u32>,
    extent: Option<Rect>,
    cells: [Option<Rect>; 3],
    size: Length,
}

impl Draft {
    fn add(&mut self, band: &Band) {
        if !band.name.is_empty() {
            if self.closed && !goes_on_closing(&band.name) {
                self.breaches += cost::TWO_ROWS;
            }
            if self.name.is_empty() {
                let first = band.name.chars().next().unwrap_or(' ');
                if !heading::attributes(&band.name).is_empty() && band.name.starts_with('(') || first == ')' {
                    self.breaches += cost::BEGINS_WITH_TAIL;
                } else if first.is_lowercase() {
                    self.breaches += cost::SMALL_LETTER;
                }
            }
            append(&mut self.name, &band.name);
            self.closed = name_is_closed(&self.name);
            self.open_brackets[0] += open_brackets(&band.name);
        }
        if !band.algorithm.is_empty() {
            if self.algorithm.is_empty() && band.algorithm.starts_with("/ ") {
                self.breaches += cost::BEGINS_WITH_TAIL;
            }
            if self.algorithm.is_empty() && begins_small(&band.algorithm) {
                let rest = self.name.is_empty() && self.extent.is_none();
                self.breaches += cost::ALGORITHM_SMALL_LETTER + if rest { cost::BEGINS_WITH_REST } else { 0.0 };
            }
            append(&mut self.algorithm, &band.algorithm);
            self.open_brackets[1] += open_brackets(&band.algorithm);
        }
        self.baselines.add(&band.baseline);
        self.targets.resize(band.targets.len(), Column::default());
        for (column, value) in self.targets.iter_mut().zip(&band.targets) {
            column.add(value);
        }
        if self.pages.last() != Some(&band.page) {
            self.pages.push(band.page);
        }
        self.extent = Some(self.extent.map_or(band.rect, |e| e.union(band.rect)));
        for (cell, part) in self.cells.iter_mut().zip(&band.cells).filter(|(_, part)| part.x0 <= part.x1) {
            *cell = Some(cell.map_or(*part, |c| c.union(*part)));
        }
        self.size = self.size.max(band.size);
    }

    fn cost(&self, habits: Habits) -> f32 {
        let mut total = self.breaches;
        if self.name.is_empty() {
            total += cost::NO_NAME;
        } else if habits.closes && !self.closed {
            total += cost::NOT_CLOSED;
        }
        if habits.has_algorithm && self.algorithm.is_empty() {
            total += cost::NO_ALGORITHM;
        }
        total += cost::OPEN_BRACKET * self.open_brackets.iter().filter(|open| **open != 0).count() as f32;
        if habits.has_target && self.targets.iter().all(|column| column.texts.is_empty()) {
            total += cost::NO_TARGET;
        }
        total += self.targets.iter().map(|column| column.cost).sum::<f32>();
        total += self.baselines.cost.min(cost::TWO_ROWS / 2.0);
        total += cost::ACROSS_PAGES * self.pages.len().saturating_sub(1) as f32;
        total + self.off_centre()
    }

    fn off_centre(&self) -> f32 {
        let (Some(extent), 1) = (self.extent, self.pages.len()) else { return 0.0 };
        let off = |cell: &Rect| {
            let centre = (extent.center_y() - cell.center_y()).abs();
            let nearest = centre.min((extent.y0 - cell.y0).abs()).min((extent.y1 - cell.y1).abs());
            (nearest / self.size.max(f32::EPSILON)).min(4.0)
        };
        cost::OFF_CENTRE * self.cells.iter().flatten().map(off).sum::<f32>()
    }
}

/// What stands in a column of values.
#[derive(Clone, Default)]
struct Value {
    text: String,
    reads: Reads,
}

/// How such a text reads.
#[derive(Clone, Copy, Default, PartialEq)]
enum Reads {
    #[default]
    Text,
    Unit,
    Value,
}

impl Value {
    fn new(text: String) -> Value {
        let reads = if text.is_empty() { Reads::Text } else { reads(&text) };
        Value { text, reads }
    }
}

fn read(text: &str) -> target::Value {
    target::value(text, Some(2000))
}

fn reads(text: &str) -> Reads {
    match read(text) {
        target::Value::Text => Reads::Text,
        target::Value::Unit(_) => Reads::Unit,
        _ => Reads::Value,
    }
}

/// What stands in one column of several bands, and what it costs as one value.
#[derive(Clone, Default)]
struct Column {
    texts: Vec<Value>,
    cost: f32,
}

impl Column {
    fn add(&mut self, value: &Value) {
        if !value.text.is_empty() {
            self.texts.push(value.clone());
            self.cost = several(&self.texts);
        }
    }
}

/// How many brackets are opened more than closed.
fn open_brackets(text: &str) -> i32 {
    text.bytes().map(|b| i32::from(b == b'(') - i32::from(b == b')')).sum()
}

fn append(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// Begins with a small letter, a number or a dash, but not as counts do (`n. atti`, `n° atti`).
fn begins_small(text: &str) -> bool {
    let counts = ["n.", "n°", "nr", "num"].iter().any(|n| text.starts_with(n));
    text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '–')) && !counts
}

/// Has the name's `(Peso: ..)` or `(Tipologia: ..)` closed it?
fn name_is_closed(name: &str) -> bool {
    heading::attributes(name)
        .last()
        .is_some_and(|a| name[a.whole.clone()].ends_with(')') && name[a.whole.end..].trim().is_empty())
}

/// `(Tipologia: ..)` may follow `(Peso: ..)` on the next line.
fn goes_on_closing(part: &str) -> bool {
    part.starts_with('(') && heading::attributes(part).first().is_some_and(|a| a.whole.start == 0)
}

/// What the texts of one column, from several bands, cost as one value.
fn several(values: &[Value]) -> f32 {
    match values {
        [] => 0.0,
        [only] if only.reads == Reads::Text => cost::FREE_TEXT,
        [_] => 0.0,
        _ => {
            let texts: Vec<&str> = values.iter().map(|value| value.text.as_str()).collect();
            // A narrow column breaks dates: `28/02/20`, `22`.
            let is_one = reads(&texts.join(" ")) != Reads::Text
                || matches!(read(&texts.concat()), target::Value::Deadline { .. });
            let whole = values.iter().filter(|value| value.reads == Reads::Value).count();
            if is_one { 0.0 } else { cost::FREE_TEXT + cost::TWO_ROWS * whole.saturating_sub(1) as f32 }
        }
    }
}
