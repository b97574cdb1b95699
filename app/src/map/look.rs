//! How the map looks, apart from what is selected: its view, what its shades mean, and its layer. Part of the address of a page
//! with a map, and of no other.

use leptos::prelude::use_context;
use tiga_domain::link::Question;
use tiga_domain::map::view::View;

/// View, shading and layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// What is shown.
    pub view: View,
    /// What the shades of the countries mean.
    pub shading: Shading,
    /// Whether overlaps are drawn.
    pub has_overlaps: bool,
}

/// What the shades of the countries mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shading {
    /// Money in the measure of the filter.
    #[default]
    Amount,
    /// Number of projects.
    Projects,
    /// Services as a part of services and infrastructure.
    Services,
    /// Money in the measure of the filter for each inhabitant.
    PerPerson,
    /// Priorities for which the three partners give less than ADB.
    Gaps,
}

impl Shading {
    /// All.
    pub const ALL: [Self; 5] = [
        Self::Amount,
        Self::Projects,
        Self::Services,
        Self::PerPerson,
        Self::Gaps,
    ];

    /// The code in the address.
    pub const fn code(self) -> &'static str {
        ["amount", "projects", "services", "person", "gap"][self as usize]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        ["Amount", "Projects", "Services share", "Per person", "Gaps"][self as usize]
    }

    /// Whether first-level areas have a value of it, once the map is deep enough to draw them.
    pub const fn has_provinces(self) -> bool {
        matches!(self, Self::Amount | Self::Projects | Self::Services)
    }
}

/// The code of the overlap layer in the address.
const OVERLAPS: &str = "overlaps";

impl Default for Look {
    fn default() -> Self {
        Self {
            view: View::start(),
            shading: Shading::default(),
            has_overlaps: false,
        }
    }
}

impl Look {
    /// The keys in the address.
    pub const KEYS: [&'static str; 3] = ["view", "shade", "layer"];

    /// The depth from which rivers are drawn; `app/script/depth.mjs` brings finer paths from there on.
    pub const DEPTH_FROM: f64 = 2.0;

    /// The depth from which first-level areas are drawn.
    pub const PROVINCES_FROM: f64 = 2.4;

    /// Sets what a key of the address says; values that nothing has are left as they were.
    pub fn set(&mut self, key: &str, value: &str) {
        match key {
            "view" => self.view = View::parse(value).unwrap_or(self.view),
            "shade" => {
                let shading = Shading::ALL
                    .into_iter()
                    .find(|shading| shading.code() == value);
                self.shading = shading.unwrap_or(self.shading);
            }
            "layer" => self.has_overlaps = value == OVERLAPS,
            _ => {}
        }
    }

    /// Whether rivers and finer paths are drawn.
    pub fn has_depth(&self) -> bool {
        self.view.zoom() >= Self::DEPTH_FROM
    }

    /// Whether first-level areas are drawn.
    pub fn has_provinces(&self) -> bool {
        self.view.zoom() >= Self::PROVINCES_FROM
    }

    /// Keys and values in the address; what is as usual is left out.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.view.is_start() {
            pairs.push(("view", self.view.to_string()));
        }
        if self.shading != Shading::default() {
            pairs.push(("shade", self.shading.code().to_owned()));
        }
        if self.has_overlaps {
            pairs.push(("layer", OVERLAPS.to_owned()));
        }
        pairs
    }

    /// A query string with the look added.
    pub fn query(&self, question: &Question) -> String {
        self.after(question.query())
    }

    /// The address of a page with this question and look.
    pub fn address(&self, path: &str, question: &Question) -> String {
        self.address_after(path, question.query())
    }

    /// The same for a question that is a query string already.
    pub fn address_after(&self, path: &str, question: String) -> String {
        match self.after(question) {
            query if query.is_empty() => path.to_owned(),
            query => format!("{path}?{query}"),
        }
    }

    fn after(&self, mut query: String) -> String {
        for (key, value) in self.pairs() {
            if !query.is_empty() {
                query.push('&');
            }
            query.extend([key, "=", &value]);
        }
        query
    }

    /// The same with another view.
    #[must_use]
    pub fn with_view(self, view: View) -> Self {
        Self { view, ..self }
    }

    /// The look of the page around a component; the usual one on pages without a map.
    pub fn here() -> Self {
        use_context().unwrap_or_default()
    }
}
