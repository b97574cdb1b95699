//! Activities as their sources published them, with their splits, flows and places.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, double, integer, integer_null, string, string_null,
};
use sea_orm_migration::sea_orm::DbBackend;

use crate::key::identifier;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(activity(manager)).await?;
        manager
            .create_index(
                Index::create()
                    .name("activity_file_key")
                    .table("activity")
                    .col("file_key")
                    .col("id")
                    .to_owned(),
            )
            .await?;
        manager.create_table(split(manager)).await?;
        manager.create_table(flow(manager)).await?;
        manager.create_table(place(manager)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "activity_place",
            "activity_flow",
            "activity_split",
            "activity",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

fn activity(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let to_run = |name: &str, column: &'static str| {
        ForeignKey::create()
            .name(name)
            .from("activity", column)
            .to("import_run", "id")
            .to_owned()
    };
    Table::create()
        .table("activity")
        .col(identifier(manager, "id").primary_key())
        .col(string("dataset"))
        .col(string("file_key"))
        .col(big_integer("run_id"))
        .col(big_integer_null("gone_run_id"))
        .col(big_integer("content_hash"))
        .col(string("title"))
        .col(string("description"))
        .col(string("agency"))
        .col(string("agency_reported"))
        .col(string_null("status"))
        .col(string_null("start_date"))
        .col(string_null("end_date"))
        .col(string_null("instrument"))
        .col(integer_null("flow_type"))
        .col(string("aid_type"))
        .col(big_integer("markers"))
        .col(string("sector_basis"))
        .col(string_null("parent"))
        .col(string("references_json"))
        .col(string_null("same_as"))
        .col(string_null("joint_group"))
        .col(big_integer("flags"))
        .col(string("record"))
        .col(string("provenance_json"))
        .foreign_key(&mut to_run("activity_run", "run_id"))
        .foreign_key(&mut to_run("activity_gone_run", "gone_run_id"))
        .to_owned()
}

fn split(manager: &SchemaManager<'_>) -> TableCreateStatement {
    part(manager, "activity_split")
        .col(string("recipient"))
        .col(integer_null("purpose"))
        .col(big_integer("share"))
        .to_owned()
}

fn flow(manager: &SchemaManager<'_>) -> TableCreateStatement {
    part(manager, "activity_flow")
        .col(string("kind"))
        .col(integer_null("year"))
        .col(string_null("amount"))
        .col(string("currency"))
        .col(big_integer_null("usd_cents"))
        .col(string("gap"))
        .col(string("basis"))
        .col(integer_null("split"))
        .to_owned()
}

fn place(manager: &SchemaManager<'_>) -> TableCreateStatement {
    part(manager, "activity_place")
        .col(string("name"))
        .col(double("lat"))
        .col(double("lon"))
        .col(integer("precision"))
        .col(string_null("country"))
        .col(string("basis"))
        .to_owned()
}

/// A table of parts of activities, in `SQLite` stored in the order of its key: one tree instead of two.
fn part(manager: &SchemaManager<'_>, table: &'static str) -> TableCreateStatement {
    let mut create = Table::create();
    create
        .table(table)
        .col(identifier(manager, "activity_id"))
        .col(integer("ordinal"))
        .primary_key(Index::create().col("activity_id").col("ordinal"))
        .foreign_key(
            ForeignKey::create()
                .name(format!("{table}_activity"))
                .from(table, "activity_id")
                .to("activity", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    if manager.get_database_backend() == DbBackend::Sqlite {
        create.extra("WITHOUT ROWID");
    }
    create
}
