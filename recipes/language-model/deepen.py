#!/usr/bin/env python3
"""Gives a Llama in Hugging Face layout more layers without changing what it computes.

    deepen.py MODEL OUTPUT LAYERS

Layer i of the result is a copy of layer i * old / LAYERS; of those that begin with the same original, the last keeps all of it and the
ones before it start with output projections of zero, so they add nothing until they have learned something. Everything else in the folder
is copied as it is. Stacked copies learn faster than fresh layers: Gong et al., "Efficient Training of BERT by Progressively Stacking", 2019.
"""

import json
import pathlib
import re
import shutil
import struct
import sys

OUTPUTS = ("self_attn.o_proj.weight", "mlp.down_proj.weight")
LAYER = re.compile(r"(model\.layers\.)(\d+)\.(.*)")


def read(path):
    """Tensors of a safetensors file: name -> (dtype, shape, bytes)."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        body = file.read()
    header.pop("__metadata__", None)
    return {
        name: (entry["dtype"], entry["shape"], body[slice(*entry["data_offsets"])])
        for name, entry in header.items()
    }


def write(path, tensors):
    header, offset = {"__metadata__": {"format": "pt"}}, 0
    for name, (dtype, shape, data) in tensors.items():
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [offset, offset + len(data)]}
        offset += len(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, _, data in tensors.values():
            file.write(data)


def deepened(tensors, old, new):
    sources = [layer * old // new for layer in range(new)]
    result = {name: tensor for name, tensor in tensors.items() if not LAYER.match(name)}
    for layer, source in enumerate(sources):
        is_last = layer + 1 == new or sources[layer + 1] != source
        for name, (dtype, shape, data) in tensors.items():
            match = LAYER.match(name)
            if not match or int(match[2]) != source:
                continue
            if match[3] in OUTPUTS and not is_last:
                data = bytes(len(data))
            result[f"{match[1]}{layer}.{match[3]}"] = (dtype, shape, data)
    return result


def main():
    if len(sys.argv) != 4 or not sys.argv[3].isdigit():
        sys.exit(__doc__)
    model, output, layers = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    config = json.loads((model / "config.json").read_text())
    old = config["num_hidden_layers"]
    if config["model_type"] != "llama" or layers <= old:
        sys.exit(f"{model}: a Llama of {old} layers can be given more than {old} layers, not {layers}")
    shutil.copytree(model, output, ignore=shutil.ignore_patterns("model.safetensors", "README.md"))
    config["num_hidden_layers"] = layers
    (output / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    write(output / "model.safetensors", deepened(read(model / "model.safetensors"), old, layers))


if __name__ == "__main__":
    main()
