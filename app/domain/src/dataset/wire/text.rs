//! The second part: what only the page of one project shows.

use rust_decimal::Decimal;

use super::number::Writer;
use super::{Part, WireError, open, seal};
use crate::dataset::column::{Dataset, FlowDetail};
use crate::dataset::text::TextColumn;
use crate::provenance::{RunFinding, Severity};

/// The second part of a data set.
pub(crate) fn encode_texts(data: &Dataset) -> Vec<u8> {
    let mut body = Writer::default();
    body.text(&data.version);
    body.texts((0..data.len()).map(|index| data.long_texts.get(index)));
    // An amount in the digits of the source keeps its decimals; empty when not stated.
    let amounts: Vec<String> = data
        .flow_details
        .iter()
        .map(|flow| {
            if flow.is_stated {
                flow.amount.to_string()
            } else {
                String::new()
            }
        })
        .collect();
    body.texts(amounts.iter().map(String::as_str));
    let currencies = data.flow_details.iter();
    body.column(currencies.flat_map(|flow| flow.currency.map(u64::from)));
    for run in &data.runs {
        body.list(&run.findings, |body, finding| {
            body.number(finding.severity as u64);
            body.number(finding.line);
            let RunFinding {
                record,
                field,
                value,
                message,
                action,
                ..
            } = finding;
            for text in [record, field, value, message, action] {
                body.text(text);
            }
        });
    }
    seal(Part::Texts, body)
}

/// Adds the second part to the data set of the first; a data set that does not fit stays as it is.
pub(crate) fn join_texts(data: &mut Dataset, bytes: &[u8]) -> Result<(), WireError> {
    let mut body = open(Part::Texts, bytes)?;
    if body.text()? != data.version {
        return Err(WireError::OtherData);
    }
    let long_texts: TextColumn = body.text_column(data.len())?;
    let amounts = body.texts(data.flows.len())?;
    let currencies =
        body.column_below(data.flows.len().saturating_mul(3), usize::from(u8::MAX) + 1)?;
    let details = amounts
        .into_iter()
        .zip(currencies.chunks_exact(3))
        .map(|(amount, currency)| {
            let is_stated = !amount.is_empty();
            let digits = if is_stated {
                Decimal::from_str_exact(amount)
            } else {
                Ok(Decimal::ZERO)
            };
            Ok(FlowDetail {
                amount: digits.map_err(|_not_a_number| WireError::Damaged)?,
                is_stated,
                currency: [currency[0] as u8, currency[1] as u8, currency[2] as u8],
            })
        });
    let details = details.collect::<Result<Vec<_>, WireError>>()?;
    let finding = |body: &mut super::Reader| {
        let severity = Severity::ALL[body.below(Severity::ALL.len())?];
        let line = body.number()?;
        let mut text = || body.text().map(str::to_owned);
        let (record, field, value) = (text()?, text()?, text()?);
        let (message, action) = (text()?, text()?);
        Ok(RunFinding {
            severity,
            line,
            record,
            field,
            value,
            message,
            action,
        })
    };
    let findings = data.runs.iter().map(|_| body.list(finding));
    let findings = findings.collect::<Result<Vec<_>, WireError>>()?;
    body.end()?;
    data.long_texts = long_texts;
    data.flow_details = details;
    for (run, findings) in data.runs.iter_mut().zip(findings) {
        run.findings = findings;
    }
    Ok(())
}
