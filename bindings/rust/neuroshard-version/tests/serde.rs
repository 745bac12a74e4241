//! Versions through serde: the object that the library's JSON is, and nothing is lost.
#![cfg(feature = "serde")]

use neuroshard_version::{Error, Version};

fn rich() -> Result<Version, Error> {
    Version::parse("1.2.3-rc.1+build.5")?.with(["ponw", "diloco"], ["NEP-002", "NEP-001"])
}

fn versions() -> Result<[Version; 4], Error> {
    Ok([
        rich()?,
        Version::current()?,
        Version::new(u64::MAX, 0, 1)?,
        Version::parse("1.0.0+only.build")?,
    ])
}

/// All of a version: equality alone is that of precedence.
fn all(version: &Version) -> String {
    version.to_json().unwrap()
}

#[test]
fn json_is_that_of_the_library() -> Result<(), Error> {
    for version in versions()? {
        let json = serde_json::to_string(&version).unwrap();
        assert_eq!(json, version.to_json()?);
        assert_eq!(all(&serde_json::from_str(&json).unwrap()), all(&version));
        let value = serde_json::to_value(&version).unwrap();
        assert_eq!(all(&serde_json::from_value(value).unwrap()), all(&version));
    }
    Ok(())
}

#[test]
fn binary_formats_lose_nothing() -> Result<(), Error> {
    for version in versions()? {
        let bytes = bincode::serialize(&version).unwrap();
        let read: Version = bincode::deserialize(&bytes).unwrap();
        assert_eq!(all(&read), all(&version));
    }
    let pair = (rich()?, Version::current()?);
    let bytes = bincode::serialize(&pair).unwrap();
    let (first, second): (Version, Version) = bincode::deserialize(&bytes).unwrap();
    assert_eq!((all(&first), all(&second)), (all(&pair.0), all(&pair.1)));
    Ok(())
}

#[test]
fn an_object_may_leave_out_what_is_empty_and_have_more() {
    let json = r#"{"major":1,"minor":2,"patch":3,"network":"neuroshard-mainnet"}"#;
    let version: Version = serde_json::from_str(json).unwrap();
    assert_eq!(version.as_str(), "1.2.3");
}

fn refusal(json: &str) -> String {
    serde_json::from_str::<Version>(json)
        .unwrap_err()
        .to_string()
}

#[test]
fn the_library_refuses_with_its_own_words() {
    let json = r#"{"major":1,"minor":0,"patch":0,"features":["diloco","Ponw\"\u0001"]}"#;
    let expected = Version::from_json(json).unwrap_err().to_string();
    assert!(refusal(json).starts_with(&expected), "{}", refusal(json));
    let json = r#"{"major":1,"minor":0,"patch":0,"prerelease":"rc.1+b"}"#;
    let expected = Version::from_json(json).unwrap_err().to_string();
    assert!(refusal(json).starts_with(&expected), "{}", refusal(json));
    assert!(refusal(r#"{"major":1,"minor":0}"#).starts_with("missing field `patch`"));
}
