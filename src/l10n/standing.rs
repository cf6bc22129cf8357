//! How a text of a locale stands: the one vocabulary of the commands, of the preview and of the files for other tools.
//! Knows no file.

use std::fmt;

use super::freshness::Freshness;

/// How a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is the English.
    Source,
    /// It is there, and nobody has written down yet what it was made from.
    New,
    /// It was made from the English as it is.
    UpToDate,
    /// The English has changed since it was made.
    OutOfDate,
    /// Somebody has to say that it is right.
    ToBeConfirmed,
    /// It is there, and cannot be shown: what is wrong is among the findings.
    Wrong,
    /// It is there, in English.
    StillEnglish,
    /// It is another locale’s of the same language.
    Inherited,
    /// It is not there.
    Missing,
}

impl Standing {
    /// What there is something to do for.
    pub const LEFT_TO_DO: [Self; 5] =
        [Self::Missing, Self::StillEnglish, Self::Wrong, Self::OutOfDate, Self::ToBeConfirmed];

    /// Whether there is something to do for it.
    pub fn is_left_to_do(self) -> bool {
        Self::LEFT_TO_DO.contains(&self)
    }

    /// Whether there is a translation that somebody has to look at: what other tools call fuzzy.
    pub fn is_fuzzy(self) -> bool {
        matches!(self, Self::OutOfDate | Self::ToBeConfirmed | Self::Wrong)
    }

    /// Whether there is no translation.
    pub fn is_untranslated(self) -> bool {
        matches!(self, Self::Missing | Self::StillEnglish)
    }
}

impl From<Freshness> for Standing {
    fn from(freshness: Freshness) -> Self {
        match freshness {
            Freshness::New => Self::New,
            Freshness::Fresh => Self::UpToDate,
            Freshness::Stale => Self::OutOfDate,
            Freshness::Renewed | Freshness::Unknown => Self::ToBeConfirmed,
        }
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Source => "the English",
            Self::New => "new",
            Self::UpToDate => "up to date",
            Self::OutOfDate => "out of date",
            Self::ToBeConfirmed => "to be confirmed",
            Self::Wrong => "wrong",
            Self::StillEnglish => "still English",
            Self::Inherited => "taken from the language that it varies",
            Self::Missing => "missing",
        })
    }
}
