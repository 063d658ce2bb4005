//! What a PDF says of itself, by lopdf: its information dictionary, read without loading the document.

use super::reader::guarded;
use lopdf::Document;

/// The texts of the information dictionary that may name the plan and its body, title first. None where
/// the dictionary is missing or cannot be read: it is not needed.
pub(crate) fn metadata(bytes: &[u8], password: Option<&str>) -> Vec<String> {
    let loaded = guarded("reading the information dictionary", || match password {
        Some(password) => Document::load_metadata_mem_with_password(bytes, password),
        None => Document::load_metadata_mem(bytes),
    });
    let Ok(Ok(found)) = loaded else { return Vec::new() };
    [found.title, found.subject, found.author, found.keywords]
        .into_iter()
        .flatten()
        .filter(|t| !t.trim().is_empty())
        .collect()
}
