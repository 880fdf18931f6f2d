#!/usr/bin/env python3
"""How many words a second `stet lint` reads: spelling and rules over 100 Markdown files, beside Harper on the same files, and every head of the
default bundle over all the benchmarks' Markdown, with a cold and with a warm cache.

    python3 Tests/Benchmarks/lint.py STET [--words 1000000] [--files 100] [--rounds 3]

Words are what stands between spaces in the whole files, for both sides alike, code and links included. Stet runs as a new process
each round, beside Harper with two files at a time; cold means that its cache is empty, warm that it has the reports of the round before. Harper runs in one process that is up already, a file
after the other, its linter made once; it checks grammar as well: no side does exactly what the other does. The sides take turns.
"""

import argparse
import os
import shutil
import subprocess
import tempfile
import time

import corpus
import daemon
import report


def lint(binary, environment, folder, *arguments):
    """Seconds for one run."""
    start = time.perf_counter()
    run = subprocess.run(
        [os.path.abspath(binary), "lint", "--color", "never", *arguments, folder],
        env=environment, cwd=environment["HOME"], capture_output=True)
    seconds = time.perf_counter() - start
    if run.returncode != 1 or not run.stdout:
        raise SystemExit(f"stet lint ended with {run.returncode}: {run.stderr.decode(errors='replace')[-500:]}")
    return seconds


def harper(texts):
    """A function that lints all texts with Harper and gives the seconds; nothing where Harper is not installed."""
    try:
        import harper as library
    except ImportError:
        return None
    linter = library.Linter()

    def run():
        start = time.perf_counter()
        for text in texts:
            linter.lint(text, language=library.Language.MARKDOWN)
        return time.perf_counter() - start

    return run


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet")
    parser.add_argument("--words", type=int, default=1_000_000, help="as many, or all that there are")
    parser.add_argument("--files", type=int, default=100, help="how many of the files Harper reads, and Stet beside it")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with daemon.home() as (_, environment), tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        beside_harper(options, environment, few)
        texts = [text.decode("utf-8") for _, text in corpus.sources()]
        count, words = 0, 0
        while count < len(texts) and words < options.words:
            words += len(texts[count].split())
            count += 1
        corpus.folder(many, count)
        cold, warm = [], []
        for _ in range(options.rounds):
            shutil.rmtree(os.path.join(environment["XDG_CACHE_HOME"], "stet"), ignore_errors=True)
            cold.append(words / lint(options.stet, environment, many, "--format", "html"))
            warm.append(words / lint(options.stet, environment, many, "--format", "html"))
        what, note = f"`stet lint`, every head, {count} Markdown files, html", f"{words:,} words; {{:,.0f}} to {{:,.0f}} over the rounds"
        report.row(f"{what}, cold cache", report.median(cold), "words/s", digits=0, at_least=30_000, note=note.format(min(cold), max(cold)))
        report.row(f"{what}, warm cache", report.median(warm), "words/s", digits=0, at_least=1_000_000, note=note.format(min(warm), max(warm)))


def beside_harper(options, environment, folder):
    """Spelling and rules alone beside Harper, which has no model either."""
    paths = corpus.folder(folder, options.files)
    texts = [open(path, encoding="utf-8").read() for path in paths]
    words = sum(len(text.split()) for text in texts)
    what = f"`stet lint --no-model --no-cache`, {len(paths)} Markdown files, text"
    rival, ours, theirs = harper(texts), [], []
    for _ in range(options.rounds):
        ours.append(words / lint(options.stet, environment, folder, "--jobs", "2", "--no-model", "--no-cache"))
        theirs += [words / rival()] if rival else []
    note = f"{words:,} words, two files at a time, the process's start included"
    if rival:
        report.pair(what, ours, theirs, unit="words/s", digits=0, rival_name="Harper (harper-py), one thread", note=note)
    else:
        report.row(what, report.median(ours), "words/s", digits=0, note=note)


if __name__ == "__main__":
    main()
