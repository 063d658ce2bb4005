//! Charts as SVG: weights as bars, phases as a Gantt. Numbers stand beside them as text.

use super::look::Look;
use super::words as say;
use crate::plan::model::Phase;
use jiff::civil::Date;
use maud::{Markup, html};
use rust_decimal::Decimal;

/// Weights that are printed in percent sum to a hundred; factors and points do not come near.
const LIKE_PERCENT: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// What the whole bar stands for, among siblings of these weights: a hundred where they are like percents, else their sum.
pub(super) fn whole(weights: impl Iterator<Item = Decimal> + Clone) -> Decimal {
    let sum = weights.clone().fold(Decimal::ZERO, |sum, own| sum.checked_add(own.abs()).unwrap_or(sum));
    let most = weights.max().unwrap_or_default();
    if sum < LIKE_PERCENT { sum } else { Decimal::ONE_HUNDRED.max(most) }
}

/// A weight as a bar, with its number.
pub(super) fn weight(look: &Look<'_>, weight: Option<Decimal>, whole: Decimal) -> Markup {
    let Some(weight) = weight else { return html! {} };
    let share = weight.checked_mul(Decimal::ONE_HUNDRED).and_then(|share| share.checked_div(whole)).unwrap_or_default();
    let share = share.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED).round_dp(1).normalize();
    html! {
        span.weight {
            (look.say(say::WEIGHT)) " " b { (look.number(weight)) } " "
            svg.bar { rect width=(format!("{share}%")) height="9" {} }
        }
    }
}

/// The months from the first to the one after the last, counted from the year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    from: i32,
    to: i32,
}

const YEAR: i32 = 12;

/// Longer than this a chart of months is no use.
const LONGEST: i32 = 6 * YEAR;

fn month(date: Date) -> i32 {
    i32::from(date.year()) * YEAR + i32::from(date.month()) - 1
}

/// The months that a phase takes, in stretches.
fn stretches(phase: &Phase, year: i32) -> Vec<Span> {
    if !phase.months.is_empty() {
        let of = |month: &u8| year * YEAR + i32::from(*month) - 1;
        return phase
            .months
            .iter()
            .filter(|month| (1..=12).contains(*month))
            .map(|m| Span { from: of(m), to: of(m) + 1 })
            .collect();
    }
    let start = phase.start.as_ref().and_then(|moment| moment.date).map(month);
    let end = phase.end.as_ref().and_then(|moment| moment.date).map(month);
    match (start, end) {
        (Some(from), Some(to)) if from <= to => vec![Span { from, to: to + 1 }],
        (None, Some(at)) | (Some(at), None) => vec![Span { from: at, to: at + 1 }],
        _ => Vec::new(),
    }
}

/// A chart's width in months, from the January of the first year.
pub(super) struct Gantt {
    first: i32,
    months: i32,
    year: i32,
}

impl Gantt {
    /// The chart of these phases; `None` where none says when.
    pub(super) fn of(phases: &[Phase], year: i32) -> Option<Gantt> {
        // A plan JSON may claim any year.
        let year = year.clamp(-9999, 9999);
        let all: Vec<Span> = phases.iter().flat_map(|phase| stretches(phase, year)).collect();
        let first = all.iter().map(|span| span.from).min()?.div_euclid(YEAR) * YEAR;
        let last = all.iter().map(|span| span.to).max()?;
        let months = (last - first + YEAR - 1).div_euclid(YEAR) * YEAR;
        (months <= LONGEST).then_some(Gantt { first, months, year })
    }

    /// `2024` or `2024–2026`, with the months' initials.
    pub(super) fn head(&self, look: &Look<'_>) -> Markup {
        let (first, last) = (self.first.div_euclid(YEAR), (self.first + self.months - 1).div_euclid(YEAR));
        html! {
            @if first == last { (first) } @else { (first) "–" (last) }
            svg.gantt.scale viewBox=(format!("0 0 {} 10", self.months * 10)) aria-hidden="true" {
                @for (at, initial) in look.say(say::MONTHS_SHORT).chars().cycle().take(self.months.unsigned_abs() as usize).enumerate() {
                    text x=(at * 10 + 5) y="8" { (initial) }
                }
            }
        }
    }

    /// A phase's months, for the eye and in words.
    pub(super) fn row(&self, look: &Look<'_>, phase: &Phase) -> Markup {
        let spans = stretches(phase, self.year);
        let told: Vec<String> = spans
            .iter()
            .map(|span| {
                let name = |month: i32| format!("{}/{}", month.rem_euclid(YEAR) + 1, month.div_euclid(YEAR));
                if span.to - span.from == 1 {
                    name(span.from)
                } else {
                    format!("{}–{}", name(span.from), name(span.to - 1))
                }
            })
            .collect();
        html! {
            svg.gantt viewBox=(format!("0 0 {} 10", self.months * 10)) role="img"
                aria-label=(format!("{}: {}", look.say(say::MONTHS), if told.is_empty() { "–".to_owned() } else { told.join(", ") })) {
                rect.ground width=(self.months * 10) height="10" {}
                @for line in 1..self.months { line x1=(line * 10) x2=(line * 10) y1="0" y2="10" {} }
                @for span in &spans { rect.share x=((span.from - self.first) * 10) width=((span.to - span.from) * 10) height="10" {} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::model::Moment;
    use std::str::FromStr;

    #[test]
    fn a_bar_is_of_a_hundred_unless_weights_are_no_percents() {
        let whole = |weights: &[&str]| whole(weights.iter().map(|own| Decimal::from_str(own).unwrap())).to_string();
        assert_eq!(whole(&["60", "40"]), "100");
        assert_eq!(whole(&["60", "30"]), "100");
        assert_eq!(whole(&["120", "30"]), "120");
        assert_eq!(whole(&["1.2", "0.8"]), "2.0");
    }

    #[test]
    fn a_phase_takes_its_marked_months_else_those_between_its_dates() {
        let date = |text: &str| Some(Moment { date: Some(text.parse().unwrap()), ..Moment::default() });
        let marked = Phase { months: vec![1, 3, 13], ..Phase::default() };
        assert_eq!(stretches(&marked, 2024).len(), 2);
        let dated = Phase { start: date("2023-11-05"), end: date("2024-02-10"), ..Phase::default() };
        assert_eq!(stretches(&dated, 2024), [Span { from: 2023 * 12 + 10, to: 2024 * 12 + 2 }]);
        let chart = Gantt::of(&[dated], 2024).unwrap();
        assert_eq!((chart.first, chart.months), (2023 * 12, 24));
        assert!(Gantt::of(&[Phase::default()], 2024).is_none());
        assert!(Gantt::of(&[Phase { months: vec![12], ..Phase::default() }], i32::MAX).is_some());
        let endless = Phase { start: date("1900-01-01"), end: date("2024-02-10"), ..Phase::default() };
        assert!(Gantt::of(&[endless], 2024).is_none());
    }
}
