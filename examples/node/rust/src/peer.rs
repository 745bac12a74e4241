//! A node at the other end of a connection.

use neuroshard_version::{Manager, Version};

use crate::transport::Connection;
use crate::{say, Refusal};

pub struct Peer {
    pub connection: Connection,
    /// As it calls itself; nothing depends on it.
    pub name: Vec<u8>,
    /// The last one, once it has sent one.
    pub advertisement: Option<Vec<u8>>,
}

impl Peer {
    pub fn new(connection: Connection) -> Self {
        Peer {
            connection,
            name: b"unknown".to_vec(),
            advertisement: None,
        }
    }

    pub fn end(&mut self, by: &str, message: impl AsRef<[u8]>) {
        if self.connection.is_over() {
            return;
        }
        say(
            "closed",
            &[("peer", &self.name), ("by", &by), ("message", &message)],
        );
        self.connection.end();
    }

    pub fn bid_farewell(&mut self, message: &str) {
        self.connection.send(b'B', message);
        self.end("self", message);
    }

    /// What the manager makes of its advertisement decides whether the connection is kept.
    pub fn judge(&mut self, manager: &Manager, advertisement: Vec<u8>) -> Result<(), Refusal> {
        let verdict = manager.check_peer(&advertisement)?;
        let message = manager.verdict_message(&Version::from_json(&advertisement)?, &verdict)?;
        let negotiated = match verdict.can_talk() {
            true => manager.negotiate(&advertisement)?.to_json()?,
            false => String::new(),
        };
        say(
            "verdict",
            &[
                ("peer", &self.name),
                ("level", &verdict.level.name()),
                ("reason", &verdict.reason.name()),
                ("upgrade", &verdict.upgrade.name()),
                ("cut", &verdict.cut_height.unwrap_or(0).to_string()),
                ("message", &message),
                ("negotiated", &negotiated),
                ("received", &advertisement),
            ],
        );
        self.advertisement = Some(advertisement);
        if !verdict.can_talk() {
            self.bid_farewell(&message);
        }
        Ok(())
    }

    /// Likewise from a view that has changed.
    pub fn judge_anew(&mut self, manager: &Manager) -> Result<(), Refusal> {
        match self.advertisement.clone() {
            Some(advertisement) if !self.connection.is_over() => self.judge(manager, advertisement),
            _ => Ok(()),
        }
    }
}
