//! `communique doctor mail`: sends a test mail, and says each step in plain words.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;
use futures_util::future::join;
use jiff::Timestamp;
use tokio::sync::mpsc::unbounded_channel;

use crate::config::{Mail, PublicUrl};
use crate::contact::delivery::mailer::Mailer;
use crate::contact::delivery::trial::TrialStep;

use crate::cli::exit::WrongSettings;
use crate::cli::runtime::message_runtime;

use super::finding::DoctorFormat;

/// The settings that a test mail takes.
#[derive(Args)]
pub(super) struct MailTrial {
    #[command(flatten)]
    mail: Mail,
    /// Where readers see the site: the mail server is greeted by its host, as by the server itself
    #[arg(long, env = "COMMUNIQUE_PUBLIC_URL", value_name = "URL")]
    public_url: Option<PublicUrl>,
    /// How the steps are written: a line each, or JSON for a program
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: DoctorFormat,
}

/// Sends the mail. Fails with 1 where a step does.
pub(super) fn run(trial: MailTrial) -> anyhow::Result<ExitCode> {
    let public_host = trial.public_url.as_ref().and_then(PublicUrl::host_name);
    let route = trial.mail.route(public_host).map_err(|missing| WrongSettings(missing.into()))?;
    let route =
        route.ok_or_else(|| WrongSettings("--smtp-url (COMMUNIQUE_SMTP_URL) is needed to send a mail".into()))?;
    let mailer = Mailer::new(route).map_err(WrongSettings::from)?;
    let (sender, mut steps) = unbounded_channel();
    let printing = async {
        let mut out = std::io::stdout();
        let mut all = Vec::new();
        while let Some(step) = steps.recv().await {
            if let DoctorFormat::Text = trial.format {
                // At once: the next may take minutes.
                writeln!(out, "{}", line(&step))?;
            }
            all.push(step);
        }
        let works = all.iter().all(|step| step.works);
        if let DoctorFormat::Json = trial.format {
            let steps: Vec<_> = all.iter().map(json).collect();
            writeln!(out, "{}", serde_json::json!({ "works": works, "steps": steps }))?;
        }
        Ok(ExitCode::from(u8::from(!works)))
    };
    message_runtime()?.block_on(join(mailer.try_out(Timestamp::now(), sender), printing)).1
}

fn line(step: &TrialStep) -> String {
    let line = format!("{:6} {}: {}", if step.works { "ok" } else { "failed" }, step.name, step.said);
    step.change.map_or_else(|| line.clone(), |change| format!("{line}\n       change  {change}"))
}

fn json(step: &TrialStep) -> serde_json::Value {
    serde_json::json!({ "step": step.name, "works": step.works, "said": step.said, "code": step.code, "change": step.change })
}
