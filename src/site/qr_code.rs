//! A QR code as a drawing. Knows no page.

use std::iter::{once, repeat_n};

use fast_qr::{ECL, QRBuilder, QRCode};

use crate::l10n::html::Html;

use super::context::RenderError;

/// A QR code (ISO/IEC 18004) with its quiet zone, to be drawn with a stroke as wide as a module is: one line through
/// all rows, to the right and back, in dashes.
pub(super) struct QrCode {
    /// How many modules it is wide and high.
    pub(super) size: usize,
    /// The path of an SVG, one unit a module.
    pub(super) path: Html,
    /// How long it is dark and light by turns, from the first module, which is dark in every code. This is what tells one
    /// code from another, in as few characters as it takes.
    pub(super) dashes: Html,
}

impl QrCode {
    /// The width of the empty margin, in modules.
    const QUIET: usize = 4;

    /// The code of an address, for screens: up to 15 % of it may be unreadable (level M).
    pub(super) fn new(url: &str) -> Result<Self, RenderError> {
        Self::of_level(url, ECL::M)
    }

    /// The code of an address as small as it gets, where every page carries it for its paper: up to 7 % of it may be
    /// unreadable (level L).
    pub(super) fn small(url: &str) -> Result<Self, RenderError> {
        Self::of_level(url, ECL::L)
    }

    fn of_level(url: &str, level: ECL) -> Result<Self, RenderError> {
        let code = QRBuilder::new(url).ecl(level).build().map_err(|_| RenderError::Code { url: url.to_owned() })?;
        let size = code.size;
        // It turns half a module beside the code, where it is light, so that no corner is drawn. A code has an odd number
        // of rows.
        let turn = format!("v1h-{0}v1h{0}", size + 1);
        let path = format!("M{0} {0}.5h{size}.5{1}", Self::QUIET, turn.repeat(size / 2));
        let dashes: Vec<String> = dashes(&code).iter().map(usize::to_string).collect();
        Ok(Self { size: size + 2 * Self::QUIET, path: Html(path), dashes: Html(dashes.join(" ")) })
    }
}

/// How many modules are dark and light by turns, along the path; what turns it is light, two modules long.
fn dashes(code: &QRCode) -> Vec<usize> {
    let along = (0..code.size).flat_map(|y| {
        let row = (0..code.size).map(move |x| if y % 2 == 0 { x } else { code.size - 1 - x });
        row.map(move |x| code[y][x].value()).chain(repeat_n(false, 2))
    });
    let mut dashes = vec![0];
    let mut is_dark = true;
    for module in along.chain(once(true)) {
        if module != is_dark {
            dashes.push(0);
            is_dark = module;
        }
        if let Some(last) = dashes.last_mut() {
            *last += 1;
        }
    }
    // What was added ends the last turn: the number of dashes is even, else a browser would take them twice.
    dashes.pop();
    dashes
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Follows the path with a pen that is down by turns, and says where it drew.
    fn drawn(code: &QrCode) -> Vec<(i32, i32)> {
        let dashes: Vec<usize> = code.dashes.0.split(' ').map(|dash| dash.parse().unwrap()).collect();
        assert!(dashes.len().is_multiple_of(2) && !dashes.contains(&0), "{dashes:?}");
        let mut pen = dashes.iter().enumerate().flat_map(|(at, length)| repeat_n(at.is_multiple_of(2), 2 * length));
        // In halves of a module.
        let (start, moves) = code.path.0.split_once('h').unwrap();
        assert_eq!(start, "M4 4.5");
        let (mut x, mut y, mut drawn) = (8, 9, Vec::new());
        for step in format!("h{moves}").replace('h', " h").replace('v', " v").split_whitespace() {
            let (direction, length) = step.split_at(1);
            let length = (length.parse::<f32>().unwrap() * 2.0) as i32;
            for _ in 0..length.abs() {
                let half = length.signum();
                // The middle of the half that is drawn, in quarters.
                let (dx, dy) = if direction == "h" { (half, 0) } else { (0, half) };
                if pen.next().unwrap() {
                    drawn.push(((2 * x + dx).div_euclid(4), (2 * y + dy).div_euclid(4)));
                }
                (x, y) = (x + dx, y + dy);
            }
        }
        drawn
    }

    #[test]
    fn what_is_drawn_is_the_code_and_nothing_else() {
        for url in ["https://e.org/a", "https://www.ministry.example/zh-Hans/fight-against-terrorism", &"x".repeat(300)]
        {
            let code = QRBuilder::new(url).ecl(ECL::L).build().unwrap();
            let mut expected = Vec::new();
            for y in 0..code.size {
                for x in (0..code.size).filter(|&x| code[y][x].value()) {
                    expected.extend(repeat_n((x as i32 + 4, y as i32 + 4), 2));
                }
            }
            let drawing = QrCode::small(url).unwrap();
            let mut drawn = drawn(&drawing);
            drawn.sort_by_key(|(x, y)| (*y, *x));
            assert_eq!(drawn, expected, "{url}");
            assert_eq!(drawing.size, code.size + 8);
        }
    }
}
