//! Tera with the house's functions and filters, once for each language.
//!
//! Components see nothing of the context around them, so the language is bound to the functions
//! and filters and not looked up.

use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::civil::Date;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::{assets::Assets, format, locale::Texts};
use crate::{
    error::{Context as _, Error, Result},
    types::{Language, PublicUrl},
};

/// Every template, ready to render.
pub struct Templates {
    en: Tera,
    vi: Tera,
    th: Tera,
}

impl Templates {
    /// Parses every template.
    pub fn load(assets: &Assets, texts: &Arc<Texts>, home: &PublicUrl) -> Result<Self> {
        let mut sources = Vec::new();
        for name in assets.template_names(&[".html", ".mjml", ".svg", ".xml", ".txt"])? {
            let source = assets.template(&name)?;
            sources.push((name, source));
        }
        let mut en = Tera::default();
        en.autoescape_on(vec![".html", ".mjml", ".svg", ".xml"]);
        speak(&mut en, Language::En, texts);
        let home = home.clone();
        en.register_function("path", move |kwargs: Kwargs, _: &State| {
            Ok::<_, tera::Error>(home.path(kwargs.must_get("to")?))
        });
        en.add_raw_templates(sources).map_err(|error| Error::refused(error.to_string()))?;
        let in_language = |lang| {
            let mut tera = en.clone();
            speak(&mut tera, lang, texts);
            tera
        };
        Ok(Self { vi: in_language(Language::Vi), th: in_language(Language::Th), en })
    }

    /// Renders one of them.
    pub fn render(&self, name: &str, lang: Language, mut context: Context) -> Result<String> {
        context.insert("lang", lang.tag());
        let tera = match lang {
            Language::En => &self.en,
            Language::Vi => &self.vi,
            Language::Th => &self.th,
        };
        tera.render(name, &context).doing(|| format!("rendering {name}"))
    }
}

/// Makes the functions and filters of this instance speak a language.
fn speak(tera: &mut Tera, lang: Language, texts: &Arc<Texts>) {
    let texts = Arc::clone(texts);
    tera.register_function("t", move |kwargs: Kwargs, _: &State| text(&texts, lang, &kwargs));
    tera.register_filter("number", move |value: f64, _: Kwargs, _: &State| {
        format::number(lang, value)
    });
    tera.register_filter("decimal", move |value: f64, kwargs: Kwargs, _: &State| {
        Ok::<_, tera::Error>(format::decimal(lang, value, kwargs.get("digits")?.unwrap_or(1)))
    });
    tera.register_filter("percent", move |value: f64, kwargs: Kwargs, _: &State| {
        Ok::<_, tera::Error>(format::percent(lang, value, kwargs.get("digits")?.unwrap_or(0)))
    });
    tera.register_filter("points", move |value: f64, kwargs: Kwargs, _: &State| {
        Ok::<_, tera::Error>(format::points(lang, value, kwargs.get("sign")?.unwrap_or(false)))
    });
    tera.register_filter("date", move |day: &str, _: Kwargs, _: &State| {
        parse_day(day).map(|day| format::date(lang, day))
    });
    tera.register_filter("month", move |day: &str, _: Kwargs, _: &State| {
        parse_day(day).map(|day| format::month(lang, day))
    });
    tera.register_filter("day_month", move |day: &str, _: Kwargs, _: &State| {
        parse_day(day).map(|day| format::day_month(lang, day))
    });
}

/// `t(key="…", n=5)`: the text as a plain string, escaped where the template escapes.
fn text(texts: &Texts, lang: Language, kwargs: &Kwargs) -> TeraResult<String> {
    let key: &str = kwargs.must_get("key")?;
    let mut args = FluentArgs::new();
    for (name, value) in kwargs.iter() {
        if let Some(name) = name.as_str().filter(|name| *name != "key") {
            args.set(name.to_owned(), fluent_value(value));
        }
    }
    texts.text(lang, key, &args).map_err(|error| tera::Error::chain(error.to_string(), error))
}

fn fluent_value(value: &Value) -> FluentValue<'static> {
    match value.as_f64() {
        Some(number) if value.is_number() => FluentValue::from(number),
        _ => FluentValue::from(value.to_string()),
    }
}

/// A day from `2026-11-21`, `2026-11` (its first) or anything longer that begins with a day.
fn parse_day(text: &str) -> TeraResult<Date> {
    let wrong = || tera::Error::message(format!("{text} is no date like 2026-11-21 or 2026-11"));
    let day = text.get(..10).map_or_else(|| format!("{text}-01"), str::to_owned);
    day.parse().map_err(|error| tera::Error::chain(wrong(), error))
}

#[cfg(test)]
mod tests {
    use crate::{render::Renderer, types::Language};

    #[test]
    fn every_template_parses() {
        Renderer::new(None).unwrap();
    }

    #[test]
    fn an_override_replaces_one_file_and_one_message() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("templates/greeting.html", "{{ name }} {{ t(key=\"greeting-test\", n=1234) }}");
        write("templates/locales/vi/own.ftl", "greeting-test = có { $n }");
        let render = |renderer: &Renderer| {
            let mut context = tera::Context::new();
            context.insert("name", "<Lan>");
            renderer.render("greeting.html", Language::Vi, context)
        };
        let renderer = Renderer::new(Some(folder.path())).unwrap();
        assert_eq!(render(&renderer).unwrap(), "&lt;Lan&gt; có 1.234");

        write("templates/greeting.html", "\n{{ broken");
        let error = Renderer::new(Some(folder.path())).unwrap_err().to_string();
        assert!(error.contains("greeting.html:2"), "{error}");
        write("templates/greeting.html", "");
        write("templates/locales/vi/own.ftl", "a = b\nbroken {\n");
        let error = Renderer::new(Some(folder.path())).unwrap_err().to_string();
        assert!(error.contains("own.ftl: line 2"), "{error}");
    }
}
