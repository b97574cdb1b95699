//! Files and rows that are not as documented.

use super::super::super::damage::never_panics;
use super::{BULK_2020, BULK_2024, EXPLORER, import, lines};

fn message(bytes: &[u8]) -> String {
    match import(bytes) {
        Err(error) => error.to_string(),
        Ok(_) => "read".to_owned(),
    }
}

#[test]
fn missing_columns_are_named() {
    assert_eq!(
        message(b"DonorName;DonorCode;RecipientCode;USD_Commitment_Defl;CrsID\n"),
        "columns are missing: Year, AgencyCode, PurposeCode, USD_Commitment or USD_Disbursement"
    );
    assert!(message(b"STRUCTURE,STRUCTURE_ID,DONOR\n").contains("obsvalue"));
    assert!(message(b"").contains("no header row"));
    assert_eq!(
        message(b"Year|DonorCode|AgencyCode|RecipientCode|PurposeCode|USD_Disbursement\n"),
        "read"
    );
}

#[test]
fn rows_that_do_not_fit_are_told_with_their_line() {
    let found = lines(&[
        "2020|701|8|A|769|14020|13|1",
        "2020|701|8|A|769|14020|13|1||extra",
        "20x0|701|8|A|769|14020|13|1|",
        "2020||8|A|769|14020|13|1|",
        "2020|Japan|8|A|769|14020|13|1|",
        "2020|701|8|A|Viet Nam|14020|13|1|",
        "2020|701|8|A|769|14020|13|a lot|",
        "2020|701|8|A|769|14020|13|99999999|",
        "",
        "2020|701|8|A|769|14|77|1|",
        "2020|701|8|A|769|14020|13|1|1",
    ]);
    assert_eq!(
        found.told(),
        [
            "reject 2 row: not as many cells as the header, which has 9",
            "reject 3 row: not as many cells as the header, which has 9",
            "reject 4 Year: no year",
            "reject 5 DonorCode: no code of a single donor",
            "reject 6 DonorCode: no code of a single donor",
            "reject 7 RecipientCode: no code of a single recipient",
            "reject 8 USD_Commitment: the amount is not a number that money can have",
            "reject 9 USD_Commitment: the amount is not a number that money can have",
            "note 11 PurposeCode: a purpose code that no list has",
            "note 11 FlowCode: an unknown flow",
        ]
    );
    assert_eq!((found.rejected(), found.activities().len()), (8, 1));
}

#[test]
fn a_quotation_mark_that_is_never_closed_ends_the_file() {
    let found = lines(&[
        "2020|701|8|A|769|14020|13|1|1",
        "2020|701|8|\"A|769|14020|13|1|1",
        "2020|701|8|A|769|14020|13|1|1",
    ]);
    assert_eq!((found.activities().len(), found.rejected()), (1, 1));
    assert!(found.told()[0].starts_with("error 3 row: a quotation mark is not closed"));
}

#[test]
fn random_damage_never_panics() {
    let seeds = [BULK_2020, BULK_2024, EXPLORER].map(<[u8]>::to_vec);
    never_panics(&seeds, |bytes| import(bytes).ok());
}
