//! What two records have in common, and how much that says.

/// The least score of a link.
pub const LEAST_SCORE: f64 = 0.7;

/// What agrees between two records, each from 0 to 1; none is unknown, which counts half.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Share of words in common, less for short titles.
    pub title: f64,
    /// Whether one agency finances both.
    pub is_one_agency: bool,
    /// Amounts; only where the same amount is expected.
    pub amount: Option<f64>,
    /// Whether amounts are expected to agree.
    pub needs_amount: bool,
    /// Years.
    pub year: Option<f64>,
    /// Places.
    pub place: Option<f64>,
}

/// Unknown is neither for nor against.
const UNKNOWN: f64 = 0.5;

impl Evidence {
    /// How sure the link is, 0 to 1, rounded to two decimals: title .5, agency .1, year .2, place .2; where the same
    /// amount is expected, title .4, agency .1, amount .3, year .1, place .1.
    ///
    /// ```
    /// use tiga_domain::analysis::linkage::Evidence;
    /// let phases = Evidence { title: 1.0, is_one_agency: true, year: Some(1.0), ..Evidence::default() };
    /// assert_eq!(phases.score(), 0.9);
    /// ```
    pub fn score(self) -> f64 {
        let agency = f64::from(u8::from(self.is_one_agency));
        let [amount, year, place] =
            [self.amount, self.year, self.place].map(|part| part.unwrap_or(UNKNOWN));
        let sum = if self.needs_amount {
            0.4 * self.title + 0.1 * agency + 0.3 * amount + 0.1 * year + 0.1 * place
        } else {
            0.5 * self.title + 0.1 * agency + 0.2 * year + 0.2 * place
        };
        (sum * 100.0).round() / 100.0
    }

    /// Why they are linked, as short sentences.
    pub fn reasons(self) -> Vec<&'static str> {
        let mut reasons = Vec::new();
        reasons.push(if self.title >= 1.0 {
            "same title apart from number and kind"
        } else {
            "similar titles"
        });
        if self.is_one_agency {
            reasons.push("same agency");
        }
        match self.amount.filter(|_| self.needs_amount) {
            Some(part) if part >= 1.0 => reasons.push("same amount"),
            Some(part) if part > 0.0 => reasons.push("similar amounts"),
            Some(_) => reasons.push("different amounts"),
            None => {}
        }
        match self.year {
            Some(part) if part >= 1.0 => reasons.push("years agree"),
            Some(part) if part > 0.0 => reasons.push("years are near"),
            Some(_) => reasons.push("years are far apart"),
            None => reasons.push("a year is unknown"),
        }
        match self.place {
            Some(part) if part >= 1.0 => reasons.push("same place"),
            Some(part) if part > 0.0 => reasons.push("places are near"),
            Some(_) => reasons.push("places are far apart"),
            None => reasons.push("a place is unknown"),
        }
        reasons
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_contradicts_lowers_the_score_below_what_is_unknown() {
        let unknown = Evidence {
            title: 1.0,
            ..Evidence::default()
        };
        let far = Evidence {
            place: Some(0.0),
            ..unknown
        };
        let near = Evidence {
            place: Some(1.0),
            ..unknown
        };
        assert!(far.score() < unknown.score() && unknown.score() < near.score());
        assert!(near.score() <= 1.0 && far.score() >= 0.0);
    }
}
