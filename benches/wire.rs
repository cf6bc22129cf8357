//! Bytes on the wire, head and body, of every page in every language, at its first request and
//! once it has been compressed as small as it gets. Bar: 14 000 bytes.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "support.rs"]
mod support;

use std::process::Command;

use support::{BINARY, communique, raw, settled};

const BAR: usize = 14_000;
const PAGES: [&str; 5] = ["fight-against-terrorism", "share", "privacy", "accessibility", "contact"];

fn main() {
    // The public URL of a real deployment, with every header that it brings.
    let flags = ["--public-url=https://www.ministry.example", "--contact-email=office@ministry.example"];
    let (_server, address) = communique(Command::new(BINARY), &flags);
    let size = |(head, body): (String, Vec<u8>)| (head.len(), body.len());
    println!("bytes on the wire, brotli: head + body = sum (sum at the very first request)");
    let mut largest = 0;
    for tag in support::languages() {
        for page in PAGES {
            let path = format!("/{tag}/{page}");
            let first = size(raw(address, &path, "br"));
            let (head, body) = size(settled(address, &path));
            largest = largest.max(first.0 + first.1).max(head + body);
            println!("{path:40} {head:5} + {body:5} = {:5} ({:5})", head + body, first.0 + first.1);
        }
    }
    println!("largest: {largest} of at most {BAR}");
    assert!(largest <= BAR, "a page is too heavy");
}
