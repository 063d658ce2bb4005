//! Is a run of labels and values a sheet?

use super::evidence::sheet as weigh;
use super::headings::has_sentences;
use super::sheet::Pair;
use crate::grammar::target::reads_as_value;
use crate::layout::words::Words;
use crate::vocabulary::fields::Field;

/// How many fields of an objective have a value.
pub(super) fn fields(pairs: &[Pair]) -> usize {
    let of_objective = |p: &&Pair| {
        use Field::*;
        matches!(
            p.known.field,
            Weight | Units | Responsible | Stakeholders | Description | Start | End | ObjectiveWeight
        ) && !p.value.is_empty()
    };
    pairs.iter().filter(of_objective).count()
}

/// Do the values read as what their labels promise? A glossary has the labels of a sheet, and sentences beside them.
pub(super) fn is_plausible(pairs: &[Pair], words: &Words) -> bool {
    // One title may end with a full stop; where several do they are definitions.
    let defined = |p: &&Pair| {
        let text = p.value.text(words).text;
        p.known.field.opens()
            && !p.headed
            && text.ends_with('.')
            && text.split_whitespace().count() >= weigh::FEWEST_DEFINING
    };
    if pairs.iter().filter(defined).count() >= 2 {
        return false;
    }
    let (mut good, mut bad) = (0, 0);
    for pair in pairs.iter().filter(|p| !p.value.is_empty() && !p.headed) {
        let text = pair.value.text(words).text;
        let count = text.split_whitespace().count();
        let reads = match pair.known.field {
            Field::Weight | Field::Target | Field::Baseline | Field::Start | Field::End => {
                reads_as_value(&text) || text.contains(|c: char| c.is_ascii_digit()) || count <= weigh::MOST_VALUE_WORDS
            }
            Field::Units | Field::Responsible | Field::Code | Field::Typology => {
                !text.ends_with('.') || count <= weigh::MOST_VALUE_WORDS
            }
            Field::Objective | Field::Individual | Field::Indicator => {
                let valued = text.split_whitespace().next().is_some_and(|word| word.ends_with('%'));
                let title = !(valued || has_sentences(&text) && pair.known.field != Field::Indicator);
                title
                    && count <= weigh::MOST_TITLE_WORDS
                    && !(text.ends_with('.') && count > weigh::MOST_VALUE_WORDS * 4)
            }
            _ => continue,
        };
        if reads { good += 1 } else { bad += 1 }
    }
    bad == 0 || good > weigh::GOOD_FOR_BAD * bad
}
