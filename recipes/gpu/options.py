"""How a run is told apart from the recipe: device, budget, batches and rates."""
import argparse
import pathlib
import sys

import torch


def parsed(description):
    """What the command line says, unchecked."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recipe", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path, help="in place of the recipe's")
    budget = parser.add_mutually_exclusive_group(required=True)
    budget.add_argument("--minutes", type=float, help="the learning rate reaches zero when they are over")
    budget.add_argument("--steps", type=int, help="the learning rate reaches zero at the last one")
    budget.add_argument("--prepare", action="store_true", help="only read the texts, so that a GPU need not wait for that")
    begin = parser.add_mutually_exclusive_group()
    begin.add_argument("--resume", action="store_true", help="go on with an interrupted run")
    begin.add_argument("--restart", action="store_true", help="throw an interrupted run away")
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    parser.add_argument("--arithmetic", choices=("bfloat16", "float32"), help="of the products; bfloat16 on a GPU")
    parser.add_argument("--compile", action=argparse.BooleanOptionalAction, help="torch.compile; on a GPU by default")
    parser.add_argument("--length", type=int, help="tokens of a block (as many as the model has places)")
    parser.add_argument("--batch-tokens", type=int, default=131_072, help="tokens of a step")
    parser.add_argument("--micro-batch", type=int, default=32, help="blocks that are computed at once; fewer need less memory")
    parser.add_argument("--learning-rate", type=float, default=4e-3, help="peak, of both optimizers")
    parser.add_argument("--warm-up", type=int, default=100, help="steps until the peak")
    parser.add_argument("--weight-decay", type=float, default=0.1)
    parser.add_argument("--clip", type=float, default=1.0, help="the largest norm of the gradient")
    parser.add_argument("--save-every", type=float, default=3, help="minutes between two stored states")
    parser.add_argument("--print-every", type=int, default=20, help="steps between two printed lines")
    parser.add_argument("--threads", type=int, help="of PyTorch on a CPU")
    return parser.parse_args()


def complete(options, config):
    """Fills in what depends on device and configuration; ends the program where something cannot be."""
    if options.device == "cuda" and not options.prepare and not torch.cuda.is_available():
        sys.exit("PyTorch finds no GPU; install its CUDA build and a driver, or try the recipe with --device cpu")
    on_gpu = options.device == "cuda"
    options.arithmetic = options.arithmetic or ("bfloat16" if on_gpu else "float32")
    options.compile = on_gpu if options.compile is None else options.compile
    options.length = options.length or config.positions
    if not 1 <= options.length <= config.positions:
        sys.exit(f"--length {options.length} is not between 1 and the {config.positions} places of config.json")
    if options.batch_tokens < options.length or options.batch_tokens % options.length:
        sys.exit(f"--batch-tokens {options.batch_tokens} is no multiple of the {options.length} tokens of a block")
    if min(options.micro_batch, options.print_every) < 1 or min(options.minutes or 1, options.steps or 1, options.clip) <= 0:
        sys.exit("--minutes, --steps, --clip, --micro-batch and --print-every must be over 0")
    if options.arithmetic == "bfloat16" and on_gpu and not options.prepare and not torch.cuda.is_bf16_supported():
        sys.exit("this GPU does not compute in bfloat16; add --arithmetic float32")
    if options.threads:
        torch.set_num_threads(options.threads)
