//! Storage that fails or hangs, and senders who hang up: no text is lost, and none is stored twice
//! or in half.

use std::io::Write;
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use communique::contact::State;
use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use scraper::Html;

use crate::contact::sender::{OFFICE, PUBLIC, UNLIMITED, filled, keeps, personal, receipt_of, refused_for, sent};
use crate::support::faulty_inbox::{Storage, with_faults};
use crate::support::html::{attribute, one, text};
use crate::support::messages::new_message;
use crate::support::program::wait_until;
use crate::support::request::{ask, connect, encoded, form_head, form_request, letter};
use crate::support::response::Response;
use crate::support::running::Running;

/// The text that a link to a mail program takes along, if it does.
fn mail_text(html: &Html) -> Option<String> {
    let link = one(html, "#contact-other ~ p a[href^='mailto:office@example.org']");
    assert_eq!(text(&link), "office@example.org");
    let (_, body) = attribute(&link, "href").split_once("?body=")?;
    Some(percent_decode_str(body).decode_utf8().unwrap().replace("\r\n", "\n"))
}

#[test]
fn storage_that_fails_keeps_the_text_and_the_site_and_is_forgiven_at_once() {
    let (server, storage) = with_faults(&[PUBLIC, "--contact-per-client=2", OFFICE]);
    let (kept_path, reference) = receipt_of(&server, &sent(&server, &filled(&server, "ar", "الأولى")));
    let form = filled(&server, "ar", "رسالة\nإلى \"المكتب\" & <غيره>\n");
    storage.set(Storage::Fails);
    for _ in 0..4 {
        let answer = sent(&server, &form);
        assert_eq!((answer.status, answer.header("retry-after")), (503, "120"));
        keeps(&answer, &form);
        assert_eq!(mail_text(&answer.html()).as_deref(), Some(form.value("message")));
    }
    let told = ask(server.admin, "GET", "/readyz/contact", &[]);
    assert_eq!(told.status, 503);
    assert_eq!(told.text(), "messages cannot be stored: the database did not answer in time\n");
    for path in ["/ar/fight-against-terrorism", "/ar/contact", "/en/privacy"] {
        assert_eq!(server.get(path, &[]).status, 200, "{path}");
    }
    assert_eq!(ask(server.admin, "GET", "/readyz", &[]).status, 200, "the pages are not taken away");
    // Whoever comes back to a receipt is told that it holds.
    let answer = personal(server.get(&kept_path, &[]));
    assert_eq!((answer.status, answer.header("retry-after")), (503, "120"));
    assert_eq!(text(&one(&answer.html(), ".reference bdi[dir=ltr]")), reference.as_str());

    storage.set(Storage::Works);
    assert_eq!(server.get(&kept_path, &[]).status, 200);
    // The four have cost nobody a place: one more is free, and then none.
    receipt_of(&server, &sent(&server, &form));
    assert_eq!(ask(server.admin, "GET", "/readyz/contact", &[]).status, 200);
    let third = filled(&server, "ar", "الثالثة");
    let answer = sent(&server, &third);
    refused_for(&answer, &third);
    assert_eq!(mail_text(&answer.html()).as_deref(), Some("الثالثة"));
    assert_eq!(server.stored().len(), 2);

    // Mail programs cut off long links; and whose fault it is not, needs no other way.
    let server = Running::start(&[PUBLIC, OFFICE]);
    let mut form = filled(&server, "zh-Hans", &"字".repeat(5000));
    assert_eq!(mail_text(&sent(&server, form.without("consent")).html()), None);
    let (server, storage) = with_faults(&[PUBLIC, OFFICE]);
    storage.set(Storage::Fails);
    let long = sent(&server, form.fill("consent", "yes"));
    assert_eq!((long.status, mail_text(&long.html())), (503, None));
}

#[test]
fn storage_that_hangs_is_not_waited_for_and_stores_the_message_once_when_it_comes_back() {
    let (server, storage) = with_faults(&[PUBLIC, OFFICE]);
    let form = filled(&server, "fa", "پیام");
    storage.set(Storage::Hangs);
    let (took, answer) = std::thread::scope(|scope| {
        let sending = scope.spawn(|| {
            let started = Instant::now();
            let answer = sent(&server, &form);
            (started.elapsed(), answer)
        });
        wait_until("the storage is asked", || storage.asked() == 1);
        // Meanwhile the pages are there.
        for path in ["/fa/fight-against-terrorism", "/fa/contact", "/en/contact?topic=text"] {
            assert_eq!(server.get(path, &[]).status, 200, "{path}");
        }
        sending.join().unwrap()
    });
    assert!(answer.status == 503 && took < Duration::from_secs(15), "{} after {took:?}", answer.status);
    keeps(&answer, &form);
    assert_eq!(mail_text(&answer.html()).as_deref(), Some("پیام"));
    // The commit comes after all; and the text sent again is the same message.
    storage.set(Storage::Works);
    wait_until("the commit comes", || server.stored().len() == 1);
    let (_, reference) = receipt_of(&server, &sent(&server, &form));
    assert_eq!(server.stored().iter().map(|message| &message.reference).collect::<Vec<_>>(), [&reference]);
}

#[test]
fn a_reference_is_never_given_without_a_row() {
    let server = Running::start(&UNLIMITED[..1]);
    let form = filled(&server, "az", "Mətn");
    let (path, reference) = receipt_of(&server, &sent(&server, &form));
    let found = |reference| server.messages.block_on(server.inbox.message(reference)).unwrap();
    // Within the minute staff delete it, and its sender sends it again.
    assert!(server.messages.block_on(server.inbox.delete(&reference)).unwrap());
    let (again, new_reference) = receipt_of(&server, &sent(&server, &form));
    assert!(again != path && found(&new_reference).is_some(), "{again}");
    assert_eq!((server.get(&path, &[]).status, server.get(&again, &[]).status), (404, 200));
    // Nor is it given from memory while the storage cannot say whether the row is there.
    let (server, storage) = with_faults(&[PUBLIC, OFFICE]);
    let form = filled(&server, "az", "Mətn");
    receipt_of(&server, &sent(&server, &form));
    storage.set(Storage::Fails);
    let answer = sent(&server, &form);
    assert_eq!(answer.status, 503);
    keeps(&answer, &form);
}

#[test]
fn a_text_that_somebody_else_has_had_held_is_released_by_whoever_sends_it_as_people_do() {
    let server = Running::start(&[PUBLIC, "--contact-per-client=2"]);
    let mut form = filled(&server, "az", "Mətn");
    let (_, held) = receipt_of(&server, &sent(&server, form.clone().fill("memo", "buy")));
    let state = || server.messages.block_on(server.inbox.message(&held)).unwrap().unwrap().state;
    assert_eq!(state(), State::Held);
    assert_eq!(receipt_of(&server, &sent(&server, &form)).1, held);
    assert_eq!(state(), State::Queued);
    // It has taken one place among the messages of this minute.
    receipt_of(&server, &sent(&server, form.fill("message", "Başqa mətn")));
    assert_eq!(sent(&server, form.fill("message", "Üçüncü mətn")).status, 429);
}

#[test]
fn more_messages_than_can_wait_for_the_storage_are_told_so_at_once() {
    let (server, storage) = with_faults(&[PUBLIC, "--contact-per-client=0", "--contact-total=0", OFFICE]);
    let form = filled(&server, "en", "");
    storage.set(Storage::Hangs);
    let under_way: Vec<TcpStream> = (0..64)
        .map(|number| {
            let mut form = form.clone();
            let request = form_request("/en/contact", &form.fill("message", &number.to_string()).pairs());
            let mut stream = connect(server.address);
            stream.write_all(request.as_bytes()).unwrap();
            stream
        })
        .collect();
    wait_until("all are under way", || storage.asked() == 64);
    let mut one_more = form.clone();
    let answer = sent(&server, one_more.fill("message", "one more"));
    assert_eq!(answer.status, 503);
    keeps(&answer, &one_more);
    storage.set(Storage::Works);
    for mut stream in under_way {
        assert_eq!(Response::read_head(&mut stream).status, 303);
    }
    receipt_of(&server, &sent(&server, &one_more));
    assert_eq!(server.stored().len(), 65);
}

#[test]
fn a_client_that_hangs_up_does_not_cancel_the_commit() {
    let (server, storage) = with_faults(&UNLIMITED);
    storage.set(Storage::Hangs);
    let mut stream = connect(server.address);
    stream.write_all(form_request("/en/contact", &letter("Sent, and gone")).as_bytes()).unwrap();
    wait_until("the storage is asked", || storage.asked() == 1);
    stream.shutdown(Shutdown::Both).unwrap();
    drop(stream);
    // A worker that ends drops whatever waits on it.
    server.messages.block_on(async {
        let accepting = server.app.submissions.acceptance.accept(new_message("Dropped", Timestamp::now()), || {});
        let asked = async {
            while storage.asked() < 2 {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            _ = accepting => panic!("it hangs"),
            () = asked => {}
        }
    });
    storage.set(Storage::Works);
    wait_until("both are stored", || server.stored().len() == 2);
}

/// How many submissions ended in this way.
fn submissions(server: &Running, outcome: &str) -> u64 {
    let metrics = ask(server.admin, "GET", "/metrics", &[]).text();
    let line = format!("contact_submissions_total{{outcome=\"{outcome}\"}} ");
    metrics.lines().find_map(|metric| metric.strip_prefix(&line)).map_or(0, |number| number.parse().unwrap())
}

#[test]
fn a_client_that_hangs_up_before_the_end_stores_nothing() {
    let server = Running::start(&UNLIMITED);
    let (body, whole) = (encoded(&letter("Half of it")), form_request("/en/contact", &letter("Half of it")));
    let chunk = format!("{:x}\r\n{body}\r\n", body.len());
    let chunked = form_head("/en/contact", "transfer-encoding: chunked") + &chunk;
    let begun = whole.find("\r\n\r\n").unwrap() + 4;
    let cuts: Vec<&str> = [begun, begun + 1, begun + body.len() / 2, whole.len() - 1].map(|cut| &whole[..cut]).into();
    // The message is all there, but not the end that was promised.
    let almost = format!("{chunked}0\r\n");
    let cuts = [&cuts[..], &[&chunked, &almost]].concat();
    for half in &cuts {
        let mut stream = connect(server.address);
        stream.write_all(half.as_bytes()).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
    }
    wait_until("all are given up", || submissions(&server, "refused_damaged") == cuts.len() as u64);
    receipt_of(&server, &sent(&server, &filled(&server, "en", "Whole")));
    let stored: Vec<String> = server.stored().into_iter().map(|message| message.body).collect();
    assert_eq!(stored, ["Whole"]);
}
