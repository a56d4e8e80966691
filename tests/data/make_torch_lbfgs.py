"""Records runs of torch.optim.LBFGS with which the tests compare the engine.

Run by hand where PyTorch 2.13 is installed: python -m tests.data.make_torch_lbfgs

`torch_lbfgs.json` holds, for every surface and start, the positions up to
a loss of 1e-10, the evaluations that each update took, and for some updates the pairs torch
remembered and the direction it made of them.
"""

import json
import sys
from pathlib import Path
from typing import Any

import torch

HERE = Path(__file__).parent
LOW_ENOUGH = 1e-10
MOMENTS = (1, 2, 5, 12, 20, 30)


def rosenbrock(x: torch.Tensor) -> torch.Tensor:
    return (1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2


def himmelblau(x: torch.Tensor) -> torch.Tensor:
    return (x[0] ** 2 + x[1] - 11) ** 2 + (x[0] + x[1] ** 2 - 7) ** 2


def beale(x: torch.Tensor) -> torch.Tensor:
    terms = zip((1.5, 2.25, 2.625), (1, 2, 3), strict=True)
    return torch.stack([(c - x[0] * (1 - x[1] ** k)) ** 2 for c, k in terms]).sum()


STARTS = {
    rosenbrock: ((-1.5, 1.5), (-1.2, 1.0), (0.5, 2.5), (1.5, -0.5), (-1.0, -1.0)),
    himmelblau: ((0.0, 0.0), (-1.0, 3.0), (4.0, -4.0)),
    beale: ((0.0, 0.0), (1.0, 1.5), (2.0, -1.0)),
}


def run(surface: Any, start: tuple[float, float]) -> dict[str, Any]:
    x = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [x],
        lr=1,
        max_iter=1,
        max_eval=100,
        history_size=10,
        tolerance_grad=0,
        tolerance_change=0,
        line_search_fn="strong_wolfe",
    )
    count = 0

    def closure() -> Any:
        nonlocal count
        count += 1
        optimizer.zero_grad()
        loss = surface(x)
        loss.backward()
        return loss

    positions, evaluations, moments = [x.tolist()], [], []
    while surface(x).item() > LOW_ENOUGH:
        before, count = x.tolist(), 0
        optimizer.step(closure)
        positions.append(x.tolist())
        evaluations.append(count)
        if len(evaluations) - 1 in MOMENTS:
            moments.append(moment(len(evaluations) - 1, before, optimizer.state[x]))
    return {
        "surface": surface.__name__,
        "positions": positions,
        "evaluations": evaluations,
        "moments": moments,
    }


def moment(update: int, x: list[float], state: dict[str, Any]) -> dict[str, Any]:
    """The pairs that the update used, newest first, and the direction that it took."""
    return {
        "update": update,
        "x": x,
        "movements": [s.tolist() for s in reversed(state["old_stps"])],
        "changes": [y.tolist() for y in reversed(state["old_dirs"])],
        "direction": state["d"].tolist(),
    }


def main() -> None:
    runs = [run(surface, start) for surface, starts in STARTS.items() for start in starts]
    data = {"torch": torch.__version__, "runs": runs}
    (HERE / "torch_lbfgs.json").write_text(json.dumps(data), encoding="utf-8")
    sys.stdout.write(f"{len(runs)} runs\n")


if __name__ == "__main__":
    main()
