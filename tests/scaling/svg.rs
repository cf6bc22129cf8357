//! A drawing of lines, axes and words as SVG: readable in light and dark, by its shapes as by its colours, and told in words
//! to who sees none of it. Knows no figures.

use std::fmt::Write;

/// Pixels; what a document shows of a drawing.
pub const WIDTH: f64 = 700.0;

const STYLE: &str = "\
    text{font:13px system-ui,sans-serif;fill:#1f2328}\
    .back{fill:#fff}\
    .grid{stroke:#d8dee4;stroke-width:1}\
    .mark{stroke:#59636e;stroke-width:1.5;stroke-dasharray:3 3}\
    .line{fill:none;stroke-width:2.5;stroke-linejoin:round}\
    .s0{stroke:#0550ae}.s1{stroke:#bc4c00;stroke-dasharray:9 4}.s2{stroke:#116329;stroke-dasharray:2 3}\
    .s3{stroke:#8250df;stroke-dasharray:12 3 2 3}.s4{stroke:#a40e26;stroke-dasharray:5 2}.s5{stroke:#4d2d00;stroke-dasharray:1 5;stroke-linecap:round}\
    @media(prefers-color-scheme:dark){text{fill:#f0f6fc}.back{fill:#0d1117}.grid{stroke:#3d444d}.mark{stroke:#9198a1}\
    .s0{stroke:#79c0ff}.s1{stroke:#ffa657}.s2{stroke:#7ee787}.s3{stroke:#d2a8ff}.s4{stroke:#ff7b72}.s5{stroke:#e3c08d}}";

/// From values to places.
#[derive(Clone, Copy)]
pub struct Axis {
    pub values: (f64, f64),
    /// The places of these two, in pixels.
    pub places: (f64, f64),
    /// Each step of one length is a multiplication by the same number.
    pub is_log: bool,
}

impl Axis {
    /// Where a value is; what lies outside is at the edge.
    pub fn place(&self, value: f64) -> f64 {
        let scaled = |value: f64| if self.is_log { value.log10() } else { value };
        let (from, to) = (scaled(self.values.0), scaled(self.values.1));
        let part = (scaled(value.clamp(self.values.0, self.values.1)) - from) / (to - from);
        self.places.0 + part * (self.places.1 - self.places.0)
    }

    /// The powers of ten on it.
    pub fn decades(&self) -> Vec<f64> {
        let (from, to) = (self.values.0.log10().round() as i32, self.values.1.log10().round() as i32);
        (from..=to).map(|power| 10f64.powi(power)).collect()
    }
}

/// A drawing that is being made.
pub struct Drawing {
    height: f64,
    title: String,
    description: String,
    content: String,
}

impl Drawing {
    pub fn new(height: f64, title: &str, description: &str) -> Self {
        Self { height, title: escaped(title), description: escaped(description), content: String::new() }
    }

    /// Words; `anchor` is `start`, `middle` or `end`.
    pub fn text(&mut self, (x, y): (f64, f64), anchor: &str, text: &str) {
        let text = escaped(text);
        writeln!(self.content, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{text}</text>").unwrap();
    }

    /// A straight line of a class.
    pub fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let ((x1, y1), (x2, y2)) = (from, to);
        writeln!(self.content, "<path class=\"{class}\" d=\"M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}\"/>").unwrap();
    }

    /// A curve through points, the so-manieth of its panel.
    pub fn curve(&mut self, number: usize, points: impl IntoIterator<Item = (f64, f64)>) {
        let points: Vec<String> = points.into_iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
        writeln!(self.content, "<path class=\"line s{number}\" d=\"M{}\"/>", points.join("L")).unwrap();
    }

    /// The names of curves, each beside the end of its own, as near as they go without touching, and none below `bottom`.
    pub fn names(&mut self, x: f64, bottom: f64, mut names: Vec<(f64, usize, String)>) {
        const APART: f64 = 17.0;
        names.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut last = f64::NEG_INFINITY;
        let mut places: Vec<f64> = Vec::new();
        for (wanted, ..) in &names {
            last = wanted.max(last + APART);
            places.push(last);
        }
        let mut limit = bottom;
        for place in places.iter_mut().rev() {
            *place = place.min(limit);
            limit = *place - APART;
        }
        for ((end, number, name), place) in names.into_iter().zip(places) {
            self.line("grid", (x, end), (x + 12.0, place));
            self.curve(number, [(x + 12.0, place), (x + 34.0, place)]);
            self.text((x + 39.0, place + 4.5), "start", &name);
        }
    }

    /// The file.
    pub fn finish(self) -> String {
        let Self { height, title, description, content } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
             role=\"img\" aria-labelledby=\"title description\">\n<title id=\"title\">{title}</title>\n\
             <desc id=\"description\">{description}</desc>\n<style>{STYLE}</style>\n\
             <rect class=\"back\" width=\"{WIDTH}\" height=\"{height}\"/>\n{content}</svg>\n"
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
