#!/usr/bin/env python3
"""Search among many vectors beside hnswlib, usearch, faiss and sqlite-vec: recall, time of a query, time to build, memory.

    python3 Tests/Benchmarks/vectors.py STET [--count 1000000] [--vectors FILE.npy] [--rivals hnswlib,faiss-hnsw] [--rounds 5] [--queries 100]

The vectors are those of real sentences, by the model that ships with Stet, and beyond these of passages: weighted means of two or three
sentences drawn with a seed, which is how Stet makes the vector of a paragraph out of its sentences. FILE.npy has other vectors, a float32 row each,
such as `stet embed --format npy` writes. Queries are sentences and passages that are not in the index. Exact answers come from
float32 products. Every side answers one query at a time on one thread; each rival that has a parameter gets the smallest with which it finds
99 % (or the largest tried), is built with two threads, and takes turns with Stet, round by round. Stet's build writes the database and the codes, its search
gives passages with their documents, and its memory is that of the process with all mapped pages; a rival's is what its process grew by.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

import numpy

import corpus
import daemon
import report

K, DIMENSIONS, WANTED = 10, 384, 0.99
RIVALS = ["hnswlib", "usearch-f16", "faiss-hnsw", "faiss-ivf", "sqlite-vec-i8"]


def sentences(stet, path):
    """Vectors of real sentences: those in the file, or of the benchmarks' Markdown."""
    if path:
        return numpy.load(path, mmap_mode="r")
    with daemon.home() as (_, environment), tempfile.NamedTemporaryFile("w", suffix=".txt") as text:
        lines = dict.fromkeys(line.strip() for line in corpus.document(2_000_000).splitlines())
        text.write("".join(line + "\n" for line in lines if 40 <= len(line) <= 400))
        text.flush()
        run = subprocess.run([stet, "embed", text.name, "--no-cache", "--format", "npy"], env=environment, stdout=subprocess.PIPE, check=True)
        with tempfile.NamedTemporaryFile() as file:
            file.write(run.stdout)
            file.flush()
            return numpy.load(file.name)


def passages(vectors, count, random):
    """Means of two or three vectors with random weights, normalised."""
    made = numpy.empty((count, vectors.shape[1]), numpy.float32)
    for start in range(0, count, 50_000):
        size = min(50_000, count - start)
        weights = random.random((size, 3), numpy.float32)
        weights[:, 2] *= random.random(size) < 0.5
        mean = sum(weights[:, part, None] * vectors[random.integers(0, len(vectors), size)] for part in range(3))
        made[start:start + size] = mean / numpy.linalg.norm(mean, axis=1, keepdims=True)
    return made


def data(stet, options):
    """Vectors to index, queries, and the exact answers of these."""
    random = numpy.random.default_rng(5)
    real = sentences(stet, options.vectors)
    real = numpy.asarray(real)[random.permutation(len(real))]
    held, rest = numpy.split(real, [min(len(real) // 10, options.queries)])
    base = rest[:options.count]
    if len(base) < options.count:
        base = numpy.concatenate([base, passages(rest, options.count - len(base), random)])
    queries = numpy.concatenate([held[:options.queries // 2], passages(real, options.queries - options.queries // 2, random)])
    scores = numpy.concatenate([base[start:start + 100_000] @ queries.T for start in range(0, len(base), 100_000)])
    exact = numpy.argpartition(-scores, K, axis=0)[:K].T
    return numpy.ascontiguousarray(base), numpy.ascontiguousarray(queries), [set(map(int, row)) for row in exact], len(rest)


def recall(found, exact):
    return sum(len(set(rows) & wanted) for rows, wanted in zip(found, exact)) / (K * len(exact))


class Stet:
    def __init__(self, stet, folder, base, queries):
        for name, values in (("base", base), ("queries", queries)):
            values.tofile(os.path.join(folder, name))
        self.process = subprocess.Popen(
            [stet, "bench", "vectors", folder, os.path.join(folder, "queries"), os.path.join(folder, "base"), "--dimensions", str(DIMENSIONS)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.count = len(queries)
        self.about = json.loads(self.process.stdout.readline())
        self.build = self.about["store_seconds"] + self.about["prepare_seconds"]
        os.remove(os.path.join(folder, "base"))

    def round(self):
        """Milliseconds of each query, and the rows that it found."""
        self.process.stdin.write(f"{K} 0 {self.count}\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return answer["ms"], answer["rows"]

    def memory(self):
        return daemon.resident_mb(self.process.pid)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Rival:
    """A rival in a process of its own, `vectors_rival.py`."""

    def __init__(self, name, folder, exact):
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "vectors_rival.py")
        environment = dict(os.environ, OMP_NUM_THREADS="1")
        self.process = subprocess.Popen(
            [sys.executable, script, name, os.path.join(folder, "base.npy"), os.path.join(folder, "queries.npy"), str(K)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        self.about = self.read()
        self.parameter, self.recall = 0, 0
        for parameter in self.about["parameters"]:
            self.parameter = parameter
            self.recall = recall(self.round()[1], exact)
            if self.recall >= WANTED:
                break

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise ChildProcessError(f"it ended with {self.process.wait()}, see above")
        return json.loads(line)

    def round(self):
        self.process.stdin.write(f"{self.parameter}\n")
        self.process.stdin.flush()
        answer = self.read()
        return answer["ms"], answer["rows"]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet")
    parser.add_argument("--count", type=int, default=int(os.environ.get("STET_BENCH_VECTORS", 1_000_000)))
    parser.add_argument("--vectors", default=os.environ.get("STET_BENCH_EMBEDDINGS"))
    parser.add_argument("--rivals", default=os.environ.get("STET_BENCH_VECTOR_RIVALS", ",".join(RIVALS)))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--queries", type=int, default=100)
    options = parser.parse_args()
    base, queries, exact, real = data(options.stet, options)
    name = f"{len(base):,} vectors of {DIMENSIONS}"
    with tempfile.TemporaryDirectory(dir=os.environ.get("STET_BENCH_FOLDER")) as folder:
        stet = Stet(options.stet, folder, base, queries)
        numpy.save(os.path.join(folder, "base.npy"), base)
        numpy.save(os.path.join(folder, "queries.npy"), queries)
        del base
        stet.round()  # Reads the pages.
        found = recall(stet.round()[1], exact)
        if found < 0.98:
            raise SystemExit(f"Stet finds {found:.3f} of the {K} nearest: its times do not count")
        for rival in filter(None, options.rivals.split(",")):
            try:
                other = Rival(rival, folder, exact)
            except ChildProcessError as error:  # It may not be installed.
                print(f"vectors: {rival} is left out: {error}", file=sys.stderr)
                continue
            ours, theirs = [], []
            for turn in range(options.rounds):
                for side, times in ((stet, ours), (other, theirs)) if turn % 2 else ((other, theirs), (stet, ours)):
                    times.append(report.median(side.round()[0]))
            note = (f"recall@{K} {found:.3f} and {other.recall:.3f}{' at ' + other.about['parameter'] + ' ' + str(other.parameter) if other.about['parameter'] else ''}; "
                    f"built in {stet.build:.0f} and {other.about['build_seconds']:.0f} s")
            report.pair(f"{name}, a query, beside {rival}", ours, theirs, rival_name=other.about["name"], note=note)
            other.close()
        times = [report.median(stet.round()[0]) for _ in range(options.rounds)]
        resident, own = stet.memory()
        is_million = stet.about["vectors"] == 1_000_000
        report.row(f"{name}, a query", report.median(times), "ms", digits=2, target=5 if is_million else None,
                   note=f"{min(times):.2f} to {max(times):.2f} over the rounds; {real} of the vectors are real sentences")
        report.row(f"{name}, recall@{K}", found, "of 1", digits=4, at_least=0.99)
        report.row(f"{name}, build", stet.build, "s", target=60 if is_million else None,
                   note=f"{stet.about['store_seconds']:.1f} s of it the database")
        report.row(f"{name}, memory", resident, "MB", digits=0, target=600 if is_million else None, note=f"{own:.0f} MB of it own memory, the rest mapped")
        stet.close()


if __name__ == "__main__":
    main()
