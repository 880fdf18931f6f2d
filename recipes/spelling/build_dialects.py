"""Writes the table of regional spellings: words that one region of English does not use, and what it uses instead.

    python3 recipes/spelling/build_dialects.py ../shared/data/spelling/varcon.txt Sources/Workspace/Rules/Dialects+Data.swift

The source is varcon. A line of it names spellings of one word with the regions that use them: A United States, B Britain,
Z Britain with -ize, C Canada, D Australia; without Z, C or D the words of B, Z or B hold. A letter behind the region marks
a variant, which counts as used. Words of several meanings (lines with a note) are left out, as are rare ones (level above
LEVEL): what remains is decided by the spelling alone.

A row of the table is `word regions replacement`, where `regions` holds the letters U, G, C, A of the regions in which the word
is not used and the replacement is.
"""

import collections
import re
import sys

LEVEL = 55
REGIONS = {"U": "A", "G": "BZ", "C": "C", "A": "D"}


def lines(path):
    """The lines of clusters that are frequent enough, each a list of (tags, word); nothing with a note."""
    level = 0
    for line in open(path, encoding="latin-1"):
        if line.startswith("#"):
            found = re.search(r"level (\d+)", line)
            level = int(found.group(1)) if found else 99
        elif line.strip():
            yield level, [entry.split(":", 1) for entry in line.split("|")[0].split("/") if ":" in entry], "|" in line


def used(entries):
    """For each region of varcon the words that it uses, the preferred ones first."""
    words = collections.defaultdict(list)
    for tags, word in entries:
        for tag in tags.split():
            words[tag[0]].append((len(tag), word.strip()))
    for missing, instead in (("Z", "B"), ("C", "Z"), ("D", "B")):
        if missing not in words:
            words[missing] = words[instead]
    return {region: [word for _, word in sorted(found, key=lambda pair: pair[0])] for region, found in words.items()}


def main():
    path, output = sys.argv[1:3]
    accepted = collections.defaultdict(set)  # word -> regions of varcon that use it somewhere
    noted = set()
    rows = []
    for level, entries, has_note in lines(path):
        regions = used(entries)
        for region, words in regions.items():
            for word in words:
                accepted[word].add(region)
        if has_note:
            noted.update(word.strip() for _, word in entries)
        elif level <= LEVEL:
            rows.append(regions)
    table = collections.defaultdict(dict)
    for regions in rows:
        for word in {word for words in regions.values() for word in words}:
            if word in noted or not re.fullmatch("[a-z]{4,}", word):
                continue
            for name, letters in REGIONS.items():
                preferred = [w for letter in letters for w in regions.get(letter, [])]
                if preferred and not accepted[word] & set(letters):
                    table[word].setdefault(preferred[0], set()).add(name)
    body = []
    for word in sorted(table):
        for replacement, names in sorted(table[word].items()):
            if re.fullmatch("[a-z]+", replacement):
                body.append(f"{word} {''.join(sorted(names))} {replacement}")
    with open(output, "w") as file:
        file.write("// Made by recipes/spelling/build_dialects.py; do not edit.\n// swift-format-ignore-file\n\n")
        file.write("extension DialectSpelling {\n  /// `word regions replacement`, one a line; the recipe explains.\n")
        file.write('  static let table = """\n')
        file.writelines(f"    {row}\n" for row in body)
        file.write('    """\n}\n')
    print(len(body), "rows")


main()
