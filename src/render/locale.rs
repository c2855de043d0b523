//! Fluent texts: `templates/locales/<language>/*.ftl`, all files of a language in one bundle.

use fluent_bundle::{
    FluentArgs, FluentError, FluentResource, FluentValue, concurrent::FluentBundle,
};

use super::{assets::Assets, format};
use crate::{
    error::{Context, Error, Result},
    types::Language,
};

type Bundle = FluentBundle<FluentResource>;

/// The messages of every language.
pub struct Texts {
    en: Bundle,
    vi: Bundle,
    th: Bundle,
}

impl Texts {
    /// Parses every `.ftl` file; the shop's own messages replace embedded ones of the same key.
    pub fn load(assets: &Assets) -> Result<Self> {
        Ok(Self {
            en: load_bundle(assets, Language::En)?,
            vi: load_bundle(assets, Language::Vi)?,
            th: load_bundle(assets, Language::Th)?,
        })
    }

    /// Whether a message exists in this language.
    pub fn has(&self, lang: Language, key: &str) -> bool {
        self.bundle(lang).get_message(key).is_some_and(|message| message.value().is_some())
    }

    /// A message in exactly this language.
    ///
    /// # Errors
    /// No such message, or one that speaks of a variable that was not given.
    pub fn text(&self, lang: Language, key: &str, args: &FluentArgs) -> Result<String> {
        let bundle = self.bundle(lang);
        let missing = || Error::broken(format!("there is no text {key} in {lang}"));
        let pattern = bundle.get_message(key).and_then(|m| m.value()).ok_or_else(missing)?;
        let mut problems: Vec<FluentError> = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut problems).into_owned();
        match problems.into_iter().next() {
            None => Ok(text),
            Some(problem) => {
                Err(Error::broken(format!("text {key} in {lang} of {args:?}")).because(problem))
            }
        }
    }

    /// A message, in English where it is missing, else its key: a page with a wrong word is
    /// better than no page.
    pub fn text_or_key(&self, lang: Language, key: &str, args: &[(&str, FluentValue)]) -> String {
        let args: FluentArgs = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let first = self.text(lang, key, &args);
        first
            .or_else(|error| {
                tracing::error!(%error, "a text is missing");
                self.text(Language::En, key, &args)
            })
            .unwrap_or_else(|_| key.to_owned())
    }

    fn bundle(&self, lang: Language) -> &Bundle {
        match lang {
            Language::En => &self.en,
            Language::Vi => &self.vi,
            Language::Th => &self.th,
        }
    }
}

fn load_bundle(assets: &Assets, lang: Language) -> Result<Bundle> {
    let tag = lang.tag().parse().doing(|| format!("reading the language tag {lang}"))?;
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // Isolating marks show as boxes in some mail programs and old phones.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Language::En => |value, _| localised(Language::En, value),
        Language::Vi => |value, _| localised(Language::Vi, value),
        Language::Th => |value, _| localised(Language::Th, value),
    }));
    let folder = format!("locales/{lang}/");
    for name in assets.template_names(&[".ftl"])?.iter().filter(|name| name.starts_with(&folder)) {
        if let Some(source) = assets.embedded_template(name)? {
            let added = bundle.add_resource(parse(name, source)?);
            added.map_err(|errors| twice(name, &errors))?;
        }
        if let Some(source) = assets.own_template(name)? {
            bundle.add_resource_overriding(parse(name, source)?);
        }
    }
    Ok(bundle)
}

fn localised(lang: Language, value: &FluentValue) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::number(lang, number.value)),
        _ => None,
    }
}

fn twice(name: &str, errors: &[FluentError]) -> Error {
    let which: Vec<String> = errors.iter().map(ToString::to_string).collect();
    Error::refused(format!("{name}: {}", which.join(", ")))
}

fn parse(name: &str, source: String) -> Result<FluentResource> {
    FluentResource::try_new(source).map_err(|(resource, errors)| {
        let lines = errors.iter().map(|error| {
            let before = resource.source().get(..error.pos.start).unwrap_or_default();
            format!("line {}: {error}", before.matches('\n').count() + 1)
        });
        Error::refused(format!("{name}: {}", lines.collect::<Vec<_>>().join("; ")))
    })
}

#[cfg(test)]
mod tests;
