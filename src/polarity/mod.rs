//! Polarity: whether more of an indicator is better or worse. What is measured has the direction, not a word
//! in it: a share of complaints *handled* is to be high, a *reduction* of times, too.
//!
//! The name is read as a noun phrase by the grammar of `phrase`, whose vocabulary is in `tables`; unit of
//! measure and algorithm are further witnesses. Where they disagree, or none speaks, nothing is said.

mod judge;
mod lexicon;
mod phrase;
mod said;
mod tables;
mod words;

use crate::grammar::measure::{Quantity, quantity};
use crate::plan::model::Indicator;
use judge::{Judgement, Sign, Verdict};
use words::Words;

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better: coverage, satisfaction, things done.
    Higher,
    /// Less is better: time, cost, errors.
    Lower,
}

/// How sure an inference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The words would bear another reading.
    Likely,
    /// What is measured is known, and what is said of it.
    Sure,
}

/// An indicator's polarity, and what it was inferred from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Polarity {
    /// Which way is better.
    pub direction: Direction,
    /// The words that decided, as printed: `Percentuale di reclami evasi`.
    pub words: String,
    /// They stand in the formula, not in the name.
    pub in_formula: bool,
    /// How sure that is.
    pub confidence: Confidence,
    /// The indicator measures how long something takes.
    pub(crate) is_time: bool,
}

impl Polarity {
    /// No other reading is left.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.confidence == Confidence::Sure
    }
}

/// The polarity of an indicator, from its name, its unit of measure and its algorithm.
#[must_use]
pub fn of(indicator: &Indicator) -> Option<Polarity> {
    let unit = indicator.targets.first().and_then(|target| target.unit.as_deref());
    let algorithm = &indicator.algorithm;
    of_words(&indicator.name, algorithm.numerator.as_deref().or(algorithm.text.as_deref()), unit)
}

/// [`of`], of words.
fn of_words(name: &str, algorithm: Option<&str>, unit: Option<&str>) -> Option<Polarity> {
    let unit = unit.and_then(quantity);
    let second = algorithm.filter(|text| !is_difference(text)).map(|text| (text, judged(text, unit)));
    match (judged(name, unit), second) {
        // Of a merit, or of what the name only may mean, the formula says what is counted.
        (Judgement::Known(first), Some((text, Judgement::Known(second))))
            if (first.is_vague || !first.sure) && second.sure =>
        {
            polarity(text, &second, true)
        }
        (Judgement::Known(first), Some((_, Judgement::Known(second)))) if first.sign != second.sign => None,
        (Judgement::Known(first), _) => polarity(name, &first, false),
        (Judgement::Unknown, Some((text, Judgement::Known(second)))) => polarity(text, &second, true),
        _ => None,
    }
}

/// An algorithm that takes one value from another says nothing: `(spesa 2022 - spesa 2023) / spesa 2022`.
fn is_difference(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains(" - ")
        || text.contains(" – ")
        || ["differenza", "variazione", "precedente", "n-1"].iter().any(|w| text.contains(w))
}

fn polarity(text: &str, verdict: &Verdict, in_formula: bool) -> Option<Polarity> {
    Some(Polarity {
        direction: match verdict.sign {
            Sign::Good => Direction::Higher,
            Sign::Bad => Direction::Lower,
        },
        words: text.get(verdict.words.clone())?.to_owned(),
        in_formula,
        confidence: if verdict.sure { Confidence::Sure } else { Confidence::Likely },
        is_time: verdict.is_time,
    })
}

/// What the parts of a text say together.
fn judged(text: &str, unit: Option<Quantity>) -> Judgement {
    let mut found = Judgement::Unknown;
    for segment in words::segments(text) {
        let words = words::words(text, segment.range);
        let Ok((_, measure)) = phrase::measure(Words(&words)) else { continue };
        // `Residui passivi: diminuzione percentuale`
        if let Some(change) = measure.changes.first().filter(|_| found != Judgement::Unknown) {
            found = judge::afterwards(change, &measure, found);
            continue;
        }
        if segment.aside {
            continue;
        }
        found = match (found, judge::judge(&measure, unit)) {
            (Judgement::Unknown, next) => next,
            (first, Judgement::Unknown) => first,
            (Judgement::Known(first), Judgement::Known(second)) if first.sign == second.sign => Judgement::Known(first),
            _ => Judgement::Mixed,
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn direction(text: &str, unit: &str) -> Option<(Direction, String)> {
        of_words(text, None, Some(unit)).filter(Polarity::is_sure).map(|polarity| (polarity.direction, polarity.words))
    }

    #[test]
    fn what_is_measured_has_the_direction_and_whole_phrases_say_so() {
        use Direction::{Higher, Lower};
        for (text, unit, expected, words) in [
            ("Durata media dei procedimenti conclusi mediazione", "gg", Lower, "Durata media dei procedimenti"),
            ("Tempo medio per la nomina dei Gestori della Crisi", "gg", Lower, "Tempo medio"),
            ("Percentuale di errore rilevata nella gestione", "%", Lower, "errore rilevata"),
            ("Percentuale di reclami evasi entro 30 giorni", "%", Higher, "reclami evasi entro 30 giorni"),
            ("Reclami inevasi", "%", Lower, "Reclami inevasi"),
            ("Guasti agli impianti riparati", "%", Higher, "Guasti agli impianti riparati"),
            ("Perdite delle società partecipate", "%", Lower, "Perdite delle società partecipate"),
            ("Pratiche non evase", "%", Lower, "Pratiche non evase"),
            ("Delibere senza vizi", "%", Higher, "Delibere senza vizi"),
            ("Riduzione dei tempi di attesa", "%", Higher, "Riduzione dei tempi di attesa"),
            ("Riduzione del numero dei corsi", "N.", Lower, "Riduzione del numero dei corsi"),
            ("Aumento dei reclami", "%", Lower, "Aumento dei reclami"),
            (
                "Rapporto tra siti contaminati bonificati e siti contaminati iscritti",
                "%",
                Higher,
                "siti contaminati bonificati",
            ),
            ("Rapporto tra errori corretti e errori", "%", Higher, "errori corretti"),
            ("Evasione tributaria", "€", Lower, "Evasione tributaria"),
            ("Reclami riscontrati entro 30 giorni", "%", Higher, "Reclami riscontrati entro"),
            ("Rispetto dei tempi procedimentali", "%", Higher, "Rispetto dei tempi"),
            ("Tempi procedimentali rispettati", "%", Higher, "Tempi procedimentali rispettati"),
            ("Numero di pratiche gestite in ritardo", "N.", Lower, "pratiche gestite in ritardo"),
        ] {
            assert_eq!(direction(text, unit), Some((expected, words.to_owned())), "{text}");
        }
    }

    #[test]
    fn where_words_or_unit_disagree_or_none_is_known_nothing_is_said() {
        for (text, unit) in [
            ("Tempo medio di apertura dello sportello", "ore settimanali"),
            ("Tempo dedicato alla formazione", "ore"),
            ("Tempi di pagamento", "%"),
            ("Ricorsi respinti", "%"),
            ("Tamponi positivi", "%"),
            ("Sanzioni irrogate", "N."),
            ("Reclami e suggerimenti", "N."),
            ("Costi e benefici evitati", "N."),
            ("Grado di attuazione del piano", "gg"),
            ("Pratiche evase", "gg"),
            ("Percentuale di scarto dei documenti", "%"),
            ("Incidenti con ciclisti coinvolti", "N."),
            ("Reclami degli utenti riscontrati", "N."),
            ("Percentuale di reclami degli utenti riscontrati", "%"),
            ("Tasso di evasione dei prestiti interbibliotecari", "%"),
            ("Media dei giorni di assistenza", "gg"),
            ("", "%"),
            ("%", "%"),
        ] {
            assert_eq!(direction(text, unit), None, "{text}");
        }
    }

    #[test]
    fn the_formula_is_a_second_witness() {
        let with = |name, algorithm, unit| of_words(name, Some(algorithm), Some(unit)).map(|p| (p.direction, p.words));
        assert_eq!(
            with("Sportello", "Giorni medi di attesa", "gg"),
            Some((Direction::Lower, "Giorni medi di attesa".to_owned()))
        );
        assert_eq!(
            with("Anomalie", "N. lotti senza anomalie / N. lotti", "%"),
            Some((Direction::Higher, "lotti senza anomalie".to_owned()))
        );
        assert_eq!(with("Errori di fatturazione", "N. fatture senza errori", "%"), None);
        assert_eq!(
            with("Riduzione dei consumi", "(kWh 2022 - kWh 2023) / kWh 2022", "%").map(|p| p.0),
            Some(Direction::Higher)
        );
    }
}
