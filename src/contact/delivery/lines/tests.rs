//! What comes of lines that a mail server sends in pieces, too long, or out of order.
#![allow(clippy::unwrap_used)]
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::contact::delivery::lent::Lent;

type Connection = LineStream<TcpStream>;

/// A connection, and its other end.
async fn connection() -> (Connection, TcpStream) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let peer = listener.local_addr().unwrap();
    let stream = TcpStream::connect(peer).await.unwrap();
    (LineStream::new(stream, peer), listener.accept().await.unwrap().0)
}

/// What is handed out for a buffer of so many bytes.
async fn read(stream: &mut Connection, bytes: usize) -> io::Result<String> {
    let mut buffer = vec![0; bytes];
    let length = stream.read(&mut buffer).await?;
    Ok(String::from_utf8(buffer[..length].to_vec()).unwrap())
}

#[tokio::test]
async fn one_line_is_handed_out_at_a_time_however_many_have_come() {
    let (mut stream, mut server) = connection().await;
    server.write_all(b"250-one\r\n250 two\r\n250\n250 the third").await.unwrap();
    drop(server);
    for (bytes, line) in
        [(99, "250-one\r\n"), (3, "250"), (99, " two\r\n"), (99, "250 \r\n"), (99, "250 the third"), (99, ""), (99, "")]
    {
        assert_eq!(read(&mut stream, bytes).await.unwrap(), line);
    }
}

#[tokio::test]
async fn of_a_long_line_the_beginning_is_handed_out_and_of_a_long_answer_the_digits() {
    let (mut stream, mut server) = connection().await;
    let long = "x".repeat(100_000);
    server.write_all(format!("250-{long}\r\n250-{long}\r\n250 ok\r\n550 {long}").as_bytes()).await.unwrap();
    drop(server);
    let cut = "x".repeat(MAX_LINE_BYTES - 4);
    for line in [format!("250-{cut}\r\n"), format!("250-{cut}\r\n"), "250 ok\r\n".into(), format!("550 {cut}")] {
        assert_eq!(read(&mut stream, 9999).await.unwrap(), line);
    }
    let (mut stream, mut server) = connection().await;
    let answer = format!("250-{}\r\n", "x".repeat(600)).repeat(499) + "250 taken\r\n";
    let writing = tokio::spawn(async move {
        server.write_all(answer.as_bytes()).await.unwrap();
        server
    });
    let mut bytes = 0;
    for line in 0..500 {
        let shown = read(&mut stream, 9999).await.unwrap();
        assert_eq!(shown.len() > 9, line < 149, "{line}: {shown}");
        assert!(shown.starts_with(if line < 499 { "250-" } else { "250 " }), "{line}: {shown}");
        bytes += shown.len();
    }
    assert!((MAX_ANSWER_BYTES..100_000).contains(&bytes), "{bytes}");
    stream.write_all(b"QUIT\r\n").await.unwrap();
    let mut server = writing.await.unwrap();
    server.write_all(b"221 the words are back\r\n").await.unwrap();
    assert_eq!(read(&mut stream, 9999).await.unwrap(), "221 the words are back\r\n");
}

#[tokio::test]
async fn what_is_no_answer_is_an_error_that_shows_it() {
    for (came, says) in [
        ("HTTP/1.1 400 Bad Request\r\n", "“HTTP/1.1 400 Bad Request”"),
        ("250-mail\r\n+OK ready\r\n", "“+OK ready”"),
        ("2500 ok\r\n", "“2500 ok”"),
        // Nobody waits for a line end that bytes of another protocol do not have.
        ("\u{15}\u{3}\u{1}\0\u{2}\u{2}\u{16}", "TLS: the bytes 15 03 01"),
        (&"x".repeat(2 * PIECE_BYTES), "xxx…”"),
    ] {
        let (mut stream, mut server) = connection().await;
        server.write_all(came.as_bytes()).await.unwrap();
        let error = loop {
            match read(&mut stream, 9999).await {
                Ok(line) => assert_eq!(line, "250-mail\r\n"),
                Err(error) => break error,
            }
        };
        assert!(error.to_string().contains(says), "{error}");
        assert_eq!(read(&mut stream, 99).await.unwrap(), "", "nobody waits for more");
        drop(server);
    }
}

#[tokio::test]
async fn a_connection_that_holds_more_than_was_asked_for_is_not_protected() {
    let (mut stream, mut server) = connection().await;
    server.write_all(b"220 go on\r\n").await.unwrap();
    read(&mut stream, 99).await.unwrap();
    let (lent, ours) = Lent::new(stream);
    assert!(lent.peer_addr().is_ok());
    assert!(ours.take().unwrap().into_inner().is_ok());
    assert!(lent.peer_addr().is_err(), "it is taken back");
    let (mut stream, mut server) = connection().await;
    server.write_all(b"220 go on\r\n250 more").await.unwrap();
    read(&mut stream, 99).await.unwrap();
    assert_eq!(stream.into_inner().unwrap_err().kind(), io::ErrorKind::InvalidData);
    let (stream, _server) = connection().await;
    assert_eq!(read(&mut stream.greeting(), 99).await.unwrap(), "220 \r\n");
}

#[tokio::test]
async fn of_an_answer_of_more_than_500_lines_the_first_and_the_last_are_handed_out() {
    for last in ["250 taken\r\n", "451 later\r\n"] {
        let (mut stream, mut server) = connection().await;
        let answer = ["250-xx\r\n".repeat(100_000).as_str(), last, "220 the next\r\n"].concat();
        let writing = tokio::spawn(async move {
            server.write_all(answer.as_bytes()).await.unwrap();
            server
        });
        for line in 0..500 {
            assert_eq!(read(&mut stream, 99).await.unwrap(), "250-xx\r\n", "{line}");
        }
        assert_eq!(read(&mut stream, 99).await.unwrap(), last);
        stream.write_all(b"NOOP\r\n").await.unwrap();
        assert_eq!(read(&mut stream, 99).await.unwrap(), "220 the next\r\n");
        let mut sent = [0; 6];
        writing.await.unwrap().read_exact(&mut sent).await.unwrap();
        assert_eq!(&sent, b"NOOP\r\n");
    }
}

/// What is sent after an EHLO that is answered like this, and what is handed out of the answers.
async fn greeted(answers: &[&str]) -> (String, String) {
    let (mut stream, mut server) = connection().await;
    stream.write_all(b"EHLO www.example.org\r\n").await.unwrap();
    let answering = async {
        let mut heard = String::new();
        for answer in answers {
            let mut buffer = [0; 99];
            let length = server.read(&mut buffer).await.unwrap();
            heard.push_str(&String::from_utf8_lossy(&buffer[..length]));
            server.write_all(answer.as_bytes()).await.unwrap();
        }
        drop(server);
        heard
    };
    let reading = async {
        let mut all = String::new();
        loop {
            match read(&mut stream, 99).await.unwrap_or_default() {
                end if end.is_empty() => return all,
                line => all.push_str(&line),
            }
        }
    };
    // Who is greeted otherwise than the answers expect waits for ever.
    let both = async { tokio::join!(answering, reading) };
    tokio::time::timeout(std::time::Duration::from_secs(10), both).await.unwrap()
}

#[tokio::test]
async fn a_server_that_does_not_know_ehlo_is_greeted_with_helo() {
    let (ehlo, helo) = ("EHLO www.example.org\r\n", "HELO www.example.org\r\n");
    for (answers, sent, shown) in [
        (&["500 what\r\n", "250 mail\r\n"][..], [ehlo, helo].concat(), "250 ?\r\n"),
        (&["502 no\r\n", "250-mail\r\n250 STARTTLS\r\n"], [ehlo, helo].concat(), "250-?\r\n250 ?\r\n"),
        (&["500-what\r\n500-is\r\n500 that\r\n", "250 mail\r\n"], [ehlo, helo].concat(), "250 ?\r\n"),
        // What it says of us counts, and nobody asks a third time.
        (&["502 no\r\n", "550 not you\r\n"], [ehlo, helo].concat(), "550 not you\r\n"),
        (&["502 no\r\n", "500 what\r\n"], [ehlo, helo].concat(), "500 what\r\n"),
        (&["550 not you\r\n"], ehlo.to_owned(), "550 not you\r\n"),
        (&["504 not that name\r\n"], ehlo.to_owned(), "504 not that name\r\n"),
        (&["5000 what\r\n"], ehlo.to_owned(), ""),
        (&["250 mail\r\n"], ehlo.to_owned(), "250 MAIL\r\n"),
    ] {
        assert_eq!(greeted(answers).await, (sent, shown.to_owned()), "{answers:?}");
    }
    // Only as an answer to it.
    let (mut stream, mut server) = connection().await;
    stream.write_all(b"MAIL FROM:<>\r\n").await.unwrap();
    server.write_all(b"502 no\r\n").await.unwrap();
    assert_eq!(read(&mut stream, 99).await.unwrap(), "502 no\r\n");
}

#[tokio::test]
async fn the_other_end_sees_the_end_and_a_log_the_address_and_nothing_that_was_said() {
    let (mut stream, mut server) = connection().await;
    server.write_all(b"220 secret\r\nmore").await.unwrap();
    read(&mut stream, 99).await.unwrap();
    let shown = format!("{stream:?}");
    assert!(shown.contains(&server.local_addr().unwrap().port().to_string()), "{shown}");
    assert!(!shown.contains("secret") && !shown.contains("more"), "{shown}");
    assert_eq!(stream.peer_addr().unwrap(), server.local_addr().unwrap());
    stream.shutdown().await.unwrap();
    let end =
        tokio::time::timeout(std::time::Duration::from_secs(10), async { server.read(&mut [0; 9]).await.unwrap() });
    assert_eq!(end.await, Ok(0));
}
