use super::{PublicUrl, Reach};

fn read(text: &str) -> String {
    PublicUrl::parse(text).unwrap().to_string()
}

#[test]
fn an_address_is_brought_into_its_plain_form() {
    for (written, plain) in [
        ("https://survey.shop.vn", "https://survey.shop.vn"),
        ("https://survey.shop.vn/", "https://survey.shop.vn"),
        ("https://shop.vn/survey//", "https://shop.vn/survey"),
        ("  HTTPS://Survey.Shop.VN:443/Hỏi/../Survey/ ", "https://survey.shop.vn/Survey"),
        ("http://shop.vn:80", "http://shop.vn"),
        ("http://[::1]:8080/a/b_c", "http://[::1]:8080/a/b_c"),
        ("https://shop.vn.", "https://shop.vn"),
        ("https://quà-tặng.vn", "https://xn--qu-tng-jta8222d.vn"),
    ] {
        assert_eq!(read(written), plain, "{written}");
        assert_eq!(read(plain), plain, "{written}");
    }
}

#[test]
fn a_wrong_address_is_told_from_what_would_be_right() {
    let scheme = "which does not begin with https:// or http://";
    for (wrong, why, right) in [
        ("shop.vn", scheme, "https://shop.vn"),
        ("shop.vn/survey/", scheme, "https://shop.vn/survey"),
        ("shop.vn:8443", scheme, "https://shop.vn:8443"),
        ("localhost:8080", scheme, "https://localhost:8080"),
        ("ftp://shop.vn/survey", scheme, "https://shop.vn/survey"),
        ("https://", scheme, "https://survey.shop.vn"),
        ("", scheme, "https://survey.shop.vn"),
        ("my shop", scheme, "https://survey.shop.vn"),
        ("https://shop.vn/?a=1", "with a ? or a # in it", "https://shop.vn"),
        ("https://shop.vn/survey#top", "with a ? or a # in it", "https://shop.vn/survey"),
        ("https://shop.vn/khảo sát", "whose path has more in it", "https://shop.vn"),
        ("https://shop.vn/a//b", "whose path has more in it", "https://shop.vn"),
        ("https://shop.vn/S", "Afterword's own pages lie under /S", "https://shop.vn/survey"),
        ("https://shop.vn/admin/x", "own pages lie under /admin", "https://shop.vn/survey"),
    ] {
        let said = PublicUrl::parse(wrong).unwrap_err();
        assert!(said.contains(why), "{wrong}: {said}");
        let end = format!("; allowed: the address customers see, such as \"{right}\"");
        assert!(said.ends_with(&end), "{wrong}: {said}");
        assert_eq!(read(right), right);
    }
    let said = PublicUrl::parse("https://an:geheim@shop.vn").unwrap_err();
    assert!(said.contains("a user's name or password") && !said.contains("geheim"), "{said}");
    assert!(said.ends_with("\"https://shop.vn\""), "{said}");
}

#[test]
fn links_paths_and_what_people_type_lie_under_one_base() {
    let at = PublicUrl::parse("https://shop.vn:8443/survey").unwrap();
    assert_eq!(at.link("/s/AB"), "https://shop.vn:8443/survey/s/AB");
    assert_eq!(at.path("/admin"), "/survey/admin");
    assert_eq!(at.typed("/s"), "shop.vn:8443/survey/s");
    assert_eq!(at.link_in_capitals("/S/AB"), "HTTPS://SHOP.VN:8443/survey/S/AB");
    assert_eq!(at.origin(), "https://shop.vn:8443");
    assert!(at.is_secure());
    let root = PublicUrl::of_listener("[::1]:8080".parse().unwrap());
    assert_eq!((root.link("/s"), root.path("/s")), ("http://[::1]:8080/s".into(), "/s".into()));
    assert_eq!(PublicUrl::parse(&root.to_string()).unwrap(), root);
}

#[test]
fn an_address_says_from_where_it_can_be_opened() {
    let reach = |host: &str| PublicUrl::parse(&format!("http://{host}")).unwrap().reach();
    for host in [
        "127.0.0.1:8080",
        "127.1.2.3",
        "localhost",
        "LOCALHOST.",
        "shop.localhost",
        "0.0.0.0:80",
        "[::]",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "169.254.7.7",
        "[fe80::1]",
        "2130706433",
        "localhost.localdomain",
    ] {
        assert_eq!(reach(host), Reach::Machine, "{host}");
    }
    for host in [
        "192.168.1.7",
        "10.0.0.1:8080",
        "172.16.3.4",
        "100.100.1.1",
        "[fd00::7]",
        "till",
        "till.local",
        "survey.shop.lan",
        "home.arpa",
        "a.internal",
        "[::ffff:10.1.1.1]",
    ] {
        assert_eq!(reach(host), Reach::Network, "{host}");
    }
    for host in [
        "shop.vn",
        "203.0.113.7",
        "172.32.0.1",
        "100.128.0.1",
        "[2001:db8::1]",
        "mylocalhost.vn",
        "local.shop.vn",
        "atlocal.vn",
    ] {
        assert_eq!(reach(host), Reach::Everywhere, "{host}");
    }
}
