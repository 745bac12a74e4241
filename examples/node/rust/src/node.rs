//! What a node does, event by event.

use std::collections::BTreeMap;
use std::net::TcpStream;
use std::str::{self, FromStr};
use std::sync::mpsc::{self, Receiver};
use std::sync::Arc;
use std::time::{Duration, Instant};

use neuroshard_version::Manager;

use crate::events::{self, Event, Events};
use crate::peer::Peer;
use crate::transport::{self, Connection, Frame};
use crate::{find, say, Refusal};

const MOST_PEERS: usize = 256;
const MOST_WAITING: usize = 16; // events
/// That all peers together have to take the last words of a node that stops.
const FAREWELL: Duration = Duration::from_millis(100);

const ID_KEY: &[u8] = br#"{"id":""#;
const SCHEDULED: &str = r#""status":"scheduled""#;
const CANCELLED: &str = r#""status":"cancelled""#;

pub struct Node {
    name: Vec<u8>,
    manager: Manager,
    events: Events,             // for what listens to a peer
    peers: BTreeMap<u64, Peer>, // by number, in the order in which they came
    next_number: u64,
}

impl Node {
    /// A node that runs until the ledger ends, or SIGTERM.
    pub fn run(name: Vec<u8>, manager: Manager) -> Result<(), Refusal> {
        let (events, queue) = mpsc::sync_channel(MOST_WAITING);
        let listener = transport::listen_somewhere()?;
        let port = listener.local_addr()?.port();
        events::watch(listener, &events)?;
        say("listening", &[("port", &port.to_string())]);
        let mut node = Node {
            name,
            manager,
            events,
            peers: BTreeMap::new(),
            next_number: 0,
        };
        node.view_changed()?;
        node.live(queue);
        node.stop();
        Ok(())
    }

    fn live(&mut self, queue: Receiver<Event>) {
        for event in queue {
            match event {
                Event::Line(line) => self.follow(&line),
                Event::Accepted(socket) => drop(self.meet(socket)), // closed where that fails
                Event::Heard(number, frame) => self.hear(number, frame),
                Event::Garbage(number, message) => {
                    self.with(number, |peer| peer.bid_farewell(&message));
                }
                Event::HungUp(number) => {
                    self.with(number, |peer| peer.end("peer", "it hung up"));
                    self.peers.remove(&number);
                }
                Event::Stop => return,
            }
        }
    }

    fn with(&mut self, number: u64, act: impl FnOnce(&mut Peer)) {
        self.peers.get_mut(&number).map(act);
    }

    fn stop(&mut self) {
        for peer in self.peers.values_mut() {
            peer.bid_farewell("the node stops");
        }
        let deadline = Instant::now() + FAREWELL;
        for peer in self.peers.values() {
            peer.connection.finish(deadline);
        }
        say("stopped", &[]);
    }

    /// Both sides of a new connection say who they are, what they speak, and what is to come.
    fn meet(&mut self, socket: TcpStream) -> Result<(), Refusal> {
        if self.peers.len() == MOST_PEERS {
            return Err("there are too many peers".into());
        }
        let advertisement = self.manager.advertisement()?;
        let neps = self.manager.neps().collect::<Result<Vec<_>, _>>()?;
        let socket = Arc::new(socket);
        let connection = Connection::new(socket.clone());
        connection.send(b'I', &self.name);
        connection.send(b'A', advertisement);
        for nep in neps.iter().filter(|nep| nep.contains(SCHEDULED)) {
            connection.send(b'N', nep);
        }
        self.peers.insert(self.next_number, Peer::new(connection));
        events::listen_to(socket, self.next_number, self.events.clone());
        self.next_number += 1;
        Ok(())
    }

    fn hear(&mut self, number: u64, frame: Frame) {
        let peer = match self.peers.get_mut(&number) {
            Some(peer) if !peer.connection.is_over() => peer,
            _ => return,
        };
        match frame.kind {
            b'I' => peer.name = frame.payload,
            b'A' => {
                if let Err(error) = peer.judge(&self.manager, frame.payload) {
                    peer.bid_farewell(&error.to_string());
                }
            }
            // Of somebody whom the manager has not approved of, nothing is learnt.
            b'N' if peer.advertisement.is_some() => {
                let from = peer.name.clone();
                if let Err(error) = self.learn(&frame.payload, &from, false) {
                    refuse("nep", error);
                }
            }
            b'B' => peer.end("peer", frame.payload),
            _ => {} // nodes of the future say more
        }
    }

    /// Every peer hears of it, and is judged anew.
    fn view_changed(&mut self) -> Result<(), Refusal> {
        let view = self.manager.status_json()?;
        let advertisement = self.manager.advertisement()?;
        say(
            "view",
            &[("view", &view), ("advertisement", &advertisement)],
        );
        for peer in self.peers.values_mut() {
            peer.connection.send(b'A', &advertisement);
            if peer.connection.is_stuck() {
                peer.end("self", "it does not read");
            }
            peer.judge_anew(&self.manager)?;
        }
        Ok(())
    }

    /// Schedules a NEP, and passes it on where it is news. Rumour does not bring back what the ledger has cancelled.
    fn learn(&mut self, nep: &[u8], from: &[u8], from_ledger: bool) -> Result<(), Refusal> {
        let id = id_of(nep).ok_or("expected a NEP that begins with its id")?;
        let known = self.manager.find_nep(id)?;
        let was_cancelled = matches!(&known, Some(known) if known.contains(CANCELLED));
        if was_cancelled && !from_ledger {
            return Ok(());
        }
        self.manager.schedule_nep(nep)?;
        if known.is_some() && !was_cancelled {
            return Ok(());
        }
        say("nep", &[("id", &id), ("from", &from)]);
        if let Some(news) = self.manager.find_nep(id)? {
            for peer in self.peers.values() {
                peer.connection.send(b'N', &news);
            }
        }
        self.view_changed()
    }

    /// Does what a line of the ledger, or of the operator, says.
    fn follow(&mut self, line: &[u8]) {
        let (command, rest) = cut(line);
        match self.obey(command, rest) {
            Ok(()) => say("done", &[("command", &command)]),
            Err(error) => refuse(command, error),
        }
    }

    fn obey(&mut self, command: &[u8], rest: &[u8]) -> Result<(), Refusal> {
        let (first, others) = cut(rest);
        match command {
            b"advance" => self.manager.advance(number(first)?, number(others)?)?,
            b"rewind" => self.manager.rewind(number(first)?, number(others)?)?,
            b"catch-up" => self.manager.catch_up_nep(rest)?,
            b"reschedule" => {
                let (height, time) = cut(others);
                self.manager
                    .reschedule_nep(first, number(height)?, number(time)?)?;
            }
            b"cancel" if !first.is_empty() => self.manager.cancel_nep(first, others)?,
            b"schedule" => return self.learn(rest, b"ledger", true),
            b"dial" => return self.dial(number(first)?),
            b"hang-up" if !rest.is_empty() => return self.hang_up(rest),
            _ => return Err(NO_SUCH_COMMAND.into()),
        }
        self.view_changed()
    }

    fn dial(&mut self, port: u16) -> Result<(), Refusal> {
        transport::connect_to(port)
            .map_err(Refusal::from)
            .and_then(|socket| self.meet(socket))
            .map_err(|error| format!("cannot dial: {error}").into())
    }

    fn hang_up(&mut self, name: &[u8]) -> Result<(), Refusal> {
        for peer in self.peers.values_mut().filter(|peer| peer.name == name) {
            peer.bid_farewell("the operator hung up");
        }
        Ok(())
    }
}

const NO_SUCH_COMMAND: &str = "no such command";

fn refuse(command: impl AsRef<[u8]>, error: Refusal) {
    say(
        "refused",
        &[("command", &command), ("message", &error.to_string())],
    );
}

/// The id of a NEP as the library prints it.
fn id_of(nep: &[u8]) -> Option<&[u8]> {
    let rest = nep.strip_prefix(ID_KEY)?;
    Some(&rest[..find(rest, b"\"")?])
}

/// A word, and what follows it.
fn cut(text: &[u8]) -> (&[u8], &[u8]) {
    match find(text, b" ") {
        Some(blank) => (&text[..blank], &text[blank + 1..]),
        None => (text, b""),
    }
}

fn number<T: FromStr>(word: &[u8]) -> Result<T, Refusal> {
    let parsed = str::from_utf8(word).ok().and_then(|word| word.parse().ok());
    parsed.ok_or_else(|| NO_SUCH_COMMAND.into())
}
