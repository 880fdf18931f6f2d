#!/usr/bin/env python3
"""What a 1 MB document costs to open, to keep and to open again, and how soon a daemon answers after its start.

    python3 Tests/Benchmarks/reopen.py STET [--size 1000000] [--starts 9]

Memory is the daemon's VmRSS, which counts the mapped pages of the model and the dictionaries, too.
"""

import argparse
import sys
import time

import corpus
import daemon
import report

SMALL = "# A note\n\nThe quick brown fox jumps over the lazzy dog. It does so every evening.\n"


def starts(binary, count):
    """Seconds from starting the process to the answer to `initialize`, and to the diagnostics of a small document."""
    answers, diagnostics = [], []
    for _ in range(count + 1):
        with daemon.home() as (_, environment), daemon.daemon(binary, environment) as (_, path, started):
            session = daemon.Session(path)
            answers.append(session.answered - started)
            _, found = session.open("file:///bench/small.md", SMALL)
            diagnostics.append(session.arrival - started)
            if len(found) != 1:
                sys.exit(f"{len(found)} findings in the small document, not one: the times do not count")
            session.close()
    return answers[1:], diagnostics[1:]  # The first one also reads the files from the disk.


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet")
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--starts", type=int, default=9)
    options = parser.parse_args()
    answers, diagnostics = starts(options.stet, options.starts)
    note = f"median of {options.starts}, slowest {max(answers) * 1e3:.0f} ms"
    report.row("start of the daemon to its first answer", report.median(answers) * 1e3, "ms", target=300, note=note)
    note = f"median of {options.starts}, slowest {max(diagnostics) * 1e3:.0f} ms"
    report.row("start of the daemon to the first diagnostics", report.median(diagnostics) * 1e3, "ms", target=200, note=note)

    text, uri = corpus.document(options.size), "file:///bench/large.md"
    name = f"{options.size / 1e6:g} MB document"
    with daemon.home() as (_, environment):
        with daemon.daemon(options.stet, environment) as (process, path, _):
            session = daemon.Session(path)
            began = time.perf_counter()
            first, found = session.open(uri, text)
            opened = daemon.resident_mb(process.pid)
            passes = session.settle()
            embedded = time.perf_counter() - began - 1  # The second in which nothing happened any more.
            settled = daemon.resident_mb(process.pid)
            session.close_document(uri)
            session.settle()
            again, same = session.open(uri, text)
            extra = session.settle() - passes
            sentences = session.status()["documents"][0]["sentences"]
            session.close()
        with daemon.daemon(options.stet, environment) as (_, path, _):  # Another process, the same cache on the disk.
            session = daemon.Session(path)
            session.open("file:///bench/small.md", SMALL)
            base = session.settle()
            restarted, later = session.open(uri, text)
            after_restart = session.settle() - base
            session.close()
    if not found == same == later:
        sys.exit("the document has other findings when it is opened again: the times do not count")
    report.row(f"{name}: opening to its diagnostics, new", first * 1e3, "ms", digits=0,
               note=f"{sentences} sentences, {len(found)} findings")
    report.row(f"{name}: every sentence has its vector", embedded, "s", note=f"{passes} model passes")
    report.row(f"{name}: reopening to its diagnostics", again * 1e3, "ms", digits=0)
    report.row(f"{name}: model passes when it is reopened", extra, "passes", target=0, digits=0)
    report.row(f"{name}: opening to its diagnostics after a restart", restarted * 1e3, "ms", digits=0)
    report.row(f"{name}: model passes after a restart", after_restart, "passes", target=0, digits=0)
    report.row(f"{name}: resident memory when it is open", opened[0], "MB", target=200, digits=0, note=f"{opened[1]:.0f} MB of it own memory")
    report.row(f"{name}: resident memory when all is embedded", settled[0], "MB", target=200, digits=0,
               note=f"{settled[1]:.0f} MB of it own memory")


if __name__ == "__main__":
    main()
