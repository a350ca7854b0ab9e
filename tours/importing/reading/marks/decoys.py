"""Blanks what holds digits and is neither a day nor a clock: telephones, addresses of pages and mail, money."""

import re

_TELEPHONE = r"tel|phone|fax|mob|mobile|mobil|cell|telefon|téléphone|teléfono|móvil|handy|тел|телефон|моб"
_CURRENCY = r"eur|euros?|usd|chf|rsd|kn|km|din"
_DECOYS = re.compile(
    r"(?<!\d)\d{1,2}:\d\d:\d\d ?(?:[+-]\d{4}|gmt|utc)"
    r"|https?://\S+|www\.\S+|(?<!\S)[^\s@]+@\w[\w-]*\.[\w.-]+"
    rf"|(?<![^\W\d_])(?:{_TELEPHONE})\w*[.:]*[ \t]?[+(\d][\d \t()/.-]{{5,}}\d"
    r"|\+\d[\d ()/.-]{6,}\d"
    r"|(?<![\d.:,])(?:0\d{1,3} ?/|0\d{1,2} ?-) ?\d{3}[\d -]{2,}\d"
    rf"|(?:[€$£]|(?<![^\W\d_])(?:{_CURRENCY})) ?\d+[.,]\d\d(?!\d)"
    rf"|(?<!\d)\d{{1,9}}[.,]\d\d ?(?:[€$£%]|(?:{_CURRENCY})(?!\w))",
    re.IGNORECASE,
)


def without_decoys(text: str) -> str:
    """The text with spaces in their places, so that every other place stays."""
    return _DECOYS.sub(lambda match: " " * len(match[0]), text)
