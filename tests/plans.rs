//! Whole documents: every row that a reader finds is found, no other, and nothing is left over.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use common::{DOCUMENTS, bytes, expected, fixture, found, plan};
use serde_json::Value;

#[test]
fn every_row_of_every_document_is_read_exactly() {
    for (document, rows) in DOCUMENTS {
        let plan = plan(document);
        let rows: Vec<Value> = serde_json::from_slice(&bytes(rows)).unwrap();
        let found = found(&plan);
        for (index, row) in rows.iter().enumerate() {
            let (want, have) = (expected(row), found.get(index).cloned().unwrap_or_default());
            assert_eq!(have, want, "{document}, row {}", index + 1);
        }
        assert_eq!(found.len(), rows.len(), "{document}: rows that nobody printed");
        assert!(plan.unrecognized.is_empty(), "{document}: {:?}", plan.unrecognized);
    }
}

#[test]
fn rows_of_running_text_begin_on_the_page_on_which_they_are_printed() {
    let plan = plan("plans/albero-2023.txt");
    let rows: Vec<Value> = serde_json::from_slice(&bytes("plans/albero-2023.rows.json")).unwrap();
    let indicators = plan.objectives().flat_map(|o| &o.indicators);
    for (row, indicator) in rows.iter().zip(indicators) {
        assert_eq!(Some(u64::from(indicator.locations[0].page)), row["page"].as_u64(), "{}", indicator.id);
    }
    assert_eq!(plan.source.page_count, 53);
}

/// The whole JSON of documents, beside them. `ALBERO_BLESS=1 cargo test --test plans` writes them anew;
/// read the difference before you commit it.
#[test]
fn the_json_of_each_document_is_as_it_was_read() {
    let bless = std::env::var_os("ALBERO_BLESS").is_some();
    for (document, _) in DOCUMENTS.iter().filter(|(d, _)| !d.starts_with("forms/")) {
        let json = plan(document).to_json(true).unwrap();
        let golden = fixture(&format!("{document}.golden.json"));
        if bless {
            std::fs::write(&golden, &json).unwrap();
        }
        let known = std::fs::read_to_string(&golden).unwrap_or_default();
        let differs = json.lines().zip(known.lines()).position(|(a, b)| a != b);
        assert!(json == known, "{} differs, first at line {differs:?}", golden.display());
    }
}

#[test]
fn the_same_bytes_give_the_same_json() {
    for document in ["plans/albero-2023-chromium.pdf", "plans/albero-2023.txt"] {
        let json = || plan(document).to_json(false).unwrap();
        assert_eq!(json(), json(), "{document}");
    }
}

#[test]
fn plan_json_is_read_back_as_it_was_written() {
    let plan = plan("plans/albero-2023.txt");
    let json = plan.to_json(false).unwrap();
    assert_eq!(albero::parse(json).unwrap(), plan);
}

#[test]
fn weights_are_exact_decimals() {
    let plan = plan("plans/albero-2023.txt");
    let sum: rust_decimal::Decimal = plan.sections[0].objectives.iter().filter_map(|o| o.weight).sum();
    assert_eq!(sum.to_string(), "100.00");
}

#[test]
fn facts_come_from_the_running_head_the_column_heads_and_the_metadata() {
    // LibreOffice's file prints no running head: its metadata has it.
    for document in ["plans/albero-2023-chromium.pdf", "plans/albero-2023-libreoffice.pdf", "plans/albero-2023.txt"] {
        let plan = plan(document);
        assert_eq!(plan.title.as_deref(), Some("Albero della Performance 2023 2025"), "{document}");
        assert_eq!((plan.year, plan.baseline_year), (Some(2023), Some(2022)), "{document}");
        assert_eq!(plan.period.map(|p| (p.start, p.end)), Some((2023, 2025)), "{document}");
        let approval = plan.approval.unwrap();
        assert_eq!(
            (approval.text.as_str(), approval.date),
            ("All.1.1 D GC 30/01/2023", Some(jiff::civil::date(2023, 1, 30)))
        );
        assert_eq!(plan.entity, None, "{document}: none is printed");
    }
    assert_eq!(plan("plans/albero-2024-chromium.pdf").year, Some(2024));
}

#[test]
fn boxes_are_those_of_the_page_as_displayed() {
    let upright = plan("invented/9-reportlab.pdf");
    let first = |plan: &albero::Plan| plan.sections[0].locations[0].bbox.unwrap();
    let [x0, y0, x1, y1] = first(&upright);
    assert!(x0 > 40.0 && x0 < 60.0 && y0 > 60.0 && y0 < 200.0 && x1 > x0 && y1 > y0, "{:?}", first(&upright));
    // Turned by a quarter, the left margin is the top one.
    let turned = first(&plan("forms/rotated-90.pdf"));
    assert!((turned[1] - x0).abs() < 1.0 && (turned[3] - x1).abs() < 1.0, "{turned:?}");
}
