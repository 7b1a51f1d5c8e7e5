//! A record served as its users start and end it: tokens by command, refusals by exit code, an orderly end.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that runs the program in a folder of its own"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// A folder of one test with a new record in it.
fn record(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("serve-{name}"));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    assert!(run(&path, &["init"]).status.success());
    path
}

fn dateline(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.current_dir(folder).args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    dateline(folder, args).output().unwrap()
}

fn code(folder: &Path, args: &[&str]) -> Option<i32> {
    run(folder, args).status.code()
}

fn printed(folder: &Path, args: &[&str]) -> String {
    String::from_utf8(run(folder, args).stdout).unwrap()
}

/// A server on a free port, and what it says next on standard error.
struct Served {
    child: Child,
    says: BufReader<std::process::ChildStderr>,
    address: String,
}

impl Served {
    fn start(folder: &Path, args: &[&str]) -> Served {
        let args: Vec<&str> = ["serve", "--bind", "127.0.0.1:0"].iter().chain(args).copied().collect();
        let mut child = dateline(folder, &args).spawn().unwrap();
        let mut says = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        says.read_line(&mut line).unwrap();
        let address = line.split('/').nth(2).unwrap_or_else(|| panic!("{line}")).to_string();
        Served { child, says, address }
    }

    fn connect(&self, path: &str, headers: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", self.address).unwrap();
        stream
    }

    /// The status of the answer.
    fn get(&self, path: &str, headers: &str) -> u16 {
        let mut line = String::new();
        BufReader::new(self.connect(path, headers)).read_line(&mut line).unwrap();
        line.split(' ').nth(1).unwrap().parse().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_token_is_shown_once_and_listed_without_its_hash() {
    let folder = record("tokens");
    assert_eq!(code(&folder, &["token", "ls"]), Some(1));
    let token = printed(&folder, &["token", "add", "ana", "--scope", "write"]);
    assert!(token.starts_with("dl_") && token.trim_end().len() == 46, "{token}");
    assert_eq!(code(&folder, &["token", "add", "ana"]), Some(2));
    assert_eq!(code(&folder, &["token", "rm", "ben"]), Some(1));
    assert_eq!(code(&folder, &["token", "rm", "ana"]), Some(0));
    assert_eq!(code(&folder, &["token", "add", "ana"]), Some(0));
    let rows: Vec<serde_json::Value> =
        printed(&folder, &["token", "ls"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<_> = rows.iter().map(|row| (&row["name"], &row["scope"], row["removed"].is_null())).collect();
    assert_eq!(told, [(&"ana".into(), &"write".into(), false), (&"ana".into(), &"read".into(), true)]);
    assert!(rows.iter().all(|row| row.as_object().unwrap().len() == 4), "{rows:?}");
    assert!(printed(&folder, &["changes"]).contains("\"token-removed\""));
}

#[test]
fn others_are_not_let_in_without_tokens() {
    let folder = record("open");
    for args in [["serve", "--bind", "0.0.0.0:0"], ["serve", "--host", "desk.example.org"]] {
        let output = run(&folder, &args);
        assert_eq!(output.status.code(), Some(4), "{args:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("dateline token add"), "{args:?}");
    }
    let token = printed(&folder, &["token", "add", "ana"]);
    let served = Served::start(&folder, &["--host", "desk.example.org"]);
    assert_eq!(served.get("/api/v1/record", ""), 401);
    assert_eq!(served.get("/api/v1/record", &format!("Authorization: Bearer {}\r\n", token.trim_end())), 200);
    assert_eq!(served.get("/healthz", ""), 200);
}

#[cfg(unix)]
#[test]
fn a_server_that_is_told_to_end_ends_in_order() {
    let folder = record("end");
    let mut served = Served::start(&folder, &["--log"]);
    let mut stream = served.connect("/api/v1/stream", "");
    let mut first = [0; 15];
    stream.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200 OK");
    assert_eq!(served.get("/api/v1/record?text=Kyiv", ""), 400);
    let pid = served.child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"), "the stream is ended, not cut off");
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
    let mut log = String::new();
    served.says.read_to_string(&mut log).unwrap();
    assert!(log.contains("GET /api/v1/stream 200") && log.contains("GET /api/v1/record 400"), "{log}");
    assert!(!log.contains("127.0.0.1") && !log.contains("Kyiv"), "{log}");
}

#[test]
fn what_cannot_be_served_is_told_in_a_line() {
    let folder = record("refused");
    let said = |args: &[&str]| {
        let output = run(&folder, args);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, line) = said(&["serve", "--bind", "nowhere"]);
    assert!(code == Some(2) && line.contains("127.0.0.1:8080"), "{code:?} {line}");
    let (code, line) = said(&["serve", "--record", "absent.dateline"]);
    assert!(code == Some(2) && line.contains("no record there"), "{code:?} {line}");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let (code, line) = said(&["serve", "--bind", &taken.local_addr().unwrap().to_string()]);
    assert!(code == Some(2) && line.contains("--bind"), "{code:?} {line}");
}

#[test]
fn the_api_is_described_without_a_record() {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline")).args(["serve", "--openapi"]).output().unwrap();
    assert!(output.status.success() && output.stdout.starts_with(b"{\n  \"openapi\": \"3.1.0\""));
}
