//! Tables as an Excel workbook: a sheet each, heads frozen and with filters, and one sheet that explains the columns. Texts
//! stay texts, so that no code becomes a date and nothing is a formula; numbers are numbers, dates are dates.

use super::{harmless_lines, heads};
use crate::language::{Lang, Text};
use crate::plan::fields::Value;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, XlsxError};
use std::io::{self, Write};

/// No column is wider (in letters of the standard font): longer texts break their lines.
const WIDEST: u32 = 60;

/// As many letters as Excel lets a cell have.
const LONGEST: usize = 32_767;

/// A workbook that takes tables row by row, a sheet a table.
pub(crate) struct Workbook {
    book: rust_xlsxwriter::Workbook,
    sheets: Vec<Sheet>,
    /// The columns of all sheets, each once.
    explained: Vec<String>,
    lang: Lang,
    bold: Format,
    text: Format,
    date: Format,
}

#[derive(Default)]
struct Sheet {
    columns: usize,
    rows: u32,
}

impl Workbook {
    /// A workbook without sheets, with heads in one language.
    ///
    /// # Errors
    /// None that can occur: the day is one.
    pub(crate) fn new(lang: Lang) -> io::Result<Workbook> {
        let mut book = rust_xlsxwriter::Workbook::new();
        // The day it was made would make two runs differ.
        let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(refused)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let date = text.clone().set_num_format("dd/mm/yyyy");
        Ok(Workbook {
            book,
            sheets: Vec::new(),
            explained: Vec::new(),
            lang,
            bold: Format::new().set_bold(),
            text,
            date,
        })
    }

    /// Begins a sheet of this name with these heads.
    ///
    /// # Errors
    /// A name that no sheet may have.
    pub(crate) fn begin(&mut self, name: &str, keys: &[&str]) -> io::Result<()> {
        let sheet = self.book.add_worksheet();
        sheet.set_name(name).map_err(refused)?;
        sheet.set_freeze_panes(1, 0).map_err(refused)?;
        for (column, key) in keys.iter().enumerate() {
            sheet
                .write_string_with_format(0, place(column)?, heads::told(key, self.lang), &self.bold)
                .map_err(refused)?;
        }
        for key in keys {
            if !self.explained.iter().any(|known| known == key) {
                self.explained.push((*key).to_owned());
            }
        }
        self.sheets.push(Sheet { columns: keys.len(), rows: 0 });
        Ok(())
    }

    /// Writes a row of a sheet, by the order in which sheets were begun.
    ///
    /// # Errors
    /// More rows than a sheet has.
    pub(crate) fn row(&mut self, number: usize, cells: &[Value]) -> io::Result<()> {
        let Some(state) = self.sheets.get_mut(number) else { return Ok(()) };
        state.rows += 1;
        let sheet = self.book.worksheet_from_index(number).map_err(refused)?;
        for (column, cell) in cells.iter().enumerate() {
            let (row, at) = (state.rows, place(column)?);
            let number = match cell {
                Value::Number(number) => number.to_f64(),
                Value::Whole(number) => i32::try_from(*number).ok().map(f64::from),
                Value::Nothing | Value::Text(_) | Value::Date(_) => None,
            };
            let date = match cell {
                Value::Date(date) => day(*date),
                _ => None,
            };
            let written = match (number, date) {
                (Some(number), _) => sheet.write_number_with_format(row, at, number, &self.text),
                (None, Some(date)) => sheet.write_datetime_with_format(row, at, &date, &self.date),
                (None, None) => match cell.cell() {
                    text if text.is_empty() => continue,
                    text => sheet.write_string_with_format(row, at, fitting(&text), &self.text),
                },
            };
            written.map_err(refused)?;
        }
        Ok(())
    }

    /// Writes it whole.
    ///
    /// # Errors
    /// What the output says.
    pub(crate) fn write(mut self, out: &mut dyn Write) -> io::Result<()> {
        for (number, state) in self.sheets.iter().enumerate() {
            let last = place(state.columns.saturating_sub(1))?;
            let sheet = self.book.worksheet_from_index(number).map_err(refused)?;
            sheet.autofilter(0, 0, state.rows, last).map_err(refused)?;
            sheet.set_autofit_max_width(WIDEST * LETTER);
            sheet.autofit();
        }
        let keys: Vec<&str> = self.explained.iter().map(String::as_str).collect();
        explain(self.book.add_worksheet(), &keys, self.lang, &self.bold).map_err(refused)?;
        let bytes = self.book.save_to_buffer().map_err(refused)?;
        out.write_all(&bytes)
    }
}

/// A letter's width in pixels.
const LETTER: u32 = 7;

/// A date that Excel knows: of 1900 or later.
fn day(date: jiff::civil::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()).ok()
}

/// The sheet that says what each column holds.
fn explain(sheet: &mut rust_xlsxwriter::Worksheet, keys: &[&str], lang: Lang, bold: &Format) -> Result<(), XlsxError> {
    const NAME: Text = Text { en: "Readme", it: "Leggimi" };
    const COLUMN: Text = Text { en: "column", it: "colonna" };
    const WHAT: Text = Text { en: "what it holds", it: "che cosa contiene" };
    sheet.set_name(NAME.get(lang))?;
    sheet.write_string_with_format(0, 0, COLUMN.get(lang), bold)?;
    sheet.write_string_with_format(0, 1, WHAT.get(lang), bold)?;
    for (row, key) in (1..).zip(keys) {
        sheet.write_string(row, 0, heads::told(key, lang))?;
        sheet.write_string(row, 1, heads::what(key, lang).unwrap_or_default())?;
    }
    sheet.autofit();
    Ok(())
}

/// A text as a cell can hold it.
fn fitting(text: &str) -> String {
    let text = harmless_lines(text);
    match text.char_indices().nth(LONGEST) {
        None => text.into_owned(),
        Some(_) => text.chars().take(LONGEST - 1).chain(['…']).collect(),
    }
}

fn place(column: usize) -> io::Result<u16> {
    u16::try_from(column).map_err(io::Error::other)
}

fn refused(error: XlsxError) -> io::Error {
    io::Error::other(error)
}
