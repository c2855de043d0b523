//! The three files that shop systems export, and their numbers.

use unicode_normalization::is_nfc;

use super::{HANOI, read};
use crate::domain::intake::{Note, OrderDraft, OrderState};
use crate::types::Instant;

const SHOPIFY: &[u8] = include_bytes!("../../../../tests/data/orders/shopify-orders.csv");
const WOOCOMMERCE: &[u8] = include_bytes!("../../../../tests/data/orders/woocommerce-orders.csv");
const EXCEL: &[u8] = include_bytes!("../../../../tests/data/orders/excel-vi-orders.csv");

fn count(orders: &[OrderDraft], holds: impl Fn(&OrderDraft) -> bool) -> usize {
    orders.iter().filter(|order| holds(order)).count()
}

fn local(instant: Instant) -> String {
    instant.to_timestamp().to_zoned(HANOI.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}

#[test]
fn shopify() {
    let (orders, refusals) = read(SHOPIFY);
    assert_eq!((orders.len(), refusals), (400, vec![]));
    assert_eq!(orders.iter().map(|order| order.products.len()).sum::<usize>(), 976);
    assert_eq!(count(&orders, |order| order.state == OrderState::Cancelled), 15);
    assert_eq!(count(&orders, |order| order.state == OrderState::Open), 65);
    assert_eq!(count(&orders, |order| order.fulfilled_at.is_some()), 332);
    assert_eq!(count(&orders, |order| order.customer.email.is_none()), 20);
    assert_eq!(count(&orders, |order| order.customer.phone.is_none()), 0);
    assert_eq!(count(&orders, |order| order.customer.marketing_consent == Some(true)), 195);
    assert_eq!(count(&orders, |order| !order.notes.is_empty()), 0);
    let first = &orders[0];
    assert_eq!((first.line, first.source.as_str(), first.number.as_str()), (2, "shopify", "#1001"));
    assert_eq!(local(first.placed_at), "2026-09-01 09:34");
    assert_eq!(local(first.fulfilled_at.unwrap()), "2026-09-03 05:34");
    assert_eq!(first.products, ["Nước mắm \"Phú Quốc\" 500ml", "Cà phê Robusta 500g"]);
    assert_eq!(first.customer.name.as_deref(), Some("Lê Đức Giang"));
    assert_eq!(first.customer.phone.as_ref().unwrap().as_str(), "+84322552295");
    assert_eq!(first.properties["total"], "58.90");
    assert_eq!(first.properties["tags"], "vip, wholesale");
    assert_eq!(orders[1].location.as_deref(), Some("Bangkok"));
}

#[test]
fn woocommerce() {
    let (orders, refusals) = read(WOOCOMMERCE);
    assert_eq!((orders.len(), refusals), (300, vec![]));
    assert_eq!(count(&orders, |order| order.state == OrderState::Fulfilled), 202);
    assert_eq!(count(&orders, |order| order.state == OrderState::Cancelled), 35);
    assert_eq!(count(&orders, |order| order.state == OrderState::Open), 63);
    assert_eq!(count(&orders, |order| order.delivered_at.is_some()), 0);
    assert_eq!(count(&orders, |order| !order.notes.is_empty()), 0);
    let first = &orders[0];
    assert_eq!(first.customer.email.as_ref().unwrap().as_str(), "jules_potter+3100@example.net");
    assert_eq!(first.customer.name.as_deref(), Some("Jules Potter"));
    assert_eq!(first.properties["note"], "ฝากไว้ที่\nรปภ.");
    assert_eq!(local(first.placed_at), "2026-09-01 08:42");
    // The note of the first order goes over two lines.
    assert_eq!(orders[1].line, 4);
    assert_eq!(orders[1].source, "woocommerce");
}

#[test]
fn a_vietnamese_spreadsheet() {
    let (orders, refusals) = read(EXCEL);
    assert_eq!(orders.len(), 299);
    let refusals: Vec<String> = refusals.iter().map(ToString::to_string).collect();
    let expected = "line 202: there is no such date as “32/13/2026” (column “Ngày đặt hàng”)";
    assert_eq!(refusals, [expected]);
    assert_eq!(count(&orders, |order| order.notes == [Note::MalformedEmail]), 2);
    assert_eq!(count(&orders, |order| order.notes == [Note::InventedEmail]), 18);
    assert_eq!(count(&orders, |order| order.customer.email.is_none()), 20);
    assert_eq!(count(&orders, |order| order.customer.phone.is_none()), 0);
    assert_eq!(count(&orders, |order| order.state == OrderState::Fulfilled), 239);
    assert_eq!(count(&orders, |order| order.state == OrderState::Open), 40);
    assert_eq!(count(&orders, |order| order.state == OrderState::Cancelled), 20);
    assert!(orders.iter().all(|order| is_nfc(order.customer.name.as_deref().unwrap())));
    assert!(orders.iter().all(|order| order.delivered_at.is_none_or(|at| at >= order.placed_at)));
    let first = &orders[0];
    assert_eq!(first.properties["note"], "=HYPERLINK(\"http://example.com\")");
    assert_eq!(first.properties["total"], "997000");
    assert_eq!(first.location.as_deref(), Some("Hải Châu"));
    assert_eq!(local(first.delivered_at.unwrap()), "2026-09-03 12:00");
    assert_eq!(first.fulfilled_at, first.delivered_at);
    assert_eq!(orders[1].properties["total"], "3406000");
}
