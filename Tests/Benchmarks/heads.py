#!/usr/bin/env python3
"""What all heads of a bundle cost beside its backbone alone, as a row of RESULTS.md; `stet bench heads` measures.

    python3 Tests/Benchmarks/heads.py STET [--bundle DIR] [--sentences 200] [--rounds 9]

Without `--bundle` and `STET_BENCH_BUNDLE` the newest `stet-en`: one that was trained here (`build/models`), else the one of the program.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import corpus
import report

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


def bundle():
    """The folder of the bundle to measure."""
    named = os.environ.get("STET_BENCH_BUNDLE")
    places = [named] if named else [REPOSITORY / "build/models/stet-en", REPOSITORY / "Sources/Engine/DefaultBundle/stet-en"]
    for place in places:
        if os.path.exists(os.path.join(place, "stet.json")):
            return str(place)
    sys.exit(f"there is no bundle in {' or '.join(map(str, places))}: train one, or name its folder in STET_BENCH_BUNDLE")


def sentences(count):
    """So many lines of prose of 40 to 200 letters, each once, spread over the text."""
    found = dict.fromkeys(
        line for line in map(str.strip, corpus.document(400_000).split("\n")) if re.fullmatch(r"[A-Z][^|`<>#]{38,198}[.!?]", line))
    lines = list(found)
    return lines[:: max(1, len(lines) // count)][:count]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet")
    parser.add_argument("--bundle")
    parser.add_argument("--sentences", type=int, default=200)
    parser.add_argument("--rounds", default="9")
    options = parser.parse_args()
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("".join(line + "\n" for line in sentences(options.sentences)))
        file.flush()
        run = subprocess.run(
            [options.stet, "bench", "heads", options.bundle or bundle(), file.name, "1", "--rounds", options.rounds],
            stdout=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(run.returncode)
    record = json.loads(run.stdout)
    low, high = record["ratio_range"]
    report.row(
        f"{len(record['heads'])} heads on a sentence of {record['tokens'] / record['sentences']:.0f} tokens, over the backbone alone, one thread",
        100 * (record["ratio"] - 1), "%", target=15,
        note=f"{record['backbone_ms']:.2f} and {record['heads_ms']:.2f} ms of processor time; {100 * (low - 1):.1f} to {100 * (high - 1):.1f} % over "
             f"the rounds; {', '.join(record['heads'])}")


if __name__ == "__main__":
    main()
