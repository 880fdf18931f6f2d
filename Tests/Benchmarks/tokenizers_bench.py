"""How fast the reference tokenizer library is, one thread, on the lines of a file: one JSON record on standard output.

    python3 Tests/Benchmarks/tokenizers_bench.py MODEL_DIRECTORY TEXT [--rounds 5] [--lines 20000]

TEXT is plain or .xz. Truncation and padding are off, special tokens on. Both ways of calling are timed, and the best of
all rounds counts: `encode_batch` (what people are told to use) and one `encode` a line. `mb_per_s` goes by the clock on
the wall, `mb_per_cpu_s` by processor time, which a busy machine disturbs less.
"""

import argparse
import json
import lzma
import os
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"

import tokenizers


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("text", nargs="+")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lines", type=int, default=20000)
    arguments = parser.parse_args()
    tokenizer = tokenizers.Tokenizer.from_file(os.path.join(arguments.model, "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    lines = []
    for path in arguments.text:
        with (lzma.open if path.endswith(".xz") else open)(path, "rt", encoding="utf-8", newline="\n") as file:
            lines += [line.rstrip("\n") for line in file]
    lines = [line for line in lines if line][:arguments.lines]
    size = sum(len(line.encode("utf-8")) for line in lines)
    ways = {
        "encode_batch": lambda: sum(len(encoding) for encoding in tokenizer.encode_batch(lines)),
        "encode": lambda: sum(len(tokenizer.encode(line)) for line in lines),
    }
    wall, processor, tokens = {}, {}, 0
    for name, way in ways.items():
        for _ in range(arguments.rounds):
            start = time.perf_counter(), time.process_time()
            tokens = way()
            wall[name] = min(wall.get(name, float("inf")), time.perf_counter() - start[0])
            processor[name] = min(processor.get(name, float("inf")), time.process_time() - start[1])
    print(json.dumps({
        "tokenizer": f"tokenizers {tokenizers.__version__}", "lines": len(lines), "bytes": size, "tokens": tokens,
        "mb_per_s": {name: round(size / seconds / 1e6, 2) for name, seconds in wall.items()},
        "mb_per_cpu_s": {name: round(size / seconds / 1e6, 2) for name, seconds in processor.items()}}))


if __name__ == "__main__":
    main()
