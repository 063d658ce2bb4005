//! Reading in a process of its own: what cannot be caught in a process (a stack that overflows, memory that runs
//! out, a loop without end) ends the worker, which is replaced, and not the program.

mod compare;
mod net;
mod protocol;
mod worker;
mod workers;

pub(crate) use compare::Comparison;
pub(crate) use net::{caught, quiet};
pub(crate) use protocol::{Body, Checking, Fault, Original, Product, Want};
pub(crate) use worker::run;
pub(crate) use workers::Workers;

use super::args::ReadingArguments;
use albero::Limits;
use protocol::Request;

/// The limits that the arguments set.
pub(crate) fn limits(arguments: &ReadingArguments) -> Limits {
    Limits {
        bytes: arguments.max_size.saturating_mul(MIB),
        pages: arguments.max_pages,
        decompressed: arguments.max_decompressed.saturating_mul(MIB),
    }
}

const MIB: u64 = 1 << 20;

/// What is asked of a reader, here or in a worker.
fn request(arguments: &ReadingArguments, want: Want, check: Option<Checking>) -> Request {
    Request {
        name: None,
        password: arguments.password.clone(),
        second_reader: arguments.reader == super::args::ReaderName::PdfExtract,
        limits: limits(arguments),
        pages: arguments.part,
        original: None,
        want,
        check,
        labels: Vec::new(),
    }
}
