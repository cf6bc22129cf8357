//! Content codings: what they are called, and text compressed in them, whole or in pieces to be spliced. Knows no
//! document.

use std::io::Write;

use brotli::enc::BrotliEncoderParams;

/// A content coding (RFC 9110 §8.4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Coding {
    /// RFC 7932.
    Brotli,
    /// RFC 8878.
    Zstd,
    /// RFC 1952.
    Gzip,
    /// The bytes as they are.
    Identity,
}

impl Coding {
    /// All of them, the one that makes pages smallest first.
    pub const ALL: [Self; 4] = [Self::Brotli, Self::Zstd, Self::Gzip, Self::Identity];
    /// Those that compress, in the same order.
    pub const COMPRESSED: [Self; 3] = [Self::Brotli, Self::Zstd, Self::Gzip];

    /// Its place among those that compress, if it is one.
    pub(super) fn place(self) -> Option<usize> {
        Self::COMPRESSED.iter().position(|coding| *coding == self)
    }

    /// Its name in `Accept-Encoding` and `Content-Encoding`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Zstd => "zstd",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }
}

/// How hard pieces are compressed, once each, while somebody waits: as small as that is done in some milliseconds.
const PIECE_BROTLI: i32 = 9;
const PIECE_ZSTD: i32 = 12;

/// A whole stream.
pub(super) fn brotli(text: &[u8], quality: i32) -> Option<Vec<u8>> {
    brotli_with(text, &brotli_parameters(text, quality))
}

fn brotli_parameters(text: &[u8], quality: i32) -> BrotliEncoderParams {
    BrotliEncoderParams {
        quality,
        mode: brotli::enc::backward_references::BrotliEncoderMode::BROTLI_MODE_TEXT,
        size_hint: text.len(),
        lgwin: window_bits(text.len()),
        ..Default::default()
    }
}

/// Meta-blocks that refer to nothing before them, in a window of 64 KiB, from a whole byte to a whole byte.
pub(super) fn brotli_piece(text: &[u8]) -> Option<Vec<u8>> {
    let parameters = brotli_parameters(text, PIECE_BROTLI);
    let lgwin = parameters.lgwin.min(16);
    brotli_with(text, &BrotliEncoderParams { lgwin, catable: true, bare_stream: true, ..parameters })
}

/// A frame.
pub(super) fn zstd_piece(text: &[u8]) -> Option<Vec<u8>> {
    zstd(text, PIECE_ZSTD)
}

/// A frame, at a level.
pub(super) fn zstd(text: &[u8], level: i32) -> Option<Vec<u8>> {
    zstd::bulk::compress(text, level).ok()
}

/// Blocks of DEFLATE that refer to nothing before them, from a whole byte to a whole byte.
pub(super) fn deflate_piece(text: &[u8]) -> Option<Vec<u8>> {
    let mut packer = flate2::Compress::new(flate2::Compression::best(), false);
    // Room for the worst case: what is stored, and the flush.
    let mut packed = Vec::with_capacity(text.len() + text.len() / 100 + 64);
    packer.compress_vec(text, &mut packed, flate2::FlushCompress::Full).ok()?;
    (packer.total_in() == text.len() as u64 && packed.len() < packed.capacity()).then_some(packed)
}

fn brotli_with(text: &[u8], params: &BrotliEncoderParams) -> Option<Vec<u8>> {
    let mut packed = Vec::with_capacity(text.len() / 3);
    brotli::BrotliCompress(&mut &text[..], &mut packed, params).ok()?;
    Some(packed)
}

/// The smallest window that holds a text of so many bytes, as a power of two from 10 to 24: a window of `bits` reaches
/// back 2^`bits` − 16 bytes (RFC 7932 §9.1). The encoder reserves memory by the window, so that the usual one of 4 MiB
/// would leave 9 MiB more with the process.
fn window_bits(length: usize) -> i32 {
    (10..24).find(|bits| (1 << bits) - 16 >= length).unwrap_or(24)
}

/// A whole stream.
pub(super) fn gzip(text: &[u8], level: u32) -> Option<Vec<u8>> {
    // No name and no time in the header: the same text gives the same bytes everywhere.
    let mut encoder =
        flate2::GzBuilder::new().write(Vec::with_capacity(text.len() / 3), flate2::Compression::new(level));
    encoder.write_all(text).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_the_smallest_one_that_holds_the_text() {
        for (length, bits) in [(0, 10), (1_008, 10), (1_009, 11), (65_520, 16), (65_521, 17), (1 << 30, 24)] {
            assert_eq!(window_bits(length), bits, "{length}");
        }
    }
}
