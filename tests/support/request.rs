//! Requests: by a client that opens a connection for each, or as bytes that a test writes to a
//! connection itself.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use super::response::Response;
use super::runtime;

const FORM: &str = "application/x-www-form-urlencoded";

/// A form as a browser encodes it.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// A form that is right in every field.
pub fn letter(message: &str) -> Vec<(&str, &str)> {
    vec![
        ("topic", "other"),
        ("about", ""),
        ("name", "Ayşə Məmmədova"),
        ("email", "ayse@example.org"),
        ("organisation", ""),
        ("reply", ""),
        ("message", message),
        ("memo", ""),
        ("consent", "yes"),
    ]
}

/// Sends a form.
pub fn post(address: SocketAddr, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Response {
    try_post(address, path, fields, headers).unwrap()
}

/// Sends a form to a server that may be gone.
pub fn try_post(
    address: SocketAddr,
    path: &str,
    fields: &[(&str, &str)],
    headers: &[(&str, &str)],
) -> Result<Response, reqwest::Error> {
    try_send(address, "POST", path, &[&[("content-type", FORM)], headers].concat(), encoded(fields).into())
}

/// Sends a form from an address of this machine.
pub fn post_from(
    source: [u8; 4],
    address: SocketAddr,
    path: &str,
    fields: &[(&str, &str)],
    headers: &[(&str, &str)],
) -> Response {
    let headers = [&[("content-type", FORM)], headers].concat();
    try_send_from(source, address, "POST", path, &headers, encoded(fields).into()).unwrap()
}

/// The status of a page that somebody asks for at an address of this machine.
pub fn ask_from(source: [u8; 4], address: SocketAddr, path: &str) -> Result<u16, reqwest::Error> {
    Ok(try_send_from(source, address, "GET", path, &[], Vec::new())?.status)
}

/// One request without a body.
pub fn ask(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
    send(address, method, path, headers, Vec::new())
}

/// One request with a body.
pub fn send(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Response {
    try_send(address, method, path, headers, body).unwrap()
}

/// One request to a server that may be gone.
pub fn try_send(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> Result<Response, reqwest::Error> {
    try_send_from([127, 0, 0, 1], address, method, path, headers, body)
}

/// One request from an address of this machine, to a server that may be gone.
pub fn try_send_from(
    source: [u8; 4],
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> Result<Response, reqwest::Error> {
    runtime().block_on(async {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
        let client = client.local_address(IpAddr::from(source)).build().unwrap();
        let mut request = client.request(method.parse().unwrap(), format!("http://{address}{path}"));
        if !body.is_empty() {
            request = request.body(body);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Response::received(request.send().await?).await
    })
}

/// A connection on which nobody waits for ever.
pub fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
    stream
}

/// A connection from an address of this machine.
pub fn connect_from(source: [u8; 4], address: SocketAddr) -> TcpStream {
    let stream = runtime().block_on(async {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind((Ipv4Addr::from(source), 0).into()).unwrap();
        socket.connect(address).await.unwrap().into_std().unwrap()
    });
    stream.set_nonblocking(false).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
    stream
}

/// Hangs up so that the other side notices at once, whatever it is doing (a reset).
pub fn hang_up(stream: TcpStream) {
    stream.set_nonblocking(true).unwrap();
    let runtime = runtime();
    let _inside = runtime.enter();
    tokio::net::TcpStream::from_std(stream).unwrap().set_zero_linger().unwrap();
}

/// The head of a form on its way, with more headers.
pub fn form_head(path: &str, more: &str) -> String {
    format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: {FORM}\r\n{more}\r\n\r\n")
}

/// A form on its way, head and body.
pub fn form_request(path: &str, fields: &[(&str, &str)]) -> String {
    let body = encoded(fields);
    form_head(path, &format!("content-length: {}", body.len())) + &body
}
