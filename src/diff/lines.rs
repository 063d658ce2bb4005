//! Nodes without a diff of their own as a line of text: phases, results, what has a label of its own.

use crate::plan::model::{Moment, Other, Phase, Reached};

/// `2 Stesura del bando; 30 %; 01/03/2024 – 30/06/2024; ...`, what is not printed left out.
pub(super) fn of_phase(phase: &Phase) -> String {
    let name = [phase.code.as_deref(), Some(phase.name.as_str())].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let moment = |own: &Option<Moment>| own.as_ref().map(|own| own.text.clone());
    let span = match (moment(&phase.start), moment(&phase.end)) {
        (Some(start), Some(end)) => Some(format!("{start} – {end}")),
        (Some(start), None) => Some(format!("{start} –")),
        (None, Some(end)) => Some(format!("– {end}")),
        (None, None) => None,
    };
    let months = phase.months.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
    let parts = [
        Some(name),
        phase.weight.map(|weight| weight.to_string().replace('.', ",")),
        span,
        Some(months).filter(|months| !months.is_empty()).map(|months| format!("[{months}]")),
        phase.expected.clone(),
        phase.progress.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// `95,00 % (100 %; +5)`: the result, in brackets the degree of achievement and the gap. `None` where nothing is
/// printed.
pub(super) fn of_result(result: &Reached) -> Option<String> {
    let beside: Vec<&str> =
        [&result.achieved, &result.gap].into_iter().flatten().map(|measure| measure.text.as_str()).collect();
    match (result.text.as_deref(), beside.is_empty()) {
        (None, true) => None,
        (Some(text), true) => Some(text.to_owned()),
        (text, false) => Some(format!("{} ({})", text.unwrap_or("–"), beside.join("; "))),
    }
}

/// `Personale coinvolto: 3`
pub(super) fn of_other(other: &Other) -> String {
    format!("{}: {}", other.label, other.text)
}
