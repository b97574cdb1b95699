//! Addresses of the web in files.

/// An address of the web, or nothing: other schemes do not belong into a link.
pub(crate) fn web_address(text: &str) -> String {
    let is_plain = text.starts_with("https://") || text.starts_with("http://");
    if is_plain && !text.contains(char::is_whitespace) {
        text.to_owned()
    } else {
        String::new()
    }
}
