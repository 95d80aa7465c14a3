import pytest

from probative.reading.tongue import LANGUAGES, tongue_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The commander ordered the unit to leave the town.", "en"),
        ("Командир наказав підрозділу залишити місто.", "uk"),
        ("Командир приказал подразделению покинуть город.", "ru"),
        ("Der Kommandeur befahl der Einheit, die Stadt zu verlassen.", "de"),
        ("Le commandant a ordonné à l'unité de quitter la ville.", "fr"),
        ("أمر القائد الوحدة بمغادرة المدينة القديمة.", "ar"),
        ("12 345 678", None),
        ("Too few letters", None),
    ],
)
def test_a_sentence_is_enough_and_numbers_are_not(text: str, language: str | None) -> None:
    assert tongue_of(text) == language


def test_only_living_languages_are_looked_for() -> None:
    assert "la" not in LANGUAGES
    assert len(set(LANGUAGES)) == len(LANGUAGES)
