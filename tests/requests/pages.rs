//! What pages offer: the fields of their forms, each with a value that it takes.

use std::collections::BTreeMap;

use regex::Regex;

/// Values by the fields that they stand in.
#[derive(Clone, Debug, Default)]
pub struct Offered(BTreeMap<String, Vec<String>>);

impl Offered {
    /// Takes in the fields of a page.
    pub fn take(&mut self, html: &str) {
        let tag = Regex::new("<(input|button|select|option)\\b[^>]*>").expect("a pattern");
        let mut select = None;
        for found in tag.captures_iter(html) {
            let (whole, kind) = (&found[0], &found[1]);
            let name = attribute(whole, "name");
            match (kind, name, attribute(whole, "value")) {
                ("select", name, _) => select = name,
                ("option", _, Some(value)) => {
                    if let Some(name) = &select {
                        self.add(name, value);
                    }
                }
                (_, Some(name), Some(value)) => self.add(&name, value),
                (_, Some(name), None) => drop(self.0.entry(name).or_default()),
                _ => {}
            }
        }
    }

    /// Takes in one value.
    pub fn add(&mut self, name: &str, value: String) {
        let values = self.0.entry(name.to_owned()).or_default();
        if !values.contains(&value) {
            values.push(value);
        }
    }

    /// The values of a field.
    pub fn of(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// The fields.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }
}

/// The hidden fields of the first form of a page.
pub fn hidden(html: &str) -> Vec<(String, String)> {
    let form = html.split("<form").nth(1).unwrap_or_default();
    let form = form.split("</form>").next().unwrap_or_default();
    let tag = Regex::new("<input\\b[^>]*type=\"?hidden\"?[^>]*>").expect("a pattern");
    let pairs = tag.find_iter(form).filter_map(|tag| {
        Some((attribute(tag.as_str(), "name")?, attribute(tag.as_str(), "value")?))
    });
    pairs.collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split_once(&format!(" {name}=\""))?.1.split('"').next()?;
    Some(value.replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&"))
}
