//! Mutated fixtures must never panic: byte flips, cuts, splices, repeated tags, hostile values.
//! One second by default; `TIGA_FUZZ_SECONDS` sets more. The mutations are the same in every run.

use std::time::{Duration, Instant};

use tiga_domain::money::Share;

use super::{collect, fixture};

/// A small generator (xorshift), so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

const HOSTILE: [&str; 24] = [
    "99999999999999999999999999999",
    "999999999999999999",
    "-999999999999999999.999999999",
    "1e27",
    "0.0000000000000000000000000001",
    "NaN",
    "inf",
    "-0",
    "1,2,3",
    "9999-99-99",
    "0000",
    "2199-12-31",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&amp;",
    "&#x10FFFF;",
    "&x;",
    "<!DOCTYPE a [",
    "\u{0}",
    "é𝄞",
    " xmlns=''",
    "</iati-activity><iati-activity>",
];

fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let at = random.below(bytes.len());
    match random.below(8) {
        0 => bytes[at..]
            .iter_mut()
            .take(1)
            .for_each(|b| *b ^= 1 << (at % 8)),
        1 => bytes.truncate(at),
        2 => {
            let from = random.below(other.len());
            let length = random.below(400).min(other.len() - from);
            bytes.splice(at..at, other[from..from + length].iter().copied());
        }
        3 => {
            let end = (at + random.below(200)).min(bytes.len());
            bytes.drain(at..end);
        }
        4 => {
            let end = (at + random.below(300)).min(bytes.len());
            let piece = bytes[at..end].to_vec();
            bytes.splice(at..at, piece);
        }
        5 => {
            let value = HOSTILE[random.below(HOSTILE.len())];
            bytes.splice(at..at, value.bytes());
        }
        _ => {
            // A hostile value in the place of a whole one.
            let quote = |b: &u8| matches!(b, b'"' | b'>' | b'<' | b'\'');
            let start = bytes[..at].iter().rposition(quote).map_or(0, |i| i + 1);
            let end = bytes[at..]
                .iter()
                .position(quote)
                .map_or(bytes.len(), |i| at + i);
            let value = HOSTILE[random.below(12)];
            bytes.splice(start.min(end)..end, value.bytes());
        }
    }
}

#[test]
fn mutated_files_never_panic() {
    let seconds = std::env::var("TIGA_FUZZ_SECONDS").map_or(1, |text| text.parse().unwrap());
    let until = Instant::now() + Duration::from_secs(seconds);
    let seeds = ["basic.xml", "oddities.xml", "old.xml", "unrelated.xml"].map(fixture);
    let mut random = Random(0x5EED_1234_ABCD_0001);
    let (mut runs, mut kept) = (0_u64, 0_u64);
    while Instant::now() < until {
        let mut bytes = seeds[random.below(seeds.len())].clone();
        let other = seeds[random.below(seeds.len())].clone();
        for _ in 0..=random.below(6) {
            if !bytes.is_empty() {
                mutate(&mut bytes, &other, &mut random);
            }
        }
        runs += 1;
        let Ok(file) = collect(&bytes) else { continue };
        kept += file.activities.len() as u64;
        for activity in &file.activities {
            let sum: u64 = activity.splits.iter().map(|s| s.share.0).sum();
            assert_eq!(sum, Share::ONE.0, "shares add to one");
            let splits = activity.splits.len();
            for flow in &activity.flows {
                assert!(flow.split.is_none_or(|split| usize::from(split) < splits));
            }
        }
    }
    println!("{runs} mutated files, {kept} activities, no panic");
}
