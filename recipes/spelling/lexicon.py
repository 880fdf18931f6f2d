"""Reads the words back out of Lexicon+Data.swift."""
import re

ENTRY = re.compile(r"(.)([A-Za-z']*)[\^|~]?(.)", re.S)


def words(path):
    """All words of the lexicon in its order; the format stands in build_lexicon.py."""
    text = open(path, encoding="ascii").read().split('"""')[1]
    packed = "".join(line.strip().rstrip("\\") for line in text.split("\n"))
    found, word, at = [], "", 0
    while at < len(packed):
        entry = ENTRY.match(packed, at)
        word = word[:ord(entry[1]) - 48] + entry[2]
        found.append(word)
        at = entry.end()
    return found
