#!/usr/bin/env python3
"""Narrows the feed-forward middles of the layers for corrections: the neurons that change their layer's output least are left out.

    python3 recipes/grammar/narrow.py MODEL OUTPUT WIDTH [WIDE]

With WIDE, the model that MODEL was narrowed from, the last layer stays as it is there: few words go through it.

How much a neuron changes is taken to be the length of its column of the outer matrix times the standard deviation of its activation, where what goes into
it is taken as normal, with the mean and the variance that the layer norm before it gives each number. What a neuron that is left out adds on average goes
into the outer bias. No data are looked at. What is lost is learnt again from the wide layers: see stet-en-narrow.toml. Needs numpy and safetensors.
"""

import json
import shutil
import sys
from math import erf, sqrt

import numpy
from safetensors.numpy import load_file, save_file


def gelu_moments(mean, deviation, points=401):
    """Mean and standard deviation of GELU of normal numbers, by a sum over five deviations to both sides."""
    z = numpy.linspace(-5, 5, points)
    weights = numpy.exp(-z * z / 2)
    weights /= weights.sum()
    x = mean[:, None] + deviation[:, None] * z
    values = x * 0.5 * (1 + numpy.vectorize(erf)(x / sqrt(2)))
    average = (values * weights).sum(1)
    return average, numpy.sqrt(((values - average[:, None]) ** 2 * weights).sum(1))


def narrow(tensors, layer, width):
    """Keeps `width` neurons of a layer, in their order; gives the share of the output's variance that they have."""
    inner, outer, norm = f"{layer}.inner", f"{layer}.outer", f"{layer}.attention_norm"
    weights, columns = tensors[f"{inner}.weight"], tensors[f"{outer}.weight"]
    mean = weights @ tensors[f"{norm}.bias"] + tensors[f"{inner}.bias"]
    deviation = numpy.sqrt((weights * weights) @ tensors[f"{norm}.weight"] ** 2)
    average, spread = gelu_moments(mean, deviation)
    importance = spread * numpy.linalg.norm(columns, axis=0)
    kept = numpy.sort(numpy.argsort(-importance)[:width])
    left = numpy.setdiff1d(numpy.arange(len(importance)), kept)
    tensors[f"{outer}.bias"] = (tensors[f"{outer}.bias"] + columns[:, left] @ average[left]).astype(numpy.float32)
    tensors[f"{inner}.weight"] = numpy.ascontiguousarray(weights[kept])
    tensors[f"{inner}.bias"] = tensors[f"{inner}.bias"][kept]
    tensors[f"{outer}.weight"] = numpy.ascontiguousarray(columns[:, kept])
    return (importance[kept] ** 2).sum() / (importance**2).sum()


def main():
    folder, output, width = sys.argv[1], sys.argv[2], int(sys.argv[3])
    shutil.copytree(folder, output)
    tensors = load_file(f"{folder}/model.safetensors")
    with open(f"{output}/stet.json") as file:
        manifest = json.load(file)
    branch = manifest["heads"]["grammar"]["branch"]
    narrowed = branch["layers"]
    if len(sys.argv) > 4:
        narrowed -= 1
        wide = load_file(f"{sys.argv[4]}/model.safetensors")
        last = f"heads.grammar.branch.{narrowed}."
        tensors |= {name: values for name, values in wide.items() if name.startswith(last)}
        branch["last_inner"] = len(tensors[f"{last}inner.bias"])
    for index in range(narrowed):
        share = narrow(tensors, f"heads.grammar.branch.{index}", width)
        print(f"layer {index}: {share:.0%} of the variance of {branch['inner']} neurons lies in {width}")
    branch["inner"] = width
    save_file(tensors, f"{output}/model.safetensors")
    with open(f"{output}/stet.json", "w") as file:
        json.dump(manifest, file)


main()
