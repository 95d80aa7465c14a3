"""A taught network as the files that ship: two graphs with weights of eight bits."""

import logging
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
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


def export(network: Network) -> tuple[bytes, bytes]:
    """Give both graphs as the bytes of their files: the encoder, and the head over roles.

    The weights of the encoder's matrices are whole numbers of eight bits with a scale for each column; one scale for a
    whole matrix costs about two points of F1.

    Args:
        network: Taught.

    Source: reference/attribution.md.
    """
    network.eval()
    with _quiet():
        return _exported(network)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep back what the libraries say of constant folding and of steps that are not taken here on purpose."""
    disabled = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)


def _exported(network: Network) -> tuple[bytes, bytes]:
    some = torch.ones((2, 7), dtype=torch.long)
    words = torch.zeros((2, 7, network.sizes.role_width))
    encoder = _graph(
        _Answers(network.encoder), (some, some, some), ["pieces", "present", "features"],
        ["cue", "entity", "fact", "role"],
    )  # fmt: skip
    roles = _graph(
        network.roles, (words, some, some, some, some, some),
        ["words", "present", "cue", "others", "away", "sentences"], ["roles", "certainty", "facts"],
    )  # fmt: skip
    return _halved(encoder), _halved(roles)


def _graph(part: nn.Module, given: tuple[Tensor, ...], inputs: list[str], outputs: list[str]) -> onnx.ModelProto:
    stream = BytesIO()
    torch.onnx.export(
        part, given, stream,  # type: ignore[arg-type]  # a stream is taken too
        input_names=inputs, output_names=outputs, dynamo=False, opset_version=_OPSET,
        dynamic_axes={name: {0: "rows", 1: "words"} for name in (*inputs, *outputs) if name not in _FLAT}
        | {name: {0: "rows"} for name in outputs if name in _FLAT},
    )  # fmt: skip
    return onnx.load_model_from_string(stream.getvalue())


_FLAT = frozenset(("certainty", "facts"))


def _halved(plain: onnx.ModelProto) -> bytes:
    """Turn the matrices to eight bits and leave out what says when and where the file was made."""
    with tempfile.TemporaryDirectory() as folder:
        goal = Path(folder) / "halved.onnx"
        quantize_dynamic(plain, goal, per_channel=True, weight_type=QuantType.QInt8)
        model = onnx.load(goal)
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    content: bytes = model.SerializeToString(deterministic=True)
    return content
