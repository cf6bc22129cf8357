//! What can happen to the inbox, and a schedule of it drawn from a seed. Each step can be left out of a schedule: it
//! names processes and messages by numbers that always lead to one.

use std::fmt;

use jiff::SignedDuration;

use crate::simulation::model::DAY;
use crate::support::citizens::Chance;

/// So many different contents are sent: few, so that the same is sent again.
pub const CONTENTS: u64 = 6;
/// So many processes use the inbox at a time.
pub const PROCESSES: usize = 2;

/// What a process asks of the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// Citizens send messages, all at once.
    Send { contents: Vec<u8>, suspicious: bool },
    /// A citizen sends a message and does not wait for the answer.
    SendAndHangUp { content: u8, suspicious: bool },
    /// A delivery claims a message.
    Claim,
    /// A delivery writes down what the mail server said.
    Settle { random: u8 },
    /// Staff release one of the messages.
    Release { message: u8 },
    /// Staff have one of the messages mailed now.
    Retry { message: u8 },
    /// Staff delete one of the messages.
    Delete { message: u8 },
    /// Staff are reminded of what waits for them.
    Remind,
    /// What was mailed so many days ago is deleted.
    Purge { days: u32 },
    /// What has waited for a person too long is deleted.
    PurgeUnreviewed,
    /// Space is given back.
    Shrink,
    /// It is tried whether something can be written.
    Probe,
}

/// What the mail server does with a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mailing {
    /// It takes it.
    Accepts,
    /// It takes it, and its answer is lost.
    AnswerIsLost,
    /// It refuses it for now.
    RefusesForNow,
    /// It refuses it for good.
    RefusesForGood,
    /// It is not there.
    IsAway,
}

/// What is left of a file when the power is cut: where it is cut, as a part of 65,536, and what stands behind that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    pub at: u16,
    pub tail: Tail,
}

/// What stands behind the place where a file was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail {
    Nothing,
    WhatWasThereBefore,
    Zeros,
    Garbage,
}

/// One step of a schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A process does something, and it is answered.
    Do { process: usize, op: Op },
    /// The delivery of a process mails what it has claimed.
    Mail { process: usize, mailing: Mailing },
    /// Receipts and numbers are asked for.
    Ask { process: usize, content: u8 },
    /// The clock goes on, or is set.
    Clock { seconds: i64 },
    /// A process is killed, in the middle of something after so many turns of it, and another one starts.
    Kill { process: usize, during: Option<(Op, u8)> },
    /// All processes end in order and start again.
    Restart,
    /// The power of the database is cut, in the middle of something that a process does.
    PowerCut { process: usize, during: Option<Op>, cut: Cut },
}

/// What a schedule is inclined to: were all equally likely at every step, what takes many steps would hardly ever happen.
struct Inclination {
    mailing: Mailing,
    /// In seconds, and how many of them the clock goes on at most.
    clock: (i64, u64),
}

const MAILINGS: [Mailing; 5] =
    [Mailing::Accepts, Mailing::AnswerIsLost, Mailing::RefusesForNow, Mailing::RefusesForGood, Mailing::IsAway];
const CLOCKS: [(i64, u64); 4] = [(1, 60), (60, 60), (3600, 30), (DAY, 20)];

/// A schedule of so many steps.
pub fn schedule(chance: &mut Chance, length: usize) -> Vec<Step> {
    let inclination = Inclination { mailing: one(chance, MAILINGS), clock: one(chance, CLOCKS) };
    let mut steps = Vec::with_capacity(length);
    while steps.len() < length {
        let process = chance.below(PROCESSES as u64) as usize;
        match chance.below(100) {
            0..41 => steps.push(Step::Do { process, op: op(chance) }),
            41..43 => steps.extend(refused_until_parked(chance, process)),
            43..45 => steps.extend(waiting_for_staff(chance, process)),
            // A mail from its beginning to its end; it ends at any step.
            45..80 => {
                let mailing = if chance.below(2) == 0 { inclination.mailing } else { one(chance, MAILINGS) };
                let settle = Op::Settle { random: chance.below(256) as u8 };
                let settle = match chance.below(16) {
                    0 => Step::PowerCut { process, during: Some(settle), cut: cut(chance) },
                    1 => Step::Kill { process, during: Some((settle, 2 + chance.below(10) as u8)) },
                    _ => Step::Do { process, op: settle },
                };
                let mail = [Step::Do { process, op: Op::Claim }, Step::Mail { process, mailing }, settle];
                steps.extend(mail.into_iter().take(1 + chance.below(6) as usize));
            }
            80..83 => steps.push(Step::Ask { process, content: content(chance) }),
            83..93 => steps.push(Step::Clock { seconds: clock(chance, &inclination) }),
            93..96 => {
                let turns = chance.below(12) as u8;
                steps.push(Step::Kill { process, during: Some((op(chance), turns)).filter(|(_, turns)| *turns > 1) });
            }
            96 => steps.push(Step::Restart),
            _ => {
                let during = Some(op(chance)).filter(|_| chance.below(4) > 0);
                steps.push(Step::PowerCut { process, during, cut: cut(chance) });
            }
        }
    }
    steps
}

/// A message is refused again and again: twice more, an hour and half a day later, and then it is parked.
fn refused_until_parked(chance: &mut Chance, process: usize) -> Vec<Step> {
    let refused = [
        Step::Do { process, op: Op::Claim },
        Step::Mail { process, mailing: Mailing::RefusesForGood },
        Step::Do { process, op: Op::Settle { random: chance.below(256) as u8 } },
        Step::Clock { seconds: 15 * 60 * 60 },
    ];
    vec![refused; 3].concat()
}

/// Staff are reminded of what waits for them, and leave it.
fn waiting_for_staff(chance: &mut Chance, process: usize) -> Vec<Step> {
    let wait = |chance: &mut Chance| Step::Clock { seconds: DAY * (1 + chance.below(20) as i64) };
    let op = |op| Step::Do { process, op };
    vec![wait(chance), op(Op::Remind), wait(chance), op(Op::Remind), wait(chance), op(Op::PurgeUnreviewed)]
}

fn one<T: Copy, const N: usize>(chance: &mut Chance, all: [T; N]) -> T {
    all[chance.below(N as u64) as usize]
}

fn cut(chance: &mut Chance) -> Cut {
    let tails = [Tail::Nothing, Tail::WhatWasThereBefore, Tail::Zeros, Tail::Garbage];
    Cut { at: chance.below(1 << 16) as u16, tail: one(chance, tails) }
}

fn content(chance: &mut Chance) -> u8 {
    chance.below(CONTENTS) as u8
}

fn op(chance: &mut Chance) -> Op {
    let suspicious = chance.below(4) == 0;
    match chance.below(100) {
        0..26 => Op::Send { contents: vec![content(chance)], suspicious },
        26..34 => {
            let number = 2 + chance.below(4);
            Op::Send { contents: (0..number).map(|_| content(chance)).collect(), suspicious }
        }
        34..38 => Op::SendAndHangUp { content: content(chance), suspicious },
        38..48 => Op::Claim,
        48..58 => Op::Settle { random: chance.below(256) as u8 },
        58..62 => Op::Release { message: chance.below(256) as u8 },
        62..66 => Op::Retry { message: chance.below(256) as u8 },
        66..68 => Op::Delete { message: chance.below(256) as u8 },
        68..78 => Op::Purge { days: one(chance, [0, 3]) },
        78..87 => Op::Remind,
        87..95 => Op::PurgeUnreviewed,
        95..98 => Op::Shrink,
        _ => Op::Probe,
    }
}

/// Mostly on, by anything from seconds to weeks; sometimes back.
fn clock(chance: &mut Chance, inclination: &Inclination) -> i64 {
    let (unit, most) = if chance.below(2) == 0 { inclination.clock } else { one(chance, CLOCKS) };
    let seconds = unit * (1 + chance.below(most) as i64);
    if chance.below(6) == 0 { -seconds } else { seconds }
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signs = |suspicious: &bool| if *suspicious { ", with signs of a machine" } else { "" };
        match self {
            Self::Send { contents, suspicious } => write!(f, "takes contents {contents:?}{}", signs(suspicious)),
            Self::SendAndHangUp { content, suspicious } => {
                write!(f, "takes content {content}{}, whose sender has hung up", signs(suspicious))
            }
            Self::Claim => write!(f, "claims a message"),
            Self::Settle { .. } => write!(f, "writes down what came of the mail"),
            Self::Release { message } => write!(f, "releases message {message}"),
            Self::Retry { message } => write!(f, "retries message {message}"),
            Self::Delete { message } => write!(f, "deletes message {message}"),
            Self::Remind => write!(f, "reminds staff"),
            Self::Purge { days } => write!(f, "deletes what was mailed {days} days ago"),
            Self::PurgeUnreviewed => write!(f, "deletes what has waited for a person too long"),
            Self::Shrink => write!(f, "gives space back"),
            Self::Probe => write!(f, "tries to write"),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Do { process, op } => write!(f, "process {process} {op}"),
            Self::Mail { process, mailing } => write!(f, "process {process} mails what it has claimed: {mailing:?}"),
            Self::Ask { process, content } => write!(f, "process {process} is asked about content {content}"),
            Self::Clock { seconds } => write!(f, "the clock moves by {:#}", SignedDuration::from_secs(*seconds)),
            Self::Kill { process, during: None } => write!(f, "process {process} is killed"),
            Self::Kill { process, during: Some((op, turns)) } => {
                write!(f, "process {process} {op}, and is killed after {turns} turns of that")
            }
            Self::Restart => write!(f, "all processes end in order and start again"),
            Self::PowerCut { during: None, .. } => write!(f, "the power is cut"),
            Self::PowerCut { process, during: Some(op), cut } => {
                write!(f, "process {process} {op}, and the power is cut at {}/65536, then {:?}", cut.at, cut.tail)
            }
        }
    }
}
