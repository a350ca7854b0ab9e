"""Recognises what a page carries that is not of the agenda: its number, and the head of the text once more."""

import re

from tours.importing.reading.rows.row import Row, has_words

_PAGE = re.compile(
    r"\W*(?:page|seite|stranica|strana|str\.|página|pág\.|страна|стр\.)\s*\d+(?:\s*(?:of|von|od|de|sur|/|\||од)\s*\d+)?\W*|\W*\d+\s*[/|]\s*\d+\W*",
    re.IGNORECASE,
)


def furniture_of(text: str, rows: list[Row]) -> set[int]:
    """Rows of it. The head of the text lies above the first row with a day or clock."""
    first = next((i for i, row in enumerate(rows) if row.days or row.clocks), 0)
    head = {_words(text, row) for row in rows[:first] if has_words(text[row.start : row.end])}
    return {
        i
        for i, row in enumerate(rows)
        if _PAGE.fullmatch(words := _words(text, row)) or (i >= first and words in head and not row.days)
    }


def _words(text: str, row: Row) -> str:
    return " ".join(text[row.start : row.end].split())
