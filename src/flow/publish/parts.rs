//! What is read of members: those with the most answers each by itself, the rest together, so that a
//! dimension of thousands costs no more than one of dozens.

use std::collections::BTreeMap;

use crate::db::{Conn, parts};
use crate::domain::report::{Cell, SHOWN, TAIL, TAIL_MEASURE};
use crate::domain::tally::Grain;
use crate::error::Result;
use crate::types::SurveyId;

use super::cell_of;

/// The cells of all dimensions of a survey.
pub(super) fn read(conn: &mut Conn, survey: SurveyId) -> Result<Vec<Cell>> {
    let mut dimensions = BTreeMap::<String, Vec<(String, i64)>>::new();
    for (dimension, member, n) in parts::sizes(conn, survey)? {
        dimensions.entry(dimension).or_default().push((member, n));
    }
    let mut sums = BTreeMap::<(String, String), i64>::new();
    for (dimension, value, n) in parts::sums(conn, survey)? {
        sums.insert((dimension, value), n);
    }
    let mut cells = Vec::new();
    for (dimension, mut members) in dimensions {
        members.retain(|(_, n)| *n > 0);
        members.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let shown: Vec<&str> = members.iter().take(SHOWN).map(|(name, _)| name.as_str()).collect();
        let rows = parts::of_members(conn, survey, &dimension, &shown)?;
        let left_out = members.len().saturating_sub(SHOWN);
        if left_out > 0 {
            let whole = |row: &&crate::db::tallies::TallyRow| {
                row.grain == Grain::Part.word() && row.measure == "score"
            };
            for row in rows.iter().filter(whole) {
                *sums.entry((dimension.clone(), row.value.clone())).or_default() -= row.n;
            }
            let n = i64::try_from(left_out).unwrap_or(i64::MAX);
            cells.push(tail(TAIL_MEASURE, &dimension, "", n));
            let of_dimension = sums.iter().filter(|((name, _), _)| *name == dimension);
            cells.extend(of_dimension.map(|((_, value), n)| tail("score", &dimension, value, *n)));
        }
        cells.extend(rows.into_iter().map(cell_of));
    }
    Ok(cells)
}

fn tail(measure: &str, dimension: &str, value: &str, n: i64) -> Cell {
    Cell {
        measure: measure.to_owned(),
        grain: Grain::Part.word().to_owned(),
        period: String::new(),
        dimension: dimension.to_owned(),
        member: TAIL.to_owned(),
        value: value.to_owned(),
        n,
    }
}
