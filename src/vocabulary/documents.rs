//! What a document says that it is: a plan, a report on one, or a paper that tells how either is written.

use crate::labels::fold;

/// Words of the cycle of performance: a plan, its report or its sheets say at least one of them.
const CYCLE: &[&str] = &[
    "performance",
    "piao",
    "albero",
    "piano degli obiettivi",
    "piano dettagliato",
    "piano esecutivo di gestione",
    "obiettivi di gestione",
    "obiettivi gestionali",
    "obiettivi operativi",
    "obiettivo operativo",
    "obiettivo gestionale",
    "obiettivi individuali",
    "obiettivo individuale",
    "obiettivi dirigenziali",
    "scheda obiettivo",
    "schede obiettivo",
    "retribuzione di risultato",
    "documento unico di programmazione",
    "valore pubblico",
    "direttiva generale",
];

/// How papers begin that tell how plans are made, with examples of their sheets.
const ABOUT_PLANS: &[&str] = &[
    "sistema di misurazione e valutazione",
    "istruzioni per la compilazione",
    "istruzioni operative",
    "guida alla compilazione",
    "linee guida per",
    "fac-simile",
];

/// A title and what stands over it are among so many characters of a document.
const BEGINNING: usize = 160;

fn says(text: &str, phrases: &[&str]) -> bool {
    let folded = fold(text);
    phrases.iter().any(|phrase| folded.contains(&fold(phrase)))
}

/// Does a document speak of the cycle of performance?
pub(crate) fn names_cycle(text: &str) -> bool {
    says(text, CYCLE)
}

/// Does a document tell how plans are made? `text` is its whole.
pub(crate) fn is_about_plans(text: &str) -> bool {
    let end = text.char_indices().nth(BEGINNING).map_or(text.len(), |(at, _)| at);
    says(&text[..end], ABOUT_PLANS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_speak_of_the_cycle_and_papers_about_them_begin_so() {
        for (text, cycle, about) in [
            ("Piano della Performance 2025 Comune di Borgoverde", true, false),
            ("OBIETTIVO OPERATIVO 1.1 Ridurre i tempi", true, false),
            ("Capitolato speciale per il servizio di pulizia Art. 9 Indicatori di prestazione Obiettivo", false, false),
            ("Progetto \"Coste Vive\" - Quadro logico Obiettivo specifico Risultato atteso", false, false),
            ("Sistema di misurazione e valutazione della performance 2024 Obiettivo operativo Esempio", true, true),
            ("Piano della performance: istruzioni per la compilazione della scheda", true, true),
        ] {
            assert_eq!((names_cycle(text), is_about_plans(text)), (cycle, about), "{text}");
        }
    }
}
