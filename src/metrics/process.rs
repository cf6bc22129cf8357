//! Figures of the process, under the names that Prometheus’s own libraries use. Read from what is the process’s own in
//! `/proc` and from the system: `/proc/stat`, by which crates for this find the start, is hidden from a unit of systemd
//! with `ProcSubset=pid`.

use rustix::param::{clock_ticks_per_second, page_size};
use rustix::process::{Resource, getrlimit};
use rustix::time::{ClockId, clock_gettime};

use super::registry::{Labels, Registry};

/// Adds the figures of the process.
pub fn register_process(registry: &mut Registry) {
    let started = started();
    registry
        .gauge("process_start_time_seconds", "When the process was started, in seconds since 1970", move || started);
    registry.read_counters("process_cpu_seconds", "Time of processors that the process has used", || {
        vec![(Labels::new(), cpu_seconds())]
    });
    registry.gauge("process_resident_memory_bytes", "Memory of the machine that the process has", resident_bytes);
    registry.gauge("process_open_fds", "Files and sockets that the process has open", open_files);
    registry.gauge("process_max_fds", "How many files and sockets the process may have open", || {
        getrlimit(Resource::Nofile).current.and_then(|most| i64::try_from(most).ok())
    });
}

/// Seconds of a clock.
fn seconds(clock: ClockId) -> f64 {
    let time = clock_gettime(clock);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// By the 22nd figure of proc_pid_stat(5), which counts ticks since the machine was started.
fn started() -> Option<f64> {
    started_by(&std::fs::read_to_string("/proc/self/stat").ok()?)
}

fn started_by(stat: &str) -> Option<f64> {
    // The name of the program, in parentheses, may hold spaces; the third figure follows it.
    let ticks: f64 = stat.rsplit_once(')')?.1.split_whitespace().nth(22 - 3)?.parse().ok()?;
    let age = seconds(ClockId::Boottime) - ticks / clock_ticks_per_second() as f64;
    Some(seconds(ClockId::Realtime) - age)
}

fn cpu_seconds() -> f64 {
    seconds(ClockId::ProcessCPUTime)
}

/// The second figure of proc_pid_statm(5), which counts pages.
fn resident_bytes() -> Option<i64> {
    let sizes = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: i64 = sizes.split(' ').nth(1)?.parse().ok()?;
    Some(pages * i64::try_from(page_size()).ok()?)
}

/// Without the one by which they are counted.
fn open_files() -> Option<i64> {
    i64::try_from(std::fs::read_dir("/proc/self/fd").ok()?.count().saturating_sub(1)).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_figures_are_those_of_this_process() {
        let age = seconds(ClockId::Realtime) - started().unwrap();
        assert!((0.0..600.0).contains(&age), "{age}");
        let child = std::process::Command::new("cat").arg("/proc/self/stat").output().unwrap();
        let child = started_by(&String::from_utf8(child.stdout).unwrap()).unwrap();
        let now = seconds(ClockId::Realtime);
        assert!(child <= now + 0.1 && child >= started().unwrap() - 0.1, "{child} {now}");
        let (used, memory) = (cpu_seconds(), resident_bytes().unwrap());
        let mut filled = vec![1_u8; 64 << 20];
        (0..filled.len()).step_by(512).for_each(|at| filled[at] = filled[at].wrapping_mul(3));
        assert!(cpu_seconds() > used);
        assert!(resident_bytes().unwrap() - memory > 32 << 20, "{memory}");
        let many: Vec<_> = (0..500).map(|_| std::fs::File::open("/dev/null").unwrap()).collect();
        assert!(open_files().unwrap() >= 500);
        drop((many, filled));
    }
}
