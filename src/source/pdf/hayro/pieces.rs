//! What stands in the array of a `TJ`, as producers write it.
//!
//! LibreOffice writes a letter or two a string: reading 100,000 of them as general objects (is it a reference? a
//! dictionary?) took a sixth of all the time.

/// A string, or a move back in thousandths of the type size.
#[derive(Debug, PartialEq)]
pub(super) enum Piece<'d> {
    Move(f32),
    Literal(&'d [u8]),
    /// Its bytes are in the buffer.
    Hex,
}

impl<'d> Piece<'d> {
    /// The first piece of an array and what follows it; None at the end, and for what is not written as usual: escapes,
    /// brackets in brackets, odd digits, comments, numbers with an exponent or without end.
    pub(super) fn first(array: &'d [u8], buffer: &mut Vec<u8>) -> Option<(Piece<'d>, &'d [u8])> {
        let blank = array.iter().position(|b| !is_blank(*b))?;
        let array = &array[blank..];
        match array.first()? {
            b'(' => literal(&array[1..]),
            b'<' => hex(&array[1..], buffer),
            _ => number(array),
        }
    }
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'\x0c')
}

fn literal(rest: &[u8]) -> Option<(Piece<'_>, &[u8])> {
    let end = rest.iter().position(|b| matches!(b, b')' | b'(' | b'\\' | b'\r' | b'\n'))?;
    (rest[end] == b')').then(|| (Piece::Literal(&rest[..end]), &rest[end + 1..]))
}

fn hex<'d>(rest: &'d [u8], buffer: &mut Vec<u8>) -> Option<(Piece<'d>, &'d [u8])> {
    buffer.clear();
    let mut rest = rest;
    loop {
        match rest {
            [b'>', after @ ..] => return Some((Piece::Hex, after)),
            [high, low, after @ ..] => {
                buffer.push(digit(*high)? << 4 | digit(*low)?);
                rest = after;
            }
            _ => return None,
        }
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// A float of 64 bits holds fewer digits exactly: the parser reads more in its own way.
const TOO_MANY_DIGITS: usize = 16;

fn number(array: &[u8]) -> Option<(Piece<'_>, &[u8])> {
    let in_number = |b: &u8| matches!(b, b'0'..=b'9' | b'.' | b'+' | b'-');
    let end = array.iter().position(|b| !in_number(b)).unwrap_or(array.len());
    let (written, rest) = array.split_at(end);
    let digits = written.iter().filter(|b| b.is_ascii_digit()).count();
    let ends = rest.first().is_none_or(|b| is_blank(*b) || matches!(b, b'(' | b'<'));
    if digits >= TOO_MANY_DIGITS || !ends {
        return None;
    }
    // As the parser reads it: to 64 bits, then to 32.
    let value: f64 = std::str::from_utf8(written).ok()?.parse().ok()?;
    Some((Piece::Move(value as f32), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_read_as_written_or_left_to_the_parser() {
        let mut buffer = Vec::new();
        let mut first = |array: &'static str| Piece::first(array.as_bytes(), &mut buffer).map(|(piece, _)| piece);
        for (array, wanted) in [
            ("(Peso) -3", Some(Piece::Literal(b"Peso"))),
            (" \n()", Some(Piece::Literal(b""))),
            ("<0041>1", Some(Piece::Hex)),
            ("<>", Some(Piece::Hex)),
            ("-3<01>", Some(Piece::Move(-3.0))),
            ("+.5 ", Some(Piece::Move(0.5))),
            ("12.", Some(Piece::Move(12.0))),
            ("-0.125(a)", Some(Piece::Move(-0.125))),
            ("(a\\)b)", None),
            ("(a(b)c)", None),
            ("(a", None),
            ("<004>", None),
            ("<00 41>", None),
            ("<</A 1>>", None),
            ("1.2.3", None),
            ("1e3", None),
            ("--3", None),
            ("12-", None),
            (".", None),
            ("-", None),
            ("12345678901234567", None),
            ("1 ", Some(Piece::Move(1.0))),
            ("%a", None),
            ("/A", None),
            ("", None),
        ] {
            assert_eq!(first(array), wanted, "{array}");
        }
        assert_eq!(Piece::first(b"<00e8>", &mut buffer).map(|_| buffer.clone()), Some(vec![0, 0xe8]));
    }
}
