//! The net under all that a document can reach in this process: a fault of the program's own becomes one line for that
//! document, and the others go on.

use super::protocol::Fault;
use crate::cli::words;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

thread_local! {
    /// Where the last panic of this thread began.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Lets panics say nothing by themselves: whoever catches one tells of it in one line. Without this, the standard
/// library writes a backtrace among the messages.
pub(crate) fn quiet() {
    set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
        PLACE.with(|last| last.replace(place));
    }));
}

/// Runs what a document may make fail. What was being changed when it failed is not to be used any further, unless
/// whoever owns it says how it is put right.
pub(crate) fn caught<T>(run: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| {
        let place = PLACE.with(RefCell::take).unwrap_or_else(|| "?".to_owned());
        Fault::new("fault", words::own_fault(&place))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_fault_of_its_document() {
        let sum = |numbers: &[u8]| caught(|| numbers.iter().map(|n| 10 / n).sum::<u8>());
        assert_eq!(sum(&[1, 2]), Ok(15));
        assert_eq!(sum(&[1, 0]).unwrap_err().kind, "fault");
    }
}
