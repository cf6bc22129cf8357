//! What caches between the server and the reader do: whether they keep copies by what answers vary on, and for how long.
//! Judges answers, and asks nobody.

use super::client::Answer;
use super::finding::DoctorFinding;
use super::proxy::{ProxyKind, Subject};

/// For how long a page may be shown by a cache, in seconds: ten minutes, and an hour while the next one is asked for.
const LONGEST_AGE: u64 = 600 + 3600;

/// Two answers at one address, the first to a reader who unpacks brotli, the second to one who unpacks nothing.
pub(super) fn codings(packed: &Answer, plain: &Answer, proxy: Option<ProxyKind>) -> DoctorFinding {
    const CHECK: &str = "copies by coding";
    match (packed.header("content-encoding"), plain.header("content-encoding")) {
        (_, Some(coding)) => {
            DoctorFinding::failed(CHECK, format!("who unpacks nothing gets {coding}: a cache keeps one copy for all"))
                .because("old programs show such a page as signs that nobody can read")
                .change("the cache must obey Vary: Accept-Encoding")
                .lines(proxy.and_then(|proxy| proxy.lines(Subject::Vary)))
        }
        (Some(_), None) => {
            DoctorFinding::ok(CHECK, "who unpacks nothing gets the page as it is, after one who got it packed")
        }
        (None, None) => DoctorFinding::note(CHECK, "pages come unpacked, whatever a browser accepts"),
    }
}

/// The bare address for readers of two languages that the site has.
pub(super) fn languages(asked: [&str; 2], answers: [&Answer; 2], proxy: Option<ProxyKind>) -> DoctorFinding {
    const CHECK: &str = "copies by language";
    let [first, second] = answers.map(|answer| answer.header("location").unwrap_or("no other address"));
    if first != second {
        return DoctorFinding::ok(
            CHECK,
            format!("the bare address leads to {first} and {second}, by the reader’s language"),
        );
    }
    DoctorFinding::failed(CHECK, format!("readers of {} and of {} are both led to {first}", asked[0], asked[1]))
        .because("a cache keeps one answer of the bare address for all, in the language of whoever came first")
        .change("the cache must obey Vary: Accept-Language, or not keep the bare address")
        .lines(proxy.and_then(|proxy| proxy.lines(Subject::Vary)))
}

/// A page as a cache may have it, and as the server has it now.
pub(super) fn age(kept: &Answer, now: Option<&[u8]>) -> DoctorFinding {
    const CHECK: &str = "age of copies";
    let age: u64 = kept.header("age").and_then(|age| age.trim().parse().ok()).unwrap_or(0);
    let is_old = now.is_some_and(|now| now != kept.body.as_ref());
    match (age > LONGEST_AGE, is_old) {
        (true, _) => DoctorFinding::warning(CHECK, format!("a cache shows a page of {} min ago", age / 60))
            .because("a corrected text has to be seen within ten minutes, or an hour where nobody asked meanwhile")
            .change("the cache must take the time that it keeps a page from Cache-Control (s-maxage), and show older ones only while the server is away"),
        (false, true) => DoctorFinding::note(CHECK, format!("a cache shows an older text than the server has, of {age} s ago; it asks again after 10 min"))
            .change("docs/OPERATING.md says how to empty each cache at once"),
        (false, false) => DoctorFinding::ok(CHECK, format!("readers get what the server has now (Age: {age})")),
    }
}

/// An answer that nobody may keep, asked for twice.
pub(super) fn receipt(answers: [&Answer; 2]) -> DoctorFinding {
    const CHECK: &str = "receipts";
    let is_kept = answers.iter().any(|answer| answer.header("age").is_some_and(|age| age.trim() != "0"));
    let may_be =
        answers.iter().any(|answer| !answer.header("cache-control").is_some_and(|value| value.contains("no-store")));
    if is_kept || may_be {
        return DoctorFinding::failed(CHECK, "a cache keeps answers about a message, which nobody may (no-store)")
            .because("a citizen would be told of a message what was true before, or of somebody else’s")
            .change("the cache must obey Cache-Control: no-store");
    }
    DoctorFinding::ok(CHECK, "answers about a message are kept by nobody")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::finding::Verdict;

    fn answer(headers: &[(&str, &str)], body: &'static str) -> Answer {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Answer { status: 200, headers, body: body.into(), certificate: None }
    }

    #[test]
    fn a_cache_that_keeps_one_copy_for_all_is_told() {
        let (packed, plain) = (answer(&[("content-encoding", "br")], ""), answer(&[], ""));
        assert_eq!(codings(&packed, &plain, None).verdict, Verdict::Ok);
        assert_eq!(codings(&plain, &plain, None).verdict, Verdict::Note);
        let failed = codings(&packed, &packed, Some(ProxyKind::Varnish));
        assert_eq!((failed.verdict, failed.lines.is_some()), (Verdict::Failed, true));
        let [fr, ar] = ["/fr/x", "/ar/x"].map(|location| answer(&[("location", location)], ""));
        assert_eq!(languages(["fr", "ar"], [&fr, &ar], None).verdict, Verdict::Ok);
        assert_eq!(languages(["fr", "ar"], [&fr, &fr], None).verdict, Verdict::Failed);
    }

    #[test]
    fn a_copy_may_be_old_and_not_too_old() {
        for (age_header, body, expected) in [
            ("0", "now", Verdict::Ok),
            ("599", "now", Verdict::Ok),
            ("599", "before", Verdict::Note),
            ("4201", "now", Verdict::Warning),
            ("4201", "before", Verdict::Warning),
        ] {
            let kept = answer(&[("age", age_header)], body);
            assert_eq!(age(&kept, Some(b"now")).verdict, expected, "{age_header} {body}");
        }
        assert_eq!(age(&answer(&[], "x"), None).verdict, Verdict::Ok);
    }

    #[test]
    fn an_answer_about_a_message_is_nobodys_to_keep() {
        let right = answer(&[("cache-control", "no-store")], "");
        assert_eq!(receipt([&right, &right]).verdict, Verdict::Ok);
        for wrong in [answer(&[], ""), answer(&[("cache-control", "no-store"), ("age", "3")], "")] {
            assert_eq!(receipt([&right, &wrong]).verdict, Verdict::Failed);
        }
    }
}
