//! Long work says on a terminal how far it is. In a pipe it says nothing, and it is gone when the work is done.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// How often the time that a step has taken is written anew.
const TICK: Duration = Duration::from_millis(200);

/// The steps of a piece of work. It is written to standard error, if that is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    steps: Vec<&'static str>,
}

impl Progress {
    /// Begins with the first step.
    pub(super) fn new(steps: &[&'static str]) -> Self {
        let bar = ProgressBar::new(steps.len() as u64);
        // Words and figures alone: neither colours nor a picture that moves.
        if let Ok(style) = ProgressStyle::with_template("step {pos} of {len}: {msg} ({elapsed})") {
            bar.set_style(style);
        }
        let progress = Self { bar, steps: steps.to_vec() };
        progress.next();
        progress.bar.enable_steady_tick(TICK);
        progress
    }

    /// Goes on to the next step.
    pub(super) fn next(&self) {
        let done = usize::try_from(self.bar.position()).unwrap_or(usize::MAX);
        if let Some(step) = self.steps.get(done) {
            self.bar.set_message(*step);
            self.bar.inc(1);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
