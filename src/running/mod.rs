//! Running text in reading order to pieces.

use crate::layout::words::{WordId, Words};
use crate::tables::pieces::Piece;

/// The pieces of running text, its furniture, and its page count.
pub(crate) fn text_to_pieces(text: String) -> (Words, Vec<Piece>, Vec<Vec<WordId>>, u32) {
    (Words::over(text), Vec::new(), Vec::new(), 1)
}
