//! The fonts of documents: Noto Sans for the scripts of the region and of the three partners, as subsets (see
//! `fonts/README.md`), and what becomes of characters that none of them has.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::Font;

/// The files, the first choice first.
const FILES: [&[u8]; 10] = [
    include_bytes!("../../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../fonts/NotoSansJP-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansKR-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansThai-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansLao-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansKhmer-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansMyanmar-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansHebrew-Regular.ttf"),
];

/// Stands for a character that no font has.
const MISSING: char = '\u{FFFD}';

/// The fonts, in the order of the files.
pub(super) static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let fonts = FILES.iter().map(|file| Font::new(Bytes::new(*file), 0));
    fonts.flatten().collect()
});

/// The text with every character that no font has replaced by U+FFFD, and controls by spaces: a tagged document may not
/// hold text that it cannot show.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .filter(|char| !is_mark_of_direction(*char))
        .map(|char| match char {
            char if char.is_control() => ' ',
            char if char.is_ascii() || has_glyph(char) => char,
            _ => MISSING,
        })
        .collect()
}

/// Marks that would turn the direction of text beyond their cell.
const fn is_mark_of_direction(char: char) -> bool {
    matches!(char, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn has_glyph(char: char) -> bool {
    FONTS
        .iter()
        .any(|font| font.info().coverage.contains(char.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_a_font() {
        assert_eq!(FONTS.len(), FILES.len());
    }

    #[test]
    fn scripts_of_the_region_are_printed_and_the_rest_is_marked() {
        let known = "Nước sạch, ダム建設, 도로 사업, ถนน, ຖະໜົນ, ផ្លូវ, လမ်း, طريق, דרך";
        assert_eq!(printable(known), known);
        assert_eq!(printable("a\u{202E}b\u{0007}c𓀀"), "ab c\u{FFFD}");
    }
}
