//! CPU time and memory of running processes, with the processes that they have started, from /proc.

use std::fs;
use std::process::Command;

/// A process and all below it.
fn tree(root: u32) -> Vec<u32> {
    let mut all = vec![root];
    let mut at = 0;
    while at < all.len() {
        let tasks = fs::read_dir(format!("/proc/{}/task", all[at])).into_iter().flatten().flatten();
        for task in tasks {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            all.extend(children.split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
        }
        at += 1;
    }
    all
}

/// Microseconds of CPU, in the kernel too, of a process, all below it, and those of them that have ended. Counted in
/// hundredths of a second.
pub fn cpu_us(root: u32) -> f64 {
    let ticks: u64 = tree(root).into_iter().map(|pid| ticks(pid, 4)).sum();
    ticks as f64 * 1e6 / rustix::param::clock_ticks_per_second() as f64
}

/// The same of a process alone.
pub fn own_cpu_us(pid: u32) -> f64 {
    ticks(pid, 2) as f64 * 1e6 / rustix::param::clock_ticks_per_second() as f64
}

fn ticks(pid: u32, fields: usize) -> u64 {
    let Ok(text) = fs::read_to_string(format!("/proc/{pid}/stat")) else { return 0 };
    // The name may hold anything; behind it the state is the third field, and utime, stime, cutime, cstime are 14 to 17.
    let rest = text.rsplit_once(") ").map_or("", |(_, rest)| rest);
    rest.split(' ').skip(11).take(fields).filter_map(|field| field.parse::<u64>().ok()).sum()
}

/// Has a process and all below it run on one core.
pub fn pin(root: u32, core: &str) {
    for pid in tree(root) {
        let set = Command::new("taskset").args(["-a", "-c", "-p", core, &pid.to_string()]).output().unwrap();
        assert!(set.status.success(), "{}", String::from_utf8_lossy(&set.stderr));
    }
}

/// From now on the peak is that of what comes.
pub fn forget_peak(pid: u32) {
    fs::write(format!("/proc/{pid}/clear_refs"), "5").unwrap();
}

/// The most memory that a process has had resident, in MiB.
pub fn peak_mib(pid: u32) -> f64 {
    mib(pid, "VmHWM:").unwrap()
}

/// The memory that a process has resident, in MiB; none once it has ended.
pub fn resident_mib(pid: u32) -> Option<f64> {
    mib(pid, "VmRSS:")
}

fn mib(pid: u32, field: &str) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(field))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some((kib / 102.4).round() / 10.0)
}
