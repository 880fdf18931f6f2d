#!/usr/bin/env python3
"""Trains the language model of a recipe from new weights with PyTorch, on a GPU, and writes what `stet train` would write.

    recipes/gpu/language_model.py recipes/language-model/language-model-start.toml --minutes 15

Configuration and tokenizer lie in the recipe's `backbone`, the result goes into its `output`, and the run's state and log beside it
in OUTPUT.training. Ctrl-C stores the run, --resume goes on with the next step. --minutes counts training alone, from the loaded texts on.
Needs torch, tokenizers, safetensors and numpy.
"""
import json
import pathlib
import signal
import sys
import time

import options as command_line
import prose
import result
import scores
from blocks import Blocks
from llama import Config
from recipe import Recipe
from training import Training


def state_path(folder, options):
    """Where the run's state lies; ends the program where an interrupted run would be lost."""
    path = folder / "last.pt"
    if options.restart:
        for file in (path, folder / "log.jsonl"):
            file.unlink(missing_ok=True)
    if path.exists() and not options.resume and not options.prepare:
        sys.exit(f"{folder} holds a run; go on with it by --resume, or throw it away by --restart")
    if options.resume and not path.exists():
        sys.exit(f"{folder} holds no run; leave --resume out to start one")
    folder.mkdir(parents=True, exist_ok=True)
    return path


def train(training, path, log):
    """Until steps or time are over; stores the run now and then, and ends the program when interrupted."""
    signals = []
    usual = {kind: signal.signal(kind, lambda number, _: signals.append(number)) for kind in (signal.SIGINT, signal.SIGTERM)}
    saved = since = time.perf_counter()
    while training.progress < 1:
        loss, rate = training.advance()
        log({"event": "step", "step": training.step, "loss": loss, "learning_rate": rate, "seconds": training.seconds})
        if training.step % training.options.print_every == 0:
            speed = training.options.print_every * training.options.batch_tokens / (time.perf_counter() - since)
            print(f"step {training.step}  loss {loss:.4f}  rate {rate:.2e}  {speed:,.0f} tokens/s  {training.progress:.1%}", flush=True)
            since = time.perf_counter()
        if signals or training.progress >= 1 or time.perf_counter() - saved > 60 * training.options.save_every:
            training.save(path)
            saved = time.perf_counter()
        if signals:
            print(f"interrupted and saved at step {training.step}; the same command with --resume goes on", file=sys.stderr)
            sys.exit(128 + signals[0])
    for kind, handler in usual.items():
        signal.signal(kind, handler)


def main():
    options = command_line.parsed(__doc__)
    recipe = Recipe(options.recipe)
    config = Config(recipe.config)
    command_line.complete(options, config)
    output = options.output or recipe.output
    folder = output.with_name(output.name + ".training")
    path = state_path(folder, options)
    tokenizer = prose.tokenizer(recipe.tokenizer, config)
    ids, about = prose.training_tokens(recipe, tokenizer, config, folder)
    if options.prepare:
        return print(f"{len(ids):,} tokens in {folder}")
    blocks = Blocks(ids, config.beginning, options.length, options.batch_tokens // options.length, recipe.seed)
    identity = {"texts": about["fingerprint"], "config": config.values, "seed": recipe.seed}
    training = Training(config, blocks, options, identity)
    with open(folder / "log.jsonl", "a", encoding="utf-8", buffering=1) as file:
        log = lambda event: file.write(json.dumps(event) + "\n")
        if options.resume:
            training.load(path)
            # A run that was killed has logged steps behind the stored one, which now come again.
            log({"event": "resume", "step": training.step})
        train(training, path, log)
        result.round_weights(training.model, recipe.precision)
        texts = [prose.Text(data.path, tokenizer, config, data.limit) for data in recipe.dev]
        rows = scores.table(training.model, texts, recipe.length, options.device)
        log({"event": "evaluation", "scores": [list(row) for row in rows]})
    print(scores.markdown(rows))
    result.write(output, training.model, recipe, result.page(recipe, training, about["files"], scores.markdown(rows)))
    print(f"{output}: step {training.step}, {training.seconds / 60:.1f} minutes")


if __name__ == "__main__":
    main()
