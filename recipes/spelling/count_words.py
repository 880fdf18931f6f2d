#!/usr/bin/env python3
"""Counts the words of every corpus source, case kept: the input of build_lexicon.py.

    python3 recipes/spelling/count_words.py ../shared/data/corpus counts.tsv.xz

One line per word: word TAB documents TAB count in each source, in the order of the header line.
Takes about two minutes and 2 GB for 61 million words.
"""
import collections
import lzma
import pathlib
import re
import sys

# Letters with inner apostrophes, not glued to digits, slashes, underscores, full stops or at signs.
WORD = re.compile(r"(?<![\w@#/.\\$])[A-Za-zÀ-ɏ]+(?:['’][A-Za-zÀ-ɏ]+)*(?![\w@/\\])")
MINIMUM = 3


def count(path):
    """Returns (word counts, document counts) of one source."""
    words, documents, seen = collections.Counter(), collections.Counter(), set()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line == "\n":
                documents.update(seen)
                seen = set()
                continue
            found = [w.replace("’", "'") for w in WORD.findall(line)]
            words.update(found)
            seen.update(found)
    documents.update(seen)
    return words, documents


def main(corpus, output):
    sources = sorted(pathlib.Path(corpus).glob("*.txt.xz"))
    total, documents, table = collections.Counter(), collections.Counter(), []
    for path in sources:
        words, found_in = count(path)
        total.update(words)
        documents.update(found_in)
        table.append(words)
        print(path.name, sum(words.values()), file=sys.stderr)
    with lzma.open(output, "wt", encoding="utf-8", preset=1) as out:
        out.write("\t".join(["#word", "documents"] + [p.name.split(".")[0] for p in sources]) + "\n")
        for word, n in sorted(total.items()):
            if n >= MINIMUM:
                out.write("\t".join([word, str(documents[word])] + [str(t[word]) for t in table]) + "\n")


main(*sys.argv[1:])
