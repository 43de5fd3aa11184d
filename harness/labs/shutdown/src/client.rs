//! A client that asks a few times at once and then reads until its connection is closed.

use std::io;
use std::net::SocketAddr;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::mpsc::UnboundedSender;

/// What a client has seen when its connection has ended.
#[derive(Debug, Default, PartialEq)]
pub struct Seen {
    /// Answers that began, and those of them that came whole.
    pub began: usize,
    pub whole: usize,
    /// The server closed the connection; otherwise it was dropped.
    pub goodbye: bool,
}

/// @param requests the ms that each answer takes
/// @param working told at the beginning of each answer
pub async fn client(address: SocketAddr, requests: &[u64], working: UnboundedSender<()>) -> io::Result<Seen> {
    let (lines, mut asks) = TcpStream::connect(address).await?.into_split();
    let text: String = requests.iter().map(|ms| format!("{ms}\n")).collect();
    asks.write_all(text.as_bytes()).await?;
    let mut lines = BufReader::new(lines).lines();
    let mut seen = Seen::default();
    // A server that drops the socket with requests unread resets it; that is an end, too.
    while let Ok(Some(line)) = lines.next_line().await {
        match line.as_str() {
            "working" => {
                seen.began += 1;
                let _ = working.send(());
            }
            "done" => seen.whole += 1,
            _ => seen.goodbye = true,
        }
    }
    Ok(seen)
}
