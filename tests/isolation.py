"""Reads a page without what sets names apart, for tests of other things. That it is there is tested of the whole site."""

import re
from typing import Any


def without_bdi(answer: Any) -> str:
    """The page of an answer, as `plain_names` gives it."""
    return plain_names(answer.content.decode())


def plain_names(html: str) -> str:
    """Names in another language as spans, other names as words alone, and no direction by first letters."""
    spans = re.sub(r"<bdi( lang=[^>]*)>(.*?)</bdi>", r"<span\1>\2</span>", html)
    return re.sub(r"</?bdi>| dir=\"auto\"", "", spans)
