//! A node of a NeuroShard network, as small as one can be: it listens, dials peers, exchanges advertisements, keeps the
//! connections that its manager approves of, passes NEPs on, and follows a ledger. ../../README.md says what goes over the
//! wire, what the ledger says on standard input, and what each line of standard output means.
//!
//! One thread does everything, event by event, so that what it prints is in the order in which it happened. Others wait for
//! the ledger, for new connections and for what each peer says, and hand it events.

mod events;
mod node;
mod peer;
mod termination;
mod transport;

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::io::{self, Write};
use std::os::unix::ffi::OsStringExt;
use std::process;

use neuroshard_version::{Manager, Version};

use node::Node;

/// What went wrong, in words.
type Refusal = Box<dyn Error>;

/// One event on a line of standard output. Peers are not to be trusted with our lines.
fn say(event: &str, fields: &[(&str, &dyn AsRef<[u8]>)]) {
    let mut line = format!("event={event}");
    for (key, value) in fields {
        line += &format!("\t{key}=");
        for &byte in value.as_ref() {
            match byte {
                b' '..=b'~' => line.push(byte.into()),
                _ => line += &format!("\\x{byte:02x}"),
            }
        }
    }
    line.push('\n');
    let mut output = io::stdout(); // written at the end of each line
    output.write_all(line.as_bytes()).expect("somebody listens");
}

/// Where one text is in another.
fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// For `MIN..MAX`, as in `1.0.0..2.0.0`.
fn manager(store: OsString, range: &[u8]) -> Result<Manager, Refusal> {
    let text = String::from_utf8_lossy(range);
    let dots = find(range, b"..").ok_or_else(|| format!("expected MIN..MAX, found {text}"))?;
    let manager = Manager::builder()
        .supported_min(Version::parse(&range[..dots])?)
        .supported_max(Version::parse(&range[dots + 2..])?)
        .store(store)
        .build()?;
    Ok(manager)
}

fn run(name: OsString, store: OsString, range: OsString) -> Result<(), Refusal> {
    let manager = manager(store, &range.into_vec())?;
    Node::run(name.into_vec(), manager)
}

fn main() {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let [name, store, range] = <[OsString; 3]>::try_from(arguments).unwrap_or_else(|_| {
        eprintln!("usage: node NAME STORE MIN..MAX");
        process::exit(64)
    });
    if let Err(error) = run(name, store, range) {
        eprintln!("node: {error}");
        process::exit(1);
    }
}
