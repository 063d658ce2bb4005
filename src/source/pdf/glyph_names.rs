//! Names of glyphs, as fonts give them, and signs of fonts that are all signs.

/// The character of a glyph's name: `a`, `agrave`, `uni00E0`, `u1F600`; what follows a full stop is a variant.
pub(super) fn character(name: &str) -> Option<char> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    let mut letters = name.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        return only.is_ascii_alphabetic().then_some(only);
    }
    let hex = |digits: &str| {
        let plain = (4..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
        plain.then(|| u32::from_str_radix(digits, 16).ok()).flatten().and_then(char::from_u32)
    };
    let spelt = name.strip_prefix("uni").filter(|digits| digits.len() == 4).or_else(|| name.strip_prefix('u'));
    let found = NAMES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    found.or_else(|| spelt.and_then(hex)).filter(|c| !c.is_control() && !super::font_cmap::is_private(*c))
}

/// The sign that a font of signs draws for a private character, if it is one of those that texts use: bullets, boxes,
/// marks, comparators. Such fonts have their signs at U+F000 and their codes.
pub(super) fn sign(c: char, font: Option<&str>) -> Option<char> {
    let code = u32::from(c).checked_sub(0xf000).and_then(|code| u8::try_from(code).ok())?;
    let font = font.unwrap_or_default().to_ascii_lowercase();
    let signs: &[(u8, char)] = match () {
        () if font.contains("wingdings") => WINGDINGS,
        () if font.contains("symbol") => SYMBOL,
        () => BULLETS,
    };
    signs.iter().find(|(known, _)| *known == code).map(|(_, sign)| *sign)
}

/// What both kinds of font use these codes for in texts.
const BULLETS: &[(u8, char)] = &[(0xb7, '•'), (0xa7, '▪')];

const WINGDINGS: &[(u8, char)] = &[
    (0x6c, '●'),
    (0x6d, '❍'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x9f, '•'),
    (0xa7, '▪'),
    (0xa8, '◻'),
    (0xb7, '•'),
    (0xd8, '➢'),
    (0xe0, '→'),
    (0xf0, '⇨'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

const SYMBOL: &[(u8, char)] = &[
    (0x2b, '+'),
    (0x2d, '−'),
    (0x2f, '/'),
    (0x3c, '<'),
    (0x3d, '='),
    (0x3e, '>'),
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xa7, '▪'),
    (0xae, '→'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xe5, '∑'),
];

/// Names of more than a letter, of what Italian texts are written with.
const NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("nbspace", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("quoteright", '’'),
    ("quoteleft", '‘'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("minus", '−'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("underscore", '_'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("section", '§'),
    ("degree", '°'),
    ("ordfeminine", 'ª'),
    ("ordmasculine", 'º'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("endash", '–'),
    ("emdash", '—'),
    ("bullet", '•'),
    ("ellipsis", '…'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("Euro", '€'),
    ("lessequal", '≤'),
    ("greaterequal", '≥'),
    ("plusminus", '±'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acircumflex", 'â'),
    ("adieresis", 'ä'),
    ("ccedilla", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecircumflex", 'ê'),
    ("edieresis", 'ë'),
    ("igrave", 'ì'),
    ("iacute", 'í'),
    ("icircumflex", 'î'),
    ("ntilde", 'ñ'),
    ("ograve", 'ò'),
    ("oacute", 'ó'),
    ("ocircumflex", 'ô'),
    ("odieresis", 'ö'),
    ("ugrave", 'ù'),
    ("uacute", 'ú'),
    ("ucircumflex", 'û'),
    ("udieresis", 'ü'),
    ("Agrave", 'À'),
    ("Aacute", 'Á'),
    ("Ccedilla", 'Ç'),
    ("Egrave", 'È'),
    ("Eacute", 'É'),
    ("Igrave", 'Ì'),
    ("Iacute", 'Í'),
    ("Ograve", 'Ò'),
    ("Oacute", 'Ó'),
    ("Odieresis", 'Ö'),
    ("Ugrave", 'Ù'),
    ("Uacute", 'Ú'),
    ("Udieresis", 'Ü'),
    ("germandbls", 'ß'),
    ("ff", '\u{fb00}'),
    ("fi", '\u{fb01}'),
    ("fl", '\u{fb02}'),
    ("ffi", '\u{fb03}'),
    ("ffl", '\u{fb04}'),
    ("f_f", '\u{fb00}'),
    ("f_i", '\u{fb01}'),
    ("f_l", '\u{fb02}'),
    ("f_f_i", '\u{fb03}'),
    ("f_f_l", '\u{fb04}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_letters() {
        for (name, c) in
            [("a", 'a'), ("agrave", 'à'), ("uni00E0", 'à'), ("u00E8", 'è'), ("seven.lf", '7'), ("f_i", '\u{fb01}')]
        {
            assert_eq!(character(name), Some(c), "{name}");
        }
        for name in ["", ".notdef", "g12", "uniE001", "u0000", "uni00E", "glyph7", "7"] {
            assert_eq!(character(name), None, "{name}");
        }
    }

    #[test]
    fn signs_by_font() {
        assert_eq!(sign('\u{f0b3}', Some("SymbolMT")), Some('≥'));
        assert_eq!(sign('\u{f0fc}', Some("Wingdings-Regular")), Some('✓'));
        assert_eq!(sign('\u{f0b7}', None), Some('•'));
        assert_eq!((sign('\u{f0b3}', None), sign('\u{e001}', Some("SymbolMT"))), (None, None));
    }
}
