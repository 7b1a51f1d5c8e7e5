//! Which names the server answers to, and which pages may write through a visitor's browser.
//!
//! A foreign page can point a name of its own at this machine (DNS rebinding): then `Host` names it, and it is refused. It
//! can also have a visitor's browser send a form here (CSRF): then `Origin` or `Sec-Fetch-Site` tells, and a form cannot
//! send JSON without asking first, which is never allowed.

use std::net::IpAddr;

use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode};

use crate::problem::Problem;
use crate::security::Reach;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Hosts that requests may be meant for. The port does not matter: a foreign page cannot choose ours.
pub(super) struct Hosts {
    bind: IpAddr,
    names: Vec<String>,
}

impl Hosts {
    pub(super) fn new(reach: &Reach) -> Hosts {
        let names = reach.hosts.iter().map(|name| name.to_ascii_lowercase()).collect();
        Hosts { bind: reach.bind.ip().to_canonical(), names }
    }

    pub(super) fn check(&self, request: &Parts) -> Result<(), Problem> {
        let told = one(&request.headers, &HOST).and_then(|host| host.parse::<Authority>().ok());
        let in_uri = request.uri.authority();
        let known = told.as_ref().is_some_and(|host| self.knows(host.host()));
        if known && in_uri.is_none_or(|host| self.knows(host.host())) {
            return Ok(());
        }
        let detail = "this server does not answer to the name in `Host`; name it with --host";
        Err(Problem::of(StatusCode::MISDIRECTED_REQUEST, detail))
    }

    /// An address can only be meant; a name can be anybody's.
    fn knows(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        match address.map(|address| address.to_canonical()) {
            Ok(address) => address.is_loopback() || self.bind.is_unspecified() || address == self.bind,
            Err(_) => host == "localhost" || self.names.contains(&host),
        }
    }
}

/// Whether a request that writes comes from our own page, or from no page at all.
pub(super) fn check(request: &Parts) -> Result<(), Problem> {
    let headers = &request.headers;
    let forbidden = || Problem::of(StatusCode::FORBIDDEN, "another site's page cannot write here");
    if headers.contains_key(SEC_FETCH_SITE) && !matches!(one(headers, &SEC_FETCH_SITE), Some("same-origin" | "none")) {
        return Err(forbidden());
    }
    if headers.contains_key(ORIGIN) {
        let origin = one(headers, &ORIGIN).and_then(|origin| origin.split_once("://"));
        let host = one(headers, &HOST);
        if !origin.is_some_and(|(_, from)| host.is_some_and(|host| from.eq_ignore_ascii_case(host))) {
            return Err(forbidden());
        }
    }
    if request.method != Method::DELETE && !is_json(headers) {
        return Err(Problem::of(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send a body of application/json"));
    }
    Ok(())
}

fn is_json(headers: &HeaderMap) -> bool {
    let media = one(headers, &CONTENT_TYPE).and_then(|told| told.split(';').next());
    media.is_some_and(|media| media.trim().eq_ignore_ascii_case("application/json"))
}

/// The header's value, where there is just one.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().filter(|_| values.next().is_none())?;
    value.to_str().ok()
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn hosts(bind: &str, names: &[&str]) -> Hosts {
        let hosts = names.iter().map(ToString::to_string).collect();
        Hosts::new(&Reach { bind: bind.parse().unwrap(), hosts })
    }

    fn head(request: axum::http::request::Builder) -> Parts {
        request.body(()).unwrap().into_parts().0
    }

    fn asks(host: &str) -> Parts {
        head(Request::builder().uri("/api/v1/events").header(HOST, host))
    }

    #[test]
    fn names_that_nobody_gave_us_are_refused() {
        let cases = [
            (
                "127.0.0.1:8080",
                &[][..],
                &["127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080", "127.0.0.1"][..],
            ),
            ("0.0.0.0:80", &["desk.example.org"][..], &["10.0.0.7", "desk.example.org:80", "Desk.Example.org"][..]),
            ("10.0.0.7:80", &[][..], &["10.0.0.7:80", "[::ffff:10.0.0.7]", "localhost"][..]),
        ];
        for (bind, names, good) in cases {
            good.iter().for_each(|host| assert!(hosts(bind, names).check(&asks(host)).is_ok(), "{bind} {host}"));
            let evil = [
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "desk.example.org.evil",
                "",
                "a b",
            ];
            evil.iter().for_each(|host| assert!(hosts(bind, names).check(&asks(host)).is_err(), "{bind} {host}"));
        }
        assert!(hosts("10.0.0.7:80", &[]).check(&asks("10.0.0.8")).is_err());
        let none = head(Request::builder().uri("/"));
        assert!(hosts("127.0.0.1:80", &[]).check(&none).is_err());
        let mut two = asks("localhost");
        two.headers.append(HOST, "evil.example".parse().unwrap());
        assert!(hosts("127.0.0.1:80", &[]).check(&two).is_err());
        let absolute = head(Request::builder().uri("http://evil.example/").header(HOST, "localhost"));
        assert!(hosts("127.0.0.1:80", &[]).check(&absolute).is_err());
    }

    #[test]
    fn other_sites_cannot_write_through_a_browser() {
        let sends = |headers: &[(&str, &str)]| {
            let mut request = Request::builder().method("POST").uri("/api/v1/x").header(HOST, "localhost:8080");
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            check(&head(request)).map_err(|problem| problem.status.as_u16())
        };
        let json = ("content-type", "application/json");
        let ours = ("origin", "http://localhost:8080");
        assert_eq!(sends(&[json]), Ok(()));
        assert_eq!(sends(&[("content-type", "Application/JSON; charset=utf-8"), ours]), Ok(()));
        assert_eq!(sends(&[json, ours, ("sec-fetch-site", "same-origin")]), Ok(()));
        assert_eq!(sends(&[json, ("origin", "https://localhost:8080")]), Ok(()), "a proxy speaks TLS for us");
        for origin in ["http://evil.example", "null", "http://localhost:8081", "http://localhost:8080.evil.example", ""]
        {
            assert_eq!(sends(&[json, ("origin", origin)]), Err(403), "{origin}");
        }
        for site in ["cross-site", "same-site", ""] {
            assert_eq!(sends(&[json, ours, ("sec-fetch-site", site)]), Err(403), "{site}");
        }
        for media in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"] {
            assert_eq!(sends(&[("content-type", media), ours]), Err(415), "{media}");
        }
        assert_eq!(sends(&[ours]), Err(415));
    }
}
