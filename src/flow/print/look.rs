//! How cards look: what somebody chose, as it is kept with the batch, and as the press wants it.

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::domain::print::{Design, Nudge, Orientation, Sheet};
use crate::error::{Error, Result};
use crate::print::{Job, Note};
use crate::types::Language;

/// The longest message or voucher line; the press says earlier what does not fit.
const LONGEST_TEXT: usize = 400;

/// What stands under the name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// The house's thanks, or the message if there is one.
    #[default]
    Thanks,
    /// Lines to write on by hand.
    Ruled,
    /// Nothing.
    Empty,
}

/// How cards look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Look {
    /// The sheet's name.
    pub sheet: String,
    /// The design's name.
    pub design: String,
    /// `portrait` or `landscape`; none: as the sheet's cards lie.
    pub orientation: Option<String>,
    /// The language of all cards; none: each in its customer's.
    pub language: Option<Language>,
    /// What stands under the name.
    pub note: NoteKind,
    /// The shop's own words in place of the thanks.
    pub message: Option<String>,
    /// A line about a voucher.
    pub voucher: Option<String>,
    /// The label that the first card goes on, from 1.
    pub start_at: u32,
    /// How far the printer is off, in mm to the right and down.
    pub nudge: (f32, f32),
    /// Whether the backs are printed too.
    pub backs: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            sheet: "a4-8".to_owned(),
            design: Design::Plain.name().to_owned(),
            orientation: None,
            language: None,
            note: NoteKind::default(),
            message: None,
            voucher: None,
            start_at: 1,
            nudge: (0.0, 0.0),
            backs: false,
        }
    }
}

impl Look {
    /// The press's job.
    ///
    /// # Errors
    /// Refused for a name that there is not, with all that there are, or a text that is too long.
    pub fn job(&self, config: &Config) -> Result<Job> {
        for text in self.message.iter().chain(&self.voucher) {
            if text.chars().count() > LONGEST_TEXT {
                let most = format!("a message has {LONGEST_TEXT} characters at most");
                return Err(Error::refused(most));
            }
        }
        let sheet = Sheet::by_name(&self.sheet, &config.print.sheets)?;
        let design = Design::by_name(&self.design)?;
        let language = self.language.unwrap_or(config.shop.language);
        let orientation = self.orientation.as_deref().map(Orientation::by_name).transpose()?;
        let (right, down) = self.nudge;
        let nudge = Nudge { right, down };
        let job = Job::new(sheet, design, language);
        Ok(Job { orientation, start_at: self.start_at, nudge, backs: self.backs, ..job })
    }

    /// What stands under the name.
    #[must_use]
    pub fn note(&self) -> Note {
        let message = self.message.as_deref().map(str::trim).filter(|text| !text.is_empty());
        match (self.note, message) {
            (NoteKind::Ruled, _) => Note::Ruled,
            (NoteKind::Empty, _) => Note::Empty,
            (NoteKind::Thanks, Some(message)) => Note::Printed(message.to_owned()),
            (NoteKind::Thanks, None) => Note::Thanks,
        }
    }

    /// The line about a voucher, unless it is blank.
    #[must_use]
    pub fn voucher(&self) -> Option<String> {
        let voucher = self.voucher.as_deref().map(str::trim);
        voucher.filter(|text| !text.is_empty()).map(str::to_owned)
    }
}
