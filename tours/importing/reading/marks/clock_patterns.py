"""The ways in which people write clock times."""

import re

from tours.importing.reading.marks.word_tables import LETTER
from tours.importing.reading.words.clocks import HOUR_FOLLOWS, NOON, PREFIXES, RANGE_FOLLOWS, UNITS, UNTIL

_HALF = r"(?:\s?(?P<half{n}>[ap])\.?\s?m(?:(?!{LETTER})|(?=(?-i:[A-Z])))\.?|(?:(?<=:\d\d)|(?<=:\d\d\s))\s?m(?!\w)\.?)"
_SIGN = (
    r"(?P<sign{n}>\s?:\s?|[.,·](?=[\doO])|\.\s(?=[03oO][0oO](?![\w.]))|\s?[hHuч]\s?(?=\d\d)"
    r"|\s?(?:uhr|heures?)\s(?=(?:[03]0|[14]5)(?!\d)))"
)
_POINT = (
    r"(?P<hour{n}>1[oO]|2[0-4oO]|[01oO]?\d)"
    r"(?:" + _SIGN + r"(?P<minute{n}>[0-5oO][0-9oO])(?::[0-5]\d)?(?!\d)(?:m(?:in)?(?!\w))?)?"
    r"(?P<unit{n}>\s?" + UNITS + r"(?!{LETTER})\.?)?" + _HALF + "?"
)
_LINK = (
    r"(?:(?(minute1)\s+(?=\d{1,2}[:.]\d\d(?!\d))|(?!))"
    r"|\s*(?:[-–—−‒~〜→/]{1,2}|\.{2,3}|…|(?:to|bis|until|till|à|al?|a\slas?|alle|i|do|и|до|deri(?:\snë)?)(?=[\s\d]))\s*)"
    r"(?:(?:ca\.?|ore|ora|orë|las?)\s)?"
)
_PREFIX = rf"(?:(?<!{LETTER})(?P<prefix>(?:(?:dalle|alle|dal|von|od|de|from)\s(?=ore|ca|las))?(?:{PREFIXES})|(?P<until>{UNTIL}))\s*+:?\s*+)?"


def _point(number: int) -> str:
    return _POINT.replace("{n}", str(number)).replace("{LETTER}", LETTER)


CLOCK = re.compile(
    rf"{_PREFIX}(?<![\d.,:€$£+/-]){_point(1)}(?:{_LINK}{_point(2)})?(?!\d|[.,:]\d|\s?(?:%|€|eur\b|km\b|min\b|m²))",
    re.IGNORECASE,
)
NOON_LINE = re.compile(rf"^[^\w\n]*({NOON})(?=\s*[:–—|-]|[ ]{{2,}}\S)", re.IGNORECASE | re.MULTILINE)
FOUR_DIGITS = re.compile(
    r"(?<![\d.,+/-])(?P<hour1>[01]\d|2[0-4])(?P<minute1>[0-5]\d)[ ]?(?P<unit1>hrs?\b|h\b|uhr\b|hours\b)?"
    r"(?:[ ]?(?:[-–—]|to|bis|до|do|à|a)[ ]?(?P<hour2>[01]\d|2[0-4])(?P<minute2>[0-5]\d)(?!\d)[ ]?(?P<unit2>hrs?\b|h\b|uhr\b|hours\b)?)?"
    r"(?![\d.,/:-])",
    re.IGNORECASE,
)
BARE_HOUR = re.compile(r"^[^\w\n]*(\d{1,2})(?=\s?[-–:|]?[ \t|]+[^\W\d_])", re.MULTILINE)
LEADING_SIGNS = " |•*·\u200d\ufe0f\u2190-\u2bff\u3000-\u303f\U0001f000-\U0001faff-"
"""What may stand before the clock of a line: bullets, arrows and small pictures. The inside of a class of signs."""
LED = re.compile(rf"[{LEADING_SIGNS}]*")
AT_CELL_START = re.compile(rf"(?:^|[\n|])[{LEADING_SIGNS}]*$")
ONLY_HOUR = re.compile(HOUR_FOLLOWS, re.IGNORECASE)
ONLY_RANGE = re.compile(RANGE_FOLLOWS, re.IGNORECASE)
