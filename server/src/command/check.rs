//! `tiga check`: verifies the store, then the invariants of the method (method 1.2) on what is loaded.

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::Args;
use tiga_domain::activity::{Activity, FlowKind, PriceBasis};
use tiga_domain::analysis::overview::{Overview, overview};
use tiga_domain::analysis::projects;
use tiga_domain::country::Recipient;
use tiga_domain::dataset::Dataset;
use tiga_domain::facet::{Facet, FacetValue};
use tiga_domain::filter::{Filter, Measure, Prices};
use tiga_domain::money::{Cents, split};
use tiga_domain::partner::Partner;

use super::{CountingArguments, DatabaseArguments, database, print};
use crate::store::{self, Connection, Pages};

/// Faults that are printed.
const SHOWN: usize = 100;

/// Arguments of `tiga check`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(flatten)]
    counting: CountingArguments,
    #[command(flatten)]
    database: DatabaseArguments,
}

/// Money of each kind and price basis that lies in scope, in cents.
type Totals = BTreeMap<(FlowKind, PriceBasis), i64>;

/// Runs the command.
pub(crate) async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let counting = arguments.counting.load()?;
    let db = database::open_existing(&arguments.database.database).await?;
    let database_faults = store::database_faults(&db).await?;
    // An import that ends in the meantime is no fault: look again.
    let (faults, dataset, count) = loop {
        let before = store::revision(&db).await?;
        let mut faults = database_faults.clone();
        let mut totals = Totals::new();
        let count = check_rows(&db, &mut faults, &mut totals).await?;
        let (dataset, revision) = store::snapshot(&db, &counting).await?;
        if revision == before {
            faults.extend(dataset_faults(&dataset, count, &totals));
            break (faults, dataset, count);
        }
    };
    db.close().await?;
    if faults.is_empty() {
        print(&format!(
            "The store is sound: {count} activities in {} imports, data set {}.\n",
            dataset.runs().len(),
            dataset.version()
        ));
        return Ok(ExitCode::SUCCESS);
    }
    let shown = faults
        .iter()
        .take(SHOWN)
        .map(|fault| format!("- {fault}\n"));
    let mut text = format!("{} faults:\n{}", faults.len(), shown.collect::<String>());
    if faults.len() > SHOWN {
        text += "and others\n";
    }
    print(&text);
    Ok(ExitCode::FAILURE)
}

/// Reads every activity, collects its faults and adds its money; gives how many there are.
async fn check_rows(
    db: &Connection,
    faults: &mut Vec<String>,
    totals: &mut Totals,
) -> anyhow::Result<usize> {
    let mut count = 0;
    let mut pages = Pages::verifying(db).await?;
    while let Some(page) = pages.next().await? {
        faults.extend(page.unreadable.iter().map(ToString::to_string));
        for stored in &page.stored {
            let id = &stored.activity.id;
            if !stored.is_intact {
                faults.push(format!(
                    "activity {id}: the rows are not those that were imported"
                ));
            }
            faults.extend(store::activity_faults(&stored.activity));
            add(totals, &stored.activity);
        }
        count += page.stored.len();
    }
    Ok(count)
}

/// Adds the parts in scope of each flow, as the method splits them.
fn add(totals: &mut Totals, activity: &Activity) {
    let shares: Vec<u64> = activity.splits.iter().map(|part| part.share.0).collect();
    for flow in &activity.flows {
        let Some(cents) = flow.value.cents() else {
            continue;
        };
        let parts = match flow.split {
            Some(own) => (0..shares.len())
                .map(|part| {
                    if part == usize::from(own) {
                        cents
                    } else {
                        Cents(0)
                    }
                })
                .collect(),
            None => split(cents, &shares),
        };
        let in_scope = activity.splits.iter().zip(parts);
        let in_scope = in_scope.filter(|(part, _)| part.recipient != Recipient::Outside);
        let sum: Cents = in_scope.map(|(_, part)| part).sum();
        *totals.entry((flow.kind, flow.basis)).or_default() += sum.0;
    }
}

/// What the data set says otherwise than the rows, or than itself.
fn dataset_faults(dataset: &Dataset, count: usize, totals: &Totals) -> Vec<String> {
    let mut faults = Vec::new();
    if dataset.len() != count {
        faults.push(format!(
            "the data set holds {} of {count} activities",
            dataset.len()
        ));
    }
    let mut held = Totals::new();
    for index in 0..dataset.len() {
        for flow in dataset.flows(index as u32) {
            if let Some(cents) = flow.value.cents() {
                *held.entry((flow.kind, flow.basis)).or_default() += cents.0;
            }
        }
    }
    if held != *totals {
        faults.push(format!(
            "the data set holds {held:?} cents, the rows {totals:?}"
        ));
    }
    for measure in [Measure::Commitment, Measure::Disbursement] {
        for prices in [Prices::Current, Prices::Constant] {
            let mut filter = Filter::default();
            filter.measure = measure;
            filter.prices = prices;
            faults.extend(overview_faults(dataset, &filter));
        }
    }
    faults
}

/// Parts sum to the whole; the whole is the sum of the rows behind it.
fn overview_faults(dataset: &Dataset, filter: &Filter) -> Vec<String> {
    let whole = overview(dataset, filter);
    let usd = whole.usd.unwrap_or_default();
    let rows = projects::select(dataset, filter);
    let sums = [
        ("rows", rows.iter().filter_map(|row| row.usd).sum()),
        (
            "countries",
            whole.by_country.iter().filter_map(|group| group.usd).sum(),
        ),
        (
            "sectors",
            whole.by_sector.iter().filter_map(|group| group.usd).sum(),
        ),
        (
            "partners",
            whole.by_partner.iter().filter_map(|group| group.usd).sum(),
        ),
        (
            "partners, years and classes",
            whole
                .by_partner_year_class
                .iter()
                .map(|cell| cell.usd)
                .sum(),
        ),
        (
            "countries and priorities",
            whole.by_country_priority.iter().map(|cell| cell.usd).sum(),
        ),
    ];
    let (measure, prices) = (filter.measure, filter.prices);
    let mut faults: Vec<String> = sums
        .into_iter()
        .filter(|(_, sum): &(_, Cents)| *sum != usd)
        .map(|(name, sum)| {
            format!("{measure:?}, {prices:?}: the {name} sum to {sum}, the whole is {usd}")
        })
        .collect();
    if rows.len() as u64 != whole.activities {
        faults.push(format!(
            "{} rows, {} activities",
            rows.len(),
            whole.activities
        ));
    }
    faults.extend(partner_faults(dataset, filter, &whole));
    faults
}

/// A partner’s part of the whole is what the filter for that partner selects.
fn partner_faults(dataset: &Dataset, filter: &Filter, whole: &Overview) -> Vec<String> {
    let mut faults = Vec::new();
    let mut activities = 0;
    for partner in Partner::ALL {
        let narrowed = filter
            .clone()
            .with(Facet::Partner, partner.index() as FacetValue);
        let part = overview(dataset, &narrowed);
        activities += part.activities;
        let group = whole
            .by_partner
            .iter()
            .find(|group| group.code == partner.code());
        let in_whole = group.and_then(|group| group.usd).unwrap_or_default();
        if part.usd.unwrap_or_default() != in_whole {
            faults.push(format!(
                "{} alone has another sum than in the whole",
                partner.code()
            ));
        }
    }
    if activities != whole.activities {
        faults.push(format!(
            "the partners have {activities} activities, the whole {}",
            whole.activities
        ));
    }
    faults
}
