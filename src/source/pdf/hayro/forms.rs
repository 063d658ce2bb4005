//! Values of forms, and notes, that a file holds without their picture: viewers draw it, and so they are on the page.

use super::spoken::pdf_text;
use crate::source::page::{Glyph, GlyphText, Page, Unlike};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page as HayroPage;
use hayro_interpret::kurbo::{Affine, Point, Vec2};

/// Adds them to the page.
pub(super) fn add_without_appearance(page: &HayroPage<'_>, transform: Affine, read: &mut Page) {
    let Some(annotations) = page.raw().get::<Array<'_>>(&b"Annots"[..]) else { return };
    for annotation in annotations.iter::<Dict<'_>>().take(MOST) {
        if let (false, Some(text)) = (has_appearance(&annotation), text(&annotation)) {
            write(&text, &annotation, transform, read);
        }
    }
}

/// So many annotations are looked at on a page.
const MOST: usize = 20_000;

/// A field's parents are followed so far.
const DEEPEST: usize = 16;

fn has_appearance(annotation: &Dict<'_>) -> bool {
    const HIDDEN_OR_NO_VIEW: u32 = 1 << 1 | 1 << 5;
    let flags = annotation.get::<u32>(&b"F"[..]).unwrap_or_default();
    let appearance = annotation.get::<Dict<'_>>(&b"AP"[..]);
    // What is not to be seen needs none.
    flags & HIDDEN_OR_NO_VIEW != 0 || appearance.is_some_and(|appearance| appearance.contains_key(&b"N"[..]))
}

/// What a viewer writes.
fn text(annotation: &Dict<'_>) -> Option<String> {
    let subtype = annotation.get::<Name<'_>>(&b"Subtype"[..])?;
    let text = match subtype.as_ref() {
        b"FreeText" => annotation.get::<PdfString<'_>>(&b"Contents"[..]).map(|text| pdf_text(text.as_bytes())),
        b"Widget" => {
            let kind = of_field(annotation, b"FT")?.into_name()?;
            matches!(kind.as_ref(), b"Tx" | b"Ch").then(|| value(of_field(annotation, b"V")?)).flatten()
        }
        _ => None,
    };
    text.filter(|text| !text.trim().is_empty())
}

/// An entry of a field: its own, or of the fields that it is part of.
fn of_field<'a>(field: &Dict<'a>, key: &[u8]) -> Option<Object<'a>> {
    let mut field = field.clone();
    for _ in 0..DEEPEST {
        if let Some(found) = field.get::<Object<'a>>(key) {
            return Some(found);
        }
        field = field.get::<Dict<'a>>(&b"Parent"[..])?;
    }
    None
}

fn value(object: Object<'_>) -> Option<String> {
    match object {
        Object::String(text) => Some(pdf_text(text.as_bytes())),
        Object::Array(choices) => {
            let choices = choices.iter::<PdfString<'_>>().map(|text| pdf_text(text.as_bytes()));
            Some(choices.collect::<Vec<_>>().join("\n"))
        }
        _ => None,
    }
}

/// The size that the default appearance sets, `/Helv 10 Tf`; none where it leaves it to the viewer.
fn type_size(annotation: &Dict<'_>) -> Option<f64> {
    let Object::String(appearance) = of_field(annotation, b"DA")? else { return None };
    let appearance = pdf_text(appearance.as_bytes());
    let words: Vec<&str> = appearance.split_whitespace().collect();
    let at = words.iter().position(|word| *word == "Tf")?;
    words.get(at.checked_sub(1)?)?.parse().ok().filter(|size| (1.0..=200.0).contains(size))
}

/// What viewers choose where the size is left to them.
const LARGEST: f64 = 12.0;

/// From a field's edge to its text.
const MARGIN: f64 = 2.0;

/// Width of a letter of the fonts that forms use, in type sizes; on the average, in Italian.
const LETTER: f64 = 0.5;

fn write(text: &str, annotation: &Dict<'_>, transform: Affine, read: &mut Page) {
    const MULTILINE: i64 = 1 << 12;
    let Some([a, b, c, d]) = annotation.get::<[f32; 4]>(&b"Rect"[..]).map(|rect| rect.map(f64::from)) else { return };
    let (x0, x1, y0, y1) = (a.min(c), a.max(c), b.min(d), b.max(d));
    let (width, height) = (x1 - x0 - 2.0 * MARGIN, y1 - y0);
    if !(width > 0.0 && height > 0.0 && height.is_finite() && width.is_finite()) {
        return;
    }
    let flags = of_field(annotation, b"Ff").and_then(|flags| flags.into_number()).map_or(0, |flags| flags.as_i64());
    let wraps =
        flags & MULTILINE != 0 || !annotation.contains_key(&b"FT"[..]) && !annotation.contains_key(&b"Parent"[..]);
    let size = type_size(annotation).unwrap_or_else(|| (0.7 * height).clamp(4.0, LARGEST));
    let lines = if wraps { wrapped(text, (width / (LETTER * size)).max(1.0) as usize) } else { vec![text.to_owned()] };
    // A line alone stands in the middle of its field.
    let first = if wraps { y1 - MARGIN - 0.8 * size } else { (y0 + y1) / 2.0 - 0.3 * size };
    for (number, line) in lines.iter().enumerate() {
        let y = first - 1.15 * size * number as f64;
        let letters = line.chars().count().max(1) as f64;
        let advance = (LETTER * size).min(width / letters);
        for (at, c) in line.chars().enumerate() {
            let from = Point::new(x0 + MARGIN + advance * at as f64, y);
            add(
                c,
                transform * from,
                linear(transform, Vec2::new(advance, 0.0)),
                linear(transform, Vec2::new(0.0, size)),
                read,
            );
        }
    }
}

/// A length in a direction, as the transform makes it.
fn linear(transform: Affine, by: Vec2) -> Vec2 {
    transform * by.to_point() - transform * Point::ZERO
}

fn add(c: char, at: Point, advance: Vec2, height: Vec2, read: &mut Page) {
    let (x, y) = (at.x as f32, at.y as f32);
    let on_page = (0.0..=read.width).contains(&x) && (0.0..=read.height).contains(&y);
    let c = if c.is_control() { ' ' } else { c };
    let text = GlyphText::Char(c);
    let glyph = Glyph { text, x, y, dx: advance.x as f32, dy: advance.y as f32, size: height.hypot() as f32 };
    if on_page {
        read.unlike.push((Unlike::NoAppearance, glyph.clone()));
        read.glyphs.push(glyph);
    } else {
        read.unlike.push((Unlike::OffPage, glyph));
    }
}

/// Lines of so many letters at most, of whole words.
fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split(['\n', '\r']) {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > letters {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_of_whole_words() {
        assert_eq!(wrapped("una nota lunga\rdue", 8), ["una nota", "lunga", "due"]);
        assert_eq!(wrapped("indivisibile", 3), ["indivisibile"]);
    }
}
