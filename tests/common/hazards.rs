//! PDFs made to do harm, each a few lines: what readers of PDF have died of.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;
use std::sync::LazyLock;

/// A PDF of these objects, numbered from 1; the first is the catalogue.
pub fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", number + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let table = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for offset in offsets {
        out.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    let size = objects.len() + 1;
    out.extend_from_slice(format!("trailer\n<</Root 1 0 R /Size {size}>>\nstartxref\n{table}\n%%EOF\n").as_bytes());
    out
}

fn object(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{dictionary} /Length {}>>\nstream\n", data.len()).into_bytes();
    out.extend_from_slice(data);
    out.extend_from_slice(b"\nendstream");
    out
}

fn deflated(chunks: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    for chunk in chunks {
        encoder.write_all(&chunk).unwrap();
    }
    encoder.finish().unwrap()
}

const CATALOGUE: &str = "<</Type /Catalog /Pages 2 0 R>>";
const PAGES: &str = "<</Type /Pages /Kids [3 0 R] /Count 1>>";
const HELVETICA: &str = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>";
/// A plan, of which nothing should remain when the page does harm, too.
const TEXT: &str = "BT /F 10 Tf 50 700 Td (Obiettivo operativo 01.01 - Titolo (Peso: 100%)) Tj ET\n";

/// A page with resources and content, and what else there is from object 5 on.
fn page(resources: &str, content: Vec<u8>, others: Vec<Vec<u8>>) -> Vec<u8> {
    let page =
        format!("<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <<{resources}>>>>");
    let mut objects = vec![object(CATALOGUE), object(PAGES), object(&page), content];
    objects.extend(others);
    pdf(&objects)
}

fn form(resources: &str, content: &str) -> Vec<u8> {
    let dictionary = format!("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <<{resources}>>");
    stream(&dictionary, content.as_bytes())
}

/// A font of two-byte codes with these widths and this ToUnicode table.
fn composite(widths: &str, to_unicode: &str) -> Vec<Vec<u8>> {
    let cmap = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n1 begincodespacerange <0000> <ffff> \
         endcodespacerange\n{to_unicode}\nendcmap end end"
    );
    vec![
        object(
            "<</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R>>",
        ),
        object(&format!(
            "<</Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) \
             /Supplement 0>> /FontDescriptor 7 0 R /W [{widths}]>>"
        )),
        object(
            "<</Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80>>",
        ),
        stream("", cmap.as_bytes()),
    ]
}

/// Every hazard, by name; made once, for they are large before they are compressed.
pub static ALL: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(all);

/// The hazard of this name.
pub fn named(name: &str) -> &'static [u8] {
    &ALL.iter().find(|(known, _)| *known == name).unwrap().1
}

fn all() -> Vec<(&'static str, Vec<u8>)> {
    let plain = |operators: &str| stream("", format!("{TEXT}{operators}").as_bytes());
    let codes = stream("", b"BT /F 10 Tf 50 700 Td <00410042> Tj ET");
    let fonts = "/Font <</F 5 0 R>>";
    let with_forms = |resources: &str| format!("{fonts} /XObject <<{resources}>>");
    let bomb = deflated((0..1024).map(|_| vec![b' '; 1 << 20]));
    let operators = || (0..50).map(|_| b"q Q\n".repeat(500_000));
    let mut nested = vec![object(HELVETICA)];
    // Twelve forms, each painting the next nine times.
    for level in 0..12 {
        let next = format!("/XObject <</X {} 0 R>>", 7 + level);
        let own = if level == 11 { String::new() } else { "/X Do ".repeat(9) };
        nested.push(form(&next, &own));
    }
    vec![
        (
            "a form that paints itself",
            page(
                &with_forms("/X 6 0 R"),
                plain("/X Do"),
                vec![object(HELVETICA), form("/XObject <</X 6 0 R>>", "/X Do")],
            ),
        ),
        (
            "a ring of forms",
            page(
                &with_forms("/X 6 0 R"),
                plain("/X Do"),
                vec![
                    object(HELVETICA),
                    form("/XObject <</X 7 0 R>>", "/X Do /X Do"),
                    form("/XObject <</X 8 0 R>>", "/X Do /X Do"),
                    form("/XObject <</X 6 0 R>>", "/X Do /X Do"),
                ],
            ),
        ),
        ("nine to the twelfth forms", page(&with_forms("/X 6 0 R"), plain("/X Do"), nested)),
        (
            "a page that is its own ancestor",
            pdf(&[
                object(CATALOGUE),
                object("<</Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R>>"),
                object("<</Type /Page /Parent 2 0 R /Contents 4 0 R>>"),
                plain(""),
            ]),
        ),
        (
            "pages that hold themselves",
            pdf(&[
                object(CATALOGUE),
                object("<</Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R>>"),
                object("<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>"),
                plain(""),
            ]),
        ),
        ("widths of four thousand million codes", page(fonts, codes.clone(), composite("0 4294967295 500", ""))),
        (
            "a ToUnicode range of four thousand million codes",
            page(fonts, codes.clone(), composite("0 [500]", "1 beginbfrange <00000000> <ffffffff> <0041> endbfrange")),
        ),
        ("content of a GiB in a MiB", page(fonts, stream("/Filter /FlateDecode", &bomb), vec![object(HELVETICA)])),
        (
            "content compressed twice",
            page(
                fonts,
                stream("/Filter [/FlateDecode /FlateDecode]", &deflated(std::iter::once(bomb.clone()))),
                vec![object(HELVETICA)],
            ),
        ),
        (
            "a form of a GiB",
            page(
                &with_forms("/X 6 0 R"),
                plain("/X Do"),
                vec![
                    object(HELVETICA),
                    stream("/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Filter /FlateDecode", &bomb),
                ],
            ),
        ),
        (
            "a ToUnicode table of a GiB",
            page(fonts, codes, {
                let mut font = composite("0 [500]", "");
                font[3] = stream("/Filter /FlateDecode", &bomb);
                font
            }),
        ),
        (
            "fifty million operators",
            page(fonts, stream("/Filter /FlateDecode", &deflated(operators())), vec![object(HELVETICA)]),
        ),
        (
            "ten million letters",
            page(
                fonts,
                stream(
                    "/Filter /FlateDecode",
                    &deflated((0..1000).map(|_| b"BT /F 1 Tf 9 9 Td (aaaaaaaaaa) Tj ET\n".repeat(1000))),
                ),
                vec![object(HELVETICA)],
            ),
        ),
        ("arrays in arrays", page(fonts, plain(&format!("{} 0 d", "[".repeat(200_000))), vec![object(HELVETICA)])),
        (
            "dictionaries in dictionaries",
            page(&format!("/X {}", "<</X ".repeat(100_000)), plain(""), vec![object(HELVETICA)]),
        ),
        ("no pages", pdf(&[object(CATALOGUE), object("<</Type /Pages /Kids [] /Count 0>>")])),
        (
            "a million pages that are one",
            pdf(&[
                object(CATALOGUE),
                object(&format!("<</Type /Pages /Count 1000000 /Kids [{}]>>", "3 0 R ".repeat(1_000_000))),
                object("<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>"),
                plain(""),
            ]),
        ),
        (
            "a function that calls for every colour",
            page(
                &format!("{fonts} /ColorSpace <</C [/Separation /X /DeviceCMYK 6 0 R]>>"),
                plain("/C cs 1 scn 0 0 9 9 re f"),
                vec![
                    object(HELVETICA),
                    stream(
                        "/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1 0 1]",
                        format!("{{ {} }}", "{ ".repeat(100_000)).as_bytes(),
                    ),
                ],
            ),
        ),
    ]
}
