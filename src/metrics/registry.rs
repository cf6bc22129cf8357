//! The metrics of a process by name. What is only known when somebody asks is read then; what is not known is absent.

use std::fmt;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeCounterValue, EncodeGaugeValue, MetricEncoder, NoLabelSet};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry;
use prometheus_client::registry::Unit;

use super::format::MetricsFormat;
use super::histogram::HistogramReading;

/// A number that only grows.
pub type Counter = prometheus_client::metrics::counter::Counter;

/// The labels of a metric, names and values.
pub type Labels = Vec<(&'static str, String)>;

/// Counters under one name, told apart by labels that are known beforehand, and there from the start.
#[derive(Clone, Debug)]
pub struct Counters<const N: usize>(Family<[(&'static str, &'static str); N], Counter>);

impl<const N: usize> Counters<N> {
    /// One for each of these.
    pub fn new(all: impl IntoIterator<Item = [(&'static str, &'static str); N]>) -> Self {
        let counters = Self(Family::default());
        all.into_iter().for_each(|labels| drop(counters.0.get_or_create(&labels)));
        counters
    }

    /// Counts one.
    pub fn add(&self, labels: [(&'static str, &'static str); N]) {
        self.0.get_or_create(&labels).inc();
    }
}

/// The metrics of a process.
#[derive(Debug, Default)]
pub struct Registry(registry::Registry);

impl Registry {
    /// All metrics as text.
    pub fn text(&self, format: MetricsFormat) -> String {
        let mut text = String::new();
        // Writing into a string does not fail.
        let _ = prometheus_client::encoding::text::encode(&mut text, &self.0);
        format.of_open_metrics(text)
    }

    /// A counter; `_total` is added to its name.
    pub fn counter(&mut self, name: &'static str, help: &'static str, counter: &Counter) {
        self.0.register(name, help, counter.clone());
    }

    /// Counters that are told apart by labels; `_total` is added to their name.
    pub fn counters<const N: usize>(&mut self, name: &'static str, help: &'static str, counters: &Counters<N>) {
        self.0.register(name, help, counters.0.clone());
    }

    /// Counters that are kept elsewhere, and read when somebody asks.
    pub fn read_counters<V: EncodeCounterValue + 'static>(
        &mut self,
        name: &'static str,
        help: &'static str,
        read: impl Fn() -> Vec<(Labels, V)> + Send + Sync + 'static,
    ) {
        self.read(name, help, MetricType::Counter, read, |encoder, value| {
            encoder.encode_counter::<NoLabelSet, _, u64>(value, None)
        });
    }

    /// A figure that is read when somebody asks; absent where it is not known.
    pub fn gauge<V: EncodeGaugeValue + 'static>(
        &mut self,
        name: &'static str,
        help: &'static str,
        read: impl Fn() -> Option<V> + Send + Sync + 'static,
    ) {
        self.gauges(name, help, move || read().map(|value| (Labels::new(), value)).into_iter().collect());
    }

    /// Figures that are told apart by labels, and read when somebody asks.
    pub fn gauges<V: EncodeGaugeValue + 'static>(
        &mut self,
        name: &'static str,
        help: &'static str,
        read: impl Fn() -> Vec<(Labels, V)> + Send + Sync + 'static,
    ) {
        self.read(name, help, MetricType::Gauge, read, |encoder, value| encoder.encode_gauge(value));
    }

    /// Histograms that are told apart by labels, and read when somebody asks.
    pub fn histograms(
        &mut self,
        name: &'static str,
        help: &'static str,
        read: impl Fn() -> Vec<(Labels, HistogramReading)> + Send + Sync + 'static,
    ) {
        self.read(name, help, MetricType::Histogram, read, |encoder, reading| {
            encoder.encode_histogram::<NoLabelSet>(reading.sum, reading.count(), &reading.buckets, None)
        });
    }

    /// Labels that do not change while the process runs; `_info` is added to their name.
    pub fn info(&mut self, name: &'static str, help: &'static str, labels: Labels) {
        self.0.register(name, help, Info::new(labels));
    }

    fn read<V: 'static>(
        &mut self,
        name: &'static str,
        help: &'static str,
        kind: MetricType,
        read: impl Fn() -> Vec<(Labels, V)> + Send + Sync + 'static,
        encode: fn(&mut MetricEncoder<'_>, &V) -> fmt::Result,
    ) {
        let (name, unit) = without_unit(name);
        self.0.register_collector(Box::new(Read { name, unit, help, kind, read: Box::new(read), encode }));
    }
}

/// The name of a metric without its unit, which OpenMetrics tells by itself.
fn without_unit(name: &'static str) -> (&'static str, Option<Unit>) {
    let units = [("_seconds", Unit::Seconds), ("_bytes", Unit::Bytes)];
    let mut found = units.into_iter().filter_map(|(ending, unit)| Some((name.strip_suffix(ending)?, Some(unit))));
    found.next().unwrap_or((name, None))
}

/// What gives the samples of a metric when somebody asks.
type Samples<V> = Box<dyn Fn() -> Vec<(Labels, V)> + Send + Sync>;

/// A metric that is read when somebody asks.
struct Read<V> {
    name: &'static str,
    unit: Option<Unit>,
    help: &'static str,
    kind: MetricType,
    read: Samples<V>,
    encode: fn(&mut MetricEncoder<'_>, &V) -> fmt::Result,
}

impl<V> fmt::Debug for Read<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Read").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<V: 'static> Collector for Read<V> {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let samples = (self.read)();
        if samples.is_empty() {
            return Ok(());
        }
        // As prometheus-client writes it for its own metrics.
        let help = format!("{}.", self.help);
        let mut family = encoder.encode_descriptor(self.name, &help, self.unit.as_ref(), self.kind)?;
        for (labels, value) in &samples {
            if labels.is_empty() {
                (self.encode)(&mut family, value)?;
            } else {
                (self.encode)(&mut family.encode_family(labels)?, value)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_there_from_the_start_and_what_is_not_known_is_absent() {
        let mut registry = Registry::default();
        let counters = Counters::new([[("result", "sent")], [("result", "later")]]);
        registry.counters("attempts", "Attempts", &counters);
        registry.gauge("known_bytes", "Known", || Some(7_i64));
        registry.gauge("unknown_bytes", "Not known", || None::<i64>);
        registry.read_counters("cpu_seconds", "Time", || vec![(Labels::new(), 1.5)]);
        counters.add([("result", "sent")]);
        let text = registry.text(MetricsFormat::OpenMetrics);
        let mut lines: Vec<&str> = text.lines().collect();
        lines.sort_unstable();
        assert_eq!(
            lines,
            [
                "# EOF",
                "# HELP attempts Attempts.",
                "# HELP cpu_seconds Time.",
                "# HELP known_bytes Known.",
                "# TYPE attempts counter",
                "# TYPE cpu_seconds counter",
                "# TYPE known_bytes gauge",
                "# UNIT cpu_seconds seconds",
                "# UNIT known_bytes bytes",
                "attempts_total{result=\"later\"} 0",
                "attempts_total{result=\"sent\"} 1",
                "cpu_seconds_total 1.5",
                "known_bytes 7",
            ]
        );
    }
}
