//! Money of an activity, of one kind, year and currency.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "activity_flow")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub activity_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub ordinal: i32,
    pub kind: String,
    pub year: Option<i32>,
    /// As published: a decimal number as text, which no database rounds.
    pub amount: Option<String>,
    pub currency: String,
    pub usd_cents: Option<i64>,
    /// Why there are no cents.
    pub gap: String,
    pub basis: String,
    pub split: Option<i32>,
    #[sea_orm(belongs_to, from = "activity_id", to = "id", on_delete = "Cascade")]
    pub activity: BelongsTo<super::activity::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
