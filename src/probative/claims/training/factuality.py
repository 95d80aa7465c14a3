"""The reading of factuality, settled once everything below it is taught.

Its weights are few and its answers are numbers, so the best of them need no steps: they are what least squares gives
over every judged word, held to what the steps had come to.

Source: Hoerl and Kennard, "Ridge Regression", 1970.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from probative.claims.training.batches import batch
from probative.claims.training.examples import Example
from probative.claims.training.network import Network

_HELD: Final = 3000.0
"""So many judged words weigh as much as what the steps had come to; of nine strengths the one whose mean square error
over five parts of UDS It-Happened's train part, each left out once, was least (1.368; 1.440 without settling)."""
_TOGETHER: Final = 16


def settle(network: Network, examples: Sequence[Example]) -> None:
    """Give the network the weights of factuality that err least over the judged words of ``examples``.

    Args:
        network: Taught; changed in place. Nothing changes where no word is judged.
        examples: Those without judged words are passed over.
    """
    network.eval()
    head = network.encoder.fact
    judged = [each for each in examples if each.facts]
    if not judged:
        return
    seen, wanted = (np.concatenate(parts) for parts in zip(*_states(network, judged), strict=True))
    before = head.weight.detach().numpy()[0].astype(np.float64)
    middle = seen.mean(0)
    apart = seen - middle
    left = wanted - seen @ before
    more = np.linalg.solve(apart.T @ apart + _HELD * np.eye(len(before)), apart.T @ (left - left.mean()))
    with torch.no_grad():
        head.weight.copy_(torch.from_numpy(before + more)[None])
        head.bias.fill_(float(left.mean() - middle @ more))


def _states(network: Network, judged: Sequence[Example]) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    """Give what the encoder made of each judged word, and how it was judged, a few windows at a time."""
    nobody = np.random.default_rng(0)
    for first in range(0, len(judged), _TOGETHER):
        given = batch(judged[first : first + _TOGETHER], mask=0, share=0.0, chance=nobody)
        with torch.no_grad():
            state = network.encoder.state(given.pieces, given.present, given.features).float()
        words = torch.gather(state, 1, given.starts[..., None].expand(-1, -1, state.shape[-1]))
        known = ~torch.isnan(given.facts)
        yield words[known].numpy().astype(np.float64), given.facts[known].numpy().astype(np.float64)
