//! Kinds of survey, their scales, and the three groups every scale falls into.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// What kind of question a survey asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Net Promoter Score: how likely to recommend, 0 to 10.
    Nps,
    /// Customer satisfaction, 1 to 5.
    Csat,
    /// Customer effort, 1 (hard) to 7 (easy).
    Ces,
    /// One to five stars.
    Stars,
    /// Five faces, 1 (sad) to 5 (glad).
    Smileys,
    /// Thumb down (0) or up (1).
    Thumbs,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Nps, Self::Csat, Self::Ces, Self::Stars, Self::Smileys, Self::Thumbs];

    /// The scores that can be given.
    #[must_use]
    pub fn scale(self) -> RangeInclusive<u8> {
        match self {
            Self::Nps => 0..=10,
            Self::Csat | Self::Stars | Self::Smileys => 1..=5,
            Self::Ces => 1..=7,
            Self::Thumbs => 0..=1,
        }
    }

    /// The group of a score. For NPS: 0-6, 7-8, 9-10; for five steps: 1-2, 3, 4-5 (top two boxes
    /// are the satisfied); for CES: 1-3, 4, 5-7; for thumbs: 0 and 1.
    #[must_use]
    pub fn group(self, score: u8) -> Group {
        let (passive, promoter) = match self {
            Self::Nps => (7, 9),
            Self::Csat | Self::Stars | Self::Smileys => (3, 4),
            Self::Ces => (4, 5),
            Self::Thumbs => (1, 1),
        };
        match score {
            score if score >= promoter => Group::Promoter,
            score if score >= passive => Group::Passive,
            _ => Group::Detractor,
        }
    }

    /// The word for this kind in files and addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Nps => "nps",
            Self::Csat => "csat",
            Self::Ces => "ces",
            Self::Stars => "stars",
            Self::Smileys => "smileys",
            Self::Thumbs => "thumbs",
        }
    }
}

/// A third of the scale: the unhappy, the undecided, the happy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// The lower part of the scale.
    Detractor,
    /// The middle.
    Passive,
    /// The upper part.
    Promoter,
}

impl Group {
    /// All groups, from low to high.
    pub const ALL: [Self; 3] = [Self::Detractor, Self::Passive, Self::Promoter];

    /// The word for this group in files, forms and tallies.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Detractor => "detractor",
            Self::Passive => "passive",
            Self::Promoter => "promoter",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Group, Kind};

    #[test]
    fn groups_follow_the_published_cuts() {
        let groups = |kind: Kind| kind.scale().map(|s| kind.group(s)).collect::<Vec<_>>();
        use Group::{Detractor as D, Passive as P, Promoter as O};
        assert_eq!(groups(Kind::Nps), [D, D, D, D, D, D, D, P, P, O, O]);
        assert_eq!(groups(Kind::Csat), [D, D, P, O, O]);
        assert_eq!(groups(Kind::Ces), [D, D, D, P, O, O, O]);
        assert_eq!(groups(Kind::Thumbs), [D, O]);
    }
}
