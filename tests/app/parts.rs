//! Segments and drivers: counted by what the shop names, moved by every edit, shown on pages of
//! their own.

use std::fs;

use afterword::flow::import::Mode;
use afterword::flow::retally;
use libtest_mimic::Failed;

use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    what_the_shop_names_is_frozen_with_the_answer on each_database;
    an_edit_moves_every_figure_of_a_member on each_database;
    an_erasure_takes_all_of_an_answer_back on each_database;
    old_answers_are_counted_by_a_new_dimension on each_database;
    a_dimension_has_a_page_and_so_has_each_member on each_database;
    thousands_of_members_are_one_tail on each_database;
    what_everybody_is_asked_drives_the_score on each_database;
}

const NAMED: [(&str, &str); 1] = [("SITE__DIMENSIONS", "product, staff, tier")];

/// An order file with the columns that a shop's own has.
fn file(rows: &[(&str, &str, &str, &str)]) -> String {
    let rows = rows.iter().map(|(id, staff, tier, products)| {
        let own = products.split('+').map(move |product| {
            format!("{id},2026-09-15,2026-09-16,{id}@example.vn,{staff},{tier},{product}\n")
        });
        own.collect::<String>()
    });
    format!("id,date,date fulfilled,email,Nhân viên,Tier,Product\n{}", rows.collect::<String>())
}

fn ask(app: &TestApp, rows: &[(&str, &str, &str, &str)]) {
    let imported = app.try_import(file(rows).as_bytes(), &[], Mode::Store).expect("read");
    assert_eq!(imported.refused, []);
    app.plan();
    app.deliver();
}

fn answer(app: &TestApp, order: &str, form: &str) {
    let reply = app.client().post(&format!("/s/{}", app.token(order)), form);
    assert_eq!(reply.status, 200);
}

/// What is counted of members: dimension, member, grain, score, n.
fn counted(app: &TestApp) -> Vec<String> {
    app.texts(
        "SELECT dimension || ' ' || member || ' ' || grain || ' ' || value || ' ' || n FROM tallies \
         WHERE measure = 'score' AND n <> 0 AND dimension NOT IN ('all', 'channel', 'language') \
         ORDER BY dimension, member, grain, value",
    )
}

fn what_the_shop_names_is_frozen_with_the_answer(database: &Database) {
    let app = TestApp::with(database, &NAMED);
    ask(&app, &[("A1", " Hằng ", "vàng", "Trà sen+Ấm+Trà  sen"), ("A2", "", "", "")]);
    answer(&app, "A1", "score=9");
    answer(&app, "A2", "score=3");
    app.fold();
    let wanted = ["product Trà sen", "product Ấm", "staff Hằng", "tier vàng"];
    let wanted: Vec<String> = wanted
        .iter()
        .flat_map(|part| ["part", "part_month"].map(|grain| format!("{part} {grain} 9 1")))
        .collect();
    let mut found = counted(&app);
    found.sort();
    let mut wanted = wanted;
    wanted.sort();
    assert_eq!(found, wanted);
}

fn an_edit_moves_every_figure_of_a_member(database: &Database) {
    let app = TestApp::with(database, &NAMED);
    ask(&app, &[("A1", "Hằng", "", "Trà")]);
    answer(&app, "A1", "score=2&reason=speed");
    app.fold();
    assert_eq!(counted(&app).len(), 4);
    // The order changes hands, and then the customer her mind: what was frozen stays.
    ask(&app, &[("A1", "Tuấn", "", "Trà")]);
    answer(&app, "A1", "score=10");
    app.fold();
    let all = counted(&app);
    assert!(all.iter().all(|line| line.ends_with(" 10 1")), "{all:?}");
    assert!(all.iter().all(|line| !line.contains("Tuấn")), "{all:?}");
    let left = "SELECT CAST(coalesce(sum(abs(n)), 0) AS BIGINT) FROM tallies \
                WHERE measure = 'answer.reason'";
    assert_eq!(app.number(left), 0, "a promoter is asked no reason");
}

fn an_erasure_takes_all_of_an_answer_back(database: &Database) {
    let app = TestApp::with(database, &NAMED);
    ask(&app, &[("A1", "Hằng", "vàng", "Trà+Ấm"), ("A2", "Hằng", "", "Trà")]);
    answer(&app, "A1", "score=1&reason=speed");
    answer(&app, "A2", "score=9");
    app.fold();
    app.execute(
        "INSERT INTO entries (body) SELECT '[' || replace(entry, '\"n\":1,', '\"n\":-1,') || ']' \
         FROM responses WHERE score = 1",
    );
    app.execute("DELETE FROM responses WHERE score = 1");
    app.fold();
    let all = counted(&app);
    assert!(all.iter().all(|line| line.ends_with(" 9 1")), "{all:?}");
    assert_eq!(all.len(), 4);
}

fn old_answers_are_counted_by_a_new_dimension(database: &Database) -> Result<(), Failed> {
    let app = TestApp::start(database);
    app.apply(
        "slug = \"after-purchase\"\nkind = \"nps\"\n[[follow_up]]\nkey = \"liked\"\n\
         kind = \"choices\"\noptions = [\"taste\", \"people\"]\n",
    );
    ask(&app, &[("A1", "Hằng", "", "Trà"), ("A2", "Tuấn", "", "Ấm")]);
    answer(&app, "A1", "score=9&liked=taste&liked=people");
    answer(&app, "A2", "score=3");
    app.fold();
    assert_eq!(counted(&app), Vec::<String>::new());
    // As an older version would have left them.
    app.execute(
        "UPDATE responses SET entry = replace(entry, '[\"ticked.liked\",\"promoter\"],', '')",
    );
    app.execute("DELETE FROM tallies WHERE measure = 'ticked.liked'");
    app.fold();
    drop(app);
    let app = TestApp::with(database, &NAMED);
    let done = app.wait(retally::run(&app.house))?;
    assert_eq!((done.responses, done.changed), (2, 2));
    app.fold();
    assert_eq!(counted(&app).len(), 8);
    let ticked = "SELECT CAST(sum(n) AS BIGINT) FROM tallies WHERE measure = 'ticked.liked'";
    assert_eq!(app.number(ticked), 1);
    let again = app.wait(retally::run(&app.house))?;
    assert_eq!(again.changed, 0, "once is enough");
    answer(&app, "A2", "score=10");
    app.fold();
    assert!(counted(&app).iter().any(|line| line == "staff Tuấn part 10 1"));
    Ok(())
}

fn names_in(app: &TestApp, folder: &str) -> Vec<String> {
    let found = fs::read_dir(app.data.join("site").join(folder)).expect("a folder");
    let mut names: Vec<String> =
        found.flatten().map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn a_dimension_has_a_page_and_so_has_each_member(database: &Database) -> Result<(), Failed> {
    let app = TestApp::with(database, &[NAMED[0], ("SITE__MIN_N", "2")]);
    let ids: Vec<String> = (0..6).map(|n| format!("A{n}")).collect();
    let rows: Vec<_> = ids
        .iter()
        .enumerate()
        .map(|(n, id)| (id.as_str(), ["Hằng", "<b>Tuấn"][n % 2], "", "Trà"))
        .collect();
    ask(&app, &rows);
    for (n, id) in ids.iter().enumerate() {
        answer(&app, id, &format!("score={}", [10, 2][n % 2]));
    }
    app.fold();
    app.publish();
    let names = names_in(&app, "after-purchase/staff");
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(names.iter().all(|name| name.is_ascii()));
    assert!(
        !app.data.join("site/after-purchase/product").exists(),
        "one product alone says nothing"
    );
    let page = fs::read_to_string(app.data.join("site/after-purchase/staff/index.html"))?;
    assert!(page.contains("&lt;b&gt;Tuấn") && !page.contains("<b>Tuấn"));
    let hang = names.iter().find(|name| name.starts_with("hang-")).ok_or("no page of Hằng")?;
    let page = fs::read_to_string(app.data.join("site/after-purchase/staff").join(hang))?;
    assert!(page.contains("Hằng: NPS 100"), "{page}");
    Ok(())
}

fn thousands_of_members_are_one_tail(database: &Database) -> Result<(), Failed> {
    let app = TestApp::with(database, &NAMED);
    let values = |grain: &str, period: &str| -> String {
        let rows = (0..2_000).map(|n| {
            format!(
                "(1, '{grain}', 'score', 'product', 'P{n:04}', '{period}', '9', {})",
                6 + 2_000 - n
            )
        });
        rows.collect::<Vec<_>>().join(",")
    };
    for (grain, period) in [("part", ""), ("part_month", "2026-09")] {
        let into =
            "INSERT INTO tallies (survey_id, grain, measure, dimension, member, period, value, n)";
        app.execute(&format!("{into} VALUES {}", values(grain, period)));
    }
    app.execute(
        "INSERT INTO tallies (survey_id, grain, measure, dimension, member, period, value, n) \
         VALUES (1, 'month', 'score', 'all', '', '2026-09', '9', 9000000)",
    );
    app.publish();
    assert_eq!(names_in(&app, "after-purchase/product").len(), 61);
    let page = fs::read_to_string(app.data.join("site/en/after-purchase/product/index.html"))?;
    // Sum of 7 to 1946.
    assert!(page.contains("The other 1,940, together") && page.contains("n = 1,894,410"), "{page}");
    Ok(())
}

fn what_everybody_is_asked_drives_the_score(database: &Database) -> Result<(), Failed> {
    let app = TestApp::start(database);
    app.apply(
        "slug = \"after-purchase\"\nkind = \"nps\"\n[[follow_up]]\nkey = \"best\"\n\
         kind = \"choice\"\noptions = [\"fast\", \"kind\"]\n",
    );
    let ids: Vec<String> = (0..60).map(|n| format!("A{n}")).collect();
    let orders: Vec<Order> =
        ids.iter().map(|id| Order::new(id, &format!("{id}@example.vn"))).collect();
    app.ask(&orders);
    for (n, id) in ids.iter().enumerate() {
        // Of 30 who say fast 25 recommend, of the others 8.
        let (best, high) = if n < 30 { ("fast", n < 25) } else { ("kind", n < 38) };
        answer(&app, id, &format!("score={}&best={best}", if high { 10 } else { 5 }));
    }
    app.fold();
    app.publish();
    let page = fs::read_to_string(app.data.join("site/en/after-purchase/drivers.html"))?;
    assert!(page.contains("Of those who said “fast”, 83% would recommend"), "{page}");
    // By hand: 25·22 / (5·8) = 13.75.
    assert!(page.contains("14 ×"), "{page}");
    for id in ids.iter().take(20) {
        answer(&app, id, "score=0");
    }
    app.fold();
    app.publish();
    let page = fs::read_to_string(app.data.join("site/en/after-purchase/drivers.html"))?;
    assert!(page.contains("17%"), "an edit moves the odds: {page}");
    Ok(())
}
