//! What a file holds beside its pages: attached documents, forms of another kind, layers.

use crate::source::Note;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

/// What of it may be a plan, and is not read.
pub(super) fn notes(pdf: &Pdf) -> Vec<Note> {
    let Some(catalog) = catalog(pdf) else { return Vec::new() };
    let mut notes = Vec::new();
    let names = catalog.get::<Dict<'_>>(&b"Names"[..]);
    if let Some(tree) = names.and_then(|names| names.get::<Dict<'_>>(&b"EmbeddedFiles"[..])) {
        let mut left = MOST_NODES;
        let count = documents(&tree, &mut left);
        notes.extend((count > 0).then_some(Note::Attachments { count }));
    }
    let form = catalog.get::<Dict<'_>>(&b"AcroForm"[..]);
    notes.extend(form.is_some_and(|form| form.contains_key(&b"XFA"[..])).then_some(Note::DynamicForm));
    notes
}

fn catalog(pdf: &Pdf) -> Option<Dict<'_>> {
    let xref = pdf.xref();
    xref.get::<Dict<'_>>(xref.root_id())
}

/// Whether the document has layers, of which some may be hidden.
pub(super) fn has_layers(pdf: &Pdf) -> bool {
    catalog(pdf).is_some_and(|catalog| catalog.contains_key(&b"OCProperties"[..]))
}

/// So many nodes of a tree of names are looked at.
const MOST_NODES: usize = 10_000;

/// What plans are written in. Signatures and data that come with every document of a kind are none.
const DOCUMENTS: &[&str] = &["pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "csv", "txt", "zip", "p7m"];

/// How many attached documents a tree of names has.
fn documents(tree: &Dict<'_>, left: &mut usize) -> u32 {
    let Some(rest) = left.checked_sub(1) else { return 0 };
    *left = rest;
    let mut count = 0;
    if let Some(names) = tree.get::<Array<'_>>(&b"Names"[..]) {
        let files = names.iter::<Object<'_>>().filter_map(|object| match object {
            Object::Dict(file) => Some(file),
            _ => None,
        });
        count += files.take(MOST_NODES).filter(is_document).count() as u32;
    }
    if let Some(kids) = tree.get::<Array<'_>>(&b"Kids"[..]) {
        count += kids.iter::<Dict<'_>>().take(*left).map(|kid| documents(&kid, left)).sum::<u32>();
    }
    count
}

fn is_document(file: &Dict<'_>) -> bool {
    let name = [&b"UF"[..], b"F"].iter().find_map(|key| file.get::<PdfString<'_>>(*key));
    let name = name.map(|name| super::spoken::pdf_text(name.as_bytes()).to_lowercase()).unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, ending)| DOCUMENTS.contains(&ending))
}

/// Whether a layer is off as the document is opened.
pub(super) fn hides_layers(pdf: &Pdf) -> bool {
    let layers = catalog(pdf).and_then(|catalog| catalog.get::<Dict<'_>>(&b"OCProperties"[..]));
    let Some(usual) = layers.and_then(|layers| layers.get::<Dict<'_>>(&b"D"[..])) else { return false };
    let base = usual.get::<Name<'_>>(&b"BaseState"[..]);
    let off = usual.get::<Array<'_>>(&b"OFF"[..]);
    base.is_some_and(|base| base.as_ref() == b"OFF") || off.is_some_and(|off| off.raw_iter().next().is_some())
}
