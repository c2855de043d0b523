//! An order file with customers who are all different.

use afterword::types::{Clock, SystemClock};
use jiff::Timestamp;

/// The column heads.
const HEADS: &str = "Order ID,Order date,Fulfilled at,Customer,Email,Location\n";

/// Orders `from..to`, fulfilled five days ago; each second one an hour ago, so that its mail is
/// not due yet.
pub fn file(from: u64, to: u64) -> String {
    let now = Timestamp::from_microsecond(SystemClock.now().0).expect("the present");
    let hours_ago = |hours: i64| {
        let then = now - jiff::SignedDuration::from_hours(hours);
        then.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    };
    let (old, new) = (hours_ago(5 * 24), hours_ago(1));
    let mut file = HEADS.to_owned();
    for order in from..to {
        let fulfilled = if is_due(order) { &old } else { &new };
        file += &format!(
            "{},{old},{fulfilled},Nguyễn Thị {order},{},Hải Châu\n",
            id(order),
            email(order)
        );
    }
    file
}

/// Whether the mail about this order is due.
pub fn is_due(order: u64) -> bool {
    order.is_multiple_of(2)
}

/// The id in the shop's own system.
pub fn id(order: u64) -> String {
    format!("K{order:06}")
}

/// The address of its customer.
pub fn email(order: u64) -> String {
    format!("khach{order}@example.com")
}

/// So many orders of this hour that have not left the shop.
pub fn open(count: usize) -> String {
    let now = Timestamp::from_microsecond(SystemClock.now().0).expect("the present");
    let placed = now.strftime("%Y-%m-%dT%H:%M:%SZ");
    let mut file = "Order ID,Order date,Customer,Email\n".to_owned();
    for order in 0..count {
        file += &format!("C{order:05},{placed},Trần Thị {order},c{order}@example.com\n");
    }
    file
}
