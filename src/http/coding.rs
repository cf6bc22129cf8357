//! Which content coding a request gets (RFC 9110 §12.5.3). Knows no document.

use crate::quality;
use crate::site::Coding;

/// The qualities that a header gives, where it gives them; of a name that stands twice the first.
#[derive(Default)]
struct Qualities {
    named: [Option<u16>; Coding::ALL.len()],
    x_gzip: Option<u16>,
    any: Option<u16>,
}

impl Qualities {
    fn read(accept_encoding: &str) -> Self {
        let mut qualities = Self::default();
        for (name, quality) in quality::items(accept_encoding) {
            let coding = Coding::ALL.iter().position(|coding| name.eq_ignore_ascii_case(coding.name()));
            let entry = match coding {
                Some(at) => &mut qualities.named[at],
                None if name.eq_ignore_ascii_case("x-gzip") => &mut qualities.x_gzip,
                None if name == "*" => &mut qualities.any,
                None => continue,
            };
            entry.get_or_insert(quality);
        }
        qualities
    }

    fn of(&self, at: usize) -> u16 {
        match (self.named[at], Coding::ALL[at]) {
            (Some(quality), _) => quality,
            // Nobody who names other codings prefers it; it is what is left.
            (None, Coding::Identity) => 0,
            (None, Coding::Gzip) => self.x_gzip.or(self.any).unwrap_or(0),
            (None, _) => self.any.unwrap_or(0),
        }
    }
}

/// The coding that a reader takes best; of those taken equally the smallest. Never refuses:
/// when nothing fits, the bytes go as they are.
pub(super) fn choose(accept_encoding: Option<&str>) -> Coding {
    let Some(accept_encoding) = accept_encoding else { return Coding::Identity };
    let qualities = Qualities::read(accept_encoding);
    let mut best = (Coding::Identity, 0);
    for (at, coding) in Coding::ALL.into_iter().enumerate() {
        let quality = qualities.of(at);
        if quality > best.1 {
            best = (coding, quality);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_coding_follows_the_qvalues_exactly() {
        use Coding::*;
        for (header, coding) in [
            (None, Identity),
            (Some(""), Identity),
            (Some("gzip"), Gzip),
            (Some("gzip, deflate, br, zstd"), Brotli),
            (Some("gzip;q=1.0, br;q=0.9"), Gzip),
            (Some("br;q=0.001, gzip;q=0.002"), Gzip),
            (Some("br;q=0, gzip;q=0"), Identity),
            (Some("*"), Brotli),
            (Some("*;q=0"), Identity),
            (Some("br;q=0, *"), Zstd),
            (Some("identity;q=0, gzip"), Gzip),
            (Some("identity;q=0"), Identity),
            (Some("identity, gzip;q=0.5"), Identity),
            (Some("GZIP"), Gzip),
            (Some("x-gzip"), Gzip),
            (Some("compress, sdch"), Identity),
            (Some("br;q=2, gzip"), Gzip),
            (Some("br ; q=0.5 , zstd ; q=0.6"), Zstd),
            // Of those taken equally the smallest, in whatever order they stand.
            (Some("gzip, zstd, br"), Brotli),
            (Some("gzip;q=0.5, zstd;q=0.5"), Zstd),
            (Some("identity, gzip"), Gzip),
            (Some("gzip;q=0.001"), Gzip),
            (Some("identity;q=0.9, br;q=0.001"), Identity),
            (Some("identity;q=0.9, *;q=0.5"), Identity),
            (Some("*;q=0.5, br;q=0.4"), Zstd),
            (Some("*;q=0, br;q=0.4"), Brotli),
            (Some("br;q=0.1, zstd;q=0.2, gzip;q=0.1, *;q=0.5"), Zstd),
            (Some("br;q=0, *;q=0"), Identity),
            // Of a name that stands twice the first counts, and gzip before its old name.
            (Some("br;q=0.1, br, gzip;q=0.5"), Gzip),
            (Some("*;q=0, *"), Identity),
            (Some("x-gzip, gzip;q=0"), Identity),
            (Some("X-GZIP;q=0, *;q=0.1, br;q=0, zstd;q=0"), Identity),
            (Some("x-gzip;q=0.5, br;q=0.4, *;q=0.1"), Gzip),
            // What is malformed is neither a wish nor a refusal.
            (Some("br;q = 1, gzip;q=0.1"), Gzip),
            (Some("gzip;level=9"), Identity),
        ] {
            assert_eq!(choose(header), coding, "{header:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_at_all_are_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let text = String::from_utf8_lossy(&bytes);
            choose(Some(&text));
        }

        #[test]
        fn any_header_gets_some_coding(header in "[a-z*;=., 0-9qQ-]{0,60}") {
            let coding = choose(Some(&header));
            prop_assert!(coding == Coding::Identity || header.contains('*') || header.to_lowercase().contains(coding.name()));
        }
    }
}
