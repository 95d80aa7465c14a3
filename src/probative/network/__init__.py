"""Who is who, how they are tied, and what happened: pure functions from readings and claims to a network.

Public: ``mentions`` (who and what a reading names), ``entities`` (mentions taken together, every joining undoable),
``links`` (typed ties, each citing its claims), ``events`` (what is said to have happened), ``layout`` with ``Drawing``
and ``Spot`` (where to draw them).
"""

from probative.network.entities import entities
from probative.network.events import events
from probative.network.links import links
from probative.network.mentions import mentions

__all__ = ["entities", "events", "links", "mentions"]
