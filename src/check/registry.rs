//! All rules, and how to find one: by code, by the beginning of a code, by name; or the nearest to a
//! misspelt one.

use super::rule::Rule;
use super::rules::ALL;
use super::words;
use crate::language::{Lang, Message};

/// Every rule, by code.
pub static RULES: &[&Rule] = ALL;

/// The rule of this code or name.
#[must_use]
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    let found = RULES.iter().find(|rule| rule.is_called(code_or_name));
    found.copied()
}

/// Refuses a selector that names no rule.
///
/// # Errors
/// What is unknown, and the nearest that is known.
pub fn check_selector(selector: &str) -> Result<(), Message> {
    if RULES.iter().any(|rule| rule.is_named(selector)) {
        return Ok(());
    }
    let names: Vec<&str> = RULES.iter().flat_map(|rule| [rule.code, rule.name]).collect();
    Err(Message::of(|lang| words::unknown_rule(lang, selector, &did_you_mean(selector, &names, lang))))
}

/// `; did you mean "select"?`, or the known names where none is near.
#[must_use]
pub fn did_you_mean(unknown: &str, known: &[&str], lang: Lang) -> String {
    /// Below this likeness a guess misleads.
    const LIKE: f64 = 0.7;
    /// More names than this help nobody.
    const FEW: usize = 40;
    let likeness = |name: &&&str| strsim::jaro_winkler(&unknown.to_lowercase(), &name.to_lowercase());
    let nearest = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    match nearest {
        Some(name) if likeness(&name) >= LIKE => words::did_you_mean(lang, name),
        _ if known.len() <= FEW => words::known(lang, &known.join(", ")),
        _ => String::new(),
    }
}
