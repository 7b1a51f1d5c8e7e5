//! `dateline serve`: the record as a web page and an API, until it is told to end.

use std::net::SocketAddr;
use std::process::{Command, Stdio};

use server::{Serving, Settings};

use super::Desk;
use crate::error::{Failure, exit, note};

pub(crate) const EXAMPLES: &str = "Examples:
  dateline serve                         on this machine alone: http://127.0.0.1:8080
  dateline serve --open                  and shows the page in the browser
  dateline serve --read-only             nothing in the record is ever changed
  dateline serve --bind 127.0.0.1:0      on whichever port is free
  curl http://127.0.0.1:8080/api/v1/events?type=ASSAULT

Ends with Ctrl-C. While it runs, `dateline add` may write to the same record.";

#[derive(clap::Args)]
pub(crate) struct ServeOptions {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080", value_parser = address)]
    bind: SocketAddr,
    /// Change nothing in the record, whoever asks
    #[arg(long)]
    read_only: bool,
    /// Show the page in the browser
    #[arg(long)]
    open: bool,
}

pub(crate) fn run(desk: &Desk, options: &ServeOptions) -> Result<u8, Failure> {
    let record = desk.path()?;
    let settings = Settings { record: record.clone(), read_only: options.read_only };
    server::serve(Serving { bind: options.bind, settings }, |address| {
        let page = format!("http://{address}/");
        anstream::eprintln!("{page} serves {}; Ctrl-C ends it", record.display());
        if options.open {
            show(&page);
        }
    })?;
    Ok(exit::DONE)
}

fn address(words: &str) -> Result<SocketAddr, String> {
    words.parse().map_err(|_| "give an address and a port, such as 127.0.0.1:8080".to_string())
}

/// A browser that cannot be started is no reason not to serve.
fn show(page: &str) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let quiet =
        |command: &mut Command| command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Err(error) = quiet(Command::new(program).args(arguments).arg(page)) {
        note(&format!("{program}: {error}; open {page} in a browser"));
    }
}
