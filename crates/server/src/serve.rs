//! An address -> a server that listens there until it is told to end; what is under way is finished first.

use std::net::SocketAddr;

use store::StoreError;

use crate::connections;
use crate::state::{App, Settings};

#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("cannot listen on {bind}: {source}; name another address with --bind")]
    Listen { bind: SocketAddr, source: std::io::Error },
    #[error("cannot start to serve: {0}")]
    Start(std::io::Error),
    #[error("others can reach {0}, so each needs a token, and the record has none: `dateline token add NAME`")]
    Open(SocketAddr),
}

/// Blocks until the program is told to end. `ready` gets the address that is listened on: of port 0 a free one.
pub fn serve(settings: Settings, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let reach = settings.reach.clone();
    let app = App::open(settings)?;
    if reach.is_open() && !app.has_tokens()? {
        return Err(ServeError::Open(reach.bind));
    }
    let bind = reach.bind;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Start)?;
    runtime.block_on(async {
        let told = |source| ServeError::Listen { bind, source };
        let listener = tokio::net::TcpListener::bind(bind).await.map_err(told)?;
        ready(listener.local_addr().map_err(told)?);
        let ending = app.clone();
        connections::serve(listener, crate::router(app), async move {
            ended().await;
            ending.end();
        })
        .await;
        Ok(())
    })
}

/// By the keyboard or by whatever runs the program.
async fn ended() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
            let _ = interrupt.await;
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ = interrupt.await;
    }
}
