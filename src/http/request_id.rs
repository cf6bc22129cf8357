//! Which request it was: by the name that a trusted proxy gave it, so that a line of our log and one of the proxy’s are
//! known to belong together, and by the trace that it is a part of. Knows no route and writes nothing.

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

/// The header that names a request, to us and back.
const REQUEST_ID: &str = "x-request-id";
/// The header of a trace (W3C Trace Context §3.2).
const TRACE_PARENT: &str = "traceparent";

/// Which request it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RequestId {
    /// The name that a proxy gave it.
    given: Option<String>,
    /// The trace that it is a part of: 32 hexadecimal digits.
    pub(super) trace: Option<String>,
}

impl RequestId {
    /// Of a request, as far as its sender’s word counts.
    pub(super) fn of(request: &HttpRequest, is_trusted: bool) -> Self {
        if !is_trusted {
            return Self::default();
        }
        Self { given: request_id(request.headers()), trace: trace_id(request.headers()) }
    }

    /// The name that a proxy gave it, or one that nothing else has.
    pub(super) fn name(&self) -> String {
        self.given.clone().unwrap_or_else(|| Uuid::now_v7().to_string())
    }
}

/// Writes the name of a request into the headers of its answer.
pub(super) fn write(name: &str, headers: &mut HeaderMap) {
    if let Ok(value) = HeaderValue::from_str(name) {
        headers.insert(HeaderName::from_static(REQUEST_ID), value);
    }
}

/// The one name that is given, if it is one that a log and a header can hold.
fn request_id(headers: &HeaderMap) -> Option<String> {
    let name = only(headers, REQUEST_ID)?;
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    (is_plain && (8..=64).contains(&name.len())).then(|| name.to_owned())
}

/// The id of the trace: `00-{trace}-{parent}-{flags}`, of later versions what follows, too (§3.2.2, §4.3).
fn trace_id(headers: &HeaderMap) -> Option<String> {
    let mut parts = only(headers, TRACE_PARENT)?.splitn(5, '-');
    let mut next = |digits: usize| {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        parts.next().filter(|part| part.len() == digits && part.bytes().all(is_digit))
    };
    let (version, trace, parent, _flags) = (next(2)?, next(32)?, next(16)?, next(2)?);
    let is_last = parts.next().is_none();
    let is_some = |part: &str| part.bytes().any(|byte| byte != b'0');
    let is_valid = version != "ff" && (version != "00" || is_last) && is_some(trace) && is_some(parent);
    is_valid.then(|| trace.to_owned())
}

/// The value of a header that stands once.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name);
    let value = values.next()?;
    values.next().is_none().then(|| value.to_str().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;
    use proptest::prelude::*;

    fn of(headers: &[(&'static str, &str)]) -> RequestId {
        let add = |request: TestRequest, (name, value): &(&'static str, &str)| request.append_header((*name, *value));
        RequestId::of(&headers.iter().fold(TestRequest::default(), add).to_http_request(), true)
    }

    const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

    #[test]
    fn only_a_name_that_a_log_can_hold_is_taken_and_only_from_who_is_trusted() {
        for (given, taken) in [
            ("0a1b2c3d", true),
            ("01930b6e-2b3c-7d4e-8f50-123456789abc", true),
            (&"x".repeat(64), true),
            (&"x".repeat(65), false),
            ("short", false),
            ("a b c d e f", false),
            ("a\"b\"c\"d\"e", false),
            ("", false),
        ] {
            assert_eq!(of(&[(REQUEST_ID, given)]).given.is_some(), taken, "{given}");
        }
        assert_eq!(of(&[(REQUEST_ID, "0a1b2c3d"), (REQUEST_ID, "0a1b2c3e")]), RequestId::default(), "which one?");
        let request = TestRequest::default().append_header((REQUEST_ID, "0a1b2c3d")).to_http_request();
        assert_eq!(RequestId::of(&request, false), RequestId::default());
    }

    #[test]
    fn a_request_without_a_name_gets_one_of_its_own_and_a_named_one_keeps_it() {
        assert_eq!(of(&[(REQUEST_ID, "0a1b2c3d")]).name(), "0a1b2c3d");
        let names = [RequestId::default().name(), RequestId::default().name()];
        assert!(names[0] != names[1] && names[0].len() == 36, "{names:?}");
    }

    #[test]
    fn the_trace_is_read_as_the_standard_says() {
        let trace = |value: &str| of(&[(TRACE_PARENT, value)]).trace;
        for value in [
            "00-TRACE-00f067aa0ba902b7-01",
            "cc-TRACE-00f067aa0ba902b7-01-more-to-come",
            "01-TRACE-00f067aa0ba902b7-00",
        ] {
            assert_eq!(trace(&value.replace("TRACE", TRACE)).as_deref(), Some(TRACE), "{value}");
        }
        for value in [
            "00-TRACE-00f067aa0ba902b7-01-more",
            "ff-TRACE-00f067aa0ba902b7-01",
            "00-TRACE-0000000000000000-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-TRACE-00f067aa0ba902b7",
            "00-TRACE-00f067aa0ba902b7-1",
            "0-TRACE-00f067aa0ba902b7-01",
            "",
        ] {
            assert_eq!(trace(&value.replace("TRACE", TRACE)), None, "{value}");
        }
        assert_eq!(trace(&format!("00-{}-00f067aa0ba902b7-01", TRACE.to_uppercase())), None);
    }

    proptest! {
        #[test]
        fn whatever_is_taken_is_plain(value in "[ -~]{0,80}") {
            let id = of(&[(REQUEST_ID, &value), (TRACE_PARENT, &value)]);
            for taken in [id.given, id.trace].into_iter().flatten() {
                prop_assert!(taken.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
            }
        }
    }
}
