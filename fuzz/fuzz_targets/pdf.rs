//! Any bytes after a PDF's mark: an error, or a plan in which every word is accounted for.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut document = b"%PDF-1.7\n".to_vec();
    document.extend_from_slice(bytes.strip_prefix(b"%PDF-1.7\n").unwrap_or(bytes));
    albero_fuzz::read_and_write(document);
});
