//! Finds the C library with pkg-config, which also knows whether it is asked for the static one.

use std::env;
use std::process;

fn main() {
    // docs.rs builds the documentation alone, and has no C library.
    if env::var_os("DOCS_RS").is_some() {
        return;
    }
    let mut search = pkg_config::Config::new();
    search.range_version("1.0.0".."2.0.0");
    if env::var_os("CARGO_FEATURE_STATIC").is_some() {
        search.statik(true);
    }
    match search.probe("neuroshard_version") {
        // Build scripts of dependents find the header by DEP_NEUROSHARD_VERSION_INCLUDE.
        Ok(library) => {
            for folder in library.include_paths {
                println!("cargo:include={}", folder.display());
            }
        }
        Err(error) => {
            eprintln!("libneuroshard_version 1.x is needed, with its pkg-config file:\n{error}");
            process::exit(1);
        }
    }
}
