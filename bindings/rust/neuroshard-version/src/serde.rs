//! `Serialize` and `Deserialize` for `Version`: the object that `Version::to_json` writes.

use std::fmt::Write;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::Version;

/// Formats for people leave out what is empty, as the C library's JSON does; others need every field in its place.
impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let identifiers = [("prerelease", self.prerelease()), ("build", self.build())];
        let all = !serializer.is_human_readable();
        let written = |text: &str| all || !text.is_empty();
        let count = identifiers.iter().filter(|(_, text)| written(text)).count();
        let mut object = serializer.serialize_struct("Version", 5 + count)?;
        object.serialize_field("major", &self.major())?;
        object.serialize_field("minor", &self.minor())?;
        object.serialize_field("patch", &self.patch())?;
        object.serialize_field("features", &self.features().collect::<Vec<_>>())?;
        object.serialize_field("active_neps", &self.active_neps().collect::<Vec<_>>())?;
        for (key, text) in identifiers {
            if written(text) {
                object.serialize_field(key, text)?;
            } else {
                object.skip_field(key)?;
            }
        }
        object.end()
    }
}

/// The library judges the fields, and its errors have its words.
impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = Fields::deserialize(deserializer)?;
        Version::from_json(fields.to_json()).map_err(D::Error::custom)
    }
}

#[derive(serde::Deserialize)]
#[serde(rename = "Version")]
struct Fields {
    major: u64,
    minor: u64,
    patch: u64,
    #[serde(default)]
    features: Vec<String>,
    #[serde(default)]
    active_neps: Vec<String>,
    #[serde(default)]
    prerelease: String,
    #[serde(default)]
    build: String,
}

impl Fields {
    fn to_json(&self) -> String {
        let mut json = format!(
            r#"{{"major":{},"minor":{},"patch":{},"features":{},"active_neps":{}"#,
            self.major,
            self.minor,
            self.patch,
            array(&self.features),
            array(&self.active_neps)
        );
        for (key, text) in [("prerelease", &self.prerelease), ("build", &self.build)] {
            if !text.is_empty() {
                json += &format!(r#","{key}":{}"#, string(text));
            }
        }
        json + "}"
    }
}

fn array(texts: &[String]) -> String {
    let strings: Vec<String> = texts.iter().map(|text| string(text)).collect();
    format!("[{}]", strings.join(","))
}

/// A text as a JSON string.
fn string(text: &str) -> String {
    let mut json = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => json.extend(['\\', character]),
            '\0'..='\x1f' => {
                write!(json, "\\u{:04x}", u32::from(character)).expect("strings take all")
            }
            _ => json.push(character),
        }
    }
    json + "\""
}
