//! Row ids. Those seen from outside (customers, responses) are random, the rest count up.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A survey.
    SurveyId,
    /// One immutable revision of a survey.
    RevisionId,
    /// A customer; a random decimal of 12 to 15 digits.
    CustomerId,
    /// An order.
    OrderId,
    /// An invitation.
    InvitationId,
    /// A delivery of an invitation.
    DeliveryId,
    /// A response; a random decimal of 12 to 15 digits.
    ResponseId,
    /// A place with a shared QR code.
    TouchpointId,
    /// An entry in the queue of counts.
    EntryId,
    /// Somebody who may sign in.
    UserId,
}
