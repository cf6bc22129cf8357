//! One text in a content coding, put together from parts that were compressed apart and before, so that an answer made
//! for one reader costs no compression. Knows no page.
//!
//! Each coding has a way to do it: blocks of DEFLATE after a full flush (RFC 1951), frames of Zstandard one after
//! another (RFC 8878 §3.1), meta-blocks of Brotli that refer to nothing before them (RFC 7932 §9.2). What is not
//! compressed goes between them as it is, in the stored blocks of the coding.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;

use super::coding::{Coding, brotli_piece, deflate_piece, zstd_piece};

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
        let at = Coding::COMPRESSED.iter().position(|c| *c == coding)?;
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
}

impl Part {
    /// Its text.
    pub fn text(&self) -> &str {
        match self {
            Self::Fixed(piece) => piece.text(),
            Self::Own(text) => text,
        }
    }
}

/// The parts as they are.
pub fn join(parts: &[Part]) -> String {
    let mut text = String::with_capacity(parts.iter().map(|part| part.text().len()).sum());
    parts.iter().for_each(|part| text.push_str(part.text()));
    text
}

/// The parts in a coding.
pub(super) fn splice(coding: Coding, parts: &[Part]) -> Vec<u8> {
    let mut spliced = Vec::with_capacity(16 * 1024);
    let mut stored = String::new();
    spliced.extend_from_slice(match coding {
        Coding::Gzip => &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff],
        // A window of 64 KiB, and an empty meta-block of metadata, which ends at a whole byte.
        Coding::Brotli => &[0x0c],
        Coding::Zstd | Coding::Identity => &[],
    });
    for part in parts {
        match part {
            Part::Fixed(piece) if let Some(packed) = piece.packed(coding) => {
                store(coding, &mut spliced, &stored);
                stored.clear();
                spliced.extend_from_slice(packed);
            }
            _ => stored.push_str(part.text()),
        }
    }
    store(coding, &mut spliced, &stored);
    match coding {
        Coding::Gzip => {
            let mut sum = flate2::Crc::new();
            parts.iter().for_each(|part| sum.update(part.text().as_bytes()));
            // An empty last block with fixed codes.
            spliced.extend_from_slice(&[0x03, 0x00]);
            spliced.extend_from_slice(&sum.sum().to_le_bytes());
            spliced.extend_from_slice(&sum.amount().to_le_bytes());
        }
        // An empty last meta-block.
        Coding::Brotli => spliced.push(0x03),
        Coding::Zstd | Coding::Identity => {}
    }
    spliced
}

/// Writes a text as it is.
#[expect(clippy::cast_possible_truncation, reason = "the lengths of chunks and texts fit")]
fn store(coding: Coding, spliced: &mut Vec<u8>, text: &str) {
    let text = text.as_bytes();
    if text.is_empty() {
        return;
    }
    match coding {
        Coding::Gzip => {
            for chunk in text.chunks(0xffff) {
                let length = chunk.len() as u16;
                spliced.push(0);
                spliced.extend_from_slice(&length.to_le_bytes());
                spliced.extend_from_slice(&(!length).to_le_bytes());
                spliced.extend_from_slice(chunk);
            }
        }
        Coding::Brotli => {
            for chunk in text.chunks(1 << 16) {
                // Not the last; a length of four nibbles; uncompressed.
                let head = ((chunk.len() - 1) as u32) << 3 | 1 << 19;
                spliced.extend_from_slice(&head.to_le_bytes()[..3]);
                spliced.extend_from_slice(chunk);
            }
        }
        Coding::Zstd => {
            // The magic number; a single segment with a length of four bytes.
            spliced.extend_from_slice(&[0x28, 0xb5, 0x2f, 0xfd, 0xa0]);
            spliced.extend_from_slice(&(text.len() as u32).to_le_bytes());
            let mut chunks = text.chunks(1 << 17).peekable();
            while let Some(chunk) = chunks.next() {
                let head = (chunk.len() as u32) << 3 | u32::from(chunks.peek().is_none());
                spliced.extend_from_slice(&head.to_le_bytes()[..3]);
                spliced.extend_from_slice(chunk);
            }
        }
        Coding::Identity => spliced.extend_from_slice(text),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Read;

    use proptest::prelude::*;

    use super::*;

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
            assert_eq!(unpacked(coding, &spliced), join(parts), "{coding:?}");
        }
    }

    #[test]
    fn a_text_longer_than_any_block_comes_back() {
        for length in [0, 1, 2, 0xffff, 0x1_0000, 0x1_0001, 0x2_0000, 0x2_0001, 300_000] {
            let text = "aé".repeat(length);
            let text: String = text.chars().take(length).collect();
            holds_everywhere(&[Part::Own(text.clone())]);
            holds_everywhere(&[Part::Own("x".into()), Part::Fixed(Piece::new(text.clone())), Part::Own(text)]);
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
        fn parts_in_any_order_come_back(parts in proptest::collection::vec((any::<bool>(), "(ab|[a-cé]{0,80}){0,12}"), 0..12)) {
            let part = |(is_fixed, text): (bool, String)| {
                if is_fixed { Part::Fixed(Piece::new(text)) } else { Part::Own(text) }
            };
            holds_everywhere(&parts.into_iter().map(part).collect::<Vec<_>>());
        }
    }
}
