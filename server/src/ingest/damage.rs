//! Random damage to files: whatever comes in, a reader answers and does not panic. Compiled for tests only.
//! `TIGA_FUZZ_SECONDS` says for how long; one second when it does not. The damage is the same in every run.

use std::time::{Duration, Instant};

use tiga_domain::money::Share;

use super::collect::Collected;

/// Pieces that tables break on.
const PIECES: [&str; 24] = [
    "\"",
    ",",
    ";",
    "|",
    "\n",
    "\r",
    "\t",
    "#",
    ":",
    "@",
    "\u{feff}",
    "\0",
    "-",
    "1e309",
    "NaN",
    "999999999999999999999999999999",
    "999999999999",
    "0.0000000000000000000000000001",
    "é",
    "%",
    "2024-02-30",
    "\"\"",
    "VN:0.0000000000000000000000000001",
    "id,name,partner,agency",
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

/// Makes damaged copies, always the same ones in the same order.
pub(crate) struct Damage(Random);

impl Default for Damage {
    fn default() -> Self {
        Self(Random(0x9e37_79b9_7f4a_7c15))
    }
}

impl Damage {
    /// A copy with some damage.
    pub(crate) fn some(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut copy = bytes.to_vec();
        for _ in 0..=self.0.below(6) {
            damage(&mut copy, &mut self.0);
        }
        copy
    }
}

fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(bytes.len());
    match random.below(6) {
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
        4 => {
            // A hostile value in the place of a whole cell.
            let is_edge = |byte: &u8| b"\",;|\t\n".contains(byte);
            let start = bytes[..at].iter().rposition(is_edge).map_or(0, |i| i + 1);
            let end = bytes[at..]
                .iter()
                .position(is_edge)
                .map_or(bytes.len(), |i| at + i);
            let piece = PIECES[random.below(PIECES.len())];
            bytes.splice(start.min(end)..end, piece.bytes());
        }
        _ => bytes.truncate(at.max(1)),
    }
    if bytes.is_empty() {
        bytes.push(b'\n');
    }
}

/// Reads damaged copies of files, and checks what holds for every activity whatever it was made from.
pub(crate) fn never_panics(seeds: &[Vec<u8>], mut read: impl FnMut(&[u8]) -> Option<Collected>) {
    let seconds = std::env::var("TIGA_FUZZ_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(1));
    let mut damage = Damage::default();
    let (mut files, mut kept) = (0_u64, 0);
    while Instant::now() < end {
        let seed = damage.0.below(seeds.len());
        let bytes = damage.some(&seeds[seed]);
        files += 1;
        let Some(found) = read(&bytes) else { continue };
        for activity in found.activities() {
            let id = &activity.id;
            let sum: u64 = activity.splits.iter().map(|split| split.share.0).sum();
            assert_eq!(sum, Share::ONE.0, "{id}: shares add to one");
            let parts = activity.splits.len();
            let fits = |part: u16| usize::from(part) < parts;
            assert!(
                activity.flows.iter().all(|f| f.split.is_none_or(fits)),
                "{id}"
            );
            let on_globe = |lat: f64, lon: f64| lat.abs() <= 90.0 && lon.abs() <= 180.0;
            assert!(
                activity.places.iter().all(|p| on_globe(p.lat, p.lon)),
                "{id}"
            );
            kept += 1;
        }
    }
    println!("{files} damaged files were read, {kept} activities kept");
    assert!(kept > 0, "no damaged file had an activity left");
}
