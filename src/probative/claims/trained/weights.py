"""A trained model in a folder: what it is, that its files are what they were, and the sessions that run it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import onnxruntime
from tokenizers import Tokenizer

from probative.base.errors import MachineError

CARD: Final = "model.json"
ENCODER: Final = "encoder.onnx"
ROLES: Final = "roles.onnx"
TOKENIZER: Final = "tokenizer.json"


class ModelInvalid(MachineError):
    """A model's folder lacks a file, or a file is not the one its card names by hash."""

    code = "P630"
    hint = "Install Probative again, or give the folder that `probative train` wrote."


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A model that can be run.

    ``hash`` is the SHA-256 of its card, which names the hash of every other file. ``lean`` is added to the score of
    beginning a cue. ``scale`` maps what the network and the rules say to a probability: see ``calibration``.
    ``tokenizer`` cuts words into pieces; where there is none, words are told by their letters in a table of ``rows``.
    ``learned`` are the fingerprints of the documents that it was taught from and chosen by; empty where its card says
    nothing of it.
    """

    name: str
    version: str
    languages: frozenset[str]
    hash: str
    lean: float
    threshold: float
    scale: Mapping[str, tuple[float, ...]]
    tokenizer: Tokenizer | None
    rows: int
    encoder: onnxruntime.InferenceSession
    roles: onnxruntime.InferenceSession
    learned: frozenset[str] = frozenset()

    @property
    def edition(self) -> str:
        """The version with the beginning of the hash, which tells two models of one version apart."""
        return f"{self.version}-{self.hash[:12]}"


def open_weights(folder: Path) -> Weights:
    """Open a model.

    Args:
        folder: Holds ``model.json``, ``encoder.onnx``, ``roles.onnx``, and ``tokenizer.json`` unless its card has the
            ``rows`` of a table of letters.

    Raises:
        ModelInvalid: A file is missing, or is not what the card says.
    """
    content = _read(folder / CARD)
    try:
        card: dict[str, Any] = _plain(content)
        rows = int(card.get("rows", 0))
        names = (ENCODER, ROLES) if rows else (ENCODER, ROLES, TOKENIZER)
        files = {name: _checked(folder / name, card["files"][name]) for name in names}
        return Weights(
            name=card["name"],
            version=card["version"],
            languages=frozenset(card["languages"]),
            hash=hashlib.sha256(content).hexdigest(),
            lean=float(card["lean"]),
            threshold=float(card["threshold"]),
            scale={key: tuple(map(float, value)) for key, value in card["scale"].items()},
            tokenizer=None if rows else _tokenizer(files[TOKENIZER]),
            rows=rows,
            encoder=_session(files[ENCODER]),
            roles=_session(files[ROLES]),
            learned=frozenset(map(str, card.get("learned", ()))),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelInvalid(f"{folder / CARD} lacks something or holds something else: {error!r}") from error


def read_card(folder: Path) -> dict[str, Any]:
    """Give what a model's card says: what it was taught from, how well it did, the hash of every file.

    Raises:
        ModelInvalid: There is no card, or it is no JSON object.
    """
    try:
        return _plain(_read(folder / CARD))
    except ValueError as error:
        raise ModelInvalid(f"{folder / CARD} is no card of a model: {error}") from error


def card_hash(folder: Path) -> str:
    """Give the SHA-256 of a model's card, which stands for the whole model.

    Raises:
        ModelInvalid: There is no card.
    """
    return hashlib.sha256(_read(folder / CARD)).hexdigest()


def _tokenizer(content: bytes) -> Tokenizer:
    tokenizer = Tokenizer.from_str(content.decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _plain(content: bytes) -> dict[str, Any]:
    card = json.loads(content)
    if not isinstance(card, dict):
        raise ValueError("not an object")  # noqa: TRY004 - both callers make one error of it
    return card


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelInvalid(f"{path}: {error.strerror}") from error


def _checked(path: Path, wanted: str) -> bytes:
    content = _read(path)
    if hashlib.sha256(content).hexdigest() != wanted:
        raise ModelInvalid(f"{path} is not the file that the model's card names")
    return content


def _session(content: bytes) -> onnxruntime.InferenceSession:
    """Open on one thread: the answer must not depend on how sums are split."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = True
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
