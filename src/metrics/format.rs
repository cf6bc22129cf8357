//! The two text formats of metrics: OpenMetrics 1.0, and the older one of Prometheus, 0.0.4. Knows no metric.

/// A text format of metrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricsFormat {
    /// OpenMetrics 1.0.
    OpenMetrics,
    /// The text format of Prometheus, 0.0.4.
    Plain,
}

impl MetricsFormat {
    /// Its media type, with the version.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::OpenMetrics => "application/openmetrics-text; version=1.0.0; charset=utf-8",
            Self::Plain => "text/plain; version=0.0.4; charset=utf-8",
        }
    }

    /// A text of OpenMetrics in this format.
    pub(super) fn of_open_metrics(self, text: String) -> String {
        match self {
            Self::OpenMetrics => text,
            Self::Plain => plain(&text),
        }
    }
}

/// OpenMetrics names a family, whose samples may have an ending; 0.0.4 names the sample, and knows neither units, nor an
/// end, nor the type of constant labels.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line == "# EOF" || line.starts_with("# UNIT ") {
            continue;
        }
        // Of a family, HELP comes first, then TYPE.
        let kind = [Some(line), lines.peek().copied()].into_iter().flatten().find_map(|line| {
            let (name, kind) = line.strip_prefix("# TYPE ")?.split_once(' ')?;
            Some((name, kind))
        });
        let described =
            line.strip_prefix("# HELP ").or(line.strip_prefix("# TYPE ")).and_then(|rest| rest.split_once(' '));
        match (described, kind) {
            (Some((name, rest)), Some((family, kind))) if name == family => {
                let (ending, kind) = match kind {
                    "counter" => ("_total", "counter"),
                    "info" => ("_info", "gauge"),
                    "unknown" => ("", "untyped"),
                    kind => ("", kind),
                };
                let (keyword, rest) = if line.starts_with("# TYPE ") { ("TYPE", kind) } else { ("HELP", rest) };
                plain.extend(["# ", keyword, " ", name, ending, " ", rest, "\n"]);
            }
            _ => plain.extend([line, "\n"]),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_older_format_names_samples_and_knows_neither_units_nor_an_end() {
        let open = "# HELP a_seconds Time.\n# TYPE a_seconds counter\n# UNIT a_seconds seconds\na_seconds_total 1.5\n\
                    # HELP b A text: # TYPE b info.\n# TYPE b gauge\nb{c=\"# EOF\"} 0\n\
                    # HELP d Which.\n# TYPE d info\nd_info{version=\"1\"} 1\n\
                    # HELP e E.\n# TYPE e histogram\ne_sum 0\ne_bucket{le=\"+Inf\"} 0\n\
                    # HELP f F.\n# TYPE f unknown\nf 1\n# EOF\n";
        let expected = "# HELP a_seconds_total Time.\n# TYPE a_seconds_total counter\na_seconds_total 1.5\n\
                        # HELP b A text: # TYPE b info.\n# TYPE b gauge\nb{c=\"# EOF\"} 0\n\
                        # HELP d_info Which.\n# TYPE d_info gauge\nd_info{version=\"1\"} 1\n\
                        # HELP e E.\n# TYPE e histogram\ne_sum 0\ne_bucket{le=\"+Inf\"} 0\n\
                        # HELP f F.\n# TYPE f untyped\nf 1\n";
        assert_eq!(MetricsFormat::Plain.of_open_metrics(open.to_owned()), expected);
        assert_eq!(MetricsFormat::OpenMetrics.of_open_metrics(open.to_owned()), open);
    }
}
