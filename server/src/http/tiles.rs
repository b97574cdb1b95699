//! Raster tiles of somebody else below the map: where they come from, and what has to be said of them.

use std::str::FromStr;

use url::Url;

/// A source of raster tiles in Web Mercator, 256 pixels wide.
#[derive(Clone, Debug)]
pub(crate) struct Tiles {
    /// Address with `{z}`, `{x}` and `{y}`.
    template: String,
    /// Scheme, host and port, for the policy of pages.
    origin: String,
    /// What the source wants to be said beside the map.
    pub(crate) attribution: String,
}

/// Why a text is not the address of tiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TilesError {
    /// Not an address at all.
    #[error("tiles need an address that begins with https:// or http://")]
    NoAddress,
    /// A part of the address is missing.
    #[error("the address of tiles must hold {{z}}, {{x}} and {{y}} once each, after the host")]
    NoPlaces,
}

impl Tiles {
    /// The template as browsers fill it.
    pub(crate) fn template(&self) -> &str {
        &self.template
    }

    /// What a policy names as a source of images.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// The same with the words that the source wants.
    #[must_use]
    pub(crate) fn by(self, attribution: String) -> Self {
        Self {
            attribution,
            ..self
        }
    }
}

impl FromStr for Tiles {
    type Err = TilesError;

    fn from_str(text: &str) -> Result<Self, TilesError> {
        let url = Url::parse(text).map_err(|_not_one| TilesError::NoAddress)?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(TilesError::NoAddress);
        }
        let origin = url.origin().ascii_serialization();
        let behind = text.get(origin.len()..).unwrap_or_default();
        let once = |place: &str| behind.matches(place).count() == 1;
        // A policy is a list by blanks and semicolons; a host of an address has neither.
        if !["{z}", "{x}", "{y}"].into_iter().all(once) {
            return Err(TilesError::NoPlaces);
        }
        Ok(Self {
            template: text.to_owned(),
            origin,
            attribution: String::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_its_host_and_three_places() {
        let tiles: Tiles = "https://tiles.example:8443/a/{z}/{x}/{y}.png?key=1"
            .parse()
            .expect("a template");
        assert_eq!(tiles.origin(), "https://tiles.example:8443");
        let error = |text: &str| text.parse::<Tiles>().expect_err("no template");
        assert_eq!(error("/tiles/{z}/{x}/{y}.png"), TilesError::NoAddress);
        assert_eq!(error("data:{z}{x}{y}"), TilesError::NoAddress);
        assert_eq!(
            error("https://tiles.example/{z}/{x}.png"),
            TilesError::NoPlaces
        );
        assert_eq!(
            error("https://tiles.example/{z}/{x}/{y}/{y}"),
            TilesError::NoPlaces
        );
    }
}
