//! Dates as printed: `31/12/2023`, `31.12.2023`, `31 dicembre 2023`; and, where the year is left to the
//! column, `31/12`, `giugno`, `I semestre`.
//!
//! ```text
//! date     = day sep month [ sep year ] | day month-name [ year ] | period [ year ] ;
//! period   = [ "fine" ] month-name | ( "I" | "II" | .. ) ( "semestre" | "trimestre" | "quadrimestre" ) ;
//! ```

use crate::labels::fold;
use jiff::civil::Date;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, digit1};
use nom::combinator::{map_opt, not, opt, peek, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

const MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];

/// Parts of a year, with how many months each lasts.
const PARTS: [(&str, i8); 3] = [("semestre", 6), ("quadrimestre", 4), ("trimestre", 3)];

const ROMAN: [&str; 4] = ["i", "ii", "iii", "iv"];
const ORDINAL: [&str; 4] = ["primo", "secondo", "terzo", "quarto"];

/// Is this folded word the name of a month?
pub(crate) fn is_month(folded: &str) -> bool {
    MONTHS.contains(&folded)
}

/// A date; `year` is that of the column, for dates that print none.
pub(crate) fn date(input: &str, year: Option<i32>) -> IResult<&str, Date> {
    match numeric(input) {
        Ok((rest, (day, month, printed))) => finish(input, rest, day, month, printed.or(year)),
        Err(_) => worded(input, year),
    }
}

/// A date that prints its year: what an act or a baseline carries.
pub(crate) fn full_date(input: &str) -> IResult<&str, Date> {
    date(input, None)
}

/// `day sep month [ sep year ]`
fn numeric(input: &str) -> IResult<&str, (i8, i8, Option<i32>)> {
    let (rest, day) = number_upto(input, 31)?;
    let (rest, separator) = alt((char('/'), char('.'), char('-'))).parse_complete(rest)?;
    let (rest, month) = number_upto(rest, 12)?;
    let year = map_opt(digit1, four_digit_year);
    let (rest, year) = opt(preceded(char(separator), year)).parse_complete(rest)?;
    if year.is_none() && separator != '/' {
        // `1.2` is a number and `10-12` a range: without a year only a slash makes a date.
        return fail(input);
    }
    let (rest, ()) = not(preceded(opt(char(separator)), digit1)).parse_complete(rest)?;
    Ok((rest, (day, month, year)))
}

fn four_digit_year(digits: &str) -> Option<i32> {
    let year: i32 = digits.parse().ok()?;
    match digits.len() {
        4 if (1900..2200).contains(&year) => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

fn number_upto(input: &str, most: i8) -> IResult<&str, i8> {
    map_opt(verify(digit1, |d: &str| d.len() <= 2), |d: &str| d.parse().ok().filter(|n| (1..=most).contains(n)))
        .parse_complete(input)
}

/// `day month-name [ year ] | period [ year ]`
fn worded(input: &str, year: Option<i32>) -> IResult<&str, Date> {
    let (rest, day) = opt(terminated(|i| number_upto(i, 31), (opt(tag("°")), space1))).parse_complete(input)?;
    let (after_first, first) = folded_word(rest)?;
    if let Some(month) = month(&first) {
        let (rest, printed) = opt(preceded(space1, year_word)).parse_complete(after_first)?;
        return finish(input, rest, day.unwrap_or(31), month, printed.or(year));
    }
    if day.is_some() {
        return fail(input);
    }
    if matches!(first.as_str(), "fine" | "mese" | "anno") {
        // `entro la fine di giugno`, `entro il mese di giugno`: the words between change nothing.
        let (rest, _) = opt(preceded(space1, alt((tag("di"), tag("del"))))).parse_complete(after_first)?;
        let (rest, _) = space1(rest)?;
        if let Ok((rest, end)) = year_word(rest)
            && first != "mese"
        {
            return finish(input, rest, 31, 12, Some(end));
        }
        return worded(rest, year);
    }
    let place = ROMAN.iter().position(|r| *r == first).or_else(|| ORDINAL.iter().position(|o| *o == first));
    let Some(place) = place.and_then(|p| i8::try_from(p).ok()) else { return fail(input) };
    let (rest, _) = space1(after_first)?;
    let (rest, part) = folded_word(rest)?;
    let Some((_, months)) = PARTS.iter().find(|(name, _)| *name == part) else { return fail(input) };
    let (rest, printed) = opt(preceded((space1, opt((tag("del"), space1))), year_word)).parse_complete(rest)?;
    let end = (place + 1) * months;
    if end > 12 {
        return fail(input);
    }
    finish(input, rest, 31, end, printed.or(year))
}

fn month(folded: &str) -> Option<i8> {
    MONTHS.iter().position(|m| *m == folded).and_then(|p| i8::try_from(p + 1).ok())
}

fn year_word(input: &str) -> IResult<&str, i32> {
    map_opt(verify(digit1, |d: &str| d.len() == 4), four_digit_year).parse_complete(input)
}

fn folded_word(input: &str) -> IResult<&str, String> {
    let (rest, word) = take_while1(char::is_alphabetic).parse_complete(input)?;
    peek(not(digit1)).parse_complete(rest)?;
    Ok((rest, fold(word)))
}

fn space1(input: &str) -> IResult<&str, &str> {
    take_while1(char::is_whitespace).parse_complete(input)
}

/// The last day of a month stands for 31, as `entro giugno` means.
fn finish<'a>(input: &'a str, rest: &'a str, day: i8, month: i8, year: Option<i32>) -> IResult<&'a str, Date> {
    let found = year.and_then(|y| i16::try_from(y).ok()).and_then(|y| {
        let first = Date::new(y, month, 1).ok()?;
        if day == 31 { Some(first.last_of_month()) } else { Date::new(y, month, day).ok() }
    });
    match found {
        Some(date) => Ok((rest, date)),
        None => fail(input),
    }
}

fn fail<T>(input: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_dates_are_read() {
        for (text, date_found) in [
            ("31/12/2023", "2023-12-31"),
            ("31.12.2023", "2023-12-31"),
            ("1/2/2023", "2023-02-01"),
            ("31 dicembre 2023", "2023-12-31"),
            ("1° marzo 2023", "2023-03-01"),
            ("30/06", "2024-06-30"),
            ("giugno", "2024-06-30"),
            ("fine giugno", "2024-06-30"),
            ("febbraio", "2024-02-29"),
            ("I semestre", "2024-06-30"),
            ("secondo semestre 2025", "2025-12-31"),
            ("III trimestre", "2024-09-30"),
        ] {
            let (rest, found) = date(text, Some(2024)).unwrap();
            assert_eq!((found.to_string().as_str(), rest), (date_found, ""), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["32/01/2023", "30/02/2023", "1.2", "10-12", "IV semestre", "n. 3", "12/2023", "dicembre2"] {
            assert!(date(text, Some(2024)).is_err(), "{text}");
        }
        assert!(full_date("31/12").is_err(), "no year anywhere");
    }
}
