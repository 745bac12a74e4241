//! What is made and dropped again and again takes no more memory.

use std::fs;

use neuroshard_version::{Error, Manager, Readiness, Version};

/// Kibibytes of memory that the process has in use.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Runs something `turns` times, after it has run often enough to have what it needs.
fn expect_no_growth(name: &str, turns: u64, mut run: impl FnMut(u64)) {
    (0..turns / 10).for_each(&mut run);
    let before = resident();
    (0..turns).for_each(&mut run);
    let grown = resident().saturating_sub(before);
    assert!(grown < 2000, "{name}: {grown} KiB more");
}

/// The only test of this program, for memory is the process's.
#[test]
fn nothing_leaks() -> Result<(), Error> {
    let version = Version::current()?;
    let node = Manager::new()?;
    let advertisement = node.advertisement()?;
    let million = |name, run: &dyn Fn(u64)| expect_no_growth(name, 1_000_000, run);
    million("versions", &|patch| {
        drop(Version::new(1, 0, patch).unwrap())
    });
    million("clones", &|_| drop(version.clone()));
    million("texts", &|_| drop(version.to_json().unwrap()));
    million("failed parses", &|_| {
        drop(Version::parse("1.2.x").unwrap_err())
    });
    million("what is no advertisement", &|_| {
        drop(node.check_peer("{}").unwrap_err())
    });
    expect_no_growth("managers and counts", 5000, |_| {
        let node = Manager::new().unwrap();
        let mut readiness = Readiness::new(&node).unwrap();
        readiness.add(&advertisement).unwrap();
    });
    Ok(())
}
