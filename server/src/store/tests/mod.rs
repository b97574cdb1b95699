//! The store on `SQLite` in memory, and on `PostgreSQL` when `TIGA_TEST_POSTGRES` holds its address.
#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod drift;
mod full;
mod import;
mod reading;
mod sample;
mod store;
mod twice;
