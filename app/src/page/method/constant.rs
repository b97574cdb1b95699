//! The constants, read from the code, and the versions of the method.

use leptos::prelude::*;
use tiga_domain::METHOD_ID;
use tiga_domain::analysis::complement::measure as around;
use tiga_domain::analysis::concentration::{COORDINATION_AGENCIES, OECD_CUM_TENTHS};
use tiga_domain::analysis::gap::{NEED_MAX_AGE_Y, measure as gap};
use tiga_domain::analysis::window::WINDOW_YEARS;

use super::{pair_constant, section as in_section};
use crate::format;

/// Name, value, reason.
pub(super) type Row = (&'static str, String, &'static str);

/// The constants of sections 4 to 7.
fn constants() -> Vec<Row> {
    let rings = around::RINGS
        .map(|(km, weight)| format!("{km} km {weight}"))
        .join(", ");
    vec![
        (
            "WINDOW_YEARS",
            WINDOW_YEARS.to_string(),
            "full years before the day of the data",
        ),
        (
            "ALIGN_FLAG",
            gap::ALIGN_FLAG.to_string(),
            "ten points of the mix",
        ),
        (
            "NEED_FLAG_GAP",
            gap::NEED_FLAG_GAP.to_string(),
            "a third of the ranking",
        ),
        (
            "NEED_FLAG_NEED",
            gap::NEED_FLAG_NEED.to_string(),
            "the upper half of need",
        ),
        (
            "COVER_MIN",
            gap::COVER_MIN.to_string(),
            "most of the money must be classified",
        ),
        (
            "ADB_MIN_ACTIVITIES",
            gap::ADB_MIN_ACTIVITIES.to_string(),
            "fewer cannot carry a mix",
        ),
        (
            "RANK_MIN_COUNTRIES",
            gap::RANK_MIN_COUNTRIES.to_string(),
            "fewer cannot carry a rank",
        ),
        (
            "RCA_MIN_ACTIVITIES",
            gap::RCA_MIN_ACTIVITIES.to_string(),
            "no lead on one loan",
        ),
        (
            "NEED_MAX_AGE_Y",
            NEED_MAX_AGE_Y.to_string(),
            "older values are dropped",
        ),
        (
            "ANCHOR_MIN_USD",
            format::compact(around::ANCHOR_MIN_USD),
            "large works",
        ),
        (
            "ANCHOR_ASSET_SHARE",
            around::ANCHOR_ASSET_SHARE.to_string(),
            "mostly works",
        ),
        (
            "ANCHOR_YEARS_AFTER",
            around::ANCHOR_YEARS_AFTER.to_string(),
            "years in which use is still forming",
        ),
        ("RINGS", rings, "walk, bus, region"),
        (
            "SAME_ADM2",
            around::SAME_ADM2.to_string(),
            "the same district",
        ),
        (
            "SAME_ADM1",
            around::SAME_ADM1.to_string(),
            "the same province",
        ),
        (
            "SVC_BEFORE_Y",
            around::SVC_BEFORE_Y.to_string(),
            "services prepared before the works",
        ),
        (
            "SVC_AFTER_Y",
            around::SVC_AFTER_Y.to_string(),
            "services that use them after",
        ),
        (
            "OECD_CUM",
            (OECD_CUM_TENTHS as f64 / 10.0).to_string(),
            "donor relations",
        ),
        (
            "COORDINATION_AGENCIES",
            COORDINATION_AGENCIES.to_string(),
            "effective agencies worth a talk",
        ),
    ]
}

pub(super) fn section() -> AnyView {
    let all = pair_constant::rows().into_iter().chain(constants());
    let rows = all.map(|(name, value, reason)| {
        view! { <tr><th scope="row"><code>{name}</code></th><td>{value}</td><td>{reason}</td></tr> }
    });
    in_section(
        "constants",
        view! {
            <p>"Read from the program that answers, not typed again."</p>
            <div class="scroll" tabindex="0" role="group" aria-label="Constants">
                <table class="data"><thead><tr><th scope="col">"Constant"</th><th scope="col">"Value"</th><th scope="col">"Reason"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody></table>
            </div>
            <h3>"Versions"</h3>
            <p>"The id of the method, the version of the data and the filter are printed on every export. A change of meaning of a published figure raises the first number, a change of a formula, threshold or order the second, a change of tables or wording that moves no definition the last."</p>
            <dl class="facts"><div><dt><code>{METHOD_ID}</code></dt><dd>"The first published version: counting, classification, overlaps and clusters, complements, gaps, mix and concentration as on this page."</dd></div></dl>
        },
    )
}
