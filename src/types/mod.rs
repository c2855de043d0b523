//! The words of the house as types: ids, tokens, addresses, languages, instants, scores.
//!
//! Nothing here does IO; everything above may use it.

mod address;
mod clock;
mod day;
mod dimension;
mod holiday;
mod ids;
mod language;
mod public_url;
mod random;
mod score;
mod states;
mod text;
mod token;
mod user_name;
mod window;

pub use address::{Email, Phone};
pub use clock::{Clock, Instant, ManualClock, SystemClock};
pub use day::parse_day;
pub use dimension::Dimension;
pub use holiday::Holiday;
pub use ids::{
    CustomerId, DeliveryId, EntryId, InvitationId, OrderId, ResponseId, RevisionId, SurveyId,
    TouchpointId, UserId,
};
pub use language::Language;
pub use public_url::{PublicUrl, Reach};
pub use random::Random;
pub use score::{Group, Kind};
pub use states::{
    BurstKind, Channel, DeliveryKind, DeliveryState, Held, Origin, Reason, Role, Settled,
    TouchpointKind, Trigger,
};
pub use text::without_controls;
pub use token::Token;
pub use user_name::folded;
pub use window::{Weekday, Window};
