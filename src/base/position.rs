//! A range of bytes in a text → lines and columns, and the line to show. A file of its own because a terminal, a
//! program and the preview must name one place alike.

use super::Span;
use std::ops::Range;

/// Where a span lies in its text. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position<'a> {
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column one past the last character.
    pub end_column: usize,
    /// The first line, without its end.
    pub text: &'a str,
    /// The part of that line which is meant; a span over many lines is shown by its first one.
    pub range: Range<usize>,
}

impl<'a> Position<'a> {
    /// Finds a span. One that does not fit the text, because the text has changed, is moved to where there is some.
    ///
    /// ```
    /// use guidepost::base::{Position, Span};
    /// let position = Position::of("një\ndy tre", Span::new(8..11));
    /// assert_eq!((position.line, position.column, position.text), (2, 4, "dy tre"));
    /// assert_eq!(&position.text[position.range], "tre");
    /// ```
    pub fn of(text: &'a str, span: Span) -> Self {
        let start = text.floor_char_boundary(span.start as usize);
        let end = text.floor_char_boundary(span.end as usize).max(start);
        let (line, column) = line_and_column(text, start);
        let (end_line, end_column) = line_and_column(text, end);
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = text[start..].find('\n').map_or(text.len(), |at| start + at);
        Self { line, column, end_line, end_column, text: &text[from..to], range: start - from..end.min(to) - from }
    }
}

fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count());
    (before.matches('\n').count() + 1, column + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_found_wherever_it_lies() {
        let text = "ab\nćd\n\nef";
        for (span, line, column, end, shown, range) in [
            (0..0, 1, 1, (1, 1), "ab", 0..0),
            (0..2, 1, 1, (1, 3), "ab", 0..2),
            (3..5, 2, 1, (2, 2), "ćd", 0..2),
            (4..6, 2, 1, (2, 3), "ćd", 0..3),
            (5..9, 2, 2, (4, 2), "ćd", 2..3),
            (7..7, 3, 1, (3, 1), "", 0..0),
            (90..99, 4, 3, (4, 3), "ef", 2..2),
        ] {
            let found = Position::of(text, Span::new(span.clone()));
            let wanted = Position { line, column, end_line: end.0, end_column: end.1, text: shown, range };
            assert_eq!(found, wanted, "{span:?}");
        }
    }
}
