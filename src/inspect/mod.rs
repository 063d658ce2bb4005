//! How a document was understood: the tables found in it, cell by cell.

mod svg;

use crate::error::Result;
use crate::geometry::{PageNumber, Rect};
use crate::labels::own::Scope;
use crate::language::{Lang, Text};
use crate::layout::grid::{Block, Grid, blocks};
use crate::layout::words::Words;
use crate::location::Places;
use crate::meaning::roles::roles;
use crate::source::{self, Note, Options};
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
pub use svg::svg;

/// The tables of a document, as they are printed: what `albero inspect` writes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Inspection {
    /// `albero/inspect/1`; a change that is no addition would change the number.
    pub schema: String,
    /// In reading order; a table that goes on over pages has an entry on each.
    pub tables: Vec<Table>,
    /// What was noticed of the document on the way; not written.
    #[serde(skip)]
    pub notes: Vec<Note>,
}

/// A table as printed on one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Table {
    /// Physical page, 1-based.
    pub page: u32,
    /// Its box, `[x0, y0, x1, y1]` in points from the page's top left; null in a text file.
    pub bbox: Option<[f64; 4]>,
    /// How many rows.
    pub rows: usize,
    /// How many columns.
    pub columns: usize,
    /// What the table was taken for; null where it was not, or nothing was asked.
    pub role: Option<String>,
    /// How sure it is that this is a table with these cells, from 0 to 1.
    pub confidence: f64,
    /// Row by row, those without text too.
    pub cells: Vec<TableCell>,
}

/// A cell, however many rows and columns it spans.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct TableCell {
    /// Its first row, from 0, and the one after its last.
    pub rows: [usize; 2],
    /// Its first column, from 0, and the one after its last.
    pub columns: [usize; 2],
    /// Its lines, joined; empty where nothing is printed.
    pub text: String,
    /// What the cell was taken for: a field, a level, a year; null where it was not known.
    pub role: Option<String>,
    /// Its box, as the table's.
    pub bbox: Option<[f64; 4]>,
}

/// The name and number of what is written.
const SCHEMA: &str = "albero/inspect/1";

/// The tables of a document; none of plan JSON.
///
/// ```
/// let pdf = std::fs::read("fixtures/plans/albero-2024-chromium.pdf")?;
/// let inspection = albero::inspect(pdf, &albero::Options::default())?;
/// let table = &inspection.tables[0];
/// println!("page {}: {} rows, {} columns", table.page, table.rows, table.columns);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`parse`](crate::parse), but a document without objectives is no error.
pub fn inspect(bytes: impl Into<Vec<u8>>, options: &Options<'_>) -> Result<Inspection> {
    let mut inspection = Inspection { schema: SCHEMA.to_owned(), tables: Vec::new(), notes: Vec::new() };
    let Some(document) = source::words(bytes.into(), options)? else { return Ok(inspection) };
    let (words, places) = (&document.words, &document.places);
    let labels = options.labels;
    let of_sheet = |sheet| {
        let _labels = Scope::open(labels);
        let grids = blocks(sheet, words).into_iter().filter_map(|block| match block {
            Block::Grid(grid) => Some(grid),
            Block::Lines(_) => None,
        });
        grids.map(|grid| table(&grid, words, places)).collect::<Vec<Table>>()
    };
    inspection.tables = document.sheets.par_iter().flat_map_iter(of_sheet).collect();
    inspection.notes = document.notes;
    Ok(inspection)
}

fn table(grid: &Grid, words: &Words, places: &Places) -> Table {
    let taken = roles(grid, words);
    let cells = grid.cells.iter().zip(taken.cells).map(|(cell, role)| TableCell {
        rows: [cell.rows.start, cell.rows.end],
        columns: [cell.columns.start, cell.columns.end],
        text: cell.cell.text(words).text,
        role,
        bbox: bbox(places, grid.page, cell.rect),
    });
    Table {
        page: grid.page,
        bbox: bbox(places, grid.page, grid.rect),
        rows: grid.rows.len().saturating_sub(1),
        columns: grid.columns.len().saturating_sub(1),
        role: taken.table.map(str::to_owned),
        confidence: (f64::from(grid.confidence) * 100.0).round() / 100.0,
        cells: cells.collect(),
    }
}

fn bbox(places: &Places, page: PageNumber, rect: Rect) -> Option<[f64; 4]> {
    places.location(page, rect).bbox
}

/// The words of roles, with the Italian of each; the names of fields are also the keys of albero.toml.
const ROLES: &[Text] = &[
    Text { en: "indicators", it: "indicatori" },
    Text { en: "objectives", it: "obiettivi" },
    Text { en: "sheet", it: "scheda" },
    Text { en: "band", it: "fascia" },
    Text { en: "not known", it: "non conosciuta" },
    Text { en: "mission", it: "missione" },
    Text { en: "programme", it: "programma" },
    Text { en: "public-value", it: "valore pubblico" },
    Text { en: "special-agency", it: "azienda speciale" },
    Text { en: "position", it: "posizione" },
    Text { en: "structure", it: "struttura" },
    Text { en: "strategic-objective", it: "obiettivo strategico" },
    Text { en: "objective", it: "obiettivo" },
    Text { en: "individual-objective", it: "obiettivo individuale" },
    Text { en: "area-code", it: "codice dell'area" },
    Text { en: "objective-code", it: "codice dell'obiettivo" },
    Text { en: "indicator-code", it: "codice dell'indicatore" },
    Text { en: "code", it: "codice" },
    Text { en: "title", it: "titolo" },
    Text { en: "description", it: "descrizione" },
    Text { en: "weight", it: "peso" },
    Text { en: "objective-weight", it: "peso dell'obiettivo" },
    Text { en: "indicator-weight", it: "peso dell'indicatore" },
    Text { en: "units", it: "unità organizzative" },
    Text { en: "responsible", it: "responsabile" },
    Text { en: "stakeholders", it: "portatori d'interesse" },
    Text { en: "start", it: "inizio" },
    Text { en: "end", it: "fine" },
    Text { en: "note", it: "note e criticità" },
    Text { en: "indicator", it: "indicatore" },
    Text { en: "typology", it: "tipologia" },
    Text { en: "typology-and-indicator", it: "tipologia e indicatore" },
    Text { en: "algorithm", it: "algoritmo" },
    Text { en: "numerator", it: "numeratore" },
    Text { en: "denominator", it: "denominatore" },
    Text { en: "unit-of-measure", it: "unità di misura" },
    Text { en: "source", it: "fonte" },
    Text { en: "baseline", it: "valore di partenza" },
    Text { en: "target-level", it: "livello del target" },
    Text { en: "expected", it: "risultato atteso" },
    Text { en: "result", it: "consuntivo" },
    Text { en: "achieved", it: "raggiungimento" },
    Text { en: "gap", it: "scostamento" },
    Text { en: "phase", it: "fase" },
    Text { en: "action", it: "azione" },
    Text { en: "progress", it: "avanzamento" },
    Text { en: "counter", it: "numero di riga" },
    Text { en: "year", it: "anno" },
    Text { en: "other", it: "altro" },
];

/// A role as a person is told it: `head: target 2025` is `intestazione: target 2025`.
#[must_use]
pub fn role_told(role: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return role.to_owned();
    }
    let (kind, name) = match role.split_once(": ") {
        Some(("head", name)) => ("intestazione: ", name),
        Some(("label", name)) => ("etichetta: ", name),
        _ => ("", role),
    };
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (name, year) = match name.rsplit_once(' ').filter(|(_, year)| is_year(year)) {
        Some((name, year)) => (name, format!(" {year}")),
        None => (name, String::new()),
    };
    let italian = ROLES.iter().find(|word| word.en == name).map_or(name, |word| word.it);
    format!("{kind}{italian}{year}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_an_italian_word() {
        for name in crate::vocabulary::fields::names() {
            assert!(["target", "area"].contains(&name) || role_told(name, Lang::It) != name, "{name}");
        }
        assert_eq!(role_told("head: target 2025", Lang::It), "intestazione: target 2025");
        assert_eq!(role_told("label: unit-of-measure", Lang::It), "etichetta: unità di misura");
        assert_eq!(role_told("head: not known", Lang::En), "head: not known");
    }
}
