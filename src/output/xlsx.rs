//! A table as an Excel workbook: one sheet, its heads frozen and with filters. Texts stay texts, so that no code becomes a
//! date and nothing is a formula.

use super::csv::Rows;
use super::harmless_lines;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, XlsxError};
use std::io::{self, Write};

/// No column is wider (in letters of the standard font): longer texts break their lines.
const WIDEST: u32 = 60;

/// As many letters as Excel lets a cell have.
const LONGEST: usize = 32_767;

/// A workbook that takes a table row by row.
pub(crate) struct Workbook {
    book: rust_xlsxwriter::Workbook,
    /// Which columns hold numbers, where a cell is one.
    numbers: &'static [usize],
    columns: usize,
    rows: u32,
}

impl Workbook {
    /// Begins a workbook with a sheet of this name and these heads.
    ///
    /// # Errors
    /// A name that no sheet may have.
    pub(crate) fn new(name: &str, heads: &[impl AsRef<str>], numbers: &'static [usize]) -> io::Result<Workbook> {
        let mut book = rust_xlsxwriter::Workbook::new();
        // The day it was made would make two runs differ.
        let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(refused)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let sheet = book.add_worksheet();
        sheet.set_name(name).map_err(refused)?;
        sheet.set_freeze_panes(1, 0).map_err(refused)?;
        let bold = Format::new().set_bold();
        for (column, head) in heads.iter().enumerate() {
            sheet.write_string_with_format(0, place(column)?, head.as_ref(), &bold).map_err(refused)?;
        }
        Ok(Workbook { book, numbers, columns: heads.len(), rows: 0 })
    }

    /// Writes it whole.
    ///
    /// # Errors
    /// What the output says.
    pub(crate) fn write(mut self, out: &mut dyn Write) -> io::Result<()> {
        let last = place(self.columns.saturating_sub(1))?;
        let sheet = self.book.worksheet_from_index(0).map_err(refused)?;
        sheet.autofilter(0, 0, self.rows, last).map_err(refused)?;
        sheet.set_autofit_max_width(WIDEST * LETTER);
        sheet.autofit();
        let bytes = self.book.save_to_buffer().map_err(refused)?;
        out.write_all(&bytes)
    }
}

/// A letter's width in pixels.
const LETTER: u32 = 7;

impl Rows for Workbook {
    fn row(&mut self, cells: Vec<String>) -> io::Result<()> {
        self.rows += 1;
        let sheet = self.book.worksheet_from_index(0).map_err(refused)?;
        let wrapped = Format::new().set_text_wrap().set_align(rust_xlsxwriter::FormatAlign::Top);
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let at = place(column)?;
            let number = if self.numbers.contains(&column) { cell.parse::<f64>().ok() } else { None };
            let written = match number {
                Some(number) => sheet.write_number_with_format(self.rows, at, number, &wrapped),
                None => sheet.write_string_with_format(self.rows, at, fitting(cell), &wrapped),
            };
            written.map_err(refused)?;
        }
        Ok(())
    }
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
