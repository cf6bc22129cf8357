//! What cuts a step off: a process that is killed, a database whose power is cut. Of what was being done nothing more is
//! known than that each row is as before or as after.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use crate::simulation::run::Simulation;
use crate::simulation::steps::{Cut, Op};

impl Simulation {
    /// Kills a process after so many turns of what it does.
    pub async fn kill(&mut self, process: usize, during: Option<&(Op, u8)>) -> Result<(), String> {
        let mut models = vec![self.model.clone()];
        let action = during.and_then(|(op, _)| self.action(process, op));
        if let (Some(action), Some((_, turns))) = (&action, during) {
            let mut after = self.model.clone();
            after.apply(action, self.now);
            models.push(after);
            self.processes[process].is_cut_off = true;
            let mut work = pin!(self.processes[process].perform(action, self.now));
            let mut left = *turns;
            poll_fn(|context| {
                left -= 1;
                if left == 0 { Poll::Ready(()) } else { work.as_mut().poll(context).map(drop) }
            })
            .await;
        }
        let new = self.new_process().await;
        let old = std::mem::replace(&mut self.processes[process], new);
        // Only to know when its connections are gone: another one looks, so that nothing is checked in by this.
        old.inbox.close().await;
        self.look(models, action.as_ref(), None).await
    }

    /// Cuts the power of the database while a process does something.
    pub async fn cut_the_power(&mut self, process: usize, during: Option<&Op>, cut: Cut) -> Result<(), String> {
        let action = during.and_then(|op| self.action(process, op));
        let mut after = self.model.clone();
        if let Some(action) = &action {
            after.apply(action, self.now);
        }
        if self.database.is_sqlite() {
            let before = self.database.files();
            if let Some(action) = &action {
                let done = self.processes[process].perform(action, self.now).await;
                done.map_err(|error| format!("it failed: {error:?}"))?;
            }
            let left = before.cut_on_the_way_to(&self.database.files(), cut);
            self.database.replace(&left).await;
            self.start_processes().await;
            return self.look(vec![self.model.clone(), after], action.as_ref(), None).await;
        }
        let answer = match &action {
            Some(action) => {
                self.processes[process].is_cut_off = true;
                let mut work = pin!(self.processes[process].perform(action, self.now));
                let mut left = 1 + cut.at % 16;
                let done = poll_fn(|context| {
                    left -= 1;
                    if left == 0 { Poll::Ready(None) } else { work.as_mut().poll(context).map(Some) }
                })
                .await;
                let is_crash = cut.at >= u16::MAX / 32 * 31;
                if is_crash {
                    self.database.crash_server().await
                } else {
                    self.database.end_connections().await
                }
                match done {
                    Some(done) => done,
                    None => work.await,
                }
            }
            None => {
                self.database.end_connections().await;
                return self.look(vec![self.model.clone()], None, None).await;
            }
        };
        self.processes[process].is_cut_off = false;
        match (action, answer) {
            (Some(action), Ok(answer)) => self.heard(process, action, Ok(answer)).await,
            (action, _) => {
                self.start_processes().await;
                self.look(vec![self.model.clone(), after], action.as_ref(), None).await
            }
        }
    }
}
