//! A page drawn from any bytes: lines, areas and words at places that often meet, as those of tables do; and what must hold
//! of the tables found on it.

use albero::{Inspection, Options};
use std::collections::HashSet;
use std::fmt::Write;

/// Places fall on a mesh of this many points, so that lines meet.
const MESH: u32 = 12;

/// How often a word's letter stands in it.
const OFTEN: usize = 3;

/// A text is shorter than so many meshes.
const LONGEST: u32 = 7;

/// Each word has a letter of its own, and there are no more words than letters.
const LETTERS: &[u8] = b"abcdefghjklmnpqrsuwxyzABCDEFGHIJKLMNPQRSTUVWXYZ";

/// A PDF of one page: four bytes a thing (what, where, how long).
pub fn drawn(bytes: &[u8]) -> Vec<u8> {
    let (mut content, mut words) = (String::new(), String::new());
    let mut printed = HashSet::new();
    let mut letters = LETTERS.iter().map(|letter| char::from(*letter));
    for thing in bytes.chunks_exact(4) {
        let [what, x, y, size] = [0, 1, 2, 3].map(|at| u32::from(thing[at]));
        let (x, y) = (40 + x % 40 * MESH, 60 + y % 56 * MESH);
        let (width, height) = ((1 + size % 16) * MESH * 2, (1 + size / 16) * MESH);
        let _ = match what % 6 {
            0 => writeln!(content, "{x} {y} m {} {y} l S", x + width * 2),
            1 => writeln!(content, "{x} {y} m {x} {} l S", y + height * 2),
            2 => writeln!(content, "{x} {y} {width} {height} re S"),
            3 => writeln!(content, "0.9 g {x} {y} {width} {height} re f 0 g"),
            // Words on one another are other words.
            kind => match (0..LONGEST).all(|at| printed.insert((x + at * MESH, y))) {
                false => Ok(()),
                true => {
                    let label = if kind == 4 { "Obiettivo " } else { "" };
                    let word = letters.next().map_or_else(String::new, |letter| letter.to_string().repeat(OFTEN));
                    writeln!(words, "BT /F 9 Tf {} {} Td ({label}{word}) Tj ET", x + 2, y + 3)
                }
            },
        };
    }
    // Areas painted over words would hide them.
    content.push_str(&words);
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len() + 1),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        let _ = writeln!(out, "{} 0 obj\n{object}\nendobj", number + 1);
    }
    let table = out.len();
    let _ = writeln!(out, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1);
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = writeln!(out, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF", objects.len() + 1);
    out.into_bytes()
}

/// Finds the tables of a page, and holds them to what must be so: each place of a table is in one cell, and no word of the
/// page is in two.
pub fn sound(bytes: &[u8]) -> Option<Inspection> {
    let found = albero::inspect(drawn(bytes), &Options::default()).ok()?;
    let mut printed = String::new();
    for table in &found.tables {
        let mut taken = vec![0_u8; table.rows * table.columns];
        for cell in &table.cells {
            for row in cell.rows[0]..cell.rows[1] {
                for column in cell.columns[0]..cell.columns[1] {
                    assert!(row < table.rows && column < table.columns, "a cell reaches beyond its table");
                    taken[row * table.columns + column] += 1;
                }
            }
            printed.push_str(&cell.text.replace("Obiettivo", ""));
        }
        assert!(taken.iter().all(|cells| *cells == 1), "a place of a table is in no cell, or in two");
        assert!((0.0..=1.0).contains(&table.confidence), "{}", table.confidence);
    }
    for letter in LETTERS.iter().map(|letter| char::from(*letter)) {
        assert!(printed.matches(letter).count() <= OFTEN, "a word is in two cells: {letter}");
    }
    Some(found)
}
