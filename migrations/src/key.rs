//! Columns that hold identifiers of activities: compared byte by byte on both databases, so that an
//! order by identifier is the same everywhere.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string;
use sea_orm_migration::sea_orm::DbBackend;

/// A text column that is compared byte by byte.
pub(crate) fn identifier(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    let mut column = string(name);
    if manager.get_database_backend() == DbBackend::Postgres {
        column.extra("COLLATE \"C\"");
    }
    column
}
