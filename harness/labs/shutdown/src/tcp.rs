//! What the ConnectionManager is given, over TCP: a request is a line with the ms that its answer takes, and an answer two
//! lines, `working` and `done`.

use crate::manager::{Connection, Listener};
use std::future::Future;
use std::io::{self, Write};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

impl Listener for TcpListener {
    type Connection = TcpConnection;

    async fn accept(&mut self) -> TcpConnection {
        loop {
            match TcpListener::accept(self).await {
                Ok((stream, _)) => return TcpConnection::new(stream),
                // The peer has gone already, or the process has too many files open: neither is the listener's end.
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        }
    }
}

pub struct TcpConnection {
    requests: Lines<BufReader<OwnedReadHalf>>,
    answers: OwnedWriteHalf,
}

impl TcpConnection {
    fn new(stream: TcpStream) -> Self {
        let (requests, answers) = stream.into_split();
        Self { requests: BufReader::new(requests).lines(), answers }
    }
}

impl Connection for TcpConnection {
    async fn read(&mut self) -> io::Result<Option<String>> {
        // Cancel safe: what has arrived of a line stays in the buffer.
        self.requests.next_line().await
    }

    fn try_read(&mut self) -> Option<String> {
        let next = pin!(self.requests.next_line());
        match next.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(request) => request.ok().flatten(),
            Poll::Pending => None,
        }
    }

    async fn write(&mut self, request: &str) -> io::Result<()> {
        let ms = request.parse().map_err(|_| io::ErrorKind::InvalidData)?;
        self.answers.write_all(b"working\n").await?;
        tokio::time::sleep(Duration::from_millis(ms)).await;
        self.answers.write_all(b"done\n").await
    }

    fn close(self) {
        let requests = self.requests.into_inner().into_inner();
        // Straight to the socket, which tokio would first have to find writable. Four bytes fit its buffer.
        if let Ok(Ok(mut socket)) = requests.reunite(self.answers).map(TcpStream::into_std) {
            let _ = socket.write_all(b"bye\n");
        }
    }
}
