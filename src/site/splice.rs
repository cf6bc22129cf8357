//! One text in a content coding, put together from parts that were compressed apart and before, so that an answer made
//! for one reader costs no compression. Knows no page.
//!
//! Each coding has a way to do it: blocks of DEFLATE after a full flush (RFC 1951), frames of Zstandard one after
//! another (RFC 8878 §3.1), meta-blocks of Brotli that refer to nothing before them (RFC 7932 §9.2). What is not
//! compressed goes between them as it is, in the stored blocks of the coding.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;

use super::coding::{Coding, brotli_piece, deflate_piece, zstd_piece};
use super::escape::{escape_some, escaped_length};

/// A shorter text is not worth the head of a compressed block, in bytes.
const MIN_COMPRESSED: usize = 64;

/// A text that stands in many documents, in the codings that it was asked for in.
#[derive(Debug)]
pub struct Piece {
    text: String,
    packed: [OnceLock<Option<Bytes>>; Coding::COMPRESSED.len()],
}

impl Piece {
    /// With this text.
    pub fn new(text: String) -> Arc<Self> {
        Arc::new(Self { text, packed: Default::default() })
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Compressed, if that is shorter. Made when it is first asked for, once.
    fn packed(&self, coding: Coding) -> Option<&Bytes> {
        if self.text.len() < MIN_COMPRESSED {
            return None;
        }
        let at = coding.place()?;
        let pack = || {
            let packed = match coding {
                Coding::Brotli => brotli_piece(self.text.as_bytes()),
                Coding::Zstd => zstd_piece(self.text.as_bytes()),
                Coding::Gzip => deflate_piece(self.text.as_bytes()),
                Coding::Identity => None,
            };
            packed.filter(|packed| packed.len() < self.text.len()).map(|packed| packed.into_boxed_slice().into())
        };
        self.packed[at].get_or_init(pack).as_ref()
    }
}

/// A part of a text.
#[derive(Debug)]
pub enum Part {
    /// One that stands in many documents.
    Fixed(Arc<Piece>),
    /// One of this document alone.
    Own(String),
    /// What somebody has typed; it is escaped when it is written, because that makes it up to five times as long.
    Typed(String),
}

impl Part {
    /// The text that it is made from.
    fn source(&self) -> &str {
        match self {
            Self::Fixed(piece) => piece.text(),
            Self::Own(text) | Self::Typed(text) => text,
        }
    }

    /// The bytes of its text.
    fn length(&self) -> usize {
        match self {
            Self::Typed(text) => escaped_length(text),
            _ => self.source().len(),
        }
    }

    /// Writes some of its text from a place in its source on, until the buffer has so many bytes or a few more; how
    /// many bytes of the source that was.
    fn write_some(&self, from: usize, to: &mut Vec<u8>, most: usize) -> usize {
        let rest = &self.source().as_bytes()[from..];
        if let Self::Typed(_) = self {
            return escape_some(rest, to, most);
        }
        let length = most.saturating_sub(to.len()).min(rest.len());
        to.extend_from_slice(&rest[..length]);
        length
    }
}

/// The parts as they are.
pub fn join(parts: &[Part]) -> String {
    // Whole texts, escaped where they are: nothing but UTF-8.
    String::from_utf8(splice(Coding::Identity, parts)).unwrap_or_default()
}

/// The parts in a coding.
pub(super) fn splice(coding: Coding, parts: &[Part]) -> Vec<u8> {
    let mut splicing = Splicing::new(coding, parts);
    let mut spliced = Vec::with_capacity(splicing.length(parts));
    while splicing.write_some(parts, &mut spliced) {}
    spliced
}

/// The most bytes of a stored block.
const BLOCK: usize = 16 * 1024;

/// Parts on their way into a coding. They are handed in at each step, always the same, so that whoever has them
/// keeps them.
pub struct Splicing {
    coding: Coding,
    has_begun: bool,
    is_over: bool,
    /// The next part.
    at: usize,
    /// How much of its source has been taken.
    taken: usize,
    /// What has been taken and not been written.
    pending: Vec<u8>,
    /// Bytes until the end of what is stored in a row.
    unwritten: usize,
    sum: flate2::Crc,
}

impl Splicing {
    /// Of these parts into a coding.
    pub fn new(coding: Coding, parts: &[Part]) -> Self {
        let (has_begun, is_over, unwritten) = (false, parts.is_empty() && coding == Coding::Identity, 0);
        let sum = flate2::Crc::new();
        Self { coding, has_begun, is_over, at: 0, taken: 0, pending: Vec::new(), unwritten, sum }
    }

    /// How long all of it is, in bytes.
    pub fn length(&self, parts: &[Part]) -> usize {
        let (mut length, mut stored) = (self.head().len() + self.tail_length(), 0);
        for part in parts {
            match packed(self.coding, part) {
                Some(packed) => {
                    length += self.stored_length(std::mem::take(&mut stored)) + packed.len();
                }
                None => stored += part.length(),
            }
        }
        length + self.stored_length(stored)
    }

    /// How long a text is that is stored as it is.
    fn stored_length(&self, length: usize) -> usize {
        let (once, a_block) = match self.coding {
            Coding::Gzip => (0, 5),
            Coding::Brotli => (0, 3),
            Coding::Zstd => (9, 3),
            Coding::Identity => (0, 0),
        };
        if length == 0 { 0 } else { once + a_block * length.div_ceil(BLOCK) + length }
    }

    fn head(&self) -> &'static [u8] {
        match self.coding {
            Coding::Gzip => &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff],
            // A window of 64 KiB, and an empty meta-block of metadata, which ends at a whole byte.
            Coding::Brotli => &[0x0c],
            Coding::Zstd | Coding::Identity => &[],
        }
    }

    fn tail_length(&self) -> usize {
        match self.coding {
            Coding::Gzip => 10,
            Coding::Brotli => 1,
            Coding::Zstd | Coding::Identity => 0,
        }
    }

    /// Writes the next of it; whether anything was left.
    pub fn write_some(&mut self, parts: &[Part], to: &mut Vec<u8>) -> bool {
        if self.is_over {
            return false;
        }
        if !self.has_begun {
            self.has_begun = true;
            to.extend_from_slice(self.head());
        }
        if self.unwritten > 0 {
            self.write_block(parts, to);
            return true;
        }
        let Some(part) = parts.get(self.at) else {
            self.write_tail(to);
            self.is_over = true;
            return true;
        };
        if let Some(packed) = packed(self.coding, part) {
            if self.coding == Coding::Gzip {
                self.sum.update(part.source().as_bytes());
            }
            to.extend_from_slice(packed);
            self.at += 1;
            return true;
        }
        let stored = parts[self.at..].iter().take_while(|part| packed(self.coding, part).is_none());
        self.unwritten = stored.map(Part::length).sum();
        match self.unwritten {
            0 => self.at += 1,
            length => self.write_stored_head(length, to),
        }
        true
    }

    /// What stands before a text that is stored as it is.
    #[expect(clippy::cast_possible_truncation, reason = "texts are shorter than 4 GiB")]
    fn write_stored_head(&self, length: usize, to: &mut Vec<u8>) {
        if self.coding == Coding::Zstd {
            // The magic number; a single segment with a length of four bytes.
            to.extend_from_slice(&[0x28, 0xb5, 0x2f, 0xfd, 0xa0]);
            to.extend_from_slice(&(length as u32).to_le_bytes());
        }
    }

    /// The next block of a text that is stored as it is.
    #[expect(clippy::cast_possible_truncation, reason = "the length of a block fits")]
    fn write_block(&mut self, parts: &[Part], to: &mut Vec<u8>) {
        let length = self.unwritten.min(BLOCK);
        while self.pending.len() < length
            && let Some(part) = parts.get(self.at)
        {
            self.taken += part.write_some(self.taken, &mut self.pending, length);
            if self.taken == part.source().len() {
                (self.at, self.taken) = (self.at + 1, 0);
            }
        }
        self.unwritten -= length;
        let is_last = self.unwritten == 0;
        match self.coding {
            Coding::Gzip => {
                to.push(0);
                to.extend_from_slice(&(length as u16).to_le_bytes());
                to.extend_from_slice(&(!(length as u16)).to_le_bytes());
                self.sum.update(&self.pending[..length]);
            }
            // Not the last; a length of four nibbles; uncompressed.
            Coding::Brotli => to.extend_from_slice(&(((length - 1) as u32) << 3 | 1 << 19).to_le_bytes()[..3]),
            Coding::Zstd => to.extend_from_slice(&((length as u32) << 3 | u32::from(is_last)).to_le_bytes()[..3]),
            Coding::Identity => {}
        }
        to.extend_from_slice(&self.pending[..length]);
        self.pending.drain(..length);
        if is_last {
            self.pending = Vec::new();
        }
    }

    fn write_tail(&self, to: &mut Vec<u8>) {
        match self.coding {
            Coding::Gzip => {
                // An empty last block with fixed codes.
                to.extend_from_slice(&[0x03, 0x00]);
                to.extend_from_slice(&self.sum.sum().to_le_bytes());
                to.extend_from_slice(&self.sum.amount().to_le_bytes());
            }
            // An empty last meta-block.
            Coding::Brotli => to.push(0x03),
            Coding::Zstd | Coding::Identity => {}
        }
    }
}

/// A part that is compressed in this coding.
fn packed(coding: Coding, part: &Part) -> Option<&Bytes> {
    match part {
        Part::Fixed(piece) => piece.packed(coding),
        Part::Own(_) | Part::Typed(_) => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Read;

    use proptest::prelude::*;

    use super::*;
    use crate::site::escape::escaped;

    fn unpacked(coding: Coding, body: &[u8]) -> String {
        let mut text = String::new();
        match coding {
            Coding::Brotli => drop(brotli::Decompressor::new(body, 4096).read_to_string(&mut text).unwrap()),
            Coding::Zstd => text = String::from_utf8(zstd::bulk::decompress(body, 1 << 22).unwrap()).unwrap(),
            Coding::Gzip => drop(flate2::read::GzDecoder::new(body).read_to_string(&mut text).unwrap()),
            Coding::Identity => text = String::from_utf8(body.to_vec()).unwrap(),
        }
        text
    }

    fn holds_everywhere(parts: &[Part]) {
        for coding in Coding::ALL {
            let spliced = splice(coding, parts);
            let text: String = parts
                .iter()
                .map(|part| if let Part::Typed(text) = part { escaped(text) } else { part.source().to_owned() })
                .collect();
            assert_eq!(unpacked(coding, &spliced), text, "{coding:?}");
            assert_eq!(spliced.len(), Splicing::new(coding, parts).length(parts), "{coding:?}");
        }
    }

    #[test]
    fn a_text_longer_than_any_block_comes_back() {
        for length in [0, 1, 2, 0xffff, 0x1_0000, 0x1_0001, 0x2_0000, 0x2_0001, 300_000] {
            let text = "aé".repeat(length);
            let text: String = text.chars().take(length).collect();
            holds_everywhere(&[Part::Own(text.clone())]);
            holds_everywhere(&[Part::Own("x".into()), Part::Fixed(Piece::new(text.clone())), Part::Own(text)]);
            holds_everywhere(&[
                Part::Typed("\"".repeat(length)),
                Part::Own("x".into()),
                Part::Typed("a<".repeat(length)),
            ]);
        }
        holds_everywhere(&[]);
    }

    #[test]
    fn what_is_the_same_for_all_is_compressed() {
        let piece = Piece::new("<li>an item of a list</li>".repeat(100));
        let parts = [Part::Own("a".into()), Part::Fixed(Arc::clone(&piece)), Part::Own("b".into()), Part::Fixed(piece)];
        for coding in Coding::COMPRESSED {
            assert!(splice(coding, &parts).len() < join(&parts).len() / 10, "{coding:?}");
        }
    }

    proptest! {
        #[test]
        fn parts_in_any_order_come_back(parts in proptest::collection::vec((0..3u8, "(ab|[a-cé<&\"]{0,80}){0,12}"), 0..12)) {
            let part = |(kind, text): (u8, String)| match kind {
                0 => Part::Fixed(Piece::new(text)),
                1 => Part::Own(text),
                _ => Part::Typed(text),
            };
            holds_everywhere(&parts.into_iter().map(part).collect::<Vec<_>>());
        }
    }
}
