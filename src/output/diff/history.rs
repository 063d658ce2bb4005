//! A history for a terminal: each objective with its codes, and its indicators year by year.

use super::words::text;
use crate::diff::history::{Appearance, History, IndicatorAppearance, ObjectiveLine};
use crate::diff::report::Field;
use crate::language::Lang;
use crate::output::harmless;
use crate::output::text::{Style, painted};
use std::fmt::Write;

/// Every objective's line.
#[must_use]
pub fn render(history: &History, style: Style) -> String {
    let mut out = String::new();
    let names: Vec<String> = history
        .plans
        .iter()
        .map(|plan| {
            let name = plan.source.name.as_deref().unwrap_or("-");
            plan.year.map_or_else(|| name.to_owned(), |year| format!("{name} ({year})"))
        })
        .collect();
    let _ = writeln!(out, "{}\n", harmless(&names.join(" → ")));
    let last = history.plans.len().saturating_sub(1);
    for line in &history.objectives {
        write_line(&mut out, line, last, style);
    }
    let through = history.objectives.iter().filter(|line| line.appearances.len() == history.plans.len()).count();
    let _ = match style.lang {
        Lang::En => writeln!(out, "{} objectives, {through} of them in every plan", history.objectives.len()),
        Lang::It => writeln!(out, "{} obiettivi, {through} dei quali in ogni piano", history.objectives.len()),
    };
    out
}

fn write_line(out: &mut String, line: &ObjectiveLine, last: usize, style: Style) {
    let code = |at: &Appearance| format!("{} {}", year(at.year), at.code.as_deref().unwrap_or("-"));
    let codes = line.appearances.iter().map(code).collect::<Vec<_>>().join(" → ");
    let ended = line.appearances.last().is_none_or(|at| at.plan < last);
    let ended = if ended { text(" (ended)", " (concluso)").get(style.lang) } else { "" };
    let _ = writeln!(out, "{}{ended}", painted(&format!("{codes}  {}", line.title), super::text::BOLD, style.colour));
    for at in &line.appearances {
        if at.changes.iter().any(|change| change.field == Field::Title) {
            let earlier = line.appearances.iter().rev().find(|before| before.plan < at.plan);
            let title = earlier.map(|before| before.title.as_str()).unwrap_or_default();
            let label = text("before", "prima").get(style.lang);
            let _ = writeln!(out, "    {label} {}: {}", year(at.year), harmless(title));
        }
    }
    for own in &line.indicators {
        let _ = writeln!(out, "    {}", harmless(&own.name));
        for at in &own.appearances {
            let _ = writeln!(out, "      {}", harmless(&in_year(at, style.lang)));
        }
    }
    out.push('\n');
}

fn year(year: Option<i32>) -> String {
    year.map_or_else(|| "?".to_owned(), |year| year.to_string())
}

/// `2023: target >= 50,00 %, reached 51,64 % (met)`
fn in_year(at: &IndicatorAppearance, lang: Lang) -> String {
    let none = "–";
    let mut said = format!("{}: target {}", year(at.year), at.target.as_deref().unwrap_or(none));
    let effect = at.changes.iter().filter(|change| change.field == Field::Target).find_map(|change| change.effect);
    if let Some(effect) = effect {
        let _ = write!(said, " ({})", super::words::effect(effect, lang));
    }
    if let Some(reached) = &at.reached {
        let label = text("reached", "conseguito").get(lang);
        let remark = match at.achieved {
            Some(true) => text(" (met)", " (raggiunto)").get(lang),
            Some(false) => text(" (missed)", " (non raggiunto)").get(lang),
            None => "",
        };
        let _ = write!(said, ", {label} {reached}{remark}");
    }
    for part in &at.definition {
        let label = text("another definition", "altra definizione").get(lang);
        let _ = write!(said, "; {label}: {}", super::words::definition(*part, lang));
    }
    said
}
