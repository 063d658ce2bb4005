//! A plan's tree as text, for reading.

use super::harmless;
use super::text::Style;
use crate::language::Lang;
use crate::model::{Baseline, Indicator, Objective, Plan, Target};
use crate::plan::fields::{self, Level, Row, Value};
use crate::plan::walk::{Node, Walk};
use std::fmt::Write;

/// Spaces a level.
pub(super) const INDENT: usize = 2;

/// The whole tree.
#[must_use]
pub fn render(plan: &Plan, style: Style) -> String {
    let mut out = String::new();
    let mut line = |depth: usize, text: &str| {
        let _ = writeln!(out, "{:width$}{}", "", harmless(text), width = depth * INDENT);
    };
    let year = plan.year.map(|year| year.to_string());
    let head = [plan.entity.as_deref(), plan.title.as_deref(), year.as_deref()];
    line(0, &head.into_iter().flatten().collect::<Vec<_>>().join(", "));
    for at in Walk::of(plan).nodes() {
        let depth = at.depth();
        match at.node() {
            Node::Section(section) => {
                let named = [section.code.as_deref(), section.title.as_deref()].into_iter().flatten();
                let named = named.collect::<Vec<_>>().join(" ");
                line(depth, if named.is_empty() { "–" } else { &named });
            }
            Node::Objective(own) => objective(&mut line, depth, own, style.lang),
            Node::Indicator(own) => {
                line(depth, &format!("{}: {}", own.id, own.name));
                indicator(&mut line, depth + 1, own, style.lang);
            }
            // Beside the objective's own fields.
            Node::Phase(_) => {}
        }
    }
    out
}

/// An objective's title and fields, without what stands below it.
pub(super) fn objective(line: &mut impl FnMut(usize, &str), depth: usize, own: &Objective, lang: Lang) {
    line(depth, format!("{} {}", own.code.as_deref().unwrap_or_default(), own.title).trim());
    let row = Row { objective: Some(own), ..Row::default() };
    fields_of(line, depth + 1, Level::Objective, &row, lang);
    for result in &own.results {
        if let Some(text) = result.line() {
            line(depth + 1, &yearly(fields::words("results", lang), result.year, &text));
        }
    }
}

/// An indicator's fields, without its name.
pub(super) fn indicator(line: &mut impl FnMut(usize, &str), depth: usize, own: &Indicator, lang: Lang) {
    fields_of(line, depth, Level::Indicator, &Row { indicator: Some(own), ..Row::default() }, lang);
    let past = |line: &mut dyn FnMut(usize, &str), key, past: &Baseline| {
        line(depth, &yearly(fields::words(key, lang), past.year, &past.text));
    };
    own.history.iter().for_each(|value| past(line, "history", value));
    own.baseline.iter().for_each(|value| past(line, "baseline", value));
    for Target { year, text, .. } in &own.targets {
        line(depth, &yearly("target", *year, text));
    }
    for result in &own.results {
        if let Some(text) = result.line() {
            line(depth, &yearly(fields::words("results", lang), result.year, &text));
        }
    }
}

/// What stands in a line of its own, or in the node's first.
const NOT_HERE: &[&str] = &["id", "name", "title", "kind", "baseline", "history", "results"];

fn fields_of(line: &mut impl FnMut(usize, &str), depth: usize, level: Level, row: &Row<'_>, lang: Lang) {
    for spec in fields::of(level).filter(|spec| !NOT_HERE.contains(&spec.key)) {
        // The objective's code stands before its title.
        if level == Level::Objective && spec.key == "code" {
            continue;
        }
        let Some(column) = spec.columns.iter().find(|column| !column.long.is_empty()) else { continue };
        match (column.get)(row) {
            Value::Nothing => {}
            // As a person writes it.
            Value::Number(number) if lang == Lang::It => {
                line(depth, &format!("{}: {}", spec.words.get(lang), number.to_string().replace('.', ",")));
            }
            value => line(depth, &format!("{}: {}", spec.words.get(lang), value.cell())),
        }
    }
}

fn yearly(name: &str, year: Option<i32>, text: &str) -> String {
    match year {
        Some(year) => format!("{name} {year}: {text}"),
        None => format!("{name}: {text}"),
    }
}
