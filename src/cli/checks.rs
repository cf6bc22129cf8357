//! Whether settings that are each right go together. Opens nothing.

use crate::config::{Deliver, Listen, MailRoute, PublicUrl, Settings, TrustedProxy};

use super::exit::WrongSettings;

/// Whether the settings go together, as far as that can be told before a socket is opened.
pub(super) fn check(settings: &Settings) -> Result<(), WrongSettings> {
    check_public_url_is_known(settings)?;
    let is_unix = settings.listening.listen.iter().any(|listen| matches!(listen, Listen::Unix(_)));
    check_clients_are_known(is_unix, settings)?;
    check_proxies_are_known(is_unix, settings)?;
    check_folder_is_known(settings)?;
    mail_route(settings).map(drop)
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
pub(super) fn check_clients_are_known(is_unix: bool, settings: &Settings) -> Result<(), WrongSettings> {
    let limited = settings.limits.contact_per_client > 0;
    if is_unix && limited && !settings.proxy.trusted_proxies.contains(&TrustedProxy::Unix) {
        return Err(WrongSettings(
            "--trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) must name unix for a Unix socket, so that the proxy can say who sends a message; or set --contact-per-client (COMMUNIQUE_CONTACT_PER_CLIENT) to 0".into(),
        ));
    }
    Ok(())
}

/// With the PROXY protocol nobody but a trusted proxy may connect.
pub(super) fn check_proxies_are_known(is_unix: bool, settings: &Settings) -> Result<(), WrongSettings> {
    let trusted = &settings.proxy.trusted_proxies;
    let missing = match settings.proxy.proxy_protocol {
        true if is_unix && !trusted.contains(&TrustedProxy::Unix) => "unix for a Unix socket",
        true if trusted.is_empty() => "the proxies, such as 127.0.0.1",
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
