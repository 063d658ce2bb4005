//! Polarity: whether more of an indicator is better or worse, from the words of its name and the unit of
//! measure. Where words disagree, or none is known, nothing is said.
//!
//! ```text
//! name   = { opener } head { word } ;     (* Percentuale di | errore | rilevata nella gestione .. *)
//! ```
//!
//! The head decides: a duration is a duration whatever lasts (`Durata media dei procedimenti conclusi`).
//! A time spent on something wanted (`Tempo medio di apertura`) is not. Where the head says nothing, what
//! was done to it may (`Protocolli assegnati e rifiutati`).

use crate::grammar::measure::{Quantity, quantity};
use crate::labels::fold;
use crate::plan::model::Indicator;
use std::collections::HashMap;
use std::sync::LazyLock;

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
    /// A word that usually says so.
    Likely,
    /// The word that names what is measured.
    Sure,
}

/// An indicator's polarity, and what it was inferred from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Polarity {
    /// Which way is better.
    pub direction: Direction,
    /// The word that decided, as printed.
    pub word: String,
    /// How sure that is.
    pub confidence: Confidence,
    /// The indicator measures how long something takes.
    pub(crate) is_time: bool,
}

/// What a word says where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// Says how it is measured, not what: `Percentuale di`.
    Opener,
    /// An opener that says, where nothing else does, that more is better: `Grado di`.
    Degree,
    /// A time: less is better, unless it is spent on something wanted.
    Time,
    /// A burden that is measured.
    Burden,
    /// What a time may be spent on to good purpose.
    Wanted,
    /// Something to have more of.
    Good,
    /// Takes something away: what follows turns round.
    Reduction,
    /// Done to the things that are counted, as wished.
    Done,
    /// Done to the things that are counted, not as wished.
    Undone,
    /// Turns the next participle round: `non evase`.
    Not,
}

/// The vocabulary. A word that ends in `-` is a participle without its ending.
const WORDS: &[(Sense, &str)] = &[
    (Sense::Degree, "grado"),
    (
        Sense::Opener,
        "n. n° numero num. minimo massimo totale percentuale % tasso quota media medio valore valori indice indicatore livello",
    ),
    (
        Sense::Opener,
        "percentuali somma incidenza entità ammontare importo volume annuo annua annuale complessivo complessiva",
    ),
    (
        Sense::Opener,
        "di del dello della dei degli delle d' dell' il lo la i gli le l' un uno una in nel nella a al allo alla per e tra",
    ),
    (Sense::Time, "tempo tempi durata durate giorni giornate ore minuti mesi tempistica tempistiche attesa attese"),
    (
        Sense::Burden,
        "ritardo ritardi errore errori reclamo reclami costo costi spesa spese scarto scarti scostamento scostamenti",
    ),
    (
        Sense::Burden,
        "lamentela lamentele disservizio disservizi assenza assenze assenteismo infortunio infortuni contenziosi",
    ),
    (
        Sense::Burden,
        "ricorsi arretrato arretrati giacenza giacenze inadempienza inadempienze violazioni anomalie difetti guasti",
    ),
    (
        Sense::Burden,
        "interruzioni consumo consumi emissioni debito debiti rischio rischi insolvenze dispersione abbandono abbandoni morosità",
    ),
    (
        Sense::Wanted,
        "apertura aperture disponibilità funzionamento formazione ascolto presenza affiancamento tirocinio stage vita",
    ),
    (Sense::Wanted, "anticipo preavviso permanenza continuità operatività validità garanzia"),
    (
        Sense::Good,
        "copertura soddisfazione gradimento customer realizzazione attuazione rispetto rispettati adesione adesioni",
    ),
    (
        Sense::Good,
        "partecipazione partecipanti iniziative iniziativa eventi evento incontri incontro corsi corso seminari",
    ),
    (
        Sense::Good,
        "digitalizzazione completamento conseguimento raggiungimento efficacia qualità trasparenza pubblicazione",
    ),
    (Sense::Good, "informative convenzioni riscossione"),
    (
        Sense::Reduction,
        "riduzione riduzioni diminuzione contenimento abbattimento risparmio risparmi recupero smaltimento minore taglio",
    ),
    (
        Sense::Done,
        "evas- realizzat- effettuat- complet- conclus- erogat- eseguit- rilasciat- emess- attivat- svolt- adottat-",
    ),
    (
        Sense::Done,
        "lavorat- gestit- depositat- partecipat- coinvolt- formati formate pubblicat- organizzat- soddisfatt- risolt-",
    ),
    (
        Sense::Done,
        "positiv- rispettat- raggiunt- avviat- attuat- digitalizzat- inserit- trasmess- redatt- definit- istruit-",
    ),
    (
        Sense::Undone,
        "rifiutat- respint- sospes- scadut- inevas- errat- tardiv- contestat- irregolar- mancat- mancant- rigettat-",
    ),
    (Sense::Undone, "pendent- arretrat- smarrit- danneggiat- annullat- incomplet- oltre fuori"),
    (Sense::Not, "non senza"),
];

static WHOLE: LazyLock<HashMap<String, Sense>> = LazyLock::new(|| words_of_table(|word| !word.ends_with('-')));
static STEMS: LazyLock<HashMap<String, Sense>> = LazyLock::new(|| words_of_table(|word| word.ends_with('-')));

fn words_of_table(wanted: impl Fn(&str) -> bool) -> HashMap<String, Sense> {
    let words = WORDS.iter().flat_map(|(sense, words)| words.split(' ').map(move |word| (word, *sense)));
    words.filter(|(word, _)| wanted(word)).map(|(word, sense)| (fold(word), sense)).collect()
}

/// A participle's ending has at most this many letters: `conclusione` is none of `conclus-`.
const LONGEST_ENDING: usize = 2;

fn sense(word: &str) -> Option<Sense> {
    let folded = fold(word);
    let by_stem = || (0..=LONGEST_ENDING).find_map(|end| STEMS.get(folded.get(..folded.len().checked_sub(end)?)?));
    WHOLE.get(&folded).or_else(by_stem).copied()
}

/// Words of a text, as printed, without the punctuation around them; the numerator's where it is a ratio.
fn words(text: &str) -> Vec<&str> {
    let numerator = match text.find('/') {
        // `n° atti/n° atti depositati` is a ratio, `e/o` and `iniziative/azioni` are not.
        Some(at) if begins_denominator(&text[at + 1..]) => &text[..at],
        _ => text,
    };
    numerator
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '(' | ')' | ':' | ';' | ',' | '"' | '’' | '\'' | '/' | '-' | '°')
        })
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%'))
        .filter(|word| !word.is_empty())
        .collect()
}

fn begins_denominator(text: &str) -> bool {
    let text = text.trim_start();
    text.get(..2).is_some_and(|head| {
        let folded = head.to_lowercase();
        folded.starts_with("n.") || folded.starts_with("n°") || folded == "to"
    }) || text.get(..1).is_some_and(|c| c.eq_ignore_ascii_case("n")) && text.contains('°')
        || text.to_lowercase().starts_with("totale")
}

/// The polarity of an indicator, from its name, else from its algorithm.
#[must_use]
pub fn of(indicator: &Indicator) -> Option<Polarity> {
    let unit = indicator.targets.first().and_then(|t| t.unit.as_deref()).and_then(quantity);
    match of_text(&indicator.name, unit) {
        Verdict::Known(polarity) => Some(polarity),
        Verdict::Disagree => None,
        Verdict::Silent => match indicator.algorithm.numerator.as_ref().or(indicator.algorithm.text.as_ref()) {
            Some(text) => match of_text(text, unit) {
                Verdict::Known(polarity) => Some(Polarity { confidence: Confidence::Likely, ..polarity }),
                Verdict::Disagree | Verdict::Silent => None,
            },
            None => None,
        },
    }
}

enum Verdict {
    Known(Polarity),
    Disagree,
    Silent,
}

fn of_text(text: &str, unit: Option<Quantity>) -> Verdict {
    let words = words(text);
    let senses: Vec<(&str, Option<Sense>)> = words.iter().map(|word| (*word, sense(word))).collect();
    let has = |wanted: Sense| senses.iter().any(|(_, sense)| *sense == Some(wanted));
    let known = |direction, word: &str, confidence| {
        let is_time = senses.iter().any(|(w, s)| *w == word && *s == Some(Sense::Time));
        Verdict::Known(Polarity { direction, word: word.to_owned(), confidence, is_time })
    };
    let head = senses.iter().find(|(_, sense)| !matches!(sense, Some(Sense::Opener | Sense::Degree)));
    // Opening hours a week are wanted, whatever the words.
    let rate = unit == Some(Quantity::Rate);
    match head {
        Some((word, Some(Sense::Time))) => {
            let doubt = has(Sense::Wanted) || has(Sense::Reduction) || has(Sense::Good) && has(Sense::Done) || rate;
            // A time that is no duration may be a share of things done in time.
            let fits = unit.is_none_or(|u| matches!(u, Quantity::Duration | Quantity::Count));
            if doubt || !fits { Verdict::Disagree } else { known(Direction::Lower, word, Confidence::Sure) }
        }
        Some((word, Some(Sense::Burden))) => {
            let doubt = has(Sense::Reduction) || has(Sense::Good) || has(Sense::Not);
            if doubt { Verdict::Disagree } else { known(Direction::Lower, word, Confidence::Sure) }
        }
        Some((word, Some(Sense::Good | Sense::Reduction))) => {
            let doubt = has(Sense::Time) || has(Sense::Burden) || has(Sense::Undone) || has(Sense::Not);
            // A number of days is rather one to keep low: word and unit of measure disagree.
            let doubt = doubt || unit == Some(Quantity::Duration);
            if doubt { Verdict::Disagree } else { known(Direction::Higher, word, Confidence::Sure) }
        }
        _ => by_participle(&senses, unit, known),
    }
}

/// Where the head says nothing: what was done to it, or a time with a unit of time.
fn by_participle(
    senses: &[(&str, Option<Sense>)],
    unit: Option<Quantity>,
    known: impl Fn(Direction, &str, Confidence) -> Verdict,
) -> Verdict {
    let find = |wanted: Sense| senses.iter().find(|(_, sense)| *sense == Some(wanted)).map(|(word, _)| *word);
    let (done, undone) = (find(Sense::Done), find(Sense::Undone));
    let burdened = find(Sense::Burden).is_some() || find(Sense::Time).is_some() || find(Sense::Reduction).is_some();
    let negated = find(Sense::Not).is_some();
    match (undone, done) {
        _ if burdened => match find(Sense::Time) {
            Some(word)
                if unit == Some(Quantity::Duration)
                    && [Sense::Wanted, Sense::Reduction, Sense::Good].iter().all(|s| find(*s).is_none()) =>
            {
                known(Direction::Lower, word, Confidence::Likely)
            }
            _ => Verdict::Disagree,
        },
        (Some(_), Some(_)) => Verdict::Disagree,
        (Some(_), None) if negated => Verdict::Disagree,
        (Some(word), None) => known(Direction::Lower, word, Confidence::Likely),
        (None, Some(_)) if negated || unit == Some(Quantity::Duration) => Verdict::Disagree,
        (None, Some(word)) => known(Direction::Higher, word, Confidence::Likely),
        (None, None) => match find(Sense::Degree).filter(|_| unit != Some(Quantity::Duration)) {
            Some(word) => known(Direction::Higher, word, Confidence::Likely),
            None => Verdict::Silent,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn direction(text: &str, unit: &str) -> Option<(Direction, String)> {
        match of_text(text, quantity(unit)) {
            Verdict::Known(polarity) => Some((polarity.direction, polarity.word)),
            Verdict::Disagree | Verdict::Silent => None,
        }
    }

    #[test]
    fn the_word_that_names_what_is_measured_decides() {
        for (text, unit, expected, word) in [
            ("Durata media dei procedimenti conclusi mediazione", "gg", Direction::Lower, "Durata"),
            ("Tempo medio per la nomina dei Gestori della Crisi", "gg", Direction::Lower, "Tempo"),
            ("Tempistica di risoluzione del problema (tempo medio)", "gg", Direction::Lower, "Tempistica"),
            ("Percentuale di errore rilevata nella gestione", "%", Direction::Lower, "errore"),
            ("N. reclami ricevuti", "N.", Direction::Lower, "reclami"),
            ("Costo medio del processo", "€", Direction::Lower, "Costo"),
            ("Protocolli assegnati e rifiutati / protocolli assegnati", "%", Direction::Lower, "rifiutati"),
            ("N°pratiche sospese/n°pratiche pervenute", "N.", Direction::Lower, "sospese"),
            ("Grado di copertura degli adempimenti", "%", Direction::Higher, "copertura"),
            ("Grado di soddisfazione medio degli utenti (scala 1-5)", "N.", Direction::Higher, "soddisfazione"),
            ("numero minimo di iniziative-azioni", "N.", Direction::Higher, "iniziative"),
            ("Percentuale richieste evase", "%", Direction::Higher, "evase"),
        ] {
            assert_eq!(direction(text, unit), Some((expected, word.to_owned())), "{text}");
        }
    }

    #[test]
    fn words_that_disagree_say_nothing() {
        for (text, unit) in [
            ("Tempo medio di apertura dello sportello", "ore settimanali"),
            ("Tempo dedicato alla formazione", "ore"),
            ("Riduzione dei tempi di attesa", "%"),
            ("Riduzione dei consumi di carta", "%"),
            ("Rispetto dei tempi procedimentali", "%"),
            ("Rispetto della tempistica gestione arbitrati", "%"),
            ("Tempi procedimentali rispettati", "%"),
            ("Predisposizione e trasmissione degli elenchi di scarto", "%"),
            ("Report sui reclami", "N."),
            ("Pratiche non evase", "%"),
            ("Numero di pratiche gestite in ritardo", "N."),
            ("Adozione del regolamento", "%"),
            ("Grado di attuazione del piano", "gg"),
            ("Pratiche evase", "gg"),
        ] {
            assert_eq!(direction(text, unit), None, "{text}");
        }
    }
}
