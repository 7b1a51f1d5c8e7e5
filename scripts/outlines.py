"""Countries' outlines for the brief's map: world-atlas (TopoJSON of Natural Earth 1:50m) -> data/outlines.bin.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 scripts/outlines.py package/countries-50m.json data/outlines.bin

Lines are simplified (Douglas-Peucker, 0.02 degrees) and rounded to 0.01 degrees. No names and no codes are kept: nothing
in the program may learn from a polygon whose a place is. A line between two countries that Natural Earth gives no code
for, or that is listed below, is marked as disputed and drawn so.

Format, little endian: "OUT1"; u16 arcs; for each: u8 kind (0 coast, 1 border, 2 disputed), u16 points, then i16 pairs
(longitude, latitude in hundredths of a degree); u16 rings; for each: u16 arcs, then i16 arc numbers (~n: backwards).
"""

import json
import struct
import sys

TOLERANCE = 0.02

# Pairs of ISO 3166-1 numeric codes whose whole line is disputed, and boxes (west, south, east, north) of others.
DISPUTED = [
    ("275", "376", None),  # Palestine, Israel
    ("504", "732", None),  # Morocco, Western Sahara
    ("356", "586", (72.0, 32.2, 81.0, 37.5)),  # India, Pakistan: Kashmir
    ("156", "356", None),  # China, India
    ("156", "586", None),  # China, Pakistan: north of Kashmir
    ("643", "804", (32.0, 45.0, 37.0, 46.5)),  # Russia, Ukraine: Crimea
    ("376", "760", None),  # Israel, Syria: Golan
    ("729", "728", None),  # Sudan, South Sudan
    ("729", "818", None),  # Sudan, Egypt: Halaib
    ("404", "728", None),  # Kenya, South Sudan: Ilemi
    ("031", "051", None),  # Azerbaijan, Armenia
    ("231", "706", None),  # Ethiopia, Somalia: provisional line
    ("328", "862", None),  # Guyana, Venezuela
]


def main(source, target):
    topology = json.load(open(source))
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [[(x * scale[0] + move[0], y * scale[1] + move[1]) for x, y in running(arc)] for arc in topology["arcs"]]
    rings, owners = [], {}
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country.get("arcs", [])
        polygons = [polygons] if country["type"] == "Polygon" else polygons
        for ring in (ring for polygon in polygons for ring in polygon):
            rings.append(ring)
            for arc in ring:
                owners.setdefault(~arc if arc < 0 else arc, set()).add(country.get("id") or "?")
    out = bytearray(b"OUT1") + struct.pack("<H", len(arcs))
    for number, arc in enumerate(arcs):
        points = simplified(arc)
        out += struct.pack("<BH", kind(arc, owners.get(number, set())), len(points))
        for x, y in points:
            out += struct.pack("<hh", round(x * 100), round(y * 100))
    out += struct.pack("<H", len(rings))
    for ring in rings:
        out += struct.pack("<H", len(ring)) + b"".join(struct.pack("<h", arc) for arc in ring)
    open(target, "wb").write(out)
    print(f"{len(arcs)} arcs, {len(rings)} rings, {len(out)} bytes")


def running(arc):
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x, y


def kind(arc, owners):
    if len(owners) < 2:
        return 0
    if "?" in owners:
        return 2
    for one, other, box in DISPUTED:
        if {one, other} <= owners and (box is None or any(within(point, box) for point in arc)):
            return 2
    return 1


def within(point, box):
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def simplified(points):
    keep = {0, len(points) - 1}
    open_ranges = [(0, len(points) - 1)]
    if points[0] == points[-1] and len(points) > 3:
        middle = max(range(len(points)), key=lambda at: distance(points[at], points[0], points[0]))
        keep.add(middle)
        open_ranges = [(0, middle), (middle, len(points) - 1)]
    while open_ranges:
        first, last = open_ranges.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda at: distance(points[at], points[first], points[last]))
        if distance(points[far], points[first], points[last]) > TOLERANCE:
            keep.add(far)
            open_ranges += [(first, far), (far, last)]
    return [points[at] for at in sorted(keep)]


def distance(point, start, end):
    (x, y), (x0, y0), (x1, y1) = point, start, end
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    share = 0 if length == 0 else max(0, min(1, ((x - x0) * dx + (y - y0) * dy) / length))
    return ((x - x0 - share * dx) ** 2 + (y - y0 - share * dy) ** 2) ** 0.5


main(*sys.argv[1:])
