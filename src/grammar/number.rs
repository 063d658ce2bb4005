//! Italian numbers: a decimal comma, points between thousands.
//!
//! ```text
//! number    = [ "-" | "+" ] ( grouped | plain ) ;
//! grouped   = digit { digit } ( "." 3*digit ) { "." 3*digit } [ "," digit { digit } ] ;
//! plain     = digit { digit } [ ( "," | "." ) digit { digit } ] ;
//! ```
//!
//! A point is a thousands separator only where three digits follow each one: `1.200` is one thousand two
//! hundred, `2.5` two and a half.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::digit1;
use nom::combinator::{not, opt, recognize, verify};
use nom::multi::many1;
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

/// `number = [ sign ] ( grouped | plain )`, exact, with the printed decimals.
pub(crate) fn number(input: &str) -> IResult<&str, Decimal> {
    let (rest, sign) = opt(alt((tag("-"), tag("\u{2212}"), tag("+")))).parse_complete(input)?;
    let (rest, printed) = alt((grouped, plain)).parse_complete(rest)?;
    let is_grouped = printed.contains(',') || grouped(printed).is_ok_and(|(left, _)| left.is_empty());
    let digits: String = if is_grouped {
        printed.chars().filter(|c| *c != '.').map(|c| if c == ',' { '.' } else { c }).collect()
    } else {
        printed.to_owned()
    };
    match digits.parse::<Decimal>() {
        Ok(value) => Ok((rest, if matches!(sign, Some("-" | "\u{2212}")) { -value } else { value })),
        // More digits than a decimal holds: no number of a plan.
        Err(_) => Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit))),
    }
}

/// `grouped = digits ( "." 3*digit ) { "." 3*digit } [ "," digits ]`
fn grouped(input: &str) -> IResult<&str, &str> {
    let three = verify(digit1, |d: &str| d.len() == 3);
    recognize((
        verify(digit1, |d: &str| d.len() <= 3),
        many1(preceded(tag("."), three)),
        not(pair(tag("."), digit1)),
        opt(preceded(tag(","), digit1)),
    ))
    .parse_complete(input)
}

/// `plain = digits [ ( "," | "." ) digits ]`
fn plain(input: &str) -> IResult<&str, &str> {
    terminated(
        recognize(pair(digit1, opt(pair(alt((tag(","), tag("."))), digit1)))),
        not(pair(alt((tag("."), tag("/"))), digit1)),
    )
    .parse_complete(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn italian_numbers_are_read_exactly() {
        for (text, value, rest) in [
            ("8,37%", "8.37", "%"),
            ("100,00", "100.00", ""),
            ("1.200", "1200", ""),
            ("1.234.567,89 €", "1234567.89", " €"),
            ("2.5", "2.5", ""),
            ("-3,5 %", "-3.5", " %"),
            ("12", "12", ""),
        ] {
            let (left, found) = number(text).unwrap();
            assert_eq!((found.to_string().as_str(), left), (value, rest), "{text}");
        }
        for text in ["", "infinito", "Nanni", ",5", "31.12.2023", "31/12", "99999999999999999999999999999999999"] {
            assert!(number(text).is_err(), "{text}");
        }
    }
}
