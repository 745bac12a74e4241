//! What Rust expects of values.

use std::collections::{BTreeSet, HashSet};

use neuroshard_version::{
    library_version, library_version_number, Error, Manager, Network, Status, Verification, Version,
};

fn version(text: &str) -> Version {
    text.parse().unwrap()
}

#[test]
fn versions_are_ordered_and_hashed_by_precedence() {
    let mut sorted = ["1.10.0", "1.9.0", "1.10.0-rc.1"].map(version);
    sorted.sort();
    assert_eq!(
        sorted.map(|v| v.to_string()),
        ["1.9.0", "1.10.0-rc.1", "1.10.0"]
    );
    let texts = ["1.0.0+a", "1.0.0+b", "1.0.0-rc.1"];
    assert_eq!(
        texts.map(version).into_iter().collect::<HashSet<_>>().len(),
        2
    );
    assert_eq!(
        texts
            .map(version)
            .into_iter()
            .collect::<BTreeSet<_>>()
            .len(),
        2
    );
}

#[test]
fn versions_print() -> Result<(), Error> {
    let version = version("1.2.3-rc.1+b").with(["ponw"], ["NEP-001"])?;
    assert_eq!(version.to_string(), "1.2.3-rc.1+b");
    assert_eq!(format!("{version:>14}|"), "  1.2.3-rc.1+b|");
    assert_eq!(
        format!("{version:?}"),
        r#"Version { version: "1.2.3-rc.1+b", features: ["ponw"], active_neps: ["NEP-001"] }"#
    );
    Ok(())
}

#[test]
fn lists_are_iterators_of_known_length() -> Result<(), Error> {
    let version = version("1.0.0").with(["b", "a", "c"], [])?;
    assert_eq!(version.features().len(), 3);
    assert_eq!(version.features().rev().collect::<String>(), "cba");
    assert_eq!(version.active_neps().len(), 0);
    let network = Network::mainnet()?;
    assert_eq!(network.features().len(), network.features().count());
    assert!(network.roles().any(|role| role.name == "training"));
    assert_eq!(network.history().next().unwrap().date, "Launch");
    Ok(())
}

#[test]
fn objects_print_for_debugging() -> Result<(), Error> {
    let manager = Manager::new()?;
    assert_eq!(
        format!("{manager:?}"),
        r#"Manager { network: "neuroshard-mainnet", version: "1.0.0", height: 0, .. }"#
    );
    assert_eq!(
        format!("{:?}", manager.network()),
        r#"Network { id: "neuroshard-mainnet", genesis: "1.0.0", .. }"#
    );
    Ok(())
}

#[test]
fn greased_advertisements_differ() -> Result<(), Error> {
    let greased = Manager::builder().grease(true);
    assert!(greased.build()?.advertisement()?.contains("grease_"));
    let plain = greased.grease(false).build()?;
    assert!(!plain.advertisement()?.contains("grease_"));
    Ok(())
}

#[test]
fn a_store_keeps_the_log() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("neuroshard-rust-{}", std::process::id()));
    let store = folder.join("protocol.db");
    let node = Manager::builder().store(&store).build()?;
    let mut records = node.records(0);
    assert_eq!(records.by_ref().count() as u64, node.record_count());
    node.advance(1, 1_800_000_000)?;
    node.schedule_nep(include_str!("../../../../examples/nep.json"))?;
    assert!(records.next().unwrap()?.contains("NEP-002")); // it goes on from where it was
    let head = node.head();
    drop(node);

    let reader = Manager::builder().store(&store).read_only(true).build()?;
    assert_eq!(reader.head(), head);
    assert_eq!(reader.verify(Some(&head))?, Verification::Sound);
    let refused = reader.cancel_nep("NEP-002", "").unwrap_err();
    assert_eq!(refused.status(), Status::ReadOnly);
    assert!(!reader.verify(Some(&[1; 32]))?.is_sound());
    drop(reader);

    let salvaged = Manager::builder().store(&store).salvage(true).build()?;
    let copy = Manager::builder().import(salvaged.export(0)?.json_lines)?;
    assert_eq!(copy.head(), head);
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

#[test]
fn the_library_is_of_this_release() {
    assert_eq!(library_version_number() / 1_000_000, 1);
    assert!(library_version().starts_with("1."));
}
