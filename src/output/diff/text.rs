//! A diff for a terminal: by section, the most telling first, with the words that differ marked.

use super::sheet::{Entry, Line, groups, names, summary};
use super::words::Piece;
use crate::diff::report::{Diff, Status};
use crate::output::harmless;
use crate::output::text::{Style, painted};
use anstyle::{AnsiColor, Style as Colour};
use std::fmt::Write;

const OLD: Colour = AnsiColor::Red.on_default().strikethrough();
const NEW: Colour = AnsiColor::Green.on_default();
const REMARK: Colour = AnsiColor::Yellow.on_default();
pub(super) const BOLD: Colour = Colour::new().bold();

/// The changes and a line that counts them.
#[must_use]
pub fn render(diff: &Diff, style: Style) -> String {
    let mut out = String::new();
    let paint = |text: &str, colour: Colour| painted(text, colour, style.colour);
    let _ = writeln!(out, "{}\n", harmless(&names(diff)));
    for group in groups(diff, style.lang) {
        let _ = writeln!(out, "{}", paint(&group.heading, BOLD));
        write_lines(&mut out, &group.lines, "  ", style.colour);
        out.push('\n');
        for entry in &group.entries {
            write_entry(&mut out, entry, style.colour);
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", summary(diff, style.lang));
    out
}

fn write_entry(out: &mut String, entry: &Entry, colour: bool) {
    let (mark, paint) = match entry.status {
        Status::Added => ("+", Some(NEW)),
        Status::Removed => ("-", Some(OLD)),
        Status::Changed | Status::Unchanged => ("~", None),
    };
    let head = format!("{mark} {} {}", entry.code, entry.title);
    let _ = writeln!(
        out,
        "  {}",
        paint.map_or_else(|| harmless(&head).into_owned(), |paint| painted(&head, paint, colour))
    );
    write_lines(out, &entry.lines, "      ", colour);
}

/// Each line under the name of its indicator, which is written where it changes.
fn write_lines(out: &mut String, lines: &[Line], indent: &str, colour: bool) {
    let (own, of_indicators): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|line| line.indicator.is_none());
    let mut names: Vec<&str> = Vec::new();
    for name in of_indicators.iter().filter_map(|line| line.indicator.as_deref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for name in names {
        let _ = writeln!(out, "{indent}{}", harmless(name));
        for line in of_indicators.iter().filter(|line| line.indicator.as_deref() == Some(name)) {
            write_line(out, line, &format!("{indent}  "), colour);
        }
    }
    for line in own {
        write_line(out, line, indent, colour);
    }
}

fn write_line(out: &mut String, line: &Line, indent: &str, colour: bool) {
    out.push_str(indent);
    if !line.label.is_empty() {
        let _ = write!(out, "{}: ", line.label);
    }
    // Words that differ within a text are marked without colour, too; a value beside another needs no mark.
    let beside = line.pieces.iter().any(|piece| matches!(piece, Piece::Said(_)));
    for piece in &line.pieces {
        let _ = match piece {
            Piece::Same(text) | Piece::Said(text) => write!(out, "{}", harmless(text)),
            Piece::Old(text) if colour || beside => write!(out, "{}", painted(text, OLD, colour)),
            Piece::New(text) if colour || beside => write!(out, "{}", painted(text, NEW, colour)),
            Piece::Old(text) => write!(out, "[-{}-]", harmless(text)),
            Piece::New(text) => write!(out, "{{+{}+}}", harmless(text)),
        };
    }
    if let Some(remark) = &line.remark {
        let _ = write!(out, "  {}", painted(&format!("({remark})"), REMARK, colour));
    }
    out.push('\n');
}
