//! What the tests share: the site as a value, the real server on a port of its own, and words
//! for reading HTML.
#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread::JoinHandle;

use actix_server::ServerHandle;
use clap::Parser;
use communique::cli::serve;
use communique::config::{Listen, PublicUrl, Settings};
use communique::http::peer::TrustWalk;
use communique::http::server::{self, Inherited};
use communique::http::{Bound, Purpose, State};
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
    serve::publish(&settings, &public_url).unwrap().site
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
    pub state: Arc<State>,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    pub fn start(flags: &[&str]) -> Self {
        let settings = settings(flags);
        let bind = || Bound::new(&Listen::Tcp("127.0.0.1:0".parse().unwrap()), &mut Inherited::from_env()).unwrap();
        let (public, admin) = (bind(), bind());
        let (address, admin_address) = (public.address().unwrap(), admin.address().unwrap());
        let public_url =
            settings.publication.public_url.clone().unwrap_or_else(|| format!("http://{address}").parse().unwrap());
        let published = serve::publish(&settings, &public_url).unwrap();
        let state = Arc::new(State::new(published, TrustWalk::new(&settings.proxy), settings.logging.log_ip));
        let (sender, receiver) = mpsc::channel();
        let thread = {
            let state = Arc::clone(&state);
            std::thread::spawn(move || {
                actix_web::rt::System::new().block_on(async move {
                    let site = server::start(public, Purpose::Site, &state, 1).unwrap();
                    let admin = server::start(admin, Purpose::Admin, &state, 1).unwrap();
                    sender.send(site.handle()).unwrap();
                    actix_web::rt::spawn(admin);
                    site.await.unwrap();
                });
            })
        };
        let handle = receiver.recv().unwrap();
        Self { address, admin: admin_address, public_url, state, handle, thread: Some(thread) }
    }

    /// Asks for a path, with request headers.
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("GET", path, headers)
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        ask(self.address, method, path, headers)
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

/// One request over a connection of its own.
pub fn ask(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        let mut request = client.request(method.parse().unwrap(), format!("http://{address}{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer { status, headers, body: response.bytes().await.unwrap().to_vec() }
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
