//! Real files of the publishers and figures that were computed independently. Compiled for tests only.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::path::PathBuf;

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value as Json;
use tiga_domain::money::Cents;

/// The folder of the samples; says so when there is none.
pub(crate) fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("TIGA_SAMPLES").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: TIGA_SAMPLES names no folder of sample files");
    }
    folder
}

/// A sample and the figures that must come out of it.
pub(crate) fn sample(name: &str) -> Option<(PathBuf, Json)> {
    let folder = folder()?;
    let text = std::fs::read(folder.join("expected.json")).unwrap();
    let mut expected: Json = serde_json::from_slice(&text).unwrap();
    Some((folder.join(name), expected[name].take()))
}

/// An exact decimal of the figures in cents.
pub(crate) fn cents(figure: &Json) -> Cents {
    let amount = Decimal::from_str_exact(figure.as_str().unwrap()).unwrap();
    let amount = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointNearestEven);
    let cents = (amount * Decimal::ONE_HUNDRED).normalize();
    Cents(cents.to_string().parse().unwrap())
}

/// A count of the figures.
pub(crate) fn count(figure: &Json) -> usize {
    figure.as_u64().unwrap() as usize
}
