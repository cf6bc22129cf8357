//! A real mail server behind the real program: what somebody types into the form is read back
//! from the mailbox of the office, also when the mail server goes away and comes back.

use std::collections::BTreeMap;
use std::fs::File;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use communique::config::DatabaseUrl;
use communique::contact::State;
use communique::contact::delivery::backoff::Backoff;
use communique::contact::delivery::mail::Envelope;
use communique::contact::delivery::smtp::MailServer;
use communique::contact::delivery::stage::MailTimeouts;
use communique::contact::delivery::{Attempts, Delivery};
use communique::contact::inbox::open;
use jiff::Timestamp;
use tokio::runtime::Runtime;
use tokio::sync::{Notify, watch};

use crate::support::mails::{self, parsed, typed};
use crate::support::program::{Program, database, free_port, serve, wait_until};
use crate::support::request::{letter, post};
use crate::support::tls::{Authority, Certificate};

/// A Postfix of its own: settings, queue, mailboxes and all, in one folder and on one port.
struct Postfix {
    folder: tempfile::TempDir,
    port: u16,
}

impl Postfix {
    /// With a certificate it takes nothing in the clear.
    fn start(certificate: Option<&Certificate>) -> Self {
        let postfix = Self { folder: tempfile::tempdir().unwrap(), port: free_port() };
        let (folder, port) = (postfix.folder.path(), postfix.port);
        // Its parts run as another user.
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
        for name in ["queue", "data", "mail"] {
            std::fs::create_dir(folder.join(name)).unwrap();
        }
        // What looks through the queue before a start runs as that user, writes into the log by
        // itself, and stops the start if it cannot: a mail that a stop cut short is worth a line.
        File::create(folder.join("log")).unwrap();
        for (name, owner) in [("queue", "root"), ("data", "postfix"), ("mail", "nobody"), ("log", "postfix")] {
            let path = folder.join(name);
            let chown = Command::new("chown").arg(owner).arg(&path).output().unwrap();
            assert!(chown.status.success(), "Postfix is needed, and to be root; tests/run installs it");
        }
        let tls = certificate.map_or_else(
            || "smtpd_tls_security_level = none\n".to_owned(),
            |Certificate { chain, key }| {
                format!(
                    "smtpd_tls_security_level = encrypt\nsmtpd_tls_received_header = yes\n\
                     smtpd_tls_chain_files = {}, {}\n",
                    key.display(),
                    chain.display()
                )
            },
        );
        let shown = folder.display();
        let nobody = numeric_id("nobody");
        let main = format!(
            "compatibility_level = 3.6\nqueue_directory = {shown}/queue\ndata_directory = {shown}/data\n\
             maillog_file = {shown}/log\nmaillog_file_prefixes = {shown}\nmyhostname = mail.example.org\n\
             inet_interfaces = 127.0.0.1\ninet_protocols = ipv4\nmynetworks =\nmydestination =\nalias_maps =\n\
             alias_database =\nvirtual_mailbox_domains = example.org\nvirtual_mailbox_base = {shown}/mail\n\
             virtual_mailbox_maps = inline:{{office@example.org=office/}}\nvirtual_minimum_uid = 1\n\
             virtual_uid_maps = static:{nobody}\nvirtual_gid_maps = static:{nobody}\n\
             smtpd_relay_restrictions = reject_unauth_destination\nsmtpd_peername_lookup = no\n\
             default_transport = error:nothing leaves this machine\nrelay_transport = error:nothing leaves it\n{tls}"
        );
        std::fs::write(folder.join("main.cf"), main).unwrap();
        // Debian’s own, less what a mailbox on one port does not need, and no chroot.
        let master = format!(
            "127.0.0.1:{port} inet n - n - - smtpd\n\
             cleanup unix n - n - 0 cleanup\nqmgr unix n - n 300 1 qmgr\ntlsmgr unix - - n 1000? 1 tlsmgr\n\
             rewrite unix - - n - - trivial-rewrite\nbounce unix - - n - 0 bounce\ndefer unix - - n - 0 bounce\n\
             trace unix - - n - 0 bounce\nproxymap unix - - n - - proxymap\nerror unix - - n - - error\n\
             retry unix - - n - - error\nvirtual unix - n n - - virtual\nanvil unix - - n - 1 anvil\n\
             postlog unix-dgram n - n - 1 postlogd\n"
        );
        std::fs::write(folder.join("master.cf"), master).unwrap();
        postfix.resume();
        postfix
    }

    /// Starts it again; it listens when this returns. It looks through its queue first, and does
    /// not start if a part that is still stopping takes a file away meanwhile.
    fn resume(&self) {
        wait_until("Postfix starts", || self.postfix("start"));
    }

    fn stop(&self) {
        assert!(self.postfix("stop"));
    }

    fn postfix(&self, what: &str) -> bool {
        // A file, no pipe: its parts inherit it and would hold it open.
        let said = File::options().create(true).append(true).open(self.folder.path().join("said")).unwrap();
        let mut command = Command::new("postfix");
        command.arg("-c").arg(self.folder.path()).arg(what).stdin(Stdio::null());
        command.stdout(said.try_clone().unwrap()).stderr(said);
        command.status().expect("Postfix is needed; tests/run installs it").success()
    }

    /// What it has said, without what it finds fault with in a folder for one test.
    fn log(&self) -> String {
        let read = |name| std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
        let (said, log) = (read("said"), read("log"));
        let lines = said.lines().chain(log.lines()).filter(|line| !line.contains("not owned by root"));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The files in the mailbox of the office.
    fn mailbox(&self) -> Vec<PathBuf> {
        let folder = self.folder.path().join("mail/office/new");
        // It comes into being with the first mail.
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    fn mails(&self) -> Vec<Vec<u8>> {
        self.mailbox().iter().map(|path| std::fs::read(path).unwrap()).collect()
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        // It may have been stopped already.
        let _ = self.postfix("stop");
        if std::thread::panicking() {
            eprintln!("{}", self.log());
        }
    }
}

fn numeric_id(user: &str) -> String {
    let output = Command::new("id").args(["-u", user]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// The server, with Postfix as its mail server.
fn communique(folder: &tempfile::TempDir, url: &str, deliver: &str) -> Program {
    let flags = [
        "--contact-per-client=0",
        "--contact-total=0",
        "--contact-per-day=0",
        "--mail-from=site@example.org",
        "--mail-to=office@example.org",
    ];
    let mut command = serve(folder.path(), &flags);
    command.env("COMMUNIQUE_SMTP_URL", url).env("COMMUNIQUE_DELIVER", deliver);
    Program::from(command)
}

const ARABIC: &str = "السلام عليكم،\n\nأرغب في استخدام «المواد المرخصة» في كتاب مدرسي.\n.\nFrom here: ١٢٣\n\nمع الشكر";
const CHINESE: &str = "您好：\n\n我想在教科书中使用获得许可的材料，请问需要办理什么手续？\n..\n谢谢！";

#[test]
#[ignore = "needs postfix and to be root; tests/run installs it"]
fn what_is_typed_into_the_form_is_in_the_mailbox_of_the_office_field_by_field() {
    let authority = Authority::new();
    let certificate = authority.certificate("IP:127.0.0.1");
    for certificate in [None, Some(&certificate)] {
        let postfix = Postfix::start(certificate);
        let url = certificate.map_or_else(
            || format!("smtp://{}", postfix.host()),
            |_| format!("smtp+starttls://{}?ca={}", postfix.host(), authority.path().display()),
        );
        let folder = tempfile::tempdir().unwrap();
        let server = communique(&folder, &url, "inside");
        for (language, topic, topic_name, name, organisation, email, reply_to, reply, text) in [
            (
                "ar",
                "material",
                "Use of licensed material",
                "فاطمة الزهراء",
                "دار الكتب",
                "fatima@مثال.إختبار",
                Some("fatima@xn--mgbh0fb.xn--kgbechtv"),
                "ar",
                ARABIC,
            ),
            (
                "zh-Hans",
                "text",
                "Mistake in the text or in a translation",
                "王小明",
                "",
                "小明@example.cn",
                None,
                "en",
                CHINESE,
            ),
        ] {
            let before = postfix.mailbox();
            let fields = [
                ("topic", topic),
                ("about", "four-factors"),
                ("name", name),
                ("email", email),
                ("organisation", organisation),
                ("reply", reply),
                ("message", text),
                ("memo", ""),
                ("consent", "yes"),
            ];
            let posted = Timestamp::now();
            let answer = post(server.address(), &format!("/{language}/contact"), &fields, &[]);
            let reference = answer.reference().unwrap_or_else(|| panic!("{}", answer.text())).to_owned();
            wait_until("it is in the mailbox", || postfix.mailbox().len() == before.len() + 1);
            let new = postfix.mailbox().into_iter().find(|path| !before.contains(path)).unwrap();
            let bytes = std::fs::read(new).unwrap();

            let shown = String::from_utf8_lossy(&bytes);
            let mail = parsed(&bytes);
            for header in
                ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
            {
                assert_eq!(mail.header_values(header).count(), 1, "{header}: {shown}");
            }
            let first = |addresses: Option<&mail_parser::Address<'_>>| {
                addresses.and_then(|addresses| addresses.first()?.address.as_deref().map(str::to_owned))
            };
            assert_eq!(first(mail.from()).as_deref(), Some("site@example.org"));
            assert_eq!(first(mail.to()).as_deref(), Some("office@example.org"));
            assert_eq!(mail.return_address(), Some("site@example.org"));
            assert_eq!(first(mail.reply_to()).as_deref(), reply_to, "{shown}");
            assert_eq!(mail.subject(), Some(&*format!("{topic_name} [{reference}]")));
            assert!(mail.message_id().unwrap().ends_with("@example.org"));
            let received = mail.date().unwrap().to_timestamp();
            assert!((posted.as_second()..=posted.as_second() + 30).contains(&received), "{received}");
            assert_eq!(shown.contains("using TLS"), certificate.is_some(), "{shown}");

            let body = mail.body_text(0).unwrap().replace("\r\n", "\n");
            let (lines, body) = body.split_once("\n\n").unwrap();
            assert_eq!(typed(body, &reference).trim_end(), text);
            let lines: BTreeMap<&str, &str> = lines.lines().map(|line| line.split_once(": ").unwrap()).collect();
            for (label, value) in [
                ("Reference", reference.as_str()),
                ("About", topic_name),
                ("Passage", "four-factors"),
                ("Name", name),
                ("E-mail", email),
                ("Language of the page", language),
                ("Language for the reply", reply),
            ] {
                assert_eq!(lines.get(label), Some(&value), "{label}: {shown}");
            }
            assert_eq!(lines.get("Organisation").copied().unwrap_or(""), organisation);
        }
    }
}

#[test]
#[ignore = "needs postfix and to be root; tests/run installs it"]
fn every_message_arrives_though_the_mail_server_is_stopped_and_started_while_they_come_in() {
    let postfix = Postfix::start(None);
    let folder = tempfile::tempdir().unwrap();
    // The server takes, as the operator starts it; beside it the same loop as ever, but hasty, so
    // that the test does not last for hours.
    let server = communique(&folder, &format!("smtp://{}", postfix.host()), "off");
    let runtime = Runtime::new().unwrap();
    let inbox = runtime.block_on(open(&DatabaseUrl::Sqlite(database(folder.path())))).unwrap();
    let delivery = Delivery {
        inbox: Arc::clone(&inbox),
        server: MailServer::new(
            format!("smtp://{}", postfix.host()).parse().unwrap(),
            "www.example.org",
            MailTimeouts::default(),
        )
        .unwrap()
        .into(),
        envelope: Envelope::new(&"site@example.org".parse().unwrap(), &["office@example.org".parse().unwrap()])
            .unwrap(),
        backoff: Backoff { time_divisor: 500.try_into().unwrap() },
        owner: "hasty".into(),
        arrived: Arc::<Notify>::default(),
        attempts: Attempts::default(),
        review_days: 90,
    };
    let (stop, stopped) = watch::channel(false);
    let delivering = runtime.spawn(async move { delivery.run(stopped).await });

    let done = Arc::new(AtomicBool::new(false));
    let posting = {
        let (done, address) = (Arc::clone(&done), server.address());
        std::thread::spawn(move || {
            let mut references = Vec::new();
            while !done.load(Ordering::Relaxed) {
                let answer = post(address, "/ar/contact", &letter(&format!("Message {}", references.len())), &[]);
                references.push(answer.reference().expect("it is taken").to_owned());
                std::thread::sleep(Duration::from_millis(40));
            }
            references
        })
    };
    for _ in 0..3 {
        let before = postfix.mailbox().len();
        wait_until("some arrive", || postfix.mailbox().len() > before + 5);
        postfix.stop();
        let waiting = || runtime.block_on(inbox.list(Some(State::Queued), None, 1000)).unwrap().messages.len();
        wait_until("some wait", || waiting() >= 3);
        postfix.resume();
    }
    done.store(true, Ordering::Relaxed);
    let references = posting.join().unwrap();
    let subjects = || {
        let mut subjects = BTreeMap::<String, Vec<Vec<u8>>>::new();
        for bytes in postfix.mails() {
            let mail = parsed(&bytes);
            let text = mail.body_text(0).unwrap().into_owned().into_bytes();
            subjects.entry(mails::reference(&mail)).or_default().push(text);
        }
        subjects
    };
    wait_until("all are sent", || {
        let sent = runtime.block_on(inbox.list(Some(State::Sent), None, 1000)).unwrap();
        sent.messages.len() == references.len()
    });
    stop.send_replace(true);
    runtime.block_on(delivering).unwrap();
    wait_until("all arrive", || subjects().len() == references.len());
    let arrived = subjects();
    assert!(references.len() > 30, "only {}", references.len());
    for reference in &references {
        let copies = &arrived[reference];
        assert!(copies.iter().all(|copy| copy == &copies[0]), "{reference} has two forms");
    }
}
