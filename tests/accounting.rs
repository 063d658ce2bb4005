//! Nothing is lost and nothing invented: every word is in exactly one place, and the text of the plan is
//! made of the document's letters.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "common/accounts.rs"]
mod accounts;
mod common;

use albero::{Options, Place};
use common::{DOCUMENTS, bytes, plan};
use proptest::prelude::*;

fn assert_accounted(name: &str, document: &[u8]) {
    let Ok(plan) = albero::parse(document) else { return };
    let accounts = albero::accounts(document, &Options::default()).unwrap();
    let fault = accounts::unaccounted(&plan, &accounts);
    assert!(fault.is_none(), "{name}: {fault:?}");
}

#[test]
fn every_word_of_every_fixture_is_in_one_place() {
    for (document, _) in DOCUMENTS {
        assert_accounted(document, &bytes(document));
    }
}

#[test]
fn the_words_of_a_text_are_those_between_its_spaces() {
    for document in ["plans/albero-2023.txt", "plans/albero-2023-layout.txt"] {
        let text = String::from_utf8(bytes(document)).unwrap();
        let accounts = albero::accounts(bytes(document), &Options::default()).unwrap();
        let words: Vec<&str> = accounts.iter().map(|w| w.text.as_str()).collect();
        let between: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(words, between, "{document}");
    }
}

#[test]
fn weights_and_typologies_are_the_only_words_kept_as_values() {
    let accounts = albero::accounts(bytes("plans/albero-2023.txt"), &Options::default()).unwrap();
    let values = accounts.iter().filter(|w| w.place == Place::Value).map(|w| w.text.as_str());
    let plan = plan("plans/albero-2023.txt");
    let typologies: Vec<&str> =
        plan.objectives().flat_map(|o| &o.indicators).filter_map(|i| i.typology.as_deref()).collect();
    for word in values {
        let bare = word.trim_end_matches(')');
        let known = matches!(bare, "(Peso:" | "(Tipologia:") || bare.ends_with('%') || typologies.contains(&bare);
        assert!(known, "{word}");
    }
}

/// Lines of a plan, in running text: cut and shuffled they are still all accounted for.
fn fixture_lines() -> Vec<String> {
    let text = String::from_utf8(bytes("plans/albero-2023.txt")).unwrap();
    text.lines().map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        // The same cases each time: a change is judged by what it changes.
        rng_seed: proptest::test_runner::RngSeed::Fixed(2023),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_cut_of_running_text_is_accounted_for(start in 0usize..3400, length in 1usize..400, drop in 2usize..40, blank in any::<bool>()) {
        let lines: Vec<String> = fixture_lines()
            .into_iter()
            .skip(start)
            .take(length)
            .enumerate()
            .filter(|(n, line)| n % drop != 1 && (blank || !line.trim().is_empty()))
            .map(|(_, line)| line)
            .collect();
        assert_accounted("running text", lines.join("\n").as_bytes());
    }

    #[test]
    fn any_cut_of_aligned_text_is_accounted_for(start in 0usize..2300, length in 1usize..200, drop in 2usize..40, shift in 0usize..6) {
        let text = String::from_utf8(bytes("plans/albero-2023-layout.txt")).unwrap();
        let lines: Vec<String> = text
            .lines()
            .skip(start)
            .take(length)
            .enumerate()
            .filter(|(n, _)| n % drop != 1)
            .map(|(n, line)| if n % 7 == 3 { format!("{:shift$}{line}", "") } else { line.to_owned() })
            .collect();
        assert_accounted("aligned text", lines.join("\n").as_bytes());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(Obiettivo operativo|[0-9]{1,2}\\.[0-9]{1,2} - |Indicatore Algoritmo Target 2024|\\(Peso: [0-9],[0-9]{2}%\\)|>= [0-9]{1,3},00 %|[a-zàè°/() -]{1,30}|\n|    |\u{c}){0,60}") {
        // Tokens of a line are apart, as words are: two that are glued are one word, and in one place.
        assert_accounted("any text", text.replace('%', "% ").replace('(', " (").replace(')', ") ").replace("2024", "2024 ").as_bytes());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = albero::parse(bytes);
    }
}

/// What fuzzing found, each once a fault: read, written and read again it is the same.
#[test]
fn what_fuzzing_found_stays_mended() {
    let mut count = 0;
    for entry in std::fs::read_dir(common::fixture("regressions")).unwrap() {
        let path = entry.unwrap().path();
        let document = std::fs::read(&path).unwrap();
        // Plan JSON has no words of its own.
        if path.extension().is_none_or(|extension| extension != "json") {
            assert_accounted(&path.display().to_string(), &document);
        }
        let plan = albero::parse(document).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let again = albero::parse(plan.to_json(false).unwrap()).unwrap();
        assert!(again == plan, "{}", path.display());
        count += 1;
    }
    assert!(count > 0);
}
