//! As much of JSON Schema 2020-12 as our schema uses, to hold our files against it. A keyword that
//! is not known here is a problem: nothing is passed over.

use regex::Regex;
use serde_json::Value;

/// A schema with its `$defs`.
pub(super) struct Schema(pub(super) Value);

impl Schema {
    /// What is wrong with a value, each with its path.
    pub(super) fn problems(&self, value: &Value) -> Vec<String> {
        let mut problems = Vec::new();
        self.check(&self.0, value, "", &mut problems);
        problems
    }

    fn check(&self, schema: &Value, value: &Value, path: &str, problems: &mut Vec<String>) {
        for (keyword, rule) in schema.as_object().unwrap() {
            let fine = match keyword.as_str() {
                "$schema" | "title" | "description" | "$defs" => true,
                "$ref" => {
                    let place = rule.as_str().unwrap().trim_start_matches('#');
                    self.check(self.0.pointer(place).unwrap(), value, path, problems);
                    true
                }
                "type" => is_a(rule.as_str().unwrap(), value),
                "enum" => rule.as_array().unwrap().contains(value),
                "const" => rule == value,
                "pattern" => {
                    let pattern = Regex::new(rule.as_str().unwrap()).unwrap();
                    value.as_str().is_none_or(|text| pattern.is_match(text))
                }
                "minimum" => value.as_f64().is_none_or(|n| n >= rule.as_f64().unwrap()),
                "maximum" => value.as_f64().is_none_or(|n| n <= rule.as_f64().unwrap()),
                "required" => has_all(value, rule),
                "dependentRequired" => rule
                    .as_object()
                    .unwrap()
                    .iter()
                    .all(|(key, needs)| value.get(key).is_none() || has_all(value, needs)),
                "items" => {
                    for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(rule, item, &format!("{path}/{place}"), problems);
                    }
                    true
                }
                "properties" => {
                    for (key, rule) in rule.as_object().unwrap() {
                        if let Some(inner) = value.get(key) {
                            self.check(rule, inner, &format!("{path}/{key}"), problems);
                        }
                    }
                    true
                }
                "patternProperties" | "additionalProperties" => {
                    self.check_others(schema, keyword, value, path, problems)
                }
                unknown => panic!("{unknown} is not known here"),
            };
            if !fine {
                problems.push(format!("{path}: {keyword}"));
            }
        }
    }

    /// Keys that `properties` does not name.
    fn check_others(
        &self,
        schema: &Value,
        keyword: &str,
        value: &Value,
        path: &str,
        problems: &mut Vec<String>,
    ) -> bool {
        let patterns: Vec<(Regex, &Value)> = schema["patternProperties"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(pattern, rule)| (Regex::new(pattern).unwrap(), rule))
            .collect();
        let mut fine = true;
        for (key, inner) in value.as_object().into_iter().flatten() {
            let inside = format!("{path}/{key}");
            let matching = patterns.iter().find(|(pattern, _)| pattern.is_match(key));
            match (keyword, matching, &schema[keyword]) {
                ("patternProperties", Some((_, rule)), _) => {
                    self.check(rule, inner, &inside, problems);
                }
                ("additionalProperties", None, Value::Bool(allowed)) => fine &= allowed,
                ("additionalProperties", None, rule) => self.check(rule, inner, &inside, problems),
                _ => {}
            }
        }
        fine
    }
}

fn is_a(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        _ => false,
    }
}

fn has_all(value: &Value, keys: &Value) -> bool {
    keys.as_array().unwrap().iter().all(|key| value.get(key.as_str().unwrap()).is_some())
}
