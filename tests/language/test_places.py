from probative.language.places import PlaceKind, country_of_demonym, find, is_place


def test_every_place_of_one_name_is_kept():
    countries = [place.country for place in find("Donetsk")]
    assert countries[0] == "UA"
    assert "RU" in countries


def test_a_place_has_whole_coordinates_and_inhabitants():
    minsk = find("Minsk")[0]
    assert (minsk.kind, minsk.country) == (PlaceKind.CAPITAL, "BY")
    assert 535_000 < minsk.latitude < 543_000
    assert 272_000 < minsk.longitude < 278_000
    assert minsk.population > 1_000_000


def test_other_spellings_and_scripts_find_the_same_place():
    assert find("Kiev")[0] == find("Kyiv")[0] == find("Киев")[0]
    assert find("the UK")[0] == find("United Kingdom")[0]


def test_countries_come_before_regions_of_the_same_name():
    assert [place.kind for place in find("Georgia")][:2] == [PlaceKind.COUNTRY, PlaceKind.REGION]
    assert find("Georgia")[0].latitude is None


def test_a_place_that_is_not_listed_is_no_error():
    assert find("Upper Dornoville") == ()
    assert not is_place("Upper Dornoville")
    assert not is_place("")


def test_a_title_in_a_name_of_a_place_stays():
    assert find("Prince George")
    assert not any(place.name == "Prince George" for place in find("George"))


def test_demonyms_name_their_country_or_none():
    assert country_of_demonym("Russian") == "RU"
    assert country_of_demonym("Poles") == "PL"
    assert country_of_demonym("Kurdish") == ""
    assert country_of_demonym("Dornovian") is None
