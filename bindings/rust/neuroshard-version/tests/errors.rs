//! Errors and texts at their edges.

use std::error;

use neuroshard_version::{
    limits, transcript_digest, Compatibility, Error, Manager, Network, NodeStatus, Readiness,
    Reason, Side, Status, Version,
};

const STATUSES: [Status; 19] = [
    Status::Argument,
    Status::Syntax,
    Status::Range,
    Status::Limit,
    Status::Schema,
    Status::Duplicate,
    Status::NotFound,
    Status::Conflict,
    Status::Height,
    Status::NoMemory,
    Status::Internal,
    Status::Notice,
    Status::Incompatible,
    Status::Io,
    Status::Full,
    Status::Locked,
    Status::ReadOnly,
    Status::Corrupt,
    Status::Format,
];

fn error_of(text: impl AsRef<[u8]>) -> Error {
    Version::parse(text).unwrap_err()
}

#[test]
fn an_error_says_what_where_and_why() {
    let error = error_of("1.02.3");
    assert_eq!(error.status(), Status::Syntax);
    assert_eq!(error.offset(), Some(3));
    assert_eq!(
        error.to_string(),
        "invalid version: expected no digit after a leading zero at byte 3, found '2'"
    );
    let error: Box<dyn error::Error + Send + Sync> = error.into();
    assert!(error.source().is_none());
}

#[test]
fn an_error_about_no_byte_has_no_offset() {
    let error = Version::from_json(r#"{"major":"1"}"#).unwrap_err();
    assert_eq!((error.status(), error.offset()), (Status::Schema, None));
    assert!(error.to_string().starts_with("$."), "{error}");
}

#[test]
fn texts_arrive_byte_by_byte() {
    assert_eq!(error_of("").offset(), Some(0));
    assert_eq!(error_of("1.0.0\0").offset(), Some(5));
    assert_eq!(error_of("1.0.é").offset(), Some(4));
    assert_eq!(error_of(b"1.0.0-\xed\xa0\x80").offset(), Some(6)); // a lone surrogate
    assert_eq!(error_of("1.0.0-éx").offset(), Some(6));
    assert_eq!(error_of("1".repeat(10_000_000)).status(), Status::Limit);
    assert!(error_of("1.0.\n").to_string().is_ascii());
}

#[test]
fn json_arrives_byte_by_byte() -> Result<(), Error> {
    let node = Manager::new()?;
    for bytes in [&b"{\"major\":1,\xed\xa0\x80"[..], b"{\"major\":1,\0", b""] {
        assert_eq!(
            Version::from_json(bytes).unwrap_err().status(),
            Status::Syntax
        );
        assert_eq!(node.check_peer(bytes).unwrap_err().status(), Status::Syntax);
        assert_eq!(
            Network::from_json(bytes).unwrap_err().status(),
            Status::Syntax
        );
        assert_eq!(
            node.schedule_nep(bytes).unwrap_err().status(),
            Status::Syntax
        );
    }
    let long = " ".repeat(10_000_000);
    assert_eq!(node.check_peer(&long).unwrap_err().status(), Status::Limit);
    assert_eq!(
        transcript_digest(&long, "").unwrap_err().status(),
        Status::Limit
    );
    assert!(node.can_participate("train\0ing").is_err());
    assert!(!node.current_version().supports_feature("diloco\0"));
    Ok(())
}

#[test]
fn what_is_not_there() -> Result<(), Error> {
    let node = Manager::new()?;
    assert_eq!(node.find_nep("NEP-404")?, None);
    assert_eq!(node.find_nep("404").unwrap_err().status(), Status::Syntax);
    assert_eq!(node.nep(u64::MAX)?, None);
    assert_eq!(node.neps().count(), 0);
    assert_eq!(node.record_json(0).unwrap_err().status(), Status::NotFound);
    assert_eq!(
        node.can_participate("cook").unwrap_err().status(),
        Status::NotFound
    );
    assert!(node.export(node.record_count())?.json_lines.is_empty());
    Ok(())
}

#[test]
fn refusals_of_a_manager() -> Result<(), Error> {
    let node = Manager::new()?;
    node.advance(2, 0)?;
    assert_eq!(node.advance(1, 0).unwrap_err().status(), Status::Height);
    assert_eq!(node.rewind(3, 0).unwrap_err().status(), Status::Height);
    let beyond = limits::HEIGHT + 1;
    assert_eq!(node.advance(beyond, 0).unwrap_err().status(), Status::Range);
    let reversed = Manager::builder()
        .supported_min(Version::new(2, 0, 0)?)
        .supported_max(Version::new(1, 0, 0)?);
    assert_eq!(reversed.build().unwrap_err().status(), Status::Argument);
    assert_eq!(
        Manager::builder().import("{}").unwrap_err().status(),
        Status::Corrupt
    );
    let absent = Manager::builder()
        .store("/nonexistent/protocol.db")
        .read_only(true);
    assert_eq!(absent.build().unwrap_err().status(), Status::NotFound);
    let odd = Manager::builder().store("a\0b").build().unwrap_err();
    assert_eq!(odd.status(), Status::Argument);
    Ok(())
}

#[test]
fn a_verdict_that_is_none_has_no_message() -> Result<(), Error> {
    let node = Manager::new()?;
    let peer = Version::new(1, 0, 0)?;
    let mut verdict = node.check_peer_compatibility(&peer);
    assert!(verdict.can_talk());
    verdict.reason = Reason::Unknown(7);
    let error = node.verdict_message(&peer, &verdict).unwrap_err();
    assert_eq!(error.status(), Status::Argument);
    Ok(())
}

#[test]
fn what_is_no_advertisement_is_counted() -> Result<(), Error> {
    let mut readiness = Readiness::new(&Manager::new()?)?;
    assert_eq!(readiness.add("[]").unwrap_err().status(), Status::Schema);
    assert!(readiness.to_json()?.contains(r#""invalid":1"#));
    Ok(())
}

#[test]
fn numbers_keep_their_names() {
    for status in STATUSES {
        assert_eq!(Status::from(status.code()), status);
        let variant = format!("{status:?}").to_uppercase();
        let name = status.name().strip_prefix("NSV_ERROR_").unwrap();
        assert_eq!(name.replace('_', ""), variant);
    }
    assert_eq!(Compatibility::from(2), Compatibility::UpgradeRecommended);
    assert_eq!(Compatibility::UpgradeRecommended.word(), "upgrade");
    assert_eq!(Side::from(1), Side::Local);
    assert_eq!(NodeStatus::from(3), NodeStatus::TooNew);
    assert_eq!(Reason::from(70).to_string(), "VERSIONS");
}

#[test]
fn unknown_numbers_are_kept() {
    assert_eq!(Status::from(-7), Status::Unknown(-7));
    assert_eq!(Status::Unknown(-7).name(), "NSV_STATUS_UNKNOWN");
    assert_eq!(Compatibility::from(i32::MIN).code(), i32::MIN);
    assert_eq!(Compatibility::from(9).word(), "unknown");
    assert_eq!(Side::from(i32::MAX).name(), "UNKNOWN");
    assert_eq!(NodeStatus::from(4).to_string(), "UNKNOWN");
    assert_eq!(Reason::from(0), Reason::Unknown(0));
}
