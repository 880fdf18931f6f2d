"""The Llama decoder (Touvron et al., arXiv 2302.13971) in PyTorch, its weights named as in Hugging Face's `LlamaForCausalLM`.

Shapes: B sequences of T tokens, hidden states of D numbers.
"""
import json
import sys

import torch
from torch import nn
from torch.nn import functional

# Fields that would give other numbers if they were passed over, with the one value that is computed here.
FIXED = {
    "model_type": "llama", "hidden_act": "silu", "attention_bias": False, "mlp_bias": False, "rope_scaling": None, "sliding_window": None,
    "pretraining_tp": 1, "partial_rotary_factor": 1,
}


class Config:
    """What a `config.json` says; ends the program where it asks for what is not computed here."""

    def __init__(self, path):
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            self.hidden, self.layers, self.inner = (values[k] for k in ("hidden_size", "num_hidden_layers", "intermediate_size"))
            self.heads, self.vocabulary = values["num_attention_heads"], values["vocab_size"]
            self.beginning, self.end = values["bos_token_id"], values["eos_token_id"]
        except (OSError, ValueError) as error:
            sys.exit(f"{path}: cannot be read ({error}); copy recipes/language-model/config.json there")
        except KeyError as error:
            sys.exit(f"{path}: {error} is missing; recipes/language-model/config.json shows what is needed")
        if not isinstance(self.beginning, int) or not isinstance(self.end, int):
            sys.exit(f"{path}: bos_token_id and eos_token_id must be one id each")
        for field, supported in FIXED.items():
            if values.get(field, supported) != supported:
                sys.exit(f"{path}: {field} is {values[field]!r}, but {supported!r} is all that is computed here")
        self.values = values
        self.key_heads = values.get("num_key_value_heads", self.heads)
        self.head_size = values.get("head_dim") or self.hidden // self.heads
        self.positions = values.get("max_position_embeddings", 2048)
        self.epsilon = values.get("rms_norm_eps", 1e-6)
        self.is_tied = values.get("tie_word_embeddings", False)
        rotary = values.get("rope_parameters") or {}
        if rotary.get("rope_type", "default") != "default":
            sys.exit(f"{path}: rope_type is {rotary['rope_type']!r}, but 'default' is all that is computed here")
        self.theta = rotary.get("rope_theta", values.get("rope_theta", 10_000.0))
        if self.heads % self.key_heads or self.head_size % 2:
            sys.exit(f"{path}: num_key_value_heads must divide num_attention_heads, and a head's size must be even")


class Attention(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.size = config.head_size
        self.q_proj = nn.Linear(config.hidden, config.heads * self.size, bias=False)
        self.k_proj = nn.Linear(config.hidden, config.key_heads * self.size, bias=False)
        self.v_proj = nn.Linear(config.hidden, config.key_heads * self.size, bias=False)
        self.o_proj = nn.Linear(config.heads * self.size, config.hidden, bias=False)

    def forward(self, x, rotation):
        """`[B, T, D]`; rotation: cosines and sines of each place, `[T, size / 2]`."""
        projections = (self.q_proj(x), self.k_proj(x), self.v_proj(x))
        query, key, value = (p.unflatten(-1, (-1, self.size)).transpose(1, 2) for p in projections)
        query, key = rotated(query, *rotation), rotated(key, *rotation)
        mixed = functional.scaled_dot_product_attention(query, key, value, is_causal=True, enable_gqa=True)
        return self.o_proj(mixed.transpose(1, 2).flatten(2))


def rotated(x, cosine, sine):
    """Turns pairs of numbers by their place (Su et al., arXiv 2104.09864); a number's partner is half a head away."""
    first, second = x.chunk(2, dim=-1)
    return torch.cat((first * cosine - second * sine, second * cosine + first * sine), dim=-1).to(x.dtype)


class FeedForward(nn.Module):
    """SwiGLU (Shazeer, arXiv 2002.05202)."""

    def __init__(self, config):
        super().__init__()
        self.gate_proj = nn.Linear(config.hidden, config.inner, bias=False)
        self.up_proj = nn.Linear(config.hidden, config.inner, bias=False)
        self.down_proj = nn.Linear(config.inner, config.hidden, bias=False)

    def forward(self, x):
        return self.down_proj(functional.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.input_layernorm = nn.RMSNorm(config.hidden, eps=config.epsilon)
        self.self_attn = Attention(config)
        self.post_attention_layernorm = nn.RMSNorm(config.hidden, eps=config.epsilon)
        self.mlp = FeedForward(config)

    def forward(self, x, rotation):
        x = x + self.self_attn(self.input_layernorm(x), rotation)
        return x + self.mlp(self.post_attention_layernorm(x))


class Llama(nn.Module):
    """New weights, drawn by the seed as `stet train` does: normal with deviation 0.02, less for what is added to the residual stream."""

    def __init__(self, config, seed=0):
        super().__init__()
        self.config = config
        parts = {"embed_tokens": nn.Embedding(config.vocabulary, config.hidden)}
        parts["layers"] = nn.ModuleList(Layer(config) for _ in range(config.layers))
        parts["norm"] = nn.RMSNorm(config.hidden, eps=config.epsilon)
        self.model = nn.ModuleDict(parts)
        self.lm_head = None if config.is_tied else nn.Linear(config.hidden, config.vocabulary, bias=False)
        generator = torch.Generator().manual_seed(seed)
        for name, weight in self.named_parameters():
            if weight.ndim == 2:
                added = name.endswith(("o_proj.weight", "down_proj.weight"))
                deviation = 0.02 / (2 * config.layers) ** 0.5 if added else 0.02
                nn.init.normal_(weight, std=deviation, generator=generator)

    def forward(self, ids, targets):
        """The cost of each target, `[B, T]`, natural logarithm: minus the log-probability of what follows each of `ids`, `[B, T]`."""
        rotation = self.rotation(ids.shape[1], ids.device)
        x = self.model["embed_tokens"](ids)
        for layer in self.model["layers"]:
            x = layer(x, rotation)
        head = self.lm_head or self.model["embed_tokens"]
        logits = functional.linear(self.model["norm"](x), head.weight).float()
        return functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction="none").view(targets.shape)

    def rotation(self, length, device):
        half = torch.arange(0, self.config.head_size, 2, device=device, dtype=torch.float32) / self.config.head_size
        angles = torch.arange(length, device=device, dtype=torch.float32).outer(self.config.theta ** -half)
        return angles.cos(), angles.sin()
