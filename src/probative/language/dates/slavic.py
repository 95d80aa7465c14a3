"""The shapes that dates have in Ukrainian and Russian, whose order of words is the same."""

from typing import Final

from probative.language.dates.lexicon import Lexicon
from probative.language.dates.shapes import DASH, NEVER, firsts, groups, one_of

_END: Final = r"(?!\w)"
_ROMAN: Final = r"(?P<roman>[IVXІХ]+)"
_CENTURY_NUMBER: Final = r"(?:-?(?:го|му|м|й|ого))?"


def shapes(words: Lexicon) -> dict[str, str]:
    """Give the shapes by the names in ``patterns.Patterns``."""
    return {**_calendar(words), **_relative(words), **_composed(words), **_around(words)}


def begun(words: Lexicon) -> dict[str, list[str]]:
    """Give the first words of each shape."""
    count, ordinals, which = ["0", *firsts(words.numbers)], firsts(words.ordinals), firsts(words.which)
    units, blur = firsts(words.units), firsts(_BLUR)
    return {
        "days_month": ["0", *firsts(words.from_words)],
        "day_month": ["0", *firsts(words.weekdays), *ordinals, "двадцять", "тридцять", "двадцать", "тридцать"],
        "month": firsts(words.months),
        "season": firsts(words.seasons),
        "quarter": ["0", "i", "ii", "iii", "iv", "і", "іі", "ііі", "іv", *ordinals],
        "decade": ["0", *firsts(words.decade_words)],
        "century": [
            "0",
            *ordinals,
            *(letter * n + tail for letter in "xх" for n in (0, 1, 2) for tail in _ROMAN_TAILS),
        ],
        "holiday": firsts(words.holidays),
        "deictic": firsts([*words.deictics, *words.year_deictics]),
        "rolling": which,
        "away": [*count, *units, *blur, *firsts(words.vague_numbers)],
        "which": which,
        "weekday": firsts(words.weekdays),
        "nth": ["0"],
        "nth_of_month": ["0"],
        "beyond": firsts(words.beyond),
        "weekend": units,
        "ahead": ["за"],
        "through": ["через"],
        "within": firsts(words.within),
        "night": firsts(words.night_words),
        "numbered": ["0"],
        "day_number": ["0"],
    }


def headed(words: Lexicon) -> dict[str, list[str]]:
    """Give the first words of what stands around a date."""
    past = [word for word, name in words.which.items() if name == "past"]
    return {
        "sooner": firsts(words.sooner),
        "nth_of": ["0", *firsts(words.ordinals), *firsts(past)],
        "offset": ["за", "через"],
        "part": firsts(words.parts),
    }


_BLUR: Final = ("майже", "близько", "приблизно", "почти", "около", "примерно")
_ROMAN_TAILS: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "і", "іі", "ііі", "іх")


def _year(words: Lexicon) -> str:
    said = rf"(?:\s*(?:{one_of(words.year_words)})(?:{_END}|(?<=\.)))"
    return rf"(?P<year>[12]\d{{3}})(?!\d|[.,]\d|%)(?:-?(?:го|му|м|й|ого|ому)\b)?{said}?"


def _calendar(words: Lexicon) -> dict[str, str]:
    year = _year(words)
    any_year = rf"\s?,?\s*{year}"
    month = rf"(?P<month>{one_of(words.months)})\b\.?"
    ending = rf"(?:-?(?:{one_of(words.day_endings)})\b)?"
    day = rf"(?P<day>\d{{1,2}}){ending}(?!\w|[.,:/]?\d|%|-\d)"
    tens = rf"(?:(?:{one_of([word for word, number in words.numbers.items() if number in {20, 30}])})\s+)?"
    ordinal = rf"(?P<ordinal>{tens}(?:{one_of(words.ordinals)}))\b"
    weekday = rf"(?:(?P<weekday>{one_of(words.weekdays)})\b\s?,?\s+)?"
    joins = one_of([*words.range_words, *words.and_words])
    span = (
        rf"(?P<first>\d{{1,2}}){ending}\s*(?P<join>{DASH}|\b(?:{joins})\b)\s*(?P<last>\d{{1,2}}){ending}"
        rf"(?!\w|[.,:/]?\d|%)"
    )
    years = rf"(?:\s*(?:{one_of(words.year_words)})(?:{_END}|(?<=\.)))"
    decade_ending = rf"-?(?:{one_of(words.decade_endings)})\b(?!\s+числ)"
    half = one_of(["півріччя", "півріччі", "полугодие", "полугодия", "полугодии"])
    nth = one_of([word for word, number in words.ordinals.items() if number <= 4])
    number = r"(?P<number>[1-4])(?:-?(?:й|м|го|му|ий|ому|ого))?"
    return {
        "days_month": rf"(?:(?:{one_of(words.from_words)})\s+)?{span}\s+{month}(?:{any_year})?",
        "day_month": rf"{weekday}(?:{day}|{ordinal})\s+{month}(?:{any_year})?",
        "month": rf"{month}(?:{any_year})?",
        "season": (
            rf"(?P<season>{one_of(words.seasons)})\b"
            rf"(?:,?\s+(?:(?P<first>[12]\d{{3}})\s?[-–/]\s?(?P<next>\d{{4}}|\d{{2}})(?!\d){years}?|{year}))?"
        ),
        "quarter": (
            rf"(?:(?P<nth>{nth})|(?P<roman>I{{1,3}}|IV|І{{1,3}}|ІV)|{number})\s+"
            rf"(?:{one_of(words.quarter_words)})\b(?:\s+{year})?"
        ),
        "half_year": (
            rf"(?:(?P<half>{nth})|(?P<number>[12])(?:-?(?:й|м|го|му|е))?|(?P<roman>I{{1,2}}|І{{1,2}}))\s+"
            rf"(?:{half})\s+{year}"
        ),
        "decade": (
            rf"(?:(?P<decade>[12]\d{{2}}0)|(?P<short>\d0)){decade_ending}{years}?"
            rf"|(?P<word>{one_of(words.decade_words)})\b(?:{years}|(?=\s*(?:[.,;:!?)]|$)))"
        ),
        "century": (
            rf"(?:{_ROMAN}{_CENTURY_NUMBER}|(?P<number>\d{{1,2}}){_CENTURY_NUMBER}|(?P<ordinal>{tens}"
            rf"(?:{one_of(words.ordinals)})))"
            rf"\s+(?:{one_of(words.century_words)}){_END}"
        ),
        "holiday": rf"(?P<name>{one_of(words.holidays)})\b(?:,?\s+{year})?",
        "year": rf"{year}",
        "year_range": (
            rf"(?P<first>1[5-9]\d{{2}}|20\d{{2}})\s?[-–—/]\s?(?P<last>1[5-9]\d{{2}}|20\d{{2}}|\d{{2}})(?![\d%]"
            rf"|[/.]\d|-\d)"
            rf"(?:-?(?:х|го|му|м)\b)?{years}?"
        ),
        "night": (
            rf"(?:{one_of(words.night_words)})(?:\s+(?:{one_of(words.from_words)})\s+\d{{1,2}}{ending}(?:\s+"
            rf"(?:{one_of(words.months)})\b)?)?"
            rf"\s+на\s+(?:(?:{day}|{ordinal})\s+{month}(?:{any_year})?|(?P<weekday>{one_of(words.weekdays)})\b)"
        ),
        "numbered": rf"(?P<tens>[12]0)-?х\s+числах\s+{month}(?:{any_year})?",
    }


def _relative(words: Lexicon) -> dict[str, str]:
    a = groups(words)
    month = rf"(?P<month>{one_of(words.months)})\b"
    blur = rf"(?:(?:{one_of(_BLUR)})\s+)?"
    weeks = one_of([word for word, name in words.units.items() if name == "week"])
    sides = one_of([*words.ago, *words.earlier, *words.later])
    numbers = one_of(words.day_number_words)
    day_number = rf"(?P<day>\d{{1,2}})(?:-?(?:{one_of(words.day_endings)})\b)?\s+(?:{numbers})\b"
    return {
        "deictic": rf"(?P<word>{one_of([*words.deictics, *words.year_deictics])})\b{a.part}",
        "weekday": rf"{a.weekday}{a.part}(?:\s+(?:на\s+)?(?P<week>{one_of(words.which)})\s+(?:{weeks})\b)?",
        "which": (
            rf"{a.which}\s+(?:{a.unit}|{a.weekday}{a.part}|{month}(?!\s+\d)|(?P<season>{one_of(words.seasons)})\b"
            rf"|(?P<holiday>{one_of(words.holidays)})\b|(?P<hours>{NEVER}))"
        ),
        "rolling": (
            rf"{a.which}\s+(?:(?P<vague>{one_of(words.vague_numbers)})|{a.number})\s+{a.unit}"
            rf"|(?P<which2>{NEVER})(?P<number2>{NEVER})(?P<unit2>{NEVER})"
        ),
        "away": (
            rf"(?:(?P<vague>{one_of(words.vague_numbers)})\s+|{blur}(?:{a.number}\s+)?){a.unit}\s+(?P<side>{sides})\b"
        ),
        "this_unit": (
            rf"(?P<unit>{one_of(word for word in words.single_units if words.units[word] not in {'day', 'weekend'})})\b"
        ),
        "nth": day_number,
        "nth_of_month": rf"{day_number}\s+{a.which}\s+(?:місяця|месяца)\b",
        "beyond": rf"(?P<before>{one_of(words.beyond)})\s+{a.unit}",
        "weekend": rf"(?:{one_of(word for word, name in words.units.items() if name == 'weekend')})\b(?!\s+д[неі])",
        "offset": (
            rf"(?:за|через)\s+{blur}(?:{a.number}\s+)?{a.unit}\s+"
            rf"(?P<side>{one_of([*words.offset_before, *words.offset_after])})\s+(?=\S)"
        ),
        "ahead": rf"за\s+{blur}(?:{a.number}\s+)?{a.unit}",
        "through": rf"через\s+{blur}(?:{a.number}\s+)?{a.unit}",
        "within": rf"(?:{one_of(words.within)})\s+(?:{a.number}\s+)?{a.unit}",
        "sooner": (
            rf"(?P<side>{one_of(words.sooner)})\s+(?:[ву]о?\s+|на\s+)?{a.which}\s+"
            rf"(?P<unit>{one_of(word for word in words.single_units if words.units[word] != 'day')})\b"
        ),
    }


def _composed(words: Lexicon) -> dict[str, str]:
    a = groups(words)
    last = one_of(word for word, name in words.which.items() if name == "past")
    return {
        "nth_of": (
            rf"(?P<nth>{one_of(words.ordinals)}|{last}|\d{{1,2}}-?(?:й|го|му|м|ий|а|я|ша))\s+(?:{a.number}\s+)?"
            rf"(?:{a.unit}|{a.weekday}{a.part})\s+(?=\S)"
        ),
        "than": rf"{a.than}\s+(?:{a.number}\s+)?{a.unit}\s+(?:(?P<ago>{one_of(words.ago)})|(?P<hence>{NEVER}))\b",
        "year_link": r",?\s+(?:[ув]о?\s+)?(?=\w)",
        "year_of": r",?\s+(?:[ув]о?\s+)?(?=\w)",
        "week_link": r",?\s+(?:[ув]о?\s+)?(?=\w)",
        "agreeing": r"(?:,?\s+|\s?[-–]\s?|,?\s+(?P<bracket>\())(?=\d)",
        "on_weekday": rf",?\s+[ву]о?\s+{a.weekday}{a.part}",
        "apposed": rf"(?:\s*,\s+(?:[ув]о?\s+)?|\s*\((?:[ув]о?\s+)?){a.weekday}\)?(?=\s*(?:[.,;:!?)]|$))",
    }


def _around(words: Lexicon) -> dict[str, str]:
    clock = r"(?:\s+(?:о|об|в)\s+\d{1,2}[:.]\d\d|\s+\d{1,2}:\d\d)"
    return {
        "part": rf"(?P<part>{one_of(words.parts)})\s+",
        "approximation": rf"(?P<word>{one_of(words.approximations)})\s+",
        "range_word": (
            rf"{clock}?\s*(?P<word>{DASH}|\b(?:{one_of([*words.range_words, *words.and_words])})\b)\s*"
            rf"(?:\d{{1,2}}:\d\d\s+)?"
        ),
    }
