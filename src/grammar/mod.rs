//! The grammar of what stands in a cell. It knows text, no pages.
//!
//! ```text
//! section    = heading::section ;                        (* 01 - Semplificazione amministrativa *)
//! objective  = [ code dash ] title { attribute } [ paragraph ] ;
//! name       = text { attribute } ;
//! attribute  = "(" label ":" value ")" ;                 (* (Peso: 8,37%) (Tipologia: Outcome) *)
//! algorithm  = numerator-paragraph "/ " denominator-paragraph | text ;
//! target     = deadline | range | threshold | boolean | text ;
//! baseline   = date | quantity | unit | void | text ;
//! ```
//!
//! Each rule stands in full at the head of its file.

pub(crate) mod code;
pub(crate) mod date;
pub(crate) mod graded;
pub(crate) mod heading;
pub(crate) mod measure;
pub(crate) mod number;
pub(crate) mod target;
pub(crate) mod weight;

/// Runs every function of the grammar over a text, as if it stood in a cell: for fuzzing, and for nothing else.
pub fn exercise_grammar(text: &str) {
    const YEAR: Option<i32> = Some(2023);
    let _ = (date::date(text, YEAR), date::date(text, None), date::full_date(text), date::is_month(text));
    let _ = (heading::objective_code(text), heading::begins_with_code(text), heading::coded(text));
    let _ = (heading::section(text), heading::attributes(text));
    let _ = (measure::quantity(text), measure::is_known(text), measure::is_plausible(text));
    let _ = (number::number(text), weight::weight_value(text));
    let _ = (target::value(text, YEAR), target::value(text, None), target::is_void(text), target::comparator(text));
    let _ = target::begins_with_sign(text);
}
