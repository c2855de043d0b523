//! The words of one card.

use super::Look;
use crate::domain::names::written_name;
use crate::domain::print::Link;
use crate::domain::survey::{Definition, Phrase, Values};
use crate::flow::House;
use crate::print::Card;
use crate::render::FluentValue;
use crate::types::Language;

/// Whose card it is.
pub(super) struct Of<'a> {
    /// What an error calls it.
    pub place: String,
    /// The customer's name.
    pub name: Option<&'a str>,
    /// The order's number.
    pub number: Option<&'a str>,
    /// The language of its words.
    pub language: Language,
}

/// A card that asks a survey's question.
pub(super) fn card(
    house: &House,
    definition: &Definition,
    look: &Look,
    of: Of<'_>,
    link: Link,
) -> Card {
    let question = question(house, definition, &of);
    Card {
        place: of.place,
        language: of.language,
        link,
        name: of.name.and_then(written_name).map(str::to_owned),
        number: of.number.map(str::to_owned),
        note: look.note(),
        question,
        voucher: look.voucher(),
    }
}

/// The shop's own question, else the usual one of this kind of survey.
fn question(house: &House, definition: &Definition, of: &Of<'_>) -> String {
    let shop = house.config.shop.name.as_str();
    let name = of.name.and_then(written_name).unwrap_or_default();
    let order = of.number.unwrap_or_default();
    let own = definition.text(of.language, "question");
    let own = own.map(|own| Phrase::of(own).fill(&Values { name, shop, order }));
    own.filter(|own| !own.trim().is_empty()).unwrap_or_else(|| {
        let key = format!("survey-question-{}", definition.kind.name());
        let args = [("shop", shop), ("name", name), ("order", order)];
        let args = args.map(|(key, value)| (key, FluentValue::from(value.to_owned())));
        house.renderer.text(of.language, &key, &args)
    })
}
