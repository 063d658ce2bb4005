//! A page's tables as a drawing: the grid as it was found, each cell in the colour of what it was taken for.

use super::{Inspection, Table, TableCell};
use std::fmt::Write;

/// What the drawing leaves around the tables, in points.
const MARGIN: f64 = 12.0;

/// The size of a cell's words and of what it was taken for, in points; and the share of it that a letter is wide.
const SIZE: f64 = 5.0;
const WIDE: f64 = 0.5;

/// The colours, by the beginning of what a cell was taken for; the first that fits.
const COLOURS: &[(&str, &str)] = &[
    ("head: not known", "#f4a6a6"),
    ("not known", "#fbe3e3"),
    ("head:", "#cfd8e6"),
    ("label:", "#cfd8e6"),
    ("band", "#d9c8ee"),
    ("area", "#e6dbf5"),
    ("strategic", "#cfe3fa"),
    ("objective", "#dcecfb"),
    ("indicator", "#d6f0d6"),
    ("target", "#fff0c2"),
    ("result", "#ffe0b8"),
    ("baseline", "#fff8e0"),
];

/// The colour of a cell that was taken for something else, and of one that was not asked.
const OTHER: &str = "#eef3ee";
const NONE: &str = "#ffffff";

/// Draws the tables that an inspection has of one page; each of several pages is drawn below the one before. Tables without
/// a box, which are those of text files, are not drawn.
///
/// Each cell has a title with its place, what it was taken for and its words: what a browser shows under the mouse.
#[must_use]
pub fn svg(inspection: &Inspection) -> String {
    let drawn: Vec<(&Table, [f64; 4])> =
        inspection.tables.iter().filter_map(|table| Some((table, table.bbox?))).collect();
    let right = drawn.iter().map(|(_, bbox)| bbox[2]).fold(0.0, f64::max) + MARGIN;
    let mut body = String::new();
    let mut bottom = 0.0;
    for page in drawn.chunk_by(|a, b| a.0.page == b.0.page) {
        let top = page.iter().map(|(_, bbox)| bbox[1]).fold(f64::MAX, f64::min) - 2.0 * MARGIN;
        let foot = page.iter().map(|(_, bbox)| bbox[3]).fold(0.0, f64::max) + MARGIN;
        let number = page.first().map_or(0, |(table, _)| table.page);
        let _ = writeln!(body, r#"<g transform="translate(0 {:.1})">"#, bottom - top);
        let _ = writeln!(body, r#"<text class="page" x="{MARGIN}" y="{:.1}">{number}</text>"#, top + MARGIN);
        page.iter().for_each(|(own, _)| table(&mut body, own));
        body.push_str("</g>\n");
        bottom += foot - top;
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {right:.1} {bottom:.1}\" font-family=\"sans-serif\" \
         font-size=\"{SIZE}\">\n<style>rect{{stroke:#555;stroke-width:.4}}.role{{fill:#555;font-style:italic}}\
         .page{{font-size:9px;font-weight:bold}}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\" \
         style=\"stroke:none\"/>\n{body}</svg>\n"
    )
}

fn table(out: &mut String, table: &Table) {
    for own in &table.cells {
        let Some([x0, y0, x1, y1]) = own.bbox else { continue };
        let (width, height) = (x1 - x0, y1 - y0);
        let _ = write!(
            out,
            r#"<g><title>{}</title><rect x="{x0:.1}" y="{y0:.1}" width="{width:.1}" height="{height:.1}" fill="{}"/>"#,
            escaped(&title(own)),
            colour(own.role.as_deref())
        );
        let room = (width / (SIZE * WIDE)).max(1.0) as usize;
        let most = ((height - 1.0) / (SIZE * 1.1)).max(1.0) as usize;
        let role = own.role.iter().map(|role| ("role", role.as_str()));
        let words = wrapped(&own.text, room);
        let lines = role.chain(words.iter().map(|line| ("", line.as_str()))).take(most);
        for (index, (class, line)) in lines.enumerate() {
            let shown: String = line.chars().take(room).collect();
            let class = if class.is_empty() { String::new() } else { format!(r#" class="{class}""#) };
            let y = y0 + (index as f64 + 1.0) * SIZE * 1.1;
            let _ = write!(out, r#"<text{class} x="{:.1}" y="{y:.1}">{}</text>"#, x0 + 1.0, escaped(&shown));
        }
        out.push_str("</g>\n");
    }
}

fn title(cell: &TableCell) -> String {
    let role = cell.role.as_deref().unwrap_or("-");
    format!("{}, {}: {role}\n{}", cell.rows[0] + 1, cell.columns[0] + 1, cell.text)
}

fn colour(role: Option<&str>) -> &'static str {
    let Some(role) = role else { return NONE };
    COLOURS.iter().find(|(begins, _)| role.starts_with(begins)).map_or(OTHER, |(_, colour)| colour)
}

/// Words in lines of so many letters at most, a longer word aside.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| line.chars().count() + 1 + word.chars().count() <= room) {
            Some(line) => *line = format!("{line} {word}"),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// As text of XML: what has a meaning there, and what XML has no place for, does not get in.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(letter),
            _ if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(column: usize, text: &str, role: &str) -> TableCell {
        let x = column as f64 * 50.0;
        TableCell {
            rows: [0, 1],
            columns: [column, column + 1],
            text: text.to_owned(),
            role: Some(role.to_owned()),
            bbox: Some([x, 20.0, x + 50.0, 60.0]),
        }
    }

    #[test]
    fn a_cell_is_drawn_where_it_stands_in_the_colour_of_what_it_was_taken_for() {
        let table = Table {
            page: 3,
            bbox: Some([0.0, 20.0, 100.0, 60.0]),
            rows: 1,
            columns: 2,
            role: Some("indicators".to_owned()),
            confidence: 1.0,
            cells: vec![cell(0, "Tempo medio di <rilascio> & \u{1}", "indicator"), cell(1, "Nota", "head: not known")],
        };
        let mut other = table.clone();
        other.page = 4;
        let mut text_file = table.clone();
        text_file.bbox = None;
        let tables = vec![table, other, text_file];
        let drawn = svg(&Inspection { schema: String::new(), tables, notes: Vec::new() });
        assert_eq!(drawn.matches("<title>").count(), 4, "each cell of the two tables with boxes, {drawn}");
        assert!(drawn.contains(r##"<rect x="50.0" y="20.0" width="50.0" height="40.0" fill="#f4a6a6"/>"##), "{drawn}");
        assert!(drawn.contains("&lt;rilascio&gt; &amp; \u{fffd}") && !drawn.contains("<rilascio>"), "{drawn}");
        assert!(drawn.contains(r#"class="page""#) && drawn.contains(">3</text>") && drawn.contains(">4</text>"));
    }
}
