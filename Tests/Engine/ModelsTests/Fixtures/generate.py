#!/usr/bin/env python3
"""Writes the model fixtures of these tests: tiny BERT models of odd shapes with random weights, and what PyTorch computes with them.

    pip install numpy torch transformers safetensors
    python3 Tests/Engine/ModelsTests/Fixtures/generate.py                       the committed fixtures, beside this file
    python3 Tests/Engine/ModelsTests/Fixtures/generate.py --model DIR OUT       OUT/reference.safetensors and OUT/sentences.json of a real model

The second form needs sentence-transformers too. Its output belongs to no commit: the tests look for it where MINILM_REFERENCE
points, and skip without it.
"""
import json
import os
import random
import shutil
import sys

import torch
from safetensors.torch import load_file, save_file
from transformers import BertConfig, BertModel

HERE = os.path.dirname(os.path.abspath(__file__))
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", ",", "the", "a", "cat", "dog", "sat", "on", "mat", "##s", "##ing", "run", "q", "##r"]

# name, configuration, how the checkpoint is stored, sentence modules (or None)
MODELS = [
    ("gelu-3-layers", dict(hidden_size=24, num_hidden_layers=3, num_attention_heads=2, intermediate_size=19, hidden_act="gelu"), {}, "mean"),
    ("gelu-new-prefixed", dict(hidden_size=35, num_hidden_layers=1, num_attention_heads=5, intermediate_size=29, hidden_act="gelu_new", layer_norm_eps=1e-5), dict(prefix="bert."), "cls"),
    ("relu-float16", dict(hidden_size=56, num_hidden_layers=1, num_attention_heads=1, intermediate_size=16, hidden_act="relu"), dict(dtype=torch.float16), "max"),
    ("silu-bfloat16-long", dict(hidden_size=28, num_hidden_layers=2, num_attention_heads=7, intermediate_size=17, hidden_act="silu", max_position_embeddings=310), dict(dtype=torch.bfloat16), "mean_sqrt_len"),
    ("gelu-sharded-no-pooler", dict(hidden_size=33, num_hidden_layers=1, num_attention_heads=3, intermediate_size=21, type_vocab_size=1, hidden_act="gelu_pytorch_tanh"), dict(shards=2, pooler=False, gamma=True), None),
]
POOLING = {"cls": "cls_token", "mean": "mean_tokens", "max": "max_tokens", "mean_sqrt_len": "mean_sqrt_len_tokens"}


def write_json(path, value):
    with open(path, "w") as file:
        json.dump(value, file, indent=1, sort_keys=True)
        file.write("\n")


def pooled(kind, hidden, mask):
    """What sentence-transformers' Pooling and Normalize modules compute, written out."""
    m = mask.unsqueeze(-1).to(hidden.dtype)
    if kind == "cls":
        out = hidden[:, 0]
    elif kind == "max":
        out = hidden.masked_fill(m == 0, -1e9).max(1).values
    elif kind == "mean_sqrt_len":
        out = (hidden * m).sum(1) / m.sum(1).sqrt()
    else:
        out = (hidden * m).sum(1) / m.sum(1)
    return torch.nn.functional.normalize(out, dim=-1)


def batch(config, rng, lengths, vocabulary):
    width = max(lengths)
    ids = torch.zeros(len(lengths), width, dtype=torch.int64)
    mask = torch.zeros_like(ids)
    types = torch.zeros_like(ids)
    for row, length in enumerate(lengths):
        ids[row, :length] = torch.tensor([rng.randrange(vocabulary) for _ in range(length)])
        mask[row, :length] = 1
        if config.type_vocab_size > 1:
            types[row, length // 2 : length] = 1
    return ids, mask, types


def store(model, folder, prefix="", dtype=None, shards=1, pooler=True, gamma=False):
    """Writes the weights in the asked form; gives the model the rounded values that were written."""
    state = {k: v.clone().contiguous() for k, v in model.state_dict().items() if not k.endswith("position_ids")}
    if dtype:
        state = {k: v.to(dtype) for k, v in state.items()}
        model.load_state_dict({k: v.float() for k, v in state.items()}, strict=False)
    if not pooler:
        state = {k: v for k, v in state.items() if not k.startswith("pooler")}
    if gamma:
        state = {k.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"): v for k, v in state.items()}
    state = {prefix + k: v for k, v in state.items()}
    if shards == 1:
        save_file(state, f"{folder}/model.safetensors", metadata={"format": "pt"})
        return
    names = sorted(state)
    where = {}
    for shard in range(shards):
        file = f"model-{shard + 1:05}-of-{shards:05}.safetensors"
        part = {name: state[name] for name in names[shard::shards]}
        save_file(part, f"{folder}/{file}", metadata={"format": "pt"})
        where.update({name: file for name in part})
    write_json(f"{folder}/model.safetensors.index.json", {"metadata": {}, "weight_map": where})


def fixture(name, settings, form, pooling):
    rng = random.Random(name)
    torch.manual_seed(len(name))
    folder = f"{HERE}/{name}"
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    settings = dict(dict(vocab_size=len(WORDS) + 3, max_position_embeddings=24, type_vocab_size=2), **settings)
    config = BertConfig(**settings, attn_implementation="eager")
    model = BertModel(config).eval()
    with torch.no_grad():  # Larger than the usual start, so that attention is not uniform and the activations bend.
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * (0.3 if parameter.dim() > 1 else 0.1))
    store(model, folder, **form)
    write_json(f"{folder}/config.json", dict(settings, model_type="bert", architectures=["BertModel"], pad_token_id=0))
    with open(f"{folder}/vocab.txt", "w") as file:
        file.write("\n".join(WORDS) + "\n")
    lengths = [7, 1, 11, 2] if settings["max_position_embeddings"] < 100 else [300, 3]
    ids, mask, types = batch(config, rng, lengths, settings["vocab_size"])
    with torch.no_grad():
        out = model(input_ids=ids, attention_mask=mask, token_type_ids=types)
    reference = dict(input_ids=ids, attention_mask=mask, token_type_ids=types, last_hidden_state=out.last_hidden_state)
    if form.get("pooler", True):
        reference["pooler_output"] = out.pooler_output
    if len(lengths) == 2:
        reference.pop("last_hidden_state")  # 300 rows would be most of all fixtures: the vectors below are made of them
    if pooling:
        os.makedirs(f"{folder}/1_Pooling")
        kinds = {f"pooling_mode_{POOLING[k]}": k == pooling for k in POOLING}
        write_json(f"{folder}/1_Pooling/config.json", dict(kinds, word_embedding_dimension=settings["hidden_size"]))
        modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
        write_json(f"{folder}/modules.json", [dict(idx=i, name=str(i), path=p, type=f"sentence_transformers.models.{t}") for i, (p, t) in enumerate(modules)])
        reference["sentence_embedding"] = pooled(pooling, out.last_hidden_state, mask)
    save_file({k: v.contiguous() for k, v in reference.items()}, f"{folder}/reference.safetensors")
    size = sum(os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(folder) for f in fs)
    print(f"{name}: {size} bytes")


SENTENCES = [
    "The cat sat on the mat.", "A very different sentence about ocean currents and their role in the climate.", "Ok", "",
    "Étude en ré mineur, op. 17 — naïve façade.", "你好，世界。", "Emoji 🙂🚀 and symbols ∑ ≠ ∞.",
    "He said: \"It's 5 o'clock!\" and left (quickly).", "word " * 400, "Supercalifragilisticexpialidocious antidisestablishmentarianism",
    "Tabs\tand\nnewlines\r\nare blanks.", "In 1843, Ada Lovelace published the first algorithm intended for a machine.",
]


def real_model(directory, out):
    from sentence_transformers import SentenceTransformer

    os.makedirs(out, exist_ok=True)
    encoder = SentenceTransformer(directory, device="cpu")
    vectors = encoder.encode(SENTENCES, batch_size=4, convert_to_numpy=True)
    write_json(f"{out}/sentences.json", dict(sentences=SENTENCES, embeddings=[[float(x) for x in v] for v in vectors]))
    rng = random.Random(1)
    model = BertModel.from_pretrained(directory, attn_implementation="eager").eval()
    ids, mask, types = batch(model.config, rng, [32, 9, 128, 2, 77], model.config.vocab_size)
    types.zero_()
    with torch.no_grad():
        hidden = model(input_ids=ids, attention_mask=mask, token_type_ids=types)
    save_file(
        dict(input_ids=ids, attention_mask=mask, last_hidden_state=hidden.last_hidden_state.contiguous(), pooler_output=hidden.pooler_output.contiguous(),
             sentence_embedding=pooled("mean", hidden.last_hidden_state, mask).contiguous()),
        f"{out}/reference.safetensors")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--model"]:
        real_model(sys.argv[2], sys.argv[3])
    else:
        for model in MODELS:
            fixture(*model)
