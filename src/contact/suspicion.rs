//! Signs that a machine has written a message. A sign only holds the message until a person has
//! looked at it; its sender sees nothing of that.

use strum::VariantArray;

use super::form::Typed;

/// The most links that raise no suspicion.
const MAX_LINKS: usize = 8;
/// In seconds: nobody fills in the form faster.
const MIN_SECONDS: f64 = 2.0;
/// Our script writes no longer number.
const MAX_SECONDS_BYTES: usize = 32;

/// A sign that a machine has written a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
pub enum Suspicion {
    /// The field that people leave empty was filled in.
    Honeypot,
    /// It was sent sooner after the form was opened than anybody types.
    TooFast,
    /// It holds more links than anybody needs.
    ManyLinks,
}

impl Suspicion {
    /// Its name in the inbox.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Honeypot => "trap",
            Self::TooFast => "haste",
            Self::ManyLinks => "links",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|suspicion| suspicion.as_str() == name)
    }
}

/// The signs in what was typed.
pub fn suspicions(typed: &Typed) -> Vec<Suspicion> {
    let signs = [
        (Suspicion::Honeypot, !typed.honeypot.trim().is_empty()),
        (Suspicion::TooFast, seconds(&typed.elapsed).is_some_and(|seconds| seconds < MIN_SECONDS)),
        (Suspicion::ManyLinks, count_links(&typed.body) > MAX_LINKS),
    ];
    signs.into_iter().filter_map(|(suspicion, shows)| shows.then_some(suspicion)).collect()
}

/// A number of seconds as our script writes it.
fn seconds(text: &str) -> Option<f64> {
    (text.len() <= MAX_SECONDS_BYTES).then(|| text.parse().ok()).flatten()
}

/// How many links a text has: addresses, and BBCode links (`[url=…]`) whose address is not one of them.
fn count_links(text: &str) -> usize {
    const SCHEMES: [&str; 2] = ["http://", "https://"];
    // No other letter becomes one of these in small letters.
    let text = text.to_ascii_lowercase();
    let addresses: usize = SCHEMES.iter().map(|scheme| text.matches(scheme).count()).sum();
    let has_address = |link: &str| {
        let address = link.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | ']' | '"' | '\''));
        SCHEMES.iter().any(|scheme| address.starts_with(scheme))
    };
    addresses + text.split("[url").skip(1).filter(|link| !has_address(link)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_of_behaviour_and_never_of_script_or_style() {
        let typed = |body: &str| Typed { body: body.to_owned(), ..Typed::default() };
        for message in ["请允许我们转载这份声明的中文译文", "ПИШУ ЗАГЛАВНЫМИ", "see https://example.org", "x", "🙏🙏🙏"]
        {
            assert_eq!(suspicions(&typed(message)), [], "{message}");
        }
        for link in [
            "https://a.example ",
            "HTTP://A.EXAMPLE ",
            "[url=https://a.example]1[/url]",
            "[URL=\"http://a.example\"]1[/URL]",
            "[url]https://a.example[/url]",
            "[url=a.example]1[/url]",
            "[url]a.example[/url]",
        ] {
            assert_eq!(suspicions(&typed(&link.repeat(8))), [], "{link}: so many may be needed");
            assert_eq!(suspicions(&typed(&link.repeat(9))), [Suspicion::ManyLinks], "{link}");
        }
        let hasty = |elapsed: &str| Typed { elapsed: elapsed.to_owned(), ..typed("x") };
        assert_eq!(suspicions(&hasty("1.4")), [Suspicion::TooFast]);
        for elapsed in ["", "2", "86400", "soon", "NaN", &format!("0.{}", "1".repeat(31))] {
            assert_eq!(suspicions(&hasty(elapsed)), [], "{elapsed}");
        }
        let filled = Typed { honeypot: "buy".to_owned(), elapsed: "0".to_owned(), ..typed("x") };
        assert_eq!(suspicions(&filled), [Suspicion::Honeypot, Suspicion::TooFast]);
    }
}
