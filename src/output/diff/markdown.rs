//! A diff for a report or a pull request: a table a section.

use super::sheet::{Entry, Group, Line, groups, names, summary};
use super::words::{Piece, text};
use crate::diff::report::{Diff, Status};
use crate::language::Lang;
use std::fmt::Write;

/// The changes in Markdown (GitHub's, with tables), and a line that counts them.
#[must_use]
pub fn render(diff: &Diff, lang: Lang) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n\n{}", escaped(&names(diff)), escaped(&summary(diff, lang)));
    for group in groups(diff, lang) {
        write_group(&mut out, &group, lang);
    }
    out
}

fn write_group(out: &mut String, group: &Group, lang: Lang) {
    let _ = writeln!(out, "\n## {}\n", escaped(&group.heading));
    for line in &group.lines {
        let _ = writeln!(out, "- {}", said(line));
    }
    if !group.lines.is_empty() && !group.entries.is_empty() {
        out.push('\n');
    }
    if group.entries.is_empty() {
        return;
    }
    let heads = match lang {
        Lang::En => "| | Objective | Indicator | Change |",
        Lang::It => "| | Obiettivo | Indicatore | Cambiamento |",
    };
    let _ = writeln!(out, "{heads}\n|---|---|---|---|");
    for entry in &group.entries {
        write_entry(out, entry, lang);
    }
}

fn write_entry(out: &mut String, entry: &Entry, lang: Lang) {
    let (mark, what) = match entry.status {
        Status::Added => ("+", Some(text("added", "aggiunto"))),
        Status::Removed => ("−", Some(text("removed", "soppresso"))),
        Status::Changed | Status::Unchanged => ("", None),
    };
    let head = escaped(&format!("{} {}", entry.code, entry.title));
    if entry.lines.is_empty() {
        let what = what.map_or(String::new(), |what| what.get(lang).to_owned());
        let _ = writeln!(out, "| {mark} | {head} | | {what} |");
    }
    for (at, line) in entry.lines.iter().enumerate() {
        let head = if at == 0 { head.as_str() } else { "" };
        let indicator = line.indicator.as_deref().map(escaped).unwrap_or_default();
        let _ = writeln!(out, "| {mark} | {head} | {indicator} | {} |", said(line));
    }
}

fn said(line: &Line) -> String {
    let mut said = if line.label.is_empty() { String::new() } else { format!("{}: ", escaped(&line.label)) };
    for piece in &line.pieces {
        match piece {
            Piece::Same(text) | Piece::Said(text) => said.push_str(&escaped(text)),
            Piece::Old(text) => said.push_str(&around("~~", text)),
            Piece::New(text) => said.push_str(&around("**", text)),
        }
    }
    if let Some(remark) = &line.remark {
        let _ = write!(said, " *({})*", escaped(remark));
    }
    said
}

/// Marks must touch the words: spaces go outside.
fn around(mark: &str, text: &str) -> String {
    let word = text.trim();
    if word.is_empty() {
        return escaped(text);
    }
    let (before, after) = text.split_once(word).unwrap_or_default();
    format!("{before}{mark}{}{mark}{after}", escaped(word))
}

/// Document text that Markdown takes as it is: no markup, no HTML, no mention, no end of a cell.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = crate::output::harmless(text);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            // `<=` opens no tag.
            '<' if rest.peek().is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?')) => {
                out.push_str("&lt;");
            }
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    // A bare address would become a link.
    out.replace("://", ":\u{2060}//").replace("www.", "www\u{2060}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_document_is_no_markup() {
        assert_eq!(escaped("a|b *c* <img> @d `e`"), "a\\|b \\*c\\* &lt;img> &#64;d \\`e\\`");
        assert_eq!(escaped("a\nb\u{1b}[31m"), "a\u{fffd}b\u{fffd}\\[31m");
        assert!(!escaped("http://x.it www.x.it").contains("http://"));
        assert_eq!(around("**", " x "), " **x** ");
        assert_eq!(around("~~", " "), " ");
    }
}
