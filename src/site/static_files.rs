//! The files that are served as they are: icons, and the pictures that other sites show beside a link. Knows no page.

use std::borrow::Cow;
use std::sync::LazyLock;

use bytes::Bytes;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

/// A file that is served as it is.
pub struct StaticFile {
    /// Its path below the base.
    pub path: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its bytes.
    pub body: Bytes,
    /// Whether its name changes with its bytes, so that it can be kept for ever.
    pub immutable: bool,
    /// Whether other sites may show it.
    pub embeddable: bool,
}

/// A picture of the statement in a language (1200 × 630), drawn beforehand by `tests/run pictures`.
pub struct Picture {
    /// The language, and whether it is of a copy or of the ministry’s own website: `en.copy`.
    pub name: String,
    /// The words in it.
    pub words: Vec<String>,
    /// Its file.
    pub file: StaticFile,
}

#[derive(RustEmbed)]
#[folder = "static/pictures"]
struct Drawn;

const FAVICON_SVG: &[u8] = include_bytes!("../../static/favicon.svg");
const FAVICON_ICO: &[u8] = include_bytes!("../../static/favicon.ico");
const TOUCH_ICON: &[u8] = include_bytes!("../../static/touch-icon.png");
const WORDLESS: &[u8] = include_bytes!("../../static/wordless.png");

/// The icon for home screens.
pub static TOUCH_ICON_FILE: LazyLock<StaticFile> =
    LazyLock::new(|| picture("touch-icon", Bytes::from_static(TOUCH_ICON), false));
/// The picture without words, for a language that has none of its own.
pub static WORDLESS_FILE: LazyLock<StaticFile> =
    LazyLock::new(|| picture("wordless", Bytes::from_static(WORDLESS), true));

/// The pictures of the languages.
pub static PICTURES: LazyLock<Vec<Picture>> = LazyLock::new(|| {
    let drawn = Drawn::iter().filter_map(|path| {
        let name = path.strip_suffix(".png")?.to_owned();
        let words = Drawn::get(&format!("{name}.txt"))?.data;
        let words = str::from_utf8(&words).ok()?.lines().map(str::to_owned).collect();
        let body = match Drawn::get(&path)?.data {
            Cow::Borrowed(body) => Bytes::from_static(body),
            Cow::Owned(body) => body.into(),
        };
        let file = picture(&name, body, true);
        Some(Picture { name, words, file })
    });
    drawn.collect()
});

static ICONS: LazyLock<Vec<StaticFile>> = LazyLock::new(|| {
    let icon = |path: &str, content_type, body| StaticFile {
        path: path.to_owned(),
        content_type,
        body: Bytes::from_static(body),
        immutable: false,
        embeddable: false,
    };
    vec![icon("favicon.svg", "image/svg+xml", FAVICON_SVG), icon("favicon.ico", "image/x-icon", FAVICON_ICO)]
});

/// All files that are served as they are.
pub fn all() -> impl Iterator<Item = &'static StaticFile> {
    let pictures = PICTURES.iter().map(|picture| &picture.file);
    ICONS.iter().chain([&*TOUCH_ICON_FILE, &*WORDLESS_FILE]).chain(pictures)
}

/// One of them, by its path below the base.
pub fn file(path: &str) -> Option<&'static StaticFile> {
    all().find(|file| file.path == path)
}

fn picture(stem: &str, body: Bytes, embeddable: bool) -> StaticFile {
    let hash = hex::encode(&Sha256::digest(&body)[..6]);
    StaticFile {
        path: format!("static/{stem}.{hash}.png"),
        content_type: "image/png",
        body,
        immutable: true,
        embeddable,
    }
}
