"""Writes GPT-2 checkpoints with random weights in Hugging Face layout, with nothing but the standard library."""

import json
import os
import struct


def make(folder, weights, *, layers=12, hidden=768, heads=12, positions=1024, vocabulary=50257):
    """Writes a model whose tokens are the 256 bytes, fillers and the end of a text; gives the folder.

    `weights(count)` gives that many small random float32 numbers as bytes.
    """
    os.makedirs(folder)
    names = {"wte.weight": (vocabulary, hidden), "wpe.weight": (positions, hidden)}
    for norm in ["ln_f"] + [f"h.{layer}.ln_{part}" for layer in range(layers) for part in (1, 2)]:
        names |= {norm + ".weight": (hidden,), norm + ".bias": (hidden,)}
    for layer in range(layers):
        for name, inputs, outputs in (("attn.c_attn", 1, 3), ("attn.c_proj", 1, 1), ("mlp.c_fc", 1, 4), ("mlp.c_proj", 4, 1)):
            names |= {f"h.{layer}.{name}.weight": (inputs * hidden, outputs * hidden), f"h.{layer}.{name}.bias": (outputs * hidden,)}
    write_tensors(os.path.join(folder, "model.safetensors"), {"transformer." + name: shape for name, shape in names.items()}, weights)
    config = dict(
        architectures=["GPT2LMHeadModel"], model_type="gpt2", n_layer=layers, n_embd=hidden, n_head=heads, n_positions=positions, n_ctx=positions,
        vocab_size=vocabulary, activation_function="gelu_new", layer_norm_epsilon=1e-5, bos_token_id=vocabulary - 1, eos_token_id=vocabulary - 1)
    tokens = {token: index for index, token in enumerate(tokens_of(vocabulary))}
    for name, content in (("config.json", json.dumps(config)), ("vocab.json", json.dumps(tokens)), ("merges.txt", "#version: 0.2\n")):
        with open(os.path.join(folder, name), "w") as file:
            file.write(content)
    return folder


def write_tensors(path, shapes, weights):
    """A safetensors file: the header's length, the header, the numbers. Scales of norms are 1, biases 0."""
    sizes = {name: shape[0] * (shape[1] if len(shape) > 1 else 1) for name, shape in shapes.items()}
    header, offset = {}, 0
    for name, shape in shapes.items():
        header[name] = dict(dtype="F32", shape=shape, data_offsets=[offset, offset + 4 * sizes[name]])
        offset += 4 * sizes[name]
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for name, shape in shapes.items():
            if len(shape) > 1:
                file.write(weights(sizes[name]))
            else:
                file.write(struct.pack("<f", 1.0 if name.endswith(".weight") else 0.0) * sizes[name])


def tokens_of(vocabulary):
    """GPT-2's names of the 256 bytes, then fillers, and the end of a text."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    names = {byte: chr(byte) for byte in printable} | {byte: chr(256 + index) for index, byte in enumerate(others)}
    return [names[byte] for byte in range(256)] + [f"filler{index}" for index in range(vocabulary - 257)] + ["<|endoftext|>"]
