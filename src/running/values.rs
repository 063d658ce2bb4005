//! Lines of values: `% >= 70,00 %`, `21/01/2022 Entro 30/04/2023`, or the end of a line of text on which
//! a value stood beside it.

use crate::grammar::measure;
use crate::grammar::target::{Value, begins_with_sign, value};
use crate::labels::Role;
use crate::layout::words::{WordId, Words};
use std::ops::Range;

/// Value columns: how many targets, and whether a baseline stands before them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ValueColumns {
    pub(crate) baseline: bool,
    pub(crate) targets: usize,
    /// A unit of measure in a column of its own stands before them.
    pub(crate) unit: bool,
}

impl ValueColumns {
    pub(crate) fn of(roles: &[Option<Role>]) -> ValueColumns {
        ValueColumns {
            baseline: roles.contains(&Some(Role::Baseline)),
            unit: roles.contains(&Some(Role::UnitOfMeasure)),
            targets: roles.iter().filter(|r| **r == Some(Role::Target)).count(),
        }
    }
}

/// A line's words dealt out to value columns.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Values {
    /// The word of the unit's column.
    pub(crate) unit: Range<usize>,
    /// Words of the baseline.
    pub(crate) baseline: Range<usize>,
    /// Words of each target.
    pub(crate) targets: Vec<Range<usize>>,
    /// Where the values begin: words before are text.
    pub(crate) start: usize,
}

/// The values that end a line's words, if it does end in a target that says what it is: a comparator sign,
/// or `Entro` and a date. Words before them are the text that the values stood beside.
pub(crate) fn values_at_end(ids: &[WordId], columns: ValueColumns, words: &Words) -> Option<Values> {
    let texts: Vec<&str> = ids.iter().map(|id| words.text(*id)).collect();
    let first_sign = texts.iter().position(|t| begins_with_sign(t))?;
    let targets = targets_from(&texts, first_sign, columns.targets)?;
    let mut start = first_sign;
    if columns.baseline {
        // The longest run of words before the targets that is a value: `0,00 %`, `gg`, `21/01/2022`.
        let longest = (first_sign.saturating_sub(3)..first_sign).find(|from| is_baseline(&texts[*from..first_sign]));
        start = longest.unwrap_or(first_sign);
    }
    let baseline = start..first_sign;
    let unit_stands = columns.unit && start > 0 && measure::is_known(texts[start - 1]);
    let unit = start - usize::from(unit_stands)..start;
    Some(Values { start: unit.start, unit, baseline, targets })
}

fn targets_from(texts: &[&str], first: usize, wanted: usize) -> Option<Vec<Range<usize>>> {
    let mut starts: Vec<usize> = (first..texts.len()).filter(|at| begins_with_sign(texts[*at])).collect();
    starts.push(texts.len());
    let targets: Vec<Range<usize>> = starts.windows(2).map(|pair| pair[0]..pair[1]).collect();
    let known = targets.iter().all(|range| {
        matches!(
            value(&texts[range.clone()].join(" "), Some(2000)),
            Value::Threshold { comparator: Some(_), .. } | Value::Deadline { .. }
        )
    });
    (known && targets.len() <= wanted.max(1)).then_some(targets)
}

fn is_baseline(texts: &[&str]) -> bool {
    match value(&texts.join(" "), None) {
        // `ex art. 2190 c.c. N.`: only a unit that documents use ends a sentence's number.
        Value::Threshold { comparator: None, unit, .. } => unit.is_none_or(|unit| measure::is_known(&unit)),
        Value::Unit(_) | Value::Deadline { .. } | Value::Void | Value::Boolean => true,
        _ => false,
    }
}

/// Could this text, alone on its line, be a target of another form: a date, `Sì`, a number?
pub(crate) fn is_weak_target(text: &str) -> bool {
    !matches!(value(text, Some(2000)), Value::Text | Value::Void | Value::Unit(_))
}

/// A value cut by its line: `Entro` before its date, `>= 100,00` before its unit.
pub(crate) fn goes_on(text: &str, next: &str) -> bool {
    let unit_follows = || text.ends_with(|c: char| c.is_ascii_digit()) && matches!(value(next, None), Value::Unit(_));
    let complete = || !matches!(value(&format!("{text} {next}"), Some(2000)), Value::Text);
    (text == "Entro" || unit_follows()) && complete()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;

    fn split(line: &str, columns: ValueColumns) -> Option<(String, String, Vec<String>)> {
        let mut words = Words::default();
        let ids: Vec<WordId> =
            line.split_whitespace().map(|w| words.push(w, 1, Rect::new(0.0, 0.0, 1.0, 1.0))).collect();
        let values = values_at_end(&ids, columns, &words)?;
        let join = |range: Range<usize>| crate::layout::cells::join_words(&ids[range], &words);
        Some((join(0..values.start), join(values.baseline.clone()), values.targets.iter().cloned().map(join).collect()))
    }

    #[test]
    fn lines_of_values() {
        let one = ValueColumns { baseline: true, targets: 1, unit: false };
        for (line, text, baseline, target) in [
            ("% >= 70,00 %", "", "%", ">= 70,00 %"),
            ("0,00 % >= 50,00 %", "", "0,00 %", ">= 50,00 %"),
            ("21/01/2022 Entro 30/04/2023", "", "21/01/2022", "Entro 30/04/2023"),
            ("Entro 31/12/2023", "", "", "Entro 31/12/2023"),
            ("/ n° atti depositati % >= 70,00 %", "/ n° atti depositati", "%", ">= 70,00 %"),
            ("artistico camerale Entro 31/12/2023", "artistico camerale", "", "Entro 31/12/2023"),
        ] {
            let found = split(line, one).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(found, (text.to_owned(), baseline.to_owned(), vec![target.to_owned()]), "{line}");
        }
        for line in ["entro il 31/12", "telematica", "2022", "31/12/2023", "Entro", ">= buono"] {
            assert_eq!(split(line, one), None, "{line}");
        }
        let three = ValueColumns { baseline: true, targets: 3, unit: false };
        let (_, baseline, targets) = split("N. >= 2,00 N. >= 3,00 N. >= 4,00 N.", three).unwrap();
        assert_eq!((baseline.as_str(), targets.len()), ("N.", 3));
    }
}
