//! The mark of a partner: its colour, its shape and its letter, so that colour never stands alone.

use leptos::prelude::*;
use tiga_domain::partner::Partner;

/// The outline of a partner's shape around the origin, about ten units wide: circle, triangle, square, diamond.
pub const fn shape(partner: Partner) -> &'static str {
    match partner {
        Partner::Us => "M-5,0a5,5 0 1 0 10,0a5,5 0 1 0 -10,0z",
        Partner::Jp => "M0,-5.6L5.6,4.4L-5.6,4.4z",
        Partner::Kr => "M-4.6,-4.6h9.2v9.2h-9.2z",
        Partner::Adb => "M0,-6L6,0L0,6L-6,0z",
    }
}

/// The class that gives a partner's colour.
pub const fn class(partner: Partner) -> &'static str {
    match partner {
        Partner::Us => "p-us",
        Partner::Jp => "p-jp",
        Partner::Kr => "p-kr",
        Partner::Adb => "p-adb",
    }
}

/// The mark and, beside it, the name.
#[component]
pub fn PartnerMark(
    /// The partner.
    partner: Partner,
    /// Show the code instead of the name.
    #[prop(optional)]
    short: bool,
) -> impl IntoView {
    let text = if short {
        partner.code()
    } else {
        partner.name()
    };
    view! {
        <span class=format!("partner {}", class(partner)) title=partner.name()>
            <svg class="mark" viewBox="-7 -7 14 14" aria-hidden="true">
                <path d=shape(partner) />
                <text y="2.6">{partner.letter()}</text>
            </svg>
            <span>{text}</span>
        </span>
    }
}
