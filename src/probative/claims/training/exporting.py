"""A taught network as the files that ship: two graphs with weights of eight bits."""

import logging
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from probative.claims.slavic.letters import LONGEST
from probative.claims.training.network import Encoder, Layer, Network

_OPSET = 17


class _Attention(torch.autograd.Function):
    """Attention of one text to itself as one node of the graph, which the runtime has a fast kernel for."""

    @staticmethod
    def forward(_: object, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        rows, length, width = query.shape

        def parted(given: Tensor) -> Tensor:
            return given.view(rows, length, heads, width // heads).transpose(1, 2)

        seen = functional.scaled_dot_product_attention(parted(query), parted(key), parted(value))
        return seen.transpose(1, 2).reshape(rows, length, width)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:  # noqa: ANN401 - torch's are private
        made = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return made.setType(query.type())


class _Layer(nn.Module):
    """A layer that reads one text without padding, its three first products in one."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        parts = (layer.query, layer.key, layer.value)
        self.given = layer
        self.parts = nn.Linear(layer.query.in_features, sum(part.out_features for part in parts))
        with torch.no_grad():
            self.parts.weight.copy_(torch.cat([part.weight for part in parts]))
            self.parts.bias.copy_(torch.cat([part.bias for part in parts]))

    def forward(self, state: Tensor) -> Tensor:
        query, key, value = self.parts(state).split(state.shape[-1], -1)
        seen = _Attention.apply(query, key, value, self.given.heads)  # type: ignore[no-untyped-call]
        return self.given.onward(state, seen)


class _Answers(nn.Module):
    """The encoder as it reads one window at a time."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.layers = nn.ModuleList(_Layer(layer) for layer in encoder.each_layer())

    def forward(self, pieces: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        state = self.encoder.begun(pieces, features)
        for layer in self.layers:
            state = layer(state)
        return self.encoder.answers(state)


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
    pieces = torch.ones((1, 7, LONGEST), dtype=torch.long) if network.sizes.letters else some[:1]
    words = torch.zeros((2, 7, network.sizes.role_width))
    encoder = _graph(
        _Answers(network.encoder).eval(), (pieces, some[:1]), ["pieces", "features"],
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
        custom_opsets={"com.microsoft": 1},
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
