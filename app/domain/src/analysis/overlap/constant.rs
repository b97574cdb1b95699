//! The constants of the method's section 3, with its names; the method page prints them from here.

/// Similarity of codes of one voluntary sub-code family.
pub const SEC_PARENT: u8 = 85;
/// Similarity inside one three-digit category, in hundredths.
pub const SEC_CAT3: u8 = 60;
/// Similarity inside one family, in hundredths.
pub const SEC_FAMILY: u8 = 40;
/// Similarity inside transport: road, rail, port and airport are different works.
pub const SEC_MODE: u8 = 40;

/// Kilometres in which closeness falls to 1/e.
pub const GEO_SCALE_KM: f64 = 25.0;
/// Kilometres of imprecision that halve what a place proves.
pub const GEO_BLUR_KM: f64 = 150.0;
/// Closeness from which a place counts as matched.
pub const GEO_MATCH: f64 = 0.4;
/// Weight of the nearest pair of places.
pub const GEO_W_MAX: f64 = 0.7;
/// Weight of the share of places that are matched.
pub const GEO_W_COV: f64 = 0.3;
/// Both places known, far apart.
pub const GEO_FLOOR: f64 = 0.1;
/// Both nationwide.
pub const GEO_NAT_NAT: f64 = 0.40;
/// One nationwide.
pub const GEO_NAT_LOCAL: f64 = 0.25;
/// Most places of one activity that are compared.
pub const GEO_MAX_POINTS: usize = 64;
/// Cells of the grid, in degrees.
pub const GEO_CELL_DEG: f64 = 0.5;
/// Above the largest exact reach.
pub const REACH_KM: f64 = 125.0;

/// Years in which the link between periods falls to 1/e.
pub const TIME_GAP_SCALE_Y: f64 = 2.0;
/// Usual length of loans, equity, guarantees and insurance, in years.
pub const DUR_LOAN_Y: i16 = 6;
/// Usual length of grants and technical assistance, in years.
pub const DUR_GRANT_Y: i16 = 4;
/// Usual length when the instrument is unknown, in years.
pub const DUR_UNKNOWN_Y: i16 = 5;

/// Weights of sector, place, time, theme and text where places are compared.
pub const W_SP: [f64; 5] = [0.35, 0.30, 0.15, 0.10, 0.10];
/// Weights of sector, place, time, theme and text where no place is compared.
pub const W_NS: [f64; 5] = [0.40, 0.0, 0.20, 0.20, 0.20];

/// Cap by place: its base.
pub const CAP_GEO_BASE: f64 = 0.35;
/// Cap by place: its slope.
pub const CAP_GEO_SLOPE: f64 = 0.60;
/// Cap where a place is unknown.
pub const CAP_NOPLACE: f64 = 0.55;
/// Cap where dates are unknown.
pub const CAP_NODATE: f64 = 0.60;
/// Cap where periods lie apart.
pub const CAP_TIME: f64 = 0.45;
/// Time sub-score under which periods lie apart.
pub const TIME_CAP_BELOW: f64 = 0.20;
/// Cap for different sectors.
pub const CAP_SECTOR: f64 = 0.60;
/// Sector sub-score under which sectors are different.
pub const SECTOR_CAP_BELOW: f64 = 0.60;
/// Cap without a shared word, where no place is compared.
pub const CAP_NOWORD: f64 = 0.65;
/// Text sub-score from which a word is shared.
pub const TEXT_ANY: f64 = 0.05;

/// Score of an overlap.
pub const T_OVERLAP: f64 = 0.70;
/// Score of a complement.
pub const T_COMPLEMENT: f64 = 0.50;
/// Score of adjacent activities.
pub const T_ADJACENT: f64 = 0.42;
/// Sector sub-score of a complement.
pub const SEC_COMPLEMENT: f64 = 0.6;
/// Time sub-score from which periods meet.
pub const TIME_MEET: f64 = 0.5;
/// Text sub-score of one title.
pub const TEXT_SAME: f64 = 0.60;
/// Text sub-score at which a shared name tells one programme.
pub const TEXT_RARE: f64 = 0.35;
/// Titles in which a rare word occurs at most.
pub const RARE_DF: u32 = 4;
/// Titles for each further occurrence of a rare word.
pub const RARE_DF_PER: u32 = 50_000;

/// Score of the edges of a cluster.
pub const T_CLUSTER: f64 = 0.70;
/// Nodes above which a cluster is cut again.
pub const CLUSTER_MAX: usize = 15;
/// Step by which the threshold of a cut rises.
pub const CLUSTER_STEP: f64 = 0.02;
/// Threshold at which cutting ends.
pub const CLUSTER_CEIL: f64 = 0.90;

/// Partners of one activity that a block scores at most.
pub const MAX_PARTNERS: usize = 500;
/// Own share at which materiality begins, in US dollars.
pub const MAT_FLOOR_USD: f64 = 100_000.0;
/// Decades from the floor to full materiality.
pub const MAT_DECADES: f64 = 4.0;
/// Confidence of a pair under which its data are called weak.
pub const WEAK_DATA: f64 = 0.4;
