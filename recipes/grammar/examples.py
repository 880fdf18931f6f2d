#!/usr/bin/env python3
"""Thirty corrections of held-out prose, drawn at random, as a page: examples.py STET DATA [--seed N] > EXAMPLES.md

Half are sentences that somebody corrected later (dev parts of docs_typos and IteraTeR), half are findings of grammar in edited prose
(corpus/dev), where most findings are false alarms. Nothing is chosen by hand.
"""
import argparse
import json
import lzma
import pathlib
import random
import subprocess

PROSE = ["wikinews", "government", "community", "wikipedia_core", "standardebooks", "devdocs"]


def fixed(stet, lines):
    run = subprocess.run([stet, "fix", "--lines", "-"], input="\n".join(lines) + "\n", stdout=subprocess.PIPE, text=True, check=True)
    return run.stdout.split("\n")[: len(lines)]


def pairs(data):
    for name in ("docs_typos", "iterater"):
        for line in (data / "grammar" / name / "dev.jsonl").read_text().splitlines():
            record = json.loads(line)
            if record.get("intent", "fluency") == "fluency" and record["src"] != record["tgt"] and "\n" not in record["src"] and len(record["src"].split()) < 40:
                yield record["src"], record["tgt"]


def paragraphs(data, count):
    for name in PROSE:
        with lzma.open(data / "corpus/dev" / f"{name}.txt.xz", "rt") as file:
            lines = [line.strip() for line in file if 8 < len(line.split()) < 60]
        for line in random.sample(lines, min(count, len(lines))):
            yield name, line


def quoted(text):
    return "> " + text.replace("|", "\\|")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=2026)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    known = random.sample(list(pairs(arguments.data)), 15)
    clean = list(paragraphs(arguments.data, 500))
    changed = [(name, text, made) for (name, text), made in zip(clean, fixed(arguments.stet, [text for _, text in clean])) if text != made]
    print("# Thirty corrections, good and bad\n")
    print(f"Made by `recipes/grammar/examples.py STET DATA --seed {arguments.seed}`; nothing is chosen by hand.\n")
    print("## Sentences that somebody corrected later\n\nBefore, what Stet makes of it, what the writer made of it.\n")
    for number, ((source, target), made) in enumerate(zip(known, fixed(arguments.stet, [source for source, _ in known])), 1):
        verdict = "the same" if made == target else "nothing changed" if made == source else "otherwise"
        print(f"{number}. {verdict}\n\n   {quoted(source)}\n   >\n   {quoted(made)}\n   >\n   {quoted(target)}\n")
    print(f"## Edited prose\n\nStet changed {len(changed)} of {len(clean)} paragraphs drawn; fifteen of these. Before and after.\n")
    for number, (name, text, made) in enumerate(random.sample(changed, min(15, len(changed))), 16):
        print(f"{number}. {name}\n\n   {quoted(text)}\n   >\n   {quoted(made)}\n")


main()
