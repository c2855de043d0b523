//! Closed sets of words that stand in columns and in the ledger. The text of each is its contract.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every word of the set.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word as it stands in the database.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// Reads a word; `None` if it is not of the set.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

words! {
    /// What starts the wait before a survey is sent.
    Trigger {
        /// The order was placed.
        Placed = "placed",
        /// The order left the shop.
        Fulfilled = "fulfilled",
        /// The order arrived.
        Delivered = "delivered",
    }
}

words! {
    /// The way an invitation goes out.
    DeliveryKind {
        /// The survey mail.
        Mail = "mail",
        /// A reminder by mail.
        Reminder = "reminder",
        /// A printed card.
        Card = "card",
        /// A link that staff copy into a messenger.
        Link = "link",
    }
}

words! {
    /// How far a delivery has come.
    DeliveryState {
        /// It waits for its due instant.
        Waiting = "waiting",
        /// A sender holds a lease on it.
        Sending = "sending",
        /// The receiving server has taken it.
        Sent = "sent",
        /// It will not go out; the reason says why.
        Skipped = "skipped",
        /// It was written to a file, since there is no mail server; nobody got it.
        Filed = "filed",
        /// It was tried and given up; the reason says why.
        Failed = "failed",
        /// It may or may not have gone out; it is not sent again by itself.
        Uncertain = "uncertain",
    }
}

words! {
    /// Why something was not sent.
    Reason {
        /// The order lies further back than the survey asks.
        TooOld = "too_old",
        /// The order was cancelled.
        Cancelled = "cancelled",
        /// The customer has answered already.
        Answered = "answered",
        /// The customer asked for no more mail.
        Suppressed = "suppressed",
        /// There is no usable address.
        NoAddress = "no_address",
        /// The shop asks by opt-in and this customer has not opted in.
        NoConsent = "no_consent",
        /// The customer was asked recently.
        QuietPeriod = "quiet_period",
        /// The sample did not draw this customer.
        SampledOut = "sampled_out",
        /// The time to answer is over.
        Expired = "expired",
        /// The survey was switched off.
        Inactive = "inactive",
        /// The mail came back: the address does not work, or did not for now.
        Bounced = "bounced",
        /// The receiving server refused the mail for good.
        Refused = "refused",
        /// The receiving server could not take the mail for too long.
        GaveUp = "gave_up",
        /// The line broke after the mail was handed over, before it was confirmed.
        Uncertain = "uncertain",
    }
}

words! {
    /// Where an answer came in.
    Channel {
        /// The survey mail.
        Mail = "mail",
        /// A reminder.
        Reminder = "reminder",
        /// A printed card.
        Card = "card",
        /// A link that staff passed on.
        Link = "link",
        /// A shared QR code.
        Touchpoint = "touchpoint",
    }
}

words! {
    /// By which door an answer came in.
    Origin {
        /// A person on the form.
        Form = "form",
        /// A program.
        Api = "api",
        /// A file of old answers.
        Import = "import",
    }
}

words! {
    /// What carries a shared code.
    TouchpointKind {
        /// A stand at the counter.
        Counter = "counter",
        /// A tent on a table.
        Table = "table",
        /// A slip in the parcel.
        Parcel = "parcel",
        /// The foot of a receipt.
        Receipt = "receipt",
        /// A sticker in a car or on a boat.
        Vehicle = "vehicle",
    }
}

words! {
    /// Why an answer is kept and not counted.
    Held {
        /// The same device has answered here within hours.
        Repeat = "repeat",
        /// It came in a rush that nobody has decided about.
        Flood = "flood",
        /// The owner took it out of the count.
        Dropped = "dropped",
    }
}

words! {
    /// What came in a burst.
    BurstKind {
        /// Answers of one device at one touchpoint.
        Device = "device",
        /// Answers at one touchpoint, far more than it ever had.
        Place = "place",
        /// Answers to printed cards from one device.
        Cards = "cards",
    }
}

words! {
    /// What the owner made of a burst.
    Settled {
        /// Guests: what was held is counted.
        Guests = "guests",
        /// No guests: what was counted is taken out.
        Dropped = "dropped",
    }
}

words! {
    /// What somebody who signs in may do.
    Role {
        /// Everything.
        Owner = "owner",
        /// Print cards and see touchpoints, nothing else.
        Staff = "staff",
    }
}
