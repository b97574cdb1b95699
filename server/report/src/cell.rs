//! Cells of text that a spreadsheet will not take for a formula.

use std::borrow::Cow;

/// Whether a spreadsheet would run the text.
pub(crate) fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// The text, with an apostrophe before it when a spreadsheet would run it: published titles are not trusted.
///
/// Numbers do not pass here: a negative amount begins with its sign.
pub(crate) fn text(text: &str) -> Cow<'_, str> {
    if is_formula(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn formulas_are_neutralised_and_other_text_is_left_alone() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1"] {
            assert_eq!(text(formula), format!("'{formula}"));
        }
        for plain in ["", "Road = bridge", "2-lane road", "'quoted'"] {
            assert_eq!(text(plain), plain);
        }
    }
}
