import pytest

from probative.corroboration import sources
from probative.model.claims import SourceKind
from probative.model.propositions import Basis, Derivation
from tests.corroboration.making import claim, exhibit

EXHIBITS = [exhibit(number) for number in range(1, 6)]


def standing(*claims: object, **more: object) -> list[str]:
    """Give the identifier of each claim's origin, in order."""
    found = sources(claims, EXHIBITS, **more)  # type: ignore[arg-type]
    return [found.by_hop[each.id, 0] for each in claims]  # type: ignore[attr-defined]


def test_one_name_is_one_source_across_exhibits() -> None:
    assert standing(claim(1, 1, ["Ana Brelko"]), claim(2, 2, ["ANA BRELKO"])) == ["S-0001", "S-0001"]


def test_two_full_names_that_differ_are_two() -> None:
    assert len(set(standing(claim(1, 1, ["Ana Brelko"]), claim(2, 2, ["Ilka Brelko"])))) == 2


def test_a_family_name_belongs_to_the_one_full_name_that_ends_in_it() -> None:
    assert standing(claim(1, 1, ["Ana Brelko"]), claim(2, 2, ["Brelko"])) == ["S-0001", "S-0001"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Михайло Гриценко", "Mykhailo Hrytsenko"),
        ("Михаил Гриценко", "Михайло Гриценко"),
        ("Сергій Гайдай", "Serhii Haidai"),
        ("Володимир Осєчкін", "Владимир Осечкин"),
        ("Володимир Осєчкін", "Vladimir Osechkin"),
        ("Олена Єременко", "Elena Eremenko"),
        ("Зоя Юрьева", "Zoya Yuryeva"),
        ("Гриценко", "Mykhailo Hrytsenko"),
        ("Михайло Гриценко", "Hrytsenko"),
        ("Гриценко", "Hrytsenko"),
        ("Улмич", "Ulmych"),
    ],
)
def test_a_speaker_named_in_two_alphabets_is_one_source(left: str, right: str) -> None:
    assert standing(claim(1, 1, [left]), claim(2, 2, [right])) == ["S-0001", "S-0001"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Михайло Гриценко", "Pavlo Hrytsenko"),
        ("Юрій Гарін", "Yuriy Kharin"),
        ("Ганна Гусак", "Inna Husak"),
        ("Гриценко", "Mykhailo Hrytsak"),
    ],
)
def test_two_speakers_in_two_alphabets_whose_names_differ_are_two(left: str, right: str) -> None:
    assert standing(claim(1, 1, [left]), claim(2, 2, [right])) == ["S-0001", "S-0002"]


def test_a_family_name_in_other_letters_that_two_have_stays_by_itself() -> None:
    claims = [claim(1, 1, ["Mykhailo Hrytsenko"]), claim(2, 2, ["Olha Hrytsenko"]), claim(3, 3, ["Гриценко"])]
    assert len(set(standing(*claims))) == 3


def test_a_family_name_of_two_people_stays_by_itself_and_is_unclear() -> None:
    claims = [claim(1, 1, ["Ana Brelko"]), claim(2, 2, ["Ilka Brelko"]), claim(3, 3, ["Brelko"])]
    assert len(set(standing(*claims))) == 3
    assert sources(claims, EXHIBITS).unclear == {"S-0003"}


def test_described_sources_belong_to_their_exhibit() -> None:
    assert standing(
        claim(1, 1, ["~two officers"]), claim(2, 2, ["~two officers"]), claim(3, 1, ["~the two officers"])
    ) == [
        "S-0001",
        "S-0002",
        "S-0001",
    ]


def test_described_sources_are_one_in_exhibits_that_share_text() -> None:
    wire = Derivation(
        derived=EXHIBITS[1].id, upstream=EXHIBITS[0].id, basis=Basis.TEXT_REUSE, share_permille=900, passages=()
    )
    claims = [claim(1, 1, ["~two officers"]), claim(2, 2, ["~two officers"])]
    assert standing(*claims, derivations=[wire]) == ["S-0001", "S-0001"]


def test_who_is_not_named_is_one_source_a_claim() -> None:
    found = sources([claim(1, 1, ["?"]), claim(2, 1, ["?"])], EXHIBITS)
    assert [source.kind for source in found.sources] == [SourceKind.UNATTRIBUTED] * 2


def test_a_publisher_that_another_exhibit_names_as_source_is_the_same_source() -> None:
    found = sources([claim(1, 1, ["#The Karsk Courier"]), claim(2, 2, ["Karsk Courier"])], EXHIBITS)
    assert [source.kind for source in found.sources] == [SourceKind.PUBLISHER]


def test_an_unknown_publisher_is_one_an_exhibit() -> None:
    claims = [claim(1, 1, ["#unknown publisher"]), claim(2, 2, ["#unknown publisher"]), claim(3, 3, ["#item-3.txt"])]
    found = sources(claims, EXHIBITS)
    assert len(found.sources) == 3
    assert found.unclear == {source.id for source in found.sources}


def test_a_pseudonym_is_one_source() -> None:
    assert standing(claim(1, 1, ["*Witness Larch"]), claim(2, 2, ["*Witness Larch"])) == ["S-0001", "S-0001"]


def test_an_office_is_not_joined_to_a_plain_word() -> None:
    assert len(set(standing(claim(1, 1, ["Defence Ministry"]), claim(2, 2, ["Ministry"])))) == 2


def test_numbers_go_on_from_the_first_given() -> None:
    assert [source.id for source in sources([claim(1, 1, ["Ana Brelko"])], EXHIBITS, first=7).sources] == ["S-0007"]


def test_a_source_is_found_by_identifier_and_by_any_of_its_names() -> None:
    found = sources([claim(1, 1, ["Ana Brelko"]), claim(2, 2, ["Brelko"])], EXHIBITS)
    assert {source.id for name in ("S-0001", "ana brelko", "Brelko") for source in found.called(name)} == {"S-0001"}
    assert found.called("Nobody") == ()
    assert found.sources[0].exhibits == ("E-0001", "E-0002")


def test_two_names_that_may_be_one_persons_stay_two_sources_and_are_told() -> None:
    claims = [claim(1, 1, ["Надія Меглич"]), claim(2, 2, ["Надежда Меглич"]), claim(3, 3, ["Ганна Меглич"])]
    found = sources(claims, EXHIBITS)
    assert len(found.sources) == 3
    assert found.doubles == {(found.by_hop["C-0002", 0], found.by_hop["C-0001", 0])}


def test_a_publisher_written_in_two_alphabets_is_one() -> None:
    claims = [claim(1, 1, ["#Вільний Кут"]), claim(2, 2, ["Vilnyi Kut", "#Courier"])]
    found = sources(claims, [exhibit(1), exhibit(2)])
    assert found.by_hop["C-0001", 0] == found.by_hop["C-0002", 0]  # type: ignore[index]
