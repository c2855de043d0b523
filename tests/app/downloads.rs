//! Files that are made for one client and are too large to wait in memory.

use std::collections::BTreeSet;

use afterword::types::Role;

use super::client::send_raw;
use super::shop::TestApp;
use super::staff::signed_in;
use crate::support::database::Database;

trials! {
    a_large_file_arrives_whole_and_leaves_nothing_behind on each_database;
}

fn a_large_file_arrives_whole_and_leaves_nothing_behind(database: &Database) {
    let app = TestApp::start(database);
    let owner = signed_in(&app, "owner", Role::Owner);
    let form = "count=240&sheet=a4-8&survey=after-purchase";
    let recorded = owner.post("/admin/cards/blank", form);
    let batch = recorded.header("location").to_owned();
    assert_eq!((recorded.status, batch.as_str()), (303, "/admin/cards/batches/1"));
    let before = names(&app);
    let cookie = owner.cookie("afterword");
    let request = format!(
        "POST {batch}/cards.pdf HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\nCookie: afterword={cookie}\r\n\
         Content-Length: 0\r\nConnection: close\r\n\r\n"
    );
    let (status, head, pdf) = send_raw(app.port, request.as_bytes());
    assert_eq!(status, 200, "{head}");
    assert!(pdf.len() > 256 * 1024, "{} bytes are no large file", pdf.len());
    assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
    for line in [
        "content-type: application/pdf",
        "content-disposition: inline; filename=\"cards-1.pdf\"",
        "cache-control: no-store",
        &format!("content-length: {}", pdf.len()),
    ] {
        assert!(head.contains(line), "{line}: {head}");
    }
    assert_eq!(names(&app), before);
}

fn names(app: &TestApp) -> BTreeSet<std::ffi::OsString> {
    let entries = std::fs::read_dir(&app.data).expect("the data");
    entries.map(|entry| entry.expect("an entry").file_name()).collect()
}
