//! Finds the C library with pkg-config.

use std::env;
use std::process;

fn find(static_library: bool) -> Result<pkg_config::Library, pkg_config::Error> {
    let mut search = pkg_config::Config::new();
    search.range_version("1.0.0".."2.0.0");
    if !static_library {
        return search.probe("neuroshard_version");
    }
    // pkg_config takes no archive from a directory of the system's, nor names that: it would link to the shared library.
    let library = search
        .statik(true)
        .cargo_metadata(false)
        .probe("neuroshard_version")?;
    let folder = pkg_config::get_variable("neuroshard_version", "libdir")?;
    println!("cargo:rustc-link-search=native={folder}");
    for folder in &library.link_paths {
        println!("cargo:rustc-link-search=native={}", folder.display());
    }
    println!("cargo:rustc-link-lib=static=neuroshard_version");
    for name in library
        .libs
        .iter()
        .filter(|name| *name != "neuroshard_version")
    {
        println!("cargo:rustc-link-lib={name}");
    }
    Ok(library)
}

fn main() {
    // docs.rs builds the documentation alone, and has no C library.
    if env::var_os("DOCS_RS").is_some() {
        return;
    }
    println!("cargo:rerun-if-env-changed=NEUROSHARD_VERSION_STATIC");
    let static_library = ["CARGO_FEATURE_STATIC", "NEUROSHARD_VERSION_STATIC"]
        .iter()
        .any(|name| env::var_os(name).is_some());
    match find(static_library) {
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
