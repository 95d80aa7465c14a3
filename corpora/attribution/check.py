"""Check marked texts and count what they hold: every offset, every tree.

    python corpora/attribution/check.py [FILE-or-FOLDER ...]

Prints each fault with its file, then a table of counts; ends with status 1 where anything was found.
"""

import sys
from collections import Counter
from pathlib import Path

from probative.claims.corpus.marked import MarkedTextInvalid, read
from probative.claims.corpus.soundness import faults

HERE = Path(__file__).parent


def main() -> int:
    """Check what is named, or the whole corpus."""
    places = [Path(word) for word in sys.argv[1:]] or [HERE / "en", HERE / "uk", HERE / "ru"]
    paths = sorted(path for place in places for path in (place.rglob("*.txt") if place.is_dir() else [place]))
    found, counts, seen = 0, dict[tuple[str, str], Counter[str]](), dict[str, Path]()
    for path in paths:
        try:
            document = read(path.read_text(encoding="utf-8"), str(path))
        except MarkedTextInvalid as error:
            print(error)
            found += 1
            continue
        told = list(faults(document))
        if document.id != path.stem or document.id in seen:
            told.append(f"{path}: its id is {document.id}")
        seen[document.id] = path
        found += len(told)
        print(*told, sep="\n", end="\n" if told else "")
        count = counts.setdefault((document.language, document.genre), Counter())
        marks = document.marks
        count.update(
            documents=1,
            words=len(document.text.split()),
            attributions=len(marks),
            nested=sum(mark.parent is not None for mark in marks),
            forecasts=sum(mark.forecast for mark in marks),
            unsure=sum(mark.certainty != "CT+" for mark in marks),
            sourceless=sum(mark.source is None for mark in marks),
            entities=len(document.entities or ()),
        )
    names = ("documents", "words", "attributions", "nested", "forecasts", "unsure", "sourceless", "entities")
    print(f"{'':28}", *(f"{name:>12}" for name in names))
    for (language, genre), count in sorted(counts.items()):
        print(f"{language} {genre:25}", *(f"{count[name]:12}" for name in names))
    total = sum(counts.values(), Counter())
    print(f"{'all':28}", *(f"{total[name]:12}" for name in names))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
