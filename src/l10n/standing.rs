//! How a text of a locale stands, in the words of the commands and of the preview. Knows no file.

use std::fmt;

use super::freshness::Freshness;

/// How a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is the English.
    Source,
    /// It is there, and not recorded yet.
    New,
    /// It was made from the English as it is.
    UpToDate,
    /// The English has changed since it was made.
    OutOfDate,
    /// Somebody has to say that it is right.
    ToBeConfirmed,
    /// It is there and cannot be shown.
    NotShown,
    /// It is another locale’s of the same language.
    Inherited,
    /// It is not there.
    Missing,
}

impl Standing {
    /// Whether there is something to do for it.
    pub fn is_left_to_do(self) -> bool {
        matches!(self, Self::OutOfDate | Self::ToBeConfirmed | Self::NotShown | Self::Missing)
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
            Self::NotShown => "not shown: wrong, or still English",
            Self::Inherited => "taken from the language that it varies",
            Self::Missing => "missing",
        })
    }
}
