//! Running text in reading order (PDFBox, Tika) to pieces: the same fields, heads and rows as a page
//! gives, found by the grammar alone. There is no geometry here: a label opens, the next one closes.

mod blocks;
mod pages;
mod rows;
mod tails;
mod values;

pub(crate) use blocks::lines_to_pieces;
pub(crate) use pages::{Paged, text_to_lines};
