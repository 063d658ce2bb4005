//! A diff for a person, as text and as Markdown: what is shown, and in which order.

pub mod history;
pub mod markdown;
mod sheet;
pub mod text;
pub(crate) mod words;
