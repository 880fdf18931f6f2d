#!/usr/bin/env python3
"""Makes the model in this folder: a bundle whose every prediction follows from single words.

    python3 Tests/Samples/word-model/generate.py --stet .build/debug/stet

Each word has a dimension of its own, attention and feed-forward layers are zero, so hidden states say which word a token is, and a row of a
head's matrix says which words it likes. Tests read off what must come out. Nothing but Python's own library is needed; `--stet` is asked for the
fingerprint of the backbone.
"""

import argparse
import json
import pathlib
import re
import struct
import subprocess

FOLDER = pathlib.Path(__file__).resolve().parent
HIDDEN = 96
WORDS = """[PAD] [UNK] [CLS] [SEP] [MASK] . , ? ! ' the a an of in on by to and or it she he we they is was were who where when what which
ada lovelace charles babbage bob london paris norway 1815 1880 built born lit met wrote lived rises show baked works keeper lamp lighthouse
engine tide tides moon bread dough oven flour letters program method methods results result aim problem good fine lovely bad awful sad twice
day ##s""".split()
NAMES = {"ada", "charles", "bob"}
SURNAMES = {"lovelace", "babbage"}
PLACES = {"london", "paris", "norway"}
POS = {
    "DET": "the a an which", "ADP": "of in on by to", "CCONJ": "and or", "PRON": "it she he we they who what", "AUX": "is was were",
    "ADV": "where when twice", "PROPN": "ada lovelace charles babbage bob london paris norway", "NUM": "1815 1880",
    "VERB": "built born lit met wrote lived rises show baked works", "ADJ": "good fine lovely bad awful sad", "PUNCT": ". , ? ! '",
    "NOUN": "keeper lamp lighthouse engine tide tides moon bread dough oven flour letters program method methods results result aim problem day",
}
BIO_PERSON_PLACE = ["O", "B-person", "I-person", "B-location", "I-location"]


def row(likes):
    """A row of a head's matrix: how much it likes each word."""
    return [likes.get(word, 0.0) for word in WORDS] + [0.0] * (HIDDEN - len(WORDS))


def words(text, weight=1.0):
    return dict.fromkeys(text.split(), weight)


def heads():
    """For each head its description, the rows of its matrix and its biases."""
    people = {**dict.fromkeys(NAMES, 1.0), **dict.fromkeys(SURNAMES, 0.8)}
    entities = [{}, people, dict.fromkeys(SURNAMES, 1.0), dict.fromkeys(PLACES, 1.0), {}]
    phrases = [{}, words("lamp lighthouse engine tide bread dough"), words("keeper tides oven flour")]
    roles = [words("problem"), words("aim"), words("method methods"), words("result results show"), {}]
    answers = [
        {"[CLS]": 0.5, "1880": 1.0, "1815": 0.9, "london": 0.7, **dict.fromkeys(NAMES, 0.8)},
        {"[CLS]": 0.5, "1880": 1.0, "1815": 0.9, "london": 0.7, **dict.fromkeys(SURNAMES, 0.8)},
    ]
    token, text = "token-classification", "text-classification"
    return {
        "entities": ({"task": token, "labels": BIO_PERSON_PLACE}, entities, [4, 0, 0, 0, 0]),
        "pos": ({"task": token, "labels": [*POS, "X"]}, [words(POS[tag]) for tag in POS] + [{}], [0] * len(POS) + [2]),
        "phrases": ({"task": token, "labels": ["O", "B-phrase", "I-phrase"]}, phrases, [4, 0, 0]),
        "roles": (
            {"task": "sentence-classification", "labels": ["background", "objective", "method", "result", "other"]},
            roles, [0, 0, 0, 0, 0.5],
        ),
        "salience": (
            {"task": "sentence-salience", "labels": ["salience"], "problem": "multi_label_classification"},
            [words("keeper lighthouse built result results", 4.0)], [-1],
        ),
        "sentiment": (
            {"task": text, "labels": ["negative", "positive"]},
            [words("bad awful sad", 4.0), words("good fine lovely", 4.0)], [0, 0],
        ),
        "topics": (
            {"task": text, "labels": ["light", "sea", "bread"], "problem": "multi_label_classification", "thresholds": [0.5, 0.5, 0.6]},
            [words("lamp lighthouse lit keeper", 4.0), words("tide tides moon", 4.0), words("bread dough oven flour baked", 4.0)],
            [-1, -1, -1],
        ),
        "answers": (
            {"task": "question-answering", "labels": ["start", "end"], "maximum_answer_tokens": 4}, answers, [0, 0],
        ),
    }


def tensors():
    """Name to (shape, numbers)."""
    found = {}

    def add(name, shape, numbers):
        found[name] = (shape, numbers)

    def zeros(name, *shape):
        add(name, list(shape), [0.0] * (shape[0] * (shape[1] if len(shape) > 1 else 1)))

    def norm(name):
        add(name + ".weight", [HIDDEN], [1.0] * HIDDEN)
        zeros(name + ".bias", HIDDEN)

    def linear(name, outputs, inputs):
        zeros(name + ".weight", outputs, inputs)
        zeros(name + ".bias", outputs)

    one_hot = [float(column == index) for index in range(len(WORDS)) for column in range(HIDDEN)]
    add("embeddings.word_embeddings.weight", [len(WORDS), HIDDEN], one_hot)
    zeros("embeddings.position_embeddings.weight", 128, HIDDEN)
    zeros("embeddings.token_type_embeddings.weight", 2, HIDDEN)
    norm("embeddings.LayerNorm")
    layer = "encoder.layer.0."
    for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
        linear(layer + part, HIDDEN, HIDDEN)
    linear(layer + "intermediate.dense", 4, HIDDEN)
    linear(layer + "output.dense", HIDDEN, 4)
    norm(layer + "attention.output.LayerNorm")
    norm(layer + "output.LayerNorm")
    for name, (_, rows, biases) in heads().items():
        add(f"heads.{name}.classifier.weight", [len(rows), HIDDEN], [number for likes in rows for number in row(likes)])
        add(f"heads.{name}.classifier.bias", [len(rows)], [float(bias) for bias in biases])
    return found


def write_safetensors(path):
    """Matrices in float16, vectors in float32, which come first so that all are aligned."""
    ordered = sorted(tensors().items(), key=lambda item: (len(item[1][0]), item[0]))
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, (shape, numbers) in ordered:
        kind, code = ("F16", "e") if len(shape) > 1 else ("F32", "f")
        packed = struct.pack(f"<{len(numbers)}{code}", *numbers)
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [len(data), len(data) + len(packed)]}
        data += packed
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def write_json(name, value):
    (FOLDER / name).parent.mkdir(exist_ok=True)
    (FOLDER / name).write_text(json.dumps(value, indent=1) + "\n")


def write_manifest(backbone):
    described = {name: {**head, "pooling": "mean", "backbone": backbone} for name, (head, _, _) in heads().items()}
    described["sentiment"]["metrics"] = {"accuracy": 0.75}
    write_json("stet.json", {"version": 1, "heads": described})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stet", required=True, help="the program, which tells the backbone's fingerprint")
    stet = parser.parse_args().stet
    assert len(WORDS) == len(set(WORDS)) <= HIDDEN
    (FOLDER / "vocab.txt").write_text("\n".join(WORDS) + "\n")
    write_safetensors(FOLDER / "model.safetensors")
    write_json("config.json", {
        "model_type": "bert", "architectures": ["BertModel"], "vocab_size": len(WORDS), "hidden_size": HIDDEN, "num_hidden_layers": 1,
        "num_attention_heads": 4, "intermediate_size": 4, "max_position_embeddings": 128, "type_vocab_size": 2, "hidden_act": "gelu",
        "layer_norm_eps": 1e-12,
    })
    prefix = "sentence_transformers.models."
    write_json("modules.json", [
        {"idx": 0, "name": "0", "path": "", "type": prefix + "Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": prefix + "Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": prefix + "Normalize"},
    ])
    write_json("1_Pooling/config.json", {"word_embedding_dimension": HIDDEN, "pooling_mode_mean_tokens": True})
    write_manifest("0" * 32)
    refusal = subprocess.run([stet, "classify", "--no-cache", "--model", f"{FOLDER}/"], input=b"", capture_output=True)
    write_manifest(re.search(rb"this one is ([0-9a-f]{32})", refusal.stderr).group(1).decode())


main()
