//! Parts of pages. They take data, never resources, and draw the same on both sides.

#[cfg(feature = "ssr")]
pub mod chart;
pub mod chips;
pub mod copies;
pub mod country_panel;
pub mod country_table;
pub mod facet;
pub mod figures;
pub mod filter_bar;
pub mod footer;
pub mod header;
pub mod money;
pub mod notice;
pub mod pager;
pub mod part;
pub mod partner;
pub mod partner_table;
pub mod project_table;
pub mod province_table;
pub mod ranking;
#[cfg(feature = "ssr")]
pub mod score_bar;
pub mod switch;
pub mod take;
