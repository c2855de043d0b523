//! The fields of an order that a column can hold.

use std::fmt;

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $word:literal),* $(,)?) => {
        /// What a column holds.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $variant,)*
            /// A property of the order under a name of its own, such as `total`.
            Property(String),
        }

        impl Field {
            /// The plain fields as they are written on the command line.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// Reads a field as written on the command line: a word, or `property.NAME`.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    other => other
                        .strip_prefix("property.")
                        .filter(|name| !name.is_empty())
                        .map(|name| Self::Property(name.to_owned())),
                }
            }
        }

        impl fmt::Display for Field {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$variant => f.write_str($word),)*
                    Self::Property(name) => write!(f, "property.{name}"),
                }
            }
        }
    };
}

fields! {
    /// The order's id in its source.
    Id = "id",
    /// The number as the customer knows it.
    Number = "number",
    /// When it was placed.
    Placed = "placed",
    /// When it left the shop.
    Fulfilled = "fulfilled",
    /// When it arrived.
    Delivered = "delivered",
    /// When it was cancelled.
    Cancelled = "cancelled",
    /// How far it has come, in the source's words.
    Status = "status",
    /// The branch.
    Location = "location",
    /// A product.
    Product = "product",
    /// The customer's full name.
    Name = "name",
    /// The customer's given name.
    FirstName = "first_name",
    /// The customer's family name.
    LastName = "last_name",
    /// The customer's address.
    Email = "email",
    /// The customer's phone number.
    Phone = "phone",
    /// The customer's country.
    Country = "country",
    /// The customer's time zone.
    TimeZone = "time_zone",
    /// The customer's language.
    Language = "language",
    /// The customer's id in the source.
    Customer = "customer",
    /// Whether the customer takes marketing mail.
    Consent = "consent",
}
