//! Rows as JSON, made by the database: handing over a few long texts costs a driver far less than many small values.

use sea_orm::DbBackend;

/// An array of these values, separated by commas.
pub(super) fn array(backend: DbBackend, values: &str) -> String {
    let function = match backend {
        DbBackend::Sqlite => "json_array",
        _ => "json_build_array",
    };
    format!("{function}({values})")
}

/// The arrays of these values of all rows of a query, as text; `order` is empty or an `ORDER BY`.
pub(super) fn list(backend: DbBackend, values: &str, order: &str) -> String {
    let function = match backend {
        DbBackend::Sqlite => "json_group_array",
        _ => "json_agg",
    };
    let array = array(backend, values);
    format!("CAST(coalesce({function}({array}{order}), '[]') AS text)")
}

/// A column as a value. Fractions go as text that names each exactly: as numbers `SQLite` shortens them to fifteen
/// digits, and readers of JSON may be off by the last bit.
pub(super) fn value(backend: DbBackend, column: &str) -> String {
    match (backend, column) {
        (DbBackend::Sqlite, "lat" | "lon") => format!("format('%!.20e', \"{column}\")"),
        (_, "lat" | "lon") => format!("CAST(\"{column}\" AS text)"),
        _ => format!("\"{column}\""),
    }
}
