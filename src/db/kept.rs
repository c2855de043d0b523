//! Statements whose prepared form is kept.
//!
//! diesel keeps the prepared form of queries and of plain inserts. It prepares every UPDATE and
//! every upsert anew, since their changesets may leave columns out, and that costs SQLite more than
//! running them. [`Kept`] says that a statement has one text, or a few.

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::query_dsl::RunQueryDsl;

/// A statement that is prepared once for each text it can have. Not for lists of values
/// (`eq_any`), which have a text for each length. To be run on a database's own connection: through
/// the one that stands for both, each text is built twice.
pub(super) struct Kept<Q>(pub Q);

impl<Q: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for Kept<Q> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }

    fn is_safe_to_cache_prepared(&self, _backend: &DB) -> QueryResult<bool> {
        Ok(true)
    }
}

/// Known by its text.
impl<Q> QueryId for Kept<Q> {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q, Conn> RunQueryDsl<Conn> for Kept<Q> {}
