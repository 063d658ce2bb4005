//! One HTML page for people: the tree, what was found in it, what changed, what was not read, and where it stands.
//!
//! It needs nothing else: style and script are in it, and its Content-Security-Policy lets nothing else in. It reads
//! the plan, findings, changes, and pictures of pages that are handed to it. Templates are maud's, because an
//! expression in them is a Rust expression, checked and escaped where it stands, and no second language is to be learnt.

mod anchors;
mod asked;
mod cards;
mod changes;
mod charts;
mod findings;
mod index;
mod look;
mod page;
mod pictures;
mod tree;
mod unread;
mod values;
mod words;

pub use asked::{Article, Asked, Cell, PagePictures, Row};
pub use page::{Frame, write};

use crate::language::Lang;
use crate::plan::model::Plan;
use crate::plan::walk::Walk;
use look::Look;
use maud::{Markup, html};

/// A document's part of the page.
#[must_use]
pub fn article(asked: &Asked) -> Article {
    let changes = asked.previous.as_ref().map(|previous| crate::diff::diff(previous, &asked.plan, false));
    let look = Look::new(asked, changes.as_ref());
    let row = index::row(&look);
    let body: Markup = html! {
        (page::facts(&look))
        (index::glance(&look, &row))
        @if let Some(changes) = &changes { (changes::section(&look, changes)) }
        (findings::section(&look))
        (tree::section(&look))
        (unread::section(&look))
        (pictures::section(&look))
    };
    Article { html: page::article(&look, &body).into_string(), row }
}

/// The pages that a plan's nodes stand on.
pub fn pages(plan: &Plan) -> impl Iterator<Item = u32> {
    let walk = Walk::of(plan);
    let pages: Vec<u32> = walk.nodes().flat_map(|at| at.node().locations()).map(|at| at.page).collect();
    pages.into_iter()
}

/// A count with its noun.
fn counted(count: usize, one: crate::language::Text, more: crate::language::Text, lang: Lang) -> String {
    format!("{count} {}", if count == 1 { one.get(lang) } else { more.get(lang) })
}
