//! Files that other viewers read, and that this one's readers need help with.

use super::reader::guarded;
use lopdf::{Document, Object};
use md5::{Digest, Md5};
use regex::bytes::{Captures, Regex, RegexBuilder};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Is the file as long as it was written? A PDF ends with `%%EOF`; what follows the last one belongs to an update
/// whose end is missing. Of a file whose pages come first, as servers send it, the header says how long it is.
pub(super) fn ends_whole(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"%%EOF";
    let Some(at) = bytes.windows(MARK.len()).rposition(|w| w == MARK) else { return false };
    !begins_update(&bytes[at + MARK.len()..]) && linear_length(bytes).is_none_or(|length| length <= bytes.len())
}

/// A pattern of a file's bytes. One that does not compile matches nothing; the tests below would tell.
fn pattern(text: &str) -> Option<Regex> {
    RegexBuilder::new(text).unicode(false).build().ok()
}

/// What begins another part of a file after its end, or is the beginning of that: an object, or the numbers of one.
static UPDATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?s-u)endobj|endstream|^\s*[0-9]{1,10}\s+[0-9]{1,10}\s+(?:obj|ob?\s*$)|^\s*(?:[0-9]{1,10}(?:\s+[0-9]{1,10})?|x(?:r(?:ef?)?)?)\s*$",
    )
});

/// Does this, after a file's end, begin another part of it?
fn begins_update(rest: &[u8]) -> bool {
    !rest.trim_ascii().is_empty() && UPDATE.as_ref().is_some_and(|update| update.is_match(rest))
}

/// The `/L` of the first object, if that is a linearization dictionary.
static LINEAR: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"(?s-u)^[^>]*?/L\s*([0-9]{1,18})[^0-9]"));

fn linear_length(bytes: &[u8]) -> Option<usize> {
    const WITHIN: usize = 1024;
    const MARK: &[u8] = b"/Linearized";
    let head = &bytes[..bytes.len().min(WITHIN)];
    // Most files have none, and need no pattern.
    let at = head.windows(MARK.len()).position(|w| w == MARK)?;
    let length = LINEAR.as_ref()?.captures(&head[at + MARK.len()..])?.get(1)?;
    std::str::from_utf8(length.as_bytes()).ok()?.parse().ok()
}

/// What ends an object or a stream, with the white space before it, and the word before the place of the table of objects.
static ENDS: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"(?-u)(\s?)(endobj|endstream)|startxref"));

/// The file with its objects set apart, and its table of objects put out of use, so that the objects are looked for:
/// `endobj` and the next object's number written as one word, a table that points elsewhere.
pub(super) fn set_apart(bytes: &[u8]) -> Cow<'_, [u8]> {
    let Some(ends) = ENDS.as_ref() else { return Cow::Borrowed(bytes) };
    ends.replace_all(bytes, |found: &Captures<'_>| match (found.get(1), found.get(2)) {
        // White space before it, one at least, and after it: `>>endobj7 0 obj`.
        (Some(before), Some(end)) => {
            let before = if before.is_empty() { &b"\n"[..] } else { before.as_bytes() };
            [before, end.as_bytes(), b"\n"].concat()
        }
        _ => b"%tartxref".to_vec(),
    })
}

/// The user's password of a file, told by its owner's: up to revision 4 the one is kept under the other.
pub(super) fn user_password(bytes: &[u8], owner: &str) -> Option<String> {
    let loaded = guarded("reading the encryption", || Document::load_mem(bytes));
    let document = loaded.ok()?.ok()?;
    let encryption = document.trailer.get_deref(b"Encrypt", &document).ok()?.as_dict().ok()?;
    let number = |key: &[u8]| encryption.get(key).and_then(Object::as_i64).ok();
    let revision = number(b"R")?;
    let length = match revision {
        2 => 5,
        3 | 4 => {
            usize::try_from(number(b"Length").unwrap_or(if revision == 4 { 128 } else { 40 }) / 8).ok()?.clamp(5, 16)
        }
        _ => return None,
    };
    let kept = encryption.get(b"O").and_then(Object::as_str).ok()?.get(..32)?.to_vec();
    let user = opened(kept, owner, revision, length);
    let end = (0..=user.len()).find(|end| PADDING.starts_with(&user[*end..]))?;
    String::from_utf8(user[..end].to_vec()).ok()
}

/// The user's password, padded, that is kept under the owner's (ISO 32000-1, 7.6.3.4, algorithm 7).
fn opened(mut kept: Vec<u8>, owner: &str, revision: i64, length: usize) -> Vec<u8> {
    let padded: Vec<u8> = owner.bytes().chain(PADDING.iter().copied()).take(PADDING.len()).collect();
    let mut key = Md5::digest(&padded);
    if revision >= 3 {
        for _ in 0..50 {
            key = Md5::digest(key);
        }
    }
    let key = &key[..length.min(key.len())];
    let rounds: u8 = if revision >= 3 { 20 } else { 1 };
    for round in (0..rounds).rev() {
        let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
        rc4(&key, &mut kept);
    }
    kept
}

/// What passwords are made 32 bytes long with.
const PADDING: &[u8; 32] = b"\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08\
    \x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a";

/// The cipher RC4, both ways.
fn rc4(key: &[u8], data: &mut [u8]) {
    let mut state: [u8; 256] = std::array::from_fn(|at| at as u8);
    let mut other = 0u8;
    for at in 0..state.len() {
        other = other.wrapping_add(state[at]).wrapping_add(key[at % key.len()]);
        state.swap(at, usize::from(other));
    }
    let (mut at, mut other) = (0u8, 0u8);
    for byte in data {
        at = at.wrapping_add(1);
        other = other.wrapping_add(state[usize::from(at)]);
        state.swap(usize::from(at), usize::from(other));
        *byte ^= state[usize::from(state[usize::from(at)].wrapping_add(state[usize::from(other)]))];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_goes_on_after_its_end_is_cut_off() {
        let whole = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\nstartxref\n9\n%%EOF";
        for after in [&b""[..], b"\n", b"\r\n\0\0\0", b"\n<html>", b"\n% signed 12 times"] {
            assert!(ends_whole(&[&whole[..], after].concat()), "{after:?}");
        }
        for after in
            ["\n7 0 obj", "\n7 0 obj <<", "\n7 0 ob", "\n7 0", "\n7", "\n7 0 obj\n<< /Length 9 >>\nstream\nBT", "\nxre"]
        {
            assert!(!ends_whole(&[&whole[..], after.as_bytes()].concat()), "{after:?}");
        }
        let linear = b"%PDF-1.4\n1 0 obj\n<< /Linearized 1 /L 900 /H [ 9 9 ] >>\nendobj\nstartxref\n0\n%%EOF\n";
        assert!(!ends_whole(linear) && !ends_whole(&whole[..40]));
    }

    #[test]
    fn objects_are_set_apart() {
        let glued = b"1 0 obj <<>>endobj2 0 obj <<>> endobj\nstartxref\n0";
        assert_eq!(&*set_apart(glued), b"1 0 obj <<>>\nendobj\n2 0 obj <<>> endobj\n\n%tartxref\n0");
    }

    #[test]
    fn the_cipher_is_rc4() {
        let mut text = *b"Plaintext";
        rc4(b"Key", &mut text);
        assert_eq!(text, [0xbb, 0xf3, 0x16, 0xe8, 0xd9, 0x40, 0xaf, 0x0a, 0xd3]);
    }
}
