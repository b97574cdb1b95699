//! Invented portfolios in which things lie near each other: places spread over each country, titles of
//! common words and rare names, periods of a few years. The same seed gives the same activities.

use tiga_domain::activity::{
    Activity, Flags, Flow, FlowKind, PriceBasis, Provenance, SectorBasis, Split, Value,
};
use tiga_domain::agency::Agency;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::dataset::{Builder, Dataset};
use tiga_domain::date::Date;
use tiga_domain::marker::Markers;
use tiga_domain::money::{Cents, Share};
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

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

const AGENCIES: [&str; 8] = [
    "DFC", "USAID", "JICA", "JBIC", "KOICA", "EDCF", "ADB", "MCC",
];

const CODES: [&str; 40] = [
    "11110", "11220", "11330", "12220", "12230", "13020", "14010", "14021", "14022", "14031",
    "14050", "15110", "15130", "15170", "16020", "21010", "21020", "21030", "21040", "21050",
    "22020", "22040", "23110", "23210", "23230", "23240", "23630", "24030", "24040", "25010",
    "31120", "31140", "31191", "31220", "32130", "33110", "41030", "43030", "43040", "43060",
];

const WORDS: [&str; 60] = [
    "urban",
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
    "women",
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
    "network",
    "sanitation",
    "drainage",
    "bridge",
    "highway",
    "power",
    "transmission",
    "wind",
    "teachers",
    "vocational",
    "hospital",
    "nursing",
    "credit",
    "lending",
    "market",
    "trade",
    "customs",
    "tax",
    "audit",
    "land",
    "forest",
    "coastal",
    "fishery",
    "livestock",
    "rice",
    "cocoa",
    "seeds",
    "storage",
    "logistics",
    "airport",
    "railway",
    "metro",
    "housing",
    "waste",
    "climate",
    "resilience",
];

const NAMES: [&str; 16] = [
    "ba", "mo", "lu", "ti", "ka", "ra", "se", "do", "ny", "pe", "wi", "go", "fa", "hu", "je", "zo",
];

/// An activity about which a test can change what it likes.
pub fn activity(id: &str, agency: &str, country: Country, code: &str) -> Activity {
    Activity {
        id: id.to_owned(),
        dataset: "tiga".to_owned(),
        title: String::new(),
        description: String::new(),
        agency: Agency::from_code(agency).expect("an agency of the table"),
        agency_reported: String::new(),
        status: Some(Status::Implementation),
        start: None,
        end: None,
        instrument: Some(Instrument::Loan),
        flow_type: None,
        aid_type: String::new(),
        markers: Markers::default(),
        splits: vec![Split {
            recipient: Recipient::Country(country),
            purpose: PurposeCode::parse(code),
            share: Share::ONE,
        }],
        sector_basis: SectorBasis::Reported,
        flows: Vec::new(),
        places: Vec::new(),
        parent: None,
        references: Vec::new(),
        same_as: None,
        joint_group: None,
        counterpart: None,
        flags: Flags::default(),
        provenance: Provenance::default(),
    }
}

/// A place in a country, known to so much.
pub fn place(lat: f64, lon: f64, precision: u8, country: Country) -> Place {
    Place {
        name: String::new(),
        lat,
        lon,
        precision: Precision::from_code(precision).expect("1 to 9 are codes"),
        country: Some(country),
        basis: String::new(),
    }
}

/// A commitment in US dollars.
pub fn commitment(year: i16, usd: i64) -> Flow {
    Flow {
        kind: FlowKind::Commitment,
        year: Some(year),
        amount: None,
        currency: "USD".to_owned(),
        value: Value::Usd(Cents(usd * 100)),
        basis: PriceBasis::Current,
        split: None,
    }
}

/// The data set of activities in any order.
pub fn dataset(activities: impl IntoIterator<Item = Activity>) -> Dataset {
    let mut builder = Builder::new(Vec::new());
    for (nth, activity) in activities.into_iter().enumerate() {
        builder.push(activity, 0, nth as u64);
    }
    builder.finish()
}

/// A portfolio over all countries, each on an area of twelve by twelve degrees.
pub fn spread(seed: u64, size: usize) -> Dataset {
    let countries: Vec<Country> = Country::all().collect();
    dataset(activities(seed, size, &countries, 12.0))
}

/// Activities in some countries with 1.2 places each, within so many degrees.
pub fn activities(
    seed: u64,
    size: usize,
    countries: &[Country],
    degrees: f64,
) -> impl Iterator<Item = Activity> {
    let mut dice = Dice::new(seed);
    (0..size).map(move |nth| one(&mut dice, nth, countries, degrees))
}

fn one(dice: &mut Dice, nth: usize, countries: &[Country], degrees: f64) -> Activity {
    let country = dice.pick(countries);
    let mut made = activity(
        &format!("W-{nth:07}"),
        dice.pick(&AGENCIES),
        country,
        dice.pick(&CODES),
    );
    let mut title: Vec<String> = (0..3 + dice.below(4))
        .map(|_| dice.pick(&WORDS).to_owned())
        .collect();
    if dice.below(2) == 0 {
        title.push((0..3).map(|_| dice.pick(&NAMES)).collect());
    }
    made.title = title.join(" ");
    let year = 1998 + dice.below(28) as i16;
    made.start = (dice.below(10) > 0)
        .then(|| Date::day(year, 1 + dice.below(12) as u8, 1 + dice.below(28) as u8))
        .flatten();
    made.end = (dice.below(2) == 0).then(|| Date::year_only(year + 2 + dice.below(5) as i16));
    made.instrument = Some(dice.pick(&[
        Instrument::Loan,
        Instrument::Grant,
        Instrument::TechnicalAssistance,
    ]));
    made.flows = vec![commitment(year, 10_000 + dice.below(200_000_000) as i64)];
    let (lat, lon) = label_point(country);
    made.places = (0..[0, 1, 1, 1, 3][dice.below(5)])
        .map(|_| {
            let off = |dice: &mut Dice| (dice.below(100_000) as f64 / 1e5 - 0.5) * degrees;
            let precision = [1, 1, 2, 2, 3, 3, 4, 6][dice.below(8)];
            place(lat + off(dice), lon + off(dice), precision, country)
        })
        .collect();
    made
}
