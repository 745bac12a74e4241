//! Runs tests/vectors through this crate; the README.md there says what the files mean.

mod inputs;
mod operations;

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use neuroshard_version::Error;
use serde_json::{json, Value};

use inputs::{folder, Inputs};

/// Names the case that a failed assertion belongs to.
struct Naming<'a>(&'a Path, &'a Value);

impl Drop for Naming<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("in {}: {}", self.0.display(), self.1["name"]);
        }
    }
}

fn outcome(result: Result<Value, Error>) -> Value {
    match result {
        Ok(value) => json!({ "ok": value }),
        Err(error) => json!({ "error": {
            "status": error.status().name(),
            "offset": error.offset(),
            "message": error.to_string(),
        } }),
    }
}

fn run_case(operation: operations::Operation, case: &Value) {
    let mut inputs = Inputs::with_known(case, &["name", "ok", "error"]);
    let got = outcome(operation(&mut inputs));
    let mut expected = case.clone();
    expected
        .as_object_mut()
        .unwrap()
        .retain(|key, _| key == "ok" || key == "error");
    assert_eq!(expected.as_object().unwrap().len(), 1);
    assert_eq!(got, expected);
    inputs.expect_no_other_keys();
}

/// Gives how many cases there were.
fn run_file(path: &Path) -> usize {
    let file: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let keys: Vec<&String> = file.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["about", "cases", "operation", "rules"]);
    let operation = operations::find(file["operation"].as_str().unwrap());
    let cases = file["cases"].as_array().unwrap();
    assert!(!cases.is_empty());
    for case in cases {
        let _naming = Naming(path, case);
        run_case(operation, case);
    }
    cases.len()
}

fn files() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().map_or(false, |of| of == "json"))
        .collect();
    paths.sort();
    paths
}

#[test]
fn all_pass() {
    let mut report = String::new();
    let mut total = 0;
    for path in files() {
        let count = run_file(&path);
        let name = path.file_name().unwrap().to_str().unwrap();
        writeln!(report, "vectors: {name}: {count} cases").unwrap();
        total += count;
    }
    writeln!(report, "vectors: total: {total} cases").unwrap();
    print!("{report}");
    assert!(total > 0);
    if let Some(path) = env::var_os("VECTORS_REPORT") {
        fs::write(path, report).unwrap();
    }
}
