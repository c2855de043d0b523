//! Definitions by revision. A revision never changes, so what was read once stays right.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::db::{Conn, surveys};
use crate::domain::survey::Definition;
use crate::error::{Context, Error, Result};
use crate::types::{RevisionId, SurveyId};

/// One revision of a survey.
#[derive(Debug)]
pub struct Revision {
    /// The revision.
    pub id: RevisionId,
    /// Its survey.
    pub survey: SurveyId,
    /// What it asks.
    pub definition: Definition,
}

/// A cache of revisions, cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Surveys(Arc<RwLock<HashMap<RevisionId, Arc<Revision>>>>);

impl Surveys {
    /// The revision if it has been read before.
    #[must_use]
    pub fn known(&self, id: RevisionId) -> Option<Arc<Revision>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    /// The revision, read if need be.
    ///
    /// # Errors
    /// What the database says; broken if there is no such revision.
    pub fn get(&self, conn: &mut Conn, id: RevisionId) -> Result<Arc<Revision>> {
        if let Some(known) = self.known(id) {
            return Ok(known);
        }
        let (survey, json) = surveys::revision(conn, id)?
            .ok_or_else(|| Error::broken(format!("revision {id} is missing")))?;
        let definition = parse(&json)?;
        let revision = Arc::new(Revision { id, survey: SurveyId(survey), definition });
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::clone(&revision));
        Ok(revision)
    }

    /// Every revision of every survey.
    ///
    /// # Errors
    /// What the database says.
    pub fn all(&self, conn: &mut Conn) -> Result<Vec<Arc<Revision>>> {
        surveys::revision_ids(conn)?.into_iter().map(|id| self.get(conn, id)).collect()
    }

    /// The current revision of every survey, in the order they were made.
    ///
    /// # Errors
    /// What the database says.
    pub fn current(&self, conn: &mut Conn) -> Result<Vec<Arc<Revision>>> {
        surveys::list(conn)?.iter().map(|row| self.get(conn, RevisionId(row.revision_id))).collect()
    }
}

/// Reads a stored definition.
///
/// # Errors
/// Broken if it is not what we store.
pub fn parse(json: &str) -> Result<Definition> {
    serde_json::from_str(json).doing(|| "a stored survey cannot be read".to_owned())
}
