//! Size and speed of the binary form at two sizes: bytes an activity, plain and compressed, and the best of five
//! decodings. Prints a table; asserts nothing.

#[expect(dead_code, reason = "its questions are for other measurements")]
#[path = "../tests/dataset/portfolio.rs"]
mod portfolio;

use std::hint::black_box;
use std::time::Instant;

use tiga_domain::snapshot::Snapshot;

/// As the server compresses it: once for each data set.
fn compressed(bytes: &[u8]) -> usize {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 9,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters).expect("memory is no file");
    packed.len()
}

fn main() {
    println!(
        "{:>10} {:>12} {:>14} {:>14} {:>12} {:>12}",
        "activities", "bytes each", "brotli each", "texts brotli", "encode ms", "decode ms"
    );
    for size in [20_000, 100_000] {
        let data = Snapshot::new(portfolio::dataset(1, size));
        let start = Instant::now();
        let bytes = data.encode();
        let encoding = start.elapsed().as_secs_f64() * 1e3;
        let decoding = (0..5).map(|_| {
            let start = Instant::now();
            drop(black_box(Snapshot::decode(&bytes)));
            start.elapsed().as_secs_f64() * 1e3
        });
        let each = |bytes: usize| bytes as f64 / size as f64;
        println!(
            "{size:>10} {:>12.1} {:>14.1} {:>14.1} {encoding:>12.1} {:>12.1}",
            each(bytes.len()),
            each(compressed(&bytes)),
            each(compressed(&data.encode_texts())),
            decoding.fold(f64::INFINITY, f64::min),
        );
    }
}
