"""A content in the form that the rules for certainty look at."""

from collections.abc import Sequence

from probative.claims.drafts import Draft, Stretch


def content_draft(content: Sequence[Stretch]) -> Draft:
    """Give a draft that has nothing but a content."""
    first = content[0][0]
    return Draft(
        source=None, cue=[content[0]], content=list(content), group="assert", anchor=first, unit=(first, first)
    )
