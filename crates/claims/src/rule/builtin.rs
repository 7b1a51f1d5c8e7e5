//! The rules that ship with the program, listed by the build script from the folder itself.

include!(concat!(env!("OUT_DIR"), "/rules.rs"));
