#!/usr/bin/env python3
"""Runs the benchmarks and writes RESULTS.md and the plot from what they measured. `.make/bench` calls it.

    python3 Tests/Benchmarks/run.py STET [PART...]

Without a part all of them. What the parts printed is kept in results.json, so that running one again leaves the rows of the others.
"""

import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys

import plot

HERE = pathlib.Path(__file__).resolve().parent
PARTS = {
    "encoder": "Sentence encoder, beside ONNX Runtime and CTranslate2",
    "decoder": "Decoder, beside CTranslate2 and llama.cpp",
    "training": "Training, beside PyTorch",
    "vectors": "Vector search, beside hnswlib, usearch, faiss and sqlite-vec",
    "tokenizer": "Tokenizer, beside the tokenizers library",
    "lint": "Batch lint, beside Harper",
    "heads": "Heads, beside the backbone alone",
    "keystroke": "Keystrokes in an open document",
    "reopen": "Start, opening, memory",
    "similar": "Similar documents",
}


def measure(part, binary):
    """The records that a part printed, what went wrong if something did, and when and where it ran."""
    run = subprocess.Popen([sys.executable, str(HERE / f"{part}.py"), binary], stdout=subprocess.PIPE, text=True)
    records = []
    for line in run.stdout:
        sys.stdout.write(line)
        sys.stdout.flush()
        records.append(json.loads(line))
    return dict(records=records, failed=run.wait() != 0, date=datetime.date.today().isoformat(), machine=machine())


def machine():
    """The processor, in words."""
    name, flags = platform.machine(), ""
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            name = line.split(":", 1)[1].strip()
        if line.startswith("flags"):
            flags = line
    count = len(os.sched_getaffinity(0))
    return f"{count} cores" + (" with AVX-512" if "avx512f" in flags else " with AVX2" if "avx2" in flags else "") + f" ({name}){priority()}"


def priority():
    """The real-time priority that the run has, if any: without it, on a machine that does other work, times are longer."""
    if os.sched_getscheduler(0) not in (os.SCHED_RR, os.SCHED_FIFO):
        return ""
    slice = pathlib.Path("/proc/sys/kernel/sched_rr_timeslice_ms").read_text().strip()
    return f", real-time priority with a slice of {slice} ms"


def number(value):
    return f"{value:,}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"


def cells(record):
    """The columns of a row."""
    rival = f"{number(record['rival'])} {record['unit']} ({record['rival_name']})" if "rival" in record else ""
    target = f"{record['target']}: {'reached' if record['reached'] else '**missed**'}" if "target" in record else ""
    ratio = f"{record['times_as_fast']:.2f}" if "times_as_fast" in record else ""
    spread = "{:.2f} to {:.2f}".format(*record["spread"]) if "spread" in record else ""
    return [record["what"], f"{number(record['stet'])} {record['unit']}", rival, ratio, spread, target, record.get("note", "")]


def table(part, result):
    """The rows of a part as Markdown."""
    lines = [f"## {PARTS[part]}", "", f"`make bench ROWS={part}`, {result['date']}, {result['machine']}.", ""]
    if result["failed"]:
        lines += ["**The run failed or an answer was wrong: these numbers do not count.**", ""]
    lines += ["| What | Stet | Rival | Times as fast | Over the rounds | Target | |", "|---|---:|---:|---:|---|---|---|"]
    return lines + ["| " + " | ".join(cells(record)) + " |" for record in result["records"]] + [""]


def page(results):
    """RESULTS.md."""
    lines = ["# Results", "", "Written by `make bench`; README.md beside it says how each number is measured.", "",
             f"![How many times as fast as its rivals Stet is]({plot.NAME})", ""]
    for part in PARTS:
        if part in results:
            lines += table(part, results[part])
    return "\n".join(lines).rstrip() + "\n"


def summary(results):
    """A line for each row with a rival, for the terminal."""
    for result in results:
        for record in result["records"]:
            if "times_as_fast" in record:
                low, high = record.get("spread", [record["times_as_fast"]] * 2)
                print(f"{record['times_as_fast']:8.2f}  ({low:.2f} to {high:.2f})  {record['what']}, beside {record['rival_name']}")


def main():
    if len(sys.argv) < 2 or any(part not in PARTS for part in sys.argv[2:]):
        sys.exit(f"usage: run.py STET [{' '.join(PARTS)}]")
    kept = HERE / "results.json"
    results = json.loads(kept.read_text()) if kept.exists() else {}
    chosen = sys.argv[2:] or list(PARTS)
    for part in chosen:
        print(f"# {PARTS[part]}", flush=True)
        results[part] = measure(part, os.path.abspath(sys.argv[1]))
        kept.write_text(json.dumps(results, indent=1) + "\n")
        (HERE / "RESULTS.md").write_text(page(results))
        (HERE / plot.NAME).write_text(plot.svg([results[part] for part in PARTS if part in results and not results[part]["failed"]]))
    print("\nTimes as fast as the rival (over the rounds):")
    summary([results[part] for part in chosen])
    missed = [record["what"] for part in chosen for record in results[part]["records"] if not record.get("reached", True)]
    failed = [part for part in chosen if results[part]["failed"]]
    for what in missed:
        print(f"missed: {what}")
    for part in failed:
        print(f"failed: {part}")
    sys.exit(1 if missed or failed else 0)


if __name__ == "__main__":
    main()
