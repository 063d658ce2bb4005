//! Pages without anything unusual, read operator by operator.
//!
//! hayro's interpreter asks a font four times a letter what it is and how wide, each time by name where the font is
//! one of the standard ones, and keeps colours, clips and masks for a picture that nobody draws: two thirds of the
//! time that reading takes. Here a font is asked once a code, and only what moves letters and lines is kept. A page
//! with anything else (forms, optional content, shadings, drawn letters, a font that is missing) is left to the
//! interpreter, whose letters and lines these are to the last digit (`tests.rs`).

use super::letters::Fonts;
use super::marks::{Marks, Scale};
use super::paths::Pen;
use super::pieces::{self, Piece};
use super::seen::Clip;
use crate::source::page::Tint;
use hayro_font::UNITS_PER_EM;
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Number, Object, dict_or_stream};
use hayro_interpret::hayro_syntax::page::Resources;
use hayro_interpret::kurbo::{Affine, Point};

/// The page has what only the interpreter reads.
pub(super) struct NotPlain;

type Plainly<T = ()> = Result<T, NotPlain>;

/// Reads a page's operators.
///
/// # Errors
/// [`NotPlain`]; what was recorded until then is to be forgotten.
pub(super) fn read<'a>(
    content: &[u8],
    resources: &Resources<'a>,
    transform: Affine,
    fonts: &mut Fonts<'a>,
    marks: &mut Marks<'_>,
) -> Plainly {
    let (text, shows) = (Text::default(), Shows::default());
    let state = State { ctm: transform, tint: Tint::BLACK, text, clip: marks.clip, shows };
    let (pen, known, buffer, scale) = (Pen::default(), Known::default(), Vec::new(), LastScale::default());
    let mut page = Reading { resources, fonts, marks, state, saved: vec![state], pen, known, buffer, scale };
    let mut operators = TypedIter::new(content);
    while let Some(operator) = operators.next() {
        page.operator(&operator)?;
    }
    Ok(())
}

/// What letters and lines depend on of the graphics state.
#[derive(Clone, Copy)]
struct State {
    ctm: Affine,
    /// Of areas.
    tint: Tint,
    text: Text,
    clip: Clip,
    shows: Shows,
}

/// What lets show through what is under a filled box.
#[derive(Clone, Copy, Default, PartialEq)]
struct Shows {
    translucent: bool,
    blended: bool,
    masked: bool,
}

#[derive(Clone, Copy)]
struct Text {
    char_space: f32,
    word_space: f32,
    /// Of the width, not in percent.
    scaling: f32,
    leading: f32,
    /// Its number among the [`Fonts`].
    font: Option<usize>,
    size: f32,
    rise: f32,
    /// Filled and then stroked.
    twice: bool,
    /// Not painted, or painted and a clip path.
    unseen: bool,
    matrix: Affine,
    line: Affine,
}

impl Default for Text {
    fn default() -> Text {
        Text {
            char_space: 0.0,
            word_space: 0.0,
            scaling: 1.0,
            leading: 0.0,
            font: None,
            size: 1.0,
            rise: 0.0,
            twice: false,
            unseen: false,
            matrix: Affine::IDENTITY,
            line: Affine::IDENTITY,
        }
    }
}

impl Text {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line = moved(self.line, x, y);
        self.matrix = self.line;
    }

    fn advance(&mut self, horizontal: bool, by: f32) {
        let (x, y) = if horizontal { (by, 0.0) } else { (0.0, by) };
        self.matrix = moved(self.matrix, f64::from(x), f64::from(y));
    }

    /// From a glyph's thousandths of the type size to the page's user space, where the line is.
    fn glyph_transform(&self) -> Affine {
        let [a, b, c, d, e, f] = self.matrix.as_coeffs();
        let (width, height) = (f64::from(self.size) * f64::from(self.scaling), f64::from(self.size));
        let rise = f64::from(self.rise);
        let em = 1.0 / f64::from(UNITS_PER_EM);
        Affine::new([a * width * em, b * width * em, c * height * em, d * height * em, c * rise + e, d * rise + f])
    }
}

/// A matrix after a move in its own coordinates.
fn moved(matrix: Affine, x: f64, y: f64) -> Affine {
    let [a, b, c, d, e, f] = matrix.as_coeffs();
    Affine::new([a, b, c, d, a * x + c * y + e, b * x + d * y + f])
}

/// Names of the page's resources that were looked up.
#[derive(Default)]
struct Known {
    fonts: Vec<(Vec<u8>, usize)>,
    /// Those that change no letter and no line, and what they say of boxes.
    graphics_states: Vec<(Vec<u8>, [Option<bool>; 3])>,
    images: Vec<Vec<u8>>,
}

struct Reading<'p, 'a, 'l> {
    resources: &'p Resources<'a>,
    fonts: &'p mut Fonts<'a>,
    marks: &'p mut Marks<'l>,
    state: State,
    saved: Vec<State>,
    pen: Pen,
    known: Known,
    /// A string's bytes.
    buffer: Vec<u8>,
    scale: LastScale,
}

/// The last scale, and what of its transform it was made of: strings of a letter or two have one after the other.
#[derive(Default)]
struct LastScale {
    linear: [f64; 4],
    scale: Option<Scale>,
}

impl LastScale {
    fn of(&mut self, transform: Affine) -> Option<Scale> {
        let [a, b, c, d, ..] = transform.as_coeffs();
        if self.linear != [a, b, c, d] {
            (self.linear, self.scale) = ([a, b, c, d], Scale::of(transform));
        }
        self.scale
    }
}

/// As many as hayro's interpreter saves.
const MOST_SAVED: usize = u16::MAX as usize;

impl<'a> Reading<'_, 'a, '_> {
    fn operator(&mut self, operator: &TypedInstruction<'_, '_>) -> Plainly {
        use TypedInstruction as Op;
        match operator {
            Op::SaveState(_) if self.saved.len() >= MOST_SAVED => return Err(NotPlain),
            Op::SaveState(_) => self.saved.push(self.state),
            Op::RestoreState(_) => {
                self.state = self.saved.pop().unwrap_or(self.state);
                self.marks.clip = self.state.clip;
                self.set_opaque();
            }
            Op::Transform(t) => {
                self.state.ctm *= Affine::new([t.0, t.1, t.2, t.3, t.4, t.5].map(|n| n.as_f64()));
            }
            Op::SetGraphicsState(gs) => self.set_graphics_state(gs.0)?,
            Op::XObject(x) => self.check_object(x.0)?,
            Op::Shading(_) => return Err(NotPlain),
            // A pattern may leave holes.
            Op::NonStrokeColorNamed(color) if color.1.is_some() => return Err(NotPlain),
            Op::BeginMarkedContent(content) => self.marks.begin_marked_content(content.0, None),
            Op::BeginMarkedContentWithProperties(content) => self.begin_marked_content(content.0, content.1)?,
            Op::EndMarkedContent(_) => self.marks.end_marked_content(),
            _ => return if self.path_operator(operator) { Ok(()) } else { self.text_operator(operator) },
        }
        Ok(())
    }

    /// Whether it was one.
    fn path_operator(&mut self, operator: &TypedInstruction<'_, '_>) -> bool {
        use TypedInstruction as Op;
        let point = |x: Number, y: Number| Point::new(x.as_f64(), y.as_f64());
        match operator {
            Op::RectPath(r) => self.pen.rectangle(r.0.as_f64(), r.1.as_f64(), r.2.as_f64(), r.3.as_f64()),
            Op::MoveTo(p) => self.pen.move_to(point(p.0, p.1)),
            Op::LineTo(p) => self.pen.line_to(point(p.0, p.1)),
            Op::CubicTo(c) => {
                self.pen.curve_to(Some(point(c.0, c.1)), Some(point(c.2, c.3)), point(c.4, c.5));
            }
            Op::CubicStartTo(c) => self.pen.curve_to(None, Some(point(c.0, c.1)), point(c.2, c.3)),
            Op::CubicEndTo(c) => self.pen.curve_to(Some(point(c.0, c.1)), None, point(c.2, c.3)),
            Op::ClosePath(_) => self.pen.close(),
            Op::ClipNonZero(_) | Op::ClipEvenOdd(_) => self.pen.clips = true,
            Op::EndPath(_) => self.end_path(),
            Op::FillPathEvenOdd(_) | Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) => {
                self.paint(true, false);
            }
            Op::StrokePath(_) => self.paint(false, true),
            Op::CloseAndStrokePath(_) => {
                self.pen.close();
                self.paint(false, true);
            }
            Op::FillAndStrokeEvenOdd(_) | Op::FillAndStrokeNonZero(_) => self.paint(true, true),
            Op::CloseFillAndStrokeEvenOdd(_) | Op::CloseFillAndStrokeNonZero(_) => {
                self.pen.close();
                self.paint(true, true);
            }
            _ => return false,
        }
        true
    }

    fn paint(&mut self, fill: bool, stroke: bool) {
        if fill {
            self.pen.fill(self.state.ctm, self.state.tint, self.marks);
        }
        if stroke {
            self.pen.stroke(self.state.ctm, self.marks);
        }
        self.end_path();
    }

    fn end_path(&mut self) {
        if let Some(bounds) = self.pen.end(self.state.ctm) {
            self.state.clip = self.state.clip.within(bounds);
            self.marks.clip = self.state.clip;
        }
    }

    fn set_opaque(&mut self) {
        self.marks.opaque = self.state.shows == Shows::default();
    }

    fn text_operator(&mut self, operator: &TypedInstruction<'_, '_>) -> Plainly {
        use TypedInstruction as Op;
        let text = &mut self.state.text;
        match operator {
            Op::BeginText(_) => (text.matrix, text.line) = (Affine::IDENTITY, Affine::IDENTITY),
            Op::SetTextMatrix(m) => {
                text.line = Affine::new([m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f64()));
                text.matrix = text.line;
            }
            Op::CharacterSpacing(space) => text.char_space = space.0.as_f32(),
            Op::WordSpacing(space) => text.word_space = space.0.as_f32(),
            Op::HorizontalScaling(percent) => text.scaling = percent.0.as_f32() / 100.0,
            Op::TextLeading(leading) => text.leading = leading.0.as_f32(),
            Op::TextRise(rise) => text.rise = rise.0.as_f32(),
            Op::TextRenderingMode(mode) => {
                (text.twice, text.unseen) = (mode.0.as_i64() == 2, matches!(mode.0.as_i64(), 3..=7));
            }
            Op::NextLine(by) => text.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                text.leading = -by.1.as_f64() as f32;
                text.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => text.next_line(0.0, f64::from(-text.leading)),
            Op::TextFont(font) => {
                text.size = font.1.as_f32();
                self.state.text.font = Some(self.font(font.0)?);
            }
            Op::ShowText(string) => self.show(|reading| reading.string(string.0.as_bytes()))?,
            Op::ShowTexts(strings) => self.show(|reading| reading.strings(strings.0))?,
            Op::NextLineAndShowText(string) => {
                text.next_line(0.0, f64::from(-text.leading));
                self.show(|reading| reading.string(string.0.as_bytes()))?;
            }
            Op::ShowTextWithParameters(string) => {
                (text.word_space, text.char_space) = (string.0.as_f32(), string.1.as_f32());
                text.next_line(0.0, f64::from(-text.leading));
                self.show(|reading| reading.string(string.2.as_bytes()))?;
            }
            _ => self.color_operator(operator),
        }
        Ok(())
    }

    fn color_operator(&mut self, operator: &TypedInstruction<'_, '_>) {
        use TypedInstruction as Op;
        let of = |components: &[Number]| {
            let mut values = [0.0; 4];
            let written = components.iter().zip(&mut values).map(|(number, value)| *value = number.as_f32()).count();
            Tint::of(if components.len() > values.len() { &[] } else { &values[..written] })
        };
        self.state.tint = match operator {
            Op::NonStrokeColorDeviceGray(c) => of(&[c.0]),
            Op::NonStrokeColorDeviceRgb(c) => of(&[c.0, c.1, c.2]),
            Op::NonStrokeColorCmyk(c) => of(&[c.0, c.1, c.2, c.3]),
            Op::NonStrokeColor(c) => of(&c.0),
            Op::NonStrokeColorNamed(c) => of(if c.1.is_some() { &[] } else { &c.0 }),
            // In most colour spaces.
            Op::ColorSpaceNonStroke(_) => Tint::BLACK,
            // Line styles, clips, images: nothing that is read.
            _ => return,
        };
    }

    /// Shows text, once more where it is filled and stroked.
    fn show(&mut self, text: impl Fn(&mut Self) -> Plainly) -> Plainly {
        if self.state.text.unseen {
            return Err(NotPlain);
        }
        self.marks.count_marks();
        let before = self.state.text.matrix;
        text(self)?;
        if self.state.text.twice {
            self.marks.count_marks();
            self.state.text.matrix = before;
            text(self)?;
        }
        Ok(())
    }

    fn string(&mut self, bytes: &[u8]) -> Plainly {
        let State { ctm, text, .. } = &mut self.state;
        let letters = self.fonts.get(text.font).ok_or(NotPlain)?;
        let horizontal = letters.horizontal;
        // The same for all letters that are not stretched.
        let unstretched = self.scale.of(*ctm * text.glyph_transform());
        let mut rest = bytes;
        while !rest.is_empty() {
            let (letter, length) = letters.first(rest, &mut self.marks.cmaps).ok_or(NotPlain)?;
            rest = rest.get(length..).unwrap_or_default();
            let mut transform = text.glyph_transform();
            if let Some(origin) = letter.origin {
                transform = moved(transform, origin.x, origin.y);
            }
            if letter.stretch != 1.0 {
                let [a, b, c, d, e, f] = transform.as_coeffs();
                let stretched = Affine::new([a * letter.stretch, b * letter.stretch, c, d, e, f]);
                self.marks.record(&letter.character, *ctm * stretched);
            } else if let Some(scale) = unstretched {
                let place = *ctm * transform.translation().to_point();
                self.marks.record_at(&letter.character, scale, (place.x as f32, place.y as f32));
            }
            let word_space = if letter.character.code == 32 && length == 1 { text.word_space } else { 0.0 };
            let advance = if horizontal { letter.advance.0 } else { letter.advance.1 };
            let by = advance / UNITS_PER_EM * text.size + text.char_space + word_space;
            text.advance(horizontal, if horizontal { by * text.scaling } else { by });
        }
        Ok(())
    }

    /// The strings of a `TJ`, and the moves between them.
    fn strings(&mut self, array: &Array<'_>) -> Plainly {
        let mut buffer = std::mem::take(&mut self.buffer);
        let usual = self.usual_strings(array.data(), &mut buffer);
        self.buffer = buffer;
        let Some(done) = usual? else { return Ok(()) };
        array.iter::<Object<'_>>().skip(done).try_for_each(|piece| match piece {
            Object::Number(by) => self.adjust(by.as_f32()),
            Object::String(string) => self.string(string.as_bytes()),
            _ => Ok(()),
        })
    }

    /// Those before the first that is not written as usual; if there is one, how many they are.
    fn usual_strings(&mut self, array: &[u8], buffer: &mut Vec<u8>) -> Plainly<Option<usize>> {
        let mut done = 0;
        let mut rest = array;
        while let Some((piece, after)) = Piece::first(rest, buffer) {
            match piece {
                Piece::Move(by) => self.adjust(by)?,
                Piece::Literal(string) => self.string(string)?,
                Piece::Hex => self.string(buffer)?,
            }
            (rest, done) = (after, done + 1);
        }
        Ok((!rest.iter().all(|b| pieces::is_blank(*b))).then_some(done))
    }

    /// Moves back by thousandths of the type size.
    fn adjust(&mut self, by: f32) -> Plainly {
        let text = &mut self.state.text;
        let horizontal = self.fonts.get(text.font).ok_or(NotPlain)?.horizontal;
        let scaling = if horizontal { text.scaling } else { 1.0 };
        text.advance(horizontal, -by / UNITS_PER_EM * text.size * scaling);
        Ok(())
    }

    fn font(&mut self, name: &Name<'_>) -> Plainly<usize> {
        if let Some((_, number)) = self.known.fonts.iter().find(|(known, _)| known == name.as_ref()) {
            return Ok(*number);
        }
        let dict = self.resources.get_font(name).ok_or(NotPlain)?;
        let number = self.fonts.number(&dict).ok_or(NotPlain)?;
        self.known.fonts.push((name.as_ref().to_vec(), number));
        Ok(number)
    }

    /// Passes a graphics state that sets no font.
    fn set_graphics_state(&mut self, name: &Name<'_>) -> Plainly {
        let known = self.known.graphics_states.iter().find(|(known, _)| known == name.as_ref());
        let [translucent, blended, masked] = match known {
            Some((_, shows)) => *shows,
            None => {
                let state = self.resources.get_ext_g_state(name).unwrap_or_default();
                if state.contains_key(&b"Font"[..]) {
                    return Err(NotPlain);
                }
                let shows = shows(&state);
                self.known.graphics_states.push((name.as_ref().to_vec(), shows));
                shows
            }
        };
        let Shows { translucent: was_translucent, blended: was_blended, masked: was_masked } = self.state.shows;
        self.state.shows = Shows {
            translucent: translucent.unwrap_or(was_translucent),
            blended: blended.unwrap_or(was_blended),
            masked: masked.unwrap_or(was_masked),
        };
        self.set_opaque();
        Ok(())
    }

    /// Passes an image: it has no text; a form has, and has its own resources.
    fn check_object(&mut self, name: &Name<'_>) -> Plainly {
        let resources = self.resources;
        passed(&mut self.known.images, name, || {
            let object = resources.get_x_object(name);
            let subtype = object.and_then(|object| object.dict().get::<Name<'_>>(&b"Subtype"[..]));
            subtype.is_some_and(|subtype| subtype.as_ref() == b"Image")
        })
    }

    fn begin_marked_content(&mut self, tag: &Name<'_>, properties: &Object<'_>) -> Plainly {
        let named = properties.clone().into_name().and_then(|name| self.resources.properties.get::<Dict<'_>>(name));
        let properties = named.or_else(|| dict_or_stream(properties).map(|(properties, _)| properties.clone()));
        let is_optional = |properties: &Dict<'_>| {
            let membership = properties.get::<Name<'_>>(&b"Type"[..]);
            properties.contains_key(&b"OC"[..]) || membership.is_some_and(|kind| kind.as_ref() == b"OCMD")
        };
        if !self.marks.all_layers && properties.as_ref().is_some_and(is_optional) {
            return Err(NotPlain);
        }
        self.marks.begin_marked_content(tag, properties.as_ref());
        Ok(())
    }
}

/// Whether what is under a box shows through, by a graphics state's three ways to say so; None where it says nothing.
fn shows(state: &Dict<'_>) -> [Option<bool>; 3] {
    let translucent = state.get::<f32>(&b"ca"[..]).map(|alpha| alpha < 1.0);
    let known = |name: &Name<'_>| BLENDS.contains(&name.as_ref());
    let blended = state.contains_key(&b"BM"[..]).then(|| match state.get::<Name<'_>>(&b"BM"[..]) {
        Some(name) => known(&name),
        None => {
            let names = state.get::<Array<'_>>(&b"BM"[..]);
            let plain = |name: &Name<'_>| matches!(name.as_ref(), b"Normal" | b"Compatible");
            let first = names.and_then(|names| names.iter::<Name<'_>>().find(|name| known(name) || plain(name)));
            first.is_some_and(|name| known(&name))
        }
    });
    let masked = match state.get::<Name<'_>>(&b"SMask"[..]) {
        Some(name) => (name.as_ref() == b"None").then_some(false),
        None => state.contains_key(&b"SMask"[..]).then(|| state.get::<Dict<'_>>(&b"SMask"[..]).is_some()),
    };
    [translucent, blended, masked]
}

/// Ways to mix a colour with what is under it.
const BLENDS: &[&[u8]] = &[
    b"Multiply",
    b"Screen",
    b"Overlay",
    b"Darken",
    b"Lighten",
    b"ColorDodge",
    b"ColorBurn",
    b"HardLight",
    b"SoftLight",
    b"Difference",
    b"Exclusion",
    b"Hue",
    b"Saturation",
    b"Color",
    b"Luminosity",
];

/// Whether a name is known to pass, or does.
fn passed(known: &mut Vec<Vec<u8>>, name: &Name<'_>, passes: impl FnOnce() -> bool) -> Plainly {
    if known.iter().any(|known| known == name.as_ref()) {
        return Ok(());
    }
    if !passes() {
        return Err(NotPlain);
    }
    known.push(name.as_ref().to_vec());
    Ok(())
}
