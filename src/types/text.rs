//! Text as people type and paste it.

use std::borrow::Cow;

/// Text of several lines without what no reader can see: a line break is one LF, and control
/// characters are left out but for line breaks and tabs. PostgreSQL keeps no NUL, and word processors
/// paste a few of the others.
#[must_use]
pub fn without_controls(text: &str) -> Cow<'_, str> {
    let is_unwanted = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(is_unwanted) {
        return Cow::Borrowed(text);
    }
    // Browsers send a line break as CR LF (HTML §4.10.22.3), and word processors paste a bare CR or a
    // vertical tab.
    let broken = text.replace("\r\n", "\n").replace(['\r', '\u{b}'], "\n");
    Cow::Owned(broken.replace(is_unwanted, ""))
}

#[cfg(test)]
mod tests {
    use super::without_controls;

    #[test]
    fn what_can_be_seen_stays() {
        assert_eq!(without_controls("đẹp\tlắm\n"), "đẹp\tlắm\n");
        assert_eq!(without_controls("a\r\nb\rc\u{b}d"), "a\nb\nc\nd");
        assert_eq!(without_controls("\0ch\u{7}ậm\u{9b} quá\u{7f}"), "chậm quá");
    }
}
