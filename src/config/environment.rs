//! Variables named `AFTERWORD__SECTION__KEY` as a layer of the configuration.

use figment::value::{Dict, Map, Value};
use figment::{Error, Metadata, Profile, Provider, util::nest};

/// How the name of every variable begins.
pub(super) const PREFIX: &str = "AFTERWORD__";

/// One variable, so that a message can name it.
pub(super) struct Variable {
    name: String,
    key: String,
    value: Value,
}

impl Variable {
    /// Takes a variable if its name is ours. A variable is text, so it is read as what stands at
    /// its key in `defaults`: a text stays one even if it looks like a number, a list may be
    /// written with commas.
    pub(super) fn new(name: &str, text: &str, defaults: &Value) -> Option<Self> {
        let key = name.strip_prefix(PREFIX)?.to_lowercase().replace("__", ".");
        let value = match defaults.find_ref(&key) {
            Some(Value::Array(..)) if !text.trim_start().starts_with('[') => {
                let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
                Value::from(items.map(Value::from).collect::<Vec<_>>())
            }
            Some(Value::String(..)) | None => Value::from(text),
            Some(_) => read(text),
        };
        Some(Self { name: name.to_owned(), key, value })
    }
}

/// Reads a number, a truth value or a list; what is none of these stays text and is refused later.
fn read(text: &str) -> Value {
    match text.trim().parse::<Value>() {
        Ok(value) => value,
        Err(never) => match never {},
    }
}

impl Provider for Variable {
    fn metadata(&self) -> Metadata {
        Metadata::named(format!("environment variable {}", self.name))
    }

    fn data(&self) -> Result<Map<Profile, Dict>, Error> {
        let dict = nest(&self.key, self.value.clone()).into_dict().unwrap_or_default();
        Ok(Profile::Default.collect(dict))
    }
}
