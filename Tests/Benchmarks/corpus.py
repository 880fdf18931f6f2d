"""Real Markdown for the benchmarks, the same in every run: the documentation of the packages that Stet is built with."""

import hashlib
import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]


def sources():
    """Every Markdown file that may be used, in an order that has nothing to do with where it lies."""
    folders = [os.environ["STET_BENCH_TEXT"]] if "STET_BENCH_TEXT" in os.environ else [
        ROOT / ".build/checkouts", ROOT / "Tests/Samples"]
    found = []
    for folder in map(pathlib.Path, folders):
        for path in sorted(folder.rglob("*.md")):
            text = path.read_bytes()
            if 1_000 <= len(text) <= 60_000 and is_closed(text):
                name = str(path.relative_to(folder))
                found.append((hashlib.sha256(name.encode()).digest(), name, text))
    return [(name, text) for _, name, text in sorted(found)]


def is_closed(text):
    """Whether the text can be followed by another: valid UTF-8 and every code block ended."""
    try:
        lines = text.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return False
    return sum(line.lstrip().startswith("```") for line in lines) % 2 == 0 and not text.startswith(b"---")


def document(size):
    """One document of `size` bytes, cut at a line end: the sources one after the other, twice when they are too few."""
    parts, length = [], 0
    while length < size:
        before = length
        for _, text in sources():
            parts.append(text.decode("utf-8").replace("\r\n", "\n").rstrip("\n") + "\n\n")
            length += len(parts[-1].encode("utf-8"))
            if length >= size:
                break
        if length == before:
            raise SystemExit("no Markdown to measure with: build Stet first, or name a folder in STET_BENCH_TEXT")
    text = "".join(parts).encode("utf-8")[:size]
    return text[: text.rfind(b"\n") + 1].decode("utf-8")


def folder(path, count=100):
    """Writes `count` of the sources as files into the folder `path`; gives their paths."""
    paths = []
    for number, (name, text) in enumerate(sources()[:count]):
        target = pathlib.Path(path) / f"{number:03}-{pathlib.Path(name).name}"
        target.write_bytes(text)
        paths.append(str(target))
    return paths
