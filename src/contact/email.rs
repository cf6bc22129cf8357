//! E-mail addresses: from what somebody typed to an address that can be written to.
//!
//! Length comes before all work, since names of domains are costly to parse. Knows no form and no mail.

use std::borrow::Cow;

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, Script};
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

use super::keyboard::{from_digit, from_full_width};
use crate::l10n::check::is_visible;

/// The most characters of an address (RFC 5321 §4.5.3.1.3, in characters), and of what is typed for one.
pub(crate) const MAX_CHARS: usize = 254;
/// The most characters between two dots of a domain: each takes at least one of its 63 bytes (RFC 1035 §2.3.4).
const MAX_LABEL_CHARS: usize = 63;

/// Scripts with letters that look like Latin ones.
const LOOKING_LATIN: [Script; 5] =
    [Script::Armenian, Script::Cherokee, Script::Coptic, Script::Cyrillic, Script::Greek];

/// An e-mail address as it can be written to (RFC 5321, with the international parts of RFC
/// 6531): what was typed without what cannot be seen and what has come along when it was copied, with
/// full-width characters, as East Asian keyboards type them, and digits and the capital İ of other keyboards read as
/// what they mean. Whether it exists, only a mail can tell.
pub fn parse(typed: &str) -> Option<String> {
    if is_longer(typed, MAX_CHARS) {
        return None;
    }
    let address = strip_invisible(&typed.chars().map(from_full_width).collect::<Vec<_>>());
    let (local, domain) = without_surroundings(&address).rsplit_once('@')?;
    if domain.split('.').any(|label| is_longer(label, MAX_LABEL_CHARS)) {
        return None;
    }
    let is_part = |text: &str| {
        !text.is_empty()
            && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>()[]\\,;:\"@\u{fffd}".contains(c))
    };
    // A telephone sets the apostrophe of a name as print does.
    let local = as_ascii(&without_dotted_capital(local).replace('’', "'"));
    let typed_domain = readable_domain(domain);
    if is_mistyped(&typed_domain) {
        return None;
    }
    let domain = domain_to_ascii(&typed_domain).or_else(|| {
        let plain = typed_domain.replace(is_joiner, "");
        (plain != typed_domain).then(|| domain_to_ascii(&plain)).flatten()
    })?;
    let (shown, _) = idna::domain_to_unicode(&domain);
    let fits = is_part(&local) && local.len() <= 64 && is_host_name(&domain, &shown) && domain.len() <= 253;
    // In its ASCII form where its letters would be read as another domain.
    let shown = if readable_domain(&shown) == shown && !is_mistyped(&shown) { shown } else { domain };
    let address = format!("{local}@{shown}");
    (fits && !is_longer(&address, MAX_CHARS)).then_some(address)
}

/// Whether a domain is a name, in ASCII and as it is shown: in at least two parts, of letters, their marks, digits, hyphens
/// and the few signs that IDNA knows (RFC 5892, appendix A), and no number, which would be an address of a machine (URL
/// standard, “ends in a number”). UTS #46 lets symbols pass that no registry gives out.
fn is_host_name(domain: &str, shown: &str) -> bool {
    let groups =
        GeneralCategoryGroup::Letter.union(GeneralCategoryGroup::Mark).union(GeneralCategoryGroup::DecimalNumber);
    let is_of_a_name = |c| matches!(c, '.' | '-' | '·' | '͵' | '׳' | '״' | '・') || is_joiner(c) || is_in(c, groups);
    let is_number = |part: &str| {
        let hexadecimal = part.strip_prefix("0x").is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        hexadecimal || part.bytes().all(|b| b.is_ascii_digit())
    };
    // No top-level domain is a single letter.
    let is_top = |last: &str| last.len() > 1 && !is_number(last);
    domain.rsplit_once('.').is_some_and(|(_, last)| is_top(last)) && shown.chars().all(is_of_a_name)
}

/// Whether a text has more characters than a limit; looks at no more of it than that.
pub(super) fn is_longer(text: &str, limit: usize) -> bool {
    text.chars().nth(limit).is_some()
}

/// Characters that come along unseen when an address is copied out of a text: zero-width spaces,
/// direction marks, fillers, and what stands for a picture.
fn is_invisible(c: char) -> bool {
    !is_visible(c) && !c.is_whitespace() && !c.is_control()
}

fn is_in(c: char, group: GeneralCategoryGroup) -> bool {
    group.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

/// The address itself out of `Name <…>`, `mailto:…?…`, quotation marks, brackets and a sentence that ends behind it.
fn without_surroundings(text: &str) -> &str {
    let is_opening = |c| {
        let groups = GeneralCategoryGroup::OpenPunctuation
            .union(GeneralCategoryGroup::InitialPunctuation)
            .union(GeneralCategoryGroup::FinalPunctuation);
        matches!(c, '"' | '\'') || is_in(c, groups)
    };
    // No domain ends with one; `@` stands between two addresses, and behind a hyphen something may be missing.
    let is_end = |c| c != '@' && c != '-' && is_in(c, GeneralCategoryGroup::Punctuation);
    let bare = |text| {
        let text = str::trim_end_matches(str::trim(text), |c: char| c.is_whitespace() || is_end(c));
        text.trim_start_matches(|c: char| c.is_whitespace() || is_opening(c))
    };
    let mut address = bare(text);
    if let Some((name, inner)) = address.strip_suffix('>').and_then(|named| named.rsplit_once('<'))
        && !name.contains('<')
    {
        address = bare(inner);
    }
    match address.split_at_checked("mailto:".len()) {
        // What follows the question mark is another field of the mail (RFC 6068).
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => {
            let rest = rest.trim_start().trim_start_matches("//");
            bare(rest.split_once('?').map_or(rest, |(address, _)| address))
        }
        _ => address,
    }
}

/// The capital İ of Turkish and Azerbaijani keyboards, as one character or two, as I; and what browsers and
/// libraries make of it in small letters, an i with a second dot, as i.
fn without_dotted_capital(text: &str) -> String {
    text.replace('İ', "I").replace("I\u{307}", "I").replace("i\u{307}", "i")
}

/// A part with its digits in ASCII, if it is in ASCII then; else as it is: digits may belong to its other letters.
fn as_ascii(part: &str) -> String {
    let ascii: String = part.chars().map(from_digit).collect();
    if ascii.is_ascii() { ascii } else { part.to_owned() }
}

/// A domain in the letters that were meant.
fn readable_domain(domain: &str) -> String {
    without_dotted_capital(domain).split('.').map(as_ascii).collect::<Vec<_>>().join(".")
}

/// Whether a domain has letters that look like others and lead to a stranger: an ı among letters of ASCII, which Turkish and
/// Azerbaijani keyboards make of I, or those of a script with letters of the same shape among Latin ones (UTS #39 §5.2), which
/// registries give to nobody. Who has such a domain can write it in ASCII (`xn--…`).
fn is_mistyped(domain: &str) -> bool {
    domain.split('.').any(|label| {
        let has = |script| label.chars().any(|c| CodePointMapData::<Script>::new().get(c) == script);
        let is_dotless = label.contains('ı') && label.chars().all(|c| c == 'ı' || c.is_ascii());
        is_dotless || has(Script::Latin) && LOOKING_LATIN.into_iter().any(has)
    })
}

/// Without invisible characters; a joiner between letters of a script that needs it stays: a name
/// without it is another one.
fn strip_invisible(text: &[char]) -> String {
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| text.get(at)).is_some_and(|c| !c.is_ascii() && !c.is_whitespace() && !is_invisible(*c))
    };
    let stays =
        |at: usize, c| !is_invisible(c) || is_joiner(c) && is_letter(at.checked_sub(1)) && is_letter(Some(at + 1));
    text.iter().enumerate().filter(|(at, c)| stays(*at, **c)).map(|(_, c)| c).collect()
}

/// ZWNJ and ZWJ.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// A domain in its ASCII form (RFC 5891). Hyphens in the third and fourth place are in use.
fn domain_to_ascii(domain: &str) -> Option<String> {
    let (letters, length) = (AsciiDenyList::STD3, DnsLength::Verify);
    let domain = Uts46::new().to_ascii(domain.as_bytes(), letters, Hyphens::CheckFirstLast, length);
    domain.ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Addresses and what is nearly one.
    fn typed() -> impl Strategy<Value = String> {
        let part = "([a-zA-Z0-9.+_-]|[éİıßҐ語٣۴]|ｅ|[ <>()\\[\\]\"',;:\\\\]|\u{200b}|\u{202e}|\u{0}|@){0,12}";
        prop_oneof![
            (part, part).prop_map(|(local, domain)| format!("{local}@{domain}")),
            (part, part).prop_map(|(name, local)| format!("{name} <{local}@example.org>.")),
            "\\PC{0,30}@\\PC{0,30}",
            any::<String>(),
        ]
    }

    proptest! {
        #[test]
        fn what_is_accepted_is_one_address_that_is_read_as_itself_again(typed in typed()) {
            let Some(address) = parse(&typed) else { return Ok(()) };
            prop_assert_eq!(address.matches('@').count(), 1);
            prop_assert!(!address.chars().any(|c| c.is_whitespace() || c.is_control() || "<>()[]\\,;:\"".contains(c)), "{address:?}");
            prop_assert!(!is_longer(&address, 3 * MAX_CHARS), "{address:?}");
            prop_assert_eq!(parse(&address), Some(address));
        }
    }
}
