"""A draft by a verb, with the verb's form."""

from dataclasses import dataclass, field

from probative.claims.drafts import Draft, Stretch
from probative.claims.slavic.conjugation import VerbForm
from probative.claims.slavic.contents import Opened
from probative.claims.slavic.sites import Site


@dataclass(slots=True)
class VerbDraft(Draft):
    """A draft by a verb: the verb's form tells what a subject that is left out must agree with."""

    verb: VerbForm = field(default_factory=lambda: VerbForm(""))


def verb_draft(site: Site, source: Stretch | None, opened: Opened, cue: Stretch | None = None) -> VerbDraft:
    """Make the draft of a verb from what was found around it; ``cue`` where it is more than the verb."""
    cue = cue or (site.start, site.end)
    stretches = [cue, *([source] if source else [])]
    return VerbDraft(
        source=source,
        cue=[cue],
        content=list(opened.pieces),
        group=opened.cue.group,
        anchor=site.index,
        unit=(min(start for start, _ in stretches), max(end for _, end in stretches)),
        negated=site.negated,
        form=opened.form,
        lemma=opened.cue.lemma,
        verb=site.form,
    )
