"""Finds runs of another script in Latin text, such as 서울 and Београд, so that voices, fonts and line breaks fit them."""

import re
from collections.abc import Iterator

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from backstage.text.language_tags import is_foreign

# Hangul means Korean, but Cyrillic may be one of several languages. Texts are NFC, so Hangul consists of whole
# syllables.
_LETTERS = {"ko": "\uac00-\ud7a3", "und-Cyrl": "\u0400-\u04ff"}
_RUN = re.compile("|".join(f"([{letters}]+(?:[ ,.\\d-]+[{letters}]+)*)" for letters in _LETTERS.values()))
_LANGUAGES = tuple(_LETTERS)


def script_runs(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with its language. The language is empty for a piece of no listed script. Words of one
    script are one piece if only spaces, digits, commas, full stops or hyphens stand between them.
    """
    done = 0
    for run in _RUN.finditer(text):
        if run.start() > done:
            yield "", text[done : run.start()]
        yield _LANGUAGES[(run.lastindex or 1) - 1], run.group()
        done = run.end()
    if done < len(text):
        yield "", text[done:]


def marked_scripts(text: str, own: str = "en") -> SafeString:
    """A plain text in the language `own` as HTML, escaped, with each run of another script in a `<span lang>`."""
    return format_html_join("", "{}", ((_marked(language, run, own),) for language, run in script_runs(text)))


def _marked(language: str, run: str, own: str) -> SafeString:
    is_other = bool(language) and is_foreign(language, own)
    return format_html('<span lang="{}">{}</span>', language, run) if is_other else escape(run)
