"""Finds runs of another script in Latin text, such as 서울 and Београд, so that voices, fonts and line breaks fit them."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from backstage.text.language_tags import IN_TWO_SCRIPTS, is_foreign, is_right_to_left, parts_of

# Hangul means Korean, but Cyrillic may be one of several languages. Texts are NFC, so Hangul consists of whole
# syllables.
_LETTERS = {
    "ko": "\uac00-\ud7a3",
    "und-Cyrl": "\u0400-\u04ff",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "hy": "\u0530-\u058f",
    "ka": "\u10a0-\u10ff",
    "th": "\u0e00-\u0e7f",
    "und-Arab": "\u0600-\u06ff\u0750-\u077f",
    "und-Hebr": "\u0590-\u05ff",
}
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


_BY_NAME = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "HANGUL": "Hang",
    "CJK": "Hani",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "THAI": "Thai",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "ETHIOPIC": "Ethi",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "MYANMAR": "Mymr",
    "SINHALA": "Sinh",
    "TAMIL": "Taml",
}
"""The scripts (ISO 15924) by the first word of the names that Unicode gives to their letters."""
_ALSO = {
    "Latn": {"Latf", "Latg"},
    "Hang": {"Kore"},
    "Hani": {"Hans", "Hant", "Jpan", "Kore"},
    "Jpan": {"Hira", "Kana"},
    "Geor": {"Geok"},
}
"""The scripts that are written in the letters of another one, or with some of them."""


def script_of(text: str) -> str:
    """The script of the letters of the text (ISO 15924), such as `Cyrl`; empty where they are of none known here, or of
    several.
    """
    scripts = {_BY_NAME.get(unicodedata.name(letter, "").partition(" ")[0], "") for letter in text if letter.isalpha()}
    if scripts == {"Hani", "Jpan"}:
        return "Jpan"
    return scripts.pop() if len(scripts) == 1 else ""


def is_written_in(text: str, script: str) -> bool:
    """Whether the letters of the text may be of that script. Of letters that are not known here, they may."""
    letters = script_of(text)
    return letters in ("", script) or script in _ALSO.get(letters, set())


def marked_scripts(text: str, own: str = "en") -> SafeString:
    """A plain text in the language `own` as HTML, escaped, with each run of another script in a `<span lang>`."""
    return format_html_join("", "{}", ((_marked(language, run, own),) for language, run in script_runs(text)))


def _marked(language: str, run: str, own: str) -> SafeString:
    if not language or not is_foreign(language, own):
        return escape(run)
    tag = in_language_of(language, own)
    direction = SafeString(' dir="rtl"') if is_right_to_left(tag) else ""
    return format_html('<span lang="{}"{}>{}</span>', tag, direction, run)


def in_language_of(tag: str, own: str) -> str:
    """`sr-Cyrl` for Cyrillic letters in a text that is `sr-Latn`, as Serbian is written in both; else the tag itself."""
    language, _script, _region = parts_of(own)
    return f"{language}-Cyrl" if tag == "und-Cyrl" and language in IN_TWO_SCRIPTS else tag
