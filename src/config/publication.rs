//! What is published, in whose name, and how long what readers send is kept.

use clap::Args;

use super::address;
use super::public_url::PublicUrl;
use super::switch::parse_switch;

/// What is published, and in whose name.
#[derive(Args, Clone, Debug)]
pub struct Publication {
    /// The address under which readers see the site, with the path that it lives under; http:// and the listen
    /// address if not given. Needed with unix:, systemd, and an address of all interfaces such as 0.0.0.0
    #[arg(long, env = "COMMUNIQUE_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<PublicUrl>,

    /// This is the ministry’s own website; without it every page says that it is a copy
    #[arg(long, env = "COMMUNIQUE_OFFICIAL", value_parser = parse_switch)]
    pub official: bool,

    /// An e-mail address that the contact page shows: the office’s with --official, else yours
    #[arg(long, env = "COMMUNIQUE_CONTACT_EMAIL", value_name = "ADDRESS", value_parser = address::parse_email)]
    pub contact_email: Option<String>,

    /// The number of days after which messages are deleted, once they have been mailed; the privacy
    /// policy, the form and the receipt print it
    #[arg(long, env = "COMMUNIQUE_RETENTION_DAYS", value_name = "DAYS", default_value_t = DEFAULT_RETENTION_DAYS, value_parser = parse_days, allow_negative_numbers = true)]
    pub retention_days: u32,

    /// The number of days after which messages are deleted that wait for a person: held or parked. Two weeks before,
    /// those of --mail-to are reminded of them; the privacy policy prints it
    #[arg(long, env = "COMMUNIQUE_REVIEW_DAYS", value_name = "DAYS", default_value_t = DEFAULT_REVIEW_DAYS, value_parser = parse_review_days, allow_negative_numbers = true)]
    pub review_days: u32,

    /// For translators, with --locales: what is saved is on the screen at once, with what is wrong in it; hidden and
    /// pseudo-locales are shown; every page says that it is a preview
    #[arg(long, env = "COMMUNIQUE_PREVIEW", value_parser = parse_switch)]
    pub preview: bool,

    /// Where the form and the view of two languages are; a server has them itself.
    #[arg(skip)]
    pub live: Live,
}

/// Where a server answers what no file can: the contact form, and the statement in two languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Live {
    /// At the addresses of the site itself.
    #[default]
    Here,
    /// At those of another one.
    At(PublicUrl),
    /// Nowhere: readers are not sent there.
    Nowhere,
}

/// Days.
const DEFAULT_RETENTION_DAYS: u32 = 180;
/// Days.
pub(crate) const DEFAULT_REVIEW_DAYS: u32 = 90;

impl Default for Publication {
    /// What is published if the operator sets nothing.
    fn default() -> Self {
        Self {
            public_url: None,
            official: false,
            contact_email: None,
            retention_days: DEFAULT_RETENTION_DAYS,
            review_days: DEFAULT_REVIEW_DAYS,
            preview: false,
            live: Live::Here,
        }
    }
}

/// Reads a number of days.
pub fn parse_days(text: &str) -> Result<u32, &'static str> {
    text.parse().ok().filter(|days| *days <= 36_500).ok_or("a whole number of days, 0 to 36500")
}

/// Reads a number of days in which there is time for a notice.
pub fn parse_review_days(text: &str) -> Result<u32, &'static str> {
    text.parse().ok().filter(|days| (30..=36_500).contains(days)).ok_or("a whole number of days, 30 to 36500")
}
