//! DAC policy markers: what an activity aims at besides its sector.

use serde::{Deserialize, Serialize};

/// A policy marker of the DAC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names stand in `name`")]
pub enum Marker {
    Gender,
    Environment,
    Governance,
    Trade,
    Biodiversity,
    ClimateMitigation,
    ClimateAdaptation,
    Desertification,
    Rmnch,
    Drr,
    Disability,
    Nutrition,
}

impl Marker {
    /// All markers; IATI's code is the position plus one.
    pub const ALL: [Self; 12] = [
        Self::Gender,
        Self::Environment,
        Self::Governance,
        Self::Trade,
        Self::Biodiversity,
        Self::ClimateMitigation,
        Self::ClimateAdaptation,
        Self::Desertification,
        Self::Rmnch,
        Self::Drr,
        Self::Disability,
        Self::Nutrition,
    ];

    /// The key in the method's tables.
    pub const fn key(self) -> &'static str {
        [
            "gender",
            "environment",
            "governance",
            "trade",
            "biodiversity",
            "climate_mitigation",
            "climate_adaptation",
            "desertification",
            "rmnch",
            "drr",
            "disability",
            "nutrition",
        ][self as usize]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        [
            "Gender equality",
            "Aid to environment",
            "Good governance",
            "Trade development",
            "Biodiversity",
            "Climate change mitigation",
            "Climate change adaptation",
            "Desertification",
            "Reproductive, maternal, newborn and child health",
            "Disaster risk reduction",
            "Disability",
            "Nutrition",
        ][self as usize]
    }

    /// The marker with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.key() == key)
    }

    /// The marker with this IATI code, `1` to `12`.
    pub fn from_iati(code: &str) -> Option<Self> {
        let index = code.trim().parse::<usize>().ok()?.checked_sub(1)?;
        Self::ALL.get(index).copied()
    }

    /// The largest score of its scale: 2, but 3 for desertification and 4 for RMNCH.
    pub const fn top_score(self) -> u8 {
        match self {
            Self::Desertification => 3,
            Self::Rmnch => 4,
            _ => 2,
        }
    }
}

/// The scores of all markers; a marker without a score was not screened, which is not zero (method 1.1, rule 14).
///
/// Four bits a marker: 0 for not screened, else the score plus one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Markers(u64);

impl Markers {
    /// The score of a marker, if it was screened.
    pub const fn get(self, marker: Marker) -> Option<u8> {
        match (self.0 >> (marker as u64 * 4)) & 0xF {
            0 => None,
            score => Some(score as u8 - 1),
        }
    }

    /// Sets a score; larger ones than the scale allows are cut to its top.
    pub const fn set(&mut self, marker: Marker, score: u8) {
        let top = marker.top_score();
        let score = if score > top { top } else { score };
        let shift = marker as u64 * 4;
        self.0 = self.0 & !(0xF << shift) | (score as u64 + 1) << shift;
    }

    /// The markers that were screened, with their scores.
    pub fn iter(self) -> impl Iterator<Item = (Marker, u8)> {
        Marker::ALL
            .into_iter()
            .filter_map(move |marker| Some((marker, self.get(marker)?)))
    }

    /// The packed form, for the store and the data set.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// From the packed form.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_screened_is_not_zero() {
        let mut markers = Markers::default();
        markers.set(Marker::Gender, 0);
        markers.set(Marker::Rmnch, 9);
        assert_eq!(markers.get(Marker::Gender), Some(0));
        assert_eq!(markers.get(Marker::Drr), None);
        assert_eq!(
            markers.iter().collect::<Vec<_>>(),
            [(Marker::Gender, 0), (Marker::Rmnch, 4)]
        );
        assert_eq!(Markers::from_bits(markers.bits()), markers);
    }
}
