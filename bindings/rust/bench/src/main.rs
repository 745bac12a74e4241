//! What calls of this crate cost. Prints one JSON line an operation: the nanoseconds of a call in each repetition.
//!
//! usage: neuroshard-version-bench REPETITIONS SECONDS

use std::arch::asm;
use std::env;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use neuroshard_version::{library_version_number, Error, Manager, Version};
use neuroshard_version_sys as sys;

/// Makes the compiler believe that a value is looked at and may change: `std::hint::black_box`, which Rust 1.63 lacks.
fn opaque<T>(value: &T) -> &T {
    let mut pointer: *const T = value;
    // SAFETY: no instruction is there, so that the pointer stays the one that it was.
    unsafe {
        asm!("/* {0} */", inout(reg) pointer, options(nostack, preserves_flags));
        &*pointer
    }
}

/// Nanoseconds a call, over batches of calls that last at least `least` together.
fn measure(least: Duration, mut call: impl FnMut()) -> f64 {
    const BATCH: u32 = 1000;
    let mut calls = 0_u64;
    let start = Instant::now();
    loop {
        (0..BATCH).for_each(|_| call());
        calls += u64::from(BATCH);
        let elapsed = start.elapsed();
        if elapsed >= least {
            return elapsed.as_nanos() as f64 / calls as f64;
        }
    }
}

struct Reporter {
    repetitions: usize,
    least: Duration,
}

impl Reporter {
    fn report<T>(&self, operation: &str, mut run: impl FnMut() -> T) {
        let mut call = || {
            opaque(&run());
        };
        call(); // warms the caches
        let times: Vec<String> = (0..self.repetitions)
            .map(|_| format!("{:.3}", measure(self.least, &mut call)))
            .collect();
        println!(
            r#"{{"operation": "{operation}", "nanoseconds": [{}]}}"#,
            times.join(", ")
        );
    }
}

fn run(reporter: &Reporter) -> Result<(), Error> {
    // SAFETY: it takes nothing.
    reporter.report("floor", || unsafe { sys::nsv_library_version_number() });
    reporter.report("empty_call", library_version_number);
    let (a, b) = (Version::new(1, 10, 0)?, Version::new(1, 9, 0)?);
    reporter.report("compare", || opaque(&a).cmp(opaque(&b)));
    reporter.report("parse", || opaque(&"1.2.3-rc.1").parse::<Version>().is_ok());
    let node = Manager::new()?;
    let received = node.advertisement()?;
    reporter.report("check_peer", || {
        opaque(&node).check_peer(opaque(&received)).is_ok()
    });
    Ok(())
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let numbers: Option<(usize, f64)> = match &arguments[..] {
        [repetitions, seconds] => repetitions.parse().ok().zip(seconds.parse().ok()),
        _ => None,
    };
    let (repetitions, seconds) = match numbers {
        Some(numbers) => numbers,
        None => {
            eprintln!("usage: neuroshard-version-bench REPETITIONS SECONDS");
            return ExitCode::from(64);
        }
    };
    let least = Duration::from_secs_f64(seconds);
    if let Err(error) = run(&Reporter { repetitions, least }) {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
