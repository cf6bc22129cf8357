//! The real server inside the test, with its application and its inbox in reach.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread::JoinHandle;

use actix_server::ServerHandle;
use communique::cli::publish::publish;
use communique::cli::runtime::message_runtime;
use communique::config::{DatabaseUrl, Listen, PublicUrl, Settings};
use communique::contact::inbox::{Inbox, open};
use communique::contact::{Acceptance, Message};
use communique::http::{App, Inherited, Listener, Purpose, Served, descriptors, server};
use communique::metrics::Registry;

use super::request::{ask, post};
use super::response::Response;
use super::site::settings;

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
        Self::with_settings(settings(flags), wrap)
    }

    /// The server of settings that no flag gives.
    pub fn with_settings(settings: Settings, wrap: impl FnOnce(Arc<dyn Inbox>) -> Arc<dyn Inbox>) -> Self {
        // As `serve` does: shells and sessions give 1,024, and connections have shares of what there is.
        descriptors::raise().unwrap();
        let (folder, messages) = (tempfile::tempdir().unwrap(), message_runtime().unwrap());
        let database = DatabaseUrl::Sqlite(folder.path().join("messages.db"));
        let inbox = wrap(messages.block_on(open(&database)).unwrap());
        let anywhere = Listen::Tcp("127.0.0.1:0".parse().unwrap());
        let bind = |purpose| Listener::new(&anywhere, purpose, &mut Inherited::from_env()).unwrap();
        let (public, admin) = (bind(Purpose::Site), bind(Purpose::Admin));
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
                    let site = server::start(vec![public], &Served::Site(Arc::clone(&app)), 1).unwrap();
                    let served = Served::Admin(Arc::new(app.admin(Registry::default())));
                    let admin = server::start(vec![admin], &served, 1).unwrap();
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
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Response {
        self.ask("GET", path, headers)
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
        ask(self.address, method, path, headers)
    }

    /// Sends a form.
    pub fn post(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Response {
        post(self.address, path, fields, headers)
    }

    /// The file that messages are stored in.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("messages.db")
    }

    /// All messages in the inbox.
    pub fn stored(&self) -> Vec<Message> {
        self.messages.block_on(self.inbox.list(None, None, 1000)).unwrap().messages
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
