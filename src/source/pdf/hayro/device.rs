//! hayro's interpreter draws on this.

use super::character::Character;
use super::marks::Marks;
use super::paths;
use super::seen::Clip;
use crate::source::page::Tint;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{BezPath, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};

/// A page's marks, and what of its graphics state is undone later.
pub(super) struct Painter<'m, 'l> {
    marks: &'m mut Marks<'l>,
    /// What was painted on before each clip path.
    clips: Vec<Clip>,
    /// Of each open group, whether what is under it shows through.
    groups: Vec<bool>,
}

impl<'m, 'l> Painter<'m, 'l> {
    pub(super) fn new(marks: &'m mut Marks<'l>) -> Painter<'m, 'l> {
        Painter { marks, clips: Vec::new(), groups: Vec::new() }
    }

    fn is_opaque(&self, props: &DrawProps<'_>) -> bool {
        let painted = match &props.paint {
            Paint::Color(color) => color.to_rgba().components()[3] >= 1.0,
            Paint::Pattern(_) => false,
        };
        painted && props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal && !self.groups.contains(&true)
    }
}

impl<'a> Device<'a> for Painter<'_, '_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.marks.count_marks();
        let tint = |paint: &Paint<'_>| match paint {
            Paint::Color(color) => Tint::of(color.components()),
            Paint::Pattern(_) => Tint::of(&[]),
        };
        match mode {
            DrawMode::Fill(_) => self.marks.record_fill(path, props.transform, tint(&props.paint)),
            DrawMode::Stroke(_) => self.marks.record_stroke(path, props.transform),
            DrawMode::FillAndStroke(..) => {
                self.marks.record_fill(path, props.transform, tint(&props.paint));
                self.marks.record_stroke(path, props.transform);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
            self.marks.opaque = self.is_opaque(&props);
            self.marks.cover(*rect, props.transform);
        }
        self.draw_path(&rect.to_path(paths::TOLERANCE), props, mode);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.marks.count_marks();
        self.marks.unseen = matches!(mode, DrawMode::Invisible);
        // A run is of one font, and letters recur: each is looked up once.
        let mut known: Vec<Character> = Vec::new();
        for glyph in run.glyphs() {
            let code = glyph.char_code();
            let at = known.iter().position(|c| c.code == code).unwrap_or_else(|| {
                known.push(Character::new(glyph, &mut self.marks.cmaps));
                known.len() - 1
            });
            self.marks.record(&known[at], props.transform * glyph.transform());
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.marks.begin_marked_content(tag, properties);
    }

    fn end_marked_content(&mut self) {
        self.marks.end_marked_content();
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.clips.push(self.marks.clip);
        self.marks.clip = self.marks.clip.within(paths::bounds(&clip.path));
    }

    fn pop_clip(&mut self) {
        if let Some(clip) = self.clips.pop() {
            self.marks.clip = clip;
        }
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        self.groups.push(opacity < 1.0 || mask.is_some() || blend != BlendMode::Normal);
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let size = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.marks.image(size, props.transform);
    }
}
