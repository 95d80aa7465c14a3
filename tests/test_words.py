"""One word per idea: the words that DESIGN.md section 1 says never to use name nothing in `src/`.

Only names that the code *gives* are looked at (modules, classes, functions, parameters, fields, variables), split at
underscores and capitals; words in strings and comments are free. Where such a word is the ordinary one for an ordinary
thing, `ALLOWED` says where and why. If this test stops you: use the word of the table, or add a line with a reason.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "probative"

NEVER: dict[str, str] = {
    "project": "case",
    "workspace": "case",
    "file": "exhibit",
    "document": "exhibit",
    "asset": "exhibit",
    "extraction": "reading",
    "chunk": "passage",
    "informant": "source",
    "fact": "claim, or proposition",
    "statement": "claim",
    "trigger": "cue",
    "confidence": "certainty",
    "prediction": "forecast",
    "cluster": "proposition",
    "root": "origin",
    "confirmation": "independence",
    "score": "grade",
    "node": "entity",
    "edge": "link",
    "timestamp": "period",
    "label": "judgement",
    "export": "disclosure",
}
"""The word, and what we say instead. `error` (for gap) is left out: exceptions have no other name."""

ALLOWED: dict[str, dict[str, str]] = {
    "file": {
        "": "a real file on a disk, where it is no exhibit yet or never will be",
    },
    "document": {
        "flow/training.py": "a marked text of a corpus: no case has it",
        "flow/comparing.py": "a marked text of a corpus: no case has it",
        "model/readings.py": "the genre: an order, a letter, a report",
        "language": "the genre",
        "reading": "the genre, and what python-docx and pypdfium2 call what they open",
        "claims": "the genre",
        "web": "an HTML document",
    },
    "statement": {
        "store/sqlite": "a statement of SQL",
        "claims": "grammar: a statement is no question",
        "language": "grammar: a statement is no question",
    },
    "root": {
        "custody": "the root of a Merkle tree",
        "verify": "the root of a Merkle tree",
        "reading": "the root of a markup tree",
        "flow": "the root of a Merkle tree",
        "cli": "the root of a Merkle tree",
        "web": "the root of a Merkle tree",
        "corroboration": "the root of a union-find tree",
        "network": "the root of a union-find tree",
        "intake": "the folder that a walk begins at",
    },
    "node": {
        "claims/training": "a node of a network's graph",
        "custody": "a node of a Merkle tree",
        "verify": "a node of a Merkle tree",
        "reading": "a node of a markup tree",
        "corroboration": "a node of a flow network",
        "web": "a node of a drawing",
    },
    "edge": {
        "claims/trained": "where a stretch begins or goes on: the B and I of a tag",
        "model/propositions.py": "an edge of an ancestry's drawing",
        "flow": "an edge of an ancestry's drawing",
        "language/dates": "the two ends of an interval",
        "corroboration": "an edge of a flow network",
        "web": "an edge of a drawing",
    },
    "label": {
        "model": "the words written beside a part or a vertex",
        "intake": "the words by which a reader knows an item",
        "custody": "the words of a signed note",
        "reading": "the words written beside a part",
        "claims": "the words written beside a part",
        "corroboration": "the words written beside a vertex",
        "network": "the words written beside a field",
        "store/sqlite/migrations": "alembic's own name",
        "web": "the words written beside a drawing, and the tag of a form",
    },
    "project": {"flow": "the verb: the ledger is projected into the index"},
    "trigger": {
        "claims/corpus/brat.py": "the word of brat for what an event hangs on",
        "language/dates": "a word without which no date begins; cues attribute, these do not",
    },
    "chunk": {
        "claims": "grammar: a phrase that a shallow parser finds; no stretch of a reading is called so",
        "language": "grammar, as in claims",
    },
    "score": {
        "claims/trained": "what a network answers before it is a chance",
        "claims/training": "what a network answers before it is a chance",
        "network": "how alike two names are; the `names` filter of DESIGN.md section 7 calls it so",
        "language": "how alike two names are",
        "corroboration": "how alike two texts are",
    },
    "export": {
        "store": "the lines of an index, compared byte for byte after a rebuild; it leaves for nobody",
        "claims/training": "a taught network written as a graph",
    },
    "fact": {
        "claims/trained": "factuality, as the sets call it that teach it",
        "claims/training": "factuality, as the sets call it that teach it",
    },
    "confidence": {
        "claims": "the calibrated chance that a proposal is right; certainty is the speaker's",
        "model/claims.py": "the calibrated chance that a proposal is right; certainty is the speaker's",
    },
    "timestamp": {
        "custody": "an RFC 3161 timestamp",
        "verify": "an RFC 3161 timestamp",
        "reading": "a clock's reading in a device's metadata",
    },
    "cluster": {
        "corroboration": "the step that groups claims, before the groups are propositions",
        "network": "the step that groups names, before the groups are entities",
    },
}
"""Where an ordinary use is meant: the word, the path it begins with (``""`` is everywhere), and the reason."""


def given_names(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every name that a module gives to something, and its line."""
    yield path.stem, 1
    for part in ast.walk(ast.parse(path.read_bytes())):
        match part:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield part.name, part.lineno
            case ast.arg():
                yield part.arg, part.lineno
            case ast.Name(ctx=ast.Store()):
                yield part.id, part.lineno
            case ast.Attribute(ctx=ast.Store()):
                yield part.attr, part.lineno


def words_of(name: str) -> set[str]:
    """Split a name at underscores and capitals; give its words in the singular."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)
    return {part.lower().removesuffix("s") if part.lower() not in NEVER else part.lower() for part in parts}


def is_allowed(word: str, where: str) -> bool:
    """Whether the word's ordinary use is expected there."""
    return any(where.startswith(prefix) for prefix in ALLOWED.get(word, {}))


def refused() -> list[str]:
    """Give each name that uses a word we never say."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        found += [
            f"{where}:{line} {name}: say {NEVER[word]}, not {word}"
            for name, line in given_names(path)
            for word in sorted(words_of(name) & set(NEVER))
            if not is_allowed(word, where)
        ]
    return found


def test_no_name_uses_a_word_that_we_never_say() -> None:
    assert not refused()


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("chunk_size", "chunk"),
        ("TextChunks", "chunk"),
        ("get_nodes", "node"),
        ("HTTPNode", "node"),
        ("facts", "fact"),
        ("_confidence", "confidence"),
    ],
)
def test_a_word_is_found_inside_a_name(name: str, word: str) -> None:
    assert word in words_of(name)


@pytest.mark.parametrize("name", ["profile", "documented", "factory", "knowledge", "rooted", "labelled", "filed"])
def test_a_word_inside_another_word_is_another_word(name: str) -> None:
    assert not words_of(name) & set(NEVER)


def test_every_exception_says_why() -> None:
    assert all(reason for places in ALLOWED.values() for reason in places.values())
    assert set(ALLOWED) <= set(NEVER)
