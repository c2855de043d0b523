//! Who may read what is made: its owner alone, whatever the machine's mask says.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::app::orders::{COLUMNS, Order, file_of};
use crate::support::database::{Backend, Database};
use crate::support::shop::Shop;

trials! {
    what_is_made_is_its_owner_s_alone;
    what_an_older_version_left_open_is_closed;
    the_site_can_be_read_by_what_copies_it;
}

fn mode(path: &Path) -> u32 {
    let found = fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    found.permissions().mode() & 0o777
}

/// Everything below a folder but the site, which is made to be read.
fn all_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.file_name().is_some_and(|name| name == "editions" || name == "site") {
            continue;
        }
        if path.is_dir() {
            found.extend(all_below(&path));
        }
        found.push(path);
    }
    found
}

/// A shop whose database lies in its data, with one customer and one mail as a file.
fn shop(database: &Database) -> Shop {
    let shop = Shop::new(database, "");
    shop.write("config.toml", "[database]\nurl = \"sqlite://data/afterword.db\"\n");
    let yesterday = (jiff::Zoned::now() - jiff::Span::new().days(6)).strftime("%Y-%m-%d %H:%M");
    let order = Order::new("A1", "lan@example.vn").with("placed", &yesterday.to_string());
    let order = order.with("fulfilled", &yesterday.to_string()).with("phone", "0905 123 456");
    let file = shop.write("orders.csv", &file_of(&[order]));
    let file = file.display().to_string();
    let map = COLUMNS.map(|column| format!("--map={column}={column}"));
    let arguments = ["import", "orders", &file].into_iter().chain(map.iter().map(String::as_str));
    shop.run(&arguments.collect::<Vec<_>>());
    shop.run(&["run", "plan"]);
    shop.run(&["run", "deliver"]);
    shop.run(&["run", "publish"]);
    shop
}

fn what_is_made_is_its_owner_s_alone() {
    let shop = shop(&Database::fresh(Backend::Sqlite));
    shop.run(&["export", "links", "--out", "links.csv", "--all"]);
    shop.run(&["cards", "--blank", "2", "--out", "cards.pdf"]);
    shop.run(&["mail", "preview", "after-purchase", "--out", "look"]);
    let mut made = all_below(&shop.path("data"));
    made.extend(["data", "links.csv", "cards.pdf", "look"].map(|name| shop.path(name)));
    made.extend(all_below(&shop.path("look")));
    assert!(made.iter().any(|path| path.extension().is_some_and(|end| end == "eml")), "{made:?}");
    assert!(made.iter().any(|path| path.ends_with("afterword.db")), "{made:?}");
    for path in made {
        assert_eq!(mode(&path) & 0o077, 0, "{}", path.display());
    }
}

fn what_an_older_version_left_open_is_closed() {
    let shop = shop(&Database::fresh(Backend::Sqlite));
    let (data, database) = (shop.path("data"), shop.path("data/afterword.db"));
    fs::set_permissions(&data, fs::Permissions::from_mode(0o755)).expect("opened");
    fs::set_permissions(&database, fs::Permissions::from_mode(0o644)).expect("opened");
    shop.run(&["run", "plan"]);
    assert_eq!((mode(&data), mode(&database)), (0o700, 0o600));
}

fn the_site_can_be_read_by_what_copies_it() {
    let shop = shop(&Database::fresh(Backend::Sqlite));
    let site = fs::canonicalize(shop.path("data/site")).expect("a site");
    assert_eq!((mode(&site), mode(&site.join("index.html"))), (0o755, 0o644));
    assert_eq!(mode(&site.join("data")), 0o755);
}
