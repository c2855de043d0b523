//! One letter as a value, and its bytes: the same letter always makes the same bytes.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use lettre::Message;
use lettre::address::Envelope;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Body, MultiPart, SinglePart};
use sha2::{Digest, Sha256};
use url::Url;

use super::address::{Sender, ascii_domain, mailbox, one_line};
use super::dkim::Signer;
use super::logo::Logo;
use crate::error::{Context, Error, Result};
use crate::types::{Email, Instant, Language};

/// How much of a subject travels; inboxes show less than half of it.
const LONGEST_SUBJECT: usize = 200;

/// A PNG inside a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its name within the letter, in letters, digits and hyphens.
    pub name: String,
    /// The file.
    pub png: Arc<[u8]>,
}

impl Picture {
    /// How the HTML links to it (RFC 2392).
    #[must_use]
    pub fn link(&self) -> String {
        format!("cid:{}", self.name)
    }
}

/// How the logo is named inside a letter.
const LOGO_ID: &str = "logo";

/// How the HTML of a letter links to its logo (RFC 2392).
pub const LOGO_LINK: &str = "cid:logo";

/// A letter to one person, complete and ready to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The shop.
    pub from: Sender,
    /// Where replies go, when not to `from`.
    pub reply_to: Option<Sender>,
    /// The envelope's sender, where bounces go; without one, `from`.
    pub return_path: Option<Email>,
    /// The customer.
    pub to: Email,
    /// The customer's name, as they wrote it.
    pub to_name: Option<String>,
    /// The subject.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The letter as HTML.
    pub html: String,
    /// The logo that the HTML shows as [`LOGO_LINK`].
    pub logo: Option<Logo>,
    /// Further pictures that the HTML shows by their [`link`](Picture::link).
    pub pictures: Vec<Picture>,
    /// The Message-ID without its angle brackets: `local@domain`.
    pub message_id: String,
    /// What the Date header shows; from the database, so that a second sending shows the same.
    pub date: Instant,
    /// Where one press ends all further mail (RFC 8058). Empty in mail to the shop itself, which is
    /// ended in its configuration.
    pub unsubscribe_url: String,
    /// The language of the text.
    pub language: Language,
    /// Who signs it for the sender's domain, if anybody.
    pub signer: Option<Signer>,
}

impl Letter {
    /// The bytes that travel, signed, with CRLF line ends.
    ///
    /// # Errors
    /// Refused, when an address or the unsubscribe link cannot stand in a header.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        Ok(self.packed()?.1)
    }

    /// The envelope, and the bytes that travel in it.
    pub(super) fn packed(&self) -> Result<(Envelope, Vec<u8>)> {
        let message = self.message()?;
        let bytes = message.formatted();
        let bytes = match &self.signer {
            Some(signer) => signer.sign(&bytes, self.date)?,
            None => bytes,
        };
        Ok((message.envelope().clone(), bytes))
    }

    /// The Message-ID before its `@`, of characters that may stand in a file name and a header.
    #[must_use]
    pub fn local_id(&self) -> String {
        let id = self.message_id.trim_matches(['<', '>', ' ']);
        safe(id.split_once('@').map_or(id, |(local, _)| local))
    }

    /// The message as it is composed.
    fn message(&self) -> Result<Message> {
        let unsubscribe = self.unsubscribe()?;
        let mut builder = Message::builder()
            .from(mailbox(self.from.name.as_deref(), &self.from.address)?)
            .to(mailbox(self.to_name.as_deref(), &self.to)?)
            .subject(one_line(&self.subject, LONGEST_SUBJECT))
            .message_id(Some(format!("<{}>", self.full_id())))
            .date(self.system_time());
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(mailbox(reply_to.name.as_deref(), &reply_to.address)?);
        }
        if let Some(return_path) = &self.return_path {
            let sender = mailbox(None, return_path)?.email;
            let envelope = Envelope::new(Some(sender), vec![mailbox(None, &self.to)?.email]);
            builder = builder.envelope(envelope.doing(|| "building an envelope".to_owned())?);
        }
        let unsubscribe = unsubscribe.into_iter().flat_map(|url| {
            [
                ("List-Unsubscribe", format!("<{url}>")),
                ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
            ]
        });
        for (name, value) in unsubscribe.chain([
            ("Auto-Submitted", "auto-generated".to_owned()),
            ("Content-Language", self.language.tag().to_owned()),
        ]) {
            builder =
                builder.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value));
        }
        let part = |kind, body| encode(body).map(|b| SinglePart::builder().header(kind).body(b));
        let html = part(ContentType::TEXT_HTML, &self.html)?;
        let body = MultiPart::alternative()
            .boundary(self.boundary(""))
            .singlepart(part(ContentType::TEXT_PLAIN, &self.text)?);
        let body = match self.images() {
            images if images.is_empty() => body.singlepart(html),
            images => body.multipart(self.with_images(html, images)?),
        };
        builder.multipart(body).doing(|| "building a letter".to_owned())
    }

    /// Where it is unsubscribed from, if anywhere.
    fn unsubscribe(&self) -> Result<Option<Url>> {
        if self.unsubscribe_url.is_empty() {
            return Ok(None);
        }
        let url = Url::parse(&self.unsubscribe_url);
        url.map(Some)
            .map_err(|error| Error::refused("the unsubscribe link is no URL").because(error))
    }

    /// The images inside, by name.
    fn images(&self) -> Vec<(&str, &[u8])> {
        let logo = self.logo.iter().map(|logo| (LOGO_ID, logo.bytes()));
        let pictures = self.pictures.iter().map(|picture| (picture.name.as_str(), &*picture.png));
        logo.chain(pictures).collect()
    }

    /// The HTML and the images that it shows (RFC 2387).
    fn with_images(&self, html: SinglePart, images: Vec<(&str, &[u8])>) -> Result<MultiPart> {
        let mut parts = MultiPart::related().boundary(self.boundary("r")).singlepart(html);
        for (name, bytes) in images {
            let png = ContentType::parse("image/png").doing(|| "naming an image".to_owned())?;
            let image = Attachment::new_inline(name.to_owned()).body(bytes.to_vec(), png);
            parts = parts.singlepart(image);
        }
        Ok(parts)
    }

    /// `local@domain`; without a domain of its own, the sender's.
    fn full_id(&self) -> String {
        let domain = self
            .message_id
            .trim_matches(['<', '>', ' '])
            .split_once('@')
            .map(|(_, domain)| safe(domain));
        let domain = domain.filter(|domain| !domain.is_empty());
        let own = || ascii_domain(&self.from.address).unwrap_or_default();
        format!("{}@{}", self.local_id(), domain.unwrap_or_else(|| safe(&own())))
    }

    /// `=_` can stand in neither base64 nor quoted-printable, the hash not by chance in plain text.
    fn boundary(&self, part: &str) -> String {
        let hash = Sha256::digest(self.message_id.as_bytes());
        let digits: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        format!("=_{digits}{part}")
    }

    fn system_time(&self) -> SystemTime {
        let seconds = u64::try_from(self.date.as_seconds()).unwrap_or(0);
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }
}

/// Shows no address and no text: letters must not reach a log.
impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letter").field("message_id", &self.message_id).finish_non_exhaustive()
    }
}

/// The shorter of quoted-printable, in which a byte of Thai or a `=` takes three, and base64, in
/// which three bytes take four and a bit. Plain ASCII stays as it is.
fn encode(body: &str) -> Result<Body> {
    let threefold = body.bytes().filter(|byte| !byte.is_ascii() || *byte == b'=').count();
    let encoding = match (body.is_ascii(), threefold * 6 > body.len()) {
        (true, _) => return Ok(Body::new(body.to_owned())),
        (false, true) => ContentTransferEncoding::Base64,
        (false, false) => ContentTransferEncoding::QuotedPrintable,
    };
    Body::new_with_encoding(body.to_owned(), encoding)
        .map_err(|_unencoded| Error::broken("a letter cannot be encoded"))
}

/// Keeps what may stand in an atom (RFC 5322 §3.2.3) and in a file name; the rest becomes `-`.
fn safe(part: &str) -> String {
    let kept = part.chars().take(120);
    let kept: String =
        kept.map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+') { c } else { '-' }
        })
        .collect();
    kept.trim_matches('.').to_owned()
}

#[cfg(test)]
pub(super) mod tests {
    use mail_parser::MessageParser;
    use proptest::prelude::{Strategy, any, prop_oneof, proptest};
    use proptest::test_runner::Config;

    use super::Letter;
    use crate::types::{Email, Instant, Language};

    /// A letter in Vietnamese, for every test of this module.
    pub(in crate::mail) fn sample() -> Letter {
        Letter {
            from: "Tiệm Hoa Mây <hello@shop.example>".parse().unwrap(),
            reply_to: Some("care@shop.example".parse().unwrap()),
            return_path: None,
            to: Email::parse("an@customer.example").unwrap(),
            to_name: Some("Nguyễn Văn An".into()),
            subject: "An ơi, đơn hàng vừa rồi thế nào?".into(),
            text: "Chào An,\n.\nCảm ơn bạn.\n".into(),
            html: "<p>Chào An,</p>".into(),
            logo: None,
            pictures: Vec::new(),
            message_id: "d42.mail@shop.example".into(),
            date: Instant::from_seconds(1_795_225_708),
            unsubscribe_url: "https://shop.example/u/ABCDEFGHJKMN".into(),
            language: Language::Vi,
            signer: None,
        }
    }

    #[test]
    fn the_bytes_are_always_the_same() {
        let bytes = sample().to_bytes().unwrap();
        assert_eq!(bytes, sample().to_bytes().unwrap());
        insta::assert_snapshot!(String::from_utf8(bytes).unwrap().replace("\r\n", "\n"));
    }

    #[test]
    fn a_parser_reads_back_what_was_written() {
        let bytes = sample().to_bytes().unwrap();
        let read = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(read.subject(), Some("An ơi, đơn hàng vừa rồi thế nào?"));
        assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n"), "Chào An,\n.\nCảm ơn bạn.\n");
        assert_eq!(read.body_html(0).unwrap(), "<p>Chào An,</p>");
        assert_eq!(read.message_id(), Some("d42.mail@shop.example"));
        assert_eq!(read.date().unwrap().to_timestamp(), 1_795_225_708);
        let raw = |name: &str| read.header_raw(name).unwrap().trim().to_owned();
        assert_eq!(raw("List-Unsubscribe"), "<https://shop.example/u/ABCDEFGHJKMN>");
        assert_eq!(raw("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        assert_eq!(raw("Auto-Submitted"), "auto-generated");
        assert_eq!(raw("Content-Language"), "vi");
    }

    #[test]
    fn a_strange_message_id_can_leave_neither_its_header_nor_its_folder() {
        let letter = Letter { message_id: "../../a b>\r\nBcc: x@y".into(), ..sample() };
        assert_eq!(letter.local_id(), "-..-a-b---Bcc--x");
        assert_eq!(letter.full_id(), "-..-a-b---Bcc--x@y");
        assert_eq!(Letter { message_id: "d1".into(), ..sample() }.full_id(), "d1@shop.example");
    }

    fn hostile() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[\r\n\t\"\\\\<>@,;:= ?_a🌸ệกำ]{0,60}",
            "(ệ|🌸|a|\\PC){0,400}",
            "a{0,2000}( b{1,300}){0,9}",
            proptest::strategy::Just("\r\nBcc: victim@x.example\r\n\r\n<b>".to_owned()),
            proptest::strategy::Just("=?utf-8?b?DQpCY2M6IHg=?=".to_owned()),
        ]
    }

    proptest! {
        #![proptest_config(Config::with_cases(96))]

        #[test]
        fn headers_survive_hostile_names(name in hostile(), subject in hostile(), shop in hostile()) {
            let mut letter = Letter { to_name: Some(name), subject, ..sample() };
            letter.from.name = Some(shop);
            let bytes = letter.to_bytes().unwrap();
            assert!(bytes.is_ascii());
            let text = String::from_utf8(bytes.clone()).unwrap();
            let (head, _) = text.split_once("\r\n\r\n").unwrap();
            let mut names = Vec::new();
            for line in head.split("\r\n") {
                assert!(line.len() <= 998 && !line.contains(['\r', '\n', '\0']), "{line:?}");
                if !line.starts_with([' ', '\t']) {
                    names.push(line.split_once(':').unwrap().0.to_owned());
                }
            }
            let expected = ["From", "To", "Subject", "Message-ID", "Date", "Reply-To", "List-Unsubscribe",
                "List-Unsubscribe-Post", "Auto-Submitted", "Content-Language", "MIME-Version", "Content-Type"];
            assert_eq!(names, expected);
            let read = MessageParser::default().parse(&bytes).unwrap();
            let to = read.to().unwrap().as_list().unwrap();
            assert_eq!(to.len(), 1);
            assert_eq!(to[0].address(), Some("an@customer.example"));
            let from = read.from().unwrap().as_list().unwrap();
            assert_eq!((from.len(), from[0].address()), (1, Some("hello@shop.example")));
        }
    }
}
