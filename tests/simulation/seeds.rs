//! Many seeds, one schedule each. Of one that fails the steps are said that are needed for it, and how to run it again.

use std::fmt::Write as _;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::simulation::database::Engine;
use crate::simulation::happened::Happened;
use crate::simulation::run;
use crate::simulation::steps::{Step, schedule};
use crate::support::citizens::Chance;
use crate::support::runtime;

/// The steps of a schedule, before the mails that are left are mailed.
const LENGTH: usize = 100;
/// For so long steps are left out of a schedule that fails.
const SHRINKING: Duration = Duration::from_secs(30);

/// In so many seeds everything happens that can.
const ENOUGH: u64 = 200;

/// The variable that names the seeds: one, or a range.
const VARIABLE: &str = "COMMUNIQUE_SEEDS";

fn asked_for() -> Option<Range<u64>> {
    let text = std::env::var(VARIABLE).ok()?;
    let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("{VARIABLE} is 17 or 0..5000, not {text}"));
    Some(match text.split_once("..") {
        Some((from, to)) => number(from)..number(to),
        None => number(&text)..number(&text) + 1,
    })
}

/// Runs a schedule on a new database; what is wrong, and at which step.
pub fn run(engine: Engine, steps: &[Step]) -> Result<Happened, (usize, String)> {
    let run = || runtime().block_on(run::run(engine, steps));
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err((steps.len(), "a panic: see above".into())))
}

/// Runs a schedule of its own for each seed, and fails with the first that is not as it should be.
pub fn all_keep_the_promise(test: &str, seeds: Range<u64>, threads: usize, engine: impl Fn() -> Engine + Sync) {
    let (seeds, since) = (asked_for().unwrap_or(seeds), Instant::now());
    let (next, failed) = (AtomicU64::new(seeds.start), Mutex::new(None));
    let happened = Mutex::new(Happened::default());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end || failed.lock().unwrap().is_some() {
                        return;
                    }
                    let steps = schedule(&mut Chance(seed), LENGTH);
                    match run(engine(), &steps) {
                        Ok(new) => happened.lock().unwrap().add(&new),
                        Err((at, wrong)) => drop(failed.lock().unwrap().get_or_insert((seed, steps, at, wrong))),
                    }
                }
            });
        }
    });
    let done = next.into_inner().min(seeds.end) - seeds.start;
    let happened = happened.into_inner().unwrap();
    eprintln!("{done} seeds in {:.1?}: {happened}", since.elapsed());
    if let Some((seed, steps, at, wrong)) = failed.into_inner().unwrap() {
        let (steps, wrong) = shrunk(steps, at, wrong, &engine);
        panic!("{}", told(test, seed, &steps, &wrong));
    }
    if done >= ENOUGH {
        assert_eq!(happened.never(), Vec::<&str>::new(), "this never happened, so nothing is known of it");
    }
}

/// As few steps as still fail, found by leaving some out, and what is wrong with them.
fn shrunk(mut steps: Vec<Step>, at: usize, mut wrong: String, engine: &impl Fn() -> Engine) -> (Vec<Step>, String) {
    let since = Instant::now();
    steps.truncate(at + 1);
    let mut size = steps.len() / 2;
    while size > 0 {
        let mut from = 0;
        while from < steps.len() && since.elapsed() < SHRINKING {
            let fewer = [&steps[..from], &steps[steps.len().min(from + size)..]].concat();
            match run(engine(), &fewer) {
                Err((at, other)) => {
                    (steps, wrong) = (fewer, other);
                    steps.truncate(at + 1);
                }
                Ok(_) => from += size,
            }
        }
        size /= 2;
    }
    (steps, wrong)
}

/// What a failure says.
fn told(test: &str, seed: u64, steps: &[Step], wrong: &str) -> String {
    let mut text = format!("seed {seed}, without the steps that are not needed:\n");
    for (number, step) in steps.iter().enumerate() {
        let _ = writeln!(text, "{:>4}  {step}", number + 1);
    }
    let _ = writeln!(text, "{wrong}");
    let _ = writeln!(text, "as a schedule: {steps:?}");
    let _ = write!(text, "again: {VARIABLE}={seed} cargo nextest run --run-ignored all --test integration {test}");
    text
}
