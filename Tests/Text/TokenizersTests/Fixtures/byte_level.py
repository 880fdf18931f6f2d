"""Writes the parity fixtures of byte-level models next to this file; run it after generate.py, whose lines it uses.

    pip install tokenizers==0.23.3
    python3 Tests/Text/TokenizersTests/Fixtures/byte_level.py ../shared/data/corpus/dev/*.xz
    python3 Tests/Text/TokenizersTests/Fixtures/byte_level.py --models OUT    without the texts: full tokenizer files

    byte_level.json            a small vocabulary with its merges, trained on the given texts
    NAME.byte_level.json       configurations, with null in place of both
    NAME.byte_level.bin        hashes of ids and of byte ranges of each of the lines in lines.bin
    byte_level_pairs.json      a few single texts and pairs with special tokens, and what decoding gives, spelled out
"""

import json
import lzma
import pathlib
import random
import struct
import sys

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

import reference

HERE = pathlib.Path(__file__).resolve().parent
GROUPED = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}DIGITS| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|"
           r"\s+(?!\S)|\s+")
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>", "<mask>", "<|endoftext|>"]
UNMERGED = ["Ġproofreader", "Ġbrûlée".replace("û", "Ã»").replace("é", "Ã©"), "])\n".replace("\n", "Ċ")]


def read_lines():
    data, position, lines = (HERE / "lines.bin").read_bytes(), 4, []
    while position < len(data):
        (size,) = struct.unpack_from("<I", data, position)
        lines.append(data[position + 4:position + 4 + size])
        position += 4 + size
    return lines


def train(paths, lines):
    """A vocabulary of 1500 tokens over prose and some of the lines, with merges across newlines and contractions."""
    texts = [reference.decode(line)[0] for line in random.Random(3).sample(lines, 2000)]
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            texts.append(file.read(200_000))
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(GROUPED.replace("DIGITS", "{1,3}")), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=1500, special_tokens=SPECIAL, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    model = json.loads(tokenizer.to_str())["model"]
    for token in UNMERGED:
        model["vocab"].setdefault(token, len(model["vocab"]))
    return {"vocab": model["vocab"], "merges": [" ".join(pair) for pair in model["merges"]]}


def configurations(vocab):
    """Tokenizer files by name, as the families write them."""
    def added(content, **flags):
        return {**dict(id=vocab[content], content=content, single_word=False, lstrip=False, rstrip=False,
                       normalized=False, special=True), **flags}

    def split(digits):
        return {"type": "Sequence", "pretokenizers": [
            {"type": "Split", "pattern": {"Regex": GROUPED.replace("DIGITS", digits)}, "behavior": "Isolated", "invert": False},
            {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}]}

    def byte_level(prefix=False, trim=True, regex=True):
        return {"type": "ByteLevel", "add_prefix_space": prefix, "trim_offsets": trim, "use_regex": regex}

    def configuration(pre_tokenizer, post_processor, tokens, normalizer=None, **model):
        return {
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": tokens, "normalizer": normalizer,
            "pre_tokenizer": pre_tokenizer, "post_processor": post_processor, "decoder": byte_level(True),
            "model": {**dict(type="BPE", dropout=None, unk_token=None, continuing_subword_prefix="",
                             end_of_word_suffix="", fuse_unk=False, byte_fallback=False, ignore_merges=False),
                      **model, "vocab": None, "merges": None}}

    def roberta(prefix, tokens):
        post = {"type": "RobertaProcessing", "sep": ["</s>", vocab["</s>"]], "cls": ["<s>", vocab["<s>"]],
                "trim_offsets": True, "add_prefix_space": prefix}
        return configuration(byte_level(prefix), post, tokens)

    special = [added(t) for t in SPECIAL[:4]] + [added("<mask>", lstrip=True)]
    own = [("<user>", {}), ("@@x", dict(single_word=True)), ("[left]", dict(lstrip=True)), ("[right]", dict(rstrip=True)),
           ("Stet", dict(normalized=True)), (" and ", dict(normalized=True))]
    extra = [{**added("<s>", special=False, **flags), "content": content, "id": len(vocab) + number}
             for number, (content, flags) in enumerate(own)]
    begin = {"type": "Sequence", "processors": [
        byte_level(True, False), {
            "type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
            "pair": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                     {"SpecialToken": {"id": "<s>", "type_id": 1}}, {"Sequence": {"id": "B", "type_id": 1}}],
            "special_tokens": {"<s>": {"id": "<s>", "ids": [vocab["<s>"]], "tokens": ["<s>"]}}}]}
    numbers = {"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": True}, byte_level()]}
    end = [added("<|endoftext|>")]
    return {
        "gpt2": configuration(byte_level(), byte_level(True, False), end, unk_token="<unk>"),
        "roberta": roberta(False, special),
        "prefix": roberta(True, special + extra),
        "llama3": configuration(split("{1,3}"), begin, end, ignore_merges=True),
        "qwen2": configuration(split(""), byte_level(False, False, False), end, normalizer={"type": "NFC"}),
        "digits": configuration(numbers, byte_level(False, True), end),
    }


def pairs(tokenizer):
    """Spelled-out answers with templates, type ids, ranges and decoding."""
    texts = [("The editor opened", None), (" Why did it end?", "Nobody had told it\n\nwhen."), ("", "a"), ("a <mask> b", "naïve x")]
    out = []
    for first, second in texts:
        answer = tokenizer.encode(first, second)
        out.append({"first": first, "second": second, "ids": answer.ids, "types": answer.type_ids,
                    "template": answer.special_tokens_mask, "decoded": tokenizer.decode(answer.ids, skip_special_tokens=False),
                    "plain": tokenizer.decode(answer.ids)})
    return out


def full(configuration, model):
    return {**configuration, "model": {**configuration["model"], **model}}


def main():
    if sys.argv[1:2] == ["--models"]:
        model, out = json.loads((HERE / "byte_level.json").read_text()), pathlib.Path(sys.argv[2])
        for name, configuration in configurations(model["vocab"]).items():
            (out / name).mkdir(parents=True, exist_ok=True)
            (out / name / "tokenizer.json").write_text(json.dumps(full(configuration, model)))
        return
    lines = read_lines()
    model = train(sys.argv[1:], lines)
    (HERE / "byte_level.json").write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n")
    answers = {}
    for name, configuration in configurations(model["vocab"]).items():
        (HERE / f"{name}.byte_level.json").write_text(json.dumps(configuration, ensure_ascii=False, indent=1) + "\n")
        tokenizer = Tokenizer.from_str(json.dumps(full(configuration, model)))
        tokenizer.decoder = decoders.ByteLevel()
        (HERE / f"{name}.byte_level.bin").write_bytes(reference.pack_hashes(tokenizer, lines))
        answers[name] = pairs(tokenizer)
        print(name, len(lines), "lines")
    (HERE / "byte_level_pairs.json").write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
