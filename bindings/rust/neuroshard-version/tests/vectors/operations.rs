//! The operations of the test vectors, as calls of this crate.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use neuroshard_version::{
    transcript_digest, Compatibility, Error, Manager, Network, Participation, Readiness, Status,
    Verdict, Verification, Version,
};
use serde_json::{json, Value};

use crate::inputs::{json_text, text, texts, version, Inputs};

/// The `ok` of a case, or the error of the library.
pub type Operation = fn(&mut Inputs<'_>) -> Result<Value, Error>;

pub fn find(name: &str) -> Operation {
    match name {
        "version.parse" => |inputs| Version::parse(text(inputs.get("text"))).map(parts),
        "version.parse_lenient" => {
            |inputs| Version::parse_lenient(text(inputs.get("text"))).map(parts)
        }
        "version.order" => order,
        "version.equal" => equal,
        "version.compatibility" => compatibility,
        "version.from_json" => from_json,
        "version.with" => with,
        "network.from_json" => network_from_json,
        "network.describe" => network_describe,
        "manager.status" => status,
        "manager.status_json" => |inputs| Ok(document(&inputs.manager()?.status_json()?)),
        "manager.neps" => neps,
        "manager.activate" => activate,
        "manager.participation" => participation,
        "manager.advertisement" => {
            |inputs| Ok(json!({ "text": inputs.manager()?.advertisement()? }))
        }
        "manager.upgrade_id" => upgrade_id,
        "manager.check_peer_compatibility" => check_peer_compatibility,
        "manager.check_peer" => {
            |inputs| judge(&inputs.manager()?, json_text(inputs.get("advertisement")))
        }
        "manager.negotiate" => negotiate,
        "manager.readiness" => readiness,
        "manager.log" => log,
        "managers.meet" => meet,
        "transcript.digest" => digest,
        _ => panic!("unknown operation {name}"),
    }
}

/// D: a JSON document.
fn document(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn list<'a>(texts: impl Iterator<Item = &'a str>) -> Value {
    texts.collect::<Vec<_>>().into()
}

fn parts(version: Version) -> Value {
    json!({
        "major": version.major().to_string(),
        "minor": version.minor().to_string(),
        "patch": version.patch().to_string(),
        "prerelease": version.prerelease(),
        "build": version.build(),
        "string": version.as_str(),
    })
}

fn order(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let versions = inputs.versions("ascending")?;
    for (i, a) in versions.iter().enumerate() {
        for (j, b) in versions.iter().enumerate() {
            assert_eq!(a.cmp(b), i.cmp(&j), "{a} and {b}");
        }
    }
    Ok(json!(true))
}

fn hash(version: &Version) -> u64 {
    let mut hasher = DefaultHasher::new();
    version.hash(&mut hasher);
    hasher.finish()
}

fn equal(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let versions = inputs.versions("versions")?;
    for a in &versions {
        for b in &versions {
            assert_eq!(a, b);
            assert_eq!(hash(a), hash(b), "{a} and {b}");
        }
    }
    Ok(json!(true))
}

fn compatibility(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let local = version(inputs.get("local"))?;
    let peer = version(inputs.get("peer"))?;
    let level = local.check_compatibility(&peer);
    Ok(json!({
        "value": level.code(),
        "level": level.name(),
        "word": level.word(),
        "compatible": local.is_compatible(&peer),
        "upgrade": local.side_to_upgrade(&peer).name(),
        "message": local.compatibility_message(&peer)?,
    }))
}

fn from_json(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let read = Version::from_json(text(inputs.get("json")))?;
    Ok(json!({
        "string": read.as_str(),
        "features": list(read.features()),
        "active_neps": list(read.active_neps()),
        "json": read.to_json()?,
    }))
}

fn with(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let (features, neps) = (
        texts(inputs.get("features")),
        texts(inputs.get("active_neps")),
    );
    let made = version(inputs.get("version"))?.with(features, neps)?;
    let asked = inputs.get("ok");
    for (key, expected) in [("supports", true), ("lacks", false)] {
        for name in texts(&asked[key]) {
            assert_eq!(made.supports_feature(&name), expected, "{name:?}");
        }
    }
    Ok(json!({
        "string": made.as_str(),
        "features": list(made.features()),
        "active_neps": list(made.active_neps()),
        "supports": asked["supports"],
        "lacks": asked["lacks"],
    }))
}

fn network_from_json(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    Ok(json!({ "json": Network::from_json(text(inputs.get("json")))?.to_json()? }))
}

fn network_describe(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let network = inputs.network()?;
    let features = network.features().map(|feature| {
        json!({
            "name": feature.name,
            "title": feature.title,
            "description": feature.description,
            "since": feature.since,
            "required_nep": feature.required_nep,
            "pending": feature.pending,
        })
    });
    let history = network.history().map(|entry| {
        json!({ "version": entry.version, "date": entry.date, "description": entry.description })
    });
    let roles = network
        .roles()
        .map(|role| json!({ "name": role.name, "requires": role.required_features }));
    Ok(json!({
        "id": network.id(),
        "genesis": network.genesis().as_str(),
        "genesis_features": list(network.genesis().features()),
        "features": features.collect::<Value>(),
        "history": history.collect::<Value>(),
        "roles": roles.collect::<Value>(),
        "notice_days": network.notice_days(),
        "grace_from_day": network.grace_from_day(),
    }))
}

fn status(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let manager = inputs.manager()?;
    let version = manager.current_version();
    Ok(json!({
        "status": manager.status().name(),
        "version": version.as_str(),
        "features": list(version.features()),
        "active_neps": list(version.active_neps()),
        "network_version": manager.network_version().as_str(),
        "network_minimum": manager.network_minimum().as_str(),
        "supported_min": manager.supported_min().as_str(),
        "supported_max": manager.supported_max().as_str(),
        "height": manager.height().to_string(),
        "time": manager.time().to_string(),
    }))
}

fn neps(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let manager = inputs.manager()?;
    let neps = manager.neps().collect::<Result<Vec<_>, _>>()?;
    assert_eq!(manager.nep_count(), neps.len() as u64);
    assert_eq!(manager.nep(manager.nep_count())?, None);
    for nep in &neps {
        let id = document(nep)["id"].as_str().unwrap().to_owned();
        assert_eq!(manager.find_nep(id)?.as_ref(), Some(nep));
    }
    Ok(neps.iter().map(|nep| document(nep)).collect())
}

fn activate(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let answer = inputs.manager()?.activate_nep(text(inputs.get("id")))?;
    Ok(json!({ "activated": answer.activated, "message": answer.message }))
}

fn participation(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let manager = inputs.manager()?;
    let role = text(inputs.get("role"));
    let answer: Participation = manager.can_participate(&role)?;
    match role.as_slice() {
        b"training" => assert_eq!(manager.can_participate_in_training()?, answer),
        b"inference" => assert_eq!(manager.can_participate_in_inference()?, answer),
        _ => {}
    }
    Ok(json!({ "allowed": answer.allowed, "reason": answer.reason }))
}

fn upgrade_id(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let id = inputs.manager()?.upgrade_id();
    Ok(json!({ "digest": hex(&id.digest), "next": id.next.unwrap_or(0).to_string() }))
}

fn describe(manager: &Manager, peer: &Version, verdict: Verdict) -> Result<Value, Error> {
    assert_eq!(
        verdict.can_talk(),
        verdict.level != Compatibility::Incompatible
    );
    Ok(json!({
        "level": verdict.level.name(),
        "reason": verdict.reason.name(),
        "upgrade": verdict.upgrade.name(),
        "cut_height": verdict.cut_height.unwrap_or(0).to_string(),
        "message": manager.verdict_message(peer, &verdict)?,
    }))
}

/// What a manager says to an advertisement.
fn judge(manager: &Manager, advertisement: impl AsRef<[u8]>) -> Result<Value, Error> {
    let verdict = manager.check_peer(&advertisement)?;
    describe(manager, &Version::from_json(&advertisement)?, verdict)
}

fn check_peer_compatibility(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let manager = inputs.manager()?;
    let peer = version(inputs.get("peer"))?;
    describe(&manager, &peer, manager.check_peer_compatibility(&peer))
}

fn negotiate(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let manager = inputs.manager()?;
    let common = manager.negotiate(json_text(inputs.get("advertisement")))?;
    Ok(json!({ "json": common.to_json()? }))
}

/// Null where the two cannot talk.
fn negotiated(manager: &Manager, advertisement: &str) -> Result<Value, Error> {
    match manager.negotiate(advertisement) {
        Err(error) if error.status() == Status::Incompatible => Ok(Value::Null),
        common => Ok(common?.to_json()?.into()),
    }
}

fn meet(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let mut of_a = Inputs::new(inputs.get("a"));
    let mut of_b = Inputs::new(inputs.get("b"));
    let (a, b) = (of_a.manager()?, of_b.manager()?);
    of_a.expect_no_other_keys();
    of_b.expect_no_other_keys();
    let (said_by_a, said_by_b) = (a.advertisement()?, b.advertisement()?);
    Ok(json!({
        "a": judge(&a, &said_by_b)?,
        "b": judge(&b, &said_by_a)?,
        "a_negotiated": negotiated(&a, &said_by_b)?,
        "b_negotiated": negotiated(&b, &said_by_a)?,
    }))
}

fn readiness(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let mut readiness = Readiness::new(&inputs.manager()?)?;
    for advertisement in inputs.get("advertisements").as_array().unwrap() {
        // What is no advertisement is counted too.
        drop(readiness.add(json_text(advertisement)));
    }
    Ok(document(&readiness.to_json()?))
}

fn log(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let manager = inputs.manager()?;
    let count = manager.record_count();
    let records = (1..=count)
        .map(|sequence| manager.record_json(sequence))
        .collect::<Result<Vec<_>, _>>()?;
    let behind = manager.record_json(count + 1).unwrap_err();
    assert_eq!(behind.status(), Status::NotFound);
    let page = manager.export(0)?;
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    assert_eq!((page.json_lines, page.last), (lines, count));
    assert_eq!(manager.records(0).collect::<Result<Vec<_>, _>>()?, records);
    let head = manager.head();
    assert_eq!(manager.verify(None)?, Verification::Sound);
    assert_eq!(manager.verify(Some(&head))?, Verification::Sound);
    Ok(json!({ "records": records, "head": hex(&head) }))
}

fn digest(inputs: &mut Inputs<'_>) -> Result<Value, Error> {
    let (a, b) = (text(inputs.get("a")), text(inputs.get("b")));
    let digest = transcript_digest(&a, &b)?;
    assert_eq!(transcript_digest(&b, &a)?, digest);
    Ok(json!({ "digest": hex(&digest) }))
}
