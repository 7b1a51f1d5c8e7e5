"""One scorer for every tool: what counts as right is said at each function, and is the same for all."""

import math


def overlaps(a, b):
    return a[0] < b[1] and b[0] < a[1]


def rates(right, asked, found):
    """Precision, recall and their harmonic mean, in percent."""
    precision, recall = right / found if found else 0.0, right / asked if asked else 0.0
    both = precision + recall
    return tuple(100 * value for value in (precision, recall, 2 * precision * recall / both if both else 0.0))


def days(texts, answers):
    """A date is right where an answer that overlaps it has its value, as exact as gold has it ("2009-02" asks for the
    month). Only as far as the text is annotated."""
    right = asked = found = 0
    for text, spans in zip(texts, answers):
        spans = [span for span in spans if span[1] <= text.extent]
        found += sum(any(overlaps(span, day) for day in text.days) for span in spans)
        asked += len(text.days)
        for day in text.days:
            near = [span for span in spans if overlaps(span, day)]
            size = len(day[2])
            right += any(all(end and end[:size] == day[2] for end in span[2:]) for span in near)
    return rates(right, asked, found)


def figures(texts, answers):
    """An exact figure of gold is right where an answer that overlaps it has its value: a share of gold's."""
    right = asked = 0
    for text, spans in zip(texts, answers):
        asked += len(text.figures)
        for figure in text.figures:
            right += any(overlaps(span, figure) and span[2] == figure[2] for span in spans)
    return 100 * right / asked


def distance(a, b):
    """Kilometres on the sphere."""
    (lat, lon), (other, east) = (tuple(map(math.radians, point)) for point in (a, b))
    half = math.sin((other - lat) / 2) ** 2 + math.cos(lat) * math.cos(other) * math.sin((east - lon) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def places(texts, answers):
    """A place of gold is right where an answer that overlaps it lies within 161 km: a share of gold's."""
    right = asked = 0
    for text, spans in zip(texts, answers):
        asked += len(text.places)
        for place in text.places:
            right += any(overlaps(span, place) and distance(span[2:], place[2:]) <= 161 for span in spans)
    return 100 * right / asked


def quotes(texts, answers):
    """A quotation is found where an answer shares at least half of the characters of both; an answer is looked at
    only where it opens with a quotation mark."""
    right = asked = found = 0
    for text, spans in zip(texts, answers):
        left = [span for span in spans if text.text[span[0]] in "\"“'‘"]
        asked, found = asked + len(text.quotes), found + len(left)
        for quote in text.quotes:
            match = next((span for span in left if 2 * shared(span, quote) >= union(span, quote)), None)
            if match:
                left.remove(match)
                right += 1
    return rates(right, asked, found)


def shared(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def union(a, b):
    return a[1] - a[0] + b[1] - b[0] - shared(a, b)


def trees(gold, answers):
    """Head and universal relation of each word, punctuation included, in percent."""
    right = words = 0
    for sentence, answer in zip(gold, answers):
        words += len(sentence)
        right += sum(ours == (head, relation) for (_, head, relation), ours in zip(sentence, answer))
    return 100 * right / words
