//! Which elements inside an activity matter, and what their attributes say.

use quick_xml::events::BytesStart;
use tiga_domain::marker::Marker;

use super::super::text::collapse;
use super::attribute::{
    attribute, number_code, organisation, read_aid_type, recipient, sector, small,
};
use super::code;
use super::element::{Builder, Tag};
use super::raw::{
    Currency, DateKind, Field, Location, Organisation, RecipientLine, Role, SectorLine,
    Transaction, TransactionType,
};

impl Builder {
    /// Reads the attributes of an element; none when it is not used under its parent.
    pub(super) fn open(
        &mut self,
        parent: Tag,
        name: &str,
        start: &BytesStart,
        line: u64,
    ) -> Result<Option<Tag>, String> {
        Ok(Some(match (parent, name) {
            (
                Tag::Title
                | Tag::Description
                | Tag::Reporter
                | Tag::Participant
                | Tag::Provider
                | Tag::Receiver
                | Tag::LocationName,
                "narrative",
            ) => Tag::Narrative,
            (Tag::Activity, "iati-identifier") => Tag::Identifier,
            (Tag::Activity, "title") => Tag::Title,
            (Tag::Activity, "description") => Tag::Description,
            (Tag::Activity, "reporting-org") => {
                self.activity.reporter = organisation(start)?;
                Tag::Reporter
            }
            (Tag::Activity, "participating-org") => {
                let Some(role) = Role::parse(&attribute(start, "role")?) else {
                    return Ok(None);
                };
                self.hold(size_of::<(Role, Organisation)>());
                let organisation = organisation(start)?;
                self.activity.participants.push((role, organisation));
                Tag::Participant
            }
            (Tag::Activity, "activity-status") => {
                self.activity.status = Field::parse(&attribute(start, "code")?, code::status);
                Tag::Status
            }
            (Tag::Activity, "activity-date") => {
                let Some(kind) = DateKind::parse(&attribute(start, "type")?) else {
                    return Ok(None);
                };
                self.hold(64);
                let date = Field::parse(&attribute(start, "iso-date")?, code::date);
                self.activity.dates.push((kind, date));
                Tag::ActivityDate
            }
            (Tag::Activity, "policy-marker") => {
                self.policy_marker(start)?;
                Tag::Leaf
            }
            (Tag::Activity, "default-flow-type") => {
                self.activity.flow_type = number_code(start)?;
                Tag::Leaf
            }
            (Tag::Activity, "default-finance-type") => {
                self.activity.finance_type = number_code(start)?;
                Tag::Leaf
            }
            (Tag::Activity, "default-aid-type") => {
                read_aid_type(&mut self.activity.aid_type, start)?;
                Tag::Leaf
            }
            (Tag::Activity, "related-activity") => {
                if attribute(start, "type")?.trim() == "1" {
                    let parent = collapse(&attribute(start, "ref")?);
                    self.activity.parent = Some(parent).filter(|parent| !parent.is_empty());
                }
                Tag::Leaf
            }
            (Tag::Activity | Tag::Transaction, "recipient-country" | "recipient-region") => {
                if let Some(line) = recipient(name, start)? {
                    self.hold(size_of::<RecipientLine>());
                    match (parent, self.activity.transactions.last_mut()) {
                        (Tag::Transaction, Some(last)) => last.recipients.push(line),
                        _ => self.activity.recipients.push(line),
                    }
                }
                Tag::Leaf
            }
            (Tag::Activity | Tag::Transaction, "sector") => {
                if let Some(line) = sector(start)? {
                    self.hold(size_of::<SectorLine>());
                    match (parent, self.activity.transactions.last_mut()) {
                        (Tag::Transaction, Some(last)) => last.sectors.push(line),
                        _ => self.activity.sectors.push(line),
                    }
                } else {
                    self.activity.has_foreign_sectors = true;
                }
                Tag::Leaf
            }
            (Tag::Activity, "location") => {
                self.hold(size_of::<Location>());
                self.activity.locations.push(Location {
                    line,
                    ..Location::default()
                });
                Tag::Location
            }
            (Tag::Location, _) => return self.open_in_location(name, start),
            (Tag::Point, "pos") => Tag::Pos,
            (Tag::Activity, "transaction") => {
                self.hold(size_of::<Transaction>());
                self.receiver = Organisation::default();
                self.activity.transactions.push(Transaction {
                    line,
                    ..Transaction::default()
                });
                Tag::Transaction
            }
            (Tag::Transaction, _) => return self.open_in_transaction(name, start),
            _ => return Ok(None),
        }))
    }

    fn open_in_location(&mut self, name: &str, start: &BytesStart) -> Result<Option<Tag>, String> {
        let Some(location) = self.activity.locations.last_mut() else {
            return Ok(None);
        };
        match name {
            "name" => return Ok(Some(Tag::LocationName)),
            "point" => return Ok(Some(Tag::Point)),
            "coordinates" => {
                let pair = format!(
                    "{} {}",
                    attribute(start, "latitude")?,
                    attribute(start, "longitude")?
                );
                location.point = Field::parse(&pair, code::position);
                location.precision = small(&attribute(start, "precision")?);
            }
            "exactness" => location.exactness = small(&attribute(start, "code")?),
            "location-class" => location.class = small(&attribute(start, "code")?),
            "feature-designation" | "location-type" => {
                location.feature = attribute(start, "code")?.trim().to_uppercase();
            }
            "administrative" => location.level = small(&attribute(start, "level")?),
            _ => return Ok(None),
        }
        Ok(Some(Tag::Leaf))
    }

    fn open_in_transaction(
        &mut self,
        name: &str,
        start: &BytesStart,
    ) -> Result<Option<Tag>, String> {
        let Some(transaction) = self.activity.transactions.last_mut() else {
            return Ok(None);
        };
        match name {
            "transaction-type" => {
                transaction.kind = Field::parse(&attribute(start, "code")?, TransactionType::parse);
            }
            "transaction-date" => {
                transaction.date = Field::parse(&attribute(start, "iso-date")?, code::date);
                return Ok(Some(Tag::TransactionDate));
            }
            "value" => {
                transaction.currency =
                    Field::parse(&attribute(start, "currency")?, Currency::parse);
                transaction.value_date = Field::parse(&attribute(start, "value-date")?, code::date);
                return Ok(Some(Tag::Value));
            }
            "provider-org" => {
                transaction.provider = Some(Box::new(organisation(start)?));
                self.hold(size_of::<Organisation>());
                return Ok(Some(Tag::Provider));
            }
            "receiver-org" => {
                self.receiver = organisation(start)?;
                return Ok(Some(Tag::Receiver));
            }
            "flow-type" => transaction.flow_type = number_code(start)?,
            "finance-type" => transaction.finance_type = number_code(start)?,
            "aid-type" => read_aid_type(&mut transaction.aid_type, start)?,
            _ => return Ok(None),
        }
        Ok(Some(Tag::Leaf))
    }

    fn policy_marker(&mut self, start: &BytesStart) -> Result<(), String> {
        let vocabulary = attribute(start, "vocabulary")?.trim().to_uppercase();
        if matches!(vocabulary.as_str(), "" | "1" | "DAC") {
            let marker = Field::parse(&attribute(start, "code")?, Marker::from_iati);
            let significance = small(&attribute(start, "significance")?);
            self.hold(64);
            self.activity.markers.push((marker, significance));
        }
        Ok(())
    }
}
