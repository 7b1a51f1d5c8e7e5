//! One page of a list -> the answer, in its form.
//!
//! JSON is `{rows, total, truncated, next, cursor}`. Forms without room for that tell it in headers: `Dateline-Next`,
//! `Dateline-Total`, `Dateline-Cursor`.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use export::form::{Separator, lines, separated};
use record::Filter;
use serde::Serialize;
use serde_json::{Map, Value, json};
use store::Listed;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::asked::{ListAsked, unknown};
use crate::form::Form;
use crate::problem::Problem;

/// One page of a list, and what it is a page of.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct List<R: ToSchema> {
    pub(crate) rows: Vec<R>,
    /// Of the whole list; null where it is not counted.
    pub(crate) total: Option<u64>,
    /// Whether rows follow that this page does not hold.
    pub(crate) truncated: bool,
    /// Give it as `next` for the page that follows; null at the end.
    pub(crate) next: Option<String>,
    /// The last change of the record that this page knows of.
    pub(crate) cursor: u64,
}

/// What sets one list apart from others.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Which {
    pub(crate) name: &'static str,
    /// Given whole where only some fields are asked for.
    pub(crate) wide: bool,
    /// By day, either way.
    pub(crate) dated: bool,
    /// Whether the total that comes with a page counts its rows.
    pub(crate) counted: bool,
}

impl Which {
    pub(crate) fn of(name: &'static str) -> Which {
        Which { name, wide: false, dated: false, counted: true }
    }

    pub(crate) fn wide(self) -> Which {
        Which { wide: true, ..self }
    }

    pub(crate) fn dated(self) -> Which {
        Which { dated: true, ..self }
    }

    pub(crate) fn counted_elsewhere(self) -> Which {
        Which { counted: false, ..self }
    }
}

/// Rows with a place, as GeoJSON.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only its description is used")]
pub(crate) struct Features {
    /// `FeatureCollection`.
    r#type: String,
    /// Each with the row as its properties; `geometry` is a point, or null where no place is known.
    features: Vec<serde_json::Value>,
    total: Option<u64>,
    truncated: bool,
    next: Option<String>,
    cursor: u64,
}

impl<R: Serialize + ToSchema + PartialSchema> List<R> {
    pub(crate) fn of(found: Listed<R>, cursor: u64, asked: &ListAsked, filter: &Filter) -> List<R> {
        List {
            truncated: found.next.is_some(),
            next: found.next.map(|next| asked.token(filter, &next)),
            total: Some(found.total).filter(|_| asked.is_counted()),
            rows: found.rows,
            cursor,
        }
    }

    pub(crate) fn answer(self, asked: &ListAsked) -> Result<Response, Problem> {
        if asked.fields.is_empty() {
            return self.formed(asked, None);
        }
        let known = fields::<R>();
        for field in &asked.fields {
            if !known.contains(field) {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                return Err(Problem::wrong(unknown("field", field, &known)));
            }
        }
        let picked = self.rows.iter().map(|row| pick(row, &asked.fields)).collect();
        self.formed(asked, Some(picked))
    }

    fn formed(self, asked: &ListAsked, picked: Option<Vec<Value>>) -> Result<Response, Problem> {
        let List { total, truncated, next, cursor, .. } = &self;
        let body = match (asked.form, &picked) {
            (Form::Json, None) => serde_json::to_string(&self).unwrap_or_default(),
            (Form::Json, Some(rows)) => json!({
                "rows": rows, "total": total, "truncated": truncated, "next": next, "cursor": cursor
            })
            .to_string(),
            (Form::Ndjson, None) => lines(&self.rows),
            (Form::Ndjson, Some(rows)) => lines(rows),
            (Form::Csv, None) => separated(&self.rows, Separator::Comma, true),
            (Form::Csv, Some(rows)) => separated(rows, Separator::Comma, true),
            (Form::GeoJson, _) => self.features(picked)?.to_string(),
            (form @ (Form::Html | Form::Markdown), _) => return Err(crate::asked::not_acceptable(form)),
        };
        Ok(self.headed(asked.form, body))
    }

    fn headed(&self, form: Form, body: String) -> Response {
        let mut response = Response::new(Body::from(body));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(form.media_type()));
        headers.extend(self.total.map(|total| (HeaderName::from_static("dateline-total"), HeaderValue::from(total))));
        headers.insert("dateline-cursor", HeaderValue::from(self.cursor));
        if let Some(next) = self.next.as_ref().and_then(|next| HeaderValue::from_str(next).ok()) {
            headers.insert("dateline-next", next);
        }
        response
    }

    /// What has no point is a feature without geometry.
    fn features(&self, picked: Option<Vec<Value>>) -> Result<Value, Problem> {
        let known = fields::<R>();
        if !(known.contains("lat") && known.contains("lon")) {
            let detail = "rows of this list have no place; ask for JSON, NDJSON or CSV";
            return Err(Problem::of(StatusCode::NOT_ACCEPTABLE, detail));
        }
        let mut picked = picked.map(Vec::into_iter);
        let features: Vec<Value> = self
            .rows
            .iter()
            .map(|row| {
                let row = serde_json::to_value(row).unwrap_or_default();
                let geometry = match (row["lon"].as_f64(), row["lat"].as_f64()) {
                    (Some(lon), Some(lat)) => json!({"type": "Point", "coordinates": [lon, lat]}),
                    _ => Value::Null,
                };
                let id = row["id"].clone();
                let properties = picked.as_mut().and_then(Iterator::next).unwrap_or(row);
                json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties})
            })
            .collect();
        Ok(json!({
            "type": "FeatureCollection", "features": features, "total": self.total, "truncated": self.truncated,
            "next": self.next, "cursor": self.cursor
        }))
    }
}

/// Rows that belong to one answer, without a page.
pub(crate) fn separate<R: Serialize>(rows: &[R], form: Form) -> Result<Response, Problem> {
    let body = match form {
        Form::Csv => separated(rows, Separator::Comma, true),
        Form::Ndjson => lines(rows),
        Form::Json | Form::GeoJson | Form::Html | Form::Markdown => return Err(crate::asked::not_acceptable(form)),
    };
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(form.media_type()));
    Ok(response)
}

/// In the order in which they were asked for.
fn pick<R: Serialize>(row: &R, fields: &[String]) -> Value {
    let mut row = serde_json::to_value(row).unwrap_or_default();
    let mut picked = Map::new();
    for field in fields {
        let value = row.get_mut(field).map(Value::take).unwrap_or_default();
        picked.entry(field.clone()).or_insert(value);
    }
    Value::Object(picked)
}

/// Names of a row's fields, by its schema.
fn fields<R: PartialSchema>() -> BTreeSet<String> {
    match R::schema() {
        RefOr::T(Schema::Object(object)) => object.properties.keys().cloned().collect(),
        _ => BTreeSet::new(),
    }
}
