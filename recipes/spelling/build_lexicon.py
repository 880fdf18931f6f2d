#!/usr/bin/env python3
"""Makes Sources/Workspace/Spelling/Lexicon+Data.swift: how frequent words are, and words that Hunspell lacks.

    python3 recipes/spelling/count_words.py ../shared/data/corpus counts.tsv.xz
    python3 recipes/spelling/build_lexicon.py counts.tsv.xz ../shared/data/spelling Sources/Workspace/Spelling/Lexicon+Data.swift

Four groups of words:
  known     the most frequent words that Hunspell's en_US accepts; they rank suggestions
  accepted  words that Hunspell lacks, used in many documents of several kinds of text, on no list of misspellings;
            rarer ones where no word that is ten times as frequent is a slip away; acronyms that eight documents or more write in small letters as well
  name      the same, written with a capital
  variant   spellings of other countries (varcon), which en_US rejects

Format: sorted words, each as one character '0' + the number of leading bytes shared with the word before, the rest of
the word, '^' for accepted, '|' for variant, '~' for name, and one character of LEVELS for the frequency: level n
stands for 0.02 * 2**(0.75 n) occurrences in a million words, averaged over the kinds of text.
"""
import collections
import lzma
import math
import pathlib
import re
import sys

from hunspell import Hunspell

KINDS = dict(
    community="handbook", devdocs="technical", mdn="technical", msdocs="technical", proposals="technical",
    eltec="books", gutenberg="books", standardebooks="books", government="government", wikinews="news",
    wikipedia_core="encyclopaedia", wikipedia_tail="encyclopaedia")
LEVELS = "!#$%&()*+,-./0123456789:;<=>?@"
KNOWN, NAMES = 60_000, 4_000
MARKS = dict(known="", accepted="^", variant="|", name="~")
ASCII = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")


class Word:
    """The counts of one word over all the ways to write it large or small."""

    def __init__(self, kinds):
        self.documents, self.counts, self.forms = 0, [0] * kinds, collections.Counter()
        self.documents_in_small_letters = 0


def read_counts(path):
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        sources = next(lines).rstrip("\n").split("\t")[2:]
        kinds = sorted(set(KINDS.values()))
        of_source = [kinds.index(KINDS[s]) for s in sources]
        words, totals = {}, [0] * len(kinds)
        for line in lines:
            form, documents, *counts = line.rstrip("\n").split("\t")
            word = words.setdefault(form.lower(), Word(len(kinds)))
            word.documents = max(word.documents, int(documents))
            if form.islower():
                word.documents_in_small_letters = int(documents)
            for kind, count in zip(of_source, map(int, counts)):
                word.counts[kind] += count
                word.forms[form] += count
                totals[kind] += count
    return words, totals


def misspellings(folder):
    wrong = {line.split(",")[0].lower() for line in open(folder / "typos_words.csv", encoding="utf-8")}
    for name in ("codespell.txt", "wikipedia.txt"):
        wrong |= {line.split("->")[0].lower() for line in open(folder / name, encoding="utf-8")}
    return wrong


def variants(folder, hunspell):
    """Words that varcon gives for British, Canadian or Australian English and that Hunspell rejects."""
    found, level = set(), 99
    for line in open(folder / "varcon.txt", encoding="latin-1"):
        if match := re.match(r"#.*\(level (\d+)\)", line):
            level = int(match[1])
        elif level <= 70 and ":" in line:
            for part in line.split("|")[0].split("/"):
                tags, _, word = part.strip().partition(": ")
                # A tag alone is the usual spelling, with "v" or "." an accepted one; others are rare or improper.
                if any(re.fullmatch(r"[BZCD][v.]?", tag) for tag in tags.split()):
                    found.add(word.strip())
    return {w for w in found if ASCII.fullmatch(w) and not w.endswith("'s") and not hunspell.knows(w)}


class Neighbours:
    """The words that the dictionary has, by what is left of them without a letter: what a slip away from them may be."""

    def __init__(self, counts):
        self.counts, self.by_rest = counts, collections.defaultdict(list)
        for word in counts:
            for rest in self.rests(word):
                self.by_rest[rest].append(word)

    @staticmethod
    def rests(word):
        return [word] + [word[:i] + word[i + 1:] for i in range(len(word))]

    def most_frequent(self, word):
        """How often the most frequent word that a slip turns into this one occurs."""
        near = {other for rest in self.rests(word) for other in self.by_rest.get(rest, ()) if is_slip(word, other)}
        return max((self.counts[other] for other in near), default=0)


def is_slip(a, b):
    """Whether one letter is too many, missing, another one, or two have changed places."""
    same = 0
    while same < min(len(a), len(b)) and a[same] == b[same]:
        same += 1
    if len(a) == len(b):
        return a != b and (a[same + 1:] == b[same + 1:] or a[same:same + 2] == b[same:same + 2][::-1] and a[same + 2:] == b[same + 2:])
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return len(longer) == len(shorter) + 1 and longer[same + 1:] == shorter[same:]


def is_accepted(word, text, total, neighbours):
    """Whether enough documents of enough kinds use a word that the dictionary lacks, or it is too frequent to be a slip for another."""
    kinds = sum(n >= 2 for n in word.counts)
    if len(text) >= 5 and word.documents >= 4 and total >= 5 and neighbours.most_frequent(text) <= 10 * total:
        return True
    if total < 10:
        return False
    if len(text) <= 3:
        return word.documents >= 60 and kinds >= 3
    if len(text) == 4:
        return word.documents >= 20 and kinds >= 2 or word.documents >= 50
    return word.documents >= 6 and kinds >= 2 or word.documents >= 15


def lacks_apostrophe(text, hunspell):
    """Whether a word is a short form that has lost its apostrophe: dont, youre."""
    return any(text.endswith(end.replace("'", "")) and hunspell.knows(text[:len(text) - len(end) + 1] + end)
               for end in ("n't", "'re", "'ve", "'ll"))


def choose(words, totals, folder):
    """Returns {word: (group, occurrences in a million)}."""
    hunspell, wrong = Hunspell(), misspellings(folder)
    entries, known, names = {}, [], []
    totals_of = {text: sum(word.forms.values()) for text, word in words.items()}
    neighbours = Neighbours({t: n for t, n in totals_of.items() if n >= 20 and ASCII.fullmatch(t) and hunspell.knows(t)})

    def rate(word):
        return sum(n * 1e6 / t for n, t in zip(word.counts, totals)) / len(totals)

    for text, word in words.items():
        if not ASCII.fullmatch(text) or len(text) > 30 or text.endswith("'s"):
            continue
        total, lower = totals_of[text], word.forms[text]
        form = text if lower >= 0.3 * total else max(word.forms, key=word.forms.get)
        if hunspell.knows(form):
            if len(text) > 1 or text in "ai":
                known.append((rate(word), form))
        elif text in wrong or total < 5:
            continue
        elif lower >= 0.4 * total:
            if is_accepted(word, text, total, neighbours) and len(text) > 2 and not lacks_apostrophe(text, hunspell):
                entries[text] = ("accepted", rate(word))
        elif total < 10:
            continue
        elif word.forms[text.upper()] > lower and word.documents_in_small_letters >= 8 and len(text) > 2:
            entries[text] = ("accepted", rate(word) * lower / total)
        elif form[0].isupper() and form[1:].islower() and len(form) > 2:
            names.append((word.documents, form, rate(word)))
    for group, chosen in (
            ("known", [(f, r) for r, f in sorted(known, reverse=True)[:KNOWN]]),
            ("name", [(f, r) for _, f, r in sorted(names, reverse=True)[:NAMES]])):
        entries.update({form: (group, r) for form, r in chosen})
    for text in variants(folder, hunspell):
        entries[text] = ("variant", rate(words[text]) if text in words else 0)
    return entries


def encode(entries):
    out, before = [], ""
    for word in sorted(entries):
        group, rate = entries[word]
        level = round(math.log2(max(rate, 0.02) / 0.02) / 0.75)
        shared = 0
        while shared < min(len(word), len(before), 30) and word[shared] == before[shared]:
            shared += 1
        out.append(chr(48 + shared) + word[shared:] + MARKS[group] + LEVELS[min(level, len(LEVELS) - 1)])
        before = word
    return "".join(out)


def main(counts, folder, output):
    words, totals = read_counts(counts)
    entries = choose(words, totals, pathlib.Path(folder))
    print(collections.Counter(group for group, _ in entries.values()), file=sys.stderr)
    text = encode(entries)
    lines = [text[i:i + 110] for i in range(0, len(text), 110)]
    with open(output, "w", encoding="ascii") as out:
        out.write("// Made by recipes/spelling/build_lexicon.py; do not edit.\n// swift-format-ignore-file\n\n")
        out.write("extension Lexicon {\n  /// Words with their frequencies; the format stands in the recipe.\n")
        out.write('  static let packed: StaticString = """\n')
        out.write("".join(f"    {line}\\\n" for line in lines[:-1]) + f"    {lines[-1]}\n")
        out.write('    """\n}\n')


main(*sys.argv[1:])
