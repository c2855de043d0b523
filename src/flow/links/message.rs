//! What staff send with a link: the shop's own words (`message` in the survey's texts), else the
//! house's, and the address in a line of its own, which messengers make a link of.

use crate::domain::names::greeting_name;
use crate::domain::survey::{Definition, Phrase, Values};
use crate::flow::House;
use crate::render::FluentValue;
use crate::types::Language;

/// The message to a customer about an order.
pub(super) fn write(
    house: &House,
    definition: &Definition,
    language: Language,
    (name, order): (Option<&str>, Option<&str>),
    url: &str,
) -> String {
    let name = name.map(|name| greeting_name(name, language)).unwrap_or_default();
    let values =
        Values { name: &name, shop: &house.config.shop.name, order: order.unwrap_or_default() };
    let own = definition.text(language, "message").map(|text| Phrase::of(text).fill(&values));
    let own = own.filter(|text| !text.trim().is_empty());
    let words = own.unwrap_or_else(|| default(house, language, &values));
    format!("{}\n{url}", words.trim())
}

fn default(house: &House, language: Language, values: &Values<'_>) -> String {
    let args = [("name", values.name), ("shop", values.shop), ("order", values.order)];
    let args = args.map(|(key, value)| (key, FluentValue::from(value.to_owned())));
    let text = |key: &str| house.renderer.text(language, key, &args);
    let hello = if values.name.is_empty() { "link-hello" } else { "link-hello-name" };
    let body = if values.order.is_empty() { "link-body" } else { "link-body-order" };
    format!("{} {}", text(hello), text(body))
}
