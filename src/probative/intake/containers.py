"""What lies inside an archive or a mail."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from probative.intake.arrivals import Arrival, Refusal
from probative.intake.budgets import Budget, Spending
from probative.intake.naming import shown
from probative.intake.packed import packed_member
from probative.intake.postboxes import mail_members, mbox_members
from probative.intake.tarballs import tar_members
from probative.intake.zips import zip_members
from probative.model.gaps import GapKind

_Opener = Callable[[BinaryIO, str, Spending], Iterator[Arrival | Refusal]]

_OPENERS: dict[str, _Opener] = {
    "application/zip": zip_members,
    "application/x-wacz": zip_members,
    "application/x-tar": tar_members,
    "application/gzip": packed_member("gzip"),
    "application/x-bzip2": packed_member("bzip2"),
    "application/x-xz": packed_member("xz"),
    "message/rfc822": mail_members,
    "application/mbox": mbox_members,
}
_UNOPENED = ("application/x-7z-compressed", "application/vnd.rar", "application/vnd.ms-cab-compressed")


def is_container(media_type: str) -> bool:
    """Whether ``expand`` has something to say about this media type."""
    return media_type in _OPENERS or media_type in _UNOPENED


def expand(
    content: BinaryIO,
    name: str,
    media_type: str,
    *,
    budget: Budget,
    depth: int,
    spending: Spending | None = None,
) -> Iterator[Arrival | Refusal]:
    """Give every member of an archive, or every attachment of a mail or mail folder, in stored order.

    Args:
        content: The container's bytes, seekable. It must stay open while members are read.
        name: The container's name, for messages.
        media_type: What ``media_type`` said it is.
        budget: The limits.
        depth: How many containers this one lies in; 0 for a delivered file.
        spending: What the delivered item has used so far; hand the same one to every level below it. Without it, this
            container is counted alone.

    Yields:
        Arrivals and refusals. A container that is no container yields nothing; office documents are documents.

    Source:
        shared/reference/custody.md section 9.
    """
    if media_type in _UNOPENED:
        yield Refusal(name=shown(name), kind=GapKind.UNSUPPORTED, detail=f"{media_type} archives are not opened here")
        return
    opener = _OPENERS.get(media_type)
    if opener is None:
        return
    if depth >= budget.depth:
        detail = f"it lies {depth} containers deep; the budget allows {budget.depth}"
        yield Refusal(name=shown(name), kind=GapKind.OVER_BUDGET, detail=detail)
        return
    account = Spending(budget) if spending is None else spending
    for item in opener(content, shown(name), account):
        if not account.count_member():
            detail = f"it holds more than the {budget.members} members that the budget allows; the rest was left"
            yield Refusal(name=shown(name), kind=GapKind.OVER_BUDGET, detail=detail)
            return
        yield item
