//! The languages everything exists in.

use serde::{Deserialize, Serialize};

/// A language that customers, staff and owners can read Afterword in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Vietnamese.
    Vi,
    /// Thai.
    Th,
}

impl Language {
    /// All languages, in the order in which they are listed to people.
    pub const ALL: [Self; 3] = [Self::En, Self::Vi, Self::Th];

    /// The BCP 47 tag, as in `lang="vi"`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Vi => "vi",
            Self::Th => "th",
        }
    }

    /// Reads a tag such as `vi`, `vi-VN` or `VI_vn`; `None` for a language we do not speak.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The first language we speak, by weight, in an `Accept-Language` header (RFC 9110 §12.5.4).
    #[must_use]
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for range in header.split(',') {
            let mut parts = range.split(';');
            let Some(language) = parts.next().and_then(Self::parse) else { continue };
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q=").map(str::to_owned))
                .map_or(1.0, |q| q.parse().unwrap_or(0.0));
            if weight > 0.0 && best.is_none_or(|(_, highest)| weight > highest) {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language)
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_heaviest_known_language_wins() {
        let pick = Language::from_accept_language;
        assert_eq!(pick("fr, vi;q=0.8, th;q=0.9"), Some(Language::Th));
        assert_eq!(pick("vi-VN,vi;q=0.9,en-US;q=0.6"), Some(Language::Vi));
        assert_eq!(pick("en;q=0, fr"), None);
        assert_eq!(pick(";;;,q=,="), None);
    }
}
