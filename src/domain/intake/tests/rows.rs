//! Several rows an order, broken rows, and bounds.

use std::io::{self, Read};

use super::{faults, ids, read, shop};
use crate::domain::intake::{Reader, Why};

const HEAD: &str = "Order ID,Order date,Product,Note\n";

fn read_rows(rows: &str) -> (Vec<String>, Vec<(u64, &'static str)>) {
    let (orders, refusals) = read(format!("{HEAD}{rows}"));
    let shown = orders.iter().map(|o| format!("{}:{}", o.external_id, o.products.join("+")));
    (shown.collect(), faults(&refusals))
}

#[test]
fn later_rows_add_products() {
    let (orders, refusals) =
        read_rows("A,1/9/2026,x,\nA,,y,\nA,,y,\nB,2/9/2026,z,\n\n,,,\nC,3/9/2026,,\n");
    assert_eq!((orders, refusals), (vec!["A:x+y+y".into(), "B:z".into(), "C:".into()], vec![]));
}

#[test]
fn ids_are_one_whatever_their_form() {
    let (orders, _) =
        read_rows("ĐH1,1/9/2026,x,\nĐH1 ,,y,\nQuế,2/9/2026,z,\nQue\u{302}\u{301},,w,\n");
    assert_eq!(orders, ["ĐH1:x+y", "Quế:z+w"]);
}

#[test]
fn one_bad_row_refuses_the_whole_order_once() {
    let bad = [(4, "import-refused-impossible-date")];
    let rows =
        "A,1/9/2026,x,\nB,2/9/2026,x,\nB,31/2/2026,y,\nB,,z,\nB,40/1/2026,z,\nC,3/9/2026,x,\n";
    assert_eq!(read_rows(rows), (vec!["A:x".into(), "C:x".into()], bad.to_vec()));
    // The first row is bad: the later ones, which look sound, are not taken for an order.
    let rows = "B,,x,\nB,2/9/2026,y,\nC,3/9/2026,x,\n";
    assert_eq!(read_rows(rows), (vec!["C:x".into()], vec![(2, "import-refused-no-date")]));
    // The last row has a cell too few, but says whose it is.
    let rows = "A,1/9/2026,x,\nB,2/9/2026,x,\nB,,y\n";
    assert_eq!(read_rows(rows), (vec!["A:x".into()], vec![(4, "import-refused-cells")]));
}

#[test]
fn a_bad_row_of_nobody_stands_alone_unless_the_order_goes_on() {
    let rows = "A,1/9/2026,x,\n,,y,\nB,2/9/2026,x,\n";
    assert_eq!(
        read_rows(rows),
        (vec!["A:x".into(), "B:x".into()], vec![(3, "import-refused-empty-id")])
    );
    let rows = "A,1/9/2026,x,\n,,y,\nA,,z,\nA,,w,\nB,2/9/2026,x,\n";
    let faults = vec![(3, "import-refused-empty-id"), (2, "import-refused-incomplete")];
    assert_eq!(read_rows(rows), (vec!["B:x".into()], faults));
}

#[test]
fn a_broken_quote_costs_its_own_line() {
    for broken in
        ["B,2/9/2026,\"x,\n", "B,2/9/2026,\"x\"y,\n", "B,2/9/2026,\"x,\nC,3/9/2026,\"q\",\n"]
    {
        let (orders, faults) = read_rows(&format!("A,1/9/2026,x,\n{broken}D,4/9/2026,x,\n"));
        assert_eq!(faults, [(3, "import-refused-quote")], "{broken}");
        assert_eq!((orders[0].as_str(), orders.last().unwrap().as_str()), ("A:x", "D:x"));
        assert_eq!(orders.len(), 2 + usize::from(broken.contains('C')));
    }
    // What a quote has swallowed up to another line's quote is read again.
    let rows = "B,2/9/2026,\"x,\nC,3/9/2026,\",\"\nD,4/9/2026,x,\n";
    let (orders, faults) = read_rows(rows);
    assert_eq!(orders, ["D:x"]);
    assert_eq!(faults.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn quotes_newlines_and_line_ends() {
    let rows = "A,1/9/2026,\"a \"\"b\"\", c\r\nd\" ,\r\nB,2/9/2026,5\" pipe,\rC,3/9/2026,\"\",\"\"\r\nD,x,,";
    let (orders, refusals) = read(format!("{HEAD}{rows}"));
    assert_eq!(orders[0].products, ["a \"b\", c \nd"]);
    assert_eq!(orders[1].products, ["5\" pipe"]);
    assert_eq!(orders.iter().map(|o| o.line).collect::<Vec<_>>(), [2, 4, 5]);
    assert_eq!(faults(&refusals), [(6, "import-refused-unread-date")]);
}

#[test]
fn ids_that_a_spreadsheet_rounded_are_refused() {
    let (orders, faults) = read_rows("5.0E+12,1/9/2026,x,\n1E2,1/9/2026,x,\nE+1,1/9/2026,x,\n");
    assert_eq!((orders.len(), faults), (2, vec![(2, "import-refused-mangled-id")]));
}

#[test]
fn bounds() {
    let long = "x".repeat(65 * 1024);
    let (orders, faults) =
        read_rows(&format!("A,1/9/2026,{long},\nB,1/9/2026,\"{long}\n\",\nC,1/9/2026,x,\n"));
    assert_eq!(orders, ["C:x"]);
    assert_eq!(faults, [(2, "import-refused-too-long"), (3, "import-refused-too-long")]);
    let endless = "y".repeat(3 * 1024 * 1024);
    let (orders, faults) = read_rows(&format!("A,1/9/2026,{endless}\r\nB,1/9/2026,x,\n"));
    assert_eq!((orders, faults), (vec!["B:x".into()], vec![(2, "import-refused-too-long")]));
    let unclosed = "z,z,z,z\n".repeat(300_000);
    let (orders, faults) = read_rows(&format!("A,1/9/2026,\"x\n{unclosed}"));
    assert_eq!((orders.len(), faults.len()), (0, 2));
    assert_eq!(faults[0], (2, "import-refused-quote"));
}

#[test]
fn an_order_of_too_many_rows() {
    let rows = format!("{}B,2/9/2026,x,\n", "A,1/9/2026,x,\n".repeat(10_001));
    let (orders, faults) = read_rows(&rows);
    assert_eq!((orders, faults), (vec!["B:x".into()], vec![(10_002, "import-refused-too-large")]));
    let (orders, _) = read_rows(&"A,1/9/2026,x,\n".repeat(10_000));
    assert_eq!(orders.len(), 1);
}

#[test]
fn a_reader_that_fails_gives_no_half_order() {
    struct Failing<'a>(&'a [u8]);
    impl Read for Failing<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let read = self.0.read(into)?;
            if read == 0 { Err(io::Error::other("unplugged")) } else { Ok(read) }
        }
    }
    let rules = shop();
    assert!(Reader::open(Failing(b""), &rules).is_err());
    let file = format!(
        "{HEAD}{}",
        "A,1/9/2026,xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,\n".repeat(2000)
    );
    let items: Vec<_> = Reader::open(Failing(file.as_bytes()), &rules).unwrap().collect();
    assert_eq!(items.len(), 1);
    let refusal = items[0].as_ref().unwrap_err();
    assert!(refusal.reason.is_fatal());
    assert_eq!(refusal.reason, Why::Unreadable { message: "unplugged".to_owned() });
}

#[test]
fn formulas_are_text() {
    let (orders, _) = read(format!("{HEAD}=1+1,1/9/2026,@SUM(A1),+cmd\n"));
    assert_eq!(ids(&orders), ["=1+1"]);
    assert_eq!(
        (orders[0].products[0].as_str(), orders[0].properties["note"].as_str()),
        ("@SUM(A1)", "+cmd")
    );
}
