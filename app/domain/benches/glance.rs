//! How long it takes to answer all that the map page asks of one filter, and each question of it alone: the mean of
//! thirty varied filters and the whole portfolio. Prints a table; asserts nothing.

#[path = "../tests/dataset/portfolio.rs"]
mod portfolio;

use std::hint::black_box;
use std::time::Instant;

use mimalloc::MiMalloc;
use tiga_domain::analysis::facets::facet_counts;
use tiga_domain::analysis::gap::{Baseline, Comparison, NeedTable, Scheme, gaps};
use tiga_domain::analysis::glance::glance;
use tiga_domain::analysis::overview::overview;
use tiga_domain::analysis::window::as_of;
use tiga_domain::filter::Filter;
use tiga_domain::link::Question;
use tiga_domain::map::symbol::in_view;
use tiga_domain::map::view::View;
use tiga_domain::snapshot::Snapshot;

/// The allocator of the server.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

type Answer = fn(&Snapshot, &Filter);

const ANSWERS: [(&str, Answer); 5] = [
    ("all at once", |data, filter| {
        drop(black_box(glance(data, filter, View::start())));
    }),
    ("overview", |data, filter| {
        drop(black_box(overview(data, filter)));
    }),
    ("facets", |data, filter| {
        drop(black_box(facet_counts(data, filter)));
    }),
    ("symbols", |data, filter| {
        drop(black_box(in_view(data, filter, View::start())));
    }),
    ("gaps", |data, filter| {
        let comparison = Comparison {
            scheme: Scheme::default(),
            baseline: Baseline::Adb,
            as_of: as_of(data),
        };
        drop(black_box(gaps(
            data,
            filter,
            comparison,
            &NeedTable::default(),
        )));
    }),
];

/// The best of some runs, in milliseconds.
fn best_ms(mut answer: impl FnMut()) -> f64 {
    let runs = (0..7).map(|_| {
        let start = Instant::now();
        answer();
        start.elapsed().as_secs_f64() * 1e3
    });
    runs.fold(f64::INFINITY, f64::min)
}

fn main() {
    let filters: Vec<Filter> = portfolio::QUERIES
        .iter()
        .map(|query| Question::parse(query, &[]).question.filter)
        .collect();
    println!(
        "{:>12} {:>10} {:>10} {:>10}",
        "map page", "activities", "whole ms", "mean ms"
    );
    for size in [20_000, 100_000] {
        let data = Snapshot::new(portfolio::dataset(1, size));
        for (name, answer) in ANSWERS {
            let whole = best_ms(|| answer(&data, &Filter::default()));
            let times = filters
                .iter()
                .map(|filter| best_ms(|| answer(&data, filter)));
            let mean = times.sum::<f64>() / filters.len() as f64;
            println!("{name:>12} {size:>10} {whole:>10.2} {mean:>10.2}");
        }
    }
}
