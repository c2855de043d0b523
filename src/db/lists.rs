//! Long lists of values. SQLite takes 32,766 values a statement, and a list may hold all answers of a
//! week: so whatever asks by a list does it through here, some at a time.
//!
//! The slice that a closure is handed is called `list` everywhere, and only a `list` stands in
//! `eq_any` and `ne_all`: a trial of the house reads the lines and says where it is otherwise.

use crate::error::Result;

/// How many values of a list one statement takes.
pub(super) const AT_ONCE: usize = 1_000;

/// Loads the rows of a list. What has to come in an order over the whole list is ordered by the
/// caller.
///
/// # Errors
/// The first that `load` returns.
pub(super) fn load_all<T, R>(
    values: &[T],
    mut load: impl FnMut(&[T]) -> Result<Vec<R>>,
) -> Result<Vec<R>> {
    let mut rows = Vec::new();
    for list in values.chunks(AT_ONCE) {
        rows.append(&mut load(list)?);
    }
    Ok(rows)
}

/// Changes the rows of a list; how many.
///
/// # Errors
/// The first that `change` returns.
pub(super) fn change_all<T>(
    values: &[T],
    mut change: impl FnMut(&[T]) -> Result<usize>,
) -> Result<usize> {
    let mut count = 0;
    for list in values.chunks(AT_ONCE) {
        count += change(list)?;
    }
    Ok(count)
}

/// The ids of rows to lock, in the order in which everybody locks them, each once.
pub(super) fn in_lock_order(ids: &[i64]) -> Vec<i64> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_some_at_a_time_and_is_whole() {
        let ids: Vec<i64> = (0..40_000).collect();
        let mut statements = 0;
        let rows = load_all(&ids, |list| {
            statements += 1;
            assert!(list.len() <= AT_ONCE);
            Ok(list.to_vec())
        });
        assert_eq!(rows.unwrap(), ids);
        assert_eq!(statements, 40);
        assert_eq!(change_all(&ids, |list| Ok(list.len())).unwrap(), 40_000);
        assert_eq!(load_all(&[] as &[i64], |list| Ok(list.to_vec())).unwrap(), [0; 0]);
        assert_eq!(in_lock_order(&[3, 1, 3, 2]), [1, 2, 3]);
    }
}
