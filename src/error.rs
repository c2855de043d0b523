//! One error for the house, by kind and with its source.
//!
//! Which kind belongs where: [`Kind::Refused`] is for what a person can put right (a wrong file,
//! key or value; its text is shown to them), [`Kind::Busy`] for what will work if tried again,
//! [`Kind::Broken`] for everything else. Only `web` maps a kind to an HTTP status and only `cli`
//! to an exit code.

use std::fmt;

/// The house's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The caller's doing; the message says what would be right.
    Refused,
    /// Passing: a full queue, an unknown outcome of a commit, a server that does not answer.
    Busy,
    /// Ours: a bug, a full disk, a broken database.
    Broken,
}

/// An error with what we were doing and, where there is one, the cause.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// What a person can put right.
    pub fn refused(message: impl Into<String>) -> Self {
        Self { kind: Kind::Refused, message: message.into(), source: None }
    }

    /// What will work if tried again.
    pub fn busy(message: impl Into<String>) -> Self {
        Self { kind: Kind::Busy, message: message.into(), source: None }
    }

    /// What should not happen.
    pub fn broken(message: impl Into<String>) -> Self {
        Self { kind: Kind::Broken, message: message.into(), source: None }
    }

    /// Keeps the cause.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The kind of this error.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The same error for one more person who waits for the same thing; causes become text.
    #[must_use]
    pub fn repeated(&self) -> Self {
        Self { kind: self.kind, message: self.to_string(), source: None }
    }

    /// The first of its causes that is a `T`.
    #[must_use]
    pub fn cause<T: std::error::Error + 'static>(&self) -> Option<&T> {
        let mut cause = self.below();
        while let Some(error) = cause {
            if let Some(found) = error.downcast_ref() {
                return Some(found);
            }
            cause = match error.downcast_ref::<Self>() {
                Some(ours) => ours.below(),
                None => error.source(),
            };
        }
        None
    }

    fn below(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.source.as_deref()?)
    }

    /// The sentence without its causes; of a refusal it may be shown to anyone.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// The whole chain, outermost first, for the log and the terminal.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        let mut cause = self.source.as_deref().map(|source| source as &dyn std::error::Error);
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// Adds what we were doing to somebody else's error.
pub trait Context<T> {
    /// Turns the error into a [`Kind::Broken`] that says what was being done.
    fn doing(self, what: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: Into<Box<dyn std::error::Error + Send + Sync>>> Context<T>
    for std::result::Result<T, E>
{
    fn doing(self, what: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|source| Error::broken(what()).because(source))
    }
}
