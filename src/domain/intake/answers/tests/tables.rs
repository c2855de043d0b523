use super::*;
use crate::domain::answer::Answer;
use crate::error::Kind as ErrorKind;
use crate::types::Dimension;

#[test]
fn plain_headers_in_three_languages() {
    let files = [
        "answered_at,score,comment,location\n2026-01-15 09:30,9,Tốt,Huế\n",
        "Ngày trả lời;Điểm;Nhận xét;Chi nhánh\n15/01/2026 09:30;9;Tốt;Huế\n",
        "วันที่ตอบ\tคะแนน\tความคิดเห็น\tสาขา\n15/01/2569 09:30\t๙\tTốt\tHuế\n",
        "Dấu thời gian,Điểm đánh giá,Góp ý,Cơ sở\n1768444200,9.0,Tốt,Huế\n",
        "timestamp,rating,feedback,store\n2026-01-15T02:30:00Z,9/10,Tốt,Huế\n",
    ];
    for file in files {
        let answers = all(file, &shop());
        assert_eq!(answers.len(), 1, "{file}");
        let answer = &answers[0];
        assert_eq!(answer.stored.score, 9, "{file}");
        assert_eq!(answer.stored.comment.as_deref(), Some("Tốt"), "{file}");
        assert_eq!(answer.answered_at, Instant::from_seconds(1_768_444_200), "{file}");
        assert_eq!(members(answer), [("location", "Huế")], "{file}");
        assert!(!answer.whole_day);
    }
}

#[test]
fn a_day_is_noon_and_today_is_not_the_future() {
    let answers = all("date,score\n2026-01-15,9\n2026-09-20,8\n", &shop());
    assert_eq!(answers[0].answered_at.day_in(&HANOI).to_string(), "2026-01-15");
    assert_eq!(answers[1].answered_at, now());
    assert!(answers.iter().all(|answer| answer.whole_day));
}

#[test]
fn the_month_comes_first_only_if_somebody_says_so() {
    let day = |file: &str, rules: &AnswerRules<'_>| {
        all(file, rules)[0].answered_at.day_in(&HANOI).to_string()
    };
    assert_eq!(day("Date,Score\n2/3/2026,9\n", &shop()), "2026-03-02");
    assert_eq!(day("Date (MM/DD/YYYY),Score\n2/3/2026,9\n", &shop()), "2026-02-03");
    let rules = mapped(&["answered_at=Date (MM/DD/YYYY)"]);
    assert_eq!(day("Date,Score\n2/3/2026,9\n", &rules), "2026-02-03");
}

#[test]
fn other_headers_by_map() {
    let file = "Wann,Note,Text,Filiale,Wer\n2026-01-15,9,gut,Mitte,Anna\n";
    let rules = mapped(&[
        "answered_at=Wann",
        "score=Note",
        "comment=Text",
        "location=Filiale",
        "dimension.Served by=Wer",
    ]);
    let answers = all(file, &rules);
    assert_eq!(members(&answers[0]), [("location", "Mitte"), ("served_by", "Anna")]);
    assert_eq!(answers[0].stored.comment.as_deref(), Some("gut"));
    let rules = mapped(&["score=Nope"]);
    let Err(error) = AnswerReader::open(file.as_bytes(), &rules) else { panic!("it was taken") };
    assert!(error.message().contains("there is no column “Nope”"), "{error}");
}

#[test]
fn a_file_without_a_score_says_what_would_help() {
    let file = "Ngày,Kết quả điểm,Tên\n1/1/2026,9,Lan\n";
    let Err(error) = AnswerReader::open(file.as_bytes(), &shop()) else { panic!("it was taken") };
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert!(error.message().contains("--map score=\"Kết quả điểm\""), "{error}");
}

#[test]
fn columns_that_come_again_are_counted_and_others_kept() {
    let mut file = "id,date,score,Ca làm,Bàn số,Vận đơn,Email,Họ tên\n".to_owned();
    for n in 0..400 {
        let shift = ["Sáng", "Chiều"][n % 2];
        file += &format!("R{n},2026-01-15,{},{shift},{},VD{n:06},a{n}@b.vn,Lan\n", n % 11, n % 40);
    }
    let (answers, refusals, kept) = read_with(file.as_bytes(), &shop());
    assert_eq!((answers.len(), refusals), (400, vec![]));
    assert_eq!(members(&answers[3]), [("ban_so", "3"), ("ca_lam", "Chiều")]);
    assert_eq!(answers[3].properties, BTreeMap::from([("van_don".into(), "VD000003".into())]));
    let names = |names: &std::collections::BTreeSet<String>| {
        names.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names(&kept.dimensions), "ban_so ca_lam");
    assert_eq!(names(&kept.properties), "van_don");
    assert_eq!(names(&kept.personal), "Email Họ tên");
}

#[test]
fn addresses_never_become_members() {
    let file = "date,score,location,staff\n2026-01-15,9,lan@shop.vn,0903 123 456\n";
    assert_eq!(members(&all(file, &shop())[0]), []);
}

#[test]
fn an_answer_is_known_by_its_id_or_by_its_row() {
    let key =
        |file: &str| all(file, &shop()).into_iter().map(|answer| answer.key).collect::<Vec<_>>();
    let by_id = key("id,date,score\nA1,2026-01-15,9\nA2,2026-01-15,9\n");
    assert_eq!(by_id, ["import:after-purchase:file:A1", "import:after-purchase:file:A2"]);
    // The same row twice is two answers, and the same two when the file is read again.
    let file = "date,score,email\n2026-01-15,9,a@b.vn\n2026-01-15,9,c@d.vn\n2026-01-15,8,\n";
    let keys = key(file);
    assert_eq!(keys, key(file));
    assert_eq!(keys[1], format!("{}-2", keys[0]));
    assert_ne!(keys[0], keys[2]);
    // What is mapped to what does not matter, nor does the order of the columns.
    let other = "score,date\n9,2026-01-15\n";
    assert_eq!(key(other)[0], keys[0]);
    let named = AnswerRules { source: Some("Huế".to_owned()), ..shop() };
    assert_ne!(all(other, &named)[0].key, keys[0]);
}

#[test]
fn follow_ups_are_known_by_key_question_and_option() {
    let definition = Definition::from_toml(
        "slug = \"x\"\nkind = \"nps\"\n[[follow_up]]\nkey = \"reason\"\nkind = \"choice\"\n\
         when = \"any\"\noptions = [\"speed\", \"price\"]\n[follow_up.texts.vi]\n\
         label = \"Vì sao?\"\nspeed = \"Nhanh\"\nprice = \"Giá\"\n",
    )
    .unwrap();
    let rules = AnswerRules { surveys: vec![Arc::new(definition)], survey: None, ..shop() };
    for file in [
        "date,score,reason\n2026-01-15,9,speed\n",
        "date,score,Vì sao?\n2026-01-15,9,nhanh\n",
        "date,score,answer.reason\n2026-01-15,9,Speed\n",
    ] {
        let answer = &all(file, &rules)[0];
        let wanted = BTreeMap::from([("reason".to_owned(), Answer::Word("speed".to_owned()))]);
        assert_eq!(answer.stored.answers, wanted, "{file}");
    }
    // What is not offered is kept beside.
    let answer = &all("date,score,answer.reason\n2026-01-15,9,Trời mưa\n", &rules)[0];
    assert!(answer.stored.answers.is_empty());
    assert_eq!(answer.properties["reason"], "Trời mưa");
}

#[test]
fn channel_and_language_in_our_own_words() {
    let file = "date,score,channel,language,comment\n\
                2026-01-15,9,Email,vi-VN,\n2026-01-15,9,SMS,Tiếng Anh,good\n\
                2026-01-15,9,Zalo,,ดีมาก\n2026-01-15,9,,,tuyệt vời\n";
    let answers = all(file, &shop());
    let channels: Vec<_> = answers.iter().map(|answer| answer.channel.as_deref()).collect();
    assert_eq!(channels, [Some("mail"), Some("link"), Some("Zalo"), None]);
    let languages: Vec<_> = answers.iter().map(|answer| answer.language).collect();
    assert_eq!(languages, [Some(Language::Vi), Some(Language::En), None, None]);
    assert_eq!(answers[2].comment_language, Language::Th);
    assert_eq!(answers[3].comment_language, Language::Vi);
}

#[test]
fn dimensions_that_the_shop_has_named_keep_their_names() {
    let rules = AnswerRules { dimensions: vec![Dimension::parse("Ca làm").unwrap()], ..shop() };
    let answers = all("date,score,ca_lam\n2026-01-15,9,Sáng\n", &rules);
    assert_eq!(members(&answers[0]), [("Ca làm", "Sáng")]);
}
