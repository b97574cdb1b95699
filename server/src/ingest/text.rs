//! Texts of a file made fit to show: spaces collapsed, control characters dropped, double decoding undone.

use encoding_rs::WINDOWS_1252;

/// One line: runs of white space become one space, none at the ends, no control characters.
pub(crate) fn collapse(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len().min(1024));
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    line
}

/// Whether nothing in a text has to be collapsed: visible ASCII with single spaces inside. Looks at all of it, since
/// most texts are so and many bytes at once are compared faster than one after another.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_visible = |byte: u8| matches!(byte, b' '..=b'~');
    let is_ascii = bytes.iter().fold(true, |all, byte| all & is_visible(*byte));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let doubles = pairs.map(|(a, b)| u8::from(*a == b' ') & u8::from(*b == b' '));
    let has_double = doubles.fold(0, |any, is_double| any | is_double) == 1;
    let is_space = |byte: Option<&u8>| byte == Some(&b' ');
    is_ascii && !has_double && !is_space(bytes.first()) && !is_space(bytes.last())
}

/// The text that was meant, when UTF-8 was decoded as Latin-1 once too often (`TÃ¼rkiye`); none when it was not.
pub(crate) fn undo_double_decoding(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let (bytes, _, has_losses) = WINDOWS_1252.encode(text);
    if has_losses {
        return None;
    }
    std::str::from_utf8(&bytes)
        .ok()
        .filter(|repaired| *repaired != text)
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_control_characters_collapse() {
        assert_eq!(collapse("\n  a\u{0}\tb\u{a0} c \r\n"), "a b c");
        assert_eq!(collapse(" \n "), "");
        for text in ["", "a", "a b", "a  b", " a", "a ", "é  b", "a\u{7f}b"] {
            let words: Vec<&str> = text
                .split([' ', '\u{7f}'])
                .filter(|w| !w.is_empty())
                .collect();
            assert_eq!(collapse(text), words.join(" "));
        }
    }

    #[test]
    fn only_double_decoding_is_undone() {
        assert_eq!(undo_double_decoding("TÃ¼rkiye").as_deref(), Some("Türkiye"));
        assert_eq!(undo_double_decoding("Türkiye"), None);
        assert_eq!(undo_double_decoding("日本"), None);
        assert_eq!(undo_double_decoding("plain"), None);
    }
}
