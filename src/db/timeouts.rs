//! How long a PostgreSQL server that has fallen silent is waited for.
//!
//! A machine that loses its power says no farewell: without these limits a client waits for hours on a
//! connection nobody is at the other end of. They are parameters of libpq, in the address; what the
//! address names itself stays as it is.

/// The limits an address gets that does not name them. Two seconds to connect to each host; a silent
/// server is given up when data it was sent has not been acknowledged for five seconds, or as long
/// after probes of an idle connection went unanswered.
const DEFAULTS: [(&str, &str); 5] = [
    ("connect_timeout", "2"),
    ("keepalives_idle", "2"),
    ("keepalives_interval", "1"),
    ("keepalives_count", "3"),
    ("tcp_user_timeout", "5000"),
];

/// The address with the limits it does not name.
pub(super) fn with_defaults(url: &str) -> String {
    let query = query_of(url);
    let named = |name: &str| {
        let mut pairs = query.unwrap_or_default().split('&');
        pairs.any(|pair| pair.split('=').next() == Some(name))
    };
    let mut address = url.to_owned();
    let mut mark = match query {
        None => "?",
        Some("") => "",
        Some(_) => "&",
    };
    for (name, value) in DEFAULTS.into_iter().filter(|(name, _)| !named(name)) {
        address.push_str(mark);
        address.push_str(name);
        address.push('=');
        address.push_str(value);
        mark = "&";
    }
    address
}

/// What follows the question mark. A password may hold one too, as it may for libpq.
fn query_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let place = match rest.split_once(['@', '/']) {
        Some((user, place)) if rest.as_bytes().get(user.len()) == Some(&b'@') => place,
        _ => rest,
    };
    place.split_once('?').map(|(_, query)| query)
}

#[cfg(test)]
mod tests {
    use super::with_defaults;

    const ALL: &str = "connect_timeout=2&keepalives_idle=2&keepalives_interval=1\
                       &keepalives_count=3&tcp_user_timeout=5000";

    #[test]
    fn an_address_that_names_no_limits_gets_them() {
        let url = "postgres://shop:secret@db.shop.example:5432/afterword";
        assert_eq!(with_defaults(url), format!("{url}?{ALL}"));
        assert_eq!(with_defaults(&format!("{url}?")), format!("{url}?{ALL}"));
        let socket = "postgresql:///afterword?host=/run/postgresql";
        assert_eq!(with_defaults(socket), format!("{socket}&{ALL}"));
        let several = "postgres://shop@one:5432,two:5433/afterword?target_session_attrs=read-write";
        assert_eq!(with_defaults(several), format!("{several}&{ALL}"));
    }

    #[test]
    fn a_limit_that_an_address_names_stays() {
        let url =
            "postgres://db/afterword?connect_timeout=10&tcp_user_timeout=0&keepalives_count=9";
        let rest = "keepalives_idle=2&keepalives_interval=1";
        assert_eq!(with_defaults(url), format!("{url}&{rest}"));
        assert_eq!(with_defaults(&with_defaults(url)), with_defaults(url));
    }

    #[test]
    fn a_question_mark_in_a_password_begins_no_query() {
        let url = "postgres://shop:why?connect_timeout=1@db/afterword";
        assert_eq!(with_defaults(url), format!("{url}?{ALL}"));
    }
}
