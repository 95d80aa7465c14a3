"""The words of a claim that tell what happened."""

import re
from typing import Final

from probative.model.claims import Claim

_ENGLISH: Final = (
    r"(?:(?:and|as|for|because)\s+)?(?:I|we)(?:\s+(?:myself|ourselves|all|both|personally))?\s+(?:"
    r"(?:was|were)\s+(?:there|present|nearby|close\s+by|standing\s+there|an?\s+(?:eye)?witness)"
    r"|(?:saw|watched|witnessed|heard|filmed|have\s+seen)\s+(?:it|this|that|everything|all\s+of\s+it)"
    r")(?:\s+(?:all|happen|happening|myself|ourselves|with\s+(?:my|our)\s+own\s+eyes|from\s+close\s+by))*"
)
_UKRAINIAN: Final = (
    r"(?:(?:і|й|та|бо|а)\s+)?(?:я|ми)(?:\s+(?:сам\w*|особисто|всі|обидва|обидві))?\s+(?:"
    r"(?:був|була|були)\s+(?:там|поруч|поблизу|присутн\w+|свідк\w+)"
    r"|(?:(?:це|все|усе)\s+)?(?:сам\w*\s+)?(?:бачи(?:в|ла|ли)|чу(?:в|ла|ли)|спостеріга(?:в|ла|ли))(?:\s+(?:це|все|усе))?"
    r")(?:\s+(?:сам\w*|на\s+власні\s+очі|своїми\s+очима|зблизька))*"
)
_RUSSIAN: Final = (
    r"(?:(?:и|а|ведь|так\s+как)\s+)?(?:я|мы)(?:\s+(?:сам\w*|лично|все|оба|обе))?\s+(?:"
    r"(?:был|была|были)\s+(?:там|рядом|поблизости|при\s+этом|свидетел\w+)"
    r"|(?:(?:это|всё|все)\s+)?(?:сам\w*\s+)?(?:видел|слыша|наблюда)\w*(?:\s+(?:это|всё|все))?"
    r")(?:\s+(?:сам\w*|своими\s+глазами|вблизи))*"
)
_WAS_THERE: Final = re.compile(
    rf"\s*[,;:.—–-]\s*(?:{_ENGLISH}|{_UKRAINIAN}|{_RUSSIAN})\s*[.!…”\"»]*\s*$", re.IGNORECASE
)


def happening(claim: Claim) -> str:
    """Give what a claim tells, without the words of its period and those that only say that its witness was there.

    "Soldiers burned the mill, and I saw it with my own eyes" tells that soldiers burned the mill; who says so stands in
    its chain.

    Source:
        docs/explanation/corroboration.md, rule P-11.
    """
    text = _WAS_THERE.sub("", claim.content) or claim.content
    return text.replace(claim.period.verbatim, " ") if claim.period is not None else text
