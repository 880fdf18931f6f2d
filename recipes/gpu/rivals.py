"""What the check compares with: PyTorch's Muon, the model in `transformers`, Stet itself."""
import json
import subprocess

import torch

from muon import Muon


def muon():
    """How far three steps are from those of PyTorch's own, in proportion to how far these lead."""
    torch.manual_seed(1)
    start = [torch.randn(64, 176), torch.randn(176, 64), torch.randn(64, 176)]
    ours, theirs = ([torch.nn.Parameter(m.clone()) for m in start] for _ in range(2))
    other = torch.optim.Muon(theirs, lr=0.01, weight_decay=0.1, momentum=0.95, nesterov=True, adjust_lr_fn="match_rms_adamw")
    optimizers = Muon(ours, lr=0.01, weight_decay=0.1), other
    for _ in range(3):
        for a, b in zip(ours, theirs):
            a.grad = torch.randn(a.shape)
            b.grad = a.grad.clone()
        for optimizer in optimizers:
            optimizer.step()
    moved = torch.cat([(b - s).flatten() for b, s in zip(theirs, start)]).norm()
    return (torch.cat([(a - b).flatten() for a, b in zip(ours, theirs)]).norm() / moved).item()


@torch.no_grad()
def transformers(folder, texts):
    """Log-probabilities by `LlamaForCausalLM`; None where it is not installed."""
    try:
        from transformers import LlamaForCausalLM
    except ImportError:
        return None
    model = LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32)
    found = []
    for _, ids in texts:
        logits = model(torch.tensor([[model.config.bos_token_id] + ids[:-1]])).logits[0]
        found.append(logits.log_softmax(-1).gather(1, torch.tensor(ids)[:, None]).double().sum().item())
    return found


def stet(program, folder, texts):
    """Log-probabilities by `stet score`; None where no program is named."""
    if not program:
        return None
    lines = "\n".join(line for line, _ in texts) + "\n"
    done = subprocess.run(
        [program, "score", "-", "--model", f"{folder}/", "--format", "jsonl"], input=lines, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line)["logProbability"] for line in done.stdout.splitlines()]


def stet_bits(program, recipe, folder):
    """Bits per byte by `stet eval recipe`, of all dev texts and then of each."""
    command = [program, "eval", "recipe", recipe, "--model", f"{folder}/", "--threads", "1", "--format", "jsonl"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [value for name, value in json.loads(done.stdout)["scores"].items() if name.startswith("bits per byte")]
