//! How this crate is used: values, errors, threads, the log.

use std::collections::BTreeSet;
use std::thread;

use neuroshard_version::{Compatibility, Error, Manager, Readiness, Status, Version};

/// Versions are values: they are ordered, hashed and printed, and their features are iterators.
fn values() -> Result<(), Error> {
    let seen: BTreeSet<Version> = [
        "1.10.0".parse()?,
        "1.9.0+linux".parse()?,
        "1.9.0+mac".parse()?,
    ]
    .into();
    println!(
        "{} versions, up to {}",
        seen.len(),
        seen.iter().max().unwrap()
    );
    let mine = Version::current()?;
    let more = mine.with(mine.features().chain(["mtp"]), mine.active_neps())?;
    println!(
        "{} features, mtp too: {}",
        more.features().len(),
        more.supports_feature("mtp")
    );
    Ok(())
}

/// An error has a status to decide by, a sentence for people, and the byte that is wrong.
fn errors(text: &str) {
    match text.parse::<Version>() {
        Ok(version) => println!("{version}"),
        Err(error) if error.status() == Status::Limit => println!("that is no version: {error}"),
        Err(error) => println!("{error} ({:?})", error.offset()),
    }
}

/// What a peer sends is bytes, of which nothing is trusted.
fn bytes_from_a_peer(node: &Manager) {
    let received: &[u8] = b"{\"major\": 1, \"minor\": \xff";
    let error = node.check_peer(received).unwrap_err();
    println!("{}: {error}", error.status());
}

/// Later releases may know more levels and reasons: what has no name yet is `Unknown`.
fn decide(level: Compatibility) -> &'static str {
    match level {
        Compatibility::Identical | Compatibility::Compatible => "talk",
        Compatibility::UpgradeRecommended => "talk, and tell the operator",
        Compatibility::Incompatible => "hang up",
        _ => "talk, as the library allows it",
    }
}

/// One manager serves all threads through `&Manager`.
fn threads(node: &Manager) -> Result<(), Error> {
    let advertisement = node.advertisement()?;
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| node.check_peer(&advertisement).unwrap());
        }
        node.advance(1001, 1_800_000_600)
    })
}

/// A host keeps an iterator over the log, and goes on with it when something has happened.
fn follow(node: &Manager) -> Result<(), Error> {
    let mut records = node.records(0);
    let before = records.by_ref().collect::<Result<Vec<_>, _>>()?.len();
    node.schedule_nep(include_str!("../../../nep.json"))?;
    let after = records.by_ref().collect::<Result<Vec<_>, _>>()?.len();
    println!(
        "{before} record at first, then {after} more; head {:02x?}…",
        &node.head()[..2]
    );
    Ok(())
}

/// Who is ready for what is scheduled.
fn count(node: &Manager) -> Result<(), Error> {
    let mut readiness = Readiness::new(node)?;
    for advertisement in [Manager::new()?.advertisement()?, node.advertisement()?] {
        readiness.add(advertisement)?;
    }
    println!("{}", readiness.to_json()?);
    Ok(())
}

fn main() -> Result<(), Error> {
    values()?;
    errors("1.02.3");
    errors(&"1".repeat(300));
    let node = Manager::builder()
        .supported_max(Version::new(2, 0, 0)?)
        .unix_time(1_800_000_000)
        .build()?;
    node.advance(1000, 1_800_000_000)?;
    bytes_from_a_peer(&node);
    let peer = Version::new(2, 0, 0)?;
    println!("{}", decide(node.check_peer_compatibility(&peer).level));
    threads(&node)?;
    follow(&node)?;
    count(&node)
}
