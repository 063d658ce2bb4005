//! A diff as groups of entries of lines: by section, the most telling first. Text and Markdown write it.

use super::words::{Piece, definition, effect, field, marked, text, why};
use crate::diff::report::{
    Change, Definition, Diff, Effect, Field, IndicatorEntry, Match, ObjectiveEntry, SectionEntry, Status, Statuses,
    Tier,
};
use crate::language::Lang;

/// A section and what became of its objectives.
pub(super) struct Group {
    pub(super) heading: String,
    pub(super) lines: Vec<Line>,
    pub(super) entries: Vec<Entry>,
}

/// An objective.
pub(super) struct Entry {
    pub(super) status: Status,
    /// `01.02 → 01.01`
    pub(super) code: String,
    pub(super) title: String,
    pub(super) lines: Vec<Line>,
}

/// A change, or what else there is to say.
pub(super) struct Line {
    /// The indicator that it is of.
    pub(super) indicator: Option<String>,
    pub(super) label: String,
    pub(super) pieces: Vec<Piece>,
    /// What it means.
    pub(super) remark: Option<String>,
    rank: Rank,
}

/// The higher, the more telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Position,
    Value,
    Label,
    Words,
    Gain,
    Added,
    Missed,
    Doubt,
    Removed,
    Loss,
    Definition,
    Reversal,
}

impl Line {
    fn rank_of(change: &Change) -> Rank {
        match (change.field, change.effect) {
            (_, Some(Effect::RolledOver)) | (Field::Code, _) => Rank::Position,
            (_, Some(Effect::Reversed)) => Rank::Reversal,
            (_, Some(Effect::Relaxed)) => Rank::Loss,
            (_, Some(Effect::Incomparable)) => Rank::Doubt,
            (_, Some(Effect::Tightened)) => Rank::Gain,
            (Field::Algorithm, _) => Rank::Definition,
            (Field::Title | Field::Name | Field::Section | Field::Parent, _) => Rank::Words,
            (Field::Weight | Field::Baseline | Field::Target | Field::Start | Field::End, _) => Rank::Value,
            (Field::Results | Field::History | Field::Phases, _) => Rank::Value,
            (
                Field::Units
                | Field::Description
                | Field::Typology
                | Field::Kind
                | Field::Responsible
                | Field::Stakeholders
                | Field::Notes
                | Field::Other
                | Field::Unit
                | Field::Source,
                _,
            ) => Rank::Label,
        }
    }

    fn of(change: &Change, lang: Lang) -> Line {
        Line {
            indicator: None,
            label: field(change.field, lang).to_owned(),
            pieces: marked(change.field, change.old.as_ref(), change.new.as_ref()),
            remark: change.effect.map(|what| effect(what, lang).to_owned()),
            rank: Line::rank_of(change),
        }
    }

    fn said(label: &str, said: String, rank: Rank) -> Line {
        Line { indicator: None, label: label.to_owned(), pieces: vec![Piece::Said(said)], remark: None, rank }
    }
}

impl Entry {
    fn rank(&self) -> Rank {
        let own = match self.status {
            Status::Removed => Rank::Removed,
            Status::Added => Rank::Added,
            Status::Changed | Status::Unchanged => Rank::Position,
        };
        self.lines.iter().map(|line| line.rank).max().unwrap_or(own).max(own)
    }
}

/// What a diff shows; sections and objectives with nothing to show are left out.
pub(super) fn groups(diff: &Diff, lang: Lang) -> Vec<Group> {
    let sections: Vec<Option<usize>> = diff.objectives.iter().map(|own| diff.section_of(own)).collect();
    let of_section = |(at, section): (usize, &SectionEntry)| {
        let own = diff.objectives.iter().zip(&sections).filter(|(_, section)| **section == Some(at));
        let mut entries: Vec<Entry> = own.filter_map(|(own, _)| entry(own, lang)).collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.rank()));
        Group { heading: heading(section), lines: section_lines(section, lang), entries }
    };
    let groups = diff.sections.iter().enumerate().map(of_section);
    groups.filter(|group| !(group.lines.is_empty() && group.entries.is_empty())).collect()
}

/// `03 Turismo`, `02 → 03 Turismo`
fn heading(section: &SectionEntry) -> String {
    let code = codes(section.old.as_deref(), section.new.as_deref());
    match &section.title {
        Some(title) if code != *title && !code.ends_with(&format!("→ {title}")) => format!("{code} {title}"),
        _ => code,
    }
}

fn codes(old: Option<&str>, new: Option<&str>) -> String {
    match (old, new) {
        (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
        (old, new) => new.or(old).unwrap_or_default().to_owned(),
    }
}

fn section_lines(section: &SectionEntry, lang: Lang) -> Vec<Line> {
    let status = match section.status {
        Status::Added => Some(text("new section", "sezione nuova")),
        Status::Removed => Some(text("section removed", "sezione soppressa")),
        Status::Changed | Status::Unchanged => None,
    };
    let mut lines: Vec<Line> =
        status.map(|said| Line::said("", said.get(lang).to_owned(), Rank::Removed)).into_iter().collect();
    // The codes stand in the heading.
    lines.extend(section.changes.iter().filter(|c| c.field != Field::Code).map(|change| Line::of(change, lang)));
    lines.extend(doubt(section.matched.as_ref(), lang));
    lines
}

fn entry(objective: &ObjectiveEntry, lang: Lang) -> Option<Entry> {
    let mut lines: Vec<Line> =
        objective.changes.iter().filter(|c| c.field != Field::Code).map(|change| Line::of(change, lang)).collect();
    if matches!(objective.status, Status::Changed | Status::Unchanged) {
        lines.extend(objective.indicators.iter().flat_map(|own| indicator_lines(own, lang)));
        lines.extend(doubt(objective.matched.as_ref(), lang));
    }
    let renumbered = objective.changes.iter().any(|change| change.field == Field::Code);
    if objective.status == Status::Unchanged && lines.is_empty() && !renumbered {
        return None;
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.rank));
    Some(Entry {
        status: objective.status,
        code: codes(objective.old.as_deref(), objective.new.as_deref()),
        title: objective.title.clone(),
        lines,
    })
}

/// Where a pair is not sure, why it was taken for one.
fn doubt(matched: Option<&Match>, lang: Lang) -> Option<Line> {
    let matched = matched.filter(|matched| matched.tier == Tier::Probable)?;
    let label = text("probable", "probabile").get(lang);
    Some(Line::said(label, format!("{} ({:.2})", why(&matched.why, lang), matched.score), Rank::Doubt))
}

fn indicator_lines(own: &IndicatorEntry, lang: Lang) -> Vec<Line> {
    let mut lines = match own.status {
        Status::Added => {
            vec![Line::said("", text("new indicator", "indicatore nuovo").get(lang).to_owned(), Rank::Added)]
        }
        Status::Removed => {
            vec![Line::said("", text("indicator removed", "indicatore soppresso").get(lang).to_owned(), Rank::Removed)]
        }
        Status::Changed | Status::Unchanged => own.changes.iter().map(|change| Line::of(change, lang)).collect(),
    };
    // The algorithm's own line says so.
    let parts = own.definition.iter().filter(|part| **part != Definition::Algorithm);
    lines.extend(parts.map(|part| {
        let said = text("another definition", "altra definizione").get(lang);
        Line::said(said, definition(*part, lang).to_owned(), Rank::Definition)
    }));
    lines.extend(reached(own, lang));
    for line in &mut lines {
        line.indicator = Some(own.name.clone());
    }
    lines
}

/// The old target against what was reached.
fn reached(own: &IndicatorEntry, lang: Lang) -> Option<Line> {
    let (target, baseline) = own.old_target.as_ref().zip(own.new_result.as_ref().or(own.new_baseline.as_ref()))?;
    let (remark, rank) = match own.achieved? {
        true => (text("met", "raggiunto"), Rank::Value),
        false => (text("missed", "non raggiunto"), Rank::Missed),
    };
    let label = text("reached", "conseguito").get(lang);
    let pieces = vec![
        Piece::Same(baseline.clone()),
        Piece::Said(text(" against ", " a fronte di ").get(lang).to_owned()),
        Piece::Same(target.clone()),
    ];
    Some(Line { indicator: None, label: label.to_owned(), pieces, remark: Some(remark.get(lang).to_owned()), rank })
}

/// One line that counts.
pub(super) fn summary(diff: &Diff, lang: Lang) -> String {
    let Statuses { unchanged, changed, added, removed } = diff.summary.objectives;
    let targets = diff.summary.targets;
    let achieved = diff.summary.achieved;
    // One of several, in Italian, has a word of its own.
    let list = |counts: &[(usize, crate::language::Text, &'static str)]| {
        let word = |n: usize, more: &crate::language::Text, one: &'static str| match (n, lang) {
            (1, Lang::It) => one,
            _ => more.get(lang),
        };
        let some = counts.iter().filter(|(n, ..)| *n > 0).map(|(n, more, one)| format!("{n} {}", word(*n, more, one)));
        some.collect::<Vec<_>>().join(", ")
    };
    let objectives = list(&[
        (changed, text("changed", "cambiati"), "cambiato"),
        (unchanged, text("unchanged", "invariati"), "invariato"),
        (added, text("added", "aggiunti"), "aggiunto"),
        (removed, text("removed", "soppressi"), "soppresso"),
    ]);
    let targets = list(&[
        (targets.reversed, text("reversed", "a verso invertito"), "a verso invertito"),
        (targets.relaxed, text("relaxed", "meno esigenti"), "meno esigente"),
        (targets.tightened, text("tightened", "più esigenti"), "più esigente"),
        (targets.incomparable, text("incomparable", "non confrontabili"), "non confrontabile"),
    ]);
    let achieved = list(&[
        (achieved.met, text("met", "raggiunti"), "raggiunto"),
        (achieved.missed, text("missed", "non raggiunti"), "non raggiunto"),
        (achieved.unknown, text("cannot be told", "non valutabili"), "non valutabile"),
    ]);
    // A plan beside its own report, or beside the next year's plan.
    let whose = match diff.old.year == diff.new.year {
        true => text("targets by their results", "target secondo i risultati"),
        false => text("targets of the year before", "target dell'anno precedente"),
    };
    let parts =
        [(text("objectives", "obiettivi"), objectives), (text("targets", "target"), targets), (whose, achieved)];
    let parts = parts.iter().filter(|(_, counts)| !counts.is_empty());
    parts.map(|(what, counts)| format!("{}: {counts}", what.get(lang))).collect::<Vec<_>>().join("; ")
}

/// `albero-2023.pdf (2023) → albero-2024.pdf (2024)`
pub(super) fn names(diff: &Diff) -> String {
    let name = |plan: &crate::diff::report::Compared| {
        let name = plan.source.name.clone().unwrap_or_else(|| "-".to_owned());
        plan.year.map_or_else(|| name.clone(), |year| format!("{name} ({year})"))
    };
    format!("{} → {}", name(&diff.old), name(&diff.new))
}
