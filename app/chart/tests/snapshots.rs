//! Each figure as it is drawn, compared with the file that is kept. `TIGA_SNAPSHOT=write` writes them anew.

use std::path::PathBuf;

use tiga_chart::{Figure, dots, heat, shares, years};
use tiga_domain::analysis::gap::{Baseline, Comparison, Flag, NeedTable, Reason, Scheme, gaps};
use tiga_domain::analysis::mix::{Mix, MixCell, MixCountry, MixShare, mix};
use tiga_domain::classify::View;
use tiga_domain::dataset::{Builder, Dataset};
use tiga_domain::date::Date;
use tiga_domain::filter::Filter;
use tiga_domain::money::Cents;
use tiga_domain::partner::Partner;
use tiga_domain::status::Class;

fn nothing() -> Dataset {
    Builder::new(Vec::new()).finish()
}

fn invented() -> Mix {
    let cell = |(year, partner, class, dollars): (Option<i16>, Partner, Class, i64)| MixCell {
        year,
        partner,
        class,
        usd: Cents(dollars * 100),
    };
    let share = |partner, usd, services_share| MixShare {
        partner,
        usd: Cents(usd),
        services_share,
        by_view: [services_share; View::ALL.len()],
    };
    let country = |country: &str, partner, services_share| MixCountry {
        country: country.to_owned(),
        partner,
        usd: [Cents(100); Class::ALL.len()],
        services_share,
    };
    Mix {
        series: [
            (Some(2019), Partner::Us, Class::Services, 40_000_000),
            (Some(2021), Partner::Us, Class::Hard, 10_000_000),
            (Some(2021), Partner::Jp, Class::Green, 90_000_000),
            (Some(2021), Partner::Jp, Class::Hard, -5_000_000),
            (None, Partner::Adb, Class::Other, 3_000_000),
        ]
        .map(cell)
        .into(),
        shares: vec![
            share(Partner::Us, 5_000_000_000, Some(0.8)),
            share(Partner::Jp, 8_500_000_000, Some(0.0)),
            share(Partner::Adb, 300_000_000, None),
        ],
        countries: vec![
            country("PH", Partner::Us, Some(0.5)),
            country("PH", Partner::Jp, Some(0.52)),
            country("VN", Partner::Kr, Some(1.0)),
            country("VN", Partner::Adb, None),
        ],
        ..mix(&nothing(), &Filter::default(), View::Report)
    }
}

fn check(name: &str, figure: &Figure) {
    let svg = figure.svg().expect("a figure without a file can be drawn");
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/snapshot/{name}.svg"));
    if std::env::var("TIGA_SNAPSHOT").is_ok_and(|what| what == "write") {
        std::fs::write(&path, &svg).expect("the folder of the snapshots can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        svg == kept,
        "{name} is drawn otherwise; see it, then TIGA_SNAPSHOT=write"
    );
    assert!(
        svg.contains("<title>") && svg.contains("<desc>"),
        "{name} has no name"
    );
}

#[test]
fn the_mix_is_drawn_as_before() {
    let (mix, filter) = (invented(), Filter::default());
    check(
        "mix",
        &years::mix_years(&mix, &filter).signed("Tiga, whole portfolio"),
    );
    check(
        "shares",
        &shares::shares(&mix, &filter).signed("Tiga, whole portfolio"),
    );
    check(
        "dots",
        &dots::dots(&mix, &filter).signed("Tiga, whole portfolio"),
    );
}

#[test]
fn the_gaps_are_drawn_as_before() {
    let comparison = Comparison {
        scheme: Scheme::Priorities,
        baseline: Baseline::Adb,
        as_of: Date::year_only(2026),
    };
    let mut answer = gaps(
        &nothing(),
        &Filter::default(),
        comparison,
        &NeedTable::shipped(),
    );
    for (nth, (gap, flag, reason)) in [
        (-0.25, Flag::Under, Reason::UnderAdb),
        (0.12, Flag::Over, Reason::OverAdb),
        (0.03, Flag::None, Reason::WithinAdb),
    ]
    .into_iter()
    .enumerate()
    {
        let cell = &mut answer.cells[nth];
        (cell.gap, cell.flag, cell.reason) = (Some(gap), flag, reason);
    }
    check("gaps", &heat::heat(&answer).signed("Tiga, whole portfolio"));
}

#[test]
fn a_region_of_a_figure_says_what_it_is_and_lies_inside() {
    let (mix, filter) = (invented(), Filter::default());
    for figure in [
        years::mix_years(&mix, &filter),
        shares::shares(&mix, &filter),
        dots::dots(&mix, &filter),
    ] {
        assert!(!figure.regions.is_empty());
        for region in &figure.regions {
            let [left, top, right, bottom] = region.corners;
            assert!(
                left >= 0 && top >= 0 && left < right && top < bottom,
                "{region:?}"
            );
            assert!(
                right <= figure.width as i32 && bottom <= figure.height as i32,
                "{region:?}"
            );
            assert!(
                region.filter.is_some() && region.label.contains(':'),
                "{region:?}"
            );
        }
    }
}

#[test]
fn nothing_known_is_said_in_each_figure() {
    let empty = mix(&nothing(), &Filter::default(), View::Dac);
    let filter = Filter::default();
    for figure in [
        years::mix_years(&empty, &filter),
        shares::shares(&empty, &filter),
        dots::dots(&empty, &filter),
    ] {
        assert!(
            figure.description.starts_with("No "),
            "{}",
            figure.description
        );
        assert!(figure.regions.is_empty());
    }
}
