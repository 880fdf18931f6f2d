"""Compares with the reference on many real lines: writes their answers for `CorpusParityTests` to read.

    pip install tokenizers==0.23.3
    python3 Tests/Text/TokenizersTests/Fixtures/parity.py MODEL_DIRECTORY OUT_DIRECTORY ../shared/data/corpus/dev/*.xz
    STET_TOKENIZER_PARITY=OUT_DIRECTORY swift test --filter CorpusParityTests

MODEL_DIRECTORY holds a tokenizer.json; `byte_level.py --models` writes small ones. Any text files will do, plain or .xz; each line counts once.
"""

import lzma
import pathlib
import sys

from tokenizers import Tokenizer

import reference


def main():
    model, out, paths = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:]
    out.mkdir(parents=True, exist_ok=True)
    lines = {}
    for path in paths:
        with (lzma.open if path.endswith(".xz") else open)(path, "rb") as file:
            lines.update((line.rstrip(b"\n"), None) for line in file)
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    (out / "lines.bin").write_bytes(reference.pack_lines(list(lines)))
    (out / "expected.bin").write_bytes(reference.pack_hashes(tokenizer, list(lines)))
    (out / "model").write_text(str(model.resolve()))
    print(f"{len(lines)} lines")


if __name__ == "__main__":
    main()
