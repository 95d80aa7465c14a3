"""Takes in deliveries (files, folders, archives, mail) and notes how each came to us.

Public: ``walk`` (files and folders), ``expand`` and ``is_container`` (what lies inside an archive or a mail),
``media_type`` (what a stretch of bytes is), ``receipt`` (how it came), ``Arrival``, ``Refusal``, ``Budget``,
``Spending``, ``MediaType``, and the errors that an opened arrival can raise. Nothing here writes a file.
"""

from probative.intake.arrivals import Arrival, Refusal
from probative.intake.budgets import Budget, Spending
from probative.intake.containers import expand, is_container
from probative.intake.errors import ArrivalFailed, BudgetExceeded, MemberDamaged, PathMissing
from probative.intake.media_types import MediaType, media_type
from probative.intake.receipts import receipt
from probative.intake.walking import walk

__all__ = [
    "Arrival",
    "ArrivalFailed",
    "Budget",
    "BudgetExceeded",
    "MediaType",
    "MemberDamaged",
    "PathMissing",
    "Refusal",
    "Spending",
    "expand",
    "is_container",
    "media_type",
    "receipt",
    "walk",
]
