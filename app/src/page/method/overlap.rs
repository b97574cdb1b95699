//! The rules of pairs and clusters in words and formulas (method 3).

use leptos::prelude::*;
use tiga_domain::analysis::overlap::{Cap, NotCompared, Relation, Rule, constant as pair};

use super::{formula, list, section};

/// What the relations mean.
const fn meaning(relation: Relation) -> &'static str {
    match relation {
        Relation::Joint => {
            "legs of one declared package, or one record names the other; never counted as overlap"
        }
        Relation::SameProgramme => {
            "a question: the same counterpart, the same title, or a shared name; continuation, one programme, or a record twice"
        }
        Relation::Overlap => "the same kind of work for the same area or clients at the same time",
        Relation::Complement => "works and the service of the same sector that makes them useful",
        Relation::Adjacent => {
            "the same sector nearby or nationwide; shown on the page of a project"
        }
    }
}

pub(super) fn overlaps() -> AnyView {
    let relations = Relation::ALL.map(|relation| {
        view! { <tr><th scope="row">{relation.name()}</th><td>{meaning(relation)}</td></tr> }
    });
    let names = |names: Vec<&'static str>| names.join(" ");
    let not_compared = names(NotCompared::ALL.map(NotCompared::sentence).to_vec());
    let caps = Cap::ALL.map(Cap::name).join("; ");
    let rules = Rule::ALL.map(Rule::code).join(", ");
    let thresholds = format!(
        "Works and a service of one sector whose periods meet are complements from {}; other pairs are an overlap from {} and adjacent from {}.",
        pair::T_COMPLEMENT,
        pair::T_OVERLAP,
        pair::T_ADJACENT,
    );
    section(
        "overlaps",
        view! {
            <p>"Two projects of different partners with a country in common are compared when they share a package, stand within reach of each other in one family of sectors, share a rare name or a counterpart, or, where neither stands anywhere, share a word. So work grows with the number of near neighbours and not with the square of the number of projects. Not compared: " {not_compared}</p>
            {formula("score = min(weighted mean of sector, place, time, theme, text; caps)")}
            {list(&[
                "Sector: 1 for one code, less for one parent code, category or family; shares of several codes are compared by a normalised product, so that the same mix scores 1.",
                "Place: falls with the distance of the nearest places and with their imprecision, and counts how many places have a counterpart. A ministry’s address is not the place of the work.",
                "Time: a half and more when the periods meet, falling steadily as they part. Ends that are not published are assumed from the usual length of the instrument, and said to be.",
                "Theme: shared priorities and themes. Text: shared words of the titles, rare ones weighing more.",
                "Money is not in the score: size says how much an overlap matters, not whether it is one.",
            ])}
            {formula("place = max(GEO_FLOOR, GEO_W_MAX × nearest + GEO_W_COV × matched)")}
            {formula("nearest = exp(−max(0, km − r ÷ 2) ÷ GEO_SCALE_KM) ÷ (1 + r ÷ GEO_BLUR_KM), r the sum of both RADIUS_KM")}
            {formula("time = ½ + ½ × days in common ÷ days of the shorter, or ½ × exp(−years between ÷ TIME_GAP_SCALE_Y)")}
            <p>"Caps that hold a score down: " {caps} ". The explanation of a pair names the one that binds."</p>
            <div class="scroll" tabindex="0" role="group" aria-label="Relations">
                <table class="data"><thead><tr><th scope="col">"Relation"</th><th scope="col">"Meaning"</th></tr></thead>
                <tbody>{relations.collect_view()}</tbody></table>
            </div>
            <p>{thresholds} " The rule that decided stands in each record: " <code>{rules}</code> "."</p>
            {formula("weight by amount = log₁₀(smaller own share ÷ MAT_FLOOR_USD) ÷ MAT_DECADES, from 0 to 1")}
            <p>"Confidence is the product over both projects of how well code, place, end date and amount are known. Lists are ordered by relation, then by score × weight."</p>
            <p>"Clusters are groups of one country that overlap from one to the next; a group of more than " {pair::CLUSTER_MAX} " is cut again at rising scores, and what is cut is shown. The suggested lead is the partner with the largest own share of the last five full years: a proposal for talks, with its reason."</p>
        },
    )
}
