//! Holds the declarations against the header itself: a C compiler checks every signature, constant and layout, and nothing of
//! the header is left out.

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write as _;
use std::io::Write as _;
use std::mem::{size_of, MaybeUninit};
use std::process::{Command, Stdio};
use std::ptr::addr_of;

use neuroshard_version_sys::*;

const DECLARATIONS: &str = include_str!("../src/bindings.rs");

/// Constants of the header that the crate writes by hand, for bindgen does not read them.
const BY_HAND: [(&str, u64); 1] = [("NSV_NO_OFFSET", NSV_NO_OFFSET)];

/// Macros that are no constants: attributes, and initializers that the crate has in Rust.
const NO_CONSTANTS: [&str; 8] = [
    "NSV_API",
    "NSV_MUST_CHECK",
    "NSV_NONNULL",
    "NSV_NOEXCEPT",
    "NSV_TEXT",
    "NSV_ERROR_INIT",
    "NSV_VERDICT_INIT",
    "NSV_MANAGER_OPTIONS_INIT",
];

struct Function {
    name: String,
    parameters: Vec<String>,
    result: String,
}

/// The functions of the declarations, with their types as C writes them.
fn declared_functions() -> Vec<Function> {
    let lines: Vec<&str> = DECLARATIONS
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with('#'))
        .collect();
    lines
        .join(" ")
        .split("pub fn ")
        .skip(1)
        .map(|text| function(text.split(';').next().unwrap()))
        .collect()
}

fn function(text: &str) -> Function {
    let (name, rest) = text.split_once('(').unwrap();
    let (parameters, result) = rest.split_once(')').unwrap();
    let parameters = parameters
        .split(',')
        .filter_map(|parameter| parameter.split_once(": "))
        .map(|(_, of)| c_type(of));
    Function {
        name: name.to_owned(),
        parameters: parameters.collect(),
        result: result
            .trim()
            .strip_prefix("-> ")
            .map_or("void".to_owned(), c_type),
    }
}

fn c_type(rust: &str) -> String {
    if let Some(target) = rust.strip_prefix("*mut ") {
        return c_type(target) + " *";
    }
    if let Some(target) = rust.strip_prefix("*const ") {
        return c_type(target) + " const *";
    }
    match rust {
        "::std::os::raw::c_char" => "char".to_owned(),
        "usize" => "size_t".to_owned(),
        "u8" | "u32" | "u64" => format!("uint{}_t", &rust[1..]),
        "i32" => "int32_t".to_owned(),
        object if object.starts_with("nsv_") => object.to_owned(),
        other => panic!("a type that this test does not know: {other}"),
    }
}

/// The constants of the declarations: `pub const NAME: TYPE = VALUE;`, where the value may be within a newtype.
fn declared_constants() -> Vec<(String, String)> {
    DECLARATIONS
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub const "))
        .map(|line| {
            let (name, rest) = line.split_once(": ").unwrap();
            let (_, value) = rest.split_once(" = ").unwrap();
            let value = value.trim_end_matches(';').trim_end_matches(')');
            let number = value.rsplit('(').next().unwrap();
            (name.to_owned(), number.to_owned())
        })
        .chain(BY_HAND.map(|(name, value)| (name.to_owned(), format!("{value}u"))))
        .collect()
}

/// C that takes a pointer to each field of the declared structs, as a pointer to the declared type.
fn field_types() -> String {
    let mut c = String::new();
    for text in DECLARATIONS.split("pub struct ").skip(1) {
        let (head, rest) = text.split_once('\n').unwrap();
        if let Some(of) = head.strip_suffix(" {") {
            let fields = rest.split_once('}').unwrap().0.lines();
            for field in fields.filter_map(|line| line.trim().strip_prefix("pub ")) {
                let (name, declared) = field.trim_end_matches(',').split_once(": ").unwrap();
                let function = c_pointer(declared, &format!("{of}_{name}(void)"));
                writeln!(c, "{function} {{ static {of} all; return &all.{name}; }}").unwrap();
            }
        }
    }
    c
}

/// C that declares something as a pointer to a type, which may be an array.
fn c_pointer(declared: &str, something: &str) -> String {
    match declared
        .strip_prefix('[')
        .and_then(|array| array.split_once("; "))
    {
        Some((element, length)) => {
            let length = length.trim_end_matches("usize]");
            format!("{} (*{something})[{length}]", c_type(element))
        }
        None => format!("{} *{something}", c_type(declared)),
    }
}

/// C for the size of a struct, and the places and sizes of all its fields.
macro_rules! layout {
    ($of:ident { $($field:ident),* }) => {{
        // Does not compile where a field is left out.
        let _ = |all: $of| { let $of { $($field: _),* } = all; };
        let place = MaybeUninit::<$of>::uninit();
        let start = place.as_ptr();
        let mut c = format!("_Static_assert(sizeof({0}) == {1}, \"size of {0}\");\n", stringify!($of), size_of::<$of>());
        $(
            // SAFETY: the field is in bounds, and nothing is read.
            let field = unsafe { addr_of!((*start).$field) };
            writeln!(
                c,
                "_Static_assert(offsetof({0}, {1}) == {2} && sizeof((({0} *)0)->{1}) == {3}, \"{0}.{1}\");",
                stringify!($of), stringify!($field), field as usize - start as usize, size_of_target(field),
            )
            .unwrap();
        )*
        c
    }};
}

fn size_of_target<T>(_: *const T) -> usize {
    size_of::<T>()
}

fn layouts() -> String {
    [
        layout!(nsv_error {
            size,
            code,
            offset,
            message
        }),
        layout!(nsv_text { data, size }),
        layout!(nsv_verdict {
            size,
            level,
            reason,
            upgrade,
            cut_height
        }),
        layout!(nsv_manager_options {
            size,
            flags,
            network,
            supported_min,
            supported_max,
            store,
            store_size,
            unix_time
        }),
    ]
    .concat()
}

fn signatures(functions: &[Function]) -> String {
    let mut c = String::new();
    for Function {
        name,
        parameters,
        result,
    } in functions
    {
        let parameters = match parameters.len() {
            0 => "void".to_owned(),
            _ => parameters.join(", "),
        };
        writeln!(c, "{result} (*declared_{name})({parameters}) = {name};").unwrap();
    }
    c
}

fn tool(variable: &str, default: &str) -> Command {
    Command::new(env::var_os(variable).unwrap_or_else(|| default.into()))
}

/// What a C compiler says of the header and this behind it: nothing, where all is well.
fn complaints(c: &str) -> String {
    let flags = tool("PKG_CONFIG", "pkg-config")
        .args(["--cflags", "neuroshard_version"])
        .output()
        .expect("pkg-config runs");
    let mut compiler = tool("CC", "cc")
        .args("-std=c11 -Wall -Wextra -Werror -fsyntax-only -x c -".split(' '))
        .args(String::from_utf8(flags.stdout).unwrap().split_whitespace())
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the C compiler runs");
    let mut input = compiler.stdin.take().unwrap();
    write!(input, "#include <neuroshard_version.h>\n{c}").unwrap();
    drop(input);
    String::from_utf8(compiler.wait_with_output().unwrap().stderr).unwrap()
}

/// The header's text, without its comments.
fn header() -> String {
    let text = include_str!("../../../../include/neuroshard_version.h");
    let mut code = String::new();
    for piece in text.split("/*").skip(1) {
        code += piece.split_once("*/").unwrap().1;
    }
    code
}

/// The identifiers of a text that begin with a prefix.
fn identifiers<'a>(text: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(|character: char| !(character.is_ascii_alphanumeric() || character == '_'))
        .filter(move |word| word.starts_with(prefix))
}

fn assert_same(declared: &BTreeSet<&str>, expected: &BTreeSet<&str>) {
    let differing: Vec<_> = declared.symmetric_difference(expected).collect();
    assert!(differing.is_empty(), "in one of them alone: {differing:?}");
}

#[test]
fn the_declarations_are_those_of_the_header() {
    let mut c = signatures(&declared_functions()) + &field_types() + &layouts();
    for (name, value) in declared_constants() {
        writeln!(c, "_Static_assert({name} == {value}, \"{name}\");").unwrap();
    }
    assert_eq!(complaints(&c), "");
}

#[test]
fn other_declarations_are_noticed() {
    let mut functions = declared_functions();
    functions[2].result = "uint32_t".to_owned();
    assert!(complaints(&signatures(&functions)).contains("incompatible"));
    let constant = complaints("_Static_assert(NSV_ERROR_SYNTAX == -21, \"syntax\");");
    assert!(constant.contains("static assertion failed"));
}

#[test]
fn every_function_is_declared() {
    let header = header();
    let expected: BTreeSet<&str> = identifiers(&header, "nsv_")
        .filter(|name| header.contains(&format!("{name}(")))
        .collect();
    let functions = declared_functions();
    let declared: BTreeSet<&str> = functions.iter().map(|f| f.name.as_str()).collect();
    assert_same(&declared, &expected);
    assert_eq!(declared.len(), functions.len());
}

#[test]
fn every_constant_is_declared() {
    let header = header();
    let expected: BTreeSet<&str> = identifiers(&header, "NSV_")
        .filter(|name| !NO_CONSTANTS.contains(name))
        .filter(|name| !["NSV_BUILDING_LIBRARY", "NSV_NO_NONNULL"].contains(name))
        .collect();
    let constants = declared_constants();
    let declared: BTreeSet<&str> = constants.iter().map(|(name, _)| name.as_str()).collect();
    assert_same(&declared, &expected);
}

#[test]
fn initial_values_have_their_sizes() {
    assert_eq!(NSV_ERROR_INIT.size as usize, size_of::<nsv_error>());
    assert_eq!(NSV_VERDICT_INIT.size as usize, size_of::<nsv_verdict>());
    assert_eq!(
        NSV_MANAGER_OPTIONS_INIT.size as usize,
        size_of::<nsv_manager_options>()
    );
}
