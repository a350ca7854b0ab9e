"""Reads plain texts of an older site, whose database often kept them as HTML: `R&amp;D`, `<em>City</em>`."""

import html
import re

import nh3

from announcements.importing.tree import BLOCKS, INLINE, parsed, words_of

_ENTITY = re.compile(r"&(#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def without_entities(text: str) -> str:
    """The text with entities replaced. They must end in a semicolon, as an address may hold `&copy=2`."""
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text)


def plain(text: str) -> str:
    """The text without entities and tags."""
    if not _TAG.search(text):
        return without_entities(text)
    return " ".join(words_of(parsed(nh3.clean(text, tags=BLOCKS | INLINE, attributes={"img": {"alt"}}))))
