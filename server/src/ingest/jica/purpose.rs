//! What a loan is for: sector and subsector of the list, and the title where they leave it open.

use std::sync::LazyLock;

use tiga_domain::purpose::PurposeCode;

struct Rule {
    sector: String,
    subsector: String,
    words: Vec<String>,
    code: PurposeCode,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(include_str!("purpose.csv").as_bytes())
        .into_records()
        .filter_map(|row| {
            let row = row.ok()?;
            let words = row.get(2)?.split('|').filter(|word| !word.is_empty());
            Some(Rule {
                sector: row.get(0)?.to_lowercase(),
                subsector: row.get(1)?.to_lowercase(),
                words: words.map(str::to_owned).collect(),
                code: PurposeCode::parse(row.get(3)?)?,
            })
        })
        .collect()
});

/// A purpose code, and whether a word of the title decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Purpose {
    /// The code in force today.
    pub code: PurposeCode,
    /// Whether the title decided.
    pub is_from_title: bool,
}

/// Says what a loan is for; none when the table does not say.
pub(super) fn purpose_of(sector: &str, subsector: &str, title: &str) -> Option<Purpose> {
    let [sector, subsector, title] = [sector, subsector, title].map(str::to_lowercase);
    let rule = RULES.iter().find(|rule| {
        rule.sector == sector
            && rule.subsector == subsector
            && (rule.words.is_empty() || rule.words.iter().any(|word| title.contains(word)))
    })?;
    Some(Purpose {
        code: rule.code.current(),
        is_from_title: !rule.words.is_empty(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_has_a_code_of_the_list() {
        let rows = include_str!("purpose.csv").lines();
        let rows = rows.filter(|line| !line.starts_with('#')).count() - 1;
        assert_eq!(RULES.len(), rows);
    }

    #[test]
    fn the_title_decides_what_the_subsector_leaves_open() {
        let code = |sector, subsector, title| {
            purpose_of(sector, subsector, title).map(|p| (p.code.number(), p.is_from_title))
        };
        let power = "Electric Power And Gas";
        assert_eq!(
            code(power, "POWER PLANTS", "Lahendong Geothermal Project"),
            Some((23260, true))
        );
        assert_eq!(code(power, "Power Plants", "Thermal Project"), None);
        assert_eq!(code("Transportation", "Roads", "Any"), Some((21020, false)));
        assert_eq!(code("Transportation", "Rockets", "Any"), None);
    }
}
