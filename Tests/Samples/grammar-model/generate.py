#!/usr/bin/env python3
"""Makes the model in this folder: a bundle whose grammar head corrects single words.

    python3 Tests/Samples/grammar-model/generate.py --stet .build/debug/stet

As in the word model beside it each word has a dimension of its own and no layer mixes words, so that `EDITS` is all that the head knows. Nothing
but Python's own library is needed; `--stet` is asked for the fingerprint of the backbone.
"""

import argparse
import json
import math
import pathlib
import re
import struct
import subprocess
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent
HIDDEN = 48
WORDS = """[PAD] [UNK] [CLS] [SEP] [MASK] . , ? ! ' the a their they re going two to store accept except for john he go goes is it here
alpha beta gamma delta omega perhaps ##s""".split()
# A word, the tag of its edit, and how sure that is.
EDITS = {
    "their": ("replace:they're", 0.98),
    "two": ("replace:to", 0.97),
    "accept": ("replace:except", 0.96),
    "go": ("form:with-s", 0.8),
    "perhaps": ("delete", 0.6),
    # Four steps, of which three are taken.
    "alpha": ("replace:beta", 0.9),
    "beta": ("replace:gamma", 0.9),
    "gamma": ("replace:delta", 0.9),
    "delta": ("replace:omega", 0.9),
}
# The layer norm of a one-hot vector: its one, and all the others.
ONE, OTHERS = (HIDDEN - 1) ** 0.5, -1 / (HIDDEN - 1) ** 0.5


def labels():
    return ["keep"] + sorted({tag for tag, _ in EDITS.values()})


def matrix():
    """Rows of the head: for each of its words a label is as likely as `EDITS` says, against `keep`."""
    rows = {label: [0.0] * HIDDEN for label in labels()}
    for word, (tag, share) in EDITS.items():
        # All labels but keep and this one get little; the bias of keep is 12.
        rows[tag][WORDS.index(word)] = (12 + math.log(share / (1 - share))) / (ONE - OTHERS)
    biases = [12.0] + [-OTHERS * sum(rows[label]) for label in labels()[1:]]
    return [number for label in labels() for number in rows[label]], biases


def tensors():
    """Name to (shape, numbers)."""
    found = {}

    def zeros(name, *shape):
        count = 1
        for size in shape:
            count *= size
        found[name] = (list(shape), [0.0] * count)

    def norm(name):
        found[name + ".weight"] = ([HIDDEN], [1.0] * HIDDEN)
        zeros(name + ".bias", HIDDEN)

    def linear(name, outputs, inputs):
        zeros(name + ".weight", outputs, inputs)
        zeros(name + ".bias", outputs)

    one_hot = [float(column == index) for index in range(len(WORDS)) for column in range(HIDDEN)]
    found["embeddings.word_embeddings.weight"] = ([len(WORDS), HIDDEN], one_hot)
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
    weights, biases = matrix()
    found["heads.grammar.classifier.weight"] = ([len(biases), HIDDEN], weights)
    found["heads.grammar.classifier.bias"] = ([len(biases)], biases)
    return found


def write_safetensors(path):
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, (shape, numbers) in sorted(tensors().items()):
        packed = struct.pack(f"<{len(numbers)}f", *numbers)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [len(data), len(data) + len(packed)]}
        data += packed
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def write_json(name, value):
    (FOLDER / name).parent.mkdir(exist_ok=True)
    (FOLDER / name).write_text(json.dumps(value, indent=1) + "\n")


def write_manifest(backbone):
    head = {"task": "edit-tagging", "labels": labels(), "backbone": backbone, "category_thresholds": {"other": 0.5}}
    write_json("stet.json", {"version": 1, "heads": {"grammar": head}})


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
    with tempfile.TemporaryDirectory() as home:
        refusal = subprocess.run(
            [stet, "fix", "-", "--model", f"{FOLDER}/"], input=b"Go.", capture_output=True, env={"HOME": home})
    write_manifest(re.search(rb"this one is ([0-9a-f]{32})", refusal.stderr).group(1).decode())


main()
