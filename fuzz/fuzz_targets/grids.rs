//! Any lines, areas and words on a page: its tables are whole, and it is read or refused like any other document.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = albero_fuzz::page::sound(bytes);
    albero_fuzz::read_and_write(albero_fuzz::page::drawn(bytes));
});
