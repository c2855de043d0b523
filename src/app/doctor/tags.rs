//! Lists of `tag=value;`, as DKIM's and DMARC's records are written (RFC 6376 §3.2).

/// The tags in order, names in lower case, white space within values gone.
pub(super) fn read(text: &str) -> Vec<(String, String)> {
    let tag = |part: &str| {
        let (name, value) = part.split_once('=')?;
        let value = value.chars().filter(|c| !c.is_whitespace()).collect();
        Some((name.trim().to_lowercase(), value))
    };
    text.split(';').filter_map(tag).collect()
}

/// The value of a tag.
pub(super) fn value<'a>(tags: &'a [(String, String)], name: &str) -> Option<&'a str> {
    tags.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}
