"""The trained model in Hugging Face's layout, as `stet train` writes it, with a page that says what it learnt from."""
import json
import os
import pathlib
import shutil
import tomllib

import safetensors.torch
import torch

DATASETS = pathlib.Path(__file__).parent.parent / "datasets.toml"


def round_weights(model, precision):
    """Gives the model the weights that are going to be stored, so that what is measured is what is written."""
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(weight.to(getattr(torch, precision)))


def write(folder, model, recipe, page):
    folder.mkdir(parents=True, exist_ok=True)
    kind = getattr(torch, recipe.precision)
    weights = {name: weight.detach().to("cpu", kind).contiguous() for name, weight in model.named_parameters()}
    new = folder / "model.safetensors.new"
    new.write_bytes(safetensors.torch.save(weights, metadata={"format": "pt"}))
    os.replace(new, folder / "model.safetensors")
    # An older name of the same field would contradict it.
    values = {name: value for name, value in model.config.values.items() if name != "torch_dtype"} | {"dtype": recipe.precision}
    (folder / "config.json").write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(recipe.tokenizer, folder / "tokenizer.json")
    (folder / "README.md").write_text(page, encoding="utf-8")


def page(recipe, training, files, scores):
    """What trained for how long on what, with which scores."""
    options, config = training.options, training.model.config
    parameters = sum(p.numel() for p in training.model.parameters())
    tokens = training.step * options.batch_tokens
    passes = training.step * training.blocks.blocks_of_batch / training.blocks.count
    device = torch.cuda.get_device_name() if options.device == "cuda" else "a CPU"
    return f"""# {recipe.name}

{recipe.summary}

A Llama of {parameters:,} parameters: {config.layers} layers of {config.hidden} numbers, {config.heads} heads over {config.key_heads} key heads,
a table of {config.vocabulary:,} tokens. Weights are stored in {recipe.precision}.

Trained from new weights by `recipes/gpu/language_model.py` for {training.seconds / 60:.1f} minutes on {device} with PyTorch {torch.__version__}
({options.arithmetic}): {training.step:,} steps of {options.batch_tokens:,} tokens, {tokens:,} tokens in all or {passes:.2f} passes, in blocks
of {options.length}; learning rate up to {options.learning_rate:g}, weight decay {options.weight_decay:g}, seed {recipe.seed}.

{sources(recipe, files)}

Texts that the model has not seen, in blocks of {recipe.length} tokens:

{scores}
"""


def sources(recipe, files):
    known = tomllib.loads(DATASETS.read_text(encoding="utf-8"))
    lines = ["| texts | by | licence | documents | words | tokens | times |", "|---|---|---|---:|---:|---:|---:|"]
    for data, file in zip(recipe.train, files):
        about = known.get(data.path.parent.name, {}).get(file["name"], {})
        cells = [about.get("name", file["name"]), about.get("by", "unknown"), about.get("licence", "unknown")]
        cells += [f"{file[key]:,}" for key in ("documents", "words", "tokens")] + [data.repeat]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)
