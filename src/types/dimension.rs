//! The name of what answers are split by.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// A dimension that the shop names: `product`, or a property of orders and customers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dimension(String);

impl Dimension {
    /// The dimensions that every shop has.
    pub const GIVEN: [&'static str; 3] = ["location", "channel", "language"];

    /// The dimension of the whole, whose one member is empty.
    pub const ALL: &'static str = "all";

    /// The dimension of what an order holds.
    pub const PRODUCT: &'static str = "product";

    /// How many characters a name has at most.
    const LONGEST: usize = 40;

    /// Reads a name; `None` if it is empty, too long, holds control characters, or is that of a
    /// dimension every shop has.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let name: String = text.trim().nfc().collect();
        let is_free = !Self::GIVEN.contains(&name.as_str()) && name != Self::ALL;
        let is_name = !name.is_empty()
            && name.chars().count() <= Self::LONGEST
            && !name.chars().any(char::is_control);
        (is_free && is_name).then_some(Self(name))
    }

    /// The name as it is counted under.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Dimension;

    #[test]
    fn names_are_properties_and_not_those_every_shop_has() {
        for (text, name) in [("staff", "staff"), (" Nha\u{302}n viên ", "Nhân viên")] {
            assert_eq!(Dimension::parse(text).unwrap().as_str(), name);
        }
        for wrong in ["", " ", "location", "all", "a\nb", &"x".repeat(41)] {
            assert_eq!(Dimension::parse(wrong), None, "{wrong}");
        }
    }
}
