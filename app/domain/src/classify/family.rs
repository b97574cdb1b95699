//! The family of a purpose code: categories and codes that are the same kind of work (method 3.3 and 7).

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::purpose::PurposeCode;
use crate::table;

#[derive(Deserialize)]
struct Row {
    category3: String,
    family: String,
}

static LISTED: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    table::rows::<Row>(include_str!("table/families.csv"))
        .into_iter()
        .map(|row| (row.category3, row.family))
        .collect()
});

/// The family of a code: its own, else that of its category, else the group of categories with the first two digits.
pub(crate) fn family_of(code: PurposeCode) -> String {
    let category = code.category().to_string();
    let listed = LISTED
        .get(&code.to_string())
        .or_else(|| LISTED.get(&category));
    listed
        .cloned()
        .unwrap_or_else(|| format!("{}0", &category[..2]))
}
