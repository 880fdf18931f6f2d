"""The encoders of other engines for `encoder_bench.py`, all made from the same weights: mean pooling and normalisation included."""

import os
import time

import numpy


def name(engine):
    """The engine with its version and arithmetic, in words."""
    from importlib.metadata import version

    package, words = {"ort": ("onnxruntime", "ONNX Runtime"), "ct2": ("ctranslate2", "CTranslate2")}[engine.split("-")[0]]
    return f"{words} {version(package)}, {engine.split('-')[1]}"


def load(engine, model, threads, folder):
    """`ort-fp32`, `ort-int8`, `ct2-fp32` or `ct2-int8`; what it is converted into is kept in `folder`."""
    return (ONNXRuntime if engine.startswith("ort") else CTranslate2)(engine, model, threads, folder)


def export(model, path):
    """Writes the encoder with mean pooling and normalisation as an ONNX model."""
    import torch
    from transformers import BertModel

    class Sentence(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.bert = BertModel.from_pretrained(model, add_pooling_layer=False, attn_implementation="eager").eval()

        def forward(self, input_ids, attention_mask):
            hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            return torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=-1)

    ids = torch.ones(2, 16, dtype=torch.int64)
    axes = {0: "batch", 1: "sequence"}
    torch.onnx.export(
        Sentence(), (ids, ids), path, input_names=["input_ids", "attention_mask"], output_names=["embedding"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes}, opset_version=17, dynamo=False)


class Engine:
    """What the engines share: timing, and batches of like length for many sentences."""

    def measure(self, sequences, repetitions):
        """The median and the smallest time of a pass in milliseconds, and the first vector."""
        times = []
        for _ in range(repetitions):
            start = time.perf_counter()
            vectors = self.encode(sequences)
            times.append((time.perf_counter() - start) * 1e3)
        return float(numpy.median(times)), min(times), vectors[0]

    def measure_many(self, sequences, batch=32):
        """Milliseconds for many sentences, those of like length together, as little padded as may be."""
        start = time.perf_counter()
        ordered = sorted(sequences, key=len)
        for first in range(0, len(ordered), batch):
            self.encode(ordered[first:first + batch])
        return (time.perf_counter() - start) * 1e3


class ONNXRuntime(Engine):
    def __init__(self, engine, model, threads, folder):
        import onnxruntime

        path = os.path.join(folder, "encoder.onnx")
        if not os.path.exists(path):
            export(model, path)
        if engine.endswith("int8"):
            from onnxruntime.quantization import QuantType, quantize_dynamic

            full, path = path, os.path.join(folder, "encoder-int8.onnx")
            if not os.path.exists(path):
                quantize_dynamic(full, path, per_channel=True, weight_type=QuantType.QInt8)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def encode(self, sequences):
        width = max(map(len, sequences))
        ids = numpy.zeros((len(sequences), width), numpy.int64)
        mask = numpy.zeros_like(ids)
        for row, sequence in enumerate(sequences):
            ids[row, : len(sequence)] = sequence
            mask[row, : len(sequence)] = 1
        return self.session.run(None, {"input_ids": ids, "attention_mask": mask})[0]


class CTranslate2(Engine):
    def __init__(self, engine, model, threads, folder):
        import ctranslate2

        path = os.path.join(folder, "encoder-ct2")
        if not os.path.exists(path):
            from ctranslate2.converters import TransformersConverter

            TransformersConverter(model).convert(path)
        kind = "float32" if engine.endswith("fp32") else "int8"
        self.encoder = ctranslate2.Encoder(path, device="cpu", compute_type=kind, inter_threads=1, intra_threads=threads)

    def encode(self, sequences):
        hidden = numpy.array(self.encoder.forward_batch(sequences).last_hidden_state)
        means = numpy.stack([hidden[row, : len(sequence)].mean(0) for row, sequence in enumerate(sequences)])
        return means / numpy.linalg.norm(means, axis=1, keepdims=True)
