//! One schedule, run: the inbox, its model, the mail server and the clock, step by step, all held against each other.

use std::num::NonZeroU32;

use communique::contact::State;
use communique::contact::delivery::backoff::Backoff;
use communique::contact::delivery::decision::{Attempted, decide};
use communique::contact::inbox::{StaffAction, StorageError};
use jiff::{SignedDuration, Timestamp};

use crate::simulation::database::{Database, Engine};
use crate::simulation::happened::Happened;
use crate::simulation::invariants::{Ledger, Transition};
use crate::simulation::mail_server::MailServer;
use crate::simulation::model::{Action, Answer, DAY, Model, reconcile};
use crate::simulation::process::Process;
use crate::simulation::row::Rows;
use crate::simulation::steps::{Mailing, Op, PROCESSES, Step};

/// Everything that a schedule runs on.
pub struct Simulation {
    pub database: Database,
    pub processes: Vec<Process>,
    started: usize,
    pub model: Model,
    ledger: Ledger,
    mail_server: MailServer,
    rows: Rows,
    pub now: Timestamp,
    happened: Happened,
}

/// Runs a schedule, and then mails all that is left: what has happened. Fails with the number of the step and what is
/// wrong.
pub async fn run(engine: Engine, steps: &[Step]) -> Result<Happened, (usize, String)> {
    let mut simulation = Simulation::new(engine).await;
    for (number, step) in steps.iter().enumerate() {
        simulation.step(step).await.map_err(|wrong| (number, wrong))?;
    }
    simulation.mail_all().await.map_err(|wrong| (steps.len(), format!("at the end: {wrong}")))?;
    for process in &simulation.processes {
        process.inbox.close().await;
    }
    Ok(simulation.happened)
}

impl Simulation {
    async fn new(engine: Engine) -> Self {
        let mut simulation = Self {
            database: Database::new(engine).await,
            processes: Vec::new(),
            started: 0,
            model: Model::default(),
            ledger: Ledger::default(),
            mail_server: MailServer::new(),
            rows: Rows::new(),
            happened: Happened::default(),
            now: Timestamp::from_millisecond(1_772_366_400_500).unwrap(),
        };
        simulation.start_processes().await;
        simulation
    }

    pub async fn start_processes(&mut self) {
        self.processes.clear();
        for _ in 0..PROCESSES {
            let process = self.new_process().await;
            self.processes.push(process);
        }
    }

    pub async fn new_process(&mut self) -> Process {
        self.started += 1;
        Process::start(&self.database.url(), format!("delivery {}", self.started)).await
    }

    async fn step(&mut self, step: &Step) -> Result<(), String> {
        // Whatever is done takes time, and no whole number of seconds.
        self.now += SignedDuration::from_millis(1100);
        match step {
            Step::Do { process, op } => self.perform(*process, op).await,
            Step::Mail { process, mailing } => self.mail(*process, *mailing),
            Step::Ask { process, content } => self.ask(*process, *content).await,
            Step::Clock { seconds } => {
                self.now += SignedDuration::from_secs(*seconds);
                Ok(())
            }
            Step::Kill { process, during } => self.kill(*process, during.as_ref()).await,
            Step::Restart => {
                for process in self.processes.drain(..) {
                    process.inbox.close().await;
                }
                self.database.look_away().await;
                self.start_processes().await;
                self.database.look_again().await;
                self.look(vec![self.model.clone()], None, None).await
            }
            Step::PowerCut { process, during, cut } => self.cut_the_power(*process, during.as_ref(), *cut).await,
        }
    }

    /// What an operation is, with everything that it is given; `None` if there is nothing to do it to.
    pub fn action(&self, process: usize, op: &Op) -> Option<Action> {
        let owner = || self.processes[process].owner.clone();
        let reference = |message: &u8| {
            let nth = usize::from(*message).checked_rem(self.rows.len())?;
            self.rows.values().nth(nth).map(|row| row.reference.clone())
        };
        Some(match op {
            Op::Send { contents, suspicious } => {
                Action::Store { contents: contents.clone(), suspicious: *suspicious, hangs_up: false }
            }
            Op::SendAndHangUp { content, suspicious } => {
                Action::Store { contents: vec![*content], suspicious: *suspicious, hangs_up: true }
            }
            // One after the other.
            Op::Claim if self.processes[process].claimed.is_some() => return None,
            Op::Claim => Action::Claim { owner: owner() },
            Op::Settle { random } => {
                let Process { claimed: Some(message), sent: Some(sent), .. } = &self.processes[process] else {
                    return None;
                };
                let attempted = Attempted {
                    attempts: message.attempts,
                    refusals: message.refusals,
                    server_failures: 0,
                    now: self.now,
                    random: f64::from(*random) / 255.0,
                };
                let backoff = Backoff { time_divisor: NonZeroU32::MIN };
                let outcome = decide(attempted, sent.as_ref().copied(), backoff).outcome;
                Action::Settle { id: message.id.clone(), owner: owner(), outcome }
            }
            Op::Release { message } => Action::Requeue { reference: reference(message)?, action: StaffAction::Release },
            Op::Retry { message } => Action::Requeue { reference: reference(message)?, action: StaffAction::Retry },
            Op::Delete { message } => Action::Delete { reference: reference(message)? },
            Op::Remind => Action::Remind,
            Op::Purge { days } => Action::Purge { days: *days },
            Op::PurgeUnreviewed => Action::PurgeUnreviewed,
            Op::Shrink => Action::Shrink,
            Op::Probe => Action::Probe,
        })
    }

    /// Does something and hears the answer.
    async fn perform(&mut self, process: usize, op: &Op) -> Result<(), String> {
        let Some(action) = self.action(process, op) else { return Ok(()) };
        let answer = self.processes[process].perform(&action, self.now).await;
        self.heard(process, action, answer).await
    }

    /// Holds an answer against that of the model, and the rows against the model and the invariants.
    pub async fn heard(
        &mut self,
        process: usize,
        action: Action,
        answer: Result<Answer, StorageError>,
    ) -> Result<(), String> {
        let answer = answer.map_err(|error| format!("it failed: {error:?}"))?;
        if let Action::Settle { .. } = action {
            (self.processes[process].claimed, self.processes[process].sent) = (None, None);
        }
        let mut expected = self.model.clone();
        let expected_answer = expected.apply(&action, self.now);
        self.look(vec![expected], Some(&action), Some(&answer)).await?;
        let is_expected = match (&answer, &expected_answer) {
            (Answer::Stored(given), Answer::Stored(expected)) => given.iter().zip(expected).all(|(given, expected)| {
                (given.0, given.1) == (expected.0, expected.1) && (expected.2.is_none() || given.2 == expected.2)
            }),
            (Answer::Nothing, Answer::Stored(_)) => true,
            (given, expected) => given == expected,
        };
        if is_expected { Ok(()) } else { Err(format!("it answered {answer:?}, and should {expected_answer:?}")) }
    }

    /// Looks at the rows after something, of which nothing more is known than that it is as in one of the models.
    pub async fn look(
        &mut self,
        models: Vec<Model>,
        action: Option<&Action>,
        answer: Option<&Answer>,
    ) -> Result<(), String> {
        let before = std::mem::take(&mut self.rows);
        self.rows = self.database.rows().await;
        self.happened.note(&before, &self.rows, answer.is_some() || action.is_none());
        let now = self.now.as_second();
        let transition = Transition { before: &before, after: &self.rows, action, answer, now };
        self.ledger.check(&transition, &self.mail_server)?;
        self.model = reconcile(&models, &self.rows)?;
        Ok(())
    }

    fn mail(&mut self, process: usize, mailing: Mailing) -> Result<(), String> {
        let process = &mut self.processes[process];
        if let (Some(message), None) = (&process.claimed, &process.sent) {
            process.sent = Some(self.mail_server.answer(message, mailing)?);
        }
        Ok(())
    }

    async fn ask(&mut self, process: usize, content: u8) -> Result<(), String> {
        let process = &self.processes[process];
        let found = process.find(content, self.now).await.map_err(|error| format!("it failed: {error:?}"))?;
        let expected = self.model.find(content, self.now).map(|row| (row.received_at, row.reference.clone()));
        if found != expected {
            return Err(format!("content {content}: the receipt is {found:?}, and should be {expected:?}"));
        }
        let since = Timestamp::from_second(self.now.as_second() - DAY).unwrap();
        let counted = process.inbox.count_since(since).await.unwrap();
        let expected = self.model.rows.iter().filter(|row| row.received_at >= since.as_second()).count() as u64;
        if counted != expected {
            return Err(format!("{counted} messages are said to have come in within a day, and {expected} have"));
        }
        let counts = process.inbox.count().await.unwrap();
        let in_state = |state| self.model.rows.iter().filter(move |row| row.state == state && !row.erased);
        for state in State::ALL {
            let counted = counts.states.iter().find(|(of, _)| of == state).map_or(0, |(_, number)| *number);
            let expected = in_state(*state).count() as u64;
            if counted != expected {
                return Err(format!("{counted} are said to be {state:?}, and {expected} are"));
            }
        }
        let oldest = in_state(State::Queued).chain(in_state(State::Sending)).map(|row| row.received_at).min();
        let said = counts.oldest_waiting.map(Timestamp::as_second);
        if said == oldest { Ok(()) } else { Err(format!("the oldest is said to be of {said:?}, and is of {oldest:?}")) }
    }

    /// Mails everything: staff release what waits for them, and the mail server takes what it is given.
    async fn mail_all(&mut self) -> Result<(), String> {
        self.step(&Step::Restart).await?;
        for round in 0..2 {
            for message in 0..self.rows.len() as u8 {
                self.perform(0, &Op::Release { message }).await?;
            }
            loop {
                self.perform(0, &Op::Claim).await?;
                if self.processes[0].claimed.is_none() {
                    break;
                }
                self.mail(0, Mailing::Accepts)?;
                self.perform(0, &Op::Settle { random: 0 }).await?;
            }
            // No wait and no lease is longer.
            self.now += SignedDuration::from_secs(if round == 0 { DAY } else { 0 });
        }
        self.ledger.all_is_mailed(&self.rows, &self.mail_server)
    }
}
