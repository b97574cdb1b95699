//! Fills a raw activity from the elements inside `iati-activity`, of IATI 1 and 2 alike.
//! Elements that Tiga does not use, contacts above all, are passed over unread.

use quick_xml::events::BytesStart;
use tiga_domain::date::Date;
use tiga_domain::money::parse_amount;

use super::super::text::collapse;
use super::attribute::attribute;
use super::code;
use super::raw::{Currency, Field, Organisation, RawActivity};
use super::reader::each_attribute;

/// What one activity may hold, in bytes of memory; no published record comes near.
const LARGEST_ACTIVITY: usize = 64 * 1024 * 1024;

/// An element whose start has been read and whose text or children matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Activity,
    Identifier,
    Title,
    Description,
    Reporter,
    Participant,
    Status,
    ActivityDate,
    Location,
    LocationName,
    Point,
    Pos,
    Transaction,
    TransactionDate,
    Value,
    Provider,
    Receiver,
    Narrative,
    /// Everything stands in its attributes.
    Leaf,
}

/// An activity that is being read.
pub(super) struct Builder {
    pub(super) activity: RawActivity,
    /// Open elements with the language that each states or inherits.
    stack: Vec<(Tag, Language)>,
    /// How many ignored elements are open.
    ignored: usize,
    text: String,
    /// Receiver of the open transaction, kept only to tell companies.
    pub(super) receiver: Organisation,
}

/// The first two letters of a language code, which is all that a choice needs.
type Language = [u8; 2];

impl Builder {
    /// From the start of the `iati-activity` element.
    pub fn new(start: &BytesStart, line: u64) -> Result<Self, String> {
        let mut activity = RawActivity {
            line,
            ..RawActivity::default()
        };
        let mut language = Language::default();
        each_attribute(start, |key, value| match key {
            "default-currency" => activity.default_currency = Field::parse(value, Currency::parse),
            "last-updated-datetime" => value.trim().clone_into(&mut activity.updated),
            "xml:lang" => language = to_language(value),
            _ => {}
        })?;
        Ok(Self {
            activity,
            stack: vec![(Tag::Activity, language)],
            ignored: 0,
            text: String::new(),
            receiver: Organisation::default(),
        })
    }

    /// An element of a foreign namespace opens.
    pub fn ignore(&mut self) {
        self.ignored += 1;
    }

    /// An element opens.
    pub fn start(&mut self, name: &str, start: &BytesStart, line: u64) -> Result<(), String> {
        if self.ignored > 0 || self.activity.is_too_large {
            self.ignored += 1;
            return Ok(());
        }
        let (parent, language) = self.top();
        let Some(tag) = self.open(parent, name, start, line)? else {
            self.ignored = 1;
            return Ok(());
        };
        let mut language = language;
        if matches!(tag, Tag::Narrative | Tag::Title | Tag::Description) {
            let stated = attribute(start, "xml:lang")?;
            if !stated.is_empty() {
                language = to_language(&stated);
            }
        }
        self.text.clear();
        self.stack.push((tag, language));
        Ok(())
    }

    /// Text inside the open element.
    pub fn text(&mut self, text: &str) {
        if self.ignored > 0 || self.activity.is_too_large {
            return;
        }
        if !matches!(
            self.top().0,
            Tag::Activity | Tag::Location | Tag::Point | Tag::Transaction | Tag::Leaf
        ) {
            self.hold(text.len());
            self.text.push_str(text);
        }
    }

    /// The open element closes.
    pub fn end(&mut self) {
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        let Some((tag, language)) = self.stack.pop() else {
            return;
        };
        let text = collapse(&self.text);
        self.text.clear();
        let parent = self.top().0;
        self.close(tag, parent, language, text);
    }

    /// The activity closes.
    pub fn finish(mut self, content: u64) -> RawActivity {
        self.activity.content = content;
        self.activity
    }

    fn top(&self) -> (Tag, Language) {
        self.stack
            .last()
            .copied()
            .unwrap_or((Tag::Activity, Language::default()))
    }

    /// Counts memory that the activity takes.
    pub(super) fn hold(&mut self, bytes: usize) {
        self.activity.held += bytes;
        self.activity.is_too_large |= self.activity.held > LARGEST_ACTIVITY;
    }

    fn close(&mut self, tag: Tag, parent: Tag, language: Language, text: String) {
        let language = std::str::from_utf8(&language)
            .unwrap_or_default()
            .trim_end_matches('\0');
        let activity = &mut self.activity;
        match if tag == Tag::Narrative { parent } else { tag } {
            Tag::Identifier => activity.identifier = text,
            Tag::Title => activity.title.offer(language, text),
            Tag::Description => activity.description.offer(language, text),
            Tag::Reporter => activity.reporter.name.offer(language, text),
            Tag::Participant => {
                if let Some((_, organisation)) = activity.participants.last_mut() {
                    organisation.name.offer(language, text);
                }
            }
            Tag::Status if activity.status.is_absent() => {
                activity.status = Field::parse(&text, code::status);
            }
            Tag::ActivityDate => {
                if let Some((_, date)) = activity.dates.last_mut() {
                    read_unless_read(date, &text);
                }
            }
            Tag::LocationName => {
                if let Some(location) = activity.locations.last_mut() {
                    location.name.offer(language, text);
                }
            }
            Tag::Pos => {
                if let Some(location) = activity.locations.last_mut() {
                    location.point = Field::parse(&text, code::position);
                }
            }
            Tag::TransactionDate => {
                if let Some(transaction) = activity.transactions.last_mut() {
                    read_unless_read(&mut transaction.date, &text);
                }
            }
            Tag::Value => {
                if let Some(transaction) = activity.transactions.last_mut() {
                    transaction.value = Field::parse(&text, |text| parse_amount(text).ok());
                }
            }
            Tag::Provider => {
                let last = activity.transactions.last_mut();
                if let Some(provider) = last.and_then(|last| last.provider.as_mut()) {
                    provider.name.offer(language, text);
                }
            }
            Tag::Receiver => self.receiver.name.offer(language, text),
            Tag::Transaction => {
                if let Some(transaction) = activity.transactions.last_mut() {
                    transaction.is_to_company = super::agency::is_company(&self.receiver);
                }
            }
            _ => {}
        }
    }
}

fn to_language(code: &str) -> Language {
    match code.trim().as_bytes() {
        [a, b, ..] if a.is_ascii() && b.is_ascii() => [*a, *b],
        _ => Language::default(),
    }
}

/// The date of the text, when the attribute gave none.
fn read_unless_read(date: &mut Field<Date>, text: &str) {
    if date.get().is_none() {
        let of_text = Field::parse(text, code::date);
        if of_text.get().is_some() || date.is_absent() {
            *date = of_text;
        }
    }
}
