"""For whom a page of the desk shows an agenda: `?audience=public`, `delegates` or `staff`."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tours.agenda.audiences import everyone, for_audience, may_read
from tours.agenda.values import Agenda
from tours.agenda.view import AgendaView
from tours.vocabulary import Level

LABELS: dict[Level, Promise] = {
    Level.STAFF: gettext_lazy("As staff see it"),
    Level.DELEGATES: gettext_lazy("As delegates see it"),
    Level.PUBLIC: gettext_lazy("As the public sees it"),
}


class Tab(NamedTuple):
    """One of the audiences to choose from."""

    level: str
    label: Promise
    is_shown: bool


def level_asked_for(query: QueryDict) -> Level:
    """Staff, who see all, where none is asked for. Raises ValidationError."""
    try:
        return Level(query.get("audience", Level.STAFF))
    except ValueError as error:
        message = _("The agenda is for everyone (audience=public), for delegates (delegates) or for staff (staff).")
        raise ValidationError(message) from error


def tabs(shown: Level) -> list[Tab]:
    return [Tab(level, label, level == shown) for level, label in LABELS.items()]


def view_of(agenda: Agenda | None, level: Level) -> AgendaView | None:
    """What they see: delegates what is for any group. None where they see nothing of it."""
    if agenda is None:
        return None
    audience = everyone(agenda, level)
    return for_audience(agenda, audience) if may_read(audience, agenda.event) else None
