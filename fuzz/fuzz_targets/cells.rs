//! Any text in a cell: every function of the grammar.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| albero::exercise_grammar(text));
