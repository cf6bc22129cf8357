//! A response, received by a client or read off a connection that a test writes to itself.

use std::io::Read;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use scraper::Html;

/// What came back, redirects not followed.
pub struct Response {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Response {
    /// Takes a client’s response whole.
    pub async fn received(response: reqwest::Response) -> Result<Self, reqwest::Error> {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Ok(Self { status, headers, body: response.bytes().await?.to_vec() })
    }

    /// Reads the head of a response, and nothing beyond it.
    pub fn read_head(stream: &mut impl Read) -> Self {
        let mut bytes = Vec::new();
        while !bytes.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            bytes.extend(byte);
        }
        let head = String::from_utf8(bytes).unwrap();
        let (status, lines) = head.trim_end().split_once("\r\n").unwrap();
        let status = ["HTTP/1.1 ", "HTTP/1.0 "].iter().find_map(|version| status.strip_prefix(version));
        let status = status.unwrap()[..3].parse().unwrap();
        let header = |line: &str| {
            let (name, value) = line.split_once(": ")?;
            Some((name.parse::<HeaderName>().ok()?, HeaderValue::from_str(value).ok()?))
        };
        let headers = lines.split("\r\n").map(|line| header(line).unwrap_or_else(|| panic!("{line}"))).collect();
        Self { status, headers, body: Vec::new() }
    }

    /// Reads a response with the body that its length announces.
    pub fn read(stream: &mut impl Read) -> Self {
        let mut response = Self::read_head(stream);
        response.body = vec![0; response.header("content-length").parse().unwrap()];
        stream.read_exact(&mut response.body).unwrap();
        response
    }

    /// A header, empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body without its content coding.
    pub fn decoded(&self) -> Vec<u8> {
        decoded(self.header("content-encoding"), &self.body)
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn html(&self) -> Html {
        Html::parse_document(&self.text())
    }

    /// The reference of an acknowledgement; none if the form came back.
    pub fn reference(&self) -> Option<&str> {
        (self.status == 303).then(|| self.header("location").rsplit('/').next().unwrap())
    }
}

/// Bytes without a content coding, by its name.
pub fn decoded(coding: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = match coding {
        "br" => brotli::Decompressor::new(body, 4096).read_to_end(&mut bytes),
        "zstd" => zstd::stream::copy_decode(body, &mut bytes).map(|()| bytes.len()),
        "gzip" => flate2::read::GzDecoder::new(body).read_to_end(&mut bytes),
        "" | "identity" => return body.to_vec(),
        _ => panic!("{coding}"),
    };
    read.unwrap();
    bytes
}
