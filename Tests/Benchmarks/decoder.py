#!/usr/bin/env python3
"""A decoder of the shape of GPT-2 124M beside CTranslate2 and llama.cpp: reading 128 tokens and decoding 32, one thread, in turn.

    python3 Tests/Benchmarks/decoder.py STET [--rounds 7] [--rivals ct2-int8,llama-q8_0]

The weights are random: speed does not depend on them. Stet's are stored in eight bits by `stet models convert`, a rival that is not
installed is left out and named. Each side decodes the most likely token; random weights in eight bits rarely agree on it, so that what is
checked is how many tokens came.
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


class Stet:
    def __init__(self, stet, folder, model):
        served = os.path.join(folder, "stet-int8")
        subprocess.run([stet, "models", "convert", model, "--precision", "int8", "--output", served], check=True, stdout=subprocess.DEVNULL)
        environment = dict(os.environ, OPENBLAS_NUM_THREADS="1")
        self.process = subprocess.Popen(
            [stet, "bench", "generation", served, "--precision", "fast"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        self.about = json.loads(self.process.stdout.readline())

    def measure(self, ids):
        """Milliseconds of reading and of decoding."""
        self.process.stdin.write(" ".join(map(str, [DECODED, *ids])) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if len(answer["ids"]) != DECODED:
            raise SystemExit("Stet decoded another number of tokens: its times do not count")
        return answer["reading_ms"], answer["decoding_ms"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--rivals", default="ct2-int8,llama-q8_0")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        model = decoder_rivals.make_model(os.path.join(folder, "gpt2"))
        ids = [(7919 * index + 13) % 256 for index in range(READ)]
        sides = {"stet": Stet(options.stet, folder, model)}
        for engine in options.rivals.split(","):
            try:
                sides[engine] = decoder_rivals.load(engine, model, folder, DECODED)
            except ImportError as error:
                print(f"decoder: {engine} is left out: {error}; Tests/Benchmarks/README.md says how to get it", file=sys.stderr)
        times = {name: [] for name in sides}
        for turn in range(options.rounds + 1):
            order = list(sides)
            for name in order[turn % len(order):] + order[:turn % len(order)]:
                measured = sides[name].measure(ids)
                if turn:
                    times[name].append(measured)
        for name in list(sides)[1:]:
            wanted = 1.2 if name in ("ct2-int8", "llama-q8_0") else None
            for what, part, goal in (("128 tokens to the first new one", 0, None), ("decoding 31 more", 1, None), ("both", 2, wanted)):
                ours, theirs = ([sum(time) if part == 2 else time[part] for time in times[side]] for side in ("stet", name))
                report.pair(f"GPT-2 124M, int8, {what}, one thread, beside {name}", ours, theirs, digits=1, times=goal, rival_name=sides[name].name)
        if len(sides) == 1:
            report.row("GPT-2 124M, int8, reading 128 and decoding 32 tokens, one thread", report.median([sum(time) for time in times["stet"]]), "ms")


if __name__ == "__main__":
    main()
