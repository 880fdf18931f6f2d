#!/usr/bin/env python3
"""The encoder beside ONNX Runtime and CTranslate2, as rows of RESULTS.md; `encoder_bench.py` measures.

    python3 Tests/Benchmarks/encoder.py STET [--rounds 9] [--lengths 8,32,128]

In float32, and in eight bits as it serves: Stet's weights are converted by `stet models convert`. A row is beside the fastest rival, the
note has the others.
"""

import argparse
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

import corpus
import daemon
import encoder_rivals
import report

RIVALS = {"fp32": "ort-fp32,ct2-fp32", "int8": "ort-int8,ct2-int8"}
PRECISION = {"fp32": "exact", "int8": "fast"}


def measure(options, kind, served, *arguments):
    """The records that `encoder_bench.py` prints."""
    script = str(pathlib.Path(__file__).with_name("encoder_bench.py"))
    model = os.path.join(daemon.models_folder(), "all-MiniLM-L6-v2")
    serve = f"{shlex.quote(os.path.abspath(options.stet))} bench encoder --precision {PRECISION[kind]}"
    run = subprocess.run(
        [sys.executable, script, "--model", model, "--served", served if kind == "int8" else model, "--stet", serve, "--rivals", RIVALS[kind],
         "--rounds", options.rounds, *arguments], stdout=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(run.returncode)
    return [record for record in map(json.loads, run.stdout.splitlines()) if "times" in record]


def beside_fastest(what, times, wanted, scale=None):
    """A row beside the rival with the smallest median; `scale` over a time is a speed."""
    medians = {name: report.median(values) for name, values in times.items() if name != "stet"}
    fastest = min(medians, key=medians.get)
    others = ", ".join(f"{encoder_rivals.name(name)}: {value:.2f} ms" for name, value in medians.items() if name != fastest)
    ours, theirs = times["stet"], times[fastest]
    if scale:
        ours, theirs = [scale / time for time in ours], [scale / time for time in theirs]
    report.pair(what, ours, theirs, rival_name=encoder_rivals.name(fastest), unit="sentences/s" if scale else "ms",
                digits=0 if scale else 2, times=wanted, note=others)


def sentences(count):
    """Lines of the benchmarks' Markdown that look like sentences."""
    lines = (line.strip() for line in corpus.document(1_000_000).splitlines())
    return list(dict.fromkeys(line for line in lines if 20 <= len(line) <= 400 and line[0].isalpha() and line.endswith(".")))[:count]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet")
    parser.add_argument("--rounds", default="9")
    parser.add_argument("--lengths", default="8,32,128")
    options = parser.parse_args()
    model = os.path.join(daemon.models_folder(), "all-MiniLM-L6-v2")
    with tempfile.TemporaryDirectory() as folder:
        served = os.path.join(folder, "int8")
        subprocess.run([options.stet, "models", "convert", model, "--precision", "int8", "--output", served], check=True, stdout=subprocess.DEVNULL)
        for kind, wanted in (("fp32", 1), ("int8", 1.5)):
            for record in measure(options, kind, served, "--threads", "1", "--lengths", options.lengths):
                beside_fastest(f"MiniLM-L6 encoder, {kind}, {record['sequence']} tokens, batch 1, one thread", record["times"], wanted)
        text = os.path.join(folder, "sentences.txt")
        pathlib.Path(text).write_text("\n".join(sentences(1000)) + "\n")
        for kind, wanted in (("fp32", None), ("int8", 2)):
            for record in measure(options, kind, served, "--threads", "2", "--sentences", text):
                beside_fastest(f"MiniLM-L6 encoder, {kind}, {record['sentences']:,} real sentences, two threads",
                               record["times"], wanted, scale=record["sentences"] * 1e3)


if __name__ == "__main__":
    main()
