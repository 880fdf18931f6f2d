#!/usr/bin/env python3
"""How fast Stet's tokenizer is beside the `tokenizers` library, on the same lines of Markdown, one thread each, in turn.

    python3 Tests/Benchmarks/tokenizer.py STET [--size 1000000] [--rounds 5]

The rival is `tokenizers_bench.py`, with the faster of its two ways of calling.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import corpus
import daemon
import report


def run(command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet")
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    model = os.path.join(daemon.models_folder(), "all-MiniLM-L6-v2")
    rival = str(pathlib.Path(__file__).with_name("tokenizers_bench.py"))
    with tempfile.NamedTemporaryFile(suffix=".md") as file:
        file.write(corpus.document(options.size).encode("utf-8"))
        file.flush()
        ours, theirs = [], []
        for _ in range(options.rounds):
            stet = run([options.stet, "bench", "tokenizer", model, file.name, "--rounds", "2"])
            other = run([sys.executable, rival, model, file.name, "--rounds", "2", "--lines", "100000000"])
            if stet["tokens"] != other["tokens"]:
                sys.exit(f"the sides make {stet['tokens']} and {other['tokens']} tokens: the speeds do not count")
            ours.append(stet["mb_per_s"])
            theirs.append(max(other["mb_per_s"].values()))
        report.pair("WordPiece tokenizer, Markdown, one thread", ours, theirs, unit="MB/s", digits=1, times=1,
                    rival_name=other["tokenizer"], note=f"{stet['tokens']} tokens, the same on both sides")


if __name__ == "__main__":
    main()
