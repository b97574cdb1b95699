//! Attributes of one element, read into what a raw activity holds.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use super::super::text::collapse;
use super::code;
use super::raw::{AidType, Field, Organisation, RecipientLine, SectorLine, SectorVocabulary, Text};

/// One attribute with its entities replaced; empty when it is not there.
pub(super) fn attribute<'e>(start: &'e BytesStart, wanted: &str) -> Result<Cow<'e, str>, String> {
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attribute.key.0 == wanted {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            return value.map_err(|error| error.to_string());
        }
    }
    Ok(Cow::Borrowed(""))
}

/// A small number.
pub(super) fn small(text: &str) -> Field<u8> {
    Field::parse(text, |text| text.parse().ok())
}

/// The number in `code`.
pub(super) fn number_code(start: &BytesStart) -> Result<Field<u16>, String> {
    Ok(Field::parse(&attribute(start, "code")?, |text| {
        text.parse().ok()
    }))
}

/// The first aid type of the OECD's own list; other lists (cash, earmarking) are passed over.
pub(super) fn read_aid_type(field: &mut Field<AidType>, start: &BytesStart) -> Result<(), String> {
    let vocabulary = attribute(start, "vocabulary")?;
    if matches!(vocabulary.trim(), "" | "1" | "OECD-DAC" | "DAC") && field.get().is_none() {
        *field = Field::parse(&attribute(start, "code")?, AidType::parse);
    }
    Ok(())
}

/// The reference and type of an organisation; its name follows as text.
pub(super) fn organisation(start: &BytesStart) -> Result<Organisation, String> {
    Ok(Organisation {
        reference: collapse(&attribute(start, "ref")?),
        kind: Field::parse(&attribute(start, "type")?, |text| text.parse().ok()),
        name: Text::default(),
    })
}

/// A recipient; none for a region of a publisher's own list.
pub(super) fn recipient(name: &str, start: &BytesStart) -> Result<Option<RecipientLine>, String> {
    let code = attribute(start, "code")?;
    let is_region = name == "recipient-region";
    let vocabulary = attribute(start, "vocabulary")?;
    if is_region && !matches!(vocabulary.trim(), "" | "1" | "DAC") {
        return Ok(None);
    }
    let read = if is_region {
        code::region
    } else {
        code::country
    };
    Ok(Some(RecipientLine {
        recipient: Field::parse(&code, read),
        is_region,
        percentage: Field::parse(&attribute(start, "percentage")?, code::percentage),
    }))
}

/// A sector; none for a list that Tiga does not use.
pub(super) fn sector(start: &BytesStart) -> Result<Option<SectorLine>, String> {
    let Some(vocabulary) = SectorVocabulary::parse(&attribute(start, "vocabulary")?) else {
        return Ok(None);
    };
    let (purpose, is_recoded) = code::sector(vocabulary, &attribute(start, "code")?);
    Ok(Some(SectorLine {
        vocabulary,
        purpose,
        is_recoded,
        percentage: Field::parse(&attribute(start, "percentage")?, code::percentage),
    }))
}
