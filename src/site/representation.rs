//! One document in its content codings.
//!
//! A coding is made when it is first asked for, quickly; a thread in the background replaces it by the smallest
//! one, except in documents that are made on demand. The two differ in bytes, so they differ in their ETag too.

use std::sync::{Arc, OnceLock};

use arc_swap::ArcSwapOption;
use bytes::Bytes;
use bytestring::ByteString;
use sha2::{Digest, Sha256};

use super::assets::Inlined;
use super::coding::{self, Coding};
use super::splice::{self, Part};

/// A rendered page.
pub struct Rendered {
    /// Its HTML.
    pub html: String,
    /// Which style and which script it holds.
    pub inlined: Inlined,
}

/// A page that is put together from parts.
pub struct Filled {
    /// The parts.
    pub parts: Vec<Part>,
    /// Which style and which script it holds.
    pub inlined: Inlined,
}

impl Filled {
    /// As a whole.
    pub fn rendered(&self) -> Rendered {
        Rendered { html: splice::join(&self.parts), inlined: self.inlined }
    }
}

/// How hard to compress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effort {
    /// Somebody waits.
    Quick,
    /// As small as it gets.
    Best,
}

/// How hard brotli compresses while somebody waits. Of a page 9 takes as long as 5, most of which is for its tables, and 10 a
/// third more: some 8 ms once a page, for a thousandth to a fiftieth more bytes than the best, instead of an eighth.
const QUICK_BROTLI: i32 = 10;

/// The media type of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// A page.
    Html,
    /// Plain text.
    Text,
    /// The sitemap.
    Xml,
}

impl Media {
    /// The value of `Content-Type`.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
            Self::Xml => "application/xml; charset=utf-8",
        }
    }
}

/// The bytes of a document in one coding.
#[derive(Debug)]
pub struct Representation {
    /// How the bytes are coded.
    pub coding: Coding,
    /// The bytes.
    pub body: Bytes,
    /// The strong entity tag, with its quotes (RFC 9110 §8.8.3). Shared with every answer, not copied.
    pub etag: ByteString,
    effort: Effort,
}

/// A rendered page or file, in whatever coding it is asked for.
#[derive(Debug)]
pub struct Document {
    /// What it is.
    pub media: Media,
    /// The language or languages that it is meant for, as `Content-Language` says it. Shared like the tag.
    pub content_language: ByteString,
    /// Whether search engines should leave it out.
    pub noindex: bool,
    /// The absolute address that search engines are to list instead of its own, if that is another one and it cannot say so
    /// itself: a page does, in its head.
    pub canonical: Option<String>,
    /// Which style and which script it holds, if it is a page: nothing else is allowed in it.
    pub inlined: Option<Inlined>,
    /// Tells it from all others.
    hash: String,
    /// As it is. Of one that is put together, made when it is first asked for.
    identity: OnceLock<Arc<Representation>>,
    /// What it is put together from, if it is: then nothing of it is compressed by itself.
    parts: Vec<Part>,
    compressed: [ArcSwapOption<Representation>; Coding::COMPRESSED.len()],
}

impl Document {
    /// A page for everybody to find.
    pub fn of_page(content_language: &str, page: Rendered) -> Self {
        Self { inlined: Some(page.inlined), ..Self::new(Media::Html, content_language, page.html) }
    }

    /// A document for everybody to find, in which nothing is inlined.
    pub fn new(media: Media, content_language: &str, text: String) -> Self {
        let hash = hex::encode(&Sha256::digest(text.as_bytes())[..8]);
        let identity = OnceLock::from(as_it_is(&hash, Bytes::from(text)));
        Self { identity, ..Self::empty(media, content_language, hash) }
    }

    /// A page of parts, of which those that stand in others too are compressed once for all. `tag` tells it from
    /// all others.
    pub fn of_parts(content_language: &str, page: Filled, tag: &str) -> Self {
        let Filled { parts, inlined } = page;
        Self { parts, inlined: Some(inlined), ..Self::empty(Media::Html, content_language, tag.to_owned()) }
    }

    fn empty(media: Media, content_language: &str, hash: String) -> Self {
        Self {
            media,
            content_language: content_language.into(),
            noindex: false,
            canonical: None,
            inlined: None,
            hash,
            identity: OnceLock::new(),
            parts: Vec::new(),
            compressed: Default::default(),
        }
    }

    /// The same document, kept out of search engines.
    pub fn noindex(self, noindex: bool) -> Self {
        Self { noindex, ..self }
    }

    /// The same document, with another address for search engines to list.
    pub fn with_canonical(self, canonical: String) -> Self {
        Self { canonical: Some(canonical), ..self }
    }

    /// The text.
    pub fn text(&self) -> &[u8] {
        &self.identity().body
    }

    /// What it is put together from; nothing if it is not.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    fn identity(&self) -> &Arc<Representation> {
        self.identity.get_or_init(|| as_it_is(&self.hash, Bytes::from(splice::join(&self.parts))))
    }

    /// The document in a coding.
    pub fn representation(&self, coding: Coding) -> Arc<Representation> {
        let Some(slot) = self.slot(coding) else { return Arc::clone(self.identity()) };
        if let Some(ready) = slot.load_full() {
            return ready;
        }
        let quick = Arc::new(self.compress(coding, Effort::Quick));
        // Whoever came first wins, so that one document has one quick representation of a coding.
        let _ = slot.compare_and_swap(&None::<Arc<Representation>>, Some(Arc::clone(&quick)));
        slot.load_full().unwrap_or(quick)
    }

    /// Makes every coding as small as it gets.
    pub fn compress_best(&self) {
        for coding in Coding::COMPRESSED {
            if let Some(slot) = self.slot(coding)
                && slot.load().as_ref().is_none_or(|ready| ready.effort == Effort::Quick)
            {
                slot.store(Some(Arc::new(self.compress(coding, Effort::Best))));
            }
        }
    }

    /// Takes over the representations of an older document if it is the same text.
    pub fn take_over(&self, older: &Self) {
        if older.hash == self.hash {
            for (slot, ready) in self.compressed.iter().zip(&older.compressed) {
                slot.store(ready.load_full());
            }
        }
    }

    fn slot(&self, coding: Coding) -> Option<&ArcSwapOption<Representation>> {
        coding.place().map(|at| &self.compressed[at])
    }

    fn compress(&self, coding: Coding, effort: Effort) -> Representation {
        let text = || self.identity().body.clone();
        let is_spliced = !self.parts.is_empty() && coding != Coding::Identity;
        // There is but one way to splice.
        let best = is_spliced || effort == Effort::Best;
        let packed = match coding {
            _ if is_spliced => Some(splice::splice(coding, &self.parts)),
            Coding::Brotli => coding::brotli(&text(), if best { 11 } else { QUICK_BROTLI }),
            Coding::Zstd => coding::zstd(&text(), if best { 19 } else { 3 }),
            Coding::Gzip => coding::gzip(&text(), if best { 9 } else { 4 }),
            Coding::Identity => None,
        };
        // Compressing into memory does not fail; if it ever does, the bytes go as they are.
        let Some(packed) = packed else {
            let etag = self.identity().etag.clone();
            return Representation { coding: Coding::Identity, body: text(), etag, effort };
        };
        let hash = &self.hash;
        let effort_mark = if best { "" } else { "-quick" };
        Representation {
            coding,
            // Not with what the compressors have reserved for the worst case.
            body: Bytes::from(packed.into_boxed_slice()),
            etag: format!("\"{hash}-{}{effort_mark}\"", coding.name()).into(),
            effort,
        }
    }
}

/// The bytes of a document without a coding.
fn as_it_is(hash: &str, body: Bytes) -> Arc<Representation> {
    let etag = format!("\"{hash}\"").into();
    Arc::new(Representation { coding: Coding::Identity, etag, body, effort: Effort::Best })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Read;

    fn unpack(representation: &Representation) -> Vec<u8> {
        let (mut text, body) = (Vec::new(), &representation.body[..]);
        match representation.coding {
            Coding::Brotli => drop(brotli::Decompressor::new(body, 4096).read_to_end(&mut text).unwrap()),
            Coding::Zstd => text = zstd::bulk::decompress(body, 1 << 20).unwrap(),
            Coding::Gzip => drop(flate2::read::GzDecoder::new(body).read_to_end(&mut text).unwrap()),
            Coding::Identity => text = body.to_vec(),
        }
        text
    }

    #[test]
    fn every_coding_gives_the_text_back_and_has_a_tag_of_its_own() {
        let text = "<p>متن و 文本</p>".repeat(200);
        let rendered = Document::new(Media::Html, "en", text.clone());
        let mut tags = std::collections::HashSet::new();
        for best in [false, true] {
            if best {
                rendered.compress_best();
            }
            for coding in Coding::COMPRESSED {
                let representation = rendered.representation(coding);
                assert_eq!(representation.coding, coding);
                assert_eq!(unpack(&representation), text.as_bytes(), "{coding:?}");
                assert!(tags.insert(representation.etag.clone()), "{}", representation.etag);
                assert_eq!(representation.etag.ends_with("-quick\""), !best, "{}", representation.etag);
            }
        }
        assert!(tags.insert(rendered.representation(Coding::Identity).etag.clone()));
    }
}
