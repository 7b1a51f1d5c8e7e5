//! The page, as it was built: files out of `dist`, embedded in the program.
//!
//! The same source builds the same names, so a file is asked for again by its tag. Every path that is no file is the page's
//! own, which routes itself. Where nothing was built, a plain page says so.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::remembered;

#[derive(RustEmbed)]
#[folder = "dist"]
#[allow_missing = true]
struct Dist;

const INDEX: &str = "index.html";
const ASSETS: &str = "assets/";
const ASK_AGAIN: &str = "no-cache";

const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Dateline</title>
<h1>Dateline</h1>
<p>This program was made without its page. The API is at <a href=\"/api/v1/record\">/api/v1</a>.</p></html>
";

pub(crate) async fn page(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    if method != Method::GET && method != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    if let Some(file) = Dist::get(path) {
        return sent(path, file, &headers);
    }
    // A file that is asked for by name and is not there must not come as a page.
    let last = path.rsplit('/').next().unwrap_or_default();
    if path.starts_with(ASSETS) || media_type(last).is_some() {
        return StatusCode::NOT_FOUND.into_response();
    }
    match Dist::get(INDEX) {
        Some(file) => sent(INDEX, file, &headers),
        None => ([(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, ASK_AGAIN)], NOT_BUILT).into_response(),
    }
}

fn sent(path: &str, file: rust_embed::EmbeddedFile, headers: &HeaderMap) -> Response {
    let hash = file.metadata.sha256_hash();
    let tag: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{tag}\"");
    if remembered::is_known(headers, &tag) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag.as_str()), (CACHE_CONTROL, ASK_AGAIN)]).into_response();
    }
    let media = media_type(path).unwrap_or("application/octet-stream");
    ([(CONTENT_TYPE, media), (CACHE_CONTROL, ASK_AGAIN), (ETAG, tag.as_str())], file.data).into_response()
}

/// Of what a built page holds; None for what is no file's name.
fn media_type(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    Some(match ending {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "geojson" => "application/geo+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "pbf" | "bin" | "pmtiles" => "application/octet-stream",
        _ => return None,
    })
}
