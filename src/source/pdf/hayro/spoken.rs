//! Marked content: a text that stands for the letters painted (ActualText), and what the file calls a watermark.

use crate::source::page::{Glyph, GlyphText, Page, Unlike};
use hayro_interpret::hayro_syntax::object::{Dict, Name, String as PdfString};
use unicode_normalization::UnicodeNormalization;

/// A marked content that was begun.
pub(super) enum Marked {
    /// Of no interest.
    Plain,
    /// The text that stands for its glyphs, and how many were painted before it.
    Spoken(String, usize),
    /// A watermark, and how many glyphs were painted before it.
    Watermark(usize),
}

impl Marked {
    pub(super) fn new(tag: &[u8], properties: Option<&Dict<'_>>, glyphs: usize) -> Marked {
        let Some(properties) = properties else { return Marked::Plain };
        let is_watermark = || {
            let subtype = properties.get::<Name<'_>>(&b"Subtype"[..]);
            tag == b"Artifact" && subtype.is_some_and(|subtype| subtype.as_ref() == b"Watermark")
        };
        match properties.get::<PdfString<'_>>(&b"ActualText"[..]) {
            Some(text) => Marked::Spoken(pdf_text(text.as_bytes()), glyphs),
            None if is_watermark() => Marked::Watermark(glyphs),
            None => Marked::Plain,
        }
    }

    /// The content is at its end: what the page now has of it.
    pub(super) fn end(self, page: &mut Page) {
        match self {
            Marked::Plain => {}
            Marked::Watermark(from) => page.watermark.extend(page.glyphs.drain(from.min(page.glyphs.len())..)),
            Marked::Spoken(text, from) => speak(text, from, page),
        }
    }
}

/// Puts the text in place of the glyphs from this one on, if it says what they show. Where it says other, the page has
/// what it shows, and the text is noted.
fn speak(text: String, from: usize, page: &mut Page) {
    let painted = page.glyphs.get(from..).unwrap_or_default();
    let (Some(first), Some(last)) = (painted.first(), painted.last()) else { return };
    let mut shown = String::new();
    painted.iter().for_each(|glyph| glyph.text.push_to(&mut shown));
    let one_line =
        painted.iter().all(|glyph| (glyph.y - first.y).abs() < first.size || glyph.dy.abs() > glyph.dx.abs());
    let said = Glyph {
        text: GlyphText::Several(text.as_str().into()),
        dx: last.x + last.dx - first.x,
        dy: last.y + last.dy - first.y,
        ..first.clone()
    };
    if !says(&text, &shown) {
        page.unlike.push((Unlike::ActualText, said));
    } else if one_line || letters(&text) != letters(&shown) {
        let unknown = shown.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        page.unmapped = page.unmapped.saturating_sub(u32::try_from(unknown).unwrap_or(u32::MAX));
        page.glyphs.truncate(from);
        page.glyphs.push(said);
    }
}

/// Does a text say what the letters show? As it is used: for a ligature, a hyphen at a line's end, a sign that is no
/// letter, a font whose letters no table tells. Then letters that both have are the same, or one has none.
fn says(text: &str, shown: &str) -> bool {
    let unknown = |c: char| c == char::REPLACEMENT_CHARACTER || matches!(c, '\u{e000}'..='\u{f8ff}');
    let (said, seen) = (letters(text), letters(shown));
    said == seen || shown.chars().any(unknown) || seen.is_empty() || said.is_empty() && is_joint(shown)
}

/// What a line's break puts into a word, or a leader between words: no letter of the text.
fn is_joint(shown: &str) -> bool {
    shown
        .chars()
        .all(|c| c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '\u{ad}' | '‐' | '‑' | '…' | '•'))
}

/// The letters, digits and signs of a text, however they are written and spaced.
fn letters(text: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '%' | '<' | '>' | '=' | '≤' | '≥' | '+' | '€' | '±');
    text.nfkc().flat_map(char::to_lowercase).filter(kept).collect()
}

/// A PDF text string: UTF-16 or UTF-8 with a mark, else PDFDocEncoding, which is Latin-1 for letters.
pub(super) fn pdf_text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_for_letters_that_it_spells_out() {
        // A ligature, a hyphen at a line's end, a leader, letters that no table tells, another spacing.
        for (text, shown) in [
            ("ffi", "\u{fb03}"),
            ("\u{ad}", "-"),
            ("", "-"),
            (" ", "....."),
            ("Peso", "\u{fffd}\u{e001}"),
            ("a b", "ab"),
        ] {
            assert!(says(text, shown), "{text} for {shown}");
        }
        for (text, shown) in [(">= 99,00 N.", ">= 10,00 N."), ("", "10"), ("100", "10"), ("<= 5", ">= 5"), ("no", "sì")]
        {
            assert!(!says(text, shown), "{text} for {shown}");
        }
    }
}
