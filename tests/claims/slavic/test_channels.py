"""Who speaks for whom in a Ukrainian or Russian text, and who was told."""

import pytest
from hypothesis import given, settings

from probative.claims.attributor import attributor_for
from probative.claims.claiming import claims
from probative.model.claims import Claim, Role
from tests.claims.material import chain, exhibit, holding, reading
from tests.claims.slavic.test_laws import TEXTS


def found_in(text: str, language: str) -> tuple[Claim, ...]:
    return claims(reading(text, language=language), exhibit=exhibit(), attributor=attributor_for(language))


def sources(text: str, language: str, held: str) -> list[str | None]:
    return [name for name, _ in chain(holding(found_in(text, language), held))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "За словами речника міністерства оборони, міст закрили.", ["міністерство оборони", "речник міністерства оборони"]),  # noqa: E501
        ("ru", "По словам представителя министерства обороны, мост закрыли.", ["министерство обороны", "представитель министерства обороны"]),  # noqa: E501
        ("uk", "Речник Генерального штабу Павло Орсен повідомив, що міст закрили.", ["Генеральний штаб", "Павло Орсен"]),  # noqa: E501
        ("ru", "Официальный представитель полиции Ольга Жук заявила, что мост закрыли.", ["полиция", "Ольга Жук"]),
        ("uk", "Представник МЗС сказав, що міст закрили.", ["МЗС", "Представник МЗС"]),
        ("uk", "У міністерстві повідомили, що міст закрили.", ["міністерство"]),
        ("ru", "В министерстве сообщили, что мост закрыли.", ["министерство"]),
        ("uk", "Міністр оборони заявив, що міст закрили.", ["Міністр оборони"]),
    ],
)  # fmt: skip
def test_a_spokesman_passes_on_what_his_body_says(language: str, text: str, expected: list[str]) -> None:
    assert sources(text, language, "закрили" if language == "uk" else "закрыли") == [*expected, "Harrow Post"]


def test_whoever_speaks_in_anothers_name_passes_it_on() -> None:
    text = "Адвокат Павел Орсен от имени Марты Велик заявил, что людей увезли."
    assert sources(text, "ru", "увезли") == ["Марта Велик", "Павел Орсен", "Harrow Post"]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("uk", "Водій розповів Reuters, що людей вивезли.", "Reuters"),
        ("uk", "Лікар розповів агентству «Оріон», що людей вивезли.", "Оріон"),
        ("ru", "Водитель рассказал газете «Клинген», что людей вывезли.", "Клинген"),
    ],
)
def test_a_named_listener_passes_on_what_he_was_told(language: str, text: str, told: str) -> None:
    held = "вивезли" if language == "uk" else "вывезли"
    claim = holding(found_in(text, language), held)
    assert [(name, role) for name, role in chain(claim)][1:] == [(told, "relay"), ("Harrow Post", "publisher")]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("uk", "Максим Бондар заявив, що людей вивезли.", ["Максим Бондар"]),
        ("ru", "Максим Бондарь сказал, что людей вывезли.", ["Максим Бондарь"]),
        ("ru", "Павел Бондаренко рассказал, что людей вывезли.", ["Павел Бондаренко"]),
        ("ru", "Марта Бондаренко сказала, что людей вывезли.", ["Марта Бондаренко"]),
        ("uk", "Бондаренко розповіла, що людей вивезли.", ["Бондаренко"]),
        ("uk", "Учора Ткачук повідомила журналістам, що людей вивезли.", ["Ткачук"]),
        ("uk", "Кастрич заперечила, що людей вивезли.", ["Кастрич"]),
        ("uk", "Лікар сказала, що людей вивезли.", ["Лікар"]),
        ("uk", "За словами Зої Бондаренко, людей вивезли.", ["Зоя Бондаренко"]),
        ("uk", "За словами Марка Бондаренка, людей вивезли.", ["Марко Бондаренко"]),
        ("ru", "Как пишет «Вольный Край», людей вывезли.", ["Вольный Край"]),
        ("uk", "Газета «Вільний Край» повідомляє, що людей вивезли.", ["Вільний Край"]),
        ("uk", "В інтерв'ю «Вільному Краю» Іван Бондар сказав, що людей вивезли.", ["Іван Бондар", "Вільному Краю"]),
        ("uk", "Іван Бондар сказав в інтерв'ю газеті «Край», що людей вивезли.", ["Іван Бондар", "Край"]),
        ("ru", "В интервью «Край Таймс» Иван Бондарь сказал, что людей вывезли.", ["Иван Бондарь", "Край Таймс"]),
    ],
)
def test_who_speaks_first_in_a_sentence_and_to_which_outlet_is_known_by_name(
    language: str, text: str, names: list[str]
) -> None:
    assert sources(text, language, "вивезли" if language == "uk" else "вывезли") == [*names, "Harrow Post"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "8 березня Іван Бондар сказав, що людей вивезли."),
        ("ru", "В марте Иван Бондарь сказал, что людей вывезли."),
        ("ru", "Директор фирмы «Край» Иван Бондарь сказал, что людей вывезли."),
    ],
)
def test_a_month_is_nobody_and_a_firm_no_interviewer(language: str, text: str) -> None:
    found = sources(text, language, "вивезли" if language == "uk" else "вывезли")
    assert found[0].startswith(("Іван", "Иван"))
    assert len(found) == 2


def test_a_listener_who_is_a_source_himself_is_known_by_his_name() -> None:
    text = "Орест Лунь сказав, що міст є. Лікар розповів Орестові Луню, що людей вивезли."
    assert sources(text, "uk", "вивезли") == ["Лікар", "Орест Лунь", "Harrow Post"]


def test_journalists_without_a_name_are_no_hop() -> None:
    assert sources("Врач рассказал журналистам, что людей вывезли.", "ru", "вывезли") == ["Врач", "Harrow Post"]


@pytest.mark.parametrize(
    ("language", "announced", "said", "held"),
    [
        ("uk", "Активіст Орест Лунь розповів про втечу двох дипломатів.", "Дипломати стверджують, що бачили наказ.", "наказ"),  # noqa: E501
        ("ru", "Активист Орест Лунь рассказал о побеге двух дипломатов.", "Дипломаты утверждают, что видели приказ.", "приказ"),  # noqa: E501
    ],
)  # fmt: skip
def test_who_announced_what_persons_did_passes_on_what_they_say(
    language: str, announced: str, said: str, held: str
) -> None:
    names = sources(f"{announced} {said}", language, held)
    assert names[1:] == ["Орест Лунь", "Harrow Post"]
    assert sources(said, language, held)[1:] == ["Harrow Post"]


def test_persons_who_tell_others_themselves_need_no_relay() -> None:
    text = "Активіст Орест Лунь розповів про втечу двох дипломатів. Дипломати розповіли журналістам, що бачили наказ."
    assert sources(text, "uk", "бачили") == ["Дипломати", "Harrow Post"]


@pytest.mark.parametrize("language", ["uk", "ru"])
@given(text=TEXTS)
@settings(deadline=None)
def test_every_chain_has_one_origin_and_names_its_hops_where_they_stand(language: str, text: str) -> None:
    for claim in found_in(text, language):
        assert [hop.role for hop in claim.chain].count(Role.ORIGIN) == 1
        for hop in claim.chain:
            if hop.mention is not None:
                assert text[hop.mention.start : hop.mention.end] == hop.words
