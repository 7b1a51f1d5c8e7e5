//! Lists every `rules/en/*.toml` so that a new file needs no line of code.
#![allow(clippy::disallowed_methods, reason = "a build script reads the source tree")]

use std::fmt::Write as _;
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let manifest = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").map_err(std::io::Error::other)?);
    let root = manifest.join("../../rules/en").canonicalize()?;
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&root)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let mut code = String::from("/// (file below `rules/`, text).\npub static FILES: &[(&str, &str)] = &[\n");
    for file in files {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let _ = writeln!(code, "    ({:?}, include_str!({:?})),", format!("en/{name}"), file.display().to_string());
    }
    code.push_str("];\n");
    let out = PathBuf::from(std::env::var("OUT_DIR").map_err(std::io::Error::other)?);
    std::fs::write(out.join("rules.rs"), code)
}
