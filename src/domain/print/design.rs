//! The designs of a card, by name.

use std::fmt;

use crate::error::{Error, Result};

/// How a card looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Design {
    /// Paper, type and nothing else.
    Plain,
    /// A band of the shop's colour, rounder and closer.
    Warm,
    /// Centred, with a fine frame, as an invitation is.
    Formal,
    /// For the lunar new year.
    Tet,
    /// Large letters, for those who read them better.
    Large,
}

impl Design {
    /// All designs, in the order in which they are listed to people.
    pub const ALL: [Self; 5] = [Self::Plain, Self::Warm, Self::Formal, Self::Tet, Self::Large];

    /// Its name on the command line and in batches.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Warm => "warm",
            Self::Formal => "formal",
            Self::Tet => "tet",
            Self::Large => "large",
        }
    }

    /// The design of a name.
    ///
    /// # Errors
    /// Refused, with all names, if there is none.
    pub fn by_name(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|design| design.name() == name).ok_or_else(|| {
            let all = Self::ALL.map(Self::name).join(", ");
            Error::refused(format!("there is no design “{name}”; there are {all}"))
        })
    }
}

impl fmt::Display for Design {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Which way up a card is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Orientation {
    /// Wider than high.
    Landscape,
    /// Higher than wide.
    Portrait,
}

impl Orientation {
    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Landscape => "landscape",
            Self::Portrait => "portrait",
        }
    }

    /// The orientation of a name.
    ///
    /// # Errors
    /// Refused if there is none.
    pub fn by_name(name: &str) -> Result<Self> {
        [Self::Landscape, Self::Portrait].into_iter().find(|one| one.name() == name).ok_or_else(
            || {
                Error::refused(format!(
                    "there is no orientation “{name}”; there are landscape and portrait"
                ))
            },
        )
    }
}
