//! Sector groups of `AidData` that are not categories of the DAC.

use tiga_domain::purpose::PurposeCode;

/// The category that a three-digit code stands for; group 150 is 151, group 400 is 430.
pub(crate) fn category(code: &str) -> Option<PurposeCode> {
    PurposeCode::parse(match code {
        "150" => "151",
        "400" => "430",
        code => code,
    })
}
