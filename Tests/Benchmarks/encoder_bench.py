#!/usr/bin/env python3
"""Encoder latency side by side: Stet and other engines on the same weights, in turn in one run.

    python3 Tests/Benchmarks/encoder_bench.py --model DIR --stet "COMMAND" --rivals ort-fp32,ct2-fp32 [--threads 1] [--rounds 7] [--lengths 8,32]

COMMAND must start a process that serves `EncoderBenchmark` (one line in: repetitions and token ids; one line of JSON out). DIR and the number
of threads are put behind it; `--served` names another directory for it, where it serves the same model in another format. All sides get the same ids,
pool by the mean and normalise; every round measures one after the other, beginning with another one each time. Printed per length: each side's
medians of the rounds. With `--sentences FILE` the lines of a file take the place of random ids, all of them in one go: Stet packs them, the
others pad them in batches of 32 of like length. Absolute times on a shared machine are good for their order only; the ratios are the result.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

import numpy as np

import encoder_rivals


class Stet:
    def __init__(self, command, model, threads):
        self.process = subprocess.Popen(
            f"exec {command} '{model}' {threads}", shell=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.about = json.loads(self.process.stdout.readline())

    def measure(self, sequences, repetitions):
        line = "|".join(" ".join(map(str, s)) for s in sequences)
        self.process.stdin.write(f"{repetitions} {line}\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return answer["median_ms"], answer["minimum_ms"], np.array(answer["vector"])

    def measure_many(self, sequences):
        return self.measure(sequences, 1)[0]


def check(sides, sequences):
    """Ends the run where two sides do not compute the same model; eight bits may differ by more."""
    vectors = {name: side.measure(sequences, 1)[2] for name, side in sides.items()}
    for name, vector in vectors.items():
        cosine = float(vectors["stet"] @ vector)
        if cosine < (0.9 if "int8" in "".join(sides) else 0.9999):
            sys.exit(f"the two sides disagree: cosine {cosine} with {name}")


def in_turn(sides, rounds, measure):
    """What each side measured, round by round; the first round, which warms up, is left out."""
    times, names = {name: [] for name in sides}, list(sides)
    for round in range(rounds + 1):
        for name in names[round % len(names):] + names[:round % len(names)]:
            time = measure(sides[name])
            if round:
                times[name].append(round_(time))
    return times


def round_(value):
    return float(f"{value:.4f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--served")
    parser.add_argument("--stet", required=True)
    parser.add_argument("--rivals", default="ort-fp32")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--lengths", default="8,16,32,64,128,256")
    parser.add_argument("--sentences")
    parser.add_argument("--converted", default=os.path.join(tempfile.gettempdir(), "stet-encoder-bench"))
    options = parser.parse_args()
    model = os.path.abspath(options.model)
    os.makedirs(options.converted, exist_ok=True)
    sides = {"stet": Stet(options.stet, os.path.abspath(options.served or model), options.threads)}
    for engine in options.rivals.split(","):
        sides[engine] = encoder_rivals.load(engine, model, options.threads, options.converted)
    print(json.dumps(dict(sides["stet"].about, batch=options.batch)))
    if options.sentences:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(os.path.join(model, "tokenizer.json"))
        tokenizer.enable_truncation(256)
        tokenizer.no_padding()
        lines = open(options.sentences, encoding="utf-8").read().splitlines()
        sequences = [encoding.ids for encoding in tokenizer.encode_batch(lines)]
        check(sides, sequences[:1])
        times = in_turn(sides, options.rounds, lambda side: side.measure_many(sequences))
        print(json.dumps(dict(sentences=len(sequences), tokens=sum(map(len, sequences)), times=times)), flush=True)
        return
    rng = random.Random(5)
    for length in map(int, options.lengths.split(",")):
        sequences = [[101] + [rng.randrange(1000, 28000) for _ in range(length - 2)] + [102] for _ in range(options.batch)]
        repetitions = max(3, 640 // length // options.batch)
        check(sides, sequences)
        times = in_turn(sides, options.rounds, lambda side: side.measure(sequences, repetitions)[0])
        print(json.dumps(dict(sequence=length, times=times)), flush=True)


if __name__ == "__main__":
    main()
