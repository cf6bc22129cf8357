//! A QR code as a drawing. Knows no page.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

use crate::l10n::html::Html;

use super::context::RenderError;

/// A QR code (ISO/IEC 18004) with its quiet zone, to be drawn with a stroke as wide as a module is.
pub struct QrCode {
    /// How many modules it is wide and high.
    pub size: usize,
    /// The path of an SVG, one unit a module.
    pub path: Html,
}

impl QrCode {
    /// The width of the empty margin, in modules.
    const QUIET: usize = 4;

    /// The code of an address, for screens: up to 15 % of it may be unreadable (level M).
    pub fn new(url: &str) -> Result<Self, RenderError> {
        Self::of_level(url, ECL::M)
    }

    /// The code of an address as small as it gets, where every page carries it for its paper: up to 7 % of it may be
    /// unreadable (level L).
    pub fn small(url: &str) -> Result<Self, RenderError> {
        Self::of_level(url, ECL::L)
    }

    fn of_level(url: &str, level: ECL) -> Result<Self, RenderError> {
        let code = QRBuilder::new(url).ecl(level).build().map_err(|_| RenderError::Code { url: url.to_owned() })?;
        let mut path = String::new();
        for y in 0..code.size {
            let mut x = 0;
            let mut end = None;
            while x < code.size {
                let run = (x..code.size).take_while(|&x| code[y][x].value()).count();
                if run > 0 {
                    // Writing into a string does not fail. A row is one line, interrupted where modules are light.
                    let _ = match end {
                        None => write!(path, "M{} {}.5h{run}", x + Self::QUIET, y + Self::QUIET),
                        Some(end) => write!(path, "m{} 0h{run}", x - end),
                    };
                    end = Some(x + run);
                }
                x += run.max(1);
            }
        }
        Ok(Self { size: code.size + 2 * Self::QUIET, path: Html(path) })
    }
}
