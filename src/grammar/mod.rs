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

pub(crate) mod date;
pub(crate) mod heading;
pub(crate) mod measure;
pub(crate) mod number;
pub(crate) mod target;
pub(crate) mod weight;
