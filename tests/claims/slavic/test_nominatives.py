"""Who is spoken of in an oblique case is called by the nominative, and a subject is left as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.claims.slavic import slavic_rules
from probative.claims.slavic.nominatives import name_in_nominative
from tests.claims.slavic.test_laws import TEXTS


def speakers(text: str, language: str) -> list[str | None]:
    return [each.speaker for each in slavic_rules(language).attribute(text)]


@pytest.mark.parametrize(
    ("oblique", "language", "called"),
    [
        ("Олени Кравчук", "uk", "Олена Кравчук"),
        ("Сергія Гайдая", "uk", "Сергій Гайдай"),
        ("Андрієві Коваленку", "uk", "Андрій Коваленко"),
        ("Павла Орсена", "uk", "Павло Орсен"),
        ("Ольги Грабської", "uk", "Ольга Грабська"),
        ("Марии Велик", "ru", "Мария Велик"),
        ("Никиты Ломова", "ru", "Никита Ломов"),
        ("Павла Орсена", "ru", "Павел Орсен"),
        ("Сесилию Дембе", "ru", "Сесилия Дембе"),
        ("Бенуа Сайди", "ru", "Бенуа Сайди"),
    ],
)
def test_a_name_in_an_oblique_case_is_called_by_its_nominative(oblique: str, language: str, called: str) -> None:
    assert name_in_nominative(oblique.split(), language) == called


@pytest.mark.parametrize(
    ("text", "language", "called"),
    [
        ("За словами лікарки Олени Кравчук, міст закрили.", "uk", "Олена Кравчук"),
        ("По словам адвоката Павла Орсена, мост закрыли.", "ru", "Павел Орсен"),
        ("У Міністерстві оборони повідомили, що міст закрили.", "uk", "Міністерство оборони"),
        ("В городской прокуратуре сообщили, что мост закрыли.", "ru", "городская прокуратура"),
        ("За даними військової прокуратури, міст закрили.", "uk", "військова прокуратура"),
        ("Лікарка Олена Кравчук сказала, що міст закрили.", "uk", "Олена Кравчук"),
        ("Священник Тома Лерой сказал, что мост закрыли.", "ru", "Тома Лерой"),
        ("Студент из Бервика Колин Эштон сказал, что мост закрыли.", "ru", "Колин Эштон"),
        ("Правительство заявило, что мост закрыли.", "ru", "Правительство"),
    ],
)
def test_a_source_is_called_by_its_nominative(text: str, language: str, called: str) -> None:
    assert speakers(text, language) == [called]


def test_the_nominative_of_the_text_itself_comes_before_any_rule() -> None:
    text = "За словами Томи Лероя, міст закрили. Тома Лерой додав, що охорони не було."
    assert speakers(text, "uk") == ["Тома Лерой", "Тома Лерой"]


@pytest.mark.parametrize("language", ["uk", "ru"])
@given(text=TEXTS)
def test_a_named_speaker_always_has_a_name(language: str, text: str) -> None:
    assert all(each is None or each.strip() for each in speakers(text, language))


@given(st.text(alphabet="абвгдеиіїйклмнопрстуфьєяю", min_size=1, max_size=9).map(str.capitalize))
def test_a_single_name_is_never_changed(name: str) -> None:
    assert name_in_nominative((name,), "uk") == name
