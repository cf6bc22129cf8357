//! Metrics: counters, durations and figures that are read when somebody asks, and the two text formats in which
//! Prometheus takes them. Knows the process that it runs in, and nothing of what is measured.

mod coarse_instant;
mod format;
mod histogram;
mod process;
mod registry;

pub use coarse_instant::CoarseInstant;
pub use format::MetricsFormat;
pub use histogram::{Histogram, HistogramReading};
pub use process::register_process;
pub use registry::{Counter, Counters, Labels, Registry};
