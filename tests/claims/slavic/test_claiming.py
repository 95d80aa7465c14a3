"""Claims from Ukrainian and Russian readings: chains, the text's own voice, testimony, dates and places."""

import pytest

from probative.claims.attributor import attributor_for
from probative.claims.claiming import claims
from probative.flow import filters
from probative.model.claims import Certainty, Claim, Role, SourceKind
from probative.model.readings import Genre
from tests.claims.material import exhibit, reading

UK = (
    "Автобус заїхав на станцію 6 березня 2031 року.\n\nУповноважений Корнель Дим повідомив, що вдова чула, як солдати "
    "говорили про страту. За його словами, полонених тримають у Кадоні. Мати в це не вірить."
)
RU = (
    "Автобус заехал на станцию 6 марта 2031 года.\n\nУполномоченный Корнель Дым сообщил, что вдова слышала, как "
    "солдаты говорили о казни. По его словам, пленных держат в Кадоне. Мать в это не верит."
)


def found_in(
    text: str, language: str, genre: Genre = Genre.PUBLICATION, author: str | None = None
) -> tuple[Claim, ...]:
    given = reading(text, language=language, genre=genre, author=author)
    return claims(given, exhibit=exhibit(), attributor=attributor_for(language))


@pytest.mark.parametrize(("text", "language", "name"), [(UK, "uk", "Корнель Дим"), (RU, "ru", "Корнель Дым")])
def test_a_chain_runs_from_who_could_know_to_the_publisher(text: str, language: str, name: str) -> None:
    found = found_in(text, language)
    deepest = max(found, key=lambda claim: len(claim.chain))
    assert [hop.role for hop in deepest.chain] == [Role.ORIGIN, Role.RELAY, Role.RELAY, Role.PUBLISHER]
    assert deepest.chain[2].source == name
    assert deepest.chain[-1].source == "Harrow Post"
    assert deepest.suggester == f"rules-{language}/1"


@pytest.mark.parametrize(("text", "language", "place"), [(UK, "uk", "Кадоні"), (RU, "ru", "Кадоне")])
def test_voice_date_and_place_are_read_in_the_language(text: str, language: str, place: str) -> None:
    found = found_in(text, language)
    own = [claim for claim in found if claim.origin.kind is SourceKind.PUBLISHER]
    assert len(own) == 1
    assert own[0].period is not None
    assert own[0].period.edtf == "2031-03-06"
    assert place in {each for claim in found for each in claim.places}
    assert not any(claim.content in ("в це", "в это") for claim in found)
    assert all(not claim.content.lower().startswith(("що ", "что ")) for claim in found)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Я возив поранених узимку. Я чув, що міст замінували. Сусід казав мені, що лікаря вбили.", "uk"),
        ("Я возил раненых зимой. Я слышал, что мост заминировали. Сосед говорил мне, что врача убили.", "ru"),
    ],
)
def test_in_testimony_the_first_person_is_the_witness(text: str, language: str) -> None:
    found = found_in(text, language, Genre.TESTIMONY, "Ірма Тось")
    assert [claim.origin.source for claim in found[:2]] == ["Ірма Тось", "Ірма Тось"]
    assert found[2].origin.kind is SourceKind.DESCRIBED
    assert found[2].chain[-1].source == "Ірма Тось"


def test_the_filter_tells_the_language_by_the_letters_or_is_told_it() -> None:
    for line in ({"id": 1, "text": "Лікар сказав, що міст є."}, {"id": 1, "text": "Врач сказал, что мост цел."}):
        (one,) = filters.attribute(line)["attributions"]
        assert one["certainty"] == Certainty.CERTAIN
        assert one["source"] == [0, line["text"].index(" ")]
    (one,) = filters.attribute({"id": 1, "text": "Мэр отрицал обстрел.", "lang": "ru"})["attributions"]
    assert one["certainty"] == Certainty.CERTAINLY_NOT
    with pytest.raises(filters.UsageError, match="not in 'fr'"):
        filters.attribute({"id": 1, "text": "Il a dit que non.", "lang": "fr"})
