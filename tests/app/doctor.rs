//! `doctor`: a healthy shop, and one for each thing that can be wrong.

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use afterword::app::doctor::{Check, Level, Wishes, examine};
use afterword::config::{Config, Secret};
use afterword::error::Error;
use afterword::flow::steps::signing;
use afterword::types::{PublicUrl, SystemClock};
use hickory_proto::rr::RecordType::{A, MX, TXT};
use libtest_mimic::Failed;

use super::shop::TestApp;
use super::talk::{mail_server, talk};
use crate::support::database::{Backend, Database};
use crate::support::dns::DnsServer;
use crate::support::process::free_port;
use crate::support::shop::Shop;

trials! {
    a_healthy_shop_has_nothing_to_change on each_database;
    spf_is_looked_at_from_all_sides;
    keys_in_dns_are_held_against_ours;
    dmarc_is_found_and_held_against_our_mail;
    bounces_may_go_to_a_domain_of_their_own;
    mail_for_us_must_get_somewhere;
    addresses_have_names_that_lead_back;
    a_mail_server_must_let_us_in;
    clock_address_and_files_are_looked_at;
    without_a_database_the_rest_is_still_looked_at;
    the_command_says_it_and_fails;
}

const DOMAIN: &str = "trahoa.example";
const ADDRESS: &str = "203.0.113.7";

/// A healthy shop: only its public address is this machine's own.
struct Patient {
    app: TestApp,
    config: Config,
    dns: DnsServer,
    named: bool,
    /// The database of a patient that brought its own.
    _database: Option<Database>,
}

impl Patient {
    fn new(database: &Database) -> Self {
        let from = ("MAIL__FROM", "Trà Hoa <hello@trahoa.example>");
        let app = TestApp::with(database, &[from, ("MAIL__DKIM", "both")]);
        let mut config = (*app.house.config).clone();
        config.server.public_url = on_port(app.port);
        config.server.allow_local = true;
        config.mail.transport = afterword::config::MailTransport::Smtp;
        config.mail.smtp_url = Some(smtp_url(mail_server("235 welcome")));
        let dns = DnsServer::start();
        dns.text(DOMAIN, "v=spf1 ip4:203.0.113.0/28 ~all");
        dns.text(DOMAIN, "another text");
        dns.mail_host(DOMAIN, "mail.trahoa.example");
        dns.address("mail.trahoa.example", ADDRESS);
        dns.name_of(ADDRESS, "mail.trahoa.example");
        dns.text("_dmarc.trahoa.example", "v=DMARC1; p=quarantine; rua=mailto:x@trahoa.example");
        let ring = app.wait(signing::ring(&app.house)).expect("keys");
        for key in signing::published(&config, &ring).expect("keys") {
            dns.text(&key.record.name, &key.record.value);
        }
        Self { app, config, dns, named: true, _database: None }
    }

    fn on_sqlite() -> Self {
        let database = Database::fresh(Backend::Sqlite);
        let patient = Self::new(&database);
        Self { _database: Some(database), ..patient }
    }

    fn examine(&self) -> Vec<Check> {
        let address = self.named.then(|| ADDRESS.parse().expect("an address"));
        let wishes = Wishes {
            resolver: Some(self.dns.address),
            address,
            config_file: self.app.data.join("config.toml"),
            clock: Arc::new(SystemClock),
        };
        let house = Ok(self.app.house.clone());
        self.app.wait(examine(&self.config, house, &wishes)).expect("examined")
    }

    /// The check of a name; the first that is not fine, if there are several.
    fn check(&self, name: &str) -> (Level, String) {
        let mut checks = self.examine();
        checks.retain(|check| check.check.starts_with(name));
        checks.sort_by_key(|check| std::cmp::Reverse(check.level));
        let worst = checks.first().unwrap_or_else(|| panic!("no check of {name}"));
        assert_eq!(worst.advice.is_some(), worst.level > Level::Ok, "{worst:?}");
        (worst.level, format!("{}: {}", worst.check, worst.found))
    }

    /// The domain's SPF record, instead of what it was.
    fn spf(&self, record: &str) {
        self.dns.remove(DOMAIN, TXT);
        self.dns.text(DOMAIN, record);
    }
}

#[track_caller]
fn assert_says((level, found): (Level, String), wanted: Level, part: &str) {
    assert!(level == wanted && found.contains(part), "{level:?} {found}; {wanted:?} {part}");
}

fn on_port(port: u16) -> PublicUrl {
    PublicUrl::of_listener(([127, 0, 0, 1], port).into())
}

fn smtp_url(port: u16) -> Secret {
    Secret::new(format!("smtp://an%40trahoa.example:secret@127.0.0.1:{port}"))
}

fn a_healthy_shop_has_nothing_to_change(database: &Database) {
    let patient = Patient::new(database);
    let checks = patient.examine();
    let not_fine: Vec<_> = checks.iter().filter(|check| check.level > Level::Ok).collect();
    assert!(not_fine.len() == 1 && not_fine[0].check == "public address", "{checks:#?}");
    let names: Vec<_> = checks.iter().map(|check| check.check.as_str()).collect();
    let wanted = [
        "database",
        "data directory",
        "disk",
        "public address",
        "clock",
        "mail server",
        "ptr",
        "spf",
        "dkim afterword1-rsa",
        "dkim afterword1-ed25519",
        "dmarc",
        "mx",
    ];
    assert_eq!(names, wanted, "a secret in the environment needs no file");
}

fn spf_is_looked_at_from_all_sides() {
    let mut patient = Patient::on_sqlite();
    let says = |record: &str, level, part: &str| {
        patient.spf(record);
        assert_says(patient.check("spf"), level, part);
    };
    patient.dns.address("web.trahoa.example", "203.0.113.9");
    patient.dns.text("good.example", "v=spf1 ip4:203.0.113.7 -all");
    patient.dns.text("bad.example", "v=spf1 ip4:192.0.2.1 -all");
    patient.dns.text("loop.example", "v=spf1 include:loop.example -all");
    for good in [
        "v=spf1 mx -all",
        "V=SPF1 a:mail.trahoa.example ~all".to_lowercase().as_str(),
        "v=spf1 a:web.trahoa.example/24 -all",
        "v=spf1 include:bad.example include:good.example -all",
        "v=spf1 redirect=good.example",
        "v=spf1 ip6:2001:db8::/32 ip4:203.0.113.7/32 future=x exp=why.example -all",
    ] {
        says(good, Level::Ok, "lets 203.0.113.7 send");
    }
    says("v=spf1 exists:%{i}.trahoa.example -all", Level::Ok, "macros");
    says("v=spf1 ip4:192.0.2.1 -all", Level::Fail, "does not let 203.0.113.7 send");
    says("v=spf1 include:bad.example ~all", Level::Fail, "does not let 203.0.113.7 send");
    says("v=spf1 -ip4:203.0.113.7 ip4:203.0.113.0/24 ~all", Level::Fail, "does not let");
    says("v=spf1 ip4:203.0.113.7 +all", Level::Fail, "anybody may send");
    says("v=spf1 ip4:203.0.113.7", Level::Warn, "does not say who may not");
    says("v=spf1 ip4:203.0.113.7 ?all", Level::Warn, "does not say who may not");
    says("v=spf1 ipv4:203.0.113.7 -all", Level::Fail, "ipv4:203.0.113.7");
    says("v=spf1 ip4:203.0.113.777 -all", Level::Fail, "nobody understands");
    says("v=spf1 include:nowhere.example -all", Level::Fail, "nowhere.example has no SPF");
    says("v=spf1 include:loop.example -all", Level::Fail, "without end");
    says("v=spf1 include:x.broken -all", Level::Fail, "DNS does not answer");
    let terms = |count: usize, domain: &str| {
        (0..count).map(|n| format!("a:{n}.{domain}")).collect::<Vec<_>>().join(" ")
    };
    let many = terms(11, "trahoa.example");
    says(&format!("v=spf1 ip4:203.0.113.7 {many} -all"), Level::Fail, "needs 11 look-ups");
    patient.dns.text("many.example", &format!("v=spf1 {} -all", terms(6, "trahoa.example")));
    let nested = "v=spf1 ip4:203.0.113.7 include:many.example mx a mx:x.example a:y.example -all";
    says(nested, Level::Fail, "needs 11 look-ups");
    let void = terms(3, "trahoa.example");
    says(&format!("v=spf1 ip4:203.0.113.7 {void} -all"), Level::Fail, "3 names");
    patient.dns.text(DOMAIN, "v=spf1 -all");
    assert_says(patient.check("spf"), Level::Fail, "several");
    patient.dns.remove(DOMAIN, TXT);
    assert_says(patient.check("spf"), Level::Fail, "trahoa.example has no SPF record");

    // Where the address is only the submission server's, not being listed may be right.
    patient.named = false;
    patient.spf("v=spf1 ip4:192.0.2.1 -all");
    assert_says(patient.check("spf"), Level::Ok, "whether it lets your server send was not seen");
    patient.config.mail.smtp_url = Some(Secret::new("smtp://mail.trahoa.example"));
    patient.config.mail.transport = afterword::config::MailTransport::File;
    assert_says(patient.check("spf"), Level::Warn, "does not let 203.0.113.7 send");
}

fn keys_in_dns_are_held_against_ours() -> Result<(), Failed> {
    let mut patient = Patient::on_sqlite();
    let name = "afterword1-ed25519._domainkey.trahoa.example";
    let publish = |text: &str| {
        patient.dns.remove(name, TXT);
        patient.dns.text(name, text);
    };
    let ring = patient.app.wait(signing::ring(&patient.app.house))?;
    let ours = signing::published(&patient.config, &ring)?.remove(1).record.value;
    publish(&ours.replace("p=", "s=email; t=s; p= ").replace("v=DKIM1; ", ""));
    assert_says(patient.check("dkim"), Level::Ok, "has our key");
    publish(&format!("{ours}; t=y"));
    assert_says(patient.check("dkim"), Level::Warn, "t=y");
    publish(&ours.replace("ed25519", "rsa"));
    assert_says(patient.check("dkim"), Level::Fail, "is not ours");
    publish("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    assert_says(patient.check("dkim"), Level::Fail, "is not ours");
    publish("v=DKIM1; k=ed25519; p=");
    assert_says(patient.check("dkim"), Level::Fail, "revoked");
    patient.dns.text(name, &ours);
    assert_says(patient.check("dkim"), Level::Fail, "there are 2 records");
    patient.dns.remove(name, TXT);
    assert_says(patient.check("dkim"), Level::Fail, "there is no record");
    patient.dns.text(&format!("{name}.{DOMAIN}"), &ours);
    assert_says(patient.check("dkim"), Level::Fail, "the domain is there twice");
    patient.dns.text(name, &ours);
    assert_says(patient.check("dkim"), Level::Ok, "has our key");
    // Keys to come: not to be published at once, but to be used once they are.
    let ring = patient.app.wait(signing::prepare(&patient.app.house))?;
    assert_says(patient.check("dkim"), Level::Warn, "there is no record");
    for key in signing::published(&patient.config, &ring)?.into_iter().skip(2) {
        patient.dns.text(&key.record.name, &key.record.value);
    }
    let checks = patient.examine();
    let next = checks.iter().find(|check| check.check == "dkim afterword2-rsa").expect("a check");
    assert!(next.advice.as_ref().is_some_and(|advice| advice.contains("--switch")), "{next:?}");
    patient.config.mail.dkim = afterword::config::Dkim::Off;
    assert_says(patient.check("dkim"), Level::Warn, "does not sign");
    patient.config.mail.dkim = afterword::config::Dkim::Both;
    patient.app.execute("DELETE FROM settings WHERE key = 'dkim_keys'");
    assert_says(patient.check("dkim"), Level::Fail, "there are no keys yet");
    Ok(())
}

fn dmarc_is_found_and_held_against_our_mail() {
    let mut patient = Patient::on_sqlite();
    let place = "_dmarc.trahoa.example";
    assert_says(patient.check("dmarc"), Level::Ok, "p=quarantine");
    patient.config.mail.dkim_domain = Some("mailer.example".to_owned());
    assert_says(patient.check("dmarc"), Level::Warn, "not signed for trahoa.example");
    patient.config.mail.dkim_domain = Some("news.trahoa.example".to_owned());
    assert_says(patient.check("dmarc"), Level::Ok, "aligned");
    patient.dns.text(place, "v=DMARC1; p=reject");
    assert_says(patient.check("dmarc"), Level::Fail, "there is no policy");
    patient.dns.remove(place, TXT);
    patient.dns.text(place, "v=DMARC1; p=reject; adkim=s");
    assert_says(patient.check("dmarc"), Level::Warn, "not signed for trahoa.example");
    patient.dns.remove(place, TXT);
    patient.dns.text(place, "v=DMARC1; p=all");
    assert_says(patient.check("dmarc"), Level::Fail, "p=all");
    patient.dns.remove(place, TXT);
    assert_says(patient.check("dmarc"), Level::Fail, "there is no policy");
    // One domain's policy holds for those below it.
    patient.dns.text(place, "v=DMARC1; p=none");
    patient.config.mail.from = "hello@survey.trahoa.example".to_owned();
    patient.config.mail.dkim_domain = None;
    assert_says(patient.check("dmarc"), Level::Ok, "_dmarc.trahoa.example says p=none");
}

fn bounces_may_go_to_a_domain_of_their_own() {
    let mut patient = Patient::on_sqlite();
    patient.config.mail.return_path = Some("bounces@returns.example".to_owned());
    assert_says(patient.check("spf"), Level::Fail, "returns.example has no SPF record");
    assert_says(patient.check("mx"), Level::Fail, "returns.example takes no mail");
    assert_says(patient.check("dmarc"), Level::Ok, "aligned");
    patient.config.mail.dkim_domain = Some("mailer.example".to_owned());
    assert_says(patient.check("dmarc"), Level::Fail, "neither the signatures (mailer.example)");
    // Below the sender's own domain it is aligned, unless that is strict.
    patient.config.mail.return_path = Some("bounces@returns.trahoa.example".to_owned());
    assert_says(patient.check("dmarc"), Level::Warn, "not signed for trahoa.example");
    patient.dns.remove("_dmarc.trahoa.example", TXT);
    patient.dns.text("_dmarc.trahoa.example", "v=DMARC1; p=none; aspf=s");
    assert_says(patient.check("dmarc"), Level::Fail, "returns.trahoa.example");
    patient.config.mail.dkim_domain = None;
    patient.dns.text("returns.trahoa.example", "v=spf1 ip4:203.0.113.7 -all");
    patient.dns.mail_host("returns.trahoa.example", "mail.trahoa.example");
    let checks = patient.examine();
    let worst = checks.iter().filter(|check| check.check != "public address");
    assert!(worst.clone().all(|check| check.level == Level::Ok), "{checks:#?}");
    assert_eq!(worst.filter(|check| check.check == "mx").count(), 2);
}

fn mail_for_us_must_get_somewhere() {
    let patient = Patient::on_sqlite();
    patient.dns.remove("mail.trahoa.example", A);
    assert_says(patient.check("mx"), Level::Fail, "which has no address");
    patient.dns.remove(DOMAIN, MX);
    assert_says(patient.check("mx"), Level::Fail, "neither MX nor A");
    patient.dns.address(DOMAIN, ADDRESS);
    assert_says(patient.check("mx"), Level::Warn, "has no MX");
    patient.dns.mail_host(DOMAIN, ".");
    assert_says(patient.check("mx"), Level::Fail, "takes no mail");
}

fn addresses_have_names_that_lead_back() {
    let mut patient = Patient::on_sqlite();
    assert_says(patient.check("ptr"), Level::Ok, "203.0.113.7 is mail.trahoa.example and back");
    patient.dns.unname(ADDRESS);
    assert_says(patient.check("ptr"), Level::Fail, "has no name");
    patient.dns.name_of(ADDRESS, "host-7.provider.example");
    assert_says(patient.check("ptr"), Level::Fail, "does not lead back");
    patient.dns.address("host-7.provider.example", "203.0.113.8");
    assert_says(patient.check("ptr"), Level::Fail, "does not lead back");
    patient.dns.address("host-7.provider.example", ADDRESS);
    assert_says(patient.check("ptr"), Level::Ok, "and back");
    patient.named = false;
    assert_says(patient.check("ptr"), Level::Warn, "is not known");
}

fn a_mail_server_must_let_us_in() {
    let mut patient = Patient::on_sqlite();
    assert_says(patient.check("mail server"), Level::Ok, "lets us sign in");
    patient.config.mail.smtp_url = Some(smtp_url(mail_server("535 5.7.8 wrong")));
    let (level, found) = patient.check("mail server");
    assert!(!found.contains("secret"), "{found}");
    assert_says((level, found), Level::Fail, "does not let us sign in");
    patient.config.mail.smtp_url = Some(smtp_url(free_port()));
    assert_says(patient.check("mail server"), Level::Fail, "cannot be reached");
    patient.config.mail.smtp_url = Some(Secret::new("smtp://user@mail.example"));
    assert_says(patient.check("mail server"), Level::Fail, "a user but no password");
    patient.config.mail.transport = afterword::config::MailTransport::File;
    patient.config.mail.smtp_url = None;
    assert_says(patient.check("mail server"), Level::Warn, "written to files");
}

fn clock_address_and_files_are_looked_at() -> Result<(), Failed> {
    let mut patient = Patient::on_sqlite();
    let old = talk("", |line| {
        let answer = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\
                      Content-Length: 3\r\nConnection: close\r\n\r\nok\n";
        Some(if line.is_empty() { answer.to_owned() } else { String::new() })
    });
    patient.config.server.public_url = on_port(old);
    assert_says(patient.check("clock"), Level::Fail, "ahead of the public address's answer");
    patient.config.server.public_url = on_port(free_port());
    assert_says(patient.check("public address"), Level::Fail, "cannot be reached");
    let secret = patient.app.data.join("a secret");
    std::fs::write(&secret, "a secret for trials only")?;
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o644))?;
    patient.config.secret_key_file = Some(secret);
    assert_says(patient.check("key files"), Level::Fail, "by others (mode 644)");
    let file = patient.app.data.join("config.toml");
    std::fs::write(&file, "secret_key = \"a secret for trials only\"")?;
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644))?;
    patient.config.secret_key_file = None;
    assert_says(patient.check("key files"), Level::Warn, "by everybody");
    patient.config.data_dir = file;
    assert_says(patient.check("data directory"), Level::Fail, "cannot be written");
    Ok(())
}

fn without_a_database_the_rest_is_still_looked_at() {
    let patient = Patient::on_sqlite();
    let wishes = Wishes {
        resolver: Some(patient.dns.address),
        address: Some(ADDRESS.parse().expect("an address")),
        config_file: patient.app.data.join("config.toml"),
        clock: Arc::new(SystemClock),
    };
    let house = Err(Error::refused("database.url: there is no server"));
    let checks = patient.app.wait(examine(&patient.config, house, &wishes)).expect("examined");
    assert!(checks[0].check == "database" && checks[0].level == Level::Fail, "{checks:#?}");
    let spf = checks.iter().find(|check| check.check == "spf").expect("a check");
    assert_eq!(spf.level, Level::Ok);
}

fn the_command_says_it_and_fails() {
    let (dns, database) = (DnsServer::start(), Database::fresh(Backend::Sqlite));
    let server = format!("[server]\npublic_url = \"http://127.0.0.1:{}\"", free_port());
    let shop = Shop::new(&database, &server);
    let resolver = dns.address.to_string();
    let (_, told) = shop.try_run(&["doctor", "--resolver", &resolver]);
    let found = told["checks"][0]["found"].as_str().unwrap_or_default();
    assert!(found.contains("`afterword serve` makes it"), "{told}");
    assert!(!shop.path("data").exists(), "doctor makes nothing");
    shop.run(&["run", "plan"]);
    let (code, told) = shop.try_run(&["doctor", "--resolver", &resolver]);
    assert_eq!(code, Some(1));
    assert_eq!(told["ok"], false);
    let checks = told["checks"].as_array().expect("checks");
    let level = |name: &str| {
        let check = checks.iter().find(|check| check["check"] == name);
        check.map(|check| check["level"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(level("public address").as_deref(), Some("fail"));
    assert_eq!(level("database").as_deref(), Some("ok"));
    assert_eq!(level("key files").as_deref(), Some("ok"));
    assert_eq!(level("mail server").as_deref(), Some("warn"));
    assert_eq!(level("spf"), None, "nobody owns the sample's domain");
}
