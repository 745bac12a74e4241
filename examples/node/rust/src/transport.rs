//! What carries a node's frames: TCP on the loopback interface. ../../README.md says what a frame is.

use std::io::{self, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use neuroshard_version::limits;

const HEADER_SIZE: usize = 5; // the kind, and four bytes of size
const MOST_UNSENT: usize = 1 << 20;

/// Listens on a port of the system's choice.
pub fn listen_somewhere() -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
}

pub fn connect_to(port: u16) -> io::Result<TcpStream> {
    TcpStream::connect((Ipv4Addr::LOCALHOST, port))
}

pub struct Frame {
    pub kind: u8,
    pub payload: Vec<u8>,
}

/// The sending side of a connection. A thread of its own sends, so that nobody else waits for the peer.
pub struct Connection {
    socket: Arc<TcpStream>,
    frames: Option<Sender<Vec<u8>>>, // until it is over
    unsent: Arc<AtomicUsize>,
    sent: Receiver<()>, // hung up when the last of it is sent, or cannot be
}

impl Connection {
    pub fn new(socket: Arc<TcpStream>) -> Self {
        let (frames, to_send) = mpsc::channel();
        let (sending, sent) = mpsc::channel();
        let unsent = Arc::new(AtomicUsize::new(0));
        let connection = Connection {
            socket: socket.clone(),
            frames: Some(frames),
            unsent: unsent.clone(),
            sent,
        };
        thread::spawn(move || {
            transmit(&socket, to_send, &unsent);
            drop(sending);
        });
        connection
    }

    pub fn send(&self, kind: u8, payload: impl AsRef<[u8]>) {
        let payload = payload.as_ref();
        if let Some(frames) = &self.frames {
            let mut frame = Vec::with_capacity(HEADER_SIZE + payload.len());
            frame.push(kind);
            frame.extend_from_slice(&(payload.len() as u32).to_be_bytes());
            frame.extend_from_slice(payload);
            self.unsent.fetch_add(frame.len(), Ordering::Relaxed);
            let _ = frames.send(frame); // where nothing can be sent any more, the receiving side says so
        }
    }

    /// Whether the peer leaves too much unread.
    pub fn is_stuck(&self) -> bool {
        self.unsent.load(Ordering::Relaxed) > MOST_UNSENT
    }

    /// Nothing more is said. It stays open until the peer has read the last words, which closing would take from it; one that
    /// is stuck does not get them.
    pub fn end(&mut self) {
        if self.is_stuck() {
            let _ = self.socket.shutdown(Shutdown::Write);
        }
        self.frames = None;
    }

    pub fn is_over(&self) -> bool {
        self.frames.is_none()
    }

    /// Waits until the last words are sent, at most until the deadline.
    pub fn finish(&self, deadline: Instant) {
        let left = deadline.saturating_duration_since(Instant::now());
        let _ = self.sent.recv_timeout(left);
    }
}

impl Drop for Connection {
    /// Whatever waits for the peer in another thread ends.
    fn drop(&mut self) {
        let _ = self.socket.shutdown(Shutdown::Both);
    }
}

/// Sends what is to be sent, until the end of it.
fn transmit(mut socket: &TcpStream, frames: Receiver<Vec<u8>>, unsent: &AtomicUsize) {
    for frame in frames {
        if socket.write_all(&frame).is_err() {
            break;
        }
        unsent.fetch_sub(frame.len(), Ordering::Relaxed);
    }
    let _ = socket.shutdown(Shutdown::Write);
}

/// Hands over each frame, until the peer hangs up. What is no frame ends that, with a message.
pub fn receive(socket: &TcpStream, mut hear: impl FnMut(Frame)) -> Result<(), String> {
    let mut stream = BufReader::new(socket);
    let mut header = [0; HEADER_SIZE];
    while stream.read_exact(&mut header).is_ok() {
        let [kind, size @ ..] = header;
        let size = u32::from_be_bytes(size) as usize;
        if size > limits::ADVERTISEMENT {
            let most = limits::ADVERTISEMENT;
            return Err(format!(
                "expected a frame of at most {most} bytes, found {size}"
            ));
        }
        let mut payload = vec![0; size];
        if stream.read_exact(&mut payload).is_err() {
            break;
        }
        hear(Frame { kind, payload });
    }
    Ok(())
}

/// Drops what still comes, until the peer hangs up.
pub fn drain(mut socket: &TcpStream) {
    let _ = io::copy(&mut socket, &mut io::sink());
}
