//! What is wrong with a survey file, and where.

use std::fmt;

/// One thing that must be put right. Its text says what was found and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line in the file, from 1; 0 where it is not about one place in a file.
    pub line: usize,
    /// The column in characters, from 1; 0 like the line.
    pub column: usize,
    /// What was found and what is allowed.
    pub message: String,
}

impl Problem {
    /// A problem that starts so many bytes into the source.
    pub(super) fn at(source: &str, offset: usize, message: impl Into<String>) -> Self {
        let before = source.get(..offset).unwrap_or(source);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        Self { line: before.matches('\n').count() + 1, column, message: message.into() }
    }

    /// A problem of the survey as a whole.
    pub(super) fn of_survey(message: impl Into<String>) -> Self {
        Self { line: 0, column: 0, message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        f.write_str(&self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::Problem;

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let source = "a = 1\nb = \"Đà\" x";
        let problem = Problem::at(source, source.find('x').unwrap(), "no");
        assert_eq!((problem.line, problem.column), (2, 10));
        assert_eq!(problem.to_string(), "line 2: no");
        assert_eq!(Problem::of_survey("no").to_string(), "no");
        assert_eq!(Problem::at(source, 999, "no").line, 2);
    }
}
