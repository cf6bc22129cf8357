//! The contact form: its fields, and from what was typed to a submission or the list of faults.
//!
//! Parse, do not validate: a [`Submission`] exists only if everything in it is right. Nothing
//! is ever held against a name, a script or a missing space. Knows neither HTTP nor storage.

use std::borrow::Cow;

use memchr::memchr2;
use strum::VariantArray;

use crate::l10n::check::is_visible;
use crate::l10n::language;

use super::email::{self, is_longer};

/// The most characters of a name.
pub const MAX_NAME_CHARS: usize = 200;
/// The most characters of an e-mail address.
pub const MAX_EMAIL_CHARS: usize = email::MAX_CHARS;
/// The most characters of an organisation’s name.
pub const MAX_ORGANISATION_CHARS: usize = 200;
/// The most characters of a message: Unicode scalar values, a line end counting as one.
pub const MAX_MESSAGE_CHARS: usize = 5000;
/// The most bytes of a form that is accepted. 5,000 Chinese characters need 45,000 once they
/// are percent-encoded (WHATWG URL, application/x-www-form-urlencoded).
pub(crate) const MAX_BODY_BYTES: usize = 64 * 1024;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
pub enum Topic {
    /// Use of licensed material.
    Material,
    /// A mistake in the text or in a translation.
    Text,
    /// Something that cannot be read or used.
    Accessibility,
    /// Something else.
    Other,
}

impl Topic {
    /// All of them, in the order of the form.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Its name in addresses, in the form and in the inbox, and the attribute of `contact-topic` that says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Material => "material",
            Self::Text => "text",
            Self::Accessibility => "accessibility",
            Self::Other => "other",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|topic| topic.as_str() == name)
    }
}

/// A field that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The topic.
    Topic,
    /// The name.
    Name,
    /// The e-mail address.
    Email,
    /// The organisation.
    Organisation,
    /// The message.
    Message,
    /// The consent.
    Consent,
}

impl Field {
    /// Its name in the form.
    pub fn name(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Name => "name",
            Self::Email => "email",
            Self::Organisation => "organisation",
            Self::Message => "message",
            Self::Consent => "consent",
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum Fault {
    /// No topic is chosen.
    NoTopic,
    /// The name is empty.
    NoName,
    /// The name is too long.
    LongName,
    /// The e-mail address is empty.
    NoEmail,
    /// The e-mail address is too long.
    LongEmail,
    /// The e-mail address is none.
    WrongEmail,
    /// The name of the organisation is too long.
    LongOrganisation,
    /// The message is empty.
    NoMessage,
    /// The message is too long.
    LongMessage,
    /// The consent is not given.
    NoConsent,
}

impl Fault {
    /// All that can be wrong, in the order of the form: that of their declaration.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The field.
    pub fn field(self) -> Field {
        match self {
            Self::NoTopic => Field::Topic,
            Self::NoName | Self::LongName => Field::Name,
            Self::NoEmail | Self::LongEmail | Self::WrongEmail => Field::Email,
            Self::LongOrganisation => Field::Organisation,
            Self::NoMessage | Self::LongMessage => Field::Message,
            Self::NoConsent => Field::Consent,
        }
    }

    /// The text that says so: the id of its message, and the attribute if it is one.
    pub fn text(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::NoTopic => ("contact-fault-topic", None),
            Self::NoName => ("contact-fault-name", None),
            Self::LongName => ("contact-fault-name", Some("long")),
            Self::NoEmail => ("contact-fault-address", None),
            Self::LongEmail => ("contact-fault-address", Some("long")),
            Self::WrongEmail => ("contact-fault-address", Some("form")),
            Self::LongOrganisation => ("contact-fault-organisation", None),
            Self::NoMessage => ("contact-fault-message", None),
            Self::LongMessage => ("contact-fault-message", Some("long")),
            Self::NoConsent => ("contact-fault-consent", None),
        }
    }

    /// The number of characters that the text names.
    pub fn limit(self) -> Option<usize> {
        match self {
            Self::LongName => Some(MAX_NAME_CHARS),
            Self::LongEmail => Some(MAX_EMAIL_CHARS),
            Self::LongOrganisation => Some(MAX_ORGANISATION_CHARS),
            Self::LongMessage => Some(MAX_MESSAGE_CHARS),
            _ => None,
        }
    }
}

/// What somebody has typed, to be shown again exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The topic that was chosen.
    pub topic: String,
    /// The id of the passage that was chosen.
    pub about: String,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Organisation.
    pub organisation: String,
    /// Tag of the language for the reply; empty for that of the page.
    pub reply_language: String,
    /// The message, with LF as line end.
    pub body: String,
    /// Whether the box was ticked.
    pub consent: bool,
    /// What was put into the field that people leave empty.
    pub honeypot: String,
    /// Seconds between opening and sending, where a script could tell.
    pub elapsed: String,
    /// Whether only the language of the form is to change.
    pub switches_language: bool,
    /// Why the form was not taken, as the form that came back then says it of itself.
    pub refused: String,
}

impl Typed {
    /// The name of the button that changes the language of the form.
    pub const LANGUAGE_BUTTON: &str = "show";
    /// The name of the field in which a form that came back says why.
    pub const REFUSED: &str = "refused";
    /// The name of the field that people leave empty: a word that no browser fills in by itself.
    pub(crate) const HONEYPOT: &str = "memo";

    /// Reads a body. Of a field that comes twice the first counts; fields that the form does not
    /// have are passed over: an older page may have had them. `None` if it is not this form.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let mut typed = Self::default();
        let mut seen: Vec<Cow<'_, str>> = Vec::new();
        for (name, value) in pairs(body, is_field) {
            if seen.contains(&name) {
                continue;
            }
            let Some((_, keep)) = FIELDS.iter().find(|(field, _)| *field == name) else { continue };
            keep(&mut typed, to_storable(value));
            seen.push(name);
        }
        seen.iter().any(|name| name == "message").then_some(typed)
    }

    /// Whether anything was written that would be missed.
    pub fn has_text(&self) -> bool {
        [&self.name, &self.email, &self.organisation, &self.body].iter().any(|text| !text.is_empty())
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        let Self { topic, about, name, email, organisation, reply_language, body, honeypot, elapsed, refused, .. } =
            self;
        let texts = [topic, about, name, email, organisation, reply_language, body, honeypot, elapsed, refused];
        texts.map(String::len).iter().sum()
    }
}

/// Where what was typed into a field is kept.
type Keep = fn(&mut Typed, String);

/// The fields of the form by their names.
const FIELDS: [(&str, Keep); 12] = [
    ("topic", |typed, value| typed.topic = value),
    ("about", |typed, value| typed.about = value),
    ("name", |typed, value| typed.name = value),
    ("email", |typed, value| typed.email = value),
    ("organisation", |typed, value| typed.organisation = value),
    ("reply", |typed, value| typed.reply_language = value),
    ("message", |typed, value| typed.body = value),
    ("consent", |typed, value| typed.consent = value == "yes"),
    (Typed::HONEYPOT, |typed, value| typed.honeypot = value),
    ("elapsed", |typed, value| typed.elapsed = value),
    (Typed::LANGUAGE_BUTTON, |typed, _| typed.switches_language = true),
    (Typed::REFUSED, |typed, value| typed.refused = value),
];

/// Whether the form has a field of this name.
fn is_field(name: &[u8]) -> bool {
    FIELDS.iter().any(|(field, _)| field.as_bytes() == name)
}

/// Names and values of a form or a query (WHATWG URL, application/x-www-form-urlencoded). Those whose name is not
/// wanted, and stands there as it is, are not decoded: strangers send thousands. Others may be among them.
pub fn pairs<'b>(
    encoded: &'b [u8],
    is_wanted: impl Fn(&[u8]) -> bool + 'b,
) -> impl Iterator<Item = (Cow<'b, str>, Cow<'b, str>)> + 'b {
    let may_be_wanted = move |pair: &&[u8]| {
        let name = pair.split(|byte| *byte == b'=').next().unwrap_or_default();
        name.contains(&b'%') || is_wanted(name)
    };
    encoded.split(|byte| *byte == b'&').filter(may_be_wanted).flat_map(url::form_urlencoded::parse)
}

/// Line ends as LF; NUL, which no database takes as text, as the replacement character.
fn to_storable(value: Cow<'_, str>) -> String {
    if memchr2(b'\r', 0, value.as_bytes()).is_none() {
        return value.into_owned();
    }
    value.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}")
}

/// A message that is right in every field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// What it is about.
    pub topic: Topic,
    /// The id of the passage that it is about.
    pub about: Option<String>,
    /// Who writes.
    pub name: String,
    /// Where the answer goes.
    pub email: String,
    /// For which organisation.
    pub organisation: Option<String>,
    /// The tag of the language for the reply.
    pub reply_language: String,
    /// The message.
    pub body: String,
}

impl Submission {
    /// A submission from what was typed on a page in a language, or everything that is wrong, in
    /// the order of the form.
    pub fn parse(typed: &Typed, page_language: &str) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let topic = Topic::parse(&typed.topic);
        if topic.is_none() {
            faults.push(Fault::NoTopic);
        }
        if is_blank(&typed.name) {
            faults.push(Fault::NoName);
        } else if is_longer(&typed.name, MAX_NAME_CHARS) {
            faults.push(Fault::LongName);
        }
        let mut email = None;
        if is_blank(&typed.email) {
            faults.push(Fault::NoEmail);
        } else if is_longer(&typed.email, MAX_EMAIL_CHARS) {
            faults.push(Fault::LongEmail);
        } else {
            email = email::parse(&typed.email);
            faults.extend(email.is_none().then_some(Fault::WrongEmail));
        }
        if is_longer(&typed.organisation, MAX_ORGANISATION_CHARS) {
            faults.push(Fault::LongOrganisation);
        }
        if is_blank(&typed.body) {
            faults.push(Fault::NoMessage);
        } else if is_longer(&typed.body, MAX_MESSAGE_CHARS) {
            faults.push(Fault::LongMessage);
        }
        if !typed.consent {
            faults.push(Fault::NoConsent);
        }
        match (topic, email) {
            (Some(topic), Some(email)) if faults.is_empty() => Ok(Self {
                topic,
                about: Some(&typed.about).filter(|id| is_id(id)).cloned(),
                name: join_lines(&typed.name),
                email,
                organisation: Some(join_lines(&typed.organisation)).filter(|name| !is_blank(name)),
                reply_language: language::canonicalize(&typed.reply_language)
                    .map_or_else(|| page_language.to_owned(), |tag| tag.to_string()),
                body: typed.body.trim_end().trim_start_matches('\n').to_owned(),
            }),
            _ => Err(faults),
        }
    }
}

/// Whether a text shows nothing.
fn is_blank(text: &str) -> bool {
    !text.chars().any(is_visible)
}

/// What ends a line, or stands between two columns.
const LINE_ENDS: [char; 7] = ['\n', '\t', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Whether a text is one line, as the form makes it of a name.
pub(super) fn is_one_line(text: &str) -> bool {
    !text.contains('\r') && !text.contains(LINE_ENDS)
}

fn join_lines(text: &str) -> String {
    text.split(LINE_ENDS).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The id of a passage, known to this version or not: an identifier of Fluent.
fn is_id(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    /// Bodies as nobody sends them, with names of fields among them.
    fn body() -> impl Strategy<Value = Vec<u8>> {
        let names = "(message|email|name|topic|consent|m%65ssage|memo|show|refused)=".prop_map(String::into_bytes);
        let encoded = "(%[0-9a-fA-F]{0,2}|%00|%0D|%0A|\\+|&|=){0,6}".prop_map(String::into_bytes);
        let bytes = proptest::collection::vec(any::<u8>(), 0..12);
        proptest::collection::vec(prop_oneof![names, encoded, bytes], 0..24).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn whatever_is_sent_what_is_read_can_be_stored_and_is_at_most_three_times_as_long(body in body()) {
            let Some(typed) = Typed::parse(&body) else { return Ok(()) };
            prop_assert!(typed.bytes() <= 3 * body.len());
            for text in [&typed.name, &typed.email, &typed.body, &typed.topic, &typed.honeypot] {
                prop_assert!(!text.contains(['\r', '\0']), "{text:?}");
            }
            let _ = Submission::parse(&typed, "en");
        }

        #[test]
        fn what_is_typed_is_read_as_it_was(message in "\\PC{0,60}(\n\\PC{0,20}){0,3}", name in "\\PC{0,40}") {
            let pairs = [("name", name.as_str()), ("message", &message.replace('\n', "\r\n"))];
            let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
            let typed = Typed::parse(body.as_bytes()).unwrap();
            prop_assert_eq!((typed.name, typed.body), (name, message));
        }
    }
}
