//! How much is taken: messages a minute, bodies at a time, and time for one of them.

use std::cell::Cell;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use communique::l10n::View;
use jiff::Timestamp;

use crate::contact::sender::{PUBLIC, UNLIMITED, filled, folded, personal, receipt_of, refused_for, sent};
use crate::support::form::Form;
use crate::support::html::{one, text};
use crate::support::messages::new_message;
use crate::support::program::{Program, wait_until};
use crate::support::request::{ask, connect, encoded, form_head, letter, post};
use crate::support::response::Response;
use crate::support::running::Running;

#[test]
fn only_so_many_messages_a_minute_are_taken_from_one_network_and_in_all() {
    let server =
        Running::start(&[PUBLIC, "--contact-per-client=2", "--contact-total=0", "--trusted-proxies=127.0.0.1"]);
    let form = filled(&server, "fr", "");
    let mut number = 0;
    let mut from = |forwarded: &str| {
        number += 1;
        let mut form = form.clone();
        let answer = form.fill("message", &format!("Lettre {number}")).send(&server, &[("x-forwarded-for", forwarded)]);
        (personal(answer), form)
    };
    for (network, again) in [
        (["203.0.113.1", "203.0.113.1"], "203.0.113.1"),
        (["203.0.113.2", "203.0.113.2:4711"], "1.2.3.4, 203.0.113.2"),
        (["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"], "2001:db8:1:2:aaaa:bbbb:cccc:dddd"),
        (["2001:db8:1:3::1", "[2001:db8:1:3::2]:443"], "2001:db8:1:3::3"),
        (["::ffff:203.0.113.3", "203.0.113.3"], "203.0.113.3"),
        // What a client wrote into the header before the proxy did.
        (["\u{e9}, 203.0.113.4", "203.0.113.1, 203.0.113.4"], "203.0.113.4"),
    ] {
        for forwarded in network {
            receipt_of(&server, &from(forwarded).0);
        }
        let (answer, form) = from(again);
        let seconds = refused_for(&answer, &form);
        assert!((1..=61).contains(&seconds), "{seconds}");
    }
    assert_eq!(server.stored().len(), 12);

    // Whoever is not trusted is not believed.
    let server = Running::start(&[PUBLIC, "--contact-per-client=1"]);
    for (forwarded, taken) in [("203.0.113.1", true), ("203.0.113.2", false)] {
        let form = filled(&server, "fr", forwarded);
        let answer = form.send(&server, &[("x-forwarded-for", forwarded)]);
        assert_eq!(answer.status, if taken { 303 } else { 429 });
    }

    let server = Running::start(&[PUBLIC, "--contact-per-client=0", "--contact-total=3"]);
    let forms: Vec<Form> = (0..4).map(|number| filled(&server, "fa", &number.to_string())).collect();
    for form in &forms[..3] {
        receipt_of(&server, &sent(&server, form));
    }
    refused_for(&sent(&server, &forms[3]), &forms[3]);
}

/// Sends a form with headers that are bytes; the status that comes back.
fn send_with_bytes(mut stream: impl Read + Write, headers: &[u8], number: usize) -> u16 {
    let body = encoded(&letter(&format!("Letter {number}")));
    let length = format!("content-length: {}\r\n", body.len()).into_bytes();
    let head = form_head("/en/contact", "%").into_bytes();
    let at = head.iter().position(|byte| *byte == b'%').unwrap();
    let lines = [&length[..], headers].concat();
    let lines = lines.strip_suffix(b"\r\n").unwrap();
    stream.write_all(&[&head[..at], lines, &head[at + 1..], body.as_bytes()].concat()).unwrap();
    Response::read_head(&mut stream).status
}

#[test]
fn no_header_of_a_client_lifts_the_limit_or_makes_another_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("s");
    let limits = ["--contact-per-client=2", "--contact-total=16", "--trusted-proxies=127.0.0.1,unix", PUBLIC];
    let tcp = Program::start(folder.path(), &limits);
    let listen = format!("--listen=unix:{}", socket.display());
    let other = tempfile::tempdir().unwrap();
    let _unix = Program::start(other.path(), &[&limits[..], &[&listen]].concat());
    type Send<'s> = &'s dyn Fn(&[u8], usize) -> u16;
    let through: [Send<'_>; 2] =
        [&|headers, number| send_with_bytes(connect(tcp.address()), headers, number), &|headers, number| {
            send_with_bytes(UnixStream::connect(&socket).unwrap(), headers, number)
        }];
    for send in through {
        let mut number = 0;
        let mut all = |headers: &[&[u8]], expected: &[u16]| {
            for (headers, status) in headers.iter().cycle().zip(expected) {
                number += 1;
                let what = String::from_utf8_lossy(headers);
                assert_eq!(send(headers, number), *status, "message {number}, {what:?}");
            }
        };
        // A proxy has appended to what the client wrote: in its line, and in a line of its own.
        let appended: [&[u8]; 3] = [
            b"x-forwarded-for: \xc3\xa9, 203.0.113.9\r\n",
            b"x-forwarded-for: 198.51.100.1, \xff\r\nx-forwarded-for: 203.0.113.9\r\n",
            b"x-forwarded-for: 198.51.100.2\r\nx-forwarded-for: 203.0.113.9\r\n",
        ];
        all(&appended, &[303, 303, 429, 429, 429]);
        // A proxy lets through what the client wrote: they have half of all together.
        let hidden: [&[u8]; 4] = [
            b"x-forwarded-for: \xc3\xa9\r\n",
            b"x-forwarded-for: 198.51.100.1, \xff\r\n",
            b"forwarded: for=198.51.100.7\r\n",
            b"x-real-ip: 198.51.100.8\r\n",
        ];
        all(&hidden, &[303, 303, 303, 303, 303, 303, 303, 303, 429, 429, 429, 429]);
        all(&[b"x-forwarded-for: 203.0.113.10\r\n"], &[303, 303, 429]);
    }
}

#[test]
fn who_sends_again_what_is_stored_gets_its_reference_beyond_a_limit_too() {
    let folder = tempfile::tempdir().unwrap();
    let limits = ["--contact-per-client=1", "--contact-per-day=50", PUBLIC];
    let send = |server: &Program, text: &str| {
        let answer = post(server.address(), "/en/contact", &letter(text), &[]);
        (answer.status, answer.header("location").to_owned())
    };
    let first = send(&Program::start(folder.path(), &limits), "The first");
    assert_eq!(first.0, 303);
    // It knows nothing of whom the first came from, and has it in the inbox alone.
    let server = Program::start(folder.path(), &limits);
    assert_eq!(send(&server, "The second").0, 303);
    assert_eq!(send(&server, "The third").0, 429);
    assert_eq!(send(&server, "The first"), first, "the same reference");
    assert_eq!(send(&server, "The first, corrected").0, 429);
}

#[test]
fn a_day_that_is_full_says_so_and_which_limit_it_was_is_counted() {
    let server = Running::start(&[PUBLIC, "--contact-per-day=4", "--trusted-proxies=127.0.0.1"]);
    let send = |number: usize, forwarded: &str| {
        let form = filled(&server, "en", &format!("Letter {number}"));
        (personal(form.send(&server, &[("x-forwarded-for", forwarded)])), form)
    };
    for (number, forwarded, limit) in [
        (0, "203.0.1.1", ""),
        (1, "203.0.1.1", "limit=\"client\",per=\"day\""),
        (2, "203.0.2.1", ""),
        (3, "203.0.3.1", ""),
        (4, "203.0.4.1", ""),
        (5, "203.0.5.1", "limit=\"total\",per=\"day\""),
    ] {
        let (answer, form) = send(number, forwarded);
        if limit.is_empty() {
            receipt_of(&server, &answer);
            continue;
        }
        assert!((86_000..=86_400).contains(&refused_for(&answer, &form)), "{limit}");
        assert!(text(&one(&answer.html(), "#refused")).contains("try again tomorrow"), "{limit}");
        let metrics = ask(server.admin, "GET", "/metrics", &[]).text();
        assert!(metrics.contains(&format!("contact_limit_reached_total{{{limit}}} 1")), "{limit}: {metrics}");
    }
    assert_eq!((outcomes(&server, "refused_day"), server.stored().len()), (2, 4));
}

#[test]
fn what_was_stored_before_the_start_counts_from_the_first_form_on() {
    let day = ["--contact-per-day=3", "--contact-per-client=0", PUBLIC];
    let server = Running::with_inbox(&day, |inbox| {
        let storing = async {
            for text in ["one", "two"] {
                inbox.store(&new_message(text, Timestamp::now())).await.unwrap();
            }
        };
        tokio::runtime::Runtime::new().unwrap().block_on(storing);
        inbox
    });
    // Nothing is maintained here. All come at once: what the first one takes, no other does.
    let forms: Vec<_> = (0..8).map(|number| filled(&server, "en", &format!("Letter {number}"))).collect();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let sending: Vec<_> = forms.iter().map(|form| scope.spawn(|| form.send(&server, &[]).status)).collect();
        sending.into_iter().map(|sent| sent.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert_eq!(server.stored().len(), 3);
}

#[test]
fn a_day_that_other_servers_of_a_database_have_filled_is_full() {
    const DAY: u32 = 40;
    let folder = tempfile::tempdir().unwrap();
    let flags = [&format!("--contact-per-day={DAY}"), "--contact-per-client=0"];
    let send = |server: &Program, text: &str| post(server.address(), "/en/contact", &letter(text), &[]);
    let first = Program::start(folder.path(), &flags);
    (0..DAY).for_each(|number| assert_eq!(send(&first, &number.to_string()).status, 303));
    let (second, sent) = (Program::start(folder.path(), &flags), Cell::new(0));
    // It serves before it has asked.
    wait_until("it knows", || {
        sent.set(sent.get() + 1);
        send(&second, &format!("one more {}", sent.get())).status == 429
    });
    assert!(sent.get() <= DAY, "it has counted for itself alone");
    assert!(text(&one(&send(&second, "and more").html(), "#refused")).contains("try again tomorrow"));
}

#[test]
fn mistakes_and_an_impatient_finger_lock_nobody_out() {
    let server = Running::start(&[PUBLIC, "--contact-per-client=2", "--contact-total=2"]);
    let first = filled(&server, "es", "Primera");
    for _ in 0..4 {
        assert_eq!(sent(&server, first.clone().without("consent")).status, 422);
        assert_eq!(first.send(&server, &[("origin", "https://other.example")]).status, 403);
        assert_eq!(sent(&server, first.clone().fill("message", &"m".repeat(70_000))).status, 413);
        assert_eq!(server.post("/es/contact", &[("show", "form"), ("message", "x")], &[]).status, 200);
    }
    let (path, _) = receipt_of(&server, &sent(&server, &first));
    for _ in 0..5 {
        assert_eq!(receipt_of(&server, &sent(&server, &first)).0, path);
    }
    receipt_of(&server, &sent(&server, &filled(&server, "es", "Segunda")));
    let third = filled(&server, "es", "Tercera");
    refused_for(&sent(&server, &third), &third);
    // To say now that the first was not sent would be untrue.
    assert_eq!(receipt_of(&server, &sent(&server, &first)).0, path);
    assert_eq!(server.stored().len(), 2);
}

/// The beginning of a form from an address that a trusted proxy names: a head and so much of its body.
fn begin(server: &Running, forwarded: &str, length: usize) -> TcpStream {
    let mut stream = connect(server.address);
    let more = format!("content-length: 250000\r\nx-forwarded-for: {forwarded}");
    let begun = form_head("/en/contact", &more) + "message=" + &"x".repeat(length);
    stream.write_all(begun.as_bytes()).unwrap();
    stream
}

/// The number of forms that ended in a certain way.
fn outcomes(server: &Running, outcome: &str) -> usize {
    let metrics = ask(server.admin, "GET", "/metrics", &[]).text();
    let name = format!("contact_submissions_total{{outcome=\"{outcome}\"}} ");
    metrics.lines().find_map(|line| line.strip_prefix(&name)).map_or(0, |number| number.parse().unwrap())
}

#[test]
fn bodies_that_only_hold_a_place_hold_it_from_their_own_network_alone() {
    let server = Running::start(&[&UNLIMITED[..], &["--trusted-proxies=127.0.0.1"]].concat());
    let from_honest = [("x-forwarded-for", "198.51.100.1")];
    for (name, addresses, room) in [
        ("an address", (0..80).map(|_| "203.0.113.1".to_owned()).collect::<Vec<_>>(), 64),
        ("an IPv4 /24", (0..300).map(|n| format!("192.0.2.{}", n % 256)).collect(), 256),
        ("an IPv6 /64", (0..80).map(|n| format!("2001:db8:1:1::{n:x}")).collect(), 64),
        ("an IPv6 /56", (0..160).map(|n| format!("2001:db8:2:{n:x}::1")).collect(), 128),
        ("an IPv6 /48", (0..300).map(|n| format!("2001:db8:3:{:x}::1", n % 256 * 256)).collect(), 256),
    ] {
        let refused = outcomes(&server, "refused_share");
        let slow: Vec<TcpStream> = addresses.iter().map(|address| begin(&server, address, 1)).collect();
        let too_many = addresses.len() - room;
        wait_until("those without room are refused", || outcomes(&server, "refused_share") >= refused + too_many);
        let asked = Instant::now();
        let form = filled(&server, "en", name);
        receipt_of(&server, &personal(form.send(&server, &from_honest)));
        assert!(asked.elapsed() < Duration::from_secs(3), "{name}: {:?}", asked.elapsed());
        let neighbour = form.send(&server, &[("x-forwarded-for", &addresses[0])]);
        assert_eq!(neighbour.status, 429, "{name}");
        assert_eq!((neighbour.header("connection"), neighbour.header("retry-after")), ("close", "8"), "{name}");
        assert_eq!(outcomes(&server, "refused_share"), refused + too_many + 1, "{name}");
        drop(slow);
        // Whoever gives up gives its room back.
        wait_until("there is room again", || form.send(&server, &[("x-forwarded-for", &addresses[0])]).status == 303);
    }
    assert_eq!(outcomes(&server, "refused_storage"), 0);
    assert!(server.app.submissions.acceptance.status().storage_works());
}

#[test]
fn more_forms_than_there_is_memory_for_are_told_so() {
    let server = Running::start(&[&UNLIMITED[..], &["--trusted-proxies=127.0.0.1"]].concat());
    // Each of them takes a quarter of a megabyte, of which an address has two.
    let large: Vec<TcpStream> =
        (0..80).map(|number| begin(&server, &format!("203.0.{}.{}", number / 4, number % 4), 240_000)).collect();
    wait_until("no more is to be had", || outcomes(&server, "refused_busy") > 0);
    let form = filled(&server, "en", &"x".repeat(4000));
    let answer = personal(form.send(&server, &[("x-forwarded-for", "198.51.100.1")]));
    // A form that is short may still find room.
    assert!([303, 503].contains(&answer.status), "{}", answer.status);
    let answers = large.iter().filter_map(|mut stream| {
        stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        stream.peek(&mut [0]).ok().filter(|bytes| *bytes > 0).map(|_| Response::read(&mut stream))
    });
    let refused: Vec<Response> = answers.collect();
    assert!(!refused.is_empty() && refused.len() <= 18, "{}", refused.len());
    // Nothing is wrong with the storage, so it does not say so.
    let site = Arc::clone(&server.app.published.load().site);
    let view = View::new(site.catalog(), site.catalog().source());
    let words = |part| folded(&view.part("contact-refused", part).plain());
    for answer in &refused {
        assert_eq!((answer.status, answer.header("retry-after")), (503, "8"));
        assert_eq!((answer.header("cache-control"), answer.header("connection")), ("no-store", "close"));
        let refused = text(&one(&answer.html(), "#refused"));
        assert!(refused.contains(&words("rate")) && !refused.contains(&words("storage")), "{refused}");
    }
    assert!(server.app.submissions.acceptance.status().storage_works());
    drop(large);
    wait_until("there is room again", || sent(&server, &form).status == 303);
}

#[test]
fn a_form_that_drips_is_told_so_and_holds_nobody_else() {
    let server = Running::start(&UNLIMITED);
    let started = Instant::now();
    let dripping: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = connect(server.address);
            let request = form_head("/en/contact", "content-length: 5000") + "message=It+begins+well&name=x";
            stream.write_all(request.as_bytes()).unwrap();
            stream
        })
        .collect();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while started.elapsed() < Duration::from_secs(4) {
                dripping.iter().for_each(|mut stream| stream.write_all(b"y").unwrap());
                std::thread::sleep(Duration::from_millis(500));
            }
        });
        for number in 0..10 {
            let asked = Instant::now();
            receipt_of(&server, &sent(&server, &filled(&server, "en", &number.to_string())));
            assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
        }
        for stream in &dripping {
            let answer = Response::read(&mut stream.try_clone().unwrap());
            assert_eq!((answer.status, answer.header("connection")), (408, "close"));
            assert_eq!(Form::of(&answer.html()).value("message"), "", "half of a text would look whole");
        }
    });
    let after = started.elapsed();
    assert!(after >= Duration::from_secs(5) && after < Duration::from_secs(15), "{after:?}");
    assert_eq!(server.stored().len(), 10);
}
