#!/usr/bin/env python3
"""Writes the fixtures of other families than BERT and of task heads: tiny random models, and what PyTorch computes with them.

    pip install numpy torch transformers safetensors
    python3 Tests/Engine/ModelsTests/Fixtures/generate_tasks.py [NAME...]
"""
import os
import random
import shutil
import sys

import torch
import transformers
from safetensors.torch import save_file

from generate import HERE, WORDS, batch, store, write_json

BERT = dict(hidden_size=20, num_hidden_layers=1, num_attention_heads=2, intermediate_size=18, max_position_embeddings=20, vocab_size=22)
DISTIL = dict(dim=20, n_layers=2, n_heads=2, hidden_dim=18, max_position_embeddings=20, vocab_size=22)
# Five ids for the special tokens, then every byte; rows of the table of positions 0 and 1 are never used.
ROBERTA = dict(BERT, max_position_embeddings=22, vocab_size=262, type_vocab_size=1, layer_norm_eps=1e-5, pad_token_id=1)
BIO = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]

# name, class, settings, labels (None: the class has none), further settings of the file
MODELS = [
    ("distilbert", "DistilBertModel", DISTIL, None, {}),
    ("roberta", "RobertaModel", dict(ROBERTA, num_hidden_layers=2), None, {}),
    ("bert-tokens", "BertForTokenClassification", BERT, BIO, {}),
    ("bert-sequence", "BertForSequenceClassification", BERT, ["no", "maybe", "yes"], dict(problem_type="multi_label_classification")),
    ("bert-answers", "BertForQuestionAnswering", BERT, ["start", "end"], {}),
    ("distilbert-tokens", "DistilBertForTokenClassification", DISTIL, BIO, {}),
    ("distilbert-sequence", "DistilBertForSequenceClassification", DISTIL, ["NEGATIVE", "POSITIVE"], {}),
    ("distilbert-answers", "DistilBertForQuestionAnswering", DISTIL, ["start", "end"], {}),
    ("roberta-tokens", "RobertaForTokenClassification", ROBERTA, BIO, {}),
    ("roberta-sequence", "RobertaForSequenceClassification", ROBERTA, ["score"], dict(problem_type="regression")),
    ("roberta-answers", "RobertaForQuestionAnswering", ROBERTA, ["start", "end"], {}),
    ("bert-adapted", "BertForTokenClassification", BERT, BIO, dict(adapters=["query", "value", "key", "dense"])),
    ("bert-cases", "BertModel", BERT, None, dict(stet_case_features=8)),
]
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]


def byte_alphabet():
    printed = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [b for b in range(256) if b not in printed]
    return [chr(b) if b in printed else chr(0x100 + others.index(b)) for b in range(256)]


def tokenizer_files(folder, family):
    if family == "roberta":
        write_json(f"{folder}/vocab.json", {token: id for id, token in enumerate([*SPECIAL, *byte_alphabet(), "Ġt"])})
        with open(f"{folder}/merges.txt", "w") as file:
            file.write("#version: 0.2\nĠ t\n")
    else:
        with open(f"{folder}/vocab.txt", "w") as file:
            file.write("\n".join(WORDS) + "\n")


def adapt(model, folder, targets, rank=3, alpha=7):
    """Puts low-rank adapters beside some projections, in plain PyTorch, and writes them and another classifier in the form of PEFT."""
    tensors = {}
    for name, module in model.named_modules():
        if isinstance(module, torch.nn.Linear) and name.split(".")[-1] in targets:
            a, b = torch.randn(rank, module.in_features) * 0.3, torch.randn(module.out_features, rank) * 0.3
            module.register_forward_hook(lambda _, inputs, output, a=a, b=b: output + (inputs[0] @ a.T @ b.T) * (alpha / rank))
            tensors[f"base_model.model.{name}.lora_A.weight"], tensors[f"base_model.model.{name}.lora_B.weight"] = a, b
    with torch.no_grad():
        model.classifier.weight.normal_()
    tensors.update({f"base_model.model.classifier.{k}": v.detach().clone() for k, v in model.classifier.named_parameters()})
    save_file({k: v.contiguous() for k, v in tensors.items()}, f"{folder}/adapter_model.safetensors", metadata={"format": "pt"})
    write_json(f"{folder}/adapter_config.json", dict(
        peft_type="LORA", r=rank, lora_alpha=alpha, target_modules=targets, lora_dropout=0.1, bias="none", fan_in_fan_out=False,
        modules_to_save=["classifier"], task_type="TOKEN_CLS"))


def fixture(name, class_name, settings, labels, more):
    rng = random.Random(name)
    torch.manual_seed(len(name))
    folder = f"{HERE}/{name}"
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    model_class = getattr(transformers, class_name)
    config = model_class.config_class(**settings, **({} if labels is None else dict(num_labels=len(labels))), attn_implementation="eager")
    model = model_class(config).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * (0.3 if parameter.dim() > 1 else 0.1))
    cases = torch.randn(more.get("stet_case_features", 0), config.hidden_size)
    store(model, folder)
    if adapters := more.pop("adapters", None):
        adapt(model, folder, adapters)
    file = dict(settings, model_type=config.model_type, architectures=[class_name], **more)
    if labels and "answers" not in name:
        file["id2label"] = {str(id): label for id, label in enumerate(labels)}
    write_json(f"{folder}/config.json", file)
    tokenizer_files(folder, config.model_type)
    ids, mask, types = batch(config if hasattr(config, "type_vocab_size") else transformers.RobertaConfig(type_vocab_size=1), rng,
                             [7, 1, 13, 2], settings["vocab_size"])
    if config.model_type == "roberta":  # Padding counts positions differently, also inside of a text.
        ids = torch.where(mask == 0, torch.tensor(1), ids)
        ids[2, 4:6] = 1
    reference = dict(input_ids=ids, attention_mask=mask)
    inputs = dict(input_ids=ids, attention_mask=mask)
    if getattr(config, "type_vocab_size", 1) > 1:
        reference["token_type_ids"] = inputs["token_type_ids"] = types
    if len(cases):
        path = f"{folder}/model.safetensors"
        from safetensors.torch import load_file
        save_file(dict(load_file(path), **{"embeddings.case_embeddings.weight": cases}), path, metadata={"format": "pt"})
        reference["case_ids"] = torch.tensor([[rng.randrange(len(cases)) for _ in row] for row in ids])
        inputs["inputs_embeds"] = model.embeddings.word_embeddings(inputs.pop("input_ids")) + cases[reference["case_ids"]]
    with torch.no_grad():
        out = model(**inputs, output_hidden_states=True)
    for output in ("last_hidden_state", "pooler_output", "logits", "start_logits", "end_logits"):
        if output in out:
            reference[output] = out[output]
    if labels:
        reference["last_hidden_state"] = out.hidden_states[-1]
    save_file({k: v.contiguous() for k, v in reference.items()}, f"{folder}/reference.safetensors")
    size = sum(os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(folder) for f in fs)
    print(f"{name}: {size} bytes")


if __name__ == "__main__":
    for model in MODELS:
        if len(sys.argv) < 2 or model[0] in sys.argv[1:]:
            fixture(*model)
