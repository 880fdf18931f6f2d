#!/usr/bin/env python3
"""A decoder of the shape of GPT-2 124M beside CTranslate2 and llama.cpp: reading 128 tokens and decoding 32, one thread, in turn.

    python3 Tests/Benchmarks/decoder.py STET [--rounds 7] [--kinds float32,int8]

Each kind of number is compared with the same kind of the rivals: the weights as they are, every product in float32, and the weights in
eight bits, Stet's by `stet models convert`. The weights are random: speed does not depend on them. A rival that is not installed is left
out and named. Each side decodes the most likely token; random weights in eight bits rarely agree on it, so that what is checked is how
many tokens came.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

import decoder_rivals
import report

READ, DECODED = 128, 32
# The rivals of each kind, and how many times as fast Stet should be.
KINDS = {"float32": (("ct2-float32", "llama-f32"), 1), "int8": (("ct2-int8", "llama-q8_0"), 1.2)}


class Stet:
    def __init__(self, stet, kind, folder, model):
        served = os.path.join(folder, "stet-int8")
        if kind == "int8":
            subprocess.run([stet, "models", "convert", model, "--precision", "int8", "--output", served], check=True, stdout=subprocess.DEVNULL)
        path, precision = (served, "fast") if kind == "int8" else (model, "exact")
        environment = dict(os.environ, OPENBLAS_NUM_THREADS="1")
        self.process = subprocess.Popen(
            [stet, "bench", "generation", path, "--precision", precision], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        self.about = json.loads(self.process.stdout.readline())

    def measure(self, ids):
        """Milliseconds of reading and of decoding."""
        self.process.stdin.write(" ".join(map(str, [DECODED, *ids])) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if len(answer["ids"]) != DECODED:
            raise SystemExit("Stet decoded another number of tokens: its times do not count")
        return answer["reading_ms"], answer["decoding_ms"]


def compare(kind, stet, rounds, folder, model):
    """Prints the rows of one kind of number."""
    rivals, goal = KINDS[kind]
    ids = [(7919 * index + 13) % 256 for index in range(READ)]
    sides = {"stet": Stet(stet, kind, folder, model)}
    for engine in rivals:
        try:
            sides[engine] = decoder_rivals.load(engine, model, folder, DECODED)
        except ImportError as error:
            print(f"decoder: {engine} is left out: {error}; Tests/Benchmarks/README.md says how to get it", file=sys.stderr)
    times = {name: [] for name in sides}
    for turn in range(rounds + 1):
        order = list(sides)
        for name in order[turn % len(order):] + order[:turn % len(order)]:
            measured = sides[name].measure(ids)
            if turn:
                times[name].append(measured)
    for name in list(sides)[1:]:
        for what, part, wanted in (("128 tokens to the first new one", 0, None), ("decoding 31 more", 1, None), ("both", 2, goal)):
            ours, theirs = ([sum(time) if part == 2 else time[part] for time in times[side]] for side in ("stet", name))
            report.pair(f"GPT-2 124M, {kind}, {what}, one thread, beside {name}", ours, theirs, digits=1, times=wanted, rival_name=sides[name].name)
    if len(sides) == 1:
        report.row(f"GPT-2 124M, {kind}, reading 128 and decoding 32 tokens, one thread", report.median([sum(time) for time in times["stet"]]), "ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--kinds", default=",".join(KINDS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        model = decoder_rivals.make_model(os.path.join(folder, "gpt2"))
        for kind in options.kinds.split(","):
            compare(kind, options.stet, options.rounds, folder, model)


if __name__ == "__main__":
    main()
