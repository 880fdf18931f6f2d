#!/usr/bin/env python3
"""Prints what Stet finds in a document: findings, the sentences that matter, similar passages next to it.

usage: example.py FILE.md
"""

import os
import sys

from stet_client import Document, Range, StetClient

BOLD, DIM, YELLOW, END = ("\033[1m", "\033[2m", "\033[33m", "\033[0m") if sys.stdout.isatty() else ("",) * 4


def excerpt(document: Document, range: Range) -> str:
    """The text in a range; the session counts in code points, as Python does."""
    lines = document.text.splitlines(keepends=True)[range["start"]["line"] : range["end"]["line"] + 1]
    lines[-1] = lines[-1][: range["end"]["character"]]
    lines[0] = lines[0][range["start"]["character"] :]
    return " ".join("".join(lines).split())


def main(path: str) -> None:
    folder = os.path.dirname(os.path.abspath(path))
    with StetClient.spawn(root=folder) as stet:
        document = stet.open(path)
        print(f"{BOLD}Findings{END}")
        for finding in stet.correct(document)["findings"]:
            proposals = ", ".join(replacement["text"] for replacement in finding["replacements"][:3])
            line = finding["range"]["start"]["line"] + 1
            print(f"  {DIM}{line:4}{END}  {finding['message']}" + (f"  {YELLOW}{proposals}{END}" if proposals else ""))
        print(f"{BOLD}What matters{END}")
        for highlight in stet.highlights(document, count=5)["highlights"]:
            print(f"  {DIM}{highlight['score']:.2f}{END}  {excerpt(document, highlight['range'])}")
        print(f"{BOLD}Similar passages next to it{END}")
        stet.index([folder])
        for passage in stet.similar(document, {"line": 0, "character": 0}, count=5)["passages"]:
            place = f"{os.path.basename(passage['uri'])}:{passage['line'] + 1}"
            snippet = " ".join(passage["snippet"].split())
            print(f"  {DIM}{passage['score']:.2f}{END}  {place}  {snippet}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip().splitlines()[-1])
    main(sys.argv[1])
