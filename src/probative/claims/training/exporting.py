"""A taught network as the files that ship: two graphs with weights of eight bits."""

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from probative.claims.training.network import Encoder, Network

_OPSET = 17


class _Answers(nn.Module):
    """The encoder with the outputs that are used."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor, present: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        cue, entity, fact, role = self.encoder(pieces, present, features)
        return cue, entity, fact, role


def export(network: Network, encoder: Path, roles: Path) -> None:
    """Write both graphs.

    Args:
        network: Taught.
        encoder: Where the encoder goes.
        roles: Where the head over roles goes.

    The weights of the encoder's matrices are whole numbers of eight bits with a scale for each column; one scale for a
    whole matrix costs about two points of F1.

    Source: reference/attribution.md.
    """
    network.eval()
    some = torch.ones((2, 7), dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "encoder.onnx"
        _write(
            _Answers(network.encoder), (some, some, some), plain, ["pieces", "present", "features"],
            ["cue", "entity", "fact", "role"],
        )  # fmt: skip
        _halved(plain, encoder)
        words = torch.zeros((2, 7, network.sizes.role_width))
        plain = Path(folder) / "roles.onnx"
        _write(
            network.roles, (words, some, some, some, some, some), plain,
            ["words", "present", "cue", "others", "away", "sentences"], ["roles", "certainty", "facts"],
        )  # fmt: skip
        _halved(plain, roles)


def _write(part: nn.Module, given: tuple[Tensor, ...], path: Path, inputs: list[str], outputs: list[str]) -> None:
    torch.onnx.export(
        part, given, str(path), input_names=inputs, output_names=outputs, dynamo=False, opset_version=_OPSET,
        dynamic_axes={name: {0: "rows", 1: "words"} for name in (*inputs, *outputs) if name not in _FLAT}
        | {name: {0: "rows"} for name in outputs if name in _FLAT},
    )  # fmt: skip


_FLAT = frozenset(("certainty", "facts"))


def _halved(plain: Path, goal: Path) -> None:
    """Turn the matrices to eight bits and leave out what says when and where the file was made."""
    quantize_dynamic(plain, goal, per_channel=True, weight_type=QuantType.QInt8)
    model = onnx.load(goal)
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    onnx.save(model, goal)
