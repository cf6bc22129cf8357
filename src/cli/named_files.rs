//! The files that settings name beside the locales: of certificates and keys. Read as a start reads them, so that a command can
//! say beforehand what a start would.

use anyhow::Context as _;

use crate::config::{DatabaseUrl, Settings};
use crate::contact::delivery::mailer::Mailer;
use crate::contact::inbox::check_certificate_files;

use super::checks::mail_route;
use super::exit::WrongSettings;

/// What mails messages, if this process is to do it and knows where to.
pub(super) fn mailer(settings: &Settings) -> Result<Option<Mailer>, WrongSettings> {
    Ok(mail_route(settings)?.map(Mailer::new).transpose()?)
}

/// Whether all of them can be read, and hold what they are named for.
pub(super) fn check(settings: &Settings) -> anyhow::Result<()> {
    mailer(settings)?;
    match settings.storage.database() {
        DatabaseUrl::Sqlite(_) => Ok(()),
        DatabaseUrl::Postgres(url) => check_certificate_files(&url).context("--database-url (COMMUNIQUE_DATABASE_URL)"),
    }
}
