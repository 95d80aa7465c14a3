"""What holds for every text, whatever stands in it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probative.claims.attributor import READ, attributor_for, attributors
from probative.claims.slavic import LANGUAGES, parse, slavic_rules
from probative.claims.slavic.lexicon import lexicon
from probative.model.claims import SourceKind

WORDS = st.sampled_from((
    "міністр", "сказав", ",", "що", "«", "»", "–", ".", "\n\n", "міст", "не", "за", "словами", "Орест", "Лунь",
    ":", "(", ")", "який", "відмовився", "коментувати", "нібито", "мовляв", "і", "але", "їх", "вона", "чутки",
    "про", "?", "…", "В", "12", "министр", "заявила", "что", "по", "мнению", "якобы", "—", "будто", "обвинил",
    "в", "поджоге", "как", "сообщает", "„", "“",
))  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=80).map(" ".join))
ENOUGH_VERBS, ENOUGH_NOUNS, ENOUGH_PREDICATIVES = 450, 150, 60


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=TEXTS)
@settings(deadline=None)
def test_any_text_is_attributed_with_spans_inside_it(language: str, text: str) -> None:
    found = slavic_rules(language).attribute(text)
    for place, each in enumerate(found):
        spans = [*each.cue, *each.content, *([each.source] if each.source else [])]
        assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in spans)
        assert each.parent is None or (0 <= each.parent < len(found) and each.parent != place)
        assert (each.speaker is None) == (each.kind is SourceKind.UNATTRIBUTED)
    assert found == slavic_rules(language).attribute(text)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=TEXTS)
@settings(deadline=None)
def test_every_token_reproduces_its_words(language: str, text: str) -> None:
    whole = parse(text, language)
    assert all(text[token.start : token.end] == token.words for token in whole.tokens)
    assert len(whole.tags) == len(whole.tokens) == len(whole.seen) == len(whole.lows)


@pytest.mark.parametrize(
    "piece",
    [
        "Міністр сказав, що мер не знав, чи священник чув, як адвокат заявив, що міст упав, і ",
        "«Ми прийшли, – сказав він, – і ",
        "– Так, – відповів сторож. – Ні. ",
        "за його словами, ",
        "заявив ",
        "В. ",
    ],
)
def test_the_time_is_linear_in_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        begun = time.process_time()
        slavic_rules("uk").attribute(text)
        return time.process_time() - begun

    seconds(50)
    short, long = min(seconds(300) for _ in range(3)), min(seconds(2400) for _ in range(2))
    assert long < 8 * 3 * max(short, 0.01)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lexicon_is_broad(language: str) -> None:
    known = lexicon(language)
    assert len({cue.lemma for forms in known.verbs.values() for cue in forms.cues}) >= ENOUGH_VERBS
    assert len({cue.lemma for cue in known.nouns.values()}) >= ENOUGH_NOUNS
    assert len({cue.lemma for cue, _, _ in known.adjectives.values()} | set(known.impersonals)) >= ENOUGH_PREDICATIVES
    assert set(known.classes) == set(known.negated)
    used = {cue.group for forms in known.verbs.values() for cue in forms.cues}
    used |= {cue.group for cue in known.nouns.values()} | {cue.group for cue in known.impersonals.values()}
    used |= {cue.group for cue, _, _ in known.adjectives.values()}
    used |= {phrase.group for rows in known.phrases.values() for phrase in rows}
    assert used <= set(known.classes)


def test_each_language_has_its_attributor() -> None:
    assert set(READ) == {"en", "uk", "ru"}
    for language in READ:
        assert attributor_for(language).languages == {language}
    assert set(attributors("uk")) == set(attributors("ru")) == {"rules"}
    with pytest.raises(ValueError, match="not for 'pl'"):
        slavic_rules("pl")


@pytest.mark.parametrize(
    ("language", "text", "speakers"),
    [
        ("uk", "Слідчий Тарас Саґата сказав, що ключ є. За словами Саґати, двері відчинено.", {"Тарас Саґата"}),
        ("uk", "Слідча Інга Моро сказала, що ключ є. Вона додала, що двері відчинено.", {"Інга Моро"}),
        ("ru", "Капитан Рауль Морен сказал, что ключ есть. По словам Морена, дверь открыта.", {"Рауль Морен"}),
        ("ru", "Капитан Рауль Морен сказал, что ключ есть. Капитан добавил, что дверь открыта.", {"Рауль Морен"}),
    ],
)
def test_short_and_inflected_names_roles_and_pronouns_come_to_one_name(
    language: str, text: str, speakers: set[str]
) -> None:
    assert {each.speaker for each in slavic_rules(language).attribute(text)} == speakers
