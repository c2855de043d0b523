//! Phone numbers and other long numbers of a person (bank accounts, identity cards), in the digits
//! of any script, in words, and with whatever people put between them.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// The zeros of the scripts whose digits people here may type: ASCII, Arabic, Devanagari, Thai, Lao,
/// Burmese, Khmer. Their other nine follow.
const ZEROS: [u32; 8] = [0x30, 0x660, 0x6F0, 0x966, 0xE50, 0xED0, 0x1040, 0x17E0];

/// Digits in words: Vietnamese, English, Thai. Longer words stand before those they begin with.
const WORDS: [(&str, char); 35] = [
    ("không", '0'),
    ("một", '1'),
    ("mốt", '1'),
    ("hai", '2'),
    ("ba", '3'),
    ("bốn", '4'),
    ("tư", '4'),
    ("năm", '5'),
    ("lăm", '5'),
    ("sáu", '6'),
    ("bảy", '7'),
    ("bẩy", '7'),
    ("tám", '8'),
    ("chín", '9'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("oh", '0'),
    ("ศูนย์", '0'),
    ("หนึ่ง", '1'),
    ("สอง", '2'),
    ("สาม", '3'),
    ("สี่", '4'),
    ("ห้า", '5'),
    ("หก", '6'),
    ("เจ็ด", '7'),
    ("แปด", '8'),
    ("เก้า", '9'),
];

/// How many characters may stand between two digits of one number.
const WIDEST_GAP: usize = 3;

/// One digit, where it stands.
#[derive(Clone, Copy)]
struct Digit {
    value: char,
    start: usize,
    end: usize,
}

/// Where numbers stand that may reach or name a person.
pub(super) fn find(comment: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Vec<Digit> = Vec::new();
    let mut at = 0;
    while let Some(rest) = comment.get(at..).filter(|rest| !rest.is_empty()) {
        let follows = run.last().is_some_and(|last| last.end == at);
        match digit(comment, at, follows) {
            Some(digit) => {
                let joined = run.last().is_none_or(|last| is_gap(comment, last.end, digit.start));
                if !joined {
                    found.extend(judge(comment, &run));
                    run.clear();
                }
                at = digit.end;
                run.push(digit);
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found.extend(judge(comment, &run));
    found
}

/// The digit at a place, in whatever way it is written.
fn digit(comment: &str, at: usize, follows: bool) -> Option<Digit> {
    let rest = comment.get(at..)?;
    let first = rest.chars().next()?;
    if let Some(value) = of_char(first) {
        return Some(Digit { value, start: at, end: at + first.len_utf8() });
    }
    let before = comment.get(..at)?.chars().next_back();
    let inside_word = before.is_some_and(char::is_alphabetic);
    let after_first = rest.get(first.len_utf8()..)?.chars().next();
    // "o9o": the letter beside a digit.
    if matches!(first, 'o' | 'O')
        && (follows || (!inside_word && after_first.is_some_and(|next| of_char(next).is_some())))
    {
        return Some(Digit { value: '0', start: at, end: at + first.len_utf8() });
    }
    let thai = |c: char| ('\u{e00}'..='\u{e7f}').contains(&c);
    WORDS.iter().find_map(|(word, value)| {
        let length = starts_with(rest, word)?;
        let next = rest.get(length..)?.chars().next();
        let whole = !inside_word && !next.is_some_and(char::is_alphabetic);
        (thai(first) || whole).then_some(Digit { value: *value, start: at, end: at + length })
    })
}

/// How many bytes of a text are a word, in either case.
fn starts_with(text: &str, word: &str) -> Option<usize> {
    let mut text_chars = text.chars();
    let mut length = 0;
    for wanted in word.chars() {
        let found = text_chars.next()?;
        if found != wanted && !found.to_lowercase().eq(std::iter::once(wanted)) {
            return None;
        }
        length += found.len_utf8();
    }
    Some(length)
}

fn of_char(c: char) -> Option<char> {
    let code = u32::from(c);
    let of_script = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code));
    if let Some(zero) = of_script {
        return char::from_digit(code - zero, 10);
    }
    if c.is_ascii() {
        return None;
    }
    // Full-width, circled, mathematical ones.
    let mut plain = std::iter::once(c).nfkc();
    plain.next().filter(|first| first.is_ascii_digit() && plain.next().is_none())
}

/// Whether what stands between two digits may stand inside one number.
fn is_gap(comment: &str, from: usize, to: usize) -> bool {
    let gap = comment.get(from..to).unwrap_or_default();
    let seen: Vec<char> = gap.chars().filter(|c| !is_unseen(*c)).collect();
    seen.len() <= WIDEST_GAP && seen.iter().all(|c| is_separator(*c))
}

/// Variation selector, keycap and zero-width marks are no characters to a reader.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{fe0f}' | '\u{20e3}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || ".-–—_/()·•*,|~".contains(c)
}

/// The whole of a number, if it may be a person's.
fn judge(comment: &str, run: &[Digit]) -> Option<Range<usize>> {
    let (first, last) = (run.first()?, run.last()?);
    let digits: String = run.iter().map(|digit| digit.value).collect();
    let before = comment.get(..first.start)?;
    let opened = before.trim_end_matches(['(', ' ']);
    let international = opened.ends_with(['+', '＋']);
    let written = comment.get(first.start..last.end)?;
    let long = match digits.len() {
        0..=7 => false,
        8 => international || digits.starts_with('0'),
        _ => true,
    };
    if !long || (!international && all_ordinary(written)) {
        return None;
    }
    // The plus and its bracket belong to it.
    let start = if international {
        let plus = opened.char_indices().next_back().map_or(first.start, |(at, _)| at);
        let bracket = before.get(..plus)?.ends_with('(');
        if bracket { plus - 1 } else { plus }
    } else if before.ends_with('(') {
        first.start - 1
    } else {
        first.start
    };
    // So do the unseen marks of its last digit.
    let unseen = comment.get(last.end..)?.chars().take_while(|c| is_unseen(*c));
    Some(start..last.end + unseen.map(char::len_utf8).sum::<usize>())
}

/// Whether a run is nothing but sums of money, dates and small numbers.
fn all_ordinary(written: &str) -> bool {
    let mut tokens = written
        .split(char::is_whitespace)
        .map(|token| token.trim_matches(['-', '–', '—', '(', ')', ',', '~']));
    tokens.all(|token| token.is_empty() || is_money(token) || is_date(token))
}

/// `1.200.000`, `1,290`, `990`: no leading zero, groups of three.
fn is_money(token: &str) -> bool {
    let mut ends = token.split(['-', '–', '~']);
    ends.all(|sum| {
        let mut groups = sum.split(['.', ',']);
        let head = groups.next().unwrap_or_default();
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let mut grouped = 0;
        let tail = groups.all(|group| {
            grouped += 1;
            group.len() == 3 && digits(group)
        });
        (1..=3).contains(&head.len())
            && digits(head)
            && !head.starts_with('0')
            && tail
            && grouped > 0
    })
}

/// `21/11/2026`, `2026-11-21`, `21.11.2569`, `21/11/26`: a year of two digits only between strokes,
/// since `01-1-01` is as good a part of a number.
fn is_date(token: &str) -> bool {
    let parts: Vec<&str> = token.split(['/', '-', '.']).collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 4);
    let day = |part: &str| number(part).is_some_and(|day| (1..=31).contains(&day));
    let year = |part: &str| {
        let short = part.len() == 2 && token.contains('/');
        number(part).is_some_and(|year| short || (1900..=2700).contains(&year))
    };
    match parts.as_slice() {
        [a, b, c] => day(b) && ((day(a) && year(c)) || (a.len() == 4 && year(a) && day(c))),
        _ => false,
    }
}
