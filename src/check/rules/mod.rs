//! The rules: a file each. A new one is its file and a line here.

use super::rule::Rule;

/// Declares each rule's module and lists its rule. (`cargo fmt` does not look into a macro: `.ci/run` formats
/// these files by name.)
macro_rules! rules {
    ($($module:ident)*) => {
        $(mod $module;)*
        pub(super) static ALL: &[&Rule] = &[$(&$module::RULE),*];
    };
}

mod common;

// By code.
rules! {
    area_weights_sum
    indicator_weights_sum
    weight_missing
    weight_range
    weights_uniform
    objective_without_indicator
    objective_without_unit
    code_integrity
    code_order
    single_indicator
    placeholder_text
    duplicate_indicator
    payment_time_objective
    responsible_missing
    algorithm_missing
    algorithm_repeats_name
    percentage_without_ratio
    ratio_without_percentage
    typology_missing
    typology_unknown
    stray_mark
    repeated_word
    source_missing
    target_missing
    target_inverted
    target_vacuous
    target_out_of_range
    target_no_better
    horizon_regresses
    levels_disordered
    unit_missing
    unit_mismatch
    unit_implausible
    baseline_missing
    deadline_outside_year
    year_stale
    year_mismatch
    deadline_at_approval
    definition_changed
    target_relaxed
    result_missing
    achievement_mismatch
    results_without_spread
    missed_without_note
    low_confidence
    page_without_text
    readers_disagree
    unmapped_glyphs
    leftover_text
    ocr_tolerance
    hidden_text
}
