//! Clients that are slow on purpose hold nothing for long.

use std::io;
use std::time::Duration;

use communique::http::deadline::{ConnectionTimeouts, DeadlineStream};
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

const TIMEOUTS: ConnectionTimeouts = ConnectionTimeouts {
    request: Duration::from_secs(30),
    write: Duration::from_secs(20),
    idle: Duration::from_secs(160),
};

fn paused() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap()
}

#[test]
fn a_request_that_drips_is_ended_on_the_first_and_on_a_later_one() {
    paused().block_on(async {
        for earlier_requests in [0, 1] {
            let (mut client, server) = duplex(1024);
            let mut server = DeadlineStream::new(server, TIMEOUTS);
            let mut buffer = [0; 64];
            for _ in 0..earlier_requests {
                client.write_all(b"GET").await.unwrap();
                assert_eq!(server.read(&mut buffer).await.unwrap(), 3);
                server.write_all(b"200").await.unwrap();
                // An idle connection may wait as long as it likes.
                tokio::time::sleep(Duration::from_secs(100)).await;
            }
            let drip = tokio::spawn(async move {
                while client.write_all(b"x").await.is_ok() {
                    tokio::time::sleep(Duration::from_secs(2)).await;
                }
            });
            let started = tokio::time::Instant::now();
            let error = loop {
                if let Err(error) = server.read(&mut buffer).await {
                    break error;
                }
            };
            let after = started.elapsed();
            assert_eq!(error.kind(), io::ErrorKind::TimedOut);
            assert!(after >= Duration::from_secs(30) && after <= Duration::from_secs(40), "{after:?}");
            drop(server);
            drip.await.unwrap();
        }
    });
}

#[test]
fn a_reader_that_does_not_take_its_answer_is_let_go() {
    paused().block_on(async {
        let (_client, server) = duplex(16);
        let mut server = DeadlineStream::new(server, TIMEOUTS);
        let started = tokio::time::Instant::now();
        let error = server.write_all(&[0; 1000]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert!(started.elapsed() <= Duration::from_secs(26), "{:?}", started.elapsed());
    });
}

#[test]
fn the_beginning_of_a_next_request_sent_along_holds_nothing_for_ever() {
    paused().block_on(async {
        let (mut client, server) = duplex(1024);
        let mut server = DeadlineStream::new(server, TIMEOUTS);
        let mut buffer = [0; 64];
        client.write_all(b"HEAD / HTTP/1.1\r\n\r\nGET / HT").await.unwrap();
        assert!(server.read(&mut buffer).await.unwrap() > 0);
        server.write_all(b"200").await.unwrap();
        let started = tokio::time::Instant::now();
        assert_eq!(server.read(&mut buffer).await.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert!(started.elapsed() <= Duration::from_secs(170), "{:?}", started.elapsed());
    });
}

#[test]
fn an_idle_connection_is_not_ended_here() {
    paused().block_on(async {
        let (mut client, server) = duplex(64);
        let mut server = DeadlineStream::new(server, TIMEOUTS);
        let later = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_secs(140)).await;
            client.write_all(b"GET").await.unwrap();
            client
        });
        let mut buffer = [0; 3];
        server.read_exact(&mut buffer).await.unwrap();
        drop(later.await.unwrap());
    });
}
