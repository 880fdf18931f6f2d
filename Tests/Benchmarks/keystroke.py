#!/usr/bin/env python3
"""How long a keystroke takes, from `didChange` to the diagnostics of that version, in documents of three sizes.

    python3 Tests/Benchmarks/keystroke.py STET [--sizes 10000,100000,1000000] [--edits 200]

Every fourth of the edits begins at a new place, drawn by a seed from the words of all paragraphs: a letter goes into the
middle of a word (which is left alone while it is being typed), a space behind the word (now the finding must be there), the
letter goes (the finding must go), the space goes. Diagnostics that are not what they must be make the run invalid. After the
diagnostics the model's pass over the changed sentence is waited for, before the next edit; its time includes asking for the
status. The clock stops when the last byte of the diagnostics is there.
"""

import argparse
import random
import re
import sys
import time

import corpus
import daemon
import report

WORD = re.compile(rb"(?<= )[a-z]{6,12}(?= [a-z])")


def places(text, count, seed=7):
    """Words in the middle of paragraphs, all over the text: line, where the word begins, where it ends; a column is a byte there."""
    found, fenced, blank = [], False, True
    for number, line in enumerate(text.encode("utf-8").split(b"\n")):
        if line.lstrip().startswith(b"```"):
            fenced = not fenced
        plain = not fenced and line.isascii() and re.match(rb"[A-Z][a-z']* [^`<\[|$\\_*]{60,}$", line)
        if plain and blank:
            found += [(number, match.start(), match.end()) for match in WORD.finditer(line)]
        blank = not line.strip()
    return random.Random(seed).sample(found, count) if len(found) >= count else random.Random(seed).choices(found, k=count)


def edits(place):
    """Four edits of one character each: what it does, and whether the word must be found after it, and where it ends then."""
    line, start, end = place
    middle = (start + end) // 2
    return [
        ((line, middle, middle, "q"), False, end + 1),
        ((line, end + 1, end + 1, " "), True, end + 1),
        ((line, middle, middle + 1, ""), False, end),
        ((line, end, end + 1, ""), False, end),
    ]


def is_found(diagnostics, line, start, end):
    wanted = {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}
    return any(diagnostic["range"] == wanted for diagnostic in diagnostics)


def fresh(session, passes, limit=2):
    """Waits until the model has made another pass; gives when, or nothing after `limit` seconds."""
    deadline = time.perf_counter() + limit
    while time.perf_counter() < deadline:
        now = session.status()["modelPasses"]
        if now > passes:
            return session.arrival, now
    return None, passes


class Typing:
    """Types into an open document and keeps the times, in milliseconds."""

    def __init__(self, session, uri):
        self.session, self.uri, self.version = session, uri, 1
        self.shown, self.fresh, self.wrong, self.sizes = [], [], 0, []

    def edit(self, change, place, must, end, passes=None):
        self.version += 1
        sent = self.session.change(self.uri, self.version, *change)
        diagnostics = self.session.diagnostics(self.uri, self.version)
        self.shown.append((self.session.arrival - sent) * 1e3)
        self.sizes.append(self.session.size)
        if is_found(diagnostics, place[0], place[1], end) != must:
            self.wrong += 1
        if passes is None:
            return None
        if change[3] == "" and end == place[2] and change[1] == place[2]:
            return passes  # The text is what it was at first: nothing is left to compute.
        when, passes = fresh(self.session, passes)
        if when:
            self.fresh.append((when - sent) * 1e3)
        return passes


def measure(binary, size, count):
    """The times in a document of that size once everything in it is known, and while the model is still at work."""
    text = corpus.document(size)
    with daemon.home() as (_, environment), daemon.daemon(binary, environment) as (_, path, _):
        session = daemon.Session(path)
        uri = "file:///bench/document.md"
        opened, diagnostics = session.open(uri, text)
        busy = Typing(session, uri)
        for place in places(text, count // 8, seed=11):
            for change, must, end in edits(place):
                busy.edit(change, place, must, end)
        passes = session.settle()
        calm = Typing(session, uri)
        calm.version = busy.version
        for place in places(text, count // 4):
            for change, must, end in edits(place):
                passes = calm.edit(change, place, must, end, passes)
        status = session.status()["documents"][0]
        session.close()
    return calm, busy, status, opened


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet")
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--edits", type=int, default=200)
    options = parser.parse_args()
    wrong = 0
    for size in map(int, options.sizes.split(",")):
        calm, busy, status, _ = measure(options.stet, size, options.edits)
        name = f"{size // 1000} KB" if size < 1_000_000 else f"{size // 1_000_000} MB"
        wrong += calm.wrong + busy.wrong
        about = (f"{len(calm.shown)} edits; p50 {report.median(calm.shown):.1f} ms, slowest {max(calm.shown):.1f} ms; "
                 f"{status['sentences']} sentences, {status['findings']} findings; {calm.wrong} wrong answers")
        report.row(f"keystroke to its diagnostics, {name}, p95", report.percentile(calm.shown, 0.95), "ms", target=15, note=about)
        report.row(f"keystroke to its diagnostics, {name}, p50", report.median(calm.shown), "ms")
        report.row(
            f"keystroke to its diagnostics, {name}, p95, typed from the moment of opening", report.percentile(busy.shown, 0.95),
            "ms", note=f"{len(busy.shown)} edits without a pause; {busy.wrong} wrong answers")
        report.row(
            f"keystroke to the sentence's vector, {name}, p95", report.percentile(calm.fresh, 0.95), "ms",
            note=f"p50 {report.median(calm.fresh):.1f} ms of {len(calm.fresh)}; includes asking for the status")
    if wrong:
        sys.exit(f"{wrong} diagnostics were not what they must be: the times do not count")


if __name__ == "__main__":
    main()
