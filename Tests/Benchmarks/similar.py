#!/usr/bin/env python3
"""How fast 100 Markdown files are indexed for similar documents, and how fast the index answers.

    python3 Tests/Benchmarks/similar.py STET [--files 100] [--queries 50]

`stet index` is a new process each time, first with an empty cache, then on files that have not changed. Queries go to a daemon that has the folder as its
workspace; each is the first line of text of another file, so that every one costs a model pass.
"""

import argparse
import os
import pathlib
import subprocess
import tempfile
import time

import corpus
import daemon
import report


def index(binary, environment, folder):
    """Seconds for one run of `stet index`, and the counts that it prints."""
    start = time.perf_counter()
    run = subprocess.run(
        [os.path.abspath(binary), "index", "--index", os.path.join(environment["HOME"], "bench.stet"), folder],
        env=environment, cwd=environment["HOME"], capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"stet index ended with {run.returncode}: {run.stderr[-500:]}")
    return time.perf_counter() - start, run.stdout.strip()


def queries(paths, count):
    """One sentence out of each of `count` files."""
    found = []
    for path in paths:
        lines = pathlib.Path(path).read_text("utf-8").splitlines()
        found += [next((line[:200] for line in lines if len(line) > 60 and line[0].isalpha()), None)]
    return [line for line in found if line][:count]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet")
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--queries", type=int, default=50)
    options = parser.parse_args()
    with daemon.home() as (_, environment), tempfile.TemporaryDirectory() as folder:
        paths = corpus.folder(folder, options.files)
        new, counts = index(options.stet, environment, folder)
        again = [index(options.stet, environment, folder)[0] for _ in range(5)]
        report.row(f"`stet index`, {len(paths)} Markdown files, new", len(paths) / new, "documents/s", note=counts)
        report.row("`stet index` again, nothing changed", report.median(again) * 1e3, "ms", digits=0, note="median of 5, the process's start included")
        with daemon.daemon(options.stet, environment) as (_, path, _):
            session = daemon.Session(path, root=folder)
            session.request("stet/index", {})
            times = []
            for query in queries(paths, options.queries):
                start = time.perf_counter()
                answer = session.request("stet/search", {"query": query + "?", "count": 5})
                times.append((session.arrival - start) * 1e3)
                if not answer["passages"]:
                    raise SystemExit("a query without an answer: the times do not count")
            session.close()
        report.row("`stet/search` in the daemon, p95", report.percentile(times, 0.95), "ms",
                   note=f"p50 {report.median(times):.1f} ms of {len(times)} queries, each with its model pass")


if __name__ == "__main__":
    main()
