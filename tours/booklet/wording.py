"""Short sayings that several pages of the booklet share."""

from collections.abc import Iterator, Sequence

from tours.agenda_view import AgendaView
from tours.facts import Name
from tours.labels import LEVELS
from tours.pdf.blocks import Block, Paragraph, text
from tours.pdf.styles import Look
from tours.vocabulary import Level


def audience(view: AgendaView) -> str:
    """`Everyone`, `Delegates`, `Delegates (A, B)`"""
    label = str(LEVELS[Level(view.audience.level)])
    groups = ", ".join(sorted(view.audience.groups))
    return f"{label} ({groups})" if groups else label


def also(names: Sequence[Name]) -> str:
    """The names in other languages and scripts, in one line."""
    return ", ".join(name.text for name in names)


def with_names(printed: str, names: Sequence[Name]) -> str:
    """`Belgrade (Београд)`"""
    return f"{printed} ({also(names)})" if names else printed


def footnotes(view: AgendaView) -> Iterator[Block]:
    """What the asterisk behind a country's name means."""
    for footnote in view.footnotes():
        yield Paragraph(text(f"* {footnote}", Look.DETAIL))
