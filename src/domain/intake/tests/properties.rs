//! What holds for every file.

use proptest::prelude::*;

use super::{
    encodings::{utf16, windows_1258},
    read, shop,
};
use crate::domain::intake::{
    Reader,
    record::{Scan, scan, undouble},
};

/// Reads to the end, whatever comes.
fn exhaust(bytes: &[u8]) {
    let rules = shop();
    if let Ok(reader) = Reader::open(bytes, &rules) {
        let lines = bytes.len() as u64 + 1;
        for item in reader {
            let line = item.map_or_else(|refusal| refusal.line, |order| order.line);
            assert!((1..=lines).contains(&line));
        }
    }
}

fn order() -> impl Strategy<Value = (String, String, Vec<String>)> {
    let text = "[a-zA-Zàảãáạăâđêôơưýỹ \",;|\t]{0,12}";
    let names = proptest::string::string_regex(&format!("[a-zàđêơư]{{1,4}}{text}")).unwrap();
    let products = proptest::collection::vec("[A-ZĐÊa-zàảạệữ\",;|\n]{1,10}[a-z]", 1..4);
    (names, "(01|15|28)/(0[1-9]|1[0-2])/(2026|2569) (0[0-9]|1[0-9]):[0-5][0-9]", products)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        exhaust(&bytes);
        for head in ["id,date,phone,email\n", "Name,Created at,Lineitem name\n"] {
            exhaust(&[head.as_bytes(), &bytes].concat());
        }
        exhaust(&[b"\xff\xfei\0d\0,\0d\0a\0t\0e\0\n\0".as_slice(), &bytes].concat());
    }

    #[test]
    fn no_text_makes_it_panic(rows in "([AB]?,(1/9/2026|[0-9/:.+T Z-]{0,14}|\\PC{0,9}),[0-9+E.() ]{0,12}|\"|\"\"|,|\r|\n|\\PC){0,30}") {
        exhaust(format!("id,date,phone\n{rows}").as_bytes());
    }

    #[test]
    fn the_scanner_agrees_with_the_csv_crate(
        rows in proptest::collection::vec(proptest::collection::vec("[ab\",;\r\n ]{0,6}", 2..5), 1..6),
        crlf in any::<bool>(),
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .terminator(terminator)
            .quote_style(csv::QuoteStyle::Always)
            .from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let (mut at, mut cells, mut found) = (0, Vec::new(), Vec::new());
        while at < bytes.len() {
            let Scan::Record { end, .. } = scan(&bytes[at..], b',', true, &mut cells) else { panic!() };
            let record = std::str::from_utf8(&bytes[at..at + end]).unwrap();
            let (text, cells) = undouble(record, &cells).unwrap_or((record.to_owned(), cells.clone()));
            let cell = |cell: &crate::domain::intake::record::Cell| {
                String::from_utf8(cell.bytes(text.as_bytes()).to_vec()).unwrap()
            };
            found.push(cells.iter().map(cell).collect::<Vec<_>>());
            at += end;
        }
        prop_assert_eq!(found, rows);
    }

    #[test]
    fn what_is_written_is_read(
        orders in proptest::collection::vec(order(), 1..20),
        delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
        encoding in 0..5,
        crlf in any::<bool>(),
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer =
            csv::WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(Vec::new());
        writer.write_record(["Mã đơn hàng", "Ngày đặt hàng", "Khách hàng", "Sản phẩm"]).unwrap();
        for (id, (name, placed, products)) in orders.iter().enumerate() {
            for product in products {
                writer.write_record([&format!("DH{id}"), placed, name, product]).unwrap();
            }
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let bytes = match encoding {
            0 => text.clone().into_bytes(),
            1 => format!("\u{feff}{text}").into_bytes(),
            2 => utf16(&text, true, true),
            3 => utf16(&text, false, false),
            _ => windows_1258(&text),
        };
        let (read, refusals) = read(&bytes);
        prop_assert_eq!(refusals, vec![]);
        prop_assert_eq!(read.len(), orders.len());
        for (read, (name, _, products)) in read.iter().zip(&orders) {
            let name = name.trim().replace('\t', " ");
            prop_assert_eq!(read.customer.name.as_deref(), Some(name.as_str()));
            let trimmed: Vec<&str> = products.iter().map(|product| product.trim()).collect();
            prop_assert_eq!(&read.products, &trimmed);
        }
    }
}
