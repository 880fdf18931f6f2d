"""A run that trains a model step by step, and that can be stored and taken up again."""
import os
import sys
import time

import torch

from llama import Llama
from muon import Muon

# Options that a run keeps from its first step to its last, as it does its texts, tokenizer and configuration.
KEPT = ("length", "batch_tokens", "learning_rate", "weight_decay", "warm_up", "clip")


class Training:
    def __init__(self, config, blocks, options, identity):
        self.blocks, self.options = blocks, options
        self.identity = identity | {name: getattr(options, name) for name in KEPT}
        self.model = Llama(config, identity["seed"]).to(options.device)
        self.costs = torch.compile(self.model) if options.compile else self.model
        self.optimizers = optimizers(self.model, options)
        self.step, self.seconds, self.before, self.begun = 0, 0.0, 0.0, time.perf_counter()

    @property
    def progress(self):
        """From 0 to 1, of the steps or of the time, whichever bounds the run; time is read after each step, so that a stored run goes on alike."""
        return self.step / self.options.steps if self.options.steps else self.seconds / (60 * self.options.minutes)

    @property
    def rate(self):
        """Of the next step: linear up for some steps, and linear down to zero at the end."""
        return self.options.learning_rate * max(0.0, min((self.step + 1) / max(1, self.options.warm_up), 1 - self.progress))

    def advance(self):
        """One step; gives the mean cost of its tokens before it, and the learning rate."""
        rate, loss = self.rate, self.gradients()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.options.clip)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        loss = loss.item()
        self.step += 1
        self.seconds = self.before + time.perf_counter() - self.begun
        if loss != loss:
            sys.exit(f"the loss of step {self.step} is not a number; lower --learning-rate and start again with --restart")
        return loss, rate

    def gradients(self):
        options, loss = self.options, 0
        inputs, targets = (side.to(options.device) for side in self.blocks.batch(self.step))
        parts = list(zip(inputs.split(options.micro_batch), targets.split(options.micro_batch)))
        try:
            for ids, following in parts:
                with torch.autocast(options.device, torch.bfloat16, enabled=options.arithmetic == "bfloat16"):
                    # Parts may differ in size, so each is a share of the sum over the whole batch.
                    cost = self.costs(ids, following).sum() / targets.numel()
                cost.backward()
                loss = loss + cost.detach()
        except torch.OutOfMemoryError as error:
            sys.exit(f"the device has too little memory ({error}); lower --micro-batch from {options.micro_batch}")
        except RuntimeError as error:
            if not type(error).__module__.startswith(("torch._dynamo", "torch._inductor")):
                raise
            sys.exit(f"torch.compile does not work here ({error}); --no-compile trains without it, slower")
        return loss

    def save(self, path):
        """A whole file at any time: what was there is replaced when all is written."""
        parts = {"model": self.model.state_dict(), "optimizers": [o.state_dict() for o in self.optimizers]}
        new = path.with_suffix(".new")
        torch.save(parts | {"step": self.step, "seconds": self.seconds, "identity": self.identity}, new)
        os.replace(new, path)

    def load(self, path):
        stored = torch.load(path, map_location="cpu", weights_only=True)
        other = [name for name, value in self.identity.items() if stored["identity"].get(name) != value]
        if other:
            sys.exit(f"{path}: the run was started with another {', '.join(other)}; give the same again, or --restart")
        self.model.load_state_dict(stored["model"])
        for optimizer, state in zip(self.optimizers, stored["optimizers"]):
            optimizer.load_state_dict(state)
        self.step, self.seconds, self.before = stored["step"], stored["seconds"], stored["seconds"]


def optimizers(model, options):
    """Muon for the matrices between hidden states, AdamW for embeddings, head and vectors; vectors do not decay."""
    named = list(model.named_parameters())
    tables = [p for name, p in named if "embed" in name or "lm_head" in name]
    matrices = [p for name, p in named if p.ndim == 2 and "layers." in name]
    vectors = [p for _, p in named if p.ndim == 1]
    groups = [{"params": tables, "weight_decay": options.weight_decay}, {"params": vectors, "weight_decay": 0.0}]
    adamw = torch.optim.AdamW(groups, lr=options.learning_rate, betas=(0.9, 0.95), fused=options.device == "cuda")
    return [adamw, Muon(matrices, lr=options.learning_rate, weight_decay=options.weight_decay)]
