//! Bands across a table: one cell over all columns opens the level that its words name.

use super::headings;
use super::nodes::{Left, Meaning, NodeId};
use super::pieces::part;
use super::scope::Scope;
use crate::layout::cells::Cell;
use crate::layout::words::Words;
use crate::plan::model::Reason;

/// Opens what a band or heading names; what names nothing is listed.
pub(crate) fn read(cell: &Cell, scope: &mut Scope, meaning: &mut Meaning, words: &Words) -> Option<NodeId> {
    let text = cell.text(words).text;
    let Some(heading) = headings::heading(&text, true) else {
        meaning.left.push(Left::Unread(cell.words().collect(), Reason::BandWithoutLevel));
        return None;
    };
    let title = part(cell, heading.body.clone(), words);
    let label = part(cell, 0..heading.body.start, words);
    meaning.labels.extend(label.words());
    Some(scope.open(heading.field, title, meaning, words))
}
