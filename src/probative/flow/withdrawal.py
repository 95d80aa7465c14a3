"""What falls if a source falls."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Final

from probative.base.errors import UsageError
from probative.corroboration import impact
from probative.flow.case import Case
from probative.flow.shapes import Shape
from probative.flow.steps.corroboration import known
from probative.model.propositions import Derivation, Proposition, Source


class NoSuchSourceError(UsageError):
    """No source of the case has this number or name, or several have the name."""

    code = "P120"
    hint = "Use an S- number; `probative why DIR P-0001` names the sources behind a proposition."


_SHOWN: Final = 5


def find_source(case: Case, wanted: str) -> Source:
    """Find a source by number, or by a name that is its alone (any case, any of its forms).

    Raises:
        NoSuchSourceError: When none fits, or more than one does; the message names what comes near.
    """
    every = tuple(case.store.all(Source))
    folded = " ".join(wanted.casefold().split())
    for fits in (
        [source for source in every if source.id.casefold() == folded],
        [source for source in every if folded in _names(source)],
        [source for source in every if any(folded in name for name in _names(source))],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            more = f" or one of {len(fits) - _SHOWN} more" if len(fits) > _SHOWN else ""
            raise NoSuchSourceError(f"{wanted!r} could be {_listed(fits)}{more}")
    near = get_close_matches(folded, sorted({name for source in every for name in _names(source)}), n=_SHOWN)
    meant = [source for source in every if _names(source) & set(near)]
    close = f"; near it: {_listed(meant)}" if meant else ""
    raise NoSuchSourceError(f"no source {wanted!r} in this case{close}")


def _names(source: Source) -> set[str]:
    return {name.casefold() for name in (source.name, *source.names)}


def _listed(sources: Sequence[Source]) -> str:
    return " or ".join(f"{source.id} ({source.name})" for source in sources[:_SHOWN])


def falls(case: Case, wanted: str) -> Iterator[Shape]:
    """Yield what falls if the source ``wanted`` is withdrawn, the greatest loss first; may be nothing.

    Raises:
        NoSuchSourceError: When no source, or more than one, fits.
    """
    source = find_source(case, wanted)
    held = {each.id: each for each in case.store.all(Proposition)}
    for fall in impact(source.id, held.values(), known(case, tuple(case.store.all(Derivation)))[0]):
        yield {
            "proposition": fall.proposition,
            "words": held[fall.proposition].words,
            "source": source.id,
            "name": source.name,
            "before": _interval(fall.at_least_before, fall.at_most_before),
            "after": _interval(fall.at_least_after, fall.at_most_after),
            "claims": list(fall.claims),
        }


def _interval(at_least: int, at_most: int) -> str:
    return f"{at_least}..{at_most}"
