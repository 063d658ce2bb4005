//! Bytes of a text file to text: its encoding, its line ends, and what of it could not be told.

use super::Note;
use encoding_rs::{Encoding, MACINTOSH, UTF_8, WINDOWS_1252};

/// A text, and what is to be said of how it was read.
#[derive(Debug, PartialEq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) notes: Vec<Note>,
}

/// UTF-8, UTF-16 with a mark, else what Italian offices save text in: Windows-1252, or Mac Roman.
pub(crate) fn decode(bytes: Vec<u8>) -> Decoded {
    let mut notes = Vec::new();
    let text = match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => String::from_utf8(bytes).unwrap_or_else(|error| {
            let bytes = error.as_bytes();
            let encoding = guess(bytes);
            if encoding != UTF_8 {
                notes.push(Note::EncodingGuessed { encoding: encoding.name().to_owned() });
            }
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }),
    };
    let text = with_line_ends(text);
    notes.extend(unreadable(&text));
    Decoded { text, notes }
}

/// The encoding of bytes that are not all UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let (mut letters, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // Letters of several bytes that fit together do not happen: a text that has them is UTF-8, and was damaged.
    if letters >= bad {
        return UTF_8;
    }
    let count =
        |accented: &[u8]| bytes.windows(2).filter(|w| w[0].is_ascii_alphabetic() && accented.contains(&w[1])).count();
    if count(MAC_LETTERS) > count(WINDOWS_LETTERS) { MACINTOSH } else { WINDOWS_1252 }
}

/// à è é ì ò ù in Mac Roman, and in Windows-1252.
const MAC_LETTERS: &[u8] = &[0x88, 0x8f, 0x8e, 0x93, 0x98, 0x9d];
const WINDOWS_LETTERS: &[u8] = &[0xe0, 0xe8, 0xe9, 0xec, 0xf2, 0xf9];

/// A line ends where its program ended it: at a carriage return alone (old Macs), at NEL, at Unicode's separators.
fn with_line_ends(text: String) -> String {
    // Nearly no file has one: one after the other is looked for faster than all at once.
    if !['\r', '\u{85}', '\u{2028}', '\u{2029}'].into_iter().any(|end| text.contains(end)) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let ends = match c {
            '\r' => rest.peek() != Some(&'\n'),
            c => matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}'),
        };
        out.push(if ends { '\n' } else { c });
    }
    out
}

/// Notes of this many lines; the last stands for those after it, too.
const MOST_LINES: usize = 50;

/// Where characters could not be told, line by line.
fn unreadable(text: &str) -> Vec<Note> {
    if !text.contains(char::REPLACEMENT_CHARACTER) {
        return Vec::new();
    }
    let mut notes = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let found = u32::try_from(line.matches(char::REPLACEMENT_CHARACTER).count()).unwrap_or(u32::MAX);
        let is_full = notes.len() >= MOST_LINES;
        match notes.last_mut() {
            _ if found == 0 => {}
            Some(Note::UnreadableText { count, .. }) if is_full => *count = count.saturating_add(found),
            _ => notes.push(Note::UnreadableText { line: number, count: found }),
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8]) -> String {
        decode(bytes.to_vec()).text
    }

    fn guessed(encoding: &str) -> Vec<Note> {
        vec![Note::EncodingGuessed { encoding: encoding.to_owned() }]
    }

    #[test]
    fn encodings_of_italian_offices() {
        assert_eq!(decode("qualità".as_bytes().to_vec()), Decoded { text: "qualità".to_owned(), notes: Vec::new() });
        assert_eq!(text_of(b"\xef\xbb\xbfqualit\xc3\xa0"), "qualità");
        assert_eq!(text_of(b"\xff\xfea\0b\0"), "ab");
        let windows = decode(b"qualit\xe0 \x80".to_vec());
        assert_eq!(windows, Decoded { text: "qualità €".to_owned(), notes: guessed("windows-1252") });
        let mac = decode(b"qualit\x88 e modalit\x88, pi\x9d".to_vec());
        assert_eq!(mac, Decoded { text: "qualità e modalità, più".to_owned(), notes: guessed("macintosh") });
    }

    #[test]
    fn a_bad_byte_is_one_unknown_character_of_its_line() {
        for bad in [&b"\xff"[..], b"\xc3", b"\xe2\x82", b"\xa0", b"\xf0\x9f\x98"] {
            let bytes = ["modalità\n".as_bytes(), b"Peso", bad, "x n° 1\nqualità\n".as_bytes()].concat();
            let read = decode(bytes);
            assert_eq!(read.text, "modalità\nPeso\u{fffd}x n° 1\nqualità\n", "{bad:x?}");
            assert_eq!(read.notes, [Note::UnreadableText { line: 2, count: 1 }], "{bad:x?}");
        }
        assert_eq!(decode(b"\xef\xbb\xbfa\xffb".to_vec()).notes, [Note::UnreadableText { line: 1, count: 1 }]);
        let many = decode("è\u{fffd}\n".repeat(60).into_bytes()).notes;
        assert_eq!((many.len(), many.last()), (50, Some(&Note::UnreadableText { line: 50, count: 11 })));
    }

    #[test]
    fn lines_end_as_programs_end_them() {
        for end in ["\r", "\u{85}", "\u{2028}", "\u{2029}", "\n"] {
            assert_eq!(text_of(format!("uno{end}due{end}").as_bytes()), "uno\ndue\n", "{end:?}");
        }
        assert_eq!(text_of(b"uno\r\ndue\r\r\n"), "uno\r\ndue\n\r\n");
        assert_eq!(text_of("è ¨ © …".as_bytes()), "è ¨ © …");
    }
}
