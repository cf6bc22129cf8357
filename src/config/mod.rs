//! What the operator sets: one documented struct per concern, each flag beside its variable. The key of the configuration
//! file is the name of the flag with `_` for `-`.
//!
//! Everything is checked before a socket opens. The rest of the program sees values that are right by type and
//! never an environment variable.

mod address;
mod file;
mod limits;
mod listening;
mod locales;
mod logging;
mod mail;
mod postgres_url;
mod proxy;
mod public_url;
mod publication;
mod smtp_url;
mod storage;
mod switch;
mod url_file;

use clap::Args;

pub use address::{MailAddress, MailAddresses};
pub use file::{ConfigFile, FileEntry, FileValue, NotToml};
pub use limits::ContactLimits;
pub use listening::{Listen, Listening};
pub use locales::{Locales, parse_locales_folder};
pub use logging::{LogFormat, LogIp, Logging};
pub use mail::{Deliver, Mail, MailRoute};
pub use postgres_url::{PostgresUrl, known_name};
pub use proxy::{Forwarded, Proxy, TrustedProxy};
pub use public_url::PublicUrl;
pub(crate) use publication::DEFAULT_REVIEW_DAYS;
pub use publication::{Live, Publication, parse_days, parse_review_days};
pub use smtp_url::{Protection, SmtpUrl};
pub use storage::{DatabaseUrl, Storage};
pub use url_file::UrlFile;

/// All settings of a server.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Where the server listens.
    #[command(flatten)]
    pub listening: Listening,
    /// What is published, and in whose name.
    #[command(flatten)]
    pub publication: Publication,
    /// The locales.
    #[command(flatten)]
    pub locales: Locales,
    /// The reverse proxies in front of the server.
    #[command(flatten)]
    pub proxy: Proxy,
    /// Logging.
    #[command(flatten)]
    pub logging: Logging,
    /// Where messages are stored.
    #[command(flatten)]
    pub storage: Storage,
    /// Who is mailed about them.
    #[command(flatten)]
    pub mail: Mail,
    /// Whether the server mails messages itself; off when `communique deliver` runs beside it
    #[arg(long, env = "COMMUNIQUE_DELIVER", value_name = "WHERE", default_value = "inside")]
    pub deliver: Deliver,
    /// How many messages are accepted.
    #[command(flatten)]
    pub limits: ContactLimits,
}
