#!/usr/bin/env python3
"""Stet and Harper side by side: Harper's own test cases, false alarms in clean prose, and speed.

    pip install harper-py
    recipes/grammar/rivals.py .build/release/stet --cases ../shared/data/grammar/rule_cases --prose ../shared/data/corpus/dev/*.txt.xz

- Cases, those that recipes/grammar.toml holds out: a pair counts when the first suggestion for every finding gives exactly the wanted text; a clean sentence counts when
  nothing at all is found in it. Each is a document of its own, for both.
- Prose: findings in 1,000 words, each document on its own, because Stet reads whole documents. All count as false alarms, though
  edited prose has a few mistakes.
- Speed: words a second of correcting the prose on one thread, program start and loading of the model included for Stet.
"""
import argparse
import collections
import json
import lzma
import pathlib
import subprocess
import sys
import tempfile
import time

import harper


#: `hold-out` of the recipe.
HOLD_OUT = 5


class Harper:
    name = "Harper"

    def __init__(self):
        self.linter = harper.Linter()

    def findings(self, documents):
        """The kinds of what is found in each document."""
        return [[lint.lint_kind for lint in self.lint(text)] for text in documents]

    def corrected(self, lines):
        return [self.corrected_line(line) for line in lines]

    def corrected_line(self, text):
        for lint in sorted(self.lint(text), key=lambda lint: -lint.span.start):
            if lint.suggestion_count:
                text = self.linter.apply_suggestion(text, lint, lint.suggestions[0])
        return text

    def lint(self, text):
        return self.linter.lint(text, language=harper.Language.PLAINTEXT)


class Stet:
    name = "Stet"

    def __init__(self, program, options):
        self.program, self.options = program, options

    def findings(self, documents):
        with tempfile.TemporaryDirectory() as folder:
            for number, text in enumerate(documents):
                pathlib.Path(folder, f"{number:06}.txt").write_text(text + "\n")
            run = subprocess.run(
                [self.program, "lint", "--no-cache", "--format", "jsonl", "--jobs", "1", folder],
                stdout=subprocess.PIPE,
                text=True,
            )
        if run.returncode > 1:
            sys.exit(f"rivals: stet lint ended with {run.returncode}")
        found = collections.defaultdict(list)
        for line in run.stdout.splitlines():
            finding = json.loads(line)
            found[int(pathlib.Path(finding["path"]).stem)].append(finding["category"])
        return [found[number] for number in range(len(documents))]

    def corrected(self, lines):
        text = "\n".join(lines) + "\n"
        command = [self.program, "fix", "--lines", *self.options, "-"]
        run = subprocess.run(command, input=text, stdout=subprocess.PIPE, text=True, check=True)
        return run.stdout.split("\n")[: len(lines)]


def records(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def documents(path, words):
    """The first documents of a file, at least so many words of them."""
    taken, count = [], 0
    with lzma.open(path, "rt") as file:
        for document in file.read().split("\n\n"):
            if count < words and document.strip():
                taken.append(document.strip())
                count += len(document.split())
    return taken, count


def cases(tools, folder):
    # The others have trained grammar.toml, which holds these out.
    held_out = slice(HOLD_OUT - 1, None, HOLD_OUT)
    pairs = records(folder / "pairs.jsonl")[held_out]
    clean = [record["text"].replace("\n", " ") for record in records(folder / "clean.jsonl")[held_out]]
    sources = [pair["src"].replace("\n", " ") for pair in pairs]
    targets = [pair["tgt"].replace("\n", " ") for pair in pairs]
    print(f"| | {len(pairs)} pairs corrected exactly | changed | {len(clean)} clean sentences left alone |\n|---|---:|---:|---:|")
    for tool in tools:
        made = tool.corrected(sources)
        exact = sum(a == b for a, b in zip(made, targets))
        changed = sum(a != b for a, b in zip(made, sources))
        alone = sum(not found for found in tool.findings(clean))
        print(f"| {tool.name} | {exact / len(pairs):.1%} | {changed / len(pairs):.1%} | {alone / len(clean):.1%} |", flush=True)


def prose(tools, files, words):
    print(f"\n| Findings in 1,000 words | {' | '.join(tool.name for tool in tools)} |\n|---|{'---|' * len(tools)}")
    for file in files:
        texts, count = documents(file, words)
        cells = []
        for tool in tools:
            kinds = collections.Counter(kind for found in tool.findings(texts) for kind in found)
            rates = ", ".join(f"{kind} {1000 * number / count:.2f}" for kind, number in kinds.most_common(4))
            cells.append(f"{1000 * kinds.total() / count:.2f} ({rates})")
        print(f"| {file.name.split('.')[0]}, {count} words | {' | '.join(cells)} |", flush=True)


def speed(tools, files, words):
    lines = [line for file in files for text in documents(file, words // len(files))[0] for line in text.split("\n")]
    count = sum(len(line.split()) for line in lines)
    print(f"\n| Correcting {count} words | words a second |\n|---|---:|")
    for tool in tools:
        start = time.monotonic()
        tool.corrected(lines)
        print(f"| {tool.name} | {count / (time.monotonic() - start):,.0f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet")
    parser.add_argument("--cases", type=pathlib.Path)
    parser.add_argument("--prose", type=pathlib.Path, nargs="*", default=[])
    parser.add_argument("--words", type=int, default=20_000, help="of each file of prose")
    parser.add_argument("--fix", nargs="*", default=[], help="options of stet fix, without dashes in front")
    arguments = parser.parse_args()
    tools = [Stet(arguments.stet, [f"--{option}" for option in arguments.fix]), Harper()]
    if arguments.cases:
        cases(tools, arguments.cases)
    if arguments.prose:
        prose(tools, arguments.prose, arguments.words)
        speed(tools, arguments.prose, 100_000)


main()
