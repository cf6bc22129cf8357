//! What a contact form shows besides what is the same for everybody: what was typed, what is wrong, and why it was
//! not taken. Knows no page and no words.

use strum::VariantArray;

use crate::contact::form::{Fault, Field, Submission, Topic, Typed};

/// The query of the address that a form is sent to when nothing has been sent yet. A form that is sent to the very address
/// that the browser shows is gone from its history if no answer comes, and what was typed with it.
pub const FIRST_QUERY: &str = "send";

/// What follows it in the address that a form is sent to which stands at that one.
pub(super) const AGAIN: &str = "=again";

/// Why a message was not taken although nothing in it is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
pub enum Refusal {
    /// The browser says that it comes from another website.
    Origin,
    /// It is too long to be received.
    Size,
    /// It is not what the form sends.
    Damaged,
    /// It took too long.
    Slow,
    /// Too many have come in within a minute.
    Rate,
    /// Too many have come in within a day.
    Day,
    /// Too many are being sent at this moment for it to be read.
    Busy,
    /// It cannot be stored.
    Storage,
}

impl Refusal {
    /// The attribute of `contact-refused` that says so.
    pub(super) fn part(self) -> &'static str {
        match self {
            Self::Origin => "origin",
            Self::Size => "size",
            Self::Damaged => "damaged",
            Self::Slow => "slow",
            // To be told that many have come in and to wait a minute is right for both.
            Self::Rate | Self::Busy => "rate",
            Self::Day => "day",
            Self::Storage => "storage",
        }
    }
}

/// What the form shows: what was typed, and why it was not taken.
#[derive(Clone, Debug, Default)]
pub struct FormState {
    /// What was typed; empty if it could not be read.
    pub typed: Typed,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// Why it was not taken.
    pub refusal: Option<Refusal>,
    /// Whether what was typed could not be read.
    pub lost: bool,
    /// Whether it stands at an address with [`FIRST_QUERY`].
    pub is_at_first_query: bool,
}

impl FormState {
    /// What a form that came back says of itself where something in it is wrong; else it is why it was refused.
    pub(super) const FAULTY: &str = "faulty";

    /// The form in another language: what was said of it is said again. What is wrong is told as it is now: some of it may
    /// have been corrected.
    pub fn in_another_language(typed: Typed, page_language: &str) -> Self {
        let refusal = Refusal::VARIANTS.iter().copied().find(|refusal| refusal.part() == typed.refused);
        let faults = (typed.refused == Self::FAULTY).then(|| Submission::parse(&typed, page_language).err());
        let lost = refusal.is_some() && !typed.has_text();
        Self { faults: faults.flatten().unwrap_or_default(), refusal, lost, typed, is_at_first_query: false }
    }

    /// The refusal, if this shows it and nothing of the sender’s own: then it is the same for everybody.
    pub(super) fn unread(&self) -> Option<Refusal> {
        let Self { typed, faults, refusal, lost, is_at_first_query: _ } = self;
        refusal.filter(|_| *lost && faults.is_empty() && *typed == Typed::default())
    }

    /// Whether it holds nothing that an address cannot say: a topic and a passage, and nothing that was sent.
    pub(super) fn is_of_an_address(&self) -> bool {
        // Nothing of it is copied: it may be all that is read of a form.
        let Typed { topic: _, about: _, name, email, organisation, reply_language, body, .. } = &self.typed;
        let Typed { consent, honeypot, elapsed, switches_language, refused, .. } = &self.typed;
        let texts = [name, email, organisation, reply_language, body, honeypot, elapsed, refused];
        let is_sent = *consent || *switches_language || !self.faults.is_empty() || self.refusal.is_some();
        !is_sent && texts.iter().all(|text| text.is_empty())
    }

    /// Whether nothing has been refused and no text typed yet.
    fn is_first_view(&self) -> bool {
        self.faults.is_empty() && self.refusal.is_none() && self.typed.body.is_empty()
    }
}

/// When something of the page is shown.
#[derive(Clone, Debug)]
pub(super) enum ShownWhen {
    /// Nothing has been refused and no text typed yet.
    FirstView,
    /// Nothing is wrong.
    Untroubled,
    /// Something is wrong, or it was refused.
    Troubled,
    /// Somebody sent it.
    Sent,
    /// It was refused.
    Refused,
    /// It was refused for this reason.
    RefusedFor(Refusal),
    /// It was refused, and what was typed is lost.
    Lost,
    /// It was refused, and what was typed is there.
    Kept,
    /// Something is wrong with it, and nothing else.
    Faulty,
    /// So many things are wrong.
    Faults(usize),
    /// This is wrong.
    Fault(Fault),
    /// This is the first thing that is wrong with its field.
    FirstOfField(Fault),
    /// Nothing is wrong with the field.
    Right(Field),
    /// Something is wrong with the field.
    Wrong(Field),
    /// This topic is chosen.
    Topic(Topic),
    /// The passage of this id is chosen.
    About(String),
    /// The language of this tag is chosen for the reply.
    Reply(String),
    /// The consent is given.
    Consent,
    /// It stands at the address that it is sent to first. One that shows nothing of the sender’s own is the same wherever
    /// it stands, and that is where nearly all do.
    AtFirstQuery,
}

impl ShownWhen {
    /// Whether it holds for a form.
    pub(super) fn holds(&self, state: &FormState) -> bool {
        let FormState { typed, faults, refusal, lost, is_at_first_query } = state;
        let is_troubled = !faults.is_empty() || refusal.is_some();
        let is_faulty = refusal.is_none() && !faults.is_empty();
        let is_wrong = |field: Field| faults.iter().any(|fault| fault.field() == field);
        match self {
            Self::FirstView => state.is_first_view(),
            Self::Untroubled => !is_troubled,
            Self::Troubled => is_troubled,
            Self::Sent => !state.is_of_an_address(),
            Self::Refused => refusal.is_some(),
            Self::RefusedFor(reason) => *refusal == Some(*reason),
            Self::Lost => refusal.is_some() && *lost,
            Self::Kept => refusal.is_some() && !lost,
            Self::Faulty => is_faulty,
            Self::Faults(number) => is_faulty && faults.len() == *number,
            Self::Fault(fault) => is_faulty && faults.contains(fault),
            Self::FirstOfField(fault) => faults.iter().find(|f| f.field() == fault.field()) == Some(fault),
            Self::Right(field) => !is_wrong(*field),
            Self::Wrong(field) => is_wrong(*field),
            Self::Topic(topic) => typed.topic == topic.as_str(),
            Self::About(id) => typed.about == *id,
            Self::Reply(tag) => typed.reply_language == *tag,
            Self::Consent => typed.consent,
            Self::AtFirstQuery => *is_at_first_query || *lost,
        }
    }
}
