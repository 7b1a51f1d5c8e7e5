"""The annotated texts that all tools read: gold claims, MEANTIME's CAT files, PolNeAR's brat folders, treebanks."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Text:
    """Offsets count characters; `days` holds (start, end, TIMEX3 value), `figures` (start, end, value),
    `places` (start, end, latitude, longitude), `quotes` (start, end) of contents that open with a quotation mark."""

    text: str
    published: str | None = None
    days: list = field(default_factory=list)
    figures: list = field(default_factory=list)
    places: list = field(default_factory=list)
    quotes: list = field(default_factory=list)
    extent: int = 0


def gold(folder):
    """Texts with gold claims: exact figures and places with coordinates, each stretch once."""
    for file in sorted(Path(folder).glob("*/*.gold.json")):
        text = Path(str(file).replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        document = json.loads(file.read_text(encoding="utf-8"))
        found = Text(text, document["report"].get("published"))
        figures, places = set(), set()
        for claim in document["claims"]:
            for figure in claim["figures"]:
                if figure["low"] is not None and figure["low"] == figure["high"]:
                    figures.add((figure["start"], figure["end"], figure["low"]))
            for arg in claim["args"]:
                if arg.get("lat") is not None:
                    places.add((arg["start"], arg["end"], arg["lat"], arg["lon"]))
        found.figures, found.places = sorted(figures), sorted(places)
        yield found


TOKEN = re.compile(r'<token [^>]*sentence="(\d+)"[^>]*t_id="(\d+)"[^>]*>(.*?)</token>')
TIMEX = re.compile(r"<TIMEX3 (.*?)>(.*?)</TIMEX3>", re.S)
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


def cat(folder):
    """CAT files: tokens joined by blanks, one sentence a line; dates with a day, month or year as value."""
    for file in sorted(Path(folder).rglob("*.xml")):
        source = file.read_text(encoding="utf-8")
        text, places, before = "", {}, None
        for sentence, token, word in TOKEN.findall(source):
            word = re.sub(r"&\w+;", lambda entity: ENTITIES.get(entity[0], entity[0]), word)
            text += "" if before is None else " " if sentence == before else "\n"
            places[token], before = (len(text), len(text) + len(word)), sentence
            text += word
        found = Text(text)
        for head, body in TIMEX.findall(source):
            value = (re.search(r'value="([^"]*)"', head) or [None, ""])[1]
            if 'functionInDocument="CREATION_TIME"' in head:
                found.published = value[:10] if re.match(r"\d{4}-\d\d-\d\d", value) else None
                continue
            spans = [places[token] for token in re.findall(r't_id="(\d+)"', body) if token in places]
            if not spans:
                continue
            found.extent = max(found.extent, spans[-1][1])
            if 'type="DATE"' in head and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
                found.days.append((spans[0][0], spans[-1][1], value))
        yield found


def brat(folder):
    """Contents of attributions that open with a quotation mark."""
    for file in sorted(Path(folder, "attributions").glob("*.ann")):
        names = [file.stem, file.stem.rsplit("_", 1)[0]]
        path = next(path for path in (Path(folder, "text", f"{name}.txt") for name in names) if path.exists())
        found = Text(path.read_text(encoding="utf-8"))
        for label, pieces in re.findall(r"^T\d+\t(\w+) ([\d ;]+)\t", file.read_text(encoding="utf-8"), re.M):
            for start, end in (map(int, piece.split()) for piece in pieces.split(";")):
                if label.lower() == "content" and found.text[start] in "\"“'‘":
                    found.quotes.append((start, end))
        found.quotes = sorted(set(found.quotes))
        yield found


def treebank(path):
    """Sentences of (form, head, universal relation)."""
    for block in Path(path).read_text(encoding="utf-8").strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        yield [(row[1], int(row[6]), row[7].split(":")[0]) for row in rows if row[0].isdigit()]
