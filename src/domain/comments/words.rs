//! Which words and pairs of words happy and unhappy customers use.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cut::cut;
use super::pairs::{CLEARLY, log_likelihood};
use crate::types::{Group, Language};

/// In how many comments of a group a word must stand: fewer say little, and may be somebody's name.
const FEWEST: u64 = 3;

/// A masked comment, as it is counted.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// The text.
    pub text: &'a str,
    /// The language of the form it was written on.
    pub language: Language,
    /// The group of its score.
    pub group: Group,
}

/// A word, or two words that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// In lower case; two words of Thai are written together.
    pub text: String,
    /// Its language.
    pub language: Language,
    /// In how many comments of the group it stands.
    pub n: u64,
}

/// What a group of customers says, the most frequent first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The group.
    pub group: Group,
    /// How many comments it wrote.
    pub comments: u64,
    /// Its words.
    pub words: Vec<Said>,
    /// Its pairs of neighbouring words.
    pub pairs: Vec<Said>,
}

type Key = (Language, String);

/// Counts the words of comments by group, at most so many words and pairs each.
#[must_use]
pub fn count_words(comments: &[Written], (most_words, most_pairs): (usize, usize)) -> Vec<Counted> {
    let cut: Vec<_> = comments.iter().map(|comment| (comment, Parts::of(comment))).collect();
    let typical = typical_pairs(cut.iter().map(|(_, parts)| parts));
    let of_group = |group: Group| {
        let own = || {
            cut.iter().filter(move |(comment, _)| comment.group == group).map(|(_, parts)| parts)
        };
        Counted {
            group,
            comments: own().count() as u64,
            words: most_frequent(own().map(|parts| &parts.words), most_words, |_| true),
            pairs: most_frequent(own().map(|parts| &parts.pairs), most_pairs, |pair| {
                typical.contains(pair)
            }),
        }
    };
    Group::ALL.into_iter().map(of_group).filter(|counted| counted.comments > 0).collect()
}

/// What one comment says, each once; and its neighbours in a row, as often as they stand there.
struct Parts {
    words: BTreeSet<Key>,
    pairs: BTreeSet<Key>,
    neighbours: Vec<(Key, Key)>,
}

impl Parts {
    fn of(comment: &Written) -> Self {
        let language = comment.language;
        let mut parts =
            Self { words: BTreeSet::new(), pairs: BTreeSet::new(), neighbours: Vec::new() };
        for run in cut(comment.text, language) {
            for pair in run.windows(2) {
                if let [Some(first), Some(second)] = pair
                    && first != second
                {
                    parts.pairs.insert((language, beside(language, first, second)));
                    parts.neighbours.push(((language, first.clone()), (language, second.clone())));
                }
            }
            parts.words.extend(run.into_iter().flatten().map(|word| (language, word)));
        }
        parts
    }
}

fn beside(language: Language, first: &str, second: &str) -> String {
    let gap = if language == Language::Th { "" } else { " " };
    format!("{first}{gap}{second}")
}

/// The pairs that stand together clearly more often than chance would have it.
fn typical_pairs<'a>(comments: impl Iterator<Item = &'a Parts>) -> BTreeSet<Key> {
    let (mut left, mut right) = (HashMap::<&Key, u64>::new(), HashMap::<&Key, u64>::new());
    let (mut both, mut all) =
        (HashMap::<(&Key, &Key), u64>::new(), HashMap::<Language, u64>::new());
    for (first, second) in comments.flat_map(|parts| &parts.neighbours) {
        *left.entry(first).or_default() += 1;
        *right.entry(second).or_default() += 1;
        *both.entry((first, second)).or_default() += 1;
        *all.entry(first.0).or_default() += 1;
    }
    let of = |counts: &HashMap<&Key, u64>, key: &Key| counts.get(key).copied().unwrap_or(0);
    let typical = |((first, second), n): ((&Key, &Key), u64)| {
        let language = first.0;
        let all = all.get(&language).copied().unwrap_or(0);
        let surprise = log_likelihood(n, of(&left, first), of(&right, second), all);
        (surprise > CLEARLY).then(|| (language, beside(language, &first.1, &second.1)))
    };
    both.into_iter().filter_map(typical).collect()
}

fn most_frequent<'a>(
    comments: impl Iterator<Item = &'a BTreeSet<Key>>,
    most: usize,
    wanted: impl Fn(&Key) -> bool,
) -> Vec<Said> {
    let mut counts = BTreeMap::<&Key, u64>::new();
    for key in comments.flatten() {
        *counts.entry(key).or_default() += 1;
    }
    let frequent = counts.into_iter().filter(|(key, n)| *n >= FEWEST && wanted(key));
    let mut said: Vec<_> = frequent
        .map(|((language, text), n)| Said { text: text.clone(), language: *language, n })
        .collect();
    // By count; what is equally frequent stays in the order of the language and the alphabet.
    said.sort_by_key(|said| std::cmp::Reverse(said.n));
    said.truncate(most);
    said
}

#[cfg(test)]
mod tests {
    use super::{Written, count_words};
    use crate::types::{Group, Language};

    fn vi(text: &str, group: Group) -> Written<'_> {
        Written { text, language: Language::Vi, group }
    }

    #[test]
    fn words_count_once_a_comment_and_by_group() {
        let happy = Group::Promoter;
        let comments = [
            vi("Giao hàng nhanh, giao hàng rất nhanh", happy),
            vi("Giao hàng nhanh lắm", happy),
            vi("Shop giao hàng nhanh", happy),
            vi("Đóng gói đẹp", happy),
            vi("Giao hàng chậm", Group::Detractor),
        ];
        let counted = count_words(&comments, (5, 5));
        let [unhappy, happy] = counted.as_slice() else { panic!("{counted:?}") };
        assert_eq!(
            (unhappy.comments, unhappy.words.len()),
            (1, 0),
            "one comment is nobody's business"
        );
        let words: Vec<_> = happy.words.iter().map(|said| (said.text.as_str(), said.n)).collect();
        assert_eq!(words, [("giao hàng", 3), ("nhanh", 3)]);
    }

    #[test]
    fn pairs_are_what_stands_together_not_what_is_frequent() {
        let texts: Vec<String> = (0..40)
            .map(|n| match n % 4 {
                0 => "trà sen thơm, hộp đẹp".to_owned(),
                1 => "trà sen ngon".to_owned(),
                2 => "hộp thơm".to_owned(),
                _ => format!("bánh {} ngon", ["đậu", "gừng", "mè"][n % 3]),
            })
            .collect();
        let comments: Vec<_> = texts.iter().map(|text| vi(text, Group::Promoter)).collect();
        let counted = count_words(&comments, (9, 9));
        let pairs: Vec<_> = counted[0].pairs.iter().map(|said| said.text.as_str()).collect();
        assert!(pairs.contains(&"hộp đẹp"), "{pairs:?}");
        assert!(!pairs.contains(&"mè ngon"), "{pairs:?}");
    }

    #[test]
    fn nothing_counts_as_nothing() {
        assert!(count_words(&[], (9, 9)).is_empty());
        assert!(count_words(&[vi("👍👍 […] 10", Group::Promoter)], (9, 9))[0].words.is_empty());
    }
}
