//! The statements that a house sends to its database, as diesel tells of them.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, Once, PoisonError};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use regex::Regex;

/// By what stands in the address of a database: its statements, the first of each shape.
static WATCHED: Mutex<BTreeMap<String, BTreeMap<String, String>>> = Mutex::new(BTreeMap::new());

/// Lists of values: a statement has a text for each length.
static LIST: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\(\?(, \?)*\)|\(\$\d+(, \$\d+)*\))").expect("a pattern"));

/// From now on, writes down what goes over connections to a database in whose address this stands.
pub fn watch(mark: &str) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        set_default_instrumentation(|| Some(Box::new(Recorder(None)))).expect("a place for it");
    });
    watched().insert(mark.to_owned(), BTreeMap::new());
}

/// What went over them.
pub fn statements(mark: &str) -> Vec<String> {
    watched().remove(mark).unwrap_or_default().into_values().collect()
}

fn watched() -> std::sync::MutexGuard<'static, BTreeMap<String, BTreeMap<String, String>>> {
    WATCHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What watches one connection, if its database is watched.
struct Recorder(Option<String>);

impl Instrumentation for Recorder {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => {
                self.0 = watched().keys().find(|mark| url.contains(mark.as_str())).cloned();
            }
            InstrumentationEvent::StartQuery { query, .. } => {
                let Some(mark) = &self.0 else { return };
                let text = query.to_string();
                let sql = text.split(" -- binds:").next().unwrap_or_default().replace('`', "\"");
                // What inserts rows looks for none; what trials ask by themselves has no quotes.
                let looks = ["SELECT", "UPDATE", "DELETE"].iter().any(|verb| sql.starts_with(verb));
                // An empty list is a condition that never holds: nothing is looked at.
                if !looks || !sql.contains('"') || sql.contains("(1=0)") {
                    return;
                }
                let shape = LIST.replace_all(&sql, "(…)").into_owned();
                if let Some(found) = watched().get_mut(mark) {
                    found.entry(shape).or_insert(sql);
                }
            }
            _ => {}
        }
    }
}
