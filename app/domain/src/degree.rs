//! Numbers with few decimals as addresses write them.

/// A number rounded to some decimals, without zeros at its end. Never more digits than that, which also keeps the code
/// that finds the shortest of all digits out of the browser.
pub(crate) fn short(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    let text = match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.'),
        None => &text,
    };
    let zero = if text == "-0" { "0" } else { text };
    zero.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_at_the_end_go_and_others_stay() {
        for (number, text) in [
            (16.05, "16.05"),
            (100.0, "100"),
            (-0.000_01, "0"),
            (-7.5, "-7.5"),
        ] {
            assert_eq!(short(number, 4), text);
        }
        assert_eq!(short(10.0, 0), "10");
    }
}
