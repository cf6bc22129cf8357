//! The contact page: the form, other ways to reach the office, and who owns the text.
//!
//! Without anything typed it is the same for everybody. After a refusal it shows again what was
//! typed, and what is wrong.

use std::borrow::Borrow;

use askama::Template;
use strum::VariantArray;

use crate::contact::form::{self, Fault, Field, Topic, Typed};
use crate::l10n::text::{Html, language_of};
use crate::l10n::{LocaleKey, Text, View, locale};
use crate::site::context::{Context, RenderError};
use crate::site::layout::{LanguageLink, Layout, PageTemplate, page_template};
use crate::site::outline::opening;
use crate::site::page::{Page, encode};

/// The most bytes of a `mailto:` address: mail programs cut off longer ones.
const MAX_MAILTO: usize = 6000;

/// So many characters of a passage say which it is.
const MAX_OPENING: usize = 60;

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
    fn part(self) -> &'static str {
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
}

impl FormState {
    /// The refusal, if this shows it and nothing of the sender’s own: then it is the same for everybody.
    pub(in crate::site) fn unread(&self) -> Option<Refusal> {
        let Self { typed, faults, refusal, lost } = self;
        refusal.filter(|_| *lost && faults.is_empty() && *typed == Typed::default())
    }

    /// The form in every state that has words of its own.
    pub(super) fn every_state() -> Vec<Self> {
        let refused = |refusal: &Refusal, lost| Self { refusal: Some(*refusal), lost, ..Self::default() };
        let faulty = Self { faults: Fault::ALL.to_vec(), ..Self::default() };
        let refusals = Refusal::VARIANTS.iter();
        refusals.flat_map(|refusal| [refused(refusal, false), refused(refusal, true)]).chain([faulty]).collect()
    }
}

/// A group of choices: a section of the statement and its passages, or the notes.
struct Group {
    title: String,
    choices: Vec<Choice>,
}

/// A choice of a list.
struct Choice {
    value: String,
    words: String,
    /// ` lang="…" dir="…"` if the words are not in the language of the page.
    lang_dir: Html,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "contact.html")]
struct ContactTemplate<'a> {
    layout: Layout<'a>,
    typed: &'a Typed,
    faults: &'a [Fault],
    refusal: Option<Refusal>,
    lost: bool,
    /// Whether nothing has been refused and no text typed yet: then the explanations come first.
    is_first_view: bool,
    passages: Vec<Group>,
    replies: Vec<Choice>,
    days: usize,
    /// The address of the office, and the link to it; after a failure of ours the link holds what was typed.
    email: Option<(&'a str, String)>,
    /// The address in the letters of the source, where the page’s own are others: a postman
    /// far away may not read them.
    for_the_envelope: Option<SourceAddress>,
}
page_template!(ContactTemplate, "contact.html");

/// The postal address in the source language.
struct SourceAddress {
    html: Html,
    /// ` lang="…" dir="…"` of the source.
    lang_dir: Html,
}

impl ContactTemplate<'_> {
    /// What is wrong with a field.
    fn fault(&self, field: impl Borrow<Field>) -> Option<&Fault> {
        self.faults.iter().find(|fault| fault.field() == *field.borrow())
    }

    /// The words for what is wrong with a field.
    fn words<'v>(&'v self, fault: &'v Fault) -> Text<'v, 'v> {
        let text = match fault.text() {
            (id, None) => self.layout.t.text(id),
            (id, Some(attribute)) => self.layout.t.part(id, attribute),
        };
        match fault.limit() {
            None => text,
            Some(limit) => text.count("count", limit),
        }
    }

    /// Where the link of a fault leads: the field, or the first of its choices.
    fn target(&self, fault: &Fault) -> String {
        match fault.field() {
            Field::Topic => format!("topic-{}", Topic::ALL[0].as_str()),
            field => field.name().to_owned(),
        }
    }

    /// ` aria-describedby="…"` and, if the field is wrong, ` aria-invalid="true"`.
    fn described(&self, field: impl Borrow<Field>, hint: &str) -> Html {
        let field = *field.borrow();
        let name = field.name();
        let (hint, fault) = (Some(hint).filter(|hint| !hint.is_empty()), self.fault(field));
        let ids: Vec<String> =
            fault.map(|_| format!("{name}-fault")).into_iter().chain(hint.map(str::to_owned)).collect();
        let described = if ids.is_empty() { String::new() } else { format!(" aria-describedby=\"{}\"", ids.join(" ")) };
        // A group of choices is not invalid itself (ARIA 1.2, aria-invalid).
        let invalid = fault.is_some() && field != Field::Topic;
        Html(if invalid { format!("{described} aria-invalid=\"true\"") } else { described })
    }

    fn max_message_chars(&self) -> usize {
        form::MAX_MESSAGE_CHARS
    }

    fn is_topic(&self, topic: impl Borrow<Topic>) -> bool {
        self.typed.topic == topic.borrow().as_str()
    }
}

/// The contact page, as everybody gets it or as somebody has filled it in.
pub fn render(context: Context<'_>, key: LocaleKey, state: &FormState) -> Result<String, RenderError> {
    let mut layout = Layout::of_page(context, key, Page::Contact, "contact-title").keeping_a_form();
    let FormState { typed, faults, refusal, lost } = state;
    let is_first_view = faults.is_empty() && refusal.is_none() && typed.body.is_empty();
    if !faults.is_empty() || refusal.is_some() {
        let title = layout.t.text("contact-title").plain();
        let title = layout.t.text("contact-fault-title").arg("title", title).plain();
        layout.retitle(&title);
    }
    if *typed != Typed::default() || !is_first_view {
        layout.noindex = true;
    }
    let source = context.view(context.catalog.source());
    let script = |view: &View<'_>| locale::maximize(&view.locale().tag).script;
    let for_the_envelope = (script(&source) != script(&layout.t)).then(|| SourceAddress {
        html: source.text("contact-address").inner(),
        lang_dir: language_of(source.locale()),
    });
    let email = context.publication.contact_email.as_deref();
    ContactTemplate {
        passages: passages(context, &layout.t, &typed.about),
        replies: replies(&layout, &typed.reply_language),
        days: context.publication.retention_days as usize,
        email: email.map(|email| (email, mail_link(email, typed, *refusal))),
        typed,
        faults,
        refusal: *refusal,
        lost: *lost,
        is_first_view,
        for_the_envelope,
        layout,
    }
    .finish()
}

/// What a message can be about, each passage by its first words.
fn passages(context: Context<'_>, view: &View<'_>, chosen: &str) -> Vec<Group> {
    let choice = |id: &&str| Choice {
        value: (*id).to_owned(),
        words: opening(view, id, MAX_OPENING),
        lang_dir: view.text(id).language(),
        chosen: *id == chosen,
    };
    let sections = context
        .outline
        .by_section()
        .map(|(heading, ids)| Group { title: view.text(heading).plain(), choices: ids.iter().map(choice).collect() });
    let notes: Vec<&str> = context.outline.notes.iter().map(String::as_str).collect();
    let notes = (!notes.is_empty()).then(|| Group {
        title: view.text("note-heading").count("count", notes.len()).plain(),
        choices: notes.iter().map(choice).collect(),
    });
    sections.chain(notes).collect()
}

/// The languages for the reply: that of the page first. Whoever has chosen one keeps it, also on the page in it.
fn replies(layout: &Layout<'_>, chosen: &str) -> Vec<Choice> {
    let page = &layout.locale().id;
    let others = layout.languages.iter().filter(|language| language.locale.id != *page || chosen == *page);
    others
        .map(|LanguageLink { locale, .. }| Choice {
            value: locale.id.clone(),
            words: locale.endonym.clone(),
            lang_dir: language_of(locale),
            chosen: locale.id == chosen,
        })
        .collect()
}

/// A link to an address. Where we have failed, it takes along what was typed.
fn mail_link(email: &str, typed: &Typed, refusal: Option<Refusal>) -> String {
    let link = format!("mailto:{email}");
    let with_text = format!("{link}?body={}", encode(&typed.body.replace('\n', "\r\n")));
    let ours = matches!(refusal, Some(Refusal::Storage | Refusal::Rate | Refusal::Day | Refusal::Busy));
    if ours && !typed.body.is_empty() && with_text.len() <= MAX_MAILTO { with_text } else { link }
}
