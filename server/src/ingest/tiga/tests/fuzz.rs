//! Random damage to templates.

use super::super::super::damage::never_panics;
use super::{EXAMPLE, ODDITIES, STARTER, import};

#[test]
fn random_damage_never_panics() {
    let starter = STARTER
        .split_inclusive(|byte| *byte == b'\n')
        .take(30)
        .collect::<Vec<_>>()
        .concat();
    let seeds = [EXAMPLE.to_vec(), ODDITIES.to_vec(), starter];
    never_panics(&seeds, |bytes| import(bytes).ok());
}
