//! The style and the script of every page, inlined, and the hashes that allow them.
//!
//! Both are constant, so the hashes are too: a page needs no nonce and can be cached anywhere.
//! Nothing may change the bytes between here and the browser; `no-transform` in `Cache-Control` says so to proxies.

use std::sync::LazyLock;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// The style of every page.
pub const STYLE: &str = include_str!("../../static/style.css");
/// The script of every page; each of them works without it.
pub const SCRIPT: &str = include_str!("../../static/script.js");

/// The hash of [`STYLE`] for a Content-Security-Policy (CSP 3 §2.3.1).
pub static STYLE_HASH: LazyLock<String> = LazyLock::new(|| hash(STYLE));
/// The hash of [`SCRIPT`].
pub static SCRIPT_HASH: LazyLock<String> = LazyLock::new(|| hash(SCRIPT));

fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// A file that is served as it is.
pub struct StaticFile {
    /// Its path below the base.
    pub path: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its bytes.
    pub body: &'static [u8],
    /// Whether its name changes with its bytes, so that it can be kept for ever.
    pub immutable: bool,
}

const FAVICON_SVG: &[u8] = include_bytes!("../../static/favicon.svg");
const FAVICON_ICO: &[u8] = include_bytes!("../../static/favicon.ico");
const TOUCH_ICON: &[u8] = include_bytes!("../../static/touch-icon.png");
const PREVIEW: &[u8] = include_bytes!("../../static/preview.png");

/// The path of the icon for home screens.
pub static TOUCH_ICON_PATH: LazyLock<String> = LazyLock::new(|| hashed("touch-icon", "png", TOUCH_ICON));
/// The path of the preview image, which other sites show beside a link (1200 × 630).
pub static PREVIEW_PATH: LazyLock<String> = LazyLock::new(|| hashed("preview", "png", PREVIEW));

/// All files that are served as they are.
pub static FILES: LazyLock<Vec<StaticFile>> = LazyLock::new(|| {
    let file =
        |path: &str, content_type, body, immutable| StaticFile { path: path.to_owned(), content_type, body, immutable };
    vec![
        file("favicon.svg", "image/svg+xml", FAVICON_SVG, false),
        file("favicon.ico", "image/x-icon", FAVICON_ICO, false),
        file(&TOUCH_ICON_PATH, "image/png", TOUCH_ICON, true),
        file(&PREVIEW_PATH, "image/png", PREVIEW, true),
    ]
});

/// A file that is served as it is, by its path below the base.
pub fn file(name: &str) -> Option<&'static StaticFile> {
    FILES.iter().find(|file| file.path == name)
}

fn hashed(stem: &str, ending: &str, body: &[u8]) -> String {
    let hash = hex::encode(&Sha256::digest(body)[..6]);
    format!("static/{stem}.{hash}.{ending}")
}
