"""A corpus and a BERT small enough that a whole course takes seconds: for what must hold of any model."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from probative.claims.training.encoders import CONFIG, TOKENIZER, WEIGHTS

WIDTH, INNER, LAYERS, HEADS = 32, 64, 2, 4
POSITIONS = 512

_PEOPLE = ("Mira Toll", "Joran Pell", "Osk Varen", "Ilse Maret", "Tova Linn", "Bran Keld")
_CUES = ("said", "told reporters", "wrote", "insisted", "claimed", "announced")
_WHAT = (
    "nine men were held in the mill at Sarn",
    "the bridge at Keld was mined",
    "the guards left in April",
    "the ferry had sunk",
    "nobody drowned",
    "the order came from the ministry",
)


def base(folder: Path, *, seed: int = 1) -> Path:
    """Make a folder with a BERT of chance weights: whole words and single letters for pieces."""
    folder.mkdir(parents=True)
    words = sorted({word.lower() for line in (*_PEOPLE, *_CUES, *_WHAT) for word in line.split()})
    letters = [chr(code) for code in range(33, 127) if not chr(code).isupper()]
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{each}" for each in letters), *words]
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}
    tokenizer = {
        "version": "1.0", "truncation": None, "padding": None, "post_processor": None,
        "added_tokens": [
            {"id": number, "content": piece, "single_word": False, "lstrip": False, "rstrip": False,
             "normalized": False, "special": True}
            for number, piece in enumerate(pieces[:5])
        ],
        "normalizer": {
            "type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
            "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100, "vocab": vocabulary,
        },
    }  # fmt: skip
    config = {
        "model_type": "bert", "hidden_act": "gelu", "vocab_size": len(vocabulary), "hidden_size": WIDTH,
        "intermediate_size": INNER, "num_attention_heads": HEADS, "num_hidden_layers": LAYERS,
        "max_position_embeddings": POSITIONS,
    }  # fmt: skip
    (folder / TOKENIZER).write_text(json.dumps(tokenizer))
    (folder / CONFIG).write_text(json.dumps(config))
    save_file(dict(weights(len(vocabulary), seed)), folder / WEIGHTS)
    return folder


def weights(pieces: int, seed: int) -> Iterator[tuple[str, np.ndarray]]:
    """Give the weights of such a BERT, by the names that BERTs have."""
    chance = np.random.default_rng(seed)

    def matrix(*shape: int) -> np.ndarray:
        return (chance.standard_normal(shape) * 0.05).astype(np.float32)

    yield "embeddings.word_embeddings.weight", matrix(pieces, WIDTH)
    yield "embeddings.position_embeddings.weight", matrix(POSITIONS, WIDTH)
    yield "embeddings.token_type_embeddings.weight", matrix(2, WIDTH)
    yield from _norm("embeddings.LayerNorm", WIDTH)
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"
        for part in ("query", "key", "value"):
            yield f"{layer}.attention.self.{part}.weight", matrix(WIDTH, WIDTH)
            yield f"{layer}.attention.self.{part}.bias", np.zeros(WIDTH, np.float32)
        for part, out, given in (
            ("attention.output", WIDTH, WIDTH), ("intermediate", INNER, WIDTH), ("output", WIDTH, INNER),
        ):  # fmt: skip
            yield f"{layer}.{part}.dense.weight", matrix(out, given)
            yield f"{layer}.{part}.dense.bias", np.zeros(out, np.float32)
        yield from _norm(f"{layer}.attention.output.LayerNorm", WIDTH)
        yield from _norm(f"{layer}.output.LayerNorm", WIDTH)


def _norm(name: str, width: int) -> Iterator[tuple[str, np.ndarray]]:
    yield f"{name}.weight", np.ones(width, np.float32)
    yield f"{name}.bias", np.zeros(width, np.float32)


def corpus(folder: Path, *, train: int = 8, dev: int = 4, test: int = 4, first: int = 0) -> Path:
    """Make a folder with marked texts about a mill and a bridge, divided as asked; ``first`` numbers the texts."""
    folder.mkdir(parents=True)
    names = [f"t-{number:03}" for number in range(first, first + train + dev + test)]
    for number, name in enumerate(names, first):
        (folder / f"{name}.txt").write_text(document(name, number))
    parts = {"train": names[:train], "dev": names[train : train + dev], "test": names[train + dev :]}
    (folder / "parts.json").write_text(json.dumps(parts))
    return folder


def document(name: str, number: int) -> str:
    """Write a marked text in our format; another number gives another text."""
    lines = []
    for place in range(3):
        turn = number * 3 + place
        who, cue = _PEOPLE[turn % 6], _CUES[(turn // 2) % 6]
        what = f"{_WHAT[(turn // 3) % 6]} on day {turn}"
        key = who.lower().replace(" ", "-")
        if turn % 2:
            lines.append(f"{{s{place} {who}}} {{q{place} {cue}}} {{c{place} that {what}}}.\n@@ {place} {key} n CT+")
        else:
            told = f"{{c{place} {what[0].upper()}{what[1:]}}}, {{s{place} {who}}} {{q{place} {cue}}}."
            lines.append(f"{told}\n@@ {place} {key} n CT+")
    body = "\n\n".join([f"The mill at Sarn, {number}", *lines, f"It rained on day {number}."])
    return f"id: {name}\nlanguage: en\ngenre: wire\n---\n{body}\n"


_SLAVIC = {
    "uk": (
        ("Міра Толь", "Йоран Пелль", "Оск Варен"),
        ("сказала", "повідомив", "запевнив"),
        "що міст у Саррі заміновано",
    ),
    "ru": (
        ("Мира Толь", "Йоран Пелль", "Оск Варен"),
        ("сказала", "сообщил", "заверил"),
        "что мост в Сарре заминирован",
    ),
}


def slavic_corpus(folder: Path, *, train: int = 4, dev: int = 2, test: int = 1) -> Path:
    """Make a folder with marked texts about a bridge in Ukrainian and Russian: so many of each in each part."""
    folder.mkdir(parents=True)
    parts: dict[str, list[str]] = {"train": [], "dev": [], "test": []}
    for language, (people, cues, what) in _SLAVIC.items():
        for number in range(train + dev + test):
            name = f"{language}-{number:03}"
            parts["train" if number < train else "dev" if number < train + dev else "test"].append(name)
            who, cue = people[number % 3], cues[number % 3]
            lines = [
                f"{{s1 {who}}} {{q1 {cue}}}, {{c1 {what} {number} раз}}.\n@@ 1 first n CT+",
                f"«{{c2 {what[3:].strip().capitalize()}}}», – {{q2 {cue}}} {{s2 {who}}}.\n@@ 2 first n CT+",
            ]
            body = "\n\n".join([f"{number}. Сарр", *lines])
            (folder / f"{name}.txt").write_text(f"id: {name}\nlanguage: {language}\ngenre: wire\n---\n{body}\n")
    (folder / "parts.json").write_text(json.dumps(parts))
    return folder
