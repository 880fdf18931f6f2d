"""Writes the parity fixtures of models in the manner of SentencePiece next to this file; run it after generate.py, whose lines it uses.

    pip install tokenizers==0.23.3
    python3 Tests/Text/TokenizersTests/Fixtures/sentence_piece.py ../shared/data/corpus/dev/*.xz

    NAME.sentence_piece.json   whole tokenizer files: a small vocabulary, trained on the given texts, as families configure it
    NAME.sentence_piece.bin    hashes of ids and of byte ranges of each of the lines in lines.bin
    sentence_piece_texts.json  a few texts with special tokens and what decoding their tokens gives, spelled out
"""

import json
import lzma
import sys

from tokenizers import Tokenizer, models, pre_tokenizers, trainers

import reference
from byte_level import HERE, read_lines

SPECIAL = ["<unk>", "<s>", "</s>"]
BYTES = [f"<0x{byte:02X}>" for byte in range(256)]
TEXTS = ["The editor opened", " Why did it end?", "", "a  naïve\n\nx 日本", "one<s> two", "\u2581x"]


def train(paths):
    """A vocabulary of 700 tokens over prose, most characters of which only bytes can spell."""
    texts = []
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            texts.append(file.read(200_000))
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=700, special_tokens=SPECIAL + BYTES, limit_alphabet=60, show_progress=False))
    model = json.loads(tokenizer.to_str())["model"]
    model["merges"] = [" ".join(pair) for pair in model["merges"]]
    # Runs of blanks are tokens in these families.
    for length in (2, 4):
        left, whole = "\u2581" * (length // 2), "\u2581" * length
        model["vocab"][whole] = len(model["vocab"])
        model["merges"].append(f"{left} {left}")
    return model


def configurations(model):
    def added(content):
        return dict(id=model["vocab"][content], content=content, single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)

    def configuration(normalizer, pre_tokenizer, **settings):
        return {
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": [added(t) for t in SPECIAL], "normalizer": normalizer,
            "pre_tokenizer": pre_tokenizer, "decoder": None,
            "post_processor": {
                "type": "TemplateProcessing",
                "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
                "pair": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                         {"SpecialToken": {"id": "<s>", "type_id": 1}}, {"Sequence": {"id": "B", "type_id": 1}}],
                "special_tokens": {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]}}},
            "model": {**dict(type="BPE", dropout=None, unk_token="<unk>", continuing_subword_prefix=None, end_of_word_suffix=None,
                             fuse_unk=True, byte_fallback=True, ignore_merges=False), **settings,
                      "vocab": model["vocab"], "merges": model["merges"]}}

    replace = {"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"}
    older = {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "\u2581"}, replace]}

    def metaspace(scheme, split):
        return {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": scheme, "split": split}

    return {
        "llama2": configuration(older, None),
        "first": configuration(None, metaspace("first", False)),
        "words": configuration(None, metaspace("always", True), byte_fallback=False),
    }


def main():
    lines, model, answers = read_lines(), train(sys.argv[1:]), {}
    for name, configuration in configurations(model).items():
        text = json.dumps(configuration, ensure_ascii=False)
        (HERE / f"{name}.sentence_piece.json").write_text(text + "\n")
        tokenizer = Tokenizer.from_str(text)
        (HERE / f"{name}.sentence_piece.bin").write_bytes(reference.pack_hashes(tokenizer, lines))
        answers[name] = [{"text": t, "ids": tokenizer.encode(t).ids, "tokens": tokenizer.encode(t, add_special_tokens=False).tokens} for t in TEXTS]
        print(name, len(lines), "lines")
    (HERE / "sentence_piece_texts.json").write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
