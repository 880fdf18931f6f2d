"""How well a model predicts texts, in numbers that do not depend on its tokens; as `stet eval recipe` gives them."""
import math

import numpy
import torch

from blocks import shifted

# Tokens of a pass; a vocabulary is wide, and the logits of each are float32.
PASS = 16_384


def table(model, texts, length, device):
    """A row for all texts and one for each: name, bits per byte, perplexity per word."""
    costs = [cost(model, text.ids, length, device) for text in texts]
    rows = [("all", sum(costs), sum(t.bytes for t in texts), sum(t.words for t in texts))]
    rows += [(text.name, cost, text.bytes, text.words) for text, cost in zip(texts, costs)]
    return [(name, cost / math.log(2) / max(1, size), math.exp(cost / max(1, words))) for name, cost, size, words in rows]


@torch.no_grad()
def cost(model, ids, length, device):
    """The sum over all tokens, natural logarithm; each sees those before it in its block."""
    ids = torch.from_numpy(ids.astype(numpy.int64))
    whole = len(ids) // length * length
    parts = [*ids[:whole].view(-1, length).split(max(1, PASS // length)), ids[whole:].view(1, -1)]
    total = 0.0
    for targets in parts:
        if targets.numel():
            targets = targets.to(device)
            total += model(shifted(targets, model.config.beginning), targets).double().sum().item()
    return total


def markdown(rows):
    lines = ["| dev texts | bits per byte | perplexity per word |", "|---|---:|---:|"]
    return "\n".join(lines + [f"| {name} | {bits:.4f} | {perplexity:.2f} |" for name, bits, perplexity in rows])
