//! How long one overview answer takes: the median of thirty varied filters at three sizes,
//! and the memory of an activity. Prints a table; asserts nothing.

#[path = "../tests/dataset/portfolio.rs"]
mod portfolio;

use std::hint::black_box;
use std::time::Instant;

use tiga_domain::analysis::facets::facet_counts;
use tiga_domain::analysis::overview::overview;
use tiga_domain::filter::Filter;
use tiga_domain::link::Question;
use tiga_domain::map::symbol::in_view;
use tiga_domain::map::view::View;

/// The median over all filters of the best of `rounds` runs each, in milliseconds.
fn median_ms(filters: &[Filter], rounds: usize, mut answer: impl FnMut(&Filter)) -> f64 {
    let mut times: Vec<f64> = filters
        .iter()
        .map(|filter| {
            let runs = (0..rounds).map(|_| {
                let start = Instant::now();
                answer(filter);
                start.elapsed().as_secs_f64() * 1e3
            });
            runs.fold(f64::INFINITY, f64::min)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    let filters: Vec<Filter> = portfolio::QUERIES
        .iter()
        .map(|query| Question::parse(query, &[]).question.filter)
        .collect();
    let whole = [Filter::default()];
    println!(
        "overview: median of {} filters, best of 5 runs each",
        filters.len()
    );
    println!(
        "{:>10} {:>12} {:>12} {:>12} {:>12} {:>12} {:>14}",
        "activities",
        "overview ms",
        "whole ms",
        "facets ms",
        "symbols ms",
        "build s",
        "bytes/activity"
    );
    for size in [20_000, 100_000, 1_000_000] {
        let start = Instant::now();
        let data = portfolio::dataset(1, size);
        let build = start.elapsed().as_secs_f64();
        let answer = median_ms(&filters, 5, |filter| {
            drop(black_box(overview(&data, filter)));
        });
        let all = median_ms(&whole, 5, |filter| drop(black_box(overview(&data, filter))));
        let facets = median_ms(&filters, 5, |filter| {
            drop(black_box(facet_counts(&data, filter)));
        });
        let on_map = median_ms(&filters, 5, |filter| {
            drop(black_box(in_view(&data, filter, View::start())));
        });
        let bytes = data.bytes() as f64 / size as f64;
        println!(
            "{size:>10} {answer:>12.3} {all:>12.3} {facets:>12.3} {on_map:>12.3} {build:>12.2} {bytes:>14.0}"
        );
    }
}
