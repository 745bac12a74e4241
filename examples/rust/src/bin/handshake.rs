//! What a node asks about each peer.

use neuroshard_version::{Error, Manager};

fn main() -> Result<(), Error> {
    let node = Manager::new()?; // a node of the built-in network
    node.advance(1000, 1_800_000_000)?; // block and time
    let received = Manager::new()?.advertisement()?; // from a peer
    let verdict = node.check_peer(&received)?;
    println!("{}: {}", verdict.level, verdict.reason);
    if verdict.can_talk() {
        println!("together: {}", node.negotiate(&received)?);
    }
    Ok(())
}
