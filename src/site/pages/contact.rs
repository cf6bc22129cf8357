//! The contact page: the form, other ways to reach the office, and who owns the text.
//!
//! Without anything typed it is the same for everybody. After a refusal it shows again what was
//! typed, and what is wrong.

use std::borrow::{Borrow, Cow};
use std::collections::HashMap;
use std::sync::OnceLock;

use askama::Template;
use strum::VariantArray;

use crate::config::Live;
use crate::contact::form::{self, Fault, Field, Topic, Typed};
use crate::l10n::html::Html;
use crate::l10n::{LocaleKey, Text, View};
use crate::site::context::{Context, RenderError};
use crate::site::form_state::{AGAIN, ShownWhen};
use crate::site::layout::{LanguageLink, Layout, PageTemplate, page_template};
use crate::site::outline::opening;
use crate::site::page::{Page, encode};
use crate::site::representation::{Filled, Rendered};
use crate::site::skeleton::{Filling, Skeleton, Slots};
use crate::site::ways::{self, Ways};

pub use crate::site::form_state::{FIRST_QUERY, FormState, Refusal};

/// The most bytes of a `mailto:` address: mail programs cut off longer ones.
const MAX_MAILTO: usize = 6000;

/// So many characters of a passage say which it is.
const MAX_OPENING: usize = 60;

/// The fields in which something can be wrong, in the order of the page.
const FIELDS: [Field; 6] =
    [Field::Topic, Field::Message, Field::Name, Field::Organisation, Field::Email, Field::Consent];

/// A group of choices: a section of the statement and its passages, or the notes.
struct ChoiceGroup {
    title: String,
    choices: Vec<ListChoice>,
}

/// A choice of a list.
struct ListChoice {
    value: String,
    words: String,
    /// ` lang="…" dir="…"` if the words are not in the language of the page.
    lang_dir: Html,
    /// Whether it is the language of the page itself, which is offered only to whoever has chosen it.
    is_own: bool,
}

/// What somebody has typed.
#[derive(Clone, Copy, Debug)]
enum TypedValue {
    Name,
    Email,
    Organisation,
    Body,
    Honeypot,
    /// In a link to the address of the office; after a failure of ours it holds what was typed.
    MailLink,
}

/// A place of the page that is not the same for everybody.
#[derive(Clone, Debug)]
enum ContactSlot {
    /// What follows is shown on a condition.
    When(ShownWhen),
    /// What follows is always shown.
    Always,
    /// What was typed.
    Value(TypedValue),
}

#[derive(Template)]
#[template(path = "contact.html")]
struct ContactTemplate<'a> {
    layout: Layout<'a>,
    slots: &'a Slots<ContactSlot>,
    passages: Vec<ChoiceGroup>,
    replies: Vec<ListChoice>,
    days: usize,
    ways: Ways<'a>,
}
page_template!(ContactTemplate, "contact.html", Page::Contact.messages());

impl ContactTemplate<'_> {
    /// Shows what follows on a condition.
    fn when(&self, condition: impl Borrow<ShownWhen>) -> Html {
        self.slots.mark(ContactSlot::When(condition.borrow().clone()))
    }

    /// Shows what follows.
    fn always(&self) -> Html {
        self.slots.mark(ContactSlot::Always)
    }

    /// What was typed.
    fn value(&self, value: impl Borrow<TypedValue>) -> Html {
        self.slots.mark(ContactSlot::Value(*value.borrow()))
    }

    /// All that can be wrong with a field.
    fn faults_of(&self, field: impl Borrow<Field>) -> Vec<Fault> {
        Fault::ALL.iter().copied().filter(|fault| fault.field() == *field.borrow()).collect()
    }

    /// All that can be wrong, in the order in which the fields stand on the page.
    fn faults(&self) -> Vec<Fault> {
        FIELDS.iter().flat_map(|field| self.faults_of(field)).collect()
    }

    /// How many things can be wrong.
    fn numbers_of_faults(&self) -> std::ops::RangeInclusive<usize> {
        1..=Fault::ALL.len()
    }

    /// The words for what is wrong with a field.
    fn words(&self, fault: impl Borrow<Fault>) -> Text<'_, '_> {
        let fault = *fault.borrow();
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
    fn target(&self, fault: impl Borrow<Fault>) -> String {
        match fault.borrow().field() {
            Field::Topic => format!("topic-{}", Topic::ALL[0].as_str()),
            field => field.name().to_owned(),
        }
    }

    /// ` aria-describedby="…"` and, if the field is wrong, ` aria-invalid="true"`.
    fn described(&self, field: impl Borrow<Field>, hint: &str) -> Html {
        let field = *field.borrow();
        let name = field.name();
        let right = if hint.is_empty() { String::new() } else { format!(" aria-describedby=\"{hint}\"") };
        let hint = if hint.is_empty() { String::new() } else { format!(" {hint}") };
        let wrong = format!(" aria-describedby=\"{name}-fault{hint}\" aria-invalid=\"true\"");
        let (if_right, if_wrong) = (self.when(ShownWhen::Right(field)), self.when(ShownWhen::Wrong(field)));
        Html(format!("{if_right}{right}{if_wrong}{wrong}{}", self.always()))
    }

    /// The query of the address that the form is sent to: never that of the address it stands at.
    fn query(&self) -> Html {
        let again = self.when(ShownWhen::AtFirstQuery);
        Html(format!("{FIRST_QUERY}{again}{AGAIN}{}", self.always()))
    }

    fn max_message_chars(&self) -> usize {
        form::MAX_MESSAGE_CHARS
    }
}

/// The contact page of a language, to be filled in. The less of it is open, the smaller it is compressed, so that the
/// usual ways to fill it in have a skeleton of their own.
pub struct Form {
    /// With everything open.
    whole: Skeleton<ContactSlot>,
    /// Neither a passage nor a language is chosen.
    without_choices: Skeleton<ContactSlot>,
    /// Nothing but the topic is filled in.
    with_topic: Skeleton<ContactSlot>,
    /// Nothing but the topic and the passage is: a skeleton for each passage, made when it is first asked for.
    about: HashMap<String, OnceLock<Skeleton<ContactSlot>>>,
    email: Option<String>,
}

/// The contact page of a language, to be filled in.
pub fn form(context: Context<'_>, key: LocaleKey) -> Result<Form, RenderError> {
    Ok(Form::new(skeleton(context, key)?, context.publication.contact_email.as_deref()))
}

/// The contact page, with everything that it can show.
fn skeleton(context: Context<'_>, key: LocaleKey) -> Result<Skeleton<ContactSlot>, RenderError> {
    let mut layout = Layout::of_page(context, key, Page::Contact).keeping_a_form();
    let slots = Slots::default();
    let when = |condition| slots.mark(ContactSlot::When(condition));
    let fault_title = layout.t.text("contact-fault-title").arg("title", layout.t.text("contact-title").plain()).plain();
    let troubled_title = layout.document_title(&fault_title);
    layout.document_title = format!(
        "{}{}{}{troubled_title}{}",
        when(ShownWhen::Untroubled),
        layout.document_title,
        when(ShownWhen::Troubled),
        slots.mark(ContactSlot::Always)
    );
    if !layout.noindex {
        layout.noindex = true;
        layout.around_noindex = [when(ShownWhen::Sent), slots.mark(ContactSlot::Always)];
    }
    let page = ContactTemplate {
        passages: passages(context, &layout.t),
        replies: replies(&layout),
        days: context.publication.retention_days as usize,
        ways: Ways::of(context, &layout.t),
        slots: &slots,
        layout,
    }
    .finish()?;
    Ok(Skeleton::cut(&page, slots))
}

impl Form {
    fn new(whole: Skeleton<ContactSlot>, email: Option<&str>) -> Self {
        let is_choice = |condition: &ShownWhen| matches!(condition, ShownWhen::About(_) | ShownWhen::Reply(_));
        let passage = |slot: &ContactSlot| match slot {
            ContactSlot::When(ShownWhen::About(id)) => Some((id.clone(), OnceLock::new())),
            _ => None,
        };
        let is_topic = |slot: &ContactSlot| matches!(slot, ContactSlot::When(ShownWhen::Topic(_)));
        let empty = FormState::default();
        Self {
            without_choices: filled_but_for(
                &whole,
                email,
                &empty,
                |slot| !matches!(slot, ContactSlot::When(c) if is_choice(c)),
            ),
            with_topic: filled_but_for(&whole, email, &empty, is_topic),
            about: whole.slots().filter_map(passage).collect(),
            whole,
            email: email.map(str::to_owned),
        }
    }

    /// As everybody gets it or as somebody has filled it in.
    pub fn fill(&self, state: &FormState) -> Filled {
        let chosen = &state.typed;
        let email = self.email.as_deref();
        let skeleton = match (state.is_of_an_address(), chosen.about.is_empty(), chosen.reply_language.is_empty()) {
            (true, true, _) => &self.with_topic,
            (true, false, _) => self.about(&chosen.about),
            (false, true, true) => &self.without_choices,
            (false, _, _) => &self.whole,
        };
        skeleton.fill(|slot| filling(slot, state, email))
    }

    /// With a passage chosen, and nothing but the topic open.
    fn about(&self, passage: &str) -> &Skeleton<ContactSlot> {
        let Some(skeleton) = self.about.get(passage) else { return &self.whole };
        skeleton.get_or_init(|| {
            let typed = Typed { about: passage.to_owned(), ..Typed::default() };
            let state = FormState { typed, ..FormState::default() };
            filled_but_for(&self.whole, self.email.as_deref(), &state, |slot| {
                matches!(slot, ContactSlot::When(ShownWhen::Topic(_)))
            })
        })
    }

    /// A tag for the page with a topic and a passage chosen.
    pub fn tag(&self, typed: &Typed) -> String {
        self.whole.tag(&format!("{} {}", typed.topic, typed.about))
    }
}

/// A skeleton in which no slot is open but some: the others are filled as they are in this state.
fn filled_but_for(
    whole: &Skeleton<ContactSlot>,
    email: Option<&str>,
    state: &FormState,
    is_open: impl Fn(&ContactSlot) -> bool,
) -> Skeleton<ContactSlot> {
    // What follows an open slot may be hidden: what is shown next keeps its own.
    let mut is_after_open = false;
    whole.partly_filled(|slot| {
        if is_open(slot) {
            is_after_open = true;
            return None;
        }
        let filling = filling(slot, state, email);
        let is_kept = !matches!(filling, Filling::Hidden) && std::mem::take(&mut is_after_open);
        (!is_kept).then_some(filling)
    })
}

fn filling(slot: &ContactSlot, state: &FormState, email: Option<&str>) -> Filling {
    match slot {
        ContactSlot::Always => Filling::Shown,
        ContactSlot::When(condition) if condition.holds(state) => Filling::Shown,
        ContactSlot::When(_) => Filling::Hidden,
        ContactSlot::Value(value) => Filling::Typed(typed_value(*value, state, email).into_owned()),
    }
}

fn typed_value<'t>(value: TypedValue, state: &'t FormState, email: Option<&str>) -> Cow<'t, str> {
    let FormState { typed, refusal, .. } = state;
    Cow::Borrowed(match value {
        TypedValue::Name => &typed.name,
        TypedValue::Email => &typed.email,
        TypedValue::Organisation => &typed.organisation,
        TypedValue::Body => &typed.body,
        TypedValue::Honeypot => &typed.honeypot,
        TypedValue::MailLink => return Cow::Owned(mail_link(email.unwrap_or_default(), typed, *refusal)),
    })
}

/// The contact page as everybody gets it.
pub fn render(context: Context<'_>, key: LocaleKey) -> Result<Rendered, RenderError> {
    match context.addresses.live() {
        Live::Here => {
            // Filled in once: it needs none of the skeletons that a form is filled in with again and again.
            let (untouched, email) = (FormState::default(), context.publication.contact_email.as_deref());
            Ok(skeleton(context, key)?.fill(|slot| filling(slot, &untouched, email)).rendered())
        }
        Live::At(_) | Live::Nowhere => ways::render(context, key),
    }
}

/// What a message can be about, each passage by its first words.
fn passages(context: Context<'_>, view: &View<'_>) -> Vec<ChoiceGroup> {
    let choice = |id: &&str| {
        let passage = view.text(id);
        let (words, lang_dir) = (opening(&passage, MAX_OPENING), passage.language());
        ListChoice { value: (*id).to_owned(), words, lang_dir, is_own: false }
    };
    let sections = context.outline.by_section().map(|(heading, ids)| ChoiceGroup {
        title: view.text(heading).plain(),
        choices: ids.iter().map(choice).collect(),
    });
    let notes: Vec<&str> = context.outline.notes.iter().map(String::as_str).collect();
    let notes = (!notes.is_empty()).then(|| ChoiceGroup {
        title: view.text("note-heading").count("count", notes.len()).plain(),
        choices: notes.iter().map(choice).collect(),
    });
    sections.chain(notes).collect()
}

/// The languages for the reply: that of the page first. Whoever has chosen one keeps it, also on the page in it.
fn replies(layout: &Layout<'_>) -> Vec<ListChoice> {
    let page = &layout.locale().id;
    let choice = |LanguageLink { locale, .. }: &LanguageLink<'_>| ListChoice {
        value: locale.id.clone(),
        words: locale.endonym.clone(),
        lang_dir: layout.language_of(locale),
        is_own: locale.id == *page,
    };
    layout.languages.iter().map(choice).collect()
}

/// A link to an address. Where we have failed, it takes along what was typed.
fn mail_link(email: &str, typed: &Typed, refusal: Option<Refusal>) -> String {
    let link = format!("mailto:{email}");
    let ours = matches!(refusal, Some(Refusal::Storage | Refusal::Rate | Refusal::Day | Refusal::Busy));
    if !ours || typed.body.is_empty() || typed.body.len() > MAX_MAILTO {
        return link;
    }
    let with_text = format!("{link}?body={}", encode(&typed.body.replace('\n', "\r\n")));
    if with_text.len() <= MAX_MAILTO { with_text } else { link }
}
