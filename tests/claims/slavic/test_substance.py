"""What a Ukrainian or Russian claim tells of: standing alone, its event, its parts and its numbers."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probative.claims.attributor import attributor_for
from probative.claims.claiming import claims
from probative.claims.slavic.nominatives import name_in_case, name_in_nominative
from probative.model.claims import Claim
from probative.model.meaning import EventKind
from probative.model.readings import Genre
from tests.claims.material import exhibit, holding, reading
from tests.claims.slavic.test_laws import TEXTS
from tests.claims.test_substance import alone, parts

SAID_ON = date(2031, 5, 6)


def told(
    text: str, language: str, *, genre: Genre = Genre.PUBLICATION, author: str | None = None, offset: int = 0
) -> tuple[Claim, ...]:
    held = reading(text, language=language, genre=genre, author=author, offset=offset)
    return claims(held, exhibit=exhibit(stated_date=SAID_ON), attributor=attributor_for(language))


@pytest.mark.parametrize(
    ("language", "text", "held", "expected"),
    [
        ("uk", "Марта Велик – медсестра. Вона сказала, що її тримали в Кадоні.", "тримали", "[Марту Велик] тримали в Кадоні"),  # noqa: E501
        ("ru", "Марта Велик – медсестра. Она сказала, что её держали в Кадоне.", "держали", "[Марту Велик] держали в Кадоне"),  # noqa: E501
        ("uk", "Томас Брек сказав, що його брата застрелили.", "застрелили", "[Томаса Брека] брата застрелили"),
        ("uk", "«Мене били двоє охоронців», – сказав Томас Брек.", "били", "« [Томаса Брека] били двоє охоронців»"),
        ("ru", "«Я видел солдат», – сказал Томас Брек.", "видел", "« [Томас Брек] видел солдат»"),
        ("uk", "Марта Велик відмовилася свідчити.", "свідчити", "[Марта Велик] свідчити"),
        ("ru", "Марта Велик рассказала, что работала водителем.", "работала", "[Марта Велик] работала водителем"),
        ("uk", "Марта Велик жила в Кадоні. Там її били.", "били", "[в Кадоні] [Марту Велик] били"),
        ("uk", "Брек бачив вантажівки. Томас Брек працював у Кадоні.", "вантажівки", "[Томас Брек] бачив вантажівки"),
        ("ru", "Томас Брек сказал, что людей увезли вчера.", "увезли", "людей увезли вчера [2031-05-05]"),
        ("uk", "Це було 3 травня 2031 року. Тоді зникли троє людей.", "зникли", "Тоді [2031-05-03] зникли троє людей"),
    ],
)  # fmt: skip
def test_what_has_one_reading_is_filled_in_and_marked(language: str, text: str, held: str, expected: str) -> None:
    assert alone(holding(told(text, language), held)) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Мого брата забрали вночі.", "[Ірми Тось] брата забрали вночі"),
        ("ru", "Я видела грузовики на дороге.", "[Ірма Тось] видела грузовики на дороге"),
    ],
)
def test_the_witness_is_who_says_i_and_is_known_from_outside_the_text(language: str, text: str, expected: str) -> None:
    (claim,) = told(text, language, genre=Genre.TESTIMONY, author="Ірма Тось")
    assert alone(claim) == expected
    assert all(each.passage is None for each in claim.standalone if each.is_filled)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Томас Брек зустрів Павла Орсена. Марта Велик сказала, що його застрелили."),
        ("ru", "Томас Брек встретил Павла Орсена. Марта Велик сказала, что он погиб ночью."),
        ("uk", "Завод згорів уночі. Томас Брек сказав, що він великий."),
        ("uk", "Губернатор бачив Томаса Брека. Павло Орсен просив його зачекати."),
        ("ru", "Томас Брек видел брата Павла Орсена. Его увезли ночью."),
    ],
)
def test_where_two_could_be_meant_nothing_is_filled_in(language: str, text: str) -> None:
    filled = [each.stands_for for claim in told(text, language) for each in claim.standalone if each.is_filled]
    assert filled == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Томас Брек сказав, що людей забрали."),
        ("ru", "Томас Брек сказал, что темнело."),
        ("uk", "Томас Брек просив Марту Велик піти."),
        ("uk", "Марта Велик сказала, що зник без вісті."),
    ],
)
def test_a_verb_that_does_not_agree_with_the_speaker_is_not_his(language: str, text: str) -> None:
    assert not any(each.is_filled for claim in told(text, language) for each in claim.standalone)


@pytest.mark.parametrize(
    ("language", "text", "kind", "expected"),
    [
        ("uk", "Солдати вбили трьох чоловіків у Кадоні.", "killing", {"agent": "Солдати", "patient": "трьох чоловіків", "place": "Кадоні"}),  # noqa: E501
        ("ru", "Солдаты убили трех мужчин в Кадоне.", "killing", {"agent": "Солдаты", "patient": "трех мужчин", "place": "Кадоне"}),  # noqa: E501
        ("uk", "Трьох чоловіків було вбито солдатами з автоматів.", "killing", {"patient": "Трьох чоловіків", "agent": "солдатами", "instrument": "автоматів"}),  # noqa: E501
        ("ru", "Трое мужчин были убиты солдатами.", "killing", {"patient": "Трое мужчин", "agent": "солдатами"}),
        ("uk", "Військові відкрили вогонь по натовпу.", "attack", {"agent": "Військові", "patient": "натовпу"}),
        ("ru", "Армия обстреляла больницу в Кадоне.", "attack", {"agent": "Армия", "patient": "больницу", "place": "Кадоне"}),  # noqa: E501
        ("uk", "Його забрали охоронці.", "detention", {"agent": "охоронці", "patient": "Його"}),
        ("ru", "Мэра взяли в заложники.", "detention", {"patient": "Мэра"}),
        ("uk", "Суд засудив Брека до дев'яти років.", "court act", {"agent": "Суд", "patient": "Брека"}),
        ("ru", "Мост был разрушен ракетой.", "destruction", {"patient": "Мост", "instrument": "ракетой"}),
        ("uk", "Солдати здійснили напад на склад.", "attack", {"agent": "Солдати"}),
        ("ru", "Ранения получили пятеро детей.", "injury", {"patient": "пятеро детей"}),
        ("uk", "Троє людей загинуло вночі.", "death", {"patient": "Троє людей"}),
        ("ru", "В Кадоне убили восемьдесят семь человек.", "killing", {"patient": "восемьдесят семь человек", "place": "Кадоне"}),  # noqa: E501
        ("uk", "Конвой не пустили до міста.", "denial of access", {"patient": "Конвой"}),
    ],
)  # fmt: skip
def test_the_main_clause_gives_the_event_and_its_parts(
    language: str, text: str, kind: str, expected: dict[str, str]
) -> None:
    (claim,) = told(text, language)
    assert claim.event is EventKind(kind)
    assert parts(claim) == expected


@pytest.mark.parametrize(
    ("language", "text"), [("uk", "Міст зруйнував учора снаряд."), ("ru", "Мост разрушил вчера снаряд.")]
)
def test_where_endings_leave_open_who_did_it_to_whom_neither_is_named(language: str, text: str) -> None:
    (claim,) = told(text, language)
    assert claim.event is EventKind.DESTRUCTION
    assert parts(claim) == {}


@pytest.mark.parametrize(("language", "text"), [("uk", "Річка була висока."), ("ru", "Река была высокой.")])
def test_a_clause_that_tells_of_no_event_has_no_kind(language: str, text: str) -> None:
    (claim,) = told(text, language)
    assert claim.event is None
    assert claim.participants == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Міністр заперечив вбивство трьох чоловіків солдатами."),
        ("ru", "Министр отрицал убийство трех мужчин солдатами."),
    ],
)
def test_a_noun_names_the_event_where_there_is_no_verb(language: str, text: str) -> None:
    (claim,) = told(text, language)
    assert claim.event is EventKind.KILLING
    assert [each.role.value for each in claim.participants] == ["patient", "agent"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Полковник наказав чоловікам піти.", {"agent": "Полковник", "recipient": "чоловікам"}),
        ("ru", "Полковник приказал мужчинам уйти.", {"agent": "Полковник", "recipient": "мужчинам"}),
    ],
)
def test_an_order_is_an_attributed_order_and_no_claim_that_it_was_done(
    language: str, text: str, expected: dict[str, str]
) -> None:
    (claim,) = told(text, language)
    assert claim.event is EventKind.ORDER
    assert claim.forecast
    assert parts(claim) == expected


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("uk", "не менше 12 людей", (12, 12, None, False, "людей")),
        ("ru", "по меньшей мере 12 человек", (12, 12, None, False, "человек")),
        ("uk", "двоє або троє чоловіків", (None, 2, 3, False, "чоловіків")),
        ("ru", "два-три человека", (None, 2, 3, False, "человека")),
        ("uk", "десятки будинків", (None, 20, None, False, "будинків")),
        ("uk", "близько 4 000 крон", (4000, None, None, True, "крон")),
        ("ru", "от 30 до 40 семей", (None, 30, 40, False, "семей")),
        ("uk", "понад двадцять п'ять солдатів", (25, 26, None, False, "солдатів")),
        ("ru", "менее шести человек", (6, None, 5, False, "человек")),
        ("uk", "триста сорок солдатів", (340, 340, 340, False, "солдатів")),
        ("ru", "до 200 тысяч беженцев", (200_000, None, 200_000, False, "беженцев")),
        ("uk", "дві тисячі п'ятсот крон", (2500, 2500, 2500, False, "крон")),
    ],
)
def test_a_number_keeps_its_bounds_and_its_unit(language: str, words: str, expected: tuple[object, ...]) -> None:
    start = "Чиновники бачили" if language == "uk" else "Чиновники видели"
    (one,) = (each for claim in told(f"{start} {words}.", language) for each in claim.quantities)
    assert (one.number, one.least, one.most, one.is_rough, one.unit) == expected
    assert one.words == words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Вантажівка 12 перетнула кордон."),
        ("uk", "Томас Брек, 41 рік, поїхав додому."),
        ("ru", "Камера 4 была пустой."),
        ("uk", "Вони поїхали 3 травня 2031 року о 06:40."),
        ("ru", "Солдаты дошли до двери в сорок втором."),
    ],
)
def test_a_number_that_names_or_dates_counts_nothing(language: str, text: str) -> None:
    assert [each.words for claim in told(text, language) for each in claim.quantities] == []


@pytest.mark.parametrize("language", ["uk", "ru"])
@given(text=TEXTS, genre=st.sampled_from([Genre.PUBLICATION, Genre.TESTIMONY]), offset=st.integers(0, 3))
@settings(deadline=None)
def test_own_words_parts_and_numbers_stand_where_they_are_said_to(
    language: str, text: str, genre: Genre, offset: int
) -> None:
    for claim in told(text, language, genre=genre, author="Ірма Тось", offset=offset):
        placed = [(each.passage, each.words) for each in claim.participants]
        placed += [(each.passage, each.words) for each in claim.quantities]
        placed += [(each.passage, each.words) for each in claim.standalone if each.passage and not each.is_filled]
        assert all(text[where.start - offset : where.end - offset] == words for where, words in placed)
        said = " ".join(each.stands_for if each.is_filled else each.words for each in claim.standalone)
        assert "".join(said.split()) == "".join(claim.content.split())


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("uk", "Марта Велик"),
        ("uk", "Томас Брек"),
        ("uk", "Павло Орсен"),
        ("uk", "Олена Кравчук"),
        ("uk", "Микола Жук"),
        ("ru", "Марта Велик"),
        ("ru", "Томас Брек"),
        ("ru", "Сергей Иванов"),
        ("ru", "Мария Ковальская"),
    ],
)
@pytest.mark.parametrize("case", list("GDAIL"))
def test_a_declined_name_is_brought_back_to_its_nominative(language: str, name: str, case: str) -> None:
    assert name_in_nominative(name_in_case(name, language, case).split(), language) == name
