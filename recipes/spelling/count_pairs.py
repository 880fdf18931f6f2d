#!/usr/bin/env python3
"""Counts which words of the lexicon follow each other in the corpus: the input of build_classes.py.

    python3 recipes/spelling/count_pairs.py ../shared/data/corpus Sources/Workspace/Spelling/Lexicon+Data.swift pairs.npz

Words in small letters; id 0 stands for anything that is no word of the lexicon, 1 for the end of a clause or a paragraph.
Needs numpy; takes about eight minutes and 2 GB for 61 million words.
"""
import lzma
import pathlib
import re
import sys

import numpy

import lexicon

TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*|[^\sa-z]")
BITS = 17
ENDS, PASSED = ".!?;:,", "-\"“”()‘’*_"


def ids(path, numbers):
    """The ids of all tokens of one source."""
    found = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            found.append(1)
            for token in TOKEN.findall(line.lower().replace("’", "'")):
                if token in numbers:
                    found.append(numbers[token])
                elif token in ENDS:
                    found.append(1)
                elif token not in PASSED:
                    found.append(0)
    return numpy.array(found, numpy.int64)


def merge(pairs, counts, more, more_counts):
    """The sum of two sorted lists of counted pairs."""
    pairs, counts = numpy.concatenate([pairs, more]), numpy.concatenate([counts, more_counts])
    order = numpy.argsort(pairs, kind="stable")
    pairs, counts = pairs[order], counts[order]
    starts = numpy.flatnonzero(numpy.concatenate([[True], pairs[1:] != pairs[:-1]]))
    return pairs[starts], numpy.add.reduceat(counts, starts)


def main(corpus, words, output):
    known = sorted({word.lower() for word in lexicon.words(words)})
    numbers = {word: i + 2 for i, word in enumerate(known)}
    single = numpy.zeros(1 << BITS, numpy.int64)
    pairs, counts = numpy.array([], numpy.int64), numpy.array([], numpy.int64)
    for path in sorted(pathlib.Path(corpus).glob("*.txt.xz")):
        tokens = ids(path, numbers)
        single += numpy.bincount(tokens, minlength=1 << BITS)
        pairs, counts = merge(pairs, counts, *numpy.unique(tokens[:-1] << BITS | tokens[1:], return_counts=True))
        print(path.name, len(pairs), file=sys.stderr)
    numpy.savez(output, k=pairs, c=counts.astype(numpy.int32), uni=single, words=numpy.array(known))


if __name__ == "__main__":
    main(*sys.argv[1:])
