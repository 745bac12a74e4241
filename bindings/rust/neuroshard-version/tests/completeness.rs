//! Everything that the C header has is reached by this crate.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Names that Rust has no use for, and why.
const EXCEPTIONS: [(&str, &str); 13] = [
    ("NSV_API", "an attribute"),
    ("NSV_MUST_CHECK", "an attribute"),
    ("NSV_NONNULL", "an attribute"),
    ("NSV_NOEXCEPT", "an attribute"),
    ("NSV_BUILDING_LIBRARY", "chooses attributes"),
    ("NSV_NO_NONNULL", "chooses attributes"),
    ("NSV_TEXT", "an initializer; slices know their length"),
    (
        "NSV_ERROR_INIT",
        "an initializer; `ffi::call` leaves most of it out",
    ),
    ("NSV_OK", "success is `Ok`"),
    (
        "NSV_LIBRARY_VERSION_MAJOR",
        "build.rs asks for the release of the library",
    ),
    ("NSV_LIBRARY_VERSION_MINOR", "likewise"),
    ("NSV_LIBRARY_VERSION_PATCH", "likewise"),
    ("NSV_LIBRARY_VERSION_NUMBER", "likewise"),
];

/// The names of the C interface in a text.
fn names(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(|word| word.starts_with("nsv_") || word.starts_with("NSV_"))
        .map(String::from)
        .collect()
}

/// A text without what `//` and `/* */` take out of it.
fn code(text: &str) -> String {
    let mut pieces = text.split("/*");
    let mut code = pieces.next().unwrap().to_owned();
    for piece in pieces {
        code += piece.split_once("*/").unwrap().1;
    }
    let lines = code.lines().map(|line| line.split("//").next().unwrap());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_name_of_the_header_is_reached() {
    let expected = names(&code(include_str!(
        "../../../../include/neuroshard_version.h"
    )));
    let mut reached = BTreeSet::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(source).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        reached.extend(names(&code(&text)));
    }
    for (name, reason) in EXCEPTIONS {
        assert!(
            reached.insert(name.to_owned()),
            "{name} ({reason}) is reached"
        );
    }
    let differing: Vec<_> = reached.symmetric_difference(&expected).collect();
    assert!(differing.is_empty(), "in one of them alone: {differing:?}");
}
