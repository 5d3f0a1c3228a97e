//! A port → connections with limits → requests → responses. A file of its own because what a hostile or broken client
//! may cost is decided here: how long it may take, how much it may say, and how many there may be.

use super::answer::{plain, value};
use super::disk::Names;
use super::state::Shop;
use super::{answer, events, gate, inject};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use hyper::StatusCode;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

/// How long a client may take to send the head of a request, and how long a connection may lie idle.
const HEAD_TIME: Duration = Duration::from_secs(20);

/// Bytes that the head of a request may have.
const HEAD_BYTES: usize = 32 * 1024;

/// Connections at once. A browser opens six for a site.
const CONNECTIONS: usize = 400;

/// How many ports after the wished one are tried.
const PORTS: u16 = 100;

/// What requests are answered with.
struct Desk {
    shop: Arc<Shop>,
    names: Names,
    /// Turns true when the server ends.
    ending: watch::Receiver<bool>,
}

/// Listens at the wished port or the next free one; at any free one where `port` is 0.
pub async fn listen(host: IpAddr, port: u16) -> io::Result<TcpListener> {
    let mut port = port;
    let last = port.saturating_add(PORTS);
    loop {
        match TcpListener::bind((host, port)).await {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && port != 0 && port < last => port += 1,
            outcome => return outcome,
        }
    }
}

/// Answers until Ctrl-C. Requests that are being answered then are given a second.
pub async fn run(listener: TcpListener, shop: Arc<Shop>) -> io::Result<()> {
    let (end, ending) = watch::channel(false);
    let desk = Arc::new(Desk { shop, names: Names::default(), ending: ending.clone() });
    let router = Router::new().fallback(handle).with_state(desk);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut asked_to_end = std::pin::pin!(asked_to_end());
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                // Too many open files, or a client that has gone again: neither ends the server.
                Err(_) => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut asked_to_end => break,
        };
        // With all places taken a newcomer is turned away at once rather than kept waiting.
        let Ok(place) = places.clone().try_acquire_owned() else { continue };
        let connection = connection(stream, router.clone(), ending.clone());
        tokio::spawn(async move {
            connection.await;
            drop(place);
        });
    }
    let _ = end.send(true);
    let all_gone = places.acquire_many(u32::try_from(CONNECTIONS).unwrap_or(1));
    let _ = tokio::time::timeout(Duration::from_secs(1), all_gone).await;
    Ok(())
}

/// Waits for Ctrl-C or, where there is such a thing, a request to terminate.
async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut term) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = term.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

async fn connection(stream: TcpStream, router: Router, mut ending: watch::Receiver<bool>) {
    let _ = stream.set_nodelay(true);
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(HEAD_BYTES).max_headers(64);
    let mut serving = std::pin::pin!(builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)));
    tokio::select! {
        _ = &mut serving => return,
        _ = ending.changed() => {}
    }
    serving.as_mut().graceful_shutdown();
    let _ = serving.await;
}

/// Answers one request.
async fn handle(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let (head, _) = request.into_parts();
    let mut response = match gate::admit(&head.method, &head.uri, &head.headers) {
        Err(refusal) => {
            let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::FORBIDDEN);
            let mut response = plain(status, &format!("{}\n", refusal.words));
            if status == StatusCode::METHOD_NOT_ALLOWED {
                response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            }
            response
        }
        Ok(()) => match head.uri.path() {
            inject::SCRIPT => script(),
            events::EVENTS => {
                let query = head.uri.query().unwrap_or_default();
                events::stream(desk.shop.clone(), query, &head.headers, desk.ending.clone())
            }
            _ => {
                let desk = desk.clone();
                let made = tokio::task::spawn_blocking(move || {
                    answer::answer(&desk.shop, &desk.names, head.uri.path(), &head.method, &head.headers)
                });
                made.await.unwrap_or_else(|_| defect())
            }
        },
    };
    let headers = response.headers_mut();
    for (name, word) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "SAMEORIGIN"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(word));
    }
    response
}

/// Our script.
fn script() -> Response {
    let mut response = Response::new(Body::from(include_str!("preview.js")));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, value("text/javascript; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// A page of ours failed in a way that it must not.
fn defect() -> Response {
    plain(
        StatusCode::INTERNAL_SERVER_ERROR,
        "This page could not be made because of a defect of Guidepost, not of your texts. Report it with the file you changed last.\n",
    )
}
