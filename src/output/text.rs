//! Findings for a person: by objective, each with the printed line and the place in it, and a count at the
//! end.

use super::{Checked, CheckedPlan, harmless};
use crate::check::finding::{BaselineUse, Finding, Summary};
use crate::check::rule::Severity;
use crate::language::Lang;
use crate::model::{Indicator, Location, Objective, Plan, Section};
use std::fmt::Write;
use std::ops::Range;

/// How the text is to look.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// With colours.
    pub colour: bool,
    /// Language of what is not in the findings.
    pub lang: Lang,
    /// Columns that a line may have; `None` where nothing limits them.
    pub width: Option<usize>,
    /// Findings alone, without counts.
    pub quiet: bool,
}

/// Text of a document, in a colour where colours are wanted.
pub(crate) fn painted(text: &str, colour: anstyle::Style, wanted: bool) -> String {
    let text = harmless(text);
    if wanted { format!("{}{text}{}", colour.render(), colour.render_reset()) } else { text.into_owned() }
}

/// The findings of all documents, a group a file. Files that could not be read are for the caller to tell of.
#[must_use]
pub fn render(documents: &[Checked], baseline: Option<&BaselineUse>, style: Style) -> String {
    let mut out = String::new();
    for document in documents {
        if let Ok(checked) = &document.outcome {
            self::document(&mut out, &document.file, checked, style);
        }
    }
    if !style.quiet {
        counts(&mut out, documents, style);
        known(&mut out, baseline, style);
    }
    out
}

/// A line a finding: file, page or lines, severity, code, node, message.
#[must_use]
pub fn concise(documents: &[Checked], baseline: Option<&BaselineUse>, style: Style) -> String {
    let mut out = String::new();
    for document in documents {
        for finding in document.findings() {
            let place = place(finding, style.lang);
            let at = [document.file.as_str(), &place].into_iter().filter(|part| !part.is_empty());
            let at = at.collect::<Vec<_>>().join(", ");
            let (severity, code, message) = (finding.severity.told(style.lang), &finding.code, &finding.message);
            let line = format!("{at}: {severity}[{code}]: {message}");
            let _ = writeln!(out, "{}", harmless(&line.replace('\n', " ")));
        }
    }
    if !style.quiet {
        counts(&mut out, documents, style);
        known(&mut out, baseline, style);
    }
    out
}

/// How many findings each rule has, and each file, the most first.
#[must_use]
pub fn statistics(documents: &[Checked], style: Style) -> String {
    let mut rules: Vec<(&str, &str, Severity, usize)> = Vec::new();
    for finding in documents.iter().flat_map(Checked::findings) {
        match rules.iter_mut().find(|(code, _, severity, _)| *code == finding.code && *severity == finding.severity) {
            Some((.., count)) => *count += 1,
            None => rules.push((&finding.code, &finding.name, finding.severity, 1)),
        }
    }
    rules.sort_by(|a, b| b.3.cmp(&a.3).then(a.0.cmp(b.0)).then(b.2.cmp(&a.2)));
    let mut out = String::new();
    for (code, name, severity, count) in rules {
        let _ = writeln!(out, "{count:>6} {code} {:<7} {name}", severity.told(style.lang));
    }
    counts(&mut out, documents, style);
    out
}

/// A count a file, where there are several, and one of all.
fn counts(out: &mut String, documents: &[Checked], style: Style) {
    let read: Vec<&Checked> = documents.iter().filter(|document| document.outcome.is_ok()).collect();
    if read.len() > 1 {
        for document in &read {
            let summary = Summary::of(document.findings());
            for line in
                wrapped(&format!("{}: {}", harmless(&document.file), number(summary, style.lang)), style.width, 0)
            {
                let _ = writeln!(out, "{line}");
            }
        }
    }
    let summary = Summary::of(read.iter().flat_map(|document| document.findings()));
    let unread = documents.len() - read.len();
    let mut line = count(summary, read.len(), style.lang);
    if unread > 0 {
        let _ = match style.lang {
            Lang::En => write!(line, "; not read: {unread}"),
            Lang::It => write!(line, "; non letti: {unread}"),
        };
    }
    for line in wrapped(&line, style.width, 0) {
        let _ = writeln!(out, "{line}");
    }
}

fn known(out: &mut String, baseline: Option<&BaselineUse>, style: Style) {
    let Some(baseline) = baseline else { return };
    let (hidden, unmatched) = (baseline.hidden, baseline.unmatched.len());
    let line = match style.lang {
        Lang::En => {
            format!(
                "{hidden} known findings hidden by the baseline; {unmatched} of its entries match nothing any longer"
            )
        }
        Lang::It => format!(
            "{hidden} segnalazioni già note, nascoste; {unmatched} voci del loro elenco non corrispondono più a nulla"
        ),
    };
    for line in wrapped(&line, style.width, 0) {
        let _ = writeln!(out, "{line}");
    }
    for fingerprint in &baseline.unmatched {
        let _ = writeln!(out, "  {fingerprint}");
    }
}

/// `3 errors, 1 warning, 0 infos`
fn number(Summary { errors, warnings, infos }: Summary, lang: Lang) -> String {
    let number = |n: usize, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
    let words = match lang {
        Lang::En => [("error", "errors"), ("warning", "warnings"), ("info", "infos")],
        Lang::It => [("errore", "errori"), ("avviso", "avvisi"), ("nota", "note")],
    };
    let told = words.iter().zip([errors, warnings, infos]).map(|((one, more), n)| number(n, one, more));
    told.collect::<Vec<_>>().join(", ")
}

fn count(summary: Summary, documents: usize, lang: Lang) -> String {
    let number = number(summary, lang);
    match (lang, documents) {
        (Lang::En, 1) => format!("{number} in 1 document"),
        (Lang::En, _) => format!("{number} in {documents} documents"),
        (Lang::It, 1) => format!("{number} in 1 documento"),
        (Lang::It, _) => format!("{number} in {documents} documenti"),
    }
}

/// The findings of a file under its name, those of an objective under its title.
fn document(out: &mut String, file: &str, checked: &CheckedPlan, style: Style) {
    if checked.findings.is_empty() {
        return;
    }
    for line in wrapped(&format!("{}:", harmless(file)), style.width, 0) {
        let _ = writeln!(out, "{line}");
    }
    let _ = writeln!(out);
    let mut heading = String::new();
    for finding in &checked.findings {
        let pointed = Pointed::new(&finding.pointer, &checked.plan);
        let group = pointed.group();
        if group != heading {
            for line in wrapped(&harmless(&group), style.width, 0).iter().filter(|line| !line.is_empty()) {
                let _ = writeln!(out, "{line}");
            }
            let _ = writeln!(out);
            heading = group;
        }
        self::finding(out, finding, &pointed, style);
    }
}

fn finding(out: &mut String, finding: &Finding, pointed: &Pointed<'_>, style: Style) {
    /// Text under a mark stands so far in.
    const INSET: usize = 3;
    let (line, marked) = printed_line(pointed, finding.quoted.as_deref().unwrap_or_default());
    let colour = anstyle::Style::new().bold().fg_color(Some(match finding.severity {
        Severity::Error => anstyle::AnsiColor::BrightRed.into(),
        Severity::Warning => anstyle::AnsiColor::Yellow.into(),
        Severity::Info => anstyle::AnsiColor::BrightBlue.into(),
    }));
    let label = format!("{}[{}]", finding.severity.told(style.lang), finding.code);
    let head = wrapped(&format!("{label}: {}", harmless(&finding.message)), style.width, INSET);
    for (index, text) in head.iter().enumerate() {
        let rest = text.strip_prefix(label.as_str()).filter(|_| index == 0);
        let _ = match rest {
            Some(rest) => writeln!(out, "{}{rest}", painted(&label, colour, style.colour)),
            None => writeln!(out, "{text}"),
        };
    }
    if !line.is_empty() {
        let _ = writeln!(out, " |");
        for part in parts(&line, style.width.map(|width| width.saturating_sub(INSET))) {
            let _ = writeln!(out, " | {}", &line[part.clone()]);
            let (from, to) = (marked.start.max(part.start), marked.end.min(part.end));
            if from < to {
                let columns = |range: Range<usize>| line[range].chars().count();
                let carets = "^".repeat(columns(from..to));
                let before = " ".repeat(columns(part.start..from));
                let _ = writeln!(out, " | {before}{}", painted(&carets, colour, style.colour));
            }
        }
        let _ = writeln!(out, " |");
    }
    let place = place(finding, style.lang);
    let [at, help] = match style.lang {
        Lang::En => ["note", "help"],
        Lang::It => ["dove", "rimedio"],
    };
    let notes = [(!place.is_empty()).then(|| format!(" = {at}: {}", harmless(&place)))];
    let notes = notes.into_iter().flatten().chain([format!(" = {help}: {}", harmless(&finding.help))]);
    for text in notes.flat_map(|note| wrapped(&note, style.width, INSET)) {
        let _ = writeln!(out, "{text}");
    }
    let _ = writeln!(out);
}

/// Lines no wider than this, each parted between words; what goes on stands as far in as its line does, and this much more.
#[must_use]
pub fn fitted(text: &str, width: Option<usize>, further: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let said = line.trim_start_matches(' ');
        let inset = line.len() - said.len();
        let narrow = width.map(|width| width.saturating_sub(inset + further));
        for (index, part) in parts(said, narrow).into_iter().enumerate() {
            out += &" ".repeat(if index == 0 { inset } else { inset + further });
            out += &said[part];
            out.push('\n');
        }
    }
    out
}

/// A text on lines no wider than this, parted between words; those after the first stand further in.
fn wrapped(text: &str, width: Option<usize>, inset: usize) -> Vec<String> {
    let narrow = width.map(|width| width.saturating_sub(inset));
    let lines = parts(text, narrow).into_iter().enumerate();
    lines.map(|(index, part)| " ".repeat(if index == 0 { 0 } else { inset }) + &text[part]).collect()
}

/// What colours a text begins and ends so: it has no width.
const COLOUR_BEGINS: char = '\u{1b}';
const COLOUR_ENDS: char = 'm';

/// The columns of a text.
fn seen(text: &str) -> usize {
    let mut is_colour = false;
    let counted = |c: &char| {
        let is_seen = !is_colour && *c != COLOUR_BEGINS;
        is_colour = if is_seen { false } else { *c != COLOUR_ENDS };
        is_seen
    };
    text.chars().filter(counted).count()
}

/// Where a text is parted, so that no part is wider: after a word, or inside one that is wider itself.
fn parts(text: &str, width: Option<usize>) -> Vec<Range<usize>> {
    // Nothing is wider than all of it.
    let width = width.unwrap_or(usize::MAX).max(1);
    let mut parts = Vec::new();
    // Where the part began, its columns so far, and its last space.
    let (mut start, mut columns, mut space) = (0, 0, None);
    let mut is_colour = false;
    for (at, c) in text.char_indices() {
        // What colours the text has no width.
        if is_colour || c == COLOUR_BEGINS {
            is_colour = c != COLOUR_ENDS;
            continue;
        }
        if columns == width {
            let (end, next) = match space {
                _ if c == ' ' => (at, at + 1),
                Some(space) => (space, space + 1),
                None => (at, at),
            };
            parts.push(start..end);
            (start, space) = (next, None);
            columns = text.get(start..at).map_or(0, seen);
            if start > at {
                continue;
            }
        }
        if c == ' ' {
            space = Some(at);
        }
        columns += 1;
    }
    if start < text.len() || parts.is_empty() {
        parts.push(start..text.len());
    }
    parts
}

/// What a finding's pointer leads to.
struct Pointed<'p> {
    plan: &'p Plan,
    section: Option<&'p Section>,
    objective: Option<&'p Objective>,
    indicator: Option<&'p Indicator>,
    /// The field of the innermost of them.
    field: Vec<&'p str>,
}

impl<'p> Pointed<'p> {
    fn new(pointer: &'p str, plan: &'p Plan) -> Pointed<'p> {
        let mut field: Vec<&str> = pointer.split('/').skip(1).collect();
        let mut step = |list: &str| match field.as_slice() {
            [name, index, ..] if *name == list => {
                let index = index.parse::<usize>().ok()?;
                field.drain(..2);
                Some(index)
            }
            _ => None,
        };
        let (mut section, mut objective) = (None::<&Section>, None::<&Objective>);
        let mut sections = plan.sections.as_slice();
        while let Some(found) = step("sections").and_then(|index| sections.get(index)) {
            (section, sections) = (Some(found), found.sections.as_slice());
        }
        let mut objectives = section.map_or(&[][..], |own| own.objectives.as_slice());
        while let Some(found) = step("objectives").and_then(|index| objectives.get(index)) {
            (objective, objectives) = (Some(found), found.objectives.as_slice());
        }
        let indicator = objective.and_then(|o| o.indicators.get(step("indicators")?));
        Pointed { plan, section, objective, indicator, field }
    }

    /// The objective, else the section, else the document, by code and title.
    fn group(&self) -> String {
        let (code, title) = match (self.objective, self.section) {
            (Some(objective), _) => (objective.code.as_deref(), Some(objective.title.as_str())),
            (None, Some(section)) => (section.code.as_deref(), section.title.as_deref()),
            (None, None) => (None, self.plan.title.as_deref()),
        };
        [code, title].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The printed words of the field; none where it is the node's name, or no text.
    fn cell(&self) -> &'p str {
        let index = |text: &str| text.parse::<usize>().ok();
        let cell = match (self.indicator, self.objective, self.field.as_slice()) {
            (Some(own), _, ["targets", at]) => index(at).and_then(|at| own.targets.get(at)).map(|t| t.text.as_str()),
            (Some(own), _, ["algorithm", "text"]) => own.algorithm.text.as_deref(),
            (Some(own), _, ["typology"]) => own.typology.as_deref(),
            (None, Some(own), ["description"]) => own.description.as_deref(),
            (None, None, ["unrecognized", at]) => {
                index(at).and_then(|at| self.plan.unrecognized.get(at)).map(|entry| entry.text.as_str())
            }
            _ => None,
        };
        cell.unwrap_or_default()
    }
}

/// `p. 7, 19-23, Az_7.1#1`, with the lines of a text; `whole document` where nothing is pointed at.
fn place(finding: &Finding, lang: Lang) -> String {
    let mut parts = Vec::new();
    let mut pages: Vec<u32> = finding.locations.iter().map(|at| at.page).collect();
    pages.sort_unstable();
    pages.dedup();
    if !pages.is_empty() {
        let lines = match finding.locations.first() {
            Some(Location { lines: Some([start, end]), .. }) => format!(":{start}-{end}"),
            _ => String::new(),
        };
        parts.push(format!("p. {}{lines}", runs(&pages)));
    }
    match (&finding.node, parts.is_empty(), lang) {
        (Some(node), ..) => parts.push(node.clone()),
        (None, true, Lang::En) => parts.push("the whole document".to_owned()),
        (None, true, Lang::It) => parts.push("l'intero documento".to_owned()),
        (None, false, _) => {}
    }
    parts.join(", ")
}

/// `6, 19-23`
fn runs(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => runs.push((*page, *page)),
        }
    }
    let told =
        runs.iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") });
    told.collect::<Vec<_>>().join(", ")
}

/// What stands between cells.
const BETWEEN: &str = " | ";

/// The node's printed words with those of the field, and where the quoted ones are.
fn printed_line(pointed: &Pointed<'_>, quoted: &str) -> (String, Range<usize>) {
    let named = match pointed.indicator {
        Some(indicator) => indicator.name.clone(),
        // A document's finding is of what it quotes, not of the title.
        None if pointed.section.is_none() && pointed.field.first() != Some(&"title") => String::new(),
        None => pointed.group(),
    };
    let cell = Some(pointed.cell()).filter(|cell| !named.contains(cell)).unwrap_or_default();
    let line = [named.as_str(), cell].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(BETWEEN);
    let (mut line, quoted) = (harmless(&line).into_owned(), harmless(quoted));
    // Weights of several rows are in no one cell: they are shown beside the node.
    if !quoted.is_empty() && !line.is_empty() && !line.contains(quoted.as_ref()) {
        line = [line.as_str(), quoted.as_ref()].join(BETWEEN);
    }
    let marked = match line.rfind(quoted.as_ref()).filter(|_| !quoted.is_empty()) {
        Some(start) => start..start + quoted.len(),
        None => 0..line.len(),
    };
    (line, marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_go_on_stand_further_in() {
        let text = "uno due tre\n  quattro cinque sei\n\nsette\n";
        assert_eq!(fitted(text, Some(13), 2), "uno due tre\n  quattro\n    cinque\n    sei\n\nsette\n");
        assert_eq!(fitted(text, None, 2), text);
        let coloured = "\u{1b}[33muno\u{1b}[0m due \u{1b}[1mtre\u{1b}[0m quattro\n";
        assert_eq!(fitted(coloured, Some(12), 0), "\u{1b}[33muno\u{1b}[0m due \u{1b}[1mtre\u{1b}[0m\nquattro\n");
    }

    #[test]
    fn a_text_is_parted_between_words_and_only_a_wide_word_inside() {
        for (text, width, expected) in [
            ("uno due tre", 7, vec!["uno due", "tre"]),
            ("uno due tre", 8, vec!["uno due", "tre"]),
            ("uno due tre", 3, vec!["uno", "due", "tre"]),
            ("unoduetre e", 4, vec!["unod", "uetr", "e e"]),
            ("età più", 3, vec!["età", "più"]),
            ("", 5, vec![""]),
        ] {
            assert_eq!(wrapped(text, Some(width), 0), expected, "{text} {width}");
        }
        assert_eq!(wrapped("uno due tre", None, 3), ["uno due tre"]);
    }

    #[test]
    fn pages_are_told_as_runs() {
        assert_eq!(runs(&[6, 19, 20, 21, 23]), "6, 19-21, 23");
    }
}
