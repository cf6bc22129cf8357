//! Where a body ends (RFC 9112 §6.2, §7.1). Only looks: the bytes go on as they are.

use super::bounds::MAX_CHUNK_EXTRAS;

/// A body that is handed on.
pub(super) enum Body {
    /// So many bytes of it are still to come.
    Length(u64),
    /// In chunks.
    Chunked(ChunkedBody),
}

impl Body {
    /// How many of these bytes belong to it; `None` if it is not framed as it must be.
    pub(super) fn advance(&mut self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::Length(left) => {
                let here = (*left).min(bytes.len() as u64);
                *left -= here;
                Some(here as usize)
            }
            Self::Chunked(chunked) => chunked.advance(bytes).ok(),
        }
    }

    /// Whether it has ended.
    pub(super) fn is_over(&self) -> bool {
        match self {
            Self::Length(left) => *left == 0,
            Self::Chunked(chunked) => chunked.is_over(),
        }
    }
}

/// A place in a chunked body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChunkPlace {
    /// In the size of a chunk, after so many digits.
    Size {
        digits: u8,
    },
    /// In an extension of the size.
    Extension,
    /// Before the LF of the size’s line.
    SizeEnd,
    /// In the data.
    Data,
    /// Before the CR LF after the data.
    DataCr,
    DataLf,
    /// At the beginning of a line after the last chunk.
    Line,
    /// In the name of a trailer.
    TrailerName,
    /// In its value.
    Trailer,
    TrailerEnd,
    /// Before the last LF.
    LastLf,
    /// After it.
    End,
}

/// A chunked body that is passing by.
#[derive(Clone, Copy, Debug)]
pub(super) struct ChunkedBody {
    at: ChunkPlace,
    /// What is left of the chunk.
    left: u64,
    /// Bytes of extensions and of the lines of trailers so far.
    extras: usize,
}

/// The body is not framed as it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BadChunk;

impl ChunkedBody {
    /// At its beginning.
    pub(super) fn new() -> Self {
        Self { at: ChunkPlace::Size { digits: 0 }, left: 0, extras: 0 }
    }

    /// Whether it has ended.
    pub(super) fn is_over(&self) -> bool {
        self.at == ChunkPlace::End
    }

    /// How many of these bytes belong to it.
    pub(super) fn advance(&mut self, bytes: &[u8]) -> Result<usize, BadChunk> {
        let mut at = 0;
        while at < bytes.len() && !self.is_over() {
            if self.at == ChunkPlace::Data {
                let here = self.left.min((bytes.len() - at) as u64);
                self.left -= here;
                at += here as usize;
                if self.left == 0 {
                    self.at = ChunkPlace::DataCr;
                }
                continue;
            }
            self.at = self.step(bytes[at])?;
            at += 1;
        }
        Ok(at)
    }

    fn step(&mut self, byte: u8) -> Result<ChunkPlace, BadChunk> {
        use ChunkPlace::{Extension, LastLf, Line, Trailer, TrailerEnd, TrailerName};
        // With the line ends of trailers: of many short ones they are the greater part.
        if matches!(self.at, Extension | Line | TrailerName | Trailer | TrailerEnd | LastLf) {
            self.extras += 1;
            if self.extras > MAX_CHUNK_EXTRAS {
                return Err(BadChunk);
            }
        }
        match (self.at, byte) {
            (ChunkPlace::Size { digits }, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F') if digits < 15 => {
                let digit = char::from(byte).to_digit(16).unwrap_or_default();
                self.left = self.left * 16 + u64::from(digit);
                Ok(ChunkPlace::Size { digits: digits + 1 })
            }
            (ChunkPlace::Size { digits: 1.. }, b';') => Ok(ChunkPlace::Extension),
            (ChunkPlace::Size { digits: 1.. } | ChunkPlace::Extension, b'\r') => Ok(ChunkPlace::SizeEnd),
            (ChunkPlace::Extension, b'\t' | b' '..=b'~' | 0x80..) => Ok(ChunkPlace::Extension),
            (ChunkPlace::SizeEnd, b'\n') => Ok(if self.left > 0 { ChunkPlace::Data } else { ChunkPlace::Line }),
            (ChunkPlace::DataCr, b'\r') => Ok(ChunkPlace::DataLf),
            (ChunkPlace::DataLf, b'\n') => Ok(ChunkPlace::Size { digits: 0 }),
            (ChunkPlace::Line, b'\r') => Ok(ChunkPlace::LastLf),
            (ChunkPlace::Line | ChunkPlace::TrailerName, byte) if is_of_name(byte) => Ok(ChunkPlace::TrailerName),
            (ChunkPlace::TrailerName, b':') => Ok(ChunkPlace::Trailer),
            (ChunkPlace::Trailer, b'\t' | b' '..=b'~' | 0x80..) => Ok(ChunkPlace::Trailer),
            (ChunkPlace::Trailer, b'\r') => Ok(ChunkPlace::TrailerEnd),
            (ChunkPlace::TrailerEnd, b'\n') => Ok(ChunkPlace::Line),
            (ChunkPlace::LastLf, b'\n') => Ok(ChunkPlace::End),
            _ => Err(BadChunk),
        }
    }
}

/// Whether a byte may stand in the name of a field (RFC 9110 §5.6.2, `tchar`).
fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_chunked_body_ends_after_its_last_line_and_nowhere_else() {
        for body in [
            "0\r\n\r\n",
            "5\r\nhello\r\n0\r\n\r\n",
            "5;a=b;c=\"d\"\r\nhello\r\n1\r\n\n\r\n00\r\n\r\n",
            "9\r\n0\r\n\r\n0\r\n\r\r\n0\r\nDigest: x\r\nY: z\r\n\r\n",
        ] {
            for more in ["", "GET / HTTP/1.1\r\n"] {
                let bytes = [body, more].concat();
                let mut whole = ChunkedBody::new();
                assert_eq!((whole.advance(bytes.as_bytes()), whole.is_over()), (Ok(body.len()), true), "{bytes:?}");
                let mut dripping = ChunkedBody::new();
                for (at, byte) in bytes.bytes().enumerate() {
                    assert_eq!(dripping.is_over(), at >= body.len());
                    assert_eq!(dripping.advance(&[byte]), Ok(usize::from(at < body.len())));
                }
            }
        }
    }

    #[test]
    fn trailers_are_bounded_with_their_line_ends_however_short_they_are() {
        let trailers = |lines: usize| format!("0\r\n{}\r\n", "a:\r\n".repeat(lines));
        // Four bytes each, and the last line end.
        let most = (MAX_CHUNK_EXTRAS - 2) / 4;
        assert_eq!(ChunkedBody::new().advance(trailers(most).as_bytes()), Ok(trailers(most).len()));
        assert_eq!(ChunkedBody::new().advance(trailers(most + 1).as_bytes()), Err(BadChunk));
        // Chunks are no extras, however many there are.
        let body = format!("{}0\r\n\r\n", "1\r\nx\r\n".repeat(2 * MAX_CHUNK_EXTRAS));
        assert_eq!(ChunkedBody::new().advance(body.as_bytes()), Ok(body.len()));
    }

    #[test]
    fn a_body_that_others_could_read_differently_is_none() {
        let long = "x".repeat(MAX_CHUNK_EXTRAS + 2);
        for body in [
            "\r\n",
            "x",
            "5\nhello\n0\n\n",
            " 5\r\nhello",
            "5 \r\nhello",
            "0x5\r\nhello",
            "-1\r\n",
            "5\r\nhello0\r\n\r\n",
            "5\r\nhello\n0\r\n\r\n",
            "5\rhello",
            "0\r\n\n",
            "0\r\nx\n\r\n",
            // A trailer is a field like those of a head, and says nothing of the request (RFC 9110 §6.5.1).
            "0\r\nno field\r\n\r\n",
            "0\r\nnofield\r\n\r\n",
            "0\r\n: x\r\n\r\n",
            "0\r\nx : y\r\n\r\n",
            "0\r\nx: y\r\n z\r\n\r\n",
            "0\r\n\u{e9}: y\r\n\r\n",
            "1000000000000000\r\n",
            ";\r\n",
            "5;\n\r\n",
            &format!("1;{long}"),
            &format!("0\r\n{long}"),
            &format!("0\r\nx:{long}"),
        ] {
            assert_eq!(ChunkedBody::new().advance(body.as_bytes()), Err(BadChunk), "{body:.40}");
        }
    }

    proptest! {
        #[test]
        fn how_a_body_is_cut_does_not_matter(
            chunks in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..40), 0..6),
            cut in 1_usize..50,
        ) {
            let mut body: Vec<u8> = Vec::new();
            for chunk in &chunks {
                body.extend(format!("{:x}\r\n", chunk.len()).as_bytes());
                body.extend(chunk);
                body.extend(b"\r\n");
            }
            body.extend(b"0\r\n\r\n");
            let mut passing = ChunkedBody::new();
            for part in body.chunks(cut) {
                prop_assert_eq!(passing.advance(part), Ok(part.len()));
            }
            prop_assert!(passing.is_over());
        }
    }
}
