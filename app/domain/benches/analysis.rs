//! How long gaps, mix, complements and concentration take: the whole portfolio, and the median of thirty varied
//! filters, at three sizes. Prints a table; asserts nothing.

#[path = "../tests/dataset/portfolio.rs"]
mod portfolio;

use std::hint::black_box;
use std::time::Instant;

use tiga_domain::analysis::complement::complements;
use tiga_domain::analysis::concentration::concentrations;
use tiga_domain::analysis::gap::{Baseline, Comparison, NeedTable, Scheme, gaps};
use tiga_domain::analysis::mix::mix;
use tiga_domain::analysis::window::as_of;
use tiga_domain::classify::View;
use tiga_domain::dataset::Dataset;
use tiga_domain::link::Question;

type Answer = fn(&Dataset, &Question, &NeedTable);

const ANSWERS: [(&str, Answer); 4] = [
    ("gaps", |data, question, need| {
        let (scheme, baseline) = (Scheme::Focus, Baseline::Need);
        let comparison = Comparison {
            scheme,
            baseline,
            as_of: as_of(data),
        };
        drop(black_box(gaps(data, &question.filter, comparison, need)));
    }),
    ("mix", |data, question, _| {
        drop(black_box(mix(data, &question.filter, View::Physical)));
    }),
    ("concentration", |data, question, _| {
        drop(black_box(concentrations(data, &question.filter)));
    }),
    ("complements", |data, question, need| {
        drop(black_box(complements(data, question, as_of(data), need)));
    }),
];

/// The best of `rounds` runs, in milliseconds.
fn best_ms(rounds: usize, mut answer: impl FnMut()) -> f64 {
    let runs = (0..rounds).map(|_| {
        let start = Instant::now();
        answer();
        start.elapsed().as_secs_f64() * 1e3
    });
    runs.fold(f64::INFINITY, f64::min)
}

fn main() {
    let questions: Vec<Question> = portfolio::QUERIES
        .iter()
        .map(|query| Question::parse(query, &[]).question)
        .collect();
    let need = NeedTable::shipped();
    println!(
        "{:>14} {:>10} {:>10} {:>10}",
        "answer", "activities", "whole ms", "median ms"
    );
    for size in [20_000, 100_000, 1_000_000] {
        let data = portfolio::dataset(1, size);
        for (name, answer) in ANSWERS {
            let whole = best_ms(3, || answer(&data, &Question::default(), &need));
            let mut times: Vec<f64> = questions
                .iter()
                .map(|question| best_ms(2, || answer(&data, question, &need)))
                .collect();
            times.sort_by(f64::total_cmp);
            let median = times[times.len() / 2];
            println!("{name:>14} {size:>10} {whole:>10.2} {median:>10.2}");
        }
    }
}
