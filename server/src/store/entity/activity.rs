//! An activity as its source published it, without its parts.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "activity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub dataset: String,
    /// The file that held it last, whatever its version.
    pub file_key: String,
    /// The run that last changed it.
    pub run_id: i64,
    /// The run that no longer found it in its file; such an activity is kept and marked.
    pub gone_run_id: Option<i64>,
    /// The first eight bytes of the SHA-256 of its content.
    pub content_hash: i64,
    pub title: String,
    pub description: String,
    pub agency: String,
    pub agency_reported: String,
    pub status: Option<String>,
    pub start_date: Option<String>,
    pub end_date: Option<String>,
    pub instrument: Option<String>,
    pub flow_type: Option<i32>,
    pub aid_type: String,
    pub markers: i64,
    pub sector_basis: String,
    pub parent: Option<String>,
    pub references_json: String,
    pub same_as: Option<String>,
    pub joint_group: Option<String>,
    pub counterpart: Option<String>,
    pub flags: i64,
    /// Where it stands in the file of `run_id`; not part of its content.
    pub record: String,
    pub provenance_json: String,
    #[sea_orm(has_many)]
    pub splits: HasMany<super::activity_split::Entity>,
    #[sea_orm(has_many)]
    pub flows: HasMany<super::activity_flow::Entity>,
    #[sea_orm(has_many)]
    pub places: HasMany<super::activity_place::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
