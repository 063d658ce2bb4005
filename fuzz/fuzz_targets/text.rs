//! Any text: an error, or a plan in which every word is accounted for.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| albero_fuzz::read_and_write(bytes.to_vec()));
