#!/usr/bin/env python3
"""Writes what PyTorch computes for the training tests, into the folder of this script.

    pip install numpy torch transformers safetensors
    python3 Tests/Engine/TrainingTests/Fixtures/generate.py

losses.json: value and gradients of every loss of LossCase.swift on the same inputs.
bert/: a random two-layer BERT with a token head and a sentence head on its pooler (config.json, model.safetensors), and for either head what training
on six sequences gives: in NAME.safetensors the gradients of the first step (`gradient.*`) and all parameters after ten (`after.*`), in
training.json inputs, losses and gradient norms of every step.
"""
import json
import os

import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from transformers import BertConfig, BertModel, get_linear_schedule_with_warmup

HERE = os.path.dirname(os.path.abspath(__file__))
SCORES = torch.tensor([0.2, -0.5, 1, 0])
BITS = torch.tensor([1.0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0]).view(4, 3)
MASK = torch.tensor([1.0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1]).view(4, 3)


def values(index, rows, columns):
    steps = [(i * 37 + index * 61 + 17) % 101 for i in range(rows * columns)]
    return (torch.tensor(steps, dtype=torch.float32) / 50 - 1).view(rows, columns).requires_grad_()


def set_cross_entropy(x):
    sets, targets = [[0, 3], [1], [2, 0, 1]], [0, 1, None, 2, 0]
    p = x.log_softmax(-1)
    return -torch.stack([p[r, sets[t]].logsumexp(0) for r, t in enumerate(targets) if t is not None]).mean()


def set_cross_entropy_weighted(x, smoothing=0.2):
    sets, targets, weights = [[0, 3], [1], [2, 0, 1]], [0, 1, None, 2, 0], torch.tensor([1, 0.5, 2, 3])
    p = x.log_softmax(-1)
    counted = [(r, sets[t]) for r, t in enumerate(targets) if t is not None]
    inside = sum(weights[s[0]] * (1 - smoothing) * p[r, s].logsumexp(0) for r, s in counted)
    spread = sum(smoothing / 4 * (weights * p[r]).sum() for r, _ in counted)
    return -(inside + spread) / sum(weights[s[0]] for _, s in counted)


def span(x):
    parts = [(x[0:4], 1, 3), (x[7:9], 0, 0)]
    losses = [F.cross_entropy(p[None, :, c], torch.tensor([t[c]])) for p, *t in parts for c in (0, 1)]
    return torch.stack(losses).mean()


def contrastive(a, b):
    similar, d = torch.tensor([1.0, 0, 0, 1]), 1 - F.cosine_similarity(a, b)
    return (0.5 * (similar * d**2 + (1 - similar) * F.relu(1.1 - d) ** 2)).mean()


def ranking(a, b, symmetric=False):
    scores = F.normalize(a) @ F.normalize(b).T * 5
    target = torch.arange(len(a))
    loss = F.cross_entropy(scores, target)
    return (loss + F.cross_entropy(scores.T, target)) / 2 if symmetric else loss


def soften(x, teacher, t=2.5):
    return F.kl_div((x / t).log_softmax(-1), (teacher.detach() / t).softmax(-1), reduction="batchmean") * t * t


CE = torch.tensor([2, 1, -100, 3, 0])
LOSSES = {
    "cross_entropy": ([(5, 4)], lambda x: F.cross_entropy(x, torch.tensor([2, -100, 0, 3, 2]))),
    "cross_entropy_smoothed": ([(5, 4)], lambda x: F.cross_entropy(x, CE, label_smoothing=0.1)),
    "cross_entropy_weighted": (
        [(5, 4)], lambda x: F.cross_entropy(x, CE, label_smoothing=0.2, weight=torch.tensor([1, 0.5, 2, 3]))),
    "set_cross_entropy": ([(5, 4)], set_cross_entropy),
    "set_cross_entropy_weighted": ([(5, 4)], set_cross_entropy_weighted),
    "binary_cross_entropy": ([(4, 3)], lambda x: F.binary_cross_entropy_with_logits(x, BITS)),
    "binary_cross_entropy_masked": (
        [(4, 3)], lambda x: F.binary_cross_entropy_with_logits(x, BITS, weight=MASK, reduction="sum") / MASK.sum()),
    "span": ([(9, 2)], span),
    "mean_squared_error": ([(4, 1)], lambda x: F.mse_loss(x[:, 0], SCORES)),
    "cosine_regression": ([(4, 6)] * 2, lambda a, b: F.mse_loss(F.cosine_similarity(a, b), SCORES)),
    "cosine_distillation": ([(4, 6)] * 2, lambda a, b: (1 - F.cosine_similarity(a, b)).mean()),
    "distillation": ([(4, 5)] * 2, soften),
    "triplet_euclidean": ([(4, 6)] * 3, lambda a, p, n: F.triplet_margin_loss(a, p, n, margin=0.3, eps=0)),
    "triplet_cosine": ([(4, 6)] * 3, lambda a, p, n: F.relu(F.cosine_similarity(a, n) - F.cosine_similarity(a, p) + 0.25).mean()),
    "contrastive": ([(4, 6)] * 2, contrastive),
    "in_batch_negatives": ([(4, 6), (6, 6)], ranking),
    "in_batch_negatives_symmetric": ([(4, 6)] * 2, lambda a, b: ranking(a, b, True)),
}


def write_losses():
    result = {}
    for name, (shapes, loss) in LOSSES.items():
        inputs = [values(i, *shape) for i, shape in enumerate(shapes)]
        value = loss(*inputs)
        value.backward()
        gradients = [(torch.zeros_like(x) if x.grad is None else x.grad).flatten().tolist() for x in inputs]
        result[name] = dict(value=value.item(), gradients=[[float(f"{g:.8g}") for g in row] for row in gradients])
    with open(f"{HERE}/losses.json", "w") as file:
        json.dump(result, file, indent=0)


CONFIG = dict(
    vocab_size=60, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=48,
    max_position_embeddings=20, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, initializer_range=0.2)
LENGTHS, CLASSES = [3, 9, 5, 1, 7, 4], 5
OPTIONS = dict(rate=2e-3, warmup=3, steps=12, decay=0.1, epsilon=1e-6, clipping=1.0)


def train(head, state, batch):
    bert = BertModel(BertConfig(**CONFIG))
    classifier = torch.nn.Linear(CONFIG["hidden_size"], CLASSES)
    model = torch.nn.ModuleDict(dict(bert=bert, classifier=classifier))
    model.load_state_dict(state)
    named = list(model.named_parameters())
    groups = [dict(params=[p for _, p in named if p.dim() > 1], weight_decay=OPTIONS["decay"]),
              dict(params=[p for _, p in named if p.dim() == 1], weight_decay=0.0)]
    optimizer = torch.optim.AdamW(groups, lr=OPTIONS["rate"], eps=OPTIONS["epsilon"])
    schedule = get_linear_schedule_with_warmup(optimizer, OPTIONS["warmup"], OPTIONS["steps"])
    ids, mask, tokens, sentences = batch
    losses, norms, tensors = [], [], {}
    for step in range(10):
        out = bert(input_ids=ids, attention_mask=mask)
        logits = classifier(out.last_hidden_state if head == "token" else out.pooler_output)
        loss = F.cross_entropy(logits.flatten(0, -2), (tokens if head == "token" else sentences).flatten())
        optimizer.zero_grad()
        loss.backward()
        if step == 0:
            tensors.update({f"gradient.{n}": p.grad.clone() for n, p in named if p.grad is not None})
        norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), OPTIONS["clipping"]).item())
        losses.append(loss.item())
        optimizer.step()
        schedule.step()
    tensors.update({f"after.{n}": p.detach().clone() for n, p in named})
    save_file(tensors, f"{HERE}/bert/{head}.safetensors")
    return dict(losses=losses, norms=norms)


def write_training():
    torch.manual_seed(1)
    os.makedirs(f"{HERE}/bert", exist_ok=True)
    bert = BertModel(BertConfig(**CONFIG))
    for name, p in bert.named_parameters():
        if p.dim() == 1:  # Biases and gains of their own, so that none is tested at zero or one only.
            torch.nn.init.normal_(p, 1.0 if "LayerNorm.weight" in name else 0.0, 0.1)
    model = torch.nn.ModuleDict(dict(bert=bert, classifier=torch.nn.Linear(CONFIG["hidden_size"], CLASSES)))
    state = model.state_dict()
    state.pop("bert.embeddings.position_ids", None)
    save_file({k: v.clone() for k, v in state.items()}, f"{HERE}/bert/model.safetensors")
    with open(f"{HERE}/bert/config.json", "w") as file:
        json.dump(dict(CONFIG, model_type="bert", layer_norm_eps=1e-12, hidden_act="gelu"), file, indent=2)
    sequences = [torch.randint(0, CONFIG["vocab_size"], (n,)) for n in LENGTHS]
    labels = [torch.where(torch.rand(n) < 0.2, -100, torch.randint(0, CLASSES, (n,))) for n in LENGTHS]
    sentences = torch.randint(0, CLASSES, (len(LENGTHS),))
    pad = torch.nn.utils.rnn.pad_sequence
    batch = (pad(sequences, True), pad([torch.ones_like(s) for s in sequences], True), pad(labels, True, -100), sentences)
    runs = {head: train(head, state, batch) for head in ("token", "sentence")}
    with open(f"{HERE}/bert/training.json", "w") as file:
        json.dump(dict(options=OPTIONS, classes=CLASSES, ids=[s.tolist() for s in sequences], labels=[l.tolist() for l in labels],
                       sentences=sentences.tolist(), runs=runs), file)


if __name__ == "__main__":
    write_losses()
    write_training()
