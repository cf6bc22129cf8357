//! Whether messages can be stored and kept: judges what the inbox is like.

use jiff::{SignedDuration, Timestamp};

use crate::causes::with_causes;
use crate::config::DatabaseUrl;
use crate::contact::inbox::{Checkup, DatabaseCheckup, OnlyReads, StorageError, Tables, check_up};

use super::finding::DoctorFinding;

const CHECK: &str = "database";

/// Messages are small; a disk with less than this is rather filled by something else soon, in bytes.
const ENOUGH: u64 = 512 * 1024 * 1024;

/// With less than this a message may not find its place, in bytes.
const SOME: u64 = 1024 * 1024;

/// Clocks of servers on one database have to agree to a minute.
const AGREEING: SignedDuration = SignedDuration::from_secs(60);

/// Finds out and judges.
pub(super) async fn findings(url: &DatabaseUrl) -> Vec<DoctorFinding> {
    judge(&url.to_string(), check_up(url).await, Timestamp::now())
}

fn judge(database: &str, checkup: Result<Checkup, StorageError>, now: Timestamp) -> Vec<DoctorFinding> {
    match checkup {
        Err(error) => vec![
            DoctorFinding::failed(CHECK, format!("{database}: {}", with_causes(&error)))
                .because("the form takes no message")
                .change("mend what is said, or let --database-url (COMMUNIQUE_DATABASE_URL) name another database; docs/OPERATING.md, “The form answers 503”"),
        ],
        Ok(Checkup::NoFile { path, can_be_made: true }) => {
            vec![DoctorFinding::note(CHECK, format!("{} is made at the first start", path.display()))]
        }
        Ok(Checkup::NoFile { path, can_be_made: false }) => vec![
            DoctorFinding::failed(CHECK, format!("{} is not there, and cannot be made by this user", path.display()))
                .because("the server does not start without it")
                .change("make its folder, for the user that the server runs as; or run the doctor as that user"),
        ],
        Ok(Checkup::Database(found)) => judge_database(database, &found, now),
    }
}

fn judge_database(database: &str, found: &DatabaseCheckup, now: Timestamp) -> Vec<DoctorFinding> {
    let mut findings = vec![tables(database, found)];
    if let Some(damage) = &found.damage {
        findings.push(
            DoctorFinding::failed(CHECK, format!("the file is damaged: {damage}"))
                .because("nothing is taken or mailed any more")
                .change("stop the server, and put a backup in its place with `communique restore`"),
        );
    }
    if let Some(path) = &found.unwritable {
        findings.push(
            DoctorFinding::failed(CHECK, format!("{} cannot be written by this user", path.display()))
                .because("the form takes no message, or the server does not start")
                .change(
                    "give the file and its folder to the user that the server runs as; or run the doctor as that user",
                ),
        );
    }
    if let Some(kind) = found.network {
        findings.push(
            DoctorFinding::failed(CHECK, format!("the file is on a network file system ({kind})"))
                .because("SQLite’s locks do not hold there")
                .change("use a local disk, or postgres://"),
        );
    }
    findings.extend(found.only_reads.map(only_reads));
    for (name, value) in &found.undurable {
        findings.push(
            DoctorFinding::failed("durability", format!("{name} is {value}"))
                .because("a message that was acknowledged may be lost with the power")
                .change(format!("ALTER SYSTEM SET {name} = on; SELECT pg_reload_conf();")),
        );
    }
    for (name, value) in &found.lost_at_failover {
        let value = if value.trim().is_empty() { "empty" } else { value };
        findings.push(
            DoctorFinding::warning("durability", format!("{name} is {value}, and the URL names several servers"))
                .because("a message that was acknowledged may be lost when another server takes over")
                .change("let a commit wait for a standby: docs/OPERATING.md, “PostgreSQL: several servers”"),
        );
    }
    if let Some(names) = &found.missing_standbys {
        findings.push(
            DoctorFinding::failed(CHECK, format!("each commit waits for a standby that is not there (synchronous_standby_names is {names})"))
                .because("the form takes no message: the database does not answer in time")
                .change("start the standby; or, until there is one, ALTER SYSTEM SET synchronous_standby_names = ''; SELECT pg_reload_conf();"),
        );
    }
    for lack in &found.lacking {
        findings.push(
            DoctorFinding::failed("rights", lack.what.clone())
                .because("the server does not start")
                .change(format!("as the owner of the tables: {}", lack.remedy)),
        );
    }
    findings.extend(found.free_bytes.map(space));
    findings.extend(found.clock.map(|clock| self::clock(clock, now)));
    findings
}

fn only_reads(why: OnlyReads) -> DoctorFinding {
    let (found, change) = match why {
        OnlyReads::Standby => (
            "the server only reads, as a standby does",
            "--database-url (COMMUNIQUE_DATABASE_URL) must name the server that writes",
        ),
        OnlyReads::Setting => (
            "the server could write, but default_transaction_read_only is on, for the server, the database or the user",
            "as whoever has set it: ALTER DATABASE … RESET default_transaction_read_only, or the same with ALTER ROLE … or ALTER SYSTEM",
        ),
    };
    DoctorFinding::failed(CHECK, found).because("the form takes no message").change(change)
}

fn tables(database: &str, found: &DatabaseCheckup) -> DoctorFinding {
    let about = format!("{database}: {}", found.engine);
    match found.tables {
        Tables::Current => DoctorFinding::ok(CHECK, format!("{about}, with the tables of this version")),
        Tables::Missing if !found.lacking.is_empty() => {
            DoctorFinding::note(CHECK, format!("{about}; there are no tables yet"))
        }
        Tables::Missing => DoctorFinding::note(
            CHECK,
            format!("{about}; tables are made at the first start, or by `communique migrate`"),
        ),
        Tables::Behind => DoctorFinding::warning(CHECK, format!("{about}, with the tables of an earlier version"))
            .because("the next start brings them up to date, if its user owns them")
            .change("`communique migrate` as their owner"),
    }
}

fn space(free: u64) -> DoctorFinding {
    const CHECK: &str = "free space";
    let found = format!("{} MiB on the disk of the database", free / 1024 / 1024);
    let finding = match free {
        ENOUGH.. => return DoctorFinding::ok(CHECK, found),
        SOME.. => DoctorFinding::warning(CHECK, found),
        _ => DoctorFinding::failed(CHECK, found),
    };
    finding
        .because("when the disk is full the form takes no message")
        .change("make room; messages themselves are small, and deleted after --retention-days")
}

fn clock(clock: Timestamp, now: Timestamp) -> DoctorFinding {
    const CHECK: &str = "clock of the database";
    let apart = clock.duration_since(now);
    let found = format!("{} s from this machine’s", apart.as_secs().abs());
    if apart.abs() <= AGREEING {
        return DoctorFinding::ok(CHECK, found);
    }
    DoctorFinding::warning(CHECK, found)
        .because("attempts, limits and deletion go by the clock; servers of one database have to agree to a minute")
        .change("let both machines take their time from the network (NTP)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::finding::Verdict;
    use crate::contact::inbox::Lack;

    fn sound() -> DatabaseCheckup {
        DatabaseCheckup {
            engine: "PostgreSQL 15".into(),
            tables: Tables::Current,
            damage: None,
            unwritable: None,
            network: None,
            free_bytes: Some(ENOUGH),
            only_reads: None,
            undurable: Vec::new(),
            lost_at_failover: Vec::new(),
            missing_standbys: None,
            lacking: Vec::new(),
            clock: Some(Timestamp::UNIX_EPOCH),
        }
    }

    fn worst(checkup: Result<Checkup, StorageError>) -> (Verdict, String) {
        let findings = judge("postgres://db/x", checkup, Timestamp::UNIX_EPOCH);
        let worst = findings.iter().max_by_key(|finding| finding.verdict);
        worst.map_or((Verdict::Ok, String::new()), |finding| (finding.verdict, finding.found.clone()))
    }

    #[test]
    fn whatever_keeps_a_message_from_being_kept_is_told() {
        let database = |change: &dyn Fn(&mut DatabaseCheckup)| {
            let mut found = sound();
            change(&mut found);
            worst(Ok(Checkup::Database(Box::new(found))))
        };
        assert_eq!(database(&|_| {}).0, Verdict::Ok);
        type Change = dyn Fn(&mut DatabaseCheckup);
        let cases: [(&Change, Verdict, &str); 15] = [
            (&|found| found.tables = Tables::Missing, Verdict::Note, "first start"),
            (&|found| found.tables = Tables::Behind, Verdict::Warning, "earlier version"),
            (&|found| found.damage = Some("page 3".into()), Verdict::Failed, "page 3"),
            (&|found| found.network = Some("NFS"), Verdict::Failed, "NFS"),
            (&|found| found.only_reads = Some(OnlyReads::Standby), Verdict::Failed, "only reads"),
            (
                &|found| found.only_reads = Some(OnlyReads::Setting),
                Verdict::Failed,
                "default_transaction_read_only is on",
            ),
            (&|found| found.undurable = vec![("fsync".into(), "off".into())], Verdict::Failed, "fsync is off"),
            (&|found| found.unwritable = Some("/x/y.db".into()), Verdict::Failed, "/x/y.db cannot be written"),
            (
                &|found| found.lost_at_failover = vec![("synchronous_commit".into(), "local".into())],
                Verdict::Warning,
                "synchronous_commit is local",
            ),
            (
                &|found| found.lost_at_failover = vec![("synchronous_standby_names".into(), String::new())],
                Verdict::Warning,
                "synchronous_standby_names is empty",
            ),
            (&|found| found.missing_standbys = Some("*".into()), Verdict::Failed, "synchronous_standby_names is *"),
            (&|found| found.free_bytes = Some(SOME - 1), Verdict::Failed, "0 MiB"),
            (
                &|found| found.lacking = vec![Lack { what: "DELETE on message".into(), remedy: String::new() }],
                Verdict::Failed,
                "DELETE on message",
            ),
            (&|found| found.free_bytes = Some(ENOUGH - 1), Verdict::Warning, "511 MiB"),
            (&|found| found.clock = Timestamp::from_second(-61).ok(), Verdict::Warning, "61 s"),
        ];
        for (change, verdict, words) in cases {
            let (found, said) = database(change);
            assert!(found == verdict && said.contains(words), "{found:?}: {said} should say {words}");
        }
        assert_eq!(worst(Err(StorageError::TimedOut)).0, Verdict::Failed);
        for (can_be_made, verdict) in [(true, Verdict::Note), (false, Verdict::Failed)] {
            assert_eq!(worst(Ok(Checkup::NoFile { path: "/x".into(), can_be_made })).0, verdict);
        }
    }
}
