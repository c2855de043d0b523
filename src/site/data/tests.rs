use serde_json::Value;

use crate::render::Renderer;
use crate::site::{Edition, build, sample};
use crate::types::Kind;

use super::schema::Schema;

fn edition() -> Edition {
    let mut surveys: Vec<_> =
        Kind::ALL.into_iter().map(|kind| sample::survey(kind.name(), kind, 0.4)).collect();
    surveys.push(sample::parts("parts", 4, 9));
    surveys.extend([sample::young("ten", 10), sample::young("one", 1), sample::young("none", 0)]);
    build(&Renderer::new(None).unwrap(), &sample::input(surveys)).unwrap()
}

fn json(edition: &Edition, path: &str) -> Value {
    serde_json::from_slice(&edition.files()[path]).unwrap()
}

#[test]
fn every_survey_is_as_the_schema_says() {
    let edition = edition();
    let schema = Schema(json(&edition, "data/schema.json"));
    let slugs: Vec<Value> =
        json(&edition, "data/index.json")["surveys"].as_array().unwrap().clone();
    assert_eq!(slugs.len(), 10);
    for slug in slugs {
        let survey = json(&edition, &format!("data/{}.json", slug.as_str().unwrap()));
        assert_eq!(schema.problems(&survey), Vec::<String>::new(), "{slug}");
    }
    for (path, value) in [
        ("/series/0/period", Value::from("2026-W01")),
        ("/n", Value::from(-1)),
        ("/kind", Value::from("npx")),
        ("/dimensions/0/members/0", Value::from(3)),
        ("/confidence", Value::from(0.9)),
        ("/groups", serde_json::json!({})),
        ("/counts", serde_json::json!({ "11": 1 })),
    ] {
        let mut wrong = json(&edition, "data/nps.json");
        *wrong.pointer_mut(path).unwrap() = value;
        assert!(!schema.problems(&wrong).is_empty(), "{path}");
    }
}

#[test]
fn what_is_written_stands_in_the_schema() {
    let edition = edition();
    let schema = json(&edition, "data/schema.json");
    let known = schema["properties"].as_object().unwrap();
    for (key, _) in json(&edition, "data/nps.json").as_object().unwrap() {
        assert!(known.contains_key(key), "{key} is not in the schema");
    }
}

fn table(edition: &Edition, survey: &str, name: &str) -> Vec<Vec<String>> {
    let bytes = &edition.files()[&format!("data/{survey}/{name}.csv")];
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    let records = reader.records().map(|record| record.unwrap());
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

#[test]
fn tables_say_what_the_json_says() {
    let edition = edition();
    let json = json(&edition, "data/nps.json");
    let table = |name: &str| table(&edition, "nps", name);
    let series = json["series"].as_array().unwrap();
    let months: Vec<_> = table("months").into_iter().filter(|row| row[1] != "0").collect();
    assert_eq!(months.len(), series.len());
    for (row, point) in months.iter().zip(series) {
        assert_eq!(
            (row[0].as_str(), row[1].parse().ok()),
            (point["period"].as_str().unwrap(), point["n"].as_u64())
        );
        assert_eq!(row[2].parse().ok(), point["score"].as_f64());
    }
    let counted: u64 = table("distribution").iter().map(|row| row[2].parse::<u64>().unwrap()).sum();
    assert_eq!(Some(counted), json["n"].as_u64());
    assert_eq!(table("funnel").len(), 4);
    assert!(table("segments").iter().any(|row| row[1] == "Hội An" && !row[6].is_empty()));
    assert_eq!(table("reasons").len(), json["reasons"].as_object().unwrap().len());
}

#[test]
fn tables_hold_what_a_survey_shows_beside_its_scores() {
    let edition = edition();
    let json = json(&edition, "data/parts.json");
    let table = |name: &str| table(&edition, "parts", name);
    let answers = |row: &Vec<String>| row[3].parse::<u64>().unwrap();
    let follow_ups = json["follow_ups"].as_array().unwrap();
    let all: u64 = follow_ups
        .iter()
        .flat_map(|of| of["answers"].as_object().unwrap().values())
        .map(|n| n.as_u64().unwrap())
        .sum();
    assert_eq!(table("follow_ups").iter().map(answers).sum::<u64>(), all);
    assert!(all > 0);
    let windows = json["windows"].as_array().unwrap();
    assert_eq!(
        windows.iter().map(|of| of["days"].as_u64().unwrap()).collect::<Vec<_>>(),
        [1, 7, 30, 90]
    );
    let points = windows.iter().map(|of| of["series"].as_array().unwrap().len());
    assert_eq!(table("windows").len(), points.sum::<usize>());
    let hours: u64 = table("hours").iter().map(|row| row[2].parse::<u64>().unwrap()).sum();
    let counted = json["hours"].as_array().unwrap().iter().flat_map(|day| day.as_array().unwrap());
    assert_eq!(counted.map(|n| n.as_u64().unwrap()).sum::<u64>(), hours);
    assert_eq!(table("waits").len(), 8);
    assert_eq!(table("drivers").len(), json["drivers"].as_array().unwrap().len());
    assert!(table("drivers").len() > 3);
}
