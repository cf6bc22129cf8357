//! What the tests share: the site as a value, the real server on a port of its own, and words
//! for reading HTML.
#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used, clippy::expect_used)]

pub mod citizens;
pub mod form;
pub mod moody;
pub mod postgres;
pub mod program;
pub mod smtp;
pub mod strace;
pub mod tls;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc;
use std::thread::JoinHandle;

use actix_server::ServerHandle;
use clap::Parser;
use communique::cli::publish::publish;
use communique::cli::runtime;
use communique::config::{DatabaseUrl, Listen, PublicUrl, Settings};
use communique::contact::inbox::{Inbox, open};
use communique::contact::{Acceptance, Message};
use communique::http::{App, Bound, Inherited, Purpose, server};
use communique::site::Site;
use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    settings: Settings,
}

/// Settings as the command line gives them.
pub fn settings(flags: &[&str]) -> Settings {
    Line::try_parse_from(["communique"].iter().chain(flags)).unwrap_or_else(|error| panic!("{error}")).settings
}

/// The site that these flags publish.
pub fn site(flags: &[&str]) -> Arc<Site> {
    let settings = settings(flags);
    let public_url =
        settings.publication.public_url.clone().unwrap_or_else(|| "https://www.example.org".parse().unwrap());
    publish(&settings, &public_url).unwrap().site
}

/// A folder with the project’s own locales, to be changed.
pub fn locales_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new("locales"), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// The real server on free ports; stops when dropped.
pub struct Running {
    pub address: SocketAddr,
    pub admin: SocketAddr,
    pub public_url: PublicUrl,
    pub app: Arc<App>,
    pub inbox: Arc<dyn Inbox>,
    pub messages: tokio::runtime::Runtime,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
    folder: tempfile::TempDir,
}

impl Running {
    pub fn start(flags: &[&str]) -> Self {
        Self::with_inbox(flags, |inbox| inbox)
    }

    /// The server with its inbox wrapped into another one.
    pub fn with_inbox(flags: &[&str], wrap: impl FnOnce(Arc<dyn Inbox>) -> Arc<dyn Inbox>) -> Self {
        let settings = settings(flags);
        let (folder, messages) = (tempfile::tempdir().unwrap(), runtime::messages().unwrap());
        let database = DatabaseUrl::Sqlite(folder.path().join("messages.db"));
        let inbox = wrap(messages.block_on(open(&database)).unwrap());
        let bind = || Bound::new(&Listen::Tcp("127.0.0.1:0".parse().unwrap()), &mut Inherited::from_env()).unwrap();
        let (public, admin) = (bind(), bind());
        let (address, admin_address) = (public.address().unwrap(), admin.address().unwrap());
        let public_url =
            settings.publication.public_url.clone().unwrap_or_else(|| format!("http://{address}").parse().unwrap());
        let published = publish(&settings, &public_url).unwrap();
        let acceptance = Acceptance::new(Arc::clone(&inbox), messages.handle().clone());
        let app = Arc::new(App::new(&settings, published, acceptance));
        let (sender, receiver) = mpsc::channel();
        let thread = {
            let app = Arc::clone(&app);
            std::thread::spawn(move || {
                actix_web::rt::System::new().block_on(async move {
                    let site = server::start(public, Purpose::Site, &app, 1).unwrap();
                    let admin = server::start(admin, Purpose::Admin, &app, 1).unwrap();
                    sender.send(site.handle()).unwrap();
                    actix_web::rt::spawn(admin);
                    site.await.unwrap();
                });
            })
        };
        let handle = receiver.recv().unwrap();
        let thread = Some(thread);
        Self { address, admin: admin_address, public_url, app, inbox, messages, handle, thread, folder }
    }

    /// Asks for a path, with request headers.
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("GET", path, headers)
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        ask(self.address, method, path, headers)
    }

    /// Sends a form.
    pub fn post(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        post(self.address, path, fields, headers)
    }

    /// The file that messages are stored in.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("messages.db")
    }

    /// All messages in the inbox.
    pub fn stored(&self) -> Vec<Message> {
        self.messages.block_on(self.inbox.list(None, "", 1000)).unwrap().messages
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            // A server that has panicked has failed its test already.
            let _ = thread.join();
        }
    }
}

/// The headers that stand on every answer, whatever its status.
pub const SECURITY: [&str; 7] = [
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "permissions-policy",
    "cross-origin-opener-policy",
    "cross-origin-embedder-policy",
    "cross-origin-resource-policy",
];

/// What came back, redirects not followed.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// A header, empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn html(&self) -> Html {
        Html::parse_document(&self.text())
    }
}

/// A form as a browser encodes it.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// A form that is right in every field.
pub fn letter(message: &str) -> Vec<(&str, &str)> {
    vec![
        ("topic", "other"),
        ("about", ""),
        ("name", "Ayşə Məmmədova"),
        ("email", "ayse@example.org"),
        ("organisation", ""),
        ("reply", ""),
        ("message", message),
        ("memo", ""),
        ("consent", "yes"),
    ]
}

/// Sends a form over a connection of its own.
pub fn post(address: SocketAddr, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
    let form = [("content-type", "application/x-www-form-urlencoded")];
    send(address, "POST", path, &[&form, headers].concat(), encoded(fields).into())
}

/// One request over a connection of its own.
pub fn ask(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    send(address, method, path, headers, Vec::new())
}

/// One request with a body over a connection of its own.
pub fn send(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
    try_send(address, method, path, headers, body).unwrap()
}

/// The same, for a server that may be gone.
pub fn try_send(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> Result<Answer, reqwest::Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        let mut request = client.request(method.parse().unwrap(), format!("http://{address}{path}"));
        if !body.is_empty() {
            request = request.body(body);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Ok(Answer { status, headers, body: response.bytes().await?.to_vec() })
    })
}

/// The elements that a selector finds.
pub fn all<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).collect()
}

/// The one element that a selector finds.
pub fn one<'h>(html: &'h Html, selector: &str) -> ElementRef<'h> {
    match all(html, selector)[..] {
        [element] => element,
        ref found => panic!("{} elements match {selector}", found.len()),
    }
}

/// An attribute, empty if it is not there.
pub fn attribute<'h>(element: &ElementRef<'h>, name: &str) -> &'h str {
    element.value().attr(name).unwrap_or("")
}

/// The text of an element, white space folded.
pub fn text(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
