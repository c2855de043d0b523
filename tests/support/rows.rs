//! Many customers at once, written into the tables as imports and plans would have made them:
//! each with an order of a week ago, an invitation and one mail.
//!
//! For trials and measurements of what comes after; that rows come about rightly is for others.

use std::ops::RangeInclusive;

use afterword::db::{Address, Conn};
use afterword::types::{Clock, SystemClock, Token};
use diesel::connection::SimpleConnection;

/// How many rows one statement inserts.
const ROWS: u64 = 500;

const DAY: i64 = 86_400_000_000;

/// What has become of the mails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mails {
    /// They went out three days ago, and answers are awaited.
    #[allow(dead_code, reason = "what measurements begin with, and trials do not")]
    Sent,
    /// They have been waiting to go out since an hour ago, and were made four days ago.
    Due,
}

/// The token of the n-th invitation; an odd factor spreads them over all 60 bits.
pub fn token(n: u64) -> String {
    Token::from_bits(n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 3).as_str().to_owned()
}

/// The address of the n-th customer.
pub fn email(n: u64) -> String {
    format!("c{n}@example.com")
}

/// Writes customers 1 to `count` into a database that has its tables and nobody in them. The n-th
/// delivery is the n-th customer's.
pub fn fill(url: &str, count: u64, mails: Mails) -> Result<(), String> {
    let address = Address::parse(url).map_err(|error| error.to_string())?;
    let mut conn = address.connect().map_err(|error| error.to_string())?;
    let mut execute = |sql: &str| conn.batch_execute(sql).map_err(|error| error.to_string());
    execute("BEGIN")?;
    for first in (1..=count).step_by(usize::try_from(ROWS).unwrap_or(1)) {
        let last = (first + ROWS - 1).min(count);
        for statement in statements(first..=last, mails) {
            execute(&statement)?;
        }
    }
    execute("COMMIT")?;
    if matches!(conn, Conn::Postgres(_)) {
        conn.batch_execute("VACUUM ANALYZE").map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn statements(numbers: RangeInclusive<u64>, mails: Mails) -> [String; 4] {
    let now = SystemClock.now().0;
    let (places, languages) = (["Hải Châu", "Sơn Trà", "Nimman"], ["vi", "th", "en"]);
    let rows = |row: &dyn Fn(u64) -> String| numbers.clone().map(row).collect::<Vec<_>>().join(",");
    let (ordered, sent, end) = (now - 7 * DAY, now - 3 * DAY, now + 50 * DAY);
    let pick = |n: u64, of: [&'static str; 3]| of[usize::try_from(n % 3).unwrap_or(0)];
    let customer = |n| {
        let language = pick(n, languages);
        format!("({n},'{}','Nguyễn Thị Lan','{language}','{{}}','{{}}',{now},{now})", email(n))
    };
    let order = |n| {
        let place = pick(n / 3, places);
        format!("({n},{n},'bench','{n}','#{n}',{ordered},{ordered},'{place}',FALSE,{now},{now})")
    };
    let invitation = |n| {
        let (revision, sent, end) = match mails {
            Mails::Sent => ("1".to_owned(), sent.to_string(), end.to_string()),
            Mails::Due => ("NULL".to_owned(), "NULL".to_owned(), "NULL".to_owned()),
        };
        format!("({n},1,'order:{n}',{n},{n},'{}','U{n}',{revision},{sent},{end},{now})", token(n))
    };
    let delivery = |n: u64| match mails {
        Mails::Sent => {
            format!("({n},'mail',1,'sent',{sent},{sent},1,{sent},TRUE,{sent},{now},{now})")
        }
        Mails::Due => {
            let (made, due) = (now - 4 * DAY, now - DAY / 24);
            format!("({n},'mail',1,'waiting',{due},{due},0,NULL,FALSE,NULL,{made},{made})")
        }
    };
    [
        format!(
            "INSERT INTO customers (id, email, name, language, properties, consents, created_at, \
             updated_at) VALUES {}",
            rows(&customer)
        ),
        format!(
            "INSERT INTO orders (id, customer_id, source, external_id, number, placed_at, \
             fulfilled_at, location, to_plan, created_at, updated_at) VALUES {}",
            rows(&order)
        ),
        format!(
            "INSERT INTO invitations (id, survey_id, subject, customer_id, order_id, token, \
             unsubscribe_token, revision_id, sent_at, expires_at, created_at) VALUES {}",
            rows(&invitation)
        ),
        format!(
            "INSERT INTO deliveries (invitation_id, kind, number, state, due_at, next_attempt_at, \
             attempts, attempted_at, handed_over, sent_at, created_at, updated_at) VALUES {}",
            rows(&delivery)
        ),
    ]
}
