"""Finding a person's name in any of its forms without holding the name, and the pseudonyms that take its place.

Public: ``name_words`` (which words of a name may stand for the person, in every form), ``printed`` (their keyed
hashes), ``Finder`` (finds them in a text, knowing the hashes alone), ``pseudonym`` (a new one, by chance).
"""

from probative.language.hiding.finder import Finder, Found, Printed, printed
from probative.language.hiding.forms import NameWords, Part, name_words
from probative.language.hiding.pseudonyms import pseudonym

__all__ = ["Finder", "Found", "NameWords", "Part", "Printed", "name_words", "printed", "pseudonym"]
