//! A page as a picture of pixels. As vectors (hayro-svg) a page of a plan takes 200 to 480 KB, as pixels 25 to 60:
//! every letter of it is an outline.

use super::super::content::content;
use super::super::pictures::PagePicture;
use super::super::reader::guarded;
use super::HayroReader;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_interpret::InterpreterSettings;

/// Bytes that a picture may have: 50 pages of them, in base64, are 10 MB.
const MOST: usize = 150_000;

/// Pixels a point, tried in turn until the picture is small enough: 1.5 is 108 an inch, at which 7 points are legible.
const SCALES: [f32; 4] = [1.5, 1.1, 0.8, 0.5];

/// No side of a picture has more pixels, however large its page.
const LONGEST: f32 = 3_000.0;

/// Colours that a PNG can number.
const PALETTE: usize = 256;

/// From one of the sixteen shades to the next: black and white stay what they are.
const STEP: usize = 17;

/// What draws pages keeps fonts from one to the next.
pub(crate) type Drawing<'a> = RenderCache<'a>;

impl HayroReader {
    /// The picture of a page, counted from 0; `None` where it cannot be drawn, or holds more than is read.
    pub(crate) fn picture<'a>(&'a self, index: usize, drawing: &mut Drawing<'a>) -> Option<PagePicture> {
        let drawn = guarded(&format!("drawing page {}", index + 1), || self.draw(index, drawing));
        if drawn.is_err() {
            // What was thrown out of may be in any state.
            *drawing = Drawing::default();
        }
        drawn.ok().flatten()
    }

    fn draw<'a>(&'a self, index: usize, drawing: &Drawing<'a>) -> Option<PagePicture> {
        let page = self.pdf.pages().get(index)?;
        // The reader's limits, before anything is painted.
        content(page, &self.budget).ok()?;
        let (width, height) = page.render_dimensions();
        let number = u32::try_from(index + 1).ok()?;
        let mut smallest: Option<Vec<u8>> = None;
        for scale in SCALES {
            let drawn = pixels(page, drawing, scale.min(LONGEST / width.max(height)))?;
            if smallest.as_ref().is_none_or(|known| drawn.len() < known.len()) {
                smallest = Some(drawn);
            }
            if smallest.as_ref().is_some_and(|png| png.len() <= MOST) {
                break;
            }
        }
        smallest.map(|png| PagePicture { page: number, width, height, png })
    }
}

/// The page as a PNG, of numbered colours where there are few enough.
fn pixels<'a>(page: &'a Page<'a>, drawing: &Drawing<'a>, scale: f32) -> Option<Vec<u8>> {
    let at = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let drawn = hayro::render(page, drawing, &InterpreterSettings::default(), &RenderSettings::default(), &at);
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    // On white paper nothing is transparent.
    let colours: Vec<[u8; 3]> = drawn.data().iter().map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
    // Letters are as legible in 16 shades as in 256, and half the bytes.
    let shade = |shade: u8| (usize::from(shade) + STEP / 2) / STEP;
    let coarse = |[red, green, blue]: &[u8; 3]| shade(*red) << 8 | shade(*green) << 4 | shade(*blue);
    let mut used = vec![false; 1 << 12];
    colours.iter().for_each(|colour| used[coarse(colour)] = true);
    let palette: Vec<usize> = (0..used.len()).filter(|colour| used[*colour]).collect();
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, width, height);
    encoder.set_compression(png::Compression::High);
    if palette.len() > PALETTE {
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header().ok()?.write_image_data(colours.as_flattened()).ok()?;
        return Some(png);
    }
    let mut numbered = vec![0_u8; used.len()];
    palette.iter().zip(0_u8..=u8::MAX).for_each(|(colour, number)| numbered[*colour] = number);
    let numbers: Vec<u8> = colours.iter().map(|colour| numbered[coarse(colour)]).collect();
    let is_few = palette.len() <= 16;
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(if is_few { png::BitDepth::Four } else { png::BitDepth::Eight });
    let shades = palette.iter().flat_map(|colour| [colour >> 8, colour >> 4 & 0xf, colour & 0xf]);
    encoder.set_palette(shades.map(|shade| (shade * STEP) as u8).collect::<Vec<u8>>());
    let mut writer = encoder.write_header().ok()?;
    if is_few {
        // Two a byte; a row begins with a whole one.
        let row = |row: &[u8]| row.chunks(2).map(|two| two[0] << 4 | two.get(1).unwrap_or(&0)).collect::<Vec<u8>>();
        writer.write_image_data(&numbers.chunks(width as usize).flat_map(row).collect::<Vec<u8>>()).ok()?;
    } else {
        writer.write_image_data(&numbers).ok()?;
    }
    writer.finish().ok()?;
    Some(png)
}
