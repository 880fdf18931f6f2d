#!/usr/bin/env python3
"""Training throughput side by side: Stet and PyTorch fine-tune the same model for token classification, alternating in one run.

    pip install numpy torch transformers
    python3 Tests/Benchmarks/training_bench.py --model DIR --stet "COMMAND" [--threads 2] [--rounds 7] [--steps 4] [--batch 16] [--length 64]

COMMAND must start a process that serves `TrainingBenchmark` (`stet bench training`); DIR and the number of threads are put behind it. Both sides
start from the model's weights with a head of zeros, take the same batch, and do float32 AdamW steps (forward, backward, update) with decay on
everything and no clipping. First the losses of some steps without dropout must agree; the timed steps drop `--dropout`, 10 % as a rule. Every round starts anew on either side,
in turn first, and its first step (memory, moments) is not counted. Printed: the median over rounds of each side's median step, tokens per second, and the
ratio of Stet's throughput to PyTorch's (over 1: Stet is faster), with the smallest and largest of the rounds. On a shared machine the ratio is the result.
"""
import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time


class Stet:
    def __init__(self, command, model, threads):
        self.process = subprocess.Popen(
            f"exec {command} '{model}' {threads}", shell=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.about = json.loads(self.process.stdout.readline())

    def train(self, sequences, steps, dropout):
        line = "|".join(" ".join(map(str, s)) for s in sequences)
        self.process.stdin.write(f"{steps} {dropout} {line}\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return answer["ms"], answer["losses"]


class Rival:
    def __init__(self, model, threads):
        import torch

        torch.set_num_threads(threads)
        self.torch, self.model = torch, model

    def train(self, sequences, steps, dropout):
        from transformers import BertForTokenClassification

        torch = self.torch
        model = BertForTokenClassification.from_pretrained(
            self.model, num_labels=9, attn_implementation="sdpa", hidden_dropout_prob=dropout, attention_probs_dropout_prob=dropout)
        torch.nn.init.zeros_(model.classifier.weight)
        torch.nn.init.zeros_(model.classifier.bias)
        model.train()
        optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5, foreach=True)
        ids = torch.tensor(sequences)
        labels = (torch.arange(ids.numel()) * 7 % 9).view(ids.shape)
        times, losses = [], []
        for _ in range(steps):
            start = time.perf_counter()
            loss = model(input_ids=ids, labels=labels).loss
            loss.backward()
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(loss.item())
            times.append((time.perf_counter() - start) * 1e3)
        return times, losses


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--stet", required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--steps", type=int, default=4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--length", type=int, default=64)
    parser.add_argument("--dropout", type=float, default=0.1)
    options = parser.parse_args()
    model = os.path.abspath(options.model)
    rng = random.Random(7)
    sequences = [[101] + [rng.randrange(1000, 28000) for _ in range(options.length - 2)] + [102] for _ in range(options.batch)]
    stet, rival = Stet(options.stet, model, options.threads), Rival(model, options.threads)
    ours, theirs = stet.train(sequences, 4, 0.0)[1], rival.train(sequences, 4, 0.0)[1]
    print(json.dumps(dict(stet.about, torch=rival.torch.__version__, stet_losses=ours, torch_losses=theirs)), flush=True)
    if any(abs(a - b) > 1e-3 for a, b in zip(ours, theirs)):
        sys.exit("the two sides disagree")
    rounds = []
    for index in range(options.rounds):
        sides = [stet, rival] if index % 2 else [rival, stet]
        times = {side: side.train(sequences, options.steps + 1, options.dropout)[0][1:] for side in sides}
        rounds.append((statistics.median(times[stet]), statistics.median(times[rival]), min(times[stet]), min(times[rival])))
        print(json.dumps(dict(round=index, stet_ms=round(rounds[-1][0], 1), torch_ms=round(rounds[-1][1], 1))), flush=True)
    median = [statistics.median(r[side] for r in rounds) for side in (0, 1)]
    print(json.dumps(dict(
        batch=options.batch, length=options.length, threads=options.threads, stet_ms=round(median[0], 1), torch_ms=round(median[1], 1),
        stet_min_ms=round(min(r[2] for r in rounds), 1), torch_min_ms=round(min(r[3] for r in rounds), 1),
        tokens_per_s=dict(
            stet=[round(options.batch * options.length * 1e3 / r[0]) for r in rounds],
            torch=[round(options.batch * options.length * 1e3 / r[1]) for r in rounds]))))


if __name__ == "__main__":
    main()
