//! Which picture other sites show beside a link: that of the language, as long as the words in it are those of the site.
//! Knows no page.

use crate::l10n::View;
use crate::l10n::markup::without_isolates;

use super::context::Context;
use super::static_files::{PICTURES, WORDLESS_FILE};

/// A picture and what it says, for those who do not see it.
pub struct SharePicture {
    /// Its absolute address.
    pub href: String,
    /// The words in it; empty if it has none.
    pub alternative: String,
}

impl SharePicture {
    /// The picture for a language. Whoever changes a title gets the one without words until a new one is drawn.
    pub fn of(context: Context<'_>, t: &View<'_>) -> Self {
        let is_official = context.publication.official;
        let ids = ["section", "title", "publisher-official"].into_iter().chain((!is_official).then_some("copy-band"));
        let words: Vec<String> = ids.map(|id| without_isolates(&t.text(id).plain())).collect();
        let name = format!("{}.{}", t.locale().id, if is_official { "official" } else { "copy" });
        let drawn = PICTURES.iter().find(|picture| picture.name == name && picture.words == words);
        let href = |path: &str| context.addresses.absolute(&context.addresses.file(path));
        match drawn {
            Some(picture) => Self { href: href(&picture.file.path), alternative: words.join(" · ") },
            None => Self { href: href(&WORDLESS_FILE.path), alternative: String::new() },
        }
    }
}
