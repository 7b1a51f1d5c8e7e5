//! `dateline serve`: the record as a web page and an API, until it is told to end.

use std::io::Write as _;
use std::net::SocketAddr;
use std::process::{Command, Stdio};

use server::{Reach, Settings, Times};

use super::Desk;
use crate::error::{Failure, exit, note};

pub(crate) const EXAMPLES: &str = "Examples:
  dateline serve                         on this machine alone: http://127.0.0.1:8080
  dateline serve --open                  and shows the page in the browser
  dateline serve --read-only             nothing in the record is ever changed
  dateline serve --bind 127.0.0.1:0      on whichever port is free
  dateline serve --bind 0.0.0.0:8080     for others, too: each needs a token of `dateline token add`
  dateline serve --openapi > api.json    what can be asked, as OpenAPI 3.1
  curl http://127.0.0.1:8080/api/v1/events?type=ASSAULT

Ends with Ctrl-C. While it runs, `dateline add` may write to the same record.";

#[derive(clap::Args)]
pub(crate) struct ServeOptions {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080", value_parser = address)]
    bind: SocketAddr,
    /// A name under which others reach it, through a proxy; several by giving it again. Everybody then needs a token
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,
    /// Change nothing in the record, whoever asks
    #[arg(long)]
    read_only: bool,
    /// Tell each request on standard error: when, which route, how it ended, how long it took
    #[arg(long)]
    log: bool,
    /// Show the page in the browser
    #[arg(long)]
    open: bool,
    /// Print the description of the API (OpenAPI 3.1) and end
    #[arg(long)]
    openapi: bool,
}

pub(crate) fn run(desk: &Desk, options: &ServeOptions) -> Result<u8, Failure> {
    if options.openapi {
        anstream::stdout().lock().write_all(server::openapi().as_bytes())?;
        return Ok(exit::DONE);
    }
    let record = desk.path()?;
    let reach = Reach { bind: options.bind, hosts: options.hosts.clone() };
    let (read_only, log) = (options.read_only, options.log);
    server::serve(Settings { record: record.clone(), read_only, reach, log, times: Times::default() }, |address| {
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
