import struct
from pathlib import Path

from django.utils import translation
from pytest_django import Settings

from tours.calendar.words import words
from tours.vocabulary import ItemKind, Status


def catalogue(translations: dict[str, str]) -> bytes:
    """A compiled catalogue as gettext reads it: its head, where the words and their translations lie, and they."""
    pairs = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **translations}.items())
    texts = [text.encode() for text in (*(key for key, _ in pairs), *(value for _, value in pairs))]
    start = 28 + 8 * len(texts)
    places = [(len(text), start + sum(len(before) + 1 for before in texts[:n])) for n, text in enumerate(texts)]
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + b"".join(struct.pack("<2I", *place) for place in places) + b"\0".join(texts) + b"\0"


def test_words_are_those_of_the_active_language(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "eo" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(catalogue({"Meal": "Manĝo", "Cancelled: %(title)s": "Nuligita: %(title)s"}))
    settings.LOCALE_PATHS = [tmp_path]
    seen = []
    for language in ("en-gb", "eo", "en-gb"):
        with translation.override(language):
            seen.append((words().item_kinds[ItemKind.MEAL], words().summaries[Status.CANCELLED]))
    english = ("Meal", "Cancelled: %(title)s")
    assert seen == [english, ("Manĝo", "Nuligita: %(title)s"), english]
