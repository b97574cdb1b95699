//! The mix of each partner as a bar of one hundred percent (method 6). Layout only.

use tiga_domain::analysis::mix::{self, Mix};
use tiga_domain::facet::{Facet, FacetValue};
use tiga_domain::filter::Filter;
use tiga_domain::money::Cents;
use tiga_domain::partner::Partner;
use tiga_domain::status::Class;

use crate::figure::{Anchor, Figure, Mark, Region};
use crate::part;

const WIDTH: i32 = 760;
const LEFT: i32 = 176;
const RIGHT: i32 = 96;
/// Heights of the key to the classes, of the heads of columns, and of the first row's upper edge.
const KEY: i32 = 13;
const HEADS: i32 = 34;
const TOP: i32 = 44;
const ROW: i32 = 34;
const TEXT: u32 = 12;

/// Lays out a mix as one bar a partner, with the list behind each part.
///
/// Units: percent of the positive money of the partner. Each part carries the letter of its class, so that it reads in
/// grey. A partner whose money nets to nothing has no bar.
pub fn shares(answer: &Mix, filter: &Filter) -> Figure {
    let title = format!(
        "What each partner’s money is for, {}, {}, percent",
        answer.view.name(),
        answer.measure.name().to_lowercase()
    );
    let mut figure = Figure {
        width: WIDTH as u32,
        title,
        ..Figure::default()
    };
    let mut said = Vec::new();
    for (nth, share) in answer.shares.iter().enumerate() {
        let partner = share.partner;
        let top = TOP + ROW * nth as i32;
        let middle = top + ROW / 2;
        figure
            .marks
            .push(words((8, middle), partner.name().to_owned(), Anchor::Left));
        let services = share.services_share.map_or("no share".to_owned(), percent);
        figure.marks.push(words(
            (WIDTH - RIGHT + 10, middle),
            services.clone(),
            Anchor::Left,
        ));
        said.push(format!(
            "{}: services {services} of services and infrastructure",
            partner.name()
        ));
        let classes = by_class(answer, partner);
        let whole: i64 = classes.iter().map(|part| part.0.max(0)).sum();
        let mut before = 0;
        for class in Class::ALL {
            let cents = classes[class.index()].0.max(0);
            let edge = |sum: i64| {
                LEFT + (sum as f64 / whole.max(1) as f64 * f64::from(WIDTH - LEFT - RIGHT)).round()
                    as i32
            };
            let corners = [edge(before), top + 4, edge(before + cents), top + ROW - 4];
            before += cents;
            if corners[0] == corners[2] {
                continue;
            }
            figure.marks.extend(part::part(class, corners));
            let label = format!(
                "{}, {}: {} ({})",
                partner.name(),
                class.name(),
                percent(cents as f64 / whole.max(1) as f64),
                classes[class.index()].exact()
            );
            let of_partner = filter
                .clone()
                .within(Facet::Partner, partner.index() as FacetValue);
            let filter = mix::behind(&of_partner, answer.view, class);
            figure.regions.push(Region {
                corners,
                label,
                filter,
            });
        }
    }
    figure.marks.push(words(
        (WIDTH - RIGHT + 10, HEADS),
        "Services".to_owned(),
        Anchor::Left,
    ));
    let occurs = |class: &Class| answer.series.iter().any(|cell| cell.class == *class);
    let classes = Class::ALL.into_iter().filter(occurs);
    figure.marks.extend(part::key(classes, 8, KEY));
    figure.height = (TOP + ROW * answer.shares.len().max(1) as i32 + 8) as u32;
    figure.description = said.join("; ");
    if said.is_empty() {
        "No amount is known in this selection.".clone_into(&mut figure.description);
        let at = (WIDTH / 2, TOP + ROW / 2);
        figure.marks = vec![words(at, figure.description.clone(), Anchor::Center)];
    }
    figure
}

fn by_class(answer: &Mix, partner: Partner) -> [Cents; Class::ALL.len()] {
    let mut sums = [Cents(0); Class::ALL.len()];
    for cell in answer.series.iter().filter(|cell| cell.partner == partner) {
        sums[cell.class.index()] += cell.usd;
    }
    sums
}

fn words(at: (i32, i32), words: String, anchor: Anchor) -> Mark {
    Mark::Text {
        at,
        words,
        size: TEXT,
        anchor,
    }
}

fn percent(part: f64) -> String {
    format!("{:.1} %", part * 100.0)
}
