//! Files that say less than the one before, or more: what a file does not say changes nothing, and
//! importing again changes nothing at all.

use afterword::flow::import::Mode;

use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    a_file_without_addresses_moved_its_orders_to_nobody on each_database;
    a_thin_file_and_a_full_one_come_to_the_same on each_database;
    an_order_stays_with_its_customer_where_two_share_a_phone on each_database;
    a_file_that_names_another_customer_moves_the_order on each_database;
}

const FULL: (&str, [&str; 2]) = (
    "id,number,placed,fulfilled,status,name,email,phone,language,location,product,customer,tier",
    [
        "A1,#1001,2026-09-15 09:00,2026-09-16 10:00,completed,Lan,lan@example.vn,0903111222,en,\
         Hải Châu,Trà sen,c1,gold",
        "A2,#1002,2026-09-15 09:30,2026-09-17 10:00,completed,Mai,mai@example.vn,0903333444,,\
         Cầu Giấy,Cà phê,c2,silver",
    ],
);

/// What a shop exports besides: ever fewer columns, some of them empty.
const THIN: [(&str, [&str; 2]); 6] = [
    ("id,placed", ["A1,2026-09-15 09:00", "A2,2026-09-15 09:30"]),
    ("id,placed,status", ["A1,2026-09-15 09:00,completed", "A2,2026-09-15 09:30,completed"]),
    ("id,placed,phone", ["A1,2026-09-15 09:00,0903111222", "A2,2026-09-15 09:30,0903333444"]),
    (
        "id,placed,name,customer,tier",
        ["A1,2026-09-15 09:00,Lan,c1,", "A2,2026-09-15 09:30,Mai,c2,silver"],
    ),
    (
        "id,placed,email,product,location,number",
        ["A1,2026-09-15 09:00,,,,", "A2,2026-09-15 09:30,,,,"],
    ),
    ("id,placed,email", ["A1,2026-09-15 09:00,lan@example.vn", "A2,2026-09-15 09:30,"]),
];

fn import(app: &TestApp, (header, rows): (&str, [&str; 2])) {
    let file = format!("{header}\n{}\n", rows.join("\n"));
    let map: Vec<String> = header
        .split(',')
        .map(|column| match column {
            "tier" => "property.tier=tier".to_owned(),
            column => format!("{column}={column}"),
        })
        .collect();
    let map: Vec<&str> = map.iter().map(String::as_str).collect();
    let imported = app.try_import(file.as_bytes(), &map, Mode::Store).expect("imported");
    assert_eq!(imported.refused, [], "{header}");
    app.plan();
}

/// All that an import can change, row by row.
fn dump(app: &TestApp) -> Vec<String> {
    let tables = [
        (
            "customers",
            "id, email, phone, name, language, time_zone, country, source, external_id, \
             properties, consents, created_at, updated_at",
        ),
        (
            "orders",
            "id, customer_id, source, external_id, number, placed_at, fulfilled_at, delivered_at, \
             cancelled_at, location, products, properties, to_plan, unasked, created_at, updated_at",
        ),
        (
            "invitations",
            "id, survey_id, subject, customer_id, order_id, token, created_at, answered_at",
        ),
        ("deliveries", "id, invitation_id, kind, state, reason, due_at, created_at, updated_at"),
    ];
    let rows = tables.iter().flat_map(|(table, columns)| {
        let cells =
            columns.split(", ").map(|column| format!("coalesce(CAST({column} AS TEXT), '-')"));
        let row = cells.collect::<Vec<_>>().join(" || '|' || ");
        app.texts(&format!("SELECT '{table}|' || {row} FROM {table} ORDER BY id"))
    });
    rows.collect()
}

/// What is known of the two orders and whose they are.
fn known(app: &TestApp) -> Vec<String> {
    app.texts(
        "SELECT external_id_of || ' ' || number || ' ' || fulfilled_at || ' ' || products || ' ' || \
         properties || ' ' || coalesce(location, '-') || ' ' || coalesce(email, '-') || ' ' || \
         coalesce(phone, '-') || ' ' || coalesce(language, '-') FROM \
         (SELECT orders.external_id AS external_id_of, orders.number, orders.fulfilled_at, \
          orders.products, orders.properties, location, email, phone, language \
          FROM orders JOIN customers ON customers.id = customer_id) AS both_of_them \
         ORDER BY external_id_of",
    )
}

fn a_file_without_addresses_moved_its_orders_to_nobody(database: &Database) {
    for thin in THIN {
        let fresh = Database::fresh(database.backend);
        let app = TestApp::start(&fresh);
        import(&app, FULL);
        let (all, before) = (dump(&app), known(&app));
        assert!(before[0].contains("lan@example.vn") && before[0].contains("gold"), "{before:?}");
        for again in 0..3 {
            import(&app, thin);
            assert_eq!(known(&app), before, "{} {again}", thin.0);
            assert_eq!(app.number("SELECT count(*) FROM customers"), 2, "{}", thin.0);
        }
        assert_eq!(dump(&app), all, "{}: it said nothing that was not known", thin.0);
        import(&app, FULL);
        assert_eq!(dump(&app), all, "{}", thin.0);
    }
}

fn a_thin_file_and_a_full_one_come_to_the_same(database: &Database) {
    let expected = {
        let fresh = Database::fresh(database.backend);
        let app = TestApp::start(&fresh);
        import(&app, FULL);
        known(&app)
    };
    for thin in THIN {
        let fresh = Database::fresh(database.backend);
        let app = TestApp::start(&fresh);
        import(&app, thin);
        let once = dump(&app);
        import(&app, thin);
        assert_eq!(dump(&app), once, "{} twice", thin.0);
        import(&app, FULL);
        let both = dump(&app);
        assert_eq!(known(&app), expected, "{}", thin.0);
        for file in [FULL, thin, thin, FULL] {
            import(&app, file);
            assert_eq!(dump(&app), both, "{}, then again", thin.0);
        }
    }
}

fn an_order_stays_with_its_customer_where_two_share_a_phone(database: &Database) {
    let app = TestApp::start(database);
    let header = "id,placed,email,phone";
    let rows = [
        "A1,2026-09-15 09:00,lan@example.vn,0903111222",
        "A2,2026-09-15 09:30,mai@example.vn,0903111222",
    ];
    import(&app, (header, rows));
    let all = dump(&app);
    let thin = ["A1,2026-09-15 09:00,0903111222", "A2,2026-09-15 09:30,0903111222"];
    import(&app, ("id,placed,phone", thin));
    assert_eq!(dump(&app), all);
}

fn a_file_that_names_another_customer_moves_the_order(database: &Database) {
    let app = TestApp::start(database);
    import(&app, FULL);
    let rows = ["A1,2026-09-15 09:00,hoa@example.vn", "A2,2026-09-15 09:30,mai@example.vn"];
    for _ in 0..2 {
        import(&app, ("id,placed,email", rows));
        let emails = "SELECT email FROM orders JOIN customers ON customers.id = customer_id \
                      ORDER BY orders.external_id";
        assert_eq!(app.texts(emails), ["hoa@example.vn", "mai@example.vn"]);
        assert_eq!(app.number("SELECT count(*) FROM customers"), 3);
    }
}
