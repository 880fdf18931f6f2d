#!/usr/bin/env python3
"""Writes the fixtures of decoders: tiny random models, and what PyTorch computes with them.

    pip install numpy torch transformers safetensors
    python3 Tests/Engine/ModelsTests/Fixtures/generate_decoders.py [NAME...]

reference.safetensors has whole sequences, as `stet models verify` reads them; continuation.safetensors one sequence of 212 tokens that PyTorch
decoded one by one with its cache behind a prompt of 12, and the logits at some places.
"""
import copy
import os
import random
import shutil
import sys

import torch
import transformers
from safetensors.torch import save_file

from generate import HERE, write_json
from generate_tasks import byte_alphabet

GPT2 = dict(n_embd=30, n_layer=2, n_head=3, n_positions=240, vocab_size=262, bos_token_id=0, eos_token_id=0)
LLAMA = dict(hidden_size=24, num_hidden_layers=2, num_attention_heads=6, intermediate_size=37, vocab_size=262, max_position_embeddings=240,
             bos_token_id=0, eos_token_id=0)
LLAMA3 = dict(rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=64)

# name, class, settings, how the checkpoint is stored
MODELS = [
    ("gpt2-tied", "GPT2LMHeadModel", dict(GPT2, n_inner=44), {}),
    ("gpt2-untied", "GPT2LMHeadModel", dict(GPT2, n_embd=32, n_head=2, activation_function="gelu", tie_word_embeddings=False), dict(dtype=torch.float16)),
    ("gpt2-bare", "GPT2Model", dict(GPT2, n_embd=20, n_layer=1, n_head=4), {}),
    ("llama-grouped", "LlamaForCausalLM",
     dict(LLAMA, num_key_value_heads=2, head_dim=10, attention_bias=True, mlp_bias=True, rope_theta=500000.0, rope_scaling=LLAMA3), {}),
    ("llama-tied", "LlamaForCausalLM", dict(LLAMA, num_attention_heads=3, num_key_value_heads=1, tie_word_embeddings=True, rope_theta=100000.0,
                                          bos_token_id=1, eos_token_id=2),
     dict(dtype=torch.bfloat16, characters=True)),
    ("qwen2", "Qwen2ForCausalLM", dict(LLAMA, num_attention_heads=4, num_key_value_heads=2, tie_word_embeddings=True, use_sliding_window=False,
                                       sliding_window=None), {}),
    ("mistral", "MistralForCausalLM", dict(LLAMA, num_attention_heads=2, num_key_value_heads=2, sliding_window=None,
                                           rope_scaling=dict(rope_type="linear", factor=2.0)), {}),
]


def character_tokenizer(folder):
    """Every byte as a last resort, blanks as characters, one merge: as Llama 2 writes it."""
    vocabulary = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), "\u2581", "e", "\u2581e"]
    assert len(vocabulary) == 262
    added = [dict(id=id, content=token, single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
             for id, token in enumerate(vocabulary[:3])]
    begin = {"SpecialToken": {"id": "<s>", "type_id": 0}}
    write_json(f"{folder}/tokenizer.json", {
        "version": "1.0", "added_tokens": added, "pre_tokenizer": None,
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "Prepend", "prepend": "\u2581"}, {"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"}]},
        "post_processor": {"type": "TemplateProcessing", "single": [begin, {"Sequence": {"id": "A", "type_id": 0}}],
                           "pair": [begin, {"Sequence": {"id": "A", "type_id": 0}}, begin, {"Sequence": {"id": "B", "type_id": 1}}],
                           "special_tokens": {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]}}},
        "model": {"type": "BPE", "unk_token": "<unk>", "fuse_unk": True, "byte_fallback": True,
                  "vocab": {token: id for id, token in enumerate(vocabulary)}, "merges": ["\u2581 e"]}})


def tokenizer_files(folder):
    """The end of a text, every byte, and some merges."""
    merges = ["Ġ t", "h e", "Ġt he", "i n", "e r"]
    vocabulary = ["<|endoftext|>", *byte_alphabet(), *(m.replace(" ", "") for m in merges)]
    assert len(vocabulary) == 262
    write_json(f"{folder}/vocab.json", {token: id for id, token in enumerate(vocabulary)})
    with open(f"{folder}/merges.txt", "w") as file:
        file.write("#version: 0.2\n" + "\n".join(merges) + "\n")


def store(model, folder, tied, dtype=None, characters=False):
    """Writes the weights; gives the model the rounded values that were written."""
    state = {k: v.clone().contiguous() for k, v in model.state_dict().items() if not (tied and k == "lm_head.weight")}
    if dtype:
        state = {k: v.to(dtype) for k, v in state.items()}
        model.load_state_dict({k: v.float() for k, v in state.items()}, strict=False)
    save_file(state, f"{folder}/model.safetensors", metadata={"format": "pt"})


def continued(model, rng, settings, prompt=12, steps=200):
    """Decodes token by token, sampling, with the cache of the library."""
    ids = torch.tensor([[rng.randrange(settings["vocab_size"]) for _ in range(prompt)]])
    logits, cache, step = [], None, ids
    for _ in range(steps + 1):
        out = model(input_ids=step, past_key_values=cache, use_cache=True)
        cache = out.past_key_values
        logits.append(out.logits[0, -1])
        step = torch.multinomial(torch.softmax(out.logits[:, -1], -1), 1)
        ids = torch.cat([ids, step], 1)
    places = [prompt - 1, prompt, prompt + steps // 2, prompt + steps - 1]
    return dict(input_ids=ids[:, :-1], places=torch.tensor(places), logits=torch.stack([logits[p - prompt + 1] for p in places]))


def fixture(name, class_name, settings, storing):
    written = copy.deepcopy(settings)  # The library adds to what it is given.
    rng = random.Random(name)
    torch.manual_seed(len(name))
    folder = f"{HERE}/{name}"
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    model_class = getattr(transformers, class_name)
    config = model_class.config_class(**settings, attn_implementation="eager")
    model = model_class(config).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * (0.3 if parameter.dim() > 1 else 0.1))
    tied = getattr(config, "tie_word_embeddings", False)
    store(model, folder, tied, **storing)
    write_json(f"{folder}/config.json", dict(written, model_type=config.model_type, architectures=[class_name], tie_word_embeddings=tied))
    (character_tokenizer if storing.get("characters") else tokenizer_files)(folder)
    lengths = [7, 1, 21, 2]
    ids = torch.zeros(len(lengths), max(lengths), dtype=torch.int64)
    mask = torch.zeros_like(ids)
    for row, length in enumerate(lengths):
        ids[row, :length] = torch.tensor([rng.randrange(settings["vocab_size"]) for _ in range(length)])
        mask[row, :length] = 1
    with torch.no_grad():
        out = model(input_ids=ids, attention_mask=mask, output_hidden_states=True)
        reference = dict(input_ids=ids, attention_mask=mask, last_hidden_state=out.hidden_states[-1])
        if "logits" in out:
            reference["logits"] = out.logits
            rest = {k: v.contiguous() for k, v in continued(model, rng, settings).items()}
            save_file(rest, f"{folder}/continuation.safetensors")
    save_file({k: v.contiguous() for k, v in reference.items()}, f"{folder}/reference.safetensors")
    size = sum(os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(folder) for f in fs)
    print(f"{name}: {size} bytes")


if __name__ == "__main__":
    for model in MODELS:
        if len(sys.argv) < 2 or model[0] in sys.argv[1:]:
            fixture(*model)
