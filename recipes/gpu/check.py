#!/usr/bin/env python3
"""Tries the recipe on the CPU, on a few real documents and a tiny configuration; ends with an error where something is wrong.

    recipes/gpu/check.py TOKENIZER.json CORPUS [--stet PROGRAM] [--work build/gpu-check]

CORPUS is the folder of prose whose `dev` part is held out. Checked are: Muon's step against PyTorch's own; that the loss falls; that a run that
is interrupted and resumed takes the same steps to the same file as one that is not; that `transformers` and Stet give the written model's
texts the same log-probability; and that Stet's scores are those printed. What is not installed or named is said to be left out.
"""
import argparse
import json
import pathlib
import shutil
import signal
import subprocess
import sys

import safetensors.torch
import torch

import prose
import rivals
import scores
from llama import Config, Llama

HERE = pathlib.Path(__file__).resolve().parent
CONFIG = {
    "architectures": ["LlamaForCausalLM"], "model_type": "llama", "bos_token_id": 0, "eos_token_id": 0, "hidden_act": "silu", "hidden_size": 64,
    "intermediate_size": 176, "max_position_embeddings": 128, "num_attention_heads": 4, "num_hidden_layers": 2, "num_key_value_heads": 2,
    "rms_norm_eps": 1e-05, "rope_theta": 10000.0, "tie_word_embeddings": True,
}
RECIPE = """name = "tiny"
summary = "A decoder to try the recipe with."
backbone = "start"
new-weights = true
output = "whole"
maximum-tokens = 64
precision = "float16"
tasks = [{{ name = "next", kind = "language-model", train = [{{ path = "{train}", limit = 30 }}], dev = [
  {{ path = "{dev}/wikinews.txt.xz", limit = 4 }}, {{ path = "{dev}/devdocs.txt.xz", limit = 2 }}] }}]
"""
STEPS = 60
TOLERANCE = 1e-3


def check(what, holds, result):
    print(f"{'ok' if holds else 'WRONG'}: {what}: {result}", flush=True)
    if not holds:
        sys.exit(1)


def prepare(arguments):
    work = arguments.work
    shutil.rmtree(work, ignore_errors=True)
    (work / "start").mkdir(parents=True)
    shutil.copyfile(arguments.tokenizer, work / "start/tokenizer.json")
    vocabulary = len(json.loads(arguments.tokenizer.read_text())["model"]["vocab"])
    (work / "start/config.json").write_text(json.dumps(CONFIG | {"vocab_size": vocabulary}))
    (work / "tiny.toml").write_text(RECIPE.format(train=arguments.corpus / "wikinews.txt.xz", dev=arguments.corpus / "dev"))


def check_muon():
    """PyTorch's iterates in bfloat16, so its steps differ by as much as that rounds."""
    apart = rivals.muon()
    check("three steps of Muon differ from torch.optim.Muon's by less than 2 %", apart < 0.02, f"{apart:.2%}")


def command(arguments, output, *more):
    options = ["--steps", STEPS, "--device", "cpu", "--threads", 1, "--length", 64, "--batch-tokens", 1024, "--micro-batch", 8, "--warm-up", 5]
    options += ["--print-every", 1, "--output", arguments.work / output]
    return list(map(str, [sys.executable, HERE / "language_model.py", arguments.work / "tiny.toml", *options, *more]))


def steps(arguments, output):
    lines = (arguments.work / f"{output}.training/log.jsonl").read_text().splitlines()
    return [(e["step"], e["loss"], e["learning_rate"]) for e in map(json.loads, lines) if e["event"] == "step"]


def check_training(arguments):
    subprocess.run(command(arguments, "whole"), check=True, stdout=subprocess.DEVNULL)
    losses = [loss for _, loss, _ in steps(arguments, "whole")]
    first, last = sum(losses[:5]) / 5, sum(losses[-5:]) / 5
    check(f"the loss falls by a fifth in {STEPS} steps", last < 0.8 * first, f"{first:.3f} -> {last:.3f}")


def check_resuming(arguments):
    process = subprocess.Popen(command(arguments, "parts"), stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if line.startswith("step 20 "):
            process.send_signal(signal.SIGINT)
    stopped = steps(arguments, "parts")[-1][0]
    check("a run can be interrupted", process.wait() == 128 + signal.SIGINT and 20 <= stopped < STEPS, f"at step {stopped}")
    subprocess.run(command(arguments, "parts", "--resume"), check=True, stdout=subprocess.DEVNULL)
    whole, parts = steps(arguments, "whole"), steps(arguments, "parts")
    check("the resumed run takes the same steps", whole == parts, f"{len(parts)} losses and rates")
    files = [(arguments.work / output / "model.safetensors").read_bytes() for output in ("whole", "parts")]
    check("both runs write the same weights", files[0] == files[1], f"{len(files[0])} bytes")


def check_probabilities(arguments):
    folder = arguments.work / "whole"
    config = Config(folder / "config.json")
    model = Llama(config)
    model.load_state_dict({k: v.float() for k, v in safetensors.torch.load_file(folder / "model.safetensors").items()})
    tokenizer = prose.tokenizer(folder / "tokenizer.json", config)
    documents = prose.documents(arguments.corpus / "dev/wikinews.txt.xz", 20)
    lines = [line for document in documents for line in document.decode().split("\n")]
    texts = [(line, ids) for line in lines if 5 < len(ids := tokenizer.encode(line, add_special_tokens=False).ids) < config.positions]
    ours = [-scores.cost(model, torch.tensor(ids).numpy(), len(ids), "cpu") for _, ids in texts]
    others = {"transformers": rivals.transformers(folder, texts), "stet score": rivals.stet(arguments.stet, folder, texts)}
    for name, theirs in others.items():
        if theirs is None:
            print(f"left out: {name}")
            continue
        apart = max(abs(a - b) for a, b in zip(ours, theirs, strict=True))
        check(f"{name} gives {len(texts)} texts the same log-probability to {TOLERANCE}", apart < TOLERANCE, f"{apart:.1e}, of up to {-min(ours):.0f}")


def check_scores(arguments):
    if not arguments.stet:
        return print("left out: stet eval recipe")
    theirs = rivals.stet_bits(arguments.stet, arguments.work / "tiny.toml", arguments.work / "whole")
    log = (arguments.work / "whole.training/log.jsonl").read_text().splitlines()
    ours = [bits for _, bits, _ in json.loads(log[-1])["scores"]]
    apart = max(abs(a - b) for a, b in zip(ours, theirs, strict=True))
    check("stet eval recipe gives the same bits per byte to 1e-4", apart < 1e-4, f"{theirs[0]:.4f}, {apart:.1e} apart at most")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tokenizer", type=pathlib.Path)
    parser.add_argument("corpus", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--stet", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--work", type=lambda text: pathlib.Path(text).resolve(), default="build/gpu-check")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    prepare(arguments)
    check_muon()
    check_training(arguments)
    check_resuming(arguments)
    check_probabilities(arguments)
    check_scores(arguments)


if __name__ == "__main__":
    main()
