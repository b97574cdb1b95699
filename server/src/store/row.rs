//! Turns activities into rows and back. Knows no query.

use std::str::FromStr;

use rust_decimal::Decimal;
use thiserror::Error;
use tiga_domain::activity::{
    Activity, Flags, Flow, FlowKind, PriceBasis, Provenance, SectorBasis, Split, Value,
};
use tiga_domain::agency::Agency;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::date::Date;
use tiga_domain::marker::Markers;
use tiga_domain::money::Share;
use tiga_domain::place::{Place, Precision};
use tiga_domain::purpose::PurposeCode;
use tiga_domain::status::{Instrument, Status};

use super::entity::{activity, activity_flow, activity_place, activity_split};

/// An activity and its parts as rows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rows {
    /// The activity itself; file and run are filled in by the writer.
    pub activity: activity::Model,
    /// Its parts, numbered from 0.
    pub splits: Vec<activity_split::Model>,
    /// Its money, numbered from 0.
    pub flows: Vec<activity_flow::Model>,
    /// Its places, numbered from 0.
    pub places: Vec<activity_place::Model>,
}

/// A cell that cannot be read back.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("activity {id}: column {column} holds “{value}”, which cannot be read")]
pub(crate) struct RowError {
    /// The activity.
    pub id: String,
    /// Table and column.
    pub column: &'static str,
    /// What stands there.
    pub value: String,
}

/// No text of a file may hold a null character: `PostgreSQL` does not store it.
pub(super) fn clean(text: String) -> String {
    if text.contains('\0') {
        text.replace('\0', "")
    } else {
        text
    }
}

fn sector_basis_code(basis: SectorBasis) -> &'static str {
    match basis {
        SectorBasis::Reported => "reported",
        SectorBasis::Inferred => "inferred",
        SectorBasis::Assigned => "assigned",
    }
}

fn price_basis_code(basis: PriceBasis) -> &'static str {
    match basis {
        PriceBasis::Current => "current",
        PriceBasis::Constant2011 => "constant_2011",
    }
}

/// A structure of plain texts always has a JSON form.
fn json<T: serde::Serialize>(value: &T) -> String {
    clean(serde_json::to_string(value).unwrap_or_default())
}

impl From<Activity> for Rows {
    fn from(activity: Activity) -> Self {
        let id = clean(activity.id);
        let splits = numbered(activity.splits, |ordinal, split: Split| {
            activity_split::Model {
                activity_id: id.clone(),
                ordinal,
                recipient: split.recipient.to_string(),
                purpose: split.purpose.map(|purpose| purpose.number() as i32),
                share: split.share.0 as i64,
            }
        });
        let flows = numbered(activity.flows, |ordinal, flow: Flow| activity_flow::Model {
            activity_id: id.clone(),
            ordinal,
            kind: flow.kind.code().to_owned(),
            year: flow.year.map(i32::from),
            amount: flow.amount.map(|amount| amount.to_string()),
            currency: clean(flow.currency),
            usd_cents: flow.value.cents().map(|cents| cents.0),
            gap: flow.value.gap_code().to_owned(),
            basis: price_basis_code(flow.basis).to_owned(),
            split: flow.split.map(i32::from),
        });
        let places = numbered(activity.places, |ordinal, place: Place| {
            activity_place::Model {
                activity_id: id.clone(),
                ordinal,
                name: clean(place.name),
                // No negative zero, which SQLite does not keep.
                lat: place.lat + 0.0,
                lon: place.lon + 0.0,
                precision: i32::from(place.precision.code()),
                country: place.country.map(|country| country.iso2().to_owned()),
                basis: clean(place.basis),
            }
        });
        let record = clean(activity.provenance.record);
        let provenance = Provenance {
            record: String::new(),
            ..activity.provenance
        };
        let activity = activity::Model {
            id,
            dataset: clean(activity.dataset),
            file_key: String::new(),
            run_id: 0,
            gone_run_id: None,
            content_hash: 0,
            title: clean(activity.title),
            description: clean(activity.description),
            agency: activity.agency.code().to_owned(),
            agency_reported: clean(activity.agency_reported),
            status: activity.status.map(|status| status.code().to_owned()),
            start_date: activity.start.map(|date| date.to_string()),
            end_date: activity.end.map(|date| date.to_string()),
            instrument: activity.instrument.map(|i| i.code().to_owned()),
            flow_type: activity.flow_type.map(i32::from),
            aid_type: clean(activity.aid_type),
            markers: activity.markers.bits() as i64,
            sector_basis: sector_basis_code(activity.sector_basis).to_owned(),
            parent: activity.parent.map(clean),
            references_json: json(&activity.references),
            same_as: activity.same_as.map(clean),
            joint_group: activity.joint_group.map(clean),
            counterpart: activity.counterpart.map(clean),
            flags: i64::from(activity.flags.0),
            record,
            provenance_json: json(&provenance),
        };
        Self {
            activity,
            splits,
            flows,
            places,
        }
    }
}

fn numbered<T, R>(parts: Vec<T>, row: impl Fn(i32, T) -> R) -> Vec<R> {
    (0..).zip(parts).map(|(n, part)| row(n, part)).collect()
}

/// Reads cells of one activity, and says which one cannot be read.
struct Reader<'a>(&'a str);

impl Reader<'_> {
    fn fail(&self, column: &'static str, value: impl ToString) -> RowError {
        RowError {
            id: self.0.to_owned(),
            column,
            value: value.to_string(),
        }
    }

    fn read<V: ToString + Clone, T>(
        &self,
        column: &'static str,
        value: V,
        parse: impl FnOnce(V) -> Option<T>,
    ) -> Result<T, RowError> {
        parse(value.clone()).ok_or_else(|| self.fail(column, value))
    }

    fn optional<V: ToString + Clone, T>(
        &self,
        column: &'static str,
        value: Option<V>,
        parse: impl FnOnce(V) -> Option<T>,
    ) -> Result<Option<T>, RowError> {
        value
            .map(|value| self.read(column, value, parse))
            .transpose()
    }

    fn split(&self, row: activity_split::Model) -> Result<Split, RowError> {
        Ok(Split {
            recipient: self.read("activity_split.recipient", row.recipient, |v| {
                Recipient::parse(&v)
            })?,
            purpose: self.optional("activity_split.purpose", row.purpose, |v| {
                PurposeCode::parse(&v.to_string())
            })?,
            share: self.read("activity_split.share", row.share, |v| {
                u64::try_from(v).ok().map(Share)
            })?,
        })
    }

    fn flow(&self, row: activity_flow::Model) -> Result<Flow, RowError> {
        let value = Value::from_parts(row.usd_cents, &row.gap);
        if value.gap_code() != row.gap {
            return Err(self.fail("activity_flow.gap", row.gap));
        }
        Ok(Flow {
            kind: self.read("activity_flow.kind", row.kind, |v| FlowKind::from_code(&v))?,
            year: self.optional("activity_flow.year", row.year, |v| v.try_into().ok())?,
            amount: self.optional("activity_flow.amount", row.amount, |v| {
                Decimal::from_str(&v).ok()
            })?,
            currency: row.currency,
            value,
            basis: self.read("activity_flow.basis", row.basis, |v| {
                [PriceBasis::Current, PriceBasis::Constant2011]
                    .into_iter()
                    .find(|basis| price_basis_code(*basis) == v)
            })?,
            split: self.optional("activity_flow.split", row.split, |v| v.try_into().ok())?,
        })
    }

    fn place(&self, row: activity_place::Model) -> Result<Place, RowError> {
        Ok(Place {
            name: row.name,
            lat: row.lat,
            lon: row.lon,
            precision: self.read("activity_place.precision", row.precision, |v| {
                Precision::from_code(v.try_into().ok()?)
            })?,
            country: self.optional("activity_place.country", row.country, |v| {
                Country::from_iso2(&v)
            })?,
            basis: row.basis,
        })
    }
}

impl TryFrom<Rows> for Activity {
    type Error = RowError;

    fn try_from(rows: Rows) -> Result<Self, RowError> {
        let row = rows.activity;
        let id = row.id;
        let reader = Reader(&id);
        let date = |v: String| Date::parse(&v);
        let provenance: Provenance =
            reader.read("activity.provenance_json", row.provenance_json, |v| {
                serde_json::from_str(&v).ok()
            })?;
        Ok(Self {
            dataset: row.dataset,
            title: row.title,
            description: row.description,
            agency: reader.read("activity.agency", row.agency, |v| Agency::from_code(&v))?,
            agency_reported: row.agency_reported,
            status: reader.optional("activity.status", row.status, |v| Status::from_code(&v))?,
            start: reader.optional("activity.start_date", row.start_date, date)?,
            end: reader.optional("activity.end_date", row.end_date, date)?,
            instrument: reader.optional("activity.instrument", row.instrument, |v| {
                Instrument::from_code(&v)
            })?,
            flow_type: reader
                .optional("activity.flow_type", row.flow_type, |v| v.try_into().ok())?,
            aid_type: row.aid_type,
            markers: Markers::from_bits(row.markers as u64),
            splits: all(rows.splits, |row| reader.split(row))?,
            sector_basis: reader.read("activity.sector_basis", row.sector_basis, |v| {
                [
                    SectorBasis::Reported,
                    SectorBasis::Inferred,
                    SectorBasis::Assigned,
                ]
                .into_iter()
                .find(|basis| sector_basis_code(*basis) == v)
            })?,
            flows: all(rows.flows, |row| reader.flow(row))?,
            places: all(rows.places, |row| reader.place(row))?,
            parent: row.parent,
            references: reader.read("activity.references_json", row.references_json, |v| {
                serde_json::from_str(&v).ok()
            })?,
            same_as: row.same_as,
            joint_group: row.joint_group,
            counterpart: row.counterpart,
            flags: Flags(reader.read("activity.flags", row.flags, |v| v.try_into().ok())?),
            provenance: Provenance {
                record: row.record,
                ..provenance
            },
            id,
        })
    }
}

fn all<R, T>(rows: Vec<R>, read: impl Fn(R) -> Result<T, RowError>) -> Result<Vec<T>, RowError> {
    rows.into_iter().map(read).collect()
}
