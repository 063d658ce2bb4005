//! What must hold of the tables on any page, however its lines, areas and words stand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "../fuzz/src/page.rs"]
mod page;

use albero::Options;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn each_place_is_in_one_cell_and_no_word_in_two(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let found = page::sound(&bytes);
        prop_assert_eq!(found, page::sound(&bytes), "the same page gives the same tables");
    }

    #[test]
    fn no_node_is_nameless_and_every_word_is_accounted_for(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let document = page::drawn(&bytes);
        if let Ok(words) = albero::accounts(document.clone(), &Options::default()) {
            prop_assert!(words.iter().all(|word| word.place != albero::Place::Open));
        }
        if let Ok(plan) = albero::parse(document) {
            prop_assert!(plan.objectives().all(|own| !own.title.trim().is_empty()));
            let indicators = || plan.objectives().flat_map(|own| &own.indicators);
            prop_assert!(indicators().all(|own| !own.name.trim().is_empty()));
        }
    }
}

/// The properties above say nothing of pages on which no table is found: a lattice is one.
#[test]
fn a_lattice_is_a_table() {
    let mut bytes = Vec::new();
    for row in 0..4_u8 {
        for column in 0..3_u8 {
            bytes.extend([2, column * 6, 40 - row * 2, 2 + 16]);
            bytes.extend([5, column * 6, 40 - row * 2, 2]);
        }
    }
    let found = page::sound(&bytes).unwrap();
    assert_eq!((found.tables.len(), found.tables[0].rows, found.tables[0].columns), (1, 4, 3));
}
