use super::*;
use crate::domain::intake::Why;

const ONE: &str = r#"{"id":"77","person":{"id":"481516","email":"an@shop.test","name":"An","created_at":1700000000},
"survey_type":"nps","score":9,"comment":"Giao nhanh, cảm ơn!","permalink":"https://delighted.example/r/1",
"created_at":1768444200,"updated_at":1768444900,"person_properties":{"Branch":"Huế","Delighted Source":"Email","locale":"vi"},
"notes":[{"id":"1","text":"gọi lại","user_email":"x@y.z"}],"tags":["giao hàng","đóng gói"],"additional_answers":[
{"id":"q1","value":{"free_response":null,"scale":null,"select_one":{"id":"a","text":"Facebook"},"select_many":null},"question":{"id":"q","type":"select_one","text":"How did you hear of us?"}}]}"#;

const TWO: &str = r#"{"id":78,"person":"481517","survey_type":"nps","score":3,"comment":null,"created_at":1768530600,"person_properties":null,"notes":[],"tags":[],"additional_answers":[]}"#;

#[test]
fn a_list_pages_and_lines_are_the_same() {
    let one_line = ONE.replace('\n', " ");
    let files = [
        format!("[{ONE},{TWO}]"),
        format!("\u{feff}[\n  {ONE}\n]\n[\n{TWO}]\n"),
        format!("[{ONE}][{TWO}][]"),
        format!("{one_line}\n{TWO}\n"),
        format!("{ONE},{TWO}"),
    ];
    let first = all(&files[0], &shop());
    assert_eq!(scores(&first), [9, 3]);
    for file in &files {
        let again = all(file, &shop());
        let bare = |answers: &[AnswerDraft]| {
            answers.iter().map(|a| AnswerDraft { line: 0, ..a.clone() }).collect::<Vec<_>>()
        };
        assert_eq!(bare(&again), bare(&first));
    }
}

#[test]
fn an_answer_of_delighteds() {
    let answers = all(format!("[{ONE},{TWO}]"), &shop());
    let answer = &answers[0];
    assert_eq!(answer.key, "import:after-purchase:delighted:77");
    assert_eq!(answers[1].key, "import:after-purchase:delighted:78");
    assert_eq!(answer.answered_at, Instant::from_seconds(1_768_444_200));
    assert_eq!(answer.stored.comment.as_deref(), Some("Giao nhanh, cảm ơn!"));
    assert_eq!((answer.channel.as_deref(), answer.language), (Some("mail"), Some(Language::Vi)));
    let wanted = [
        ("how_did_you_hear_of_us", "Facebook"),
        ("location", "Huế"),
        ("tag", "giao hàng"),
        ("tag", "đóng gói"),
    ];
    assert_eq!(members(answer), wanted);
    let kept = format!("{answer:?}");
    for personal in ["an@shop.test", "481516", "gọi lại", "x@y.z", "permalink", "\"An\""] {
        assert!(!kept.contains(personal), "{personal} in {kept}");
    }
}

#[test]
fn a_page_that_was_saved_twice_counts_once() {
    let (answers, refusals, kept) =
        read_with(format!("[{ONE},{TWO}]\n[{TWO}]").as_bytes(), &shop());
    assert_eq!((answers.len(), refusals, kept.repeated), (2, vec![], 1));
}

#[test]
fn kinds_are_held_against_the_survey() {
    let file = |kind: &str, score| {
        format!(r#"[{{"id":1,"survey_type":"{kind}","score":{score},"created_at":1768444200}}]"#)
    };
    for (kind, score, own) in [
        ("nps", 10, Kind::Nps),
        ("enps", 0, Kind::Nps),
        ("csat", 5, Kind::Csat),
        ("smileys", 1, Kind::Smileys),
        ("stars_five", 4, Kind::Stars),
        ("thumbs", 1, Kind::Thumbs),
        ("ces7", 7, Kind::Ces),
    ] {
        assert_eq!(faults(&file(kind, score), &shop_of(own)), [], "{kind}");
    }
    let (_, refusals, _) = read_with(file("csat", 5).as_bytes(), &shop());
    assert!(matches!(refusals[0].reason, Why::OtherKind { kind: "csat", own: "nps", .. }));
    for kind in ["ces", "csat3", "pmf"] {
        let (_, refusals, _) = read_with(file(kind, 2).as_bytes(), &shop_of(Kind::Ces));
        assert!(matches!(refusals[0].reason, Why::NoKind { .. }), "{kind}");
    }
}

#[test]
fn what_is_broken_is_refused_alone() {
    let file =
        format!("[\n{TWO},\n{{\"id\": 5, \"score\": }},\n\"word\",\n{{\"id\":6}},\n{TWO}\n]\n");
    let wanted = [
        (3, "import-refused-json"),
        (4, "import-refused-no-object"),
        (5, "import-refused-no-date"),
    ];
    assert_eq!(faults(&file, &shop()), wanted);
    assert_eq!(faults("{\"id\":1,\"score\":9", &shop()), [(1, "import-refused-json")]);
    assert_eq!(faults("[", &shop()), []);
}

#[test]
fn objects_of_ones_own() {
    let file = "{\"when\":\"2026-01-15\",\"points\":9,\"branch\":\"Huế\"}\n";
    let answers = all(file, &mapped(&["answered_at=when", "score=points"]));
    assert_eq!(members(&answers[0]), [("location", "Huế")]);
    assert!(answers[0].key.starts_with("import:after-purchase:file:="));
}
