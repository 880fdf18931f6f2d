#!/usr/bin/env python3
"""The encoder beside ONNX Runtime, as rows of RESULTS.md; `encoder_bench.py` measures.

    python3 Tests/Benchmarks/encoder.py STET [--rounds 9]
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
    parser.add_argument("--rounds", default="9")
    options = parser.parse_args()
    script = str(pathlib.Path(__file__).with_name("encoder_bench.py"))
    model = os.path.join(daemon.models_folder(), "all-MiniLM-L6-v2")
    # As it is compared with other implementations, and as it serves: in bfloat16 where the processor multiplies that faster.
    runs = [("exact", "fp32", *run) for run in (("1", "1", "8,16,32,64,128,256"), ("8", "2", "32"))]
    runs += [("fast", "as it serves", "1", "1", "8,32,128")]
    for precision, name, batch, threads, lengths in runs:
        serve = f"{shlex.quote(os.path.abspath(options.stet))} bench encoder --precision {precision}"
        run = subprocess.run(
            [sys.executable, script, "--model", model, "--stet", serve, "--threads", threads, "--rounds", options.rounds,
             "--batch", batch, "--lengths", lengths], stdout=subprocess.PIPE, text=True)
        if run.returncode:
            sys.exit(run.returncode)
        for record in map(json.loads, run.stdout.splitlines()):
            if "sequence" not in record:
                continue
            tokens = record["sequence"]
            is_target = (precision, batch, threads, tokens) == ("exact", "1", "1", 32)
            low, high = record["ratio_range"]
            report.row(
                f"MiniLM-L6 encoder, {name}, {tokens} tokens, batch {batch}, {threads} thread{'s' if threads != '1' else ''}",
                record["stet_ms"], "ms", rival=record["onnxruntime_ms"], rival_name="ONNX Runtime, fp32", digits=2,
                ratio=record["ratio"], not_slower=is_target,
                note=f"Stet's time in the rival's: {low} to {high} over the rounds")


if __name__ == "__main__":
    main()
