//! `/docs`: the OpenAPI document as a page to read. Made once, without script, so that it opens under any policy.

use std::fmt::Write as _;

use serde_json::Value;

pub(crate) const STYLE: &str = include_str!("reference.css");

/// The whole page.
pub(crate) fn html(document: &Value) -> String {
    let mut body = String::new();
    let mut contents = String::new();
    for (path, methods) in object(&document["paths"]) {
        for (method, operation) in object(methods) {
            let id = format!("{method}{}", path.replace(['/', '{', '}'], "-"));
            let name = format!("{} {}", method.to_uppercase(), escaped(path));
            let _ = writeln!(contents, "<li><a href=\"#{id}\"><code>{name}</code></a></li>");
            let _ = writeln!(body, "<section><h2 id=\"{id}\"><code>{name}</code></h2>");
            told(operation, &mut body);
            body.push_str("</section>\n");
        }
    }
    let mut schemas = String::new();
    for (name, schema) in object(&document["components"]["schemas"]) {
        let _ = writeln!(schemas, "<section><h3 id=\"schema-{0}\">{0}</h3>", escaped(name));
        let _ = writeln!(schemas, "<p>{}</p>", prose(schema));
        fields(schema, &mut schemas);
        schemas.push_str("</section>\n");
    }
    let about = prose(&document["info"]);
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Dateline: the API</title>
<link rel=\"stylesheet\" href=\"/docs/reference.css\"></head><body><main><h1>Dateline: the API</h1><p>{about}</p>
<p>The same as <a href=\"/api/v1/openapi.json\">OpenAPI 3.1</a>.</p><nav aria-label=\"Paths\"><ul>{contents}</ul></nav>
{body}<h2>Objects</h2>{schemas}</main></body></html>\n"
    )
}

fn told(operation: &Value, body: &mut String) {
    let words = [&operation["summary"], &operation["description"]];
    for words in words.into_iter().filter_map(Value::as_str) {
        let _ = writeln!(body, "<p>{}</p>", marked(words));
    }
    let parameters = operation["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
    if !parameters.is_empty() {
        body.push_str("<table><caption>Parameters</caption><thead><tr><th scope=\"col\">name</th>");
        body.push_str("<th scope=\"col\">in</th><th scope=\"col\">what</th></tr></thead><tbody>\n");
        for parameter in parameters {
            let (name, place) = (text(&parameter["name"]), text(&parameter["in"]));
            let words = prose(parameter);
            let _ =
                writeln!(body, "<tr><th scope=\"row\"><code>{name}</code></th><td>{place}</td><td>{words}</td></tr>");
        }
        body.push_str("</tbody></table>\n");
    }
    for (media, content) in object(&operation["requestBody"]["content"]) {
        let _ = writeln!(body, "<p>Takes {}: {}</p>", escaped(media), kind(&content["schema"]));
    }
    body.push_str("<ul>\n");
    for (status, response) in object(&operation["responses"]) {
        let forms: Vec<String> = object(&response["content"])
            .map(|(media, content)| format!("<code>{}</code> {}", escaped(media), kind(&content["schema"])))
            .collect();
        let _ = writeln!(body, "<li><b>{}</b> {} {}</li>", escaped(status), prose(response), forms.join(", "));
    }
    body.push_str("</ul>\n");
}

fn fields(schema: &Value, body: &mut String) {
    let parts = schema["allOf"].as_array().map(Vec::as_slice).unwrap_or_default();
    for part in parts {
        if part["$ref"].is_string() {
            let _ = writeln!(body, "<p>All fields of {}.</p>", kind(part));
        }
        fields(part, body);
    }
    if object(&schema["properties"]).next().is_none() {
        return;
    }
    body.push_str("<table><thead><tr><th scope=\"col\">field</th><th scope=\"col\">is</th><th scope=\"col\">what</th>");
    body.push_str("</tr></thead><tbody>\n");
    for (name, field) in object(&schema["properties"]) {
        let (name, words) = (escaped(name), prose(field));
        let _ = writeln!(
            body,
            "<tr><th scope=\"row\"><code>{name}</code></th><td>{}</td><td>{words}</td></tr>",
            kind(field)
        );
    }
    body.push_str("</tbody></table>\n");
}

/// What a value is: a name with a link to it, or a word of JSON.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return format!("<a href=\"#schema-{0}\">{0}</a>", escaped(name));
    }
    let several = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
    if let Some(kinds) = several {
        return kinds.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    let names = match &schema["type"] {
        Value::Array(names) => names.iter().map(text).collect::<Vec<_>>().join(" or "),
        name => text(name),
    };
    if schema["items"].is_object() { format!("{names} of {}", kind(&schema["items"])) } else { names }
}

fn object(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().map(escaped).unwrap_or_default()
}

fn prose(value: &Value) -> String {
    value["description"].as_str().map(marked).unwrap_or_default()
}

/// Words between backticks as code.
fn marked(words: &str) -> String {
    let mut out = String::new();
    for (number, part) in words.split('`').enumerate() {
        let part = escaped(part);
        if number % 2 == 1 {
            let _ = write!(out, "<code>{part}</code>");
        } else {
            out.push_str(&part);
        }
    }
    out
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
