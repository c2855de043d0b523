//! A block of headers, or of fields that are written like headers.

use std::sync::LazyLock;

use mail_parser::{Address, ContentType, HeaderName, HeaderValue, MessageParser};

/// How many bytes of headers a part may have.
const LONGEST_HEAD: usize = 64 * 1024;

/// How many headers of a part are kept, and how many bytes of each.
const MOST_HEADERS: usize = 200;
const LONGEST_VALUE: usize = 4 * 1024;

/// What a block says.
#[derive(Default)]
pub struct Head {
    /// Names in lower case, values decoded; in the order they came.
    pub headers: Vec<(String, String)>,
    /// The content type, if there is one.
    pub content_type: Option<ContentType<'static>>,
    /// The transfer encoding, in lower case.
    pub encoding: String,
}

/// Reads a block; what is too long or too many is left out.
pub fn read(bytes: &[u8]) -> Head {
    static PARSER: LazyLock<MessageParser> = LazyLock::new(|| {
        MessageParser::new()
            .default_header_text()
            .with_mime_headers()
            .with_address_headers()
            .with_message_ids()
    });
    let mut head = Head::default();
    // Without an end of line the last header would not count.
    let block = [bytes.get(..LONGEST_HEAD).unwrap_or(bytes), b"\r\n\r\n"].concat();
    let Some(message) = PARSER.parse_headers(&block) else { return head };
    let Some(part) = message.parts.into_iter().next() else { return head };
    for header in part.headers.into_iter().take(MOST_HEADERS) {
        let name = header.name.as_str().to_lowercase();
        let value = match header.value.into_owned() {
            HeaderValue::ContentType(kind) => {
                if header.name == HeaderName::ContentType {
                    head.content_type = Some(kind);
                }
                continue;
            }
            value => text_of(value),
        };
        if name == "content-transfer-encoding" {
            head.encoding = value.trim().to_lowercase();
        }
        head.headers.push((name, cut(value)));
    }
    head
}

fn text_of(value: HeaderValue<'_>) -> String {
    match value {
        HeaderValue::Text(text) => text.into_owned(),
        HeaderValue::TextList(texts) => texts.join(" "),
        HeaderValue::Address(addresses) => listed(&addresses),
        _ => String::new(),
    }
}

/// `name <address>`, separated by commas.
fn listed(addresses: &Address<'_>) -> String {
    let one = |address: &mail_parser::Addr<'_>| {
        let name = address.name.as_deref().unwrap_or_default();
        format!("{name} <{}>", address.address.as_deref().unwrap_or_default()).trim().to_owned()
    };
    addresses.iter().take(MOST_HEADERS).map(one).collect::<Vec<_>>().join(", ")
}

fn cut(mut value: String) -> String {
    let mut end = LONGEST_VALUE.min(value.len());
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    value.truncate(end);
    value
}
