//! Which way is better, from what the grammar found: the head, what is said of it, what changes it.

use super::lexicon::Sense::*;
use super::phrase::{Item, Measure};
use super::said::{BAD, GOOD, Said};
use super::words::Word;
use crate::grammar::measure::Quantity as Unit;
use std::ops::Range;

/// What more of a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Good,
    Bad,
}

impl Sign {
    fn turned(self) -> Sign {
        match self {
            Sign::Good => Sign::Bad,
            Sign::Bad => Sign::Good,
        }
    }
}

/// What the words of a phrase say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Judgement {
    Known(Verdict),
    /// No word says it.
    Unknown,
    /// One word says one thing, another the other.
    Mixed,
}

/// A direction, and what decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) sign: Sign,
    /// The words bear no other reading.
    pub(super) sure: bool,
    /// It is a time that something takes.
    pub(super) is_time: bool,
    /// Days are its right unit of measure, for good or ill.
    pub(super) in_days: bool,
    /// It names a merit or a topic, and the formula says what is counted.
    pub(super) is_vague: bool,
    /// From the first deciding word to the last.
    pub(super) words: Range<usize>,
}

use Judgement::{Known, Mixed, Unknown};

fn verdict(sign: Sign, words: Range<usize>) -> Verdict {
    Verdict { sign, sure: true, is_time: false, in_days: false, is_vague: false, words }
}

fn known(sign: Sign, words: Range<usize>) -> Judgement {
    Known(verdict(sign, words))
}

fn likely(sign: Sign, words: Range<usize>) -> Judgement {
    Known(Verdict { sure: false, ..verdict(sign, words) })
}

fn in_days(sign: Sign, words: Range<usize>) -> Judgement {
    Known(Verdict { in_days: true, ..verdict(sign, words) })
}

/// A time that something takes. In per cent it is a share of something.
fn taken(words: Range<usize>, unit: Option<Unit>) -> Judgement {
    match unit {
        None | Some(Unit::Duration | Unit::Count | Unit::Other) => {
            let is_time = unit != Some(Unit::Other);
            Known(Verdict { is_time, in_days: true, ..verdict(Sign::Bad, words) })
        }
        Some(_) => Unknown,
    }
}

fn span(first: &Word<'_>, last: &Word<'_>) -> Range<usize> {
    first.range().start.min(last.range().start)..first.range().end.max(last.range().end)
}

/// The direction of a measure; the unit of measure is the second witness.
pub(super) fn judge(measure: &Measure<'_>, unit: Option<Unit>) -> Judgement {
    let Some((outermost, inner)) = measure.changes.split_first() else { return core(measure, unit) };
    // What changes by so much per cent is not itself in per cent.
    let changing = if measure.changes.last().is_some_and(|last| last.range() == measure.head.range()) {
        Unknown
    } else {
        core(measure, None)
    };
    let changing = inner.iter().rev().fold(changing, |found, change| turn(change, measure, found));
    turn(outermost, measure, changing)
}

/// A change that is told after what changes: `Residui passivi: diminuzione percentuale`.
pub(super) fn afterwards(change: &Word<'_>, measure: &Measure<'_>, before: Judgement) -> Judgement {
    let turned = turn(change, measure, before.clone());
    match (before, turned) {
        (Known(first), Known(_)) if first.sign == Sign::Good && change.is(Reduction) => Mixed,
        (Known(first), Known(second)) => {
            Known(Verdict { words: first.words.start..change.range().end.max(first.words.end), ..second })
        }
        (_, turned) => turned,
    }
}

/// What a change makes of what changes.
fn turn(change: &Word<'_>, measure: &Measure<'_>, changing: Judgement) -> Judgement {
    let all = |inner: &Verdict| change.range().start.min(inner.words.start)..change.range().end.max(inner.words.end);
    match changing {
        _ if change.is(Better) => in_days(Sign::Good, change.range()),
        _ if change.is(Worse) => in_days(Sign::Bad, change.range()),
        Mixed => Mixed,
        _ if change.is(Change) => Unknown,
        Unknown if change.is(Curbing) => in_days(Sign::Good, change.range()),
        Unknown => Unknown,
        Known(inner) if change.is(Increase) => {
            Known(Verdict { words: all(&inner), in_days: true, is_time: false, ..inner })
        }
        // Controls and papers are cut on purpose, users are not.
        Known(inner) if inner.sure && (inner.sign == Sign::Bad || measure.head.is(Sought) && !change.is(Curbing)) => {
            in_days(inner.sign.turned(), all(&inner))
        }
        Known(_) => Unknown,
    }
}

/// What is measured, its changes aside.
fn core(measure: &Measure<'_>, unit: Option<Unit>) -> Judgement {
    let head = &measure.head;
    if let Some(denial) = &measure.denial {
        let twice = denial.is(Nothing) || head.senses.any(BAD);
        return if twice { Mixed } else { known(Sign::Bad, span(denial, head)) };
    }
    let said = Said::of(measure);
    let between = measure.items.iter().any(|item| matches!(item, Item::Between));
    match () {
        () if head.is(Time) => time(measure, &said, unit),
        () if head.is(Lasting) => lasting(measure, &said, unit),
        () if head.is(Span) => days(measure, &said, unit),
        () if head.is(Waiting) => taken(head.range(), unit),
        // A share of what was punctual, or days after the term.
        () if head.is(Punctuality) => match unit {
            Some(Unit::Duration) => in_days(Sign::Bad, head.range()),
            Some(Unit::Share) => Known(Verdict { is_vague: true, ..verdict(Sign::Good, head.range()) }),
            _ => Unknown,
        },
        () if head.is(Gap) && (between || !head.is(OnlyBetween)) => match said.near.is_some() || said.mixed {
            true => Mixed,
            false => in_days(Sign::Bad, phrase(measure)),
        },
        () if head.is(Agreement) && (between || !head.is(OnlyBetween)) => match said.last {
            _ if said.mixed => Mixed,
            Some((Sign::Bad, _)) => Mixed,
            _ => known(Sign::Good, phrase(measure)),
        },
        // `assenza di rilievi`: whether it is counted or said, nobody knows.
        () if head.is(Absence) && belonging(measure).is_some_and(|noun| noun.senses.any(BAD)) => Mixed,
        () if head.senses.any(&[Cost, Spending]) => cost(measure, &said, unit),
        () => match noun(measure, &said, unit) {
            // What is good in days is a time given, not taken.
            Known(found) if unit == Some(Unit::Duration) && found.sign == Sign::Good && !found.in_days => Unknown,
            found => found,
        },
    }
}

/// Head and the first noun that belongs to it.
fn phrase(measure: &Measure<'_>) -> Range<usize> {
    /// Words between the two, beyond which they make no phrase.
    const NEAR: usize = 3;
    let noun = measure.items.iter().take(NEAR).find_map(|item| match item {
        Item::Noun(word) | Item::State { word, denied: None } if !word.is(Number) => Some(word),
        _ => None,
    });
    noun.map_or_else(|| measure.head.range(), |noun| span(&measure.head, noun))
}

/// The nouns after the head, the words of measuring aside.
fn nouns<'m, 't>(measure: &'m Measure<'t>) -> impl Iterator<Item = &'m Word<'t>> {
    let nouns = measure.items.iter().filter_map(|item| match item {
        Item::Noun(word) | Item::State { word, denied: None } => Some(word),
        _ => None,
    });
    nouns.filter(|word| !word.senses.any(&[Measured, Number]))
}

/// The noun that `di` joins to the head right away.
fn belonging<'m, 't>(measure: &'m Measure<'t>) -> Option<&'m Word<'t>> {
    nouns(measure).next().filter(|_| matches!(measure.items.first(), Some(Item::Of)))
}

/// `Tempo medio di ..`
fn time(measure: &Measure<'_>, said: &Said<'_>, unit: Option<Unit>) -> Judgement {
    let head = &measure.head;
    let is_share = unit == Some(Unit::Share);
    if let Some(word) = said.lessened.filter(|_| is_share) {
        return known(Sign::Good, span(head, word));
    }
    // `Tempi rispettati`
    if let Some((sign, word)) = said.near {
        return if sign == Sign::Good && (is_share || unit.is_none()) {
            known(sign, span(head, word))
        } else {
            Unknown
        };
    }
    let between_faults = measure.items.iter().any(|item| matches!(item, Item::Between))
        && nouns(measure).any(|word| word.senses.any(&[Fault, Offence]));
    match nouns(measure).next() {
        _ if between_faults || said.mixed => Mixed,
        Some(word) if !word.is(Procedure) && word.senses.any(&[Service, Given, Reduction, Lessened]) => Mixed,
        _ => taken(phrase(measure), unit),
    }
}

/// `Durata dei procedimenti`, `Durata della garanzia`
fn lasting(measure: &Measure<'_>, said: &Said<'_>, unit: Option<Unit>) -> Judgement {
    let head = &measure.head;
    if let Some(late) = said.late {
        return known(Sign::Bad, span(head, late));
    }
    match nouns(measure).next() {
        _ if said.mixed || said.near.is_some() => Mixed,
        Some(word) if word.is(Procedure) => taken(span(head, word), unit),
        Some(word) if word.is(Lasts) => in_days(Sign::Good, span(head, word)),
        _ => Unknown,
    }
}

/// `Giorni di ritardo`, `Ore di apertura`
fn days(measure: &Measure<'_>, said: &Said<'_>, unit: Option<Unit>) -> Judgement {
    let head = &measure.head;
    if let Some(late) = said.late {
        return known(Sign::Bad, span(head, late));
    }
    let averaged = |item: &&Item<'_>| matches!(item, Item::Noun(word) if word.is(Measured));
    let is_taken = measure.items.iter().find(|item| !averaged(item)).is_some_and(|item| match item {
        // `Giorni per il rilascio`; `Ore da rapporto` may be of anything.
        Item::Link => head.is(Days),
        Item::Between => true,
        Item::State { word, .. } | Item::Noun(word) => word.is(Taken),
        _ => false,
    });
    let undone = |item: &Item<'_>| {
        matches!(item, Item::State { word, .. }
            if word.senses.any(&[Wrong, Outcome, Handled, Mended]) && !word.is(Fault))
    };
    match nouns(measure).next() {
        _ if said.mixed || unit == Some(Unit::Rate) || measure.items.iter().any(undone) => Mixed,
        Some(word) if word.senses.any(&[Fault, Waiting, Lessened, Gap]) => in_days(Sign::Bad, span(head, word)),
        Some(word) if is_taken || head.is(Days) && word.is(Procedure) && !word.is(Service) => {
            taken(span(head, word), unit)
        }
        Some(word) if head.is(Days) && word.is(Twofold) => Mixed,
        Some(word) if word.is(Service) && unit != Some(Unit::Share) => in_days(Sign::Good, span(head, word)),
        Some(word) if word.is(Made) => in_days(Sign::Good, span(head, word)),
        _ => Unknown,
    }
}

/// `Costo medio`, `Spesa per investimenti`
fn cost(measure: &Measure<'_>, said: &Said<'_>, unit: Option<Unit>) -> Judgement {
    let head = &measure.head;
    let well_spent = head.is(Spending) && nouns(measure).any(|word| word.is(WorthSpending));
    // A share of what is spent for something: who knows whether it is to grow.
    let shared = unit == Some(Unit::Share) && head.is(Spending) && matches!(measure.items.first(), Some(Item::Link));
    let recouped = said.near.filter(|(sign, word)| *sign == Sign::Good && word.is(Recouped));
    let other = said.joined.is_some_and(|word| !word.senses.any(&[Cost, Spending, Burden]));
    match (said.lessened, recouped) {
        _ if other => Mixed,
        (Some(word), _) | (None, Some((_, word))) => known(Sign::Good, span(head, word)),
        _ if shared || well_spent || said.mixed || said.near.is_some() || said.late.is_some() => Mixed,
        _ => known(Sign::Bad, phrase(measure)),
    }
}

/// Anything else that is counted.
fn noun(measure: &Measure<'_>, said: &Said<'_>, unit: Option<Unit>) -> Judgement {
    let head = &measure.head;
    let to = |word: &Word<'_>| span(head, word);
    match (said.lessened, said.last) {
        _ if said.mixed => Mixed,
        (Some(word), _) if head.senses.any(BAD) && !head.senses.any(GOOD) => known(Sign::Good, to(word)),
        (Some(word), _) if head.is(Consumption) => known(Sign::Good, to(word)),
        (Some(word), _) if head.is(Sought) => known(Sign::Bad, to(word)),
        (Some(_), _) => Unknown,
        // How many came to be dealt with depends on how many came.
        (None, Some((Sign::Good, word)))
            if head.is(Either) && !word.is(Fine) && unit == Some(Unit::Count) && said.in_time.is_none() =>
        {
            Unknown
        }
        (None, Some((sign, word))) => as_said(measure, said, sign, word),
        (None, None) => by_itself(measure, said, unit),
    }
}

/// What the words after the head say of it.
fn as_said(measure: &Measure<'_>, said: &Said<'_>, sign: Sign, word: &Word<'_>) -> Judgement {
    let head = &measure.head;
    let only_made = word.senses.any(&[Made, Paid]) && !word.senses.any(&[Handled, Mended, Fine]);
    match (sign, said.in_time) {
        (Sign::Good, None) if said.doubt => likely(sign, span(head, word)),
        // More acts adopted are no merit; more of those that were planned are, and those in time.
        (Sign::Good, None) if head.is(Either) && only_made && !said.planned => Unknown,
        (Sign::Good, Some(term)) => known(sign, span(head, term)),
        (Sign::Bad, _) if said.doubt || head.is(Deed) && said.near.is_none() => Mixed,
        (sign, _) => known(sign, span(head, word)),
    }
}

/// What the head says where nothing is said of it.
fn by_itself(measure: &Measure<'_>, said: &Said<'_>, unit: Option<Unit>) -> Judgement {
    let head = &measure.head;
    let words = phrase(measure);
    let joined = |senses| said.joined.is_some_and(|word| word.senses.any(senses));
    let vague = |sign| Known(Verdict { is_vague: measure.bare || head.is(Abstract), ..verdict(sign, words.clone()) });
    match () {
        // `Risposta ai reclami entro 30 giorni`
        () if head.is(Procedure) && unit == Some(Unit::Share) && said.in_time.is_some() => {
            known(Sign::Good, said.in_time.map_or(words, |term| span(head, term)))
        }
        () if head.is(Either) => Unknown,
        () if head.is(Consumption) => match nouns(measure).next() {
            None => known(Sign::Bad, words),
            Some(word) if word.is(Scarce) => known(Sign::Bad, words),
            Some(_) => Unknown,
        },
        () if head.is(Use) => match nouns(measure).any(|word| word.is(Usable)) {
            true => known(Sign::Good, words),
            false => Unknown,
        },
        () if head.is(Deed) => {
            if joined(BAD) {
                Unknown
            } else {
                vague(Sign::Good)
            }
        }
        () if head.senses.any(GOOD) => {
            if joined(BAD) || said.doubt || measure.ratio {
                Unknown
            } else {
                vague(Sign::Good)
            }
        }
        // A complaint and something else: who knows what.
        () if head.is(Fault) => {
            if said.joined.is_some() && !joined(BAD) {
                Unknown
            } else {
                vague(Sign::Bad)
            }
        }
        () if head.is(Burden) => {
            if said.arisen || said.joined.is_some() {
                Unknown
            } else {
                vague(Sign::Bad)
            }
        }
        () if measure.degree => likely(Sign::Good, words),
        () => Unknown,
    }
}
