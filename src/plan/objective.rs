//! An objective's fields: code, title, weight, description, units.

use super::ledger::{Ledger, Place};
use super::model::Reason;
use crate::grammar::heading::{self, Attribute};
use crate::grammar::target::is_void;
use crate::grammar::weight::weight_value;
use crate::labels::{self, Role};
use crate::layout::cells::{Cell, CellText};
use crate::layout::words::{WordId, Words};
use rust_decimal::Decimal;

/// Labelled cells, in printed order.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    fields: Vec<(Role, Vec<WordId>, Cell)>,
}

/// What the fields say.
#[derive(Debug, Default)]
pub(crate) struct ReadFields {
    pub(crate) code: Option<String>,
    pub(crate) title: String,
    /// The label says that the objective is a person's.
    pub(crate) individual: bool,
    /// The label is `Obiettivo` alone.
    pub(crate) generic: bool,
    pub(crate) weight: Option<Decimal>,
    pub(crate) description: Option<String>,
    pub(crate) units: Vec<String>,
}

impl Fields {
    pub(crate) fn push(&mut self, role: Role, label: Vec<WordId>, value: Cell) {
        self.fields.push((role, label, value));
    }

    /// The last field's value, which may go on.
    pub(crate) fn last_mut(&mut self) -> Option<&mut Cell> {
        self.fields.last_mut().map(|(_, _, value)| value)
    }

    /// The value of the label that opened the objective.
    pub(crate) fn title(&self) -> Option<&Cell> {
        self.fields.first().filter(|(role, ..)| role.opens_objective()).map(|(_, _, value)| value)
    }

    /// Nothing has been read but the title.
    pub(crate) fn is_title_only(&self) -> bool {
        matches!(self.fields.as_slice(), [(role, ..)] if role.opens_objective())
    }

    /// Every word of the objective's head, labels too.
    pub(crate) fn all_words(&self) -> Vec<WordId> {
        self.fields.iter().flat_map(|(_, label, value)| label.iter().copied().chain(value.words())).collect()
    }

    /// Reads the fields and accounts for their words.
    pub(crate) fn read(&self, words: &Words, ledger: &mut Ledger) -> ReadFields {
        let mut read = ReadFields::default();
        let described = self.fields.iter().any(|(role, ..)| *role == Role::Description);
        for (role, label, value) in &self.fields {
            let text = value.text(words);
            match role {
                Role::Objective | Role::IndividualObjective => {
                    read.individual = *role == Role::IndividualObjective;
                    read.generic = labels::fold(&crate::layout::cells::join_words(label, words)) == "obiettivo";
                    read.heading(&text, described, words, ledger);
                }
                Role::Description => {
                    ledger.claim(text.all_words(), Place::Field);
                    append(&mut read.description, &text.text);
                }
                Role::Units => {
                    let bars = text.all_words().filter(|id| matches!(words.text(*id), "|" | ";"));
                    ledger.claim(bars, Place::Label);
                    ledger.claim(text.all_words(), Place::Field);
                    read.units.extend(units(&text));
                }
                Role::Weight if read.weight.is_none() && weight_value(&text.text).is_some() => {
                    ledger.claim(text.all_words(), Place::Value);
                    read.weight = weight_value(&text.text);
                }
                Role::Code if read.code.is_none() && !text.text.is_empty() => {
                    ledger.claim(text.all_words(), Place::Field);
                    read.code = Some(text.text);
                }
                _ => ledger.unrecognized(text.all_words(), Reason::LabelWithoutField, words),
            }
        }
        read
    }
}

impl ReadFields {
    /// `objective = [ code dash ] title { attribute } [ paragraph ]`
    fn heading(&mut self, text: &CellText, described: bool, words: &Words, ledger: &mut Ledger) {
        let whole = text.text.as_str();
        let mut start = 0;
        if let Some(code) = heading::objective_code(whole) {
            start = heading::coded(whole).map_or(code.len(), |(_, title)| title);
            ledger.claim(text.words_in(0..code.len()), Place::Field);
            ledger.claim(text.words_in(code.len()..start), Place::Label);
            self.code = Some(code.to_owned());
        }
        let attributes = heading::attributes(whole);
        let attributes: Vec<&Attribute> = attributes.iter().filter(|a| a.whole.start >= start).collect();
        let end = attributes.first().map_or(whole.len(), |a| a.whole.start);
        let mut rest = attributes.last().map_or(whole.len(), |a| a.whole.end);
        let mut title_end = end;
        if attributes.is_empty() {
            // Without a weight to close it, a title ends with its paragraph, or before a placeholder in
            // square brackets on a line of its own.
            let ends = |b: &&crate::layout::cells::Break| {
                b.at > start && (b.paragraph && self.individual || is_placeholder(&whole[b.at..]))
            };
            if let Some(found) = text.breaks.iter().find(ends).filter(|_| !described) {
                (title_end, rest) = (found.at, found.at);
            }
        }
        self.title = whole[start..title_end].trim().to_owned();
        ledger.claim(text.words_in(start..title_end), Place::Field);
        let after = whole[rest..].trim();
        if !after.is_empty() && !described {
            ledger.claim(text.words_in(rest..whole.len()), Place::Field);
            append(&mut self.description, after);
        } else {
            ledger.unrecognized(text.words_in(rest..whole.len()), Reason::AfterWeight, words);
        }
        for attribute in attributes {
            let value = &whole[attribute.value.clone()];
            if attribute.role == Role::Weight
                && let Some(weight) = weight_value(value)
            {
                self.weight = Some(weight);
                ledger.claim(text.words_in(attribute.whole.clone()), Place::Value);
            } else {
                ledger.unrecognized(text.words_in(attribute.whole.clone()), Reason::ObjectiveAttribute, words);
            }
        }
    }
}

/// `[descrizione]`: template text left in, which is the description as printed.
fn is_placeholder(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(']')
}

fn append(field: &mut Option<String>, text: &str) {
    if text.is_empty() {
        return;
    }
    match field {
        Some(field) => {
            field.push(' ');
            field.push_str(text);
        }
        None => *field = Some(text.to_owned()),
    }
}

/// Units are separated by bars or semicolons, or stand in paragraphs of their own.
fn units(text: &CellText) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for at in text.breaks.iter().filter(|b| b.paragraph).map(|b| b.at) {
        paragraphs.push(&text.text[start..at]);
        start = at;
    }
    paragraphs.push(&text.text[start..]);
    let units = paragraphs.into_iter().flat_map(|p| p.split(['|', ';']));
    units.map(str::trim).filter(|unit| !is_void(unit)).map(str::to_owned).collect()
}
