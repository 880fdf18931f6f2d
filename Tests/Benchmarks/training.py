#!/usr/bin/env python3
"""Training beside PyTorch, as rows of RESULTS.md; `training_bench.py` measures.

    python3 Tests/Benchmarks/training.py STET [--rounds 5]
"""

import argparse
import json
import os
import pathlib
import shlex
import subprocess
import sys

import daemon
import report


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet")
    parser.add_argument("--rounds", default="5")
    options = parser.parse_args()
    script = str(pathlib.Path(__file__).with_name("training_bench.py"))
    model = os.path.join(daemon.models_folder(), "all-MiniLM-L6-v2")
    serve = f"{shlex.quote(os.path.abspath(options.stet))} bench training"
    for dropout in ("0.1", "0"):
        run = subprocess.run(
            [sys.executable, script, "--model", model, "--stet", serve, "--threads", "2", "--rounds", options.rounds, "--dropout", dropout],
            stdout=subprocess.PIPE, text=True)
        if run.returncode:
            sys.exit(run.returncode)
        records = [json.loads(line) for line in run.stdout.splitlines()]
        record, torch = records[-1], records[0]["torch"]
        speeds = record["tokens_per_s"]
        report.pair(
            f"MiniLM-L6, labels of words, 16 x 64 tokens, dropout {dropout}, two threads", speeds["stet"], speeds["torch"], unit="tokens/s",
            digits=0, times=1, rival_name=f"PyTorch {torch}",
            note=f"smallest steps {record['stet_min_ms']} and {record['torch_min_ms']} ms")


if __name__ == "__main__":
    main()
