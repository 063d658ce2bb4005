//! Faults planted in the plan of 2023 at random places: each is found, and nothing else is new.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/random.rs"]
mod random;

use albero::Plan;
use albero::check::rule::Needs;
use albero::check::settings::Settings;
use albero::language::Lang;
use albero::model::{
    Comparator, Indicator, Level, Measure, Objective, ObjectiveKind, Period, PlanKind, Reached, Reason, SectionKind,
    Target, TargetKind, TargetValue, Unrecognized,
};
use jiff::civil::{Date, date};
use random::Random;
use std::collections::HashSet;

/// Places for each kind of fault.
const SEEDS: u64 = 12;

/// A node that a fault was planted in, as findings name it.
type Planted = Option<String>;

/// Plants one fault; `None` where the place does not suit it.
type Plant = fn(&mut Plan, &mut Random) -> Option<Planted>;

/// An indicator at random, with its objective, where it suits.
fn indicator<'p>(
    plan: &'p mut Plan,
    random: &mut Random,
    suits: impl Fn(&Objective, &Indicator) -> bool,
) -> Option<&'p mut Indicator> {
    let mut all: Vec<&mut Indicator> = Vec::new();
    for objective in plan.sections.iter_mut().flat_map(|s| &mut s.objectives) {
        let chosen: Vec<bool> = objective.indicators.iter().map(|i| suits(objective, i)).collect();
        all.extend(objective.indicators.iter_mut().zip(chosen).filter(|(_, suits)| *suits).map(|(i, _)| i));
    }
    let at = random.below(all.len().max(1));
    (at < all.len()).then(|| all.swap_remove(at))
}

fn objective<'p>(
    plan: &'p mut Plan,
    random: &mut Random,
    suits: impl Fn(&Objective) -> bool,
) -> Option<&'p mut Objective> {
    let mut all: Vec<&mut Objective> =
        plan.sections.iter_mut().flat_map(|s| &mut s.objectives).filter(|o| suits(o)).collect();
    let at = random.below(all.len().max(1));
    (at < all.len()).then(|| all.swap_remove(at))
}

fn target(indicator: &mut Indicator, comparator: Comparator, value: &str, unit: Option<&str>) {
    let year = indicator.targets.first().and_then(|t| t.year);
    let text = format!("{} {value} {}", comparator.symbol(), unit.unwrap_or_default());
    let mut target = Target::new(year, text.trim());
    let value = value.replace(',', ".").parse().unwrap();
    (target.says, target.unit) =
        (TargetValue::Threshold { comparator: Some(comparator), value }, unit.map(str::to_owned));
    indicator.targets = vec![target];
}

fn deadline(indicator: &mut Indicator, date: Date, text: &str) {
    let target = &mut indicator.targets[0];
    (target.says, target.text) = (TargetValue::Deadline { comparator: Comparator::AtMost, date }, text.to_owned());
}

fn is_operational(objective: &Objective) -> bool {
    objective.kind == ObjectiveKind::Operational
}

fn weighed_together(objective: &Objective) -> bool {
    is_operational(objective)
        && objective.indicators.len() > 1
        && objective.indicators.iter().all(|i| i.weight.is_some())
}

fn has_unit(indicator: &Indicator, comparator: Comparator, unit: &str) -> bool {
    matches!(indicator.targets.as_slice(), [t] if t.comparator() == Some(comparator) && t.unit.as_deref() == Some(unit))
}

fn is_time(indicator: &Indicator) -> bool {
    indicator.name.to_lowercase().starts_with("tempo medio") && has_unit(indicator, Comparator::AtMost, "gg")
}

fn is_deadline(indicator: &Indicator) -> bool {
    indicator.baseline.is_none() && indicator.targets.iter().all(|t| t.kind() == TargetKind::Deadline)
}

/// A result that falls so much short of its target.
fn reached(target: &Target, short: i64, achieved: Option<i64>) -> Reached {
    let mut reached = Reached::default();
    reached.year = target.year;
    reached.text = Some(target.text.clone());
    reached.value = target.value().map(|value| value - rust_decimal::Decimal::from(short));
    reached.unit.clone_from(&target.unit);
    reached.achieved = achieved.map(|degree| {
        let mut measure = Measure::default();
        (measure.text, measure.value) = (degree.to_string(), Some(degree.into()));
        measure
    });
    reached
}

/// Makes a report of the plan, in which every target is reached, to this degree.
fn reported(plan: &mut Plan, achieved: Option<i64>) {
    plan.kind = Some(PlanKind::Report);
    for indicator in plan.sections.iter_mut().flat_map(|s| &mut s.objectives).flat_map(|o| &mut o.indicators) {
        indicator.results = indicator.targets.first().map(|target| reached(target, 0, achieved)).into_iter().collect();
    }
}

const PLANTS: &[(&str, Plant)] = &[
    ("ALB101", |plan, random| {
        let heavy = objective(plan, random, |o| is_operational(o) && o.weight.is_some())?;
        heavy.weight = heavy.weight.map(|w| w + rust_decimal::Decimal::new(111, 2));
        let code = heavy.code.clone();
        let section = plan.sections.iter().find(|s| s.objectives.iter().any(|o| o.code == code))?;
        Some(section.code.clone())
    }),
    ("ALB102", |plan, random| {
        let objective = objective(plan, random, weighed_together)?;
        let at = random.below(objective.indicators.len());
        objective.indicators[at].weight =
            objective.indicators[at].weight.map(|w| w - rust_decimal::Decimal::new(107, 2));
        Some(objective.code.clone())
    }),
    ("ALB103", |plan, random| {
        let objective = objective(plan, random, weighed_together)?;
        let at = random.below(objective.indicators.len());
        objective.indicators[at].weight = None;
        Some(Some(objective.indicators[at].id.clone()))
    }),
    ("ALB104", |plan, random| {
        let objective = objective(plan, random, |o| weighed_together(o) && o.indicators.len() == 2)?;
        objective.indicators[0].weight = Some(0.into());
        objective.indicators[1].weight = Some(100.into());
        Some(Some(objective.indicators[0].id.clone()))
    }),
    ("ALB110", |plan, random| {
        let objective = objective(plan, random, is_operational)?;
        objective.indicators.clear();
        Some(objective.code.clone())
    }),
    ("ALB111", |plan, random| {
        let objective = objective(plan, random, is_operational)?;
        objective.units.clear();
        Some(objective.code.clone())
    }),
    ("ALB112", |plan, random| {
        let at = random.below(plan.sections.len());
        let section = &mut plan.sections[at];
        let [.., before, last] = section.objectives.as_mut_slice() else { return None };
        (section.kind == SectionKind::StrategicArea).then(|| {
            last.code.clone_from(&before.code);
            last.code.clone()
        })
    }),
    ("ALB113", |plan, random| {
        let at = random.below(plan.sections.len());
        let section = &mut plan.sections[at];
        let code = section.code.clone().filter(|_| section.kind == SectionKind::StrategicArea)?;
        let number = section.objectives.len() + 3;
        let last = section.objectives.last_mut()?;
        last.code = Some(format!("{code}.{number:02}"));
        Some(last.code.clone())
    }),
    ("ALB115", |plan, random| {
        let objective = objective(plan, random, |o| o.description.as_deref() == Some("2023"))?;
        objective.description = Some("da completare".to_owned());
        Some(objective.code.clone())
    }),
    ("ALB116", |plan, random| {
        let at = random.below(plan.sections.len());
        let [first, .., last] = plan.sections[at].objectives.as_mut_slice() else { return None };
        let (source, copy) = (first.indicators.first()?, last.indicators.first_mut()?);
        let (id, weight) = (copy.id.clone(), copy.weight);
        *copy = source.clone();
        (copy.id, copy.weight) = (id, weight);
        Some(Some(copy.id.clone()))
    }),
    ("ALB201", |plan, random| {
        let indicator = indicator(plan, random, |_, _| true)?;
        (indicator.algorithm.text, indicator.algorithm.numerator, indicator.algorithm.denominator) = (None, None, None);
        Some(Some(indicator.id.clone()))
    }),
    ("ALB203", |plan, random| {
        let indicator =
            indicator(plan, random, |_, i| i.algorithm.denominator.is_some() && has_unit(i, Comparator::AtLeast, "%"))?;
        indicator.algorithm.text = indicator.algorithm.numerator.take();
        indicator.algorithm.denominator = None;
        Some(Some(indicator.id.clone()))
    }),
    ("ALB204", |plan, random| {
        let is_share = |i: &Indicator| i.name.starts_with("Percentuale");
        let suits = |_: &Objective, i: &Indicator| {
            i.algorithm.denominator.is_some() && has_unit(i, Comparator::AtLeast, "%") && !is_share(i)
        };
        let indicator = indicator(plan, random, suits)?;
        target(indicator, Comparator::AtLeast, "12,00", Some("N."));
        indicator.baseline = None;
        Some(Some(indicator.id.clone()))
    }),
    ("ALB206", |plan, random| {
        let indicator = indicator(plan, random, |_, _| true)?;
        indicator.typology = Some("Efficeinza".to_owned());
        Some(Some(indicator.id.clone()))
    }),
    ("ALB207", |plan, random| {
        let suits = |_: &Objective, i: &Indicator| {
            i.algorithm.denominator.is_none() && !i.id.starts_with("09.04") && !i.id.starts_with("13.04")
        };
        let indicator = indicator(plan, random, suits)?;
        indicator.algorithm.text = indicator.algorithm.text.take().map(|text| text + " /");
        Some(Some(indicator.id.clone()))
    }),
    ("ALB208", |plan, random| {
        let objective = objective(plan, random, |_| true)?;
        let words: Vec<&str> = objective.title.split(' ').collect();
        let at = random.below(words.len());
        let word = words[at];
        if word.len() < 2 || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        objective.title = [&words[..=at], &words[at..]].concat().join(" ");
        Some(objective.code.clone())
    }),
    ("ALB301", |plan, random| {
        let indicator = indicator(plan, random, |_, i| !i.id.starts_with("Az_7.1"))?;
        indicator.targets.clear();
        Some(Some(indicator.id.clone()))
    }),
    ("ALB302", |plan, random| {
        let wanted = ["Grado", "Valutazioni positive", "Percentuale richieste"];
        let is_wanted =
            |i: &Indicator| wanted.iter().any(|w| i.name.starts_with(w)) && i.targets[0].unit.as_deref() == Some("%");
        let indicator = indicator(plan, random, |_, i| is_time(i) || is_wanted(i))?;
        if is_time(indicator) {
            target(indicator, Comparator::AtLeast, "12,00", Some("gg"));
        } else {
            target(indicator, Comparator::AtMost, "85,00", Some("%"));
        }
        Some(Some(indicator.id.clone()))
    }),
    ("ALB303", |plan, random| {
        let indicator = indicator(plan, random, |_, i| {
            has_unit(i, Comparator::AtLeast, "%") && i.baseline.as_ref().is_none_or(|b| b.value.is_none())
        })?;
        target(indicator, Comparator::AtLeast, "0,00", Some("%"));
        Some(Some(indicator.id.clone()))
    }),
    ("ALB304", |plan, random| {
        let indicator = indicator(plan, random, |_, i| has_unit(i, Comparator::AtLeast, "%"))?;
        target(indicator, Comparator::AtLeast, "120,00", Some("%"));
        Some(Some(indicator.id.clone()))
    }),
    ("ALB305", |plan, random| {
        let indicator = indicator(plan, random, |_, i| has_unit(i, Comparator::AtLeast, "%") && i.baseline.is_some())?;
        let baseline = indicator.baseline.as_mut()?;
        (baseline.value, baseline.text) = ("99.99".parse().ok(), "99,99 %".to_owned());
        target(indicator, Comparator::AtLeast, "85,00", Some("%"));
        Some(Some(indicator.id.clone()))
    }),
    ("ALB306", |plan, random| {
        let indicator = indicator(plan, random, |_, i| has_unit(i, Comparator::AtLeast, "%"))?;
        let mut next = indicator.targets[0].clone();
        (next.year, next.text) = (Some(2024), ">= 1,50 %".to_owned());
        next.says = TargetValue::Threshold { comparator: Some(Comparator::AtLeast), value: "1.5".parse().unwrap() };
        indicator.targets.push(next);
        Some(Some(indicator.id.clone()))
    }),
    ("ALB401", |plan, random| {
        let indicator =
            indicator(plan, random, |_, i| has_unit(i, Comparator::AtLeast, "N.") && !i.id.starts_with("Az_7.1"))?;
        target(indicator, Comparator::AtLeast, "4", None);
        Some(Some(indicator.id.clone()))
    }),
    ("ALB402", |plan, random| {
        let indicator = indicator(plan, random, |_, i| has_unit(i, Comparator::AtLeast, "%") && i.baseline.is_some())?;
        let baseline = indicator.baseline.as_mut()?;
        (baseline.text, baseline.unit, baseline.value) = ("N.".to_owned(), Some("N.".to_owned()), None);
        Some(Some(indicator.id.clone()))
    }),
    ("ALB403", |plan, random| {
        let indicator = indicator(plan, random, |_, i| is_time(i))?;
        target(indicator, Comparator::AtMost, "9,00", Some("N."));
        indicator.baseline = None;
        Some(Some(indicator.id.clone()))
    }),
    ("ALB601", |plan, random| {
        let indicator = indicator(plan, random, |_, i| is_deadline(i))?;
        deadline(indicator, date(2024, 3, 31), "Entro 31/03/2024");
        Some(Some(indicator.id.clone()))
    }),
    ("ALB602", |plan, random| {
        let indicator = indicator(plan, random, |_, i| !i.id.starts_with("08.01") && !i.id.starts_with("14.01"))?;
        indicator.name.push_str(" al 31/12/2021");
        Some(Some(indicator.id.clone()))
    }),
    ("ALB603", |plan, random| {
        let start = 2024 + random.below(3) as i32;
        plan.period = Some(Period::new(start, start + 2));
        Some(None)
    }),
    ("ALB604", |plan, random| {
        let indicator = indicator(plan, random, |_, i| is_deadline(i))?;
        deadline(indicator, date(2023, 2, 10), "Entro 10/02/2023");
        Some(Some(indicator.id.clone()))
    }),
    ("ALB905", |plan, random| {
        let page = random.below(53) as u32 + 1;
        plan.unrecognized.push(Unrecognized::new(page, "nota", Reason::OutsideTables));
        Some(None)
    }),
    ("ALB118", |plan, _| {
        plan.sections.iter_mut().flat_map(|s| &mut s.objectives).for_each(|o| o.units.clear());
        Some(None)
    }),
    ("ALB307", |plan, random| {
        let indicator = indicator(plan, random, |_, i| has_unit(i, Comparator::AtLeast, "%") && i.baseline.is_none())?;
        let levels = [(60, 100), (80, 85), (40, 70)].map(|(value, score)| {
            let mut level = Level::default();
            (level.value, level.score, level.unit) = (Some(value.into()), Some(score.into()), Some("%".to_owned()));
            level
        });
        indicator.targets[0].says = TargetValue::Graded { levels: levels.to_vec() };
        Some(Some(indicator.id.clone()))
    }),
    ("ALB801", |plan, random| {
        reported(plan, None);
        let indicator = indicator(plan, random, |_, _| true)?;
        indicator.results.clear();
        Some(Some(indicator.id.clone()))
    }),
    ("ALB802", |plan, random| {
        let indicator = indicator(plan, random, |_, i| has_unit(i, Comparator::AtLeast, "%"))?;
        indicator.results = vec![reached(&indicator.targets[0], 0, Some(50))];
        Some(Some(indicator.id.clone()))
    }),
    ("ALB803", |plan, _| {
        reported(plan, Some(100));
        Some(None)
    }),
    ("ALB804", |plan, random| {
        let indicator = indicator(plan, random, |_, i| has_unit(i, Comparator::AtLeast, "%"))?;
        indicator.results = vec![reached(&indicator.targets[0], 1, None)];
        Some(Some(indicator.id.clone()))
    }),
];

/// Rules that gather a document's rows in one finding, which the plan of 2023 has already.
const GATHERED: &[&str] = &["ALB117", "ALB205", "ALB209", "ALB501"];

fn findings(plan: &Plan) -> HashSet<(String, Option<String>)> {
    let mut json = Vec::new();
    albero::json::to_writer(&mut json, plan, false).unwrap();
    let reading = albero::read(json, &albero::Options::default()).unwrap();
    let findings = albero::check::check(&reading, &Settings::default(), Lang::En);
    findings.into_iter().map(|f| (f.code.into_owned(), f.node)).collect()
}

#[test]
fn each_planted_fault_is_found_and_nothing_else_is_new() {
    let plan = common::plan("plans/albero-2023-reportlab.pdf");
    let before = findings(&plan);
    let mut wrong: Vec<String> = Vec::new();
    for (code, plant) in PLANTS {
        let mut planted = 0;
        for seed in 1..=SEEDS {
            let mut random = Random::new(seed);
            let mut changed = plan.clone();
            // Most places suit; the random numbers go on until one does.
            let Some(node) = (0..50).find_map(|_| {
                changed = plan.clone();
                plant(&mut changed, &mut random)
            }) else {
                continue;
            };
            let wanted = ((*code).to_owned(), node);
            if before.contains(&wanted) {
                continue;
            }
            let new: HashSet<_> = findings(&changed).difference(&before).cloned().collect();
            if new != HashSet::from([wanted.clone()]) {
                wrong.push(format!("{code}, seed {seed}: {wanted:?} gave {new:?}"));
            }
            planted += 1;
        }
        if planted * 2 <= SEEDS {
            wrong.push(format!("{code}: planted only {planted} times"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_that_is_on_has_its_fault() {
    let planted: HashSet<&str> = PLANTS.iter().map(|(code, _)| *code).chain(GATHERED.iter().copied()).collect();
    let rules = albero::check::registry::RULES.iter().filter(|r| r.on && r.needs == Needs::Plan);
    let missing: Vec<&str> = rules.map(|r| r.code).filter(|code| !planted.contains(code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
