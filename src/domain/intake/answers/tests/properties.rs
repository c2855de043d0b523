//! What holds for every file.

use proptest::prelude::*;

use super::*;

/// Reads to the end, whatever comes.
fn exhaust(bytes: &[u8]) {
    let rules = shop();
    if let Ok(reader) = AnswerReader::open(bytes, &rules) {
        let lines = bytes.len() as u64 + 1;
        for item in reader {
            let line = match item {
                Ok(answer) => {
                    assert!(answer.answered_at <= rules.now);
                    assert!(answer.stored.score <= 10);
                    answer.line
                }
                Err(refusal) => refusal.line,
            };
            assert!((1..=lines).contains(&line));
        }
    }
}

/// Day, score, comment, branch.
fn row() -> impl Strategy<Value = (u8, u8, String, String)> {
    let text = "[a-zA-Zàảãáạăâđêôơưýỹก-ฮ \",;|{}\\[\\]]{0,20}[a-z]";
    (1..=28_u8, 0..=10_u8, text, "[A-ZĐÊ][a-zàảạệữ]{1,8}")
}

type Row = (u8, u8, String, String);

fn table(rows: &[Row], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(["Ngày trả lời", "Điểm", "Nhận xét", "Chi nhánh"]).unwrap();
    for (day, score, comment, branch) in rows {
        let cells = [format!("{day}/08/2026"), score.to_string(), comment.clone(), branch.clone()];
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

fn objects(rows: &[Row], pages: bool) -> String {
    let object = |(day, score, comment, branch): &Row| {
        serde_json::json!({
            "created_at": format!("2026-08-{day:02}"), "score": score, "comment": comment,
            "person_properties": {"Chi nhánh": branch},
        })
        .to_string()
    };
    let lines: Vec<String> = rows.iter().map(object).collect();
    if pages {
        lines.chunks(3).map(|page| format!("[{}]\n", page.join(","))).collect()
    } else {
        lines.join("\n")
    }
}

/// All that does not depend on the form of the file.
fn told(answer: &AnswerDraft) -> String {
    format!("{:?} {:?} {:?}", answer.answered_at, answer.stored, members(answer))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        exhaust(&bytes);
        for head in ["id,date,score,comment\n", "[{\"id\":1,\"score\":9,\"created_at\":", "{"] {
            exhaust(&[head.as_bytes(), &bytes].concat());
        }
    }

    #[test]
    fn no_text_makes_it_panic(
        rows in "([AB]?,(1/9/2026|[0-9/:.+T Z-]{0,14}),[0-9./-]{0,5}|\"|,|\r|\n|\\PC){0,30}",
        json in "(\\{|\\}|\\[|\\]|,|:|\"|\n|1|\"id\":|\"score\":9,|\"created_at\":1768444200|\\PC){0,30}",
    ) {
        exhaust(format!("id,date,score\n{rows}").as_bytes());
        exhaust(format!("{{{json}").as_bytes());
    }

    #[test]
    fn what_is_written_is_read(
        rows in proptest::collection::vec(row(), 1..20),
        delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
        pages in any::<bool>(),
    ) {
        let answers = all(table(&rows, delimiter), &shop());
        prop_assert_eq!(answers.len(), rows.len());
        for (answer, (day, score, comment, branch)) in answers.iter().zip(&rows) {
            prop_assert_eq!(answer.answered_at.day_in(&HANOI).day(), i8::try_from(*day).unwrap());
            prop_assert_eq!(answer.stored.score, *score);
            prop_assert_eq!(answer.stored.comment.as_deref(), Some(comment.trim()));
            prop_assert_eq!(members(answer), vec![("location", branch.as_str())]);
        }
        let same = all(objects(&rows, pages), &shop());
        let told = |answers: &[AnswerDraft]| answers.iter().map(told).collect::<Vec<_>>();
        prop_assert_eq!(told(&same), told(&answers));
    }

    #[test]
    fn keys_are_many_and_stay(rows in proptest::collection::vec(row(), 1..20), pages in any::<bool>()) {
        let keys = |file: &[u8]| {
            all(file, &shop()).into_iter().map(|answer| answer.key).collect::<Vec<_>>()
        };
        for file in [table(&rows, b','), objects(&rows, pages).into_bytes()] {
            let first = keys(&file);
            prop_assert_eq!(&first, &keys(&file));
            let different: std::collections::BTreeSet<_> = first.iter().collect();
            prop_assert_eq!(different.len(), rows.len());
        }
    }
}
