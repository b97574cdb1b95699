//! Random portfolios for tests and benchmarks: the same seed gives the same activities.
//! Invented, and never shown to anybody.

use rust_decimal::Decimal;
use tiga_domain::activity::{
    Activity, Flags, Flow, FlowKind, PriceBasis, Provenance, SectorBasis, Split, Value,
};
use tiga_domain::agency::Agency;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::dataset::{Builder, Dataset};
use tiga_domain::date::Date;
use tiga_domain::marker::{Marker, Markers};
use tiga_domain::money::{Cents, cross, rebase};
use tiga_domain::place::{Place, Precision, label_point};
use tiga_domain::purpose::PurposeCode;
use tiga_domain::status::{Instrument, Status};

/// A small generator of pseudo-random numbers (xorshift64*).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize) % n
    }

    /// True once in `n` throws.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

const WORDS: [&str; 24] = [
    "Urban",
    "rural",
    "road",
    "flood",
    "water",
    "supply",
    "solar",
    "grid",
    "health",
    "clinic",
    "school",
    "training",
    "bank",
    "women-owned",
    "enterprise",
    "policy",
    "court",
    "broadband",
    "corridor",
    "irrigation",
    "river",
    "port",
    "expansion",
    "phase",
];

/// The data set of a portfolio.
pub fn dataset(seed: u64, size: usize) -> Dataset {
    let mut builder = Builder::new(Vec::new());
    for (nth, activity) in activities(seed, size).enumerate() {
        builder.push(activity, 0, nth as u64);
    }
    builder.finish()
}

/// Activities with 1.5 splits, 1.2 places and 1.7 flows each on average.
pub fn activities(seed: u64, size: usize) -> impl Iterator<Item = Activity> {
    let mut dice = Dice::new(seed);
    let agencies: Vec<Agency> = Agency::all().collect();
    let countries: Vec<Country> = Country::all().collect();
    let codes: Vec<PurposeCode> = PurposeCode::all().iter().map(|entry| entry.code).collect();
    (0..size).map(move |nth| activity(&mut dice, nth, &agencies, &countries, &codes))
}

fn activity(
    dice: &mut Dice,
    nth: usize,
    agencies: &[Agency],
    countries: &[Country],
    codes: &[PurposeCode],
) -> Activity {
    let agency = dice.pick(agencies);
    let home = dice.pick(countries);
    let title: Vec<_> = (0..4 + dice.below(4)).map(|_| dice.pick(&WORDS)).collect();
    let mut markers = Markers::default();
    if dice.one_in(2) {
        markers.set(dice.pick(&Marker::ALL), dice.below(3) as u8);
    }
    let start = (!dice.one_in(8)).then(|| Date::year_only(1995 + dice.below(30) as i16));
    Activity {
        id: format!("T-{nth:07}"),
        dataset: "tiga".to_owned(),
        title: title.join(" "),
        description: String::new(),
        agency,
        agency_reported: String::new(),
        status: (!dice.one_in(6)).then(|| dice.pick(&Status::ALL)),
        start,
        end: None,
        instrument: (!dice.one_in(5)).then(|| dice.pick(&Instrument::ALL)),
        flow_type: None,
        aid_type: if dice.one_in(10) {
            "D02".to_owned()
        } else {
            String::new()
        },
        markers,
        splits: splits(dice, home, countries, codes),
        sector_basis: SectorBasis::Reported,
        flows: (0..[1, 1, 1, 2, 2, 3, 2][dice.below(7)])
            .map(|_| flow(dice))
            .collect(),
        places: (0..[0, 1, 1, 1, 3][dice.below(5)])
            .map(|_| place(dice, home))
            .collect(),
        parent: None,
        references: Vec::new(),
        same_as: None,
        joint_group: None,
        counterpart: None,
        flags: Flags(u32::from(dice.one_in(40)) << 8),
        provenance: Provenance::default(),
    }
}

fn splits(
    dice: &mut Dice,
    home: Country,
    countries: &[Country],
    codes: &[PurposeCode],
) -> Vec<Split> {
    let recipients = match dice.below(20) {
        0 => vec![(Recipient::Region(798), None)],
        1 => vec![(Recipient::Unknown, None)],
        2 => vec![
            (Recipient::Outside, Some(Decimal::from(30))),
            (Recipient::Country(home), Some(Decimal::from(70))),
        ],
        3 | 4 => vec![
            (Recipient::Country(home), None),
            (Recipient::Country(dice.pick(countries)), None),
        ],
        _ => vec![(Recipient::Country(home), None)],
    };
    let mut code = || {
        if dice.one_in(12) {
            None
        } else {
            Some(dice.pick(codes))
        }
    };
    let purposes = match [code(), code(), code()] {
        [a, b, _] if a != b && dice.one_in(3) => vec![
            (a, Some(Decimal::new(333, 1))),
            (b, Some(Decimal::new(667, 1))),
        ],
        [a, ..] => vec![(a, None)],
    };
    let crossed = cross(&rebase(&recipients).shares, &rebase(&purposes).shares);
    crossed
        .into_iter()
        .map(|(recipient, purpose, share)| Split {
            recipient,
            purpose,
            share,
        })
        .collect()
}

fn flow(dice: &mut Dice) -> Flow {
    let cents = (dice.below(1_000_000) as i64 + 1) * (dice.below(100_000) as i64 + 1) - 1_000_000;
    let (value, currency) = match dice.below(12) {
        0 => (Value::NotConverted, "MMK"),
        1 => (Value::NotStated, ""),
        _ => (Value::Usd(Cents(cents)), "USD"),
    };
    Flow {
        kind: dice.pick(&[
            FlowKind::Commitment,
            FlowKind::Commitment,
            FlowKind::Disbursement,
            FlowKind::Return,
        ]),
        year: (!dice.one_in(15)).then(|| 2000 + dice.below(25) as i16),
        amount: value.cents().map(|cents| Decimal::new(cents.0, 2)),
        currency: currency.to_owned(),
        value,
        basis: if dice.one_in(10) {
            PriceBasis::Constant2011
        } else {
            PriceBasis::Current
        },
        split: None,
    }
}

fn place(dice: &mut Dice, home: Country) -> Place {
    let (lat, lon) = label_point(home);
    let off = |dice: &mut Dice| dice.below(40_000) as f64 / 10_000.0 - 2.0;
    Place {
        name: "Somewhere".to_owned(),
        lat: lat + off(dice),
        lon: lon + off(dice),
        precision: Precision::from_code(1 + dice.below(9) as u8).expect("1 to 9 are codes"),
        country: Some(home),
        basis: String::new(),
    }
}

/// Filters of many kinds, from the whole portfolio to a few activities.
pub const QUERIES: [&str; 30] = [
    "",
    "country=VN",
    "partner=JP",
    "partner=US,KR&country=PH",
    "sector=210",
    "sector=140,21020&country=ID",
    "class=services",
    "class=hard,green&partner=JP",
    "priority=OP3",
    "theme=women",
    "instrument=loan",
    "status=2&country=KH",
    "year=2015..2020",
    "year=2010..2014&partner=ADB",
    "min=10000000",
    "precision=site",
    "measure=disbursement",
    "prices=constant",
    "q=water",
    "q=solar+grid&country=VN",
    "agency=JICA",
    "agency=KOICA,EDCF&class=services",
    "country=TL&year=2000..2010",
    "country=none",
    "sector=none",
    "country=regional",
    "priority=OP1&partner=US",
    "theme=climate,water&class=green",
    "include=exposure,legacy",
    "partner=US&country=VN&sector=240&year=2018..2024",
];
