//! Rows -> the body of an answer, in the form that was asked for.
//!
//! An ending in the path (`events.csv`) goes before `Accept`; JSON where neither asks for a form that there is.

use axum::extract::Request;
use axum::http::Uri;

/// Forms that a list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    #[default]
    Json,
    Ndjson,
    Csv,
    GeoJson,
    Html,
    Markdown,
}

/// The ending that stood in the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ending(Form);

impl Form {
    const ALL: [Form; 6] = [Form::Json, Form::Ndjson, Form::Csv, Form::GeoJson, Form::Html, Form::Markdown];

    pub(crate) fn of(ending: Option<&Ending>, accept: Option<&str>) -> Form {
        ending.map(|Ending(form)| *form).or_else(|| accept.and_then(accepted)).unwrap_or_default()
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Form::Json => "JSON",
            Form::Ndjson => "NDJSON",
            Form::Csv => "CSV",
            Form::GeoJson => "GeoJSON",
            Form::Html => "HTML",
            Form::Markdown => "Markdown",
        }
    }

    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Form::Json => "application/json",
            Form::Ndjson => "application/x-ndjson",
            Form::Csv => "text/csv; charset=utf-8; header=present",
            Form::GeoJson => "application/geo+json",
            Form::Html => "text/html; charset=utf-8",
            Form::Markdown => "text/markdown; charset=utf-8",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Form::Json => ".json",
            Form::Ndjson => ".ndjson",
            Form::Csv => ".csv",
            Form::GeoJson => ".geojson",
            Form::Html => ".html",
            Form::Markdown => ".md",
        }
    }
}

/// The form that is wanted most among those that there are. What takes anything takes JSON.
fn accepted(accept: &str) -> Option<Form> {
    let mut wanted: Vec<(u16, Form)> = Vec::new();
    for part in accept.split(',') {
        let mut pieces = part.split(';').map(str::trim);
        let name = pieces.next().unwrap_or_default();
        let weight = pieces.find_map(|piece| piece.strip_prefix("q=")).map_or(Some(1.0), |words| words.parse().ok());
        let weight = (weight.unwrap_or(0.0_f32).clamp(0.0, 1.0) * 1000.0) as u16;
        let known = |form: &Form| form.media_type().split(';').next() == Some(name);
        let form = match name {
            "*/*" | "application/*" => Some(Form::Json),
            "application/jsonl" | "application/ndjson" => Some(Form::Ndjson),
            _ => Form::ALL.into_iter().find(known),
        };
        if let Some(form) = form.filter(|_| weight > 0) {
            wanted.push((weight, form));
        }
    }
    // Of equals the first that is named.
    wanted.iter().rev().max_by_key(|(weight, _)| *weight).map(|(_, form)| *form)
}

/// Takes the ending off the path, so that one route answers in every form.
pub(crate) fn without_ending(mut request: Request) -> Request {
    let path = request.uri().path();
    let is_whole = !path.starts_with("/api/v1/") || path == crate::app::OPENAPI;
    let form = Form::ALL.into_iter().find(|form| path.ends_with(form.ending()));
    let Some(form) = form.filter(|_| !is_whole) else { return request };
    let shorter = path.strip_suffix(form.ending()).unwrap_or(path);
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    if let Ok(uri) = format!("{shorter}{query}").parse::<Uri>() {
        *request.uri_mut() = uri;
        request.extensions_mut().insert(Ending(form));
    }
    request
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_that_of_the_ending_else_the_one_wanted_most() {
        let of = |accept| Form::of(None, Some(accept));
        assert_eq!(of("text/csv"), Form::Csv);
        assert_eq!(of("text/csv;q=0.3, application/geo+json"), Form::GeoJson);
        assert_eq!(of("*/*"), Form::Json);
        assert_eq!(of("image/png"), Form::Json);
        assert_eq!(of("application/x-ndjson, text/csv"), Form::Ndjson);
        assert_eq!(Form::of(Some(&Ending(Form::Csv)), Some("application/json")), Form::Csv);
    }

    #[test]
    fn an_ending_is_taken_off_paths_of_the_api_only() {
        let path = |path: &str| {
            let request = Request::builder().uri(path).body(axum::body::Body::empty()).unwrap();
            without_ending(request).uri().to_string()
        };
        assert_eq!(path("/api/v1/events.csv?limit=3"), "/api/v1/events?limit=3");
        assert_eq!(path("/api/v1/openapi.json"), "/api/v1/openapi.json");
        assert_eq!(path("/assets/world.json"), "/assets/world.json");
    }
}
