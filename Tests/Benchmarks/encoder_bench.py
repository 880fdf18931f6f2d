#!/usr/bin/env python3
"""Encoder latency side by side: Stet and ONNX Runtime on the same float32 weights, alternating in one run.

    pip install numpy torch transformers onnx onnxruntime onnxscript
    python3 Tests/Benchmarks/encoder_bench.py --model DIR --stet "COMMAND" [--threads 1] [--rounds 7] [--lengths 8,16,32]

COMMAND must start a process that serves `EncoderBenchmark` (one line in: repetitions and token ids; one line of JSON out). DIR and the number
of threads are put behind it. Both sides get the same ids, pool by the mean and normalise; every round measures one after the other, in turn first.
Printed per length: the median over rounds of each side's median, the smallest times, and the ratio Stet / ONNX Runtime, round by round (under 1: Stet is
faster). Absolute times on a shared machine are good for their order only; the ratio is the result.
"""
import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np


def export(model_directory, path):
    """Writes the encoder with mean pooling and normalisation as an ONNX model."""
    import torch
    from transformers import BertModel

    class Sentence(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.bert = BertModel.from_pretrained(model_directory, add_pooling_layer=False, attn_implementation="eager").eval()

        def forward(self, input_ids, attention_mask):
            hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            return torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=-1)

    ids = torch.ones(2, 16, dtype=torch.int64)
    axes = {0: "batch", 1: "sequence"}
    torch.onnx.export(
        Sentence(), (ids, ids), path, input_names=["input_ids", "attention_mask"], output_names=["embedding"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes}, opset_version=17, dynamo=False)


class Rival:
    def __init__(self, path, threads):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def measure(self, sequences, repetitions):
        width = max(map(len, sequences))
        ids = np.zeros((len(sequences), width), np.int64)
        mask = np.zeros_like(ids)
        for row, sequence in enumerate(sequences):
            ids[row, : len(sequence)] = sequence
            mask[row, : len(sequence)] = 1
        times = []
        for _ in range(repetitions):
            start = time.perf_counter()
            out = self.session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
            times.append((time.perf_counter() - start) * 1e3)
        return statistics.median(times), min(times), out[0]


class Stet:
    def __init__(self, command, model, threads):
        self.process = subprocess.Popen(
            f"exec {command} '{model}' {threads}", shell=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.about = json.loads(self.process.stdout.readline())

    def measure(self, sequences, repetitions):
        line = "|".join(" ".join(map(str, s)) for s in sequences)
        self.process.stdin.write(f"{repetitions} {line}\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return answer["median_ms"], answer["minimum_ms"], np.array(answer["vector"])

    def resident(self):
        """Resident MB of the process, and the part of it that is its own memory, not mapped files."""
        fields = dict(l.split(":", 1) for l in open(f"/proc/{self.process.pid}/status"))
        return tuple(round(int(fields[k].split()[0]) / 1024, 1) for k in ("VmRSS", "RssAnon"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--stet", required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--lengths", default="8,16,32,64,128,256")
    parser.add_argument("--onnx", default=os.path.join(tempfile.gettempdir(), "stet-encoder-bench.onnx"))
    options = parser.parse_args()
    model = os.path.abspath(options.model)
    if not os.path.exists(options.onnx):
        export(model, options.onnx)
    rival, stet = Rival(options.onnx, options.threads), Stet(options.stet, model, options.threads)
    print(json.dumps(dict(stet.about, batch=options.batch)))
    rng = random.Random(5)
    for length in map(int, options.lengths.split(",")):
        sequences = [[101] + [rng.randrange(1000, 28000) for _ in range(length - 2)] + [102] for _ in range(options.batch)]
        repetitions = max(3, 640 // length // options.batch)
        ours, theirs, ratios = [], [], []
        for round in range(options.rounds + 1):
            sides = [stet, rival] if round % 2 else [rival, stet]
            results = {side: side.measure(sequences, repetitions) for side in sides}
            if round == 0:  # warm-up, and the check that both compute the same
                cosine = float(results[stet][2] @ results[rival][2])
                if cosine < 0.9999:
                    sys.exit(f"the two sides disagree: cosine {cosine}")
                continue
            ours.append(results[stet])
            theirs.append(results[rival])
            ratios.append(results[stet][0] / results[rival][0])
        print(json.dumps(dict(
            sequence=length, stet_ms=round_(ours, 0), onnxruntime_ms=round_(theirs, 0), ratio=float(f"{statistics.median(ratios):.3f}"),
            ratio_range=[float(f"{min(ratios):.3f}"), float(f"{max(ratios):.3f}")],
            stet_min_ms=float(f"{min(o[1] for o in ours):.3f}"), onnxruntime_min_ms=float(f"{min(t[1] for t in theirs):.3f}"))), flush=True)
    print(json.dumps(dict(zip(("stet_rss_mb", "stet_rss_anonymous_mb"), stet.resident()))))


def round_(results, index):
    return float(f"{statistics.median(r[index] for r in results):.3f}")


if __name__ == "__main__":
    main()
