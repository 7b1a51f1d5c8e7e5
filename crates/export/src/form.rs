//! Rows of lists -> JSON lines, CSV, TSV. Field names are one set for all forms.
//!
//! In CSV a list stands in one cell with `; ` between its members, a field of a field goes by both names with a dot
//! between, and what is not known is empty.

use serde::Serialize;
use serde_json::{Map, Value};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    Comma,
    Tab,
}

/// Each row as a JSON object on a line of its own.
pub fn lines<R: Serialize>(rows: &[R]) -> String {
    let mut out = String::new();
    for row in rows {
        out.push_str(&serde_json::to_string(row).unwrap_or_default());
        out.push('\n');
    }
    out
}

/// Rows as records, with the names of their fields above if `head`.
pub fn separated<R: Serialize>(rows: &[R], separator: Separator, head: bool) -> String {
    let delimiter = match separator {
        Separator::Comma => b',',
        Separator::Tab => b'\t',
    };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let mut head = head;
    for row in rows {
        let mut cells = Vec::new();
        flatten("", &serde_json::to_value(row).unwrap_or_default(), &mut cells);
        if std::mem::take(&mut head) {
            let _ = writer.write_record(cells.iter().map(|(name, _)| name));
        }
        // Writing into memory does not fail, and all rows of a list have the same fields.
        let _ = writer.write_record(cells.iter().map(|(_, value)| value));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn flatten(name: &str, value: &Value, cells: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => object(name, fields, cells),
        Value::Array(members) => {
            let members: Vec<String> = members.iter().map(scalar).collect();
            cells.push((name.to_string(), members.join("; ")));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            cells.push((name.to_string(), scalar(value)));
        }
    }
}

fn object(name: &str, fields: &Map<String, Value>, cells: &mut Vec<(String, String)>) {
    for (field, value) in fields {
        let name = if name.is_empty() { field.clone() } else { format!("{name}.{field}") };
        flatten(&name, value, cells);
    }
}

/// Line ends inside a value become blanks: a record is one line.
fn scalar(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => {
            text.split(['\n', '\r', '\t']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        }
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_row_is_one_record() {
        let rows = [
            json!({"id": "a", "said": {"who": "UKR", "low": 653}, "kinds": ["ASSAULT", "DAMAGE"], "to": null}),
            json!({"id": "b, \"c\"", "said": {"who": "two\nlines", "low": 2.5}, "kinds": [], "to": true}),
        ];
        let csv = "id,said.who,said.low,kinds,to\na,UKR,653,ASSAULT; DAMAGE,\n\"b, \"\"c\"\"\",two lines,2.5,,true\n";
        assert_eq!(separated(&rows, Separator::Comma, true), csv);
        assert_eq!(separated(&rows[..1], Separator::Tab, false), "a\tUKR\t653\tASSAULT; DAMAGE\t\n");
        assert_eq!(lines(&rows[..1]).lines().count(), 1);
    }
}
