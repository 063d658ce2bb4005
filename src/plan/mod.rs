//! The plan: its types, its JSON, and how it is made of a document's pieces.

pub(crate) mod assemble;
mod at;
pub(crate) mod facts;
pub(crate) mod fields;
pub(crate) mod grow;
mod ids;
mod indicator;
pub mod json;
pub(crate) mod ledger;
mod lists;
pub mod model;
mod objective;
mod reading;
pub(crate) mod walk;
mod whole;

pub use at::At;
pub use ledger::Place;
pub use reading::{AccountedWord, Reading};
