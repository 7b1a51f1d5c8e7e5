//! Connections, from the listener to the routes: so many at one time, and none that keeps its place by saying nothing.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::response::Response;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt as _;

/// Open connections; who comes then waits to be let in.
const CONNECTIONS_MAX: usize = 1_024;

/// How long a connection may take to say what it asks, the first time and between two questions.
const HEAD_MAX: Duration = Duration::from_secs(20);

/// Longest line and headers of a request, in bytes.
const HEAD_BYTES_MAX: usize = 32 * 1024;

/// How long the system may be out of files before the next connection is tried.
const REST: Duration = Duration::from_millis(200);

/// How long requests under way may take to finish once all is told to end.
const FINISH_MAX: Duration = Duration::from_secs(10);

/// Serves until `ended`; then lets nobody in and waits for those who are, a while.
pub(crate) async fn serve(listener: TcpListener, router: Router, ended: impl Future<Output = ()>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let graceful = GracefulShutdown::new();
    let mut ended = std::pin::pin!(ended);
    loop {
        let next = async {
            let turn = room.clone().acquire_owned().await;
            (turn, listener.accept().await)
        };
        let (turn, accepted) = tokio::select! {
            next = next => next,
            () = &mut ended => break,
        };
        let Ok((stream, peer)) = accepted else {
            tokio::time::sleep(REST).await;
            continue;
        };
        let connection = graceful.watch(connection(stream, peer, router.clone()));
        tokio::spawn(async move {
            let _turn = turn;
            // Whoever went away in between is nobody's fault.
            let _ = connection.await;
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(FINISH_MAX, graceful.shutdown()).await;
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send {
    let _ = stream.set_nodelay(true);
    let answer = service_fn(move |request: Request<Incoming>| answered(router.clone(), peer, request));
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_MAX)
        .max_buf_size(HEAD_BYTES_MAX)
        .serve_connection(TokioIo::new(stream), answer)
}

async fn answered(router: Router, peer: SocketAddr, request: Request<Incoming>) -> Result<Response, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request).await
}
