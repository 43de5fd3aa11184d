//! One HTTP/1.1 connection, which carries one request at a time.

use crate::Error;
use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::client::conn::http1::{handshake, SendRequest};
use hyper::{header::HOST, Request};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use tokio::net::TcpStream;

pub struct Connection {
    requests: SendRequest<Empty<Bytes>>,
}

impl Connection {
    /// Connects, and has one answer already, so that the first measured request pays for neither.
    pub async fn open(address: SocketAddr) -> Result<Self, Error> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (requests, connection) = handshake(TokioIo::new(stream)).await?;
        // It ends when `requests` is dropped. An error of its shows up in the request that it breaks.
        tokio::spawn(connection);
        let mut connection = Self { requests };
        connection.get("/warm-up").await?;
        Ok(connection)
    }

    pub async fn get(&mut self, path: &str) -> Result<(), Error> {
        self.requests.ready().await?;
        let request = Request::get(path).header(HOST, "localhost").body(Empty::new())?;
        let response = self.requests.send_request(request).await?;
        if !response.status().is_success() {
            return Err(format!("{path}: expected status 200, got {}", response.status()).into());
        }
        response.into_body().collect().await?;
        Ok(())
    }
}
