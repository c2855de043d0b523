//! A compressed page with holes in it.
//!
//! All customers of a survey see the same form but for a line that greets them. The page is cut at
//! its holes and each piece compressed once, ended by a full flush so that nothing behind refers
//! to anything before (RFC 1951 §3.2.4 allows it, zlib calls it `Z_FULL_FLUSH`). Filling a hole
//! is then a stored block of the words between two pieces, and a checksum put together from those
//! of the parts: a greeted page costs a copy, not a compression.

use crc32fast::Hasher;
use flate2::{Compress, Compression, FlushCompress, Status};

use crate::error::{Error, Result};

/// The ten bytes every gzip stream begins with: deflate, no flags, no time, unknown system
/// (RFC 1952 §2.3).
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];

/// How long a stored block can be (RFC 1951 §3.2.4).
const STORED: usize = 65_535;

/// A page, plain and compressed, cut at its holes.
#[derive(Debug)]
pub struct Holed {
    pieces: Vec<Piece>,
    /// The hole behind each piece but the last.
    holes: Vec<char>,
}

#[derive(Debug)]
struct Piece {
    plain: String,
    deflated: Vec<u8>,
    checksum: Hasher,
}

impl Holed {
    /// Cuts a page at each occurrence of a hole.
    ///
    /// # Errors
    /// Broken if a piece cannot be compressed.
    pub fn new(page: &str, holes: &[char]) -> Result<Self> {
        let found: Vec<char> = page.chars().filter(|c| holes.contains(c)).collect();
        let last = found.len();
        let pieces = page
            .split(holes)
            .enumerate()
            .map(|(index, plain)| Piece::new(plain, index == last))
            .collect::<Result<_>>()?;
        Ok(Self { pieces, holes: found })
    }

    /// The page with its holes filled, plain.
    pub fn plain<'a>(&self, fill: impl Fn(char) -> &'a str) -> Vec<u8> {
        self.parts(fill).fold(Vec::new(), |mut page, (piece, words)| {
            page.extend_from_slice(piece.plain.as_bytes());
            page.extend_from_slice(words.as_bytes());
            page
        })
    }

    /// The page with its holes filled, as gzip.
    pub fn gzip<'a>(&self, fill: impl Fn(char) -> &'a str) -> Vec<u8> {
        let capacity: usize = self.pieces.iter().map(|piece| piece.deflated.len() + 256).sum();
        let mut page = Vec::with_capacity(capacity);
        page.extend_from_slice(&HEADER);
        let (mut checksum, mut length) = (Hasher::new(), 0_usize);
        let last = self.holes.len();
        for (index, (piece, words)) in self.parts(fill).enumerate() {
            page.extend_from_slice(&piece.deflated);
            checksum.combine(&piece.checksum);
            length += piece.plain.len() + words.len();
            if index < last {
                store(&mut page, words.as_bytes());
                checksum.update(words.as_bytes());
            }
        }
        page.extend_from_slice(&checksum.finalize().to_le_bytes());
        // The trailer holds the length modulo 2³²; no page comes near that.
        page.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
        page
    }

    fn parts<'a>(&self, fill: impl Fn(char) -> &'a str) -> impl Iterator<Item = (&Piece, &'a str)> {
        let words = self.holes.iter().copied().map(Some).chain([None]);
        self.pieces.iter().zip(words.map(move |hole| hole.map_or("", &fill)))
    }
}

impl Piece {
    fn new(plain: &str, last: bool) -> Result<Self> {
        let mut checksum = Hasher::new();
        checksum.update(plain.as_bytes());
        Ok(Self { plain: plain.to_owned(), deflated: deflate(plain.as_bytes(), last)?, checksum })
    }
}

/// Compresses a piece so that it ends on a byte and may be followed by anything.
fn deflate(plain: &[u8], last: bool) -> Result<Vec<u8>> {
    let flush = if last { FlushCompress::Finish } else { FlushCompress::Full };
    let mut compress = Compress::new(Compression::best(), false);
    let mut deflated = Vec::with_capacity(plain.len() + 64);
    let status = compress
        .compress_vec(plain, &mut deflated, flush)
        .map_err(|error| Error::broken("a page cannot be compressed").because(error))?;
    let whole = usize::try_from(compress.total_in()).is_ok_and(|read| read == plain.len());
    match (status, last) {
        (Status::StreamEnd, true) | (Status::Ok | Status::BufError, false) if whole => Ok(deflated),
        _ => Err(Error::broken("a page was compressed in part")),
    }
}

/// Appends words as stored blocks.
fn store(page: &mut Vec<u8>, words: &[u8]) {
    for block in words.chunks(STORED) {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        page.push(0);
        page.extend_from_slice(&length.to_le_bytes());
        page.extend_from_slice(&(!length).to_le_bytes());
        page.extend_from_slice(block);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;
    use proptest::prelude::*;

    use super::Holed;

    const A: char = '\u{E000}';
    const B: char = '\u{E001}';

    fn both(page: &str, a: &str, b: &str) -> (String, String) {
        let holed = Holed::new(page, &[A, B]).unwrap();
        let fill = |hole| if hole == A { a } else { b };
        let mut unzipped = String::new();
        GzDecoder::new(holed.gzip(fill).as_slice()).read_to_string(&mut unzipped).unwrap();
        (String::from_utf8(holed.plain(fill)).unwrap(), unzipped)
    }

    #[test]
    fn a_filled_page_reads_the_same_plain_and_compressed() {
        let page = format!("<h1>{A}</h1><p>{B}</p>{A}");
        let (plain, unzipped) = both(&page, "Cảm ơn Lan", "");
        assert_eq!(plain, "<h1>Cảm ơn Lan</h1><p></p>Cảm ơn Lan");
        assert_eq!(unzipped, plain);
    }

    #[test]
    fn a_page_without_holes_is_just_compressed() {
        let (plain, unzipped) = both("thanks", "x", "y");
        assert_eq!((plain.as_str(), unzipped.as_str()), ("thanks", "thanks"));
    }

    #[test]
    fn words_longer_than_a_block_fit() {
        let long = "ก".repeat(50_000);
        let (plain, unzipped) = both(&format!("a{A}b"), &long, "");
        assert_eq!(unzipped, plain);
    }

    proptest! {
        #[test]
        fn any_page_survives(head in ".{0,300}", a in ".{0,300}", tail in ".{0,300}") {
            let (plain, unzipped) = both(&format!("{head}{A}{tail}{B}"), &a, "b");
            prop_assert_eq!(unzipped, plain);
        }
    }
}
