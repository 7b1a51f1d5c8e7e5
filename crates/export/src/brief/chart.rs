//! `Chart -> SVG`: a line for each answer, an interval as a bar, an open end as an arrow.

use record::brief::{Bar, Chart};

use super::html::escaped;

const WIDTH: f64 = 720.0;
/// Where the scale begins: who says so stands before it, and the words behind it.
const LEFT: f64 = 250.0;
const RIGHT: f64 = 150.0;
const ROW: f64 = 30.0;
const LABEL_CHARS_MAX: usize = 34;

pub(super) fn svg(chart: &Chart, number: usize) -> String {
    let height = ROW * chart.bars.len() as f64 + 26.0;
    let top = chart.bars.iter().flat_map(|bar| [bar.low, bar.high]).flatten().fold(1.0, f64::max) * 1.05;
    let id = format!("chart-{number}");
    let title = escaped(&chart.question);
    let said: Vec<String> = chart.bars.iter().map(|bar| format!("{}: {}", speaker(bar), bar.words)).collect();
    let mut out = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\
         <title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{}</desc>\n",
        escaped(&said.join("; "))
    );
    let axis = height - 22.0;
    out.push_str(&format!(
        "<line class=\"axis\" x1=\"{LEFT}\" y1=\"4\" x2=\"{LEFT}\" y2=\"{axis}\"/>\
         <text class=\"tick\" x=\"{LEFT}\" y=\"{}\">0</text>\n",
        height - 6.0
    ));
    for (at, bar) in chart.bars.iter().enumerate() {
        row(&mut out, bar, ROW * at as f64 + 18.0, top);
    }
    out.push_str("</svg>\n");
    out
}

fn row(out: &mut String, bar: &Bar, y: f64, top: f64) {
    let x = |value: f64| LEFT + (WIDTH - LEFT - RIGHT) * (value / top).clamp(0.0, 1.0);
    let (from, to) = (x(bar.low.unwrap_or(0.0)), bar.high.map_or(WIDTH - RIGHT, x));
    let label: String = cut(&speaker(bar));
    out.push_str(&format!(
        "<text class=\"who\" x=\"{}\" y=\"{}\">{} [{}]</text>",
        LEFT - 8.0,
        y + 4.0,
        escaped(&label),
        bar.source
    ));
    if bar.low == bar.high {
        out.push_str(&format!("<line class=\"stem\" x1=\"{LEFT}\" y1=\"{y}\" x2=\"{from:.1}\" y2=\"{y}\"/>"));
        out.push_str(&format!("<circle class=\"value\" cx=\"{from:.1}\" cy=\"{y}\" r=\"5\"/>"));
    } else {
        out.push_str(&format!("<line class=\"range\" x1=\"{from:.1}\" y1=\"{y}\" x2=\"{to:.1}\" y2=\"{y}\"/>"));
        if bar.high.is_none() {
            let (left, up, down) = (to - 8.0, y - 6.0, y + 6.0);
            out.push_str(&format!("<path class=\"open\" d=\"M{left:.1} {up}L{to:.1} {y}L{left:.1} {down}\"/>"));
        }
        for value in [bar.low, bar.high].into_iter().flatten() {
            let (at, up, down) = (x(value), y - 6.0, y + 6.0);
            out.push_str(&format!("<line class=\"end\" x1=\"{at:.1}\" y1=\"{up}\" x2=\"{at:.1}\" y2=\"{down}\"/>"));
        }
    }
    out.push_str(&format!(
        "<text class=\"words\" x=\"{:.1}\" y=\"{}\">{}</text>\n",
        to + 10.0,
        y + 4.0,
        escaped(&cut(&bar.words))
    ));
}

pub(super) fn speaker(bar: &Bar) -> String {
    if bar.speaker.is_empty() { "no speaker named".to_string() } else { bar.speaker.clone() }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LABEL_CHARS_MAX {
        return text.to_string();
    }
    let start: String = text.chars().take(LABEL_CHARS_MAX - 1).collect();
    format!("{}…", start.trim_end())
}
