//! Recognising files by their headers.

use unicode_normalization::UnicodeNormalization;

use super::{ids, only, read, read_with, shop};
use crate::domain::intake::{Field, Layout, OrderState, Reader, Rules, parse_mapping};
use crate::types::Language;

fn refused(file: &str, map: &[&str]) -> String {
    let rules = Rules { map: parse_mapping(map).unwrap(), ..shop() };
    Reader::open(file.as_bytes(), &rules).unwrap_err().to_string()
}

#[test]
fn case_spaces_accents_and_order_do_not_matter() {
    for headers in [
        "TRẠNG THÁI;mã  đơn hàng;Email;Ngày đặt hàng",
        "trang thai;MA DON HANG;e-mail;ngay_dat_hang",
        "\u{feff}Order Status|ORDER-ID|Email Address|order date",
        "สถานะ\tเลขที่คำสั่งซื้อ\tอีเมล\tวันที่สั่งซื้อ",
    ] {
        let delimiter = headers.chars().find(|c| matches!(c, ';' | '|' | '\t')).unwrap();
        let row = ["Đã huỷ", "A1", "an@shop.example", "01/09/2026"].join(&delimiter.to_string());
        for form in [format!("{headers}\n{row}\n"), format!("{headers}\n{row}").nfd().collect()] {
            let order = only(&form);
            assert_eq!((order.external_id.as_str(), order.state), ("A1", OrderState::Cancelled));
            assert_eq!(order.customer.email.unwrap().as_str(), "an@shop.example");
        }
    }
}

#[test]
fn the_delimiter_is_the_one_that_makes_sense() {
    let order = only("Order ID;Order date;Name, title;Note\n1;1/9/2026;a,b,c;x|y\n");
    assert_eq!(order.properties["note"], "x|y");
    // Excel's own hint, and rows of title above the headers.
    assert_eq!(only("sep=;\r\nid;date\r\n7;1/9/2026\r\n").line, 3);
    let titled = "BÁO CÁO BÁN HÀNG;;\n\n;;\nMã đơn;Ngày;Khách hàng\nDH1;1/9/2026;Lan\n";
    assert_eq!(only(titled).line, 5);
}

#[test]
fn layouts_are_told_apart() {
    let rules = shop();
    let layout = |headers: &str| Reader::open(headers.as_bytes(), &rules).unwrap().layout();
    assert_eq!(layout("email,CREATED AT,name,financial status"), Layout::Shopify);
    assert_eq!(layout("Order Number,Order Status,Order Date,Email (Billing)"), Layout::WooCommerce);
    assert_eq!(layout("Order number,Order date,Name,Email"), Layout::Spreadsheet);
}

#[test]
fn any_other_file_is_mapped() {
    let file = "Bestellung,Datum,Kunde,Größe\n7,1/9/2026,Ute,XL\n";
    let map = ["id=Bestellung", "placed=Datum", "name=kunde", "property.size=Größe"];
    let rules =
        Rules { map: parse_mapping(&map).unwrap(), source: Some("berlin".to_owned()), ..shop() };
    let (orders, _) = read_with(file.as_bytes(), &rules);
    assert_eq!((orders[0].external_id.as_str(), orders[0].source.as_str()), ("7", "berlin"));
    assert_eq!(orders[0].customer.name.as_deref(), Some("Ute"));
    assert_eq!(orders[0].properties["size"], "XL");
    // Signs alone are a header, too.
    let rules = Rules { map: parse_mapping(&["id=#"]).unwrap(), ..shop() };
    let (orders, _) = read_with(b",date,#\nx,1/9/2026,7\n", &rules);
    assert_eq!(ids(&orders), ["7"]);
    // A mapped column wins over a known one.
    let rules = Rules { map: parse_mapping(&["placed=paid"]).unwrap(), ..shop() };
    let (orders, _) = read_with(b"id,date,paid\n1,1/9/2026,2/9/2026\n", &rules);
    assert_eq!(orders[0].placed_at.as_seconds(), 1_788_325_200);
}

#[test]
fn an_unknown_file_is_told_what_would_help() {
    let message = refused("Bestellnummer,Datum,Kunde\n7,1/9/2026,Ute\n", &[]);
    assert!(message.contains("“Bestellnummer”, “Datum”, “Kunde”"), "{message}");
    assert!(message.contains("--map id=\"Bestellnummer\" --map placed=\"Datum\""), "{message}");
    let message = refused("id,date\n", &["email=Mail"]);
    assert!(message.contains("--map email=Mail: there is no column “Mail”"), "{message}");
    for empty in ["", "\n\n", "\u{feff}"] {
        assert!(refused(empty, &[]).contains("no rows"), "{empty:?}");
    }
}

#[test]
fn mappings_are_checked() {
    assert_eq!(
        parse_mapping(&["note=x"]).unwrap_err().message().split(';').next(),
        Some("--map note=x: there is no field “note”")
    );
    assert!(parse_mapping(&["id"]).is_err());
    assert!(parse_mapping(&["id= "]).is_err());
    assert!(parse_mapping(&["property.=x"]).is_err());
    assert!(parse_mapping(&["id=a", "id=b"]).unwrap_err().message().contains("twice"));
    assert_eq!(parse_mapping(&["id=a=b"]).unwrap()[&Field::Id], "a=b");
    for word in Field::WORDS {
        assert_eq!(Field::parse(word).unwrap().to_string(), *word);
    }
}

#[test]
fn a_header_can_prove_the_month_first() {
    let order = only("Order ID,Order date (MM/DD/YYYY),Delivery date\n1,09/25/2026,26/09/2026\n");
    assert_eq!(order.delivered_at.unwrap().seconds_since(order.placed_at), 86_400);
}

#[test]
fn what_a_status_makes_of_the_dates() {
    let state = |status: &str, day: &str| {
        let order =
            only(format!("id,date,delivery date,status\n1,3/9/2026 22:00,{day},{status}\n"));
        (order.state, order.fulfilled_at.is_some(), order.delivered_at.is_some())
    };
    assert_eq!(state("Hoàn thành", "5/9/2026"), (OrderState::Fulfilled, true, true));
    assert_eq!(state("Hoàn thành", ""), (OrderState::Fulfilled, true, false));
    assert_eq!(state("Đang giao", "5/9/2026"), (OrderState::Open, false, false));
    assert_eq!(state("", "5/9/2026"), (OrderState::Fulfilled, true, true));
    assert_eq!(state("", ""), (OrderState::Open, false, false));
    assert_eq!(state("Đã hủy", "5/9/2026"), (OrderState::Cancelled, false, false));
    // Delivered on the day it was placed, late: not before it was placed.
    let order = only("id,date,delivery date\n1,3/9/2026 22:00,3/9/2026\n");
    assert_eq!(order.delivered_at, Some(order.placed_at));
}

#[test]
fn people() {
    let file = "order_id,order_date,billing_first_name,billing_last_name,billing_email,billing_country,customer_id\n\
        1,1/9/2026,Giang,Lê Đức,NO-REPLY@shop.example,VN,0\n\
        2,1/9/2026,สมชาย,ใจดี,,TH,12\n\
        3,1/9/2026,  Jules ,Potter,n/a,US,\n";
    let (orders, _) = read(file);
    let names: Vec<_> = orders.iter().map(|o| o.customer.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["Lê Đức Giang", "สมชาย ใจดี", "Jules Potter"]);
    let languages: Vec<_> = orders.iter().map(|o| o.customer.language).collect();
    assert_eq!(languages, [None, Some(Language::Th), Some(Language::En)]);
    let customers: Vec<_> = orders.iter().map(|o| o.customer.external_id.as_deref()).collect();
    assert_eq!(customers, [None, Some("12"), None]);
    assert_eq!(orders.iter().map(|o| o.notes.len()).collect::<Vec<_>>(), [1, 0, 0]);
    assert!(orders.iter().all(|o| o.customer.email.is_none()));
    assert_eq!(ids(&orders), ["1", "2", "3"]);
}

#[test]
fn an_export_plug_ins_list_of_products() {
    let order = only(
        "order_id,order_date,billing_email,line_items\n1,1/9/2026,,name:Tea|quantity:2;name:Cup; |quantity:1\n",
    );
    assert_eq!(order.products, ["Tea", "Cup"]);
}
