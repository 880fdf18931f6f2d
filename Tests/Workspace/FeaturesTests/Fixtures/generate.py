#!/usr/bin/env python3
"""Writes `tiny-bundle`: a Stet bundle of a few kilobytes whose heads know a dozen words by heart.

    python3 Tests/Workspace/FeaturesTests/Fixtures/generate.py

The backbone's only layer adds nothing, so a token's state is its word's embedding, which names the kind of the word; each head reads the
kinds. A family name is the start of a person where it opens the sentence (position 1), else the end of one. The heads record the backbone's
fingerprint, a constant here: after a change of the backbone, loading the bundle fails with `backbone-mismatch` and names the new one.
"""
import json
import os
import struct

HERE = os.path.dirname(os.path.abspath(__file__)) + "/tiny-bundle"
BACKBONE = "97096d6ee606c1afd40f50e0c4bb59f6"
HIDDEN, INNER, POSITIONS = 16, 4, 96
OTHER, GIVEN, FAMILY, PLACE, COMPANY, VERB, NOUN, METHOD, WEIGHTY, GLAD, OPENING = range(11)
KINDS = {
    GIVEN: ["ada", "grace", "zorblatt"],
    FAMILY: ["lovelace", "hopper"],
    PLACE: ["london", "turin", "paris"],
    COMPANY: ["acme", "quellix"],
    VERB: ["wrote", "met", "lives", "visited", "likes"],
    NOUN: ["engine", "letter", "program", "city"],
    METHOD: ["we", "measured"],
    WEIGHTY: ["therefore", "important"],
    GLAD: ["good", "happy"],
    OTHER: [".", ",", "'", "s", "the", "a", "in", "an", "of", "and", "is", "’"],
}
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
KIND_OF = [OTHER] * 4
for kind, words in KINDS.items():
    VOCABULARY += words
    KIND_OF += [kind] * len(words)


def zeros(*shape):
    count = 1
    for size in shape:
        count *= size
    return shape, [0.0] * count


def ones(width):
    return (width,), [1.0] * width


def matrix(rows):
    return (len(rows), len(rows[0])), [value for row in rows for value in row]


def row(entries):
    return [entries.get(place, 0.0) for place in range(HIDDEN)]


def backbone():
    layer = "encoder.layer.0."
    weights = {
        "embeddings.word_embeddings.weight": matrix([row({kind: 8.0}) for kind in KIND_OF]),
        "embeddings.position_embeddings.weight": matrix([row({OPENING: 8.0} if p == 1 else {}) for p in range(POSITIONS)]),
        "embeddings.token_type_embeddings.weight": zeros(2, HIDDEN),
    }
    for norm in ["embeddings.LayerNorm", layer + "attention.output.LayerNorm", layer + "output.LayerNorm"]:
        weights[norm + ".weight"], weights[norm + ".bias"] = ones(HIDDEN), zeros(HIDDEN)
    for name in ["self.query", "self.key", "self.value", "output.dense"]:
        weights[f"{layer}attention.{name}.weight"] = zeros(HIDDEN, HIDDEN)
        weights[f"{layer}attention.{name}.bias"] = zeros(HIDDEN)
    weights[layer + "intermediate.dense.weight"], weights[layer + "intermediate.dense.bias"] = zeros(INNER, HIDDEN), zeros(INNER)
    weights[layer + "output.dense.weight"], weights[layer + "output.dense.bias"] = zeros(HIDDEN, INNER), zeros(HIDDEN)
    return weights


# name: task, labels, for each label (bias, {kind: weight}), more of stet.json
HEADS = {
    "entities": ("token-classification", {
        "O": (4, {}), "B-person": (0, {GIVEN: 4, FAMILY: 3, OPENING: 2}), "I-person": (0, {FAMILY: 4, OPENING: -3}),
        "B-location": (0, {PLACE: 4}), "I-location": (-9, {}), "B-organization": (0, {COMPANY: 4}), "I-organization": (-9, {}),
    }, {}),
    "phrases": ("token-classification", {"O": (2, {}), "B-phrase": (0, {NOUN: 3}), "I-phrase": (-9, {})}, {}),
    "pos": ("token-classification", {
        "NOUN": (0, {NOUN: 3}), "PROPN": (0, {GIVEN: 3, FAMILY: 3, PLACE: 3, COMPANY: 3}), "VERB": (0, {VERB: 3}), "X": (3, {}),
    }, {}),
    "roles": ("sentence-classification", {"background": (1, {}), "method": (0, {METHOD: 9})}, {}),
    "salience": ("sentence-salience", {"salience": (-2, {WEIGHTY: 9})}, {"problem": "multi_label_classification"}),
    "sentiment": ("text-classification", {"negative": (1, {}), "positive": (0, {GLAD: 9})}, {}),
}


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


def write_safetensors(path, tensors):
    header, data = {}, b""
    for name, (shape, values) in sorted(tensors.items()):
        bytes_ = struct.pack(f"<{len(values)}f", *values)
        header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [len(data), len(data) + len(bytes_)]}
        data += bytes_
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def main():
    os.makedirs(HERE, exist_ok=True)
    weights, manifest = backbone(), {}
    for name, (task, labels, more) in HEADS.items():
        weights[f"heads.{name}.classifier.weight"] = matrix([row(kinds) for _, kinds in labels.values()])
        weights[f"heads.{name}.classifier.bias"] = (len(labels),), [float(bias) for bias, _ in labels.values()]
        manifest[name] = {"task": task, "labels": list(labels), "pooling": "mean", "backbone": BACKBONE, **more}
    write_safetensors(HERE + "/model.safetensors", weights)
    write(HERE + "/vocab.txt", "\n".join(VOCABULARY) + "\n")
    write(HERE + "/config.json", json.dumps({
        "architectures": ["BertModel"], "model_type": "bert", "vocab_size": len(VOCABULARY), "hidden_size": HIDDEN,
        "intermediate_size": INNER, "num_hidden_layers": 1, "num_attention_heads": 2, "max_position_embeddings": POSITIONS,
        "hidden_act": "gelu", "layer_norm_eps": 1e-12, "type_vocab_size": 2}, indent=1) + "\n")
    write(HERE + "/stet.json", json.dumps({"version": 1, "heads": manifest}, indent=1) + "\n")


if __name__ == "__main__":
    main()
