#!/usr/bin/env python3
"""Training data for corrections in everyday English, from data sets made for other tasks.

    simple_prose.py pairs TRAIN.conllu[.xz]... > PAIRS.jsonl     # what the annotators of a treebank corrected
    simple_prose.py prose --conllu TRAIN.conllu[.xz] --questions TRAIN.jsonl > PROSE.txt    # clean prose, for `corrupt`

Large corpora are encyclopaedias, news, novels and handbooks; people also write letters, reviews and stories in short sentences. Universal
Dependencies treebanks mark slips in `CorrectForm` and words torn apart as `goeswith`; the passages of FairytaleQA are stories in plain words.
"""
import argparse
import json
import lzma
import re
import sys


def open_text(path):
    return lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")


def sentences(path):
    """Rows of each sentence, each a list of the ten columns; rows of empty nodes are left out."""
    rows = []
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                columns = line.split("\t")
                if "." not in columns[0]:
                    rows.append(columns)
            elif not line and rows:
                yield rows
                rows = []
    if rows:
        yield rows


def features(column):
    return dict(part.split("=", 1) for part in column.split("|") if "=" in part)


def texts(rows):
    """The sentence as it was written and as it should be, or None where a correction is no word."""
    source, target, until = "", "", 0
    for row in rows:
        if "-" in row[0]:   # A contraction: its surface form stands for its words, unless one of them is corrected.
            first, last = map(int, row[0].split("-"))
            words = [other for other in rows if other[0].isdigit() and first <= int(other[0]) <= last]
            if any("CorrectForm" in features(word[9]) for word in words):
                return None
            until = last
        elif int(row[0]) <= until:
            continue
        misc = features(row[9])
        space = "" if misc.get("SpaceAfter") == "No" else " "
        right = misc.get("CorrectForm", row[1])
        if row[7] == "goeswith":
            target = target.rstrip(" ")
            # The first part's correction is the whole word.
            right = "" if right == "_" or whole else row[1]
        else:
            whole = "CorrectForm" in misc
            if right == "_":
                return None
        source += row[1] + space
        target += right + space
    return source.strip(), target.strip()


# Addresses, markup, rows of signs and what begins with a mark: a reader would not call it prose.
NO_PROSE = re.compile(r"https?:|www\.|@|[<>|=*_~^]{2}|\S{30}|^[^\w\"'(]")
SENTENCE = re.compile(r"^[\"'“(]?[A-Z].*[.!?][\"'”)]?$")


def pairs(paths):
    for path in paths:
        for rows in sentences(path):
            found = texts(rows)
            if not found or NO_PROSE.search(found[0]) or not 4 <= len(rows) <= 60:
                continue
            source, target = found
            if source != target:
                print(json.dumps({"source": source, "target": target}, ensure_ascii=False))


def prose(treebanks, questions):
    for path in treebanks:
        for rows in sentences(path):
            found = texts(rows)
            if found and SENTENCE.match(found[1]) and not NO_PROSE.search(found[1]) and 5 <= len(rows) <= 60:
                print(found[1])
    print()
    for path in questions:
        seen = set()
        with open_text(path) as lines:
            for line in lines:
                for paragraph in json.loads(line)["context"].split("\n"):
                    paragraph = paragraph.strip()
                    if len(paragraph) > 30 and paragraph not in seen:
                        seen.add(paragraph)
                        print(paragraph)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("pairs", help="corrections that a treebank marks")
    command.add_argument("treebanks", nargs="+")
    command = commands.add_parser("prose", help="clean prose in everyday English")
    command.add_argument("--conllu", action="append", default=[])
    command.add_argument("--questions", action="append", default=[])
    arguments = parser.parse_args()
    if arguments.command == "pairs":
        pairs(arguments.treebanks)
    else:
        prose(arguments.conllu, arguments.questions)


if __name__ == "__main__":
    sys.exit(main())
