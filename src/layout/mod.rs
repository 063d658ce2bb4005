//! From glyphs to lines: words, lines, furniture, and the cells that rulings make. It knows no labels
//! but to leave column heads alone.

pub(crate) mod cells;
pub(crate) mod furniture;
pub(crate) mod grid;
pub(crate) mod grids;
pub(crate) mod lines;
pub(crate) mod rulings;
pub(crate) mod watermark;
pub(crate) mod words;
