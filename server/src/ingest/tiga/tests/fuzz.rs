//! Random damage to real files: whatever comes in, the reader answers and does not panic.
//! `TIGA_FUZZ_SECONDS` says for how long; one second when it does not.

use std::time::{Duration, Instant};

use super::{EXAMPLE, ODDITIES, STARTER, import};

/// Pieces that tables break on.
const PIECES: [&str; 20] = [
    "\"",
    ",",
    "\n",
    "\r",
    "#",
    "|",
    ":",
    "@",
    "\u{feff}",
    "\0",
    "-",
    "1e309",
    "NaN",
    "999999999999999999999999999999",
    "é",
    "%",
    "2024-02-30",
    "id,name,partner,agency",
    "\"\"",
    "VN:0.0000000000000000000000000001",
];

/// A generator of numbers that needs no crate: xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(bytes.len());
    match random.below(5) {
        0 => bytes[at] = random.below(256) as u8,
        1 => {
            let piece = PIECES[random.below(PIECES.len())];
            bytes.splice(at..at, piece.bytes());
        }
        2 => {
            let end = (at + random.below(40)).min(bytes.len());
            bytes.drain(at..end);
        }
        3 => {
            let end = (at + random.below(200)).min(bytes.len());
            let copy = bytes[at..end].to_vec();
            let to = random.below(bytes.len());
            bytes.splice(to..to, copy);
        }
        _ => bytes.truncate(at.max(1)),
    }
    if bytes.is_empty() {
        bytes.push(b'\n');
    }
}

#[test]
fn random_damage_never_panics() {
    let seconds = std::env::var("TIGA_FUZZ_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(1));
    let starter = STARTER
        .split_inclusive(|byte| *byte == b'\n')
        .take(30)
        .collect::<Vec<_>>()
        .concat();
    let seeds = [EXAMPLE.to_vec(), ODDITIES.to_vec(), starter];
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut count = 0_u64;
    while Instant::now() < end {
        let mut bytes = seeds[random.below(seeds.len())].clone();
        for _ in 0..=random.below(6) {
            damage(&mut bytes, &mut random);
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let input = if random.below(8) == 0 {
            bytes
        } else {
            text.into_bytes()
        };
        if let Ok(found) = import(&input) {
            let whole = |splits: &[tiga_domain::activity::Split]| {
                splits.iter().map(|s| s.share.0).sum::<u64>()
            };
            for activity in found.activities() {
                assert_eq!(
                    whole(&activity.splits),
                    tiga_domain::money::Share::ONE.0,
                    "{}",
                    activity.id
                );
                assert!(
                    activity
                        .places
                        .iter()
                        .all(|p| p.lat.abs() <= 90.0 && p.lon.abs() <= 180.0)
                );
            }
        }
        count += 1;
    }
    println!("{count} damaged files were read");
}
