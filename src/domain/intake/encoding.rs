//! Makes UTF-8 of whatever a file is written in, a block at a time.

use std::io::{self, Read};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_874, WINDOWS_1258};

use crate::types::Language;

/// How much is read at once, and how much the encoding is judged by.
const BLOCK: usize = 64 * 1024;

/// What a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark.
    Utf8,
    /// UTF-16, little end first: Excel's “Unicode text”.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Vietnamese of old Windows; its marks come decomposed.
    Windows1258,
    /// Thai of old Windows.
    Windows874,
}

/// Judges the first bytes of a file: its mark, else NULs where UTF-16 has them, else whether they
/// are UTF-8, else which old code page they look like. Returns the length of the mark with it.
pub fn recognise(sample: &[u8], language: Language) -> (Encoding, usize) {
    match sample {
        [0xef, 0xbb, 0xbf, ..] => return (Encoding::Utf8, 3),
        [0xff, 0xfe, ..] => return (Encoding::Utf16Le, 2),
        [0xfe, 0xff, ..] => return (Encoding::Utf16Be, 2),
        _ => {}
    }
    let nuls = |first: usize| sample.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    if (even + odd) * 10 > sample.len() {
        return (if odd > even { Encoding::Utf16Le } else { Encoding::Utf16Be }, 0);
    }
    if is_mostly_utf8(sample) {
        return (Encoding::Utf8, 0);
    }
    if is_thai(sample, language) {
        (Encoding::Windows874, 0)
    } else if is_vietnamese(sample) {
        (Encoding::Windows1258, 0)
    } else {
        (Encoding::Utf8, 0)
    }
}

/// A UTF-8 file with a few broken rows stays UTF-8: in it sound letters outnumber broken ones,
/// while in a code page hardly two bytes make a letter by chance.
fn is_mostly_utf8(sample: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in sample.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // The block may end inside a letter.
    let cut = std::str::from_utf8(sample).is_err_and(|error| error.error_len().is_none());
    cut || broken == 0 || sound > broken
}

/// Whether most high bytes are letters, marks or signs of Vietnamese in Windows-1258. If not,
/// nothing speaks for that code page, and rows that are not UTF-8 are better refused than guessed.
fn is_vietnamese(sample: &[u8]) -> bool {
    let plausible = |b: &&u8| {
        matches!(**b, 0x85 | 0x91..=0x97 | 0xa0 | 0xc0..=0xc3 | 0xc8..=0xca | 0xcc | 0xcd | 0xd0
            | 0xd2..=0xd5 | 0xd9 | 0xda | 0xdd | 0xde | 0xe0..=0xe3 | 0xe8..=0xea | 0xec | 0xed
            | 0xf0 | 0xf2..=0xf5 | 0xf9 | 0xfa | 0xfd | 0xfe)
    };
    let high = || sample.iter().filter(|b| **b >= 0x80);
    high().filter(plausible).count() * 2 > high().count()
}

/// Windows-874 has no letters where Windows-1258 has `ư`, `ü` and the tilde, and Thai words are
/// long runs of high bytes where Vietnamese has one to three between ASCII letters.
fn is_thai(sample: &[u8], language: Language) -> bool {
    let high: Vec<&[u8]> =
        sample.split(|b| *b < 0x80 || *b == 0xa0).filter(|run| !run.is_empty()).collect();
    let bytes: usize = high.iter().map(|run| run.len()).sum();
    let unthai =
        |b: &&u8| matches!(**b, 0x81..=0x84 | 0x86..=0x90 | 0x98..=0x9f | 0xdb..=0xde | 0xfc..);
    let vetoes = high.iter().flat_map(|run| run.iter()).filter(unthai).count();
    let long: usize = high.iter().map(|run| run.len()).filter(|length| *length > 3).sum();
    if vetoes * 50 > bytes {
        return false;
    }
    long * 2 > bytes || (long > 0 && language == Language::Th)
}

/// A file as UTF-8.
pub struct Utf8<R> {
    inner: R,
    encoding: Encoding,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    ended: bool,
}

impl<R: Read> Utf8<R> {
    /// Reads the first block and judges it.
    pub fn open(mut inner: R, language: Language) -> io::Result<Self> {
        let mut raw = Vec::with_capacity(BLOCK);
        let ended = read_block(&mut inner, &mut raw)?;
        let (encoding, mark) = recognise(&raw, language);
        raw.drain(..mark);
        let decoder = match encoding {
            Encoding::Utf8 => None,
            Encoding::Utf16Le => Some(UTF_16LE),
            Encoding::Utf16Be => Some(UTF_16BE),
            Encoding::Windows1258 => Some(WINDOWS_1258),
            Encoding::Windows874 => Some(WINDOWS_874),
        };
        let decoder = decoder.map(encoding_rs::Encoding::new_decoder_without_bom_handling);
        Ok(Self { inner, encoding, decoder, raw, ended })
    }

    /// What the file is written in.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether [`Utf8::fill`] puts U+FFFD where bytes could not be decoded. In a UTF-8 file bytes
    /// stay as they are, and U+FFFD is a letter like any other.
    pub fn marks_errors(&self) -> bool {
        self.decoder.is_some()
    }

    /// Appends a block; `false` if it was the last.
    pub fn fill(&mut self, text: &mut Vec<u8>) -> io::Result<bool> {
        if self.raw.is_empty() && !self.ended {
            self.ended = read_block(&mut self.inner, &mut self.raw)?;
        }
        match &mut self.decoder {
            None => text.extend_from_slice(&self.raw),
            Some(decoder) => decode(decoder, &self.raw, text, self.ended),
        }
        self.raw.clear();
        Ok(!self.ended)
    }
}

fn decode(decoder: &mut Decoder, raw: &[u8], text: &mut Vec<u8>, last: bool) {
    // Three bytes of UTF-8 for one of a code page is the most there is; the rest is its reserve.
    let room = decoder.max_utf8_buffer_length(raw.len()).unwrap_or(raw.len() * 3 + 16);
    let start = text.len();
    text.resize(start + room, 0);
    let (_, _, written, _) =
        decoder.decode_to_utf8(raw, text.get_mut(start..).unwrap_or_default(), last);
    text.truncate(start + written);
}

/// Fills a block as far as the file goes, however small the reader's bites; `true` at the end.
fn read_block(inner: &mut impl Read, block: &mut Vec<u8>) -> io::Result<bool> {
    let read = inner.take(BLOCK as u64).read_to_end(block)?;
    Ok(read < BLOCK)
}
