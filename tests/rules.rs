//! Each rule: a document that raises it, one just short of it, one that looks like it and must not; from
//! `fixtures/rules/<CODE>.md`. And what holds for all rules.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/compact.rs"]
mod compact;

use albero::Note;
use albero::check::registry::{RULES, find};
use albero::check::rule::Needs;
use albero::check::settings::Settings;
use albero::language::Lang;
use common::{bytes, fixture, plan};
use compact::plan_of;

/// What one rule finds in a compact plan: `severity node quoted`, a line a finding. Some rules want last year's
/// plan, too.
fn found_by(code: &str, plan: &str, previous: Option<&str>) -> Vec<String> {
    let settings = Settings { select: vec![code.to_owned()], ..Settings::default() };
    let previous = previous.map(|text| plan_of(text).plan);
    let findings = albero::check::check_against(&plan_of(plan), previous.as_ref(), &settings, Lang::En);
    let dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    findings.iter().map(|f| format!("{} {} {}", f.severity.name(), dash(&f.node), dash(&f.quoted))).collect()
}

/// The fenced block of this kind under a heading.
fn block<'t>(page: &'t str, heading: &str, kind: &str) -> Option<&'t str> {
    let section = page.split("\n## ").find(|section| section.starts_with(heading))?;
    let (_, rest) = section.split_once(&format!("```{kind}\n"))?;
    Some(rest.split_once("\n```").map_or("", |(block, _)| block))
}

#[test]
fn each_rule_is_raised_and_only_where_it_should_be() {
    let on_plans =
        RULES.iter().filter(|rule| matches!(rule.needs, Needs::Plan | Needs::Previous) || rule.code == "ALB905");
    for rule in on_plans {
        let path = fixture(&format!("rules/{}.md", rule.code));
        let page = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let wanted: Vec<&str> = block(&page, "Raised", "findings").unwrap().lines().collect();
        let found = |heading| {
            let previous = block(&page, heading, "previous");
            assert_eq!(previous.is_some(), rule.needs == Needs::Previous, "{}, {heading}", rule.code);
            found_by(rule.code, block(&page, heading, "plan").unwrap(), previous)
        };
        assert_eq!(found("Raised"), wanted, "{}: raised", rule.code);
        for heading in ["Just short of it", "Looks like it"] {
            let found = found(heading);
            assert!(found.is_empty(), "{}, {heading}: {found:?}", rule.code);
        }
    }
}

#[test]
fn every_page_of_a_rule_is_of_one_that_exists() {
    for entry in std::fs::read_dir(fixture("rules")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let code = name.trim_end_matches(".md");
        find(code).unwrap_or_else(|| panic!("{name}: no such rule"));
        assert!(!bytes(&format!("rules/{name}")).is_empty(), "{name}");
    }
}

#[test]
fn codes_are_for_ever() {
    let known = "ALB101 area-weights-sum, ALB102 indicator-weights-sum, ALB103 weight-missing, ALB104 weight-range, \
        ALB105 weights-uniform, ALB110 objective-without-indicator, ALB111 objective-without-unit, \
        ALB112 code-integrity, ALB113 code-order, ALB114 single-indicator, ALB115 placeholder-text, \
        ALB116 duplicate-indicator, ALB117 payment-time-objective, ALB118 responsible-missing, ALB201 algorithm-missing, ALB202 algorithm-repeats-name, \
        ALB203 percentage-without-ratio, ALB204 ratio-without-percentage, ALB205 typology-missing, \
        ALB206 typology-unknown, ALB207 stray-mark, ALB208 repeated-word, ALB209 source-missing, ALB301 target-missing, \
        ALB302 target-inverted, ALB303 target-vacuous, ALB304 target-out-of-range, ALB305 target-no-better, \
        ALB306 horizon-regresses, ALB307 levels-disordered, ALB401 unit-missing, ALB402 unit-mismatch, ALB403 unit-implausible, \
        ALB501 baseline-missing, ALB601 deadline-outside-year, ALB602 year-stale, ALB603 year-mismatch, \
        ALB604 deadline-at-approval, ALB701 definition-changed, ALB702 target-relaxed, ALB801 result-missing, ALB802 achievement-mismatch, \
        ALB803 results-without-spread, ALB804 missed-without-note, ALB901 low-confidence, \
        ALB902 page-without-text, ALB903 readers-disagree, ALB904 unmapped-glyphs, ALB905 leftover-text, \
        ALB906 ocr-tolerance, ALB907 hidden-text";
    let have: Vec<String> = RULES.iter().map(|rule| format!("{} {}", rule.code, rule.name)).collect();
    assert_eq!(have.join(", "), known);
}

/// A code that a rule once had is no other rule's, and finds the rule still.
#[test]
fn a_code_is_never_given_twice() {
    let mut given = std::collections::HashSet::new();
    for rule in RULES {
        for name in [rule.code, rule.name].into_iter().chain(rule.renamed_from.iter().copied()) {
            assert!(given.insert(name), "{name} is given twice");
            assert_eq!(find(name).map(|found| found.code), Some(rule.code));
        }
        assert!(rule.since.split('.').count() == 3, "{}: {}", rule.code, rule.since);
    }
}

/// The beginning of a code takes what is on by default under it; the rest needs its whole code or name, or `ALL`.
#[test]
fn a_rule_that_is_off_is_selected_by_its_whole_name_only() {
    let selected = |selector: &str| {
        let settings = Settings { select: vec![selector.to_owned()], ..Settings::default() };
        settings.rules().iter().map(|rule| rule.code).collect::<Vec<_>>()
    };
    assert!(!selected("ALB1").contains(&"ALB105") && selected("ALB1").contains(&"ALB101"));
    assert_eq!(selected("ALB105"), ["ALB105"]);
    assert_eq!(selected("weights-uniform"), ["ALB105"]);
    assert_eq!(selected("ALL").len(), RULES.len());
}

#[test]
fn every_rule_says_everything_in_both_languages() {
    for rule in RULES {
        for text in [rule.summary, rule.reason, rule.wrong, rule.right] {
            assert!(text.en.len() > 1 && text.it.len() > 1, "{}", rule.code);
        }
        assert_ne!(rule.summary.en, rule.summary.it, "{}", rule.code);
        assert_ne!(rule.reason.en, rule.reason.it, "{}", rule.code);
        assert!(rule.summary.en.len() < 160 && !rule.summary.en.ends_with('.'), "{}: one sentence", rule.code);
        let kebab = rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(kebab && rule.code.len() == 6 && rule.code.starts_with("ALB"), "{}", rule.code);
    }
}

#[test]
fn rules_of_the_reading_are_raised_by_documents() {
    let check = |name: &str, reader| {
        let options = albero::Options { reader, ..albero::Options::default() };
        let reading = albero::read(bytes(name), &options).unwrap();
        let settings =
            Settings { select: ["ALB901", "ALB902", "ALB904"].map(str::to_owned).to_vec(), ..Settings::default() };
        let findings = albero::check::check(&reading, &settings, Lang::En);
        findings
            .iter()
            .map(|f| format!("{} p. {:?}", f.code, f.locations.iter().map(|l| l.page).collect::<Vec<_>>()))
            .collect::<Vec<_>>()
    };
    let hayro = albero::Reader::Hayro;
    assert_eq!(check("forms/blank-page.pdf", hayro), ["ALB902 p. [2]"]);
    assert_eq!(check("forms/unmapped-glyphs.pdf", hayro), ["ALB904 p. [1]"]);
    assert_eq!(check("invented/9-reportlab.pdf", hayro), [""; 0]);
    assert_eq!(check("invented/9-reportlab.pdf", albero::Reader::PdfExtract), ["ALB901 p. []"]);
}

/// The same findings from every rendering of the plan of 2023, as read one by one; places aside.
#[test]
fn findings_of_the_plan_of_2023_are_those_that_were_read() {
    let bless = std::env::var_os("ALBERO_BLESS").is_some();
    for (documents, golden) in [
        (
            vec![
                "plans/albero-2023.txt",
                "plans/albero-2023-layout.txt",
                "plans/albero-2023-chromium.pdf",
                "plans/albero-2023-reportlab.pdf",
                "plans/albero-2023-libreoffice.pdf",
            ],
            "plans/albero-2023.findings.json",
        ),
        (vec!["plans/albero-2024-chromium.pdf"], "plans/albero-2024.findings.json"),
    ] {
        for document in documents {
            let reading = albero::read(bytes(document), &albero::Options::default()).unwrap();
            let mut findings = albero::check::check(&reading, &Settings::default(), Lang::En);
            findings.iter_mut().for_each(|f| f.locations.clear());
            let json = serde_json::to_string_pretty(&findings).unwrap() + "\n";
            if bless {
                std::fs::write(fixture(golden), &json).unwrap();
            }
            assert!(json == String::from_utf8(bytes(golden)).unwrap(), "{document}: findings differ from {golden}");
        }
    }
}

#[test]
fn a_plan_json_gives_the_findings_of_its_document() {
    let document = "plans/albero-2023-reportlab.pdf";
    let check = |bytes: Vec<u8>| {
        let reading = albero::read(bytes, &albero::Options::default()).unwrap();
        albero::check::check(&reading, &Settings::default(), Lang::It)
    };
    assert_eq!(check(bytes(document)), check(plan(document).to_json(false).unwrap().into_bytes()));
}

#[test]
fn a_finding_quotes_only_what_is_printed() {
    let document = "plans/albero-2023.txt";
    // Without its line breaks: a word that a line cut at its hyphen is one.
    let printed: String = String::from_utf8(bytes(document)).unwrap().split_whitespace().collect();
    let reading = albero::read(bytes(document), &albero::Options::default()).unwrap();
    let settings = Settings { select: vec!["ALL".to_owned()], ..Settings::default() };
    let findings = albero::check::check(&reading, &settings, Lang::En);
    assert!(findings.iter().any(|f| f.code == "ALB105"), "rules that are off by default are checked too");
    for finding in findings {
        for word in finding.quoted.iter().flat_map(|quoted| quoted.split_whitespace()) {
            assert!(printed.contains(word), "{} {:?}: {word}", finding.code, finding.node);
        }
    }
}

#[test]
fn a_fingerprint_does_not_depend_on_the_page() {
    let mut reading = albero::read(bytes("forms/blank-page.pdf"), &albero::Options::default()).unwrap();
    let settings = Settings { select: ["ALB902", "ALB904"].map(str::to_owned).to_vec(), ..Settings::default() };
    let mut fingerprints = |page| {
        reading.notes = vec![Note::PageWithoutText { page }, Note::UnmappedGlyphs { page, count: page }];
        let findings = albero::check::check(&reading, &settings, Lang::En);
        findings.into_iter().map(|f| f.fingerprint).collect::<Vec<_>>()
    };
    assert_eq!(fingerprints(2), fingerprints(7));
}
