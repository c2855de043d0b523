//! The site on disks that are full, that are others, and that come back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use afterword::flow::publish::{Retries, Wanted, run_wanted};

use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;
use crate::support::mount::Disk;

trials! {
    a_full_disk_keeps_the_old_edition on each_database needs Mount;
    a_full_target_on_another_disk_is_served_once_there_is_room on each_database needs Mount;
    a_place_that_failed_is_served_again_by_itself on each_database;
}

/// The figures change.
fn answer(app: &TestApp, order: &str) {
    app.ask(&[Order::new(order, &format!("{order}@example.vn"))]);
    assert_eq!(app.client().post(&format!("/s/{}", app.token(order)), "score=9").status, 200);
    app.fold();
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below it").display().to_string();
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// How many KiB two editions may take, and then some.
const KIB: u32 = 16 * 1024;

fn a_full_disk_keeps_the_old_edition(database: &Database) {
    let app = TestApp::start(database);
    // All that changes lies on a disk of its own, but for the database.
    let disk = Disk::mount(&app.data, KIB).expect("it could before");
    app.publish();
    let site = app.data.join("site");
    let before = files(&site);
    let editions = files(&app.data.join("editions"));
    answer(&app, "A1");
    disk.fill(64);
    for _ in 0..2 {
        let error = app.wait(afterword::flow::publish::run(&app.house)).expect_err("no room");
        let said = error.to_string();
        assert!(said.contains("writing") && said.contains("No space left"), "{said}");
        assert!(files(&site) == before, "readers see the old edition, whole");
        assert!(files(&app.data.join("editions")) == editions, "and half an edition is gone");
    }
    disk.free();
    assert!(app.publish().written > 0);
    let after = files(&site);
    assert!(before.keys().all(|path| after.contains_key(path)));
    assert!(after["data/after-purchase.json"] != before["data/after-purchase.json"]);
}

fn a_full_target_on_another_disk_is_served_once_there_is_room(database: &Database) {
    let place = tempfile::tempdir().expect("a directory");
    let disk = Disk::mount(place.path(), KIB).expect("it could before");
    let there = place.path().join("www");
    let targets = format!("[{{directory=\"{}\"}}]", there.display());
    let app = TestApp::with(database, &[("PUBLISH__TARGETS", &targets)]);
    let mut retries = Retries::default();
    let mut serve = |wanted| {
        let done = app.wait(run_wanted(&app.house, wanted, &mut retries)).expect("published");
        (done, retries.any_due(app.house.now().plus_seconds(30)))
    };
    assert!(serve(Wanted::All).0.is_everywhere());
    let mut before = files(&there);
    before.remove(".afterword.json");
    answer(&app, "A1");
    disk.fill(16);
    let (done, waits) = serve(Wanted::All);
    let error = done.targets[0].error.as_deref().expect("no room");
    assert!(error.contains("No space left") && waits, "{error}");
    assert!(done.site.written > 0, "at home there is room");
    let meanwhile = files(&there);
    for (path, bytes) in &before {
        let fresh = fs::read(app.data.join("site").join(path)).expect(path);
        assert!(meanwhile[path] == *bytes || meanwhile[path] == fresh, "{path} is whole");
    }
    assert!(meanwhile["index.html"] == before["index.html"], "the entrance comes last");
    disk.free();
    app.pass_seconds(30);
    assert!(serve(Wanted::Overdue).0.is_everywhere());
    let mut after = files(&there);
    after.remove(".afterword.json");
    assert!(after == files(&app.data.join("site")));
}

fn a_place_that_failed_is_served_again_by_itself(database: &Database) {
    let place = tempfile::tempdir().expect("a directory");
    let (good, bad) = (place.path().join("good"), place.path().join("bad"));
    fs::write(&bad, "in the way").expect("written");
    let targets =
        format!("[{{directory=\"{}\"}},{{directory=\"{}\"}}]", good.display(), bad.display());
    let app = TestApp::with(database, &[("PUBLISH__TARGETS", &targets)]);
    let mut retries = Retries::default();
    let mut serve = |wanted| {
        let done = app.wait(run_wanted(&app.house, wanted, &mut retries)).expect("published");
        let errors: Vec<_> = done.targets.iter().map(|served| served.error.is_some()).collect();
        (errors, retries.any_due(app.house.now()))
    };
    assert_eq!(serve(Wanted::All), (vec![false, true], false));
    answer(&app, "A1");
    assert_eq!(serve(Wanted::All), (vec![false], false), "one that fails is left alone");
    app.pass_seconds(30);
    assert_eq!(serve(Wanted::Overdue), (vec![true], false), "and then tried, and it alone");
    fs::remove_file(&bad).expect("removed");
    app.pass_seconds(60);
    assert_eq!(serve(Wanted::Overdue), (vec![false], false));
    let home = fs::read(app.data.join("site/index.html")).expect("at home");
    assert!(fs::read(bad.join("index.html")).expect("there") == home);
}
