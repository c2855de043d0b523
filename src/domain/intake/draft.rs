//! What comes out of a file: an order and its customer, checked and normalised.

use std::collections::BTreeMap;

use crate::types::{Email, Instant, Language, Phone};

/// How far an order has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderState {
    /// Neither fulfilled nor cancelled: nobody is to be asked yet.
    Open,
    /// It left the shop or arrived; `fulfilled_at` is known.
    Fulfilled,
    /// Cancelled, refunded or failed, whatever happened before; `cancelled_at` is known.
    Cancelled,
}

/// Something that was left out of an order which is otherwise sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// The address is no address; the customer is kept without it.
    MalformedEmail,
    /// A shop system made the address up; the customer is kept without it.
    InventedEmail,
    /// The phone number cannot be read; the customer is kept without it.
    UnreadPhone,
    /// The time zone is none of the IANA's; the customer is kept without it.
    UnknownTimeZone,
}

impl Note {
    /// The Fluent message that counts such notes (`$count`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::MalformedEmail => "import-note-malformed-email",
            Self::InventedEmail => "import-note-invented-email",
            Self::UnreadPhone => "import-note-unread-phone",
            Self::UnknownTimeZone => "import-note-unknown-time-zone",
        }
    }
}

/// One order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderDraft {
    /// The physical line of its first row.
    pub line: u64,
    /// Where it comes from: `shopify`, `woocommerce`, `spreadsheet`, or the name given.
    pub source: String,
    /// Its id in that source.
    pub external_id: String,
    /// The number as the customer knows it.
    pub number: String,
    /// When it was placed.
    pub placed_at: Instant,
    /// When it left the shop.
    pub fulfilled_at: Option<Instant>,
    /// When it arrived.
    pub delivered_at: Option<Instant>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// What the instants amount to.
    pub state: OrderState,
    /// The branch, shop or warehouse.
    pub location: Option<String>,
    /// The products, in the order of the rows, as often as they stand there.
    pub products: Vec<String>,
    /// Who bought.
    pub customer: CustomerDraft,
    /// `total`, `currency`, `note`, `tags`, `channel` where the file has them, and what was mapped.
    pub properties: BTreeMap<String, String>,
    /// What was left out.
    pub notes: Vec<Note>,
}

/// Who bought, as far as the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerDraft {
    /// A usable address.
    pub email: Option<Email>,
    /// A phone number in E.164.
    pub phone: Option<Phone>,
    /// The full name, in the order in which it is written where the customer lives.
    pub name: Option<String>,
    /// The language to write in, if the file gives it away.
    pub language: Option<Language>,
    /// Whether it stands in a column of its own; else name or country gave it away.
    pub language_is_stated: bool,
    /// ISO 3166-1 alpha-2, in capitals.
    pub country: Option<String>,
    /// The clock the customer lives by: an IANA name.
    pub time_zone: Option<String>,
    /// The customer's id in the source.
    pub external_id: Option<String>,
    /// Whether the customer takes marketing mail.
    pub marketing_consent: Option<bool>,
}
