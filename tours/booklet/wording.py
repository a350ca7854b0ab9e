"""Short texts that several pages of the booklet share."""

from collections.abc import Iterator, Sequence

from tours.agenda.facts import Name, Organisation
from tours.agenda.view import AgendaView
from tours.labels import LEVELS
from tours.pdf.blocks import Block, Paragraph, Span, text
from tours.pdf.styles import Look
from tours.vocabulary import Level

Spans = tuple[Span, ...]


def audience(view: AgendaView) -> str:
    """The audience as `Delegates`, `Delegates (A, B)` or `Staff`. Empty for the public: everyone knows its booklet."""
    if view.audience.level is Level.PUBLIC:
        return ""
    label = str(LEVELS[Level(view.audience.level)])
    groups = view.groups(view.audience.groups)
    return f"{label} ({groups})" if groups else label


def other_names(names: Sequence[Name], *, short: str = "") -> Spans:
    """The short name, if there is one, and the names in other languages and scripts, each marked with its language."""
    spans = [Span(short)] if short else []
    spans += [Span(name.text, language=name.tag) for name in names]
    return (*(span._replace(words=f"{span.words},") for span in spans[:-1]), *spans[-1:])


def known_as(organisation: Organisation) -> Spans:
    """The other names of an organisation, such as `MOLIT, 국토교통부`."""
    return other_names(organisation.names, short=organisation.abbreviation)


def with_others(name: str, others: Spans) -> Spans:
    """The name with other names in brackets, such as `Belgrade (Београд)`."""
    if not others:
        return (Span(name),)
    opened = others[0]._replace(words=f"({others[0].words}")
    spans = (opened, *others[1:])
    return (Span(name), *spans[:-1], spans[-1]._replace(words=f"{spans[-1].words})"))


def plain(spans: Spans) -> str:
    return " ".join(span.words for span in spans)


def footnotes(view: AgendaView) -> Iterator[Block]:
    """The footnotes that explain the asterisk after a country's name."""
    for footnote in view.footnotes():
        yield Paragraph(text(f"* {footnote}", Look.DETAIL))
