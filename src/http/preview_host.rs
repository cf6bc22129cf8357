//! By which names a preview answers. The page of another site can make a name of its own lead to this machine (DNS
//! rebinding), and would read in its visitor’s browser what is not published. The published site answers by any name.
//! Knows no page.

use std::net::IpAddr;

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::http::uri::Authority;

use crate::config::PublicUrl;

/// Whether a request names an address, this machine, or the host of the public URL.
pub(super) fn is_known(request: &HttpRequest, public_url: &PublicUrl) -> bool {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    is_known_name(host, &public_url.origin)
}

fn is_known_name(host: &str, origin: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host().trim_matches(['[', ']']);
    let is_public = origin.split_once("://").is_some_and(|(_, public)| public.eq_ignore_ascii_case(host));
    is_public || name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_somebody_else_can_give_this_machine_is_none_of_it() {
        let is_known = |host| is_known_name(host, "https://preview.example.org:8443");
        for host in
            ["localhost", "LocalHost:8080", "127.0.0.1:8080", "[::1]:80", "192.0.2.7", "preview.example.org:8443"]
        {
            assert!(is_known(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:8080",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "preview.example.org.evil:8443",
        ] {
            assert!(!is_known(host), "{host}");
        }
    }
}
