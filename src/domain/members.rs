//! Along what answers are split: by location, channel and language everywhere, and by whatever
//! the shop names besides (`[site] dimensions`).
//!
//! What orders, customers and invitations say goes in, dimension and member pairs come out as they
//! are frozen in entries: composed (NFC), without what cannot be seen, bounded in length and
//! number, each once.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::types::Dimension;

/// Dimension and member pairs.
pub type Members = Vec<(String, String)>;

/// The property whose one text holds several members, separated by commas.
const TAGS: &str = "tags";

/// How many characters of a name are kept.
pub const LONGEST: usize = 80;

/// How many members one answer has in a dimension at most: of an order of hundreds of lines, the
/// first.
pub const MOST: usize = 20;

/// What is known of the subject of an answer.
#[derive(Clone, Debug, Default)]
pub struct Traits {
    /// The products of the order.
    pub products: Vec<String>,
    /// Properties, those that win first: the invitation's, the order's, the customer's.
    pub properties: Vec<serde_json::Map<String, Value>>,
}

/// The members of an answer in the dimensions that the shop has named.
#[must_use]
pub fn of(dimensions: &[Dimension], traits: &Traits) -> Members {
    let mut members = Members::new();
    for dimension in dimensions {
        let first = members.len();
        for name in names(dimension.as_str(), traits).iter().filter_map(|name| normal(name)) {
            let pair = (dimension.to_string(), name);
            let own = members.get(first..).unwrap_or_default();
            if own.len() < MOST && !own.contains(&pair) {
                members.push(pair);
            }
        }
    }
    members
}

fn names(dimension: &str, traits: &Traits) -> Vec<String> {
    if dimension == Dimension::PRODUCT && !traits.products.is_empty() {
        return traits.products.clone();
    }
    let values = traits.properties.iter().filter_map(|properties| properties.get(dimension));
    let found = values.map(texts).find(|texts| texts.iter().any(|text| normal(text).is_some()));
    let found = found.unwrap_or_default();
    if dimension == TAGS {
        return found.iter().flat_map(|text| text.split(',')).map(str::to_owned).collect();
    }
    found
}

/// What a property says; of a list, each.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(yes) => vec![yes.to_string()],
        Value::Array(list) => {
            list.iter().filter(|value| !value.is_array()).flat_map(texts).collect()
        }
        Value::Null | Value::Object(_) => Vec::new(),
    }
}

/// A name as it is counted; `None` if nothing of it can be seen. Names that differ only in how
/// they were typed (composed or not, in their spaces, by invisible marks) are one.
#[must_use]
pub fn normal(raw: &str) -> Option<String> {
    // More marks than any name has would make one character long enough to fill a page.
    let visible = raw.chars().filter(|c| !is_invisible(*c)).take(4 * LONGEST);
    let composed: String = visible.map(|c| if c.is_control() { ' ' } else { c }).nfc().collect();
    let spaced = composed.split_whitespace().collect::<Vec<_>>().join(" ");
    if spaced.is_empty() {
        return None;
    }
    if spaced.chars().count() <= LONGEST {
        return Some(spaced);
    }
    let kept: String = spaced.chars().take(LONGEST - 1).collect();
    Some(format!("{}…", kept.trim_end()))
}

/// Marks that turn the direction of text or leave no trace: with them two names look like one, or
/// one upsets the line it stands in.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn traits(products: &[&str], properties: &[Value]) -> Traits {
        Traits {
            products: products.iter().map(|name| (*name).to_owned()).collect(),
            properties: properties.iter().filter_map(|v| v.as_object().cloned()).collect(),
        }
    }

    fn named(names: &[&str]) -> Vec<Dimension> {
        names.iter().filter_map(|name| Dimension::parse(name)).collect()
    }

    fn of_names(dimensions: &[&str], traits: &Traits) -> Vec<String> {
        of(&named(dimensions), traits)
            .into_iter()
            .map(|(name, member)| format!("{name}={member}"))
            .collect()
    }

    #[test]
    fn an_answer_has_the_members_the_shop_asks_for() {
        let known = traits(
            &["Trà sen", " Trà  sen ", "Ấm", ""],
            &[json!({"staff": ""}), json!({"staff": "Hằng", "tier": 2}), json!({"tier": "gold"})],
        );
        assert_eq!(
            of_names(&["staff", "product", "tier", "absent"], &known),
            ["staff=Hằng", "product=Trà sen", "product=Ấm", "tier=2"]
        );
        assert_eq!(of_names(&[], &known), [""; 0]);
    }

    #[test]
    fn lists_and_tags_are_several() {
        let known = traits(&[], &[json!({"tags": "sale, Tết,,sale", "who": ["An", "Bình"]})]);
        assert_eq!(
            of_names(&["tags", "who"], &known),
            ["tags=sale", "tags=Tết", "who=An", "who=Bình"]
        );
    }

    #[test]
    fn the_same_name_typed_otherwise_is_the_same() {
        assert_eq!(normal("Tra\u{300}  sen\u{200b}\n"), Some("Trà sen".to_owned()));
        assert_eq!(normal("\u{202e}\t \u{feff}"), None);
        assert_eq!(normal("ภาษาไทย"), Some("ภาษาไทย".to_owned()));
    }

    #[test]
    fn an_order_of_many_lines_counts_for_its_first() {
        let lines: Vec<String> = (0..500).map(|n| format!("P{n}")).collect();
        let known = Traits { products: lines, properties: Vec::new() };
        assert_eq!(of(&named(&["product"]), &known).len(), MOST);
    }

    proptest! {
        #[test]
        fn a_name_is_bounded_and_stays_what_it_is(raw in "\\PC{0,200}|[\u{0}-\u{3ff}]{0,200}") {
            if let Some(name) = normal(&raw) {
                prop_assert!(!name.is_empty() && name.chars().count() <= LONGEST);
                prop_assert!(!name.chars().any(|c| c.is_control() || is_invisible(c)));
                prop_assert_eq!(normal(&name), Some(name));
            }
        }
    }
}
