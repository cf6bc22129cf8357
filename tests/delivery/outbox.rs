//! An inbox with messages, and the loop that delivers them.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use communique::config::{DatabaseUrl, MailAddresses};
use communique::contact::delivery::backoff::Backoff;
use communique::contact::delivery::mail::Envelope;
use communique::contact::delivery::smtp::MailServer;
use communique::contact::delivery::stage::MailTimeouts;
use communique::contact::delivery::{Attempts, Delivery};
use communique::contact::inbox::{Inbox, open};
use communique::contact::message::HistoryEntry;
use communique::contact::{Message, State};
use jiff::Timestamp;
use tokio::runtime::Runtime;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::support::messages::new_message;
use crate::support::program::database;

/// Enough for a busy machine.
pub const PATIENT: MailTimeouts = MailTimeouts {
    connect: Duration::from_secs(20),
    command: Duration::from_secs(20),
    content: Duration::from_secs(20),
};
/// For servers that say nothing.
pub const IMPATIENT: MailTimeouts =
    MailTimeouts { connect: Duration::from_secs(2), command: Duration::from_secs(2), content: Duration::from_secs(2) };

/// An inbox with messages that wait to be mailed.
pub struct Outbox {
    pub folder: tempfile::TempDir,
    pub inbox: Arc<dyn Inbox>,
    pub runtime: Runtime,
}

impl Outbox {
    pub fn with(messages: usize) -> Self {
        let (folder, runtime) = (tempfile::tempdir().unwrap(), Runtime::new().unwrap());
        let inbox = runtime.block_on(open(&DatabaseUrl::Sqlite(database(folder.path())))).unwrap();
        let outbox = Self { folder, inbox, runtime };
        (0..messages).for_each(|number| outbox.store(&format!("Message {number}")));
        outbox
    }

    pub fn store(&self, text: &str) {
        let message = new_message(text, Timestamp::now());
        self.runtime.block_on(self.inbox.store(&message)).unwrap();
    }

    /// All messages, the oldest first.
    pub fn messages(&self) -> Vec<Message> {
        self.runtime.block_on(self.inbox.list(None, None, 1000)).unwrap().messages
    }

    pub fn history(&self, message: &Message) -> Vec<HistoryEntry> {
        self.runtime.block_on(self.inbox.history(&message.id)).unwrap()
    }

    pub fn are(&self, state: State) -> usize {
        self.messages().iter().filter(|message| message.state == state).count()
    }

    /// Begins to deliver.
    pub fn deliver(&self, url: &str, time_divisor: u32, timeouts: MailTimeouts) -> Loop {
        self.deliver_to("site@example.org", "office@example.org", url, time_divisor, timeouts)
    }

    /// Begins to deliver from and to somebody else.
    pub fn deliver_to(&self, from: &str, to: &str, url: &str, time_divisor: u32, timeouts: MailTimeouts) -> Loop {
        static LOOPS: AtomicUsize = AtomicUsize::new(0);
        let delivery = Delivery {
            inbox: Arc::clone(&self.inbox),
            server: MailServer::new(url.parse().unwrap(), "www.example.org", timeouts).unwrap().into(),
            envelope: Envelope::new(&from.parse().unwrap(), &to.parse::<MailAddresses>().unwrap().0).unwrap(),
            backoff: Backoff { time_divisor: NonZeroU32::new(time_divisor).unwrap() },
            owner: format!("loop {}", LOOPS.fetch_add(1, Ordering::Relaxed)),
            arrived: Arc::<Notify>::default(),
            attempts: Attempts::default(),
            review_days: 90,
        };
        let (stop, stopped) = watch::channel(false);
        let running = self.runtime.spawn(async move { delivery.run(stopped).await });
        Loop { stop, running }
    }
}

pub struct Loop {
    stop: watch::Sender<bool>,
    pub running: JoinHandle<()>,
}

impl Loop {
    /// Tells it to stop: once, as the program does.
    pub fn tell(&self) {
        self.stop.send_if_modified(|stop| !std::mem::replace(stop, true));
    }

    /// Stops it; how long that took.
    pub fn stop(self, outbox: &Outbox) -> Duration {
        let started = Instant::now();
        self.tell();
        outbox.runtime.block_on(self.running).unwrap();
        started.elapsed()
    }
}

pub fn id_of(message: &Message) -> String {
    format!("{}@example.org", message.id)
}
