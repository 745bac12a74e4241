//! Ten tasks of a node. The same program stands in examples/ in each language, and prints the same.

use std::path::Path;
use std::process::ExitCode;

use neuroshard_version::{Error, Manager, Verification, Version};

const NEP: &str = r#"{
    "id": "NEP-002", "title": "Protocol 2.0.0", "target_version": "2.0.0", "adds": ["mtp"], "activation_height": 4464,
    "announced_at": 1800000000, "expected_activation_time": 1802678400
}"#;

fn parse_a_version() -> Result<(), Error> {
    // 1. Parse a version, and learn where one is wrong
    let version: Version = "1.2.3-rc.1+build.5".parse()?;
    println!(
        "{version} has major {} and pre-release {}",
        version.major(),
        version.prerelease()
    );
    if let Err(error) = "1.02.3".parse::<Version>() {
        let offset = error.offset().unwrap();
        println!("{} at byte {offset}: {error}", error.status());
    }
    Ok(())
}

fn sort_versions() -> Result<(), Error> {
    // 2. Sort versions
    let mut versions: Vec<Version> =
        vec!["1.10.0".parse()?, "1.9.0".parse()?, "1.10.0-rc.1".parse()?];
    versions.sort();
    for version in versions {
        println!("{version}");
    }
    Ok(())
}

fn compare_with_a_peer() -> Result<(), Error> {
    // 3. Ask how two versions get on
    let mine = Version::new(1, 0, 0)?;
    let peer = Version::new(1, 1, 0)?;
    let message = mine.compatibility_message(&peer)?;
    println!("{}: {message}", mine.check_compatibility(&peer));
    Ok(())
}

fn use_a_feature() -> Result<(), Error> {
    // 4. Use a feature only where it is there
    let version = Version::current()?;
    let word = |name| match version.supports_feature(name) {
        true => "has",
        false => "lacks",
    };
    println!(
        "{version} {} diloco and {} mtp",
        word("diloco"),
        word("mtp")
    );
    Ok(())
}

fn open_a_node(store: &Path) -> Result<Manager, Error> {
    // 5. Open a node's store
    let node = Manager::builder()
        .supported_min(Version::new(1, 0, 0)?)
        .supported_max(Version::new(2, 0, 0)?)
        .store(store)
        .build()?;
    node.advance(1, 1_800_000_000)?; // the ledger's height and time
    let network = node.network();
    println!(
        "{} at block {}: {}",
        network.id(),
        node.height(),
        node.status()
    );
    Ok(node)
}

fn check_a_peer(node: &Manager, peer: &Manager) -> Result<(), Error> {
    // 6. Check a peer by its advertisement
    let verdict = node.check_peer(peer.advertisement()?)?;
    println!("{} because of {}", verdict.level, verdict.reason);
    let message = node.verdict_message(&peer.current_version(), &verdict)?;
    println!("{message}");
    Ok(())
}

fn negotiate_with_a_peer(node: &Manager, peer: &Manager) -> Result<(), Error> {
    // 7. Negotiate what both may use
    let common = node.negotiate(peer.advertisement()?)?;
    println!("{common} with {} features", common.features().len());
    Ok(())
}

fn pass_an_upgrade(node: &Manager, peer: &Manager, nep: &str) -> Result<(), Error> {
    // 8. Schedule an upgrade, and pass its block
    node.schedule_nep(nep)?;
    let cut = node.check_peer(peer.advertisement()?)?.cut_height;
    println!("to be cut at block {}", cut.expect("the peer is older"));
    node.advance(4464, 1_802_678_400)?;
    peer.advance(4464, 1_802_678_400)?;
    let level = node.check_peer(peer.advertisement()?)?.level;
    let activation = node.activate_nep("NEP-002")?;
    println!("{}; the peer: {level}", activation.message);
    Ok(())
}

fn ask_for_a_role(node: &Manager) -> Result<(), Error> {
    // 9. Ask whether the node may train
    let training = node.can_participate_in_training()?;
    let word = if training.allowed { "yes" } else { "no" };
    println!("{word}: {}", training.reason);
    Ok(())
}

fn audit_the_log(node: &Manager) -> Result<(), Error> {
    // 10. Prove what happened
    let found = match node.verify(None)? {
        Verification::Sound => "sound".to_owned(),
        Verification::Unsound { reason, .. } => reason,
    };
    println!("{} records, {found}", node.record_count());
    let copy = Manager::builder().import(node.export(0)?.json_lines)?;
    println!(
        "{}",
        match copy.head() == node.head() {
            true => "the export has the same head",
            false => "the export is another log",
        }
    );
    Ok(())
}

fn run(store: &Path) -> Result<(), Error> {
    parse_a_version()?;
    sort_versions()?;
    compare_with_a_peer()?;
    use_a_feature()?;
    let node = open_a_node(store)?;
    let peer = Manager::new()?; // its software is older, and it has not heard of the upgrade
    check_a_peer(&node, &peer)?;
    negotiate_with_a_peer(&node, &peer)?;
    pass_an_upgrade(&node, &peer, NEP)?;
    ask_for_a_role(&node)?;
    audit_the_log(&node)
}

fn main() -> ExitCode {
    let store = match std::env::args_os().nth(1) {
        Some(store) => store,
        None => {
            eprintln!("usage: ten_tasks STORE");
            return ExitCode::from(64);
        }
    };
    if let Err(error) = run(store.as_ref()) {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
