"""Muon (Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024): steps of momentum, made orthogonal."""
import torch

# Of `X`, `X X^T X` and `(X X^T)^2 X`: those that bring small singular values up fastest; all end between about 0.7 and 1.2.
COEFFICIENTS = (3.4445, -4.7750, 2.0315)
ITERATIONS = 5
# The root mean square of AdamW's steps, so that one learning rate serves both (Liu et al., arXiv 2502.16982, section 2.2).
ROOT_MEAN_SQUARE = 0.2


def orthogonalized(matrices):
    """The nearest matrices whose singular values are all about one, by Newton and Schulz's iteration; `[count, rows, columns]`."""
    a, b, c = COEFFICIENTS
    is_tall = matrices.shape[-2] > matrices.shape[-1]
    x = matrices.mT if is_tall else matrices
    x = x / x.norm(dim=(-2, -1), keepdim=True).clamp_min(1e-30)
    # The iteration forgives rounding, and GPUs are many times faster so.
    x = x.bfloat16() if x.is_cuda else x
    for _ in range(ITERATIONS):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return (x.mT if is_tall else x).to(matrices.dtype)


class Muon(torch.optim.Optimizer):
    """For matrices between hidden states; those of one shape take their step together, which few large products need less time for."""

    def __init__(self, parameters, lr, weight_decay=0.0, momentum=0.95):
        super().__init__(parameters, {"lr": lr, "weight_decay": weight_decay, "momentum": momentum})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            by_shape = {}
            for parameter in group["params"]:
                by_shape.setdefault(tuple(parameter.shape), []).append(parameter)
            for shape, parameters in by_shape.items():
                directions = torch.stack([self.direction(p, group["momentum"]) for p in parameters])
                size = group["lr"] * ROOT_MEAN_SQUARE * max(shape) ** 0.5
                for parameter, direction in zip(parameters, orthogonalized(directions)):
                    parameter.mul_(1 - group["lr"] * group["weight_decay"]).sub_(direction, alpha=size)

    def direction(self, parameter, momentum):
        """Moves the momentum on and looks one step ahead of it, after Nesterov."""
        state = self.state[parameter]
        if not state:
            state["momentum"] = torch.zeros_like(parameter)
        state["momentum"].mul_(momentum).add_(parameter.grad)
        return parameter.grad + momentum * state["momentum"]
