"""The graphs that ship say what the taught network says."""

import numpy as np
import onnxruntime
import pytest
import torch

from probative.claims.training.exporting import export
from probative.claims.training.network import Network, Sizes

SIZES = Sizes(pieces=200, positions=64, width=48, heads=4, inner=96, layers=2, role_width=16)


def network(seed: int) -> Network:
    torch.manual_seed(seed)
    made = Network(SIZES)
    made.eval()
    return made


@pytest.mark.parametrize("length", [1, 2, 7, 33, 64])
def test_the_graph_of_the_encoder_says_of_a_window_what_the_network_says_of_it_among_longer_ones(length):
    """The network is taught with windows of many lengths together; the graph reads one alone."""
    made = network(1)
    graph = onnxruntime.InferenceSession(export(made)[0])
    chance = np.random.default_rng(length)
    pieces = chance.integers(0, SIZES.pieces, (2, 64))
    features = chance.integers(0, 10, (2, 64))
    present = np.ones_like(pieces)
    present[0, length:] = 0
    with torch.no_grad():
        taught = made.encoder(*map(torch.from_numpy, (pieces, present, features)))
    names = ["cue", "entity", "fact", "role"]
    shipped = graph.run(names, {"pieces": pieces[:1, :length], "features": features[:1, :length]})
    for name, wanted, given in zip(names, taught, shipped, strict=True):
        right = wanted[0, :length].numpy()
        assert np.abs(given[0] - right).max() < 0.1 * np.abs(right).max() + 0.02, name


def test_the_same_network_gives_the_same_bytes():
    assert export(network(2)) == export(network(2))
