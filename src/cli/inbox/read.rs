//! Reading messages for a command: one by its reference, or all, listing by listing.

use anyhow::{Context as _, bail};

use crate::causes::with_causes;
use crate::contact::inbox::{Inbox, StorageError};
use crate::contact::sanitize::one_line;
use crate::contact::{Message, Reference, State};

/// So many messages are read at a time.
pub(super) const LISTING_LIMIT: u32 = 200;

/// The message with a reference.
pub(super) async fn find_message(inbox: &dyn Inbox, reference: &Reference) -> anyhow::Result<Message> {
    inbox.message(reference).await?.with_context(|| format!("there is no message {reference}"))
}

/// Messages that cannot be read. They keep no other from being shown, and are reported at the end.
#[must_use]
#[derive(Default)]
pub(super) struct Damaged(Vec<StorageError>);

impl Damaged {
    /// Some more.
    pub(super) fn add(&mut self, errors: Vec<StorageError>) {
        self.0.extend(errors);
    }

    /// An error that names them, if there are any.
    pub(super) fn report(self) -> anyhow::Result<()> {
        let Self(errors) = self;
        if errors.is_empty() {
            return Ok(());
        }
        let which: Vec<String> = errors.iter().map(|error| one_line(&with_causes(error))).collect();
        bail!("{} of the messages cannot be read and were left out: {}", errors.len(), which.join("; "))
    }
}

/// Goes through the messages of all states or of one, the oldest first.
pub(super) async fn for_each_message(
    inbox: &dyn Inbox,
    state: Option<State>,
    mut act: impl FnMut(&Message) -> anyhow::Result<()>,
) -> anyhow::Result<Damaged> {
    let (mut after, mut damaged) = (None, Vec::new());
    loop {
        let listing = inbox.list(state, after.as_deref(), LISTING_LIMIT).await?;
        listing.messages.iter().try_for_each(&mut act)?;
        damaged.extend(listing.damaged);
        match listing.last {
            Some(last) => after = Some(last),
            None => return Ok(Damaged(damaged)),
        }
    }
}
