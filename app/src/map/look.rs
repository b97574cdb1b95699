//! How the map looks, apart from what is selected: its view and what its shades mean. Part of the address of a page
//! with a map, and of no other.

use leptos::prelude::use_context;
use tiga_domain::link::Question;
use tiga_domain::map::view::View;

/// View and shading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// What is shown.
    pub view: View,
    /// What the shades of the countries mean.
    pub shading: Shading,
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
}

impl Shading {
    /// All.
    pub const ALL: [Self; 3] = [Self::Amount, Self::Projects, Self::Services];

    /// The code in the address.
    pub const fn code(self) -> &'static str {
        ["amount", "projects", "services"][self as usize]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        ["Amount", "Projects", "Services share"][self as usize]
    }
}

impl Default for Look {
    fn default() -> Self {
        Self {
            view: View::start(),
            shading: Shading::default(),
        }
    }
}

impl Look {
    /// The keys in the address.
    pub const KEYS: [&'static str; 2] = ["view", "shade"];

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
            _ => {}
        }
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
        pairs
    }

    /// A query string with the look added.
    pub fn query(&self, question: &Question) -> String {
        let own = self
            .pairs()
            .into_iter()
            .map(|(key, value)| format!("{key}={value}"));
        let question = Some(question.query()).filter(|query| !query.is_empty());
        question
            .into_iter()
            .chain(own)
            .collect::<Vec<_>>()
            .join("&")
    }

    /// The address of a page with this question and look.
    pub fn address(&self, path: &str, question: &Question) -> String {
        match self.query(question) {
            query if query.is_empty() => path.to_owned(),
            query => format!("{path}?{query}"),
        }
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
