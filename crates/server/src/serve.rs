//! An address -> a server that listens there until it is told to end; what is under way is finished first.

use std::net::SocketAddr;

use store::StoreError;

use crate::state::{App, Settings};

#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("cannot listen on {bind}: {source}; name another address with --bind")]
    Listen { bind: SocketAddr, source: std::io::Error },
    #[error("cannot start to serve: {0}")]
    Start(std::io::Error),
    #[error("{0} can be reached from other machines, and anybody there could read the record; bind to 127.0.0.1")]
    Open(SocketAddr),
}

pub struct Serving {
    pub bind: SocketAddr,
    pub settings: Settings,
}

/// Blocks until the program is told to end. `ready` gets the address that is listened on: of port 0 a free one.
pub fn serve(serving: Serving, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let Serving { bind, settings } = serving;
    if !bind.ip().is_loopback() {
        return Err(ServeError::Open(bind));
    }
    let app = App::open(settings)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Start)?;
    runtime.block_on(async {
        let told = |source| ServeError::Listen { bind, source };
        let listener = tokio::net::TcpListener::bind(bind).await.map_err(told)?;
        ready(listener.local_addr().map_err(told)?);
        let service = crate::router(app).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(ended()).await.map_err(ServeError::Start)
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
