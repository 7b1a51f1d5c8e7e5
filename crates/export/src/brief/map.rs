//! `pins -> SVG`: places of what happened over the outlines of countries.
//!
//! A town or a site is a full point; a region, whose own shape is not known here, a hollow one on its main town; a whole
//! country is never pinned. Outlines are Natural Earth's, see `data/README.md`: a line that is disputed is drawn broken, and
//! whose a place is comes from the gazetteer, never from a polygon.

use record::brief::{Level, Pin};

use super::html::escaped;

/// See `data/README.md` and `scripts/outlines.py`.
static OUTLINES: &[u8] = include_bytes!("../../../../data/outlines.bin");

const WIDTH: f64 = 720.0;
const HEIGHT_MAX: f64 = 560.0;
/// Of latitude; a narrower map would show no coast to know it by.
const SPAN_MIN: f64 = 8.0;
const LABELS_MAX: usize = 24;

type Point = (f64, f64);

struct Outlines {
    arcs: Vec<(u8, Vec<Point>)>,
    rings: Vec<Vec<i16>>,
}

/// What of the world is shown, in degrees.
#[derive(Clone, Copy)]
struct View {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
    scale: f64,
    narrow: f64,
}

/// None where no place of a town, a site or a region is known.
pub(super) fn svg(pins: &[Pin]) -> Option<String> {
    let shown: Vec<&Pin> = pins.iter().filter(|pin| pin.level != Level::Country).collect();
    let view = View::around(&shown)?;
    let outlines = Outlines::parse(OUTLINES)?;
    let height = (view.north - view.south) * view.scale;
    let names: Vec<String> = shown.iter().map(|pin| format!("{} ({})", pin.name, pin.events.len())).collect();
    let mut out = format!(
        "<svg class=\"map\" viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"img\" aria-labelledby=\"map-t map-d\">\
         <title id=\"map-t\">Places of what happened</title><desc id=\"map-d\">{}</desc>\n\
         <rect class=\"sea\" width=\"{WIDTH}\" height=\"{height:.0}\"/>\n",
        escaped(&names.join(", "))
    );
    out.push_str(&format!("<path class=\"land\" d=\"{}\"/>\n", land(&outlines, view)));
    for (kind, class) in [(0, "coast"), (1, "border"), (2, "disputed")] {
        out.push_str(&format!("<path class=\"{class}\" d=\"{}\"/>\n", lines(&outlines, view, kind)));
    }
    points(&mut out, &shown, view);
    out.push_str("</svg>\n");
    Some(out)
}

impl View {
    fn around(pins: &[&Pin]) -> Option<View> {
        let ends = |value: fn(&Pin) -> f64| {
            let values = pins.iter().map(|pin| value(pin));
            let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
            (low <= high).then_some((low, high))
        };
        let (south, north) = ends(|pin| pin.latitude)?;
        let (west, east) = ends(|pin| pin.longitude)?;
        let middle = (south + north) / 2.0;
        let narrow = middle.to_radians().cos().max(0.2);
        let tall = ((north - south) * 1.3).max(SPAN_MIN);
        let wide = ((east - west) * 1.3).max(tall.max(SPAN_MIN) * 1.4 / narrow);
        let tall = tall.max(wide * narrow * 0.6).min(wide * narrow * HEIGHT_MAX / WIDTH);
        let centre = (west + east) / 2.0;
        let scale = WIDTH / (wide * narrow);
        let tall = tall.max((north - south) * 1.1);
        let (south, north) = ((middle - tall / 2.0).max(-89.0), (middle + tall / 2.0).min(89.0));
        Some(View { west: centre - wide / 2.0, east: centre + wide / 2.0, south, north, scale, narrow })
    }

    fn place(self, (longitude, latitude): Point) -> Point {
        ((longitude - self.west) * self.narrow * self.scale, (self.north - latitude) * self.scale)
    }

    fn meets(self, points: &[Point]) -> bool {
        let any = |test: &dyn Fn(Point) -> bool| points.iter().any(|point| test(*point));
        any(&|point| point.0 >= self.west)
            && any(&|point| point.0 <= self.east)
            && any(&|point| point.1 >= self.south)
            && any(&|point| point.1 <= self.north)
    }
}

impl Outlines {
    /// None where the file is not what `scripts/outlines.py` writes.
    fn parse(bytes: &[u8]) -> Option<Outlines> {
        let mut rest = bytes.strip_prefix(b"OUT1")?;
        let mut arcs = Vec::new();
        for _ in 0..number(&mut rest)? as u16 {
            let (kind, tail) = rest.split_first()?;
            rest = tail;
            let count = number(&mut rest)? as u16;
            let mut points = Vec::with_capacity(count as usize);
            for _ in 0..count {
                points.push((f64::from(number(&mut rest)?) / 100.0, f64::from(number(&mut rest)?) / 100.0));
            }
            arcs.push((*kind, points));
        }
        let mut rings = Vec::new();
        for _ in 0..number(&mut rest)? as u16 {
            let count = number(&mut rest)? as u16;
            rings.push((0..count).map(|_| number(&mut rest)).collect::<Option<Vec<i16>>>()?);
        }
        Some(Outlines { arcs, rings })
    }

    fn ring(&self, arcs: &[i16]) -> Vec<Point> {
        let mut points = Vec::new();
        for &arc in arcs {
            let (at, backwards) = if arc < 0 { (!arc as usize, true) } else { (arc as usize, false) };
            let Some((_, arc)) = self.arcs.get(at) else { continue };
            if backwards {
                points.extend(arc.iter().rev());
            } else {
                points.extend(arc);
            }
        }
        points
    }
}

fn number(rest: &mut &[u8]) -> Option<i16> {
    let (head, tail) = rest.split_first_chunk::<2>()?;
    *rest = tail;
    Some(i16::from_le_bytes(*head))
}

/// The rings that can be seen, cut to the view.
fn land(outlines: &Outlines, view: View) -> String {
    let mut path = String::new();
    for ring in &outlines.rings {
        let points = outlines.ring(ring);
        if !view.meets(&points) {
            continue;
        }
        let cut = cut(points, view);
        if cut.len() > 2 {
            push(&mut path, &cut, view);
            path.push('Z');
        }
    }
    path
}

/// A polygon cut at the four edges, one after the other (Sutherland and Hodgman).
fn cut(mut points: Vec<Point>, view: View) -> Vec<Point> {
    let at_x = |a: Point, b: Point, x: f64| (x, a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0));
    let at_y = |a: Point, b: Point, y: f64| (a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1), y);
    for edge in 0..4 {
        let inside = |point: Point| match edge {
            0 => point.0 >= view.west,
            1 => point.0 <= view.east,
            2 => point.1 >= view.south,
            _ => point.1 <= view.north,
        };
        let meet = |a: Point, b: Point| match edge {
            0 => at_x(a, b, view.west),
            1 => at_x(a, b, view.east),
            2 => at_y(a, b, view.south),
            _ => at_y(a, b, view.north),
        };
        let mut kept = Vec::with_capacity(points.len());
        for (at, &point) in points.iter().enumerate() {
            let before = points[(at + points.len() - 1) % points.len()];
            if inside(point) != inside(before) {
                kept.push(meet(before, point));
            }
            if inside(point) {
                kept.push(point);
            }
        }
        points = kept;
    }
    points
}

fn lines(outlines: &Outlines, view: View, kind: u8) -> String {
    let mut path = String::new();
    for (_, points) in outlines.arcs.iter().filter(|(of, points)| *of == kind && view.meets(points)) {
        let mut run: Vec<Point> = Vec::new();
        for pair in points.windows(2) {
            let seen = view.meets(pair);
            if seen && run.is_empty() {
                run.push(pair[0]);
            }
            if seen {
                run.push(pair[1]);
            } else if !run.is_empty() {
                push(&mut path, &run, view);
                run.clear();
            }
        }
        if !run.is_empty() {
            push(&mut path, &run, view);
        }
    }
    path
}

fn push(path: &mut String, points: &[Point], view: View) {
    for (at, point) in points.iter().enumerate() {
        let (x, y) = view.place(*point);
        path.push_str(&format!("{}{x:.1} {y:.1}", if at == 0 { 'M' } else { 'L' }));
    }
}

/// Points, larger where more happened; names where they find room.
fn points(out: &mut String, pins: &[&Pin], view: View) {
    let mut taken: Vec<[f64; 4]> = Vec::new();
    for pin in pins.iter().rev() {
        let (x, y) = view.place((pin.longitude, pin.latitude));
        let radius = (4.0 + pin.events.len() as f64).min(10.0);
        let class = if pin.level == Level::Site { "site" } else { "region" };
        out.push_str(&format!("<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\"/>\n"));
        taken.push([x - radius, y - radius, x + radius, y + radius]);
    }
    for pin in pins.iter().take(LABELS_MAX) {
        let (x, y) = view.place((pin.longitude, pin.latitude));
        let radius = (4.0 + pin.events.len() as f64).min(10.0) + 3.0;
        let name = if pin.country.is_empty() { pin.name.clone() } else { format!("{}, {}", pin.name, pin.country) };
        let width = name.chars().count() as f64 * 7.0;
        let seats = [
            (x + radius, y + 4.0),
            (x - radius - width, y + 4.0),
            (x - width / 2.0, y - radius - 2.0),
            (x - width / 2.0, y + radius + 11.0),
        ];
        let room = |&(left, base): &(f64, f64)| {
            let area = [left, base - 11.0, left + width, base + 3.0];
            left >= 0.0 && left + width <= WIDTH && taken.iter().all(|other| !overlap(area, *other))
        };
        if let Some((left, base)) = seats.into_iter().find(room) {
            taken.push([left, base - 11.0, left + width, base + 3.0]);
            out.push_str(&format!("<text class=\"name\" x=\"{left:.1}\" y=\"{base:.1}\">{}</text>\n", escaped(&name)));
        }
    }
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlines_are_whole() {
        let outlines = Outlines::parse(OUTLINES).unwrap();
        assert!(outlines.arcs.len() > 1000 && outlines.rings.len() > 1000);
        assert!(outlines.rings.iter().all(|ring| outlines.ring(ring).len() > 2));
        assert!(Outlines::parse(&OUTLINES[..1000]).is_none());
    }
}
