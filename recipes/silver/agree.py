#!/usr/bin/env python3
"""Names that the documents of a corpus agree on: training data for entities that nobody marked by hand.

    xz -dc CORPUS.txt.xz | agree.py prose --words 400000 > PROSE.txt          # whole documents, drawn by a seed
    stet annotate PROSE.txt --kinds entities --format jsonl > PROSE.jsonl
    agree.py names PROSE.txt PROSE.jsonl > NAMES.jsonl                         # text and spans, for `stet train`

A model that reads one sentence at a time knows less than the document does: where "Washington" is a person in three sentences, it is probably one
in the fourth. All places where a document has the same words vote with the model's confidence, also those where the model saw no name; a family name counts as what
the full name is. What they agree on becomes the label of every such place, and a sentence with a doubtful name is left out. Only persons,
organizations and locations are marked; a model that learns from this learns nothing about other types (`marks`).
"""
import argparse
import collections
import json
import random
import re
import sys

TYPES = ("person", "organization", "location")
# A word as names have them; what stands between two words of a name is no word.
WORD = re.compile(r"[^\W_](?:[\w'’.&-]*[\w])?")


def documents(lines):
    """Paragraphs of each document with the number of its first line."""
    start, found = 0, []
    for number, line in enumerate(lines):
        if line.strip():
            if not found:
                start = number
            found.append(line)
        elif found:
            yield start, found
            found = []
    if found:
        yield start, found


def prose(arguments):
    whole = [text for _, text in documents(line.rstrip("\n") for line in sys.stdin)]
    random.Random(arguments.seed).shuffle(whole)
    words = 0
    for text in whole:
        if words >= arguments.words:
            break
        words += sum(len(line.split()) for line in text)
        print("\n".join(text) + "\n")


class Names:
    """What a document's sentences say about the same words."""

    def __init__(self, sentences):
        self.sentences = sentences
        self.votes = collections.defaultdict(collections.Counter)
        for sentence in sentences:
            for entity in sentence["entities"]:
                self.votes[entity["text"]][entity["label"]] += entity["confidence"]
        for form, votes in list(self.votes.items()):
            last = form.split()[-1]
            if last != form and votes["person"] and last in self.votes:
                self.votes[last]["person"] += votes["person"]
        self.unseen()
        self.decided = {form: kind for form in self.votes if (kind := self.decide(form))}

    def unseen(self):
        """A place where the model saw no name is a vote too; the first word of a sentence is written large in any case."""
        forms = {form: [word for word in WORD.findall(form)] for form in self.votes if form[:1].isupper()}
        by_first = collections.defaultdict(list)
        for form, words in forms.items():
            if words:
                by_first[words[0]].append((form, words))
        for sentence in self.sentences:
            text = sentence["text"]
            taken = [span(entity, sentence) for entity in sentence["entities"]]
            words = list(WORD.finditer(text))
            for index, word in enumerate(words):
                for form, parts in by_first.get(word.group(), ()):
                    end = word.start() + len(form)
                    if text[word.start() : end] != form or (index == 0 and len(parts) == 1):
                        continue
                    if not any(start < end and word.start() < stop for start, stop in taken):
                        self.votes[form]["none"] += 0.6

    def decide(self, form):
        kind, most = self.votes[form].most_common(1)[0]
        total = sum(self.votes[form].values())
        return kind if most >= 0.65 and most / total >= 0.65 else None

    def labelled(self, sentence):
        """Spans of the sentence, or nothing where one is doubtful."""
        text, spans = sentence["text"], []
        for entity in sentence["entities"]:
            kind = self.decided.get(entity["text"])
            if kind is None:
                return None
            if kind in TYPES:
                spans.append((*span(entity, sentence), kind))
        for form, kind in self.decided.items():
            if kind not in TYPES or not form[:1].isupper() or len(form) < 3:
                continue
            for match in re.finditer(r"(?<![\w-])" + re.escape(form) + r"(?![\w-])", text):
                if not any(start < match.end() and match.start() < end for start, end, _ in spans):
                    spans.append((match.start(), match.end(), kind))
        return sorted(spans)


def span(entity, sentence):
    """Places in characters, of a sentence whose places are bytes of the file."""
    first = sentence["bytes"][0]
    raw = sentence["raw"]
    start, end = (len(raw[: place - first].decode()) for place in entity["bytes"])
    return start, end


def names(arguments):
    lines = open(arguments.prose, encoding="utf-8").read().split("\n")
    document_of = {}
    for index, (start, text) in enumerate(documents(lines)):
        document_of.update((start + offset, index) for offset in range(len(text)))
    grouped = collections.defaultdict(list)
    for line in open(arguments.annotations, encoding="utf-8"):
        sentence = json.loads(line)
        sentence["raw"] = sentence["text"].encode()
        sentence.setdefault("entities", [])
        grouped[document_of[sentence["range"]["start"]["line"]]].append(sentence)
    draw = random.Random(arguments.seed)
    for _, sentences in sorted(grouped.items()):
        document = Names(sentences)
        for sentence in sentences:
            spans = document.labelled(sentence)
            # Sentences without names say that there are such; a few are enough.
            if spans is None or (not spans and draw.random() > 0.15) or len(sentence["text"]) < 25:
                continue
            print(json.dumps({"text": sentence["text"], "spans": spans}, ensure_ascii=False))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("prose")
    one.add_argument("--words", type=int, default=400_000)
    one.set_defaults(run=prose)
    two = commands.add_parser("names")
    two.add_argument("prose")
    two.add_argument("annotations")
    two.set_defaults(run=names)
    arguments = parser.parse_args()
    arguments.run(arguments)


main()
