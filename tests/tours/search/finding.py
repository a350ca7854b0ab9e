"""What tests of search publish, and what they read of what is found."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from tests.factories import rows
from tours.models import Event
from tours.search.matching import Matches

NOBODY = AnonymousUser()


def titles(found: QuerySet[Any] | Matches[Any]) -> list[str]:
    return [str(row) for row in (found.rows if isinstance(found, Matches) else found)]


def published(**facts: Any) -> Event:
    event = rows.event(**facts)
    rows.publish(event)
    return event
