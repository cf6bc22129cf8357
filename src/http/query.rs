//! The query of a request. Knows no parameter.

use std::borrow::Cow;

use actix_web::HttpRequest;

use crate::contact::form;

/// A parameter of the query, read as browsers write it (WHATWG URL, application/x-www-form-urlencoded).
pub(super) fn parameter<'r>(request: &'r HttpRequest, name: &'static str) -> Option<Cow<'r, str>> {
    form::pairs(request.query_string().as_bytes(), |given| given == name.as_bytes())
        .find(|(given, _)| given == name)
        .map(|(_, value)| value)
}
