"""The network while it is being trained: an encoder, heads over words, and a head over words as one cue sees them.

Nesting needs no second run: a cue is one word or a few and lies in no other cue, and each cue gives every word of its
window a role of its own, so that a word may be the content of three cues at once.

Source: Vaswani et al. 2017 (encoder); Wang et al. 2020 (MiniLM); the per-cue roles follow semantic role labelling,
e.g. He et al. 2018.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from probative.claims.slavic.letters import TRAITS
from probative.claims.trained.labels import CERTAINTIES, CUES, DISTANCES, ENTITY_TAGS, FEATURES, ROLES, SENTENCES


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How large the network is.

    Where ``letters`` is not 0 a piece is a row of numbers, each of which stands for a vector that wide; ``reach`` says
    how far words then look at their neighbours below the layers, one step each.
    """

    pieces: int = 30522
    positions: int = 512
    width: int = 384
    heads: int = 12
    inner: int = 1536
    layers: int = 6
    letters: int = 0
    reach: tuple[int, ...] = ()
    role_width: int = 128
    role_reach: tuple[int, ...] = (1, 2, 4)
    dropout: float = 0.1


class Layer(nn.Module):
    """One layer of a post-norm transformer, as BERT has them."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.output = nn.Linear(width, width)
        self.norm_attention = nn.LayerNorm(width, 1e-12)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.norm_output = nn.LayerNorm(width, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, given: Tensor, hidden: Tensor) -> Tensor:
        """Give the next hidden states of ``given`` (batch, length, width); ``hidden`` is added to the scores."""
        batch, length, width = given.shape
        shape = (batch, length, self.heads, width // self.heads)
        query = self.query(given).view(shape).transpose(1, 2)
        key = self.key(given).view(shape).permute(0, 2, 3, 1)
        value = self.value(given).view(shape).transpose(1, 2)
        weights = torch.softmax(query @ key / math.sqrt(shape[-1]) + hidden, -1)
        return self.onward(given, (weights @ value).transpose(1, 2).reshape(batch, length, width))

    def onward(self, given: Tensor, seen: Tensor) -> Tensor:
        """Give the next hidden states from what each place has seen of the others."""
        given = self.norm_attention(given + self.dropout(self.output(seen)))
        changed: Tensor = self.norm_output(given + self.dropout(self.outer(functional.gelu(self.inner(given)))))
        return changed


class Neighbours(nn.Module):
    """Lets each word look at the ones ``reach`` before and after it, so that stretches hold together.

    Source: Yu and Koltun 2016 (dilated convolution).
    """

    def __init__(self, width: int, reach: int, dropout: float) -> None:
        super().__init__()
        self.reach = reach
        self.look = nn.Linear(3 * width, width)
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, given: Tensor) -> Tensor:
        """Give (batch, words, width) from as much."""
        reach = self.reach
        wide = functional.pad(given, (0, 0, reach, reach))
        seen = self.look(torch.cat((wide[:, : -2 * reach], given, wide[:, 2 * reach :]), -1))
        changed: Tensor = self.norm(given + self.dropout(functional.gelu(seen)))
        return changed


class Letters(nn.Module):
    """A word as the sum of what its letters and its traits say, and what those beside it are.

    While teaching, some letters and sometimes all of a word's are left out: words that were never seen have to be told
    by what is known of them.

    Source: Bojanowski et al. 2017.
    """

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.rows = nn.Embedding(sizes.pieces, sizes.letters, padding_idx=0)
        nn.init.normal_(self.rows.weight, std=0.1)
        with torch.no_grad():
            self.rows.weight[0] = 0
        self.widen = nn.Linear(sizes.letters, sizes.width)
        self.norm = nn.LayerNorm(sizes.width)
        self.layers = nn.ModuleList(Neighbours(sizes.width, reach, sizes.dropout) for reach in sizes.reach)

    def forward(self, pieces: Tensor) -> Tensor:
        """Give (batch, length, width) from (batch, length, numbers)."""
        there = (pieces[..., :1] > 0).to(self.rows.weight.dtype)
        if self.training:
            chance = torch.rand(pieces.shape)
            word = torch.rand((*pieces.shape[:-1], 1)) < _WORDS_LEFT_OUT
            is_letter = pieces >= TRAITS
            left_out = torch.where(is_letter, word | (chance < _LETTERS_LEFT_OUT), chance < _TRAITS_LEFT_OUT)
            pieces = pieces.masked_fill(left_out, 0)
        state: Tensor = self.norm(self.widen(self.rows(pieces).sum(-2))) * there
        for layer in self.layers:
            state = layer(state) * there
        return state


_WORDS_LEFT_OUT = 0.2
_LETTERS_LEFT_OUT = 0.15
_TRAITS_LEFT_OUT = 0.05


class Encoder(nn.Module):
    """Word pieces to hidden states, and from them a cue tag, an entity tag, a factuality and a role vector a piece."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.words: nn.Module = Letters(sizes) if sizes.letters else nn.Embedding(sizes.pieces, sizes.width)
        self.places = nn.Embedding(sizes.positions, sizes.width)
        self.kind = nn.Parameter(torch.zeros(sizes.width))
        self.features = nn.Embedding(FEATURES, sizes.width)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(sizes.width, 1e-12)
        self.dropout = nn.Dropout(sizes.dropout)
        if sizes.letters:
            nn.init.zeros_(self.places.weight)
        self.layers = nn.ModuleList(
            Layer(sizes.width, sizes.heads, sizes.inner, sizes.dropout) for _ in range(sizes.layers)
        )
        self.cue = nn.Linear(sizes.width, len(CUES))
        self.entity = nn.Linear(sizes.width, len(ENTITY_TAGS))
        self.fact = nn.Linear(sizes.width, 1)
        self.role = nn.Linear(sizes.width, sizes.role_width)

    def forward(self, pieces: Tensor, present: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Read (batch, length) pieces; ``present`` is 1 where one stands."""
        return self.answers(self.state(pieces, present, features))

    def state(self, pieces: Tensor, present: Tensor, features: Tensor) -> Tensor:
        """Give the state above the layers; as ``forward``."""
        state = self.begun(pieces, features)
        hidden = (1.0 - present.to(state.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            state = layer(state, hidden)
        return state

    def each_layer(self) -> Iterator[Layer]:
        """Give the layers from the lowest."""
        for layer in self.layers:
            assert isinstance(layer, Layer)
            yield layer

    def begun(self, pieces: Tensor, features: Tensor) -> Tensor:
        """Give the state below the layers."""
        state = self.words(pieces) + self.places.weight[: pieces.shape[1]] + self.kind + self.features(features)
        begun: Tensor = self.dropout(self.norm(state))
        return begun

    def answers(self, state: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Give what the heads say of the state above the layers."""
        return self.cue(state), self.entity(state), self.fact(state).squeeze(-1), self.role(state)


class Roles(nn.Module):
    """Seen from one cue: each word's role, and what kind of attribution it is."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        width = sizes.role_width
        self.cue = nn.Linear(width, width)
        self.gate = nn.Linear(width, width)
        self.away = nn.Embedding(DISTANCES, width)
        self.sentences = nn.Embedding(SENTENCES, width)
        self.cues = nn.Embedding(3, width)
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(sizes.dropout)
        self.layers = nn.ModuleList(Neighbours(width, reach, sizes.dropout) for reach in sizes.role_reach)
        self.tag = nn.Linear(width, len(ROLES))
        self.seen = nn.Linear(3 * width, width)
        self.certainty = nn.Linear(width, len(CERTAINTIES))
        self.facts = nn.Linear(width, 4)

    def forward(  # noqa: PLR0917 - the graph that ships has its inputs in this order
        self, words: Tensor, present: Tensor, cue: Tensor, others: Tensor, away: Tensor, sentences: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Read (pairs, words, width) role vectors of a window, once for each cue.

        Args:
            words: Role vectors.
            present: 1 where a word stands.
            cue: 1 on the words of this cue.
            others: 1 on the words of any other cue, 2 on this one's.
            away: Bucket of the distance in words.
            sentences: Bucket of the distance in sentences.

        Returns:
            Role scores (pairs, words, roles); certainty scores (pairs, values); four scores a pair: that it is an
            attribution, that its source is named, that it is a forecast, that its content is negative.
        """
        share = cue.to(words.dtype)
        middle = (words * share[..., None]).sum(1) / share.sum(1, keepdim=True).clamp(min=1.0)
        state = words * torch.sigmoid(self.gate(middle))[:, None, :] + self.cue(middle)[:, None, :]
        state = self.dropout(self.norm(state + self.away(away) + self.sentences(sentences) + self.cues(others)))
        there = present.to(words.dtype)[..., None]
        for layer in self.layers:
            state = layer(state * there)
        scores = self.tag(state)
        likely = torch.softmax(scores, -1) * there
        pooled = [(state * share[..., None]).sum(1) / share.sum(1, keepdim=True).clamp(min=1.0)]
        for role in (1, 3):
            weight = likely[..., role] + likely[..., role + 1]
            pooled.append((state * weight[..., None]).sum(1) / (weight.sum(1, keepdim=True) + 1.0))
        seen = functional.gelu(self.seen(torch.cat(pooled, -1)))
        return scores, self.certainty(seen), self.facts(seen)


class Network(nn.Module):
    """Both parts."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes)
        self.roles = Roles(sizes)


def load_bert(network: Network, path: Path) -> None:
    """Fill the encoder with the weights of a BERT-like model.

    Args:
        network: As large as the model or shallower; further layers of the model are left out.
        path: Its ``model.safetensors``.

    Raises:
        KeyError: The file is of another architecture.
    """
    given = load_file(path)
    given = {name.removeprefix("bert."): value for name, value in given.items()}
    own = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "places.weight": given["embeddings.position_embeddings.weight"],
        "kind": given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "output": "attention.output.dense",
        "norm_attention": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "norm_output": "output.LayerNorm",
    }
    for number in range(len(network.encoder.layers)):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                own[f"layers.{number}.{ours}.{part}"] = given[f"encoder.layer.{number}.{theirs}.{part}"]
    state = network.encoder.state_dict()
    state.update(own)
    network.encoder.load_state_dict(state)
