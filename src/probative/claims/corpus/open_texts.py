"""Openly licensed texts that we marked and do not hold: found in the folders of their sets, joined with our marks.

``original`` of the notes names file and document: ``treebanks/en_gum_cc.conllu.gz#GUM_news_afghan``,
``re3d/docs60.jsonl#26E0...``.
"""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from probative.claims.corpus import standoff
from probative.claims.corpus.document import Document
from probative.claims.corpus.marked import MarkedTextInvalid
from probative.claims.corpus.treebank import texts


def documents(lines: Iterable[str], sets: Path) -> Iterator[Document]:
    """Give the marked documents.

    Args:
        lines: Notes, one JSON object a line, in the order of their originals.
        sets: The folder that holds the sets, laid out as ``original`` says.

    Raises:
        MarkedTextInvalid: A set or a document is not there, or is another text than the one that was marked.
    """
    found: dict[str, dict[str, str]] = {}
    for line in lines:
        notes = standoff.loads(line)
        file, _, name = str(notes.get("original")).partition("#")
        if file not in found:
            found[file] = dict(_texts(sets / file))
        if name not in found[file]:
            raise MarkedTextInvalid(f"{sets / file} holds no document {name}")
        yield standoff.read(notes, found[file][name])


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    try:
        if path.name.endswith(".conllu.gz"):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                yield from texts(lines)
        else:
            content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            for row in content.decode().splitlines():
                one: dict[str, Any] = json.loads(row)
                if "text" in one:
                    yield one["id"], one["text"]
    except (OSError, EOFError, zlib.error, ValueError, KeyError) as error:
        raise MarkedTextInvalid(f"{path} cannot be read: {error!r}") from error
