"""Where texts name the publishers of others, in whichever alphabet and case."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from probative.corroboration.addresses import MENTION, address
from probative.corroboration.texts import Text
from probative.language.names.alphabets import is_cyrillic
from probative.language.names.folding import plain_words
from probative.language.names.spelling import consonants, sound

_LEAST_LETTERS: Final = 3
_ENDINGS: Final = tuple(
    "ого ому ими ыми ами ями ями его ему ої ій ый ий ой ою ею ім ым им ом ем єм ах ях ам ям их ых".split()  # noqa: SIM905
)
"""Endings of Ukrainian and Russian with a consonant in them: others fall with the vowels."""

_LEAST_STEM: Final = 3
_SOCIAL: Final = frozenset(("t", "x", "twitter", "facebook", "vk", "instagram", "youtube", "tiktok", "ok"))
"""Sites where the first step of the address, and not the site, tells who speaks."""

Key = tuple[str, ...]

Trace = tuple[str, str]
"""Of what sort it is, and what: by a trace the texts are found that may name a publisher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Words ``[first, after)`` of a text name the publisher ``key``; a handle or an address takes no words."""

    key: Key
    first: int
    after: int


@lru_cache(maxsize=65536)
def publisher_key(name: str) -> Key:
    """Give what spellings of one publisher's name share in all alphabets and cases; empty for too short a name.

    "Залесский Вестник", "Залесского Вестника" and "Zalesskyi Vestnyk" have one key. A name of one word keeps its
    vowels: two short names are too soon alike without them.
    """
    bare = _without_article(" ".join(name.split()))
    if len(bare) < _LEAST_LETTERS:
        return ()
    words = [word for word in re.split(r"[^\w'’ʼ.]+", bare) if word.strip("._'’ʼ")]
    if len(words) == 1:
        return (_sounding(words[0]),)
    return tuple(skeleton(word) for word in words)


class Publishers:
    """The publishers of a case, found again in what others write."""

    def __init__(self, texts: Iterable[Text]) -> None:
        """Take all publishers of ``texts``."""
        self.issued: dict[Key, list[int]] = {}
        self._handles: dict[str, Key] = {}
        self._longest = 0
        self._singles: set[str] = set()
        self._begun: set[str] = set()
        self._seen: dict[str, tuple[str, str]] = {}
        for number, text in enumerate(texts):
            self.add(number, text)

    def add(self, number: int, text: Text) -> Key:
        """Take the publisher of one more text; give its key, empty where nobody is named."""
        key = publisher_key(text.publisher) if text.publisher else ()
        if key and text.publisher:
            self.issued.setdefault(key, []).append(number)
            self._handles[_joined(text.publisher)] = key
            self._longest = max(self._longest, len(key))
            (self._singles if len(key) == 1 else self._begun).add(key[0])
        return key

    def traces_in(self, text: Text) -> Iterator[Trace]:
        """Give by what a text may name any publisher: a word with a capital, with the next one; handles, addresses."""
        forms, starts = text.words.forms, text.words.starts
        for at, (form, start) in enumerate(zip(forms, starts, strict=True)):
            if text.raw[start].isupper():
                yield "single", self._of(form)[1]
                if at + 1 < len(forms):
                    yield "many", f"{self._of(form)[0]} {self._of(forms[at + 1])[0]}"
        for match in _mentions(text):
            yield from (("handle", name) for name in _handles(match))

    def traces_of(self, key: Key, publisher: str) -> Iterator[Trace]:
        """Give by what a text that names this publisher is known."""
        yield ("single", key[0]) if len(key) == 1 else ("many", " ".join(key[:2]))
        yield "handle", _joined(publisher)
        yield "chain", " ".join(key)

    def named_in(self, text: Text) -> Iterator[Named]:
        """Give where a text names one, in order; the longest name at each place. Names begin with a capital."""
        forms, starts = text.words.forms, text.words.starts
        at = 0
        while at < len(forms):
            found = self._named_at(text, at) if text.raw[starts[at]].isupper() and self._may_begin(forms[at]) else None
            if found is not None:
                yield found
            at = found.after if found is not None else at + 1
        yield from self._addressed(text)

    def _may_begin(self, form: str) -> bool:
        skeleton, sounding = self._of(form)
        return skeleton in self._begun or sounding in self._singles

    def _of(self, form: str) -> tuple[str, str]:
        found = self._seen.get(form)
        if found is None:
            bare = form.removesuffix("'s")
            found = self._seen[form] = skeleton(bare), _sounding(bare)
        return found

    def _named_at(self, text: Text, at: int) -> Named | None:
        words = text.words
        for size in range(min(self._longest, len(words) - at), 1, -1):
            after = at + size
            key = tuple(self._of(form)[0] for form in words.forms[at:after])
            if key in self.issued and "\n\n" not in text.raw[words.starts[at] : words.ends[after - 1]]:
                return Named(key=key, first=at, after=after)
        key = (self._of(words.forms[at])[1],)
        return Named(key=key, first=at, after=at + 1) if key in self.issued else None

    def _addressed(self, text: Text) -> Iterator[Named]:
        for match in _mentions(text):
            for name in _handles(match):
                if name in self._handles:
                    at = sum(start < match.start() for start in text.words.starts)
                    yield Named(key=self._handles[name], first=at, after=at)
                    break


def _mentions(text: Text) -> Iterable[re.Match[str]]:
    if "@" not in text.raw and "http" not in text.raw and "www." not in text.raw:
        return ()
    return MENTION.finditer(text.raw)


def _handles(match: re.Match[str]) -> Iterator[str]:
    if match.group(1):
        yield _joined(match.group(1))
        return
    host, _, path = address(match.group(2)).partition("/")
    labels = host.split(".")[:-1]
    if labels and labels[-1] in _SOCIAL:
        yield _joined(path.removeprefix("s/").split("/")[0].lstrip("@"))
    else:
        yield from (_joined(label) for label in labels)


def _joined(name: str) -> str:
    return "".join(plain_words(_without_article(name.replace("-", " ").replace("_", " ")))).removeprefix("the")


def _without_article(name: str) -> str:
    return re.sub(r"^(?:the|The|THE)\s+", "", name)


def _stem(word: str) -> str:
    low = word.casefold()
    if is_cyrillic(low):
        for ending in _ENDINGS:
            if low.endswith(ending) and len(low) - len(ending) >= _LEAST_STEM:
                return low[: -len(ending)]
    return low


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Give a word's consonants as all alphabets and cases share them: "Карську" and "Karsk" have one."""
    return "".join(consonants(each) for each in plain_words(_stem(word))).replace("h", "g")


@lru_cache(maxsize=65536)
def _sounding(word: str) -> str:
    low = _stem(word)
    bare = low[:-1] if is_cyrillic(low) and low == word.casefold() and low[-1:] in "аяоеуюиіыї" else low
    return "".join(sound(each) for each in plain_words(bare)).replace("h", "g")
