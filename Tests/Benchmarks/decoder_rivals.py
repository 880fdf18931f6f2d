"""A GPT-2 with random weights, and the engines that `decoder.py` puts beside Stet."""

import os
import time

import numpy

import gpt2

LAYERS, HIDDEN, HEADS, POSITIONS, VOCABULARY = 12, 768, 12, 1024, 50257


def make_model(folder):
    """A GPT-2 of 124M with random weights; gives the folder."""
    random = numpy.random.default_rng(3)
    return gpt2.make(
        folder, lambda count: (0.02 * random.standard_normal(count, numpy.float32)).tobytes(), layers=LAYERS, hidden=HIDDEN, heads=HEADS,
        positions=POSITIONS, vocabulary=VOCABULARY)


def load(engine, model, folder, decoded):
    """`ct2-int8`, `ct2-float32`, `llama-q8_0` or `llama-f32`.

    Raises ImportError where the engine is not installed."""
    return (CTranslate2 if engine.startswith("ct2") else LlamaCpp)(engine.split("-")[1], model, folder, decoded)


class CTranslate2:
    def __init__(self, kind, model, folder, decoded):
        import ctranslate2
        from ctranslate2.converters import TransformersConverter

        path = os.path.join(folder, "gpt2-ct2")
        if not os.path.exists(path):
            TransformersConverter(model).convert(path)
        self.name, self.decoded, self.tokens = f"CTranslate2 {ctranslate2.__version__}, {kind}", decoded, gpt2.tokens_of(VOCABULARY)
        self.generator = ctranslate2.Generator(path, device="cpu", compute_type=kind, inter_threads=1, intra_threads=1)

    def generate(self, prompt, count):
        start = time.perf_counter()
        self.generator.generate_batch(
            [prompt], max_length=count, min_length=count, sampling_topk=1, include_prompt_in_result=False, end_token=[], return_scores=False)
        return (time.perf_counter() - start) * 1e3

    def measure(self, ids):
        """Reading gives the first token; what a whole call takes longer is decoding."""
        prompt = [self.tokens[index] for index in ids]
        reading = self.generate(prompt, 1)
        return reading, max(0.0, self.generate(prompt, self.decoded) - reading)


class LlamaCpp:
    def __init__(self, kind, model, folder, decoded):
        import gguf
        import llama_cpp

        path = os.path.join(folder, f"gpt2-{kind}.gguf")
        write_gguf(gguf, model, path, kind)
        self.library, self.decoded, self.name = llama_cpp, decoded, f"llama.cpp ({llama_cpp.__version__}), {kind}"
        self.model = llama_cpp.Llama(model_path=path, n_ctx=512, n_batch=512, n_threads=1, n_threads_batch=1, verbose=False)

    def measure(self, ids):
        self.model.reset()
        start = time.perf_counter()
        self.model.eval(ids)
        reading = time.perf_counter()
        for _ in range(self.decoded - 1):
            self.model.eval([int(numpy.argmax(self.model.scores[self.model.n_tokens - 1]))])
        return (reading - start) * 1e3, (time.perf_counter() - reading) * 1e3


def write_gguf(gguf, model, path, kind):
    """The checkpoint as llama.cpp reads it, matrices in `q8_0` or `f32`."""
    from safetensors.numpy import load_file

    writer = gguf.GGUFWriter(path, "gpt2")
    writer.add_context_length(POSITIONS)
    writer.add_embedding_length(HIDDEN)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(4 * HIDDEN)
    writer.add_head_count(HEADS)
    writer.add_layer_norm_eps(1e-5)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0 if kind == "q8_0" else gguf.LlamaFileType.ALL_F32)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(gpt2.tokens_of(VOCABULARY))
    writer.add_token_types([gguf.TokenType.NORMAL] * (VOCABULARY - 1) + [gguf.TokenType.CONTROL])
    writer.add_token_merges(["a b"])
    names = {"wte": "token_embd", "wpe": "position_embd", "ln_f": "output_norm"}
    parts = {"ln_1": "attn_norm", "ln_2": "ffn_norm", "attn.c_attn": "attn_qkv", "attn.c_proj": "attn_output", "mlp.c_fc": "ffn_up", "mlp.c_proj": "ffn_down"}
    for name, values in load_file(os.path.join(model, "model.safetensors")).items():
        stem, kind = name.removeprefix("transformer.").rsplit(".", 1)
        if stem.startswith("h."):
            _, layer, part = stem.split(".", 2)
            target = f"blk.{layer}.{parts[part]}.{kind}"
            # Conv1D keeps matrices the other way round.
            values = numpy.ascontiguousarray(values.T) if "c_" in part and kind == "weight" else values
        else:
            target = f"{names[stem]}.{kind}"
        if kind == "q8_0" and values.ndim == 2 and stem != "wpe":
            quantized = gguf.quants.quantize(values, gguf.GGMLQuantizationType.Q8_0)
            writer.add_tensor(target, quantized, raw_dtype=gguf.GGMLQuantizationType.Q8_0)
        else:
            writer.add_tensor(target, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
