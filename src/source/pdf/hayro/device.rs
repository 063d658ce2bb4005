//! hayro's interpreter draws on this.

use super::character::Character;
use super::marks::Marks;
use crate::source::page::Tint;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::BezPath;
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};

impl<'a> Device<'a> for Marks<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count_marks();
        let tint = |paint: &Paint<'_>| match paint {
            Paint::Color(color) => Tint::of(color.components()),
            Paint::Pattern(_) => Tint::of(&[]),
        };
        match mode {
            DrawMode::Fill(_) => self.record_fill(path, props.transform, tint(&props.paint)),
            DrawMode::Stroke(_) => self.record_stroke(path, props.transform),
            DrawMode::FillAndStroke(..) => {
                self.record_fill(path, props.transform, tint(&props.paint));
                self.record_stroke(path, props.transform);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.count_marks();
        // A run is of one font, and letters recur: each is looked up once.
        let mut known: Vec<Character> = Vec::new();
        for glyph in run.glyphs() {
            let code = glyph.char_code();
            let at = known.iter().position(|c| c.code == code).unwrap_or_else(|| {
                known.push(Character::new(glyph, &mut self.cmaps));
                known.len() - 1
            });
            self.record(&known[at], props.transform * glyph.transform());
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        Marks::begin_marked_content(self, properties);
    }

    fn end_marked_content(&mut self) {
        Marks::end_marked_content(self);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
}
