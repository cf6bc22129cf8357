//! How a form that was sent ended, for the metrics. Knows no request.

use strum::VariantArray;

use crate::site::pages::contact::Refusal;

/// How a submission ended, for the metrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SubmissionOutcome {
    /// It was stored.
    Accepted,
    /// It was stored, and waits for a person.
    Held,
    /// Something in it is wrong.
    Faults,
    /// It was shown in another language.
    Shown,
    /// The client, or a network around it, has as many under way as it may.
    Share,
    /// It was refused.
    Refused(Refusal),
}

impl SubmissionOutcome {
    /// All of them.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let others = [Self::Accepted, Self::Held, Self::Faults, Self::Shown, Self::Share];
        others.into_iter().chain(Refusal::VARIANTS.iter().copied().map(Self::Refused))
    }

    /// Its name in the metrics.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Held => "held",
            Self::Faults => "faults",
            Self::Shown => "shown",
            Self::Share => "refused_share",
            Self::Refused(Refusal::Origin) => "refused_origin",
            Self::Refused(Refusal::Size) => "refused_size",
            Self::Refused(Refusal::Damaged) => "refused_damaged",
            Self::Refused(Refusal::Slow) => "refused_slow",
            Self::Refused(Refusal::Rate) => "refused_rate",
            Self::Refused(Refusal::Day) => "refused_day",
            Self::Refused(Refusal::Busy) => "refused_busy",
            Self::Refused(Refusal::Storage) => "refused_storage",
        }
    }
}
