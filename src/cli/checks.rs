//! Whether settings that are each right go together. Opens nothing.

use rustix::process::geteuid;

use crate::config::{Deliver, Listen, Listening, MailRoute, PublicUrl, Settings, TrustedProxy};

use super::exit::WrongSettings;

/// Whether the settings go together, as far as that can be told before a socket is opened.
pub(super) fn check(settings: &Settings) -> Result<(), WrongSettings> {
    check_public_url_is_known(settings)?;
    check_places_differ(&settings.listening)?;
    let listen = &settings.listening.listen;
    let kinds = SocketKinds {
        has_unix: listen.iter().any(|listen| matches!(listen, Listen::Unix(_))),
        has_tcp: listen.iter().any(|listen| matches!(listen, Listen::Tcp(_))),
    };
    check_clients_are_known(kinds, settings)?;
    check_proxies_are_known(kinds, settings)?;
    check_folder_is_known(settings)?;
    mail_route(settings).map(drop)
}

/// Which kinds of sockets the site has.
#[derive(Clone, Copy)]
pub(super) struct SocketKinds {
    /// A Unix socket.
    pub(super) has_unix: bool,
    /// A TCP socket.
    pub(super) has_tcp: bool,
}

/// No place can be listened at twice.
fn check_places_differ(listening: &Listening) -> Result<(), WrongSettings> {
    let Listening { listen, admin_listen } = listening;
    let mut pairs = (1..).zip(listen).flat_map(|(next, one)| listen[next..].iter().map(move |other| (one, other)));
    if let Some((first, twice)) = pairs.find(|(one, other)| meet(one, other)) {
        return Err(WrongSettings(format!("--listen (COMMUNIQUE_LISTEN) names one place twice: {first} and {twice}")));
    }
    match admin_listen.as_ref().and_then(|admin| Some((admin, listen.iter().find(|site| meet(site, admin))?))) {
        Some((admin, site)) => Err(WrongSettings(format!(
            "--admin-listen (COMMUNIQUE_ADMIN_LISTEN) names the place of --listen (COMMUNIQUE_LISTEN): {admin} and {site}; give it one of its own"
        ))),
        None => Ok(()),
    }
}

/// Whether the second of two places could not be listened at beside the first.
fn meet(one: &Listen, other: &Listen) -> bool {
    match (one, other) {
        (Listen::Tcp(one), Listen::Tcp(other)) => {
            let (ip, other_ip) = (one.ip().to_canonical(), other.ip().to_canonical());
            let is_all = ip.is_unspecified() || other_ip.is_unspecified();
            // Each socket with port 0 gets one of its own.
            one.port() == other.port()
                && one.port() != 0
                && (ip == other_ip || is_all && ip.is_ipv4() == other_ip.is_ipv4())
        }
        // As paths are compared: `/run/./x` is `/run/x`.
        (Listen::Unix(one), Listen::Unix(other)) => one == other,
        _ => false,
    }
}

/// Without a setting the public URL is the address of the first socket, where that is one that readers can go to.
fn check_public_url_is_known(settings: &Settings) -> Result<(), WrongSettings> {
    let Some(listen) = settings.listening.listen.first() else { return Ok(()) };
    let why = match listen {
        _ if settings.publication.public_url.is_some() => return Ok(()),
        Listen::Tcp(address) if !address.ip().to_canonical().is_unspecified() => return Ok(()),
        Listen::Tcp(_) => "readers cannot be sent to that address",
        Listen::Unix(_) | Listen::Inherited => "it cannot be told from the socket",
    };
    Err(WrongSettings(format!("--public-url (COMMUNIQUE_PUBLIC_URL) is needed with --listen {listen}: {why}")))
}

/// On a Unix socket no client has an address. Unless a proxy says who is asking, all visitors
/// would share the limit of one.
pub(super) fn check_clients_are_known(kinds: SocketKinds, settings: &Settings) -> Result<(), WrongSettings> {
    let limited = settings.limits.contact_per_client > 0;
    if kinds.has_unix && limited && !settings.proxy.trusted_proxies.contains(&TrustedProxy::Unix) {
        return Err(WrongSettings(
            "--trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) must name unix for a Unix socket, so that the proxy can say who sends a message; or set --contact-per-client (COMMUNIQUE_CONTACT_PER_CLIENT) to 0".into(),
        ));
    }
    Ok(())
}

/// With the PROXY protocol nobody but a trusted proxy may connect: there has to be one for each kind of socket.
pub(super) fn check_proxies_are_known(kinds: SocketKinds, settings: &Settings) -> Result<(), WrongSettings> {
    let trusted = &settings.proxy.trusted_proxies;
    let missing = match settings.proxy.proxy_protocol {
        true if kinds.has_unix && !trusted.contains(&TrustedProxy::Unix) => "unix for a Unix socket",
        true if trusted.is_empty() => "the proxies, such as 127.0.0.1",
        true if kinds.has_tcp && trusted.iter().all(|proxy| *proxy == TrustedProxy::Unix) => {
            "the proxies, such as 127.0.0.1, for an address and port"
        }
        _ => return Ok(()),
    };
    Err(WrongSettings(format!(
        "--proxy-protocol (COMMUNIQUE_PROXY_PROTOCOL): --trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) must name {missing}, because nobody else may connect"
    )))
}

/// Only files on the disk can change.
fn check_folder_is_known(settings: &Settings) -> Result<(), WrongSettings> {
    let flag = match settings {
        _ if settings.locales.folder.is_some() => return Ok(()),
        _ if settings.publication.preview => "--preview (COMMUNIQUE_PREVIEW)",
        _ if settings.locales.watch => "--watch (COMMUNIQUE_WATCH)",
        _ => return Ok(()),
    };
    Err(WrongSettings(format!("{flag} needs a folder of locales: --locales (COMMUNIQUE_LOCALES)")))
}

/// Whether others than whoever sits at the machine can reach a preview.
pub(super) fn is_preview_open(settings: &Settings) -> bool {
    let is_open = |listen: &Listen| match listen {
        Listen::Tcp(address) => !address.ip().to_canonical().is_loopback(),
        Listen::Unix(_) => false,
        Listen::Inherited => true,
    };
    settings.publication.preview && settings.listening.listen.iter().any(is_open)
}

/// Warns where the program runs as root: what it needs of the system a user of its own has, too.
pub(super) fn warn_of_root() {
    if geteuid().is_root() {
        tracing::warn!(
            "this runs as root, so that whoever finds a hole in it has the whole machine: run it as a user of its own"
        );
    }
}

/// Whether everybody, or a great part of the internet, is believed about who is asking.
pub(super) fn is_everybody_trusted(settings: &Settings) -> bool {
    settings.proxy.trusted_proxies.iter().any(TrustedProxy::is_of_strangers)
}

/// Where this process mails messages, if that is set. What another one mails is not for it to judge: it may have the
/// addresses of a file that both read, and not the password.
pub(super) fn mail_route(settings: &Settings) -> Result<Option<MailRoute>, WrongSettings> {
    if settings.deliver == Deliver::Off {
        return Ok(None);
    }
    let public_host = settings.publication.public_url.as_ref().and_then(PublicUrl::host_name);
    settings.mail.route(public_host).map_err(|missing| WrongSettings(missing.into()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn no_place_is_listened_at_twice() {
        for (listen, admin, named) in [
            ("127.0.0.1:80", None, None),
            ("127.0.0.1:80,127.0.0.1:81", Some("127.0.0.1:82"), None),
            ("127.0.0.1:0,127.0.0.1:0", Some("127.0.0.1:0"), None),
            ("systemd,systemd", Some("systemd"), None),
            ("127.0.0.1:80,127.0.0.2:80", Some("[::1]:80"), None),
            ("0.0.0.0:80", Some("[::1]:80"), None),
            ("unix:/run/a", Some("unix:/run/b"), None),
            ("127.0.0.1:80,127.0.0.1:80", None, Some("--listen")),
            ("unix:/run/a,unix:/run/./a", None, Some("--listen")),
            ("unix:/run/a,unix:/run//a", None, Some("--listen")),
            ("0.0.0.0:80,127.0.0.1:80", None, Some("--listen")),
            ("[::1]:80,[::]:80", None, Some("--listen")),
            ("127.0.0.1:80,[::ffff:127.0.0.1]:80", None, Some("--listen")),
            ("127.0.0.1:80", Some("127.0.0.1:80"), Some("--admin-listen")),
            ("127.0.0.1:81,0.0.0.0:80", Some("127.0.0.1:80"), Some("--admin-listen")),
            ("unix:/run/a", Some("unix:/run/./a"), Some("--admin-listen")),
        ] {
            let listening = Listening {
                listen: listen.split(',').map(|place| place.parse().unwrap()).collect(),
                admin_listen: admin.map(|place| place.parse().unwrap()),
            };
            let said = check_places_differ(&listening).map_err(|wrong| wrong.to_string());
            match named {
                None => assert_eq!(said, Ok(()), "{listen} {admin:?}"),
                Some(setting) => {
                    let said = said.unwrap_err();
                    assert!(said.starts_with(setting) && said.contains("--listen (COMMUNIQUE_LISTEN)"), "{said}");
                }
            }
        }
    }
}
