//! Who holds a mail: one claim at a time, for as long as its sender is at work, and nobody's mail
//! goes out twice however slow a mail server is.

use std::sync::mpsc::{Receiver as Inbox, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use afterword::db::outbox;
use afterword::error::Result;
use afterword::flow::deliver::{Courier, Delivered, LEASE_SECONDS};
use afterword::mail::{Letter, Outbox, Outcome, Receiver, Transport};
use afterword::types::{Clock, DeliveryId, DeliveryState, Instant, SystemClock};

use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::{Backend, Database};
use crate::support::process::wait_until;

trials! {
    a_slow_line_never_sends_what_a_sibling_has_taken_over on each_database;
    whoever_lost_a_mail_can_neither_hand_over_nor_settle on each_database;
    a_sender_that_waits_for_a_slow_server_keeps_its_mails on each_database;
    what_was_given_back_is_still_the_oldest on each_database;
    a_mail_that_never_left_is_taken_back_by_its_holder_alone on each_database;
    servers_whose_clocks_differ_take_nothing_from_each_other on each_database;
}

/// How long a trial waits for what should happen at once.
const PATIENCE: Duration = Duration::from_secs(20);

fn shop(database: &Database, mails: usize) -> TestApp {
    let app = TestApp::with(database, &[("MAIL__CONNECTIONS", "1")]);
    let orders: Vec<Order> =
        (0..mails).map(|n| Order::new(&format!("A{n}"), &format!("a{n}@example.vn"))).collect();
    app.import(&orders);
    app.plan();
    app
}

type Step = Box<dyn FnOnce() + Send>;

/// A mail server at which something happens while somebody connects, or while a letter is taken.
#[derive(Default)]
struct Slow {
    opened: Mutex<Vec<Step>>,
    taken: Mutex<Vec<Step>>,
    letters: Mutex<Vec<String>>,
}

impl std::fmt::Debug for Slow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Slow")
    }
}

fn next(steps: &Mutex<Vec<Step>>) -> Option<Step> {
    steps.lock().expect("nobody dies here").pop()
}

impl Receiver for Slow {
    fn open(&self) -> Result<()> {
        next(&self.opened).into_iter().for_each(|step| step());
        Ok(())
    }

    fn take(&self, letter: &Letter) -> Outcome {
        self.letters.lock().expect("nobody dies here").push(letter.to.as_str().to_owned());
        next(&self.taken).into_iter().for_each(|step| step());
        Outcome::Sent { reply: "250 taken".to_owned() }
    }
}

/// A step that says that it is there and waits to be let on.
fn halt() -> (Step, Inbox<()>, Sender<()>) {
    let ((say, said), (go, wait)) = (channel(), channel());
    let step = move || {
        say.send(()).expect("the trial listens");
        wait.recv_timeout(PATIENCE).expect("the trial goes on");
    };
    (Box::new(step), said, go)
}

fn a_slow_line_never_sends_what_a_sibling_has_taken_over(database: &Database) {
    let app = shop(database, 5);
    let server = Arc::new(Slow::default());
    let courier = Courier::new(&app.house, Transport::Memory(Outbox::to(Arc::clone(&server) as _)));
    let (step, at_work, go) = halt();
    server.taken.lock().expect("nobody dies here").push(step);
    let (sibling, clock) = (courier.clone(), Arc::clone(&app.clock));
    let (tell, told) = channel();
    let greeting = move || {
        // A greeting of minutes: the hold runs out, and another line of this process takes over.
        clock.advance(jiff::SignedDuration::from_secs(LEASE_SECONDS + 90));
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let sibling = thread::spawn(move || runtime.block_on(sibling.run()));
        at_work.recv_timeout(PATIENCE).expect("the sibling is at work");
        tell.send(sibling).expect("the trial listens");
    };
    server.opened.lock().expect("nobody dies here").push(Box::new(greeting));
    app.wait(courier.run()).expect("delivered");
    go.send(()).expect("the sibling waits");
    let sibling = told.recv().expect("a sibling").join().expect("its end").expect("delivered");
    assert_eq!(sibling.sent, 5);
    let mut letters = server.letters.lock().expect("nobody dies here").clone();
    letters.sort();
    let once: Vec<String> = (0..5).map(|n| format!("a{n}@example.vn")).collect();
    assert_eq!(letters, once, "each once");
    assert_eq!(app.number("SELECT CAST(sum(attempts) AS BIGINT) FROM deliveries"), 5);
}

fn whoever_lost_a_mail_can_neither_hand_over_nor_settle(database: &Database) {
    let app = shop(database, 1);
    let now = app.house.now();
    let later = now.plus_seconds(LEASE_SECONDS + 1);
    let found = app.house.db.write(move |conn| {
        let until = |at: afterword::types::Instant| at.plus_seconds(LEASE_SECONDS);
        let first = outbox::claim_due(conn, "first", 5, now, until(now))?.remove(0);
        let id = DeliveryId(first.id);
        let abandoned = outbox::abandoned(conn, later, 5)?.len();
        outbox::release(conn, &[first.id], "first", later)?;
        let second = outbox::claim_due(conn, "second", 5, later, until(later))?.len();
        let sent = outbox::Settled {
            state: DeliveryState::Sent,
            reason: None,
            sent_at: Some(later),
            next_attempt_at: None,
        };
        let held = [outbox::is_held(conn, id, "first")?, outbox::is_held(conn, id, "second")?];
        let handed = [
            outbox::hand_over(conn, id, "first", now, until(later))?,
            outbox::hand_over(conn, id, "second", later, until(later))?,
            outbox::hand_over(conn, id, "second", later, until(later))?,
        ];
        let given_back = outbox::release(conn, &[first.id], "second", later)?;
        let settled = [
            outbox::settle(conn, &first, "first", sent, later)?,
            outbox::settle(conn, &first, "second", sent, later)?,
        ];
        Ok((abandoned, second, held, handed, given_back, settled))
    });
    let (abandoned, second, held, handed, given_back, settled) = app.wait(found).expect("done");
    assert_eq!((abandoned, second), (1, 1));
    assert_eq!(held, [false, true]);
    assert_eq!(handed, [false, true, false], "once, and by its holder");
    assert_eq!(given_back, 0, "the mail server may have it");
    assert_eq!(settled, [false, true]);
}

fn a_sender_that_waits_for_a_slow_server_keeps_its_mails(database: &Database) {
    let app = shop(database, 3);
    let mut house = app.house.clone();
    house.pace.renewal = Duration::from_millis(5);
    let server = Arc::new(Slow::default());
    let transport = Transport::Memory(Outbox::to(Arc::clone(&server) as _));
    let (step, at_work, go) = halt();
    server.taken.lock().expect("nobody dies here").push(step);
    let courier = Courier::new(&house, transport);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let slow = thread::spawn(move || runtime.block_on(courier.run()));
    at_work.recv_timeout(PATIENCE).expect("it is at work");
    // The server's word takes three times as long as a hold lasts.
    for _ in 0..6 {
        app.pass_seconds(LEASE_SECONDS / 2);
        let until = app.house.now().plus_seconds(LEASE_SECONDS).0;
        let renewed = "SELECT min(leased_until) FROM deliveries";
        assert!(wait_until(PATIENCE, || app.number(renewed) == until), "it is not renewed");
        assert_eq!(app.deliver(), Delivered::default(), "others leave it alone");
    }
    go.send(()).expect("it waits");
    assert_eq!(slow.join().expect("its end").expect("delivered").sent, 3);
    assert_eq!(app.outbox.letters().len(), 0, "nobody else had one");
    assert_eq!(app.number("SELECT count(*) FROM deliveries WHERE state = 'sent'"), 3);
}

fn what_was_given_back_is_still_the_oldest(database: &Database) {
    let smtp = [
        ("MAIL__TRANSPORT", "smtp"),
        ("MAIL__SMTP_URL", "smtp://127.0.0.1:1?tls=none"),
        ("MAIL__FROM", "Trà Hoa <hello@trahoa.example>"),
        ("MAIL__PER_HOUR", "2"),
        ("MAIL__CONNECTIONS", "1"),
    ];
    let app = TestApp::with(database, &smtp);
    let due = "SELECT next_attempt_at FROM deliveries WHERE state = 'waiting'";
    app.import(&[Order::new("A1", "a1@example.vn"), Order::new("A2", "a2@example.vn")]);
    app.plan();
    let before = app.number(due);
    let now = app.house.now();
    let claimed = app.house.db.write(move |conn| {
        let until = now.plus_seconds(LEASE_SECONDS);
        let ids: Vec<i64> =
            outbox::claim_due(conn, "mine", 5, now, until)?.iter().map(|row| row.id).collect();
        outbox::release(conn, &ids, "mine", now)
    });
    assert_eq!(app.wait(claimed).expect("done"), 2);
    assert_eq!(app.number(due), before, "their turn is still theirs");
}

fn a_mail_that_never_left_is_taken_back_by_its_holder_alone(database: &Database) {
    let app = shop(database, 1);
    let now = app.house.now();
    let until = now.plus_seconds(LEASE_SECONDS);
    let found = app.house.db.write(move |conn| {
        let first = outbox::claim_due(conn, "first", 5, now, until)?.remove(0);
        let id = DeliveryId(first.id);
        outbox::hand_over(conn, id, "first", now, until)?;
        let taken =
            ["other", "first", "first"].map(|lease| outbox::take_back(conn, id, lease, now));
        let again = outbox::claim_due(conn, "second", 5, now, until)?.len();
        Ok((taken, again, outbox::hand_over(conn, id, "second", now, until)?))
    });
    let (taken, again, handed_over) = app.wait(found).expect("done");
    assert_eq!(taken.map(|taken| taken.expect("answered")), [false, true, false]);
    assert!(again == 1 && handed_over, "it goes out after all");
}

/// The world's time, as a computer shows it whose clock is wrong by so many seconds.
struct Wrong(i64);

impl Clock for Wrong {
    fn now(&self) -> Instant {
        SystemClock.now().plus_seconds(self.0)
    }

    fn is_real(&self) -> bool {
        true
    }
}

fn servers_whose_clocks_differ_take_nothing_from_each_other(database: &Database) {
    let app = shop(database, 1);
    // Whoever shares an SQLite file shares a computer.
    let differs = if database.backend == Backend::Postgres { 120 } else { 0 };
    for wrong in [differs, -differs] {
        let with_clock = |seconds| {
            let mut house = app.house.clone();
            house.clock = Arc::new(Wrong(seconds));
            house
        };
        let (holder, other) = (with_clock(0), with_clock(wrong));
        let inside = holder.clone();
        let held = holder.db.write(move |conn| {
            let now = inside.shared_now(conn)?;
            let until = now.plus_seconds(LEASE_SECONDS);
            let id = DeliveryId(outbox::claim_due(conn, "held", 5, now, until)?.remove(0).id);
            outbox::hand_over(conn, id, "held", now, until)?;
            Ok(id)
        });
        let id = app.wait(held).expect("claimed");
        let courier = Courier::new(&other, Transport::Memory(app.outbox.clone()));
        assert_eq!(app.wait(courier.run()).expect("done"), Delivered::default(), "{wrong}");
        let back = holder.db.write(move |conn| outbox::take_back(conn, id, "held", Instant(0)));
        assert!(app.wait(back).expect("done"), "{wrong}: it is still its holder's");
    }
}
