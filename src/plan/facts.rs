//! The document's facts: title, years, act, body; from what is printed on every page and over the tables,
//! from the column heads, and from the PDF's metadata.

use crate::grammar::date::full_date;
use crate::labels::{self, Role};
use crate::plan::model::{Approval, Period};
use crate::tables::pieces::Head;
use std::sync::LazyLock;

/// What a document says of itself, outside its tables.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Facts {
    pub(crate) title: Option<String>,
    pub(crate) entity: Option<String>,
    pub(crate) year: Option<i32>,
    pub(crate) baseline_year: Option<i32>,
    pub(crate) period: Option<Period>,
    pub(crate) approval: Option<Approval>,
}

/// How the titles of plans begin; the longer of two with one beginning stands first.
const TITLES: &[&str] = &[
    "Albero della performance",
    "Albero delle performance",
    "Piano della performance",
    "Piano delle performance",
    "Piano integrato di attività e organizzazione",
    "Piano degli obiettivi e delle performance",
    "Piano degli obiettivi e della performance",
    "Piano degli obiettivi",
    "Piano esecutivo di gestione",
    "Piano performance",
    "Piano di performance",
    "Piano triennale della performance",
    "Piano annuale della performance",
    "Relazione sulla performance",
    "Relazione annuale sulla performance",
    "Relazione sul piano della performance",
    "PIAO",
    "Obiettivi individuali",
    "Piano dettagliato degli obiettivi",
];

/// Plans that are called by their initials; a text that says them without a year may speak of another document.
const INITIALS: &[&str] = &["PEG", "PDO"];

/// How the names of public bodies begin.
const BODIES: &[&str] = &[
    "Camera di Commercio",
    "C.C.I.A.A.",
    "Comune di",
    "Città metropolitana di",
    "Città di",
    "Provincia di",
    "Regione",
    "Unione dei comuni",
    "Unione di comuni",
    "Comunità montana",
    "Università degli Studi",
    "Università di",
    "Azienda sanitaria",
    "Azienda ospedaliera",
    "Azienda USL",
    "ASL",
    "Ministero",
    "Agenzia",
    "Autorità di sistema portuale",
    "Ente parco",
    "Istituto nazionale",
    "Consiglio regionale",
    "Unioncamere",
];

/// Words between a title's beginning and its year, such as `individuale` or `dei dirigenti`.
const MOST_BETWEEN: usize = 4;

/// More characters than any of [`BODIES`] is printed with.
const LONGEST_BEGINNING: usize = 64;

static FOLDED_TITLES: LazyLock<Vec<String>> =
    LazyLock::new(|| TITLES.iter().map(|title| labels::fold(title)).collect());

static FOLDED_BODIES: LazyLock<Vec<String>> = LazyLock::new(|| BODIES.iter().map(|body| labels::fold(body)).collect());

/// Words with which an act or its annex is named.
const ACTS: &[&str] = &[
    "all",
    "allegato",
    "delibera",
    "deliberazione",
    "determinazione",
    "determina",
    "decreto",
    "dgc",
    "dgm",
    "dgr",
    "gc",
    "del",
    "n",
];

impl Facts {
    /// Adds what the printed texts say, the first to say a thing being heard.
    pub(crate) fn hear(&mut self, text: &str) {
        if let Some((start, end)) = title_in(text) {
            let found = &text[start..end];
            // A running head may print the title without the years that the cover has.
            let longer = |title: &str| {
                year_in(title).is_none()
                    && year_in(found).is_some()
                    && labels::fold(found).starts_with(&labels::fold(title))
            };
            if self.title.as_deref().is_none_or(longer) {
                self.title = Some(text[start..end].to_owned());
                self.period = self.period.or_else(|| period_in(&text[start..end]));
                self.year = self.year.or_else(|| year_in(&text[start..end]));
            }
            self.hear_act(&text[..start]);
            self.hear_act(&text[end..]);
            self.hear_body(&text[..start]);
            self.hear_body(&text[end..]);
        } else {
            self.hear_body(text);
            self.hear_act(text);
        }
    }

    fn hear_act(&mut self, text: &str) {
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '|'));
        if self.approval.is_some() || text.is_empty() {
            return;
        }
        let named = text
            .split_whitespace()
            .any(|w| ACTS.contains(&labels::fold(w).trim_end_matches(|c: char| c.is_ascii_digit())));
        let date = text
            .char_indices()
            .filter(|(at, _)| *at == 0 || text[..*at].ends_with(char::is_whitespace))
            .find_map(|(at, _)| full_date(&text[at..]).ok());
        if let (true, Some((_, date))) = (named, date) {
            self.approval = Some(Approval { text: text.to_owned(), date: Some(date), ..Approval::default() });
        }
    }

    fn hear_body(&mut self, text: &str) {
        if self.entity.is_some() {
            return;
        }
        self.entity = body_in(text).map(str::to_owned);
    }

    /// Adds what the column heads say.
    pub(crate) fn hear_heads(&mut self, heads: &[Head]) {
        let years = |role| heads.iter().filter_map(|h| h.label).filter(move |l| l.role == role).filter_map(|l| l.year);
        if let (Some(first), Some(last)) = (years(Role::Target).min(), years(Role::Target).max()) {
            // Heads are nearer to the rows than a title that was copied from last year's.
            self.year = Some(first);
            if last > first {
                self.period.get_or_insert(Period { start: first, end: last });
            }
        }
        if self.baseline_year.is_none() {
            self.baseline_year = years(Role::Baseline).max();
        }
    }
}

/// The title in a line of text, years and all: from its first word to its last year.
pub(crate) fn title_in(text: &str) -> Option<(usize, usize)> {
    let named = text
        .char_indices()
        .filter(|(at, c)| c.is_alphanumeric() && !text[..*at].ends_with(char::is_alphanumeric))
        .find_map(|(at, _)| {
            FOLDED_TITLES.iter().find_map(|title| begins(&text[at..], title)).map(|end| (at, at + end))
        });
    let initials = || text.split_whitespace().next().filter(|word| INITIALS.contains(word)).map(|word| (0, word.len()));
    let (start, mut end) = named.or_else(initials)?;
    // Years, and the words and dashes that join them, belong to the title.
    let mut rest = end;
    // `degli obiettivi dei dirigenti 2018`: some small words may stand before the year.
    let mut between = 0;
    for word in text[end..].split_inclusive(char::is_whitespace) {
        rest += word.len();
        // `Piano della performance 2024. Obiettivi`, `2024: schede`; `2024-2026, allegato 2` names another document.
        let bare = word.trim().trim_end_matches(['.', ':', ';']);
        let years = !bare.is_empty() && bare.split(['-', '/', '–']).all(|y| y.len() == 4 && y.parse::<i32>().is_ok());
        // `Piano integrato di attività e organizzazione (PIAO) 2024-2026`.
        let short = bare.starts_with('(') && bare.ends_with(')');
        let small = short || bare.chars().all(char::is_lowercase) && !bare.is_empty();
        if years {
            end = rest - word.len() + bare.len();
        } else if !(bare.is_empty()
            || matches!(labels::fold(bare).as_str(), "" | "triennio" | "anno" | "anni" | "per" | "il" | "l"))
        {
            between += 1;
            if !small || between > MOST_BETWEEN {
                break;
            }
        }
    }
    (named.is_some() || year_in(&text[start..end]).is_some()).then_some((start, end))
}

/// The end of a folded title at the beginning of `text`, whatever case and accents.
fn begins(text: &str, wanted: &str) -> Option<usize> {
    // Nearly every word of a document begins no title.
    let first = text.chars().next()?;
    if first.is_ascii() && !wanted.starts_with(first.to_ascii_lowercase()) {
        return None;
    }
    let mut end = 0;
    for word in text.split_inclusive(char::is_whitespace).take(8) {
        end += word.len();
        let folded = labels::fold(&text[..end]);
        if folded == wanted {
            return Some(text[..end].trim_end().len());
        }
        if !wanted.starts_with(&folded) {
            return None;
        }
    }
    None
}

/// A public body named at the beginning of a text, up to a dash.
pub(crate) fn body_in(text: &str) -> Option<&str> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '|'));
    let beginning = text.char_indices().nth(LONGEST_BEGINNING).map_or(text, |(end, _)| &text[..end]);
    let folded = labels::fold(beginning);
    FOLDED_BODIES.iter().find(|body| folded.starts_with(body.as_str()))?;
    let end = [" - ", " – ", " | "].iter().filter_map(|d| text.find(d)).min().unwrap_or(text.len());
    (text[..end].split_whitespace().count() <= 14).then(|| text[..end].trim())
}

fn years_of(text: &str) -> impl Iterator<Item = i32> + '_ {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|w| w.len() == 4)
        .filter_map(|w| w.parse().ok())
        .filter(|y| (1990..2100).contains(y))
}

fn period_in(text: &str) -> Option<Period> {
    let mut years = years_of(text);
    let (start, end) = (years.next()?, years.next()?);
    (start < end && end - start < 10).then_some(Period { start, end })
}

fn year_in(text: &str) -> Option<i32> {
    years_of(text).next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn heard(texts: &[&str]) -> Facts {
        let mut facts = Facts::default();
        texts.iter().for_each(|text| facts.hear(text));
        facts
    }

    #[test]
    fn a_running_head_gives_title_act_and_period() {
        let facts = heard(&["All.1.1 D GC 30/01/2023 Albero della Performance 2023 2025"]);
        assert_eq!(facts.title.as_deref(), Some("Albero della Performance 2023 2025"));
        assert_eq!(facts.period, Some(Period { start: 2023, end: 2025 }));
        let approval = facts.approval.unwrap();
        assert_eq!((approval.text.as_str(), approval.date), ("All.1.1 D GC 30/01/2023", Some(date(2023, 1, 30))));
        assert_eq!(facts.entity, None);
    }

    #[test]
    fn a_cover_gives_the_body() {
        let facts = heard(&[
            "Camera di Commercio di Esempio",
            "PIANO DELLA PERFORMANCE 2024-2026",
            "Delibera n. 3 del 28/01/2024",
        ]);
        assert_eq!(facts.entity.as_deref(), Some("Camera di Commercio di Esempio"));
        assert_eq!(facts.title.as_deref(), Some("PIANO DELLA PERFORMANCE 2024-2026"));
        assert_eq!(facts.year, Some(2024));
        assert_eq!(facts.approval.unwrap().date, Some(date(2024, 1, 28)));
        let facts = heard(&["PEG 2025 – Obiettivi gestionali"]);
        assert_eq!((facts.title.as_deref(), facts.year), (Some("PEG 2025"), Some(2025)));
        assert_eq!(heard(&["PEG e obiettivi"]).title, None);
        let facts = heard(&["Piano performance 2024: schede dei dirigenti"]);
        assert_eq!((facts.title.as_deref(), facts.year), (Some("Piano performance 2024"), Some(2024)));
        let facts = heard(&["Comune di Esempio - Albero della performance - anno 2024"]);
        assert_eq!(facts.entity.as_deref(), Some("Comune di Esempio"));
        assert_eq!(facts.title.as_deref(), Some("Albero della performance - anno 2024"));
    }
}
