//! What happens to a node, and the threads that wait for it.

use std::io::{self, BufRead};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::SyncSender;
use std::sync::Arc;
use std::thread;

use crate::termination;
use crate::transport::{self, Frame};

pub enum Event {
    /// A line of the ledger.
    Line(Vec<u8>),
    Accepted(TcpStream),
    /// What the peer of this number says.
    Heard(u64, Frame),
    /// It says what is no frame.
    Garbage(u64, String),
    HungUp(u64),
    /// SIGTERM, or the ledger has ended.
    Stop,
}

/// Whoever hands over events waits until there is room for them. One that nobody takes any more comes too late.
pub type Events = SyncSender<Event>;

/// All that happens but what peers say.
pub fn watch(listener: TcpListener, events: &Events) -> io::Result<()> {
    let to_ledger = events.clone();
    thread::spawn(move || read_ledger(&to_ledger));
    let to_listener = events.clone();
    thread::spawn(move || {
        for socket in listener.incoming().flatten() {
            let _ = to_listener.send(Event::Accepted(socket));
        }
    });
    let to_signal = events.clone();
    termination::expect(move || {
        let _ = to_signal.send(Event::Stop);
    })
}

fn read_ledger(events: &Events) {
    let mut ledger = io::stdin().lock();
    let mut line = Vec::new();
    while ledger.read_until(b'\n', &mut line).is_ok() && line.pop() == Some(b'\n') {
        let _ = events.send(Event::Line(std::mem::take(&mut line)));
    }
    let _ = events.send(Event::Stop);
}

/// What a peer says.
pub fn listen_to(socket: Arc<TcpStream>, number: u64, events: Events) {
    thread::spawn(move || {
        let send = |event| {
            let _ = events.send(event);
        };
        let hear = |frame| send(Event::Heard(number, frame));
        if let Err(message) = transport::receive(&socket, hear) {
            send(Event::Garbage(number, message));
            transport::drain(&socket);
        }
        send(Event::HungUp(number));
    });
}
