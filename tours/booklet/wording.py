"""Short texts that several pages of the booklet share."""

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language

from backstage.text.language_tags import is_foreign
from tours.agenda.facts import Name, Organisation
from tours.agenda.values import Event
from tours.agenda.view import AgendaView
from tours.labels import LEVELS
from tours.pdf.blocks import Block, Paragraph, Span, Text, text
from tours.pdf.styles import Look
from tours.vocabulary import Level

Spans = tuple[Span, ...]


def own_language(event: Event) -> str:
    """The language of the event's texts, where the booklet's own words are in another; otherwise empty."""
    interface = get_language()
    return event.language if interface and is_foreign(event.language, interface) else ""


def as_written(words: str, event: Event, look: Look = Look.BODY) -> Text:
    """A text of the event, in its language."""
    return Text((Span(words, language=own_language(event)),), look)


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
    """The further names of an organisation, such as `MOLIT, 국토교통부`."""
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
    """The footnotes that explain the asterisk after a country's name, on one page with each other."""
    found = view.footnotes()
    for number, footnote in enumerate(found, 1):
        yield Paragraph(text(f"* {footnote}", Look.DETAIL), leads=number < len(found))
