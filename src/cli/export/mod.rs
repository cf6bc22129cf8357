//! `communique export`: the public site as a folder of files that any web server can show, and what that server is to be
//! told.

mod apache;
mod caddy;
mod folder;
mod hosts;
mod nginx;
mod rules;
mod tree;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::config::{Live, Logging, PublicUrl, Publication, parse_locales_folder};
use crate::http::Published;
use crate::site::compress::compress_now;

use super::exit::WrongSettings;
use super::logging;
use super::publish::publish_from;

use folder::ExportFolder;
use rules::CopyRules;
use tree::{PublicFile, public_files};

/// The site, and where its files are written.
#[derive(Args)]
pub(super) struct ExportSettings {
    #[command(flatten)]
    publication: Publication,
    /// The folder of locales; the embedded ones if not given
    #[arg(long, env = "COMMUNIQUE_LOCALES", value_name = "FOLDER", value_parser = parse_locales_folder)]
    locales: Option<PathBuf>,
    #[command(flatten)]
    logging: Logging,
    /// The public URL of a communique that is running, for what no file can do: links to the contact form and to the view
    /// of two languages lead there. Without it the pages say that nothing can be sent, and name --contact-email
    #[arg(long, env = "COMMUNIQUE_LIVE_URL", value_name = "URL")]
    live_url: Option<PublicUrl>,
    /// The folder that is written: a new one, or an export, which is replaced as a whole
    folder: PathBuf,
}

/// Writes the site.
pub(super) fn run(settings: ExportSettings) -> anyhow::Result<ExitCode> {
    logging::start(&settings.logging);
    let ExportSettings { mut publication, locales, logging, live_url, folder } = settings;
    let public_url = check(&publication, live_url.as_ref())?;
    publication.live = live_url.map_or(Live::Nowhere, Live::At);
    // Nothing that an export tells a server makes it write a line for each request.
    let logging = Logging { access_log: false, ..logging };
    let folder = ExportFolder::new(&folder)?;
    let published = publish_from(locales.as_deref(), &public_url, &publication, &logging)?;
    let files = public_files(&published);
    let documents: Vec<_> = files.iter().filter_map(PublicFile::document).collect();
    compress_now(&documents);
    let written = folder.replace(&all_files(&published, &files), published.last_modified)?;
    let pages = files.iter().filter(|file| file.is_page()).count();
    writeln!(
        std::io::stdout(),
        "{}: {} languages, {pages} pages, {} files, {} bytes",
        folder.path().display(),
        published.site.catalog().locales().count(),
        written.files,
        written.bytes
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Whether the settings go together, and the public URL.
fn check(publication: &Publication, live_url: Option<&PublicUrl>) -> Result<PublicUrl, WrongSettings> {
    if publication.preview {
        let said = "--preview (COMMUNIQUE_PREVIEW) is for a server that translators use; leave it out of an export";
        return Err(WrongSettings(said.into()));
    }
    let public_url = publication.public_url.clone().ok_or_else(|| {
        WrongSettings("--public-url (COMMUNIQUE_PUBLIC_URL) is needed for an export: the canonical addresses are built from it; accepted: an address such as https://www.example.org".into())
    })?;
    if live_url.is_none() && publication.contact_email.is_none() {
        return Err(WrongSettings(
            "--live-url (COMMUNIQUE_LIVE_URL) or --contact-email (COMMUNIQUE_CONTACT_EMAIL) is needed for an export: files take no messages, and readers must know where to write; accepted: the public URL of a communique that is running, such as https://live.example.org, or an address such as office@example.org".into(),
        ));
    }
    Ok(public_url)
}

/// Every file of an export, by its path: what is public, and beside it what servers are told.
fn all_files(published: &Published, files: &[PublicFile<'_>]) -> Vec<(String, Vec<u8>)> {
    let public = files.iter().flat_map(PublicFile::forms).map(|(path, bytes)| (format!("public/{path}"), bytes));
    let rules = CopyRules::of(published, files);
    let told = [
        ("nginx.conf", nginx::configuration(&rules)),
        ("htaccess", apache::configuration(&rules)),
        ("Caddyfile", caddy::configuration(&rules)),
        ("_headers", hosts::headers(&rules)),
        ("_redirects", hosts::redirects(&rules)),
    ];
    let told = told.into_iter().map(|(name, text)| (format!("deploy/{name}"), text.into_bytes()));
    public.chain(told).collect()
}
