"""A world as the weighing sees it that is told who said what, who had it from whom and who conferred."""

from probative.corroboration import Ancestry, Withdrawn, ancestry, sources
from tests.world.conflict import World


def given_truth(world: World) -> Ancestry:
    """Build the ancestry from the true claims and derivations; what is taken back counts for nothing."""
    spoken = sources(world.claims, world.exhibits, derivations=world.derivations)
    groups = [{source.id for name in names for source in spoken.called(name)} for names in world.conferred]
    return ancestry(
        world.claims,
        world.exhibits,
        spoken,
        readings=world.readings,
        derivations=world.derivations,
        conferred=[group for group in groups if group],
        doubted=Withdrawn(claims=world.taken_back),
    )
