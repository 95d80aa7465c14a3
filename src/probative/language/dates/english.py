"""The shapes that dates have in English."""

from typing import Final

from probative.language.dates.lexicon import Lexicon
from probative.language.dates.shapes import DASH, YEAR, again, firsts, groups, one_of

_YEAR: Final = r"(?P<year>[12]\d{3})(?!\d|[.,]\d|%)"
"""A year beside other words; ``YEAR`` is one that stands alone."""


def shapes(words: Lexicon) -> dict[str, str]:
    """Give the shapes by the names in ``patterns.Patterns``."""
    return {
        **_calendar(words),
        **_longer(words),
        **_relative(words),
        **_placed(words),
        **_composed(words),
        **_around(words),
        **_noted(words),
    }


def begun(words: Lexicon) -> dict[str, list[str]]:
    """Give the first words of each shape."""
    count = ["0", *firsts(words.numbers), "half", "year"]
    ordinals = [word.partition("-")[0] for word in words.ordinals]
    which = firsts(words.which)
    cardinals = firsts(_cardinals(words))
    return {
        "days_month": ["0", "the", "night", "between", "from", *ordinals],
        "month_days": [*words.months, "from", "between"],
        "day_month": ["0", "the", *words.weekdays, *ordinals, *cardinals],
        "year_month": ["0"],
        "year_day_month": ["0"],
        "day_year_month": ["0"],
        "month_year_day": [*words.months],
        "day_end": ["the", "very", "end", "close"],
        "unit_end": ["the", "eom", "eoq", "eoy"],
        "summed": ["the", *which],
        "days_of_month": ["0", "from", "the", "between"],
        "month_day": [*words.weekdays, *words.months],
        "month": [*words.months],
        "season": ["the", *words.seasons],
        "half_year": ["0", "the", "h", "first", "second"],
        "quarter": ["0", "the", "q", *ordinals],
        "decade": ["0", "the", *words.decade_words],
        "century": ["0", "the", *ordinals],
        "holiday": ["the", "weekend", *firsts(words.holidays)],
        "deictic": firsts(words.deictics),
        "rolling": ["within", "the", *which, *count],
        "away": ["the", "about", "around", "almost", "nearly", "some", *count, *firsts(words.vague_numbers)],
        "weekdays_away": ["the", *count],
        "which": ["the", *which],
        "weekday": [*words.weekdays],
        "weekday_nth": [*words.weekdays],
        "week_number": ["week"],
        "nth": ["the", "0"],
        "beyond": ["the"],
        "beside": ["the"],
        "weekend": ["the"],
        "nth_of_month": ["the"],
        "ahead": ["in"],
        "within": firsts(words.within),
        "rest": ["the", "rest", "remainder", "year", "month", "week", "quarter"],
        "year": ["the", "year", "cy", "nineteen", "eighteen", "seventeen", "twenty", "two"],
    }


def headed(words: Lexicon) -> dict[str, list[str]]:
    """Give the first words of what stands around a date."""
    counts = [
        "0",
        *firsts(words.numbers),
        *words.units,
        "the",
        "about",
        "around",
        "almost",
        "nearly",
        "some",
        "half",
        "year",
    ]
    return {
        "sooner": ["earlier", "later"],
        "compared": ["greater", "less", *"<>≤≥="],
        "week_of": ["the", "week", "w", "wc"],
        "nth_of": ["0", "the", "very", "last", "final", *firsts(words.ordinals)],
        "offset": counts,
        "lasting": ["for", *counts],
        "part": ["the", "very", *firsts(words.parts)],
        "which_day": firsts(words.which),
    }


def _cardinals(words: Lexicon) -> list[str]:
    """Give the days of a month as counting words: "twenty five"."""
    plain = _number_words(words)
    return [plain[n] if n in plain else f"{plain[n // 10 * 10]}-{plain[n % 10]}" for n in range(1, 32)]


def _number_words(words: Lexicon) -> dict[int, str]:
    """Give the one word that each number has."""
    return {
        number: word for word, number in words.numbers.items() if " " not in word and word not in {"a", "an", "couple"}
    }


def _spelt_year(words: Lexicon) -> str:
    """Give the shape of a year in words: "nineteen eighty-six", "two thousand and fourteen"."""
    plain = _number_words(words)
    tens, ones = one_of(plain[n] for n in range(20, 100, 10)), one_of(plain[n] for n in range(1, 10))
    teens = one_of(plain[n] for n in range(10, 20))
    two = rf"(?:(?:{tens})(?:[-\s]+(?:{ones}))?|{teens})"
    return (
        rf"(?P<spelt>(?:seventeen|eighteen|nineteen)(?:\s+hundred(?:\s+and)?)?[-\s]+(?:{two}|oh[-\s](?:{ones}))"
        rf"|two\s+thousand(?:(?:\s+and)?\s+(?:{two}|{ones}))?|twenty[-\s]+(?:(?:twenty|thirty)(?:[-\s]+"
        rf"(?:{ones}))?|{teens}))\b"
    )


def _calendar(words: Lexicon) -> dict[str, str]:
    month = rf"(?P<month>{one_of(words.months)})(?:\b|(?=\d{{1,2}}\b))\.?"
    day = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?(?!\w|[.,:/]?\d|%)"
    ordinal = rf"(?P<ordinal>{one_of(words.ordinals)})\b"
    weekday = rf"(?:(?P<weekday>{one_of(words.weekdays)})\b\.?\s?,?\s+)?"
    hour = r"(?:\s+\d{1,2}:\d\d(?::\d\d)?)?"
    any_year = (
        rf"(?:{hour}\s?,?\s*(?:of\s+|in\s+)?(?:the\s+year\s+)?(?:{_YEAR}|{_spelt_year(words)})"
        r"|\s+['’](?P<short>\d{2})\b|\s+of\s+['’]?(?P<aged>[3-9]\d)(?!\d|[.,:]\d|\s+\w))"
    )
    cardinal = rf"(?P<cardinal>{one_of(_cardinals(words))})"
    month_cardinal = rf"{cardinal}(?=\s*(?:[.,;:!?)]|$)|\s+(?:at|in\s+the|two\s+thousand|nineteen|twenty)\b)"
    plain_month = rf"(?:{one_of(words.months)})\b"
    nth_ending = r"(?:st|nd|rd|th)?"
    spelt = one_of(words.ordinals)
    span = (
        rf"(?P<first>\d{{1,2}}{nth_ending}|{spelt})\s*(?P<join>{DASH}|/|\bto\b|\buntil\b|\btill\b"
        rf"|\bthrough\b|\band\b)\s*"
        rf"(?:the\s+)?(?P<last>\d{{1,2}}{nth_ending}|(?:{spelt})\b)(?!\w|[.,:/]?\d|%)"
    )
    night = r"(?:(?:the\s+)?night\s+of\s+(?:the\s+)?|between\s+(?:the\s+)?|from\s+(?:the\s+)?|the\s+)?"
    return {
        "day_month": (
            rf"{weekday}(?:the\s+)?(?:{day}|{ordinal}|{cardinal}(?=\s+{plain_month}))(?:\s+day)?(?:\s+of\s+|"
            rf"\s*[-/]\s*|\s*){month}"
            rf"(?:{any_year}|[-/](?P<tail>[12]\d{{3}}|\d{{2}})(?!\d))?"
        ),
        "year_month": rf"{_YEAR}(?:,\s|[\s/-]{{1,2}}){month}(?:[\s/-]{{1,2}}{day})?",
        "month_day": (
            rf"{weekday}{month}\s*(?:,\s*|[-/]\s*)?(?:the\s+)?(?:{day}|{ordinal}|{month_cardinal})(?:{any_year}"
            rf"|[-/](?P<tail>[12]\d{{3}})(?!\d))?"
        ),
        "days_month": rf"{night}{span}(?:\s+of)?\s+{month}(?:{any_year})?",
        "month_days": rf"(?:from\s+|between\s+)?{month}\s+(?:the\s+)?{span}(?:{any_year})?",
        "month": rf"{month}(?:{any_year}|[-–/](?P<tail>[12]\d{{3}})(?!\d))?",
    }


def _noted(words: Lexicon) -> dict[str, str]:
    """Give the shapes of tables and chats."""
    month, year, day = rf"(?P<month>{one_of(words.months)})\b", r"(?P<year>19\d{2}|20\d{2})", r"(?P<day>\d{1,2})"
    sep, end = r"(?P<sep>[-/.])", r"(?!\w|[-/.]\d)"
    counted = rf"(?:\d{{1,3}}|{one_of(words.numbers)})\s+(?:{one_of(words.units)})\b"
    nth = r"\d{1,2})(?:st|nd|rd|th)?"
    return {
        "year_day_month": rf"{year}{sep}{day}(?P=sep){month}{end}",
        "month_year_day": rf"{month}{sep}{year}(?P=sep){day}{end}",
        "day_year_month": rf"{day}{sep}{year}(?P=sep){month}{end}",
        "day_end": (
            r"(?:the\s+)?(?:very\s+)?(?:end|close)\s+of\s+(?:the\s+)?(?:business\s+|working\s+)?day\b"
            rf"(?!\s+(?:of|on|before|after|today|tomorrow|yesterday|(?:{one_of(words.weekdays)}))\b)"
        ),
        "unit_end": r"(?:the\s+)?EO(?P<letter>[MQY])\b",
        "summed": (
            rf"(?:the\s+)?(?P<which>{one_of(words.which)})\s+"
            rf"(?P<parts>{counted}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){counted}"
            rf"(?!\s+(?:{one_of([*words.ago, *words.later])})\b))+)"
        ),
        "days_of_month": (
            rf"(?:from\s+|between\s+)?(?:the\s+)?(?P<first>{nth}\s*(?:{DASH}|\b(?:to|until|till|through|and)\b)\s*"
            rf"(?:the\s+)?(?P<last>{nth}\s+(?:of|in)\s+(?P<which>{one_of(words.which)})\s+month\b"
        ),
    }


def _longer(words: Lexicon) -> dict[str, str]:
    decade = one_of(words.decade_words)
    season = rf"(?P<season>{one_of(words.seasons)})\b"
    nth = one_of([word for word, number in words.ordinals.items() if number <= 4])
    return {
        "season": (
            rf"(?:the\s+)?{season}(?:\s+months\b)?(?:,?\s+(?:of\s+|in\s+)?{_YEAR}(?:\s?[-–/]\s?(?P<next>\d{{2}}|\d{{4}})(?!\d))?"
            rf"|\s+(?:of\s+)?['’](?P<short>\d{{2}})\b)?"
        ),
        "quarter": (
            rf"(?:the\s+)?(?:(?P<nth>{nth}|[1-4](?:st|nd|rd|th))\s+quarter\b|\bQ(?P<number>[1-4])\b)"
            rf"(?:(?:,?\s*(?:of\s+|in\s+)?|-){_YEAR})?|(?P<lead>[12]\d{{3}})[\s-]?Q(?P<lead_number>[1-4])\b"
        ),
        "half_year": (
            r"(?:the\s+)?(?:(?P<half>first|second|1st|2nd)\s+half\b|H(?P<number>[12])\b|(?P<number_first>[12])H\b)"
            r"(?:,?\s*(?:of\s+|in\s+)?(?P<year>[12]\d{3})(?!\d|[.,]\d|%))"
            r"|(?P<lead>[12]\d{3})[\s-]?H(?P<lead_number>[12])\b"
        ),
        "decade": (
            r"(?:the\s+)?(?:(?P<decade>[12]\d{2}0)\s?['’]?s\b|(?:(?<=['’])|['’])(?P<short>\d0)\s?s\b|(?:"
            r"(?<=[\s-])|\b)(?P<plain>[3-9]0)s\b"
            rf"|(?<=\b(?:the|.in)\s)(?P<word>{decade})\b)"
        ),
        "century": (
            rf"(?:the\s+)?(?:(?P<number>\d{{1,2}})(?:st|nd|rd|th)|(?P<ordinal>{one_of(words.ordinals)}))"
            r"\s*-?\s*century\b(?!\s*B\.?C)"
        ),
        "holiday": (
            rf"(?:(?P<led>(?:the\s+)?weekend\s+of)\s+)?(?P<name>{one_of(words.holidays)})\b(?:,?\s+(?:of\s+|in"
            rf"\s+)?{_YEAR})?(?P<weekend>\s+weekend\b(?:\s+(?:of\s+)?(?P<then>[12]\d{{3}})\b)?)?"
        ),
        "year": rf"(?:(?:the\s+)?(?:year\s+|CY\s?))?(?:{YEAR}|{_spelt_year(words)})|CY\s?['’]?(?P<short>\d{{2}})\b",
    }


def _relative(words: Lexicon) -> dict[str, str]:
    a = groups(words)
    month = rf"(?P<month>{one_of(words.months)})\b\.?"
    season = rf"(?P<season>{one_of(words.seasons)})\b"
    blur = r"(?:about\s+|around\s+|almost\s+|nearly\s+|some\s+)?"
    week = r"(?:(?:\s+of)?\s+(?P<week>last|next|this|the\s+previous|the\s+following)\s+week\b)?"
    return {
        "deictic": rf"(?P<word>{one_of(words.deictics)})\b{a.part}",
        "weekday": rf"{a.weekday}{a.part}{week}",
        "which": (
            rf"(?:the\s+)?{a.which}[\s-]+(?:{a.unit}|{a.weekday}{a.part}|{month}(?!\s+\d)|{season}|"
            rf"(?P<holiday>{one_of(words.holidays)})\b|(?P<hours>morning|afternoon|evening|night)\b)"
        ),
        "rolling": (
            rf"(?:within\s+)?(?:the\s+)?{a.which}\s+(?:(?P<vague>few|several|couple\s+of)|{a.number})[\s-]+{a.unit}"
            rf"|(?:the\s+)?{again(a.number)}[\s-]+{again(a.which)}\s+{again(a.unit)}"
        ),
        "away": (
            rf"(?:(?P<plus>\d{{1,3}}|{one_of(words.numbers)})[\s-]+(?P<plus_unit>{one_of(words.units)})\s+and\s+)?"
            rf"(?:(?P<least>\d{{1,3}}|{one_of(words.numbers)})(?:\s?[-–]\s?|\s+(?:to|or)\s+))?"
            rf"(?:(?:(?P<vague>{one_of(words.vague_numbers)})|{blur}(?:the\s+)?{a.number})[\s-]+|{blur}(?=half\b))"
            rf"{a.unit}\s+(?P<side>{one_of([*words.ago, *words.earlier, *words.later, *words.hence])})\b"
        ),
        "this_unit": r"(?:the\s+)?(?P<unit>year|month|week|quarter|decade|century)\b",
        "offset": rf"(?:the\s+)?{blur}(?:{a.number}[\s-]+)?{a.unit}\s+(?P<side>before|after|from|following)\s+(?=\S)",
        "ahead": (
            rf"in\s+(?:about\s+|around\s+)?{a.number}[\s-]+{a.unit}"
            r"(?:['’]s?\s+time\b|\s+time\b|\s+from\s+(?:now|today)\b|(?!['’]))"
        ),
        "sooner": (
            r"(?P<side>earlier|later)\s+(?:(?P<which>in\s+the|that|this|last|next|previous|in\s+this)\s+"
            r"(?P<unit>year|month|week|decade|century)\b|in\s+(?=\S))"
        ),
    }


def _placed(words: Lexicon) -> dict[str, str]:
    a = groups(words)
    return {
        "nth": (
            r"(?:(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)|the\s+(?P<bare>\d{1,2})(?=\s+(?:from|between|at)\s+\d)"
            rf"|the\s+(?P<ordinal>{one_of(words.ordinals)})\b)"
            r"(?=\s*(?:[.,;:!?)]|$)|\s+[-–]\s|\s+(?:at|from|between|we|they|he|she|it|I|and|when|there|nobody|someone)\b)"
        ),
        "beside": r"the\s+day\s+(?:(?P<before>before)|after)(?=\s*(?:[.,;:!?)]|$))",
        "lasting": (
            rf"(?:(?P<led>for)\s+)?{a.number}[\s-]+{a.unit},?\s+(?P<word>starting|beginning|commencing|from)\s+"
            rf"(?:from\s+|on\s+)?(?=\S)"
        ),
        "beyond": rf"the\s+{a.unit}\s+(?:(?P<before>before\s+last)|after\s+next)\b",
        "weekend": r"the\s+weekend\b(?!\s+of\b)",
        "week_of": r"(?:the\s+)?(?:week\s+(?:of|beginning|starting|commencing)|w/?c)\s+(?:on\s+)?(?P<the>the\s+)?",
        "weekdays_away": (
            rf"{a.number}\s+(?P<weekday>{one_of(f'{day}s' for day in words.weekdays)})\s+(?P<side>ago|from"
            rf"\s+now)\b"
        ),
        "weekday_nth": (
            rf"{a.weekday}\.?,?\s+(?:(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b|the\s+"
            rf"(?P<ordinal>{one_of(words.ordinals)})\b"
            r"|(?<!,\s)(?P<bare>[12]\d|3[01])(?=\s*(?:[.!?;)]|$)|\s+(?:at|between)\b))"
        ),
        "nth_of_month": (
            rf"the\s+(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)|(?P<ordinal>{one_of(words.ordinals)}))(?:\s+day)?\s+of\s+"
            r"(?P<which>this|last|next|the\s+(?:same|following|previous))\s+month\b"
        ),
    }


def _composed(words: Lexicon) -> dict[str, str]:
    a = groups(words)
    clock = r"\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\b\.?)?"
    hours = rf"(?:\s+(?:at\s+)?{clock}(?:\s*(?:-|–|to)\s*{clock})?)?"
    ordinals = one_of(words.ordinals)
    return {
        "nth_of": (
            rf"(?:the\s+)?(?:very\s+)?(?P<nth>{ordinals}|last|final|\d{{1,2}}(?:st|nd|rd|th))\s+(?:{a.number}\s+)?"
            rf"(?:(?:full|whole|calendar)\s+)?(?:{a.unit}|{a.weekday}{a.part}{hours})\s+(?:of|in)\s+"
        ),
        "than": (
            rf"{a.than}\s+{a.number}[\s-]+{a.unit}\s+(?:(?P<ago>{one_of(words.ago)})|"
            rf"(?P<hence>{one_of(words.hence)}))\b"
        ),
        "than_offset": rf"{a.than}\s+{a.number}[\s-]+{a.unit}\s+(?P<side>before|after|from|following)\s+(?=\S)",
        "within": (
            rf"(?:{one_of(words.within)})\s+(?:{a.number}[\s-]+|(?:the\s+)?next\s+){a.unit}(?!\s+(?:of|after|before|from|following)\b(?!"
            rf"\s+(?:now|today)))(?:\s+(?:{one_of(words.hence)}))?"
        ),
        "rest": (
            r"(?:(?:the\s+)?(?:rest|remainder|remaining)\s+of\s+(?:the|this|my|our)\s+(?:current\s+)?"
            r"(?P<left>day|week|month|quarter|year|decade|century)\b"
            r"|(?:the\s+)?(?P<passed>week|month|quarter|year)[\s-]to[\s-]date\b)"
        ),
        "week_number": (
            r"week\s+(?:number\s+|no\.\s*)?(?P<number>[1-9]|[1-4]\d|5[0-3])(?!\d|[.,:/-]\d)(?:,?\s+(?:of|in)"
            r"\s+(?P<year>[12]\d{3})\b)?"
        ),
        "year_link": r",?\s+(?:(?:of|in)\s+)?(?=(?:last|next|this|the|that)\b)",
        "year_of": r"['’]s\s+(?=\S)",
        "week_link": r"(?:,?\s+(?:on\s+)?|\s+-\s+)(?=\w)",
        "agreeing": r"(?:\.?,?\s+(?:the\s+)?|\s?[-–]\s?|\.?,?\s+(?P<bracket>\())(?=[\w'’])",
        "on_weekday": rf"\.?,?\s+on\s+(?:(?:a|the)\s+)?{a.weekday}{a.part}",
        "which_day": rf"(?P<which>{one_of(words.which)})\s+(?=\d|(?:{one_of(words.months)})\b)",
        "apposed": rf"(?:\s*,\s+(?:a\s+)?|\s*\(){a.weekday}\)?(?=\s*(?:[.,;:!?)-]|$))",
    }


def _around(words: Lexicon) -> dict[str, str]:
    clock = r"(?:\d{1,2}(?::\d\d){1,2}\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*(?:[ap]\.?m\b\.?|o['’]clock\b))"
    return {
        "part": rf"(?:the\s+)?(?:very\s+)?(?P<part>{one_of(words.parts)})[\s-]+",
        "compared": (
            r"(?:(?P<since>>\s?=|≥|(?:greater|later)\s+than\s+or\s+equal\s+to\b)"
            r"|(?P<until><\s?=|≤|(?:less|earlier)\s+than\s+or\s+equal\s+to\b)"
            r"|(?P<after>>|greater\s+than\b)|(?P<before><|less\s+than\b)|=)\s*(?=\w)"
        ),
        "approximation": rf"(?P<word>{one_of(words.approximations)})\s*(?<=[\s.])",
        "clock_to": rf"{clock}\s*(?:{DASH}|\b(?:{one_of(words.range_words)})\b)\s*",
        "range_word": (
            rf"(?:\s*,?\s+(?:at\s+|@\s*)?{clock})?\s*(?P<word>{DASH}|\b"
            rf"(?:{one_of([*words.range_words, *words.and_words])})\b)\s*(?:{clock}\s+(?:on\s+)?)?"
        ),
        "onwards": (
            rf"(?:\s+(?:{one_of(words.onwards)})\b(?!\s+\w)|\s+(?:and|or)\s+(?:later|after|thereafter|onwards?|greater|above|newer|"
            rf"(?P<until>earlier|before))\b(?!\s+\w))"
        ),
        "possessive": r"['’]s?\b",
    }
