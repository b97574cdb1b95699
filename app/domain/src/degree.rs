//! Numbers with few decimals as addresses write them.

/// A number rounded to some decimals, without zeros at its end. Written as whole numbers, which takes a part of the time
/// of a fraction and keeps the code for those out of the browser.
///
/// ```
/// assert_eq!(tiga_domain::degree::short(110.991_54, 4), "110.9915");
/// ```
pub fn short(number: f64, decimals: u32) -> String {
    let one = 10_i64.pow(decimals);
    let units = (number * one as f64).round() as i64;
    let (whole, part) = ((units / one).abs(), (units % one).abs());
    let sign = if units < 0 { "-" } else { "" };
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let text = format!("{sign}{whole}.{part:0width$}", width = decimals as usize);
    text.trim_end_matches('0').to_owned()
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
