//! Long work says on a terminal how far it is: which step, and in it which language or message. In a pipe it says nothing, and it is
//! gone when the work is done. A line is written anew only when there is news: a screen reader reads each aloud.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// News inside a step is told at most this often.
const PAUSE: Duration = Duration::from_secs(1);

/// The step that every command has.
pub(super) const READING: &str = "reads and checks the languages";

/// The steps of a piece of work. It is written to standard error, if that is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    steps: Vec<&'static str>,
    at: Mutex<At>,
}

/// Where the work is.
#[derive(Default)]
struct At {
    /// The number of the step, from 0 on.
    step: usize,
    /// When news of it was last told.
    told: Option<Instant>,
}

impl At {
    /// Whether news inside the step is to be told now.
    fn is_time(&mut self, now: Instant) -> bool {
        let is_time = self.told.is_none_or(|told| now.duration_since(told) >= PAUSE);
        if is_time {
            self.told = Some(now);
        }
        is_time
    }
}

impl Progress {
    /// Begins with the first step.
    pub(super) fn new(steps: &[&'static str]) -> Self {
        let bar = ProgressBar::new_spinner();
        // Words and figures alone: neither colours nor a picture that moves.
        if let Ok(style) = ProgressStyle::with_template("{msg}") {
            bar.set_style(style);
        }
        bar.set_message(line(steps, 0, ""));
        Self { bar, steps: steps.to_vec(), at: Mutex::default() }
    }

    /// Goes on to the next step.
    pub(super) fn next(&self) {
        let Ok(mut at) = self.at.lock() else { return };
        *at = At { step: at.step + 1, told: None };
        self.bar.set_message(line(&self.steps, at.step, ""));
    }

    /// Tells which language of how many is looked at.
    pub(super) fn language(&self, number: usize, of: usize, tag: &str) {
        let Ok(mut at) = self.at.lock() else { return };
        if at.is_time(Instant::now()) {
            self.bar.set_message(line(&self.steps, at.step, &format!(": language {number} of {of}: {tag}")));
        }
    }

    /// Tells which message of how many is looked at.
    pub(super) fn message(&self, number: u64, of: u64) {
        let Ok(mut at) = self.at.lock() else { return };
        if at.is_time(Instant::now()) {
            self.bar.set_message(line(&self.steps, at.step, &format!(": message {number} of {of}")));
        }
    }

    /// Tells that the languages have been looked at, and that their pages are rendered.
    pub(super) fn rendering(&self) {
        let Ok(at) = self.at.lock() else { return };
        self.bar.set_message(line(&self.steps, at.step, ": the pages"));
    }
}

/// What is told of a step; of a single one without its number.
fn line(steps: &[&'static str], step: usize, news: &str) -> String {
    let what = steps.get(step).copied().unwrap_or_default();
    match steps.len() {
        0 | 1 => format!("{what}{news}"),
        number => format!("step {} of {number}: {what}{news}", step + 1),
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_the_step_that_is_being_done_and_how_far_it_is() {
        assert_eq!(line(&["reads"], 0, ": language 17 of 48: hu"), "reads: language 17 of 48: hu");
        assert_eq!(line(&["reads", "writes"], 0, ""), "step 1 of 2: reads");
        assert_eq!(line(&["reads", "writes"], 1, ""), "step 2 of 2: writes");
    }

    #[test]
    fn news_inside_a_step_are_told_at_once_and_then_at_most_every_second() {
        let (mut at, start) = (At::default(), Instant::now());
        let after = |milliseconds| start + Duration::from_millis(milliseconds);
        let told: Vec<bool> = [0, 200, 999, 1000, 1200, 2000].map(|ms| at.is_time(after(ms))).to_vec();
        assert_eq!(told, [true, false, false, true, false, true]);
    }
}
