"""A rival of `vectors.py`: builds an index of the vectors, then answers each line on standard input, a parameter, with all queries.

    python3 Tests/Benchmarks/vectors_rival.py NAME BASE.npy QUERIES.npy K
"""

import json
import sys
import time

import numpy

import daemon

THREADS = 2


def hnswlib(base):
    import hnswlib as library

    index = library.Index("ip", base.shape[1])
    index.init_index(len(base), M=16, ef_construction=200 if len(base) <= 200_000 else 100)
    index.set_num_threads(THREADS)
    index.add_items(base)
    index.set_num_threads(1)
    return "hnswlib", "ef", [16, 32, 64, 128, 256, 512, 1024], lambda query, k, ef: (index.set_ef(ef), index.knn_query(query, k)[0][0])[1]


def usearch(base, kind):
    from importlib.metadata import version
    from usearch.index import Index

    index = Index(ndim=base.shape[1], metric="cos", dtype=kind, connectivity=16, expansion_add=128)
    index.add(numpy.arange(len(base)), base, threads=THREADS)

    def search(query, k, expansion):
        index.expansion_search = expansion
        return index.search(query, k, threads=1).keys

    return f"usearch {version('usearch')}, {kind}", "expansion", [16, 32, 64, 128, 256, 512, 1024], search


def faiss(base, kind):
    import faiss as library

    library.omp_set_num_threads(THREADS)
    dimension = base.shape[1]
    if kind == "hnsw":
        index, name = library.IndexHNSWFlat(dimension, 32, library.METRIC_INNER_PRODUCT), "efSearch"
        index.hnsw.efConstruction = 200 if len(base) <= 200_000 else 100
        parameters = [16, 32, 64, 128, 256, 512, 1024]
    else:
        lists = 1024 if len(base) <= 200_000 else 2048
        quantizer = library.IndexFlatIP(dimension)
        index = library.IndexIVFFlat(quantizer, dimension, lists, library.METRIC_INNER_PRODUCT)
        index.cp.niter, name, parameters = 10, "nprobe", [4, 8, 16, 32, 64, 128, 256, 512]
        index.train(base[numpy.random.default_rng(1).permutation(len(base))[:lists * 50]])
    index.add(base)
    library.omp_set_num_threads(1)

    def search(query, k, value):
        if kind == "hnsw":
            index.hnsw.efSearch = value
        else:
            index.nprobe = value
        return index.search(query[None], k)[1][0]

    return f"faiss {library.__version__}, {kind}", name, parameters, search


def sqlite_vec(base):
    import apsw  # Python's own SQLite may have been built without extensions.
    import sqlite_vec as library

    database = apsw.Connection(":memory:")
    database.enable_load_extension(True)
    database.load_extension(library.loadable_path())
    database.execute(f"create virtual table v using vec0(e int8[{base.shape[1]}] distance_metric=cosine)")
    scale = 127 / numpy.abs(base).max()

    def code(vector):
        return numpy.clip(numpy.rint(vector * scale), -127, 127).astype(numpy.int8).tobytes()

    database.cursor().executemany("insert into v(rowid, e) values (?, vec_int8(?))", ((row, code(vector)) for row, vector in enumerate(base)))
    sql = "select rowid from v where e match vec_int8(?) and k = ? order by distance"
    return f"sqlite-vec {library.__version__}, int8", "", [0], lambda query, k, _: [row for row, in database.execute(sql, (code(query), k))]


def main():
    name, base, queries, k = sys.argv[1:5]
    base, queries, k = numpy.load(base), numpy.load(queries), int(k)
    before, start = daemon.resident_mb("self")[0], time.perf_counter()
    kind = name.split("-")[-1]
    title, parameter, parameters, search = {
        "hnswlib": lambda: hnswlib(base), "usearch": lambda: usearch(base, kind), "faiss": lambda: faiss(base, kind),
        "sqlite": lambda: sqlite_vec(base)}[name.split("-")[0]]()
    print(json.dumps(dict(
        name=title, parameter=parameter, parameters=parameters, build_seconds=time.perf_counter() - start,
        memory_mb=daemon.resident_mb("self")[0] - before)), flush=True)
    for line in sys.stdin:
        times, rows = [], []
        for query in queries:
            start = time.perf_counter()
            found = search(query, k, int(line))
            times.append((time.perf_counter() - start) * 1e3)
            rows.append([int(row) for row in found])
        print(json.dumps(dict(ms=times, rows=rows)), flush=True)


if __name__ == "__main__":
    main()
