#!/usr/bin/env python3
"""Chooses the weights of `Salience.standard` by a grid on labelled sentences.

    python3 recipes/highlight/tune.py STET TRAIN.jsonl... [--check DEV.jsonl...]

STET is the built program; it makes the sentence vectors (`stet embed`). A line of a set is an object with `sentences` (texts, or objects with `text`
and `prominence`) and, for texts, `labels` or `highlight`. As many sentences are chosen as are labelled, so precision, recall and F1 are one number.
Weights are ranked by their mean gain over the first weights of the grid on the training sets; the sets behind --check are only scored.
Needs numpy.
"""
import argparse
import io
import itertools
import json
import subprocess

import numpy

PROMINENT = 4


def read(path, limit):
    documents = []
    for line in itertools.islice(open(path, encoding="utf-8"), limit):
        row = json.loads(line)
        sentences = [s if isinstance(s, str) else s["text"] for s in row["sentences"]]
        labels = row.get("labels") or row.get("highlight")
        if labels is None:
            labels = [s["prominence"] >= PROMINENT for s in row["sentences"]]
        important = numpy.array([float(label) > 0 for label in labels])
        if 0 < important.sum() < len(important):
            documents.append((sentences, important))
    return documents


def features(stet, documents):
    text = "\n".join(" ".join(s.split()) for sentences, _ in documents for s in sentences) + "\n"
    done = subprocess.run([stet, "embed", "--format", "npy", "-"], input=text.encode(), stdout=subprocess.PIPE, check=True)
    vectors = numpy.load(io.BytesIO(done.stdout))
    found, start = [], 0
    for sentences, important in documents:
        part = vectors[start:start + len(sentences)]
        start += len(sentences)
        running = numpy.cumsum(part, 0)
        others = max(len(part) - 1, 1)
        following = (part * (running[-1] - running)).sum(1) / others
        preceding = (part * (running - part)).sum(1) / others
        words = numpy.array([len(s.split()) for s in sentences])
        found.append((following, preceding, words, numpy.arange(len(part)), important))
    return found


def score(documents, weights):
    following, preceding, position, scale, length, cap = weights
    hits = total = 0
    for after, before, words, index, important in documents:
        salience = following * after + preceding * before
        salience = salience + position / (1 + index / scale) + length * numpy.minimum(words, cap) / cap
        count = important.sum()
        hits += important[numpy.argsort(-salience, kind="stable")[:count]].sum()
        total += count
    return 100 * hits / total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("stet")
    parser.add_argument("train", nargs="+")
    parser.add_argument("--check", nargs="*", default=[])
    parser.add_argument("--limit", type=int, default=700, help="documents of each training set")
    arguments = parser.parse_args()
    train = {path: features(arguments.stet, read(path, arguments.limit)) for path in arguments.train}
    check = {path: features(arguments.stet, read(path, None)) for path in arguments.check}
    grid = list(itertools.product([1], [1, 0.5, 0, -0.5], [0, 0.1, 0.2, 0.3, 0.5], [1, 2, 4, 10], [0, 0.1, 0.2, 0.4, 0.6], [20, 30]))
    base = {path: score(documents, grid[0]) for path, documents in train.items()}
    ranked = sorted(grid, key=lambda w: -sum(score(d, w) / base[path] for path, d in train.items()))
    print("following preceding position scale length cap")
    for weights in ranked[:10]:
        scores = [f"{path.split('/')[-2]} {score(d, weights):.2f}" for path, d in (train | check).items()]
        print(weights, "; ".join(scores))


if __name__ == "__main__":
    main()
