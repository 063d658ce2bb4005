//! Rows of one text that stands for all columns, though it may end before the second one begins.

use super::super::cells::Line;
use super::super::words::Words;
use super::lattice::Lattice;

/// Opens the rows of which only the first column has text, on one line, where all others fill that column, too: a
/// column of levels stays empty below its values.
pub(super) fn open(lattice: &mut Lattice, lines: &[Line], words: &Words) {
    let mut first = vec![0usize; lattice.down()];
    let mut others = vec![0usize; lattice.down()];
    for line in lines {
        let mut seen = (false, false);
        let mut of_row = None;
        for id in line.words.iter() {
            let rect = words.get(*id).rect;
            let Some((row, column)) = lattice.at(rect.center_x(), rect.center_y()) else { continue };
            (seen.0, seen.1) = (seen.0 || column == 0, seen.1 || column > 0);
            of_row = Some(row);
        }
        if let Some(row) = of_row {
            first[row] += usize::from(seen.0);
            others[row] += usize::from(seen.1);
        }
    }
    // What a page break cut may stand alone below the head.
    let bands: Vec<usize> = (1..lattice.down()).filter(|row| first[*row] == 1 && others[*row] == 0).collect();
    let several = (0..lattice.down()).filter(|row| others[*row] > 0);
    if bands.len() < FEWEST_BANDS || several.clone().any(|row| first[row] == 0) || several.count() < FEWEST_BANDS {
        return;
    }
    for row in bands {
        (1..lattice.across()).for_each(|line| lattice.open_upright(row, line));
    }
}

/// One row of one text may be anything.
const FEWEST_BANDS: usize = 2;
