//! Places that only a text names: which of them can be told, how precisely, and by which words.
//!
//! Cautious on purpose. A name counts in the countries that the record states, when it stands there for one place
//! alone, with a capital letter, and not inside the name of a bank, a treaty or a university elsewhere. What is
//! found is never better than *district* (a city) or *province*: nobody has said that the work is there exactly, so
//! it is not drawn as a site, and the precision caps what can be concluded from it (method 3.4).

use super::gazetteer::{Entry, Kind, beginning, folded};
use super::{Place, Precision, great_circle_km};
use crate::country::Country;

/// What the basis of such a place begins with; the words that led to it follow.
pub const FROM_TEXT: &str = "place from text";

/// Words that say that a division or a town is meant, before or after its name.
const DIVISION: [&str; 32] = [
    "province",
    "provinces",
    "provincial",
    "prefecture",
    "state",
    "states",
    "region",
    "regions",
    "division",
    "district",
    "districts",
    "regency",
    "regencies",
    "municipality",
    "municipalities",
    "city",
    "cities",
    "town",
    "township",
    "governorate",
    "kabupaten",
    "kota",
    "propinsi",
    "provinsi",
    "khet",
    "tinh",
    "thanh",
    "changwat",
    "distrito",
    "metro",
    "metropolitan",
    "island",
];

/// Words behind a name that make it the name of something else.
const ELSEWHERE: [&str; 36] = [
    "bank",
    "declaration",
    "agreement",
    "process",
    "protocol",
    "convention",
    "accord",
    "charter",
    "based",
    "airways",
    "airlines",
    "insurance",
    "securities",
    "office",
    "times",
    "post",
    "principles",
    "strait",
    "straits",
    "sea",
    "gulf",
    "language",
    "people",
    "peoples",
    "refugees",
    "conference",
    "summit",
    "initiative",
    "plan",
    "dialogue",
    "forum",
    "pact",
    "call",
    "statement",
    "new",
    "framework",
];

/// Words after the next word that make it the name of a firm: *Saigon Hanoi Bank*.
const FIRM: [&str; 4] = ["bank", "insurance", "securities", "airlines"];

/// Words behind a name that make it a large feature near it.
const FEATURE: [&str; 9] = [
    "river",
    "basin",
    "delta",
    "bay",
    "corridor",
    "watershed",
    "valley",
    "highlands",
    "plain",
];

/// Words before a name that make it another name.
const PREFIX: [&str; 13] = [
    "new", "mount", "mt", "lake", "fort", "port", "san", "santa", "saint", "prince", "princess",
    "king", "sultan",
];

/// Places that a title may name; more are a list of examples.
const MOST: usize = 8;

/// A city so near to the middle of a named province lies in it, and says more.
const WITHIN_KM: f64 = 120.0;

/// The places that the texts of a record name in the countries that it states; empty when they name none
/// unambiguously.
///
/// `as_written` is a list of places in the words of the source, and decides when there is one; then the title. The
/// description counts only when it names a single place beside a word such as *province*.
///
/// ```
/// use tiga_domain::country::Country;
/// use tiga_domain::place::places_from_text;
/// let viet_nam = [Country::from_iso2("VN").unwrap()];
/// let found = places_from_text("", "Da Nang City wastewater treatment", "", &viet_nam);
/// assert_eq!((found.len(), found[0].precision.code()), (1, 3));
/// assert_eq!(found[0].basis, "place from text: Da Nang City");
/// assert!(places_from_text("", "Support to the Hanoi Declaration", "", &viet_nam).is_empty());
/// ```
pub fn places_from_text(
    as_written: &str,
    title: &str,
    description: &str,
    stated: &[Country],
) -> Vec<Place> {
    if stated.is_empty() {
        return Vec::new();
    }
    let listed = named(as_written, stated, |_| true);
    if !listed.is_empty() {
        return places(listed);
    }
    let in_title = named(title, stated, |_| true);
    if !in_title.is_empty() {
        return if in_title.len() <= MOST {
            places(in_title)
        } else {
            Vec::new()
        };
    }
    let described = named(description, stated, |mention| mention.has_word);
    if described.len() == 1 {
        places(described)
    } else {
        Vec::new()
    }
}

/// A name in a text.
struct Mention<'t> {
    entry: &'static Entry,
    /// As it stands in the text, with the word beside it.
    words: &'t str,
    has_word: bool,
    is_feature: bool,
}

/// A word of a text: where it stands, and whether only a space or hyphen is between it and the one before.
#[derive(Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
    is_joined: bool,
}

/// What a text names that passes a test, each place once.
fn named<'t>(
    text: &'t str,
    stated: &[Country],
    passes: impl Fn(&Mention<'_>) -> bool,
) -> Vec<Mention<'t>> {
    let words = words(text);
    let mut found: Vec<Mention<'t>> = Vec::new();
    let mut buffer = String::new();
    let mut at = 0;
    while at < words.len() {
        let mention = mention(text, &words, at, stated, &mut buffer);
        at += mention.as_ref().map_or(1, |(_, length)| *length);
        let Some((Some(mention), _)) = mention else {
            continue;
        };
        let is_known = found
            .iter()
            .any(|known| std::ptr::eq(known.entry, mention.entry));
        if !is_known && passes(&mention) {
            found.push(mention);
        }
    }
    found
}

/// The longest name that begins with a word: what it says, if it can be told, and how many words it has.
fn mention<'t>(
    text: &'t str,
    words: &[Word],
    at: usize,
    stated: &[Country],
    buffer: &mut String,
) -> Option<(Option<Mention<'t>>, usize)> {
    let word = |at: usize| words.get(at).map(|word| &text[word.start..word.end]);
    if !word(at)?.starts_with(char::is_uppercase) {
        return None;
    }
    folded(word(at)?, buffer);
    for (rest, entries) in beginning(buffer) {
        let length = rest.len() + 1;
        let is_here = rest.iter().zip(at + 1..).all(|(part, at)| {
            let mut part_here = String::new();
            word(at).inspect(|word| folded(word, &mut part_here));
            words.get(at).is_some_and(|word| word.is_joined) && part_here == *part
        });
        let mut here = entries
            .filter(|entry| stated.contains(&entry.country))
            .peekable();
        if !is_here || here.peek().is_none() {
            continue;
        }
        let neighbours = Neighbours::of(text, words, at, length);
        return Some((judge(text, words, (at, length), here, neighbours), length));
    }
    None
}

/// The folded words beside a name; empty when something else than a space or hyphen is between.
struct Neighbours {
    before: String,
    /// The word before *of* or *the*.
    before_of: String,
    after: String,
    /// The word after that.
    later: String,
}

impl Neighbours {
    fn of(text: &str, words: &[Word], at: usize, length: usize) -> Self {
        let word = |at: Option<usize>, is_joined: bool| {
            let mut folded_word = String::new();
            if let Some(word) = at.and_then(|at| words.get(at)).filter(|_| is_joined) {
                folded(&text[word.start..word.end], &mut folded_word);
            }
            folded_word
        };
        let is_joined = |at: usize| words.get(at).is_some_and(|word| word.is_joined);
        let before = word(at.checked_sub(1), is_joined(at));
        let is_of = before == "of";
        let before_of = word(
            at.checked_sub(2).filter(|_| is_of),
            is_of && is_joined(at - 1),
        );
        Self {
            before,
            before_of,
            after: word(Some(at + length), is_joined(at + length)),
            later: word(
                Some(at + length + 1),
                is_joined(at + length) && is_joined(at + length + 1),
            ),
        }
    }

    fn has_division(&self) -> bool {
        [&self.before, &self.before_of, &self.after]
            .into_iter()
            .any(|word| DIVISION.contains(&word.as_str()))
    }
}

/// What a name says beside its neighbours; none when it could be something else, or several places.
fn judge<'t>(
    text: &'t str,
    words: &[Word],
    (at, length): (usize, usize),
    here: impl Iterator<Item = &'static Entry> + Clone,
    neighbours: Neighbours,
) -> Option<Mention<'t>> {
    let Neighbours { before, after, .. } = &neighbours;
    let is_elsewhere = ELSEWHERE.contains(&after.as_str())
        || PREFIX.contains(&before.as_str())
        || FIRM.contains(&neighbours.later.as_str())
        || before == "bank"
        || neighbours.before_of == "bank";
    if is_elsewhere {
        return None;
    }
    let has_word = neighbours.has_division();
    let is_city = matches!(
        after.as_str(),
        "city" | "town" | "municipality" | "township"
    ) || matches!(before.as_str(), "kota" | "metro")
        || matches!(
            neighbours.before_of.as_str(),
            "city" | "town" | "municipality"
        );
    let preferred = if is_city { Kind::City } else { Kind::Province };
    let of_kind = |kind: Kind| here.clone().filter(move |entry| entry.kind == kind);
    let kind = if of_kind(preferred).next().is_some() {
        preferred
    } else {
        of_kind(Kind::Province)
            .next()
            .map_or(Kind::City, |entry| entry.kind)
    };
    let mut meant = of_kind(kind);
    let entry = meant.next()?;
    if meant.next().is_some() || (entry.needs_word && !has_word) {
        return None;
    }
    // A province of one stated country and a city of another.
    if here.clone().any(|other| other.country != entry.country) {
        return None;
    }
    let last = if DIVISION.contains(&after.as_str()) {
        at + length
    } else {
        at + length - 1
    };
    Some(Mention {
        entry,
        words: &text[words[at].start..words[last].end],
        has_word,
        is_feature: FEATURE.contains(&after.as_str()),
    })
}

/// Runs of letters and digits. An apostrophe belongs to what is between words, like a hyphen.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    let mut is_joined = false;
    for (at, letter) in text.char_indices().chain([(text.len(), '.')]) {
        let is_letter =
            letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter);
        match (start, is_letter) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(Word {
                    start: from,
                    end: at,
                    is_joined,
                });
                start = None;
                is_joined = true;
            }
            _ => {}
        }
        if !is_letter {
            is_joined &= matches!(letter, ' ' | '-' | '\'' | '’' | '\u{a0}' | '‐' | '`');
        }
    }
    words
}

/// The places of mentions: a province gives way to a named city in it.
fn places(mentions: Vec<Mention<'_>>) -> Vec<Place> {
    let point = |entry: &Entry| (entry.lat, entry.lon);
    let holds_city = |province: &Entry| {
        let mut cities = mentions
            .iter()
            .map(|m| m.entry)
            .filter(|e| e.kind == Kind::City);
        cities.any(|city| great_circle_km(point(city), point(province)) <= WITHIN_KM)
    };
    let kept = mentions
        .iter()
        .filter(|m| m.entry.kind == Kind::City || !holds_city(m.entry));
    kept.map(|mention| Place {
        name: mention.entry.name.clone(),
        lat: mention.entry.lat,
        lon: mention.entry.lon,
        precision: match mention.entry.kind {
            _ if mention.is_feature => Precision::AREA,
            Kind::City => Precision::DISTRICT,
            Kind::Province => Precision::PROVINCE,
        },
        country: Some(mention.entry.country),
        basis: format!("{FROM_TEXT}: {}", mention.words),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(iso2: &str, title: &str) -> Vec<(String, u8, String)> {
        let stated: Vec<Country> = iso2.split(' ').filter_map(Country::from_iso2).collect();
        places_from_text("", title, "", &stated)
            .into_iter()
            .map(|place| {
                let words = place
                    .basis
                    .trim_start_matches("place from text: ")
                    .to_owned();
                (place.name, place.precision.code(), words)
            })
            .collect()
    }

    fn names(iso2: &str, title: &str) -> Vec<String> {
        found(iso2, title)
            .into_iter()
            .map(|(name, ..)| name)
            .collect()
    }

    #[test]
    fn provinces_and_cities_are_told_apart_by_the_word_beside_them() {
        assert_eq!(found("KH", "Roads in Battambang Province")[0].1, 4);
        assert_eq!(found("KH", "Battambang City drainage")[0].1, 3);
        assert_eq!(found("KH", "Water for the city of Battambang")[0].1, 3);
        assert_eq!(found("PH", "Davao River flood control")[0].1, 5);
    }

    #[test]
    fn old_divisions_and_spellings_are_known() {
        assert_eq!(names("MM", "Schools in Arakan"), ["Rakhine State"]);
        assert_eq!(names("VN", "Road in Ha Tay province"), ["Hanoi"]);
        assert_eq!(names("VN", "Nước sạch tỉnh Đắk Lắk"), ["Đắk Lắk"]);
        assert_eq!(names("ID", "Highland Papua clinics"), ["Highland Papua"]);
        assert_eq!(names("KH", "Kompong Thom irrigation"), ["Kampong Thom"]);
        assert_eq!(found("VN", "Irrigation in Ha Nam Ninh")[0].1, 4);
    }

    #[test]
    fn the_longest_name_is_meant() {
        assert_eq!(
            names("ID", "East Nusa Tenggara nutrition"),
            ["East Nusa Tenggara"]
        );
        assert_eq!(names("PH", "Cagayan de Oro port"), ["Cagayan de Oro"]);
    }

    #[test]
    fn what_could_be_something_else_gives_no_place() {
        for (iso2, title) in [
            ("VN", "Saigon Hanoi Bank credit line"),
            ("TH", "Bangkok-based regional programme"),
            ("ID", "Bali Process secretariat"),
            ("MM", "Shan traditional medicine"),
            ("PH", "Rizal technological scholarships"),
            ("LA", "Vientiane roads"),
            ("ID", "Papua New Guinea border"),
            ("VN", "road to hanoi in lower case"),
            ("VN", "Manila office"),
            ("SG", "Singapore"),
        ] {
            assert_eq!(names(iso2, title), Vec::<String>::new(), "{title}");
        }
    }

    #[test]
    fn only_stated_countries_count_and_none_is_none() {
        assert_eq!(names("TH", "Hanoi and Chiang Mai"), ["Chiang Mai"]);
        assert!(places_from_text("", "Hanoi", "", &[]).is_empty());
    }

    #[test]
    fn a_province_gives_way_to_its_city() {
        assert_eq!(
            names("KH", "Siem Reap City, Siem Reap province"),
            ["Siem Reap"]
        );
        assert_eq!(found("KH", "Siem Reap City, Siem Reap province")[0].1, 3);
    }

    #[test]
    fn descriptions_count_only_with_one_place_and_a_word() {
        let laos = [Country::from_iso2("LA").unwrap_or_else(|| unreachable!())];
        let of = |text: &str| places_from_text("", "Rural roads", text, &laos).len();
        assert_eq!(of("The project upgrades roads in Attapeu Province."), 1);
        assert_eq!(of("The project upgrades roads in Attapeu."), 0);
        assert_eq!(of("Roads in Attapeu Province and Sekong Province."), 0);
    }

    #[test]
    fn a_list_of_the_source_decides() {
        let stated: Vec<Country> = ["KH", "VN"]
            .into_iter()
            .filter_map(Country::from_iso2)
            .collect();
        let listed = "Cambodia - Kampot, Takeo; Viet Nam - Ca Mau";
        let places = places_from_text(listed, "Hanoi corridor", "", &stated);
        let names: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
        assert_eq!(names, ["Kampot", "Takéo", "Cà Mau"]);
    }
}
