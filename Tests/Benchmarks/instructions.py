#!/usr/bin/env python3
"""Instructions that a few paths take, beside those that are checked in: a regression shows on any machine, however busy.

    python3 Tests/Benchmarks/instructions.py STET [--paths tokenize,query] [--learn]

Every path runs twice under valgrind's callgrind, the second time with more rounds: the difference is what the rounds take, without the start.
Valgrind's processor has AVX2 and no AVX-512, so that the kernels for AVX2 run whatever the machine has. Counts depend on the compiler and on
the libraries a little: a path fails above what instructions.json says by more than TOLERANCE. Those of a keystroke hold the largest of three runs: they vary
by a fifth, because opening the document, which the difference should take out, is work for several threads. `--learn` writes the file. Needs nothing but Python.
"""

import argparse
import array
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import corpus
import gpt2

HERE = pathlib.Path(__file__).resolve().parent
KEPT = HERE / "instructions.json"
BUNDLE = str(HERE.parents[1] / "Sources/Engine/DefaultBundle/stet-en")
TOLERANCE = 0.05
DIMENSIONS, VECTORS = 384, 24_576
SENTENCE = " ".join(map(str, [101, *range(2000, 2030), 102]))


def count(stet, arguments, given=""):
    """Instructions of one run of `stet bench`."""
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", stet, "bench", *arguments], input=given, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode or not found:
        sys.exit(f"stet bench {arguments[0]} ended with {run.returncode} under valgrind: {run.stderr[-800:]}")
    return int(found.group(1))


def per_round(stet, path, few, many):
    """Instructions of one round: `path` gives the arguments and the input of a run with some rounds."""
    return (count(stet, *path(many)) - count(stet, *path(few))) / (many - few)


def markdown(folder, size):
    path = os.path.join(folder, f"{size}.md")
    pathlib.Path(path).write_text(corpus.document(size))
    return path


def tokenize(stet, folder):
    """A kilobyte of Markdown into tokens."""
    path = markdown(folder, 50_000)
    return per_round(stet, lambda rounds: (["tokenizer", BUNDLE, path, "--rounds", str(rounds)],), 1, 3) / 50


def encode(stet, folder):
    """A sentence of 32 tokens through the default bundle's encoder, as it serves."""
    return per_round(stet, lambda rounds: (["encoder", BUNDLE, "1", "--precision", "fast"], f"{rounds} {SENTENCE}\n"), 1, 4)


def keystroke(size):
    def measure(stet, folder):
        path = markdown(folder, size)
        return per_round(stet, lambda rounds: (["keystroke", path, "--edits", str(rounds)],), 10, 30)

    return measure


def query(stet, folder):
    """A search among 24,576 random vectors of 384 numbers, which codes choose from."""
    generator = random.Random(3)
    for name, rows in (("base", VECTORS), ("queries", 8)):
        array.array("f", (generator.random() - 0.5 for _ in range(rows * DIMENSIONS))).tofile(open(os.path.join(folder, name), "wb"))
    queries, base = os.path.join(folder, "queries"), os.path.join(folder, "base")
    subprocess.run([stet, "bench", "vectors", folder, queries, base], input="", check=True, capture_output=True, text=True)
    return per_round(stet, lambda rounds: (["vectors", folder, queries], f"10 0 {rounds}\n"), 2, 8)


def decode(stet, folder):
    """A token of a small GPT-2 (4 layers of 256) behind 32 others, weights in eight bits."""
    generator = random.Random(5)
    model = gpt2.make(
        os.path.join(folder, "gpt2"), lambda count: array.array("f", (0.04 * (generator.random() - 0.5) for _ in range(count))).tobytes(),
        layers=4, hidden=256, heads=4, positions=128, vocabulary=1024)
    served = os.path.join(folder, "served")
    subprocess.run([stet, "models", "convert", model, "--precision", "int8", "--output", served], check=True, capture_output=True)
    ids = " ".join(str(index) for index in range(40, 72))
    return per_round(stet, lambda rounds: (["generation", served, "--precision", "fast"], f"{rounds} {ids}\n"), 4, 20)


PATHS = {
    "tokenize": ("tokenizing a kilobyte of Markdown", tokenize),
    "encode": ("a sentence of 32 tokens through the encoder", encode),
    "keystroke-100k": ("a keystroke and its findings, 100 KB", keystroke(100_000)),
    "keystroke-1m": ("a keystroke and its findings, 1 MB", keystroke(1_000_000)),
    "query": (f"a search among {VECTORS:,} vectors", query),
    "decode": ("decoding a token, 4 layers of 256", decode),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet")
    parser.add_argument("--paths", default=",".join(PATHS))
    parser.add_argument("--learn", action="store_true", help="write the counts down, with a commit that says why they changed")
    options = parser.parse_args()
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    regressions = []
    with tempfile.TemporaryDirectory() as folder:
        # Valgrind cannot read all debugging information that the linker writes.
        stet = os.path.join(folder, "stet")
        subprocess.run(["strip", "-o", stet, options.stet], check=True)
        for name in options.paths.split(","):
            what, path = PATHS[name]
            work = os.path.join(folder, name)
            os.mkdir(work)
            found, before = round(path(stet, work)), kept.get(name)
            print(f"{found:15,}  {f'{100 * (found / before - 1):+6.1f} %' if before else '     new'}  {what}", flush=True)
            if not options.learn and (before is None or found > before * (1 + TOLERANCE)):
                regressions.append(what)
            kept[name] = found
    if options.learn:
        KEPT.write_text(json.dumps(kept, indent=1) + "\n")
    for what in regressions:
        print(f"more instructions than {KEPT.name} says: {what}; `make bench-check LEARN=1` accepts that")
    sys.exit(1 if regressions else 0)


if __name__ == "__main__":
    main()
