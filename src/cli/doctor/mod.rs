//! `communique doctor`: tries out what is set, as an operator’s colleague would from the other side of the proxies, and
//! says in plain words what it finds, why that matters and what to change. Changes nothing.

mod admin;
mod changed;
mod client;
mod connection;
mod finding;
mod host_files;
mod incoming;
mod kept;
mod mail;
mod proxy;
mod public_site;
mod storage;
mod texts;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::config::{Listen, PublicUrl, Settings};
use crate::site::build;

use super::checks;
use super::exit::WrongSettings;
use super::healthcheck::reachable;
use super::publish::locale_files;
use super::runtime::message_runtime;

use admin::AdminListener;
use client::Place;
use finding::{DoctorFinding, DoctorFormat, DoctorReport};
use public_site::Examination;

/// What is tried out.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct DoctorCommand {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    all: Everything,
}

#[derive(Subcommand)]
enum What {
    /// Sends a test mail to those who get the messages, and says each step
    Mail(mail::MailTrial),
}

/// Everything but mail.
#[derive(Args)]
struct Everything {
    #[command(flatten)]
    settings: Settings,
    /// A file of certificates (PEM) that are right for the public URL beside those of public authorities
    #[arg(long, value_name = "FILE")]
    authorities: Option<PathBuf>,
    /// How the findings are written: lines, or JSON for a program
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: DoctorFormat,
}

/// Tries things out. Fails with 1 where something does not work.
pub(super) fn run(command: DoctorCommand) -> anyhow::Result<ExitCode> {
    match command.what {
        Some(What::Mail(trial)) => mail::run(trial),
        None => message_runtime()?.block_on(examine(&command.all)),
    }
}

async fn examine(everything: &Everything) -> anyhow::Result<ExitCode> {
    let settings = &everything.settings;
    checks::check(settings)?;
    let public_url = public_url(settings)?;
    let mut report = DoctorReport::new(everything.format);
    let files = locale_files(settings.locales.folder.as_deref())?;
    let build = build(&files, public_url.clone(), &settings.publication, &settings.logging)?;
    let (site, findings) = texts::findings(build);
    report.tell(findings)?;
    report.tell(storage::findings(&settings.storage.database()).await)?;
    report.tell([mail(settings)])?;
    let admin = admin(settings);
    if let Some(admin) = &admin {
        report.tell(admin.findings().await)?;
    }
    if let Some(site) = &site {
        let (admin, authorities) = (admin.as_ref(), everything.authorities.as_deref());
        let proxy = &settings.proxy;
        Examination { public_url: &public_url, proxy, site, admin, authorities }.run(&mut report).await?;
    }
    Ok(report.end()?)
}

/// As the server takes it.
fn public_url(settings: &Settings) -> Result<PublicUrl, WrongSettings> {
    let listen = settings.listening.listen.first();
    let of_socket = || listen.and_then(|listen| format!("http://{listen}").parse().ok());
    let needed = || WrongSettings("--public-url (COMMUNIQUE_PUBLIC_URL) is needed: where readers see the site".into());
    settings.publication.public_url.clone().or_else(of_socket).ok_or_else(needed)
}

/// The server’s admin listener, where the settings say how to get to it.
fn admin(settings: &Settings) -> Option<AdminListener> {
    match settings.listening.admin_listen.as_ref()? {
        Listen::Tcp(address) => Some(AdminListener(Place::Tcp(reachable(*address), None))),
        Listen::Unix(path) => Some(AdminListener(Place::Unix(path.clone()))),
        Listen::Inherited => None,
    }
}

fn mail(settings: &Settings) -> DoctorFinding {
    const CHECK: &str = "mail";
    match checks::mail_route(settings) {
        Ok(Some(_)) => DoctorFinding::note(
            CHECK,
            "a mail server is set; `communique doctor mail`, with the same settings, sends a test mail",
        ),
        _ if settings.deliver == crate::config::Deliver::Off => DoctorFinding::note(
            CHECK,
            "left to `communique deliver`; `communique doctor mail`, with its settings, sends a test mail",
        ),
        _ => DoctorFinding::warning(CHECK, "no mail server is set")
            .because("messages wait in the inbox until somebody looks: `communique inbox list`")
            .change("--smtp-url, --mail-from and --mail-to (COMMUNIQUE_SMTP_URL, …)"),
    }
}
