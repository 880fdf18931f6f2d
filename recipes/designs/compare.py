#!/usr/bin/env python3
"""Trains small models of several designs on the same data in the same order, and prints their scores beside each other.

    recipes/designs/compare.py STET [--steps 300] [--threads 1] [--only full,adapters] [--output build/designs]

STET is the program to measure. The tasks are those of `stet-en-start.toml` that tell most about a design; the development
sets are cut to their first 500 examples. A design whose model is there already is not trained again.
"""
import argparse
import json
import pathlib
import subprocess
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
TASKS = {"entities": 35, "pos": 20, "sentiment": 12, "intents": 18, "similarity": 3, "vectors": 12}
VECTORS = {"similarity", "vectors"}
EVERYTHING = {"learning-rate": 1e-4, "head-learning-rate": 1e-3, "layer-decay": 0.95, "freeze": ["word_embeddings"]}

# What each design changes: keys of the recipe, of its schedule, of its tasks, and its [lora].
DESIGNS = {
    "full": ({"case-features": True}, EVERYTHING, {}, None),
    "full-without-case": ({"case-features": False}, EVERYTHING, {}, None),
    # A frozen trunk keeps its vectors, so there is nothing to teach it about them.
    "branches": (
        {"case-features": False},
        {"learning-rate": 1e-4, "head-learning-rate": 5e-4, "freeze": ["embeddings.", "encoder."]},
        {"branch-layers": 1},
        None,
    ),
    "adapters": (
        {"case-features": True},
        {"learning-rate": 1e-3, "head-learning-rate": 1e-3, "freeze": ["word_embeddings"]},
        {},
        {"rank": 16, "alpha": 32, "targets": ["query", "key", "value", "dense"]},
    ),
}


def written(value):
    """A TOML value; tables become inline ones."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {written(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def table(header, values):
    return [header] + [f"{key} = {written(value)}" for key, value in values.items()] + [""]


def recipe(name, base, arguments):
    keys, schedule, task_keys, lora = DESIGNS[name]
    lines = table(
        "# Made by compare.py.",
        {
            "name": name,
            "base": str(HERE.parent.parent),
            "backbone": base["backbone"],
            "output": str(arguments.output / name),
            "threads": arguments.threads,
            "maximum-tokens": 128,
        }
        | keys,
    )
    lines += table("[schedule]", {"steps": arguments.steps, "batch-tokens": 1024, "warm-up": 0.1} | schedule)
    lines += table("[evaluation]", {"every": arguments.steps})
    if lora:
        lines += table("[lora]", lora)
    for task in base["tasks"]:
        if task["name"] not in TASKS or (name == "branches" and task["name"] in VECTORS):
            continue
        own = {key: value for key, value in task.items() if key not in ("train", "dev")}
        branch = {} if task["name"] in VECTORS else task_keys
        lines += table("[[tasks]]", own | {"share": TASKS[task["name"]]} | branch)
        for data in task["train"]:
            lines += table("[[tasks.train]]", data)
        for data in task.get("dev", []):
            lines += table("[[tasks.dev]]", data | {"limit": 500})
    return "\n".join(lines)


def scores(log):
    """The last evaluation, and the seconds of the whole run."""
    events = [json.loads(line) for line in log.read_text().splitlines()]
    return [e for e in events if e["event"] == "evaluation"][-1]["scores"], events[-1].get("seconds")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stet", type=pathlib.Path)
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(DESIGNS))
    parser.add_argument("--output", type=lambda text: pathlib.Path(text).resolve(), default="build/designs")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    base = tomllib.loads((HERE.parent / "stet-en-start.toml").read_text())
    results = {}
    for name in arguments.only:
        path, log = arguments.output / f"{name}.toml", arguments.output / f"{name}.jsonl"
        if not (arguments.output / name).exists():
            path.write_text(recipe(name, base, arguments))
            subprocess.run([arguments.stet, "train", path, "--restart", "--log", log], check=True)
        results[name] = scores(log)
    measures = sorted({measure for found, _ in results.values() for measure in found})
    print("| design | " + " | ".join(measures) + " | seconds |")
    print("|---" * (len(measures) + 2) + "|")
    for name, (found, seconds) in results.items():
        cells = [f"{100 * found[m]:.1f}" if m in found else "as before" for m in measures]
        print(f"| {name} | " + " | ".join(cells) + f" | {seconds:.0f} |")


if __name__ == "__main__":
    main()
