"""An edition as one audience reads it. What is kept of it costs no query."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import msgspec
from django.template.loader import render_to_string

from tours.agenda.audiences import for_audience, groups_in_use, with_groups_in
from tours.agenda.changes.marks import Mark, marks
from tours.agenda.values import Agenda, Audience
from tours.agenda.view import AgendaView
from tours.models import PublishedEvent
from tours.serving.current import current_agenda
from tours.serving.kept_outputs import Output, kept
from tours.vocabulary import Level

Kept = TypeVar("Kept", bound=msgspec.Struct)


@dataclass(frozen=True)
class Reading:
    """`home` is the path under which all addresses lead: the page of the agenda, then items and documents below it.

    Make it by `reading`, which leaves out groups that no item uses.
    """

    published: PublishedEvent
    audience: Audience
    home: str

    @cached_property
    def agenda(self) -> Agenda:
        """Reads and decodes the whole agenda, in one query. Only what draws asks for it."""
        return current_agenda(self.published)

    @cached_property
    def view(self) -> AgendaView:
        return for_audience(self.agenda, self.audience)

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        return marks(self.view)

    def output(self, name: str, *facts: str) -> Output:
        return Output(self.published.digest, name, (self.audience.key, self.home, *facts))

    def kept_text(self, name: str, draw: Callable[[], str], *facts: str) -> bytes:
        return kept(self.output(name, *facts), lambda: draw().encode(), gzipped=False)

    def kept_value(self, name: str, kind: type[Kept], draw: Callable[[], Kept], *facts: str) -> Kept:
        stored = kept(self.output(name, *facts), lambda: msgspec.json.encode(draw()), gzipped=False)
        return msgspec.json.decode(stored, type=kind)

    def rendered(self, template: str, **context: Any) -> str:
        """The page rendered without the request, so that what is kept cannot show who asked first."""
        view = self.view
        html = render_to_string(template, {"view": view, "event": view.event, "home": self.home, **context})
        return html.encode().decode()  # plain, as only such a text can be kept in a value


def reading(published: PublishedEvent, audience: Audience, *, home: str) -> Reading:
    return Reading(published, in_use(published, audience), home)


def in_use(published: PublishedEvent, audience: Audience) -> Audience:
    """The audience without groups that no item uses: so kept outputs number at most the sets of groups in use."""
    if audience.level is not Level.DELEGATES or not audience.groups:
        return Audience(level=audience.level)
    used = kept(Output(published.digest, "groups.json"), lambda: _groups_of(current_agenda(published)), gzipped=False)
    return with_groups_in(audience, msgspec.json.decode(used, type=set[str]))


def _groups_of(agenda: Agenda) -> bytes:
    return msgspec.json.encode(sorted(groups_in_use(agenda)))
