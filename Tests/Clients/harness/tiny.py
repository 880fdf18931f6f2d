"""A folder with a small random BERT, so that training takes no time and needs no download."""

import json
import math
import pathlib
import random
import struct

WORDS = """[PAD] [UNK] [CLS] [SEP] [MASK] the a cat dog sat ran fine awful ada bob paris rome met in who where ? . good bad
was it not very film ##s""".split()
HIDDEN, LAYERS, MIDDLE, POSITIONS = 16, 2, 32, 64


def _shapes():
    yield "embeddings.word_embeddings.weight", (len(WORDS), HIDDEN)
    yield "embeddings.position_embeddings.weight", (POSITIONS, HIDDEN)
    yield "embeddings.token_type_embeddings.weight", (2, HIDDEN)
    yield from _norm("embeddings.LayerNorm")
    for layer in range(LAYERS):
        place = f"encoder.layer.{layer}"
        for name in ("query", "key", "value"):
            yield from _linear(f"{place}.attention.self.{name}", HIDDEN, HIDDEN)
        yield from _linear(f"{place}.attention.output.dense", HIDDEN, HIDDEN)
        yield from _norm(f"{place}.attention.output.LayerNorm")
        yield from _linear(f"{place}.intermediate.dense", MIDDLE, HIDDEN)
        yield from _linear(f"{place}.output.dense", HIDDEN, MIDDLE)
        yield from _norm(f"{place}.output.LayerNorm")


def _linear(name, outputs, inputs):
    yield f"{name}.weight", (outputs, inputs)
    yield f"{name}.bias", (outputs,)


def _norm(name):
    yield f"{name}.weight", (HIDDEN,)
    yield f"{name}.bias", (HIDDEN,)


def write(folder: pathlib.Path, seed: int = 1):
    """Writes `config.json`, `vocab.txt` and `model.safetensors`."""
    numbers = random.Random(seed)
    header, data = {}, b""
    for name, shape in _shapes():
        count = math.prod(shape)
        if "LayerNorm" in name:
            values = [1.0 if name.endswith("weight") else 0.0] * count
        else:
            values = [numbers.gauss(0, 0.2) if len(shape) > 1 else 0.0 for _ in range(count)]
        block = struct.pack(f"<{count}f", *values)
        header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [len(data), len(data) + len(block)]}
        data += block
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    folder.mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
    (folder / "vocab.txt").write_text("\n".join(WORDS) + "\n")
    (folder / "config.json").write_text(json.dumps({
        "model_type": "bert", "architectures": ["BertModel"], "vocab_size": len(WORDS), "hidden_size": HIDDEN,
        "num_hidden_layers": LAYERS, "num_attention_heads": 2, "intermediate_size": MIDDLE,
        "max_position_embeddings": POSITIONS, "type_vocab_size": 2, "hidden_act": "gelu", "layer_norm_eps": 1e-12}))
