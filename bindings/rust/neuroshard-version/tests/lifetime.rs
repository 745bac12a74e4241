//! What is made is freed, in any order.

use neuroshard_version::{Error, Manager, Network, Readiness, Version};

#[test]
fn objects_outlive_what_they_came_from() -> Result<(), Error> {
    let manager = Manager::new()?;
    let readiness = Readiness::new(&manager)?;
    let network = manager.network();
    let version = manager.current_version();
    let genesis = network.genesis();
    drop(manager);
    drop(network);
    assert_eq!(version, genesis);
    assert!(readiness.to_json()?.contains("neuroshard-mainnet"));
    Ok(())
}

#[test]
fn a_manager_keeps_what_it_was_set_up_with() -> Result<(), Error> {
    let network = Network::mainnet()?;
    let maximum = Version::new(2, 0, 0)?;
    let builder = Manager::builder().network(network).supported_max(maximum);
    let (first, second) = (builder.build()?, builder.build()?);
    drop(builder);
    assert_eq!(first.network().id(), "neuroshard-mainnet");
    drop(first);
    assert_eq!(second.supported_max().as_str(), "2.0.0");
    Ok(())
}

#[test]
fn a_clone_is_the_same_value() -> Result<(), Error> {
    let version = Version::current()?;
    let clone = version.clone();
    let text = clone.as_str();
    drop(version);
    assert_eq!(text, "1.0.0");
    assert!(clone.supports_feature("diloco"));
    Ok(())
}
