//! How long it takes to find what is related: the whole method, text, relations and clusters included,
//! on synthetic portfolios with 1.2 places an activity. Prints a table; asserts nothing.
//!
//! `cargo bench -p tiga-domain --features parallel --bench overlap [-- 1000000]`

#[path = "../tests/overlap/world.rs"]
mod world;

use std::hint::black_box;
use std::time::Instant;

use mimalloc::MiMalloc;
use tiga_domain::analysis::overlap::Findings;
use tiga_domain::date::Date;

/// The allocator of the server.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    let asked = std::env::args()
        .skip(1)
        .filter_map(|text| text.parse().ok());
    let sizes: Vec<usize> = [20_000, 100_000].into_iter().chain(asked).collect();
    println!(
        "{:>10} {:>12} {:>12} {:>12} {:>10} {:>10} {:>14}",
        "activities", "best s", "pairs", "related", "clusters", "left out", "bytes/activity"
    );
    for size in sizes {
        let data = world::spread(1, size);
        let rounds = if size > 200_000 { 1 } else { 5 };
        let mut best = f64::INFINITY;
        let mut findings = Findings::default();
        for _ in 0..rounds {
            let start = Instant::now();
            findings = black_box(Findings::new(&data, Date::year_only(2025)));
            best = best.min(start.elapsed().as_secs_f64());
        }
        println!(
            "{size:>10} {best:>12.3} {:>12} {:>12} {:>10} {:>10} {:>14.0}",
            findings.census().pairs,
            findings.pairs().len(),
            findings.clusters().len(),
            findings.census().left_out,
            data.bytes() as f64 / size as f64,
        );
    }
}
