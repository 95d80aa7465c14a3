"""Names: folded to one alphabet, taken into parts, and compared with a reason anyone can read.

Public: ``compare`` and ``NameMatch`` (is this the same name, and why), ``fold`` (one plain spelling), ``parts`` and
``NameParts`` (title, given names, particles, family name, suffix), ``GivenName`` and ``given_name`` (the list of common
given names). A score says how alike two *names* are, never that two people are one.
"""

from probative.language.names.compare import NameMatch, compare
from probative.language.names.folding import fold
from probative.language.names.given import GivenName, given_name
from probative.language.names.parts import NameParts, parts

__all__ = ["GivenName", "NameMatch", "NameParts", "compare", "fold", "given_name", "parts"]
