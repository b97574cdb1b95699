//! One import of one file.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_run")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub file: String,
    /// What newer versions of the file have in common with it.
    pub file_key: String,
    pub format: String,
    pub version: String,
    pub publisher: String,
    pub licence: String,
    pub generated: String,
    pub sha256: String,
    pub bytes: i64,
    pub started: String,
    pub finished: String,
    pub seconds: f64,
    pub records: i64,
    pub stored: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub gone: i64,
    pub outside: i64,
    pub other_agencies: i64,
    pub rejected: i64,
    pub notes: i64,
    pub is_incomplete: bool,
    #[sea_orm(has_many)]
    pub findings: HasMany<super::finding::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
