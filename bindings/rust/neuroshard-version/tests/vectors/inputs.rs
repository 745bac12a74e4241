//! The inputs of the test vectors, read as their README.md says.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use neuroshard_version::{Error, Manager, Network, Version};
use serde_json::Value;

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/vectors")
}

/// T: a text of bytes.
pub fn text(value: &Value) -> Vec<u8> {
    if let Some(text) = value.as_str() {
        return text.into();
    }
    if let Some(piece) = value["repeat"].as_str() {
        let times = value["times"].as_u64().unwrap();
        return piece.repeat(times as usize).into();
    }
    let digits = value["hex"].as_str().expect("a string, hex or repeat");
    digits
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

pub fn texts(values: &Value) -> Vec<Vec<u8>> {
    values.as_array().unwrap().iter().map(text).collect()
}

/// J: a JSON text.
pub fn json_text(value: &Value) -> Vec<u8> {
    match value.get("value") {
        Some(value) => serde_json::to_vec(value).unwrap(),
        None => text(value),
    }
}

/// N: a number of 64 bits.
fn number(value: &Value) -> u64 {
    value.as_str().unwrap().parse().unwrap()
}

/// V: a version.
pub fn version(value: &Value) -> Result<Version, Error> {
    match value.as_str() {
        Some(text) => text.parse(),
        None => Version::from_json(text(&value["json"])),
    }
}

/// An object of inputs, which remembers the keys it was asked for.
pub struct Inputs<'a> {
    json: &'a Value,
    known: HashSet<String>,
}

impl<'a> Inputs<'a> {
    pub fn new(json: &'a Value) -> Self {
        Self::with_known(json, &[])
    }

    pub fn with_known(json: &'a Value, known: &[&str]) -> Self {
        let known = known.iter().copied().map(String::from).collect();
        Inputs { json, known }
    }

    /// An optional input.
    pub fn find(&mut self, key: &str) -> Option<&'a Value> {
        self.known.insert(key.to_owned());
        self.json.get(key)
    }

    pub fn get(&mut self, key: &str) -> &'a Value {
        self.find(key)
            .unwrap_or_else(|| panic!("no input named {key}"))
    }

    pub fn number(&mut self, key: &str) -> u64 {
        number(self.get(key))
    }

    pub fn versions(&mut self, key: &str) -> Result<Vec<Version>, Error> {
        let values = self.get(key).as_array().unwrap();
        values.iter().map(version).collect()
    }

    pub fn network(&mut self) -> Result<Network, Error> {
        match self.find("network") {
            None => Network::mainnet(),
            Some(name) => {
                let name = name.as_str().unwrap();
                let path = folder().join("networks").join(name).with_extension("json");
                Network::from_json(fs::read(path).unwrap())
            }
        }
    }

    /// The manager that the inputs describe, after its steps.
    pub fn manager(&mut self) -> Result<Manager, Error> {
        let mut builder = Manager::builder();
        if self.find("network").is_some() {
            builder = builder.network(self.network()?);
        }
        if let Some(minimum) = self.find("supported_min") {
            builder = builder.supported_min(version(minimum)?);
        }
        if let Some(maximum) = self.find("supported_max") {
            builder = builder.supported_max(version(maximum)?);
        }
        if let Some(grease) = self.find("grease") {
            builder = builder.grease(grease.as_bool().unwrap());
        }
        if let Some(time) = self.find("unix_time") {
            builder = builder.unix_time(number(time));
        }
        let manager = match self.find("import") {
            Some(lines) => builder.import(text(lines)),
            None => builder.build(),
        }?;
        if let Some(steps) = self.find("steps") {
            take_steps(&manager, steps.as_array().unwrap())?;
        }
        Ok(manager)
    }

    pub fn expect_no_other_keys(&self) {
        for key in self.json.as_object().unwrap().keys() {
            assert!(self.known.contains(key), "unknown key {key}");
        }
    }
}

fn take_steps(manager: &Manager, steps: &[Value]) -> Result<(), Error> {
    for (index, step) in steps.iter().enumerate() {
        let before = said_by(manager);
        if let Err(error) = take_step(manager, step) {
            assert_eq!(index + 1, steps.len(), "a step before the last: {error}");
            assert_eq!(
                said_by(manager),
                before,
                "changed by a step that failed: {step}"
            );
            return Err(error);
        }
    }
    Ok(())
}

/// All that a step may change.
fn said_by(manager: &Manager) -> (String, Vec<String>, [u8; 32]) {
    let neps = manager.neps().collect::<Result<_, _>>().unwrap();
    (manager.status_json().unwrap(), neps, manager.head())
}

fn take_step(manager: &Manager, step: &Value) -> Result<(), Error> {
    let step = step.as_object().unwrap();
    assert_eq!(step.len(), 1, "{step:?}");
    let (name, value) = step.iter().next().unwrap();
    match name.as_str() {
        "schedule" => manager.schedule_nep(json_text(value)),
        "catch_up" => manager.catch_up_nep(json_text(value)),
        "activate" => {
            let activation = manager.activate_nep(text(value))?;
            assert!(activation.activated, "{}", activation.message);
            Ok(())
        }
        _ => {
            let mut inputs = Inputs::new(value);
            let done = take_step_with_inputs(manager, name, &mut inputs);
            inputs.expect_no_other_keys();
            done
        }
    }
}

fn take_step_with_inputs(
    manager: &Manager,
    name: &str,
    inputs: &mut Inputs<'_>,
) -> Result<(), Error> {
    match name {
        "advance" => manager.advance(inputs.number("height"), inputs.number("time")),
        "rewind" => manager.rewind(inputs.number("height"), inputs.number("time")),
        "reschedule" => manager.reschedule_nep(
            text(inputs.get("id")),
            inputs.number("height"),
            inputs.number("time"),
        ),
        "cancel" => manager.cancel_nep(text(inputs.get("id")), text(inputs.get("reason"))),
        _ => panic!("unknown step {name}"),
    }
}
