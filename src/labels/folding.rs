//! Texts without what does not count when they are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Drops case, accents, spaces, line breaks and punctuation; `%` stays, being the whole difference
/// between some labels.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(&mut out, text);
    out
}

/// What folding makes of each ASCII byte; nothing of what it drops.
const FOLDED: [u8; 128] = {
    let mut folded = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'%' {
            folded[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    folded
};

/// [`fold`] onto the end of a string. Nothing else is done so often while a document is read: byte by byte it takes half as
/// many instructions as letter by letter.
pub(crate) fn fold_into(out: &mut String, text: &str) {
    let mut bytes = std::mem::take(out).into_bytes();
    bytes.reserve(text.len());
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        match FOLDED.get(usize::from(*byte)) {
            Some(0) => at += 1,
            Some(folded) => {
                bytes.push(*folded);
                at += 1;
            }
            None => {
                let Some(c) = text[at..].chars().next() else { break };
                // The marks are dropped, so that their order, for which a whole text is decomposed, says nothing.
                let kept = c.nfd().filter(|c| !is_combining_mark(*c) && (c.is_alphanumeric() || *c == '%'));
                for folded in kept.flat_map(char::to_lowercase) {
                    bytes.extend_from_slice(folded.encode_utf8(&mut [0; 4]).as_bytes());
                }
                at += c.len_utf8();
            }
        }
    }
    // Whole letters were put together: they are UTF-8.
    *out = String::from_utf8(bytes).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_drops_case_accents_and_signs() {
        for (text, folded) in [
            ("", ""),
            ("Unità' (di) MISURA:", "unitadimisura"),
            ("Peso %", "peso%"),
            ("N\u{2070} 12/b – Straße \u{fb01}ne È", "n⁰12bstraßeﬁnee"),
            ("é", "e"),
            ("e\u{301}\u{323}x", "ex"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
            let mut longer = "è".to_owned();
            fold_into(&mut longer, text);
            assert_eq!(longer, format!("è{folded}"));
        }
    }
}
