"""Short sayings that several pages of the booklet share."""

from collections.abc import Iterator, Sequence

from tours.agenda_view import AgendaView
from tours.facts import Name, Organisation
from tours.labels import LEVELS
from tours.pdf.blocks import Block, Paragraph, text
from tours.pdf.styles import Look
from tours.vocabulary import Level


def audience(view: AgendaView) -> str:
    """`Delegates`, `Delegates (A, B)`, `Staff`; empty for the public, whose booklet is the one that everyone knows."""
    if view.audience.level is Level.PUBLIC:
        return ""
    label = str(LEVELS[Level(view.audience.level)])
    groups = ", ".join(sorted(view.audience.groups))
    return f"{label} ({groups})" if groups else label


def also(names: Sequence[Name]) -> str:
    """The names in other languages and scripts, in one line."""
    return ", ".join(name.text for name in names)


def known_as(organisation: Organisation) -> str:
    """Its short name, where that is another, and its names in other languages and scripts: `MOLIT, 국토교통부`."""
    return ", ".join(filter(None, (organisation.abbreviation, also(organisation.names))))


def with_others(name: str, others: str) -> str:
    """`Belgrade (Београд)`"""
    return f"{name} ({others})" if others else name


def footnotes(view: AgendaView) -> Iterator[Block]:
    """What the asterisk behind a country's name means."""
    for footnote in view.footnotes():
        yield Paragraph(text(f"* {footnote}", Look.DETAIL))
