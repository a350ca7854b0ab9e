"""The paragraphs of an invitation that colleagues changed since the form was shown, brought together with what was typed."""

import hashlib
from collections.abc import Iterator, Mapping

from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.stale_forms.tags import read_tag, written
from tours.desk.forms.languages import language_of
from tours.wording import language_name

NAME = "paragraphs-shown"
"""The hidden field that holds a digest of each paragraph as the form shows it, by language."""
LONGEST_SAID = 300
Texts = Mapping[str, str]


def tag_of(stored: Texts) -> str:
    return written({language: _digest(text) for language, text in stored.items()})


def merge(data: QueryDict, stored: Texts) -> list[str]:
    """Puts what is stored into the data that was sent, where nobody typed over it. Returns what has changed, in sentences."""
    shown = read_tag(data.get(NAME))
    if shown is None:
        return []
    rows = {
        language_of(data.get(f"paragraphs-{index}-language", "").strip()): f"paragraphs-{index}-text"
        for index in _indexes(data)
    }
    said = []
    for language in dict.fromkeys([*stored, *shown]):
        now = stored.get(language, "")
        if (_digest(now) if language in stored else None) != shown.get(language):
            name = rows.get(language) or _new_row(data, language)
            typed = data.get(name, "")
            is_typed = language in rows and _digest(typed) != shown.get(language)
            if not is_typed:
                data[name] = now
            if _digest(typed) != _digest(now):
                said.append(_sentence(language, now, is_typed=is_typed))
    data[NAME] = tag_of(stored)
    return said


def _sentence(language: str, now: str, *, is_typed: bool) -> str:
    facts = {"language": language_name(language), "value": Truncator(now).chars(LONGEST_SAID)}
    if is_typed:
        words = _(
            "Paragraph in %(language)s: a colleague changed it too, to “%(value)s”. Yours stands here, and replaces it when"
            " you save."
        )
        return words % facts
    return (
        _("Paragraph in %(language)s is now “%(value)s”.") if now else _("Paragraph in %(language)s is gone.")
    ) % facts


def _indexes(data: QueryDict) -> Iterator[int]:
    total = data.get("paragraphs-TOTAL_FORMS", "")
    yield from range(min(int(total), 60) if total.isascii() and total.isdigit() and len(total) < 4 else 0)


def _new_row(data: QueryDict, language: str) -> str:
    index = len(list(_indexes(data)))
    data["paragraphs-TOTAL_FORMS"] = str(index + 1)
    data[f"paragraphs-{index}-language"] = language
    return f"paragraphs-{index}-text"


def _digest(text: str) -> str:
    """Browsers send line ends of their own, and forms take the space around a text away."""
    return hashlib.sha256(text.replace("\r\n", "\n").strip().encode("utf-8", "surrogatepass")).hexdigest()[:10]
