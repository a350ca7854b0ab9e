"""The lists of which an event consists beside its agenda: one table says of each how the desk shows and changes it."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tours.desk.event.part_forms import DocumentForm, NoteForm, OrganisationForm, ParticipantForm, plain_form
from tours.models import (
    Contact,
    Document,
    Event,
    EventOrganisation,
    Group,
    ParticipatingCity,
    PracticalNote,
    Purpose,
    Track,
)
from tours.role_powers import Power
from tours.wording import file_format, file_size

LONGEST_DETAIL = 120


class Kind(NamedTuple):
    """One list of an event."""

    model: Any
    form: Callable[..., Any]
    title: str | Promise
    sentence: str | Promise
    """What the list is for."""
    power: Power
    details: Callable[[Any], Sequence[str]]
    """What the list tells of a row beside its name."""
    reads: tuple[str, ...] = ()
    """The relations of a row that its name and details read."""

    @property
    def is_ordered(self) -> bool:
        """Whether people put its rows in order. Groups stand by their names."""
        return hasattr(self.model, "position")

    def rows(self, event: Event) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model._default_manager.filter(event=event).select_related("event", *self.reads)
        return rows


def _seats(city: ParticipatingCity) -> list[str]:
    facts = {"taken": city.taken, "seats": city.seats}
    away = [] if city.comes else [_now("does not come")]
    return [_now("%(taken)d of %(seats)d seats taken") % facts, *away]


def _file(document: Document) -> list[str]:
    return [f"{file_format(document.file_name)}, {file_size(document.size)}", document.get_level_display()]


def _reached(contact: Contact) -> list[str]:
    return list(filter(None, [contact.role, contact.phone, contact.email, contact.get_level_display()]))


def _begins(note: PracticalNote) -> list[str]:
    return [Truncator(note.body).chars(LONGEST_DETAIL), note.get_level_display()]


def _nothing(_row: Any) -> list[str]:
    return []


KINDS: dict[str, Kind] = {
    "organisations": Kind(
        EventOrganisation,
        OrganisationForm,
        _("Organisations"),
        _("Who hosts, organises, funds or supports the event. They are printed in this order."),
        Power.EVENT,
        lambda row: [row.get_role_display()],
        ("organisation",),
    ),
    "cities": Kind(
        ParticipatingCity,
        ParticipantForm,
        _("Participating cities"),
        _("Who takes part, and with how many seats. Their delegates are chosen among the people of the event."),
        Power.EVENT,
        _seats,
        ("city", "organisation"),
    ),
    "purposes": Kind(
        Purpose,
        plain_form(Purpose, "text"),
        _("Purposes"),
        _("What the event is for, a line each."),
        Power.EVENT,
        _nothing,
    ),
    "practical": Kind(
        PracticalNote,
        NoteForm,
        _("Practical information"),
        _("What travellers must know: arrival, hotel, clothing, language. A section each."),
        Power.EVENT,
        _begins,
    ),
    "contacts": Kind(
        Contact,
        plain_form(Contact, "name", "role", "email", "phone", "level"),
        _("Contacts"),
        _("Whom to call."),
        Power.EVENT,
        _reached,
    ),
    "documents": Kind(
        Document,
        DocumentForm,
        _("Documents"),
        _("Brochures, logistics notes and slides. Readers get them with the next version."),
        Power.AGENDA,
        _file,
    ),
    "tracks": Kind(
        Track,
        plain_form(Track, "name"),
        _("Tracks"),
        _("They tell apart items that run at the same time."),
        Power.AGENDA,
        _nothing,
    ),
    "groups": Kind(
        Group,
        plain_form(Group, "name"),
        _("Groups"),
        _("Some of the delegates, such as those on the second bus. An item can be for one group alone."),
        Power.AGENDA,
        _nothing,
    ),
}


def with_numbers(events: QuerySet[Any]) -> QuerySet[Any]:
    """The events with the number of rows of each list, as `cities_number`. Within the query that reads the events."""
    found: QuerySet[Any] = events.annotate(**{f"{name}_number": _number(kind) for name, kind in KINDS.items()})
    return found


def _number(kind: Kind) -> Coalesce:
    rows = kind.model._default_manager.filter(event=OuterRef("pk")).order_by().values("event")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)
