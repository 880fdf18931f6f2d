#!/usr/bin/env python3
"""How many words a second `stet lint` reads over 100 Markdown files, beside Harper on the same files.

    python3 Tests/Benchmarks/lint.py STET [--files 100] [--rounds 5]

Words are what stands between spaces in the whole files, for both sides alike, code and links included. Stet runs as a new process with
two files at a time each round; cold means that its cache is empty. Harper runs in one process that is up already, a file
after the other, its linter made once; it checks grammar as well, and Stet's html format runs the model over every sentence: no side does
exactly what the other does. The sides take turns.
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


def lint(binary, environment, folder, format):
    """Seconds for one run."""
    start = time.perf_counter()
    run = subprocess.run(
        [os.path.abspath(binary), "lint", "--jobs", "2", "--color", "never", "--format", format, folder],
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
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with daemon.home() as (home, environment), tempfile.TemporaryDirectory() as folder:
        paths = corpus.folder(folder, options.files)
        texts = [open(path, encoding="utf-8").read() for path in paths]
        words = sum(len(text.split()) for text in texts)
        rival = harper(texts)
        times = {"text": [], "html, cold": [], "html, warm": [], "harper": []}
        for _ in range(options.rounds):
            times["text"].append(lint(options.stet, environment, folder, "text"))
            if rival:
                times["harper"].append(rival())
        for _ in range(max(1, options.rounds // 2)):
            shutil.rmtree(os.path.join(environment["XDG_CACHE_HOME"], "stet"), ignore_errors=True)
            times["html, cold"].append(lint(options.stet, environment, folder, "html"))
            times["html, warm"].append(lint(options.stet, environment, folder, "html"))
        speed = {name: words / report.median(values) for name, values in times.items() if values}
        what = f"`stet lint`, {len(paths)} Markdown files"
        report.row(f"{what}, text", speed["text"], "words/s", rival=speed.get("harper"), rival_name="Harper (harper-py), one thread",
                   digits=0, note=f"{words} words, two at a time, the process's start included; uses no cache")
        for name in ("html, cold", "html, warm"):
            report.row(f"{what}, {name} cache", speed[name], "words/s", digits=0, note="with the model's highlights")


if __name__ == "__main__":
    main()
