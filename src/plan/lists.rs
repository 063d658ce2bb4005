//! Lists in a cell: structures, persons, stakeholders.

use crate::grammar::target::is_void;
use crate::layout::cells::Cell;
use crate::layout::words::Words;
use crate::vocabulary::names_structure;

/// A line that leaves this much of the widest line free, in widths of the next word, was broken on purpose.
const DELIBERATE: f32 = 1.05;

/// The entries of a cell: split at semicolons, and at line breaks that begin a new name. A name wrapped by a narrow column
/// stays whole: its line has no room for the next line's first word.
pub(crate) fn entries(cell: &Cell, words: &Words) -> Vec<String> {
    let text = cell.text(words);
    let whole = text.text.as_str();
    let left = cell.lines.iter().map(|line| line.rect.x0).fold(f32::MAX, f32::min);
    let widest = cell.lines.iter().map(|line| line.rect.x1 - line.rect.x0).fold(0.0, f32::max);
    let width = cell.right.map_or(widest, |right| widest.max(right - left));
    let mut cuts: Vec<usize> = whole.match_indices([';', '|']).map(|(at, _)| at).collect();
    for (index, broken) in text.breaks.iter().enumerate() {
        let (Some(line), Some(next)) = (cell.lines.get(index), cell.lines.get(index + 1)) else { continue };
        let (above, below) = (whole[..broken.at].trim_end(), whole[broken.at..].trim_start());
        let first = next.words.first().map_or(0.0, |id| {
            let rect = words.get(*id).rect;
            rect.x1 - rect.x0
        });
        let space = 0.25 * line.rect.height();
        let room = width - (line.rect.x1 - line.rect.x0);
        let deliberate = room > DELIBERATE * first + space || broken.paragraph;
        // A line that was left half empty is a whole name, and the next one a name even with a small letter.
        let short = cell.right.is_some() && room > width / 2.0;
        let begins = short || below.starts_with(|c: char| c.is_uppercase() || matches!(c, '-' | '•' | '–'));
        let open = above.ends_with([',', '-', '–', '/', '('])
            || SMALL.iter().any(|w| above.to_lowercase().ends_with(&format!(" {w}")));
        // `Servizio Tributi` under `Ufficio Anagrafe`, wherever the line ends.
        let named = names_structure(above) && names_structure(below);
        if (deliberate || named) && (begins || broken.paragraph) && !open {
            cuts.push(broken.at);
        }
    }
    cuts.sort_unstable();
    cuts.push(whole.len());
    let mut from = 0;
    let mut found = Vec::new();
    for at in cuts {
        let entry = whole[from..at].trim_matches(|c: char| c.is_whitespace() || matches!(c, ';' | '|' | '•'));
        if !is_void(entry) {
            found.push(entry.to_owned());
        }
        from = at;
    }
    found
}

/// A name goes on after these.
const SMALL: &[&str] = &[
    "di", "del", "della", "dei", "degli", "delle", "dello", "e", "ed", "per", "a", "al", "alla", "ai", "in", "con",
    "da", "il", "la", "le", "i",
];
