"""The users who register people at an event or within a programme, for mails that tell them something."""

from django.db.models import Q, QuerySet

from tours.models import Event, Programme, Role
from tours.role_powers import Power, kinds_with


def at_event(event: Event) -> QuerySet[Role]:
    """The roles of those who register people at the event, given there or at its programme."""
    return _roles().filter(Q(event=event) | Q(programme=event.programme_id))


def in_programme(programme: Programme) -> QuerySet[Role]:
    return _roles().filter(programme=programme)


def _roles() -> QuerySet[Role]:
    return Role.objects.filter(kind__in=kinds_with(Power.PEOPLE), user__is_active=True).order_by()
