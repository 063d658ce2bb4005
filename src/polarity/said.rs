//! What is said of the head: participles, adjectives, terms kept or not.
//!
//! A participle is said of the noun that it stands beside and agrees with in gender and number; where that may be
//! two nouns, only what can be done to a fault alone (`riparato`) is said of the head.

use super::judge::Sign;
use super::lexicon::Sense::*;
use super::phrase::{Item, Measure};
use super::words::Word;

/// Nouns that are bad by themselves.
pub(super) const BAD: &[super::lexicon::Sense] = &[Fault, Burden, Offence];

/// Nouns that are good by themselves.
pub(super) const GOOD: &[super::lexicon::Sense] = &[Output, Sought, Deed];

/// What is said of the head.
#[derive(Debug, Default)]
pub(super) struct Said<'m> {
    /// What holds in the end, and the word that says so.
    pub(super) last: Option<(Sign, &'m Word<'m>)>,
    /// The same of the words right beside the head.
    pub(super) near: Option<(Sign, &'m Word<'m>)>,
    /// The last word of `oltre i termini`.
    pub(super) late: Option<&'m Word<'m>>,
    /// The last word of `entro 30 giorni`.
    pub(super) in_time: Option<&'m Word<'m>>,
    /// `ridotto`.
    pub(super) lessened: Option<&'m Word<'m>>,
    /// Counted as it came: `ricevuti`.
    pub(super) arisen: bool,
    /// Words disagree, or one that decides is not known.
    pub(super) mixed: bool,
    /// A participle may be another noun's.
    pub(super) doubt: bool,
    /// Held against what was planned.
    pub(super) planned: bool,
    /// Another thing is counted along with the head.
    pub(super) joined: Option<&'m Word<'m>>,
}

/// What the head is, as far as participles mind.
#[derive(Debug, Clone, Copy)]
struct Head {
    /// Bad by itself.
    faulty: bool,
    /// To be paid.
    owing: bool,
    /// An opinion.
    rated: bool,
    /// A term is named with it.
    timed: bool,
}

impl<'m> Said<'m> {
    pub(super) fn of(measure: &'m Measure<'m>) -> Said<'m> {
        let mut said = Said::default();
        let head = &measure.head;
        let of = Head {
            faulty: head.senses.any(BAD),
            owing: head.is(Burden),
            rated: head.is(Opinion),
            timed: measure.items.iter().any(|item| matches!(item, Item::InTime(..))),
        };
        // The noun that a participle may belong to, and what stood before it.
        let mut nearest = head;
        let mut before: Option<&Item<'_>> = None;
        for item in measure.items.iter().filter(|item| !matches!(item, Item::Auxiliary)) {
            let linked = matches!(before, Some(Item::Of | Item::Link | Item::Between));
            let beside = std::ptr::eq(nearest, head);
            match item {
                Item::Against { planned } => said.planned = *planned,
                Item::Clause { word, denied } => said.state(word, denied.is_some(), of, true),
                // `in sofferenza`, `on line`: of whatever stands before.
                Item::State { word, denied: None } if !word.has_ending() && !beside => said.far(word, false, head),
                // `degli iscritti` are persons.
                Item::State { word, denied: None } if linked => nearest = word,
                // Complaints that were answered, or that there were?
                Item::State { word, .. } if word.is(Acknowledged) && head.is(Answerable) => said.mixed = true,
                Item::State { word, denied } => {
                    let (of_head, of_other) = (word.agrees(head), !beside && word.agrees(nearest));
                    if beside || of_head && (!of_other || word.is(Mended)) {
                        said.state(word, denied.is_some(), of, beside);
                    } else if of_head && !word.is(Arisen) {
                        said.far(word, denied.is_some(), head);
                    }
                }
                Item::Denied(word) => {
                    said.mixed = true;
                    nearest = word;
                }
                Item::Late(last) => said.beyond(last),
                Item::Past(last) if said.is_good() || of.faulty || head.senses.any(&[Waiting, Lasting]) => {
                    said.beyond(last);
                }
                Item::Past(..) => said.mixed = true,
                Item::InTime(last) => said.in_time = Some(last),
                Item::With { noun, .. } if noun.is(Opaque) => said.mixed = true,
                Item::With { noun, compared } => {
                    let sign = with(noun, compared.as_ref());
                    if compared.is_none() {
                        nearest = noun;
                    }
                    // `decessi con lesione` is another thing than the head.
                    match sign {
                        Some((Sign::Bad, _)) if !beside => said.doubt = true,
                        found => said.last = found.or(said.last),
                    }
                }
                Item::Without(noun) => said.without(noun),
                Item::Lacking => said.mixed |= !of.faulty,
                Item::Noun(word) if beside && !linked && matches!(before, Some(Item::And)) => said.joined = Some(word),
                Item::Noun(word) if linked => nearest = word,
                Item::Noun(word) => {
                    let participle = word.may_be_participle() && word.agrees(head);
                    let minds = !head.senses.any(&[Deed, Time, Procedure, Gap]);
                    said.mixed |= beside && of.faulty && word.is(Either) || participle && minds;
                }
                Item::Auxiliary | Item::And | Item::Of | Item::Link | Item::Between => {}
            }
            before = Some(item);
        }
        said
    }

    fn is_good(&self) -> bool {
        self.last.is_some_and(|(sign, _)| sign == Sign::Good)
    }

    /// A participle or adjective, or its denial.
    fn state(&mut self, word: &'m Word<'m>, denied: bool, of: Head, beside: bool) {
        let undecided = word.is(Outcome)
            || word.is(Rated) && !of.rated
            || word.is(Closed) && !(of.faulty || of.timed)
            // `positive` cures no fault.
            || word.is(Fine) && of.faulty && !word.senses.any(&[Handled, Mended]);
        let helps = word.senses.any(&[Handled, Mended, Fine, Closed, Rated])
            || word.senses.any(&[Made, Paid]) && !of.faulty
            || word.is(Paid) && of.owing;
        let sign = match (word.is(Wrong), helps, denied) {
            _ if undecided => None,
            (true, false, false) | (false, true, true) => Some(Sign::Bad),
            (false, true, false) => Some(Sign::Good),
            (false, false, false) if word.is(Lessened) => {
                self.lessened = Some(word);
                return;
            }
            (false, false, _) if word.is(Arisen) && (of.faulty || !denied) => {
                self.arisen = true;
                return;
            }
            _ => None,
        };
        match sign {
            None => self.mixed = true,
            Some(sign) => {
                self.last = Some((sign, word));
                if beside {
                    self.near = self.last;
                }
            }
        }
    }

    /// May be said of the head, or of a noun in between.
    fn far(&mut self, word: &'m Word<'m>, denied: bool, head: &Word<'_>) {
        let good = word.senses.any(&[Made, Handled, Mended, Paid, Fine]) && !denied;
        match (head.senses.any(BAD), good) {
            // Nobody makes a fault on purpose: it is the other's.
            (true, true) => self.mixed |= word.is(Handled),
            (true, false) => {}
            (false, true) => {
                if self.last.is_none() {
                    self.last = Some((Sign::Good, word));
                    self.doubt |= !head.senses.any(GOOD);
                }
            }
            (false, false) => self.doubt = true,
        }
    }

    fn beyond(&mut self, last: &'m Word<'m>) {
        self.late = Some(last);
        self.last = Some((Sign::Bad, last));
    }

    fn without(&mut self, noun: &'m Word<'m>) {
        match () {
            () if noun.senses.any(BAD) => self.last = Some((Sign::Good, noun)),
            () if noun.senses.any(&[Answer, Sought, Deed]) => self.last = Some((Sign::Bad, noun)),
            () => self.mixed = true,
        }
    }
}

/// `con risposta`, `con rilievi`, `con durata inferiore a 30 giorni`.
fn with<'m>(noun: &'m Word<'m>, compared: Option<&'m (Word<'m>, bool)>) -> Option<(Sign, &'m Word<'m>)> {
    let bad = noun.senses.any(BAD) && !noun.is(Either);
    match compared {
        Some((word, smaller)) if bad || noun.senses.any(&[Time, Lasting, Span, Waiting, Cost]) => {
            Some((if *smaller { Sign::Good } else { Sign::Bad }, word))
        }
        Some((word, smaller)) if noun.is(Opinion) => Some((if *smaller { Sign::Bad } else { Sign::Good }, word)),
        Some(_) => None,
        None if bad => Some((Sign::Bad, noun)),
        None => noun.senses.any(&[Fine, Answer]).then_some((Sign::Good, noun)),
    }
}
