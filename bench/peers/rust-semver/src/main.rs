//! Times the `semver` crate on the corpora of this library's benchmark: parsing (the value dropped again) and comparing
//! by precedence. Prints one JSON line an operation: its name and the nanoseconds a call took in each repetition.
//!
//! usage: rust-semver-bench FOLDER REPETITIONS SECONDS, FOLDER having a.txt, b.txt and c.txt

use semver::Version;
use std::arch::asm;
use std::time::{Duration, Instant};

/// Makes the compiler believe that a value is looked at and may change: `std::hint::black_box`, which Rust 1.63 lacks.
fn opaque<T>(value: &T) -> &T {
    let mut pointer: *const T = value;
    // Sound: no instruction is there, so that the pointer stays the one that it was.
    unsafe {
        asm!("/* {0} */", inout(reg) pointer, options(nostack, preserves_flags));
        &*pointer
    }
}

/// Nanoseconds a call, over whole passes that last at least `least` together.
fn measure(calls_in_pass: usize, least: Duration, mut pass: impl FnMut()) -> f64 {
    let mut passes = 0u64;
    let start = Instant::now();
    loop {
        pass();
        passes += 1;
        let elapsed = start.elapsed();
        if elapsed >= least {
            return elapsed.as_nanos() as f64 / (passes as f64 * calls_in_pass as f64);
        }
    }
}

struct Reporter {
    repetitions: usize,
    least: Duration,
}

impl Reporter {
    fn report(&self, operation: &str, calls_in_pass: usize, mut pass: impl FnMut()) {
        pass(); // warms the caches
        let times: Vec<String> = (0..self.repetitions)
            .map(|_| format!("{:.3}", measure(calls_in_pass, self.least, &mut pass)))
            .collect();
        println!(
            "{{\"operation\":\"{operation}\",\"nanoseconds\":[{}]}}",
            times.join(",")
        );
    }
}

fn parse(text: &str) {
    let text: &&str = opaque(&text);
    opaque(&Version::parse(text));
}

fn compare(a: &Version, b: &Version) {
    opaque(&opaque(a).cmp_precedence(opaque(b)));
}

/// On the pairs of the C++ benchmark: each version and another one.
fn report_comparison(
    reporter: &Reporter,
    corpus: &str,
    texts: &[&str],
) -> Result<(), semver::Error> {
    let versions: Vec<Version> = texts
        .iter()
        .map(|text| Version::parse(text))
        .collect::<Result<_, _>>()?;
    let count = versions.len();
    reporter.report(&format!("compare/{corpus}"), count, || {
        (0..count).for_each(|i| compare(&versions[i], &versions[(i * 37 + 11) % count]));
    });
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.len() != 4 {
        return Err("usage: rust-semver-bench FOLDER REPETITIONS SECONDS".into());
    }
    let folder = &arguments[1];
    let reporter = Reporter {
        repetitions: arguments[2].parse()?,
        least: Duration::from_secs_f64(arguments[3].parse()?),
    };

    for corpus in ["a", "b", "c"] {
        let file = std::fs::read_to_string(format!("{folder}/{corpus}.txt"))?;
        let texts: Vec<&str> = file.lines().collect();
        let count = texts.len();
        reporter.report(&format!("parse/{corpus}"), count, || {
            texts.iter().for_each(|text| parse(text))
        });
        if corpus != "c" {
            report_comparison(&reporter, corpus, &texts)?;
        }
    }
    reporter.report("parse/failing", 1024, || {
        (0..1024).for_each(|_| parse("1.2.x"))
    });
    Ok(())
}
