"""Optimisers that the recipes need and torch lacks."""

import torch

# Of the polynomial a x + b x^3 + c x^5, which drives numbers from 0 to 1 near 1 in a few rounds
# (Jordan, *Muon: an optimizer for hidden layers in neural networks*, 2024).
COEFFICIENTS = (3.4445, -4.7750, 2.0315)


def orthogonalised(matrix, rounds=3):
    """Return the matrix with all its singular values driven towards 1 (from 0.7 to 1.2).

    The direction of a matrix of gradients is mostly that of a few strong components. Made
    orthogonal, it moves the weights equally far along the weak ones, which often hold what is rare.

    Parameters
    ----------
    matrix : float tensor, (rows, columns)
    rounds : int
        Of Newton-Schulz iteration; 5 bring nearly all singular values near 1, 3 are cheaper.

    Returns
    -------
    tensor, (rows, columns)
        In the type of the matrix.
    """
    a, b, c = COEFFICIENTS
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(rounds):
        square = x @ x.T
        x = torch.addmm(x, torch.addmm(square, square, square, beta=b, alpha=c), x, beta=a)
    return x.T if tall else x


class Muon(torch.optim.Optimizer):
    """Orthogonalised momentum for the kernels of convolutions, Nesterov's momentum for the rest.

    `torch.optim.Muon` takes matrices only. This one takes a convolution's kernels as the matrix
    (outputs, inputs * height * width), and keeps their norm at the root of their number, since a
    step of a fixed length means the less, the longer the weights are (Jordan, airbench94, 2024).

    Parameters
    ----------
    groups : list of dict
        Of parameters. 'lr' is needed; 'momentum', 'weight_decay' have defaults. A group with
        'orthogonal' true holds kernels, (outputs, inputs, height, width).
    rounds : int
        See `orthogonalised`.
    dtype : torch.dtype
        In which the momentum is made orthogonal; the direction of a step needs few digits.
    """

    def __init__(self, groups, *, momentum=0.85, weight_decay=0.0, rounds=3, dtype=torch.float32):
        defaults = {
            "momentum": momentum,
            "weight_decay": weight_decay,
            "orthogonal": False,
            "rounds": rounds,
        }
        self._dtype = dtype  # of this machine, so not among the defaults, which a checkpoint holds
        super().__init__(groups, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        """Change the parameters; return the closure's loss, where there is one."""
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is not None:
                    self._update(parameter, group)
        return loss

    def _update(self, parameter, group):
        """Change one parameter."""
        state, gradient = self.state[parameter], parameter.grad
        if group["weight_decay"]:
            gradient = gradient.add(parameter, alpha=group["weight_decay"])
        if "momentum_buffer" not in state:
            state["momentum_buffer"] = torch.zeros_like(parameter)
        momentum = state["momentum_buffer"].mul_(group["momentum"]).add_(gradient)
        update = gradient.add(momentum, alpha=group["momentum"])
        if group["orthogonal"]:
            parameter.mul_(len(parameter) ** 0.5 / (parameter.norm() + 1e-7))
            matrix = update.flatten(1).to(self._dtype)
            update = orthogonalised(matrix, group["rounds"]).to(update).view(parameter.shape)
        parameter.add_(update, alpha=-group["lr"])
