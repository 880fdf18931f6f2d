#!/usr/bin/env python3
"""Makes Sources/Workspace/Spelling/WordClasses+Data.swift: classes of words, and which class stands beside which.

    python3 recipes/spelling/build_classes.py pairs.npz Sources/Workspace/Spelling/Lexicon+Data.swift \\
        Sources/Workspace/Spelling/WordClasses+Data.swift

The most frequent words (and the end of a clause) are classes of their own; the others fall into classes by what stands
to their left and right: positive pointwise mutual information with the 1,500 most frequent words, 64 dimensions of it,
spherical k-means. For two classes side by side the table has log(found / expected by chance).

Format, in characters from '#' on without the backslash: the number of classes, the class that is the end of a clause,
the table row by row (the class on the left chooses the row; halves of a unit, 14 is nought), then the class of each word
of the lexicon in its order. Needs numpy and scipy; takes about a minute.
"""
import sys

import numpy
import scipy.sparse
import scipy.sparse.linalg

import lexicon

BITS, OWN, CLUSTERS, FEATURES = 17, 42, 48, 1500
ZERO = 14


def character(number):
    return chr(35 + number + (35 + number >= 92))


def vectors(left, right, counts, frequency, size):
    """A unit vector for each word, from its neighbours."""
    place = -numpy.ones(size, int)
    place[numpy.argsort(-frequency)[:FEATURES]] = numpy.arange(FEATURES)

    def table(words, neighbours):
        use = (place[neighbours] >= 0) & (words > 0)
        return scipy.sparse.coo_matrix(
            (counts[use], (words[use], place[neighbours[use]])), shape=(size, FEATURES)).tocsr()

    table = scipy.sparse.hstack([table(left, right), table(right, left)]).tocoo()
    rows, columns = numpy.bincount(table.row, table.data, size) + 1, numpy.bincount(table.col, table.data) ** 0.75
    information = numpy.log(table.data / rows[table.row] / (columns / columns.sum())[table.col])
    use = information > 0
    positive = scipy.sparse.csr_matrix((information[use], (table.row[use], table.col[use])), shape=table.shape)
    rotation, scale, _ = scipy.sparse.linalg.svds(positive, k=64, random_state=0)
    found = rotation * numpy.sqrt(scale)
    return found / numpy.maximum(numpy.linalg.norm(found, axis=1, keepdims=True), 1e-6)


def cluster(points, weights, count):
    """Spherical k-means; the centres."""
    centres = points[numpy.random.default_rng(0).choice(len(points), count, replace=False)]
    for _ in range(25):
        nearest = numpy.argmax(points @ centres.T, 1)
        for i in range(count):
            if (mine := nearest == i).any():
                centre = (points[mine] * weights[mine, None]).sum(0)
                centres[i] = centre / max(numpy.linalg.norm(centre), 1e-6)
    return centres


def classify(left, right, counts, frequency, size):
    """The class of each word id."""
    frequency = frequency[:size].astype(float)
    frequency[0] = 0
    ranked = numpy.argsort(-frequency)
    own, rest = ranked[:OWN], numpy.array([i for i in ranked[OWN:] if i > 1])
    points = vectors(left, right, counts, frequency, size)
    centres = cluster(points[rest[:20_000]], numpy.sqrt(frequency[rest[:20_000]] + 1), CLUSTERS)
    classes = numpy.zeros(size, int)
    classes[rest] = OWN + numpy.argmax(points[rest] @ centres.T, 1)
    classes[own] = numpy.arange(OWN)
    return classes


def main(pairs, words, output):
    data = numpy.load(pairs)
    counts, left, right = data["c"].astype(float), data["k"] >> BITS, data["k"] & ((1 << BITS) - 1)
    size = len(data["words"]) + 2
    classes = classify(left, right, counts, data["uni"], size)
    known = (left > 0) & (right > 0)
    total = OWN + CLUSTERS
    beside = numpy.zeros((total, total))
    numpy.add.at(beside, (classes[left[known]], classes[right[known]]), counts[known])
    expected = numpy.outer(beside.sum(1), beside.sum(0)) / beside.sum()
    levels = numpy.clip(numpy.round(2 * numpy.log((beside + 1) / (expected + 1))), -ZERO, 12).astype(int) + ZERO
    numbers = {word: i + 2 for i, word in enumerate(data["words"])}
    text = [character(total), character(classes[1])] + [character(level) for level in levels.ravel()]
    text = "".join(text + [character(classes[numbers[word.lower()]]) for word in lexicon.words(words)])
    lines = [text[i:i + 110] for i in range(0, len(text), 110)]
    with open(output, "w", encoding="ascii") as out:
        out.write("// Made by recipes/spelling/build_classes.py; do not edit.\n// swift-format-ignore-file\n\n")
        out.write("extension WordClasses {\n  /// Classes and what stands beside them; the format stands in the recipe.\n")
        out.write('  static let packed: StaticString = #"""\n')
        out.write("".join(f"    {line}\\#\n" for line in lines[:-1]) + f"    {lines[-1]}\n")
        out.write('    """#\n}\n')


if __name__ == "__main__":
    main(*sys.argv[1:])
