//! Two at once: who looks first and writes then finds what the other has written.

use afterword::db::tallies;
use afterword::domain::survey::Definition;
use afterword::flow::print::{self, Wanted};
use afterword::flow::survey::apply;
use afterword::flow::touchpoint::{self, Wish};

use super::cards::today;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    two_who_applied_at_once_made_one_revision on each_database;
    two_places_of_one_name_were_added_at_once on each_database;
    a_reprint_gave_every_card_the_time_of_the_first on each_database;
}

const ROUNDS: i64 = 10;

fn two_who_applied_at_once_made_one_revision(database: &Database) {
    let apps = [TestApp::start(database), TestApp::start(database)];
    let version = || apps[0].wait(apps[0].house.db.read(tallies::version)).expect("a version");
    let before = version();
    for round in 0..ROUNDS {
        let applying = [0, 1].map(|who: usize| {
            let question = format!("[texts.en]\nquestion = \"Round {round} of {who}?\"\n");
            let file = format!("slug = \"after-purchase\"\nkind = \"nps\"\n{question}");
            let definition = Definition::from_toml(&file).expect("a sound survey");
            let house = apps[who].house.clone();
            apps[who].spawn(async move { apply(&house, definition).await })
        });
        for (app, work) in apps.iter().zip(applying) {
            app.wait(work).expect("it ran").expect("applied");
        }
    }
    let numbers =
        "SELECT CAST(count(*) AS TEXT) || ' to ' || CAST(max(number) AS TEXT) FROM revisions";
    let all = 1 + 2 * ROUNDS;
    assert_eq!(apps[0].texts(numbers), [format!("{all} to {all}")]);
    assert_eq!(version() - before, 2 * ROUNDS, "and each has a version of its own");
}

fn two_places_of_one_name_were_added_at_once(database: &Database) {
    let apps = [TestApp::start(database), TestApp::start(database)];
    for round in 0..ROUNDS {
        let adding = [0, 1].map(|who: usize| {
            let (house, name) = (apps[who].house.clone(), format!("Bàn {round}"));
            apps[who].spawn(async move {
                touchpoint::add(&house, "Lan", Wish::counter(name, "after-purchase")).await
            })
        });
        let added = apps.iter().zip(adding);
        let added: Vec<_> = added.map(|(app, work)| app.wait(work).expect("it ran")).collect();
        assert_eq!(added.iter().filter(|added| added.is_ok()).count(), 1, "round {round}");
    }
    assert_eq!(apps[0].number("SELECT count(*) FROM touchpoints"), ROUNDS);
}

fn a_reprint_gave_every_card_the_time_of_the_first(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[today("A1"), today("A2"), today("A3")]);
    let batch = app.print_in_hand().batch.expect("a batch");
    app.apply("slug = \"after-purchase\"\nkind = \"nps\"\nanswer_within = \"10 days\"\n");
    // The second was mailed under the newer revision before it got its card.
    let second = app.token("A2");
    app.execute(&format!(
        "UPDATE invitations SET revision_id = (SELECT max(id) FROM revisions) \
         WHERE token = '{second}'"
    ));
    let made = app.wait(print::render(&app.house, &app.press(), Wanted::all(batch)));
    app.wait(print::settle(&app.house, "Lan", &made.expect("made"))).expect("noted");
    let days = format!(
        "SELECT CAST((expires_at - {}) / 86400000000 AS TEXT) FROM invitations ORDER BY order_id",
        app.house.now().0
    );
    assert_eq!(app.texts(&days), ["60", "10", "60"]);
}
