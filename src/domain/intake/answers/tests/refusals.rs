use super::*;

#[test]
fn each_row_says_what_is_wrong_with_it() {
    let file = "id,date,score,comment\n\
                1,2026-01-15,9,fine\n\
                2,2026-01-15,11,\n\
                3,2026-01-15,,\n\
                4,,9,\n\
                5,2027-01-15,9,\n\
                6,32/13/2026,9,\n\
                7,yesterday,9,\n\
                8,2026-01-15,good,\n\
                1,2026-01-15,8,\n\
                1,2026-01-15,9,fine\n\
                9,2026-01-15\n\
                5.0E+12,2026-01-15,9,\n\
                10,2026-01-15,8.5,\n";
    let wanted = [
        (3, "import-refused-score"),
        (4, "import-refused-no-score"),
        (5, "import-refused-no-date"),
        (6, "import-refused-future"),
        (7, "import-refused-impossible-date"),
        (8, "import-refused-unread-date"),
        (9, "import-refused-score"),
        (10, "import-refused-repeated"),
        (12, "import-refused-cells"),
        (13, "import-refused-mangled-id"),
        (14, "import-refused-score"),
    ];
    assert_eq!(faults(file, &shop()), wanted);
    let (answers, _, kept) = read_with(file.as_bytes(), &shop());
    assert_eq!((answers.len(), kept.repeated), (1, 1));
}

#[test]
fn the_scale_is_the_surveys() {
    let kinds = [
        (Kind::Nps, "0 10", "11 -1"),
        (Kind::Csat, "1 5", "0 6"),
        (Kind::Ces, "1 7", "0 8"),
        (Kind::Stars, "1 5/5", "0 6 5/10"),
        (Kind::Smileys, "1 5", "0 6"),
        (Kind::Thumbs, "0 1 up 👎", "2 maybe"),
    ];
    for (kind, sound, unsound) in kinds {
        for score in sound.split(' ') {
            assert_eq!(faults(&format!("date,score\n2026-01-15,{score}\n"), &shop_of(kind)), []);
        }
        for score in unsound.split(' ') {
            let found = faults(&format!("date,score\n2026-01-15,{score}\n"), &shop_of(kind));
            assert_eq!(found, [(2, "import-refused-score")], "{kind:?} {score}");
        }
    }
}

#[test]
fn the_survey_may_stand_in_the_row() {
    let rules = AnswerRules { survey: None, ..shop() };
    let file = "date,score,survey\n2026-01-15,9,nps\n2026-01-15,5,csat\n2026-01-15,5,none\n\
                2026-01-15,5,\n";
    let wanted = [(4, "import-refused-unknown-survey"), (5, "import-refused-no-survey")];
    assert_eq!(faults(file, &rules), wanted);
    let Err(error) = AnswerReader::open("date,score\n2026-01-15,9\n".as_bytes(), &rules) else {
        panic!("it was taken")
    };
    assert!(error.message().contains("--survey"), "{error}");
}

#[test]
fn a_comment_longer_than_the_form_takes() {
    let file = |length| format!("date,score,comment\n2026-01-15,9,{}\n", "đ".repeat(length));
    assert_eq!(faults(&file(4_000), &shop()), []);
    assert_eq!(faults(&file(4_001), &shop()), [(2, "import-refused-comment")]);
}
