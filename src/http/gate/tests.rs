//! What is handed on of what clients send, and what is answered.
#![allow(clippy::unwrap_used)]
use futures_util::task::noop_waker;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::time::{Duration, Instant};

use super::*;
use crate::http::deadline::{ConnectionTimeouts, DeadlineStream};

/// A gate to which a client has sent something, and the client.
fn sent(bytes: &str) -> (Pin<Box<Gate<DuplexStream>>>, DuplexStream) {
    let (mut client, server) = duplex(1024 * 1024);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(client.write_all(bytes.as_bytes())).unwrap();
    (Box::pin(Gate::new(server, BytesMut::new(), Arc::new(|_, _| Bytes::new()), None)), client)
}

/// What is handed on until no more is.
fn handed_on(gate: &mut Pin<Box<Gate<DuplexStream>>>) -> String {
    let (waker, mut space, mut all) = (noop_waker(), [0; 4096], Vec::new());
    loop {
        let mut read = ReadBuf::new(&mut space);
        match gate.as_mut().poll_read(&mut Context::from_waker(&waker), &mut read) {
            Poll::Ready(Ok(())) if !read.filled().is_empty() => all.extend_from_slice(read.filled()),
            _ => return String::from_utf8(all).unwrap(),
        }
    }
}

fn write(gate: &mut Pin<Box<Gate<DuplexStream>>>, bytes: &str) {
    let waker = noop_waker();
    let written = gate.as_mut().poll_write(&mut Context::from_waker(&waker), bytes.as_bytes());
    assert!(matches!(written, Poll::Ready(Ok(length)) if length == bytes.len()));
}

fn flush(gate: &mut Pin<Box<Gate<DuplexStream>>>) {
    let waker = noop_waker();
    assert!(matches!(gate.as_mut().poll_flush(&mut Context::from_waker(&waker)), Poll::Ready(Ok(()))));
}

#[test]
fn the_next_request_is_handed_on_when_the_answer_to_the_last_has_been_sent() {
    let (first, second) = ("GET / HTTP/1.1\r\nhost: x\r\n\r\n", "HEAD /y HTTP/1.1\r\nhost: x\r\n\r\n");
    let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: 1\r\nx: {}\r\n\r\ny", "x".repeat(300));
    let (mut gate, _client) = sent(&[first, second, first].concat());
    assert_eq!(handed_on(&mut gate), first);
    flush(&mut gate);
    assert_eq!(handed_on(&mut gate), "", "nothing is answered yet");
    write(&mut gate, "HTTP/1.1 100 Continue\r\n\r\n");
    flush(&mut gate);
    assert_eq!(handed_on(&mut gate), "", "a go-ahead is no answer");
    write(&mut gate, &answer);
    flush(&mut gate);
    assert_eq!(handed_on(&mut gate), second);
    write(&mut gate, &answer.replace("\r\nx", "\r\nconnection: close\r\nx"));
    flush(&mut gate);
    assert_eq!(handed_on(&mut gate), "", "that was the last");
}

#[test]
fn what_comes_fast_is_handed_on_in_parts_between_looks_at_what_is_to_be_written() {
    let body = "x".repeat(100_000);
    let head = format!("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n", body.len());
    let (mut gate, _client) = sent(&format!("{head}{body}"));
    let mut all = String::new();
    while all.len() < head.len() + body.len() {
        let part = handed_on(&mut gate);
        assert!(!part.is_empty() && part.len() < MAX_HANDED_ON + 4096, "{}", part.len());
        assert_eq!(handed_on(&mut gate), "");
        all += &part;
        flush(&mut gate);
    }
    assert_eq!(all, head + &body);
}

fn paused(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.unwrap().block_on(test);
}

#[test]
fn a_head_that_does_not_come_to_its_end_is_told_so() {
    paused(async {
        let (mut client, server) = duplex(4096);
        let seconds = Duration::from_secs;
        let server = DeadlineStream::new(
            server,
            ConnectionTimeouts { request: seconds(30), write: seconds(30), idle: seconds(160) },
        );
        let refuse = Arc::new(|status: u16, _| Bytes::from(status.to_string()));
        let mut gate = Box::pin(Gate::new(server, BytesMut::new(), refuse, None));
        client.write_all(b"GET / HT").await.unwrap();
        assert_eq!(gate.read(&mut [0; 64]).await.unwrap(), 0);
        let mut said = String::new();
        client.read_to_string(&mut said).await.unwrap();
        assert_eq!(said, "408");
    });
}

#[test]
fn the_rest_of_a_chunked_body_is_not_waited_for_after_the_last_answer() {
    paused(async {
        for (connection, handed_on) in [("x", 1), ("connection", 0)] {
            let (mut client, server) = duplex(4096);
            let mut gate = Box::pin(Gate::new(server, BytesMut::new(), Arc::new(|_, _| Bytes::new()), None));
            let head = b"POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n";
            client.write_all(head).await.unwrap();
            assert_eq!(gate.read(&mut [0; 64]).await.unwrap(), head.len());
            let more = "x".repeat(300);
            let answer = format!("HTTP/1.1 408 Request Timeout\r\n{connection}: close\r\nx: {more}\r\n\r\n");
            gate.write_all(answer.as_bytes()).await.unwrap();
            gate.flush().await.unwrap();
            client.write_all(b"1").await.unwrap();
            let began = Instant::now();
            assert_eq!(gate.read(&mut [0; 64]).await.unwrap(), handed_on, "{connection}");
            assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
        }
    });
}
