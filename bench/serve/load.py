#!/usr/bin/env python3
"""Sends mixed reads to a running `dateline serve` at a fixed rate and tells the latencies.

    bench/serve/load.py [--url http://127.0.0.1:8080] [--rate 200] [--seconds 60] [--connections 64]

Requests leave by the clock, whether or not earlier ones were answered, and a latency runs from the moment at which its
request was due: a server that stalls cannot hide it. What is asked is drawn, with a fixed seed, from the ids that the
record's own lists give: lists with and without filters, single reports, claims and events, series, search, the desk.
Exit code 1 if any answer was an error or the 99th percentile is above --p99.
"""

import argparse
import asyncio
import json
import random
import sys
import time
import urllib.parse
import urllib.request
from collections import defaultdict

DEADLINE_S = 30


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--rate", type=float, default=200, help="requests a second")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--p99", type=float, default=150, help="milliseconds at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    return parser.parse_args()


def get(url, path):
    with urllib.request.urlopen(url + path, timeout=DEADLINE_S) as answer:
        return json.load(answer)


def questions(url, rng):
    """(name, weight, paths) of every kind of question, from what the record holds."""
    rows = lambda path: get(url, "/api/v1/" + path)["rows"]
    quote = lambda text: urllib.parse.quote(text, safe="")
    reports, claims = rows("reports?limit=200"), rows("claims?limit=200")
    events, series = rows("events?limit=200"), rows("series?limit=50")
    places = [row["id"] for row in rows("places?limit=50") if row["id"]]
    actors = [row["id"] for row in rows("actors?limit=50") if row["id"]]
    days = sorted(row["published"] for row in reports + rows("reports?limit=200&text=attack") if row["published"])
    last = get(url, "/api/v1/record")["last_day"]
    words = ["drone", "attack", "power plant", "ceasefire", "hospital", "talks", "missile strike", "election"]
    kinds = ["ASSAULT", "CASUALTY", "CONSULT", "OUTAGE", "ACCUSE"]
    ids = lambda found: [row["id"] for row in found]
    return [
        ("events by type", 15, [f"events?type={kind}&limit=50" for kind in kinds]),
        ("events by place", 15, [f"events?place={quote(place)}&limit=50" for place in places]),
        ("events by day", 10, [f"events?from={day}&to={day}" for day in days]),
        ("claims by speaker", 10, [f"claims?speaker={quote(actor)}" for actor in actors]),
        ("reports", 5, [f"reports?published-from={day}" for day in days]),
        ("one report", 15, [f"reports/{one}" for one in ids(reports)]),
        ("one claim", 10, [f"claims/{quote(one)}" for one in ids(claims)]),
        ("one event", 10, [f"events/{one}" for one in ids(events)]),
        ("series", 3, ["series?limit=50"] + [f"compare?series={quote(one)}&from={last}" for one in ids(series)]),
        ("search", 5, [f"search?text={quote(word)}" for word in words]),
        ("desk", 2, [f"desk?since={last}&until={last}"]),
    ]


class Connection:
    """One kept-alive connection of HTTP/1.1."""

    def __init__(self, host, port):
        self.host, self.port = host, port
        self.reader = self.writer = None

    async def ask(self, path):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        try:
            self.writer.write(f"GET /api/v1/{path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n\r\n".encode())
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            status = int(head.split(" ", 2)[1])
            headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
            await self.body(headers)
            return status
        except Exception:
            self.writer.close()
            self.writer = None
            raise

    async def body(self, headers):
        if headers.get("transfer-encoding") != "chunked":
            await self.reader.readexactly(int(headers.get("content-length", 0)))
            return
        while size := int((await self.reader.readline()).split(b";")[0], 16):
            await self.reader.readexactly(size + 2)
        await self.reader.readline()


async def run(options, asked):
    address = urllib.parse.urlsplit(options.url)
    free = asyncio.Queue()
    for _ in range(options.connections):
        free.put_nowait(Connection(address.hostname, address.port or 80))
    rng = random.Random(options.seed)
    names, weights = [kind[0] for kind in asked], [kind[1] for kind in asked]
    paths = {kind[0]: kind[2] for kind in asked}
    latencies, errors = defaultdict(list), []

    async def one(due, name, path):
        connection = await free.get()
        try:
            status = await asyncio.wait_for(connection.ask(path), DEADLINE_S)
            if status != 200:
                errors.append(f"{status} {path}")
        except Exception as error:
            errors.append(f"{type(error).__name__} {path}")
        finally:
            free.put_nowait(connection)
        latencies[name].append(time.perf_counter() - due)

    tasks, start = [], time.perf_counter()
    for number in range(int(options.rate * options.seconds)):
        due = start + number / options.rate
        await asyncio.sleep(max(0, due - time.perf_counter()))
        name = rng.choices(names, weights)[0]
        tasks.append(asyncio.create_task(one(due, name, rng.choice(paths[name]))))
    await asyncio.gather(*tasks)
    return latencies, errors, time.perf_counter() - start


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] * 1000


def main():
    options = arguments()
    asked = [kind for kind in questions(options.url, random.Random(options.seed)) if kind[2]]
    latencies, errors, took = asyncio.run(run(options, asked))
    every = [value for values in latencies.values() for value in values]
    worst = percentile(every, 0.99)
    told = {
        name: {"n": len(values), "p50": percentile(values, 0.5), "p99": percentile(values, 0.99), "max": max(values) * 1000}
        for name, values in [("all", every), *sorted(latencies.items())]
    }
    if options.json:
        print(json.dumps({"rate": len(every) / took, "errors": len(errors), "ms": told}))
    else:
        print(f"{len(every)} requests in {took:.1f} s, {len(every) / took:.0f} a second, {len(errors)} errors; milliseconds:")
        for name, row in told.items():
            print(f"{name:<20} n {row['n']:>6}  p50 {row['p50']:>7.1f}  p99 {row['p99']:>7.1f}  max {row['max']:>7.1f}")
    for error in errors[:10]:
        print(error, file=sys.stderr)
    return 1 if errors or worst > options.p99 else 0


if __name__ == "__main__":
    sys.exit(main())
