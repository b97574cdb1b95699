//! A place of an activity.

use sea_orm::entity::prelude::*;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "activity_place")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub activity_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub ordinal: i32,
    pub name: String,
    #[serde(deserialize_with = "number")]
    pub lat: f64,
    #[serde(deserialize_with = "number")]
    pub lon: f64,
    pub precision: i32,
    pub country: Option<String>,
    pub basis: String,
    #[sea_orm(belongs_to, from = "activity_id", to = "id", on_delete = "Cascade")]
    pub activity: BelongsTo<super::activity::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A number that the database wrote out as text ([`super::super::json::value`]).
fn number<'de, D: Deserializer<'de>>(source: D) -> Result<f64, D::Error> {
    let text = String::deserialize(source)?;
    text.parse().map_err(D::Error::custom)
}
