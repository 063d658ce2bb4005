//! What is read directly is what the interpreter reads.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stdout, reason = "a figure of the README")]

use super::*;
use hayro_interpret::kurbo::Affine;
use proptest::prelude::*;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

fn pages(bytes: &Arc<Vec<u8>>, always_interpret: bool) -> Option<Vec<std::result::Result<Page, String>>> {
    let mut reader = HayroReader::open(Arc::clone(bytes), None, &Limits::default()).ok()?;
    reader.has_layers |= always_interpret;
    let mut pages = Vec::new();
    reader.read_pages(0..reader.page_count(), &mut |page| {
        pages.push(page.map(|page| page.clone()).map_err(|fault| format!("{fault:?}")));
    });
    Some(pages)
}

/// How many pages are read without the interpreter.
fn plain_pages(bytes: &Arc<Vec<u8>>) -> usize {
    let Ok(reader) = HayroReader::open(Arc::clone(bytes), None, &Limits::default()) else { return 0 };
    let overfull = Cell::new(false);
    let mut fonts = Fonts::new(&reader.settings);
    let mut plain = 0;
    for page in reader.pdf.pages().iter().filter(|_| !reader.has_layers) {
        let is_plain = guarded("reading", || {
            let content = content(page, &reader.budget).unwrap_or_default();
            let mut marks = Marks::new(Page::default(), FontCmaps::default(), &overfull);
            plain::read(&content.bytes, page.resources(), Affine::IDENTITY, &mut fonts, &mut marks).is_ok()
        });
        plain += usize::from(is_plain == Ok(true));
    }
    plain
}

/// How many pages the PDFs in a folder have, how many of them are plain, and which files are read otherwise.
fn compare(folder: &Path) -> (usize, usize, Vec<PathBuf>) {
    let (mut count, mut plain, mut otherwise) = (0, 0, Vec::new());
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let file = entry.unwrap().into_path();
        if file.extension().is_none_or(|e| !e.eq_ignore_ascii_case("pdf")) || !file.is_file() {
            continue;
        }
        let bytes = Arc::new(std::fs::read(&file).unwrap());
        let interpreted = pages(&bytes, true);
        count += interpreted.as_ref().map_or(0, Vec::len);
        plain += plain_pages(&bytes);
        if pages(&bytes, false) != interpreted {
            otherwise.push(file);
        }
    }
    (count, plain, otherwise)
}

#[test]
fn plain_pages_are_read_as_the_interpreter_reads_them() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let (count, plain, otherwise) = compare(&fixtures.join("plans"));
    assert!(plain == count && count > 0 && otherwise.is_empty(), "{otherwise:?}: {plain} of {count} pages");
    // Forms among them are not plain.
    let (count, plain, otherwise) = compare(&fixtures.join("forms"));
    assert!(plain < count && plain > 0 && otherwise.is_empty(), "{otherwise:?}: {plain} of {count} pages");
}

#[test]
#[ignore = "reads a folder of PDFs, given by PDFS"]
fn plain_pages_of_a_folder_are_read_as_the_interpreter_reads_them() {
    let (count, plain, otherwise) = compare(Path::new(&std::env::var("PDFS").unwrap()));
    println!("{count} pages, {plain} of them plain");
    assert!(otherwise.is_empty(), "{otherwise:#?}");
}

/// A page of this content, with a standard font, one of codes of two bytes, an image and a form.
fn page_of(content: &str) -> Vec<u8> {
    let resources = "/Font << /F1 5 0 R /F2 6 0 R >> /XObject << /Im 9 0 R /Fm 10 0 R >> /ExtGState << /G1 << /ca 0.5 >> \
                     /G2 << /Font [5 0 R 9] >> >> /Properties << /P1 << /ActualText (x) >> >>";
    let stream = |dict: &str, data: &str| format!("<< {dict} /Length {} >>\nstream\n{data}\nendstream", data.len());
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << {resources} >> >>"
        ),
        stream("", content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Wide /Encoding /Identity-H /DescendantFonts [7 0 R] \
         /ToUnicode 8 0 R >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Wide /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) \
         /Supplement 0 >> /DW 700 /W [65 [500 600]] >>"
            .to_owned(),
        stream("", "1 beginbfrange <0041> <005a> <0061> endbfrange"),
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "a"),
        stream("/Type /XObject /Subtype /Form /BBox [0 0 100 100]", "BT /F1 8 Tf (forma) Tj ET"),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        let _ = write!(pdf, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = pdf.len();
    let _ = write!(pdf, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in &places {
        let _ = writeln!(pdf, "{place:010} 00000 n ");
    }
    let _ = write!(pdf, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    pdf.into_bytes()
}

/// A number as it may stand in a content stream, nearly always a usual one.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => (-40i32..640).prop_map(|n| n.to_string()),
        6 => (-900i32..9000).prop_map(|n| format!("{:.2}", f64::from(n) / 10.0)),
        1 => Just(".5".to_owned()),
        1 => Just("-.25".to_owned()),
        1 => Just("0".to_owned()),
        1 => Just("1e3".to_owned()),
        1 => Just("4.".to_owned()),
        1 => Just("12345678901234567890".to_owned()),
    ]
}

fn string() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "\\([A-Za-z ,.]{0,8}\\)",
        2 => "<([0-9A-F]{2}){0,6}>",
        1 => Just("<00410042>".to_owned()),
        1 => Just("<0041 0042>".to_owned()),
        1 => Just("<414>".to_owned()),
        1 => Just("(a\\)b\\101)".to_owned()),
        1 => Just("(a(b)c)".to_owned()),
    ]
}

/// One operator with its operands.
fn operator() -> impl Strategy<Value = String> {
    let numbers = |count: usize, name: &'static str| {
        prop::collection::vec(number(), count).prop_map(move |n| format!("{} {name}", n.join(" ")))
    };
    let matrix = || {
        let usual = (number(), number()).prop_map(|(x, y)| format!("1 0 0 1 {x} {y}"));
        let turned = prop_oneof![Just("0 1 -1 0 300 200"), Just("1 0 0 -1 0 700"), Just("0.5 0.2 0 2 9 9")];
        prop_oneof![4 => usual, 1 => turned.prop_map(str::to_owned)]
    };
    let pieces = prop::collection::vec(prop_oneof![2 => string(), 1 => number()], 0..6);
    let fixed = |text: &'static str| Just(text.to_owned());
    prop_oneof![
        8 => string().prop_map(|s| format!("{s} Tj")),
        8 => pieces.prop_map(|p| format!("[{}] TJ", p.join(" "))),
        2 => string().prop_map(|s| format!("{s} '")),
        2 => (number(), number(), string()).prop_map(|(w, c, s)| format!("{w} {c} {s} \"")),
        4 => prop_oneof![fixed("/F1 9 Tf"), fixed("/F2 11 Tf"), fixed("/F1 0 Tf"), fixed("/F1 -8 Tf")],
        4 => prop_oneof![fixed("BT"), fixed("ET"), fixed("q"), fixed("Q"), fixed("T*")],
        3 => matrix().prop_map(|m| format!("{m} Tm")),
        2 => matrix().prop_map(|m| format!("{m} cm")),
        3 => numbers(2, "Td"),
        1 => numbers(2, "TD"),
        1 => prop_oneof![numbers(1, "Tc"), numbers(1, "Tw"), numbers(1, "TL"), numbers(1, "Ts"), numbers(1, "Tz")],
        1 => (0..8).prop_map(|mode| format!("{mode} Tr")),
        3 => prop_oneof![numbers(4, "re"), numbers(2, "m"), numbers(2, "l"), numbers(6, "c"), numbers(4, "v"), numbers(4, "y")],
        4 => prop_oneof![fixed("f"), fixed("f*"), fixed("S"), fixed("s"), fixed("B"), fixed("b*"), fixed("n"), fixed("h")],
        1 => prop_oneof![fixed("W n"), fixed("W*"), fixed("0.5 g"), fixed("1 0.5 0 rg"), fixed("0 0 0 0 k"), fixed("0.2 sc"), fixed("1 scn"), fixed("/G1 gs"), fixed("/Im Do"), fixed("2 w")],
        1 => prop_oneof![fixed("/Span /P1 BDC"), fixed("/Span << /ActualText (yz) >> BDC"), fixed("/P BMC"), fixed("EMC")],
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_operators_are_read_as_the_interpreter_reads_them(operators in prop::collection::vec(operator(), 0..40)) {
        let content = format!("BT /F1 10 Tf 1 0 0 1 50 700 Tm\n{}\nET", operators.join("\n"));
        let bytes = Arc::new(page_of(&content));
        let read = pages(&bytes, false);
        prop_assert!(read.is_some());
        prop_assert_eq!(read, pages(&bytes, true), "{}", content);
    }
}

#[test]
fn what_is_not_plain_is_left_to_the_interpreter() {
    for (content, wanted) in [
        ("BT /F1 10 Tf 50 700 Td (abc) Tj ET", "abc"),
        ("/Fm Do", "forma"),
        ("BT 50 700 Td (abc) Tj ET", "abc"),
        ("BT /F9 10 Tf 50 700 Td (abc) Tj ET", "abc"),
        ("BT /G2 gs 50 700 Td (abc) Tj ET", "abc"),
        ("BT /F1 10 Tf 50 700 Td (abc) Tj ET /Fm Do", "abcforma"),
    ] {
        let bytes = Arc::new(page_of(content));
        let read = pages(&bytes, false).unwrap();
        assert_eq!(Some(read.clone()), pages(&bytes, true), "{content}");
        let mut letters = String::new();
        read[0].as_ref().unwrap().glyphs.iter().for_each(|glyph| glyph.text.push_to(&mut letters));
        assert_eq!(letters, wanted, "{content}");
    }
}
