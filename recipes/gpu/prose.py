"""Plain texts as tokens: a paragraph a line, a blank line between documents, as `stet train` reads them for a language model."""
import gzip
import hashlib
import json
import lzma
import sys

import numpy
import tokenizers

OPENERS = {".xz": lzma.open, ".gz": gzip.open}
# Characters that the tokenizer is given at a time, so that it may use every core and memory stays small.
PORTION = 4_000_000


def documents(path, limit=None):
    """The bytes of each document, of the first `limit` ones alone."""
    lines, count = [], 0
    try:
        with OPENERS.get(path.suffix, open)(path, "rb") as file:
            for line in file:
                if line.strip(b" \t\r\n"):
                    lines.append(line)
                elif lines:
                    yield b"".join(lines).rstrip(b"\r\n")
                    lines, count = [], count + 1
                    if count == limit:
                        return
    except (OSError, EOFError, lzma.LZMAError) as error:
        sys.exit(f"{path}: cannot be read ({error})")
    if lines:
        yield b"".join(lines).rstrip(b"\r\n")


class Text:
    """The tokens of a file, every document followed by the token that ends a text; how many bytes and words they stand for."""

    def __init__(self, path, tokenizer, config, limit=None):
        self.name = path.name.split(".")[0]
        self.bytes = self.words = self.documents = 0
        parts, portion, characters = [], [], 0
        for document in documents(path, limit):
            self.bytes, self.words, self.documents = self.bytes + len(document), self.words + len(document.split()), self.documents + 1
            portion.append(decoded(document, path))
            characters += len(portion[-1])
            if characters > PORTION:
                parts += encoded(portion, tokenizer, config)
                portion, characters = [], 0
        parts += encoded(portion, tokenizer, config)
        if not parts:
            sys.exit(f"{path}: has no text")
        self.ids = numpy.concatenate(parts)


def decoded(document, path):
    try:
        return document.decode()
    except UnicodeDecodeError as error:
        sys.exit(f"{path}: is not UTF-8 ({error}); convert it first")


def encoded(texts, tokenizer, config):
    kind = numpy.uint16 if config.vocabulary <= 1 << 16 else numpy.uint32
    encodings = tokenizer.encode_batch_fast(texts, add_special_tokens=False)
    return [numpy.array(e.ids + [config.end], kind) for e in encodings]


def tokenizer(path, config):
    try:
        found = tokenizers.Tokenizer.from_file(str(path))
    except Exception as error:  # The library has no type of its own.
        sys.exit(f"{path}: is no tokenizer ({error}); `stet train-tokenizer` makes one")
    if found.get_vocab_size() > config.vocabulary:
        sys.exit(f"{path}: has {found.get_vocab_size()} tokens, config.json says {config.vocabulary}; set vocab_size to the tokenizer's")
    return found


def training_tokens(recipe, tokenizer, config, folder):
    """The tokens of all training texts, and what each file gave; made once, and kept in the run's folder while texts and tokenizer stay."""
    content = hashlib.sha256(tokenizer.to_str().encode())
    for data in recipe.train:
        content.update(json.dumps([data.path.name, data.limit, data.repeat, config.end]).encode())
        content.update(hashlib.file_digest(data.open(), "sha256").digest())
    stored, about = folder / "tokens.npy", folder / "tokens.json"
    known = json.loads(about.read_text()) if about.exists() and stored.exists() else {}
    if known.get("fingerprint") != content.hexdigest():
        known = {"fingerprint": content.hexdigest(), "files": []}
        parts = []
        for data in recipe.train:
            text = Text(data.path, tokenizer, config, data.limit)
            known["files"].append({"name": text.name, "documents": text.documents, "bytes": text.bytes, "words": text.words, "tokens": len(text.ids)})
            print(f"{text.name}: {text.documents} documents, {text.words} words, {len(text.ids)} tokens", flush=True)
            parts += [text.ids] * data.repeat
        numpy.save(stored, numpy.concatenate(parts))
        about.write_text(json.dumps(known, indent=1) + "\n")
    return numpy.load(stored, mmap_mode="r"), known
