//! Running text in reading order (PDFBox, Tika) to pieces: the same fields, heads and rows as a page
//! gives, found by the grammar alone. There is no geometry here: a label opens, the next one closes.

mod blocks;
mod pages;
mod rows;
mod values;

use crate::layout::words::{WordId, Words};
use crate::tables::pieces::Piece;

/// Running text as pieces.
pub(crate) struct Running {
    pub(crate) words: Words,
    pub(crate) pieces: Vec<Piece>,
    /// The words of each line of furniture.
    pub(crate) furniture: Vec<Vec<WordId>>,
    pub(crate) page_count: u32,
}

/// The pieces of a text.
pub(crate) fn text_to_pieces(text: String) -> Running {
    let pages::Paged { words, lines, furniture, page_count } = pages::text_to_lines(text);
    let pieces = blocks::lines_to_pieces(&lines, &words);
    Running { words, pieces, furniture, page_count }
}
