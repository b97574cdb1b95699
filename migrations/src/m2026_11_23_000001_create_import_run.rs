//! Import runs, their findings, and the revision of the store that servers watch.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_pk_auto, boolean, double, integer, string};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(import_run()).await?;
        manager.create_table(finding()).await?;
        manager.create_table(revision()).await?;
        manager
            .execute(
                Query::insert()
                    .into_table("revision")
                    .columns(["id", "number"])
                    .values_panic([1.into(), 0_i64.into()])
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["revision", "finding", "import_run"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

fn import_run() -> TableCreateStatement {
    Table::create()
        .table("import_run")
        .col(big_pk_auto("id"))
        .col(string("file"))
        .col(string("file_key"))
        .col(string("format"))
        .col(string("version"))
        .col(string("publisher"))
        .col(string("licence"))
        .col(string("generated"))
        .col(string("sha256"))
        .col(big_integer("bytes"))
        .col(string("started"))
        .col(string("finished"))
        .col(double("seconds"))
        .col(big_integer("records"))
        .col(big_integer("stored"))
        .col(big_integer("updated"))
        .col(big_integer("unchanged"))
        .col(big_integer("gone"))
        .col(big_integer("outside"))
        .col(big_integer("other_agencies"))
        .col(big_integer("rejected"))
        .col(big_integer("notes"))
        .col(boolean("is_incomplete"))
        .to_owned()
}

fn finding() -> TableCreateStatement {
    Table::create()
        .table("finding")
        .col(big_integer("run_id"))
        .col(big_integer("ordinal"))
        .col(string("severity"))
        .col(big_integer("line"))
        .col(string("record"))
        .col(string("field"))
        .col(string("value"))
        .col(string("message"))
        .col(string("action"))
        .primary_key(Index::create().col("run_id").col("ordinal"))
        .foreign_key(
            ForeignKey::create()
                .name("finding_run")
                .from("finding", "run_id")
                .to("import_run", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn revision() -> TableCreateStatement {
    Table::create()
        .table("revision")
        .col(integer("id").primary_key())
        .col(big_integer("number"))
        .to_owned()
}
