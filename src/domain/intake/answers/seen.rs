//! What an answer is known by, so that importing it again finds it.
//!
//! Its own id where the file has one. Else the digest of what the row says, and its number among
//! the rows of the file that say the same: two customers may well have pressed nine on one day.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use sha2::{Digest, Sha256};

/// The longest id that is kept as it is.
const LONGEST_ID: usize = 100;

/// How many bytes of a digest are kept: enough that no two of a billion rows share them.
const DIGEST_BYTES: usize = 16;

/// The answers of a file so far, sixteen to thirty bytes each.
#[derive(Debug, Default)]
pub struct Seen {
    /// Digest of survey and id → the line, and a digest of what it said.
    ids: HashMap<u64, (u64, u64)>,
    /// Digest of a row without an id → how many there were.
    rows: HashMap<u64, u32>,
}

/// What an id turned out to be.
pub enum Known {
    /// New in this file.
    New(String),
    /// It stands in that line already, and says the same.
    Same,
    /// It stands in that line already, and says something else.
    Other(u64),
}

/// The digest of what a row says.
pub type Content = [u8; DIGEST_BYTES];

/// The digest of the cells of a row, each under its header.
pub fn content<'c>(cells: impl Iterator<Item = (&'c str, &'c str)>) -> Content {
    let mut hash = Sha256::new();
    for (header, cell) in cells {
        // With their lengths, so that no two rows run together to the same bytes.
        hash.update((header.len() as u64).to_le_bytes());
        hash.update(header);
        hash.update((cell.len() as u64).to_le_bytes());
        hash.update(cell);
    }
    first_bytes(&hash.finalize())
}

impl Seen {
    /// The key of an answer that has an id.
    pub fn id(&mut self, place: &str, id: &str, content: &Content, line: u64) -> Known {
        let digest = self::content([(place, id)].into_iter());
        match self.ids.entry(short(&digest)) {
            Entry::Vacant(vacant) => {
                vacant.insert((line, short(content)));
                let whole = id.len() <= LONGEST_ID;
                let name = if whole { id.to_owned() } else { format!("~{}", hex(&digest)) };
                Known::New(format!("import:{place}:{name}"))
            }
            Entry::Occupied(known) if known.get().1 == short(content) => Known::Same,
            Entry::Occupied(known) => Known::Other(known.get().0),
        }
    }

    /// The key of an answer that has none.
    pub fn row(&mut self, place: &str, content: &Content) -> String {
        let content = self::content([(place, hex(content).as_str())].into_iter());
        let count = self.rows.entry(short(&content)).or_default();
        *count += 1;
        let name = hex(&content);
        if *count == 1 {
            format!("import:{place}:={name}")
        } else {
            format!("import:{place}:={name}-{count}")
        }
    }
}

fn first_bytes(digest: &[u8]) -> Content {
    let mut content = [0; DIGEST_BYTES];
    content.iter_mut().zip(digest).for_each(|(to, from)| *to = *from);
    content
}

fn short(content: &Content) -> u64 {
    content.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

fn hex(content: &Content) -> String {
    content.iter().fold(String::with_capacity(DIGEST_BYTES * 2), |mut text, byte| {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        for half in [byte >> 4, byte & 15] {
            text.extend(DIGITS.get(usize::from(half)).map(|digit| char::from(*digit)));
        }
        text
    })
}
