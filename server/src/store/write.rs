//! Writes the rows of one file. Activities are compared with the store by content hash, so that an unchanged record
//! costs one comparison and no write.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, DatabaseTransaction,
    DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tiga_domain::provenance::{Run, RunCounts, RunFinding};

use super::bulk::{Bulk, IDENTIFIERS};
use super::entity::{activity, activity_flow, activity_place, activity_split, finding, import_run};
use super::import::{FileHeader, Imported};
use super::row::Rows;
use super::run::{SHOWN_FINDINGS, finding_row};
use super::sink::{Batch, Seen};
use super::{json, revision};
use crate::ingest::run::FileRead;

/// Kinds of messages that are counted; a file with more repeats none of them often.
const COUNTED_MESSAGES: usize = 10_000;

/// What the store knows of an activity.
struct Known {
    content_hash: i64,
    run_id: i64,
    file_key: String,
    is_gone: bool,
}

/// What writes one file within its transaction.
pub(super) struct Writer<'a> {
    db: &'a DatabaseTransaction,
    header: FileHeader,
    imported: Imported,
    /// Content hash and run, from before this run, of activities that it changed.
    changed: HashMap<String, (i64, i64)>,
    bulk: Bulk,
}

impl<'a> Writer<'a> {
    /// Adds the run, so that activities and findings can refer to it; its counts follow at the end.
    pub(super) async fn begin(
        db: &'a DatabaseTransaction,
        header: FileHeader,
    ) -> Result<Self, DbErr> {
        let run = Run {
            file: header.file.clone(),
            format: header.format.clone(),
            ..Run::default()
        };
        let mut row = run_row(&header, &run).into_active_model();
        row.id = NotSet;
        let id = row.insert(db).await?.id;
        let imported = Imported {
            run: Run { id, ..run },
            ..Imported::default()
        };
        Ok(Self {
            db,
            header,
            imported,
            changed: HashMap::new(),
            bulk: Bulk::default(),
        })
    }

    pub(super) async fn write(&mut self, batch: Batch<Rows>) -> Result<(), DbErr> {
        add(&mut self.imported.run.counts, batch.counts);
        self.write_findings(batch.findings).await?;
        self.write_activities(batch.activities).await?;
        self.write_newer(batch.newer).await
    }

    async fn write_activities(&mut self, activities: Vec<Rows>) -> Result<(), DbErr> {
        let mut known = self.known(&activities).await?;
        let (mut new, mut changed, mut moved, mut back) = (vec![], vec![], vec![], vec![]);
        for mut rows in activities {
            rows.activity.run_id = self.imported.run.id;
            match known.remove(&rows.activity.id) {
                None => new.push(rows),
                Some(old) if old.content_hash != rows.activity.content_hash => {
                    if !old.is_gone {
                        let before = (old.content_hash, old.run_id);
                        self.changed.insert(rows.activity.id.clone(), before);
                    }
                    changed.push(rows);
                }
                Some(old) if old.is_gone => back.push(rows.activity.id),
                Some(old) => {
                    self.imported.run.counts.unchanged += 1;
                    if old.file_key != self.header.key {
                        moved.push(rows.activity.id);
                    }
                }
            }
        }
        let counts = &mut self.imported.run.counts;
        counts.stored += new.len() as u64;
        counts.updated += (changed.len() + back.len()) as u64;
        self.move_here(moved).await?;
        self.bring_back(back).await?;
        self.remove_parts(&changed).await?;
        new.append(&mut changed);
        self.insert(new).await
    }

    /// Writes later updates of records that this run has already written. What counts in the end is whether
    /// the store says something else than before the run.
    async fn write_newer(&mut self, newer: Vec<Rows>) -> Result<(), DbErr> {
        if newer.is_empty() {
            return Ok(());
        }
        let run_id = self.imported.run.id;
        let known = self.known(&newer).await?;
        let counts = &mut self.imported.run.counts;
        let mut changed = Vec::new();
        for mut rows in newer {
            rows.activity.run_id = run_id;
            let hash = rows.activity.content_hash;
            match (
                known.get(&rows.activity.id),
                self.changed.get(&rows.activity.id),
            ) {
                (Some(now), _) if now.content_hash == hash => continue,
                (_, Some((before, run))) if *before == hash => {
                    rows.activity.run_id = *run;
                    counts.updated -= 1;
                    counts.unchanged += 1;
                }
                (Some(now), _) if now.run_id != run_id => {
                    let before = (now.content_hash, now.run_id);
                    self.changed.insert(rows.activity.id.clone(), before);
                    counts.unchanged -= 1;
                    counts.updated += 1;
                }
                (Some(_), _) => {}
                (None, _) => counts.stored += 1,
            }
            changed.push(rows);
        }
        self.remove_parts(&changed).await?;
        self.insert(changed).await
    }

    /// What the store knows of these activities, by identifier; one row, however many there are.
    async fn known(&self, activities: &[Rows]) -> Result<HashMap<String, Known>, DbErr> {
        let ids = activities.iter().map(|rows| rows.activity.id.as_str());
        let columns = "id, content_hash, run_id, file_key, gone_run_id";
        let list = json::list(self.db.get_database_backend(), columns, "");
        let row: Option<String> = activity::Entity::find()
            .select_only()
            .expr(Expr::cust(list))
            .filter(activity::Column::Id.is_in(ids))
            .into_tuple()
            .one(self.db)
            .await?;
        let list = row.unwrap_or_default();
        let rows: Vec<(String, i64, i64, String, Option<i64>)> =
            serde_json::from_str(&list).map_err(|error| DbErr::Json(error.to_string()))?;
        let known = rows
            .into_iter()
            .map(|(id, content_hash, run_id, file_key, gone)| {
                let known = Known {
                    content_hash,
                    run_id,
                    file_key,
                    is_gone: gone.is_some(),
                };
                (id, known)
            });
        Ok(known.collect())
    }

    /// The file that held an activity last decides whether it is gone.
    async fn move_here(&self, ids: Vec<String>) -> Result<(), DbErr> {
        if ids.is_empty() {
            return Ok(());
        }
        activity::Entity::update_many()
            .col_expr(
                activity::Column::FileKey,
                Expr::value(self.header.key.as_str()),
            )
            .filter(activity::Column::Id.is_in(ids))
            .exec(self.db)
            .await
            .map(|_| ())
    }

    async fn bring_back(&self, ids: Vec<String>) -> Result<(), DbErr> {
        if ids.is_empty() {
            return Ok(());
        }
        activity::Entity::update_many()
            .col_expr(
                activity::Column::FileKey,
                Expr::value(self.header.key.as_str()),
            )
            .col_expr(
                activity::Column::GoneRunId,
                Expr::value(Option::<i64>::None),
            )
            .col_expr(activity::Column::RunId, Expr::value(self.imported.run.id))
            .filter(activity::Column::Id.is_in(ids))
            .exec(self.db)
            .await
            .map(|_| ())
    }

    async fn remove_parts(&self, changed: &[Rows]) -> Result<(), DbErr> {
        if changed.is_empty() {
            return Ok(());
        }
        let ids = || changed.iter().map(|rows| rows.activity.id.as_str());
        activity_split::Entity::delete_many()
            .filter(activity_split::Column::ActivityId.is_in(ids()))
            .exec(self.db)
            .await?;
        activity_flow::Entity::delete_many()
            .filter(activity_flow::Column::ActivityId.is_in(ids()))
            .exec(self.db)
            .await?;
        activity_place::Entity::delete_many()
            .filter(activity_place::Column::ActivityId.is_in(ids()))
            .exec(self.db)
            .await?;
        Ok(())
    }

    async fn insert(&mut self, all: Vec<Rows>) -> Result<(), DbErr> {
        let (mut activities, mut splits, mut flows, mut places) = (vec![], vec![], vec![], vec![]);
        for rows in all {
            activities.push(activity::Model {
                file_key: self.header.key.clone(),
                ..rows.activity
            });
            splits.extend(rows.splits);
            flows.extend(rows.flows);
            places.extend(rows.places);
        }
        let bulk = &mut self.bulk;
        bulk.upsert(self.db, activities).await?;
        bulk.insert::<activity_split::Entity, _>(self.db, splits)
            .await?;
        bulk.insert::<activity_flow::Entity, _>(self.db, flows)
            .await?;
        bulk.insert::<activity_place::Entity, _>(self.db, places)
            .await
    }

    async fn write_findings(&mut self, findings: Vec<RunFinding>) -> Result<(), DbErr> {
        let imported = &mut self.imported;
        let mut rows = Vec::with_capacity(findings.len());
        for finding in findings {
            if imported.run.findings.len() < SHOWN_FINDINGS {
                imported.run.findings.push(finding.clone());
            }
            let message = (finding.field.clone(), finding.message.clone());
            if imported.messages.len() < COUNTED_MESSAGES
                || imported.messages.contains_key(&message)
            {
                *imported.messages.entry(message).or_default() += 1;
            }
            rows.push(finding_row(
                imported.run.id,
                imported.findings as i64,
                finding,
            ));
            imported.findings += 1;
        }
        self.bulk.insert::<finding::Entity, _>(self.db, rows).await
    }

    /// Marks activities of earlier versions of the file that this one no longer holds.
    pub(super) async fn mark_gone(&mut self, seen: &Seen) -> Result<(), DbErr> {
        let there = activity::Entity::find()
            .filter(activity::Column::FileKey.eq(self.header.key.as_str()))
            .filter(activity::Column::GoneRunId.is_null())
            .count(self.db)
            .await?;
        let counts = &self.imported.run.counts;
        if there == counts.stored + counts.updated + counts.unchanged {
            return Ok(());
        }
        let mut after = String::new();
        loop {
            let page: Vec<String> = activity::Entity::find()
                .select_only()
                .column(activity::Column::Id)
                .filter(activity::Column::FileKey.eq(self.header.key.as_str()))
                .filter(activity::Column::GoneRunId.is_null())
                .filter(activity::Column::Id.gt(after))
                .order_by_asc(activity::Column::Id)
                .limit(IDENTIFIERS as u64 * 10)
                .into_tuple()
                .all(self.db)
                .await?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after = last.clone();
            let gone: Vec<&String> = page.iter().filter(|id| !seen.contains(id)).collect();
            for ids in gone.chunks(IDENTIFIERS) {
                activity::Entity::update_many()
                    .col_expr(
                        activity::Column::GoneRunId,
                        Expr::value(self.imported.run.id),
                    )
                    .filter(activity::Column::Id.is_in(ids.iter().copied()))
                    .exec(self.db)
                    .await?;
            }
            self.imported.run.counts.gone += gone.len() as u64;
        }
    }

    /// Completes the run. A file that changed nothing leaves the revision, and so the data set, alone.
    pub(super) async fn finish(self, read: FileRead, is_first: bool) -> Result<Imported, DbErr> {
        let mut imported = self.imported;
        let run = &mut imported.run;
        let FileRead { facts, fingerprint } = read;
        run.sha256 = fingerprint.sha256;
        run.bytes = fingerprint.bytes;
        run.version = facts.version;
        run.publisher = facts.publisher;
        run.licence = facts.licence;
        run.generated = facts.generated;
        run.is_incomplete = facts.is_incomplete;
        run.finished = (self.header.now)();
        run.seconds = self.header.since.elapsed().as_secs_f64();
        run_row(&self.header, run)
            .into_active_model()
            .reset_all()
            .update(self.db)
            .await?;
        let counts = run.counts;
        if is_first || counts.stored + counts.updated + counts.gone > 0 {
            revision::advance(self.db).await?;
        }
        Ok(imported)
    }
}

fn add(to: &mut RunCounts, counts: RunCounts) {
    to.records += counts.records;
    to.outside += counts.outside;
    to.other_agencies += counts.other_agencies;
    to.rejected += counts.rejected;
    to.notes += counts.notes;
}

fn run_row(header: &FileHeader, run: &Run) -> import_run::Model {
    let clean = |text: &str| text.replace('\0', "");
    let counts = run.counts;
    import_run::Model {
        id: run.id,
        file: clean(&run.file),
        file_key: clean(&header.key),
        format: run.format.clone(),
        version: clean(&run.version),
        publisher: clean(&run.publisher),
        licence: clean(&run.licence),
        generated: clean(&run.generated),
        sha256: run.sha256.clone(),
        bytes: run.bytes as i64,
        started: header.started.clone(),
        finished: run.finished.clone(),
        seconds: run.seconds,
        records: counts.records as i64,
        stored: counts.stored as i64,
        updated: counts.updated as i64,
        unchanged: counts.unchanged as i64,
        gone: counts.gone as i64,
        outside: counts.outside as i64,
        other_agencies: counts.other_agencies as i64,
        rejected: counts.rejected as i64,
        notes: counts.notes as i64,
        is_incomplete: run.is_incomplete,
    }
}
