//! What the simulation has found, as the schedules that showed it.

use crate::simulation::model::DAY;
use crate::simulation::steps::{Cut, Mailing, Op, Step, Tail};

fn does(op: Op) -> Step {
    Step::Do { process: 0, op }
}

fn takes(contents: &[u8], suspicious: bool) -> Step {
    does(Op::Send { contents: contents.to_vec(), suspicious })
}

/// A message is refused for good three times within two days, and parked.
fn is_parked() -> Vec<Step> {
    let refused = [
        does(Op::Claim),
        Step::Mail { process: 0, mailing: Mailing::RefusesForGood },
        does(Op::Settle { random: 128 }),
        Step::Clock { seconds: 15 * 60 * 60 },
    ];
    vec![refused; 3].concat()
}

fn days(number: i64) -> Step {
    Step::Clock { seconds: number * DAY }
}

/// What each was, and the schedule.
pub fn schedules() -> Vec<(&'static str, Vec<Step>)> {
    let cut = |at| Cut { at, tail: Tail::Nothing };
    let during = || Some(Op::Send { contents: vec![0], suspicious: false });
    vec![
        (
            "after the clock was set back, all messages counted as of the last day",
            vec![takes(&[0], false), days(-10), takes(&[1], false), days(2), Step::Ask { process: 0, content: 0 }],
        ),
        (
            "a message that its sender had released could lack that in its history",
            vec![takes(&[0], true), Step::PowerCut { process: 0, during: during(), cut: cut(43_864) }],
        ),
        (
            "the content of a day before was no longer known as the same, and the new message not stored",
            vec![
                takes(&[0], false),
                days(3),
                Step::PowerCut { process: 0, during: during(), cut: cut(49_925) },
                days(-3),
                takes(&[0], false),
            ],
        ),
        (
            "after the clock was set back, staff were reminded of a message again and again",
            [
                &[takes(&[0], false)],
                &is_parked()[..8],
                &[days(20)],
                &is_parked()[8..11],
                &[Step::Clock { seconds: -420 }, does(Op::Remind), does(Op::Remind)],
            ]
            .concat(),
        ),
        (
            "after the clock was set back, a message was deleted without a reminder since it was parked",
            [
                &[takes(&[0], true), days(20), does(Op::Remind), days(-19), does(Op::Release { message: 0 })],
                &*is_parked(),
                &[days(30), does(Op::PurgeUnreviewed)],
            ]
            .concat(),
        ),
    ]
}
