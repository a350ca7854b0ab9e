"""What blanks a text or a person in the values of an edition, and in texts."""

import re
from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from msgspec.structs import replace

from backstage.text.spellings import REMOVED, Blanking, blanking
from tours.agenda.facts import Person, Value
from tours.editions.redaction.file_names import File, renamed
from tours.editions.redaction_memory.stopping import NEVER_TEXT

WRITTEN_AS_ONE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
"""A name in Han, Kana or Hangul, in which no space stands between family name and given name."""
Blank = Callable[[object], object]


class Whole(NamedTuple):
    """A value in which nothing more is blanked, such as the card of another person of the same name."""

    value: object


def blank_of_text(text: str) -> Blank:
    return blank_of_texts([text])


def blank_of_texts(texts: Collection[str]) -> Blank:
    """Blanks the texts, and takes them out of the names of files."""
    blank = blanking(texts, by=REMOVED)

    def blanked(value: object) -> object:
        if isinstance(value, File):
            return renamed(value, texts)
        return blank(value) if type(value) is str else value  # an enumeration is no text

    return blanked


def blank_of_person(uids: Collection[str], names: Collection[str]) -> Blank:
    blank = blank_of_texts(whole_names(names))

    def blanked(value: object) -> object:
        if isinstance(value, Person):
            return Whole(Person(uid=value.uid, name=REMOVED) if value.uid in uids else value)
        return blank(value)

    return blanked


def blanking_names(names: Collection[str]) -> Blanking:
    return blanking(whole_names(names), by=REMOVED)


def whole_names(names: Collection[str]) -> list[str]:
    """A name of one word alone stays in texts: it is somebody else's too. Chinese, Japanese and Korean names are one word."""
    return [name for name in names if len(name.split()) > 1 or WRITTEN_AS_ONE.fullmatch(name)]


def walk(value: Any, blank: Blank) -> Any:
    """The value with `blank` applied to it and to everything in it, from the outside in; but not in what it returns `Whole`."""
    value = blank(value)
    if isinstance(value, Whole):
        return value.value
    if isinstance(value, tuple):
        return tuple(walk(inner, blank) for inner in value)
    if not isinstance(value, Value):
        return value
    fields = (field for field in value.__struct_fields__ if field not in NEVER_TEXT)
    return replace(value, **{field: walk(getattr(value, field), blank) for field in fields})
