//! What holds where neither file nor environment says anything. `config.toml` says the same.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use super::{
    Access, Answers, Config, Consent, Database, Digest, DigestEvery, Dkim, ForwardedHeader, Log,
    LogFormat, LogLevel, Mail, MailTransport, Print, PublicEdition, Publish, Returns, Secret,
    Server, Shop, Site, SurveyConsent, Templates,
};
use crate::types::{Language, PublicUrl};

impl Default for Config {
    fn default() -> Self {
        Self {
            data_dir: PathBuf::from("data"),
            secret_key: None,
            secret_key_file: None,
            server: Server::default(),
            access: Access { idle_days: 180, idle_hours: 12 },
            shop: Shop::default(),
            database: Database::default(),
            mail: Mail::default(),
            returns: Returns::default(),
            consent: Consent { survey: SurveyConsent::Service },
            site: Site::default(),
            publish: Publish::default(),
            digest: Digest { every: DigestEvery::Off, to: Vec::new() },
            templates: Templates { dir: None },
            log: Log { format: LogFormat::Text, level: LogLevel::Info },
            print: Print::default(),
            answers: Answers { edit_hours: 24, device_hours: 12, count_rushes: false },
        }
    }
}

impl Default for Server {
    fn default() -> Self {
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080));
        Self {
            listen,
            public_url: PublicUrl::of_listener(listen),
            allow_local: false,
            trusted_proxies: Vec::new(),
            forwarded_header: ForwardedHeader::XForwardedFor,
            metrics_token: None,
            metrics_from: Vec::new(),
            workers: 0,
            connections: 2_048,
            header_seconds: 15,
            body_seconds: 120,
            stalled_seconds: 20,
        }
    }
}

impl Default for Access {
    fn default() -> Self {
        Config::default().access
    }
}

impl Default for Shop {
    fn default() -> Self {
        Self {
            name: "My shop".to_owned(),
            language: Language::Vi,
            time_zone: "Asia/Ho_Chi_Minh".to_owned(),
            country: "VN".to_owned(),
            address: String::new(),
            logo: None,
            colour: "#1f6f78".to_owned(),
            holidays: Vec::new(),
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self { url: Secret::new("sqlite://data/afterword.db") }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            transport: MailTransport::File,
            smtp_url: None,
            from: "My shop <hello@shop.example>".to_owned(),
            reply_to: None,
            per_second: 0,
            per_hour: 200,
            per_day: 0,
            warm_up: None,
            hours: None,
            connections: 4,
            return_path: None,
            ca_file: None,
            dkim: Dkim::Both,
            dkim_domain: None,
            dkim_selector: "afterword".to_owned(),
        }
    }
}

impl Default for Returns {
    fn default() -> Self {
        Self { maildir: None, imap_url: None, hook_secret: None, soft_limit: 3, soft_days: 90 }
    }
}

impl Default for Consent {
    fn default() -> Self {
        Config::default().consent
    }
}

impl Default for Site {
    fn default() -> Self {
        Self {
            public: false,
            comments: false,
            min_n: 5,
            dimensions: Vec::new(),
            public_edition: PublicEdition::default(),
        }
    }
}

impl Default for Digest {
    fn default() -> Self {
        Config::default().digest
    }
}

impl Default for Templates {
    fn default() -> Self {
        Config::default().templates
    }
}

impl Default for Log {
    fn default() -> Self {
        Config::default().log
    }
}

impl Default for Answers {
    fn default() -> Self {
        Config::default().answers
    }
}
