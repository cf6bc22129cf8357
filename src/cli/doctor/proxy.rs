//! Which proxy it is, as far as its answers and what it adds to requests tell, and the lines of its configuration that
//! help. Knows no check.

use crate::http::probe::ProbedRequest;

use super::client::Answer;

/// A proxy that the doctor knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProxyKind {
    /// nginx.
    Nginx,
    /// Apache httpd.
    Apache,
    /// Caddy.
    Caddy,
    /// Varnish.
    Varnish,
    /// Traefik.
    Traefik,
    /// Cloudflare, a network of caches.
    Cloudflare,
}

/// What a proxy can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Who asks, by X-Forwarded-For alone.
    Client,
    /// The path is passed on as it is.
    Path,
    /// Connections to the server stay open.
    KeepAlive,
    /// Pages are left as they are.
    Unchanged,
    /// Copies are kept by what answers vary on.
    Vary,
    /// Plain HTTP leads to HTTPS.
    Https,
}

impl ProxyKind {
    /// The proxy that readers see, by what its answers say.
    pub(super) fn of_answer(answer: &Answer) -> Option<Self> {
        let says = |name: &str, word: &str| {
            let mut values = answer.headers.iter().filter(|(known, _)| known == name);
            values.any(|(_, value)| value.to_ascii_lowercase().contains(word))
        };
        [
            (says("server", "cloudflare") || answer.header("cf-ray").is_some(), Self::Cloudflare),
            (says("server", "nginx") || says("server", "openresty"), Self::Nginx),
            (says("server", "apache"), Self::Apache),
            (says("server", "caddy") || says("via", "caddy"), Self::Caddy),
            (says("via", "varnish") || answer.header("x-varnish").is_some(), Self::Varnish),
        ]
        .into_iter()
        .find_map(|(is_it, kind)| is_it.then_some(kind))
    }

    /// The proxy by what it adds to requests.
    pub(super) fn of_request(request: &ProbedRequest) -> Option<Self> {
        let has = |name: &str| request.headers.iter().any(|(known, _)| known == name);
        match () {
            () if has("cf-ray") => Some(Self::Cloudflare),
            () if has("x-varnish") => Some(Self::Varnish),
            () if has("x-forwarded-server") && has("x-real-ip") => Some(Self::Traefik),
            () if has("x-forwarded-server") => Some(Self::Apache),
            () => None,
        }
    }

    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Apache => "Apache",
            Self::Caddy => "Caddy",
            Self::Varnish => "Varnish",
            Self::Traefik => "Traefik",
            Self::Cloudflare => "Cloudflare",
        }
    }

    /// The lines that help, with its name; none where it does so by itself or cannot.
    pub(super) fn lines(self, subject: Subject) -> Option<(&'static str, &'static str)> {
        let lines = match (self, subject) {
            (Self::Nginx, Subject::Client) => {
                "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\nproxy_set_header Forwarded \"\";"
            }
            (Self::Nginx, Subject::Path) => "proxy_pass http://communique;   (no slash and no path after the name)",
            (Self::Nginx, Subject::KeepAlive) => {
                "proxy_http_version 1.1;\nproxy_set_header Connection \"\";\nkeepalive_timeout 60s;   (in the upstream)"
            }
            (Self::Nginx, Subject::Unchanged) => "gzip off;   (and no sub_filter, no pagespeed)",
            (Self::Nginx, Subject::Vary) => "no proxy_ignore_headers Vary;",
            (Self::Nginx, Subject::Https) => "server { listen 80; return 301 https://$host$request_uri; }",
            (Self::Apache, Subject::Client) => "ProxyAddHeaders On\nRequestHeader unset Forwarded",
            (Self::Apache, Subject::Path) => {
                "ProxyPass \"/a/\" \"http://127.0.0.1:8080/a/\"   (the path on both sides)"
            }
            (Self::Apache, Subject::KeepAlive) => "ProxyPass … ttl=60   (and no SetEnv proxy-nokeepalive)",
            (Self::Apache, Subject::Unchanged) => "no SetOutputFilter or AddOutputFilterByType for this site",
            (Self::Apache, Subject::Vary) => "no CacheIgnoreHeaders Vary",
            (Self::Apache, Subject::Https) => {
                "Redirect permanent / https://www.example.org/   (in the VirtualHost of port 80)"
            }
            (Self::Caddy, Subject::Path) => "handle /a/* { reverse_proxy … }   (handle_path takes the path away)",
            (Self::Caddy, Subject::Client) => "no header_up -X-Forwarded-For in reverse_proxy",
            (Self::Caddy, Subject::Unchanged) => "no encode for this site",
            (Self::Varnish, Subject::Vary) => "no unset beresp.http.Vary;",
            (Self::Varnish, Subject::Client) => {
                "set req.http.X-Forwarded-For = client.ip;   (where Varnish is the first proxy)"
            }
            (Self::Traefik, Subject::Path) => "no StripPrefix middleware for this router",
            (Self::Traefik, Subject::Client) => {
                "entryPoints.….forwardedHeaders: no insecure, trustedIPs for proxies in front alone"
            }
            (Self::Traefik, Subject::Unchanged) => "no compress middleware for this router",
            (Self::Traefik, Subject::Https) => "entryPoints.web.http.redirections.entryPoint.to: websecure",
            (Self::Cloudflare, Subject::Unchanged) => {
                "Email Address Obfuscation, Rocket Loader, Automatic HTTPS Rewrites, Web Analytics: off for this site"
            }
            (Self::Cloudflare, Subject::Https) => "Always Use HTTPS: on",
            (Self::Caddy, Subject::KeepAlive | Subject::Vary | Subject::Https)
            | (Self::Varnish, Subject::Path | Subject::KeepAlive | Subject::Unchanged | Subject::Https)
            | (Self::Traefik, Subject::KeepAlive | Subject::Vary)
            | (Self::Cloudflare, Subject::Client | Subject::Path | Subject::KeepAlive | Subject::Vary) => return None,
        };
        Some((self.name(), lines))
    }
}
