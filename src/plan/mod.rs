//! The plan: its types, its JSON, and how it is made of a document's pieces.

pub(crate) mod assemble;
mod facts;
mod ids;
mod indicator;
pub mod json;
mod ledger;
pub mod model;
mod objective;
mod reading;

pub use ledger::Place;
pub use reading::{AccountedWord, Reading};
