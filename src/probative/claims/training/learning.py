"""Teaching the network: what a step costs, and the steps."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from probative.claims.training.batches import Batch, Pairs, batch, pairs, shuffled
from probative.claims.training.examples import UNKNOWN, Example
from probative.claims.training.network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How fast to learn, and from how much at once.

    ``is_mixed``: products of matrices are taken in 16 bits and summed in 32, which a processor made for it does in half
    the time.
    """

    pieces: int = 1600
    rate_encoder: float = 2e-4
    rate_heads: float = 1e-3
    decay: float = 0.01
    warm: float = 0.06
    hidden: float = 0.04
    mask: int = 103
    freeze_words: bool = True
    is_mixed: bool = False


def teach(
    network: Network,
    lessons: Sequence[Sequence[Example]],
    plan: Plan,
    *,
    seed: int,
    after: Callable[[int, int, dict[str, float]], None] = lambda *_: None,
) -> None:
    """Teach a network by examples, the rate rising shortly and then falling to nothing.

    Args:
        network: Changed in place; left in evaluation mode.
        lessons: What each round goes through, in an order of chance; at least one example.
        plan: How.
        seed: The only source of chance.
        after: Told of each step: its number, how many there are, the costs.
    """
    torch.manual_seed(seed)
    noise = np.random.default_rng(seed)
    groups = [group for lesson in lessons for group in shuffled(lesson, plan.pieces, noise)]
    steps = max(1, len(groups))
    optimiser = torch.optim.AdamW(_rates(network, plan))
    rates = [group["lr"] for group in optimiser.param_groups]
    network.train()
    for step, group in enumerate(groups):
        speed = min((step + 1) / max(1, plan.warm * steps), (steps - step) / steps)
        for each, rate in zip(optimiser.param_groups, rates, strict=True):
            each["lr"] = rate * speed
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=plan.is_mixed):
            costs = cost(network, batch(group, mask=plan.mask, share=plan.hidden, chance=noise))
            total = sum(costs.values(), torch.zeros(()))
        optimiser.zero_grad()
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        after(step + 1, steps, {name: float(value.detach()) for name, value in costs.items()})
    network.eval()


def has_mixed_products() -> bool:
    """Say whether this processor multiplies 16-bit numbers (bfloat16) faster than 32-bit ones."""
    return any(feature in _MIXED and has for feature, has in torch.cpu.get_capabilities().items())


_MIXED: Final = frozenset(("avx512_bf16", "amx_bf16"))
_OF_THE_BASE: Final = tuple(f"encoder.{part}" for part in ("layers", "words", "places", "norm", "kind"))


def _rates(network: Network, plan: Plan) -> Iterator[dict[str, object]]:
    network.encoder.words.requires_grad_(not plan.freeze_words)
    slow: dict[bool, list[nn.Parameter]] = {True: [], False: []}
    fast: dict[bool, list[nn.Parameter]] = {True: [], False: []}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            is_slow = name.startswith(_OF_THE_BASE)
            (slow if is_slow else fast)[parameter.ndim > 1].append(parameter)
    for group, rate in ((slow, plan.rate_encoder), (fast, plan.rate_heads)):
        for is_matrix, parameters in group.items():
            yield {"params": parameters, "lr": rate, "weight_decay": plan.decay if is_matrix else 0.0}


def cost(network: Network, given: Batch) -> dict[str, Tensor]:
    """Give what a batch costs, head by head."""
    cue, entity, fact, role = network.encoder(given.pieces, given.present, given.features)
    cue, entity, role = (_words(each, given.starts) for each in (cue, entity, role))
    costs = {"cue": _crossed(cue, given.cues)}
    if bool((given.entities != UNKNOWN).any()):
        costs["entity"] = 0.5 * _crossed(entity, given.entities)
    known = ~torch.isnan(given.facts)
    if bool(known.any()):
        fact = torch.gather(fact, 1, given.starts)
        costs["fact"] = 0.3 * functional.smooth_l1_loss(fact[known], given.facts[known])
    rows = pairs(given, _mistaken(cue.detach(), given))
    if rows is not None:
        costs |= _pair_costs(network, rows, role)
    return costs


def _pair_costs(network: Network, rows: Pairs, role: Tensor) -> dict[str, Tensor]:
    scores, certainty, facts = network.roles(
        role.index_select(0, rows.rows), rows.present, rows.cue, rows.others, rows.away, rows.sentences
    )
    costs = {}
    if bool((rows.roles != UNKNOWN).any()):
        costs["roles"] = 2.0 * _crossed(scores, rows.roles)
    if bool((rows.certainty != UNKNOWN).any()):
        costs["certainty"] = 0.2 * functional.cross_entropy(certainty, rows.certainty, ignore_index=UNKNOWN)
    asked = rows.facts != UNKNOWN
    costs["facts"] = 0.4 * functional.binary_cross_entropy_with_logits(facts[asked], rows.facts[asked].to(facts.dtype))
    return costs


def _words(pieces: Tensor, starts: Tensor) -> Tensor:
    return torch.gather(pieces, 1, starts[..., None].expand(-1, -1, pieces.shape[-1]))


def _crossed(scores: Tensor, right: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, -2), right.flatten(), ignore_index=UNKNOWN)


def _mistaken(cue: Tensor, given: Batch) -> list[tuple[int, int, int]]:
    """Give the words that the network now takes for a cue and that are none, at most half as many as there are cues."""
    chances = torch.softmax(cue, -1)[..., 1]
    wrong = (chances > 0.05) & (given.cues == 0)
    places = [(int(row), int(word)) for row, word in wrong.nonzero()]
    places.sort(key=lambda place: -float(chances[place]))
    limit = sum(len(example.wanted) for example in given.examples) // 2
    return [(row, word, word + 1) for row, word in places[:limit]]
