//! One manager, many threads.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use neuroshard_version::{Compatibility, Error, Manager, Network, Readiness, Verdict, Version};

fn is_send<T: Send>() {}
fn is_sync<T: Sync>() {}

#[test]
fn what_may_go_to_other_threads() {
    is_send::<Version>();
    is_sync::<Version>();
    is_send::<Network>();
    is_sync::<Network>();
    is_send::<Manager>();
    is_sync::<Manager>();
    is_send::<Readiness>();
    is_send::<Error>();
    is_sync::<Error>();
}

const UPGRADE: &str = r#"{"id": "NEP-002", "title": "Protocol 2.0.0", "target_version": "2.0.0",
    "announced_at": 1800000000, "activation_height": 4464, "expected_activation_time": 1802678400}"#;

/// Checks a peer until told to stop, and more than once; its level never goes back.
fn check(node: &Manager, advertisement: &str, stop: &AtomicBool) -> Verdict {
    let mut cut = false;
    loop {
        let last_one = stop.load(Ordering::Acquire);
        let verdict = node.check_peer(advertisement).unwrap();
        assert!(!cut || !verdict.can_talk());
        cut = !verdict.can_talk();
        if last_one {
            return verdict;
        }
    }
}

#[test]
fn eight_check_peers_while_one_advances() -> Result<(), Error> {
    let node = Manager::builder()
        .supported_max(Version::new(2, 0, 0)?)
        .build()?;
    node.advance(1, 1_800_000_000)?;
    node.schedule_nep(UPGRADE)?;
    let advertisement = Manager::new()?.advertisement()?;
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let checks: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| check(&node, &advertisement, &stop)))
            .collect();
        for height in 2..200_000 {
            node.advance(height, 1_800_000_000 + height * 600).unwrap();
        }
        stop.store(true, Ordering::Release);
        for check in checks {
            assert_eq!(check.join().unwrap().level, Compatibility::Incompatible);
        }
    });
    assert_eq!(node.current_version().as_str(), "2.0.0");
    Ok(())
}

#[test]
fn versions_are_shared_and_dropped_anywhere() -> Result<(), Error> {
    let version = Version::current()?;
    thread::scope(|scope| {
        for _ in 0..8 {
            let mine = version.clone();
            let shared = &version;
            scope.spawn(move || {
                for _ in 0..10_000 {
                    assert_eq!(&mine.clone(), shared);
                }
            });
        }
    });
    Ok(())
}

#[test]
fn a_count_moves_between_threads() -> Result<(), Error> {
    let node = Manager::new()?;
    let advertisement = node.advertisement()?;
    let mut readiness = Readiness::new(&node)?;
    let counted = thread::spawn(move || readiness.add(advertisement).map(|()| readiness));
    let counts = counted.join().unwrap()?.to_json()?;
    assert!(counts.contains(r#""peers":1"#), "{counts}");
    Ok(())
}

/// Errors are values of their calls: none shows another thread's text.
#[test]
fn errors_belong_to_their_calls() {
    thread::scope(|scope| {
        for length in 1..9 {
            scope.spawn(move || {
                let text = "1".repeat(length) + "x";
                for _ in 0..10_000 {
                    let error = Version::parse(&text).unwrap_err();
                    assert_eq!(error.offset(), Some(length as u64));
                }
            });
        }
    });
}
