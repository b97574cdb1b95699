//! The rules in words and formulas, section by section.

use leptos::prelude::*;
use tiga_domain::analysis::complement::AnchorKind;
use tiga_domain::analysis::gap::Reason;
use tiga_domain::classify::View;
use tiga_domain::priority::{FocusArea, Priority};
use tiga_domain::status::Class;

use super::{formula, list, section};

pub(super) fn claims() -> AnyView {
    section(
        "claims",
        list(&[
            "Tiga finds activities that are close in purpose, place and time, and shows why. It does not prove waste: many partners in one place can be right where need is high.",
            "A result is a candidate until an agency has reviewed it. No result is shown without the records behind it.",
            "Only imported records count. Nothing loaded does not mean that nothing exists.",
            "Unknown is never zero: a missing amount, date, place or code is counted as missing and left out of both sides of every ratio that needs it. A ratio without a base is left empty.",
        ]),
    )
}

pub(super) fn counting() -> AnyView {
    section(
        "counting",
        list(&[
            "Commitments and disbursements are never added together; current and constant prices never share a figure.",
            "Guarantees, insurance and equity are exposure: labelled, and left out of totals unless asked for.",
            "For each agency and country one source is counted. Others may lend places; they never add money.",
            "Money stands at one level of a project and its parts: at the parts, as soon as one of them has an amount.",
            "Each partner is counted with its own share, never with the whole package of a joint project.",
            "Money is whole cents of US dollars, converted once at the average rate of the calendar year, half to even. Without a rate the amount stays in its currency and is counted as not converted.",
            "Splits over countries, sectors and priorities keep every cent: each part gets its floor, missing cents go to the largest remainders. So a total equals the sum of the rows behind it.",
            "A project in several countries or sectors is split by the published percentages, equally where there are none. Money of a region is never spread over countries.",
            "Negative amounts are cancellations; they count with their sign in their year.",
            "Brunei and Singapore receive no aid: an empty row there reads “no data”, never “gap”.",
        ]),
    )
}

pub(super) fn classes() -> AnyView {
    let classes = Class::ALL.map(|class| {
        let what = match class {
            Class::Services => "education, health, finance, enterprise, law and government, social protection, internet; policy, regulation and training of any sector",
            Class::Green => "water, sanitation, waste, renewable power, efficiency, irrigation, flood and river works; other works with a principal climate or disaster objective",
            Class::Hard => "transport works, other power, grids, housing and urban works, reconstruction",
            Class::Production => "farming, forestry, fisheries, industry, mining",
            Class::Other => "budget support, relief, debt, several sectors, administration",
            Class::Unclassified => "no usable purpose code",
        };
        view! { <tr><td>{class.letter().to_string()}</td><th scope="row">{class.name()}</th><td>{what}</td></tr> }
    });
    let priorities = Priority::ALL
        .map(|it| format!("{} {}", it.code(), it.name().to_lowercase()))
        .join("; ");
    let areas = FocusArea::ALL.map(|it| it.name().to_lowercase()).join("; ");
    section(
        "classes",
        view! {
            <p>"Each line of a project, a country and a purpose, gets a class from its DAC purpose code, its aid type, its climate markers, or a word of its title, in that order of rules; the page of a project shows which rule decided."</p>
            <div class="scroll" tabindex="0" role="group" aria-label="Classes">
                <table class="data"><thead><tr><th scope="col">"Letter"</th><th scope="col">"Class"</th><th scope="col">"Contains"</th></tr></thead>
                <tbody>{classes.collect_view()}</tbody></table>
            </div>
            <p>"ADB’s seven operational priorities: " {priorities} "."</p>
            {formula("weight(k) = max(Σ share of line × weight of its code, effect of markers, effect of title)")}
            <p>"The largest single piece of evidence counts, never their sum. Money is split over the priorities in proportion to the weights; with no weight at all it stands under “no priority”."</p>
            <p>"The five focus areas of the midterm review of 2024: " {areas} ". A project may match several; its money is split equally over those it matches."</p>
        },
    )
}

pub(super) fn complements() -> AnyView {
    let bundles = AnchorKind::ALL.map(|kind| {
        let expected: Vec<String> = kind
            .expected()
            .iter()
            .map(|it| format!("{} ({}%): {}", it.theme.name(), it.benchmark_pct, it.reason))
            .collect();
        view! {
            <tr><th scope="row">{kind.name()}</th><td>{expected.into_iter().map(|line| view! { <div>{line}</div> }).collect_view()}</td></tr>
        }
    });
    section(
        "complements",
        view! {
            <p>"Large works are anchors. For each kind of works some services are expected around it, because works pay off when people can use them."</p>
            {list(&[
                "An anchor has half or more of its money in works, an own share over the least size, a place of the work, and is being built or was completed a few years ago. Dates that are not published are assumed from the usual length of the instrument.",
                "Services are lines of the class services of other activities in the country, of any partner. Money of a line with two themes is halved; money of an activity is spread evenly over its places.",
                "A place counts by rings of distance when both places are precise to 25 km or better. Otherwise it counts as the same district or province: when both carry the same name within the reach of their precision, or the same point. Sources carry no codes of districts, so a name that is spelled otherwise is missed.",
                "Time counts fully from SVC_BEFORE_Y before the works to SVC_AFTER_Y after them, and less beyond.",
                "Names in capitals are constants; their values stand below under constants.",
            ])}
            {formula("coverage = min(1, Σ money × weight of place × weight of time ÷ (benchmark × money of the works))")}
            {formula("opportunity = (1 − coverage) × need × size")}
            <p>"Size is the weight by amount of section 3. Where need has no figures the service is listed and not ranked. The partner that is named gives the largest part of its services in the country to the theme, with RCA_MIN_ACTIVITIES projects or more: a proposal for talks."</p>
            <div class="scroll" tabindex="0" role="group" aria-label="Expected services">
                <table class="data"><thead><tr><th scope="col">"Works"</th><th scope="col">"Expected services, benchmark, why"</th></tr></thead>
                <tbody>{bundles.collect_view()}</tbody></table>
            </div>
        },
    )
}

pub(super) fn gaps() -> AnyView {
    let reasons = [
        Reason::UnderAdb,
        Reason::OverAdb,
        Reason::WithinAdb,
        Reason::NeedUnmet,
        Reason::NeedMet,
        Reason::NoMoney,
        Reason::NoAdbMoney,
        Reason::FewAdbActivities,
        Reason::LowCoverage,
        Reason::NoNeed,
        Reason::NoSupplyRank,
        Reason::NotRecipient,
    ];
    let rows = reasons.map(|reason| {
        view! { <tr><th scope="row"><code>{reason.code()}</code></th><td>{reason.sentence()}</td></tr> }
    });
    section(
        "gaps",
        view! {
            <p>"Money of the last WINDOW_YEARS full years before the day of the data, unless other years are chosen. The filter’s partners and agencies narrow the three; ADB always stands whole beside them. Both baselines are offered; neither is called the truth."</p>
            <h3>"Beside ADB’s own mix"</h3>
            {formula("gap = share of the three − share of ADB, of money that has a priority")}
            <p>"Under: ALIGN_FLAG or more less, where ADB itself gives that much or more. Over: ALIGN_FLAG or more. No result when less than COVER_MIN of the money of either side is classified, or ADB has fewer than ADB_MIN_ACTIVITIES activities. Alignment is the cosine of the two mixes: 1 is the same mix."</p>
            <h3>"Beside need"</h3>
            {formula("gap = rank of need − rank of money of the three a person")}
            <p>"A rank is the part of the other countries that stand lower, ties counted half, from 0 to 1; RANK_MIN_COUNTRIES countries or more must have a value. Need of a priority is the mean rank over its indicators, at least half of which must be loaded, each with its newest value of at most NEED_MAX_AGE_Y years. A gap needs NEED_FLAG_GAP of the ranking and need of NEED_FLAG_NEED or more."</p>
            <h3>"Who could lead"</h3>
            {formula("specialisation = (part of the partner’s money in the country that goes here) ÷ (part of the three’s money)")}
            <p>"Partners over 1 with RCA_MIN_ACTIVITIES projects or more, the most specialised first. None otherwise."</p>
            <div class="scroll" tabindex="0" role="group" aria-label="Reasons of a cell">
                <table class="data"><thead><tr><th scope="col">"Reason"</th><th scope="col">"Meaning"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody></table>
            </div>
        },
    )
}

pub(super) fn mix() -> AnyView {
    let views = View::ALL.map(View::name).join(", ");
    section(
        "mix",
        view! {
            {formula("services share = services ÷ (services + green + hard)")}
            <p>"Production, other and unclassified stand beside it and in no share. Three definitions are offered (" {views} "), because the answer can depend on them:"</p>
            {list(&[
                "Report view: the classes above.",
                "DAC view: categories 11 to 16, 24 and 25 are services, 21 to 23 hard infrastructure, 31 to 33 production.",
                "Physical view: each line of services, green and hard is divided by the part that is typically built, in whole cents.",
            ])}
            <p>"Where the order of the partners differs between them the page says so and names who moves. A year without a column has no data. Projects without a known amount are counted under the figure and not drawn."</p>
        },
    )
}

pub(super) fn concentration() -> AnyView {
    section(
        "concentration",
        view! {
            {formula("HHI = Σ (share)², effective number = 1 ÷ HHI")}
            <p>"Per country and family of sectors, over partners and again over agencies, of positive sums. Donor relations follow the OECD: a partner is important in a country if it is among the largest that together give OECD_CUM of the money there, concentrated if it gives the country more of its money than everyone does."</p>
            {list(&[
                "A: concentrated. B: both. C: important. D: neither; fragmentation is the part of D among all relations.",
                "“Everyone” is everyone who is loaded in Tiga.",
                "Coordination note: COORDINATION_AGENCIES effective agencies or more, and a median project under that of the family in all eleven countries. A reason to talk, not a fault.",
            ])}
        },
    )
}

pub(super) fn screening() -> AnyView {
    section(
        "screening",
        view! {
            <p>"A project that is only planned can be judged by the same rules: its class and priorities, the projects of other partners nearest to it, the works that it would serve. This version of Tiga has no page for drafts; a draft written in Tiga’s own template and imported into a store apart is treated like any record there."</p>
        },
    )
}
