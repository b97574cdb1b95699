//! The hash of what an activity says, by which an import tells changed records from unchanged ones.
//!
//! File, run and position in the file are left out: a record that only moved down has not changed.

use sha2::{Digest, Sha256};

use super::row::Rows;

/// The first eight bytes of the SHA-256 of the content.
pub(crate) fn content_hash(rows: &Rows) -> i64 {
    let mut content = Content(Sha256::new());
    let row = &rows.activity;
    for text in [
        &row.id,
        &row.dataset,
        &row.title,
        &row.description,
        &row.agency,
        &row.agency_reported,
        &row.aid_type,
        &row.sector_basis,
        &row.references_json,
        &row.provenance_json,
    ] {
        content.text(text);
    }
    for text in [
        &row.status,
        &row.start_date,
        &row.end_date,
        &row.instrument,
        &row.parent,
        &row.same_as,
        &row.joint_group,
    ] {
        content.optional_text(text.as_deref());
    }
    // Told apart by its presence, so that records from before there were counterparts keep their hash.
    if let Some(counterpart) = &row.counterpart {
        content.text(counterpart);
    }
    content.optional(row.flow_type.map(i64::from));
    content.number(row.markers);
    content.number(row.flags);
    content.number(rows.splits.len() as i64);
    for split in &rows.splits {
        content.text(&split.recipient);
        content.optional(split.purpose.map(i64::from));
        content.number(split.share);
    }
    content.number(rows.flows.len() as i64);
    for flow in &rows.flows {
        for text in [&flow.kind, &flow.currency, &flow.gap, &flow.basis] {
            content.text(text);
        }
        content.optional_text(flow.amount.as_deref());
        content.optional(flow.year.map(i64::from));
        content.optional(flow.usd_cents);
        content.optional(flow.split.map(i64::from));
    }
    content.number(rows.places.len() as i64);
    for place in &rows.places {
        content.text(&place.name);
        content.text(&place.basis);
        content.optional_text(place.country.as_deref());
        content.number(place.lat.to_bits() as i64);
        content.number(place.lon.to_bits() as i64);
        content.number(i64::from(place.precision));
    }
    content.finish()
}

/// Every value with its length or presence, so that no two contents read the same.
struct Content(Sha256);

impl Content {
    fn number(&mut self, number: i64) {
        self.0.update(number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as i64);
        self.0.update(text);
    }

    fn optional(&mut self, number: Option<i64>) {
        self.0.update([u8::from(number.is_some())]);
        self.number(number.unwrap_or_default());
    }

    fn optional_text(&mut self, text: Option<&str>) {
        self.0.update([u8::from(text.is_some())]);
        self.text(text.unwrap_or_default());
    }

    fn finish(self) -> i64 {
        let digest = self.0.finalize();
        digest[..8]
            .iter()
            .fold(0_u64, |hash, byte| hash << 8 | u64::from(*byte)) as i64
    }
}
