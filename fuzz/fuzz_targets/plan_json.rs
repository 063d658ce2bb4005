//! Any plan JSON: an error, or a plan that can be checked, compared with itself and written.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut document = b"{".to_vec();
    document.extend_from_slice(bytes.strip_prefix(b"{").unwrap_or(bytes));
    albero_fuzz::read_and_write(document);
});
